"""Cells that cannot be read, or in two ways: GeoJSON columns of numbers and texts, “1,234”."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingException
from steps import Run, read


def layer(path: Path, *features: dict[str, Any], point: bool = False) -> str:
    """A GeoJSON file of squares side by side, or of points in them."""
    shapes = []
    for number, values in enumerate(features):
        w, s = 1.4 + number / 20, 43.6
        ring = [[w, s], [w + 0.02, s], [w + 0.02, s + 0.02], [w, s + 0.02], [w, s]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        if point:
            shape = {"type": "Point", "coordinates": [w + 0.01, s + 0.01]}
        shapes.append({"type": "Feature", "properties": values, "geometry": shape})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    return str(path)


@pytest.fixture
def look(run: Run, tmp_path: Path) -> Any:
    """Runs the straight lines on two communes; gives the rows."""

    def call(first: dict[str, Any], second: dict[str, Any], *ids: Any) -> list[dict[str, Any]]:
        hours = ({"monday": "9-12"}, None)
        places = [
            {"place_id": each, "hours": more}
            for each, more in zip(ids or ("1", "2"), hours, strict=True)
        ]
        run(
            "straightline",
            PLACES=layer(tmp_path / "places.geojson", *places, point=True),
            DEMAND=layer(tmp_path / "communes.geojson", first, second),
            OUTPUT=str(tmp_path / "look.gpkg"),
        )
        return read(tmp_path / "look.gpkg")

    return call


@pytest.mark.parametrize(
    ("column", "first", "second"), [("population", 100, "200"), ("insee", 31555, "2A004")]
)
def test_a_mixed_column_that_is_used_is_refused(
    look: Any, column: str, first: Any, second: Any
) -> None:
    one, other = {"insee": "09122", "population": 1}, {"insee": "31555", "population": 2}
    with pytest.raises(QgsProcessingException, match=f"the column {column} of communes: it mixes"):
        look(one | {column: first}, other | {column: second})


def test_places_whose_identifiers_are_mixed_are_refused(look: Any) -> None:
    one, other = {"insee": "09122", "population": 1}, {"insee": "31555", "population": 2}
    with pytest.raises(QgsProcessingException, match="the column place_id of places: it mixes"):
        look(one, other, 1, "x2")


def test_a_mixed_column_that_nobody_uses_is_a_warning(look: Any, run: Run) -> None:
    """A département beside the commune's own code; an object and an empty cell are no mixture."""
    one = {"insee": "09122", "population": 1, "dep": 9}
    other = {"insee": "2A004", "population": 2, "dep": "2A"}
    assert [row["population"] for row in look(one, other)] == [1, 2]
    said = [line for line in run.feedback.said if "it mixes" in line]
    assert len(said) == 1
    assert "the column dep of communes" in said[0]


def test_populations_that_may_be_thousands_or_decimals_are_refused(look: Any) -> None:
    one, other = {"insee": "09122", "population": "1,234"}, {"insee": "31555", "population": "987"}
    with pytest.raises(QgsProcessingException, match="communes: the field population holds “1,23"):
        look(one, other)


def test_a_census_of_mixed_columns_is_refused_as_a_layer(run: Run, tmp_path: Path) -> None:
    census = layer(tmp_path / "census.geojson", {"id": 1}, {"id": "x2"}, point=True)
    with pytest.raises(QgsProcessingException, match="the column id of census: it mixes"):
        run("loadcensus", LAYER=census, OUTPUT="TEMPORARY_OUTPUT", REPORT="TEMPORARY_OUTPUT")
