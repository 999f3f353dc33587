"""How one request is sent: the interface between the client and the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from .request import Request

#: Seconds between two looks at whether the person cancelled, at most.
LOOK = 0.1
#: Bytes of a piece, at most.
CHUNK = 1 << 16


@dataclass(frozen=True)
class Incoming:
    """An answer whose headers have arrived.

    ``headers`` go by their names in lower case; ``pieces`` is the body as it arrives, not decoded.
    """

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


class Transport(Protocol):
    """Sends requests one by one: once each, as they are, whatever the answer's status."""

    def send(
        self, request: Request, connect: float, read: float, look: Callable[[], None]
    ) -> AbstractContextManager[Incoming]:
        """The answer to ``request``, which ends when the context does.

        ``connect`` and ``read``: seconds that may pass until there is a connection, and between two
        pieces of data. ``look`` is called every ``LOOK`` seconds while waiting; what it raises ends
        the request. Raises Fault (also while pieces are taken). A redirect is an answer like any
        other; a request that may not arrive twice is sent once.
        """
        ...
