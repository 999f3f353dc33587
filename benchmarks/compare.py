"""Two ways to do the same, measured by turns: A B A B ..., because machines drift in minutes."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figures:
    """What several runs took: the middle one, the least and the most."""

    runs: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    def text(self, digits: int = 3) -> str:
        low, high = min(self.runs), max(self.runs)
        return f"{self.median:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def by_turns(rounds: int, *sides: Callable[[], float], warm_up: bool = True) -> list[Figures]:
    """Runs each side, which gives the seconds it took, in each round; the figures of each.

    With ``warm_up`` a round more comes first, that is not counted.
    """
    taken = [[side() for side in sides] for _ in range(rounds + warm_up)]
    return [Figures(runs) for runs in zip(*taken[warm_up:], strict=True)]


def timed(job: Callable[[], object]) -> Callable[[], float]:
    """``job`` as a side: it gives its seconds."""

    def run() -> float:
        begin = time.perf_counter()
        job()
        return time.perf_counter() - begin

    return run


def ratios(ours: Figures, theirs: Figures) -> Figures:
    """How many times theirs is as long as ours, round by round."""
    return Figures([b / a for a, b in zip(ours.runs, theirs.runs, strict=True)])


@dataclass(frozen=True)
class Run:
    """A process that ended: its seconds, and the most memory it held, in MiB."""

    seconds: float
    peak: float


def run(command: Sequence[str | Path]) -> Run:
    """Runs a command to its end. Raises RuntimeError with its last words when it fails.

    The peak counts this process's own memory, if that is more: keep it small.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{said[-2000:].decode()}")
    return Run(seconds, usage.ru_maxrss / 1024)  # Linux counts in KiB
