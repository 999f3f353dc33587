"""From the answers of an engine to what is drawn: nested, united, and why some places have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from osgeo import ogr

from ..common.progress import SILENT, Progress
from ..common.speech import named
from ..common.text import tr
from .engine import IsochroneAnswer
from .polygons import nest, unite


def nested(
    answers: Iterable[IsochroneAnswer], progress: Progress = SILENT
) -> list[IsochroneAnswer]:
    """The answers with ground, by place and limit; that of a limit holds those of smaller ones.

    Raises Cancelled.
    """
    places: defaultdict[int, dict[int, IsochroneAnswer]] = defaultdict(dict)
    for answer in answers:
        if answer.geometry is not None:
            places[answer.place][answer.minutes] = answer
    return [
        replace(places[place][limit], geometry=geometry)
        for place in progress.over(sorted(places))
        for limit, geometry in nest(_geometries(places[place].values())).items()
    ]


def united(
    answers: Iterable[IsochroneAnswer], progress: Progress = SILENT
) -> list[IsochroneAnswer]:
    """One answer per limit, for no single place (-1): the ground of all together. Raises
    Cancelled."""
    limits: defaultdict[int, list[ogr.Geometry]] = defaultdict(list)
    for answer in answers:
        if answer.geometry is not None:
            limits[answer.minutes].append(answer.geometry)
    grounds = {
        limit: unite(limits[limit], progress.part(done / len(limits), (done + 1) / len(limits)))
        for done, limit in enumerate(sorted(limits))
    }
    return [IsochroneAnswer(-1, limit, geometry) for limit, geometry in nest(grounds).items()]


def reasons(answers: Iterable[IsochroneAnswer]) -> dict[int, str]:
    """Why a place (its number) lacks isochrones, for those that lack any."""
    failed: defaultdict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    drawn = set()
    for answer in answers:
        if answer.geometry is None:
            failed[answer.place][answer.failure].append(answer.minutes)
        else:
            drawn.add(answer.place)
    by_place = {}
    for place, causes in sorted(failed.items()):
        sentences = list(causes)
        if place in drawn:
            sentences = [
                tr("{minutes} min: {reason}", minutes=named(limits), reason=cause)
                for cause, limits in causes.items()
            ]
        by_place[place] = " ".join(sentences)
    return by_place


def _geometries(answers: Iterable[IsochroneAnswer]) -> dict[int, ogr.Geometry]:
    return {answer.minutes: answer.geometry for answer in answers}
