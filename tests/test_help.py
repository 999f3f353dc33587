"""The help pages as QGIS shows them, beside an algorithm's dialog."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[1] / "docs" / "help").glob("*/*.md"))


def test_lists_marks_and_code_become_html() -> None:
    from maillage.core.algorithms.help import to_html

    page = "One **bold** & `a*b*c`.\n\n- **One** (ONE): *first*.\n  - within\n- two\n\nEnd.\n"
    assert to_html(page) == (
        "<p>One <b>bold</b> &amp; <code>a&#42;b&#42;c</code>.</p>"
        "<ul><li><b>One</b> (ONE): <i>first</i>.</li><ul><li>within</li></ul><li>two</li></ul>"
        "<p>End.</p>"
    )
    assert to_html("Such:\n\n```\n{*a*:\n <b>}\n```\n") == (
        "<p>Such:</p><pre>{*a*:<br> &lt;b&gt;}</pre>"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_no_mark_is_left_over_and_every_list_ends(page: Path) -> None:
    from maillage.core.algorithms.help import to_html

    html = to_html(page.read_text(encoding="utf-8"))
    assert html.count("<ul>") == html.count("</ul>")
    assert "\n" not in html, "QGIS would end a list there"
    prose = re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", html, flags=re.DOTALL)
    assert not re.search(r"[*`]|\]\(|>#|>\d\. ", prose)
