"""The sheet that a picture is pasted together on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from .palette import Paper, flat_palette, mixed_palette
from .shapes import Point, Shape

WIDTH, HEIGHT = 1800, 1200
SCALE = 3  # drawn three times as large, then reduced

GOLDEN_ACROSS, GOLDEN_DOWN, GOLDEN = 0.7548776662466927, 0.5698402909980532, 0.6180339887498949


class Canvas:
    """A sheet of one paper, on which others are pasted; a pixel holds the number of its paper."""

    def __init__(self, ground: Paper) -> None:
        self.sheet = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), int(ground))
        self.size, self.about = 1.0, (0.0, 0.0)

    def fill(self, shape: Shape, paper: Paper) -> None:
        """Paste a shape."""
        pen = ImageDraw.Draw(self.sheet)
        for outline in shape.outlines:
            pen.polygon([self._dot(point) for point in outline], fill=int(paper))

    def line(self, shape: Shape, width: float, paper: Paper, *, closed: bool = False) -> None:
        """Draw along a shape's outlines with a round pen."""
        pen = ImageDraw.Draw(self.sheet)
        width *= self.size
        radius = width * SCALE / 2
        for outline in shape.outlines:
            run = [self._dot(point) for point in (*outline, outline[0])[: len(outline) + closed]]
            pen.line(run, fill=int(paper), width=round(width * SCALE), joint="curve")
            for x, y in run:
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=int(paper))

    def mask(self, shape: Shape) -> Image.Image:
        """White inside the shape, black outside."""
        mask = Image.new("L", self.sheet.size, 0)
        pen = ImageDraw.Draw(mask)
        for outline in shape.outlines:
            pen.polygon([self._dot(point) for point in outline], fill=255)
        return mask

    def _dot(self, point: Point) -> Point:
        """Where a point falls on the sheet."""
        (x, y), (x0, y0) = point, self.about
        return (x0 + (x - x0) * self.size) * SCALE, (y0 + (y - y0) * self.size) * SCALE

    @contextmanager
    def sized(self, size: float, x: float, y: float) -> Iterator[None]:
        """Whatever is pasted meanwhile is made larger or smaller about a point, which stays where it is."""
        before = self.size, self.about
        self.size, self.about = size, (x, y)
        yield
        self.size, self.about = before

    @contextmanager
    def inside(self, shape: Shape) -> Iterator[None]:
        """Whatever is pasted meanwhile shows inside the shape only."""
        before = self.sheet.copy()
        yield
        self.sheet = Image.composite(self.sheet, before, self.mask(shape))

    def glaze(self, shape: Shape, change: Mapping[Paper, Paper]) -> None:
        """Lay a veil over what is there: each paper under the shape becomes another."""
        table = [int(change.get(Paper(value), value)) if value < len(Paper) else value for value in range(256)]
        self.sheet.paste(self.sheet.point(table), mask=self.mask(shape))

    def spatter(
        self,
        shape: Shape,
        paper: Paper,
        dense: Point,
        bare: Point,
        *,
        gap: float = 9,
        most: float = 0.8,
        dot: float = 2.2,
    ) -> None:
        """Ink flicked from a brush, as lithographers did: thick at one point, thinning out towards another."""
        left, top, right, bottom = shape.box
        (x1, y1), (x2, y2) = dense, bare
        dx, dy = x2 - x1, y2 - y1
        dots = Image.new("L", self.sheet.size, 0)
        pen = ImageDraw.Draw(dots)
        for i in range(int((right - left) * (bottom - top) / gap**2)):
            x = left + (right - left) * ((0.5 + i * GOLDEN_ACROSS) % 1)
            y = top + (bottom - top) * ((0.5 + i * GOLDEN_DOWN) % 1)
            chance = (i * i * GOLDEN + i * 0.137) % 1
            x += gap * (chance - 0.5)
            y += gap * ((chance * 7) % 1 - 0.5)
            density = most * (1 - ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))
            if chance < density:
                r = dot * SCALE * (0.6 + 0.7 * ((chance * 13) % 1))
                across, down = self._dot((x, y))
                pen.ellipse((across - r, down - r, across + r, down + r), fill=255)
        self.sheet.paste(int(paper), mask=ImageChops.multiply(dots, self.mask(shape)))

    def picture(self) -> Image.Image:
        """The finished picture, reduced to its size and to a palette of the papers and their mixtures."""
        flat = self.sheet.copy()
        flat.putpalette(flat_palette())
        # Hamming and not Lanczos, which draws a light line along every edge of flat colour.
        small = flat.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.HAMMING)
        tin = Image.new("P", (1, 1))
        tin.putpalette(mixed_palette())
        return small.quantize(palette=tin, dither=Image.Dither.NONE)

    def png(self) -> bytes:
        """The finished picture as a file."""
        out = BytesIO()
        self.picture().save(out, "PNG", optimize=True)
        return out.getvalue()
