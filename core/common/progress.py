"""Progress and cancellation, without Qt.

A job receives a ``Progress`` and calls ``step`` now and then; a cancel raises ``Cancelled`` there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

from .errors import Cancelled
from .text import tr

Item = TypeVar("Item")


class Progress:
    """Reports a share done from 0 to 1, says things, and stops the job when asked to."""

    def __init__(
        self,
        report: Callable[[float], None] | None = None,
        say: Callable[[str], None] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
        warn: Callable[[str], None] | None = None,
    ) -> None:
        self._report = report
        self._say = say
        self._is_cancelled = is_cancelled
        self._warn = warn or say

    def step(self, share: float) -> None:
        """``share`` (0 to 1) of the job is done. Raises Cancelled if the person asked for it."""
        if self._is_cancelled and self._is_cancelled():
            raise Cancelled(tr("Cancelled."))
        if self._report:
            self._report(min(max(share, 0.0), 1.0))

    def say(self, message: str) -> None:
        """Tell the person something, in their language."""
        if self._say:
            self._say(message)

    def warn(self, message: str) -> None:
        """As ``say``, of what leaves results incomplete or in doubt."""
        if self._warn:
            self._warn(message)

    def part(self, start: float, end: float) -> Progress:
        """The progress of a part of the job that goes from ``start`` to ``end`` of the whole."""
        return Progress(
            lambda share: self.step(start + (end - start) * share),
            self._say,
            self._is_cancelled,
            self._warn,
        )

    def over(self, items: Iterable[Item], total: int | None = None) -> Iterator[Item]:
        """The ``items`` one by one, reporting after each."""
        if total is None:
            total = len(items) if isinstance(items, Sized) else 0
        self.step(0)
        for done, item in enumerate(items, start=1):
            yield item
            self.step(done / total if total else 0)


#: For callers that want neither progress nor cancellation.
SILENT = Progress()
