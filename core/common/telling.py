"""What may be told: the one function that every message, line of the log and record goes through.

Whoever words a message may quote what was given, and what QGIS, GDAL or a database say of it: the
source of a layer with its password, an address with its key. None of it is in what comes out.
"""

from __future__ import annotations

import re

from .valid_text import valid_text

#: A longer message is cut: a person reads no more, and a window would stand still.
_LONGEST = 10_000
#: An address: before its path may stand a name and a password, behind it a query that holds keys.
_USER = re.compile(r"(:/{1,2})(?:[^\s/?#'\"<>:@]*:(?!\d+/)[^\s'\"<>]*@|[^\s/?#'\"<>]*@)")
_QUERY = re.compile(r"\b(https?://[^\s'\"<>?#|]+)[?#][^\s'\"<>|]+", re.IGNORECASE)
#: ``OCI:name/password@host``.
_ORACLE = re.compile(r"\b(OCI:)[^\s'\"<>]+@", re.IGNORECASE)
#: What secrets are called, in the sources of layers, in addresses and in headers, whatever stands
#: before: ``sslpassword``, ``access_token``.
_NAME = (
    r"(?:pass(?:word|wd|phrase)?|pwd|key|token|secret|signature|credentials?|sig|auth|"
    r"authorization)"
)
#: Their value, in quotes, in braces as ODBC has it, or up to the next blank: in quotes, one may
#: stand behind a backslash or twice; an address within an address is encoded once or more.
_EQUALS = r"\s*(?:=|%(?:25)*3D)\s*"
_QUOTED = r"(?:'(?:[^'\\]|\\.|'')*'?|\"(?:[^\"\\]|\\.|\"\")*\"?)"
_VALUE = re.compile(
    rf"({_NAME}[\"']?(?:{_EQUALS}))(?!…)(?:\\?{_QUOTED}|\{{[^}}]*\}}?|[^\s'\"<>]+)"
    rf"|({_NAME}[\"']\s*:\s*){_QUOTED}"
    rf"|({_NAME}\s*:\s*(?:Bearer|Basic|Digest|Token)\s+)\S+",
    re.IGNORECASE,
)
_LEFT_OUT = "…"


def tellable(text: str) -> str:
    """``text`` without any password, token or key, such that any window and any log can show it.

    Of a web address the part before ``?`` is left. An ``authcfg`` stays: it only names what QGIS
    keeps encrypted.
    """
    text = valid_text(text)
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + _LEFT_OUT
    text = _VALUE.sub(_without_value, text)
    text = _USER.sub(rf"\1{_LEFT_OUT}@", text)
    text = _ORACLE.sub(rf"\1{_LEFT_OUT}@", text)
    return _QUERY.sub(rf"\1?{_LEFT_OUT}", text)


def _without_value(found: re.Match[str]) -> str:
    return next(filter(None, found.groups())) + _LEFT_OUT
