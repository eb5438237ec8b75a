"""What printers measure is ink: letters that hang over their line, and running heads, keep clear of the margins too."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.pipeline import make_pdf, read
from book.preflight import judge
from book.problems import Problems
from book.workshop import Workshop

SETTINGS = """\
[book]
title = "Hanging over"
language = "en-GB"
[theme]
name = "{theme}"
[editions.paperback]
format = "pdf"
paper = "bw_cream"
printers = ["bn"]
trim = "{trim}"
"""
HANGING = "*" + " ".join(("off", "jff") * 80) + "*"
"""An italic f reaches past its end, an italic j past its beginning."""


@pytest.mark.parametrize(("theme", "trim"), [("classic", "5x8"), ("classic", "7x10"), ("large-print", "6x9")])
def test_no_ink_is_in_the_margins(tmp_path: Path, theme: str, trim: str) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.toml").write_text(SETTINGS.format(theme=theme, trim=trim), "utf-8")
    for rank in (1, 2):
        text = f"---\nrank: {rank}\ntitle: Film {rank}\n---\n" + f"{HANGING}\n\n" * 8
        (tmp_path / "chapters" / f"film-{rank}.md").write_text(text, "utf-8")
    manuscript = read(tmp_path, Problems())
    (settings,) = manuscript.book.settings.editions
    made = make_pdf(manuscript, settings, Problems(), Workshop(jobs=1))
    found = {one.rule for one in judge(made.data, "bn/paperback/bw_cream", settings.trim).findings}
    assert not found & {"inside-margin", "outside-margin"}
