"""Texts that would be more than text, were they read as expressions, HTML, SQL or formulas."""

from __future__ import annotations

#: What a text that is evaluated would show, in the environment of the test.
VARIABLE, SHOWN = "MAILLAGE_HOSTILE", "evaluated-and-shown"

TEXTS = (
    f"[% env('{VARIABLE}') %]",
    f"[%env('{VARIABLE}')%] and [% @project_folder %]",
    "100 [% is not %] 100 %]",
    "<script>alert(1)</script>",
    '<img src="file:///etc/hostname" onerror="alert(1)">',
    '<a href="javascript:alert(1)">here</a>',
    "x'; DROP TABLE victim; --",
    "x\\'; DROP TABLE victim; --",
    '"); eval("1',
    "{{ 7 * 7 }} {0} %s %n",
    "=cmd|'/c calc'!A1",
    "@SUM(1)",
    "a & b &amp; c",
)
