"""Isochrones beside Valhalla's: ``python -m maillage.benchmarks.isochrones``.

Ours begins with an opened network and the coordinates of the places, and ends with the polygons in
a GeoPackage, in degrees: snapping, searches, contours, projection, writing. Beside it Valhalla's
``/isochrone``, asked by two clients at once, until it has answered for the last place; its answers
are not read.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from ..core.access.isochrones import isochrones
from ..core.access.times import RoadSearch
from ..core.common.projection import WGS84, project, spatial_reference
from ..core.network.graph import Graph
from ..core.network.osm_file import network_from_osm
from ..core.network.roadnetwork import Network
from . import tiles
from .compare import Figures, by_turns, ratios, timed
from .nearest import real_places
from .valhalla import Valhalla, build_tiles, is_there, serve

OSM = tiles.DATA / "network" / "toulouse-2021.osm.pbf"
MODE, LIMITS = "car", [5, 10, 15]
CLIENTS = 2
ROUNDS = 5
#: Times as fast as Valhalla.
GOAL = 8.0


def write_isochrones(network: Network, x: np.ndarray, y: np.ndarray, path: Path) -> int:
    """Those of all places into a new GeoPackage; their number."""
    graph = Graph(network, MODE, "from")
    search = RoadSearch(graph, graph.snap(x, y))
    path.unlink(missing_ok=True)
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("isochrones", spatial_reference(WGS84), ogr.wkbMultiPolygon)
    for name in ("place", "minutes", "truncated"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTInteger))
    dataset.StartTransaction()
    for one in isochrones(search, LIMITS, epsg=WGS84):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["place"], feature["minutes"] = one.place, one.minutes
        feature["truncated"] = int(one.truncated)
        feature.SetGeometryDirectly(one.geometry)
        layer.CreateFeature(feature)
    dataset.CommitTransaction()
    return int(layer.GetFeatureCount())


def ask_all(valhalla: Valhalla, places: list[tuple[float, float]]) -> None:
    """The isochrones of all places, as many at once as there are clients."""

    def ask(place: tuple[float, float]) -> None:
        valhalla.isochrones(MODE, place, LIMITS)

    with ThreadPoolExecutor(CLIENTS) as threads:
        for _ in threads.map(ask, places):
            pass


def measure(folder: Path) -> tuple[Figures, Figures]:
    """Seconds of ours and of Valhalla's, by turns, on the same places and both cores."""
    network = network_from_osm(OSM, [MODE])
    x, y = real_places(network)
    lon, lat = project(x, y, network.epsg, WGS84)
    places = list(zip(lon.tolist(), lat.tolist(), strict=True))
    with serve(build_tiles(OSM, folder / "tiles", CLIENTS), CLIENTS) as valhalla:
        ours, theirs = by_turns(
            ROUNDS,
            timed(lambda: write_isochrones(network, x, y, folder / "isochrones.gpkg")),
            timed(lambda: ask_all(valhalla, places)),
        )
    return ours, theirs


def main() -> int:
    if not is_there() or not OSM.exists():
        print(f"Not measured: it takes Valhalla (.ci/valhalla) and {OSM}.")
        return 0
    with tempfile.TemporaryDirectory(prefix="isochrones-") as folder:
        ours, theirs = measure(Path(folder))
    print(f"Isochrones of the places of Toulouse, {MODE}, {LIMITS} minutes: seconds, least to most")
    print(f"  ours, into a GeoPackage             {ours.text()}")
    print(f"  Valhalla, asked by {CLIENTS} clients at once  {theirs.text()}")
    faster = ratios(ours, theirs)
    verdict = "pass" if faster.median >= GOAL else "MISSED"
    print(f"  times as fast                       {faster.text(1)}  ≥ {GOAL:g}  {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
