"""Guards: whether a capitalised word that is a surname means the person, or a thing, a place or somebody else."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from book.people.letters import plain_letters, word_list

Span = tuple[int, int]

Verdict = Literal["person", "other", "namesake"]

# Surnames that are words; whatever the book itself writes in lower case counts as one too.
_WORDS = word_list(
    """
    allen ball banks bell best black blunt bush carpenter case chase child church close coffin cook cross crow
    cruise day dean drake driver duke fiddler field fields fisher fox franks freeman frost glass glover gold
    good grant gray green hand hardy hart hill holly hook hope house hunt hunter hurt key king knight lake lamb
    lane law light little long love major mann marsh march may mills moon moss nice noble north page park parker
    penn pine pitt pope post potter power price prince queen rain reed rice rich rider ring rock rose rush sand
    savage sharp short silver singer small smart snow song spring steel stern stone street strong summer swift
    taylor temple turner underwood wall waters weaver west white will wilder winter wise wolf wood woods wright
    young
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
    is was isn has had hasn does doesn did didn can can could couldn will won would wouldn may might must should
    plays played gives gave gets got makes made shows showed shoots shot films filmed directs directed writes
    wrote stars starred brings brought takes took keeps kept lets finds found knows knew seems seemed looks
    looked feels felt comes came goes went never always also himself herself who whose says said tells told
    turns turned uses used wants wanted understands delivers delivered steals stole carries carried deserves
    deserved remains remained won wins manages managed proves proved stays stayed becomes became works worked
    excels shines moves moved holds held cuts builds built handles handled trusts refuses loves hates
    """
)

_WORD_AFTER = re.compile(r"[ \u00a0\u202f]([^\W_]+)")
_POSSESSIVE = re.compile(r"['’](?:s(?![^\W_])|(?![^\W_]))")
_OPENING = "“„«‘\"'’([—–-…*_ \u00a0\n\t"


@dataclass(frozen=True, slots=True)
class Lexis:
    """What the book's own words tell: all of them as typed, those in lower case, and its people's given names."""

    words: frozenset[str]
    lower: frozenset[str]
    given: frozenset[str]

    def is_word(self, folded: str) -> bool:
        """Whether a name is also a word."""
        return folded in _WORDS or folded in self.lower


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
    before = _before(text, start, folded, lexis, word=word)
    if before != "person":
        return before
    return "person" if _after(text, span, at_hand, word=word) else "other"


def _before(text: str, start: int, folded: str, lexis: Lexis, *, word: bool) -> Verdict:
    place, shown = _word_before(text, start)
    if not shown:
        return "person"
    previous = plain_letters(shown)
    if word and previous in _ARTICLES:
        return "other"
    if shown[0].isupper():
        if previous in _ROLES:
            return "person"
        if previous in _STYLED or len(previous) == 1:
            return "other"
        first = opens_sentence(text, place)
        if first and previous not in lexis.given:
            return (
                "person" if previous in _FUNCTION | lexis.lower or previous.endswith(("ly", "ing", "ed")) else "other"
            )
        known = previous in lexis.given or previous in COMMON_GIVEN
        strange = not first and previous not in lexis.lower | _FUNCTION and not previous.endswith(("ing", "ed", "ly"))
        return "namesake" if known or strange else "other"
    if previous in _NAMED:
        return "other"
    return "other" if folded in _PLACES and previous in _IN_PLACES else "person"


def _after(text: str, span: Span, at_hand: Container[str], *, word: bool) -> bool:
    start, end = span
    if _POSSESSIVE.match(text, end):
        return True
    if _REGIONS.match(text, end):
        return False
    found = _WORD_AFTER.match(text, end)
    following = found[1] if found else ""
    if following and following != "I" and (following[0].isupper() or (word and following[0].isdigit())):
        return False
    if not word or not opens_sentence(text, start):
        return True
    if following.lower() in _VERBS or re.match(r",\s(?:who|whose|as|playing|meanwhile|however|too)\b", text[end:]):
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
    if opens_sentence(text, place) and previous in lexis.lower | _FUNCTION:
        return True
    return previous not in lexis.given or previous in lexis.lower
