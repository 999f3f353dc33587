"""Pictures of how travel times are shared."""

from __future__ import annotations

import re
from typing import Any

import pytest
from maillage.core.layers.bivariate_style import bivariate_classes, bivariate_colour
from maillage.core.layers.charts import bivariate_key, decile_chart, lorenz_chart
from maillage.core.layers.drawing import Picture, as_image, as_svg
from maillage.core.layers.overall_tables import Overall, read_overall
from qgis.core import NULL

NAN = float("nan")


def overall() -> Overall:
    tenths = [
        {"mode": "car", "service": NULL, "decile": number, "mean_minutes": 2.5 * number,
         "median_minutes": 2.0 * number}
        for number in (3, 1, 2)
    ]  # fmt: skip
    tenths.append({"mode": "car", "service": "", "decile": 4, "mean_minutes": NAN})
    curve = [{"mode": "car", "service": "", "people": share, "minutes": share**2}
             for share in (1, 0, 0.5)]  # fmt: skip
    totals = [{"mode": "car", "service": "", "gini": 0.345, "palma": None, "share_10": 0.5}]
    (found,) = read_overall(totals, tenths, curve).values()
    return found


def words(picture: Picture) -> list[str]:
    """The texts of a picture 60 mm wide and high."""
    drawn = as_svg(picture, 60, 60).decode("utf-8")
    assert "nan" not in drawn and "inf" not in drawn
    return [one.strip() for one in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)]


def test_tables_are_read_in_order_and_the_unknown_stays_unknown(qgis_app: Any) -> None:
    one = overall()
    assert (one.mode, one.service) == ("car", "")
    assert [tenth.number for tenth in one.deciles] == [1, 2, 3, 4]
    assert one.deciles[3].mean_minutes is None
    assert one.curve == [(0, 0), (0.5, 0.25), (1, 1)]
    assert one.totals == {"gini": 0.345, "share_10": 0.5}


def test_a_curve_has_its_index_beside_it(qgis_app: Any) -> None:
    shown = words(lorenz_chart([overall()]))
    assert "By car: Gini 0.34" in shown or "By car: Gini 0.35" in shown
    assert shown.count("100%") == 2


def test_bars_have_their_minutes_and_the_unknown_a_dash(qgis_app: Any) -> None:
    shown = words(decile_chart(overall()))
    assert {"2.5", "5.0", "7.5", "–", "4"} <= set(shown)


def test_bars_are_as_high_as_their_minutes(qgis_app: Any) -> None:
    image = as_image(decile_chart(overall()), 60, 60, dpi=144)
    shade = image.pixelColor(0, 0)
    middles = [round((number + 0.5) * image.width() / 4) for number in range(3)]
    heights = [
        sum(image.pixelColor(x, y).name() == "#5e4fa2" for y in range(image.height()))
        for x in middles
    ]
    assert shade.name() == "#faf8f3"
    assert heights[1] / heights[0] == pytest.approx(2, rel=0.1)
    assert heights[2] / heights[0] == pytest.approx(3, rel=0.1)


@pytest.mark.parametrize("empty", [Overall("car", ""), Overall("", "ACCN")])
def test_nothing_known_is_still_a_picture(empty: Overall, qgis_app: Any) -> None:
    assert words(decile_chart(empty)) and words(lorenz_chart([empty]))


def test_the_square_key_has_the_nine_colours_of_the_map(qgis_app: Any) -> None:
    image = as_image(bivariate_key(), 40, 40, dpi=144)
    found = {image.pixelColor(x, y).name() for x in range(0, 226, 3) for y in range(0, 226, 3)}
    assert {bivariate_colour(value).name() for value in bivariate_classes()} <= found


def test_the_key_counts_its_classes(qgis_app: Any) -> None:
    shown = words(bivariate_key({"3-3": 12, "1-2": 7}))
    assert sorted(one for one in shown if one.isdigit()) == ["0"] * 7 + ["12", "7"]
    # The most fragile and farthest are on top at the right: the third of nine, row by row.
    assert "More fragile →" in shown and "Longer time →" in shown
