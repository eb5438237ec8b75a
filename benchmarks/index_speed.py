"""How long the index takes: a book of 365 chapters and 2,000 names, in seconds of processor time.

python benchmarks/index_speed.py [--chapters 365] [--people 2000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.index_oracle import People, write_book
from book.manuscript import read_book
from book.people import make_index
from book.problems import Problems


def main() -> None:
    """Print the times and what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chapters", type=int, default=365)
    parser.add_argument("--people", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        write_book(root, asked.chapters, People.of(asked.people))
        begun = time.process_time()
        book = read_book(root, Problems())
        read = time.process_time()
        index = make_index(book, Problems())
        done = time.process_time()
    mentions = sum(len(block) for block in index.mentions.values())
    print(f"{asked.chapters} chapters, {len(index.people):,} people, {mentions:,} mentions found")
    print(f"read {read - begun:.2f} s, index {done - read:.2f} s")


if __name__ == "__main__":
    main()
