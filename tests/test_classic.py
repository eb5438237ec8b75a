"""The built-in theme `classic`: every template in every format, and its pages as they are laid out."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from markupsafe import Markup

from book.edition import documents
from book.edition.styles import face_css, text_css, theme_shelf
from book.model.edition import Geometry
from book.model.settings import ThemeSettings
from book.model.views import (
    BookView,
    ChapterView,
    EntryView,
    FigureView,
    FormatView,
    IndexGroupView,
    IndexView,
    Line,
    ListGroup,
    ListLine,
    ListView,
    LocatorView,
    MatterView,
    PageView,
    PartView,
    SidebarView,
)
from book.problems import Problems
from book.theme import load_theme
from book.typeset.engine import typeset
from book.typeset.job import TypesetJob

EPUB, PRINT, SCREEN = FormatView(epub=True), FormatView(print=True), FormatView(screen=True)
FORMATS = pytest.mark.parametrize("form", [EPUB, PRINT, SCREEN], ids=["epub", "print", "screen"])
LEADING = 10.5 * 1.33333
PAGE = Geometry(152.4, 228.6, 19, 21.9, 21, 19)
PROSE = (
    "The kettle is filled, the letter is read and folded, and nobody in the room says what everybody in the room "
    "already knows; by the time the wind has found the door again the film has made us listen for it as they do. "
)

BOOK = BookView(
    title="The Long Way Down to One",
    subtitle="Three films & their faults",
    by="Ann Author and Bo Writer",
    contributors=(Line("Illustrated by", "Cy Drawer", "ill"),),
    publisher="Lantern Row",
    series="Lantern Books, 4",
    edition_statement="First edition",
    copyright="Copyright © 2026 Ann Author",
    rights="All rights reserved.",
    isbns=(Line("ISBN (paperback)", "978-0-306-40615-7", "paperback"),),
    year="2026",
    language="en-GB",
    count=365,
    picture_credits=(Line("Rust and Salt", "Studio Nord, CC BY 4.0", "rust"),),
)
BARE_BOOK = BookView("Heat", "", "", (), "", "", "", "", "", (), "", "en", 0)


def paragraphs(anchor: str, count: int) -> Markup:
    return Markup("\n").join(
        Markup('<p id="{}-b{}">{}</p>').format(anchor, number, PROSE * (2 + number % 3)) for number in range(count)
    )


QUOTE = Markup(
    '<blockquote id="q"><p id="q1">Close the door.</p><p class="attribution" id="q2">— Alain</p></blockquote>'
)
CHAPTER = ChapterView(
    anchor="ch-rust",
    id="rust",
    rank=358,
    title="Rust and Salt",
    year="2012",
    original_title="De rouille et de sel",
    by="Cy Drawer",
    picture=None,
    credits=(
        Line("Directed by", "Jacques Aumont-Rey", "directed_by"),
        Line("Starring", ", ".join(f"Marion Vasseur-{number}" for number in "ABCDEFGHIJKL"), "starring"),
    ),
    facts=(Line("Budget", "$20m", "budget"), Line("Earned (worldwide)", "$25.7m", "earned")),
    body=paragraphs("ch-rust", 7)
    + Markup(
        '<h2 id="h">The <em>second</em> reel</h2>'
        '<p id="after-h">A <strong>strong</strong> word, <em><strong>a stronger</strong></em> one, <code>code</code>'
        ' and a note.<span class="footnote" id="n">It was <em>never</em> said.</span></p>'
        '<ul id="u"><li>one</li><li>two</li></ul><hr class="section-break" id="hr"/>'
    )
    + paragraphs("more", 6),
    sidebars=(
        SidebarView("s1", "favourite-scene", "Favourite scene", paragraphs("s1", 1)),
        SidebarView("s2", "favourite-quote", "Favourite quote", QUOTE),
        SidebarView("s3", "did-you-know", "Did you know?", Markup('<p id="dyk">The cat was paid.</p>')),
    ),
    notes=Markup(""),
)
BARE = replace(
    CHAPTER,
    title="Up There",
    year="",
    original_title="",
    by="",
    credits=(),
    facts=(),
    sidebars=(),
    body=paragraphs("x", 1),
)
LONG = replace(
    CHAPTER,
    title="Dr. Marvellous, or: How the Weather Learned to Stop Worrying and Love the Kitchen, Part the Second",
    picture=FigureView("pictures/a.png", "A door", 1200, 640, Markup("The door"), "Studio Nord"),
    facts=(*CHAPTER.facts, Line("Awards", "Palme d’Or; four Oscars; and a cup for the best stand in Leeds", "awards")),
)


def page_box(form: FormatView, anchor: str) -> Markup:
    return Markup("") if form.epub else Markup('<a class="page" href="x-page:{}">000</a>').format(anchor)


def listing(form: FormatView, anchor: str, count: int = 12) -> ListView:
    lines = tuple(
        ListLine(
            "A Title of the Middling Kind" if number % 4 else LONG.title,
            "" if form.print else f"x-link:ch-{number}",
            page_box(form, f"ch-{number}"),
            rank=str(count - number),
            year=str(1920 + number % 90),
            kind="chapter",
            level=2,
        )
        for number in range(count)
    )
    matter = ListLine("Afterword", "", page_box(form, "back"), kind="afterword")
    return ListView(
        anchor, "A list", (ListGroup("R", f"{anchor}-R", lines), ListGroup("", f"{anchor}-back", (matter,)))
    )


def people(form: FormatView) -> IndexView:
    href = "" if form.print else "x-link:ch-rust"
    entries = (
        EntryView(
            "index-e1", "Audiard, Jacques", (LocatorView("49–51", href, main=True), LocatorView("88", href, main=False))
        ),
        EntryView("index-e2", "Author, A. N.", (), see=(("Audiard, Jacques", href),)),
        EntryView(
            "index-e3", "Aumont, Ray", (LocatorView("7", href, main=False),), see_also=(("Author, A. N.", href),)
        ),
    )
    return IndexView("index", "Index", "A note at the head.", (IndexGroupView("A", "index-A", entries),))


def contents_of(template: str, form: FormatView, book: BookView = BOOK) -> tuple[str, dict[str, object]]:
    """Return the anchor a template must carry and what it is filled with."""
    variables: dict[str, object]
    match template:
        case "chapter":
            variables, anchor = {"chapter": CHAPTER}, "ch-rust"
        case "contents" | "titles" | "checklist":
            variables, anchor = {"listing": listing(form, template)}, template
        case "index":
            variables, anchor = {"index": people(form)}, "index"
        case "part":
            variables, anchor = {"part": PartView("part-1", 1, "The last three", "3 to 1", 3)}, "part-1"
        case name if name.startswith("matter"):
            matter = MatterView(
                "front-it", name.partition("-")[2] or "introduction", "Why these", paragraphs("m", 2), Markup("")
            )
            variables, anchor = {"matter": matter}, "front-it"
        case "cover":
            variables, anchor = {"page": PageView("cover", "Cover"), "picture": None}, "cover"
        case _:
            variables, anchor = {"page": PageView(template, "A page")}, template
    return anchor, {"book": book, **variables}


@pytest.fixture(scope="module")
def classic(tmp_path_factory):
    root = tmp_path_factory.mktemp("book")

    def load(**options):
        problems = Problems()
        theme = load_theme(root, ThemeSettings("classic", options), problems)
        assert [str(problem) for problem in problems] == []
        return theme

    return load


def fill(theme, template: str, form: FormatView, variables: dict[str, object]) -> str:
    return theme.render(template, {"words": {}, "format": form, "options": theme.options, **variables})


def lay_out(theme, body: str, kind: str, place: str = "body", geometry: Geometry = PAGE, *, numbered: bool = True):
    heads = (
        '<div class="running verso"><span class="running-title">Zebra</span></div>'
        '<div class="running recto"><span class="running-rank">358</span>'
        ' <span class="running-title">Quagga</span></div>'
        '<div class="folio"><a class="page" href="x-page:folio">000</a></div>'
    )
    css, faces = text_css(theme, "print", geometry)
    xhtml = documents.document(
        "print",
        kind=f"{kind} numbered" if numbered else kind,
        place=place,
        title="A page",
        language="en-GB",
        content=Markup(heads if numbered else "") + Markup(body),
    )
    laid = typeset(TypesetJob(xhtml, css, theme_shelf(theme, faces)))
    assert laid.problems == ()
    return laid


def words_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(item.BaseFont).split("+")[-1]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }


def test_the_theme_has_every_template(classic):
    assert classic().templates >= {
        "cover", "half-title", "title-page", "copyright", "contents", "part", "chapter", "matter", "titles",
        "checklist", "index", "picture-credits", "colophon",
    }  # fmt: skip


@FORMATS
@pytest.mark.parametrize("book", [BOOK, BARE_BOOK], ids=["whole", "bare"])
def test_every_template_is_well_formed_and_carries_its_anchor(classic, form, book):
    theme = classic()
    for template in sorted(theme.templates):
        anchor, variables = contents_of(template, form, book)
        text = fill(theme, template, form, variables)
        root = etree.fromstring(f'<body xmlns:epub="http://www.idpf.org/2007/ops">{text}</body>')
        ids = root.xpath("//@id")
        assert anchor in ids, template
        assert len(ids) == len(set(ids)), template
        assert len(root.xpath("//h1")) <= 1, template
        for reference in root.xpath("//@aria-labelledby"):
            assert reference in ids, (template, reference)
        assert not root.xpath("//p[not(node())] | //dl[not(*)] | //ol[not(*)]"), template


def test_a_chapter_without_particulars_shows_no_empty_frames(classic):
    text = fill(classic(), "chapter", PRINT, {"book": BOOK, "chapter": BARE})
    assert "record" not in text
    assert "sidebars" not in text
    assert "under" not in text


@pytest.mark.parametrize(
    ("original", "posture"),
    [("De rouille et d’os – 1", "slanted"), ("Броненосец «Потёмкин»", "upright"), ("Ευδοκία", "upright"), ("", None)],
)
def test_original_titles_in_letters_without_italics_stand_upright(classic, original, posture):
    chapter = replace(CHAPTER, original_title=original, picture=None)
    theme = classic()
    text = fill(theme, "chapter", PRINT, {"book": BOOK, "chapter": chapter})
    assert (f'class="original {posture}"' in text) == (posture is not None)
    assert ("original" in text) == bool(original)
    lay_out(theme, text, "chapter")  # no face from outside the theme: `lay_out` fails on any complaint


def test_options_change_what_is_printed(classic):
    variables = {"book": BOOK, "chapter": CHAPTER}
    assert "Jacques Aumont-Rey" not in fill(classic(show_credits=False), "chapter", PRINT, variables)
    assert 'class="sidebar favourite-quote tint' in fill(classic(sidebars="tint"), "chapter", PRINT, variables)
    assert classic(chapter_start="recto").starts["chapter"] == "recto"
    assert "#123456" in classic(accent="#123456").styles.print
    assert "font-size: 12pt" in classic(text_size="large").styles.print
    assert "font-weight: 600; font-size: 4.2rem" in classic(numerals="strong").styles.print


def test_a_chapter_opens_without_a_head_and_goes_on_with_one(classic):
    theme = classic()
    laid = lay_out(theme, fill(theme, "chapter", PRINT, {"book": BOOK, "chapter": CHAPTER}), "chapter")
    pages = words_of(laid.pdf)
    assert len(pages) >= 3
    assert "quagga" not in pages[0].lower()
    assert "zebra" not in pages[0].lower()
    assert "zebra" in pages[1].lower()
    assert "quagga" not in pages[1].lower()
    assert "quagga" in pages[2].lower()
    folios = [link for link in laid.links if link.target == "x-page:folio"]
    assert [link.page for link in folios] == list(range(len(pages)))
    assert {link.style.family for link in folios} == {"Source Serif Pro"}


def test_paragraphs_stand_on_the_grid(classic):
    theme = classic()
    laid = lay_out(theme, fill(theme, "chapter", PRINT, {"book": BOOK, "chapter": CHAPTER}), "chapter")
    top = 228.6 / 25.4 * 72 - 19 / 25.4 * 72
    checked = 0
    for anchor, rect in laid.tops.items():
        if re.fullmatch(r"(ch-rust|more|s1)-b\d+|after-h|dyk", anchor):
            lines = (top - rect.top) / LEADING
            assert lines == pytest.approx(round(lines), abs=0.02), anchor
            checked += 1
    assert checked >= 15


def columns_of(pdf: bytes) -> list[dict[int, list[str]]]:
    """Return the words that begin a line of the index on each page, from the head down, by where the line begins."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        columns: dict[int, list[tuple[float, str]]] = {}
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            words = text.get_text_bounded(left, bottom, right, top).strip()
            if re.match(r"[A-Z]$|[A-Z]ame\d", words):
                column = next((known for known in columns if abs(known - left) < 20), round(left))
                columns.setdefault(column, []).append((-top, words))
        pages.append({left: [words for _, words in sorted(lines)] for left, lines in columns.items()})
    return [page for page in pages if page]


@pytest.mark.parametrize(
    ("geometry", "count"),
    [
        (Geometry(127, 203.2, 16, 18, 18, 16), 2),
        (PAGE, 2),
        (Geometry(215.9, 279.4, 27, 31, 29, 27), 3),
    ],
    ids=["5x8", "6x9", "8.5x11"],
)
def test_the_index_has_the_columns_its_page_has_room_for(classic, geometry, count):
    """Balanced at the end; no letter with one entry at a foot, no last entry of a letter alone at a head."""
    groups = tuple(
        IndexGroupView(
            letter,
            f"index-{letter}",
            tuple(
                EntryView(f"{letter}{number}", f"{letter}ame{number}, Nobody", (LocatorView("49–51", "", main=True),))
                for number in range(5 + place * 7 % 11)
            ),
        )
        for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    )
    theme = classic()
    index = IndexView("index", "Index", "A note at the head.", groups)
    laid = lay_out(theme, fill(theme, "index", PRINT, {"book": BOOK, "index": index}), "index", "back", geometry)
    pages = columns_of(laid.pdf)
    assert len(pages) > 1
    assert {len(page) for page in pages} == {count}
    columns = [lines for page in pages for _, lines in sorted(page.items())]
    assert [lines for lines in columns if 1 in (len(lines[-1]), len(lines[-2]))] == []
    assert [after for before, after in pairwise(columns) if len(before[-1]) > 1 and len(after[1]) == 1] == []
    ends = [len(lines) for lines in pages[-1].values()]
    assert max(ends) - min(ends) <= 3


def test_only_the_faces_of_the_theme_are_used(classic):
    theme = classic()
    used = set()
    for template, variables in (
        ("chapter", {"chapter": CHAPTER}),
        ("index", {"index": people(PRINT)}),
        ("titles", {"listing": listing(PRINT, "titles")}),
    ):
        used |= fonts_of(lay_out(theme, fill(theme, template, PRINT, {"book": BOOK, **variables}), template).pdf)
    assert used
    assert all(font.startswith(("Source-Serif-Pro", "Source-Sans-Pro")) for font in used), used


@pytest.mark.parametrize(
    "geometry",
    [Geometry(127, 203.2, 16.9, 19.5, 17.5, 15.8), Geometry(215.9, 279.4, 23.2, 26.8, 29.8, 26.9)],
    ids=["5x8", "8.5x11"],
)
def test_display_pages_are_one_page_each(classic, geometry):
    theme = classic()
    book = replace(BOOK, title=LONG.title, subtitle=PROSE[:120])
    for template in (
        "half-title",
        "title-page",
        "copyright",
        "part",
        "colophon",
        "matter-dedication",
        "matter-epigraph",
    ):
        _, variables = contents_of(template, PRINT, book)
        laid = lay_out(theme, fill(theme, template, PRINT, variables), template, "front", geometry, numbered=False)
        assert len(laid.sizes) == 1, template


@pytest.mark.parametrize(("width", "height"), [(144, 230.4), (152.4, 228.6), (215.9, 279.4)])
@pytest.mark.parametrize(
    "book", [BOOK, BARE_BOOK, replace(BOOK, title=LONG.title, count=1001)], ids=["whole", "bare", "long"]
)
def test_the_cover_is_one_page_of_any_size(classic, width, height, book):
    theme = classic()
    body = fill(theme, "cover", PRINT, {"book": book, "page": PageView("cover", "Cover"), "picture": None})
    styles = theme.styles.cover.replace("env(cover-bleed)", "0mm")
    css = face_css(theme.faces) + styles + f"@page {{ size: {width}mm {height}mm; margin: 0 }}"
    xhtml = documents.cover("Cover", "en", Markup(body))
    laid = typeset(TypesetJob(xhtml, css, theme_shelf(theme, theme.faces)))
    assert laid.problems == ()
    assert len(laid.sizes) == 1


def test_a_narrow_picture_keeps_the_grid(classic):
    text = fill(classic(), "chapter", PRINT, {"book": BOOK, "chapter": LONG})
    assert 'style="height: round(nearest, min(53.33vw, 18.13rem), 1rlh)"' in text
    assert "style=" not in fill(classic(), "chapter", EPUB, {"book": BOOK, "chapter": LONG})


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read(classic):
    theme = classic()
    accent = str(theme.options["accent"])
    assert contrast(accent, "#ffffff") >= 4.5
    assert contrast(theme.tokens["ink"], theme.tokens["tint"]) >= 4.5
    assert contrast(theme.tokens["cover-ink"], theme.tokens["cover-ground"]) >= 4.5
    assert contrast(accent, "#121212") >= 3  # ranks and letters on a reader's dark page are large type
    assert contrast(theme.tokens["cover-ink"], accent) >= 3


def test_the_epub_leaves_ground_size_and_colour_of_text_to_the_reader(classic):
    styles = classic().styles
    epub = styles.book + styles.epub
    assert "background-color: var" not in epub
    assert not re.search(r"background-color: #", epub)
    assert not re.search(r"(?m)^(html|body)[^{]*\{[^}]*font-size", epub)
    assert not re.search(r"\b(position|float|grid|flex|vh|rlh|calc)\b *[:(]", epub)
