"""What the words of a name tell: particles and their language, suffixes, titles, family-first names, groups.

The tables are closed lists of the trade (RDA appendix F.11, Chicago Manual of Style on personal names), not
lists of persons: whoever a rule cannot know belongs in `people.toml`.
"""

from __future__ import annotations

import re

from book.people.letters import plain_letters, vowel_groups, word_list

PARTICLES = word_list(
    """
    de del de' dei degli della delle di da das do dos du des dal dalla dello la le lo las los van von vom der
    den st. st saint san santa dela el mac ó ní nic uí abu abd ibn bin bint
    """
)
"""Words that open a surname, with or without a capital."""

SMALL_PARTICLES = word_list("'t 's te ten ter zu zum zur af av al ap ould ver auf und am")
"""Words that open a surname only when written without a capital: "Al" and "Den" are given names too."""

FIRM_PARTICLES = frozenset(["bin", "ibn", "bint", "abu", "abd", "st.", "st", "saint", "san", "santa"])
"""Particles that stay with the surname whatever their case (Arabic personal names, saints)."""

JOINED = frozenset(["y", "e", "i"])
"""Words that join two surnames: "Ramón y Cajal", "Costa e Silva"."""

SUFFIXES = frozenset(["jr", "sr", "jnr", "snr", "esq", "phd", "md", "obe", "cbe"])
KIN_SURNAMES = frozenset(["filho", "junior", "neto", "sobrinho"])
"""Portuguese words of kinship: part of the surname (RDA F.11), not suffixes."""

DROPPED_TITLES = frozenset(["sir", "dame"])
KEPT_TITLES = frozenset(["dr", "prof", "professor", "rev", "lord", "lady"])
"""Printed before the given name, passed over in sorting. Baron, Count, King and Judge are given names too."""
STAGE_OPENERS = word_list("queen lil' lil’ ice big dj mc mr mrs ms miss mister madame master grandmaster notorious")
"""Words that open a stage name, which is never inverted: Queen Latifah, Ice Cube, Big Boi."""

_COMPANY = word_list(
    """
    studio studios films pictures productions entertainment orchestra philharmonic symphony quartet quintet
    ensemble choir chorus company bros inc ltd llc gmbh records group collective brothers sisters siblings twins
    family theatre theater
    """
)
KINDRED = frozenset(["brothers", "sisters", "siblings", "twins", "family"])

_VIETNAMESE = word_list("tran nguyen pham truong huynh hoang trinh duong bui")
_SPANISH_FAMILIES = word_list("garcia diaz ruiz ortiz munoz romero castro vargas rojas guzman escobar")

_PINYIN = re.compile(
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|ia|ie|in"
    "|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u))"
)
_CHINESE_FAMILIES = word_list(
    """
    bai bao cai cao chen cheng cui deng diao ding dong fan fang feng gao geng gong guan guo hou hu huang jia
    jiang jiao kong lei liang liao ling liu luo mao meng ning pan peng qi qian qiao qin qiu ren shao shen shi
    shu song su sun tang tao tian tong wang wei wen weng wu xia xiao xie xiong xu xue yan yang yao ye yin ying
    yu yuan yue zeng zhang zhao zheng zhong zhou zhu zou zuo li ma gu lu he ai bi
    """
)

# What a lower-case "de" does depends on the bearer's language, which the given name often tells.
_FRENCH_GIVEN = word_list(
    """
    alain anatole antoine aurelie bertrand brigitte cecile celine claude edmond emile etienne fabrice francois
    francoise gaston genevieve georges gerard ghislain gilles guillaume guy helene henri honore jacques jean
    jeanne julien laurent louis luc madeleine marcel marguerite michel nathalie odile olivier pascal patrice
    philippe pierre raoul remy renaud rene simone solange sylvie therese thierry yves yvonne
    """
)
_PORTUGUESE_GIVEN = word_list(
    "manoel joao joaquim luiz thiago tiago vasco caetano vinicius glauber heitor rui nuno goncalo caio"
)
_DUTCH_GIVEN = word_list("jan johan johannes joost kees cees wim dirk hendrik willem pieter jeroen maarten")


def is_particle(word: str, after: str = "") -> bool:
    """Whether a word opens or continues a surname, given the word it stands before."""
    low = word.lower()
    if low in PARTICLES:
        return True
    return low in SMALL_PARTICLES and (word == low or after.lower() in PARTICLES)


def is_syllabled(word: str) -> bool:
    """Whether a word is a given name of East Asian form: "Joon-ho", "Kar-wai", not "Taylor-Joy" or "Kore-eda"."""
    halves = re.split("[-‐‑]", word)
    return len(halves) == 2 and all(half and len(half) <= 6 and vowel_groups(half) == 1 for half in halves)


def is_family_first(words: list[str]) -> bool:
    """Whether a name is written family name first by its form: Bong Joon-ho, Zhang Yimou, Tran Anh Hung."""
    plain = [plain_letters(word) for word in words]
    if len(words) == 2 and is_syllabled(words[1]) and "-" not in words[0]:
        lower_second = re.split("[-‐‑]", words[1])[1][:1].islower()
        return lower_second or plain[0] in _KOREAN_OR_CANTONESE
    if len(words) == 2 and plain[0] in _CHINESE_FAMILIES and re.fullmatch(f"(?:{_PINYIN.pattern}){{2}}", plain[1]):
        return True
    return 2 <= len(words) <= 4 and plain[0] in _VIETNAMESE


_JAPANESE_FAMILIES = re.compile(
    r".{2,}(?:moto|yama|[kg]awa|mura|[sz]aki|[sz]awa|shima|jima|guchi|bayashi|hashi|mizu|naka|uchi|matsu|nishi)"
    r"|ozu|hara|mori|ono|oda|ueda|suzuki|sasaki|takeda|imai|naruse|miike|kitano|oshima|ito|kato|sato|ando|kudo|toyoda"
)
"""How Japanese family names end; hardly a given name of any language ends so."""


def is_japanese_order(words: list[str]) -> bool:
    """Whether a name looks Japanese with the family name first: Kurosawa Akira, not Akira Kurosawa."""
    plain = [plain_letters(word) for word in words]
    return (
        len(plain) == 2
        and bool(_JAPANESE_FAMILIES.fullmatch(plain[0]))
        and not _JAPANESE_FAMILIES.fullmatch(plain[1])
        and bool(re.fullmatch("(?:(?:[kgsztdnhbpmr]y?|ch|sh|j|ts|f|y|w)?[aeiou]{1,2}|n)+", plain[1]))
    )


def is_icelandic(words: list[str]) -> bool:
    """Whether a name ends in an Icelandic patronymic: -son, and a letter that only Icelandic has."""
    return len(words) > 1 and words[-1].endswith("son") and bool(re.search("[ðþÐÞ]", "".join(words)))


def may_be_patronymic(word: str) -> bool:
    """Whether a last word may be an Icelandic patronymic, and is none of the surnames of Sweden."""
    plain = plain_letters(word)
    return plain.endswith("sson") and plain.removesuffix("sson") not in _SWEDISH


def may_be_family_first(words: list[str]) -> bool:
    """Whether two words might be a Chinese name, family name first, of which the form is no proof: Tang Wei."""
    plain = [plain_letters(word) for word in words]
    return plain[0] in _CHINESE_FAMILIES and bool(_PINYIN.fullmatch(plain[1]))


ICELANDIC_GIVEN = word_list(
    "baltasar hrafn fridrik dagur grimur runar agust gudmundur gudrun sigurdur olafur hlynur hallgrimur bjarni snorri"
    " halldor halldora ingvar benedikt hilmar hafsteinn"
)
"""Given names that tell of a country where people are listed under them."""

_SWEDISH = word_list(
    """
    ander johan karl carl nil erik erick lar ol per sven gustaf gustav petter jon jan han bengt jon daniel hakan
    mat matt fredrik henrik isak gun axel samuel magnu birger arvid is joel lennart martin niclas olof mikael
    """
)
"""What comes before -sson in common Swedish surnames."""

_KOREAN_OR_CANTONESE = _CHINESE_FAMILIES | word_list(
    """
    bong park kim lee hong choi jang jung jeong yoon youn kang cho moon im lim oh seo shin han jo ahn bae ha
    hwang wong chow chan cheung leung lau kwan tsui tsai hsu yeung ng mak lam ho yuen chang
    """
)


def is_spanish_family(word: str) -> bool:
    """Whether a word is a Spanish family name that is never a second given name: García, González, Fernández."""
    plain = plain_letters(word)
    return plain in _SPANISH_FAMILIES or (plain.endswith("ez") and len(plain) > 4)


def is_group(words: list[str]) -> bool:
    """Whether a name is that of a band, a firm or a family: "Studio Ghibli", "Coen brothers", "Key & Peele"."""
    plain = [plain_letters(word).rstrip(".") for word in words]
    if len(plain) > 1 and (plain[-1] in _COMPANY or plain[0] in ("studio", "orchestra")):
        return True
    return any(word in ("&", "+", "and") for word in plain[1:-1])


def moved_particles(given: str, particles: list[str], surname: list[str]) -> int:
    """Return how many lower-case particles go behind the given name by usage in the bearer's language.

    Dutch van and its kin move (Gogh, Vincent van); Portuguese do, dos, da, das move; `de` moves in French, unless
    the name has one syllable (de Gaulle), in Portuguese and in Dutch, and stays in Spanish and English; before a
    capital article it moves alone (La Fontaine, Jean de). German and Scandinavian von stays, as film writing has it.
    """
    first = particles[0]
    plain = plain_letters(re.split("[- ]", given, maxsplit=1)[0])
    if first in ("van", "ter", "ten", "'t", "te", "do", "dos", "das", "da"):
        return len(particles)
    if first == "de" and surname and surname[0] in ("La", "Le", "Las", "Los"):
        return 1
    if first == "de" and len(particles) == 1:
        syllables = vowel_groups(re.sub("(?<=[a-z])e$", "", plain_letters(surname[-1])) if surname else "")
        if plain in _FRENCH_GIVEN and syllables > 1:
            return 1
        if plain in _PORTUGUESE_GIVEN or re.search("[ãõôêç]", given.lower()) or plain in _DUTCH_GIVEN:
            return 1
    if first == "de" and len(particles) > 1 and particles[1] in ("la", "le") and plain in _FRENCH_GIVEN:
        return 1
    return 0
