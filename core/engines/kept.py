"""What an earlier run of the same job was answered, so that only the rest is asked."""

from __future__ import annotations

import json
from dataclasses import replace

from osgeo import ogr

from ..common.journal import Journal
from .engine import Answer, Wish

#: How ``Answer.truncated`` stands before the geometry.
_TRUNCATED = {None: b"?", False: b"-", True: b"+"}


class Kept:
    """The answers of ``wishes`` that are in the journal, and the wishes that are still to be asked.

    A place is known by its identifier and its position: one that moved is asked again.
    """

    def __init__(self, journal: Journal, wishes: list[Wish]) -> None:
        self._journal = journal
        self._wishes = {wish.place: wish for wish in wishes}
        found = [
            (wish, limit, self._known(wish, limit)) for wish in wishes for limit in wish.minutes
        ]
        self.answers = [answer for _, _, answer in found if answer]
        lacking = {(wish.place, limit) for wish, limit, answer in found if not answer}
        missing = [
            replace(wish, minutes=tuple(m for m in wish.minutes if (wish.place, m) in lacking))
            for wish in wishes
        ]
        self.missing = [wish for wish in missing if wish.minutes]

    def keep(self, answer: Answer) -> None:
        """Keeps an answer that has ground; a place without any may have some another time."""
        if answer.geometry is not None:
            content = _TRUNCATED[answer.truncated] + bytes(answer.geometry.ExportToWkb())
            self._journal.put(_piece(self._wishes[answer.place], answer.minutes), content)

    def _known(self, wish: Wish, limit: int) -> Answer | None:
        content = self._journal.get(_piece(wish, limit))
        if content is None:
            return None
        truncated = {mark: value for value, mark in _TRUNCATED.items()}[content[:1]]
        geometry = ogr.CreateGeometryFromWkb(content[1:])
        return Answer(wish.place, limit, geometry, truncated=truncated)


def _piece(wish: Wish, limit: int) -> str:
    return json.dumps([wish.name, round(wish.lon, 7), round(wish.lat, 7), limit])
