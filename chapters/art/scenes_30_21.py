"""The pictures of ranks thirty to twenty-one."""

import math

from .canvas import Canvas
from .figures import chimney, gentleman, gentleman_white, guest, pistol, robed, vamp, witch
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE, Paper
from .shapes import Plane, Shape, arch, bar, disc, ellipse, furred, limb, path, poly, rect, ring, star, union


def les_vampires() -> Canvas:
    """Irma Vep on the roof before the moon."""
    c = Canvas(INK)
    moon = disc(990, 560, 500)
    c.fill(moon, LAMP)
    c.spatter(moon, INK, (990, 1010), (990, 620), gap=11)
    c.fill(path("M1120 1200 L1120 900 L1230 810 L1420 790 L1800 860 L1800 1200 Z"), INK)
    for x, y, width, height, pots in ((400, 1010, 190, 330, (96, 56, 78)), (1268, 900, 120, 250, (112, 70))):
        stack, tops = chimney(width, height, pots)
        c.fill(tops.moved(x, y), RED)
        c.fill(stack.moved(x, y), NIGHT)
        c.fill(rect(width * 0.62, -height + 12, width, 40).moved(x, y), INK)
        c.fill(rect(-width * 0.06, -height - 14, width * 1.06, -height + 12).moved(x, y), SMOKE)
    c.fill(vamp().placed(890, 912, 5.9), INK)
    c.fill(path("M0 1130 L300 960 L1150 870 L1300 960 L1560 1200 L0 1200 Z"), NIGHT)
    c.fill(poly((300, 960), (1150, 870), (1162, 892), (286, 984)), SMOKE)
    for i in range(9):
        c.fill(bar(300 + i * 106, 972 - i * 11, 20 + i * 170, 1215, 6, 15), INK)
    c.fill(poly((1150, 870), (1300, 960), (1560, 1200), (1330, 1200)), INK)
    return c


def the_cheat() -> Canvas:
    """A profile over a brazier, and the iron."""
    c = Canvas(INK)
    c.spatter(disc(545, 840, 430), RED, (545, 940), (545, 440), gap=12, most=0.7)
    c.fill(path("M1120 860 L1250 640 L1330 560 C1480 580 1640 700 1700 860 L1760 1210 L1270 1210 L1190 1090 Z"), WINE)
    c.fill(path("M1330 560 C1480 580 1640 700 1700 860 L1760 1210 L1720 1210 C1680 900 1560 680 1320 600 Z"), RED)
    c.fill(path("M1110 850 L1160 828 C1170 930 1230 1050 1330 1210 L1270 1210 L1190 1090 Z"), RED)
    c.fill(bar(1230, 776, 620, 876, 17), SMOKE)
    c.fill(
        path("M330 896 L366 850 L404 872 L446 806 L486 858 L546 776 L594 854 L640 812 L684 872 L722 846 L760 896 Z"),
        LAMP,
    )
    c.fill(path("M292 890 L796 890 L708 1044 L380 1044 Z"), RED)
    c.fill(
        path("M292 890 L796 890 L782 920 L306 920 Z")
        + bar(430, 1040, 380, 1130, 40, 26)
        + bar(658, 1040, 708, 1130, 40, 26),
        WINE,
    )
    c.fill(path("M1120 850 L1200 690 L1320 570 L1366 610 L1260 740 L1176 900 Z"), PAPER)
    c.fill(poly((1200, 690), (1320, 570), (1338, 586), (1226, 720)), INK)
    stern_profile(c)
    c.fill(
        path(
            "M1040 776 C1060 762 1100 762 1120 776 L1136 850 C1120 876 1060 876 1040 856 C1026 830 1026 800 1040 776 Z"
        ),
        SAND,
    )
    c.fill(union(bar(1034, 800 + i * 20, 1082, 794 + i * 20, 5) for i in range(3)), INK)
    c.fill(poly((1120, 770), (1160, 756), (1178, 852), (1136, 862)), PAPER)
    return c


def stern_profile(c: Canvas) -> None:
    """A man's head, bent down to the left and lit from below."""
    profile = (
        "M46 4 C35 10 28 20 27 29 C26.5 33 24 36 23.5 39 "
        "C20 46 13 53 9 58 C9 62 14 63 19 63 C17 66 14 67 14 70"
        "C16 71 18 72 18 73 C16 74 16 77 18 79 C21 82 18 87 21 92 C25 98 32 98 37 96 "
    )
    face = path(profile + "C48 93 58 88 66 80 L62 60 L70 40 L62 8 Z")
    light = path(
        profile + "C46 90 46 81 41 75 C39 69 45 63 47 57 C42 53 35 51 31 47 C32 42 37 40 43 38 C47 30 46 18 54 6 Z"
    )
    hair = path("M38 9 C44 -8 94 -6 99 36 C100 60 90 82 78 88 L66 80 C72 66 62 60 62 48 C54 40 50 24 52 10 Z")
    gloss = (
        path("M50 2 C64 -4 84 4 91 24 C84 12 68 4 50 6 Z")
        + path("M58 10 C72 10 84 22 87 42 C80 28 70 18 58 14 Z")
        + path("M66 24 C74 28 80 40 81 54 C76 42 70 34 65 30 Z")
    )
    eye = path("M27 44 C31 41 36 41 40 43 L36 46.5 C33 47 30 46.5 27 44 Z") + path(
        "M24 37 C30 32 38 31 46 34 L45 37.5 C38 35 31 36 26 39.5 Z"
    )
    for shape, paper in (
        (face, RED),
        (light, SAND),
        (hair, INK),
        (gloss, RED),
        (eye, INK),
        (ellipse(64, 54, 5, 8), SAND),
    ):
        c.fill(shape.placed(770, 290, 5.7, -28), paper)


def cabiria() -> Canvas:
    """Moloch, and those who climb to him."""
    c = Canvas(INK)
    c.spatter(disc(900, 620, 760), RED, (900, 800), (900, 0), gap=12)
    with c.sized(0.8, 900, 1200):
        moloch(c)
        fire_and_stair(c)
    return c


def moloch(c: Canvas) -> None:
    """The idol, seated."""
    for text, paper in (
        (("M900 30 L1010 100 1130 10 1150 150 1310 110 1260 270 1400 300 1280 430 1360 520 1180 600 900 600 Z"), RED),
        ("M900 620 L1180 620 C1330 650 1440 740 1450 900 L1470 1200 L900 1200 Z", NIGHT),
        ("M900 90 C1040 90 1150 190 1160 330 L1170 520 C1150 640 1050 740 900 744 Z", SMOKE),
        ("M916 300 C960 200 1080 170 1150 250 L1130 268 C1080 220 990 236 950 330 Z", INK),
        ("M1176 900 L1400 870 L1440 1200 L1200 1200 Z", SMOKE),
        (("M1330 700 C1400 720 1450 780 1440 850 L1410 900 L1186 900 C1180 870 1190 850 1220 846 L1310 830 Z"), SAND),
    ):
        c.fill(path(text) + path(text).mirrored(900), paper)
    for i in range(4):
        finger = limb((1208 + i * 52, 884, 44), (1208 + i * 52, 985 - abs(i - 1) * 14, 40))
        c.fill(finger + finger.mirrored(900), SAND)
    for x, y, r in ((786, 306, 60), (1014, 306, 60), (900, 190, 50)):
        for part, paper in ((disc(x, y, r + 14), INK), (disc(x, y, r), PAPER), (disc(x, y + r * 0.2, r * 0.45), INK)):
            c.fill(part, paper)


def fire_and_stair(c: Canvas) -> None:
    """The idol's mouth, and the procession on the way up to it."""
    c.fill(disc(900, 560, 186), INK)
    mouth = disc(900, 560, 160)
    c.fill(mouth, LAMP)
    with c.inside(mouth):
        c.fill(
            path(
                "M740 770 "
                "L740 600 776 550 800 630 846 500 880 620 912 460 944 620 976 520 1004 630 1030 560 1064 630 1064 770 "
                "Z"
            ),
            RED,
        )
        for x, deep in ((780, 110), (860, 84), (940, 84), (1020, 110)):
            c.fill(poly((x - 36, 380), (x + 36, 380), (x, 380 + deep)), INK)
    tread = Plane(((806, 710), (994, 710), (1196, 1220), (604, 1220)))
    c.fill(tread.tile(0, 0, 1, 1), SAND)
    for i in range(14):
        c.fill(tread.tile(0, (i + 0.74) / 14, 1, (i + 1) / 14), INK)
    for i in range(10):
        x, y = tread.at(0.5 + (0.13 if i % 2 else -0.13), 0.05 + i * 0.088)
        c.fill(robed().placed(x, y, 3.4 + i * 0.62), RED)


def fraulein_else() -> Canvas:
    """A fur coat in an empty lobby."""
    c = Canvas(NIGHT)
    floor = Plane(((420, 540), (1380, 540), (3000, 1240), (-1200, 1240)))
    c.fill(rect(0, 540, 1800, 1200), PAPER)
    for i in range(-10, 24):
        for j in range(8):
            if (i + j) % 2:
                c.fill(floor.tile(i / 14, j / 8, (i + 1) / 14, (j + 1) / 8), SAND)
    c.fill(rect(1110, 70, 1350, 530), LAMP)
    c.fill(rect(1222, 70, 1238, 530) + rect(1100, 530, 1360, 546), INK)
    for x in (1010, 1380):
        c.fill(rect(x, 0, x + 70, 560) + rect(x - 14, 544, x + 84, 574), SMOKE)
    c.fill(rect(150, 0, 330, 800) + rect(124, 770, 356, 836), INK)
    c.fill(poly((640, 1010), (850, 990), (420, 1210), (-160, 1210)) + ellipse(742, 1000, 116, 26), INK)
    young_woman_in_fur(c)
    return c


def young_woman_in_fur(c: Canvas) -> None:
    """Else, in nothing but the coat."""
    c.fill(path("M560 880 L920 880 C900 920 860 944 830 948 L690 948 C620 940 580 914 560 880 Z"), INK)
    for leg in (
        limb((704, 870, 40), (706, 930, 26), (700, 996, 15)),
        limb((782, 870, 40), (778, 930, 26), (784, 1000, 15)),
    ):
        c.fill(leg, PAPER)
    coat = path(
        "M690 420 C620 440 590 500 566 600 C540 700 512 800 506 900 C570 930 650 934 690 926 L742 900 "
        "L800 926 C850 934 920 926 976 900 C966 800 944 700 916 600 C892 500 862 440 790 420 Z"
    )
    collar = path(
        "M684 408 C634 430 616 500 640 560 C664 630 706 680 742 720 "
        "C778 680 820 630 844 560 C868 500 850 430 800 408 L742 460 Z"
    )
    fold = path("M620 560 C612 640 624 720 664 760")
    c.fill(furred(coat, 11, 11), INK)
    c.line(path("M742 640 C736 720 738 800 742 900") + fold + fold.mirrored(742), 5, SMOKE)
    c.fill(furred(collar, 11, 10), SMOKE)
    for text, paper in (
        ("M692 988 L710 990 L708 1010 L660 1018 C664 1004 680 1000 692 988 Z", PAPER),
        ("M776 992 L792 990 C800 1004 816 1008 822 1022 L776 1014 Z", PAPER),
        ("M706 450 L742 560 L776 450 Z", PAPER),
        (
            (
                "M742 306 C780 306 810 340 808 384 C808 424 790 440 742 440 "
                "C694 440 676 424 676 384 C674 340 704 306 742 306 Z"
            ),
            SAND,
        ),
        (
            (
                "M700 366 C726 370 758 362 780 344 C794 382 790 424 768 448 "
                "C750 464 730 462 714 446 C698 424 694 392 700 366 Z"
            ),
            PAPER,
        ),
        ("M712 396 Q724 404 738 397 L738 403 Q724 412 712 402 Z", INK),
        ("M752 396 Q766 402 779 391 L779 397 Q766 408 752 402 Z", INK),
        ("M734 434 Q746 428 760 432 Q748 444 734 434 Z", RED),
    ):
        c.fill(path(text), paper)


def the_phantom_of_the_opera() -> Canvas:
    """The Red Death on the stairs."""
    c = Canvas(INK)
    for x in (300, 1500):
        c.fill(rect(x - 70, -10, x + 70, 900) + rect(x - 100, 0, x + 100, 60), NIGHT)
    c.fill(arch(900, 380, 270, 230), LAMP)
    stairs = Plane(((580, 370), (1220, 370), (2000, 1240), (-200, 1240)))
    for i in range(15):
        c.fill(stairs.tile(0, i / 15, 1, (i + 0.45) / 15), SMOKE)
        c.fill(stairs.tile(0, (i + 0.45) / 15, 1, (i + 1) / 15), SAND)
    crowd = (
        (500, 900, 3.8, -16, NIGHT),
        (580, 930, 4.0, -26, INK),
        (330, 980, 4.6, -10, INK),
        (440, 1010, 5.0, -20, NIGHT),
        (300, 1120, 5.6, -12, NIGHT),
        (500, 1130, 5.6, -28, INK),
    )
    for flip in (False, True):
        for x, y, size, lean, paper in crowd:
            dark, mask = guest()
            spot = (1800 - x + 20, y + 34, size, -lean) if flip else (x, y, size, lean)
            c.fill(dark.placed(*spot, flip=flip), paper)
            c.fill(mask.placed(*spot, flip=flip), PAPER)
    red_death(c)
    return c


def red_death(c: Canvas) -> None:
    """The skull mask, the hat, the staff and the cloak."""
    c.fill(
        limb((866, 640, 40), (862, 720, 26), (860, 800, 18)) + limb((924, 640, 40), (934, 720, 26), (938, 800, 18)), INK
    )
    c.fill(path("M850 792 L872 792 L872 812 L816 812 Z") + path("M926 792 L948 792 L984 812 L926 812 Z"), INK)
    c.fill(
        path(
            "M856 360 C780 372 750 440 740 540 C730 650 706 740 668 830 "
            "C720 870 780 830 810 770 L850 560 L956 560 L980 700"
            "C1010 820 1090 950 1230 1100 C1300 1120 1360 1090 1390 1050 "
            "C1250 910 1110 750 1070 560 C1056 450 1024 376 944 360 Z"
        ),
        RED,
    )
    c.fill(
        path(
            "M956 560 L980 700 C1010 820 1090 950 1230 1100 "
            "C1260 1106 1280 1106 1300 1100 C1150 940 1036 770 1004 420 Z"
        ),
        WINE,
    )
    c.fill(path("M800 420 C790 540 780 690 716 845 C750 846 786 820 810 770 L850 560 Z"), WINE)
    c.fill(path("M850 366 L950 366 L966 470 L948 560 L976 690 L826 690 L852 560 L834 470 Z"), INK)
    c.fill(rect(846, 540, 954, 562), SAND)
    c.fill(bar(700, 300, 700, 880, 12) + limb((812, 420, 44), (740, 520, 34), (706, 500, 26)), INK)
    c.fill(disc(700, 300, 24) + rect(690, 318, 710, 336) + disc(704, 496, 17), PAPER)
    c.fill(
        path(
            "M900 236 C950 236 968 270 962 308 C958 330 944 334 942 364 "
            "L858 364 C856 334 842 330 838 308 C832 270 850 236 900 236 Z"
        ),
        PAPER,
    )
    c.fill(ellipse(878, 296, 17, 20) + ellipse(922, 296, 17, 20) + poly((900, 312), (909, 332), (891, 332)), INK)
    c.fill(union(rect(x, 344, x + 5, 364) for x in (872, 889, 906, 923)), INK)
    c.fill(ellipse(900, 252, 170, 26, -4), INK)
    c.fill(path("M826 248 C828 180 866 158 900 158 C936 158 972 180 976 240 Z"), INK)
    c.fill(
        path(
            "M936 232 C960 110 1060 90 1116 154 C1150 200 1126 254 1094 256 "
            "C1106 214 1072 176 1030 190 C996 200 970 232 954 250 Z"
        ),
        RED,
    )


def haxan() -> Canvas:
    """The night traffic."""
    c = Canvas(NIGHT)
    with c.sized(0.85, 610, 700):
        face_in_the_moon(c)
    village(c)
    near = (
        (1440, 520, 2.0, 16),
        (1080, 650, 1.55, 8),
        (1180, 400, 1.45, 18),
        (900, 530, 1.15, 12),
        (1420, 290, 1.15, 20),
    )
    far = ((930, 340, 1.0, 20), (1170, 270, 0.85, 22), (705, 300, 0.5, 24), (618, 262, 0.4, 28))
    for spot in (*near, *far):
        c.fill(witch().placed(*spot, flip=True), INK)
    return c


def face_in_the_moon(c: Canvas) -> None:
    """The Devil, who has the best seat."""
    c.fill(disc(610, 430, 330), LAMP)
    for text, paper in (
        (
            (
                "M610 716 L566 660 L520 590 C488 550 474 500 484 456 C420 420 370 330 400 200 "
                "C424 310 480 360 552 380 C590 366 630 366 668 380 C740 360 796 310 820 200 "
                "C850 330 800 420 736 456 C746 500 732 550 700 590 L654 660 Z"
            ),
            INK,
        ),
        ("M490 460 L420 470 L500 530 Z M730 460 L800 470 L720 530 Z", INK),
        ("M510 476 L598 512 L586 534 C556 538 524 518 510 476 Z", LAMP),
        ("M710 476 L622 512 L634 534 C664 538 696 518 710 476 Z", LAMP),
        (("M540 590 C580 616 640 616 680 590 L660 626 L644 612 L628 640 L610 618 L592 640 L576 612 L560 626 Z"), LAMP),
        ("M604 530 L616 530 L630 590 L590 590 Z", LAMP),
    ):
        c.fill(path(text), paper)


def village(c: Canvas) -> None:
    """Pointed roofs and a steeple, with the moon on one side of them."""
    houses = (
        (30, 780, 90),
        (1560, 780, 100),
        (250, 850, 80),
        (760, 810, 95),
        (1000, 870, 80),
        (480, 890, 90),
        (1330, 910, 70),
    )
    for x, top, half in houses:
        steep, back = top + half * 1.9, half * 2.1
        end = x + half + back
        c.fill(poly((x - half, 1210), (x - half, steep), (x, top), (x + half, steep), (end, steep), (end, 1210)), INK)
        c.fill(poly((x, top), (x + back, top), (end + half * 0.15, steep + 12), (x + half * 1.15, steep + 12)), SMOKE)
        c.fill(rect(x + back * 0.6, top - half * 0.5, x + back * 0.6 + half * 0.3, top + half * 0.4), INK)
        c.fill(rect(x - half * 0.16, steep - half * 0.5, x + half * 0.16, steep - half * 0.05), NIGHT)
    c.fill(path("M1250 1200 L1250 900 1230 900 1330 560 1430 900 1410 900 1410 1200 Z"), INK)
    c.fill(poly((1230, 900), (1330, 560), (1310, 900)) + rect(1250, 916, 1300, 1200), SMOKE)
    c.fill(rect(1325, 500, 1335, 580) + rect(1308, 522, 1352, 532), INK)


def blackmail() -> Canvas:
    """A knife on a cloth."""
    c = Canvas(NIGHT)
    c.fill(poly((0, 330), (1800, 130), (1800, 1200), (0, 1200)), PAPER)
    for points in (((700, 252), (1030, 1200)), ((0, 830), (1800, 620)), ((1330, 182), (1800, 900))):
        c.line(poly(*points), 6, SAND)
    handle = path("M0 -34 C60 -46 150 -40 220 -50 L226 40 C150 34 60 44 6 34 C-12 16 -14 -16 0 -34 Z")
    blade = path("M222 -52 L640 -52 C740 -50 820 -20 880 40 L222 34 Z")
    edge = path("M222 6 L690 10 C760 14 830 22 880 40 L222 34 Z")
    for shape in (handle, blade, rect(180, -48, 260, 34)):
        c.fill(shape.scaled(2.1, 1.7).turned(148).moved(1400, 250), INK)
    c.fill(path("M330 600 C200 610 110 690 60 780 L420 720 Z"), INK)
    c.fill(path("M280 610 C240 450 300 310 430 282 C510 266 590 282 650 320 L640 610 Z"), WINE)
    c.fill(path("M510 614 C470 470 510 330 610 302 C720 282 800 380 790 500 C786 550 776 586 756 604 Z"), RED)
    c.fill(path("M536 590 C506 466 536 354 618 328 C708 312 768 394 762 500 C758 540 750 570 736 584 Z"), LAMP)
    for x, y in ((330, 350), (400, 320), (470, 302)):
        c.fill(path("M0 110 C-10 60 0 20 40 0 C30 30 24 60 22 104 Z").moved(x, y), RED)
    for shape, paper in ((blade, SMOKE), (edge, SAND), (handle, RED), (disc(60, 0, 9) + disc(150, -2, 9), PAPER)):
        c.fill(shape.turned(121).moved(1400, 250), paper)
    c.fill(ellipse(1366, 950, 190, 92), INK)
    c.fill(ellipse(1350, 938, 190, 92), SMOKE)
    c.fill(ellipse(1350, 930, 176, 82), PAPER)
    c.fill(ring(1460, 850, 50, 30).scaled(1, 1), SMOKE)
    c.fill(path("M1250 810 L1450 810 C1450 900 1410 950 1350 950 C1290 950 1250 900 1250 810 Z"), SMOKE)
    c.fill(path("M1250 810 L1400 810 C1390 900 1370 940 1340 950 C1290 946 1250 900 1250 810 Z"), SAND)
    c.fill(ellipse(1350, 810, 100, 40), PAPER)
    c.fill(ellipse(1350, 814, 84, 30), WINE)
    return c


def a_throw_of_dice() -> Canvas:
    """Two kings and two dice."""
    c = Canvas(RED)

    def cusped(grow: float) -> Shape:
        angles = [math.radians(180 + 22.5 * i) for i in range(9)]
        lobes = [disc(900 + 330 * math.cos(a), 480 + 360 * math.sin(a), 84 + grow) for a in angles]
        return union((*lobes, rect(900 - 390 - grow, 480, 900 + 390 + grow, 1200), ellipse(900, 480, 330, 360)))

    c.fill(cusped(32), SAND)
    c.fill(cusped(0), INK)
    for flip in (False, True):
        king(c, smiling=flip, flip=flip)
    c.fill(rect(0, 1090, 1800, 1200), WINE)
    c.fill(poly((690, 900), (1110, 900), (1200, 990), (600, 990)), LAMP)
    c.fill(
        path(
            "M600 990 L1200 990 L1186 1030 L1150 1030 L1140 1120 L1090 1120 "
            "L1090 1030 L710 1030 L710 1120 L660 1120 L650 1030 L614 1030 Z"
        ),
        RED,
    )
    die(c, 812, 650, 70, 16)
    die(c, 992, 480, 70, -24)
    return c


def king(c: Canvas, *, smiling: bool, flip: bool) -> None:
    """A king in profile on the left, or mirrored on the right."""

    def put(text: str, paper: Paper) -> None:
        c.fill(path(text).mirrored(900) if flip else path(text), paper)

    put("M330 420 L392 420 L372 700 L306 690 Z", WINE)
    put("M400 690 C280 720 200 800 170 1200 L620 1200 L640 1010 L600 800 L520 690 Z", PAPER)
    put("M440 720 C500 800 560 860 600 960 L610 1040 C540 930 470 850 400 790 Z", SAND)
    put(
        "M556 372 C572 392 576 410 571 428 L563 440 C575 464 594 488 610 512 "
        "C612 522 602 528 586 528 L585 534 C593 540 595 546 590 554"
        "C584 557 583 560 587 566 C591 574 585 582 578 586 C585 602 584 620 570 632 C552 644 528 642 508 632 "
        "L504 740 L394 740 C404 670 400 600 386 540 L376 380 Z",
        SMOKE,
    )
    put(
        "M428 500 C446 540 470 566 506 574 C524 548 556 530 590 538 L592 548 "
        "C576 546 564 552 560 562 C572 572 584 574 588 568 "
        "C590 576 586 584 579 587 C586 604 584 622 570 633 "
        "C520 652 450 620 428 560 Z",
        INK,
    )
    put("M556 545 C570 538 590 540 600 532 L604 520 C612 536 604 552 586 556 C572 558 562 552 556 545 Z", INK)
    if smiling:
        put("M520 520 C536 556 566 570 592 562 L590 554 C570 558 548 548 534 518 Z", PAPER)
    put("M520 440 C536 426 556 424 572 430 L570 438 C554 434 538 438 524 448 Z", INK)
    put("M528 466 C542 454 558 454 568 460 C556 472 540 474 528 466 Z", INK)
    put("M404 462 C392 450 376 464 384 486 C390 504 402 510 408 500 Z", SAND)
    put(
        "M340 424 C310 310 370 200 490 194 C590 190 646 256 626 330 "
        "C616 362 590 382 560 388 C490 372 410 380 340 424 Z",
        SAND,
    )
    put("M340 424 C352 350 470 290 630 316 C624 352 600 380 560 388 C490 372 410 380 340 424 Z", PAPER)
    put("M372 268 C450 214 540 214 620 268 L630 316 C540 262 440 270 346 360 C344 330 352 300 372 268 Z", PAPER)
    put("M346 360 C440 270 540 262 630 316 L630 322 C540 274 444 284 344 376 Z", RED)
    put("M596 262 C584 180 620 130 690 110 C670 150 680 190 640 262 Z", PAPER)
    put("M600 250 L632 250 L640 300 L616 330 L592 300 Z", RED)
    put("M300 800 C300 930 380 1010 520 1000 L660 960 L660 900 L500 900 C440 890 420 840 410 790 Z", PAPER)
    put("M300 800 C300 930 380 1010 520 1000 L660 960 L660 948 L520 984 C400 990 330 920 316 800 Z", RED)
    put("M652 896 C690 880 720 886 736 906 L726 936 L690 950 L652 966 Z", SMOKE)


def die(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    """A die in the air: three faces and their pips."""
    ux, uy, half = size, size * 0.5, size * 1.1
    top = Plane(((0, -uy - half * 0.5), (ux, -half * 0.5), (0, uy - half * 0.5), (-ux, -half * 0.5)))
    left = Plane(((-ux, -half * 0.5), (0, uy - half * 0.5), (0, uy + half * 0.5), (-ux, half * 0.5)))
    right = Plane(((0, uy - half * 0.5), (ux, -half * 0.5), (ux, half * 0.5), (0, uy + half * 0.5)))
    pips = (
        ((0.5, 0.5),),
        ((0.25, 0.25), (0.75, 0.75)),
        ((0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75), (0.5, 0.5)),
    )
    for plane, paper, spots in zip((top, left, right), (PAPER, SAND, SMOKE), pips, strict=True):
        c.fill(plane.tile(0, 0, 1, 1).placed(x, y, 1, turn), paper)
        for u, v in spots:
            c.fill(plane.lay(disc(u, v, 0.1)).placed(x, y, 1, turn), INK)


def that_nights_wife() -> Canvas:
    """Mrs Hashizume sits up."""
    c = Canvas(INK)
    c.fill(rect(893, 0, 907, 120), SMOKE)
    c.fill(poly((790, 190), (1010, 190), (1620, 1100), (180, 1100)), LAMP)
    c.fill(poly((850, 100), (950, 100), (1050, 206), (750, 206)), RED)
    for text, paper in (
        ("M390 960 L470 760 L1330 760 L1410 960 Z", SMOKE),
        ("M480 770 C470 690 500 650 580 646 C680 646 730 680 730 770 Z", PAPER),
        ("M532 690 C528 650 560 634 600 634 C640 634 664 656 662 700 L640 720 L550 724 Z", INK),
        ("M540 706 C552 766 650 770 662 706 C630 684 570 684 540 706 Z", SAND),
        ("M390 960 L462 766 C540 742 690 744 780 770 L720 960 Z", SMOKE),
        ("M1030 770 C1150 690 1280 720 1330 760 Z", SMOKE),
        ("M610 1100 C630 980 740 900 900 900 C1060 900 1170 980 1190 1100 Z", RED),
    ):
        c.fill(path(text), paper)
    c.line(path("M562 722 Q574 732 588 722") + path("M612 722 Q624 732 638 722"), 5, INK)
    for flip in (False, True):
        sleeve(c, flip=flip)
    mrs_hashizume(c)
    return c


def mrs_hashizume(c: Canvas) -> None:
    """Kimono, sash and face."""
    for text, paper in (
        ("M900 550 L820 566 C780 590 764 700 770 960 L1030 960 C1036 700 1020 590 980 566 Z", RED),
        ("M776 800 L1024 800 L1030 920 L770 920 Z", INK),
        ("M770 848 L1030 848 L1030 872 L770 872 Z", WINE),
        ("M842 552 L900 690 L958 552 L1000 570 L900 806 L800 570 Z", PAPER),
        ("M862 500 L862 566 L900 640 L938 566 L938 500 Z", SAND),
        (
            (
                "M900 316 C1000 316 1034 380 1020 440 C1010 490 980 520 950 520 "
                "L850 520 C820 520 790 490 780 440 C766 380 800 316 900 316 Z"
            ),
            INK,
        ),
        ("M826 300 C830 240 970 240 974 300 C970 360 830 360 826 300 Z", INK),
        (
            (
                "M828 430 C840 392 880 384 900 360 C920 384 960 392 972 430 "
                "C976 490 944 546 900 562 C856 546 824 490 828 430 Z"
            ),
            PAPER,
        ),
        ("M842 448 C854 438 874 440 882 450 C870 458 854 458 842 448 Z", INK),
        ("M958 448 C946 438 926 440 918 450 C930 458 946 458 958 448 Z", INK),
        ("M840 424 L884 434 L884 440 L840 431 Z M960 424 L916 434 L916 440 L960 431 Z", INK),
        ("M880 516 Q890 508 900 513 Q910 508 920 516 Q900 534 880 516 Z", RED),
    ):
        c.fill(path(text), paper)


def sleeve(c: Canvas, *, flip: bool) -> None:
    """A kimono's sleeve and the pistol at its end."""

    def put(shape: Shape, paper: Paper) -> None:
        c.fill(shape.mirrored(900) if flip else shape, paper)

    put(path("M830 564 C770 590 710 690 590 820 L640 890 C634 950 620 1010 600 1060 L780 1070 L800 860 Z"), RED)
    put(path("M640 890 C634 950 620 1010 600 1060 L652 1063 C672 1000 684 940 690 870 L800 730 L790 710 Z"), WINE)
    put(pistol().placed(580, 830, 1, -14), INK)
    put(path("M596 800 C572 800 556 820 564 846 C574 870 604 888 630 884 L646 846 Z"), PAPER)


def the_oyster_princess() -> Canvas:
    """Kept waiting on a floor."""
    c = Canvas(PAPER)
    floor = Plane(((-300, -200), (1700, -420), (2500, 900), (100, 1900)))
    for i in range(14):
        for j in range(14):
            x, y = (i + 0.5) / 14, (j + 0.5) / 14
            if math.hypot(x - 0.5, y - 0.5) > 0.37:
                c.fill(floor.lay(star(x, y, 0.031, 0.013, 8)), NIGHT)
                c.fill(floor.lay(star(x + 1 / 28, y + 1 / 28, 0.022, 0.013, 4)), RED)
    for radius, paper in (
        (0.36, INK),
        (0.345, PAPER),
        (0.33, RED),
        (0.292, PAPER),
        (0.165, INK),
        (0.155, SAND),
        (0.13, INK),
    ):
        c.fill(floor.lay(disc(0.5, 0.5, radius)), paper)
    c.fill(floor.lay(star(0.5, 0.5, 0.122, 0.054, 8)), LAMP)
    for i in range(24):
        a = math.tau * i / 24
        c.fill(floor.lay(star(0.5 + 0.311 * math.cos(a), 0.5 + 0.311 * math.sin(a), 0.012, 0.012, 2)), PAPER)
    c.fill(poly((742, 770), (760, 776), (560, 900), (530, 890)), INK)
    c.fill(gentleman().placed(750, 772, 1.7), INK)
    c.fill(gentleman_white().placed(750, 772, 1.7), PAPER)
    return c


SCENES = (
    les_vampires,
    the_cheat,
    cabiria,
    fraulein_else,
    the_phantom_of_the_opera,
    haxan,
    blackmail,
    a_throw_of_dice,
    that_nights_wife,
    the_oyster_princess,
)
