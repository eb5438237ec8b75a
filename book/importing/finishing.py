"""The end of an import: chapters, pictures, settings, map, record and report, written in this order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import pairwise

from book.importing.answers import PATH as MAP
from book.importing.answers import Answers, map_text
from book.importing.book_settings import Needs, missing_keys, needs_of, settings_text
from book.importing.imported import Chapter, Imported
from book.importing.pictures import Pictures, data_of
from book.importing.placing import Placed
from book.importing.report import PATH as REPORT
from book.importing.report import report_text
from book.importing.series import Series
from book.importing.shelf import Shelf
from book.importing.vocabulary import SIDEBAR_LABELS
from book.importing.written import PATH as RECORD
from book.importing.written import Written, read_written, remove_file, write_file, written_bytes
from book.problems import Problems
from book.sources import Folder, read_toml

SETTINGS = "book.toml"


def finish(
    done: Imported,
    placed: Sequence[Placed],
    *,
    texts: Shelf[bytes],
    counts: Sequence[int],
    gone: Sequence[str],
    pictures: Pictures,
    folder: Folder,
    answers: Answers,
    series: Series,
    author: str,
    sidebars: Mapping[str, str],
) -> None:
    """Write everything; what is told of it goes into `done`. Raises `BookError` if the disk does not take it."""
    written = read_written(folder, Problems())
    for number, item in enumerate(placed):
        done.chapters.append(_chapter(item, texts.get(number), counts[number], folder, written))
    _remove(gone, folder, written)
    _count_ranks(done)
    _pictures(done, pictures, folder, written)
    needs = needs_of(
        {key for item in placed for key in item.entry.fields.credits},
        {key: label for item in placed for key, label in _fact_labels(item).items()},
        {key: sidebars[key] for key in SIDEBAR_LABELS if key in sidebars},
        ties=bool(done.duplicates),
        descending=_descends(done),
    )
    _settings(done, placed, folder=folder, written=written, series=series, author=author, needs=needs)
    ignored = "build/.gitignore"
    if not folder.path(ignored).exists():
        write_file(folder, ignored, b"*\n!.gitignore\n")
    write_file(folder, MAP, map_text(answers, series, done.questions, done.signs).encode())
    write_file(folder, RECORD, written_bytes(written))
    write_file(folder, REPORT, report_text(done).encode())


def _chapter(item: Placed, data: bytes, count: int, folder: Folder, written: Written) -> Chapter:
    entry = item.entry
    state = "kept"
    if not item.kept:
        old = folder.read_bytes(item.path) if item.exists else None
        state = "unchanged" if old == data else "written" if old is None else "updated"
        if old != data:
            write_file(folder, item.path, data)
        written.digests[item.path] = sha256(data).hexdigest()
        written.entries[entry.id] = item.path
        if item.before and written.is_ours(folder, item.before):
            remove_file(folder, item.before)
            written.digests.pop(item.before, None)
            state = "updated"
    return Chapter(
        entry.id,
        item.path,
        entry.source,
        entry.title,
        entry.rank,
        entry.year,
        entry.film,
        f"kept: {item.kept}" if item.kept else state,
        tuple(entry.fields.flags),
        tuple(entry.filled),
        count,
    )


def _remove(gone: Sequence[str], folder: Folder, written: Written) -> None:
    """Take away the chapters of posts that the map now leaves out, as long as nobody has edited them."""
    for entry in gone:
        path = written.entries.pop(entry, "")
        if path and written.is_ours(folder, path):
            remove_file(folder, path)
            written.digests.pop(path, None)


def _count_ranks(done: Imported) -> None:
    by_rank: dict[int, list[Chapter]] = defaultdict(list)
    for chapter in done.chapters:
        if chapter.rank is not None and not chapter.path.startswith("chapters/unranked/"):
            by_rank[chapter.rank].append(chapter)
    done.duplicates = [(rank, tuple(found)) for rank, found in sorted(by_rank.items()) if len(found) > 1]
    ranks = sorted(by_rank)
    if len(ranks) > 1:
        ranks.insert(0, 0)  # a series ends at 1
    done.gaps = tuple((before + 1, after - 1) for before, after in pairwise(ranks) if after - before > 1)


def _pictures(done: Imported, pictures: Pictures, folder: Folder, written: Written) -> None:
    for name, found in sorted(pictures.used.items()):
        path = f"chapters/images/{name}"
        if folder.exists(path) and not written.is_ours(folder, path):
            continue
        try:
            data = data_of(found)
        except OSError as error:
            pictures.broken[name] = str(error)
            continue
        digest = sha256(data).hexdigest()
        if not folder.exists(path) or written.digests.get(path) != digest:
            write_file(folder, path, data)
        written.digests[path] = digest
        done.pictures += 1
    done.missing_pictures = dict(sorted(pictures.missing.items()))
    done.broken_pictures = dict(sorted(pictures.broken.items()))


def _fact_labels(item: Placed) -> dict[str, str]:
    """Return the facts of a chapter with their labels as the post has them, though never in capitals."""
    found = {}
    for key in item.entry.fields.facts:
        label = item.entry.fields.fact_labels.get(key) or key.replace("_", " ")
        found[key] = label.capitalize() if label.isupper() or label.islower() else label
    return found


def _descends(done: Imported) -> bool:
    """Whether the book counts down: it does unless a list of several films counts up within its posts."""
    ranks = [chapter.rank for chapter in done.chapters if chapter.rank is not None]
    ups = sum(b > a for a, b in pairwise(ranks))
    downs = sum(b < a for a, b in pairwise(ranks))
    return downs >= ups


def _is_day(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _settings(
    done: Imported,
    placed: Sequence[Placed],
    *,
    folder: Folder,
    written: Written,
    series: Series,
    author: str,
    needs: Needs,
) -> None:
    days = sorted(item.entry.date for item in placed if _is_day(item.entry.date))
    names = sorted(
        ((len(shape.numbers), shape.series) for shape in series.shapes.values() if shape.number == "rank"), reverse=True
    )
    name = names[0][1] if names else ""
    text = settings_text(done.blog, name, author, (days[0], days[-1]) if days else ("", ""), needs).encode()
    if written.is_ours(folder, SETTINGS):
        write_file(folder, SETTINGS, text)
        written.digests[SETTINGS] = sha256(text).hexdigest()
    file = read_toml(folder, SETTINGS, Problems())
    book = file.data.get("book") if file else None
    done.title = str(book.get("title", "")) if isinstance(book, dict) else ""
    if written.is_ours(folder, SETTINGS):
        return
    done.settings_kept = missing_keys(needs, file.data if file else {})
