"""Documents from outside with anything in them: whoever reads one answers, or says a sentence."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.scenario import Book, Scenario, Site, from_json, to_json
from maillage.core.common.errors import MaillageError
from maillage.core.engines.engine import Wish
from maillage.core.engines.geoplateforme import _longest
from maillage.core.engines.service_answers import answer, drawn, read_features, read_object
from maillage.core.engines.valhalla import _joins_a_road, _moment
from maillage.core.geocoding.answers import Found
from maillage.core.geocoding.geocoder import _kept, _read_kept
from maillage.core.layers.record import _read, metadata_of
from maillage.core.net.faults import refusal, uncertain
from maillage.core.nomenclature.nomenclature_file import DEFAULT_PATH, load_nomenclature
from maillage.core.places.census import load_census
from maillage.core.places.recognising.mapping import read_mapping
from maillage.core.territories.method_file import METHODS, read_method
from maillage.core.web.publication import Changes, Publication

URL = "http://127.0.0.1:9"
#: What may stand where something else belongs, as JSON and as no JSON at all.
_STRANGE = (
    *("null", "true", "-1", "0", "1.5", '""', "[]", "{}", "[null]", "[{}]", '{"a": null}'),
    *('"\\ud800"', '"\\u0000"', '"a"', "1e999", "-1e999", "NaN", "Infinity", "-Infinity"),
    *("9" * 400, "9" * 5000, "[" * 90 + "]" * 90, "[" * 5000, "1_0", '"' + "a" * 5000 + '"'),
    *('["\\udfff"]', '{"\\ud800": 1}', "[[[]]]", "-0", '"1e999"', '"../../x"', "[1, 2, 3]"),
)


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each value of a document stands, keys too."""
    decoder, found = json.JSONDecoder(), []
    for at, sign in enumerate(text):
        if sign in '[{"-0123456789tfn' and (at == 0 or text[at - 1] in " [{:,\n"):
            try:
                found.append((at, decoder.raw_decode(text, at)[1]))
            except ValueError:
                continue
    return found


@cache
def _mutated(text: str, most: int = 3) -> st.SearchStrategy[str]:
    """A document in which some values are others, or stand twice, or bytes are gone."""
    spans = _spans(text)
    change = st.tuples(st.sampled_from(spans), st.sampled_from(_STRANGE))
    cut = st.tuples(st.integers(0, len(text)), st.integers(0, 9)).map(
        lambda cut: ((cut[0], min(cut[0] + cut[1], len(text))), "")
    )

    def changed(changes: list[tuple[tuple[int, int], str]]) -> str:
        result, end = text, len(text) + 1
        for (start, stop), new in sorted(changes, reverse=True):
            if stop <= end:
                result, end = result[:start] + new + result[stop:], start
        return result

    return st.lists(st.one_of(change, change, change, cut), min_size=1, max_size=most).map(changed)


def _file(text: str, ending: str, read: Callable[[Path], Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        path.write_text(text, encoding="utf-8")
        read(path)


# Each reader with a document that it takes


def _nomenclature() -> str:
    content = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    for vocabulary in content["vocabularies"].values():
        vocabulary["items"] = vocabulary["items"][:1]
    return json.dumps(content, ensure_ascii=False)


_RECORDS = [
    {"id": "a1", "nom": "Mairie", "commune": "Foix", "code_postal": "09000", "code_insee": "09122",
     "adresse": "1 rue des Arts", "latitude": 42.96, "longitude": 1.6, "services": ["a", "b"],
     "date_maj": "2024-01-15", "telephone": "0561000000", "site_web": "https://a.fr"},
]  # fmt: skip
_COLUMNS = {"name": "nom", "city": "commune", "insee": "code_insee", "lat": "latitude",
            "lon": "longitude", "activities": "services", "updated": "date_maj"}  # fmt: skip
_GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {**_RECORDS[0], "contour": 10},
         "geometry": {"type": "Point", "coordinates": [1.6, 42.96]}}
    ],
}  # fmt: skip
_SQUARE = {"type": "Polygon", "coordinates": [[[1, 43], [1.1, 43], [1.1, 43.1], [1, 43]]]}
_ISOCHRONE = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "geometry": _SQUARE, "properties": {"contour": 10, "metric": "time"}},
        {"type": "Feature", "geometry": {"type": "MultiPoint", "coordinates": [[1, 43]]},
         "properties": {"type": "snapped"}},
    ],
}  # fmt: skip
_CAPABILITIES = {
    "resources": [
        {"id": "bdtopo-valhalla", "availableOperations": [
            {"id": "isochrone", "availableParameters": [
                {"id": "costValue", "values": {"min": 0, "max": 50}}]}]}
    ],
    "version": "3", "available_actions": ["isochrone"], "tileset_last_modified": 1_700_000_000,
}  # fmt: skip
_RECORD = {
    "version": 1, "role": "places", "algorithm": "loadcensus", "parameters": {"SCHEMA": "auto"},
    "inputs": {"INPUT": [{"name": "a.csv", "path": "a.csv", "bytes": 3}]},
    "origin": {"file": "a.csv", "schema": "auto"}, "plugin": "1", "made": "2026-01-01",
}  # fmt: skip
_BOOK = to_json(Book((Scenario("s", (Site(1, 1.0, 43.0, "n", ("ORD",)),), ("p",)),)))
_WISH = Wish(0, "a", 1.0, 43.0, (10,))


def _engine(text: str) -> None:
    features = read_features(text.encode("utf-8", "replace"), URL)
    _joins_a_road(features)
    answer(_WISH, 10, drawn(features, contour=10))


def _status(text: str) -> None:
    content = read_object(text.encode("utf-8", "replace"), URL)
    assert math.isfinite(_longest(content, "bdtopo-valhalla"))
    _moment(content.get("tileset_last_modified"))


def _faults(text: str) -> None:
    for error in (refusal(400, URL, text.encode()), uncertain(URL, "r", 500, text.encode())):
        str(error).encode()
        error.answer.encode()


def _record(text: str) -> None:
    record = _read(text, "layer")
    if record is not None:
        metadata_of(record).keywords("maillage")


def _earlier(text: str) -> None:
    Publication({}, 0, 0, Changes([], [], []), []).left_over(text.encode())


def _census(path: Path) -> None:
    mapping = path.with_name("mapping.json")
    mapping.write_text(json.dumps({"columns": _COLUMNS}), encoding="utf-8")
    places = load_census(path, mapping=read_mapping(mapping)).places
    assert not np.isinf(places[["lon", "lat"]].to_numpy(dtype=float)).any()
    for name in places:
        "".join(cell for cell in places[name] if isinstance(cell, str)).encode()


def _found(text: str) -> None:
    found = _read_kept(text.encode())
    assert found is None or all(map(math.isfinite, (found.lon, found.lat, found.score)))


_DESCRIPTION = {"name": "a", "resources": [{"path": "frame.geojson", "hash": "a"}]}
_ERROR = {"error": {"code": 3, "message": "no"}, "error_code": 171, "detail": ["a", {"b": 1}]}
_KEPT = _kept(Found("ok", "2026-01-01", 1.0, 43.0, 0.9, "a", "b")).decode()
_METHOD = (METHODS / "incubo.json").read_text(encoding="utf-8")
#: By what is read: a document that is taken, and its reader.
READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "mapping": (
        json.dumps({"columns": {**_COLUMNS, "hours": ["a"] * 7}, "separator": ";"}),
        lambda text: _file(text, ".json", read_mapping),
    ),
    "nomenclature": (_nomenclature(), lambda text: _file(text, ".json", load_nomenclature)),
    "method": (_METHOD, read_method),
    "scenarios": (_BOOK, from_json),
    "record": (json.dumps(_RECORD), _record),
    "publication": (json.dumps(_DESCRIPTION), _earlier),
    "records": (json.dumps(_RECORDS), lambda text: _file(text, ".json", _census)),
    "geojson": (json.dumps(_GEOJSON), lambda text: _file(text, ".geojson", _census)),
    "isochrone": (json.dumps(_ISOCHRONE), _engine),
    "capabilities": (json.dumps(_CAPABILITIES), _status),
    "error": (json.dumps(_ERROR), _faults),
    "found": (_KEPT, _found),
}


@pytest.mark.parametrize("name", READERS)
def test_each_document_is_taken_as_it_is(name: str) -> None:
    text, read = READERS[name]
    read(text)


@pytest.mark.parametrize("name", READERS)
@given(st.data())  # more of them: make fuzz
@settings(max_examples=15)
def test_a_document_with_anything_in_it_is_taken_or_refused(name: str, data: Any) -> None:
    text, read = READERS[name]
    document = data.draw(_mutated(text))
    try:
        read(document)
    except MaillageError as error:
        str(error).encode()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("record", '"places"', '"../../x"'),
        ("record", '"2026-01-01"', "7"),
        ("record", '[{"name"', '[null, {"name"'),
        ("record", '"path": "a.csv"', '"path": 7'),
        ("record", '{"version"', '{"a": ' + "[" * 5000 + ', "version"'),
        ("publication", "[{", "[" * 5000 + "{"),
        ("publication", '{"path": "frame.geojson"', 'null, {"path": null'),
        ("mapping", "{", "[" * 5000 + "{"),
        ("mapping", '"nom"', '"\\ud800"'),
        ("method", '"axes": {', '"axes": {"a": [["b"]], '),
        ("method", '"axes": {', '"axes": {"a": [{"b": 1}], '),
        ("found", "1.0", '"1.0"'),
        ("found", "43.0", "1" + "0" * 400),
        ("found", "0.9", "Infinity"),
        ("scenarios", "43.0", "1e300"),
        ("scenarios", '"n"', "null"),
        ("capabilities", '["isochrone"]', "null"),
        ("capabilities", '"max": 50', '"max": 1e999'),
        ("capabilities", '"values": {', '"values": null, "else": {'),
        ("isochrone", "43.1", "-Infinity"),
        ("error", '["a", {"b": 1}]', '["\\ud800"]'),
    ],
)
def test_what_once_broke_a_reader(name: str, old: str, new: str) -> None:
    text, read = READERS[name]
    assert old in text
    try:
        read(text.replace(old, new, 1))
    except MaillageError as error:
        str(error).encode()
