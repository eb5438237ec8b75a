"""Every scene by the name of its picture, in the order of the book."""

from collections.abc import Callable

from . import scenes_10_1, scenes_20_11, scenes_30_21
from .canvas import Canvas

SCENES: dict[str, Callable[[], Canvas]] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (*scenes_30_21.SCENES, *scenes_20_11.SCENES, *scenes_10_1.SCENES)
}
