"""The pictures of ranks ten to one."""

import math

from .canvas import Canvas
from .figures import boots, desert, pistol, pram, wheel
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE
from .shapes import Plane, Point, bar, disc, ellipse, furred, limb, path, poly, rect, ring, smooth, union


def pandoras_box() -> Canvas:
    """Lulu, and the shadow."""
    c = Canvas(RED)
    with c.sized(0.78, 900, 900):
        husband(c)
        lulu(c)
    return c


def husband(c: Canvas) -> None:
    """His shadow in a lit door, and the pistol."""
    c.fill(poly((942, -400), (1632, -400), (1470, 1600), (882, 1600)), LAMP)
    c.fill(
        path(
            "M1130 1600 L1190 800 C1170 680 1180 560 1214 470 L1050 486 L1040 430 L1226 384 "
            "C1262 366 1290 350 1316 340 C1290 300 1284 240 1310 200 C1340 156 1410 150 1440 200 "
            "C1466 250 1456 310 1420 350 C1470 370 1520 410 1530 480 L1580 1600 Z"
        ),
        INK,
    )
    c.fill(pistol().placed(1056, 452, 1.25, -4), INK)


def lulu(c: Canvas) -> None:
    """The helmet of hair, and the face under it."""
    for text, paper in (
        (
            (
                "M560 820 L550 1000 C470 1040 300 1060 210 1260 L100 1600 "
                "L1160 1600 L1060 1260 C980 1070 830 1050 740 1000 L730 820 Z"
            ),
            PAPER,
        ),
        ("M560 800 L552 950 C620 980 700 950 742 880 L732 800 Z", SAND),
        (
            (
                "M640 170 C460 160 376 300 366 460 C356 600 356 720 390 810 C440 850 510 800 530 740 "
                "L760 740 C780 800 850 850 896 804 C926 710 930 580 914 450 C900 300 820 176 640 170 Z"
            ),
            INK,
        ),
        (
            (
                "M440 480 L840 480 C860 630 830 770 766 850 "
                "C724 896 684 918 642 918 C600 918 558 896 516 850 "
                "C452 770 424 630 440 480 Z"
            ),
            PAPER,
        ),
        ("M400 440 L892 440 L886 512 L402 512 Z", INK),
        ("M396 500 C430 620 460 690 548 716 C520 780 440 850 392 806 Z", INK),
        ("M892 500 C854 620 822 690 734 716 C764 780 850 850 894 806 Z", INK),
        ("M430 330 C470 250 560 220 660 226 C580 240 500 280 456 360 Z", SMOKE),
        ("M474 372 C500 320 540 290 590 272 C550 300 516 340 500 384 Z", SMOKE),
    ):
        c.fill(path(text).turned(-8, 640, 600).moved(-70, 20), paper)
    lulu_eyes_and_mouth(c)


def lulu_eyes_and_mouth(c: Canvas) -> None:
    """What the helmet leaves free."""
    for text, paper in (
        ("M478 620 C504 566 580 556 618 616 C590 640 520 644 478 620 Z", INK),
        ("M666 616 C704 556 780 566 806 620 C764 644 694 640 666 616 Z", INK),
        ("M496 616 C520 588 570 584 604 616 C580 628 526 630 496 616 Z", PAPER),
        ("M680 616 C714 584 764 588 788 616 C758 630 704 628 680 616 Z", PAPER),
        ("M476 560 C510 530 570 532 614 556 C570 546 516 546 476 560 Z", INK),
        ("M670 556 C714 532 774 530 808 560 C768 546 714 546 670 556 Z", INK),
        ("M622 734 Q642 750 662 734 L656 746 Q642 756 628 746 Z", SAND),
        ("M584 806 C604 782 628 786 642 796 C656 786 680 782 700 806 C678 848 606 848 584 806 Z", RED),
        ("M584 806 C610 812 674 812 700 806 C674 818 610 818 584 806 Z", WINE),
    ):
        c.fill(path(text).turned(-8, 640, 600).moved(-70, 20), paper)
    for x in (562, 740):
        c.fill(disc(x, 604, 21).turned(-8, 640, 600).moved(-70, 20), INK)


def greed() -> Canvas:
    """Death Valley."""
    c = Canvas(RED)
    c.fill(disc(960, 460, 400), LAMP)
    c.fill(
        path("M0 800 L0 750 L240 726 L420 764 L640 744 L900 770 L1180 750 L1420 716 L1640 756 L1800 740 L1800 800 Z"),
        INK,
    )
    c.fill(rect(0, 784, 1800, 1200), PAPER)
    plain = Plane(((500, 784), (1300, 784), (3300, 1300), (-1500, 1300)))

    def crossing(i: int, j: int) -> Point:
        u = i + ((i * 7 + j * 13) % 11 - 5) * 0.07
        v = j + ((i * 5 + j * 3) % 7 - 3) * 0.11
        return plain.at(u / 18, v / 7)

    for i in range(-10, 28):
        for j in range(7):
            c.fill(bar(*crossing(i, j), *crossing(i + 1, j), 3 + j * 1.4, 1 + j), SMOKE)
            c.fill(bar(*crossing(i, j), *crossing(i, j + 1), 2 + j * 1.2, 3 + j * 1.4), SMOKE)
    c.fill(
        poly((590, 936), (616, 936), (560, 1070), (500, 1070)) + poly((770, 938), (850, 938), (840, 1020), (740, 1020)),
        NIGHT,
    )
    c.fill(ellipse(1136, 985, 150, 32), NIGHT)
    for shape, spot in zip(desert(), ((604, 936), (800, 938), (1130, 940)), strict=True):
        c.fill(shape.placed(*spot, 2.7), INK)
    return c


def nosferatu() -> Canvas:
    """Up the stairs."""
    c = Canvas(SAND)
    for text, paper in (
        ("M1268 140 L1600 114 L1600 850 L1268 780 Z", INK),
        ("M1296 172 L1572 150 L1572 830 L1296 766 Z", LAMP),
        ("M1326 198 L1572 180 L1572 800 L1326 742 Z", NIGHT),
    ):
        c.fill(path(text), paper)
    for y0, y1 in ((240, 440), (490, 720)):
        c.line(poly((1370, y0 + 2), (1540, y0 - 12), (1540, y1 + 34), (1370, y1)), 8, INK, closed=True)
    c.fill(disc(1346, 480, 13), SAND)
    count_orlok(c)
    c.fill(path("M0 1210 L0 1190 1240 770 1570 840 1800 880 1800 1210 Z"), NIGHT)
    c.line(poly((-20, 1000), (1230, 560)), 26, NIGHT)
    for i in range(9):
        x = 60 + i * 140
        c.fill(rect(x, 985 - (x + 20) * 0.352, x + 22, 1190 - x * 0.339), NIGHT)
    c.fill(rect(1210, 500, 1252, 800) + disc(1231, 490, 34), NIGHT)
    return c


def count_orlok(c: Canvas) -> None:
    """A hunched shadow with long fingers."""
    c.fill(
        path(
            "M380 1210 C400 1010 430 850 440 720 C440 600 480 500 560 440 C600 410 640 400 660 396 "
            "C640 330 650 250 710 206 C770 176 850 200 870 262 L884 286 L880 300 C900 330 916 350 920 366 "
            "C916 376 900 376 890 374 L892 390 L876 394 L884 404 L866 408 L872 424 C866 440 830 446 800 440 "
            "C840 470 860 520 850 580 C830 700 800 800 800 900 C800 1000 830 1100 860 1210 Z M730 330 "
            "C700 300 680 240 676 170 C716 200 756 250 766 300 Z M872 392 L884 392 L876 416 Z"
        ),
        INK,
    )
    c.fill(limb((700, 490, 120), (880, 560, 62), (1010, 540, 38), (1120, 470, 34), bend=True), INK)
    c.fill(limb((760, 640, 90), (900, 760, 44), (990, 730, 30), bend=True), INK)
    upper = (
        (1286, 330, 1200, 340),
        (1300, 400, 1220, 390),
        (1296, 462, 1224, 442),
        (1270, 530, 1210, 492),
        (1160, 590, 1176, 530),
    )
    lower = ((1110, 640, 1060, 660), (1130, 700, 1070, 700), (1116, 760, 1062, 742), (1050, 820, 1034, 776))
    for wrist, fingers in (((1114, 466, 24), upper), ((984, 730, 20), lower)):
        for x, y, knuckle_x, knuckle_y in fingers:
            c.fill(limb(wrist, (knuckle_x, knuckle_y, 14), (x, y, 2), bend=True), INK)


def the_cabinet_of_dr_caligari() -> Canvas:
    """Cesare goes home."""
    c = Canvas(SAND)
    c.fill(path("M0 1210 L0 800 420 700 700 560 980 500 1260 640 1800 780 1800 1210 Z"), SMOKE)
    way = path(
        "M520 1210 L1000 1210 1240 1010 800 850 1060 740 930 640 990 560 930 540 840 640 900 740 560 850 900 1010 Z"
    )
    c.fill(way, PAPER)
    c.line(way, 9, INK, closed=True)
    for text, paper in (
        ("M250 1210 L330 420 420 130 560 470 500 1210 Z", RED),
        ("M1180 900 L1270 430 1330 240 1420 470 1400 1000 Z", RED),
        ("M-20 1210 L60 560 200 260 330 620 400 1210 Z", INK),
        ("M1330 1210 L1330 600 1500 120 1640 560 1820 1210 Z", INK),
    ):
        c.fill(path(text), paper)
    dark = ((120, 640, 1, -8), (230, 760, 1.2, 6), (130, 920, 1.3, -10), (1590, 700, 1.1, -10), (1450, 820, 1.2, 12))
    panes = path("M-40 -50 L46 -66 L34 56 L-30 44 Z")
    bars = bar(0, -70, 2, 60, 8) + bar(-50, 2, 50, -8, 8)
    for spot, paper, frame in (
        *((spot, SMOKE, INK) for spot in dark),
        ((440, 520, 0.8, 10), INK, RED),
        ((1320, 470, 0.8, -8), INK, RED),
        ((1428, 570, 1.25, 8), LAMP, INK),
    ):
        c.fill(panes.placed(*spot), paper)
        c.fill(bars.placed(*spot), frame)
    sleepwalker(c)
    return c


def sleepwalker(c: Canvas) -> None:
    """Cesare, thin and black, with Jane over his arm."""
    c.fill(limb((900, 560, 56), (842, 660, 36), (868, 752, 24)) + path("M850 746 L884 746 L880 764 L800 764 Z"), INK)
    c.fill(limb((900, 560, 56), (946, 650, 36), (1000, 730, 24)) + path("M986 716 L1016 730 L988 768 L940 774 Z"), INK)
    c.fill(path("M862 344 C880 322 924 322 944 346 C960 400 950 490 936 572 L868 572 C862 490 842 400 862 344 Z"), INK)
    c.fill(limb((902, 340, 34), (890, 290, 28)) + ellipse(880, 254, 37, 50, -14), INK)
    c.fill(path("M844 262 C840 238 852 216 868 212 C860 236 862 264 874 294 C858 294 846 282 844 262 Z"), PAPER)
    c.fill(ellipse(772, 622, 25, 33, 12), PAPER)
    c.fill(
        path(
            "M750 620 C744 650 756 660 790 650 C792 690 780 730 752 760 "
            "C758 720 744 690 740 660 C738 640 742 628 750 620 Z"
        ),
        INK,
    )
    c.fill(
        path(
            "M796 480 C830 416 960 404 1012 444 "
            "C1046 490 1062 580 1064 712 L1040 676 L1020 720 "
            "C1010 620 992 552 950 520"
            "C900 506 852 516 830 544 C816 562 806 584 800 612 L756 604 C760 552 774 516 796 480 Z"
        ),
        PAPER,
    )
    c.fill(limb((830, 530, 24), (836, 610, 16), (822, 700, 8), bend=True), PAPER)
    c.fill(limb((876, 366, 32), (812, 440, 26), (870, 492, 22), (950, 466, 18), bend=True), INK)


def battleship_potemkin() -> Canvas:
    """The pram."""
    c = Canvas(RED)
    c.fill(poly((-600, 400), (700, 400), (-300, 860), (-1600, 860)), PAPER)
    for i in range(18):
        x, y = 700 + i * 116, 400 + i * 74
        c.fill(poly((x, y), (x + 116, y), (x - 1884, y + 920), (x - 2000, y + 920)), PAPER)
        c.fill(poly((x + 116, y), (x + 116, y + 74), (x - 1884, y + 994), (x - 1884, y + 920)), SMOKE)
    for i in range(5):
        x = 240 + i * 106
        c.fill(poly((x - 36, 424), (x + 50, 424), (x - 20, 462), (x - 126, 462)), SMOKE)
        for shape, paper in zip(boots(), (INK, PAPER), strict=True):
            c.fill(shape.placed(x, 428, 4.4), paper)
    for shape, paper in pram():
        c.fill(shape.placed(1110, 480, 1.3, 36), paper)
    return c


def metropolis() -> Canvas:
    """Ten hours."""
    c = Canvas(NIGHT)
    for x in (60, 1530):
        for i in range(4):
            c.fill(rect(x + i * 62, 0, x + 34 + i * 62, 1200), SMOKE)
        c.fill(rect(x - 14, 700, x + 236, 760) + rect(x - 14, 300, x + 236, 340), INK)
    c.fill(disc(900, 540, 500), INK)
    c.fill(disc(900, 540, 412), SAND)
    for i in range(24):
        a = math.radians(i * 15 + 7.5)
        lit = i == 19
        c.fill(disc(900 + 456 * math.cos(a), 540 + 456 * math.sin(a), 37 if lit else 24), LAMP if lit else SMOKE)
        c.fill(
            bar(900 + 404 * math.cos(a), 540 + 404 * math.sin(a), 900 + 360 * math.cos(a), 540 + 360 * math.sin(a), 13),
            INK,
        )
    for end in ((572, 730), (1252, 706)):
        c.fill(bar(900, 540, *end, 52, 18), RED)
    c.fill(disc(900, 540, 58), RED)
    c.fill(disc(900, 540, 26), INK)
    c.fill(poly((740, 950), (1060, 950), (1200, 1210), (600, 1210)), INK)
    c.fill(poly((740, 950), (1060, 950), (1066, 962), (734, 962)), RED)
    worker(c)
    return c


def worker(c: Canvas) -> None:
    """Freder at the hands, arms and legs spread, from the middle of the ledge he stands on."""
    man = union(
        (
            path(
                "M-50 -272 C-24 -290 24 -292 56 -278 L50 -212 "
                "C46 -182 40 -158 36 -132 L-34 -130 "
                "C-36 -162 -44 -192 -48 -218 Z"
            ),
            limb((-34, -256, 40), (-110, -312, 30), (-178, -402, 24))
            + limb((44, -262, 40), (120, -326, 30), (184, -420, 24)),
            limb((-18, -138, 50), (-74, -72, 38), (-94, -12, 28)) + path("M-110 -22 L-78 -22 L-78 0 L-134 0 Z"),
            limb((20, -138, 50), (84, -82, 38), (104, -12, 28)) + path("M90 -22 L120 -22 L148 0 L90 0 Z"),
            disc(-180, -408, 19) + disc(186, -426, 19),
            path(
                "M-16 -282 L-10 -312 C-34 -326 -38 -366 -12 -382 "
                "C16 -396 44 -378 42 -346 C42 -326 30 -312 18 -306 L20 -282 Z"
            ),
            path("M-38 -366 C-34 -396 36 -408 46 -374 L50 -362 L-34 -354 Z"),
        )
    )
    c.fill(man.placed(900, 950, 0.82), INK)


def the_general() -> Canvas:
    """On the rod."""
    c = Canvas(NIGHT)
    c.fill(disc(900, 600, 270), LAMP)
    c.fill(rect(0, 0, 1800, 190), INK)
    c.fill(rect(0, 190, 1800, 216), SMOKE)
    c.fill(union(disc(75 + i * 110, 150, 12) for i in range(16)), SMOKE)
    for x in (300, 1500):
        c.fill(disc(x, 670, 420), INK)
        c.fill(wheel(392, 52, 14, 96, 8).moved(x, 670), RED)
        c.fill(ring(x, 670, 392, 250, 220, 320), RED)
        c.fill(disc(x, 670, 44), INK)
    c.fill(rect(0, 1084, 1800, 1112), SAND)
    c.fill(rect(0, 1112, 1800, 1200), INK)
    c.fill(limb((300, 870, 104), (1500, 870, 104)), INK)
    c.fill(limb((300, 870, 80), (1500, 870, 80)), SAND)
    c.fill(rect(380, 858, 1420, 882), SMOKE)
    c.fill(union(disc(x, 870, 30) for x in (300, 1500)), INK)
    stone_face(c)
    return c


def stone_face(c: Canvas) -> None:
    """Johnnie Gray, sitting with his chin on his fist."""
    c.fill(path("M830 850 C812 760 820 640 874 600 C910 580 960 590 980 630 C1000 700 990 790 970 850 Z"), INK)
    c.fill(
        path(
            "M850 830 C900 790 980 780 1040 800 C1060 810 1066 830 1060 850 L1052 1000 L1000 1000 L996 872 L850 880 Z"
        ),
        NIGHT,
    )
    c.fill(
        path("M830 840 C880 800 940 800 1000 824 C1016 836 1018 850 1014 866 L1000 1020 L944 1020 L948 884 L836 880 Z"),
        INK,
    )
    c.fill(
        path("M940 1010 L1004 1010 L1050 1040 L1050 1052 L940 1052 Z")
        + path("M1000 990 L1056 990 L1096 1016 L1096 1030 L1000 1030 Z"),
        INK,
    )
    c.fill(limb((880, 650, 64), (900, 780, 48), (980, 800, 40)), INK)
    c.fill(limb((960, 660, 50), (1010, 770, 42), (972, 690, 30), (968, 640, 26)), PAPER)
    c.fill(path("M890 520 L890 600 L950 610 L950 560 Z"), SAND)
    c.fill(
        path(
            "M876 470 L984 470 C988 500 990 512 1000 530 L1004 546 L988 552 "
            "C990 566 990 590 976 604 C960 612 930 606 910 590 C890 570 878 530 876 470 Z"
        ),
        PAPER,
    )
    c.fill(path("M874 470 C866 510 874 550 892 570 L906 540 C910 520 920 510 924 490 L924 470 Z"), INK)
    c.fill(path("M952 506 L988 502 L986 514 L958 516 Z") + path("M960 578 L986 574 L984 581 L962 584 Z"), INK)
    c.fill(path("M968 650 C950 640 946 616 960 606 C980 596 1006 606 1004 630 C1002 646 986 656 968 650 Z"), PAPER)
    c.fill(
        path("M836 470 C880 446 980 440 1040 458 L1036 474 C980 466 890 468 840 484 Z")
        + path("M862 466 L858 412 C900 398 970 396 1006 406 L1004 454 Z"),
        INK,
    )
    c.fill(path("M861 448 L1004 436 L1004 454 L862 466 Z"), SMOKE)


def the_last_laugh() -> Canvas:
    """The coat."""
    c = Canvas(INK)
    c.fill(rect(0, 0, 1800, 60) + rect(140, 60, 330, 960) + rect(1470, 60, 1660, 960), NIGHT)
    c.fill(path("M420 960 L420 420 C420 200 620 110 900 110 C1180 110 1380 200 1380 420 L1380 960 Z"), LAMP)
    for x1, y1, x2, y2 in ((940, 200, 470, 250), (1000, 200, 1330, 270)):
        c.fill(poly((x1, y1), (x2, y2), (x2, 2 * 560 - y2 + 60), (x1, 960)), INK)
        inset = 22 if x2 > x1 else -22
        c.fill(
            poly((x1 + inset, y1 + 26), (x2 - inset, y2 + 22), (x2 - inset, 840 - y2 * 0.1), (x1 + inset, 850)), LAMP
        )
        c.fill(bar(x2 - inset * 3, 640, x1 + inset, 660, 16), INK)
    c.fill(rect(950, 110, 990, 980), INK)
    c.fill(poly((0, 960), (1800, 960), (1800, 1210), (0, 1210)), NIGHT)
    c.fill(ellipse(760, 1050, 330, 40), INK)
    doorman(c)
    for i in range(64):
        x, y = (i * 397) % 2100 - 150, (i * 229) % 1300 - 60
        c.fill(bar(x, y, x - 56, y + 170, 8, 3), SMOKE)
    return c


def doorman(c: Canvas) -> None:
    """The coat, and the man in it."""
    coat = path(
        "M640 440 C580 456 540 500 530 580 C520 700 510 860 480 1040 "
        "C600 1064 920 1064 1040 1040 C1010 860 1000 700 990 580"
        "C980 500 940 456 880 440 L820 420 L700 420 Z"
    )
    c.fill(coat, NIGHT)
    c.fill(
        path(
            "M900 446 C950 462 982 504 990 580 C1000 700 1010 860 1040 1040 "
            "C1020 1048 990 1052 950 1055 C950 860 940 640 900 446 Z"
        ),
        INK,
    )
    c.fill(path("M560 560 C520 620 520 740 560 800 L620 800 C640 740 620 640 600 560 Z"), INK)
    c.fill(
        path("M556 790 L626 790 L622 840 C610 860 570 860 560 840 Z")
        + path("M920 790 L990 790 L984 840 C972 860 932 860 924 840 Z"),
        PAPER,
    )
    c.fill(rect(548, 770, 632, 796) + rect(912, 770, 996, 796), SAND)
    for x in (604, 916):
        c.fill(furred(ellipse(x, 470, 66, 26, 20 if x > 760 else -20), 16, 10), PAPER)
    c.fill(union(disc(760 + side * (74 + i * 7), 540 + i * 98, 21) for i in range(5) for side in (-1, 1)), PAPER)
    c.fill(path("M680 420 L760 480 L840 420 L850 440 L760 520 L670 440 Z"), SAND)
    c.fill(
        path("M676 290 L844 290 C850 350 846 400 820 430 C790 450 730 450 700 430 C674 400 670 350 676 290 Z"), PAPER
    )
    c.fill(
        path(
            "M666 330 C640 380 640 440 670 490 C690 500 706 480 716 450 C730 420 744 410 760 410 "
            "C776 410 790 420 804 450 C814 480 830 500 850 490 C880 440 880 380 854 330 "
            "C848 370 830 392 800 388 C784 376 736 376 720 388 C690 392 672 370 666 330 Z"
        ),
        SMOKE,
    )
    c.fill(rect(704, 334, 734, 342) + rect(786, 334, 816, 342) + rect(742, 404, 778, 410), INK)
    c.fill(path("M672 300 L664 216 C700 190 820 190 856 216 L848 300 Z"), NIGHT)
    c.fill(path("M670 282 C720 262 800 262 850 282 L852 310 C800 294 720 294 668 310 Z"), SAND)
    c.fill(path("M664 310 C720 292 800 292 856 310 C850 330 820 326 760 326 C700 326 670 330 664 310 Z"), INK)


def the_passion_of_joan_of_arc() -> Canvas:
    """The face."""
    c = Canvas(NIGHT)
    with c.sized(0.76, 900, 590):
        c.fill(poly((1240, 190), (1460, 90), (1460, 970), (1240, 1070)), LAMP)
        c.fill(
            poly((1332, 60), (1366, 44), (1366, 1110), (1332, 1126))
            + poly((1190, 520), (1510, 374), (1510, 410), (1190, 556)),
            INK,
        )
        joan(c)
    return c


def joan(c: Canvas) -> None:
    """A cropped head, tilted back and looking up to the right."""
    for text, paper in (
        ("M440 640 L470 900 L300 1300 L960 1300 L760 980 L690 820 Z", SAND),
        ("M470 700 L500 900 L560 1040 L700 960 L690 820 Z", SMOKE),
        ("M200 1110 L470 960 L620 1090 L770 1000 L980 1150 L1000 1400 L100 1400 Z", INK),
        (
            ("M420 700 C340 640 310 520 330 420 C350 260 470 150 620 150 C730 150 810 210 826 320 L770 420 L500 640 Z"),
            INK,
        ),
        (
            (
                "M500 330 L540 350 L560 306 L600 330 L630 284 L668 312 L706 276 L738 310 "
                "L774 290 L806 330 C820 370 818 400 808 430 C816 470 830 490 828 520 "
                "C826 580 806 640 784 690 C776 730 768 770 752 800 C730 836 690 846 650 834 "
                "C580 800 520 750 480 690 C450 640 440 600 440 540 C450 460 470 400 500 330 Z"
            ),
            PAPER,
        ),
        (
            (
                "M440 540 C450 460 470 400 500 330 L520 345 C500 420 500 500 530 560 "
                "C540 620 570 680 600 730 C620 780 640 810 650 834 C580 800 520 750 480 690 "
                "C450 640 440 600 440 540 Z"
            ),
            SAND,
        ),
        ("M450 560 C420 530 400 550 406 590 C412 640 440 670 466 650 Z", SAND),
        (("M716 440 C724 500 744 550 764 596 C760 618 740 626 716 618 L700 600 C712 560 706 500 690 450 Z"), SAND),
        (("M706 606 C716 622 744 626 760 610 L766 598 C770 616 756 634 736 632 C720 632 708 620 706 606 Z"), INK),
        ("M556 490 C580 446 650 440 684 492 C660 526 590 530 556 490 Z", INK),
        ("M570 490 C590 462 640 458 670 492 C650 512 600 514 570 490 Z", PAPER),
        ("M738 486 C756 448 800 446 818 480 C806 514 764 518 738 486 Z", INK),
        ("M750 486 C764 462 796 460 808 480 C798 500 770 504 750 486 Z", PAPER),
        ("M540 430 C576 396 640 392 680 416 C640 406 590 408 548 442 Z", INK),
        ("M742 412 C764 396 796 396 812 408 C794 406 766 408 746 422 Z", INK),
        ("M662 708 C690 690 706 696 718 702 C730 694 744 694 760 702 C744 738 690 740 662 708 Z", WINE),
        ("M650 520 C660 556 668 590 662 640 C658 656 644 656 642 640 C640 600 648 560 650 520 Z", SMOKE),
    ):
        c.fill(path(text).turned(-14, 600, 560).moved(-600, -560).placed(590, 590, 1.24), paper)
    for x, y in ((634, 480), (788, 478)):
        c.fill(disc(x, y, 19).turned(-14, 600, 560).moved(-600, -560).placed(590, 590, 1.24), INK)


def sunrise() -> Canvas:
    """The tram."""
    c = Canvas(NIGHT)
    for x, top, width in (
        (1060, 470, 70),
        (1120, 380, 80),
        (1190, 260, 90),
        (1270, 330, 70),
        (1330, 210, 80),
        (1400, 400, 90),
        (1480, 460, 120),
    ):
        c.fill(rect(x, top, x + width, 640), INK)
        c.fill(rect(x, top, x + width * 0.3, 640), SMOKE)
    c.fill(rect(0, 620, 1800, 910), SMOKE)
    for i in range(24):
        x, y = (i * 397) % 1900 - 60, 640 + (i * 61) % 240
        c.fill(ellipse(x, y, 90, 5), NIGHT)
    c.fill(path("M0 900 L700 850 L1380 640 L1800 630 L1800 1210 L0 1210 Z"), INK)
    for y0 in (1010, 1150):
        c.fill(bar(200, y0, 1430, 646, 16, 3), SAND)
    tram(c)
    for x, width, lean in ((330, 80, -20), (200, 50, 10), (1530, 70, 20), (1640, 110, -10)):
        c.fill(bar(x, 1210, x + lean, -20, width, width * 0.6), INK)
    crowns = smooth(
        (-40, -60), (700, -60), (640, 70), (520, 110), (470, 200), (330, 180), (240, 260), (120, 210), (-40, 300)
    )
    c.fill(furred(crowns, 34, 26), INK)
    right = smooth((1840, -60), (1360, -60), (1420, 60), (1500, 90), (1540, 190), (1660, 190), (1840, 280))
    c.fill(furred(right, 34, 26), INK)
    return c


def tram(c: Canvas) -> None:
    """A tram going away to the right, one window lit and two people in it."""
    side = Plane(((560, 420), (1160, 500), (1160, 770), (560, 970)))
    c.fill(poly((440, 450), (560, 420), (560, 937), (440, 872)), RED)
    c.fill(poly((462, 500), (540, 484), (540, 690), (462, 680)), INK)
    c.fill(side.tile(0, 0, 1, 0.94), RED)
    c.fill(bar(560, 410, 560, 945, 12), INK)
    c.fill(side.tile(0, 0.52, 1, 0.57) + side.tile(0, 0.82, 1, 0.98), INK)
    for left, right, paper in (
        (0.05, 0.16, INK),
        (0.2, 0.31, INK),
        (0.35, 0.61, LAMP),
        (0.65, 0.76, INK),
        (0.8, 0.91, INK),
    ):
        c.fill(side.tile(left, 0.12, right, 0.48), paper)
    with c.inside(side.tile(0.35, 0.12, 0.61, 0.48)):
        for u in (0.415, 0.545):
            c.fill(side.lay(ellipse(u, 0.27, 0.026, 0.062) + ellipse(u, 0.47, 0.05, 0.14)), INK)
        c.fill(side.lay(ellipse(0.415, 0.235, 0.045, 0.018)), INK)
    for u in (0.17, 0.3, 0.72, 0.85):
        c.fill(side.lay(ellipse(u, 0.99, 0.05, 0.085)), SMOKE)
        c.fill(side.lay(ellipse(u, 0.99, 0.032, 0.052)), INK)
    c.fill(path("M420 446 L560 396 L1176 488 L1190 506 L560 430 L430 474 Z"), INK)
    c.fill(path("M520 410 L600 356 L1080 444 L1100 480 L600 420 Z"), INK)
    c.line(poly((820, 420), (620, 250)), 7, INK)
    c.line(poly((0, 190), (620, 250), (1420, 560)), 5, INK)


SCENES = (
    pandoras_box,
    greed,
    nosferatu,
    the_cabinet_of_dr_caligari,
    battleship_potemkin,
    metropolis,
    the_general,
    the_last_laugh,
    the_passion_of_joan_of_arc,
    sunrise,
)
