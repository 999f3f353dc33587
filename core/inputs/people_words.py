"""What is said of people: how they were placed, and whose territories overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..common.progress import Progress
from ..common.speech import named, significant, whole
from ..common.text import plural, tr
from .given import Given

if TYPE_CHECKING:
    import numpy as np

    from ..access.coverage import People
    from ..access.demand import Demand
    from ..territories.zones import Zones

#: Pairs of territories named, and polygons, at most.
_NAMED, _POLYGONS = 10, 20


def tell_threshold(
    progress: Progress, people: People, is_given: bool, layer: str, field: str
) -> None:
    """Warns of a threshold (``is_given``, or that of the average inhabitant) that all the scores of
    a field are above, or none."""
    counted = people.population > 0
    scores = people.fragility[counted & (people.fragility == people.fragility)]
    fragile = people.fragile[counted].sum()
    if not len(scores) or 0 < fragile < len(scores):
        return
    words = {
        "layer": layer,
        "field": field,
        "low": significant(scores.min()),
        "high": significant(scores.max()),
        "threshold": significant(people.threshold),
    }
    if not is_given:
        progress.warn(
            tr(
                "{layer}: all the scores in the field {field} are {low}: nobody is more fragile "
                "than another. Check the field.",
                **words,
            )
        )
    elif fragile:
        progress.warn(
            tr(
                "FRAGILITY_THRESHOLD is {threshold}, and the scores in the field {field} of "
                "{layer} go from {low} to {high}: everybody counts as fragile. Check that both are "
                "on one scale (shares and per cents are not).",
                **words,
            )
        )
    else:
        progress.warn(
            tr(
                "FRAGILITY_THRESHOLD is {threshold}, and the scores in the field {field} of "
                "{layer} go from {low} to {high}: nobody counts as fragile. Check that both are "
                "on one scale (shares and per cents are not).",
                **words,
            )
        )


def tell_placement(progress: Progress, demand: Demand, people: People) -> None:
    """How the people of the demand's polygons were placed."""
    from ..access.coverage import Tally

    placement = Tally(demand, people, demand.unit, len(people.population)).people()["placement"]
    count = {word: int((placement == word).sum()) for word in set(placement)}
    progress.say(
        tr(
            "Units of demand whose inhabitants stand at cells or buildings: {cells}; along "
            "inhabited streets: {streets}; along other roads, for lack of such streets: {roads}; "
            "at a point, for lack of any road: {point}; outside the network: {outside}.",
            **{word: whole(count.get(word, 0)) for word in _PLACEMENTS},
        )
    )


_PLACEMENTS = ("cells", "streets", "roads", "point", "outside")


def tell_standing(given: Given, progress: Progress, demand: Demand, units: Zones | None) -> None:
    """Where the people of the demand's polygons stand, for straight lines."""
    import numpy as np

    from ..access.demand import CELLS, CENTRE, DENSEST, POINT

    if units is None:
        unused = [name for name in ("CELLS", "CENTRES") if given.has(name)]
        if unused:
            progress.say(
                tr(
                    "The demand is points, which stand where they are: not used: {names}.",
                    names=named(unused),
                )
            )
        return
    at_cells, centre, densest, point = (
        len(np.unique(demand.unit[demand.placement == kind]))
        for kind in (CELLS, CENTRE, DENSEST, POINT)
    )
    progress.say(
        tr(
            "Polygons of the demand whose inhabitants stand at cells or buildings: {cells}; at "
            "their centre: {centre}; where they have most streets: {densest}; at any point inside, "
            "which may be far from where they live: {point}.",
            cells=whole(at_cells),
            centre=whole(centre),
            densest=whole(densest),
            point=whole(point),
        )
    )
    if point:
        progress.say(
            tr(
                "For finer distances, give their town halls or settlements (CENTRES), cells "
                "(CELLS), or a network that covers them (NETWORK)."
            )
        )


def tell_far(
    progress: Progress, demand: Demand, units: Zones, kilometres: np.ndarray, own: np.ndarray
) -> None:
    """Warns of polygons with a place (``own``: which one each place is in) whose people come out
    farther from it than the polygon extends.
    """
    from ..access.grouped import tally
    from ..access.standing import extent
    from ..access.straight import farther_than_extent

    far = farther_than_extent(demand, kilometres, tally(own, len(units)), extent(units))
    if len(far):
        names = [units.names[number] or units.codes[number] for number in far.tolist()]
        progress.warn(
            plural(
                "{n} polygon of the demand has a place, yet its people stand farther from one than "
                "it extends: they hardly live where they were made to stand, or the place is not "
                "where it says. Give CENTRES, CELLS or NETWORK, or check the place: {named}",
                "{n} polygons of the demand have a place, yet their people stand farther from one "
                "than they extend: they hardly live where they were made to stand, or the place is "
                "not where it says. Give CENTRES, CELLS or NETWORK, or check the place: {named}",
                len(far),
                named=named(names, _POLYGONS),
            )
        )


def tell_shared(
    progress: Progress, demand: Demand, people: People, zones: Zones, of: np.ndarray
) -> None:
    """Which territories overlap where people live, and how many live in none.

    ``of``: which territory each point of the demand counts in (-1: none).
    """

    from ..access.overlaps import overlaps

    here = demand.inhabitants(people.population)
    overlapping = overlaps(zones, of, demand.x, demand.y, here)
    people_elsewhere = float(here[of < 0].sum())
    for overlap in overlapping[:_NAMED]:
        progress.say(
            tr(
                "The territories {first} and {last} overlap: the inhabitants ({people}) and "
                "the places in both count in {first}, which comes first.",
                first=_name(zones, overlap.first),
                last=_name(zones, overlap.last),
                people=whole(overlap.people),
            )
        )
    if len(overlapping) > _NAMED:
        others = len(overlapping) - _NAMED
        progress.say(
            plural(
                "{n} more pair of territories overlaps.",
                "{n} more pairs of territories overlap.",
                others,
            )
        )
    if people_elsewhere >= 0.5:
        progress.say(
            plural(
                "{n} inhabitant of the demand lives in none of the territories, and counts in "
                "none.",
                "{n} inhabitants of the demand live in none of the territories: they count in "
                "no territory.",
                people_elsewhere,
            )
        )


def _name(zones: Zones, number: int) -> str:
    return " ".join(dict.fromkeys(filter(None, [zones.codes[number], zones.names[number]])))
