"""Spines and sheets of covers: every worked example of the printers, and the words for what is not known."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from book.model.printing import CoverPlan
from book.model.settings import CoverSettings, EditionSettings, Trim
from book.preflight import cover_plan, printer_rules
from book.preflight.printers import DATA, read_printers
from book.preflight.spines import Spine
from book.problems import Problem, Problems, Source

EXAMPLES = tomllib.loads(DATA.read_text(encoding="utf-8"))["examples"]
PLAIN = CoverSettings()
EDITION = EditionSettings("paperback", "pdf", paper="bw_cream", printers=("kdp",), source=Source("book.toml", 30))


def planned(
    pages: int, cover: CoverSettings = PLAIN, **changes: object
) -> tuple[CoverPlan | None, tuple[Problem, ...]]:
    problems = Problems()
    return cover_plan(replace(EDITION, **changes), cover, pages, problems), tuple(problems)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one['printer']}-{one['binding']}-{one['pages']}")
def test_every_worked_example(example: dict[str, object]) -> None:
    width, height = example["trim"]
    settings = replace(
        EDITION,
        printers=(example["printer"],),
        binding=example["binding"],
        paper=example["paper"],
        trim=Trim.inches(width, height),
    )
    plan = cover_plan(settings, CoverSettings(), example["pages"], Problems())
    assert plan
    within = example["tolerance"]
    assert plan.spine / 25.4 == pytest.approx(example["spine"], abs=within)
    assert [side / 25.4 for side in plan.size] == pytest.approx(example["cover"], abs=within)


def test_there_are_examples_of_every_way_to_count() -> None:
    ways = {(one["printer"], one["binding"]) for one in EXAMPLES}
    assert len(EXAMPLES) >= 10
    assert {"kdp", "ingram", "lulu", "bookvault"} <= {printer for printer, _ in ways}


def test_between_readings_and_beyond() -> None:
    spine = Spine(readings=((100, 0.240), (200, 0.458)))
    assert spine.inches(150) == pytest.approx(0.349)
    assert spine.inches(300) == pytest.approx(0.676)
    assert spine.inches(100) == 0.240


def test_steps_and_rounding() -> None:
    assert [Spine(steps=((84, 0.25), (140, 0.5))).inches(pages) for pages in (84, 85, 999)] == [0.25, 0.5, 0.5]
    assert Spine(per_page=1 / 460, constant=0.0217, round_to=0.01).inches(240) == 0.54


def test_words_on_the_spine() -> None:
    assert not planned(78)[0].spine_text
    assert planned(80)[0].spine_text
    assert not planned(80, printers=("lulu",))[0].spine_text
    assert planned(48, printers=("ingram",))[0].spine_text
    thin, thick = planned(100, printers=("ingram",))[0], planned(400, printers=("ingram",))[0]
    assert (thin.spine_margin, thick.spine_margin) == (pytest.approx(0.79375), pytest.approx(1.5875))


def test_only_the_template_is_final() -> None:
    assert planned(240)[0].final
    draft = planned(240, printers=("ingram",))[0]
    assert not draft.final
    said = planned(240, CoverSettings(spine=13.9), printers=("ingram",))[0]
    assert said.final
    assert said.spine == 13.9


def test_a_size_that_only_the_printer_knows() -> None:
    linen = {"printers": ("lulu",), "binding": "linen"}
    plan, (problem,) = planned(240, **linen)
    assert plan is None
    assert problem.code == "cover-template"
    assert "comes only from its own template" in problem.message
    plan, problems = planned(240, CoverSettings(size=(514.35, 247.65), spine=17.0), **linen)
    assert problems == ()
    assert plan.size == pytest.approx((514.35, 247.65))


def test_who_is_not_known() -> None:
    assert [problem.code for problem in planned(240, printers=("kpd",))[1]] == ["unknown-printer"]
    assert [problem.code for problem in planned(240, binding="spiral")[1]] == ["binding-not-offered"]
    assert [problem.code for problem in planned(240, paper="pink")[1]] == ["cover-template"]


def test_every_rule_names_its_source() -> None:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for key, printer in data["printers"].items():
        tables = [printer["interior"], printer["barcode"], *printer["bindings"].values()]
        tables += [binding["cover"] for binding in printer["bindings"].values() if "cover" in binding]
        for table in tables:
            assert table["source"], key
            assert table["confidence"] in ("high", "medium", "low"), key


def test_every_paper_offered_has_a_spine() -> None:
    for key, printer in read_printers().items():
        for binding in printer.bindings.values():
            if binding.cover and binding.cover.size != "template":
                for paper in binding.papers:
                    assert binding.cover.spine(paper, 200), f"{key} {binding.name} {paper}"


def test_a_last_page_must_be_blank_where_one_printer_asks_for_it() -> None:
    assert not printer_rules(EDITION, Problems()).last_blank
    assert printer_rules(replace(EDITION, printers=("kdp", "ingram")), Problems()).last_blank
