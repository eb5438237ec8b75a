"""The pictures of ranks ten to one."""

import math

from .canvas import Canvas
from .figures import boots, desert, pram, wheel
from .palette import INK, LAMP, NIGHT, PAPER, RED, SAND, SMOKE, WINE
from .shapes import Plane, Point, bar, disc, ellipse, furred, limb, path, poly, rect, smooth, union, wedge


def pandoras_box() -> Canvas:
    """Lulu, and the shadow."""
    c = Canvas(RED)
    c.fill(poly((930, -10), (1600, -10), (1500, 1210), (900, 1210)), LAMP)
    c.fill(
        path(
            "M1150 1210 L1190 800 C1170 680 1180 560 1220 480 L1060 500 C1050 540 1046 560 1040 580 L1002 574 C1004 540 1000 520 996 500 "
            "L880 476 L884 444 L1000 450 L1012 430 L1066 440 L1230 390 C1260 370 1290 350 1316 340 C1290 300 1284 240 1310 200 "
            "C1340 156 1410 150 1440 200 C1466 250 1456 310 1420 350 C1470 370 1520 410 1530 480 L1560 1210 Z"
        ),
        INK,
    )
    for text, paper in (
        ("M560 820 L550 1000 C470 1040 300 1060 210 1260 L1060 1260 C980 1070 830 1050 740 1000 L730 820 Z", PAPER),
        ("M560 800 L552 950 C620 980 700 950 742 880 L732 800 Z", SAND),
        ("M640 170 C460 160 376 300 366 460 C356 600 356 720 390 810 C440 850 510 800 530 740 L760 740 C780 800 850 850 896 804 C926 710 930 580 914 450 C900 300 820 176 640 170 Z", INK),
        ("M440 480 L840 480 C860 630 830 770 766 850 C724 896 684 918 642 918 C600 918 558 896 516 850 C452 770 424 630 440 480 Z", PAPER),
        ("M400 440 L892 440 L886 512 L402 512 Z", INK),
        ("M396 500 C430 620 460 690 548 716 C520 780 440 850 392 806 Z M892 500 C854 620 822 690 734 716 C764 780 850 850 894 806 Z", INK),
        ("M430 330 C470 250 560 220 660 226 C580 240 500 280 456 360 Z M474 372 C500 320 540 290 590 272 C550 300 516 340 500 384 Z", SMOKE),
        ("M478 620 C504 566 580 556 618 616 C590 640 520 644 478 620 Z M666 616 C704 556 780 566 806 620 C764 644 694 640 666 616 Z", INK),
        ("M496 616 C520 588 570 584 604 616 C580 628 526 630 496 616 Z M680 616 C714 584 764 588 788 616 C758 630 704 628 680 616 Z", PAPER),
        ("M476 560 C510 530 570 532 614 556 C570 546 516 546 476 560 Z M670 556 C714 532 774 530 808 560 C768 546 714 546 670 556 Z", INK),
        ("M622 734 Q642 750 662 734 L656 746 Q642 756 628 746 Z", SAND),
        ("M584 806 C604 782 628 786 642 796 C656 786 680 782 700 806 C678 848 606 848 584 806 Z", RED),
        ("M584 806 C610 812 674 812 700 806 C674 818 610 818 584 806 Z", WINE),
    ):
        c.fill(path(text).turned(-8, 640, 600).moved(-70, 20), paper)
    for x in (562, 740):
        c.fill(disc(x, 604, 21).turned(-8, 640, 600).moved(-70, 20), INK)
    return c


def greed() -> Canvas:
    """Death Valley."""
    c = Canvas(RED)
    c.fill(disc(960, 460, 400), LAMP)
    c.fill(poly((0, 800), (0, 750), (240, 726), (420, 764), (640, 744), (900, 770), (1180, 750), (1420, 716), (1640, 756), (1800, 740), (1800, 800)), INK)
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
    c.fill(poly((664, 930), (690, 930), (420, 1090), (380, 1080)) + poly((800, 934), (900, 934), (640, 1060), (560, 1050)) + poly((1000, 940), (1190, 930), (1000, 1030), (860, 1020)), NIGHT)
    for shape, spot in zip(desert(), ((676, 934), (850, 938), (1110, 940)), strict=True):
        c.fill(shape.placed(*spot, 2.5), INK)
    return c


def nosferatu() -> Canvas:
    """Up the stairs."""
    c = Canvas(SAND)
    c.fill(poly((1300, 170), (1570, 150), (1570, 830), (1300, 770)), LAMP)
    c.fill(poly((1322, 190), (1570, 172), (1570, 812), (1322, 752)), NIGHT)
    for y0, y1 in ((240, 440), (490, 720)):
        c.line(poly((1370, y0 + 2), (1540, y0 - 12), (1540, y1 + 34), (1370, y1)), 8, INK, closed=True)
    c.fill(disc(1346, 480, 13), SAND)
    shadow = path(
        "M380 1210 C400 1010 430 850 440 720 C440 600 480 500 560 440 C600 410 640 400 660 396 C640 330 650 250 710 206 "
        "C770 176 850 200 870 262 L884 286 L880 300 C900 330 916 350 920 366 C916 376 900 376 890 374 L892 390 L876 394 L884 404 L866 408 L872 424 "
        "C866 440 830 446 800 440 C840 470 860 520 850 580 C830 700 800 800 800 900 C800 1000 830 1100 860 1210 Z"
    )
    ear = path("M730 330 C700 300 680 240 676 170 C716 200 756 250 766 300 Z")
    c.fill(shadow + ear + poly((872, 392), (884, 392), (876, 416)), INK)
    c.fill(limb((700, 490, 120), (880, 560, 62), (1010, 540, 38), (1120, 470, 34), bend=True), INK)
    for tip, knee in (((1286, 330), (1200, 340)), ((1300, 400), (1220, 390)), ((1296, 462), (1224, 442)), ((1270, 530), (1210, 492)), ((1160, 590), (1176, 530))):
        c.fill(limb((1114, 466, 24), (*knee, 15), (*tip, 2), bend=True), INK)
    c.fill(limb((760, 640, 90), (900, 760, 44), (990, 730, 30), bend=True), INK)
    for tip, knee in (((1110, 640), (1060, 660)), ((1130, 700), (1070, 700)), ((1116, 760), (1062, 742)), ((1050, 820), (1034, 776))):
        c.fill(limb((984, 730, 20), (*knee, 13), (*tip, 2), bend=True), INK)
    c.fill(poly((0, 1210), (0, 1190), (1240, 770), (1570, 840), (1800, 880), (1800, 1210)), NIGHT)
    c.line(poly((-20, 1000), (1230, 560)), 26, NIGHT)
    for i in range(9):
        x = 60 + i * 140
        c.fill(rect(x, 985 - (x + 20) * 0.352, x + 22, 1190 - x * 0.339), NIGHT)
    c.fill(rect(1210, 500, 1252, 800) + disc(1231, 490, 34), NIGHT)
    return c


def the_cabinet_of_dr_caligari() -> Canvas:
    """Cesare goes home."""
    c = Canvas(SAND)
    c.fill(poly((0, 1210), (0, 800), (420, 700), (700, 560), (980, 500), (1260, 640), (1800, 780), (1800, 1210)), SMOKE)
    houses = (
        ((250, 1210), (330, 420), (420, 130), (560, 470), (500, 1210), WINE),
        ((1180, 900), (1270, 430), (1330, 240), (1420, 470), (1400, 1000), WINE),
        ((-20, 1210), (60, 560), (200, 260), (330, 620), (400, 1210), INK),
        ((1330, 1210), (1330, 600), (1500, 120), (1640, 560), (1820, 1210), INK),
    )
    path_points = ((520, 1210), (1000, 1210), (1240, 1010), (800, 850), (1060, 740), (930, 640), (990, 560), (930, 540), (840, 640), (900, 740), (560, 850), (900, 1010))
    c.fill(poly(*path_points), PAPER)
    for *points, paper in houses:
        c.fill(poly(*points), paper)
    for x, y, size, turn, paper in ((120, 640, 1, -8, SMOKE), (230, 760, 1.2, 6, SMOKE), (130, 920, 1.3, -10, SMOKE), (440, 520, 0.8, 10, INK), (1480, 470, 1.3, 8, LAMP), (1590, 700, 1.1, -10, SMOKE), (1450, 820, 1.2, 12, SMOKE), (1320, 470, 0.8, -8, INK)):
        c.fill(poly((-40, -50), (46, -66), (34, 56), (-30, 44)).placed(x, y, size, turn), paper)
        c.fill((bar(0, -70, 2, 60, 8) + bar(-50, 2, 50, -8, 8)).placed(x, y, size, turn), INK if paper != INK else WINE)
    sleepwalker(c)
    return c


def sleepwalker(c: Canvas) -> None:
    """Cesare, thin and black, with Jane over his arm."""
    hip, foot = (900, 560), 764
    c.fill(limb((*hip, 58), (842, 660, 36), (868, 752, 24)) + path(f"M850 {foot - 18} L884 {foot - 18} L880 {foot} L806 {foot} Z"), INK)
    c.fill(limb((*hip, 58), (946, 650, 36), (1000, 730, 24)) + path("M986 716 L1016 730 L988 768 L944 772 Z"), INK)
    c.fill(path("M870 330 C850 380 860 480 866 560 L940 570 C950 480 956 390 930 330 Z"), INK)
    c.fill(limb((900, 340, 40), (888, 290, 30)) + ellipse(880, 256, 36, 48, -14), INK)
    c.fill(path("M846 262 C842 240 852 220 866 216 C860 236 862 262 872 292 C858 292 848 280 846 262 Z"), PAPER)
    c.fill(path("M780 440 C840 380 950 370 1010 410 C1060 470 1090 580 1110 680 L1070 640 L1060 690 L1020 630 L1000 670 C990 590 970 520 930 490 C880 480 830 490 800 520 C780 560 776 600 772 640 L744 596 C750 540 756 480 780 440 Z"), PAPER)
    c.fill(limb((800, 470, 24), (756, 560, 17), (752, 660, 9), bend=True), PAPER)
    c.fill(path("M740 590 C720 600 716 630 728 652 C730 680 720 710 700 730 C740 720 780 690 784 640 C790 610 770 586 740 590 Z"), INK)
    c.fill(limb((880, 370, 34), (820, 440, 26), (890, 476, 22), (960, 440, 18), bend=True), INK)


def battleship_potemkin() -> Canvas:
    """The pram."""
    c = Canvas(RED)
    c.fill(poly((-600, 400), (700, 400), (-300, 860), (-1600, 860)), PAPER)
    for i in range(5):
        x = 268 + i * 104
        c.fill(poly((x - 30, 418), (x + 44, 418), (x - 500, 668), (x - 590, 668)), SMOKE)
    for i in range(18):
        x, y = 700 + i * 116, 400 + i * 74
        c.fill(poly((x, y), (x + 116, y), (x - 1884, y + 920), (x - 2000, y + 920)), PAPER)
        c.fill(poly((x + 116, y), (x + 116, y + 74), (x - 1884, y + 994), (x - 1884, y + 920)), SMOKE)
    for i in range(5):
        dark, white = boots()
        c.fill(white.placed(268 + i * 104, 420, 4.2), PAPER)
        c.fill(dark.placed(268 + i * 104, 420, 4.2), INK)
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
        c.fill(disc(900 + 456 * math.cos(a), 540 + 456 * math.sin(a), 24), LAMP if i == 19 else SMOKE)
        c.fill(bar(900 + 404 * math.cos(a), 540 + 404 * math.sin(a), 900 + 360 * math.cos(a), 540 + 360 * math.sin(a), 13), INK)
    for end in ((585, 720), (1262, 690)):
        c.fill(bar(900, 540, *end, 50, 18), RED)
    c.fill(disc(900, 540, 58), RED)
    c.fill(disc(900, 540, 26), INK)
    c.fill(poly((520, 1040), (1280, 1040), (1360, 1210), (440, 1210)), INK)
    c.fill(rect(520, 1040, 1280, 1056), SMOKE)
    worker(c)
    return c


def worker(c: Canvas) -> None:
    """Freder at the hands, arms and legs spread."""
    c.fill(path("M850 770 C876 752 924 750 956 764 L950 830 C946 860 940 884 936 910 L866 912 C864 880 856 850 852 824 Z"), INK)
    c.fill(limb((866, 786, 40), (790, 730, 30), (722, 640, 24)) + limb((944, 780, 40), (1020, 716, 30), (1084, 622, 24)), INK)
    c.fill(limb((882, 904, 50), (826, 970, 38), (806, 1030, 28)) + path("M790 1020 L822 1020 L822 1042 L766 1042 Z"), INK)
    c.fill(limb((920, 904, 50), (984, 960, 38), (1004, 1030, 28)) + path("M990 1020 L1020 1020 L1048 1042 L990 1042 Z"), INK)
    c.fill(disc(720, 634, 19) + disc(1086, 616, 19), INK)
    c.fill(path("M884 760 L890 730 C866 716 862 676 888 660 C916 646 944 664 942 696 C942 716 930 730 918 736 L920 760 Z"), INK)
    c.fill(path("M862 676 C866 646 936 634 946 668 L950 680 L866 688 Z"), INK)


def the_general() -> Canvas:
    """On the rod."""
    c = Canvas(NIGHT)
    c.fill(disc(900, 600, 270), LAMP)
    c.fill(rect(0, 0, 1800, 190), INK)
    c.fill(rect(0, 190, 1800, 216), SMOKE)
    c.fill(union(disc(75 + i * 110, 150, 12) for i in range(16)), SMOKE)
    for x in (300, 1500):
        c.fill(disc(x, 670, 420), INK)
        c.fill(wheel(x, 670, 392, 52, 14, 96, 8), RED)
        c.fill(wedge(x, 670, 340, 205, 335), RED)
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
    c.fill(path("M850 830 C900 790 980 780 1040 800 C1060 810 1066 830 1060 850 L1052 1000 L1000 1000 L996 872 L850 880 Z"), NIGHT)
    c.fill(path("M830 840 C880 800 940 800 1000 824 C1016 836 1018 850 1014 866 L1000 1020 L944 1020 L948 884 L836 880 Z"), INK)
    c.fill(path("M940 1010 L1004 1010 L1050 1040 L1050 1052 L940 1052 Z") + path("M1000 990 L1056 990 L1096 1016 L1096 1030 L1000 1030 Z"), INK)
    c.fill(limb((880, 650, 64), (900, 780, 48), (980, 800, 40)), INK)
    c.fill(limb((960, 660, 50), (1010, 770, 42), (972, 690, 30), (968, 640, 26)), PAPER)
    c.fill(path("M890 520 L890 600 L950 610 L950 560 Z"), SAND)
    c.fill(path("M876 470 L984 470 C988 500 990 512 1000 530 L1004 546 L988 552 C990 566 990 590 976 604 C960 612 930 606 910 590 C890 570 878 530 876 470 Z"), PAPER)
    c.fill(path("M874 470 C866 510 874 550 892 570 L906 540 C910 520 920 510 924 490 L924 470 Z"), INK)
    c.fill(path("M952 506 L988 502 L986 514 L958 516 Z") + path("M960 578 L986 574 L984 581 L962 584 Z"), INK)
    c.fill(path("M968 650 C950 640 946 616 960 606 C980 596 1006 606 1004 630 C1002 646 986 656 968 650 Z"), PAPER)
    c.fill(path("M836 470 C880 446 980 440 1040 458 L1036 474 C980 466 890 468 840 484 Z") + path("M862 466 L858 412 C900 398 970 396 1006 406 L1004 454 Z"), INK)
    c.fill(path("M861 448 L1004 436 L1004 454 L862 466 Z"), SMOKE)


def the_last_laugh() -> Canvas:
    """The coat."""
    c = Canvas(INK)
    c.fill(rect(0, 0, 1800, 60) + rect(140, 60, 330, 960) + rect(1470, 60, 1660, 960), NIGHT)
    c.fill(path("M420 960 L420 420 C420 200 620 110 900 110 C1180 110 1380 200 1380 420 L1380 960 Z"), LAMP)
    for x, width in ((560, 18), (884, 32), (1222, 18)):
        c.fill(rect(x, 90, x + width, 960), INK)
    c.fill(rect(410, 372, 1390, 400), INK)
    c.fill(poly((900, 400), (1240, 460), (1240, 960), (900, 960)), SMOKE)
    c.fill(poly((930, 440), (1204, 484), (1204, 900), (930, 900)), LAMP)
    c.fill(bar(1150, 680, 1150, 780, 18), INK)
    c.fill(poly((0, 960), (1800, 960), (1800, 1210), (0, 1210)), NIGHT)
    c.fill(ellipse(760, 1050, 330, 40), INK)
    doorman(c)
    for i in range(64):
        x, y = (i * 397) % 2100 - 150, (i * 229) % 1300 - 60
        c.fill(bar(x, y, x - 56, y + 170, 7, 3), SMOKE)
    return c


def doorman(c: Canvas) -> None:
    """The coat, and the man in it."""
    coat = path(
        "M640 440 C580 456 540 500 530 580 C520 700 510 860 480 1040 C600 1064 920 1064 1040 1040 C1010 860 1000 700 990 580 "
        "C980 500 940 456 880 440 L820 420 L700 420 Z"
    )
    c.fill(coat, NIGHT)
    c.fill(path("M880 440 C940 456 980 500 990 580 C1000 700 1010 860 1040 1040 C1000 1050 940 1056 880 1058 C900 860 900 640 880 440 Z"), INK)
    c.fill(path("M560 560 C520 620 520 740 560 800 L620 800 C640 740 620 640 600 560 Z"), INK)
    c.fill(path("M556 790 L626 790 L622 840 C610 860 570 860 560 840 Z") + path("M920 790 L990 790 L984 840 C972 860 932 860 924 840 Z"), PAPER)
    c.fill(rect(548, 770, 632, 796) + rect(912, 770, 996, 796), SAND)
    for x in (604, 916):
        c.fill(furred(ellipse(x, 470, 66, 26, 20 if x > 760 else -20), 16, 10), SAND)
    c.fill(union(disc(760 + side * (74 + i * 7), 540 + i * 98, 21) for i in range(5) for side in (-1, 1)), PAPER)
    c.fill(path("M680 420 L760 480 L840 420 L850 440 L760 520 L670 440 Z"), RED)
    c.fill(path("M676 290 L844 290 C850 350 846 400 820 430 C790 450 730 450 700 430 C674 400 670 350 676 290 Z"), PAPER)
    c.fill(path("M666 330 C640 380 640 440 670 490 C690 500 706 480 716 450 C730 420 744 410 760 410 C776 410 790 420 804 450 C814 480 830 500 850 490 C880 440 880 380 854 330 C848 370 830 392 800 388 C784 376 736 376 720 388 C690 392 672 370 666 330 Z"), SMOKE)
    c.fill(rect(704, 334, 734, 342) + rect(786, 334, 816, 342) + rect(742, 404, 778, 410), INK)
    c.fill(path("M672 300 L664 216 C700 190 820 190 856 216 L848 300 Z"), NIGHT)
    c.fill(path("M670 282 C720 262 800 262 850 282 L852 310 C800 294 720 294 668 310 Z"), SAND)
    c.fill(path("M664 310 C720 292 800 292 856 310 C850 330 820 326 760 326 C700 326 670 330 664 310 Z"), INK)


def the_passion_of_joan_of_arc() -> Canvas:
    """The face."""
    c = Canvas(NIGHT)
    c.fill(poly((1240, 210), (1450, 110), (1450, 950), (1240, 1050)), LAMP)
    c.fill(bar(1345, 100, 1345, 1060, 30) + bar(1200, 520, 1490, 382, 30), INK)
    joan(c)
    return c


def joan(c: Canvas) -> None:
    """A cropped head, tilted back and looking up to the right."""
    for text, paper in (
        ("M440 640 L470 900 L300 1300 L960 1300 L760 980 L690 820 Z", SAND),
        ("M470 700 L500 900 L560 1040 L700 960 L690 820 Z", SMOKE),
        ("M200 1110 L470 960 L620 1090 L770 1000 L980 1150 L1000 1400 L100 1400 Z", INK),
        ("M420 700 C340 640 310 520 330 420 C350 260 470 150 620 150 C730 150 810 210 826 320 L770 420 L500 640 Z", INK),
        ("M500 330 L540 350 L560 306 L600 330 L630 284 L668 312 L706 276 L738 310 L774 290 L806 330 C820 370 818 400 808 430 C816 470 830 490 828 520 C826 580 806 640 784 690 C776 730 768 770 752 800 C730 836 690 846 650 834 C580 800 520 750 480 690 C450 640 440 600 440 540 C450 460 470 400 500 330 Z", PAPER),
        ("M440 540 C450 460 470 400 500 330 L520 345 C500 420 500 500 530 560 C540 620 570 680 600 730 C620 780 640 810 650 834 C580 800 520 750 480 690 C450 640 440 600 440 540 Z", SAND),
        ("M450 560 C420 530 400 550 406 590 C412 640 440 670 466 650 Z", SAND),
        ("M716 440 C724 500 744 550 764 596 C760 618 740 626 716 618 L700 600 C712 560 706 500 690 450 Z", SAND),
        ("M706 606 C716 622 744 626 760 610 L766 598 C770 616 756 634 736 632 C720 632 708 620 706 606 Z", INK),
        ("M556 490 C580 446 650 440 684 492 C660 526 590 530 556 490 Z", INK),
        ("M570 490 C590 462 640 458 670 492 C650 512 600 514 570 490 Z", PAPER),
        ("M738 486 C756 448 800 446 818 480 C806 514 764 518 738 486 Z", INK),
        ("M750 486 C764 462 796 460 808 480 C798 500 770 504 750 486 Z", PAPER),
        ("M540 430 C576 396 640 392 680 416 C640 406 590 408 548 442 Z", INK),
        ("M742 412 C764 396 796 396 812 408 C794 406 766 408 746 422 Z", INK),
        ("M662 708 C690 690 706 696 718 702 C730 694 744 694 760 702 C744 738 690 740 662 708 Z", WINE),
        ("M650 520 C660 556 668 590 662 640 C658 656 644 656 642 640 C640 600 648 560 650 520 Z", SMOKE),
    ):
        c.fill(path(text).turned(-14, 600, 560).moved(30, 20), paper)
    for x, y in ((634, 480), (788, 478)):
        c.fill(disc(x, y, 19).turned(-14, 600, 560).moved(30, 20), INK)


def sunrise() -> Canvas:
    """The tram."""
    c = Canvas(NIGHT)
    for x, top, width in ((1060, 470, 70), (1120, 380, 80), (1190, 260, 90), (1270, 330, 70), (1330, 210, 80), (1400, 400, 90), (1480, 460, 120)):
        c.fill(rect(x, top, x + width, 640), INK)
        c.fill(rect(x, top, x + width * 0.3, 640), SMOKE)
    c.fill(rect(0, 620, 1800, 830), SMOKE)
    for i in range(24):
        x, y = (i * 397) % 1900 - 60, 640 + (i * 61) % 150
        c.fill(ellipse(x, y, 90, 5), NIGHT)
    c.fill(poly((0, 900), (700, 850), (1380, 640), (1800, 630), (1800, 1210), (0, 1210)), INK)
    for y0 in (1010, 1150):
        c.fill(bar(200, y0, 1430, 646, 16, 3), SAND)
    tram(c)
    for x, width, lean in ((330, 80, -20), (200, 50, 10), (1530, 70, 20), (1640, 110, -10)):
        c.fill(bar(x, 1210, x + lean, -20, width, width * 0.6), INK)
    crowns = smooth((-40, -60), (700, -60), (640, 70), (520, 110), (470, 200), (330, 180), (240, 260), (120, 210), (-40, 300))
    c.fill(furred(crowns, 34, 26), INK)
    right = smooth((1840, -60), (1360, -60), (1420, 60), (1500, 90), (1540, 190), (1660, 190), (1840, 280))
    c.fill(furred(right, 34, 26), INK)
    return c


def tram(c: Canvas) -> None:
    """A tram going away to the right, one window lit."""
    side = Plane(((560, 420), (1160, 500), (1160, 770), (560, 970)))
    c.fill(poly((440, 450), (560, 420), (560, 970), (440, 920)), WINE)
    c.fill(poly((462, 500), (542, 484), (542, 690), (462, 684)), INK)
    c.fill(side.tile(0, 0, 1, 0.94), RED)
    c.fill(side.tile(0, 0.52, 1, 0.58) + side.tile(0, 0.8, 1, 1), INK)
    for i in range(6):
        c.fill(side.tile(0.05 + i * 0.155, 0.13, 0.165 + i * 0.155, 0.48), LAMP if i == 2 else INK)
    c.fill(path("M420 446 L560 396 L1176 488 L1190 506 L560 430 L430 474 Z"), INK)
    c.fill(path("M520 410 L600 356 L1080 444 L1100 480 L600 420 Z"), INK)
    c.line(poly((820, 420), (620, 250)), 7, INK)
    c.line(poly((0, 190), (620, 250), (1420, 560)), 5, INK)
    c.fill(union(side.lay(ellipse(u, 1.0, 0.05, 0.085)) for u in (0.16, 0.3, 0.72, 0.86)), INK)


SCENES = (
    pandoras_box, greed, nosferatu, the_cabinet_of_dr_caligari, battleship_potemkin,
    metropolis, the_general, the_last_laugh, the_passion_of_joan_of_arc, sunrise,
)
