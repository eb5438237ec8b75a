"""Three chapters in every theme, side by side: the shortest, the longest and one without a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from book.edition.selection import GENERATED
from book.model.book import Book, Chapter
from book.model.index import Index
from book.model.prose import word_count
from book.model.settings import EditionSettings, ThemeSettings
from book.pipeline import Manuscript, choose_edition, make_pdf, read
from book.problems import BookError, Problems
from book.proof.order import Order, Progress, ThemeMade, ThemesDone
from book.theme import theme_description, theme_names
from book.typeset.workers import Workers
from book.workshop import Workshop


def lay_out_themes(order: Order, workers: Workers, say: Callable[[object], None]) -> None:
    """Say every theme with the chapters as it lays them out, `ThemesDone` last."""
    problems = Problems()
    try:
        book = read(order.root, problems, cache=order.cache).book
        problems.stop_if_errors()
        settings = choose_edition(book, "pdf", order.printed)
    except BookError:
        say(ThemesDone(()))
        return
    chosen = chosen_chapters(book)
    few = replace(book, chapters=tuple(dict.fromkeys(one for one, _ in chosen)), parts=(), front=(), back=())
    own = (settings.theme or book.settings.theme).name
    for name in sorted(theme_names(order.root), key=lambda name: (name != own, name)):
        say(Progress(f"theme {name}"))
        say(_in_theme(name, few, settings, order, workers, own=name == own))
    say(ThemesDone(tuple((chapter.id, chapter.title, why) for chapter, why in chosen)))


def chosen_chapters(book: Book) -> list[tuple[Chapter, str]]:
    """Return the shortest chapter, the longest, and the first without a picture, as far as the book has them."""
    counts = {chapter.id: word_count(chapter.blocks) for chapter in book.chapters}
    by_length = sorted(book.chapters, key=lambda chapter: counts[chapter.id])
    chosen = [(by_length[0], "the shortest")] if by_length else []
    if len(by_length) > 1:
        chosen.append((by_length[-1], "the longest"))
    bare = next((one for one in book.chapters if not one.image and one not in [c for c, _ in chosen]), None)
    if bare:
        chosen.append((bare, "without a picture"))
    return chosen


def _in_theme(
    name: str, book: Book, settings: EditionSettings, order: Order, workers: Workers, *, own: bool
) -> ThemeMade:
    theme = (settings.theme or book.settings.theme) if own else ThemeSettings(name)
    alone = replace(
        settings,
        theme=theme,
        use="print",
        printers=(),
        first=None,
        last=None,
        without=frozenset({*GENERATED, "part"}),
    )
    made = ThemeMade(name, theme_description(order.root, name), own)
    problems = Problems()
    try:
        workshop = Workshop(order.cache, order.jobs, workers=workers)
        pdf = make_pdf(Manuscript(book, Index()), alone, problems, workshop)
    except BookError as error:
        return replace(made, problems=(*problems, *error.problems))
    places = {chapter.id: pdf.pages.pages[chapter.anchor] for chapter in book.chapters}
    return replace(
        made,
        data=pdf.data,
        chapters={name: (first, last + 1) for name, (first, last) in places.items()},
        problems=tuple(problems),
    )
