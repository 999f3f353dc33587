"""A publication: the files of the web map, and what was done to the data, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..common.json_text import Json, JsonError, read_json
from .privacy import Withheld

#: The file that describes the others.
DESCRIPTION = "datapackage.json"
#: Files that only some publications hold.
_OPTIONAL = ("coverage.geojson", "isochrones.geojson", "frame.geojson")


@dataclass(frozen=True)
class Changes:
    """Where a publication differs from the data.

    ``withheld``: what may be personal data and was left out. ``cleaned``: the cells (place and
    column) that were put on one line, without what the map's reader cannot read. ``unplaced``: the
    places whose position, nowhere on the globe, was left out.
    """

    withheld: list[Withheld]
    cleaned: list[tuple[str, str]]
    unplaced: list[str]


@dataclass(frozen=True)
class Publication:
    """The ``files`` by name, all for one folder; how many places, how many on the map.

    ``unknown_waivers`` are those that name neither a place nor a check.
    """

    files: Mapping[str, bytes]
    places: int
    points: int
    changes: Changes
    unknown_waivers: list[str]

    def left_over(self, description: bytes | None) -> list[str]:
        """The files of an earlier publication, by its own description, that this one does not have.

        A file of the same name that was in no publication is the user's own and is not among them.
        """
        try:
            earlier = Json(read_json(description or b""))
            listed = [one.member("path").text() for one in earlier.member("resources").items()]
        except JsonError:
            return []  # no earlier one, or a description that is not ours
        return [name for name in _OPTIONAL if name in listed and name not in self.files]
