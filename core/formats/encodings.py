"""The characters of a text file: its encoding found, or each line's own."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ..common.errors import InputError
from ..common.text import tr

#: How the encodings are called, by Python's name of the codec.
NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
    "cp850": "MS-DOS 850",
    "iso8859-15": "ISO-8859-15",
}
#: The mark (BOM) that a file of the encoding may begin with.
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
#: The likeliest first: it counts where two look the same.
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850", "iso8859-15")
_UNKNOWN = "\ufffd".encode()
_VALID_UTF8 = re.compile(
    rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}"
)
LINE_END = re.compile(r"\r\n|\r|\n")

#: The letters of French text beyond ASCII, and how much each one counts in favour of an encoding.
FRENCH = {
    **dict.fromkeys("àâçéèêëîïôùûüÿœæ’‘“”–€•", 2),
    **dict.fromkeys("½ÀÂÇÉÈÊËÎÏÔÖÙÛÜŒÆ«»—…°²·\xa0\u202fäöáíóòúñ", 1),
}
_ELSE = -2  # any other character that these encodings know, and each sign at a strange place
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_CAPITAL, _SMALL = "A-ZÀ-ÖØ-ÞŒ", "a-zß-öø-ÿœ"
_LETTER = _CAPITAL + _SMALL
#: Where no sign of French stands: a capital within a small word (``cafÇ``) and the reverse, an
#: ``à`` but in words such as ``là``, ``voilà``, ``déjà``, an ``ù`` within a word, an ``ê`` at the
#: end of one or at the beginning but in ``être``, an ``î`` there but in ``île``, an ``â`` there
#: but in words such as ``âge``, or after ``a``, ``o``, ``u``, an ``Ô`` after ``I``, most letters
#: alone, and punctuation between letters.
_STRANGE = re.compile(
    rf"[a-z](?=[À-ÖØ-ÞŒ])|[ß-öø-ÿœ](?=[{_CAPITAL}])|(?<=[A-Z]{{2}})[ß-öø-ÿœ]"
    rf"|[àù](?=[{_LETTER}])|(?<=[A-Za-z])(?<!\b[Ll])(?<!del)(?<!oil)(?<!j)à|ê(?![{_LETTER}])"
    rf"|(?<![{_LETTER}])(?:ê(?!t(?:res?|es)\b)|[îÎ](?![lL])|â(?!cre|g[eé]|m|n|pre|tre))"
    rf"|(?<=[aou])â|(?<=I)Ô"
    rf"|(?<![{_LETTER}])[âèëïôöûüùçæœñÂÇÉÈÊËÎÏÙÛÜ](?![{_LETTER}])"
    rf"|(?<=[{_LETTER}])[‘“”–—…•«»°²½](?=[{_LETTER}])"
)
_OTHERS = {
    letter
    for codec in _SINGLE_BYTE
    for letter in bytes(range(128, 256)).decode(codec, errors="replace")
}


@dataclass(frozen=True)
class Decoded:
    """A text; its main encoding, as Python names it; whether it began with a mark (BOM).

    ``others`` gives the lines (from 1) that are in another encoding than the main one.
    """

    text: str
    encoding: str
    bom: bool = False
    others: dict[int, str] = field(default_factory=dict)


def decode(data: bytes, file_name: object) -> Decoded:
    """The text of a file: UTF-8, UTF-16, Windows-1252, MacRoman, code page 850, ISO-8859-15,
    or a mixture by lines.

    Raises InputError for bytes that are no text (they hold NUL), for UTF-32, and where a byte is
    no character of the encoding, naming byte and line. ``file_name`` is the file's name.
    """
    if data.startswith(_UTF32):  # before UTF-16, whose mark begins in the same way
        raise InputError(
            tr("{file} is in UTF-32, which is not read. Save it again as UTF-8.", file=file_name)
        )
    marked = next((name for name, mark in MARKS.items() if data.startswith(mark)), None)
    mark = MARKS[marked] if marked else b""
    encoding = marked or _unmarked_utf16(data) or "utf-8"
    body = data[len(mark) :]
    if encoding != "utf-8":
        return Decoded(_strict(body, encoding, file_name), encoding, bool(mark))
    if b"\0" in body:
        raise _no_text(body, file_name)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", bool(mark))
    except UnicodeDecodeError:
        return _other_than_utf8(body, bool(mark), file_name)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without mark: in western text every second byte, or nearly, is zero."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) < 0.35 * len(sample) or min(even, odd) > 0:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _no_text(data: bytes, file_name: object) -> InputError:
    if data.count(0) * 100 > len(data):
        return InputError(
            tr(
                "{file} is not a text file. Choose a census as CSV, XLSX, ODS, GeoJSON or "
                "GeoPackage, with the usual file extension.",
                file=file_name,
            )
        )
    return InputError(
        tr(
            "{file} holds NUL bytes, the first in line {line}: it is damaged. Export it again "
            "from the program that it came from.",
            file=file_name,
            line=str(1 + _line_ends(data[: data.index(0)].decode("latin-1"))),
        )
    )


def _other_than_utf8(data: bytes, bom: bool, file_name: object) -> Decoded:
    """The text in a single-byte encoding, or line by line where some lines are UTF-8."""
    single = _likeliest(_VALID_UTF8.sub(b"", data))
    encodings: dict[int, str] = {}
    parts = []
    start = 0
    for number, line in enumerate(data.splitlines(keepends=True), start=1):
        if line.isascii():
            parts.append(line.decode("ascii"))
        else:
            encodings[number], text = _line(line, single)
            if "\ufffd" in text and _UNKNOWN not in line:
                _strict(line, single, file_name, number, start)
            parts.append(text)
        start += len(line)
    counts = Counter(encodings.values())
    main = "utf-8" if bom or counts["utf-8"] >= counts[single] else single
    others = {line: encoding for line, encoding in encodings.items() if encoding != main}
    return Decoded("".join(parts), main, bom, others)


def _likeliest(data: bytes) -> str:
    """The single-byte encoding in which the words that are no ASCII look more like French."""
    words = Counter(word for word in _WORD.findall(data) if not word.isascii())

    def score(codec: str) -> int:
        texts = ((word.decode(codec, errors="replace"), count) for word, count in words.items())
        return sum(_french(text) * count for text, count in texts)

    return max(_SINGLE_BYTE, key=score)


def _french(word: str) -> int:
    """How much a word looks like French, by its signs and by where they stand."""
    signs = sum(FRENCH.get(sign, _ELSE) for sign in word if sign > "\x7f")
    return signs + _ELSE * len(_STRANGE.findall(word))


def _line(line: bytes, single: str) -> tuple[str, str]:
    """The encoding of a line and its text, with U+FFFD for a byte that means nothing.

    Cells of both encodings can stand in one line: it counts as one of the single-byte encoding.
    """
    as_single = line.decode(single, errors="replace")
    try:
        unicode, name = line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        unicode, name = line.decode("utf-8", errors=f"maillage-{single}"), single
    is_french = all(letter in FRENCH for letter in unicode if letter > "\x7f")
    if is_french or _likeness(unicode) > _likeness(as_single):
        return name, unicode
    return single, as_single


def _likeness(text: str) -> tuple[int, int]:
    """How much a text looks like French: few letters that are strange there, then many that fit.

    Characters that neither encoding of one byte knows do not count.
    """
    weights = [
        FRENCH.get(letter, _ELSE if letter in _OTHERS else 0) for letter in text if letter > "\x7f"
    ]
    return -weights.count(_ELSE), sum(weights)


def _fallback(codec: str) -> Callable[[UnicodeError], tuple[str, int]]:
    """An error handler that reads in ``codec`` the bytes that are no UTF-8."""

    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        end = error.start + 1
        return error.object[error.start : end].decode(codec, errors="replace"), end

    return handle


for _codec in _SINGLE_BYTE:
    codecs.register_error(f"maillage-{_codec}", _fallback(_codec))


def _strict(data: bytes, encoding: str, file_name: object, line: int = 1, start: int = 0) -> str:
    """The text; the first byte of ``data`` is the byte ``start`` of the file, in ``line``."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        raise InputError(
            tr(
                "{file}: the encoding is broken at line {line} (byte {byte}, value 0x{value}), "
                "read as {encoding}. Save the file again as UTF-8.",
                file=file_name,
                line=str(line + _line_ends(before)),
                byte=str(start + error.start + 1),
                value=f"{data[error.start]:02X}",
                encoding=NAMES[encoding],
            )
        ) from error


def _line_ends(text: str) -> int:
    return len(LINE_END.findall(text))
