"""Finding the points of places from their addresses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.text import plain_text, tr
from .answers import Found, settings
from .geocoder import Geocoder
from .judgement import Judgement, Place, question_of, second_question
from .lookup_report import not_asked, report_lines, report_table

#: The fields of a geocoded point besides its ``position``, and their kinds.
GEOCODE_FIELDS = {
    "geocode_score": "number",
    "geocode_label": "text",
    "geocode_type": "text",
    "geocode_source": "text",
}

_YES = ("True", "true", "1")


@dataclass(frozen=True)
class Geocoding:
    """``places`` as given, with ``position`` and GEOCODE_FIELDS set where a point was found;
    ``points`` (n, 2): longitude, latitude in degrees, NaN where there is none; ``moved`` (n):
    whether the point is new; ``report``: the fields of ``fields.REPORT_FIELDS``."""

    places: pd.DataFrame
    points: np.ndarray
    moved: np.ndarray
    report: pd.DataFrame


def geocode(
    places: pd.DataFrame,
    points: np.ndarray,
    geocoder: Geocoder,
    only_missing: bool = True,
    minimum_score: float | None = None,
    progress: Progress = SILENT,
) -> Geocoding:
    """Looks up the places without a point, or all of them.

    ``places`` has the fields of places (at least ``address`` or ``city``), ``points`` (n, 2) their
    longitudes and latitudes in degrees, NaN where there is none. A point is taken when its score
    reaches ``minimum_score`` (0 to 1, that of ``geocoder.json`` when None) and it lies where the
    place is declared, in the street that is written. A point that was given (its ``position`` is
    neither geocoded nor commune) stays: if it is far from its address, it is reported. Raises
    InputError, ServiceError, Cancelled.
    """
    if not {"address", "city"} & set(places.columns):
        raise InputError(
            tr(
                "The places have neither a field “address” nor a field “city”. "
                "Load them with “Load a census of places” first."
            )
        )
    minimum = settings()["minimum_score"] if minimum_score is None else minimum_score
    candidates = [
        place for place in _known(places, points) if not (only_missing and place.has_point)
    ]
    lines, to_ask = [], []
    for place in progress.part(0, 0.1).over(candidates):
        line = not_asked(place)
        if line:
            lines.append(line)
        else:
            to_ask.append(place)
    result, points = _with_fields(places), np.array(points, dtype=float)
    moved = np.zeros(len(places), dtype=bool)
    judgements = _judgements(to_ask, geocoder, minimum, progress.part(0.1, 0.9))
    for judgement in progress.part(0.9, 1).over(judgements):
        place, answer = judgement.place, judgement.found
        lines += report_lines(judgement)
        if judgement.is_taken:
            points[place.record], moved[place.record] = (answer.lon, answer.lat), True
            _mark(result, place.record, answer, geocoder)
    return Geocoding(result, points, moved, report_table(lines, places))


def _known(places: pd.DataFrame, points: np.ndarray) -> list[Place]:
    names = ("address", "postcode", "city", "insee", "departement", "position", "itinerant")
    rows = [
        {name: plain_text(cell) for name, cell in zip(names, cells, strict=True)}
        for cells in zip(*(places.get(name, [""] * len(places)) for name in names), strict=True)
    ]
    return [
        Place(record, itinerant=row.pop("itinerant") in _YES, lon=lon, lat=lat, **row)
        for record, (row, (lon, lat)) in enumerate(zip(rows, points.tolist(), strict=True))
    ]


def _judgements(
    places: list[Place], geocoder: Geocoder, minimum: float, progress: Progress
) -> list[Judgement]:
    """The best answer for each place, after two questions at most."""
    first = {place: question_of(place) for place in places}
    answers = geocoder.ask(list(first.values()), progress.part(0, 0.6))
    second = {
        place: second_question(place)
        for place in progress.part(0.6, 0.7).over(places)
        if not Judgement(place, answers[first[place]], minimum).is_settled
        if second_question(place) != first[place]
    }
    answers |= geocoder.ask(list(second.values()), progress.part(0.7, 0.9))
    best = []
    for place in progress.part(0.9, 1).over(places):
        questions_asked = [questions[place] for questions in (first, second) if place in questions]
        judged = [Judgement(place, answers[question], minimum) for question in questions_asked]
        best.append(max(judged, key=lambda judgement: judgement.rank))
    return best


def _with_fields(places: pd.DataFrame) -> pd.DataFrame:
    """A copy with the fields to be set; the new ones come after ``position`` and before the
    source's."""
    result = places.copy()
    if "position" not in result:
        result["position"] = None
    after = result.columns.get_loc("position") + 1
    new: dict[str, Any] = {
        name: np.nan if kind == "number" else None
        for name, kind in GEOCODE_FIELDS.items()
        if name not in result
    }
    for place, (name, value) in enumerate(new.items(), start=after):
        result.insert(place, name, value)
    return result


def _mark(places: pd.DataFrame, record: int, answer: Found, geocoder: Geocoder) -> None:
    values = {
        "position": "commune" if answer.is_town else "geocoded",
        "geocode_score": round(answer.score, 4),
        "geocode_label": answer.label,
        "geocode_type": answer.type,
        "geocode_source": f"{geocoder.name} {answer.day}",
    }
    for name, value in values.items():
        places.iat[record, places.columns.get_loc(name)] = value


def summary(result: Geocoding) -> list[str]:
    """The result, in sentences."""
    marks = Counter(result.places["position"][result.moved])
    sentences = [
        tr(
            "Places found by their address: {address}; at the centre of their town: {town}.",
            address=marks["geocoded"],
            town=marks["commune"],
        )
    ]
    missing = int(np.isnan(result.points[:, 0]).sum())
    if missing:
        sentences.append(tr("Places still without a point: {count}.", count=missing))
    return sentences
