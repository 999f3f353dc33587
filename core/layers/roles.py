"""The roles of layers and files in the flow: a table, no behaviour.

A *role* is what a layer or a file is for ("places", "network", ...). What an algorithm gives with a
role is proposed wherever another takes that role; styles, the layer tree and the dock's pages
follow from it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..common.text import tr


@dataclass(frozen=True)
class Role:
    """What a layer or a file can be for."""

    id: str
    #: What it is called, in the user's language.
    title: Callable[[], str]
    #: How it looks: a key of ``style.STYLES``; "" for what is not drawn.
    style: str = ""
    #: It fills its polygons: only one such layer is shown at a time.
    is_filled: bool = False
    #: It is a table: lines to read, nothing to draw.
    is_table: bool = False
    #: It is of no use when it has no line.
    needs_lines: bool = False


_TABLE = (
    # Layers, from the top of the layer tree down: points and outlines hide nothing.
    Role("sites", lambda: tr("Suggested sites"), "sites"),
    Role("changes", lambda: tr("Places that changed"), "changes", needs_lines=True),
    Role("places", lambda: tr("Places"), "places"),
    # Of a scenario that was tried out: no step uses these two by itself.
    Role("scenario_places", lambda: tr("Places"), "places"),
    Role("outline", lambda: tr("Zones"), "outline"),
    Role("territories", lambda: tr("Territories"), "fragility"),
    Role("communes", lambda: tr("Communes"), "outline", is_filled=True),
    Role("isochrones", lambda: tr("Isochrones"), "isochrones", is_filled=True),
    Role("what_if", lambda: tr("What if")),
    Role("coverage", lambda: tr("Coverage"), "coverage", is_filled=True),
    Role("scenario_coverage", lambda: tr("Coverage"), "coverage", is_filled=True),
    Role("evolution", lambda: tr("Evolution"), "evolution", is_filled=True),
    Role("straight_line", lambda: tr("Straight-line distances"), "straight_line", is_filled=True),
    Role("accessibility", lambda: tr("Places per inhabitant within reach"), "accessibility",
         is_filled=True),
    Role("travel_times", lambda: tr("Travel times"), "travel_times", is_filled=True),
    Role("fragility", lambda: tr("Fragility"), "fragility", is_filled=True),
    # Tables.
    Role("indicators", lambda: tr("Indicators"), is_table=True),
    Role("report", lambda: tr("Census report"), "table", is_table=True),
    Role("geocoding_report", lambda: tr("Geocoding report"), "table", is_table=True),
    Role("review", lambda: tr("Review of the pairs"), "table", is_table=True),
    Role("totals", lambda: tr("Coverage in all"), "table", is_table=True),
    Role("conflicts", lambda: tr("Conflicts and remarks"), "table", is_table=True,
         needs_lines=True),
    Role("failures", lambda: tr("Failures"), "table", is_table=True, needs_lines=True),
    Role("unmatched", lambda: tr("Codes without counterpart"), "table", is_table=True,
         needs_lines=True),
    Role("deciles", lambda: tr("Times by tenth of fragility"), "table", is_table=True,
         needs_lines=True),
    Role("lorenz", lambda: tr("Lorenz curves of the times"), "table", is_table=True,
         needs_lines=True),
    Role("straight_deciles", lambda: tr("Straight-line distances by tenth of fragility"), "table",
         is_table=True, needs_lines=True),
    # Files.
    Role("census", lambda: tr("Census")),
    Role("roads", lambda: tr("Roads")),
    Role("network", lambda: tr("Network file")),
    # What a person chose for a merge: the two lists to merge next, and those merged last.
    Role("first_list", lambda: tr("Base: your places")),
    Role("second_list", lambda: tr("Incoming places")),
    Role("merge_base", lambda: tr("Base: your places")),
    Role("merge_incoming", lambda: tr("Incoming places")),
)  # fmt: skip

#: Every role by its id, in the order of the layer tree.
ROLES = {role.id: role for role in _TABLE}

_RANKS = {role.id: rank for rank, role in enumerate(_TABLE) if not role.is_table}


def rank(role: str) -> int:
    """Where a role lies in the layer tree, 0 on top; tables, and what has no role, lie last."""
    return _RANKS.get(role, len(_TABLE))


def is_filled(role: str) -> bool:
    """Whether a layer of this role hides those below."""
    return role in ROLES and ROLES[role].is_filled
