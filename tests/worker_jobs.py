"""What the tests let a worker do."""

from __future__ import annotations

import os
import time
from typing import Any

from maillage.core.common.errors import InputError, ServiceError
from maillage.core.common.progress import Progress
from maillage.core.common.text import plural, tr


def double(values: Any, progress: Progress) -> Any:
    print("a library prints")
    os.write(1, b"another one, below Python")
    for done in (0.25, 0.5, 1.0):
        progress.step(done)
    progress.say(plural("{n} place", "{n} places", len(values)))
    return 2 * values


def where(progress: Progress) -> tuple[int, bool]:
    import sys

    return os.getpid(), "qgis" in sys.modules


def refuse(progress: Progress) -> None:
    raise InputError(tr("Cancel"))


def busy_service(progress: Progress) -> None:
    raise ServiceError("busy", status=429, answer="later", code=7)


def fail(progress: Progress) -> None:
    [].pop()


def unpicklable(progress: Progress) -> Any:
    return lambda: None


def die(progress: Progress) -> None:
    os.write(2, b"out of luck\n")
    os._exit(3)


def hang(file: str, progress: Progress) -> None:
    """Says its number in a file, then sleeps."""
    with open(f"{file}.part", "w") as output:
        output.write(str(os.getpid()))
    os.rename(f"{file}.part", file)
    time.sleep(60)


def solve_long(file: str, progress: Progress) -> None:
    """As ``hang``, in a solver that holds on to Python's lock."""
    import numpy as np
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    with open(f"{file}.part", "w") as output:
        output.write(str(os.getpid()))
    os.rename(f"{file}.part", file)
    covers = sparse.random(1500, 150, 0.05, random_state=1, format="csr")
    covers.data[:] = -1
    sites, gains = np.r_[np.ones(150), np.zeros(1500)], np.r_[np.zeros(150), np.ones(1500)]
    links = LinearConstraint(sparse.hstack([covers, sparse.eye(1500)]), -np.inf, 0)
    few = LinearConstraint(sites[None], 0, 12)
    limit = {"time_limit": 60}
    milp(-gains, integrality=sites, bounds=Bounds(0, 1), constraints=[links, few], options=limit)
