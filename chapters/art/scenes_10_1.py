"""The pictures of ranks ten to one."""

import math

from .canvas import Canvas
from .figures import wheel
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE
from .shapes import Plane, Shape, bar, disc, ellipse, limb, path, poly, rect, ring, union


def pandoras_box() -> Canvas:
    """Lulu, and the shadow."""
    c = Canvas(RED)
    c.fill(poly((1010, -10), (1570, -10), (1500, 1210), (960, 1210)), LAMP)
    c.fill(
        path(
            "M1130 1210 L1170 760 C1150 640 1170 540 1220 480 L1090 540 L1070 570 L1010 560 L1000 520 L900 520 L900 500 L1010 490 L1040 450 "
            "L1080 470 L1240 380 L1290 360 C1260 320 1260 240 1300 200 C1350 160 1420 190 1430 250 C1436 300 1420 330 1396 360 L1470 420 L1500 1210 Z"
        ),
        INK,
    )
    tilt = -7

    def put(text: str) -> Shape:
        return path(text).turned(tilt, 640, 600)

    c.fill(put("M560 820 L550 1010 C470 1050 330 1080 260 1240 L1040 1240 C980 1080 830 1050 740 1010 L730 820 Z"), PAPER)
    c.fill(put("M560 820 L556 930 C620 960 690 930 734 880 L730 820 Z"), SAND)
    c.fill(put("M640 170 C460 160 380 300 370 460 C362 600 370 720 400 800 C440 830 500 790 520 730 L770 730 C790 790 850 830 890 790 C916 700 920 580 908 450 C894 300 820 176 640 170 Z"), INK)
    c.fill(put("M452 480 L832 480 C850 620 820 760 760 840 C720 890 680 912 642 912 C604 912 560 890 522 840 C464 760 436 620 452 480 Z"), PAPER)
    c.fill(put("M400 470 L900 470 L896 500 L404 500 Z"), INK)
    c.fill(put("M400 480 C440 600 470 660 540 690 C500 760 440 820 396 790 Z") + put("M890 480 C850 600 820 660 760 690 C790 760 850 830 896 790 Z"), INK)
    c.fill(put("M500 600 C530 560 590 560 616 606 C580 622 536 622 500 600 Z") + put("M676 606 C702 560 762 560 792 600 C756 622 712 622 676 606 Z"), INK)
    c.fill(put("M596 790 C616 770 634 778 644 784 C654 778 672 770 692 790 C672 822 616 822 596 790 Z"), RED)
    return c


def greed() -> Canvas:
    """Death Valley."""
    c = Canvas(RED)
    c.fill(disc(960, 470, 400), LAMP)
    c.fill(rect(0, 780, 1800, 1200), PAPER)
    plain = Plane(((500, 780), (1300, 780), (3300, 1300), (-1500, 1300)))
    for i in range(18):
        for j in range(7):
            u, v = i + ((i * 7 + j * 13) % 11 - 5) * 0.07, j + ((i * 5 + j * 3) % 7 - 3) * 0.11
            a, b = i + 1, j
            u2, v2 = a + ((a * 7 + b * 13) % 11 - 5) * 0.07, b + ((a * 5 + b * 3) % 7 - 3) * 0.11
            a, b = i, j + 1
            u3, v3 = a + ((a * 7 + b * 13) % 11 - 5) * 0.07, b + ((a * 5 + b * 3) % 7 - 3) * 0.11
            c.line(poly(plane_at(plain, u2, v2), plane_at(plain, u, v), plane_at(plain, u3, v3)), 2 + j, SMOKE)
    return c


def plane_at(plain: Plane, u: float, v: float) -> tuple[float, float]:
    """A crossing of cracks."""
    return plain.at(u / 18, v / 7)


def nosferatu() -> Canvas:
    """Up the stairs."""
    c = Canvas(SAND)
    c.fill(rect(1310, 190, 1560, 790), LAMP)
    c.fill(rect(1328, 208, 1560, 776), NIGHT)
    c.fill(
        path(
            "M330 1200 C330 900 380 640 520 480 C560 420 610 390 640 380 C630 340 640 270 690 240 L676 190 L720 226 C780 220 820 260 826 310 L850 350 L826 366 L824 390 "
            "C810 410 780 416 760 416 C800 430 860 470 900 480 L1080 440 C1130 400 1180 380 1290 350 L1200 410 L1300 400 L1200 436 L1296 450 L1196 462 L1270 500 L1180 484 "
            "C1140 490 1110 490 1090 486 L900 560 C820 560 760 540 720 540 C740 700 760 900 760 1200 Z"
        ),
        INK,
    )
    c.fill(poly((0, 1200), (0, 1120), (1180, 700), (1800, 790), (1800, 1200)), NIGHT)
    return c


def the_cabinet_of_dr_caligari() -> Canvas:
    """Cesare goes home."""
    c = Canvas(SAND)
    c.fill(poly((0, 1200), (0, 700), (500, 560), (900, 500), (1300, 600), (1800, 760), (1800, 1200)), SMOKE)
    c.fill(poly((560, 1200), (1060, 1200), (1200, 990), (760, 830), (1080, 690), (860, 590), (930, 510), (830, 510), (760, 600), (930, 690), (560, 830), (1010, 1000)), PAPER)
    for points in (((80, 1200), (180, 520), (300, 220), (430, 560), (470, 1200)), ((1800, 1200), (1640, 480), (1430, 190), (1390, 560), (1280, 1200))):
        c.fill(poly(*points), INK)
    return c


def battleship_potemkin() -> Canvas:
    """The pram."""
    c = Canvas(RED)
    for i in range(16):
        x, y = 480 + i * 104, 420 + i * 66
        c.fill(poly((x, y), (x + 104, y), (x - 896, y + 460), (x - 1000, y + 460)), PAPER)
        c.fill(poly((x + 104, y), (x + 104, y + 66), (x - 896, y + 526), (x - 896, y + 460)), SMOKE)
    return c


def metropolis() -> Canvas:
    """Ten hours."""
    c = Canvas(NIGHT)
    c.fill(disc(900, 560, 470), INK)
    c.fill(disc(900, 560, 400), SAND)
    for i in range(24):
        a = math.radians(i * 15 + 7.5)
        c.fill(disc(900 + 435 * math.cos(a), 560 + 435 * math.sin(a), 21), LAMP if i == 19 else SMOKE)
    return c


def the_general() -> Canvas:
    """On the rod."""
    c = Canvas(NIGHT)
    c.fill(disc(900, 660, 220), LAMP)
    for x in (400, 1400):
        c.fill(disc(x, 680, 400), INK)
        c.fill(wheel(x, 680, 370, 50, 14, 90, 8), RED)
    return c


def the_last_laugh() -> Canvas:
    """The coat."""
    c = Canvas(INK)
    c.fill(rect(500, 150, 1320, 930), LAMP)
    return c


def the_passion_of_joan_of_arc() -> Canvas:
    """The face."""
    c = Canvas(SMOKE)
    c.fill(poly((1200, 160), (1430, 60), (1430, 960), (1200, 1060)), LAMP)
    return c


def sunrise() -> Canvas:
    """The tram."""
    c = Canvas(NIGHT)
    c.fill(rect(0, 640, 1800, 1200), SMOKE)
    return c


SCENES = (
    pandoras_box, greed, nosferatu, the_cabinet_of_dr_caligari, battleship_potemkin,
    metropolis, the_general, the_last_laugh, the_passion_of_joan_of_arc, sunrise,
)
