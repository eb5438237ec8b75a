"""The pictures of ranks twenty to eleven."""

import math

from .canvas import Canvas
from .figures import clown, clown_face, dancer, flyer, nag, noh_mask, washing, wheel
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE
from .shapes import Plane, bar, disc, ellipse, furred, limb, path, poly, rect, smooth, star, union


def a_trip_to_the_moon() -> Canvas:
    """The shell in the eye."""
    c = Canvas(INK)
    for x, y, r in ((300, 250, 34), (1500, 200, 42), (1450, 930, 26), (330, 930, 24), (1590, 560, 20), (470, 100, 18)):
        c.fill(star(x, y, r, r * 0.28, 4), PAPER)
    moon = disc(920, 610, 490)
    c.fill(moon, LAMP)
    c.spatter(moon, INK, (1420, 800), (1130, 700), gap=10, most=0.6)
    moon_face(c)
    c.fill(star(712, 530, 178, 92, 9, turn=10), PAPER)
    c.fill(path("M690 640 C702 710 730 760 710 810 C690 850 636 850 620 806 C610 760 664 710 690 640 Z"), NIGHT)
    for shape, paper in (
        (path("M-280 -116 L0 -116 C100 -106 160 -40 180 0 C160 40 100 106 0 116 L-280 116 Z"), INK),
        (rect(-210, -116, -160, 116) + rect(-30, -117, 0, 117), RED),
        (ellipse(-280, 0, 42, 116), SMOKE),
        (ellipse(-280, 0, 30, 92), NIGHT),
    ):
        c.fill(shape.placed(590, 452, 1, 33), paper)
    return c


def moon_face(c: Canvas) -> None:
    """Half a face that has seen it coming."""
    for text, paper in (
        ("M990 410 C1050 380 1180 420 1262 520 L1238 536 C1170 456 1080 426 1004 446 Z", INK),
        ("M1016 586 C1040 500 1160 492 1220 570 C1170 626 1070 636 1016 586 Z", PAPER),
        ("M1040 566 C1040 514 1120 514 1120 566 C1120 618 1040 618 1040 566 Z", INK),
        (
            (
                "M900 500 C900 590 860 640 824 710 C806 760 840 790 880 774 C906 800 950 800 970 772 "
                "C1004 780 1020 756 1008 730 C990 700 980 740 940 750 C900 756 866 744 866 724 "
                "C890 660 930 600 930 506 Z"
            ),
            WINE,
        ),
        (
            (
                "M716 950 C730 850 850 806 960 816 C1060 826 1130 870 1140 930 "
                "C1080 960 1000 986 900 984 C820 982 760 970 716 950 Z"
            ),
            INK,
        ),
        (
            (
                "M762 920 C800 866 880 846 956 850 C1020 856 1070 880 1096 910 L1060 906 L1050 884 "
                "L1016 900 L1004 870 L964 888 L944 864 L908 888 L880 870 L860 900 L826 888 L816 916 Z"
            ),
            PAPER,
        ),
    ):
        c.fill(path(text), paper)
    for text, width in (
        ("M1012 588 C1040 500 1160 490 1226 572", 16),
        ("M1040 640 C1090 664 1160 656 1206 630", 8),
        ("M800 730 C740 770 700 810 690 870", 10),
        ("M1040 730 C1100 760 1150 800 1170 850", 10),
        ("M820 1030 C880 1054 960 1054 1010 1034", 10),
    ):
        c.line(path(text), width, INK)


def piccadilly() -> Canvas:
    """Shosho on the table, and on the wall."""
    c = Canvas(NIGHT)
    lit = poly((430, -10), (1700, -10), (1420, 900), (380, 900))
    c.fill(lit, LAMP)
    with c.inside(lit):
        c.fill(dancer().placed(1090, 1160, 8.6), NIGHT)
    c.fill(dancer().placed(660, 866, 4.9), INK)
    c.fill(
        path(
            "M-8 -59 L9 -59 C15 -52 21 -44 23 -33 L18 -36 L14 -30 L9 -34 L4 -28 "
            "L-1 -33 L-6 -28 L-10 -33 L-16 -29 C-15 -42 -12 -50 -8 -59 Z"
        ).placed(660, 866, 4.9),
        RED,
    )
    c.fill(path("M-4 -57 L7 -57 L14 -39 L-8 -37 Z").placed(660, 866, 4.9), PAPER)
    for x, y, count, lean in ((330, 852, 16, 0.04), (1400, 852, 7, 0.05), (1500, 852, 17, -0.03)):
        for i in range(count):
            across = x + lean * i * i * 4 + (i % 3 - 1) * 4
            c.fill(ellipse(across, y - i * 24, 102, 20), INK)
            c.fill(ellipse(across, y - i * 24 - 7, 102, 20), PAPER)
            c.fill(ellipse(across, y - i * 24 - 9, 64, 11), SAND)
    c.fill(rect(0, 930, 1800, 1200), INK)
    c.fill(rect(160, 866, 1640, 910), SMOKE)
    c.fill(rect(270, 910, 330, 1200) + rect(1470, 910, 1530, 1200), SMOKE)
    return c


def variety() -> Canvas:
    """The catch, or not."""
    c = Canvas(INK)
    for i in range(-4, 5):
        c.fill(poly((900, -200), (900 + i * 260 - 50, 760), (900 + i * 260 + 50, 760)), NIGHT)
    c.fill(poly((1500, -10), (1640, -10), (1180, 575), (660, 345)) + ellipse(920, 460, 290, 160, 25), LAMP)
    c.line(poly((560, -10), (400, 390)), 8, SAND)
    c.line(poly((730, -10), (570, 430)), 8, SAND)
    c.fill(limb((366, 382, 18), (606, 438, 18)), SAND)
    c.fill(flyer().placed(848, 490, 3, -12), INK)
    c.fill(flyer().placed(1176, 396, 3, -18, flip=True), INK)
    for row, (y, r, gap) in enumerate(((776, 16, 110), (860, 21, 138), (966, 28, 176), (1106, 36, 226))):
        for i in range(-9, 10):
            x = 900 + (i + row % 2 * 0.5) * gap
            for eye in (x - r * 1.12, x + r * 1.12):
                c.fill(disc(eye, y, r), PAPER)
                dx, dy = 940 - eye, 440 - y
                far = math.hypot(dx, dy)
                c.fill(disc(eye + dx / far * r * 0.42, y + dy / far * r * 0.42, r * 0.5), INK)
    return c


def a_page_of_madness() -> Canvas:
    """Masks behind bars, and rain."""
    c = Canvas(NIGHT)
    masks = ((330, 420, 3.8, -10), (560, 760, 4.2, 8), (1190, 760, 4.2, -7), (1440, 420, 3.9, 10), (880, 480, 5.4, 3))
    for x, y, size, turn in masks:
        lit = size > 5
        for shape, paper in zip(noh_mask(), (LAMP if lit else PAPER, LAMP if lit else SMOKE, INK, RED), strict=True):
            c.fill(shape.placed(x, y, size, turn), paper)
    for i in range(9):
        c.fill(rect(i * 222 - 18, 0, i * 222 + 44, 1200), INK)
    for i in range(64):
        x, y = (i * 397) % 2100 - 150, (i * 229) % 1300 - 60
        c.fill(bar(x, y, x - 64, y + 200, 7, 3), SMOKE)
    return c


def he_who_gets_slapped() -> Canvas:
    """On top of the world."""
    c = Canvas(RED)
    for i in range(10):
        c.fill(poly((i * 200 - 30, 0), (i * 200 + 60, 0), (i * 200 + 30, 1200), (i * 200 - 60, 1200)), WINE)
    c.fill(poly((150, -10), (390, -10), (980, 560), (600, 640)), LAMP)
    globe = disc(900, 1270, 780)
    c.fill(globe, INK)
    with c.inside(globe):
        for across in (0, 190, 370, 530, 660, 740):
            c.line(ellipse(900, 1270, across, 780, 14), 7, SMOKE, closed=True)
        for y in (-640, -420, -160):
            half = math.sqrt(780**2 - y**2)
            c.line(ellipse(0, y, half, half * 0.16).turned(14).moved(900, 1270), 7, SMOKE, closed=True)
    suit, white = clown()
    c.fill(suit.placed(790, 508, 3, -5), INK)
    c.fill(white.placed(790, 508, 3, -5), PAPER)
    c.fill(clown_face().placed(790, 508, 3, -5), INK)
    for i in range(6):
        a = math.radians(-67 + i * 10.5)
        x, y = 900 + 782 * math.cos(a), 1270 + 782 * math.sin(a)
        c.fill(suit.placed(x, y, 1.4, 23 + i * 10.5), INK)
        c.fill(white.placed(x, y, 1.4, 23 + i * 10.5), PAPER)
    return c


def mother() -> Canvas:
    """The flag and the ice."""
    c = Canvas(SMOKE)
    with c.sized(0.86, 900, 1000):
        thaw(c)
        flag(c)
        woman_in_a_shawl(c)
    return c


def thaw(c: Canvas) -> None:
    """A low sun, and the river breaking up."""
    c.fill(disc(1270, 620, 180), LAMP)
    c.fill(rect(-400, 690, 2200, 1600), NIGHT)
    water = Plane(((500, 690), (1300, 690), (3300, 1300), (-1500, 1300)))
    for i in range(-10, 26):
        for j in range(6):
            spots = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
            corners = [(a + ((a * 7 + b * 13) % 11 - 5) * 0.07, b + ((a * 5 + b * 3) % 7 - 3) * 0.11) for a, b in spots]
            mid = (sum(u for u, _ in corners) / 4, sum(v for _, v in corners) / 4)
            shrink = 0.94 - ((i * 3 + j * 5) % 4) * 0.07
            floe = poly(
                *(((mid[0] + (u - mid[0]) * shrink) / 16, (mid[1] + (v - mid[1]) * shrink) / 6) for u, v in corners)
            )
            c.fill(water.lay(floe), PAPER)
    c.fill(path("M-400 1600 L-400 990 L0 960 L300 880 L620 850 L960 860 L1090 930 L960 980 L900 1080 L600 1600 Z"), INK)


def flag(c: Canvas) -> None:
    """The flag, with folds in it."""
    c.fill(
        path(
            "M1004 106 C900 40 760 150 610 106 C480 70 350 100 236 190 "
            "C290 260 290 340 256 430 C390 360 500 380 610 416 C710 448 810 420 902 396 "
            "Z"
        ),
        RED,
    )
    c.fill(
        path("M1004 106 C960 80 900 90 850 110 C820 200 790 320 780 428 C820 420 860 406 902 396 Z")
        + path(
            "M500 92 C470 190 470 290 440 376 C500 376 560 400 610 416 "
            "C600 310 620 200 640 114 C590 106 540 90 500 92 Z"
        ),
        WINE,
    )


def woman_in_a_shawl(c: Canvas) -> None:
    """The mother, both hands on the pole of the flag."""
    c.fill(path("M600 880 C650 800 660 710 680 640 L800 640 C830 710 850 800 880 880 Z"), INK)
    c.fill(path("M692 556 C666 590 640 660 620 726 C690 770 790 766 846 720 C840 650 822 596 796 556 Z"), NIGHT)
    c.fill(
        path(
            "M620 726 L644 782 L668 744 L694 796 L720 752 L748 796 L772 748 "
            "L806 780 L818 736 L846 720 C790 750 690 756 620 726 Z"
        ),
        NIGHT,
    )
    c.fill(bar(735, 870, 1012, 86, 18), INK)
    c.fill(
        limb((700, 600, 46), (740, 672, 38), (806, 656, 26), bend=True)
        + limb((790, 586, 44), (830, 570, 34), (852, 530, 26), bend=True),
        NIGHT,
    )
    c.line(path("M716 610 Q736 660 760 672"), 5, INK)
    c.fill(disc(812, 654, 20) + disc(856, 524, 20), PAPER)
    c.fill(path("M796 576 C820 540 820 470 768 446 C716 434 676 476 682 530 C684 562 700 592 732 602 Z"), INK)
    c.fill(
        path("M800 480 C786 464 760 460 746 470 C738 500 742 534 764 550 C782 556 796 544 800 528 L812 512 L803 500 Z"),
        PAPER,
    )


def the_blue_angel() -> Canvas:
    """A hat, a leg and a head."""
    c = Canvas(INK)
    with c.sized(0.8, 900, 520):
        c.fill(poly((800, -150), (960, -150), (1450, 870), (400, 870)), LAMP)
        c.fill(rect(-400, 870, 2200, 896), SMOKE)
        hat_on_a_barrel(c)
        showgirl_leg(c)
        professor(c)
    return c


def hat_on_a_barrel(c: Canvas) -> None:
    """What there is of the star of the evening."""
    c.fill(path("M690 510 C640 630 640 750 690 870 L990 870 C1040 750 1040 630 990 510 Z"), RED)
    for x in (740, 800, 880, 940):
        bow = (x - 840) * 0.32
        c.line(path(f"M{x} 510 C{x + bow} 630 {x + bow} 750 {x} 870"), 6, WINE)
    for y in (555, 820):
        c.fill(path("M-172 -20 Q0 20 172 -20 L172 12 Q0 52 -172 12 Z").moved(840, y), INK)
    c.fill(ellipse(840, 510, 150, 28), INK)
    c.fill(
        path(
            "M660 464 C690 490 760 494 840 490 C920 486 990 470 1016 438 "
            "C1000 510 920 526 840 528 C760 530 680 518 660 464 Z"
        ),
        INK,
    )
    c.fill(path("M762 496 C768 410 752 330 728 270 C790 246 890 240 948 256 C930 320 920 410 928 488 Z"), INK)
    c.fill(path("M765 440 C820 456 880 452 926 438 L927 484 C880 498 810 502 762 492 Z"), SMOKE)


def professor(c: Canvas) -> None:
    """A round bearded head in the dark, looking up."""
    for text, paper in (
        ("M-250 420 L-50 180 C-44 130 0 104 30 98 L62 116 C96 126 120 150 140 190 L120 420 Z", NIGHT),
        ("M22 92 L58 112 L54 124 L16 102 Z", PAPER),
        (
            (
                "M44 2 C70 2 86 14 88 32 C88 38 90 42 92 46 C94 52 101 58 103 62 "
                "C103 67 98 68 95 69 L90 90 L60 104 L22 100 C20 90 10 78 6 62 C0 30 16 2 44 2 Z"
            ),
            SMOKE,
        ),
        ("M8 34 C14 40 26 42 34 50 C40 58 40 74 42 84 L24 98 C20 88 10 78 6 62 C4 52 4 42 8 34 Z", NIGHT),
        (
            (
                "M38 66 C50 76 66 74 78 68 C90 64 100 68 106 73 C104 78 100 80 98 82 "
                "C106 94 104 112 92 122 C74 132 52 122 42 106 C36 94 34 80 38 66 Z"
            ),
            NIGHT,
        ),
        ("M88 79 L98 78 L96 84 L90 84 Z", INK),
        ("M80 34 C86 32 92 34 94 38 L92 41 C88 38 84 38 80 39 Z", NIGHT),
        ("M34 54 C42 50 48 56 46 64 C44 70 38 70 36 66 Z", SAND),
    ):
        c.fill(path(text).placed(420, 765, 2.1, -20), paper)
    for shape in (disc(84, 48, 9.5), poly((74, 48), (42, 54))):
        c.line(shape.placed(420, 765, 2.1, -20), 7, PAPER, closed=True)
    c.fill(disc(87, 46, 4).placed(420, 765, 2.1, -20), INK)


def showgirl_leg(c: Canvas) -> None:
    """One long leg, crossed over, and the frill it comes from."""
    leg = path(
        "M1620 440 C1440 390 1260 350 1150 368 C1086 380 1066 426 1080 490 C1096 570 1120 660 1128 730"
        "C1132 770 1126 796 1112 812 L1044 854 C1030 864 1042 876 1060 874 L1170 842 C1190 832 1196 816 1194 796 "
        "C1204 720 1228 650 1224 570 C1222 540 1216 522 1210 510 C1320 560 1460 610 1620 640 Z"
    )
    c.fill(leg, PAPER)
    with c.inside(leg):
        c.fill(poly((1000, 270), (1330, 270), (1280, 670), (1280, 920), (1000, 920)), INK)
        c.fill(poly((1330, 270), (1362, 270), (1306, 670), (1280, 670)), RED)
        c.fill(poly((1000, 800), (1230, 780), (1230, 920), (1000, 920)), RED)
    c.fill(poly((1166, 836), (1194, 818), (1196, 870), (1184, 870)), RED)
    c.fill(furred(path("M1500 370 C1470 440 1460 530 1480 640 L1700 710 L1700 350 Z"), 46, 34), RED)


def man_with_a_movie_camera() -> Canvas:
    """The camera looks."""
    c = Canvas(SAND)
    c.fill(poly((0, 1200), (0, 720), (1800, 20), (1800, 470)), RED)
    c.fill(bar(0, 660, 1800, -40, 16), INK)
    c.fill(
        bar(820, 620, 360, 1190, 64, 34) + bar(920, 620, 1000, 1190, 52, 34) + bar(1010, 620, 1500, 1150, 64, 34), INK
    )
    c.fill(path("M800 600 L1040 580 L1060 680 L800 690 Z"), INK)
    lashes = [math.radians(200 + i * 20) for i in range(8)]
    for shape, paper in (
        (
            rect(640, 210, 1200, 620)
            + rect(700, 130, 860, 214)
            + rect(980, 170, 1130, 214)
            + rect(1196, 280, 1240, 420),
            INK,
        ),
        (limb((1236, 480, 26), (1330, 480, 22), (1330, 590, 22), (1386, 590, 40)), INK),
        (disc(900, 415, 210), SMOKE),
        (disc(900, 415, 182), INK),
        (path("M728 415 C800 300 1000 300 1072 415 C1000 530 800 530 728 415 Z"), PAPER),
        (disc(900, 415, 88), INK),
        (disc(900, 415, 74), LAMP),
        (disc(900, 415, 40), INK),
        (disc(926, 388, 15), PAPER),
        (
            union(
                bar(168 * math.cos(a), 118 * math.sin(a), 192 * math.cos(a), 160 * math.sin(a), 11, 4) for a in lashes
            ).moved(900, 415),
            PAPER,
        ),
    ):
        c.fill(shape.turned(-5, 900, 415), paper)
    rooftops(c)
    return c


def rooftops(c: Canvas) -> None:
    """The houses that the camera stands astride."""
    row = (
        (-60, 1010, 270),
        (210, 1060, 220),
        (1540, 1020, 300),
        (430, 990, 230),
        (1300, 1070, 240),
        (660, 1050, 230),
        (1080, 1010, 220),
        (880, 1080, 210),
    )
    for x, y, width in row:
        ridge = x + width * 0.4
        c.fill(poly((x, 1200), (x, y), (ridge, y - 100), (ridge, 1200)), SMOKE)
        c.fill(rect(x + width * 0.6, y - 110, x + width * 0.72, y - 20), INK)
        c.fill(poly((ridge, 1200), (ridge, y - 100), (x + width, y), (x + width, 1200)), INK)
        c.fill(rect(x + width * 0.6, y + 40, x + width * 0.78, y + 96), NIGHT)
        c.fill(bar(x + width * 0.69, y + 40, x + width * 0.69, y + 96, 6), INK)


def the_phantom_carriage() -> Canvas:
    """Out on a call, over the waves."""
    c = Canvas(INK)
    c.fill(disc(1120, 520, 260), LAMP)
    for y, paper, shift, size in (
        (760, NIGHT, 0, 1),
        (880, SMOKE, 170, 1.25),
        (1010, NIGHT, 60, 1.5),
        (1130, INK, 240, 1.8),
    ):
        crest = f"q{70 * size} 6 {150 * size} {-70 * size} q{-6 * size} {66 * size} {110 * size} {70 * size} "
        c.fill(path(f"M{-500 + shift} {y} {crest * 11} L2600 1300 L-500 1300 Z"), paper)
    horse = nag().placed(320, 920, 1.3)
    cart = (
        wheel(130, 20, 10, 26, 9).moved(1150, 800)
        + poly((940, 650), (1340, 650), (1310, 740), (970, 740))
        + bar(760, 690, 1000, 720, 18)
        + bar(1300, 560, 1330, 660, 16)
        + bar(1200, 560, 1210, 660, 16)
        + bar(1120, 556, 1340, 566, 16)
    )
    driver = path(
        "M960 660 C950 560 970 460 1010 410 C1020 350 1060 330 1090 350 "
        "C1116 370 1110 420 1096 440 C1130 500 1150 580 1150 660 Z"
    )
    scythe = bar(930, 720, 1010, 220, 14) + path("M1016 214 C960 180 860 180 790 250 C870 220 950 226 1008 244 Z")
    reins = bar(1000, 560, 480, 570, 8)
    c.glaze(horse + cart + driver + scythe + reins, {INK: SMOKE, NIGHT: SAND, SMOKE: PAPER, LAMP: PAPER})
    c.fill(path("M1010 420 C1012 380 1030 362 1050 366 C1066 374 1064 410 1052 430 C1036 440 1018 436 1010 420 Z"), INK)
    for i in range(5):
        c.line(path(f"M{620 + i * 34} {600 - i * 2} q-16 40 -4 84"), 7, INK)
    return c


def master_of_the_house() -> Canvas:
    """In the corner."""
    c = Canvas(SMOKE)
    c.fill(poly((1000, 110), (1800, -110), (1800, 1210), (1000, 930)), NIGHT)
    c.fill(poly((0, -10), (1800, -10), (1800, -110), (1000, 110), (0, -130)), INK)
    c.fill(poly((1000, 920), (1800, 1160), (1800, 1210), (0, 1210), (0, 1180)), SAND)
    c.fill(path("M0 1150 L1000 896 L1800 1130 L1800 1166 L1000 926 L0 1186 Z"), INK)
    light = poly((400, 500), (680, 520), (680, 850), (400, 910))
    c.fill(light, LAMP)
    c.fill(bar(540, 500, 540, 890, 16) + bar(390, 690, 690, 680, 16), SMOKE)
    back_of_a_husband(c)
    c.line(path("M60 210 Q900 400 1740 200"), 8, INK)
    for x, y, turn, kind in (
        (390, 274, 3, 0),
        (620, 294, 2, 1),
        (770, 300, 0, 1),
        (1270, 280, -4, 2),
        (1460, 254, -6, 1),
    ):
        for shape, paper in washing(kind):
            c.fill(shape.placed(x, y, 1.15, turn), paper)
    return c


def back_of_a_husband(c: Canvas) -> None:
    """A tall man seen from behind, his hands clasped at his back."""
    c.fill(path("M930 720 L920 1020 L884 1042 L980 1042 L996 760 L1012 1042 L1108 1042 L1072 1020 L1066 720 Z"), INK)
    c.fill(
        path(
            "M960 372 C900 384 866 410 856 470 C846 560 860 640 884 700 L900 800 L1096 800 "
            "L1112 700 C1136 640 1150 560 1140 470 C1130 410 1096 384 1040 372 Z"
        ),
        INK,
    )
    c.line(path("M998 480 L998 800"), 5, SMOKE)
    c.line(path("M900 470 C880 560 900 640 960 690") + path("M1096 470 C1116 560 1096 640 1036 690"), 6, SMOKE)
    c.fill(path("M950 672 C980 660 1020 660 1046 674 L1040 716 C1010 730 980 728 956 714 Z"), PAPER)
    c.fill(bar(960, 696, 1036, 690, 5), INK)
    c.fill(path("M958 330 L1042 330 L1046 380 L954 380 Z"), SAND)
    c.fill(rect(946, 366, 1054, 388), PAPER)
    c.fill(
        smooth((1000, 190), (1056, 214), (1072, 274), (1050, 340), (1000, 350), (950, 340), (928, 274), (944, 214)), INK
    )
    c.fill(ellipse(926, 290, 12, 24, -8) + ellipse(1074, 290, 12, 24, 8), SAND)


SCENES = (
    a_trip_to_the_moon,
    piccadilly,
    variety,
    a_page_of_madness,
    he_who_gets_slapped,
    mother,
    the_blue_angel,
    man_with_a_movie_camera,
    the_phantom_carriage,
    master_of_the_house,
)
