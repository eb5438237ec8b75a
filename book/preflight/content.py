"""What a page paints: its content streams walked with the graphics state, groups and patterns included.

Operators and their operands: ISO 32000-1, annex A. The walk keeps what a printer asks about (colours in use, sizes
of type and lines, pictures and their resolution, transparency), each with the place where it was first met.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace

from book.preflight.operators import (
    INLINE_END,
    OPERATIONS,
    TOKEN,
    content_of,
    is_array,
    seen_through,
    shading_ends,
)
from book.preflight.painted import (
    IDENTITY,
    Matrix,
    Node,
    Paint,
    Painted,
    Rect,
    Shown,
    around,
    multiplied,
    point,
    scale,
    unit_square,
)
from book.preflight.picture_ink import PictureInk
from book.preflight.spaces import GREY, Space, space_of

_DEEPEST = 24


@dataclass(slots=True)
class _State:
    matrix: Matrix = IDENTITY
    fill: Space = GREY
    line: Space = GREY
    fill_values: tuple[float, ...] = (0.0,)
    line_values: tuple[float, ...] = (0.0,)
    width: float = 1.0
    font: Node = None
    size: float = 0.0
    mode: int = 0
    seen_through: str = ""
    overprint: bool = False


def walk(page: Node, ink: PictureInk) -> Painted:
    """Return what a page of pikepdf paints; streams that cannot be decoded are left out."""
    painted = Painted()
    data = content_of(page)
    walker = _Walker(painted, ink)
    walker.run(data, page.get("/Resources"), _State(), 0)
    return painted


class _Walker:
    """Runs content streams; one for a page."""

    def __init__(self, painted: Painted, ink: PictureInk) -> None:
        self.painted = painted
        self._ink = ink
        self._open: set[tuple[int, int]] = set()
        self._stack: list[_State] = []
        self._state = _State()
        self._resources: Node = None
        self._operands: list[bytes] = []
        self._points: list[tuple[float, float]] = []
        self._text: Matrix = IDENTITY
        self._line_start: Matrix = IDENTITY
        self._leading = 0.0
        self._depth = 0

    def run(self, data: bytes, resources: Node, state: _State, depth: int) -> None:
        """Walk one stream."""
        before = (self._stack, self._state, self._resources, self._depth)
        self._stack, self._state, self._resources, self._depth = [], state, resources, depth
        position = 0
        while match := TOKEN.search(data, position):
            token = match[0]
            position = match.end()
            first = token[:1]
            if first.isalpha() or first in b"'\"*":
                if token == b"BI":
                    position = self._inline(data, position)
                elif operation := OPERATIONS.get(token):
                    method, told = operation
                    with suppress(IndexError, ValueError, KeyError, TypeError, AttributeError):
                        getattr(self, method)(**told)  # a damaged operator paints nothing
                self._operands.clear()
            elif first != b"%":
                self._operands.append(token)
        self._operands.clear()
        self._stack, self._state, self._resources, self._depth = before

    # ------------------------------------------------------------ operands

    def _numbers(self) -> list[float]:
        return [float(one) for one in self._operands if one[:1] not in (b"/", b"(", b"<", b"[")]

    def _name(self) -> str:
        return next((one.decode("latin-1") for one in reversed(self._operands) if one[:1] == b"/"), "")

    def _named(self, kind: str) -> Node:
        name = re.sub(r"#([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)), self._name())
        table = self._resources.get(kind) if self._resources is not None else None
        return table.get(name) if table is not None and name else None

    # ------------------------------------------------------------ state

    def push(self) -> None:
        self._stack.append(replace(self._state))

    def pop(self) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def concat(self) -> None:
        a, b, c, d, e, f = self._numbers()
        self._state.matrix = multiplied((a, b, c, d, e, f), self._state.matrix)

    def line_width(self) -> None:
        self._state.width = self._numbers()[0]

    def graphics_state(self) -> None:
        entry = self._named("/ExtGState")
        if entry is None:
            return
        if "/LW" in entry:
            self._state.width = float(entry.LW)
        if "/Font" in entry:
            self._state.font, self._state.size = entry.Font[0], float(entry.Font[1])
        if "/OP" in entry or "/op" in entry:
            self._state.overprint = bool(entry.get("/OP", False)) or bool(entry.get("/op", False))
        if reason := seen_through(entry):
            self._state.seen_through = reason
        elif any(key in entry for key in ("/ca", "/CA", "/BM", "/SMask")):
            self._state.seen_through = ""

    # ------------------------------------------------------------ colour

    def set_space(self, *, line: bool) -> None:
        name = self._name()
        space = space_of(name, self._resources)
        values = space.initial
        if line:
            self._state.line, self._state.line_values = space, values
        else:
            self._state.fill, self._state.fill_values = space, values

    def set_values(self, *, line: bool) -> None:
        values = tuple(self._numbers())
        pattern = self._named("/Pattern") if self._name() else None
        if line:
            self._state.line_values = values
        else:
            self._state.fill_values = values
        if pattern is not None:
            self._pattern(pattern)

    def device(self, name: str, *, line: bool) -> None:
        space, values = space_of(name, None), tuple(self._numbers())
        if line:
            self._state.line, self._state.line_values = space, values
        else:
            self._state.fill, self._state.fill_values = space, values

    def _paint(self, what: str, rect: Rect, *, line: bool, size: float = 0.0) -> None:
        state = self._state
        space, values = (state.line, state.line_values) if line else (state.fill, state.fill_values)
        painted = self.painted
        painted.empty = False
        if state.seen_through:
            painted.transparent.setdefault(state.seen_through, rect)
        if space.name == "pattern":
            return
        key = (what, space.name, values, size > 0 and round(size, 1))
        if key not in painted.paints:
            painted.paints[key] = Paint(what, space.name, space.ink(values), rect, values, size)

    # ------------------------------------------------------------ paths

    def move(self) -> None:
        numbers = self._numbers()
        self._points += [point(self._state.matrix, *numbers[n : n + 2]) for n in range(0, len(numbers) - 1, 2)]

    def rectangle(self) -> None:
        x, y, w, h = self._numbers()[:4]
        self._points += [point(self._state.matrix, px, py) for px in (x, x + w) for py in (y, y + h)]

    def finish_path(self, *, fill: bool, line: bool) -> None:
        rect = around(self._points)
        if self._points:
            if fill:
                self._paint("fill", rect, line=False)
                across, up = rect[2] - rect[0], rect[3] - rect[1]
                if min(across, up) < 2 and max(across, up) > 2:
                    self.painted.lines.append(rect)
                    if min(across, up) > 0:
                        self.painted.thin.append((min(across, up), rect))
            if line:
                self._paint("line", rect, line=True)
                self.painted.thin.append((self._state.width * scale(self._state.matrix), rect))
                self.painted.lines.append(rect)
        self._points.clear()

    # ------------------------------------------------------------ text

    def begin_text(self) -> None:
        self._text = self._line_start = IDENTITY

    def font(self) -> None:
        self._state.font = self._named("/Font")
        self._state.size = self._numbers()[-1]

    def text_mode(self) -> None:
        self._state.mode = int(self._numbers()[0])

    def text_matrix(self) -> None:
        a, b, c, d, e, f = self._numbers()
        self._text = self._line_start = (a, b, c, d, e, f)

    def text_move(self, *, leading: bool = False) -> None:
        x, y = self._numbers()[:2]
        if leading:
            self._leading = -y
        self._line_start = multiplied((1, 0, 0, 1, x, y), self._line_start)
        self._text = self._line_start

    def text_leading(self) -> None:
        self._leading = self._numbers()[0]

    def next_line(self) -> None:
        self._line_start = multiplied((1, 0, 0, 1, 0, -self._leading), self._line_start)
        self._text = self._line_start

    def show(self, *, next_line: bool = False) -> None:
        if next_line:
            self.next_line()
        state = self._state
        font = state.font
        words = b"".join(one for one in self._operands if one[:1] in (b"(", b"<", b"["))
        if font is None or words.translate(None, b"[]()<> \r\n") == b"":
            return
        name = str(font.get("/BaseFont", font.get("/Name", "?")))
        self.painted.fonts.setdefault((*font.objgen, name), font)
        matrix = multiplied(self._text, state.matrix)
        size = abs(state.size) * scale(matrix)
        rect = self._text_rect(matrix, words)
        if state.mode == 3:
            return
        if size > 0 and (self.painted.least_text is None or size < self.painted.least_text[0]):
            self.painted.least_text = (size, rect)
        if state.mode in (0, 2, 4, 6):
            self._paint("text", rect, line=False, size=size)
        if state.mode in (1, 2, 5, 6):
            self._paint("text", rect, line=True, size=size)

    def _text_rect(self, matrix: Matrix, words: bytes) -> Rect:
        """Return about where words stand: half an em a letter."""
        hexadecimal = sum(len(part) for part in re.findall(rb"<([0-9A-Fa-f\s]*)>", words)) / 4
        letters = max(1.0, hexadecimal or len(words) * 0.7)
        size = self._state.size
        corners = (
            (0.0, -0.2 * size),
            (letters * 0.5 * size, -0.2 * size),
            (0.0, 0.8 * size),
            (letters * 0.5 * size, 0.8 * size),
        )
        return around([point(matrix, x, y) for x, y in corners])

    # ------------------------------------------------------------ pictures, groups, patterns

    def do(self) -> None:
        thing = self._named("/XObject")
        if thing is None:
            return
        kind = str(thing.get("/Subtype", ""))
        if "/OC" in thing:
            self.painted.layers = True
        if kind == "/Image":
            self._picture(thing, thing.objgen)
        elif kind == "/Form":
            self._form(thing)
        elif kind == "/PS":
            self.painted.postscript = True

    def _picture(self, picture: Node, key: tuple[int, int]) -> None:
        get = picture.get
        width, height = int(get("/Width", get("/W", 0))), int(get("/Height", get("/H", 0)))
        mask = bool(get("/ImageMask", get("/IM", False)))
        matrix = self._state.matrix
        across = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5
        up = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        ppi = min(width / across, height / up) * 72 if across and up else 0.0
        named = get("/ColorSpace", get("/CS"))
        space = GREY if mask or named is None else space_of(named, self._resources)
        rect = unit_square(matrix)
        self.painted.empty = False
        filters = get("/Filter")
        names = () if filters is None else tuple(str(one) for one in (filters if is_array(filters) else [filters]))
        soft = "/SMask" in picture or int(get("/SMaskInData", 0)) > 0
        if soft:
            self.painted.transparent.setdefault("a picture with a soft edge", rect)
        if self._state.seen_through:
            self.painted.transparent.setdefault(self._state.seen_through, rect)
        bits = int(get("/BitsPerComponent", get("/BPC", 1)))
        shown = Shown(
            width,
            height,
            ppi,
            space.name,
            rect,
            bits,
            soft,
            names,
            mask=mask,
            ink=self._ink.of(picture, space.name),
            key=key,
        )
        self.painted.pictures.append(shown)
        if mask:
            self._paint("fill", rect, line=False)

    def _form(self, form: Node) -> None:
        if self._depth >= _DEEPEST or form.objgen in self._open:
            return
        group = form.get("/Group")
        if group is not None and group.get("/S") == "/Transparency" and self._state.seen_through:
            self.painted.transparent.setdefault(self._state.seen_through, (0.0, 0.0, 0.0, 0.0))
        self._inside(form)

    def _pattern(self, pattern: Node) -> None:
        if pattern.get("/PatternType") == 1:
            if self._depth < _DEEPEST and pattern.objgen not in self._open:
                self._inside(pattern)
        elif "/Shading" in pattern:
            self._shading_paint(pattern.Shading)

    def _inside(self, stream: Node) -> None:
        matrix = IDENTITY
        if "/Matrix" in stream:
            a, b, c, d, e, f = (float(part) for part in stream.Matrix)
            matrix = (a, b, c, d, e, f)
        try:
            data = stream.read_bytes()
        except Exception:  # noqa: BLE001 -- pikepdf raises its own errors, and those of the filters
            return
        state = replace(self._state, matrix=multiplied(matrix, self._state.matrix))
        points, operands = self._points, self._operands
        self._points, self._operands = [], []
        text = (self._text, self._line_start)
        self._open.add(stream.objgen)
        self.run(data, stream.get("/Resources", self._resources), state, self._depth + 1)
        self._open.discard(stream.objgen)
        self._points, self._operands = points, operands
        self._text, self._line_start = text

    def shading(self) -> None:
        shading = self._named("/Shading")
        if shading is not None:
            self._shading_paint(shading)

    def _shading_paint(self, shading: Node) -> None:
        space = space_of(shading.get("/ColorSpace"), self._resources)
        self.painted.empty = False
        for values in shading_ends(shading):
            paint = Paint("shading", space.name, space.ink(values), (0.0, 0.0, 0.0, 0.0), values)
            self.painted.paints.setdefault(("shading", space.name, values), paint)

    def _inline(self, data: bytes, position: int) -> int:
        """Read an inline picture; return where the stream goes on."""
        import pikepdf

        start = data.find(b"ID", position)
        end = INLINE_END.search(data, start) if start >= 0 else None
        if end is None:
            return len(data)
        try:
            entries = pikepdf.Object.parse(b"<<" + data[position:start] + b">>")
            names = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}
            if str(entries.get("/CS", "")) in names:
                entries.CS = pikepdf.Name(names[str(entries.CS)])
            self._picture(entries, (0, start))
        except (pikepdf.PdfError, ValueError, TypeError):
            pass
        return end.end()

    def marked(self) -> None:
        if self._operands and self._operands[0] == b"/OC":
            self.painted.layers = True
