"""Layout processes: they may die, be interrupted or lose their parent; and nothing around a build shows in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from book.pdf import make_pdf
from book.problems import BookError
from book.typeset import workers
from book.typeset.engine import typeset
from book.typeset.job import TypesetJob
from tests.pdf.small import box, chapter, edition

ROOT = Path(__file__).parent.parent
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
SCRIPT = """
import hashlib, sys
from pathlib import Path
from book.pdf import make_pdf
from tests.pdf.small import box, chapter, edition
if __name__ == "__main__":
    words, cache = int(sys.argv[1]), Path(sys.argv[2])
    chapters = tuple(chapter(n, words, f"<p>{box('ch-film-2')}</p>") for n in range(1, 5))
    told = lambda done, of, pages: print("laid", done, of, flush=True)
    made = make_pdf(edition(chapters), cache=cache, jobs=2, progress=told)
    print(hashlib.sha256(made.data).hexdigest())
"""


def job(words: str = "x") -> TypesetJob:
    made = edition((chapter(1, 90),))
    return TypesetJob(made.documents[2].xhtml.replace("Film 1", words), made.css, made.shelf, name="ch-film-1")


def test_a_process_gives_what_this_one_gives():
    with workers.Workers(2) as pool:
        pool.give("a", job())
        pool.give("b", job("y"))
        assert pool.free == 0
        answers = dict(pool.take() for _ in range(2))
    assert answers == {"a": (typeset(job()),), "b": (typeset(job("y")),)}


def test_what_a_process_gets_ready_with_is_no_answer():
    with workers.Workers(2, ahead=1) as pool:
        pool.get_ready(job("ready"))
        assert pool.free == 2
        pool.give("a", job())
        assert pool.take() == ("a", (typeset(job()),))
        assert pool.busy == 0
    with workers.Workers(1, ahead=1) as pool:
        pool.get_ready(job())  # and is ended while it does


def test_a_process_that_dies_is_replaced_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with workers.Workers(1) as pool:
        pool.give("1", job())
        first = pool.take()[1]
        (process,) = pool._processes
        process.kill()
        process.wait()
        pool.give("2", job())
        assert pool.take() == ("2", first)
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_kills_every_process_is_a_problem(monkeypatch):
    monkeypatch.setattr(workers, "_START", "import sys; sys.exit(3)")
    with workers.Workers(1) as pool:
        pool.give("1", job())
        (problem,) = pool.take()[1][0].problems
    assert (problem.code, problem.source.file) == ("layout-crashed", "ch-film-1")
    with pytest.raises(BookError) as raised:
        make_pdf(edition(tuple(chapter(n, 90) for n in (1, 2))), cache=None, jobs=2)
    assert {problem.code for problem in raised.value.problems} == {"layout-crashed"}


def run(folder: Path, words: int = 200, **environment: str) -> subprocess.Popen[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(words), str(folder / "cache")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_neither_hash_seed_nor_locale_nor_time_zone_nor_folder_shows(tmp_path):
    environments = (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Auckland"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Lima"},
    )
    runs = [run(tmp_path / f"place {number}", **each) for number, each in enumerate(environments)]
    results = [each.communicate() for each in runs]
    assert [err for _, err in results] == ["", ""]
    assert len({out.splitlines()[-1] for out, _ in results}) == 1
    assert [path.name for path in (tmp_path / "place 0").iterdir()] == ["cache"]


def begun(process: subprocess.Popen[str]) -> None:
    """Wait until a build has laid out its first unit."""
    assert process.stdout
    for line in process.stdout:
        if line.startswith("laid ") and not line.startswith("laid 0 "):
            return
    raise AssertionError(process.stderr.read() if process.stderr else "")


def settled(folder: Path) -> list[str]:
    """Return what is left in a folder once processes that end by themselves have had the time to."""
    for _ in range(100):
        left = sorted(path.name for path in folder.iterdir())
        if left == ["cache"]:
            break
        time.sleep(0.1)
    return left


@pytest.fixture(scope="module")
def clean() -> bytes:
    chapters = tuple(chapter(n, 500, f"<p>{box('ch-film-2')}</p>") for n in range(1, 5))
    return make_pdf(edition(chapters), cache=None, jobs=1).data


@posix
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_leaves_nothing_behind_and_no_false_entry(tmp_path, how, clean):
    process = run(tmp_path, 500)
    begun(process)
    process.send_signal(how)
    _, err = process.communicate(timeout=20)
    assert process.returncode != 0
    assert "book.typeset.worker" not in err
    assert settled(tmp_path) == ["cache"]
    chapters = tuple(chapter(n, 500, f"<p>{box('ch-film-2')}</p>") for n in range(1, 5))
    again = make_pdf(edition(chapters), cache=tmp_path / "cache", jobs=1)
    assert again.data == clean
