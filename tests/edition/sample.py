"""A small book made of model values, with one of everything, and the smallest theme."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from book.edition import make_edition
from book.model.book import Book, Chapter, Credit, Fact, Matter, Name, Part, Picture
from book.model.edition import Edition, LateDocument
from book.model.index import Entry, Index, LetterGroup, Locator, Mention, Person
from book.model.prose import (
    Cell,
    CodeBlock,
    Emphasis,
    Figure,
    FilmRef,
    Heading,
    Image,
    Link,
    Listing,
    Note,
    NoteRef,
    Paragraph,
    PersonRef,
    Quote,
    SectionBreak,
    Sidebar,
    Strong,
    Styled,
    Table,
    Text,
)
from book.model.settings import Contributor, EditionSettings, Series, Settings, ThemeSettings
from book.model.theme import Theme
from book.problems import Problems, Source
from book.theme import load_theme

THEMES = Path(__file__).parent.parent / "theme"
WORDS = {
    "half_title": "Half title",
    "title_page": "Title page",
    "copyright_page": "Copyright",
    "contents": "Contents",
    "titles": "Titles A–Z",
    "checklist": "Checklist",
    "picture_credits": "Picture credits",
    "index_of_people": "Index of people",
    "colophon": "Colophon",
    "page": "page",
    "no": "no.",
    "to": "to",
    "copyright": "Copyright",
    "index_headnote": "Numbers are pages.",
    "index_headnote_ebook": "Numbers are ranks.",
    "role_edt": "Edited by",
    "numbers": "0–9",
}
EBOOK = EditionSettings("ebook", "epub", isbn="978-1-4028-9462-6")
PAPERBACK = EditionSettings("paperback", "pdf", isbn="9781402894633")
SCREEN = EditionSettings("screen", "pdf", use="screen")


def at(file: str, line: int) -> Source:
    return Source(f"chapters/{file}.md", line)


def paragraph(anchor: str, *inlines, line: int = 10) -> Paragraph:
    made = tuple(Text(one) if isinstance(one, str) else one for one in inlines)
    return Paragraph(anchor, at("any", line), made)


def sample_book(root: Path, **settings) -> Book:
    """Return a countdown of three films in two parts, with a picture, notes, sidebars, a table and matter."""
    from PIL import Image as Pillow

    folder = root / "chapters" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    Pillow.new("RGB", (30, 20), (120, 30, 30)).save(folder / "lamp.png")
    data = (folder / "lamp.png").read_bytes()
    lamp = Picture("chapters/images/lamp.png", "lamp.png", "image/png", 30, 20, hashlib.sha256(data).hexdigest())
    image = Image(lamp.path, "A lamp & a moth", credit="B. Still", licence="CC BY 4.0")
    lantern = Chapter(
        "the-lantern",
        at("the-lantern", 1),
        "The Lantern",
        3,
        1951,
        image=image,
        credits=(Credit("directed_by", "Directed by", (Name("Ida Moss", at("the-lantern", 4)),), Source()),),
        facts=(Fact("budget", "Budget", "$2 < $3", Source()),),
        blocks=(
            paragraph("ch-the-lantern-b1", "Ida Moss lights a ", Emphasis((Text("lamp"),)), " & waits.", NoteRef(1)),
            Heading("ch-the-lantern-b2", at("the-lantern", 20), 4, (Text("Too deep"),)),
            Quote(
                "ch-the-lantern-b3",
                Source(),
                (paragraph("ch-the-lantern-b4", "Nobody looks up."),),
                paragraph("ch-the-lantern-b5", "Bo"),
            ),
            Figure("ch-the-lantern-b6", Source(), image, paragraph("ch-the-lantern-b7", "The lamp")),
            SectionBreak("ch-the-lantern-b8", Source()),
            Sidebar(
                "ch-the-lantern-s1",
                Source(),
                "favourite_scene",
                "Favourite scene",
                (
                    Heading("ch-the-lantern-b9", Source(), 2, (Text("Inside"),)),
                    paragraph("ch-the-lantern-b10", "The stairs.", NoteRef(2)),
                ),
            ),
        ),
        notes=(
            Note("ch-the-lantern-n1", Source(), 1, (paragraph("ch-the-lantern-b11", "So they say."),)),
            Note("ch-the-lantern-n2", Source(), 2, (paragraph("ch-the-lantern-b12", "Forty of them."),)),
        ),
    )
    harbour = Chapter(
        "harbour",
        at("harbour", 1),
        "Harbour",
        2,
        1978,
        credits=(Credit("starring", "Starring", (Name("Cy Lund", Source()), Name("Ida Moss", Source())), Source()),),
        blocks=(
            paragraph("ch-harbour-b1", "Like ", FilmRef("The Lantern"), ", and ", FilmRef("The Lantern", "it"), "."),
            paragraph(
                "ch-harbour-b2",
                "See ",
                Link("https://www.example.org/a b/", (Text("the reel "), FilmRef("Third"), NoteRef(1))),
                " and ",
                Link("https://example.org/x", (Text("example.org/x"),)),
                ".",
            ),
            Listing(
                "ch-harbour-b3",
                Source(),
                ordered=True,
                start=3,
                items=((replace(paragraph("ch-harbour-b4", "one"), tight=True),), (paragraph("ch-harbour-b5", "two"),)),
            ),
            Table(
                "ch-harbour-b6",
                Source(),
                (Cell("ch-harbour-b6-c1", Source(), (Text("Year"),), "right"),),
                ((Cell("ch-harbour-b6-c2", Source(), (Text("1978"),), "right"),),),
            ),
            CodeBlock("ch-harbour-b7", Source(), "a < b\n  c"),
        ),
        notes=(Note("ch-harbour-n1", Source(), 1, (paragraph("ch-harbour-b8", "A note."),)),),
    )
    third = Chapter(
        "third",
        at("third", 1),
        "A Third, Longer Evening",
        1,
        2004,
        blocks=(
            paragraph(
                "ch-third-b1",
                Strong((Text("Once "), Styled("cite", (Text("upon"),)))),
                " ",
                PersonRef("Bo Stern", "Stern"),
                " met Ida ",
                Emphasis((Text("Moss"),)),
                ".",
            ),
        ),
    )
    intro = Matter(
        "intro",
        at("front/intro", 1),
        "introduction",
        "Introduction",
        "front",
        (paragraph("front-intro-b1", "Ida Moss first."),),
    )
    given = Matter(
        "given", at("front/given", 1), "dedication", "", "front", (paragraph("front-given-b1", "For nobody."),)
    )
    after = Matter(
        "after", at("back/after", 1), "afterword", "Afterword", "back", (paragraph("back-after-b1", "End."),)
    )
    said = Settings(
        title="Three Nights & Days",
        language="en-GB",
        subtitle="A countdown",
        contributors=(Contributor("Ann de Author", "aut"), Contributor("Ed Itor, Jr.", "edt", "Itor, Ed, Jr.")),
        publisher="Quay Press",
        published=date(2026, 11, 20),
        id="urn:uuid:6ba7b810-9dad-51d1-80b4-00c04fd430c8",
        series=Series("Nights", 2),
        copyright_holder="Ann de Author",
        copyright_year=2026,
        words=WORDS,
        editions=(EBOOK, PAPERBACK),
    )
    return Book(
        root,
        replace(said, **settings),
        (lantern, harbour, third),
        (Part(1, "Early", ("the-lantern",)), Part(2, "Late", ("harbour", "third"))),
        (given, intro),
        (after,),
        {lamp.path: lamp},
        {"The Lantern": "the-lantern", "Third": "third"},
    )


def sample_index() -> Index:
    moss = "Ida Moss"
    return Index(
        people={moss: Person(moss, "Moss, Ida", ("moss", "ida"))},
        mentions={
            "front-intro-b1": (Mention(moss, "front-intro-b1", 0, 8, "front-intro-b1-m1"),),
            "ch-the-lantern-b1": (Mention(moss, "ch-the-lantern-b1", 0, 8),),
            "ch-third-b1": (
                Mention("Bo Stern", "ch-third-b1", 10, 15, "ch-third-b1-m1"),
                Mention(moss, "ch-third-b1", 20, 28, "ch-third-b1-m2"),
            ),
        },
        groups=(
            LetterGroup("L", (Entry("Lund, Cy", ("lund", "cy"), "Cy Lund", locators=(own("harbour", 2),)),)),
            LetterGroup(
                "M",
                (
                    Entry("Mole", ("mole",), see=("Moss, Ida",)),
                    Entry(
                        "Moss, Ida",
                        ("moss", "ida"),
                        moss,
                        locators=(
                            mention("intro", None, "front-intro-b1-m1"),
                            own("the-lantern", 3),
                            mention("the-lantern", 3, "ch-the-lantern-b1-m1"),
                            mention("third", 1, "ch-third-b1-m2"),
                        ),
                    ),
                ),
            ),
            LetterGroup(
                "S",
                (Entry("Stern, Bo", ("stern", "bo"), "Bo Stern", locators=(mention("third", 1, "ch-third-b1-m1"),)),),
            ),
        ),
    )


def own(piece: str, rank: int) -> Locator:
    return Locator(piece, rank, "credit", f"ch-{piece}", f"ch-{piece}")


def mention(piece: str, rank: int | None, anchor: str, last: str = "") -> Locator:
    return Locator(piece, rank, "mention", anchor, last or anchor)


@cache
def plain_theme(**options) -> Theme:
    problems = Problems()
    theme = load_theme(THEMES, ThemeSettings("plain", options), problems)
    assert not list(problems)
    return theme


def edition_of(
    book: Book, settings: EditionSettings, index: Index | None = None, theme: Theme | None = None, **more
) -> Edition:
    problems = Problems()
    made = make_edition(book, index or sample_index(), theme or plain_theme(), settings, problems, **more)
    assert [str(problem) for problem in problems] == []
    return made


def printed(late: LateDocument) -> str:
    """Return a late document as it is printed: locators without links, those told apart by what they are."""

    def words(found: re.Match[str]) -> str:
        said = late.locators[found[2]].words
        kind = next((kind for kind in ("main", "picture") if kind in found[1]), "")
        return f"<{kind}>{said}</{kind}>" if kind else said

    return re.sub(r'<a\b([^>]*)href="x-locator:([^"]+)"[^>]*>[0–ivx]*</a>', words, late.xhtml)


def xhtml_of(edition: Edition, document: str) -> str:
    return next(one.xhtml for one in edition.documents if one.id == document)
