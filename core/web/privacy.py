"""What may be personal data is not published, unless its owner agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from ..places.personal import PERSONAL_CHECKS, personal_parts, without


@dataclass(frozen=True)
class Withheld:
    """A part of a cell that was left out, and the census check that says it is personal."""

    place_id: str
    column: str
    check: str


class Privacy:
    """Leaves personal parts out of cells; ``withheld`` remembers which.

    ``waivers`` are identifiers of places whose owners agreed to publish all, or ids of checks
    (``places.personal.PERSONAL_CHECKS``) for which all did.
    """

    def __init__(self, places: pd.DataFrame, waivers: Collection[str] = ()) -> None:
        self._identifiers = [str(name) for name in places["place_id"]]
        columns = [places[name] for name in ("name", "city") if name in places]
        self._about = [" ".join(map(str, words)) for words in zip(*columns, strict=True)]
        self._waivers = frozenset(waivers)
        self.withheld: list[Withheld] = []

    def unknown(self) -> list[str]:
        """The waivers that name neither a place nor a check."""
        return sorted(self._waivers - {*self._identifiers, *PERSONAL_CHECKS})

    def publishable(self, cells: list[str], field: str, column: str) -> list[str]:
        """The cells of a column (one per place) without their personal parts.

        ``field`` is the public field that the column holds, "" for none.
        """
        return [
            self._cell(record, cell, field, column) if cell else cell
            for record, cell in enumerate(cells)
        ]

    def _cell(self, record: int, cell: str, field: str, column: str) -> str:
        place_id = self._identifiers[record]
        if place_id in self._waivers:
            return cell
        kept_out = []
        for check, part in personal_parts(cell, field, self._about[record]):
            if check not in self._waivers:
                kept_out.append(part)
                self.withheld.append(Withheld(place_id, column, check))
        return without(cell, kept_out)


def by_check(withheld: list[Withheld]) -> dict[str, tuple[int, list[str]]]:
    """For each check how many parts were left out, and of which places."""
    counts = Counter(part.check for part in withheld)
    return {
        check: (
            counts[check],
            list(dict.fromkeys(part.place_id for part in withheld if part.check == check)),
        )
        for check in PERSONAL_CHECKS
        if counts[check]
    }
