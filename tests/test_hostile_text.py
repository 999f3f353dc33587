"""Half a character, and NUL, by every door: QGIS lives, and people read a sentence."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bad_tables import cells, csv_text, sheet_xml, xlsx
from loopback import Server, ok
from many_runs import Job, run_all
from osgeo import gdal, ogr

#: As JSON writes it, as bytes that are no UTF-8, and as a text of Python.
ESCAPED, BYTES, HALF = "\\ud800", b"\xed\xa0\x80", "\ud800"


def _json(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def _census(folder: Path) -> dict[str, str]:
    """The same census with half a character in each format."""
    record = f'{{"nom": "Mairie{ESCAPED}", "ville": "Foix\\u0000x", "lat": 42.9, "lon": 1.6}}'
    feature = (
        f'{{"type": "Feature", "properties": {record}, '
        '"geometry": {"type": "Point", "coordinates": [1.6, 42.9]}}'
    )
    good = csv_text(cells())
    found = {
        "json": _json(folder / "a.json", f'{{"lieux{ESCAPED}": [{record}, {record}]}}'),
        "geojson": _json(
            folder / "a.geojson", f'{{"type": "FeatureCollection", "features": [{feature}]}}'
        ),
        "points": _json(folder / "points.csv", good.replace("Médiathèque", "<U+D800>Médiathèque")),
        "xlsx": str(
            xlsx(
                folder / "a.xlsx", {"Lieux": sheet_xml(cells()).replace("Foix", "F_xD800_o_x0000_")}
            )
        ),
    }
    csv = folder / "bytes.csv"
    csv.write_bytes(good.encode().replace(b"Foix", b"Fo" + BYTES + b"ix"))
    named = folder / os.fsdecode(b"caf\xe9.csv")
    shutil.copy(csv, named)
    package = folder / "a.gpkg"
    gdal.VectorTranslate(str(package), found["points"], format="GPKG", layerName="lieux")
    with closing(sqlite3.connect(package)) as file, file:
        file.execute("UPDATE lieux SET nom = CAST(x'4d6169eda08000' AS TEXT)")
    return found | {"csv": str(csv), "gpkg": str(package), "named": str(named)}


def _jobs(folder: Path, made: Path, root: Path) -> dict[str, tuple[Job, str]]:
    """By name, a job, and what is said of it ("" where it is done)."""
    census, sample = _census(folder), str(root / "sample" / "census.csv")

    def out() -> str:
        out.number = getattr(out, "number", 0) + 1
        return str(folder / f"out{out.number}.gpkg")

    nomenclature = json.loads((root / "styles" / "nomenclature.json").read_text(encoding="utf-8"))
    item = nomenclature["vocabularies"]["activities"]["items"][0]
    labels = _json(folder / "labels.json", json.dumps(nomenclature).replace(item["label"], ESCAPED))
    codes = _json(folder / "codes.json", json.dumps(nomenclature).replace(item["code"], ESCAPED))
    mapping = _json(folder / "mapping.json", f'{{"columns": {{"name": "{ESCAPED}", "city": "v"}}}}')
    weights = _json(
        folder / "weights.json",
        '{"variables": {"revenu_median": {"reference": "mean", "direction": "lower"}}, '
        f'"axes": {{"axe{ESCAPED}": ["revenu_median"]}}}}',
    )

    def load(**given: str) -> Job:
        return "loadcensus", {"INPUT": sample, "OUTPUT": out(), **given}

    columns = '{"columns": {"name": "nom", "city": "ville", "lat": "lat", "lon": "lon"}}'
    given = {kind: {"MAPPING": _json(folder / "map.json", columns)} for kind in ("json", "geojson")}
    refused = {"named": "INPUT", "gpkg": "not in UTF-8"}
    jobs = {
        f"census in {kind}": (load(INPUT=path, **given.get(kind, {})), refused.get(kind, ""))
        for kind, path in census.items()
    }
    jobs |= {
        "layer": (("loadcensus", {"LAYER": census["gpkg"], "OUTPUT": out()}), ""),
        "labels": (load(NOMENCLATURE=labels), ""),
        "codes": (load(NOMENCLATURE=codes), "other signs than letters"),
        "mapping": (load(MAPPING=mapping), "columns that"),
        "deep": (load(MAPPING=_json(folder / "deep.json", "[" * 99_999)), "too deep"),
        "sheet": (load(SHEET=HALF), "SHEET"),
        "input": (load(INPUT=f"{folder}/{HALF}.csv"), "INPUT"),
        "nul": (load(INPUT=f"{census['csv']}\0.csv"), "INPUT"),
        "output": (load(OUTPUT=f"{folder}/new\0.gpkg"), "OUTPUT"),
        "weights": (
            (
                "fragilityindex",
                {"INDICATORS": str(root / "sample" / "indicators.csv"), "WEIGHTS": weights,
                 "METHOD": "custom", "OUTPUT": out()},
            ),
            "",
        ),
        "filter": (
            (
                "atlas",
                {"TERRITORIES": str(made / "fragility.gpkg"), "TERRITORY_FIELD": "insee",
                 "PLACES": str(made / "places.gpkg"), "FILTER": f"nom = '{HALF}'",
                 "OUTPUT_FOLDER": str(folder / "atlas")},
            ),
            "FILTER",
        ),
    }  # fmt: skip
    return jobs


def test_half_a_character_ends_no_run_otherwise_than_by_a_sentence(
    made: Path, root: Path, tmp_path: Path
) -> None:
    jobs = _jobs(tmp_path, made, root)
    for name in ("places", "network"):
        assert next(made.glob(f"{name}.*"))
    header = "row_id,longitude,latitude,result_score,result_label,result_status\n"
    row = b"0,1.6,42.9,0.9,Fo" + BYTES + b"ix\0,ok\n"
    status = json.dumps({"version": "3", "available_actions": ["isochrone"]}).encode()
    refusal = f'{{"error_code": 171, "error": "no {ESCAPED}\\u0000 road"}}'.encode()
    places = {"PLACES": str(made / "places.gpkg"), "MINUTES": "10"}
    with Server() as geocoder, Server() as router:
        geocoder.replies = [ok(header.encode() + row)]
        router.replies = [ok(status), (400, {}, refusal)]
        jobs["geocoder"] = (
            (
                "geocodeplaces",
                {"INPUT": str(made / "places.gpkg"), "ONLY_MISSING": False, "REFRESH": True,
                 "ENDPOINT": geocoder.url, "OUTPUT": str(tmp_path / "found.gpkg")},
            ),
            "answered for some addresses only",
        )  # fmt: skip
        jobs["router"] = (
            (
                "isochrones",
                {
                    **places,
                    "ENGINE": "valhalla",
                    "URL": router.url,
                    "OUTPUT": str(tmp_path / "i.gpkg"),
                },
            ),
            "No road",
        )
        ended = run_all(tmp_path, [job for job, _ in jobs.values()])
    faults = ("fault of the plugin", "SystemError", "Traceback")
    wrong = [
        (name, error)
        for name, said, error in zip(jobs, ended.said, ended.errors, strict=True)
        if not ((expected in error) if (expected := jobs[name][1]) else not error)
        or any(fault in said + error for fault in faults)
    ]
    assert not wrong, wrong
    for output in tmp_path.glob("out*.gpkg"):
        _is_whole(output)


def _is_whole(package: Path) -> None:
    """Every text of a GeoPackage is UTF-8 without NUL."""
    dataset = ogr.Open(str(package))
    for layer in dataset:
        names = [field.GetName() for field in layer.schema]
        for feature in layer:
            texts = [*names, *(feature.GetFieldAsString(n) for n in range(len(names)))]
            "".join(texts).encode()


@pytest.mark.parametrize("value", ["a\0b", HALF, "\udcff"])
@pytest.mark.parametrize(
    ("algorithm", "name"),
    [("isochrones", "MINUTES"), ("isochrones", "URL"), ("coverage", "SERVICES"),
     ("loadcensus", "APPLY"), ("exportweb", "BASE_URL"), ("savecensus", "UPDATED"),
     ("isochrones", "PLACES"), ("buildproject", "OUTPUT"), ("loadcensus", "OUTPUT")],
)  # fmt: skip
def test_a_parameter_that_qgis_cannot_hold_is_refused(
    maillage: Any, algorithm: str, name: str, value: str
) -> None:
    from qgis.core import QgsProcessingContext

    algorithm = maillage.algorithm(algorithm)
    sound, message = algorithm.checkParameterValues({name: value}, QgsProcessingContext())
    assert not sound
    assert f"({name}) holds a character that is none" in message
    message.encode()


def test_the_small_cases_are_refused_in_a_sentence(cases: Path, tmp_path: Path) -> None:
    hostile, census = cases / "hostile", str(tmp_path / "a.csv")
    Path(census).write_text("nom;v\nMairie;Foix\n", encoding="utf-8")
    loads = {
        ("MAPPING", "mapping_surrogate.json"): "columns that",
        ("NOMENCLATURE", "nomen_surrogate.json"): "other signs than letters",
        ("MAPPING", "deep.json"): "too deep",
        ("NOMENCLATURE", "deep.json"): "too deep",
    }
    jobs: list[Job] = [
        ("loadcensus", {"INPUT": census, name: str(hostile / file), "OUTPUT": "memory:"})
        for name, file in loads
    ]
    given = {"INDICATORS": census, "METHOD": "custom", "WEIGHTS": str(hostile / "method_axes.json")}
    jobs.append(("fragilityindex", {**given, "OUTPUT": "memory:"}))
    ended = run_all(tmp_path, jobs)
    for error, said in zip(ended.errors, [*loads.values(), "neither a variable"], strict=True):
        assert said in error


def test_no_table_brings_half_a_character_into_a_layer(qgis_app: Any) -> None:
    import pandas as pd
    from maillage.core.layers.tables import make_fields, to_features

    table = pd.DataFrame({"a": [f"é{HALF}", "b\0c"]})
    (first, second) = to_features(table, make_fields({"a": "text"}))
    assert (first["a"], second["a"]) == ("é\ufffd", "b\ufffdc")


@pytest.mark.parametrize(
    "value", [float("inf"), float("nan"), "-inf", "1e999", "1_0", "１", 10**400]
)
def test_every_number_of_every_algorithm_is_finite(maillage: Any, value: object) -> None:
    from qgis.core import QgsProcessingContext

    names = []
    for algorithm in maillage.algorithms():
        for definition in algorithm.parameterDefinitions():
            if definition.type() == "number":
                name = definition.name()
                sound, said = algorithm.checkParameterValues({name: value}, QgsProcessingContext())
                assert not sound
                assert f"{name} is “" in said and "Give a number" in said
                names.append(name)
    assert len(names) > 8
