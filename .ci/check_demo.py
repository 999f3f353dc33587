"""Checks that ``make demo`` left all its outputs, and that none is empty: check_demo.py FOLDER."""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from osgeo import ogr

ogr.UseExceptions()

WEB_LAYERS = ("places.geojson", "coverage.geojson", "isochrones.geojson")
LAYERS_WITHOUT_NEED = ("failures", "unmatched", "layer_styles")  # may well be empty


def problems(folder: Path) -> Iterator[str]:
    """What is missing or empty in ``folder``, one sentence each."""
    yield from _missing(folder, "*.qgz", "*.gpkg", "*.pdf", *WEB_LAYERS, "places.csv")
    for project in folder.rglob("*.qgz"):
        with zipfile.ZipFile(project) as archive:
            if not any(name.endswith(".qgs") for name in archive.namelist()):
                yield f"{project} holds no project"
    for package in folder.rglob("*.gpkg"):
        yield from _empty_layers(package)
    for page in folder.rglob("*.pdf"):
        content = page.read_bytes()
        if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
            yield f"{page} is no whole PDF"
    for name in WEB_LAYERS:
        for file in folder.rglob(name):
            if not json.loads(file.read_text(encoding="utf-8"))["features"]:
                yield f"{file} has no features"
    for file in folder.rglob("places.csv"):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            if sum(1 for _ in csv.reader(lines)) < 2:
                yield f"{file} has no rows"


def _missing(folder: Path, *patterns: str) -> Iterator[str]:
    for pattern in patterns:
        found = list(folder.rglob(pattern))
        if not found:
            yield f"{folder} has no {pattern}"
        for file in found:
            if not file.stat().st_size:
                yield f"{file} is empty"


def _empty_layers(package: Path) -> Iterator[str]:
    source = ogr.Open(str(package))
    if not source.GetLayerCount():
        yield f"{package} has no layers"
    for layer in source:
        wanted = not layer.GetName().lower().endswith(LAYERS_WITHOUT_NEED)
        if wanted and not layer.GetFeatureCount():
            yield f"{package}: the layer {layer.GetName()} is empty"


def main() -> None:
    folder = Path(sys.argv[1])
    found = list(problems(folder))
    if found:
        sys.exit("\n".join(found))
    print(f"{folder}: every output is there, and none is empty")


if __name__ == "__main__":
    main()
