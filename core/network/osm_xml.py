"""An ``.osm`` file with each object once, without what an editor deleted.

Editors mark what is deleted (``action="delete"``, or ``visible="false"`` as servers do) and keep it
in the file, of which GDAL knows nothing. Nor does it take a point that comes twice, as in files put
together.
"""

from __future__ import annotations

import html
import mmap
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat  # nosec B406

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.text import tr

_DELETED = re.compile(rb"""\s(?:action\s*=\s*["']delete|visible\s*=\s*["']false)["']""")
_POINT = re.compile(rb"""<node\s[^<>]*?\bid\s*=\s*["']([+-]?\d{1,19})""")
_REMARK = re.compile(rb"<remark>([^<]{1,300})")
_CHUNK = 1 << 20


def is_tidy(path: Path) -> bool:
    """Whether nothing is deleted, and no point comes twice: their numbers go up."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _DELETED.search(content):
            return False
        last: int | None = None
        for found in _POINT.finditer(content):
            number = int(found[1])
            if last is not None and number <= last:
                return False
            last = number
    return True


def remark(path: Path) -> str:
    """What Overpass remarks at the end of a file when it broke off, "" where it says nothing."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        begin = max(content.rfind(b"<remark>"), 0)
        found = _REMARK.match(content[begin : begin + 400])
    return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""


def write_tidy(path: Path, output: Path, shown: Path, progress: Progress = SILENT) -> None:
    """Writes the points and ways of ``path``, each once, deleted ones left out.

    Of several versions the last counts. ``shown``: what messages call the file. Raises InputError
    for a damaged file.
    """
    objects = _Objects()
    size = path.stat().st_size
    with open(path, "rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                objects.parser.Parse(chunk)
                progress.step(file.tell() / size)
            objects.parser.Parse(b"", True)
        except (expat.ExpatError, ValueError) as error:
            raise damaged(shown, str(error)) from error
        with (
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
            open(output, "wb") as written,
        ):
            head = f'<?xml version="1.0" encoding="{objects.encoding}"?>\n<osm version="0.6">\n'
            written.write(head.encode())
            written.writelines(content[begin:end] for begin, end in objects.kept())
            written.write(b"</osm>\n")


def damaged(shown: Path, reason: str) -> InputError:
    """For a file that is not whole."""
    return InputError(
        tr(
            "{path} is damaged or cut short ({reason}). Download it again.",
            path=shown,
            reason=reason,
        )
    )


class _Objects:
    """Where the objects of a file begin, as its parser comes by them.

    ``begin``: the byte of each object, and of what follows the last one.
    """

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.encoding = "UTF-8"
        self.begin = array("q")
        self._last: dict[tuple[str, int], int] = {}
        self._depth = 0
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.XmlDeclHandler = self._declared

    def kept(self) -> Iterator[tuple[int, int]]:
        """(begin, end) of the bytes of the points and ways that count."""
        for number in sorted(self._last.values()):
            if number >= 0:
                yield self.begin[number], self.begin[number + 1]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth != 2:
            return
        if name in ("node", "way") and "id" in attributes:
            is_deleted = (
                attributes.get("action") == "delete" or attributes.get("visible") == "false"
            )
            number = -1 if is_deleted else len(self.begin)
            self._last[name, int(attributes["id"])] = number
        self.begin.append(self.parser.CurrentByteIndex)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self.begin.append(self.parser.CurrentByteIndex)

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        self.encoding = encoding or self.encoding
