"""What preflight finds: a rule, the pages it is broken on, and where on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from book.preflight.painted import Rect
from book.problems import Problem, Severity, Source

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken, on one page (0-based) or in the whole file (None); `rect` is where, in pt of the media box."""

    rule: str
    message: str
    hint: str = ""
    page: int | None = None
    severity: Severity = "error"
    rect: Rect | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file was judged to be, and what was found; `pages` many pages, for whom and on what."""

    findings: tuple[Finding, ...]
    pages: int
    printer: str
    binding: str
    paper: str
    trim: str
    sheet: str = ""
    """Of a cover: "cover for 312 pages"; empty for an interior."""
    sizes: Mapping[int, tuple[float, float]] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether the printer would take the file as it is."""
        return not any(one.severity == "error" for one in self.findings)

    @property
    def words(self) -> str:
        """What the file is, as "Amazon KDP paperback, black and white, cream paper, 6×9, 312 pages"."""
        parts = [f"{self.printer} {self.binding}", self.paper, self.trim.replace("x", "×")]
        return ", ".join([*(part for part in parts if part), self.sheet or f"{self.pages} pages"])

    def problems(self, file: str, sources: Sequence[str] = ()) -> tuple[Problem, ...]:
        """Return the findings as problems, those of one rule and message summed up over their pages.

        `sources` are the places that the pages of a file of ours were written at.
        """
        grouped: dict[tuple[str, str, str, Severity], list[int]] = {}
        for one in self.findings:
            pages = grouped.setdefault((one.rule, one.message, one.hint, one.severity), [])
            if one.page is not None:
                pages.append(one.page)
        found = []
        for (rule, message, hint, severity), pages in grouped.items():
            where = list(dict.fromkeys(pages))
            said = f"{_on(where, sources)}{message}" if where else message
            found.append(Problem(Source(file), rule, said, hint, severity))
        return tuple(found)


def _on(pages: Sequence[int], sources: Sequence[str]) -> str:
    """Return "page 12 (chapters/heat.md:41): " or "12 pages (3, 4, 7 to 9, …): "."""
    written = list(dict.fromkeys(sources[page] for page in pages if page < len(sources) and sources[page]))
    place = f" ({', '.join(written[:3])}{', …' if len(written) > 3 else ''})" if written else ""
    if len(pages) == 1:
        return f"page {pages[0] + 1}{place}: "
    return f"{len(pages)} pages, {ranges(pages)}{place}: "


def ranges(pages: Iterable[int]) -> str:
    """Return 0-based pages as readers count them: "3, 5 to 9, 12"; long lists end in "…"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [str(a + 1) if a == b else f"{a + 1} to {b + 1}" for a, b in runs]
    return ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
