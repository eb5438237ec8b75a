"""The numbers and codes of the trade: ISBN, language tags, roles of contributors, trim sizes, the book's own id."""

from __future__ import annotations

import re
import uuid

from book.guessing import nearest
from book.model.settings import MM_PER_INCH, Trim

# ISO 639-1, the languages with a two-letter code
_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_LANGUAGE_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl", "swedish": "sv",
    "svenska": "sv", "danish": "da", "dansk": "da", "norwegian": "nb", "norsk": "nb", "portuguese": "pt",
    "finnish": "fi", "polish": "pl", "japanese": "ja", "chinese": "zh",
}  # fmt: skip
# RFC 5646, section 2.1: language, script, region, variants, extensions, private use
_TAG = re.compile(
    r"^(?P<language>[A-Za-z]{2,3})(?:-(?P<script>[A-Za-z]{4}))?(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?)$"
)

# MARC relator codes: https://www.loc.gov/marc/relators/relaterm.html
ROLES = {
    "author": "aut", "writer": "aut", "editor": "edt", "illustrator": "ill", "translator": "trl",
    "photographer": "pht", "introduction": "aui", "foreword": "aui", "preface": "aui", "afterword": "aft",
    "designer": "bkd", "book designer": "bkd", "cover designer": "cov", "cover": "cov", "compiler": "com",
    "proofreader": "pfr", "narrator": "nrt", "contributor": "ctb", "publisher": "pbl", "artist": "art",
    "typographer": "tyg", "typesetter": "cmt", "indexer": "ctb", "copyeditor": "edt", "researcher": "res",
    "consultant": "csl", "collaborator": "ctb", "interviewer": "ivr", "interviewee": "ive", "critic": "wac",
}  # fmt: skip
_FURTHER_CODES = (
    "abr adp anl ann aqt arr asn att auc aud bpd ccp clr cmp cns con cph cre cst cur cwt dnr dte dto dub edc egr etr "
    "fmo hst ins inv jud lbr ltg lyr mod mrk mon oth own pat pop prf prt red rev rth sce scr spn std stn tcd ths trc "
    "wam wat win wpr wst"
)


def isbn_fault(isbn: str) -> tuple[str, str]:
    """Return what is wrong with an ISBN and a hint, or two empty strings; hyphens and spaces are free.

    The check digit of an ISBN-13 weighs the digits 1 and 3 in turn (ISO 2108:2017, annex C).
    """
    digits = re.sub(r"[\s\u2010-\u2015-]", "", isbn)
    if re.fullmatch(r"[0-9]{9}[0-9Xx]", digits):
        return "is an ISBN of 10 digits; books carry 13", f'isbn = "{with_check_digit("978" + digits[:9])}"'
    if not re.fullmatch(r"[0-9]{13}", digits):
        return "is not an ISBN: 13 digits, with or without hyphens", 'isbn = "978-…"'
    if digits[:3] not in ("978", "979"):
        return "is not an ISBN: it begins with 978 or 979", 'isbn = "978-…"'
    right = with_check_digit(digits[:12])
    if digits != right:
        return (
            f"is mistyped: its last digit would be {right[-1]}",
            "compare it with the agency's letter, digit by digit",
        )
    return "", ""


def with_check_digit(twelve: str) -> str:
    """Return twelve digits with the check digit of an ISBN-13 behind them."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def language_tag(words: str) -> tuple[str, str]:
    """Return a BCP 47 tag in its usual spelling, and a hint if it is not one ("en" stands in for it)."""
    match = _TAG.match(words)
    known = bool(match) and (len(match["language"]) == 3 or match["language"].lower() in _LANGUAGES.split())  # type: ignore[index]
    if match and known:
        parts = [match["language"].lower()]
        if match["script"]:
            parts.append(match["script"].title())
        if match["region"]:
            parts.append(match["region"].upper())
        return "-".join(parts) + match["rest"].lower(), ""
    repaired = words.strip().replace("_", "-")
    if repaired != words and not language_tag(repaired)[1]:
        return language_tag(repaired)[0], f'language = "{language_tag(repaired)[0]}"'
    guess = _LANGUAGE_NAMES.get(nearest(words, _LANGUAGE_NAMES), "en")
    return "en", f'language = "{guess}"'


def role_code(words: str) -> str:
    """Return the MARC relator code of a role (a code, or a plain word such as "editor"), or ""."""
    role = " ".join(words.casefold().replace("_", " ").replace("-", " ").split())
    return ROLES.get(role) or (role if role in {*ROLES.values(), *_FURTHER_CODES.split()} else "")


def trim_of(words: str) -> Trim | None:
    """Return a trim size: "6x9" and "5.5 x 8.5 in" are inches, "129x198mm" millimetres; None if it is neither."""
    match = re.fullmatch(
        r"\s*([0-9.]{1,8})\s*(?:in|\"|″|mm)?\s*[x×X*]\s*([0-9.]{1,8})\s*(in|inches|\"|″|mm)?\s*", words
    )
    try:
        sides = (float(match[1]), float(match[2])) if match else None
    except ValueError:
        sides = None
    if not match or not sides:
        return None
    if match[3] == "mm":
        trim = Trim(sides[0], sides[1], f"{sides[0]:g}x{sides[1]:g}mm")
    else:
        trim = Trim(round(sides[0] * MM_PER_INCH, 4), round(sides[1] * MM_PER_INCH, 4), f"{sides[0]:g}x{sides[1]:g}")
    return trim if 50 <= trim.width <= 600 and 50 <= trim.height <= 600 else None


def derived_id(title: str, first_contributor: str, language: str) -> str:
    """Return the identifier of a book that has neither ISBN nor id: the same as long as title and author stay."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("bookmake", title, first_contributor, language))).urn
