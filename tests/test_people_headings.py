"""How names are filed: headings, sort keys and letters, by rule alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.people.headings import file_name, short_forms
from book.people.letters import plain_letters, words_of
from book.people.sorting import letter_of, order_key, sort_key

# name | heading | sort key
NAMES = """
Agnès Varda | Varda, Agnès | varda, agnes
Tilda Swinton | Swinton, Tilda | swinton, tilda
Cher | Cher | cher
Cantinflas | Cantinflas | cantinflas
Robert Downey Jr. | Downey, Robert, Jr. | downey, robert, jr
Cuba Gooding, Jr. | Gooding, Cuba, Jr. | gooding, cuba, jr
Louis Gossett Jr | Gossett, Louis, Jr | gossett, louis, jr
Dan Hedaya III | Hedaya, Dan, III | hedaya, dan, 3
George VI | George VI | george 6
Dame Maggie Smith | Smith, Maggie | smith, maggie
Dr. Ruth Westheimer | Westheimer, Dr. Ruth | westheimer, ruth
Lady Gaga | Lady Gaga | lady gaga
Dr. Dre | Dr. Dre | dr dre
Queen Latifah | Queen Latifah | queen latifah
Big Boi | Big Boi | big boi
Lil' Kim | Lil' Kim | lil kim
Lil Dagover | Dagover, Lil | dagover, lil
Cedric the Entertainer | Cedric the Entertainer | cedric the entertainer
The Rock | Rock, The | rock, the
the Taviani brothers | Taviani brothers | taviani brothers
Studio Ghibli | Studio Ghibli | studio ghibli
21 Savage | 21 Savage | twenty one savage
Robert De Niro | De Niro, Robert | de niro, robert
Vittorio De Sica | De Sica, Vittorio | de sica, vittorio
Danny DeVito | DeVito, Danny | devito, danny
Guillermo del Toro | del Toro, Guillermo | del toro, guillermo
Álex de la Iglesia | de la Iglesia, Álex | de la iglesia, alex
Olivia de Havilland | de Havilland, Olivia | de havilland, olivia
Louis de Funès | Funès, Louis de | funes, louis de
Philippe de Broca | Broca, Philippe de | broca, philippe de
Cécile de France | de France, Cécile | de france, cecile
Jean d'Ormesson | Ormesson, Jean d' | ormesson, jean d
Jan de Bont | Bont, Jan de | bont, jan de
Carice van Houten | Houten, Carice van | houten, carice van
Mike van Diem | Diem, Mike van | diem, mike van
Dick Van Dyke | Van Dyke, Dick | van dyke, dick
Gus Van Sant | Van Sant, Gus | van sant, gus
James Van Der Beek | Van Der Beek, James | van der beek, james
Max von Sydow | von Sydow, Max | von sydow, max
Laura San Giacomo | San Giacomo, Laura | san giacomo, laura
Ian St. John | St. John, Ian | st john, ian
Joaquim de Almeida | Almeida, Joaquim de | almeida, joaquim de
Maria do Céu | Céu, Maria do | ceu, maria do
Haifaa al-Mansour | Mansour, Haifaa al- | mansour, haifaa al
Saleh bin Amer | bin Amer, Saleh | bin amer, saleh
Alfonso Gómez-Rejón | Gómez-Rejón, Alfonso | gomezrejon, alfonso
Alejandro González Iñárritu | González Iñárritu, Alejandro | gonzalez inarritu, alejandro
Ramón y Cajal | Cajal, Ramón y | cajal, ramon y
Santiago Ramón y Cajal | Ramón y Cajal, Santiago | ramon y cajal, santiago
Daniel Day-Lewis | Day-Lewis, Daniel | daylewis, daniel
Phoebe Waller-Bridge | Waller-Bridge, Phoebe | wallerbridge, phoebe
Hirokazu Kore-eda | Kore-eda, Hirokazu | koreeda, hirokazu
Wong Kar-wai | Wong Kar-wai | wong karwai
Mizoguchi Kenji | Mizoguchi Kenji | mizoguchi kenji
Kenji Mizoguchi | Mizoguchi, Kenji | mizoguchi, kenji
Ozu Yasujirō | Ozu Yasujirō | ozu yasujiro
Laura Mulvey | Mulvey, Laura | mulvey, laura
Friðrik Þór Friðriksson | Friðrik Þór Friðriksson | fridrik thor fridriksson
Roy Andersson | Andersson, Roy | andersson, roy
Park Chan-wook | Park Chan-wook | park chanwook
Youn Yuh-Jung | Youn Yuh-Jung | youn yuhjung
Maggie Cheung Man-yuk | Cheung Man-yuk, Maggie | cheung manyuk, maggie
Chen Kaige | Chen Kaige | chen kaige
Ang Lee | Lee, Ang | lee, ang
Nguyen Vo Nghiem Minh | Nguyen Vo Nghiem Minh | nguyen vo nghiem minh
Halldóra Geirharðsdóttir | Halldóra Geirharðsdóttir | halldora geirhardsdottir
J.K. Simmons | Simmons, J.K. | simmons, j k
M. Night Shyamalan | Shyamalan, M. Night | shyamalan, m night
Dwayne “The Rock” Johnson | Johnson, Dwayne “The Rock” | johnson, dwayne the rock
Małgorzata Szumowska | Szumowska, Małgorzata | szumowska, malgorzata
Mads Brügger | Brügger, Mads | brugger, mads
Søren Kragh-Jacobsen | Kragh-Jacobsen, Søren | kraghjacobsen, soren
Chiwetel Ejiofor | Ejiofor, Chiwetel | ejiofor, chiwetel
Peter O’Toole | O’Toole, Peter | otoole, peter
Rock Hudson | Hudson, Rock | hudson, rock
King Vidor | Vidor, King | vidor, king
Judge Reinhold | Reinhold, Judge | reinhold, judge
Countess Vaughn | Vaughn, Countess | vaughn, countess
Kim Hunter | Hunter, Kim | hunter, kim
Lin Shaye | Shaye, Lin | shaye, lin
Steve McQueen (director) | McQueen, Steve (director) | mcqueen, steve director
""".strip().splitlines()


@pytest.mark.parametrize("line", NAMES)
def test_heading_and_sort_key(line):
    name, heading, key = (part.strip() for part in line.split("|"))
    assert file_name(name).heading == heading
    assert ", ".join(sort_key(heading)) == key


def test_particles_can_all_go_behind():
    assert file_name("Lars von Trier", "after").heading == "Trier, Lars von"
    assert file_name("Guillermo del Toro", "after").heading == "Toro, Guillermo del"
    assert file_name("Robert De Niro", "after").heading == "De Niro, Robert"


def test_a_group_is_never_inverted():
    assert file_name("Daft Punk", group=True).heading == "Daft Punk"
    assert file_name("The Velvet Underground", group=True).heading == "Velvet Underground, The"


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("Helena Bonham Carter", "three plain words"),
        ("Lars von Trier", "a lower-case particle"),
        ("Cher", "one word"),
        ("Tang Wei", "family name first?"),
        ("Key & Peele", "may be a group"),
        ("Mizoguchi Kenji", "family name first?"),
        ("Kenji Mizoguchi", ""),
        ("Friðrik Þór Friðriksson", "a patronymic?"),
        ("Hrafn Gunnlaugsson", "a patronymic?"),
        ("Baltasar Kormákur", "under the given name?"),
        ("Roy Andersson", ""),
        ("Ingmar Bergman", ""),
        ("Tilda Swinton", ""),
        ("Samuel L. Jackson", ""),
    ],
)
def test_what_a_rule_cannot_be_sure_of(name, doubt):
    assert file_name(name).doubt == doubt


def test_how_prose_says_the_surname():
    assert file_name("Robert De Niro").short == ("De Niro",)
    assert file_name("Vincent van Gogh").short == ("van Gogh", "Gogh")
    assert file_name("Robert Downey Jr.").short == ("Downey Jr.", "Downey")
    assert file_name("Bong Joon-ho").short == ("Bong",)
    assert file_name("Alejandro González Iñárritu").short == ("González Iñárritu", "Iñárritu")
    assert file_name("Tony Leung Chiu-wai").short == ("Leung Chiu-wai", "Chiu-wai", "Leung")
    assert file_name("Ice Cube").short == ()
    assert short_forms("Kristin Scott Thomas", "Scott Thomas, Kristin") == ("Scott Thomas", "Thomas")
    assert short_forms("Manoel de Oliveira", "Oliveira, Manoel de") == ("de Oliveira", "Oliveira")


ORDERED = [
    "Ångström, Maria",
    "Lee, Ang",
    "Lee, Spike",
    "Lee Chang-dong",
    "Leeson, Nick",
    "Łódzki, Jan",
    "Louis IX",
    "Louis XIV",
    "MacLaine, Shirley",
    "McDormand, Frances",
    "Oliveira, Manoel de",
    "Østergaard, Nina",
    "O’Toole, Peter",
    "Page, Elliot",
]


def test_word_by_word_and_part_by_part():
    shuffled = sorted(ORDERED, key=lambda heading: plain_letters(heading)[::-1])
    assert sorted(shuffled, key=lambda heading: order_key(sort_key(heading))) == ORDERED


def test_letter_by_letter_passes_over_spaces():
    headings = ["Dench, Judi", "De Niro, Robert", "Deneuve, Catherine"]
    assert sorted(headings, key=lambda heading: order_key(sort_key(heading), "word"))[0] == "De Niro, Robert"
    assert sorted(headings, key=lambda heading: order_key(sort_key(heading), "letter"))[-1] == "De Niro, Robert"


@pytest.mark.parametrize(
    ("heading", "language", "letter"),
    [
        ("Łódzki, Jan", "en", "L"),
        ("Østergaard, Nina", "en", "O"),
        ("Østergaard, Nina", "da", "Ø"),
        ("Åkerman, Malin", "sv-SE", "Å"),
        ("von Trier, Lars", "en", "V"),
        ("50 Cent", "en", "F"),
        ("50 Cent", "de", "0–9"),
        ("Þórðarson, Jón", "en", "T"),
        ("黒澤明", "ja", "黒"),
        ("!!!", "en", "#"),
    ],
)
def test_letter_groups(heading, language, letter):
    assert letter_of(heading, sort_key(heading, language), language) == letter


def test_scandinavian_letters_come_last():
    headings = ["Zorn, Anders", "Åkerman, Malin", "Ärling, Bo", "Öst, Eva", "Andersson, Bibi"]
    assert sorted(headings, key=lambda heading: order_key(sort_key(heading, "sv"))) == [
        "Andersson, Bibi",
        "Zorn, Anders",
        "Åkerman, Malin",
        "Ärling, Bo",
        "Öst, Eva",
    ]


WORDS = st.text(
    st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Mn", "Nd", "Pd", "Po", "Ps", "Pe")), min_size=1
)
PARTICLES = st.sampled_from(["de", "von", "van", "der", "la", "De", "Mc", "Jr.", "III", "al-Din", "d’Or", "St.", "y"])
ANY_NAME = st.lists(WORDS | PARTICLES, min_size=1, max_size=6).map(" ".join)
PLAIN_NAME = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzéøł", min_size=2, max_size=9).map(str.title) | PARTICLES, min_size=1, max_size=5
).map(" ".join)


@given(PLAIN_NAME)
def test_headings_never_lose_a_word(name):
    assert sorted(words_of(file_name(name).heading)) == sorted(words_of(name))


@given(ANY_NAME)
def test_any_text_can_be_filed(name):
    filed = file_name(name)
    key = sort_key(filed.heading)
    assert key
    assert letter_of(filed.heading, key)


@given(st.lists(ANY_NAME, max_size=8))
def test_order_is_total_and_does_not_depend_on_the_start(names):
    headings = [file_name(name).heading for name in names]

    def key(heading):
        return order_key(sort_key(heading)), heading

    backwards = headings[::-1]
    assert sorted(headings, key=key) == sorted(backwards, key=key)


@given(ANY_NAME)
def test_case_accents_and_hyphens_never_change_the_order(name):
    heading = file_name(name).heading
    key = sort_key(heading)
    assert all(part == plain_letters(part) for part in key)
