"""Printers' rules: each printer's own, several at the strictest, and what they do not offer."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model.edition import PrinterRules
from book.model.settings import EditionSettings, Trim
from book.preflight import epubcheck, printer_rules
from book.preflight.printers import DATA, read_printers
from book.preflight.rules import rules_for
from book.problems import Problem, Problems, Source

PAPERBACK = EditionSettings("paperback", "pdf", paper="bw_cream", source=Source("book.toml", 30))


def rules(*printers: str, **changes: object) -> tuple[PrinterRules, tuple[Problem, ...]]:
    problems = Problems()
    found = printer_rules(replace(PAPERBACK, printers=printers, **changes), problems)
    return found, tuple(problems)


def the_only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_kdp_paperback() -> None:
    found, problems = rules("kdp")
    assert problems == ()
    assert found == PrinterRules(
        names=("Amazon KDP",),
        bands=((24, 150, 9.525), (151, 300, 12.7), (301, 500, 15.875), (501, 700, 19.05), (701, 776, 22.225)),
        outside=6.35,
        bleed=3.175,
        outside_bleed=9.525,
        page_multiple=2,
        least_pages=24,
        most_pages=776,
        links=False,
        bookmarks=False,
    )


def test_two_printers_at_the_strictest() -> None:
    found, problems = rules("kdp", "ingram")
    assert problems == ()
    assert found.names == ("Amazon KDP", "IngramSpark")
    # Ingram's half inch is wider than KDP's first band and as wide as its second: one band.
    assert found.bands == ((24, 300, 12.7), (301, 500, 15.875), (501, 700, 19.05), (701, 776, 22.225))
    assert (found.outside, found.most_pages, found.links, found.bookmarks) == (12.7, 776, False, False)


def test_page_multiples_are_met_together() -> None:
    found, _ = rules("kdp", "lulu", paper="bw_white")
    assert found.page_multiple == 4
    assert (found.least_pages, found.most_pages) == (32, 800)
    assert found.bands[0] == (32, 59, 12.7)
    assert found.bands[-1] == (601, 800, 31.75)


def test_hardcover_takes_fewer_pages() -> None:
    found, problems = rules("kdp", binding="hardcover")
    assert problems == ()
    assert (found.least_pages, found.most_pages) == (76, 550)


def test_without_a_paper_every_black_and_white_one_must_do() -> None:
    assert rules("kdp", paper="")[0].most_pages == 776


@pytest.mark.parametrize("trim", [Trim(129, 198, "129x198mm"), Trim(152, 229, "152x229mm"), Trim(148, 210, "A5")])
def test_metric_names_of_trims(trim: Trim) -> None:
    found, problems = rules("ingram", trim=trim)
    assert problems == ()
    assert found.most_pages == 1050


def test_a_custom_trim_has_the_limits_of_the_next_larger_one() -> None:
    found, problems = rules("kdp", trim=Trim.inches(5.7, 8.9))
    assert problems == ()
    assert found.most_pages == 776
    assert rules("kdp", trim=Trim.inches(8.4, 10.5))[0].most_pages == 550


def test_editions_that_no_printer_prints_have_no_rules() -> None:
    assert rules()[0] == PrinterRules()
    assert rules("kdp", use="screen")[0] == PrinterRules()
    assert rules("kdp", format="epub")[0] == PrinterRules()


def test_a_mistyped_paper_is_found_without_a_printer() -> None:
    assert rules()[1] == ()
    problem = the_only(rules(paper="bw_creme")[1])
    assert (problem.code, problem.severity) == ("unknown-paper", "warning")
    assert problem.hint == 'did you mean `paper = "bw_cream"`?'
    assert the_only(rules(binding="softcover")[1]).code == "unknown-binding"


def test_an_unknown_printer() -> None:
    found, problems = rules("ingramm", "kdp")
    problem = the_only(problems)
    assert str(problem) == (
        "book.toml:30: error unknown-printer edition “paperback”: the printer “ingramm” is not known; "
        "known are “any”, “bn”, “bookvault”, “ingram”, “kdp” and “lulu”\n"
        '    did you mean `printers = ["ingram"]`?'
    )
    assert found.names == ("Amazon KDP",), "the others still count"


def test_an_unknown_binding() -> None:
    problem = the_only(rules("kdp", binding="paperbak")[1])
    assert problem.code == "binding-not-offered"
    assert problem.message.endswith("it offers “paperback” and “hardcover”")
    assert problem.hint == 'did you mean `binding = "paperback"`?'


def test_an_unknown_paper() -> None:
    problem = the_only(rules("kdp", paper="bw_creme")[1])
    assert problem.code == "paper-not-offered"
    assert "“bw_white”, “bw_cream”" in problem.message
    assert problem.hint == 'did you mean `paper = "bw_cream"`?'


def test_a_printers_own_name_of_a_paper() -> None:
    assert the_only(rules("lulu", paper="060uc444")[1]).hint == 'paper = "bw_cream"'


def test_a_paper_that_a_trim_does_not_come_on() -> None:
    problem = the_only(rules("kdp", trim=Trim(210, 297, "210x297mm"), paper="colour_standard")[1])
    assert "does not print on “colour_standard” in 210x297mm paperback" in problem.message


def test_a_trim_that_is_not_offered() -> None:
    problem = the_only(rules("lulu", trim=Trim.inches(6, 8.9))[1])
    assert problem.code == "trim-not-offered"
    assert "Lulu does not offer 6x8.9 as paperback; it offers 4.25x6.875, 5x8," in problem.message
    assert problem.hint == 'trim = "6x9"'


def test_an_absurd_trim() -> None:
    problem = the_only(rules("kdp", trim=Trim(1e9, 0.001, "huge"))[1])
    assert "and other sizes from 4x6 to 8.5x11.69 in" in problem.message


def test_every_printer_is_told_of_at_once() -> None:
    assert [p.code for p in rules("kpd", "lulu", "ingram", binding="linen")[1]] == [
        "binding-not-offered",
        "unknown-printer",
    ]


def test_no_page_count_for_all(tmp_path: Path) -> None:
    text = DATA.read_text(encoding="utf-8")
    few = text.replace("[printers.lulu]", "[printers.few]").replace("[printers.lulu.", "[printers.few.")
    few = few.replace("printers.lulu.bindings", "printers.few.bindings").replace("[32, 800]", "[2, 20]")
    data = tmp_path / "printers.toml"
    data.write_text(few, encoding="utf-8")
    problems = Problems()
    rules_for(replace(PAPERBACK, printers=("kdp", "few")), problems, read_printers(data))
    assert the_only(tuple(problems)).code == "no-common-page-count"


def test_a_printer_is_added_by_data_alone(tmp_path: Path) -> None:
    data = tmp_path / "printers.toml"
    data.write_text(
        DATA.read_text(encoding="utf-8")
        + """
[printers.press]
name = "The Village Press"
page_multiple = 16
links = true
bookmarks = true
sources = ["https://example.org/press"]
[printers.press.papers]
bw_cream = "the cream one"
[printers.press.bindings.paperback]
outside = 0.6
inside = [[16, 320, 0.8]]
[[printers.press.bindings.paperback.trims]]
sizes = ["6x9"]
pages = { bw_cream = [16, 320] }
""",
        encoding="utf-8",
    )
    problems = Problems()
    found = rules_for(replace(PAPERBACK, printers=("press", "kdp")), problems, read_printers(data))
    assert not problems
    assert (found.page_multiple, found.outside, found.most_pages) == (16, 15.24, 320)
    assert found.bands == ((24, 320, 20.32),)


def test_the_data_is_whole() -> None:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    assert str(data["read_on"]) == "2026-11-20"
    for key, printer in read_printers().items():
        assert key == "any" or data["printers"][key]["sources"], f"{key}: where the rules were read"
        for binding in printer.bindings.values():
            assert set(binding.papers) <= set(printer.papers), f"{key}: every paper has the printer's name"
            starts = [band[0] for band in binding.bands]
            assert starts[1:] == [band[1] + 1 for band in binding.bands[:-1]], (
                f"{key} {binding.name}: bands without gaps"
            )
            margins = [band[2] for band in binding.bands]
            assert margins == sorted(margins), f"{key} {binding.name}: more pages never need less margin"
            for offer in binding.trims:
                for least, most in offer.pages.values():
                    assert binding.bands[0][0] <= least < most <= binding.bands[-1][1], f"{key} {offer.trim.words}"


@pytest.mark.parametrize("key", ["kdp", "ingram"])
def test_what_suits_any_printer_suits_each(key: str) -> None:
    """Lulu is left out: its wider margins are advice."""
    whole, own = rules("any")[0], rules(key)[0]
    for pages in range(whole.least_pages, whole.most_pages or 0):
        inside = [next(b[2] for b in r.bands if b[0] <= pages <= b[1]) for r in (whole, own)]
        assert inside[0] >= inside[1]
    assert whole.outside >= own.outside


@given(
    st.lists(st.sampled_from(["kdp", "ingram", "lulu", "any"]), min_size=1), st.sampled_from(["bw_white", "bw_cream"])
)
def test_together_is_never_laxer_than_alone(printers: list[str], paper: str) -> None:
    together = rules(*printers, paper=paper)[0]
    assert together.bands[0][0] == together.least_pages
    assert together.bands[-1][1] == together.most_pages
    for printer in printers:
        alone = rules(printer, paper=paper)[0]
        for least, most, inside in together.bands:
            for pages in (least, most):
                assert inside >= next(b[2] for b in alone.bands if b[0] <= pages <= b[1])
        assert together.outside >= alone.outside
        assert together.page_multiple % alone.page_multiple == 0


def test_epubcheck_names_the_file_and_the_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.epub"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", "<container>\n<rootfiles>")
    found = epubcheck(bad)
    assert any(p.code == "RSC-016" and p.source.file == "bad.epub/META-INF/container.xml" for p in found)
    assert all(p.severity == "error" for p in found)


def test_without_java_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [str(p) for p in epubcheck(tmp_path / "a.epub")] == [
        "a.epub: error not-checked was not checked: EPUBCheck needs Java\n    bookmake doctor"
    ]


def test_the_room_is_light() -> None:
    code = "import sys, book.preflight, book.epub, book.cover; print([m for m in sys.modules if m in sys.argv[1:]])"
    heavy = ("ebooklib", "lxml", "PIL", "weasyprint", "rapidfuzz", "pypdfium2", "uharfbuzz")
    run = subprocess.run(
        [sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert run.stdout.strip() == "[]"
