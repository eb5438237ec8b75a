"""What the layout engine would leave out of a style sheet, told where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from book.problems import Problem, Source


def ignored(css: str, file: str) -> Iterator[Problem]:
    """Yield a warning for each declaration or rule of a sheet that pages are set without; nothing is loaded."""
    from book.typeset.starting import import_engine

    import_engine()
    from weasyprint import CSS

    from book.typeset.complaints import listening
    from book.typeset.shelf import BASE, ConfinedFetcher

    with listening(file) as log:
        CSS(string=css, base_url=BASE, url_fetcher=ConfinedFetcher({}))
    for problem in log.problems:
        if problem.code == "css":
            source = Source(file, problem.source.line)  # columns are those of the styles as written out
            hint = "left out in print; look for a typing error"
            yield replace(problem, source=source, hint=hint)
