"""The pictures of ranks thirty to twenty-one."""

from .canvas import Canvas
from .figures import chimney, robed, vamp, witch
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
    c.fill(arch(900, 360, 200, 190), LAMP)
    stairs = Plane(((700, 340), (1100, 340), (1900, 1220), (-100, 1220)))
    edges = [0.0]
    for i in range(15):
        edges.append(edges[-1] + 0.04 + i * 0.0)
    for i in range(20):
        c.fill(stairs.tile(0, i / 20, 1, (i + 0.5) / 20), SAND)
        c.fill(stairs.tile(0, (i + 0.5) / 20, 1, (i + 1) / 20), SMOKE)
    return c


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
    c.fill(poly((820, 200), (980, 200), (1590, 1110), (210, 1110)), LAMP)
    return c


def the_oyster_princess() -> Canvas:
    """Kept waiting on a floor."""
    c = Canvas(PAPER)
    floor = Plane(((-200, 60), (1300, -320), (2500, 760), (500, 1700)))
    for i in range(12):
        for j in range(12):
            x, y = (i + 0.5) / 12, (j + 0.5) / 12
            c.fill(floor.lay(star(x, y, 0.036, 0.016, 8)), NIGHT)
            c.fill(floor.lay(poly((x + 0.0417, y + 0.015), (x + 0.06, y + 0.0417), (x + 0.0417, y + 0.068), (x + 0.023, y + 0.0417))), RED)
    for radius, paper in ((0.34, INK), (0.325, PAPER), (0.315, RED), (0.285, PAPER), (0.15, INK), (0.14, SAND)):
        c.fill(floor.lay(disc(0.46, 0.48, radius)), paper)
    c.fill(floor.lay(disc(0.46, 0.48, 0.11)), INK)
    c.fill(floor.lay(star(0.46, 0.48, 0.1, 0.045, 8)), LAMP)
    return c


SCENES = (
    les_vampires, the_cheat, cabiria, fraulein_else, the_phantom_of_the_opera,
    haxan, blackmail, a_throw_of_dice, that_nights_wife, the_oyster_princess,
)
