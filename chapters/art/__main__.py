"""Draws the pictures of the sample book: `python -m chapters.art` from the root of the repository."""

import argparse
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from .canvas import Canvas
from .scenes import SCENES

IMAGES = Path(__file__).resolve().parent.parent / "images"


def same(drawn: bytes, path: Path) -> bool:
    """Whether a file shows what the code draws, to the pixel; how tightly it is packed is zlib's affair."""
    if not path.is_file():
        return False
    with Image.open(BytesIO(drawn)) as new, Image.open(path) as old:
        return new.size == old.size and new.convert("RGB").tobytes() == old.convert("RGB").tobytes()


def main() -> int:
    """Draw all pictures or those named, or check the files against the code."""
    parser = argparse.ArgumentParser(prog="python -m chapters.art", description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to draw, such as sunrise; all of them if none is named")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is not what the code draws")
    parser.add_argument("--into", type=Path, default=IMAGES, help="the folder of the files")
    options = parser.parse_args()
    if unknown := set(options.names) - set(SCENES):
        parser.error(f"no picture is called {', '.join(sorted(unknown))}")
    stale = []
    for name in options.names or SCENES:
        canvas: Canvas = SCENES[name]()
        drawn, path = canvas.png(), options.into / f"{name}.png"
        if not options.check:
            path.write_bytes(drawn)
        elif not same(drawn, path):
            stale.append(name)
            sys.stdout.write(f"{path.name} is not what the code draws\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
