"""Measures bookmake against its peers, in turn, in one run: `make bench` or `python benchmarks/bench.py [CHAPTERS]`.

Every figure is a whole process: wall seconds, processor seconds, and the peak memory of its largest process. Ratios
are what counts; machines are noisy. `--no-single` leaves out the one large document, which takes longest. Peers that
are not installed are left out (`pip install '.[bench]'` brings pandoc and Typst).
"""

from __future__ import annotations

import compileall
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from synthetic import write_book  # noqa: E402  (the path is set above)


@dataclass(frozen=True)
class Run:
    """What one process took: wall seconds, processor seconds of its whole tree, MB of the largest process in it."""

    seconds: float
    processor: float
    megabytes: float


def run(*command: str, cwd: Path) -> Run:
    """Run a command; return what it took."""
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(cwd)
        os.environ["PYTHONPATH"] = str(HERE.parent)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as it is installed: compiled once
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begun
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def bookmake(*arguments: str) -> tuple[str, ...]:
    """Return the command line of bookmake."""
    return (sys.executable, "-m", "book", *arguments)


def change_a_word(book: Path) -> None:
    """Change one word in one chapter."""
    path = changed(book)
    path.write_text(
        path.read_text(encoding="utf-8").replace(" is the reason ", " was the reason ", 1), encoding="utf-8"
    )


def grow_a_page(book: Path) -> None:
    """Make one chapter a page longer."""
    path = changed(book)
    text = path.read_text(encoding="utf-8")
    head, mark, rest = text.partition("\n\n## Favourite scene")
    more = " ".join(["And then the whole street comes in and sits down to watch the rain."] * 30)
    path.write_text(f"{head}\n\n{more}{mark}{rest}", encoding="utf-8")


def changed(book: Path) -> Path:
    """Return the chapter that edits touch."""
    chapters = sorted((book / "chapters").glob("*.md"))
    return chapters[len(chapters) // 2]


def markdown_for_pandoc(book: Path, out: Path) -> None:
    """Write the same text as one Markdown file with a title block."""
    parts = ["---\ntitle: A Synthetic Countdown\nlang: en-GB\n---\n"]
    for path in sorted((book / "chapters").glob("*.md"), reverse=True):
        _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
        title = next(line.removeprefix("title: ") for line in header.splitlines() if line.startswith("title: "))
        credit_lines = "\n".join(f"| {line}" for line in header.splitlines()[2:])
        parts.append(f"# {title}\n\n{credit_lines}\n\n{body.replace('[[film: ', '*').replace(']]', '*')}")
    out.write_text("\n".join(parts), encoding="utf-8")


def peers(book: Path, folder: Path) -> dict[str, Callable[[], Run]]:
    """Return the peers that are installed, as jobs."""
    jobs: dict[str, Callable[[], Run]] = {}
    chapters = book / "chapters"
    if find_spec("pypandoc"):
        import pypandoc

        pandoc = pypandoc.get_pandoc_path()
        source = folder / "book.md"
        markdown_for_pandoc(book, source)
        jobs["pandoc → EPUB"] = lambda: run(
            pandoc, str(source), "-o", str(folder / "pandoc.epub"), "--toc", cwd=chapters
        )
        if find_spec("typst"):
            typ = folder / "chapters.typ"
            subprocess.run([pandoc, str(source), "-s", "-t", "typst", "-o", str(typ)], cwd=chapters, check=True)
            shutil.copytree(chapters, folder / "typst")
            shutil.copy(typ, folder / "typst" / "book.typ")
            program = "import typst; typst.compile('book.typ', output='book.pdf')"
            jobs["Typst → PDF"] = lambda: run(sys.executable, "-c", program, cwd=folder / "typst")
    return jobs


def as_installed() -> None:
    """Compile the program, as installing it does: else the first job that is measured would pay for that."""
    for folder in (HERE.parent / "book", HERE):
        compileall.compile_dir(folder, quiet=2)


def measure(chapters: int, *, single: bool) -> list[tuple[str, Run]]:
    """Return every job and what it took, in the order they were run."""
    results: list[tuple[str, Run]] = []

    def note(name: str, took: Run) -> None:
        results.append((name, took))
        row = f"| {name:<38} | {took.seconds:8.2f} | {took.processor:8.2f} | {took.megabytes:8.0f} |"
        print(row, flush=True)

    print(
        f"| {'':<38} | {'seconds':>8} | {'of CPU':>8} | {'peak MB':>8} |\n|{'-' * 40}|---------:|---------:|---------:|"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        book = folder / "book"
        write_book(book, chapters)
        as_installed()
        for name, job in peers(book, folder).items():
            note(name, job())
        note("EPUB, cold", run(*bookmake("epub"), cwd=book))
        note("EPUB, nothing changed", run(*bookmake("epub"), cwd=book))
        note("PDF, cold", run(*bookmake("pdf"), cwd=book))
        before = pdf_of(book).read_bytes()
        note("PDF, nothing changed", run(*bookmake("pdf"), cwd=book))
        assert pdf_of(book).read_bytes() == before
        change_a_word(book)
        note("PDF, one word changed", run(*bookmake("pdf"), cwd=book))
        note("EPUB, one word changed", run(*bookmake("epub"), cwd=book))
        grow_a_page(book)
        note("PDF, one chapter a page longer", run(*bookmake("pdf"), cwd=book))
        warm = pdf_of(book).read_bytes()
        shutil.rmtree(book / "build")
        note("PDF, cold, one process", run(*bookmake("pdf", "--jobs", "1"), cwd=book))
        assert pdf_of(book).read_bytes() == warm, "a warm build is not the clean one"
        if single:
            program = (sys.executable, str(HERE / "single_document.py"), str(book), str(folder / "single.pdf"))
            note("one WeasyPrint document, same pages", run(*program, cwd=folder))
    return results


def pdf_of(book: Path) -> Path:
    """Return the PDF that was made."""
    return next((book / "build").glob("*.pdf"))


def ratios(results: list[tuple[str, Run]]) -> list[str]:
    """Return the ratios that matter, each job against its peer: of wall seconds, and of processor seconds."""
    took = dict(results)
    pairs = (
        ("PDF, cold", "one WeasyPrint document, same pages", 0.4),
        ("PDF, one word changed", "Typst → PDF", 1.0),
        ("PDF, one chapter a page longer", "PDF, one word changed", 1.2),
        ("EPUB, cold", "pandoc → EPUB", 0.4),
        ("EPUB, one word changed", "pandoc → EPUB", 0.2),
    )
    return [
        f"{a} : {b} = {took[a].seconds / took[b].seconds:.2f} (of CPU {took[a].processor / took[b].processor:.2f},"
        f" wanted {wanted})"
        for a, b, wanted in pairs
        if a in took and b in took
    ]


def main() -> None:
    """Run everything and print a table and the ratios."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    chapters = int(words[0]) if words else 365
    print(
        f"{chapters} chapters, {os.cpu_count()} processors, Python {platform.python_version()}, {platform.machine()}\n"
    )
    results = measure(chapters, single="--no-single" not in sys.argv)
    print("\n".join(("", *ratios(results))))


if __name__ == "__main__":
    main()
