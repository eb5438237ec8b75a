"""Headings of reviews: the number, the title, the year, now and then the director and the first words of the text.

A number is one only in a form that numbers take: `#N`, `No. N`, `N.`, `N)`, `N:`, `N –`. "12 Angry Men (1957)" has
none, unless the headings around it show that theirs stand as bare as that (`bare`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FIRST_YEAR = 1888
LAST_YEAR = 2099
LONGEST = 600
"""Characters of a line that are looked through for a heading; the text may follow in the same line."""

_SEPARATOR = r"(?:\s*[–—:|.)-]+\s*|\s+)"
_SERIES = re.compile(
    r"^(?P<series>[^#]{2,80}?)\s*[–—:|,-]*\s*(?=(?:#|№|\b[Nn]o\.?|\b[Nn]umber|\b[Nn]r\.?)\s*\d{1,4}\b)"
)
_DIARY = re.compile(r"^(?:movie|film|day|review|entry|week|episode|viewing)\s+#?(?=\d{1,4}\b)", re.I)
_BETWEEN = re.compile(r"^(?P<series>[^\d#][^#]{2,60}?)(?:\s*:|\s+[–—|-])\s*(?=\d{1,4}\s*(?:[–—:|)-]|\.\s)\s*\S)")
_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SPELLED = {
    **{word: n for n, word in enumerate([*_UNITS, *_TEENS], start=1)},
    **{ten: n * 10 for n, ten in enumerate(_TENS, start=2)},
    **{f"{ten}-{unit}": t * 10 + u for t, ten in enumerate(_TENS, 2) for u, unit in enumerate(_UNITS, 1)},
    "hundred": 100, "one hundred": 100,
}  # fmt: skip
"""Numbers as words, for "Number Ten: Heat"."""
_FORMS = (
    ("#N", re.compile(r"^[#№]\s?(?P<n>\d{1,4})(?![\d])(?P<sep>\s*[–—:|.)-]*\s*)")),
    (
        "Number N",
        re.compile(
            r"^(?:at\s+)?(?:number|no\.?|rank(?:ing)?|place|position|spot)\s*[#:]?\s*"
            rf"(?P<n>\d{{1,4}}|{'|'.join(sorted(_SPELLED, key=len, reverse=True))})"
            r"(?P<sep>\s*(?:[–—:|.)]|\s-+\s)\s*)",
            re.I,
        ),
    ),
    ("No. N", re.compile(r"^(?:[Nn]o|[Nn]r|[Nn]umber|[Nn]um|NO)\b\.?\s*#?(?P<n>\d{1,4})\b(?P<sep>\s*[–—:|.)-]*\s*)")),
    ("N.", re.compile(r"^(?P<n>\d{1,4})(?P<sep>\.\)?\s*)(?!\d)")),
    ("N)", re.compile(r"^\(?(?P<n>\d{1,4})(?P<sep>\)\s*)(?!\d)")),
    ("N:", re.compile(r"^(?P<n>\d{1,4})(?P<sep>\s?:\s+)")),
    ("N/M", re.compile(r"^(?P<n>\d{1,4})(?P<sep>\s*(?:/|of|out of)\s*\d{1,4}\s*(?:[–—:|.)]|\s-+\s)\s*)")),
    ("Nth", re.compile(r"^(?P<n>\d{1,4})(?:st|nd|rd|th)(?P<sep>(?:\s+place)?\s*[–—:|]\s*)", re.I)),
    ("N –", re.compile(r"^(?P<n>\d{1,4})(?P<sep>\s*[–—|·•~-]+\s*)(?!\d)")),
    ("N", re.compile(r"^(?P<n>\d{1,4})(?P<sep>\s*)(?=[^\W\d_]|['‘“\"\[])")),
)
_OF = re.compile(r"^(?:/|of\s|out of\s)\s*\d{1,4}\b\s*[–—:|.)-]*\s*")
_BEHIND = re.compile(
    r"^(?P<title>[^#]{1,160}?)\s*(?:[–—|:·(\[]|\s-+\s)\s*(?P<series>[^#()\[\]|–—]{0,60}?)[\s,:–—|-]*"
    r"(?:#|№|\b[Nn]o\.?\s?|\b[Nn]umber\s)\s*(?P<n>\d{1,4})\s*[)\]]?\s*(?P<more>\(\d{4}\))?$"
)
BEHIND = "… #N"
"""The form of a heading whose number comes last: "Heat (1995) – Top 100 #37"."""
STRONG = frozenset({"#N", "No. N", "Number N", "N.", "N)", BEHIND})
"""Forms that say of themselves that they number."""
_YEAR_LAST = re.compile(
    r"\s*[(\[]\s*(?P<in>[^()\[\]]{0,120}?)\s*[)\]](?:\s*[-–—:|,]\s*(?P<dash>(?:18|19|20)\d\d))?(?P<rest>.*)$", re.S
)
_YEAR_DASH = re.compile(r"^(?P<title>.+?)\s*(?:[-–—|,]\s*)(?P<year>(?:18|19|20)\d\d)\s*[.]?$")
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_YEARS_ONLY = re.compile(r"^\d{4}(?:\s*[-–—,/&]\s*\d{2,4})*$")
_UNKNOWN = re.compile(r"\s*[(\[](?:TBC|TBD|TBA|\?+|year)[)\]]\s*$", re.I)
_AROUND = re.compile(r"^[‘“\"'](.+)[’”\"'][,.]?$")
_NAME = re.compile(r"^[^\d]{3,80}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says. `number` is None without one; `form` is how it is written; `rest` begins the text."""

    title: str
    number: int | None = None
    form: str = ""
    series: str = ""
    years: tuple[int, ...] = ()
    directors: str = ""
    rest: int = -1
    """Where in the words the text begins that stands in the same line; -1 if none does."""
    unknown: str = ""
    """A stand-in for the year: (TBC)."""

    @property
    def year(self) -> int | None:
        """The first year, or None."""
        return self.years[0] if self.years else None

    @property
    def shape(self) -> str:
        """How headings of this kind are built, as a writer would say it: `Top 365 Films #N Title (YYYY)`."""
        return f"{shape_of(self.series, self.form)}{' (YYYY)' if self.years else ''}"


def shape_of(series: str, form: str) -> str:
    """Return how headings with a number are built, as a writer would say it."""
    parts = ["Title,", series, "#N"] if form == BEHIND else [series, form, "Title"]
    return " ".join(part for part in parts if part)


def heading_of(words: str, *, bare: bool = False) -> Heading:
    """Return what a heading says; with `bare`, a number without point or sign counts too."""
    text = " ".join(words.replace("\u00a0", " ").split())
    if len(text) > LONGEST:
        found = heading_of(text[:LONGEST], bare=bare)
        return found if found.rest >= 0 else Heading(text)
    if (behind := _behind(text)) is not None:
        return behind
    series = ""
    start = 0
    if match := _DIARY.match(text):
        series, start = match[0].strip(" #"), match.end()
    elif (match := _SERIES.match(text) or _BETWEEN.match(text)) and _number(text, bare=False)[0] is None:
        series = match["series"].strip(" –—:|,-")
        start = match.end()
    number, form, end = _number(text[start:], bare=bare)
    if series and number is None:
        series, start = "", 0
        number, form, end = _number(text, bare=bare)
    title, years, directors, rest, unknown = _title(text[start + end :])
    if rest >= 0:
        rest += start + end
    return Heading(title, number, form, series, years, directors, rest, unknown)


def _behind(text: str) -> Heading | None:
    """Return what a heading says whose number comes last; without a year that would be too little to go by."""
    match = _BEHIND.match(text) if "#" in text or re.search(r"(?:[Nn]o\b|[Nn]umber)", text) else None
    if match is None or _number(text, bare=False)[0] is not None:
        return None
    title, years, directors, rest, _ = _title(f"{match['title']} {match['more'] or ''}")
    if not title or not years or rest >= 0 or not int(match["n"]):
        return None
    return Heading(title, int(match["n"]), BEHIND, match["series"].strip(" –—:|,-"), years, directors)


def _number(text: str, *, bare: bool) -> tuple[int | None, str, int]:
    for form, pattern in _FORMS:
        if form == "N" and not bare:
            continue
        if match := pattern.match(text):
            value = int(match["n"]) if match["n"].isdigit() else _SPELLED[match["n"].lower()]
            rest = text[match.end() :]
            end = match.end()
            if of := _OF.match(rest):
                end += of.end()
                rest = rest[of.end() :]
            if not value or (not rest.strip() and form not in ("#N", "No. N", "N.")):
                continue
            if form not in STRONG and (value >= FIRST_YEAR or not rest.strip()):
                continue
            if re.match(r"^(?:[–—-]\s*#?\d|#\d|st\b|nd\b|rd\b|th\b)", rest) and not re.match(r"^\d{4}\s", rest):
                continue  # a range ("#20–#18"), or "1st"
            return value, form, end
    return None, "", 0


def _title(text: str) -> tuple[str, tuple[int, ...], str, int, str]:
    """Return the title, its years, director, where further text begins (-1: nowhere), and a stand-in for the year."""
    if unknown := _UNKNOWN.search(text):
        return _bare_title(text[: unknown.start()]), (), "", -1, unknown[0].strip()
    found = _last_parenthesis(text)
    if found:
        years = _years_in(found["in"]) or ((int(found["dash"]),) if found["dash"] else ())
        directors = _director_in(found["in"])
        rest = found["rest"].strip()
        at = (
            found.start("rest") + len(found["rest"]) - len(found["rest"].lstrip(" –—:.-"))
            if rest.strip(" –—:.-")
            else -1
        )
        return _bare_title(text[: found.start()]), years, directors, at, ""
    if match := _YEAR_DASH.match(text):
        title, _, director = match["title"].rpartition(" - ")
        if not title:
            title, _, director = match["title"].rpartition(" – ")
        if title and _NAME.match(director) and len(director.split()) in (2, 3, 4):
            return _bare_title(title), (int(match["year"]),), director.strip(), -1, ""
        return _bare_title(match["title"]), (int(match["year"]),), "", -1, ""
    if " -- " in text:
        at = text.index(" -- ")
        return _bare_title(text[:at]), (), "", at + 4, ""
    return _bare_title(text), (), "", -1, ""


def _last_parenthesis(text: str) -> re.Match[str] | None:
    """Return the parenthesis that holds the year: the last one that does before the text begins."""
    best = None
    for match in re.finditer(r"[(\[]", text):
        found = _YEAR_LAST.match(text, match.start())
        if found and (_years_in(found["in"]) or found["dash"]):
            lead = text[: match.start()]
            if best is not None and re.search(r"[.!?]\s", text[best.end("in") : match.start()]):
                break
            if len(lead) <= 120:
                best = _YEAR_LAST.match(text, len(lead.rstrip()))
    return best


def _years_in(inside: str) -> tuple[int, ...]:
    """Return the years of a parenthesis: alone, several, or the first or last item beside a name."""
    inside = inside.strip()
    if _YEARS_ONLY.match(inside):
        years = tuple(int(year) for year in _YEAR.findall(inside))
        return years if years and len(inside) - 4 * len(years) <= 4 * len(years) else ()
    first, _, last = inside.partition(","), "", inside.rpartition(",")[2].strip()
    head = first[0].strip()
    for item in (last, head):
        if re.fullmatch(r"(?:18|19|20)\d\d", item) and "," in inside and FIRST_YEAR <= int(item) <= LAST_YEAR:
            return (int(item),)
    return ()


def _director_in(inside: str) -> str:
    names = [item.strip() for item in inside.split(",") if not re.fullmatch(r"\s*\d{4}\s*", item)]
    if names and all(_NAME.match(name) for name in names) and any(_YEAR.search(i) for i in inside.split(",")):
        return re.sub(r"^(?:dir\.?|directed by|by)\s+", "", ", ".join(names), flags=re.I)
    return ", ".join(names) if names and not _YEAR.search(inside) and all(_NAME.match(n) for n in names) else ""


def _bare_title(text: str) -> str:
    text = text.strip(" \t–—-:|,")
    if (match := _AROUND.match(text)) and not re.search(r"[‘“\"]", match[1]):
        text = match[1]
    return text.strip()
