"""The pictures of ranks ten to one."""

import math

from .canvas import Canvas
from .figures import boots, pram, wheel
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE
from .shapes import Plane, Point, Shape, arc, bar, disc, ellipse, limb, path, poly, rect, ring, union


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
    c.fill(poly((0, 800), (0, 750), (240, 730), (420, 764), (640, 748), (900, 770), (1180, 752), (1420, 720), (1640, 756), (1800, 740), (1800, 800)), INK)
    c.fill(rect(0, 784, 1800, 1200), PAPER)
    plain = Plane(((500, 784), (1300, 784), (3300, 1300), (-1500, 1300)))

    def crossing(i: int, j: int) -> Point:
        u = i + ((i * 7 + j * 13) % 11 - 5) * 0.07
        v = j + ((i * 5 + j * 3) % 7 - 3) * 0.11
        return plain.at(u / 18, v / 7)

    for i in range(18):
        for j in range(7):
            c.fill(bar(*crossing(i, j), *crossing(i + 1, j), 2 + j * 1.4, 1 + j), SMOKE)
            c.fill(bar(*crossing(i, j), *crossing(i, j + 1), 2 + j * 1.2, 3 + j * 1.4), SMOKE)
    c.fill(poly((700, 932), (720, 930), (330, 1130), (290, 1120)), INK)
    standing = limb((-4, -48, 15), (-2, -30, 12)) + disc(-4, -64, 6) + poly((-16, -66), (8, -66), (4, -73), (-10, -74))
    c.fill((standing + limb((-4, -30, 7), (-8, 0, 4)) + limb((1, -30, 7), (7, 0, 4)) + limb((3, -50, 5), (14, -38, 4), (24, -42, 3))).placed(712, 934, 2.4), INK)
    return c


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
    c.fill(poly((1450, 560), (1540, 530), (1580, 680), (1490, 700)), LAMP)
    c.fill(limb((880, 400, 60), (890, 520, 50), (850, 700, 26)) + limb((890, 520, 40), (930, 700, 24)) + ellipse(890, 330, 32, 42), INK)
    c.fill(limb((960, 470, 40), (900, 460, 60), (840, 560, 40), bend=True), PAPER)
    return c


def battleship_potemkin() -> Canvas:
    """The pram."""
    c = Canvas(RED)
    c.fill(poly((-400, 400), (700, 400), (-300, 860), (-1300, 860)), PAPER)
    for i in range(12):
        x, y = 700 + i * 116, 400 + i * 74
        c.fill(poly((x, y), (x + 116, y), (x - 884, y + 460), (x - 1000, y + 460)), PAPER)
        c.fill(poly((x + 116, y), (x + 116, y + 74), (x - 884, y + 534), (x - 884, y + 460)), SMOKE)
    for i in range(5):
        dark, white = boots()
        c.fill(white.placed(300 + i * 96, 418, 4), PAPER)
        c.fill(dark.placed(300 + i * 96, 418, 4), INK)
    for shape, paper in pram():
        c.fill(shape.placed(1130, 520, 1.15, 40), paper)
    return c


def metropolis() -> Canvas:
    """Ten hours."""
    c = Canvas(NIGHT)
    for x in (120, 1520):
        for i in range(3):
            c.fill(rect(x + i * 64, 0, x + 36 + i * 64, 1200), SMOKE)
    c.fill(disc(900, 550, 480), INK)
    c.fill(disc(900, 550, 400), SAND)
    for i in range(24):
        a = math.radians(i * 15 + 7.5)
        c.fill(disc(900 + 440 * math.cos(a), 550 + 440 * math.sin(a), 22), LAMP if i == 19 else SMOKE)
        c.fill(bar(900 + 392 * math.cos(a), 550 + 392 * math.sin(a), 900 + 350 * math.cos(a), 550 + 350 * math.sin(a), 12), INK)
    c.fill(bar(900, 550, 575, 775, 40, 16) + bar(900, 550, 1240, 760, 40, 16) + disc(900, 550, 54), RED)
    c.fill(rect(560, 1040, 1240, 1200), INK)
    c.fill(ellipse(895, 745, 25, 30) + poly((868, 742), (868, 716), (922, 712), (924, 738)), INK)
    c.fill(path("M860 790 C880 776 910 776 940 786 L930 860 L926 900 L870 900 L864 860 Z"), INK)
    c.fill(limb((872, 800, 30), (800, 750, 24), (742, 668, 20)) + limb((930, 796, 30), (1000, 740, 24), (1052, 646, 20)), INK)
    c.fill(limb((884, 890, 42), (840, 960, 32), (800, 1040, 24)) + limb((914, 890, 42), (960, 960, 32), (980, 1040, 24)), INK)
    return c


def the_general() -> Canvas:
    """On the rod."""
    c = Canvas(NIGHT)
    c.fill(disc(900, 640, 230), LAMP)
    c.fill(rect(0, 0, 1800, 230), INK)
    for x in (330, 1470):
        c.fill(disc(x, 680, 410), INK)
        c.fill(wheel(x, 680, 380, 50, 14, 90, 8), RED)
    c.fill(limb((330, 880, 90), (1470, 880, 90)), INK)
    c.fill(limb((330, 880, 66), (1470, 880, 66)), SAND)
    c.fill(rect(0, 1090, 1800, 1200), INK)
    c.fill(path("M840 850 C820 760 830 680 880 650 L950 650 C990 690 990 780 970 850 Z"), INK)
    c.fill(ellipse(905, 600, 44, 54), PAPER)
    c.fill(ellipse(905, 556, 66, 14) + rect(862, 526, 948, 556), INK)
    return c


def the_last_laugh() -> Canvas:
    """The coat."""
    c = Canvas(INK)
    c.fill(path("M440 950 L440 420 C440 180 620 90 900 90 C1180 90 1360 180 1360 420 L1360 950 Z"), LAMP)
    for x in (596, 886, 1176):
        c.fill(rect(x, 90, x + 28, 950), INK)
    c.fill(rect(430, 330, 1370, 356), INK)
    c.fill(path("M650 470 C700 430 760 420 800 420 C850 420 910 430 950 470 C1000 620 1020 800 1030 990 L570 990 C580 800 600 620 650 470 Z"), NIGHT)
    for i in range(5):
        for x in (740, 860):
            c.fill(disc(x + (x - 800) * i * 0.08, 540 + i * 84, 19), PAPER)
    c.fill(ellipse(800, 350, 66, 80), PAPER)
    c.fill(rect(724, 250, 876, 320), NIGHT)
    for i in range(60):
        x, y = (i * 397) % 2100 - 150, (i * 229) % 1300 - 60
        c.fill(bar(x, y, x - 60, y + 150, 5, 2), SMOKE)
    return c


def the_passion_of_joan_of_arc() -> Canvas:
    """The face."""
    c = Canvas(NIGHT)
    c.fill(poly((1180, 170), (1420, 60), (1420, 960), (1180, 1070)), LAMP)
    c.fill(bar(1300, 80, 1300, 1060, 30) + bar(1150, 520, 1450, 382, 30), INK)

    def put(text: str) -> Shape:
        return path(text).placed(330, 160, 2.1, -16)

    c.fill(put("M60 300 L60 560 L300 560 L230 380 Z"), SAND)
    c.fill(put("M150 -10 C60 -10 0 60 0 160 C0 260 40 320 90 370 L165 425 L205 415 C230 390 250 350 250 320 C262 290 270 260 268 240 L252 185 L262 150 L236 60 C220 20 190 -10 150 -10 Z"), PAPER)
    c.fill(put("M150 -20 C50 -20 -14 60 -12 160 C-10 220 10 270 34 300 L50 200 L70 130 L110 90 L160 70 L236 62 C220 10 190 -20 150 -20 Z"), INK)
    return c


def sunrise() -> Canvas:
    """The tram."""
    c = Canvas(NIGHT)
    c.fill(rect(1080, 330, 1180, 640) + rect(1200, 240, 1310, 640) + rect(1330, 380, 1450, 640), INK)
    c.fill(rect(0, 620, 1800, 860), SMOKE)
    c.fill(rect(0, 860, 1800, 1200), INK)
    c.fill(rect(520, 560, 1180, 860), INK)
    c.fill(rect(900, 620, 1020, 740), LAMP)
    for x, w in ((300, 70), (460, 40), (1400, 60), (1600, 90)):
        c.fill(bar(x, 1200, x + 20, -10, w, w * 0.6), INK)
    return c


SCENES = (
    pandoras_box, greed, nosferatu, the_cabinet_of_dr_caligari, battleship_potemkin,
    metropolis, the_general, the_last_laugh, the_passion_of_joan_of_arc, sunrise,
)
