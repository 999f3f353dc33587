"""Whether a job fits into this computer's memory, said before it starts."""

from __future__ import annotations

from .errors import InputError
from .progress import Progress
from .text import tr

#: Of all memory, the share from which other programs have to give way.
_MUCH = 0.5


def require_memory(needed: float, usable: float, progress: Progress) -> None:
    """Warns of a job that needs much of the memory, both in bytes.

    Raises InputError where it needs more than there is.
    """
    words = {"needed": _gigabytes(needed), "usable": _gigabytes(usable)}
    if needed > usable:
        raise InputError(
            tr(
                "This needs about {needed} GB of memory, and this computer has {usable} GB. Run it "
                "on a part of the data (one département, say), or on a larger computer.",
                **words,
            )
        )
    if needed > _MUCH * usable:
        progress.warn(
            tr(
                "This needs about {needed} of the {usable} GB of memory: close what else is open.",
                **words,
            )
        )


def _gigabytes(size: float) -> int:
    return round(size / 1e9)
