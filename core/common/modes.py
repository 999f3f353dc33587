"""The ways to travel: the one table of their words, labels, colours and lines."""

from __future__ import annotations

from typing import NamedTuple

from .text import tr
from .theme import ramp, theme

#: The words of the public parameter MODE, in the order in which modes are shown.
MODES = ("car", "bike", "foot")


class Mode(NamedTuple):
    """A way to travel, as people see it.

    ``title``: "By car"; ``by``: "by car", within a sentence. ``line``, ``near`` and ``far`` are
    colours (``#RRGGBB``): of a curve, and of the ground from the nearest to the farthest. ``dash``:
    solid, dash or dot, for people who cannot tell the colours apart.
    """

    word: str
    title: str
    by: str
    line: str
    near: str
    far: str
    dash: str

    def bands(self, count: int) -> list[str]:
        """``count`` colours of its hue, nearest (darkest) first."""
        return ramp(self.near, self.far, count)


def mode_of(word: str) -> Mode:
    """The mode of a word; one that is not in the table is its own label, and looks like a car."""
    labels = {
        "car": (tr("By car"), tr("by car")),
        "bike": (tr("By bike"), tr("by bicycle")),
        "foot": (tr("On foot"), tr("on foot")),
    }
    title, by = labels.get(word, (word, word))
    looks = theme()["modes"]
    return Mode(word, title, by, **looks.get(word, looks[MODES[0]]))


def by_mode(word: str) -> str:
    """How one travels, within a sentence: "by car"."""
    return mode_of(word).by
