"""The pictures of ranks thirty to twenty-one."""

import math

from .canvas import Canvas
from .figures import chimney, gentleman, gentleman_white, guest, robed, vamp, witch
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE, Paper
from .shapes import Plane, Shape, arc, arch, bar, disc, ellipse, furred, limb, path, poly, rect, smooth, star, union


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
    c.fill(vamp().placed(890, 912, 5.9), INK)
    c.fill(poly((0, 1130), (300, 960), (1150, 870), (1300, 960), (1560, 1200), (0, 1200)), NIGHT)
    c.fill(poly((300, 960), (1150, 870), (1162, 892), (286, 984)), SMOKE)
    for i in range(9):
        c.fill(bar(300 + i * 106, 972 - i * 11, 20 + i * 170, 1215, 6, 15), INK)
    c.fill(poly((1150, 870), (1300, 960), (1560, 1200), (1330, 1200)), INK)
    return c


def the_cheat() -> Canvas:
    """A profile over a brazier, and the iron."""
    c = Canvas(INK)
    c.spatter(disc(545, 840, 430), RED, (545, 940), (545, 440), gap=12, most=0.7)
    c.fill(path("M1100 840 L1400 760 L1560 900 L1500 1200 L1250 1200 L1180 1090 L1120 930 Z"), WINE)
    c.fill(path("M1100 840 L1150 828 C1160 930 1220 1040 1330 1200 L1250 1200 L1180 1090 L1120 930 Z"), RED)
    c.fill(bar(1230, 776, 620, 876, 17), SMOKE)
    c.fill(path("M330 896 L366 850 L404 872 L446 806 L486 858 L546 776 L594 854 L640 812 L684 872 L722 846 L760 896 Z"), LAMP)
    c.fill(path("M292 890 L796 890 L708 1044 L380 1044 Z"), RED)
    c.fill(path("M292 890 L796 890 L782 920 L306 920 Z") + bar(430, 1040, 380, 1130, 40, 26) + bar(658, 1040, 708, 1130, 40, 26), WINE)
    profile = (
        "M46 4 C35 10 28 20 27 29 C26.5 33 24 36 23.5 39 C20 46 13 53 9 58 C9 62 14 63 19 63 C17 66 14 67 14 70 "
        "C16 71 18 72 18 73 C16 74 16 77 18 79 C21 82 18 87 21 92 C25 98 32 98 37 96 "
    )
    face = path(profile + "C48 93 58 88 66 80 L62 60 L70 40 L62 8 Z")
    light = path(profile + "C46 90 46 81 41 75 C39 69 45 63 47 57 C42 53 35 51 31 47 C32 42 37 40 43 38 C47 30 46 18 54 6 Z")
    hair = path("M40 6 C46 -6 92 -4 98 36 C98 60 88 76 76 84 L66 80 C72 66 62 58 64 46 C54 40 50 24 52 10 Z")
    eye = path("M27 44 C31 41 36 41 40 43 L36 46.5 C33 47 30 46.5 27 44 Z") + path("M24 37 C30 32 38 31 46 34 L45 37.5 C38 35 31 36 26 39.5 Z")
    for shape, paper in ((face, RED), (light, SAND), (hair, INK), (eye, INK)):
        c.fill(shape.placed(770, 290, 5.7, -28), paper)
    c.fill(poly((1136, 716), (1180, 700), (1300, 590), (1346, 640), (1230, 800), (1150, 836)), PAPER)
    c.fill(poly((1180, 700), (1300, 590), (1320, 612), (1200, 740)), INK)
    c.fill(path("M1040 776 C1060 762 1100 762 1120 776 L1136 850 C1120 876 1060 876 1040 856 C1026 830 1026 800 1040 776 Z"), SAND)
    for i in range(3):
        c.fill(bar(1034, 800 + i * 20, 1082, 794 + i * 20, 5), INK)
    c.fill(poly((1120, 770), (1160, 756), (1178, 852), (1136, 862)), PAPER)
    return c


def cabiria() -> Canvas:
    """Moloch, and those who climb to him."""
    c = Canvas(INK)

    def both(shape: Shape) -> Shape:
        return shape + shape.mirrored(900)

    c.spatter(disc(900, 520, 760), RED, (900, 700), (900, -100), gap=12)
    c.fill(both(poly((900, 30), (1010, 100), (1130, 10), (1150, 150), (1310, 110), (1260, 270), (1400, 300), (1280, 430), (1360, 520), (1180, 600), (900, 600))), RED)
    c.fill(both(path("M900 620 L1180 620 C1330 650 1440 740 1450 900 L1470 1200 L900 1200 Z")), NIGHT)
    c.fill(both(path("M900 96 C1040 96 1150 190 1160 330 L1170 520 C1150 640 1050 740 900 744 Z")), SMOKE)
    c.fill(both(path("M900 262 L944 250 C990 190 1080 186 1140 236 L1150 316 C1080 386 980 392 930 352 L916 420 L900 420 Z")), INK)
    for x, y, r in ((796, 288, 58), (1004, 288, 58), (900, 178, 46)):
        c.fill(disc(x, y, r + 14), INK)
        c.fill(disc(x, y, r), PAPER)
        c.fill(disc(x, y + r * 0.2, r * 0.45), INK)
    c.fill(disc(900, 548, 190), INK)
    mouth = disc(900, 548, 160)
    c.fill(mouth, LAMP)
    with c.inside(mouth):
        c.fill(path("M740 760 L740 590 L776 540 L800 620 L846 490 L880 610 L912 450 L944 610 L976 510 L1004 620 L1030 550 L1064 620 L1064 760 Z"), RED)
        c.fill(union(poly((x - 36, 370), (x + 36, 370), (x, 370 + deep)) for x, deep in ((780, 110), (860, 84), (940, 84), (1020, 110))), INK)
    c.fill(both(poly((1176, 900), (1400, 870), (1440, 1200), (1200, 1200))), SMOKE)
    c.fill(both(path("M1330 700 C1400 720 1450 780 1440 850 L1410 900 L1186 900 C1180 870 1190 850 1220 846 L1310 830 Z")), SAND)
    for i in range(4):
        c.fill(both(limb((1208 + i * 52, 884, 44), (1208 + i * 52, 985 - abs(i - 1) * 14, 40))), SAND)
    tread = Plane(((800, 706), (1000, 706), (1196, 1220), (604, 1220)))
    c.fill(tread.tile(0, 0, 1, 1), SAND)
    for i in range(14):
        c.fill(tread.tile(0, (i + 0.74) / 14, 1, (i + 1) / 14), INK)
    for i in range(7):
        x, y = tread.at(0.5 + (0.2 if i % 2 else -0.2), 0.1 + i * 0.125)
        c.fill(robed(0.4 if i % 2 else -0.4).placed(x, y, 5 + i * 1.6), RED)
    return c


def fraulein_else() -> Canvas:
    """A fur coat in an empty lobby."""
    c = Canvas(NIGHT)
    floor = Plane(((420, 540), (1380, 540), (3000, 1240), (-1200, 1240)))
    c.fill(rect(0, 540, 1800, 1200), PAPER)
    for i in range(14):
        for j in range(8):
            if (i + j) % 2:
                c.fill(floor.tile(i / 14, j / 8, (i + 1) / 14, (j + 1) / 8), SAND)
    c.fill(rect(1110, 70, 1350, 540), LAMP)
    c.fill(rect(1222, 70, 1238, 540), INK)
    for x in (1010, 1380):
        c.fill(rect(x, 0, x + 70, 560) + rect(x - 14, 544, x + 84, 574), SMOKE)
    c.fill(rect(150, 0, 330, 800) + rect(124, 770, 356, 836), INK)
    c.fill(poly((690, 985), (800, 960), (380, 1210), (-200, 1210)), INK)
    c.fill(ellipse(740, 920, 170, 40), INK)
    c.fill(limb((706, 880, 36), (700, 972, 18)) + limb((772, 880, 36), (778, 980, 18)), PAPER)
    c.fill(ellipse(690, 984, 34, 13, -14) + ellipse(786, 990, 34, 13, 14), PAPER)
    coat = path("M700 440 C640 460 600 540 580 640 C556 760 530 850 520 915 C600 950 860 955 960 925 C940 850 924 760 900 650 C880 540 840 460 780 440 Z")
    c.fill(furred(coat, 17, 15), INK)
    collar = path("M680 430 C640 450 630 520 650 570 C670 640 710 690 742 740 C776 690 814 640 832 570 C852 520 840 450 800 430 L740 470 Z")
    c.fill(furred(collar, 14, 11), WINE)
    c.fill(path("M704 470 L740 560 L776 470 Z"), PAPER)
    c.fill(smooth((740, 300), (806, 326), (822, 390), (800, 446), (740, 456), (680, 446), (658, 390), (674, 326)), SAND)
    c.fill(path("M690 372 C720 376 760 366 784 346 C800 390 796 440 770 468 C750 486 724 482 708 464 C688 440 684 400 690 372 Z"), PAPER)
    c.fill(path("M704 408 Q718 416 734 408 L734 414 Q718 424 704 414 Z") + path("M750 406 Q766 412 782 400 L782 406 Q766 420 750 412 Z"), INK)
    c.fill(path("M732 450 Q744 444 758 448 Q746 460 732 450 Z"), RED)
    return c


def the_phantom_of_the_opera() -> Canvas:
    """The Red Death on the stairs."""
    c = Canvas(INK)
    for x in (300, 1500):
        c.fill(rect(x - 70, -10, x + 70, 900) + rect(x - 100, 0, x + 100, 60), NIGHT)
    c.fill(arch(900, 380, 270, 230), LAMP)
    stairs = Plane(((580, 370), (1220, 370), (2000, 1240), (-200, 1240)))
    for i in range(15):
        c.fill(stairs.tile(0, i / 15, 1, (i + 0.55) / 15), SAND)
        c.fill(stairs.tile(0, (i + 0.55) / 15, 1, (i + 1) / 15), SMOKE)
    crowd = ((560, 900, 4.0, -22), (440, 960, 4.6, -16), (310, 1010, 5.0, -12), (520, 1090, 5.4, -26), (350, 1170, 6.0, -18))
    for flip in (False, True):
        for x, y, size, lean in crowd:
            for shape, paper in zip(guest(), (INK, PAPER), strict=True):
                c.fill(shape.placed(1800 - x - 40 if flip else x, y + 30 * flip, size, -lean if flip else lean, flip=flip), paper)
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
    c.fill(disc(610, 430, 330), LAMP)
    face = path(
        "M610 716 L566 660 L520 590 C488 550 474 500 484 456 C420 420 370 330 400 200 C424 310 480 360 552 380 "
        "C590 366 630 366 668 380 C740 360 796 310 820 200 C850 330 800 420 736 456 C746 500 732 550 700 590 L654 660 Z"
    )
    ears = poly((490, 460), (420, 470), (500, 530)) + poly((730, 460), (800, 470), (720, 530))
    c.fill(face + ears, INK)
    c.fill(path("M510 476 L598 512 L586 534 C556 538 524 518 510 476 Z") + path("M710 476 L622 512 L634 534 C664 538 696 518 710 476 Z"), LAMP)
    c.fill(path("M540 590 C580 616 640 616 680 590 L660 626 L644 612 L628 640 L610 618 L592 640 L576 612 L560 626 Z"), LAMP)
    c.fill(poly((604, 530), (616, 530), (630, 590), (590, 590)), LAMP)
    roofs = ((60, 880, 200), (260, 1000, 150), (480, 900, 170), (700, 1010, 160), (880, 950, 140), (1100, 1030, 180), (1600, 940, 210), (1780, 1010, 160))
    for x, top, half in roofs:
        c.fill(poly((x - half * 0.7, 1240), (x - half * 0.7, top + half * 1.5), (x, top), (x + half, 1240)), INK)
        c.fill(poly((x, top), (x - half * 0.82, top + half * 1.5), (x - half * 0.3, top + half * 1.5)), SMOKE)
    c.fill(poly((1250, 1200), (1250, 900), (1230, 900), (1330, 560), (1430, 900), (1410, 900), (1410, 1200)), INK)
    c.fill(poly((1230, 900), (1330, 560), (1310, 900)) + rect(1250, 916, 1300, 1200), SMOKE)
    c.fill(rect(1325, 500, 1335, 580) + rect(1308, 522, 1352, 532), INK)
    for x, y, size, turn in (
        (1480, 430, 2.0, -16), (1180, 620, 1.75, -8), (1210, 330, 1.5, -18), (920, 560, 1.25, -12), (970, 300, 1.15, -20),
        (800, 420, 0.9, -18), (800, 230, 0.8, -24), (1440, 240, 1.1, -20), (1130, 170, 0.8, -22), (690, 170, 0.5, -28),
    ):
        c.fill(witch().placed(x, y, size, -turn, flip=True), INK)
    return c


def blackmail() -> Canvas:
    """A knife on a cloth."""
    c = Canvas(NIGHT)
    c.fill(poly((0, 330), (1800, 130), (1800, 1200), (0, 1200)), PAPER)
    for points in (((700, 252), (1030, 1200)), ((0, 830), (1800, 620)), ((1330, 182), (1800, 900))):
        c.line(poly(*points), 6, SAND)

    def knife(width: float, reach: float) -> tuple[Shape, ...]:
        across, along = width, reach
        blade = path("M210 -46 L720 -46 C790 -40 830 -10 850 46 L210 46 Z").scaled(along, across)
        edge = path("M210 10 L770 16 C806 22 836 30 850 46 L210 46 Z").scaled(along, across)
        handle = limb((30, 2, 66), (200, 0, 74)).scaled(along, across)
        return blade, edge, handle

    for shape in knife(1.5, 2.1)[::2]:
        c.fill(shape.turned(148).moved(1400, 240), INK)
    c.fill(path("M330 600 C200 610 110 690 60 780 L420 720 Z"), INK)
    c.fill(path("M280 610 C240 450 300 310 430 282 C510 266 590 282 650 320 L640 610 Z"), WINE)
    c.fill(path("M510 614 C470 470 510 330 610 302 C720 282 800 380 790 500 C786 550 776 586 756 604 Z"), RED)
    c.fill(path("M536 590 C506 466 536 354 618 328 C708 312 768 394 762 500 C758 540 750 570 736 584 Z"), LAMP)
    for i in range(3):
        c.fill(path("M0 0 C20 -40 60 -60 96 -60 L100 -48 C66 -46 34 -30 14 6 Z").placed(340 + i * 62, 430 - i * 26, 1, 12), RED)
    for shape, paper in zip(knife(1, 1), (SMOKE, SAND, INK), strict=True):
        c.fill(shape.turned(122).moved(1400, 240), paper)
    for x, y, rx, ry, paper in ((1360, 930, 210, 120, INK), (1350, 920, 210, 120, SMOKE), (1350, 914, 196, 110, PAPER), (1350, 900, 120, 70, INK), (1345, 876, 118, 66, PAPER), (1345, 880, 98, 52, WINE)):
        c.fill(ellipse(x, y, rx, ry), paper)
    return c


def a_throw_of_dice() -> Canvas:
    """Two kings and two dice."""
    c = Canvas(RED)

    def cusped(grow: float) -> Shape:
        lobes = [disc(x, y, 92 + grow) for x, y in arc(900, 500, 340, 170, 370)[::8]]
        return union((*lobes, rect(900 - 380 - grow, 500, 900 + 380 + grow, 1200), disc(900, 500, 330)))

    c.fill(cusped(56), WINE)
    c.fill(cusped(34), SAND)
    c.fill(cusped(0), INK)
    for flip in (False, True):
        king(c, smiling=flip, flip=flip)
    c.fill(rect(0, 1090, 1800, 1200), WINE)
    c.fill(poly((690, 900), (1110, 900), (1200, 990), (600, 990)), LAMP)
    c.fill(path("M600 990 L1200 990 L1186 1030 L1150 1030 L1140 1120 L1090 1120 L1090 1030 L710 1030 L710 1120 L660 1120 L650 1030 L614 1030 Z"), RED)
    die(c, 815, 640, 66, 16)
    die(c, 990, 500, 66, -24)
    return c


def king(c: Canvas, *, smiling: bool, flip: bool) -> None:
    """A king in profile on the left, or mirrored on the right."""

    def put(text: str, paper: Paper) -> None:
        c.fill(path(text).mirrored(900) if flip else path(text), paper)

    put("M330 420 L392 420 L372 700 L306 690 Z", WINE)
    put("M400 690 C280 720 200 800 170 1200 L620 1200 L640 1010 L600 800 L520 690 Z", PAPER)
    put("M440 720 C500 800 560 860 600 960 L610 1040 C540 930 470 850 400 790 Z", SAND)
    put(
        "M556 372 C572 392 576 410 571 428 L563 440 C575 464 594 488 610 512 C612 522 602 528 586 528 L585 534 C593 540 595 546 590 554 "
        "C584 557 583 560 587 566 C591 574 585 582 578 586 C585 602 584 620 570 632 C552 644 528 642 508 632 L504 740 L394 740 C404 670 400 600 386 540 L376 380 Z",
        SMOKE,
    )
    put("M428 500 C446 540 470 566 506 574 C524 548 556 530 590 538 L592 548 C576 546 564 552 560 562 C572 572 584 574 588 568 C590 576 586 584 579 587 C586 604 584 622 570 633 C520 652 450 620 428 560 Z", INK)
    put("M556 545 C570 538 590 540 600 532 L604 520 C612 536 604 552 586 556 C572 558 562 552 556 545 Z", INK)
    if smiling:
        put("M520 520 C536 556 566 570 592 562 L590 554 C570 558 548 548 534 518 Z", PAPER)
    put("M520 440 C536 426 556 424 572 430 L570 438 C554 434 538 438 524 448 Z", INK)
    put("M528 466 C542 454 558 454 568 460 C556 472 540 474 528 466 Z", INK)
    put("M404 462 C392 450 376 464 384 486 C390 504 402 510 408 500 Z", SAND)
    put("M340 424 C310 310 370 200 490 194 C590 190 646 256 626 330 C616 362 590 382 560 388 C490 372 410 380 340 424 Z", SAND)
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
    pips = ((0.5, 0.5),), ((0.25, 0.25), (0.75, 0.75)), ((0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75), (0.5, 0.5))
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
    c.fill(path("M330 990 L400 800 L1330 800 L1420 990 Z"), NIGHT)
    c.fill(path("M410 812 C400 720 450 690 540 690 C640 690 690 720 690 812 Z"), PAPER)
    c.fill(ellipse(545, 736, 66, 54, -8), INK)
    c.fill(path("M488 752 C500 812 600 816 612 752 C580 730 520 730 488 752 Z"), SAND)
    c.fill(path("M512 766 Q524 774 536 766") + path("M562 766 Q574 774 586 766"), INK)
    c.fill(path("M330 990 L396 800 C470 780 640 790 720 820 L720 990 Z"), NIGHT)
    c.fill(path("M610 1100 C630 980 740 900 900 900 C1060 900 1170 980 1190 1100 Z"), RED)
    for flip in (False, True):
        sleeve(c, flip=flip)
    c.fill(path("M900 550 L820 566 C780 590 764 700 770 960 L1030 960 C1036 700 1020 590 980 566 Z"), RED)
    c.fill(poly((776, 800), (1024, 800), (1030, 920), (770, 920)), INK)
    c.fill(rect(770, 848, 1030, 872), WINE)
    c.fill(poly((842, 552), (900, 690), (958, 552), (1000, 570), (900, 806), (800, 570)), PAPER)
    c.fill(path("M862 500 L862 566 L900 640 L938 566 L938 500 Z"), SAND)
    c.fill(path("M900 316 C1000 316 1034 380 1020 440 C1010 490 980 520 950 520 L850 520 C820 520 790 490 780 440 C766 380 800 316 900 316 Z") + ellipse(900, 300, 74, 46), INK)
    c.fill(path("M828 430 C840 392 880 384 900 360 C920 384 960 392 972 430 C976 490 944 546 900 562 C856 546 824 490 828 430 Z"), PAPER)
    c.fill(path("M842 448 C854 438 874 440 882 450 C870 458 854 458 842 448 Z") + path("M958 448 C946 438 926 440 918 450 C930 458 946 458 958 448 Z"), INK)
    c.fill(poly((840, 424), (884, 434), (884, 440), (840, 431)) + poly((960, 424), (916, 434), (916, 440), (960, 431)), INK)
    c.fill(path("M880 516 Q890 508 900 513 Q910 508 920 516 Q900 534 880 516 Z"), RED)
    return c


def sleeve(c: Canvas, *, flip: bool) -> None:
    """A kimono's sleeve and the pistol at its end."""

    def put(shape: Shape, paper: Paper) -> None:
        c.fill(shape.mirrored(900) if flip else shape, paper)

    put(path("M830 564 C760 580 690 640 600 730 L640 800 C630 880 620 940 600 990 L760 1000 L800 830 Z"), RED)
    put(path("M640 800 C630 880 620 940 600 990 L650 993 C668 930 680 870 684 790 L800 690 L790 670 Z"), WINE)
    put(path("M-50 -30 L-190 -30 L-190 -6 L-60 -2 L-56 10 C-40 26 -30 20 -28 6 L-10 0 L6 56 L38 50 L22 -20 L10 -34 Z").turned(-16).moved(590, 740), INK)
    put(path("M600 716 C580 716 566 734 572 756 C580 780 610 800 634 796 L650 760 Z"), PAPER)


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
    for radius, paper in ((0.36, INK), (0.345, PAPER), (0.33, RED), (0.292, PAPER), (0.165, INK), (0.155, SAND), (0.13, INK)):
        c.fill(floor.lay(disc(0.5, 0.5, radius)), paper)
    c.fill(floor.lay(star(0.5, 0.5, 0.122, 0.054, 8)), LAMP)
    for i in range(24):
        a = math.tau * i / 24
        c.fill(floor.lay(star(0.5 + 0.311 * math.cos(a), 0.5 + 0.311 * math.sin(a), 0.012, 0.012, 2)), PAPER)
    c.fill(poly((742, 770), (760, 776), (560, 900), (530, 890)), NIGHT)
    c.fill(gentleman().placed(750, 772, 1.7), INK)
    c.fill(gentleman_white().placed(750, 772, 1.7), PAPER)
    return c


SCENES = (
    les_vampires, the_cheat, cabiria, fraulein_else, the_phantom_of_the_opera,
    haxan, blackmail, a_throw_of_dice, that_nights_wife, the_oyster_princess,
)
