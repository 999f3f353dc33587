"""What XLSX and ODS have in common: XML in a ZIP archive, changed at known bytes."""

from __future__ import annotations

import html
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from ..common.errors import InputError
from ..common.text import tr
from .celledits import changed_since

#: What Python raises on reading an archive that is broken somewhere.
_DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
#: Archives are unpacked in pieces of so many bytes.
CHUNK = 1 << 20

#: A number that a spreadsheet may keep as a number: without leading zeros, and without too many
#: figures.
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
#: A whole start tag, ``>`` in its attributes included.
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
#: What XML cannot hold, even escaped.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

#: A piece of a file to replace: start, end, new bytes.
Piece = tuple[int, int, bytes]


@dataclass
class Element:
    """An element of an XML text, with the bytes where it and its content start and end."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """``x:`` of ``x:row``, "" without."""
        return self.tag[: self.tag.rfind(":") + 1]

    def opened(self, xml: bytes) -> bytes:
        """Its start tag, open even where the element is empty."""
        tag = xml[self.start : self.inner]
        return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag

    def closing(self) -> bytes:
        return f"</{self.tag}>".encode()


def elements(
    xml: bytes, is_wanted: Callable[[str, dict[str, str], list[Element]], bool]
) -> Element:
    """The tree of the elements that ``is_wanted`` keeps (local name, attributes, those around).

    Raises expat.ExpatError for what is no XML, ValueError for another encoding than UTF-8.
    """
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or not _is_utf8(xml):
        raise ValueError("not in UTF-8")
    root = Element("", {}, 0, 0)
    stack: list[Element | None] = []
    open_elements = [root]
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if not is_wanted(tag.rpartition(":")[2], attributes, open_elements):
            stack.append(None)
            return
        at = parser.CurrentByteIndex
        match = _TAG.match(xml, at)
        if match is None:
            raise ValueError(f"no tag at byte {at}")
        element = Element(tag, attributes, at, match.end())
        open_elements[-1].children.append(element)
        stack.append(element)
        open_elements.append(element)

    def end(tag: str) -> None:
        element = stack.pop()
        if element is None:
            return
        open_elements.pop()
        if xml[element.inner - 2 : element.inner] == b"/>":
            element.inner_end = element.end = element.inner
        else:
            element.inner_end = parser.CurrentByteIndex
            element.end = xml.index(b">", element.inner_end) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(xml, True)
    return root


def _is_utf8(xml: bytes) -> bool:
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"']([^\"']+)", xml)
    return declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")


def replaced(data: bytes, pieces: Iterable[Piece]) -> bytes:
    """``data`` with pieces replaced, which do not overlap."""
    written, at = [], 0
    for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
        written += [data[at:start], new]
        at = end
    return b"".join([*written, data[at:]])


def cannot_hold(text: str) -> str:
    """Why a spreadsheet cannot hold a text, "" if it can."""
    if match := _FORBIDDEN.search(text):
        return tr(
            "A spreadsheet cannot hold the control character U+{code}. Take it out.",
            code=f"{ord(match[0]):04X}",
        )
    if len(text) > 32767:
        return tr("A spreadsheet's cell holds no more than 32,767 characters. Shorten the text.")
    return ""


def escaped(text: str) -> str:
    """A text as the content of an element; its line breaks are kept."""
    return html.escape(text, quote=False).replace("\r", "&#13;")


def read_member(source: Path, name: str) -> bytes:
    """The content of a file in an archive. Raises InputError if it is not there."""
    with zipfile.ZipFile(source) as archive:
        if name not in archive.namelist():
            raise changed_since(source)
        return archive.read(name)


def replace_member(source: Path, output: Path, name: str, data: bytes) -> None:
    """A copy of an archive in which one file is another; the others keep content and order."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(output, "w") as copy:
        copy.comment = archive.comment
        for member in archive.infolist():
            content = data if member.filename == name else archive.read(member)
            copy.writestr(member, content, member.compress_type)


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP archive. Raises InputError while it is used if it is damaged or locked."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGES as error:
        raise _damaged(path, error) from error
    except (RuntimeError, NotImplementedError) as error:  # a password, an unknown compression
        raise locked(path) from error


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(
        tr(
            "{file} is damaged or was not copied to its end ({reason}). Fetch it again, or open it "
            "in the program that made it and save it again.",
            file=path,
            reason=error,
        )
    )


def head_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first megabyte of a file in the archive, empty where there is none."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as file:
        return file.read(CHUNK)


def locked(path: Path) -> InputError:
    """The refusal of a workbook that needs a password."""
    return InputError(
        tr(
            "{file} is protected by a password. Open it in a spreadsheet program, save it without "
            "one, and choose that file.",
            file=path,
        )
    )
