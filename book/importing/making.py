"""The import, recited: read → learn → take apart → rank → write chapters → account for every word → write."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from book.importing.answers import Answers, read_answers, with_answers
from book.importing.archive import Archive, ArchiveError
from book.importing.chapter import Book, chapter_text
from book.importing.conservation import missing, plain_chapter, words
from book.importing.entry import Entry, entries_of
from book.importing.finishing import finish
from book.importing.imported import Imported
from book.importing.lines import lines_of
from book.importing.markdown import Places
from book.importing.pictures import Pictures
from book.importing.placing import Placed, file_names
from book.importing.post import Block, Blog, LeftOut, Post, words_of
from book.importing.questions import questions_of
from book.importing.ranks import apply_list
from book.importing.rich import Rich
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
                self._skip(post)
                continue
            self._posts[post.id] = number
            post = with_answers_for_signs(post, self._answers.signs)
            lines = lines_of(post, self._blog.reusable, series.labels)
            found = split(post, lines, bare=series.bare)
            for entry in entries_of(post, found, series):
                if self._answers.posts.get(entry.id, {}).get("skip"):
                    self._skip_entry(entry)
                    continue
                self._answer(entry)
                self._films.put((entry.fields.body, entry.fields.sidebars))
                entry.fields.body, entry.fields.sidebars = [], []
                light.append(entry)
            self._done.notes.extend((post.source, remark) for remark in post.remarks)
            if number % 50 == 0:
                self._order.count(number, total)
        return light

    def _skip(self, post: Post) -> None:
        text = "\n\n".join([post.title, *words_of(post.blocks)])
        self._done.left_out.append(LeftOut(text, "skip = true in import.toml", post.source))
        self._gone.append(post.id)

    def _skip_entry(self, entry: Entry) -> None:
        text = "\n\n".join([entry.heading or entry.title, *words_of(entry.fields.body)])
        for names in entry.fields.credits.values():
            text += f"\n{', '.join(names)}"
        for value in entry.fields.facts.values():
            text += f"\n{value}"
        for _, blocks, speaker in entry.fields.sidebars:
            text += "\n\n" + "\n\n".join([*words_of(blocks), speaker])
        left = [LeftOut(text, "skip = true in import.toml", entry.source), *entry.fields.left_out]
        self._skipped[entry.post].extend(left)
        self._gone.append(entry.id)

    def _answer(self, entry: Entry) -> None:
        given = self._answers.posts.get(entry.id, {})
        entry.author = "" if "@" in entry.author else entry.author
        if "rank" in given:
            if entry.rank not in (None, given["rank"]):
                entry.fields.left_out.append(
                    LeftOut(str(entry.rank), "the rank in the post; import.toml says another", entry.source)
                )
            entry.rank, entry.rank_from, entry.film = given["rank"], "import.toml", True
        if "title" in given:
            if entry.title != given["title"]:
                entry.fields.left_out.append(
                    LeftOut(entry.title, "the title in the post; import.toml says another", entry.source)
                )
            entry.title = given["title"]
            entry.questions = [key for key in entry.questions if key != "title"]
        if "year" in given:
            entry.fields.left_out.extend(
                LeftOut(str(year), "the year in the post; import.toml says another", entry.source)
                for year in entry.years
                if year != given["year"]
            )
            entry.years = (given["year"],)
        if given.get("print"):
            entry.protected = False

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
        self._complete(entry)
        self._note_talk(entry)

        def picture(block: Block) -> str:
            name = self._pictures.file_for(block.address)
            return f"images/{name}" if name else ""

        places = Places(picture, lambda address: references.get(_plain(address), ""))
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

    def _complete(self, entry: Entry) -> None:
        """Give pictures what the library knows of them; those without a file become notes."""
        fields = entry.fields
        shown = {block.address for block in fields.body if block.kind == "picture"}
        body: list[Block] = []
        for block in fields.body:
            done = self._pictures.completed(block) if block.kind == "picture" else block
            if done.kind == "picture" and not self._pictures.file_for(done.address):
                _note_missing(entry, done)
            else:
                body.append(done)
        fields.body[:] = body
        if entry.featured and entry.featured in self._blog.pictures:
            address, caption, alt = self._blog.pictures[entry.featured]
            known = {_plain(place) for place in shown}
            if _plain(address) not in known and f"#{entry.featured}" not in shown:
                block = Block("picture", Rich(caption), entry.source.line, 0, address, alt)
                if self._pictures.file_for(address):
                    fields.body.insert(0, block)
                else:
                    entry.fields.notes.append(f"the picture of the post: {address.rpartition('/')[2]}")

    def _account(self, post: str, items: Sequence[Placed], made: Sequence[str]) -> None:
        """Prove that no word of a post was lost; what of a heading is in no chapter goes to the list."""
        source = self._shelf.get(self._posts[post])
        before = _words_of_post(source, self._blog)
        self._done.words += len(before.split())
        left = [piece for item in items for piece in item.entry.fields.left_out]
        left.extend(self._skipped.pop(post, []))
        after = "\n".join([*made, *(piece.words for piece in left)])
        lost = missing(before, after, glued=source.pasted)
        if lost:
            headings = [(item.entry.heading or item.entry.title, item.entry.source) for item in items]
            for heading, where in headings or [(source.title, source.source)]:
                counted = words(heading, glued=source.pasted)
                if counted & lost:
                    left.append(LeftOut(heading, "the heading as it was written", where))
                    lost -= counted
        if lost:
            self._problems.error(
                source.source,
                "lost-words",
                f"{lost.total()} words of this post are in no chapter: {' '.join(list(lost)[:12])}",
                f'[posts."{post}"] skip = true in import.toml leaves the post out, with all its words in the report',
            )
        self._done.left_out.extend(left)


def _words_of_post(post: Post, blog: Blog) -> str:
    texts = [post.title, *words_of(post.blocks), *(piece.words for piece in post.left_out)]
    for block in post.blocks:
        if block.kind == "reusable":
            texts.extend(words_of(blog.reusable.get(block.address, ())))
    return "\n".join(texts)


def _note_missing(entry: Entry, block: Block) -> None:
    words_ = " ".join(block.text.words.split())
    name = block.address.rpartition("/")[2].partition("?")[0]
    entry.fields.notes.append(f"a picture stood here: {name or block.alt}{f' ({words_})' if words_ else ''}")
    if words_:
        source = Source(entry.source.file, block.line)
        entry.fields.left_out.append(LeftOut(words_, "the caption of a picture whose file was not given", source))


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
            found[_plain(entry.url)] = entry.title
    return found


def _plain(address: str) -> str:
    return address.partition("?")[0].partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")
