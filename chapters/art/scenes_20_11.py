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
    c.fill(path("M990 410 C1050 380 1180 420 1262 520 L1238 536 C1170 456 1080 426 1004 446 Z"), INK)
    c.fill(path("M1016 586 C1040 500 1160 492 1220 570 C1170 626 1070 636 1016 586 Z"), PAPER)
    c.fill(disc(1080, 566, 40), INK)
    c.line(path("M1012 588 C1040 500 1160 490 1226 572"), 16, INK)
    c.line(path("M1040 640 C1090 664 1160 656 1206 630"), 8, INK)
    c.fill(path("M900 500 C900 590 860 640 824 710 C806 760 840 790 880 774 C906 800 950 800 970 772 C1004 780 1020 756 1008 730 C990 700 980 740 940 750 C900 756 866 744 866 724 C890 660 930 600 930 506 Z"), WINE)
    c.line(path("M800 730 C740 770 700 810 690 870"), 10, INK)
    c.line(path("M1040 730 C1100 760 1150 800 1170 850"), 10, INK)
    c.fill(path("M716 950 C730 850 850 806 960 816 C1060 826 1130 870 1140 930 C1080 960 1000 986 900 984 C820 982 760 970 716 950 Z"), INK)
    c.fill(path("M762 920 C800 866 880 846 956 850 C1020 856 1070 880 1096 910 L1060 906 L1050 884 L1016 900 L1004 870 L964 888 L944 864 L908 888 L880 870 L860 900 L826 888 L816 916 Z"), PAPER)
    c.line(path("M820 1030 C880 1054 960 1054 1010 1034"), 10, INK)
    c.fill(star(712, 530, 178, 92, 9, 10), PAPER)
    c.fill(path("M690 640 C702 710 730 760 710 810 C690 850 636 850 620 806 C610 760 664 710 690 640 Z"), NIGHT)
    shell = path("M-280 -116 L0 -116 C100 -106 160 -40 180 0 C160 40 100 106 0 116 L-280 116 Z")
    for shape, paper in (
        (shell, INK),
        (rect(-210, -116, -160, 116) + rect(-30, -117, 0, 117), RED),
        (ellipse(-280, 0, 42, 116), SMOKE),
        (ellipse(-280, 0, 30, 92), NIGHT),
    ):
        c.fill(shape.placed(590, 452, 1, 33), paper)
    return c


def piccadilly() -> Canvas:
    """Shosho on the table, and on the wall."""
    c = Canvas(NIGHT)
    lit = poly((520, -10), (1640, -10), (1380, 900), (420, 900))
    c.fill(lit, LAMP)
    with c.inside(lit):
        c.fill(dancer().placed(1150, 1130, 8.4), NIGHT)
    c.fill(dancer().placed(700, 866, 4.5), INK)
    c.fill(path("M-5 -56 L8 -56 L17 -38 L-9 -36 Z").placed(700, 866, 4.5), PAPER)
    for x, y, count, lean in ((350, 852, 18, 0.035), (1330, 852, 9, 0.05), (1490, 852, 20, -0.04)):
        for i in range(count):
            across = x + lean * i * i * 4 + (i % 3 - 1) * 4
            c.fill(ellipse(across, y - i * 24, 106, 20), INK)
            c.fill(ellipse(across, y - i * 24 - 7, 106, 20), PAPER)
            c.fill(ellipse(across, y - i * 24 - 9, 66, 11), SAND)
    c.fill(rect(160, 866, 1640, 915), RED)
    c.fill(rect(160, 915, 1640, 940), WINE)
    c.fill(rect(0, 940, 1800, 1200), INK)
    c.fill(rect(280, 940, 350, 1200) + rect(1450, 940, 1520, 1200), WINE)
    return c


def variety() -> Canvas:
    """The catch, or not."""
    c = Canvas(INK)
    for i in range(-4, 5):
        c.fill(poly((900, -200), (900 + i * 260 - 50, 760), (900 + i * 260 + 50, 760)), NIGHT)
    c.fill(poly((1500, -10), (1600, -10), (1150, 575), (660, 345)) + ellipse(905, 460, 275, 150, 25), LAMP)
    c.line(poly((560, -10), (400, 390)), 8, SAND)
    c.line(poly((730, -10), (570, 430)), 8, SAND)
    c.fill(limb((366, 382, 18), (606, 438, 18)), SAND)
    c.fill(flyer().placed(810, 490, 2.7, -4), INK)
    c.fill(flyer().placed(1085, 400, 2.7, 22, flip=True), INK)
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
        c.fill(bar(x, y, x - 64, y + 200, 7, 3), SAND)
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
    c.fill(disc(1270, 620, 180), LAMP)
    c.fill(rect(0, 690, 1800, 1200), NIGHT)
    water = Plane(((500, 690), (1300, 690), (3300, 1300), (-1500, 1300)))
    for i in range(-10, 26):
        for j in range(6):
            spots = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
            corners = [(a + ((a * 7 + b * 13) % 11 - 5) * 0.07, b + ((a * 5 + b * 3) % 7 - 3) * 0.11) for a, b in spots]
            mid = (sum(u for u, _ in corners) / 4, sum(v for _, v in corners) / 4)
            shrink = 0.94 - ((i * 3 + j * 5) % 4) * 0.07
            floe = poly(*(((mid[0] + (u - mid[0]) * shrink) / 16, (mid[1] + (v - mid[1]) * shrink) / 6) for u, v in corners))
            c.fill(water.lay(floe), PAPER)
    c.fill(path("M0 1210 L0 960 L300 880 L620 850 L960 860 L1090 930 L960 980 L900 1080 L760 1210 Z"), INK)
    c.fill(bar(712, 830, 1010, 90, 16), INK)
    c.fill(path("M1004 106 C900 40 760 150 610 106 C480 70 350 100 236 190 C290 260 290 340 256 430 C390 360 500 380 610 416 C710 448 790 420 884 396 Z"), RED)
    c.fill(path("M1004 106 C960 80 900 90 850 110 C820 200 790 320 780 428 C820 420 850 406 884 396 Z") + path("M500 92 C470 190 470 290 440 376 C500 376 560 400 610 416 C600 310 620 200 640 114 C590 106 540 90 500 92 Z"), WINE)
    c.fill(path("M690 870 C720 780 740 690 760 640 L880 640 C900 720 920 800 960 870 Z"), INK)
    c.fill(path("M760 560 C740 600 730 660 720 720 C780 760 880 760 930 710 C920 640 900 590 870 556 Z"), NIGHT)
    c.fill(path("M720 720 L740 770 L760 738 L784 786 L806 746 L834 790 L856 744 L888 776 L902 734 L930 710 C880 744 780 750 720 720 Z"), NIGHT)
    c.fill(limb((776, 590, 42), (750, 660, 34), (786, 660, 24)) + limb((860, 590, 42), (880, 520, 32), (846, 506, 24)), NIGHT)
    c.fill(disc(790, 656, 17) + disc(842, 506, 17), PAPER)
    c.fill(path("M770 570 C750 520 760 460 810 446 C860 440 890 480 880 530 C876 560 860 590 830 600 Z"), INK)
    c.fill(path("M770 480 C784 466 810 462 824 470 C830 500 826 530 806 546 C790 552 776 540 772 526 L760 512 L768 500 Z"), PAPER)
    return c


def the_blue_angel() -> Canvas:
    """A hat, a leg and a head."""
    c = Canvas(INK)
    c.fill(poly((1010, -10), (1130, -10), (1450, 900), (470, 900)), LAMP)
    c.fill(rect(0, 900, 1800, 934), WINE)
    c.fill(path("M690 540 C640 660 640 780 690 900 L990 900 C1040 780 1040 660 990 540 Z"), RED)
    for x in (740, 800, 880, 940):
        bow = (x - 840) * 0.32
        c.line(path(f"M{x} 540 C{x + bow} 660 {x + bow} 780 {x} 900"), 6, WINE)
    for y, half in ((585, 172), (850, 172)):
        c.fill(path(f"M{840 - half} {y - 20} Q840 {y + 20} {840 + half} {y - 20} L{840 + half} {y + 12} Q840 {y + 52} {840 - half} {y + 12} Z"), INK)
    c.fill(ellipse(840, 540, 150, 28), INK)
    c.fill(path("M660 494 C690 520 760 524 840 520 C920 516 990 500 1016 468 C1000 540 920 556 840 558 C760 560 680 548 660 494 Z"), INK)
    c.fill(path("M762 526 C768 440 752 360 728 300 C790 276 890 270 948 286 C930 350 920 440 928 518 Z"), INK)
    c.fill(path("M765 470 C820 486 880 482 926 468 L927 514 C880 528 810 532 762 522 Z"), SMOKE)
    showgirl_leg(c)
    c.fill(path("M380 1210 C380 1120 440 1070 520 1070 C610 1070 660 1120 670 1210 Z"), INK)
    c.fill(smooth((520, 800), (606, 830), (640, 910), (620, 1000), (540, 1060), (450, 1040), (404, 960), (424, 850)), SMOKE)
    c.fill(path("M640 940 C650 1000 660 1060 600 1100 C540 1120 470 1090 440 1020 C430 980 436 940 452 920 C480 960 540 980 590 960 C600 950 620 944 640 940 Z"), NIGHT)
    c.fill(path("M600 950 L628 944 L626 964 L604 966 Z"), INK)
    c.line(disc(594, 894, 30), 9, PAPER, closed=True)
    c.line(poly((566, 888), (452, 900)), 8, PAPER)
    c.fill(disc(600, 890, 9), INK)
    return c


def showgirl_leg(c: Canvas) -> None:
    """One long leg, crossed over, and the frill it comes from."""
    leg = path(
        "M1620 470 C1440 420 1260 380 1150 398 C1086 410 1066 456 1080 520 C1096 600 1120 690 1128 760 "
        "C1132 800 1126 826 1112 842 L1044 884 C1030 894 1042 906 1060 904 L1170 872 C1190 862 1196 846 1194 826 "
        "C1204 750 1228 680 1224 600 C1222 570 1216 552 1210 540 C1320 590 1460 640 1620 670 Z"
    )
    c.fill(leg, PAPER)
    with c.inside(leg):
        c.fill(poly((1000, 300), (1330, 300), (1280, 700), (1280, 950), (1000, 950)), INK)
        c.fill(poly((1330, 300), (1362, 300), (1306, 700), (1280, 700)), RED)
        c.fill(poly((1000, 830), (1230, 810), (1230, 950), (1000, 950)), RED)
    c.fill(poly((1166, 866), (1194, 848), (1196, 900), (1184, 900)), RED)
    frill = path("M1500 400 C1470 470 1460 560 1480 670 L1700 740 L1700 380 Z")
    c.fill(furred(frill, 46, 34), RED)


def man_with_a_movie_camera() -> Canvas:
    """The camera looks."""
    c = Canvas(SAND)
    c.fill(poly((0, 1200), (0, 720), (1800, 20), (1800, 470)), RED)
    c.fill(bar(0, 660, 1800, -40, 16), INK)
    for foot, top, width in (((360, 1190), 820, 64), ((1000, 1190), 920, 52), ((1500, 1150), 1010, 64)):
        c.fill(bar(top, 620, *foot, width, 34), INK)
    c.fill(path("M800 600 L1040 580 L1060 680 L800 690 Z"), INK)
    tilt = -5
    for shape, paper in (
        (rect(640, 210, 1200, 620), INK),
        (rect(700, 130, 860, 214) + rect(980, 170, 1130, 214), INK),
        (rect(1196, 280, 1240, 420), INK),
        (limb((1236, 480, 26), (1330, 480, 22), (1330, 590, 22), (1386, 590, 40)), INK),
        (disc(900, 415, 210), SMOKE),
        (disc(900, 415, 182), INK),
        (path("M728 415 C800 300 1000 300 1072 415 C1000 530 800 530 728 415 Z"), PAPER),
        (disc(900, 415, 88), INK),
        (disc(900, 415, 74), LAMP),
        (disc(900, 415, 40), INK),
        (disc(926, 388, 15), PAPER),
    ):
        c.fill(shape.turned(tilt, 900, 415), paper)
    c.fill(union(bar(900 + 168 * math.cos(a), 415 + 118 * math.sin(a), 900 + 192 * math.cos(a), 415 + 160 * math.sin(a), 11, 4).turned(tilt, 900, 415) for a in (math.radians(200 + i * 20) for i in range(8))), PAPER)
    for i, (x, y, width) in enumerate(((-60, 1010, 270), (210, 1060, 220), (1540, 1020, 300), (430, 990, 230), (1300, 1070, 240), (660, 1050, 230), (1080, 1010, 220), (880, 1080, 210))):
        c.fill(poly((x, 1200), (x, y), (x + width * 0.4, y - 100), (x + width * 0.4, 1200)), SMOKE)
        c.fill(poly((x + width * 0.4, 1200), (x + width * 0.4, y - 100), (x + width, y), (x + width, 1200)), NIGHT)
        c.fill(rect(x + width * 0.6, y - 110, x + width * 0.72, y - 20), NIGHT if i % 2 else INK)
        c.fill(rect(x + width * 0.62, y + 40, x + width * 0.78, y + 90), INK)
    return c


def the_phantom_carriage() -> Canvas:
    """Out on a call, over the waves."""
    c = Canvas(INK)
    c.fill(disc(1120, 520, 260), LAMP)
    for y, paper, shift, size in ((760, NIGHT, 0, 1), (880, SMOKE, 170, 1.25), (1010, NIGHT, 60, 1.5), (1130, INK, 240, 1.8)):
        crest = f"q{70 * size} 6 {150 * size} {-70 * size} q{-6 * size} {66 * size} {110 * size} {70 * size} "
        c.fill(path(f"M{-500 + shift} {y} {crest * 11} L2600 1300 L-500 1300 Z"), paper)
    horse = nag().placed(320, 920, 1.3)
    cart = (
        wheel(1150, 800, 130, 20, 10, 26, 9)
        + poly((940, 650), (1340, 650), (1310, 740), (970, 740))
        + bar(760, 690, 1000, 720, 18)
        + bar(1300, 560, 1330, 660, 16)
        + bar(1200, 560, 1210, 660, 16)
        + bar(1120, 556, 1340, 566, 16)
    )
    driver = path("M960 660 C950 560 970 460 1010 410 C1020 350 1060 330 1090 350 C1116 370 1110 420 1096 440 C1130 500 1150 580 1150 660 Z")
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
    c.fill(poly((0, 1150), (1000, 896), (1800, 1130), (1800, 1166), (1000, 926), (0, 1186)), INK)
    light = poly((400, 500), (680, 520), (680, 850), (400, 910))
    c.fill(light, LAMP)
    c.fill(bar(540, 500, 540, 890, 16) + bar(390, 690, 690, 680, 16), SMOKE)
    back_of_a_husband(c)
    c.line(path("M60 210 Q900 400 1740 200"), 8, INK)
    for x, y, turn, kind in ((330, 268, 3, 0), (640, 296, 2, 1), (800, 302, 0, 1), (1290, 278, -4, 2), (1520, 246, -6, 1)):
        for shape, paper in washing(kind):
            c.fill(shape.placed(x, y, 1.15, turn), paper)
    return c


def back_of_a_husband(c: Canvas) -> None:
    """A tall man seen from behind, his hands clasped at his back."""
    c.fill(path("M930 720 L920 1020 L884 1042 L980 1042 L996 760 L1012 1042 L1108 1042 L1072 1020 L1066 720 Z"), INK)
    c.fill(path("M960 372 C900 384 866 410 856 470 C846 560 860 640 884 700 L900 800 L1096 800 L1112 700 C1136 640 1150 560 1140 470 C1130 410 1096 384 1040 372 Z"), INK)
    c.line(path("M998 480 L998 800"), 5, SMOKE)
    c.line(path("M900 470 C880 560 900 640 960 690") + path("M1096 470 C1116 560 1096 640 1036 690"), 6, SMOKE)
    c.fill(path("M950 672 C980 660 1020 660 1046 674 L1040 716 C1010 730 980 728 956 714 Z"), PAPER)
    c.fill(bar(960, 696, 1036, 690, 5), INK)
    c.fill(path("M958 330 L1042 330 L1046 380 L954 380 Z"), SAND)
    c.fill(rect(946, 366, 1054, 388), PAPER)
    c.fill(smooth((1000, 190), (1056, 214), (1072, 274), (1050, 340), (1000, 350), (950, 340), (928, 274), (944, 214)), INK)
    c.fill(ellipse(926, 290, 12, 24, -8) + ellipse(1074, 290, 12, 24, 8), SAND)


SCENES = (
    a_trip_to_the_moon, piccadilly, variety, a_page_of_madness, he_who_gets_slapped,
    mother, the_blue_angel, man_with_a_movie_camera, the_phantom_carriage, master_of_the_house,
)
