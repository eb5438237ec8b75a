"""People and things that more than one picture needs, drawn about the origin with their feet at height nought."""

import math

from .palette import INK, LAMP, PAPER, SAND, SMOKE, Paper
from .shapes import Shape, bar, disc, ellipse, limb, path, poly, rect, ring, union


def vamp() -> Shape:
    """A slim figure with hands on hips, a hundred units tall."""
    body = path(
        "M-9.5 -82 C-11 -79 -9 -70 -6 -62 C-5.4 -57 -8 -53 -8.6 -48 C-9.2 -38 -7.5 -28 -7.2 -20 "
        "C-7 -12 -7 -6 -6.6 -1 L-11.5 1 L-2.6 1 C-2.4 -12 -2.4 -24 0.2 -42 C2 -30 4.5 -22 5.6 -14 "
        "L8.4 0 L15 1 L12 -3 C11 -10 10 -18 9.6 -26 C9.4 -36 9.6 -42 8.6 -48 C8 -53 5.4 -57 6 -62 "
        "C9 -70 11 -79 9.5 -82 C6 -85 3 -85 2.4 -88 L-2.4 -88 C-3 -85 -6 -85 -9.5 -82 Z"
    )
    arms = limb((-9, -79.5, 4.4), (-20.5, -65, 3.6), (-7, -54, 2.6)) + limb(
        (9, -79.5, 4.4), (20.5, -65, 3.6), (7, -54, 2.6)
    )
    return body + arms + ellipse(0, -93, 4.9, 6.6, 6)


def robed() -> Shape:
    """A tiny pilgrim in a robe with hands joined before him, ten units tall."""
    robe = path("M-2.2 0 C-2 -3 -1.8 -5 -1.5 -7 L-0.4 -7.6 L0.6 -7.6 L1.5 -7 C1.8 -5 2 -3 2.2 0 Z")
    return robe + ellipse(0, -8.8, 1.05, 1.25)


def witch() -> Shape:
    """A witch on a broomstick, riding to the right, about a hundred and fifty units long."""
    return union(
        (
            limb((-58, 8, 3.4), (62, -14, 3.4)),
            path("M-50 4 C-64 -8 -84 -8 -104 -2 L-96 8 L-108 14 L-94 18 L-102 28 C-84 28 -64 22 -50 10 Z"),
            path(
                "M-34 4 C-40 -8 -62 -16 -84 -34 C-60 -32 -44 -36 -30 -34 "
                "C-16 -50 -2 -58 14 -56 L26 -46 L16 -30 L24 -4 Z"
            ),
            limb((14, -46, 9), (32, -26, 6.5), (44, -10, 6)),
            limb((2, -4, 13), (28, 2, 9), (20, 24, 7)) + poly((16, 22), (24, 22), (36, 33), (16, 31)),
            path("M14 -60 C16 -70 30 -74 35 -66 L45 -60 L36 -58 L39 -50 L30 -48 C22 -46 14 -50 14 -60 Z"),
            path("M2 -66 L48 -76 L34 -78 C28 -92 20 -104 -4 -112 C6 -102 10 -92 12 -74 Z"),
        )
    )


def chimney(width: float, height: float, pots: tuple[float, ...]) -> tuple[Shape, Shape]:
    """A stack, its left foot at the origin, and the pots on it."""
    stack = rect(0, -height, width, 40) + rect(-width * 0.06, -height - 14, width * 1.06, -height + 12)
    step = width / len(pots)
    tops = []
    for i, tall in enumerate(pots):
        x, half = (i + 0.5) * step, step * 0.26
        base = -height - 14
        tops.append(
            poly((x - half, base), (x - half * 0.75, base - tall), (x + half * 0.75, base - tall), (x + half, base))
        )
        tops.append(rect(x - half, base - tall - 9, x + half, base - tall + 7))
    return stack, union(tops)


def dancer() -> Shape:
    """A dancer with both arms raised and one knee lifted, a hundred units tall without her arms."""
    skirt = path(
        "M-8 -58 L9 -58 C15 -52 21 -44 23 -33 L18 -36 L14 -30 L9 -34 L4 -28 "
        "L-1 -33 L-6 -28 L-10 -33 L-16 -29 C-15 -42 -12 -50 -8 -58 Z"
    )
    return union(
        (
            path("M3 -101 C11 -101 14 -94 13 -86 L9 -84 L-6 -85 C-9 -94 -5 -101 3 -101 Z"),
            path(
                "M0 -88 L7 -87 L7 -82 C13 -82 14 -78 12 -72 C10 -66 8 -62 9 -57 "
                "L-8 -57 C-8 -64 -10 -72 -10 -78 C-8 -82 -3 -82 0 -83 Z"
            ),
            skirt,
            limb((-8, -79, 5), (-20, -86, 4.4), (-26, -98, 4), (-20, -114, 3), (-15, -122, 2.6), bend=True),
            limb((-15, -122, 2.8), (-22, -127, 2.4), (-29, -127, 1.2)),
            limb((10, -79, 5), (22, -88, 4.4), (25, -100, 4), (15, -114, 3), (9, -119, 2.6), bend=True),
            limb((9, -119, 2.8), (2, -119, 2.4), (-4, -115, 1.2)),
            limb((-4, -36, 11), (-4, -20, 7.4), (-5, -12, 6.6), (-4, -2, 3.4))
            + poly((-6, -5), (-2, -5), (5, 0), (-7, 0)),
            limb((12, -36, 11), (29, -27, 7.6), (27, -17, 6), (19, -8, 3.2))
            + poly((16, -9), (21, -10), (25, 0), (22, 1)),
        )
    )


def flyer() -> Shape:
    """A trapeze artist stretched out in the air to the right, a hundred units from toe to fingertip."""
    return union(
        (
            limb((-50, 10, 2.4), (-26, 4, 6), (-4, 0, 8), (12, -5, 10), bend=True),
            limb((-48, 3, 2.4), (-24, 0, 6), (-2, -1, 8)),
            limb((12, -7, 5), (30, -14, 3.6), (50, -17, 2.4)),
            limb((14, -3, 5), (32, -8, 3.6), (50, -9, 2.4)),
            ellipse(20, -14, 5, 5.6, 30),
        )
    )


def clown() -> tuple[Shape, Shape]:
    """A clown with hanging arms, a hundred units tall: the suit and hat, and the face and ruff."""
    suit = union(
        (
            path(
                "M-12 -70 C-20 -60 -20 -40 -17 -26 L-15 -4 L-3 -4 L0 -28 L3 -4 L15 -4 L17 -26 C20 -40 20 -60 12 -70 Z"
            ),
            limb((-13, -66, 9), (-22, -50, 8), (-24, -34, 9)) + limb((13, -66, 9), (22, -50, 8), (24, -34, 9)),
            ellipse(-11, -3, 10, 4) + ellipse(11, -3, 10, 4),
            poly((-9, -87), (9, -87), (3, -116)),
        )
    )
    white = union((ellipse(0, -80, 9.4, 11), ellipse(0, -70, 15, 4.6), disc(-24, -30, 4), disc(24, -30, 4)))
    return suit, white


def noh_mask() -> tuple[Shape, Shape, Shape, Shape]:
    """A young woman's mask, a hundred units tall: the face, its shaded side, the ink and the lips."""
    face = path("M0 -50 C24 -50 36 -34 36 -8 C36 18 22 42 0 50 C-22 42 -36 18 -36 -8 C-36 -34 -24 -50 0 -50 Z")
    shade = path(
        "M16 -47 C30 -42 36 -26 36 -8 C36 18 22 42 0 50 C10 38 12 30 11 20 C24 14 26 0 20 -10 C26 -24 24 -38 16 -47 Z"
    )
    ink = union(
        (
            path("M0 -50 C24 -50 36 -34 36 -8 C34 -22 24 -38 0 -41 C-24 -38 -34 -22 -36 -8 C-36 -34 -24 -50 0 -50 Z"),
            ellipse(-15, -28, 8, 3.6, -8) + ellipse(15, -28, 8, 3.6, 8),
            path("M-26 -7 C-20 -12 -12 -11 -7 -6 C-13 -4 -21 -4 -26 -7 Z")
            + path("M26 -7 C20 -12 12 -11 7 -6 C13 -4 21 -4 26 -7 Z"),
            path("M-6 12 C-3 9 3 9 6 12 C4 15 -4 15 -6 12 Z"),
        )
    )
    lips = path("M-17 21 C-8 26 -4 23 0 25 C4 23 8 26 17 21 C13 34 6 37 0 37 C-6 37 -13 34 -17 21 Z")
    return face, shade, ink, lips


def nag() -> Shape:
    """A thin horse walking to the left, four hundred units long, its hooves at height nought."""
    return union(
        (
            path(
                "M18 -240 C24 -262 50 -296 66 -306 L68 -326 L80 -310 "
                "L90 -324 L96 -300 C130 -292 160 -276 188 -268"
                "C220 -250 270 -246 300 -262 C330 -272 370 -264 388 -240 C396 -214 392 -190 376 -176 L330 -172 "
                "C300 -158 250 -150 214 -152 C180 -150 160 -160 150 -184 "
                "C140 -210 120 -228 100 -236 C86 -230 70 -226 60 -226 "
                "L34 -220 C22 -222 16 -230 18 -240 Z"
            ),
            path("M386 -250 C420 -240 424 -190 412 -110 C404 -140 398 -190 380 -220 Z"),
            limb((176, -176, 34), (150, -104, 15), (168, -52, 11), (150, -8, 10))
            + poly((146, -12), (158, -10), (156, 0), (132, 0)),
            limb((196, -172, 30), (204, -96, 14), (202, -44, 11), (204, -8, 10))
            + poly((198, -12), (212, -12), (212, 0), (188, 0)),
            limb((352, -196, 46), (336, -130, 22), (366, -86, 13), (344, -8, 10))
            + poly((338, -12), (350, -10), (350, 0), (326, 0)),
            limb((372, -200, 44), (378, -126, 20), (408, -80, 13), (402, -8, 10))
            + poly((396, -12), (408, -12), (408, 0), (384, 0)),
        )
    )


def wheel(radius: float, rim: float, spokes: int, hub: float, turn: float = 0) -> Shape:
    """A spoked wheel that one can look through, its axle at the origin."""
    parts = [ring(0, 0, radius, radius - rim), disc(0, 0, hub)]
    for i in range(spokes):
        angle, reach = math.radians(turn + 360 * i / spokes), radius - rim / 2
        parts.append(bar(0, 0, reach * math.cos(angle), reach * math.sin(angle), rim * 0.75, rim * 0.5))
    return union(parts)


def boots() -> tuple[Shape, Shape]:
    """A soldier from the boots to the belt, a hundred units and more: the dark and the white of him."""
    dark = union(
        (
            path("M-9 0 L-9 -5 L-8 -46 L-1 -46 L-1 0 Z") + path("M2 0 L2 -46 L9 -46 L9 -5 L13 -2 L13 0 Z"),
            path("M-9 -5 L-4 -4 L0 0 L-9 0 Z"),
            rect(-10, -86, 10, -81),
        )
    )
    return dark, path("M-10 -46 L-9 -140 L9 -140 L10 -46 Z")


def pram() -> tuple[tuple[Shape, Paper], ...]:
    """A pram pointing right, its axle-tree at the origin, four hundred units long."""
    return (
        (wheel(80, 12, 8, 14).moved(-100, 90) + wheel(80, 12, 8, 14).moved(110, 90), INK),
        (limb((-150, -70, 14), (-250, -150, 12), (-280, -146, 16)), INK),
        (path("M-20 -86 C20 -120 110 -124 150 -80 L150 -60 L-20 -60 Z"), LAMP),
        (path("M-170 -70 L180 -70 C190 10 110 60 0 60 C-110 60 -180 10 -170 -70 Z"), INK),
        (path("M-170 -70 C-190 -190 -110 -260 0 -250 L30 -70 Z"), INK),
    )


def gentleman() -> Shape:
    """A man in a tailcoat, looking at the toe he has put out to the right, a hundred units tall."""
    return union(
        (
            ellipse(7, -91, 6.5, 8, 24),
            path("M-9 -80 C-6 -84 8 -84 11 -80 L12 -58 L9 -46 L0 -44 L-6 -30 L-18 -20 L-13 -48 Z"),
            limb((-8, -76, 6), (-14, -60, 5), (-9, -48, 4)) + limb((10, -76, 6), (14, -60, 5), (6, -50, 4)),
            limb((-4, -46, 9), (-5, -22, 6.5), (-4, -2, 4.5)) + path("M-7 -4 L0 -4 L6 0 L-7 0 Z"),
            limb((5, -46, 9), (15, -24, 6.5), (24, -4, 4.2)) + path("M20 -5 L26 -6 L36 0 L24 1 Z"),
        )
    )


def gentleman_white() -> Shape:
    """His face and shirt front."""
    return path("M8 -94 C12 -94 14 -90 13 -86 C11 -83 8 -84 7 -87 Z") + poly((4, -81), (11, -80), (10, -64))


def clown_face() -> Shape:
    """The ink on a clown's face and front."""
    return union(
        (
            poly((-6, -84), (-4, -88), (-2, -84), (-4, -80)),
            poly((2, -84), (4, -88), (6, -84), (4, -80)),
            path("M-5 -76 Q0 -79 5 -76 Q0 -77 -5 -76 Z"),
        )
    )


def washing(kind: int) -> tuple[tuple[Shape, Paper], ...]:
    """Something on the line, hanging from the origin: a shirt, a pair of stockings or a child's frock."""
    if kind == 0:
        shirt = path(
            "M-70 0 L-30 0 Q0 26 30 0 L70 0 L120 70 L84 100 L66 70 L66 190 L-66 190 L-66 70 L-84 100 L-120 70 Z"
        )
        return ((shirt, PAPER), (rect(-3, 14, 3, 190), SAND))
    if kind == 1:
        stocking = path("M-16 0 L16 0 L18 96 C20 116 44 124 50 140 C48 154 24 154 8 146 C-10 136 -16 120 -16 96 Z")
        return (
            (stocking.moved(-28, 0), INK),
            (stocking.moved(34, 0), INK),
            (rect(-44, 0, -12, 16) + rect(18, 0, 50, 16), PAPER),
        )
    frock = path(
        "M-44 0 L-20 0 Q0 20 20 0 L44 0 L64 50 L42 64 L36 50 L36 84 L96 180 L-96 180 L-36 84 L-36 50 L-42 64 L-64 50 Z"
    )
    return ((frock, PAPER), (poly((-38, 80), (38, 80), (42, 96), (-42, 96)), SMOKE))


def desert() -> tuple[Shape, Shape, Shape]:
    """A man on his feet, a man on his knees and a mule on its side, all small."""
    hat = poly((-17, -66), (9, -66), (5, -74), (-10, -75))
    standing = union(
        (
            limb((-4, -48, 16), (-2, -30, 13)) + disc(-4, -63, 6.4) + hat,
            limb((-5, -30, 8), (-10, -14, 6), (-12, 0, 4)) + limb((1, -30, 8), (6, -14, 6), (9, 0, 4)),
            limb((3, -52, 6), (16, -44, 5), (28, -40, 4)) + limb((-8, -52, 6), (-18, -38, 5), (-12, -26, 4)),
        )
    )
    kneeling = union(
        (
            limb((0, -32, 16), (6, -14, 13)) + disc(-8, -43, 6.4) + poly((-20, -44), (4, -49), (-2, -55), (-14, -52)),
            limb((4, -12, 9), (-10, -3, 7), (8, -1.5, 4)) + limb((6, -10, 9), (20, -2, 6), (26, -2, 4)),
            limb((-2, -34, 6), (-16, -26, 5), (-26, -34, 4)),
        )
    )
    mule = union(
        (
            path("M-36 -2 C-44 -12 -38 -24 -24 -27 C-6 -33 18 -32 30 -25 C42 -18 40 -6 32 -1 C10 3 -20 3 -36 -2 Z"),
            limb((30, -10, 17), (48, -5, 12), (60, -3, 8), (68, -3, 7))
            + poly((46, -9), (54, -25), (57, -7))
            + poly((42, -9), (42, -26), (50, -9)),
            limb((-24, -22, 9), (-40, -40, 4.5), (-50, -54, 4)) + limb((-14, -24, 9), (-22, -46, 4.5), (-28, -62, 4)),
            limb((16, -26, 8), (24, -46, 4.5), (22, -62, 4)) + limb((24, -24, 8), (40, -42, 4.5), (44, -57, 4)),
            limb((-36, -8, 4), (-50, -4, 3), (-58, 2, 2)),
        )
    )
    return standing, kneeling, mule


def pistol() -> Shape:
    """A revolver pointing left, its grip at the origin, two hundred units long."""
    return union(
        (
            path("M-70 -34 L-196 -34 L-196 -40 L-186 -40 L-186 -34 L-196 -34 L-196 -14 L-70 -12 Z"),
            path("M-84 -40 L-30 -42 L4 -44 L14 -50 L18 -36 L26 -16 L42 50 L8 58 L-8 0 L-84 -2 Z"),
        )
    ) + ring(-34, 4, 22, 14, 0, 180)


def guest() -> tuple[Shape, Shape]:
    """A masked guest in a gown, shrinking back, fifty units tall: the dark of him and his mask."""
    dark = union(
        (
            path("M-14 0 C-12 -14 -9 -24 -7 -32 C-6 -37 6 -37 8 -32 C9 -22 12 -12 18 0 Z"),
            disc(0, -41, 5.6),
            limb((6, -32, 4), (14, -27, 3.2), (16, -37, 2.6)),
        )
    )
    return dark, path("M-1 -43 C2 -46 6 -44 6 -41 C5 -37 1 -37 -1 -39 Z")
