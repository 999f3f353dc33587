"""The queue for a service: a number of requests per second, and a pause when the service asks for
one."""

from __future__ import annotations

import threading
import time
from collections import defaultdict


class Gate:
    """Lets one request through at a time, spaced; closed for a while after a refusal."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0.0

    def enter(self, per_second: float) -> float:
        """0 when a request may go now (and is counted), else the seconds to wait before asking."""
        with self._lock:
            now = time.monotonic()
            if now < self._next:
                return self._next - now
            self._next = now + 1 / per_second
            return 0

    def close(self, seconds: float) -> None:
        """No request of anybody goes through for ``seconds``."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


_gates: defaultdict[str, Gate] = defaultdict(Gate)
_gates_lock = threading.Lock()


def gate_of(service: str) -> Gate:
    """The gate of a service, one for the whole process: jobs that run at once share it."""
    with _gates_lock:
        return _gates[service]
