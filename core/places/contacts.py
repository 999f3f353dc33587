"""Phone numbers, e-mail and web addresses as people write them in a census."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_USABLE = re.compile(r"[A-Za-z0-9_.+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
#: How people write ``https://``.
_SCHEME = re.compile(r"(?:[htps]{0,6}\s*[:;]?\s*/{1,3}|https?\s*[:;])", re.IGNORECASE)
#: No address is longer.
_LONGEST = 2000

#: What stands between two numbers of one cell.
_BETWEEN = re.compile(r"[/;,|\n]|\bou\b|\bet\b|\s[-–]\s", re.IGNORECASE)
_DIGITS = re.compile(r"(?:\+|\()?\d[\d\s.()–-]*\d|\d")
#: 3949, 1013; 116 and 118 with three more; 15, 17, 18, 112, 114, 115, 119, 191, 196, 197.
_SHORT = re.compile(r"3\d{3}|10\d\d|11[68]\d{3}|1[578]|11[2459]|19[167]")
#: Prefixes of the territories that dial within the French ten digits.
_TEN_DIGITS = ("33", "262", "508", "590", "594", "596")


class Phone(NamedTuple):
    """A number of a cell: ``written`` as it stands, ``number`` put right ("" when unreadable).

    ``sound`` when it can be dialled as it is written.
    """

    written: str
    number: str
    sound: bool


def read_phones(cell: str) -> list[Phone]:
    """The phone numbers of a cell, French or international; words around them do not matter."""
    runs = [run.strip(" .-–(") for part in _BETWEEN.split(cell) for run in _DIGITS.findall(part)]
    long = [run for run in runs if len(re.sub(r"\D", "", run)) > 2]  # not the 15 of "0,15 €"
    return [phone for run in long or runs for phone in _read_run(run)]


def _read_run(run: str) -> list[Phone]:
    digits = re.sub(r"\D", "", run)
    if len(digits) == 20 and digits[0] == digits[10] == "0":  # two numbers, nothing between them
        cut = [match.start() for match in re.finditer(r"\d", run)][10]
        halves = (run[:cut].strip(" .-–"), run[cut:])
        return [Phone(half, _in_pairs(re.sub(r"\D", "", half)), False) for half in halves]
    plain = re.sub(r"\D", "", run.replace("(0)", ""))
    if run.startswith("+") or plain.startswith("00"):
        return [Phone(run, _international(plain.removeprefix("00")), True)]
    if re.fullmatch(r"0[1-9]\d{8}", digits):
        return [Phone(run, _in_pairs(digits), True)]
    if _SHORT.fullmatch(digits):
        return [Phone(run, digits, True)]
    if re.fullmatch(r"[1-9]\d{8}(\.0+)?", run) or re.fullmatch(r"[1-9]\d{8}", digits):
        # A spreadsheet took the zero, and perhaps added decimals.
        return [Phone(run, _in_pairs(f"0{digits[:9]}"), False)]
    if re.fullmatch(r"33[1-9]\d{8}", digits):  # and here the plus sign
        return [Phone(run, _in_pairs(f"0{digits[2:]}"), False)]
    return [Phone(run, "", False)]


def _international(digits: str) -> str:
    for prefix in _TEN_DIGITS:
        rest = digits[len(prefix) :].removeprefix("0")
        if digits.startswith(prefix) and re.fullmatch(r"[1-9]\d{8}", rest):
            return _in_pairs(f"0{rest}")
    french = digits.startswith("33")
    return f"+{digits}" if 7 <= len(digits) <= 15 and not french else ""


def _in_pairs(digits: str) -> str:
    return " ".join(digits[start : start + 2] for start in range(0, len(digits), 2))


def international(number: str) -> str:
    """A number of ``read_phones`` as the national schema writes it: ``+33180059880``."""
    digits = re.sub(r"[^\d+]", "", number)
    return re.sub(r"^0([1-9]\d{8})$", r"+33\1", digits)


def is_email(text: str) -> bool:
    """Whether ``text`` is one e-mail address that can be written to."""
    return bool(_USABLE.fullmatch(text)) and ".." not in text


def repair_email(text: str) -> str:
    """The address that ``text`` was meant to be, "" when that is not sure."""
    if len(text) > _LONGEST:
        return ""
    bare = unicodedata.normalize("NFKD", text.strip(" .,;:<>()\"'"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    bare = re.sub(r"^mailto:", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\s*(?:@|\(at\)|\[at\]|\(a\))\s*", "@", bare, flags=re.IGNORECASE)
    bare = re.sub(r",(?=[a-z]{2,4}$)", ".", bare)
    bare = re.sub(r"(?<=\.[a-z]{2})\d+$|(?<=\.[a-z]{3})\d+$", "", bare)
    bare = re.sub(r"\.{2,}", ".", bare)
    return bare if is_email(bare) else ""


def is_website(text: str) -> bool:
    """Whether ``text`` is one http or https address."""
    if re.search(r"\s", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:  # such as an unclosed bracket
        return False
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and bool(
        re.fullmatch(r"(?:[\w-]+\.)+[^\W\d_]{2,}", host)
    )


def repair_website(text: str) -> str:
    """The address that ``text`` was meant to be, with ``https://``; "" when that is not sure."""
    if len(text) > _LONGEST:
        return ""
    bare = text.strip(" .,;<>()")
    if start := _SCHEME.match(bare):
        bare = bare[start.end() :]
    bare = re.sub(r"^(www)[,;\s]+", r"\1.", bare, flags=re.IGNORECASE)
    scheme = "http" if re.match(r"http(?!s)", text.strip()) else "https"
    address = f"{scheme}://{bare}"
    return address if is_website(address) and "@" not in bare.partition("/")[0] else ""
