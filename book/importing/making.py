"""The import, recited: read → learn → take apart → rank → write chapters → account for every word → write."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from book.importing.account import account, skipped_film, skipped_post, words_of_post
from book.importing.answered import answer
from book.importing.answers import Answers, read_answers, with_answers
from book.importing.archive import Archive, ArchiveError
from book.importing.chapter import Book, chapter_text
from book.importing.conservation import plain_chapter
from book.importing.entry import Entry, entries_of
from book.importing.finishing import finish
from book.importing.illustration import illustrate, plain_address
from book.importing.imported import Imported
from book.importing.lines import lines_of
from book.importing.markdown import Places
from book.importing.pictures import Pictures
from book.importing.placing import Placed, file_names
from book.importing.post import Block, Blog, LeftOut, Post, words_of
from book.importing.questions import questions_of
from book.importing.ranks import apply_list
from book.importing.series import Outlines, Series, learn
from book.importing.shelf import Shelf
from book.importing.signs import signs_in, with_answers_for_signs
from book.importing.sources import Reader
from book.importing.splitting import split
from book.importing.unpacked import Unpacked
from book.importing.vocabulary import SIDEBAR_LABELS, known_labels
from book.importing.written import prepared, read_written
from book.model.blog_talk import blog_talk
from book.problems import BookError, Problems, Source
from book.sources import Folder

Step = Callable[[str], None]
Count = Callable[[int, int], None]
Texts = tuple[list[Block], list[tuple[str, tuple[Block, ...], str]]]
"""The body and the sidebars of a film."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and where to. `sidebars` gives the settings' labels for a language."""

    sources: tuple[Path, ...]
    into: Path
    pictures: tuple[Path, ...] = ()
    ranks: Path | None = None
    sidebars: Callable[[str], Mapping[str, str]] = lambda _language: SIDEBAR_LABELS
    step: Step = lambda _step: None
    count: Count = lambda _done, _of: None


def make(order: Order, problems: Problems) -> Imported:
    """Import; return what was done. Raises `BookError`, and then nothing was written."""
    folder = Folder(order.into)
    answers = read_answers(folder, problems) if order.into.is_dir() else Answers()
    problems.stop_if_errors()
    shelf: Shelf[Post] = Shelf()
    films: Shelf[Texts] = Shelf()
    try:
        run = _Import(order, folder=folder, answers=answers, problems=problems, shelf=shelf, films=films)
        return run.run()
    finally:
        shelf.close()
        films.close()


class _Import:
    """One import under way."""

    def __init__(
        self,
        order: Order,
        *,
        folder: Folder,
        answers: Answers,
        problems: Problems,
        shelf: Shelf[Post],
        films: Shelf[Texts],
    ) -> None:
        self._order = order
        self._folder = folder
        self._answers = answers
        self._problems = problems
        self._shelf = shelf
        self._films = films
        self._blog = Blog()
        self._done = Imported(self._blog)
        self._pictures = Pictures()
        self._labels = known_labels()
        self._posts: dict[str, int] = {}
        self._counts: list[int] = []
        self._skipped: dict[str, list[LeftOut]] = defaultdict(list)
        self._gone: list[str] = []

    def run(self) -> Imported:
        """Do everything in its order."""
        outlines = self._read()
        series = with_answers(learn(outlines, self._labels), self._answers, self._labels)
        self._done.series = series
        entries = self._take_apart(series)
        self._rank(entries)
        placed = self._place(entries)
        self._done.questions = questions_of(entries, placed, self._answers)
        self._write(placed, series)
        return self._done

    # ------------------------------------------------------------ reading

    def _read(self) -> Outlines:
        self._order.step("reading")
        reader = Reader(self._blog, self._problems, self._answers.statuses, self._answers.pages, self._order.count)
        outlines = Outlines()
        signs: Counter[str] = Counter()
        for post in reader.posts(self._order.sources):
            outlines.add(post, lines_of(post, {}, self._labels), self._labels)
            signs.update(signs_in(post))
            self._shelf.put(post)
        self._problems.stop_if_errors()
        if not len(self._shelf):
            skipped = ", ".join(f"{count} {what}" for what, count in self._blog.skipped.items())
            name = self._order.sources[0].name if self._order.sources else ""
            message = f"holds no post that is published{f' (left out: {skipped})' if skipped else ''}"
            self._problems.error(Source(name), "no-posts", message, "export posts, not only pages or media")
            raise BookError(self._problems)
        self._done.posts = len(self._shelf)
        self._done.signs = dict(signs)
        self._done.undecided_signs = tuple(sign for sign, _ in signs.most_common() if sign not in self._answers.signs)
        self._give_pictures(reader.archives)
        return outlines

    def _give_pictures(self, archives: Sequence[Archive | Unpacked]) -> None:
        self._pictures.known = self._blog.pictures
        for place in self._order.pictures:
            if place.is_dir():
                self._pictures.add_folder(place)
                continue
            try:
                self._pictures.add_archive(Archive(place))
            except ArchiveError as error:
                self._problems.error(Source(place.name), "no-pictures", str(error), "--pictures FOLDER, or a .zip")
        for archive in archives:
            self._pictures.add_archive(archive)
        self._problems.stop_if_errors()

    # ------------------------------------------------------------ posts to films

    def _take_apart(self, series: Series) -> list[Entry]:
        """Return the films; their texts wait on the shelf, so that memory does not grow with them."""
        self._order.step("taking posts apart")
        light: list[Entry] = []
        total = len(self._shelf)
        for number in range(total):
            post = self._shelf.get(number)
            if self._answers.posts.get(post.id, {}).get("skip"):
                self._done.left_out.extend(skipped_post(post))
                self._gone.append(post.id)
                continue
            self._posts[post.id] = number
            post = with_answers_for_signs(post, self._answers.signs)
            lines = lines_of(post, self._blog.reusable, series.labels)
            found = split(post, lines, bare=series.bare)
            for entry in entries_of(post, found, series):
                given = self._answers.posts.get(entry.id, {})
                if given.get("skip"):
                    self._skipped[entry.post].extend(skipped_film(entry))
                    self._gone.append(entry.id)
                    continue
                entry.author = "" if "@" in entry.author else entry.author
                answer(entry, given)
                self._films.put((entry.fields.body, entry.fields.sidebars))
                entry.fields.body, entry.fields.sidebars = [], []
                light.append(entry)
            self._done.notes.extend((post.source, remark) for remark in post.remarks)
            if number % 50 == 0:
                self._order.count(number, total)
        return light

    # ------------------------------------------------------------ ranks

    def _rank(self, entries: Sequence[Entry]) -> None:
        path = self._order.ranks
        if path is None:
            return
        from book.importing.ranks_file import ranks_of

        films = ranks_of(path, self._problems)
        self._problems.stop_if_errors()
        if films is None:
            return
        self._done.ranks_file = films.file
        self._done.compared = apply_list([e for e in entries if e.rank_from != "import.toml"], films)

    # ------------------------------------------------------------ chapters

    def _place(self, entries: Sequence[Entry]) -> list[Placed]:
        written = read_written(self._folder, self._problems)
        return file_names(entries, self._folder, written)

    def _write(self, placed: Sequence[Placed], series: Series) -> None:
        self._order.step("making chapters")
        authors = Counter(p.entry.author for p in placed if p.entry.author)
        author = authors.most_common(1)[0][0] if authors else next(iter(self._blog.authors.values()), "")
        labels = {**SIDEBAR_LABELS, **self._order.sidebars(self._blog.language or "en")}
        references = _references(placed)
        texts: Shelf[bytes] = Shelf()
        try:
            for post, group in groupby(enumerate(placed), key=lambda pair: pair[1].entry.post):
                made: list[str] = []
                items: list[Placed] = []
                for n, item in group:
                    text = self._text(n, item, Book(labels, author), references)
                    made.append(plain_chapter(text))
                    self._counts.append(len(text.partition("\n---\n")[2].split()))
                    items.append(item)
                    texts.put(text.encode())
                    if n % 50 == 0:
                        self._order.count(n, len(placed))
                self._account(post, items, made)
            for post in sorted(self._skipped.keys() - {item.entry.post for item in placed}):
                self._account(post, [], [])
            self._problems.stop_if_errors()
            self._order.step("writing chapters")
            finish(
                self._done,
                placed,
                texts=texts,
                counts=self._counts,
                gone=self._gone,
                pictures=self._pictures,
                folder=prepared(self._order.into),
                answers=self._answers,
                series=series,
                author=author,
                sidebars=labels,
            )
        finally:
            texts.close()

    def _text(self, number: int, item: Placed, book: Book, references: Mapping[str, str]) -> str:
        entry = item.entry
        entry.fields.body, entry.fields.sidebars = self._films.get(number)
        illustrate(entry, self._pictures, self._blog.pictures)
        self._note_talk(entry)

        def picture(block: Block) -> str:
            name = self._pictures.file_for(block.address)
            return f"images/{name}" if name else ""

        places = Places(picture, lambda address: references.get(plain_address(address), ""))
        text = chapter_text(entry, book, places)
        entry.fields.body, entry.fields.sidebars = [], []
        return text

    def _note_talk(self, entry: Entry) -> None:
        """Note words of a blog; the whole text is looked through once, and closer only where it holds some."""
        blocks = [*entry.fields.body, *(block for _, inside, _ in entry.fields.sidebars for block in inside)]
        if next(blog_talk("\n".join(words_of(blocks))), None) is None:
            return
        for block in blocks:
            for said, why in blog_talk("\n".join(words_of([block]))):
                self._done.notes.append((Source(entry.source.file, block.line), f"“{said[:60]}” {why}"))

    def _account(self, post: str, items: Sequence[Placed], made: Sequence[str]) -> None:
        source = self._shelf.get(self._posts[post])
        before = words_of_post(source, self._blog)
        self._done.words += len(before.split())
        left = [piece for item in items for piece in item.entry.fields.left_out]
        left.extend(self._skipped.pop(post, []))
        account(source, before, made, entries=[item.entry for item in items], left=left, problems=self._problems)
        self._done.left_out.extend(left)


def _references(placed: Sequence[Placed]) -> dict[str, str]:
    """Return address of a post → name of its chapter, for those that are in the book and have a name of their own."""
    counted = Counter(item.entry.title.casefold() for item in placed if item.ranked)
    films: dict[str, list[Entry]] = defaultdict(list)
    for item in placed:
        if item.ranked and item.entry.url:
            films[item.entry.post].append(item.entry)
    found = {}
    for entries in films.values():
        entry = entries[0]
        if len(entries) == 1 and counted[entry.title.casefold()] == 1 and not set("[]|*_`<\\:") & set(entry.title):
            found[plain_address(entry.url)] = entry.title
    return found
