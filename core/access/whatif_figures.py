"""Who gains and who loses while places are added, moved and removed: sums of what changed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .coverage import People
from .grouped import ratio, settled_people
from .vocabulary import Column
from .whatif import Change, Live


class WhatIfFigures:
    """Figures of ``count`` territories, and of all people, before any change and now.

    ``territory`` says which one each point of the demand stands in (-1: none). ``before``, ``now``:
    arrays by column, a row per territory; ``all_before``, ``all_now``: the same of all people on
    the network, a number each. The columns and what they count are those of
    ``coverage.Tally.access``: by minutes ``covered``, ``share``, ``fragile_covered``; and
    ``mean_minutes``. NaN: nobody to count.
    """

    def __init__(
        self, live: Live, people: People, territory: np.ndarray, count: int, minutes: list[int]
    ) -> None:
        demand = live.demand
        self._live, self._minutes = live, minutes
        self._people = demand.inside(people.population)
        self._fragile = np.where(people.fragile[demand.unit], self._people, 0.0)
        self._knows_fragile = bool(np.isfinite(people.threshold))
        # People in no territory have the last row.
        self._count = count
        self._territory = np.where(territory >= 0, territory, count).astype(np.int32)
        self._inside = self._sum(self._territory, self._people)
        self._first = live.seconds.copy()
        everyone = np.arange(len(self._first))
        self._sums = self._summed(everyone, self._first)
        self._taken_up()
        self.before, self.all_before = self.now, self.all_now

    def update(self, changes: Sequence[Change]) -> np.ndarray:
        """Takes up all changes since the last time; the territories (indices) they touch."""
        if not changes:
            return np.empty(0, dtype=np.int64)
        points = np.concatenate([change.points for change in changes])
        before = np.concatenate([change.before for change in changes])
        # Of a point that changed several times, the first one tells how it was.
        points, first = np.unique(points, return_index=True)
        old, new = before[first], self._live.seconds[points]
        lost, won = self._summed(points, old), self._summed(points, new)
        for name, total in self._sums.items():
            np.add(total, won[name] - lost[name], out=total)
        self._taken_up()
        touched = np.unique(self._territory[points])
        return touched[touched < self._count]

    def gains(self, minutes: int) -> list[tuple[int, float, float, float]]:
        """(territory, people, fragile people newly within ``minutes``, mean minutes saved).

        The territories where one of these is not 0, those that gain most people first. The mean is
        over the people who reach a place now and did before; NaN where there are none.
        """
        gained, fragile = (
            self.now[column] - self.before[column]
            for column in (Column("covered", minutes), Column("fragile_covered", minutes))
        )
        saved = ratio(self._sums["saved"], self._sums["reached_both"])[: self._count] / 60
        counted, shorter = np.nan_to_num(gained), np.nan_to_num(saved)
        rows = np.flatnonzero((np.abs(counted) > 1e-6) | (np.abs(shorter) > 1e-6))
        order = rows[np.lexsort((-shorter[rows], -counted[rows]))]
        return [(int(n), gained[n], fragile[n], saved[n]) for n in order]

    def _summed(self, points: np.ndarray, seconds: np.ndarray) -> dict[Column | str, np.ndarray]:
        """Sums by territory over points with these times."""
        group, people, fragile = (
            column[points] for column in (self._territory, self._people, self._fragile)
        )
        sums: dict[Column | str, np.ndarray] = {}
        for limit in self._minutes:
            near = seconds <= limit * 60
            sums[Column("covered", limit)] = self._sum(group, people * near)
            sums[Column("fragile_covered", limit)] = self._sum(group, fragile * near)
        first = self._first[points]
        reached = np.isfinite(seconds)
        both = reached & np.isfinite(first)
        sums["reached"] = self._sum(group, people * reached)
        sums["spent"] = self._sum(group, people * np.where(reached, seconds, 0.0))
        sums["reached_both"] = self._sum(group, people * both)
        saved = np.subtract(first, seconds, out=np.zeros(len(points)), where=both)
        sums["saved"] = self._sum(group, people * saved)
        return sums

    def _sum(self, group: np.ndarray, values: np.ndarray) -> np.ndarray:
        return np.bincount(group, values, minlength=self._count + 1).astype(float)

    def _taken_up(self) -> None:
        """The figures of the sums of now, by territory and of all people."""
        self.now = self._figures(
            {name: total[: self._count] for name, total in self._sums.items()},
            self._inside[: self._count],
        )
        whole = self._figures(
            {name: total.sum(keepdims=True) for name, total in self._sums.items()},
            self._inside.sum(keepdims=True),
        )
        self.all_now = {name: float(figure[0]) for name, figure in whole.items()}

    def _figures(
        self, sums: dict[Column | str, np.ndarray], inside: np.ndarray
    ) -> dict[Column, np.ndarray]:
        found = {}
        for limit in self._minutes:
            near, near_fragile = Column("covered", limit), Column("fragile_covered", limit)
            fragile = np.where(inside > 0, settled_people(sums[near_fragile]), np.nan)
            found[near] = np.where(inside > 0, settled_people(sums[near]), np.nan)
            found[Column("share", limit)] = ratio(sums[near], inside)
            found[near_fragile] = fragile if self._knows_fragile else fragile * np.nan
        found[Column("mean_minutes")] = ratio(sums["spent"], sums["reached"]) / 60
        return found
