"""What is to be gained by new places, whichever of the two usual objectives is meant.

Both are one problem: a site j is worth ``savings[j, i]`` to the people of point i, who keep to the
best of the chosen sites, so that a set S of sites gains the sum over i of max(savings[j, i]) over
the j in S.

- Maximal covering (Church & ReVelle 1974): the people of a point that no place is within the limit
  of, if the site is; else 0.
- p-median (ReVelle & Swain 1970): the minutes that the site spares them, beside their place of
  today; else 0. Least travel time in all is most time spared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from ...common.errors import InputError
from ...common.progress import Progress
from ...common.text import tr
from ...network.graph import Snap
from ..trip import Journeys, TripSearch

OBJECTIVES = COVERING, MEDIAN = "maxcover", "pmedian"


@dataclass(frozen=True)
class Problem:
    """``savings``: candidates by points, above 0 where it holds a value. ``total``: all there is.

    In people (covering), or in minutes of them all (p-median). A point is one of demand. Of the
    candidates of one ``group`` (numbers from 0, shape of the candidates; -1: of none) one at most
    is chosen; None: any are.
    """

    savings: csr_matrix
    total: float
    group: np.ndarray | None = None

    @property
    def groups(self) -> np.ndarray:
        """The group of each candidate, -1 for none."""
        none = np.full(self.savings.shape[0], -1)
        return none if self.group is None else self.group

    def part(self, sites: np.ndarray) -> Problem:
        """The same with some of the candidates."""
        return Problem(self.savings[sites], self.total, self.groups[sites])

    def alone(self) -> np.ndarray:
        """What each candidate would gain as the only one (shape of the candidates)."""
        return np.asarray(self.savings.sum(axis=1)).ravel()

    def gains(self, sites: Iterable[int]) -> list[float]:
        """What each site gains in turn, when those before it are there already."""
        saved = np.zeros(self.savings.shape[1])
        return [self.gain(site, saved, keep=True) for site in sites]

    def useful_beside(self, sites: Iterable[int]) -> bool:
        """Whether some candidate would gain something beside ``sites``, whatever its group."""
        saved = np.zeros(self.savings.shape[1])
        for site in sites:
            self.gain(site, saved, keep=True)
        rest = self.savings.data - saved[self.savings.indices]
        return bool((rest > 1e-9 * self.savings.data).any())

    def gain(self, site: int, saved: np.ndarray, *, keep: bool = False) -> float:
        """What a site gains beyond what is ``saved`` by point; with ``keep``, put in there."""
        row = slice(*self.savings.indptr[site : site + 2])
        point, worth = self.savings.indices[row], self.savings.data[row]
        more = np.maximum(worth - saved[point], 0.0)
        if keep:
            saved[point] += more
        return float(more.sum())


def pose(
    objective: str,
    candidates: TripSearch,
    snap: Snap,
    people: np.ndarray,
    seconds: np.ndarray,
    limit: float,
    progress: Progress,
) -> Problem:
    """The problem of an objective (one of ``OBJECTIVES``) for the candidates of a search.

    ``people`` (shape n) live where ``snap`` joins the search's roads, ``seconds`` from a place of
    today (infinite: none is reached). ``limit``: seconds within which covering counts; the
    p-median has none. It counts people whom no place is reached by as those who are farthest from
    theirs. Raises InputError for the p-median where no place is reached by anybody.
    """
    count = len(candidates.snap.edge)
    points = np.flatnonzero(stakes(objective, people, seconds, limit))
    part = snap.where(points)
    if objective == COVERING:
        return covering(candidates.journeys(part, limit, progress), people[points], count)
    today = _today(people, seconds)[points]
    reached = candidates.journeys(part, float(today.max(initial=0)), progress)
    return median(reached, people[points], today, count)


def stakes(objective: str, people: np.ndarray, seconds: np.ndarray, limit: float) -> np.ndarray:
    """What an objective can gain at each point: its people beyond the limit, or all its minutes."""
    if objective == COVERING:
        return np.where(seconds <= limit, 0.0, people)
    return people * _today(people, seconds) / 60


def _today(people: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """The seconds, those of the farthest people where no place is reached."""
    reached = np.isfinite(seconds)
    if not reached[people > 0].any():
        raise InputError(
            tr(
                "No place is reached by anybody, so that there is no travel time to shorten. "
                "Choose maxcover, or a network that joins the places."
            )
        )
    return np.where(reached, seconds, seconds[reached & (people > 0)].max())


def covering(journeys: Iterable[Journeys], people: np.ndarray, candidates: int) -> Problem:
    """Most people newly within the limit that the journeys of the candidates keep to.

    ``people`` (shape n) are those of the points that nobody covers yet.
    """
    rows = [(one.place, one.point, people[one.point]) for one in journeys]
    return Problem(_matrix(rows, candidates, len(people)), float(people.sum()))


def median(
    journeys: Iterable[Journeys], people: np.ndarray, seconds: np.ndarray, candidates: int
) -> Problem:
    """Least travel time in all, beside the ``seconds`` of today (finite, shape of ``people``)."""
    rows = []
    for one in journeys:
        minutes = people[one.point] * (seconds[one.point] - one.seconds) / 60
        better = minutes > 0
        rows.append((one.place, one.point[better], minutes[better]))
    return Problem(_matrix(rows, candidates, len(people)), float(people @ seconds / 60))


def _matrix(
    rows: list[tuple[int, np.ndarray, np.ndarray]], candidates: int, points: int
) -> csr_matrix:
    """Of (candidate, points, values), in any order of the candidates, each once at most."""
    rows.sort(key=lambda row: row[0])
    counts = np.zeros(candidates, dtype=int)
    counts[[row[0] for row in rows]] = [len(row[1]) for row in rows]
    empty = np.empty(0)
    return csr_matrix(
        (
            np.concatenate([empty, *(row[2] for row in rows)]),
            np.concatenate([empty.astype(int), *(row[1] for row in rows)]),
            np.concatenate([[0], np.cumsum(counts)]),
        ),
        shape=(candidates, points),
    )
