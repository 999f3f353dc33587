"""The pairs of a merge that a person decides on: what is compared, decided, and taken back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from qgis.core import NULL, QgsFeature, QgsVectorLayer

from ..core.common.errors import InputError, OutputError
from ..core.common.number_text import number_in
from ..core.common.text import tr

#: What a person compares, in this order; other fields say nothing about who is who.
COMPARED = (
    *("name", "address", "postcode", "city", "phone", "email", "website", "kind"),
    *("legal_nature", "activities", "publics", "labels", "opening_hours", "insee", "updated"),
    "place_id",
)


#: Those of them that differ between two lists whatever the place.
DATED = ("updated", "place_id")


@dataclass(frozen=True)
class Pair:
    """A row of the review: two places that may be one."""

    number: int
    base_id: str
    incoming_id: str
    score: float | None
    why: str
    #: The fields that both fill, otherwise.
    differing: frozenset[str]
    base: dict[str, str]
    incoming: dict[str, str]

    def lines(self) -> list[tuple[str, str, str]]:
        """Field, base, incoming: those that either side fills."""
        rows = [(name, self.base.get(name, ""), self.incoming.get(name, "")) for name in COMPARED]
        return [row for row in rows if row[1] or row[2]]


class Review:
    """The doubtful pairs of a review layer. Decisions are written into it at once."""

    def __init__(self, layer: QgsVectorLayer, base: Any, incoming: Any) -> None:
        self.layer = layer
        self._column = layer.fields().lookupField("decision")
        self.pairs = [
            _pair(feature, base, incoming)
            for feature in layer.getFeatures()
            if feature["decision"] == "doubtful"
        ]
        #: The pairs decided so far, oldest first.
        self.decided: list[int] = []
        self._decisions: dict[int, str] = {}

    def decision(self, index: int) -> str:
        """What was decided about a pair; "" as long as it is not."""
        return self._decisions.get(index, "")

    def decide(self, index: int, decision: str) -> None:
        """Writes a decision.

        Raises OutputError when the layer cannot be changed, InputError when the incoming place was
        said to be another one already.
        """
        incoming = self.pairs[index].incoming_id
        for other in self.decided if decision == "same" else ():
            pair = self.pairs[other]
            is_same = self._decisions[other] == "same" and other != index
            if is_same and pair.incoming_id == incoming:
                raise InputError(
                    tr(
                        "You said that this incoming place is {name}. It cannot be this place too: "
                        "they are two places, or take the other decision back.",
                        name=pair.base.get("name") or pair.base_id,
                    )
                )
        self._write(index, decision)
        if index in self._decisions:
            self.decided.remove(index)
        self._decisions[index] = decision
        self.decided.append(index)

    def undo(self) -> int | None:
        """Takes back the last decision; the pair it was about, None when there is none."""
        if not self.decided:
            return None
        index = self.decided[-1]
        self._write(index, "doubtful")
        self.decided.pop()
        del self._decisions[index]
        return index

    def next_open(self, after: int) -> int | None:
        """The next pair without a decision, from the start again after the last; None if none."""
        count = len(self.pairs)
        order = [(after + step) % count for step in range(1, count + 1)] if count else []
        return next((index for index in order if index not in self._decisions), None)

    def _write(self, index: int, decision: str) -> None:
        number, layer = self.pairs[index].number, self.layer
        if layer.isEditable():
            done = layer.changeAttributeValue(number, self._column, decision)
        else:
            done = layer.dataProvider().changeAttributeValues({number: {self._column: decision}})
        if not done:
            raise OutputError(
                tr(
                    "The layer “{layer}” cannot be changed. Run the merge again with its review "
                    "as a temporary layer or a GeoPackage.",
                    layer=layer.name(),
                )
            )


def _pair(feature: QgsFeature, base: Any, incoming: Any) -> Pair:
    values = {name: _text(value) for name, value in feature.attributeMap().items()}
    sides = {
        side: {name: values.get(f"{side}_{name}") or _of(place, name) for name in COMPARED}
        for side, place in (
            ("base", base(values["base_id"])),
            ("incoming", incoming(values["incoming_id"])),
        )
    }
    return Pair(
        feature.id(),
        values["base_id"],
        values["incoming_id"],
        _number(values.get("score")),
        values.get("why", ""),
        frozenset(values.get("differences", "").split(", ")),
        sides["base"],
        sides["incoming"],
    )


def _of(place: QgsFeature | None, name: str) -> str:
    if place is None or place.fields().lookupField(name) < 0:
        return ""
    return _text(place[name])


def _number(text: str | None) -> float | None:
    number = number_in(text or "")
    return None if math.isnan(number) else number


def _text(value: Any) -> str:
    return "" if value is None or value == NULL else str(value)
