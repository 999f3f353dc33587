"""A folder of this computer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from ..common.errors import OutputError
from ..common.files import atomic_output
from ..common.folders import folder_anew
from ..common.progress import Progress
from ..common.text import tr
from ..web.publication import DESCRIPTION


class Folder:
    """A folder, made where there is none."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def read(self, name: str, progress: Progress) -> bytes | None:
        """As ``Destination.read``; what cannot be read is none of ours."""
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return None

    def write(self, files: Mapping[str, bytes], gone: Collection[str], progress: Progress) -> None:
        """As ``Destination.write``. Raises OutputError."""
        for name in files:
            if (self.path / name).is_dir():
                raise OutputError(
                    tr(
                        "Cannot write {path}: a folder has this name. Rename it or choose another "
                        "output folder.",
                        path=self.path / name,
                    )
                )
        progress.step(0)
        with folder_anew(self.path, DESCRIPTION, [*files, *gone]) as new:
            for name in gone:
                (new / name).unlink(missing_ok=True)
            for name, content in files.items():
                with atomic_output(new / name) as aside:
                    aside.write_bytes(content)
            progress.step(0.9)
        progress.step(1)
