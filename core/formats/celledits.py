"""The changes to make in the cells of a source, and those that its format cannot hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..common.errors import InputError
from ..common.text import tr

#: Longitude and latitude in degrees.
Point = tuple[float, float]


@dataclass
class NewRow:
    """A row to append: its cells by column, and its point where the source holds points."""

    cells: dict[str, str]
    point: Point | None = None


@dataclass
class CellEdits:
    """The changes to a source. Records count from 0, columns are named as in the raw table.

    ``points`` are for sources that hold geometries; None takes the point away.
    """

    cells: dict[int, dict[str, str]] = field(default_factory=dict)
    points: dict[int, Point | None] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    added: list[NewRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.cells or self.points or self.removed or self.added)


@dataclass(frozen=True)
class RefusedEdit:
    """A change that the source's format cannot hold. ``record`` as in ``Changes``; a row to
    append is numbered behind the records. ``column`` is "" for the point, ``text`` what was to be
    written."""

    record: int
    column: str
    reason: str
    text: str = ""


def changed_since(source: Path) -> InputError:
    """The error for a file whose cells are not found where its reader saw them."""
    return InputError(
        tr(
            "{file} cannot be changed in place: its cells are not found where they were read. "
            "Save it again as CSV, load that file and make the changes there.",
            file=source,
        )
    )
