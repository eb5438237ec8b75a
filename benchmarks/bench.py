"""How long a book takes: EPUB and PDF, cold, warm and after an edit, against one WeasyPrint document of the same book.

    python benchmarks/bench.py                  a book of 100 chapters
    python benchmarks/bench.py 30 365 1000      several sizes
    python benchmarks/bench.py 365 --no-single  without the comparison

Every line is a whole process from start to end. Memory is the peak of the largest single process.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from synthetic import write_book  # noqa: E402


@dataclass(frozen=True)
class Run:
    """What one process took."""

    name: str
    seconds: float
    megabytes: float
    said: str


def run(name: str, *command: str) -> Run:
    """Return the time and memory of a command; ends the benchmark if it fails."""
    begin = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    )
    out, err = process.stdout, process.stderr
    assert out
    assert err
    said = out.read().strip()
    wrong = err.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{name}: {wrong or said}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(name, time.perf_counter() - begin, usage.ru_maxrss * unit / 1e6, said.splitlines()[-1] if said else "")


def runs(count: int, *, single: bool) -> Iterator[Run]:
    """Yield every measurement of a book of `count` chapters."""
    with tempfile.TemporaryDirectory(prefix="bookmake-bench-") as folder:
        book = Path(folder, "book")
        write_book(book, count)
        epub = ("-m", "book", "epub", str(book))
        pdf = ("-m", "book", "pdf", str(book))
        yield run("EPUB", *epub)
        yield run("EPUB again", *epub)
        yield run("PDF cold", *pdf)
        yield run("PDF warm", *pdf)
        last = book / "chapters" / f"film-{count:04}.md"
        last.write_text(last.read_text("utf-8") + "\nOne more paragraph of the made-up film.\n" * 30, "utf-8")
        yield run("PDF after an edit of the first chapter", *pdf)
        if single:
            yield run("one WeasyPrint document", str(HERE / "single.py"), str(book), str(Path(folder, "single.pdf")))


def main() -> None:
    """Print a table for every size asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("chapters", nargs="*", type=int, default=[100])
    asked.add_argument("--no-single", action="store_true", help="leave out the WeasyPrint document")
    given = asked.parse_args()
    for count in given.chapters:
        print(f"\n{count} chapters, {os.cpu_count()} processors")
        for one in runs(count, single=not given.no_single):
            print(f"  {one.name:<40} {one.seconds:7.2f} s {one.megabytes:7.0f} MB   {one.said}", flush=True)


if __name__ == "__main__":
    main()
