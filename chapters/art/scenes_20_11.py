"""The pictures of ranks twenty to eleven."""

import math

from .canvas import Canvas
from .figures import clown, dancer, flyer, nag, noh_mask, wheel
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE
from .shapes import Plane, Shape, bar, disc, ellipse, limb, path, poly, rect, ring, star, union, wedge


def a_trip_to_the_moon() -> Canvas:
    """The shell in the eye."""
    c = Canvas(INK)
    for x, y, r in ((300, 240, 30), (1500, 200, 38), (1440, 900, 24), (330, 930, 22), (1580, 560, 18), (420, 90, 16)):
        c.fill(star(x, y, r, r * 0.3, 4), PAPER)
    moon = disc(910, 610, 490)
    c.fill(moon, LAMP)
    with c.inside(moon):
        c.spatter(rect(900, 100, 1420, 1120), RED, (1400, 900), (950, 560), gap=11)
    c.fill(path("M1000 440 C1060 400 1170 410 1240 490 L1216 510 C1160 450 1080 440 1010 474 Z"), INK)
    c.fill(path("M1020 560 C1060 510 1160 510 1210 566 C1160 606 1070 606 1020 560 Z"), PAPER)
    c.fill(disc(1096, 556, 36), INK)
    c.line(path("M1020 560 C1060 510 1160 510 1210 566"), 14, INK)
    c.fill(path("M900 470 C890 580 850 650 820 730 C850 770 930 780 980 748 L960 716 C930 740 890 740 868 720 C900 650 920 570 930 480 Z"), WINE)
    c.fill(path("M690 880 C760 820 880 850 960 840 C1040 824 1090 800 1130 790 C1120 900 1010 970 880 960 C790 954 720 930 690 880 Z"), INK)
    c.fill(path("M740 880 C800 850 880 872 960 862 C1030 850 1070 836 1096 828 L1080 860 C1000 900 860 910 770 906 Z"), PAPER)
    c.fill(path("M520 470 C560 430 640 400 740 440 L800 500 L790 600 L700 640 L590 620 L530 560 Z"), PAPER)
    c.fill(path("M690 590 C700 650 720 700 700 740 C684 770 640 770 630 736 C622 700 668 650 690 590 Z"), NIGHT)
    shell = path("M-250 -110 L20 -110 C110 -100 160 -40 180 0 C160 40 110 100 20 110 L-250 110 Z")
    c.fill(shell.placed(600, 470, 1, 32), INK)
    c.fill(rect(-190, -110, -150, 110).placed(600, 470, 1, 32) + rect(-20, -110, 4, 110).placed(600, 470, 1, 32), RED)
    c.fill(ellipse(-250, 0, 40, 110).placed(600, 470, 1, 32), SMOKE)
    return c


def piccadilly() -> Canvas:
    """Shosho on the table, and on the wall."""
    c = Canvas(NIGHT)
    lit = poly((470, -10), (1620, -10), (1400, 900), (420, 900))
    c.fill(lit, LAMP)
    with c.inside(lit):
        c.fill(dancer().placed(1010, 1080, 8.6), NIGHT)
    c.fill(dancer().placed(800, 866, 4.3), INK)
    c.fill(path("M-6 -56 L8 -56 L18 -36 L-8 -33 Z").placed(800, 866, 4.3), PAPER)
    for x, y, count, lean in ((360, 858, 17, 0.03), (1400, 858, 13, -0.05), (1530, 858, 8, 0.04)):
        for i in range(count):
            across = x + lean * i * i * 3 + (i % 3 - 1) * 4
            c.fill(ellipse(across, y - i * 24, 104, 20), INK)
            c.fill(ellipse(across, y - i * 24 - 7, 104, 20), PAPER)
            c.fill(ellipse(across, y - i * 24 - 9, 66, 11), SAND)
    c.fill(rect(160, 870, 1640, 915), RED)
    c.fill(rect(160, 915, 1640, 940), WINE)
    c.fill(rect(0, 940, 1800, 1200), INK)
    return c


def variety() -> Canvas:
    """The catch, or not."""
    c = Canvas(INK)
    for i in range(-4, 5):
        c.fill(poly((900, -200), (900 + i * 260 - 50, 800), (900 + i * 260 + 50, 800)), NIGHT)
    c.fill(poly((1490, -10), (1590, -10), (1010, 790), (420, 560)), LAMP)
    c.line(poly((590, -10), (470, 400)), 7, SAND)
    c.line(poly((760, -10), (640, 430)), 7, SAND)
    c.fill(limb((440, 396, 16), (668, 436, 16)), SAND)
    c.fill(flyer().placed(850, 520, 2.2, -6), INK)
    c.fill(flyer().placed(1110, 430, 2.2, 14, flip=True), INK)
    for row, (y, r, gap) in enumerate(((800, 15, 104), (880, 19, 128), (980, 25, 160), (1110, 32, 200))):
        for i in range(-9, 10):
            x = 900 + (i + row % 2 * 0.5) * gap
            for eye in (x - r * 1.15, x + r * 1.15):
                c.fill(disc(eye, y, r), PAPER)
                dx, dy = 950 - eye, 470 - y
                far = math.hypot(dx, dy)
                c.fill(disc(eye + dx / far * r * 0.45, y + dy / far * r * 0.45, r * 0.46), INK)
    return c


def a_page_of_madness() -> Canvas:
    """Masks behind bars, and rain."""
    c = Canvas(NIGHT)
    masks = ((300, 480, 3.4, -9), (560, 700, 3.7, 7), (1180, 690, 3.8, -6), (1450, 470, 3.5, 9), (860, 480, 4.8, 3))
    for x, y, size, turn in masks:
        lit = size > 4
        for shape, paper in zip(noh_mask(), (LAMP if lit else PAPER, LAMP if lit else SMOKE, INK, RED), strict=True):
            c.fill(shape.placed(x, y, size, turn), paper)
    for i in range(9):
        c.fill(rect(i * 218 + 6, 0, i * 218 + 56, 1200), INK)
    for i in range(70):
        x, y = (i * 397) % 2100 - 150, (i * 229) % 1300 - 60
        c.fill(bar(x, y, x - 60, y + 190, 5, 2), SAND)
    return c


def he_who_gets_slapped() -> Canvas:
    """On top of the world."""
    c = Canvas(RED)
    for i in range(10):
        c.fill(poly((i * 200 - 30, 0), (i * 200 + 60, 0), (i * 200 + 30, 1200), (i * 200 - 60, 1200)), WINE)
    c.fill(poly((200, -10), (420, -10), (930, 560), (640, 620)), LAMP)
    globe = disc(900, 1270, 780)
    c.fill(globe, INK)
    with c.inside(globe):
        for across in (0, 190, 370, 530, 660, 740):
            c.line(ellipse(900, 1270, across, 780, 14), 7, SMOKE, closed=True)
        for y in (-640, -420, -160):
            half = math.sqrt(780**2 - y**2)
            c.line(ellipse(0, y, half, half * 0.16).turned(14).moved(900, 1270), 7, SMOKE, closed=True)
    suit, white = clown()
    c.fill(suit.placed(790, 506, 2.6, -4), INK)
    c.fill(white.placed(790, 506, 2.6, -4), PAPER)
    for i in range(6):
        a = math.radians(-68 + i * 10.5)
        x, y = 900 + 782 * math.cos(a), 1270 + 782 * math.sin(a)
        c.fill((suit + white).placed(x, y, 1.15, 22 + i * 10.5), PAPER)
    return c


def mother() -> Canvas:
    """The flag and the ice."""
    c = Canvas(SMOKE)
    c.fill(disc(1250, 640, 170), LAMP)
    c.fill(rect(0, 690, 1800, 1200), NIGHT)
    water = Plane(((500, 690), (1300, 690), (3300, 1300), (-1500, 1300)))
    for i in range(16):
        for j in range(6):
            corners = []
            for di, dj in ((0, 0), (1, 0), (1, 1), (0, 1)):
                a, b = i + di, j + dj
                corners.append((a + ((a * 7 + b * 13) % 11 - 5) * 0.07, b + ((a * 5 + b * 3) % 7 - 3) * 0.11))
            mid = (sum(u for u, _ in corners) / 4, sum(v for _, v in corners) / 4)
            shrink = 0.94 - ((i * 3 + j * 5) % 4) * 0.06
            floe = poly(*(((mid[0] + (u - mid[0]) * shrink) / 16, (mid[1] + (v - mid[1]) * shrink) / 6) for u, v in corners))
            c.fill(water.lay(floe), PAPER)
    c.fill(path("M0 1200 L0 900 L560 820 L980 830 L1060 900 L900 960 L700 1200 Z"), INK)
    c.fill(bar(690, 800, 1010, 110, 16), INK)
    c.fill(path("M1004 120 C900 60 760 170 620 130 C500 96 380 120 280 200 C330 260 330 330 300 400 C420 340 520 360 620 390 C720 420 800 400 888 376 Z"), RED)
    c.fill(path("M800 830 C770 740 770 660 800 610 C790 580 810 550 836 552 C862 556 872 580 862 606 C900 660 910 760 930 830 Z"), INK)
    return c


def the_blue_angel() -> Canvas:
    """A hat, a leg and a head."""
    c = Canvas(INK)
    c.fill(poly((1010, -10), (1130, -10), (1500, 930), (420, 930)), LAMP)
    c.fill(rect(0, 930, 1800, 960), WINE)
    c.fill(path("M700 560 C650 680 650 800 700 930 L980 930 C1030 800 1030 680 980 560 Z"), RED)
    for x in (700, 760, 840, 920, 980):
        bow = (x - 840) * 0.34
        c.line(path(f"M{x} 560 C{x + bow} 680 {x + bow} 800 {x} 930"), 6, INK)
    c.fill(ellipse(840, 560, 140, 26), INK)
    c.fill(ellipse(840, 540, 150, 30, -3), INK)
    c.fill(path("M752 536 L740 350 C790 330 890 326 936 344 L926 536 Z"), INK)
    c.fill(path("M750 500 L928 500 L927 532 L752 532 Z"), SMOKE)
    c.fill(limb((1440, 600, 120), (1180, 520, 92), (1220, 720, 78), (1150, 880, 36), bend=True), INK)
    c.fill(disc(500, 1010, 110), SMOKE)
    return c


def man_with_a_movie_camera() -> Canvas:
    """The camera looks."""
    c = Canvas(SAND)
    c.fill(poly((0, 1200), (0, 700), (1800, 60), (1800, 480)), RED)
    for foot, top in (((420, 1130), 800), ((930, 1180), 900), ((1440, 1110), 1000)):
        c.fill(bar(top, 560, *foot, 56, 30), INK)
    c.fill(poly((640, 250), (1160, 190), (1190, 590), (670, 620)), INK)
    c.fill(disc(915, 410, 190), SMOKE)
    c.fill(disc(915, 410, 168), INK)
    c.fill(path("M755 410 C820 310 1010 310 1075 410 C1010 510 820 510 755 410 Z"), PAPER)
    c.fill(disc(915, 410, 76), INK)
    c.fill(disc(915, 410, 66), LAMP)
    c.fill(disc(915, 410, 34), INK)
    for x, y, width in ((0, 1040, 260), (240, 990, 220), (560, 1060, 240), (780, 1010, 240), (1080, 1070, 240), (1300, 1000, 260), (1540, 1050, 300)):
        c.fill(poly((x, 1200), (x, y), (x + width / 2, y - 80), (x + width, y), (x + width, 1200)), NIGHT)
    return c


def the_phantom_carriage() -> Canvas:
    """Out on a call, over the waves."""
    c = Canvas(INK)
    c.fill(disc(1180, 560, 230), LAMP)
    for y, paper, shift in ((720, NIGHT, 0), (850, SMOKE, 130), (960, NIGHT, 40), (1070, INK, 160)):
        wave = " ".join(f"q40 10 130 -60 q-10 60 130 60" for _ in range(9))
        c.fill(path(f"M{-300 + shift} {y} {wave} L2100 1200 L-300 1200 Z"), paper)
    ghost = nag().placed(400, 860, 1.15)
    cart = wheel(1120, 760, 120, 18, 10, 24)
    c.glaze(ghost + cart, {INK: SMOKE, NIGHT: SAND, SMOKE: PAPER, LAMP: PAPER})
    return c


def master_of_the_house() -> Canvas:
    """In the corner."""
    c = Canvas(SMOKE)
    c.fill(poly((980, 150), (1800, -60), (1800, 1200), (980, 900)), NIGHT)
    c.fill(poly((0, -10), (1800, -10), (1800, -60), (980, 150), (0, -60)), INK)
    c.fill(poly((980, 890), (1800, 1160), (1800, 1210), (0, 1210), (0, 1130)), WINE)
    c.fill(poly((360, 400), (640, 430), (640, 780), (360, 820)), LAMP)
    c.fill(path("M880 1010 L900 640 L860 620 L850 420 L930 380 L1010 380 L1090 420 L1080 620 L1040 640 L1060 1010 Z"), INK)
    c.fill(ellipse(970, 300, 56, 70), INK)
    return c


SCENES = (
    a_trip_to_the_moon, piccadilly, variety, a_page_of_madness, he_who_gets_slapped,
    mother, the_blue_angel, man_with_a_movie_camera, the_phantom_carriage, master_of_the_house,
)
