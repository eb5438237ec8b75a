"""Guards: whether a capitalised word that is a surname means the person, or a thing, a place or somebody else."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from book.people.letters import plain_letters, word_list

Span = tuple[int, int]

Verdict = Literal["person", "other", "namesake"]

# Surnames that are words; whatever the book itself writes in lower case counts as one too.
_WORDS = word_list(
    """
    allen archer baker ball banks barber bell best bishop black blunt bridges brook brooks brown burns bush
    butler camp carpenter case cash chase child church close coffee coffin cook crane cross crow cruise day dean
    diamond drake driver duke english fiddler field fields fish fisher fox franks freeman frost gates glass
    glover gold good grant gray green hand hardy hart hill holly hood hook hope house hunt hunter hurt iron
    irons ivory key king knight lake lamb lane law lemon light little long love major mann march marsh mason may
    means mills mist moody moon moses moss nail newman nice noble north page park parker pearl penn penny pike
    pine pitt pope porter post potter pound power price prince queen rain reed rice rich rider ring rivers robin
    rock rose rush rust sage salt sand savage sellers sharp shepherd short silk silver singer small smart snow
    song sparks spear speed spring stark steel stern stone street strong summer sweet swift taylor temple tower
    towers trees turner underwood vice waits walker wall walls ward waters weaver wells west wheeler white
    wilder will wing winter wise wolf wood woods worth wright young
    """
)
_PLACES = word_list(
    """
    austin berlin brooklyn carolina chelsea chester cleveland dallas darwin england florence france hamilton
    holland houston ireland israel jackson jordan kent lancaster lincoln london montana orlando paris phoenix
    sydney washington wellington york
    """
)
_REGIONS = re.compile(
    r",\s(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|"
    r"Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|"
    r"Missouri|Montana|Nebraska|Nevada|New\s(?:Hampshire|Jersey|Mexico|York)|North\s(?:Carolina|Dakota)|Ohio|Oklahoma|"
    r"Ontario|Oregon|Pennsylvania|Queensland|South\s(?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Virginia|"
    r"Washington|Wisconsin|Wyoming|D\.?C\.?|England|Scotland|Wales|Ireland|France|Germany|Italy|Spain)\b"
)
_IN_PLACES = word_list("in into near outside across around downtown visit visiting leaving")
_ROLES = word_list(
    """
    actor actress actors actresses director directors writer screenwriter star stars cinematographer composer
    producer editor novelist author sir dame co-star auteur
    """
)
_STYLED = word_list(
    """
    mr mrs miss ms dr captain agent detective officer professor king queen prince princess uncle aunt lord lady
    president senator general colonel sergeant lieutenant inspector father mother sister brother judge doctor
    saint st
    """
)
_NAMED = word_list("plays played playing named called portrays portrayed portraying nicknamed")
_DAYS = word_list(
    """
    january february march july september october november december monday tuesday wednesday thursday friday
    saturday sunday christmas easter
    """
)
_EPITHET = re.compile(r" the [a-zß-ÿ]|, (?:her|his|their|its|my|our) [a-zß-ÿ]")
_ARTICLES = word_list("the a an his her their its my our your no every each")
COMMON_GIVEN = word_list(
    """
    adam alan albert alex alexander alice amy andrea andrew angela ann anna anne anthony arthur barbara ben
    benjamin betty bill bob brian bruce carl carlos carol caroline catherine charles charlie charlotte chris
    christian christina christine christopher claire clara colin dan daniel danny david deborah dennis diana
    donald donna dorothy doug edward eleanor elena elizabeth ellen emily emma eric ethan eva evelyn fiona francis
    frank fred gary george gloria gordon greg hannah harold harry heather helen henry howard hugh ian isabel jack
    jacob james jamie jane janet jason jean jeff jennifer jenny jeremy jerry jessica jim jimmy joan joanna joe
    john johnny jonathan joseph josh joyce judith judy julia julie justin karen kate katherine kathy keith kelly
    ken kevin kim larry laura lauren leo leon linda lisa liz louis louise lucas lucy luke margaret maria marie
    mark martha martin mary matt matthew megan melissa michael michelle mike molly nancy natalie nathan neil
    nicholas nicole nick nina noah nora norman oliver olivia oscar pamela patricia patrick paul paula peter phil
    philip rachel ralph ray rebecca richard rick robert robin roger ronald rosa ruth ryan sally sam samantha
    samuel sandra sara sarah scott sean sharon simon sophia sophie stanley stephanie stephen steve steven susan
    teresa thomas tim timothy tina todd tom tony tracy vanessa victor victoria vincent virginia walter wendy
    william
    """
)
"""Given names so common that with a surname they name somebody else: Anna Scott, where Ridley Scott is at hand."""

_FUNCTION = word_list(
    """
    a about above after again against all although always and another any as at back because before behind both
    but by can did do does during each either even ever every few finally first for from had has have having
    here how however if in indeed instead into is it its just later like many maybe meanwhile more most much
    near neither never next no nor not nothing now of off often on once one only or original other our out over
    perhaps poor rarely say seeing since so some somehow sometimes soon still such surely than that the their
    then there these they this those though through thus to together too under unlike until up watch watching we
    what whatever when whenever where whereas whether which while who whose why will with within without yet you
    young
    """
)
_VERBS = word_list(
    """
    is was isn has had hasn does doesn did didn can could couldn will won would wouldn may might must should
    plays played gives gave gets got makes made shows showed shoots shot films filmed directs directed writes
    wrote stars starred brings brought takes took keeps kept lets finds found knows knew seems seemed looks
    looked feels felt comes came goes went never always also himself herself who whose says said tells told
    turns turned uses used wants wanted understands delivers delivered steals stole carries carried deserves
    deserved remains remained wins manages managed proves proved stays stayed becomes became works worked excels
    shines moves moved holds held cuts builds built handles handled trusts refuses loves hates speaks spoke
    walks walked talks talked sings sang dances danced sits sat reads read acts acted appears appeared arrives
    arrived begins began believes chooses chose climbs counts cries dies died drives drove eats ate drinks
    enters explains fights fought follows followed forgives forgets grows grew hears heard helps hides invents
    insists joins jumps kills laughs learns leaves left lends lies listens lives loses lost meets met misses
    needs nods opens owns pays performs performed picks pulls pushes puts raises reaches returns returned seeks
    sees saw sells sends shouts shrugs sighs sleeps smiles spends stares starts stops suffers swims teaches
    thinks thought throws tries tried understood waits waited wakes watches weeps whispers winks wonders
    apologises apologizes suits sounds nodded smiled laughed shouted sighed shrugged wept whispered winked wondered
    watched insisted invented forgave forgot explained drank believed loved hated refused slept stared swam taught
    threw woke trusted ran kissed married retired grinned frowned
    """
)
_PLURAL_VERBS = word_list("are were aren weren have haven")
_WHO = frozenset(["he", "He", "she", "She", "who", "er", "Er", "sie", "Sie", "il", "Il", "elle", "Elle"])

_WORD_AFTER = re.compile(r"[ \u00a0\u202f]([^\W_]+)")
_POSSESSIVE = re.compile(r"['’](?:s(?![^\W_])|(?![^\W_]))")
_ENDINGS = ("ly", "ing", "ed")
"""How English words end that often open a sentence before a name: Surprisingly, Casting, Paired."""
_OPENING = "“„«‘\"'’([—–-…*_ \u00a0\n\t"


@dataclass(frozen=True, slots=True)
class Lexis:
    """What the book's own words tell: all of them as typed, those in lower case, and its people's given names."""

    words: frozenset[str]
    lower: frozenset[str]
    given: frozenset[str]
    verbs: frozenset[str] = frozenset()
    """What somebody does in the book: the words after he, she and who."""

    def is_word(self, folded: str) -> bool:
        """Whether a name is also a word."""
        return folded in _WORDS or folded in self.lower

    def is_plain(self, folded: str) -> bool:
        """Whether a word is one that sentences begin with, or that the book writes in lower case."""
        return folded in self.lower or folded in _FUNCTION

    def is_given(self, folded: str) -> bool:
        """Whether a word is a given name, of the book's people or a common one."""
        return folded in self.given or folded in COMMON_GIVEN


def verbs_of(words: Sequence[str]) -> frozenset[str]:
    """Return the words that a text, split at its spaces, puts after he, she or who."""
    text = f" {' '.join(words)} "
    after = {part[: part.find(" ")] for who in _WHO for part in text.split(f" {who} ")[1:]}
    return frozenset(word for word in (said.rstrip(".,;:!?") for said in after) if word.islower())


def opens_sentence(text: str, start: int) -> bool:
    """Whether a word at `start` is the first of a sentence (or of a quotation, a caption, a cell)."""
    place = start - 1
    while place >= 0 and text[place] in _OPENING:
        place -= 1
    if place < 0:
        return True
    if place == start - 1:
        return False
    while place > 0 and text[place] in "”’\"')]":
        place -= 1
    if (
        text[place] == "."
        and place
        and re.search(r"(?:^|[^\w])(?:\w|Mr|Mrs|Ms|Dr|St|Jr|Sr)$", text[max(0, place - 4) : place])
    ):
        return False
    return text[place] in ".!?…:\ufffc"


def is_joined(text: str, start: int, end: int) -> bool:
    """Whether a word is a piece of a longer one: after a hyphen or an elided article, before a hyphen."""
    if start > 1 and text[start - 1] in "-‐‑'’ʼ" and (text[start - 2].isalnum()):
        return True
    return text[end : end + 1] in tuple("-‐‑") and text[end + 1 : end + 2].isalnum()


def judge_surname(text: str, span: Span, folded: str, lexis: Lexis, at_hand: Container[str]) -> Verdict:
    """Return whether a surname at a span of text means the person; "namesake" for another bearer ("Anna Scott").

    `folded` is its only word in plain letters ("" if it has several); `at_hand` the surnames that may stand beside it.
    """
    start, end = span
    if is_joined(text, start, end):
        return "other"
    shown = text[start:end]
    if len(shown) > 2 and shown.isupper():
        return "other"
    word = bool(folded) and lexis.is_word(folded)
    before = _before(text, span, folded, lexis, word=word)
    if before != "person":
        return before
    return "person" if _after(text, span, at_hand, lexis, word=word) else "other"


def _before(text: str, span: Span, folded: str, lexis: Lexis, *, word: bool) -> Verdict:
    start, end = span
    place, shown = _word_before(text, start)
    if not shown:
        return "person"
    previous = plain_letters(shown)
    if word and previous in _ARTICLES:
        return "other"
    if previous in ("a", "an") and not re.match(r"['’]?[^\W_]*[ \u00a0][a-zß-ÿ]", text[end:]):
        return "other"  # he drove a Ford
    if shown[0].isupper():
        if previous in _ROLES or previous in _DAYS:
            return "person"
        if previous in _STYLED or len(previous) == 1:
            return "other"
        first = opens_sentence(text, place)
        if first and previous not in lexis.given:
            return "person" if lexis.is_plain(previous) or previous.endswith(_ENDINGS) else "other"
        strange = not first and not lexis.is_plain(previous) and not previous.endswith(_ENDINGS)
        return "namesake" if strange or lexis.is_given(previous) else "other"
    if previous in _NAMED:
        return "other"
    return "other" if folded in _PLACES and previous in _IN_PLACES else "person"


def _after(text: str, span: Span, at_hand: Container[str], lexis: Lexis, *, word: bool) -> bool:
    start, end = span
    if _POSSESSIVE.match(text, end):
        return True
    if _REGIONS.match(text, end):
        return False
    if _EPITHET.match(text, end) and lexis.is_given(plain_letters(text[start:end])):
        return False  # Thomas the verger; Lee, her husband
    found = _WORD_AFTER.match(text, end)
    following = found[1] if found else ""
    if following and following != "I" and (following[0].isupper() or (word and following[0].isdigit())):
        return False
    if not opens_sentence(text, start):
        return True
    if following in _PLURAL_VERBS and text[end - 1] == "s":
        return False  # Bridges are burned
    if not word:
        return True
    if (
        following in _VERBS
        or following in lexis.verbs
        or re.match(r",\s(?:who|whose|as|playing|meanwhile|however|too)\b", text[end:])
    ):
        return True
    beside = re.match(r"(?:,| and| &| or)\s([^\W_]+)", text[end:])
    return bool(beside) and plain_letters(beside[1]) in at_hand if beside else False


def _word_before(text: str, start: int) -> tuple[int, str]:
    """Return the word directly before a place, without the full stop of an initial; "" after any other sign."""
    if start < 2 or text[start - 1] not in " \u00a0":
        return 0, ""
    end = start - 1
    if text[end - 1] == "." and (end < 3 or not text[end - 3].isalnum()):
        end -= 1
    place = end
    while place and text[place - 1].isalnum():
        place -= 1
    if place and text[place - 1] in "'’":
        return 0, ""
    return place, text[place:end]


def judge_name(text: str, start: int, end: int, lexis: Lexis, begins_name: frozenset[str]) -> bool:
    """Whether a full name at text[start:end] is not part of a longer one (Mary Tyler Moore, James Dean Bradfield)."""
    if start > 1 and text[start - 1] in "-‐‑" and text[start - 2].isalnum():
        return False
    if text[end : end + 1] in tuple("-‐‑") and text[end + 1 : end + 2].isupper():
        return False
    if not _POSSESSIVE.match(text, end) and (found := _WORD_AFTER.match(text, end)):
        word = plain_letters(found[1])
        if found[1][0].isupper() and found[1] != "I" and word not in lexis.lower and word not in begins_name:
            return False
    place, shown = _word_before(text, start)
    if not shown or not shown[0].isupper() or shown.isupper():
        return True
    previous = plain_letters(shown)
    if opens_sentence(text, place) and lexis.is_plain(previous):
        return True
    return previous not in lexis.given or previous in lexis.lower
