"""The groups of the toolbox: what an algorithm is about."""

from __future__ import annotations

from collections.abc import Callable

from ..common.text import tr

#: Id of a group -> its name, in the user's language.
GROUPS: dict[str, Callable[[], str]] = {
    "census": lambda: tr("Census"),
    "fragility": lambda: tr("Fragility"),
    "travel": lambda: tr("Network and travel times"),
    "coverage": lambda: tr("Coverage"),
    "sites": lambda: tr("New sites"),
    "publishing": lambda: tr("Project, atlas and web map"),
}
