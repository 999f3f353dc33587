"""What every place that a publication can go to has in common."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from ..common.progress import SILENT, Progress
from ..web.publication import DESCRIPTION, Publication


class Destination(Protocol):
    """A folder, or a branch of a repository: files by name, changed all at once.

    What one has and another has not (a branch, the words of a commit, a client and its key) is
    given when it is made.
    """

    def read(self, name: str, progress: Progress) -> bytes | None:
        """What stands there now; None for nothing.

        Raises MaillageError, Cancelled.
        """
        ...

    def write(self, files: Mapping[str, bytes], gone: Collection[str], progress: Progress) -> None:
        """``files`` stand there and those ``gone`` do not, or all is as it was.

        Raises MaillageError, Cancelled.
        """
        ...


def publish(
    publication: Publication, destination: Destination, progress: Progress = SILENT
) -> None:
    """Puts the publication where it goes, and takes away what an earlier one left there.

    Raises what the destination raises: then all is as it was.
    """
    earlier = destination.read(DESCRIPTION, progress.part(0, 0.1))
    gone = publication.left_over(earlier)
    destination.write(publication.files, gone, progress.part(0.1, 1))
