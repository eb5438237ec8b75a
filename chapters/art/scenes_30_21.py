"""The pictures of ranks thirty to twenty-one."""

import math

from .canvas import Canvas
from .figures import chimney, guest, robed, vamp, witch
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE
from .shapes import Plane, Shape, arc, arch, bar, disc, ellipse, limb, path, poly, rect, ring, star, union, zigzag


def les_vampires() -> Canvas:
    """Irma Vep on the roof before the moon."""
    c = Canvas(INK)
    moon = disc(985, 560, 500)
    c.fill(moon, LAMP)
    c.spatter(moon, INK, (985, 1010), (985, 640), gap=11)
    for x, y, width, height, pots in ((440, 960, 190, 300, (90, 60, 74)), (1250, 1010, 130, 230, (110, 70))):
        stack, tops = chimney(width, height, pots)
        c.fill(stack.moved(x, y), NIGHT)
        c.fill(tops.moved(x, y), RED)
    c.fill(vamp().placed(905, 902, 5.7), INK)
    c.fill(poly((0, 1050), (330, 905), (1180, 895), (1420, 1000), (1800, 960), (1800, 1200), (0, 1200)), NIGHT)
    c.fill(poly((330, 905), (1180, 895), (1186, 917), (318, 929)), SMOKE)
    for i in range(9):
        c.fill(bar(330 + i * 106, 920, 40 + i * 180, 1210, 7, 14), INK)
    c.fill(poly((1180, 895), (1420, 1000), (1800, 960), (1800, 1200), (1500, 1200)), INK)
    return c


def the_cheat() -> Canvas:
    """A profile over a brazier, and the iron."""
    c = Canvas(INK)
    c.spatter(disc(540, 860, 420), RED, (540, 930), (540, 420), gap=13, most=0.6)
    c.fill(path("M330 890 L372 838 L410 866 L452 790 L500 850 L556 768 L600 846 L650 806 L690 868 L724 842 L760 890 Z"), LAMP)
    c.fill(path("M296 884 L792 884 L716 1040 L372 1040 Z"), RED)
    c.fill(path("M296 884 L792 884 L780 910 L308 910 Z"), WINE)
    c.fill(poly((400, 1040), (360, 1130), (396, 1130), (450, 1040)) + poly((690, 1040), (730, 1130), (694, 1130), (640, 1040)), WINE)
    head = path(
        "M40 4 C32 10 27 20 26 29 L22 33 L25 39 C21 46 14 52 9 57 L11 61 L20 62 L17 66 L20 69 L18 73 L22 77 "
        "C19 82 19 88 24 92 L34 96 L58 86 L74 78 L78 40 L66 8 Z"
    ).scaled(6.6).turned(-24).moved(930, 300)
    light = path(
        "M40 4 C32 10 27 20 26 29 L22 33 L25 39 C21 46 14 52 9 57 L11 61 L20 62 L17 66 L20 69 L18 73 L22 77 "
        "C19 82 19 88 24 92 L34 96 L40 84 L36 72 L44 60 L36 46 L44 34 L42 18 L52 6 Z"
    ).scaled(6.6).turned(-24).moved(930, 300)
    c.fill(head, WINE)
    c.fill(light, SAND)
    return c


def cabiria() -> Canvas:
    """Moloch, and those who climb to him."""
    c = Canvas(INK)

    def both(shape: Shape) -> Shape:
        return shape + shape.mirrored(900)

    c.spatter(disc(900, 520, 700), RED, (900, 560), (900, -60), gap=13)
    c.fill(both(poly((900, 60), (1060, 90), (1260, 20), (1230, 250), (1400, 330), (1200, 520), (900, 600))), WINE)
    c.fill(both(poly((900, 640), (1180, 640), (1400, 760), (1470, 1200), (900, 1200))), NIGHT)
    c.fill(both(poly((900, 110), (1060, 130), (1150, 260), (1160, 520), (1060, 690), (900, 740))), SMOKE)
    c.fill(both(poly((900, 330), (930, 370), (1130, 300), (1150, 220), (1060, 190), (940, 260), (900, 270))), INK)
    for x, y, r in ((800, 280, 56), (1000, 280, 56), (900, 175, 46)):
        c.fill(disc(x, y, r + 14), INK)
        c.fill(disc(x, y, r), PAPER)
        c.fill(disc(x, y + r * 0.15, r * 0.45), INK)
    c.fill(disc(900, 540, 184), INK)
    mouth = disc(900, 540, 160)
    c.fill(mouth, LAMP)
    with c.inside(mouth):
        c.fill(path("M740 760 L740 590 L776 520 L800 610 L846 470 L880 600 L912 430 L944 600 L976 500 L1004 610 L1030 540 L1064 620 L1064 760 Z"), RED)
    c.fill(both(poly((1170, 900), (1400, 870), (1440, 1200), (1190, 1200))), SMOKE)
    for i in range(4):
        c.fill(both(limb((1206 + i * 50, 880, 42), (1206 + i * 50, 980 - abs(i - 1) * 12, 38))), SAND)
    c.fill(both(poly((1330, 720), (1440, 800), (1410, 900), (1180, 890), (1190, 850), (1310, 840))), SAND)
    tread = Plane(((815, 690), (985, 690), (1190, 1200), (610, 1200)))
    for i in range(16):
        c.fill(tread.tile(0, i / 16, 1, (i + 0.55) / 16), SAND)
        c.fill(tread.tile(0, (i + 0.55) / 16, 1, (i + 1) / 16), NIGHT)
    for i in range(8):
        x, y = tread.at(0.5 + (0.16 if i % 2 else -0.16), 0.06 + i * 0.12)
        c.fill(robed().placed(x, y, 4 + i * 0.75), INK)
    return c


def fraulein_else() -> Canvas:
    """A fur coat in an empty lobby."""
    c = Canvas(NIGHT)
    floor = Plane(((420, 560), (1380, 560), (3000, 1240), (-1200, 1240)))
    c.fill(rect(0, 560, 1800, 1200), PAPER)
    for i in range(14):
        for j in range(8):
            if (i + j) % 2:
                c.fill(floor.tile(i / 14, j / 8, (i + 1) / 14, (j + 1) / 8), SAND)
    c.fill(rect(1070, 110, 1290, 560), LAMP)
    c.fill(rect(1172, 110, 1188, 560), INK)
    for x in (960, 1320):
        c.fill(rect(x, 0, x + 80, 590), SMOKE)
        c.fill(rect(x - 14, 575, x + 94, 604), SMOKE)
    c.fill(rect(240, 0, 400, 760) + rect(216, 730, 424, 790), INK)
    c.fill(poly((700, 930), (780, 900), (330, 1200), (-160, 1200)), INK)
    c.fill(ellipse(720, 884, 128, 30), INK)
    c.fill(limb((694, 850, 26), (690, 918, 15)) + limb((740, 850, 26), (744, 924, 15)), PAPER)
    c.fill(ellipse(684, 928, 26, 11, -14) + ellipse(748, 934, 26, 11, 14), PAPER)
    coat = (
        *zigzag(560, 880, 664, 560, 9, 16),
        (690, 520),
        (752, 520),
        *zigzag(776, 560, 884, 880, 9, 16),
        *zigzag(884, 880, 560, 880, 10, 16),
    )
    c.fill(Shape((coat,)), INK)
    c.fill(Shape(((*zigzag(650, 610, 672, 520, 3, 12), (720, 560), *zigzag(770, 520, 792, 610, 3, 12), *zigzag(792, 610, 720, 690, 3, 10), *zigzag(720, 690, 650, 610, 3, 10)),)), WINE)
    c.fill(ellipse(720, 490, 46, 54), INK)
    c.fill(path("M690 486 L750 486 C752 510 742 536 720 540 C698 536 688 510 690 486 Z"), PAPER)
    c.fill(rect(698, 500, 714, 505) + rect(727, 500, 743, 505), INK)
    c.fill(rect(713, 523, 728, 528), RED)
    return c


def the_phantom_of_the_opera() -> Canvas:
    """The Red Death comes down the stairs."""
    c = Canvas(INK)
    for x in (330, 1470):
        c.fill(rect(x - 60, -10, x + 60, 800), NIGHT)
        c.fill(rect(x - 90, 0, x + 90, 60), NIGHT)
    c.fill(arch(900, 380, 250, 210), LAMP)
    stairs = Plane(((610, 370), (1190, 370), (2000, 1240), (-200, 1240)))
    for i in range(16):
        c.fill(stairs.tile(0, i / 16, 1, (i + 0.55) / 16), SAND)
        c.fill(stairs.tile(0, (i + 0.55) / 16, 1, (i + 1) / 16), SMOKE)
    for flip in (False, True):
        for x, y, size, lean in ((250, 1150, 3.4, -14), (470, 1190, 3.9, -24), (390, 960, 2.7, -18), (520, 880, 2.2, -26)):
            body, mask = guest()
            c.fill(body.placed(1800 - x if flip else x, y, size, -lean if flip else lean, flip=flip), INK)
            c.fill(mask.placed(1800 - x if flip else x, y, size, -lean if flip else lean, flip=flip), PAPER)
    red_death(c)
    return c


def red_death(c: Canvas) -> None:
    """The skull mask, the hat and the cloak."""
    c.fill(path("M838 720 L846 560 L962 560 L950 720 L972 742 L918 742 L904 640 L880 742 L820 742 Z"), INK)
    c.fill(
        path(
            "M852 366 C790 380 770 450 764 540 C756 640 740 700 716 770 C760 800 800 760 830 700 L850 560 L956 560 L972 690 "
            "C1000 800 1080 930 1220 1090 C1290 1110 1350 1080 1380 1040 C1240 900 1100 740 1060 560 C1046 450 1020 380 948 366 Z"
        ),
        RED,
    )
    c.fill(path("M956 560 L972 690 C1000 800 1080 930 1220 1090 C1250 1096 1270 1096 1290 1090 C1150 930 1030 760 1000 420 Z"), WINE)
    c.fill(path("M852 366 L948 366 L966 470 L956 590 L846 590 L834 470 Z"), INK)
    c.fill(path("M900 250 C946 250 962 282 956 316 C952 336 940 340 938 366 L862 366 C860 340 848 336 844 316 C838 282 854 250 900 250 Z"), PAPER)
    c.fill(ellipse(879, 304, 15, 18) + ellipse(921, 304, 15, 18) + poly((900, 318), (908, 336), (892, 336)), INK)
    for x in (874, 890, 906, 922):
        c.fill(rect(x, 346, x + 5, 366), INK)
    c.fill(ellipse(900, 262, 150, 24, -4), INK)
    c.fill(path("M834 258 C836 200 870 180 900 180 C936 180 964 200 968 250 Z"), INK)
    c.fill(path("M930 240 C960 130 1050 110 1100 170 C1130 210 1110 260 1080 262 C1090 220 1060 190 1020 204 C990 214 966 240 950 256 Z"), RED)


def haxan() -> Canvas:
    """The night traffic."""
    c = Canvas(NIGHT)
    c.fill(disc(600, 420, 320), LAMP)
    face = path(
        "M600 690 L548 640 L500 560 C476 520 470 470 486 430 C440 400 396 330 420 230 C440 310 490 350 540 366 "
        "C580 350 620 350 660 366 C710 350 760 310 780 230 C804 330 760 400 714 430 C730 470 724 520 700 560 L652 640 Z"
    )
    c.fill(face, INK)
    c.fill(path("M506 458 L584 492 L574 512 C548 516 520 500 506 458 Z") + path("M694 458 L616 492 L626 512 C652 516 680 500 694 458 Z"), LAMP)
    c.fill(path("M530 570 C570 600 630 600 670 570 L640 618 C612 632 588 632 560 618 Z"), LAMP)
    for x, top, half in ((90, 900, 190), (420, 980, 150), (640, 930, 130), (1000, 1000, 190), (1620, 900, 230)):
        c.fill(poly((x - half, 1200), (x, top), (x + half, 1200)), INK)
        c.fill(poly((x, top), (x - half, 1200), (x - half * 0.4, 1200)), SMOKE)
    c.fill(poly((1230, 1200), (1240, 860), (1300, 560), (1360, 860), (1370, 1200)), INK)
    c.fill(poly((1240, 860), (1300, 560), (1290, 860), (1290, 1200), (1230, 1200)), SMOKE)
    for x, y, size, turn in (
        (1500, 520, 1.9, -14), (1150, 640, 1.7, -8), (1260, 360, 1.5, -18), (930, 520, 1.2, -14), (1020, 300, 1.15, -20),
        (800, 380, 0.9, -18), (840, 210, 0.8, -24), (680, 240, 0.6, -24), (640, 160, 0.5, -30),
    ):
        c.fill(witch().placed(x, y, size, -turn, flip=True), INK)
    return c


def blackmail() -> Canvas:
    """A knife on a cloth."""
    c = Canvas(NIGHT)
    c.fill(poly((0, 330), (1800, 150), (1800, 1200), (0, 1200)), PAPER)
    c.line(poly((820, 245), (1240, 1200)), 6, SAND)
    c.line(poly((0, 760), (1800, 560)), 6, SAND)
    c.fill(poly((1330, 380), (1290, 470), (180, 1300), (40, 1300), (1190, 440)), INK)
    c.fill(path("M390 640 C240 640 130 720 60 830 L420 780 Z"), INK)
    c.fill(path("M330 700 C290 540 350 400 480 372 C560 356 640 372 700 410 L690 700 Z"), WINE)
    c.fill(path("M560 704 C520 560 560 420 660 392 C770 372 850 470 840 590 C836 640 826 676 806 694 Z"), RED)
    c.fill(path("M586 680 C556 560 586 440 668 418 C758 402 818 484 812 590 C808 630 800 660 786 674 Z"), LAMP)
    c.fill(poly((1352, 430), (1240, 760), (1030, 930), (1254, 392)), SMOKE)
    c.fill(poly((1352, 430), (1240, 760), (1030, 930), (1300, 412)), SAND)
    c.fill(limb((1306, 396, 92), (1420, 180, 76)), INK)
    return c


def a_throw_of_dice() -> Canvas:
    """Two kings and two dice."""
    c = Canvas(RED)

    def cusped(grow: float) -> Shape:
        lobes = [disc(x, y, 96 + grow) for x, y in arc(900, 520, 330, 180, 360)[::6]]
        return union((*lobes, rect(900 - 400 - grow, 520, 900 + 400 + grow, 1200), disc(900, 500, 330)))

    c.fill(cusped(36), SAND)
    c.fill(cusped(0), INK)
    c.fill(rect(0, 1060, 1800, 1200), WINE)
    for flip in (False, True):
        king(c, smiling=flip, flip=flip)
    c.fill(poly((650, 930), (1150, 930), (1230, 1010), (570, 1010)), LAMP)
    c.fill(poly((570, 1010), (1230, 1010), (1200, 1080), (600, 1080)), WINE)
    die(c, 835, 640, 58, 14)
    die(c, 985, 540, 58, -22)
    return c


def king(c: Canvas, *, smiling: bool, flip: bool) -> None:
    """A king in profile on the left, or mirrored on the right."""

    def put(text: str) -> Shape:
        shape = path(text)
        return shape.mirrored(900) if flip else shape

    c.fill(put("M430 660 L330 740 C240 780 200 900 190 1200 L640 1200 L600 900 L560 720 Z"), PAPER)
    c.fill(
        put(
            "M598 400 L606 438 L597 456 C610 480 628 502 640 520 L634 532 L610 534 L618 548 L606 558 L614 572 "
            "L602 586 C612 600 612 618 600 630 L556 646 L552 730 L430 700 L420 560 L430 400 Z"
        ),
        SMOKE,
    )
    c.fill(put("M390 440 C370 330 420 240 520 236 C600 236 650 300 634 380 L618 420 Z"), SAND)
    c.fill(put("M536 546 C570 536 600 534 616 542 C600 556 570 560 536 546 Z" if not smiling else "M520 520 C550 552 596 548 618 542 C600 566 550 574 520 520 Z"), INK)
    c.fill(put("M562 452 L600 446 L598 462 L572 464 Z"), INK)


def die(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    """A die in the air: three faces and their pips."""
    ux, uy, half = size, size * 0.5, size * 1.1
    top = Plane(((0, -uy - half * 0.5), (ux, -half * 0.5), (0, uy - half * 0.5), (-ux, -half * 0.5)))
    left = Plane(((-ux, -half * 0.5), (0, uy - half * 0.5), (0, uy + half * 0.5), (-ux, half * 0.5)))
    right = Plane(((0, uy - half * 0.5), (ux, -half * 0.5), (ux, half * 0.5), (0, uy + half * 0.5)))
    pips = ((0.5, 0.5),), ((0.25, 0.25), (0.75, 0.75)), ((0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75), (0.5, 0.5))
    for plane, paper, spots in zip((top, left, right), (PAPER, SAND, SMOKE), pips, strict=True):
        c.fill(plane.tile(0, 0, 1, 1).placed(x, y, 1, turn), paper)
        for u, v in spots:
            c.fill(plane.lay(disc(u, v, 0.1)).placed(x, y, 1, turn), INK)


def that_nights_wife() -> Canvas:
    """Mrs Hashizume sits up."""
    c = Canvas(INK)
    c.fill(rect(893, 0, 907, 120), SMOKE)
    c.fill(poly((810, 190), (990, 190), (1590, 1100), (210, 1100)), LAMP)
    c.fill(poly((860, 110), (940, 110), (1030, 200), (770, 200)), RED)
    c.fill(poly((330, 960), (420, 790), (1290, 790), (1380, 960)), NIGHT)
    c.fill(path("M440 800 C440 720 500 690 570 694 C650 690 700 730 700 800 Z"), PAPER)
    c.fill(ellipse(572, 742, 58, 46, -8), INK)
    c.fill(path("M520 752 C530 792 610 796 626 752 C600 736 548 736 520 752 Z"), SAND)
    c.fill(path("M640 1100 C660 960 760 900 900 900 C1040 900 1140 960 1160 1100 Z"), RED)
    c.fill(path("M900 540 L820 560 C740 590 680 660 640 740 L600 940 L730 960 L790 800 L780 960 L1020 960 L1010 800 L1070 960 L1200 940 L1160 740 C1120 660 1060 590 980 560 Z"), RED)
    c.fill(poly((790, 800), (1010, 800), (1018, 910), (782, 910)), INK)
    c.fill(poly((850, 545), (905, 700), (960, 545), (990, 560), (900, 800), (810, 560)), PAPER)
    c.fill(path("M866 500 L866 560 L900 620 L934 560 L934 500 Z"), SAND)
    c.fill(path("M900 330 C980 330 1010 380 1004 430 C1000 480 970 510 950 516 L850 516 C830 510 800 480 796 430 C790 380 820 330 900 330 Z") + ellipse(900, 322, 60, 40), INK)
    c.fill(path("M834 420 C850 390 880 384 900 366 C920 384 950 390 966 420 C970 480 940 530 900 546 C860 530 830 480 834 420 Z"), PAPER)
    return c


def the_oyster_princess() -> Canvas:
    """Kept waiting on a floor."""
    c = Canvas(PAPER)
    floor = Plane(((-300, -200), (1700, -420), (2500, 900), (100, 1900)))
    for i in range(14):
        for j in range(14):
            x, y = (i + 0.5) / 14, (j + 0.5) / 14
            if math.hypot(x - 0.5, y - 0.5) > 0.36:
                c.fill(floor.lay(star(x, y, 0.03, 0.013, 8)), NIGHT)
                c.fill(floor.lay(star(x + 1 / 28, y + 1 / 28, 0.021, 0.013, 4)), RED)
    for radius, paper in ((0.345, INK), (0.328, PAPER), (0.312, RED), (0.272, PAPER), (0.13, INK), (0.12, SAND), (0.098, INK)):
        c.fill(floor.lay(disc(0.5, 0.5, radius)), paper)
    c.fill(floor.lay(star(0.5, 0.5, 0.092, 0.04, 8)), LAMP)
    return c


SCENES = (
    les_vampires, the_cheat, cabiria, fraulein_else, the_phantom_of_the_opera,
    haxan, blackmail, a_throw_of_dice, that_nights_wife, the_oyster_princess,
)
