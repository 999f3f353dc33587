"""Proposals of a report, applied to the layer of places and followed through its Undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.common.text import tr
from ..core.places.titles import check_title
from .mappings import schema_of_places
from .places import Changes, Places, holds
from .report_model import Finding

#: Line of a report -> its place, and the values that the place was given.
_Taken = dict[int, tuple[str, dict[str, Any]]]


class Corrections(QObject):
    """Which lines of a report are applied: those whose place has the values it was given."""

    #: The applied lines may be others than before: applied, undone, saved or given up.
    changed = pyqtSignal()

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._taken: _Taken = {}
        places.edited.connect(self.changed)

    def clear(self) -> None:
        """Forgets all lines, because another report is shown."""
        self._taken = {}

    def apply(self, findings: Mapping[int, Finding]) -> int:
        """Applies the proposals of lines {line: finding} as one edit; returns how many there were
        to apply.

        Raises OutputError when the layer cannot be edited.
        """
        changes, applied = self._changes(findings)
        if applied:
            check = check_title(next(iter(findings.values()))["check"])
            title = tr("{check} ({count})", check=check, count=len(applied))
            self._places.edit(changes, title)
            self._taken.update(applied)
            self.changed.emit()
        return len(applied)

    def applied(self) -> list[int]:
        """The lines whose place has the proposed values at the moment."""
        if not self._taken:
            return []
        places = self._places.values_of({identifier for identifier, _ in self._taken.values()})
        return [
            line
            for line, (identifier, values) in self._taken.items()
            if identifier in places and holds(places[identifier][1], values)
        ]

    def point_of(self, finding: Finding) -> tuple[float, float] | None:
        """Where a proposal puts a place, longitude and latitude; None when it moves no point."""
        by_feature, _ = self._changes({0: finding})
        values = next(iter(by_feature.values()), {})
        return (values["lon"], values["lat"]) if "lon" in values and "lat" in values else None

    def _changes(self, findings: Mapping[int, Finding]) -> tuple[Changes, _Taken]:
        """What to change, by feature, and what each line gives its place."""
        from ..core.places.proposals import changes

        layer = self._places.layer()
        if layer is None:
            return {}, {}
        schema = schema_of_places(layer)
        places = self._places.values_of({finding["place_id"] for finding in findings.values()})
        by_feature: Changes = {}
        applied: _Taken = {}
        for line, finding in findings.items():
            identifier = finding["place_id"]
            if identifier not in places:
                continue
            number, values = places[identifier]
            # Two lines may be about the same cell: the second starts from the result of the first.
            proposed = changes(values, finding, schema)
            if proposed and not holds(values, proposed):
                values.update(proposed)
                by_feature.setdefault(number, {}).update(proposed)
                applied[line] = identifier, proposed
        return by_feature, applied
