"""The note at the head of an index: what its numbers mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from book.edition.desk import Desk
from book.model.index import FurtherIndex
from book.model.views import IndexGroupView

_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_ITALIC = re.compile(r"\*([^*]+)\*")


def headnote(
    desk: Desk, further: FurtherIndex | None, groups: Sequence[IndexGroupView], *, printed: bool
) -> Markup | str:
    """Return what the numbers of an index mean, as far as it has such numbers."""
    ranks = desk.in_ranks and printed
    every = [
        view
        for group in groups
        for entry in group.entries
        for view in (*entry.locators, *(one for sub in entry.subentries for one in sub.locators))
    ]
    if further:
        notes = [f"index_headnote_titles{'_ranks' * (ranks or not printed)}"] if further.key == "titles" else []
    else:
        notes = ["index_headnote_ebook" if not printed else "index_headnote_ranks" if ranks else "index_headnote"]
        if any(view.main for view in every):
            notes.append(f"index_headnote_main{'_ranks' * (ranks or not printed)}")
    if any(view.picture for view in every) and printed and not ranks:
        notes.append("index_headnote_pictures")
    if desk.selection.index_of_all:
        notes.append("index_headnote_volumes")
    settings = desk.book.settings
    words: Mapping[str, str] = {one: settings.words.get(one, one) for one in ("work", "works")}
    said = " ".join(desk.word(note) for note in notes if desk.word(note))
    for one, word in words.items():
        said = said.replace(f"{{{one}}}", word)
    shown = str(escape(said))
    shown = _BOLD.sub(r'<b class="main">\1</b>', shown)
    return Markup(_ITALIC.sub(r'<i class="picture">\1</i>', shown))  # noqa: S704 -- escaped above
