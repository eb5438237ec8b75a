"""The pictures of a film: those whose file was given stay, the others become notes with their captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from book.importing.entry import Entry
from book.importing.pictures import Pictures
from book.importing.post import Block, LeftOut
from book.importing.rich import Rich
from book.problems import Source


def illustrate(entry: Entry, pictures: Pictures, library: Mapping[str, tuple[str, str, str]]) -> None:
    """Give the pictures of a film what the blog's library knows of them, wherever they stand; add the post's own."""
    fields = entry.fields
    shown = {plain_address(block.address) for block in _pictures(fields.body)}
    fields.body[:] = _given(fields.body, entry, pictures)
    fields.sidebars[:] = [
        (key, tuple(_given(blocks, entry, pictures)), speaker) for key, blocks, speaker in fields.sidebars
    ]
    if entry.featured not in library:
        return
    address, caption, alt = library[entry.featured]
    if plain_address(address) in shown or f"#{entry.featured}" in shown:
        return
    if pictures.file_for(address):
        fields.body.insert(0, Block("picture", Rich(caption), entry.source.line, 0, address, alt))
    else:
        fields.notes.append(f"the picture of the post: {address.rpartition('/')[2]}")


def plain_address(address: str) -> str:
    """Return an address for comparing: without scheme, question and fragment."""
    return address.partition("?")[0].partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://") or (
        address
    )


def _pictures(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind == "picture":
            yield block
        yield from _pictures(block.inside)


def _given(blocks: Iterable[Block], entry: Entry, pictures: Pictures) -> Iterator[Block]:
    for block in blocks:
        if block.kind == "picture":
            done = pictures.completed(block)
            if pictures.file_for(done.address):
                yield done
            else:
                _note_missing(entry, done)
        elif block.kind == "embed":
            entry.fields.notes.append(f"clip: {block.address}")
        else:
            yield replace(block, inside=tuple(_given(block.inside, entry, pictures))) if block.inside else block


def _note_missing(entry: Entry, block: Block) -> None:
    caption = " ".join(block.text.words.split())
    name = block.address.rpartition("/")[2].partition("?")[0]
    entry.fields.notes.append(f"a picture stood here: {name or block.alt}{f' ({caption})' if caption else ''}")
    if caption:
        source = Source(entry.source.file, block.line)
        entry.fields.left_out.append(LeftOut(caption, "the caption of a picture whose file was not given", source))
