"""Documents written before: the same as written now, and written again when anything that stands in them changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from book import pipeline
from book.edition.press import Press
from book.model.prose import text_blocks
from book.problems import Problems

SETTINGS = """[book]
title = "Nights Out"
language = "en-GB"
contributors = [{ name = "Ann Author", role = "author" }]

[order]
parts = [{ title = "The Long Tail", from = 3, to = 2 }, { title = "The Summit", from = 1, to = 1 }]

[editions.ebook]
format = "epub"
[editions.paperback]
format = "pdf"
"""
FILMS = {
    "harbour-lights": (3, "Harbour Lights", "Ada Falk", "See [[film: Snow]], says Bruno Holt.[^1]\n\n[^1]: A note."),
    "snow": (2, "Snow", "Bruno Holt", "Ada Falk waits here, and Holt too."),
    "the-lamp": (1, "The Lamp", "Clara Moreau", "Nobody comes."),
}


def write(root: Path, **changed: tuple[int, str, str, str]) -> Path:
    (root / "chapters").mkdir(parents=True, exist_ok=True)
    (root / "book.toml").write_text(SETTINGS, encoding="utf-8")
    for name, (rank, title, director, text) in (FILMS | changed).items():
        head = f"---\nrank: {rank}\ntitle: {title}\nyear: 1930\ndirected_by: {director}\n---\n\n"
        (root / "chapters" / f"{name}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    return root


def documents(root: Path, name: str, cache: Path | None) -> dict[str, object]:
    problems = Problems()
    manuscript = pipeline.read(root, problems, cache=cache)
    settings = next(one for one in pipeline.editions(manuscript.book) if one.name == name)
    edition = pipeline.prepare(
        manuscript, settings, pipeline.equip(manuscript.book, settings, problems, cache), problems
    )
    problems.stop_if_errors()
    return {one.id: (one.xhtml, one.content) for one in edition.documents} | {"anchors": str(edition.anchors)}


@pytest.fixture
def written(monkeypatch):
    """The ids of the documents that are written, not taken from the cache."""
    ids: list[str] = []
    original = Press._xhtml

    def counted(self, pages, folios, problems):
        ids.append(pages[0].id)
        return original(self, pages, folios, problems)

    monkeypatch.setattr(Press, "_xhtml", counted)
    return ids


@pytest.mark.parametrize("edition", ["ebook", "paperback"])
def test_what_was_written_before_is_taken_as_it_is(tmp_path, written, edition):
    root = write(tmp_path / "book")
    first = documents(root, edition, tmp_path / "cache")
    written.clear()
    assert documents(root, edition, tmp_path / "cache") == first
    assert set(written) <= {"index"}
    assert documents(root, edition, None) == first


@pytest.mark.parametrize("edition", ["ebook", "paperback"])
@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ({"the-lamp": (1, "The Lamp", "Clara Moreau", "Somebody comes.")}, {"ch-the-lamp"}),
        # a title that another chapter refers to, a rank that it gives, a name that makes another ambiguous
        ({"snow": (2, "Snow", "Bruno Holt", "Nobody is here.")}, {"ch-snow"}),
        ({"the-lamp": (1, "The Lamp", "Bruno Holt", "Nobody comes.")}, {"ch-the-lamp"}),
    ],
)
def test_an_edit_writes_what_it_changes(tmp_path, written, edition, changed, again):
    root = write(tmp_path / "book")
    documents(root, edition, tmp_path / "cache")
    written.clear()
    warm = documents(write(root, **changed), edition, tmp_path / "cache")
    assert again <= set(written)
    assert warm == documents(root, edition, None)


@pytest.mark.parametrize("edition", ["ebook", "paperback"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title = "Nights Out"', 'title = "Nights In"'),
        ('language = "en-GB"', 'language = "de"'),
        ('title = "The Summit"', 'title = "The Top"'),
        ("from = 3, to = 2", "from = 3, to = 2, pages = 4"),
        ('format = "pdf"', 'format = "pdf"\nuse = "screen"'),
        ("[order]", '[theme]\nname = "countdown"\n\n[order]'),
        ("[order]", '[theme]\naccent = "#123456"\n\n[order]'),
        ("[order]", '[words]\nno = "nr"\n\n[order]'),
        ("[order]", '[credits]\ndirected_by = "Regie"\n\n[order]'),
    ],
)
def test_settings_reach_what_was_written_before(tmp_path, edition, before, after):
    root = write(tmp_path / "book")
    documents(root, edition, tmp_path / "cache")
    (root / "book.toml").write_text(SETTINGS.replace(before, after, 1), encoding="utf-8")
    assert documents(root, edition, tmp_path / "cache") == documents(root, edition, None)


@pytest.mark.parametrize("edition", ["ebook", "paperback"])
def test_ranks_and_titles_reach_the_chapters_that_refer_to_them(tmp_path, edition):
    root = write(tmp_path / "book")
    documents(root, edition, tmp_path / "cache")
    swapped = {"snow": (1, "Snow", *FILMS["snow"][2:]), "the-lamp": (2, "The Lamp", *FILMS["the-lamp"][2:])}
    assert documents(write(root, **swapped), edition, tmp_path / "cache") == documents(root, edition, None)
    (root / "people.toml").write_text('[person."Ada Falk"]\nsort = "Olsen"\n', encoding="utf-8")
    assert documents(root, edition, tmp_path / "cache") == documents(root, edition, None)


@pytest.mark.parametrize("edition", ["ebook", "paperback"])
@pytest.mark.parametrize(
    "elsewhere",
    [
        {"snow": (2, "Snow Falls", *FILMS["snow"][2:])},  # still found by its file's name, and shown by its title
        {"snow": (2, "Snow", "Ada Falk", "Nobody is here.")},  # nobody is credited whom the other chapter names
    ],
)
def test_what_changed_elsewhere_is_written_where_it_stands(tmp_path, written, edition, elsewhere):
    root = write(tmp_path / "book")
    documents(root, edition, tmp_path / "cache")
    write(root, **elsewhere)
    written.clear()
    warm = documents(root, edition, tmp_path / "cache")
    assert "ch-harbour-lights" in written
    assert "ch-the-lamp" not in written
    assert warm == documents(root, edition, None)


def test_whoever_is_named_in_a_block_is_named_in_its_piece(tmp_path):
    """Mentions are found by the anchor of their piece: every block must bear it."""
    manuscript = pipeline.read(Path(__file__).parents[1], Problems())
    blocks = {
        block.id: piece.anchor
        for piece in manuscript.book.pieces()
        for source in (piece.blocks, *(note.blocks for note in piece.notes))
        for block in text_blocks(source)
    }
    assert manuscript.index.mentions.keys() <= blocks.keys()
    assert all(block.startswith(f"{anchor}-") for block, anchor in blocks.items())


def test_an_index_with_the_same_entries_is_not_filled_again(tmp_path, monkeypatch):
    root = write(tmp_path / "book")
    first = documents(root, "ebook", tmp_path / "cache")
    filled: list[str] = []
    original = Press._filled

    def counted(self, template, context, problems):
        filled.append(template)
        return original(self, template, context, problems)

    monkeypatch.setattr(Press, "_filled", counted)
    assert documents(root, "ebook", tmp_path / "cache") == first
    assert "index" not in filled
    renamed = {"the-lamp": (1, "The Lamp", "Clara Morel", "Nobody comes.")}
    assert "Morel" in str(documents(write(root, **renamed), "ebook", tmp_path / "cache")["index"])
    assert "index" in filled
