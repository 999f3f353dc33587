"""Whether a job fits into this computer's memory, said before it starts."""

from __future__ import annotations

from math import ceil, floor

from .errors import InputError
from .progress import Progress
from .text import tr

#: Of all memory, the share from which other programs have to give way.
_MUCH = 0.5
_GB = 1e9


def require_memory(what: str, needed: float, usable: float, progress: Progress) -> None:
    """Warns of ``what`` (as people call it) that needs much of the memory, both in bytes.

    Raises InputError where it needs more than there is. ``usable`` is 0 where nobody knows.
    """
    if not usable or needed <= _MUCH * usable:
        return
    words = {"what": what, "needed": ceil(needed / _GB), "usable": floor(usable / _GB)}
    if needed > usable:
        raise InputError(
            tr(
                "{what} is too large: it needs about {needed} GB of memory, and this computer has "
                "{usable} GB. Give a part of it (one département, say), or use a larger computer.",
                **words,
            )
        )
    progress.warn(
        tr(
            "{what} needs about {needed} of the {usable} GB of memory: close what else is open.",
            **words,
        )
    )
