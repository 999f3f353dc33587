"""Coverage of a whole region in one run: ``python -m maillage.benchmarks.coverage``.

One run of ``maillage:coverage``, as the toolbox runs it, from its layers to its file: as many
communes, places and activities as Occitanie has, by car, by bike and on foot, on a network of 1.2
million junctions. No roads of the whole region are at hand, so that the network is Toulouse side by
side with itself, and the communes are rectangles that cover it, with as many corners as communes
have in the mean, and the real inhabitants one after the other. The places stand at junctions drawn
at random (pandana takes no others) with the real places' activities; the scores of fragility are
drawn. Beside it, on the same arcs, pandana's nearest point of every junction, once for each mode
and activity, the network prepared and the places set beforehand; and our own searches for the same.
"""

from __future__ import annotations

import functools
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import ogr, osr

from ..core.access.times import RoadSearch
from ..core.network.graph import Graph
from ..core.network.roadnetwork import Network
from ..core.places.census import load_census
from . import tiles
from .compare import run
from .nearest import CENSUS, LARGE, LIMIT, ORACLES, make_network, pandana

COMMUNES = tiles.DATA / "territories" / "communes_occitanie.gpkg"
MODES = ("car", "bike", "foot")
MINUTES = "10,20,30"
#: The rectangles, 4,454 in all, and the points of the outline of each.
ACROSS, UP, CORNERS = 34, 131, 64
#: The goals: seconds, MiB, times faster than pandana.
SECONDS, MEMORY, PANDANA = 60.0, 4096.0, 8.0


def activities() -> list[str]:
    """What each real place states, codes joined by hyphens."""
    stated = load_census(CENSUS).places["activities"]
    return [str(each) if each == each and each else "" for each in stated]


def codes(stated: list[str]) -> list[str]:
    """The codes that are stated at all."""
    return sorted({code for each in stated for code in each.split("-") if code})


def stands(network: Network, count: int) -> np.ndarray:
    """Junctions that are on the roads of every mode, each the only one at its place."""
    graphs = [Graph(network, mode).leads_somewhere for mode in MODES]
    ends = [np.union1d(network.tail[used], network.head[used]) for used in graphs]
    points = np.column_stack([network.x, network.y])
    _, first, uses = np.unique(points, axis=0, return_index=True, return_counts=True)
    shared = functools.reduce(np.intersect1d, [*ends, first[uses == 1]])
    return np.random.default_rng(0).choice(shared, count, replace=False)


def write_places(path: Path, network: Network, nodes: np.ndarray, stated: list[str]) -> None:
    """The places at their junctions."""
    points = zip(network.x[nodes], network.y[nodes], stated, strict=True)
    rows = (
        ({"place_id": str(number), "activities": codes}, f"POINT ({x:.3f} {y:.3f})")
        for number, (x, y, codes) in enumerate(points)
    )
    _write(path, network.epsg, ogr.wkbPoint, {"place_id": str, "activities": str}, rows)


def write_communes(path: Path, network: Network) -> None:
    """The rectangles over the network, with the real inhabitants and drawn scores."""
    source = ogr.Open(str(COMMUNES))
    population = [feature.GetField("population") for feature in source.GetLayer(0)]
    scores = np.random.default_rng(0).normal(100, 30, len(population))
    wide, high = np.ptp(network.x) / ACROSS, np.ptp(network.y) / UP

    def outline(number: int) -> str:
        row, column = divmod(number, ACROSS)
        along = np.linspace(0, 4, CORNERS, endpoint=False)
        x = np.clip(np.select([along < 1, along < 2, along < 3], [along, 1, 3 - along], 0), 0, 1)
        y = np.clip(
            np.select([along < 1, along < 2, along < 3], [0, along - 1, 1], 4 - along), 0, 1
        )
        x = network.x.min() + wide * (column + x)
        y = network.y.min() + high * (row + y)
        ring = [f"{east:.3f} {north:.3f}" for east, north in zip(x, y, strict=True)]
        return f"POLYGON (({', '.join([*ring, ring[0]])}))"

    rows = (
        ({"insee": f"{number:05}", "population": people, "score": float(score)}, outline(number))
        for number, (people, score) in enumerate(zip(population, scores, strict=True))
    )
    kinds = {"insee": str, "population": int, "score": float}
    _write(path, network.epsg, ogr.wkbPolygon, kinds, rows)


def _write(path: Path, epsg: int, shape: int, kinds: dict[str, type], rows: Any) -> None:
    """A GeoPackage of (fields, well-known text)."""
    types = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = file.CreateLayer(path.stem, system, shape)
    for name, kind in kinds.items():
        layer.CreateField(ogr.FieldDefn(name, types[kind]))
    layer.StartTransaction()
    for values, text in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in values.items():
            feature.SetField(name, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(text))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def cover(folder: Path) -> None:
    """The measured run, in a process of its own; leaves its seconds in the folder."""
    from qgis.core import QgsApplication, QgsProcessingFeedback

    application = QgsApplication([], False)
    application.initQgis()
    import processing
    from processing.core.Processing import Processing

    from ..core.algorithms.provider import MaillageProvider

    Processing.initialize()
    provider = MaillageProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    parameters = {
        "PLACES": str(folder / "places.gpkg"),
        "DEMAND": str(folder / "communes.gpkg"),
        "FRAGILITY_FIELD": "score",
        "NETWORK": str(folder / "network.npz"),
        "MODE": list(MODES),
        "MINUTES": MINUTES,
        "SERVICES": ",".join(codes(activities())),
        "OUTPUT": str(folder / "coverage.gpkg"),
    }
    begin, worked = time.perf_counter(), time.process_time()
    processing.run("maillage:coverage", parameters, feedback=QgsProcessingFeedback(False))
    seconds = time.perf_counter() - begin, time.process_time() - worked
    (folder / "seconds.json").write_text(json.dumps(seconds))
    QgsApplication.processingRegistry().removeProvider(provider)
    application.exitQgis()


def measured(folder: Path) -> float:
    """Runs it and says what it took; its seconds."""
    done = run([sys.executable, "-m", "maillage.benchmarks.coverage", str(folder)])
    seconds, worked = map(float, json.loads((folder / "seconds.json").read_text()))
    file = ogr.Open(str(folder / "coverage.gpkg"))
    table = file.GetLayer(0)
    fields = table.GetLayerDefn().GetFieldCount()
    print(f"  coverage: {table.GetFeatureCount()} territories, {fields} fields")
    _row("one run of maillage:coverage", f"{seconds:.1f} s", f"< {SECONDS:g} s", seconds < SECONDS)
    _row("  of these, the processor's own", f"{worked:.1f} s")
    _row("its peak memory", f"{done.peak:.0f} MiB", f"< {MEMORY:g} MiB", done.peak < MEMORY)
    return seconds


def beside_pandana(folder: Path, offered: dict[str, np.ndarray], whole: float) -> None:
    """The same searches by pandana and by us; ``offered``: the junctions of places by activity."""
    network = Network.load(folder / "network.npz")
    print(f"  {len(offered)} searches by turns, seconds of ours, of pandana's ({LIMIT:.0f} s far)")
    both = np.array([_searched(network, mode, offered, folder) for mode in MODES]).sum(axis=0)
    for name, ours in (("our searches", both[0]), ("one run of maillage:coverage", whole)):
        _compared(f"all, beside {name}", ours, both[1])


def _searched(
    network: Network, mode: str, offered: dict[str, np.ndarray], folder: Path
) -> tuple[float, float]:
    """The seconds of our searches by a mode and of pandana's, said."""
    ours = theirs = 0.0
    end, begin, seconds = Graph(network, mode).arcs  # pandana goes to the places, ours come thence
    arrays = {"x": network.x, "y": network.y, "begin": begin, "end": end, "seconds": seconds}
    with pandana(folder, **arrays, **offered) as ask:
        for code, nodes in offered.items():
            theirs += ask(code)[1]
            start = time.perf_counter()
            graph = Graph(network, mode)
            reach = RoadSearch(graph, graph.snap(network.x[nodes], network.y[nodes])).nearest()
            ours += time.perf_counter() - start
    answer = np.load(folder / "answer.npz")["seconds"]  # of the last activity
    near = np.isfinite(answer)
    difference = np.abs(reach.seconds[near] - answer[near]).max()
    _compared(f"by {mode} (times differ by {difference:.2f} s at most)", ours, theirs)
    return ours, theirs


def _compared(name: str, ours: float, theirs: float) -> None:
    ratio = theirs / ours
    _row(f"{name}, {ours:.1f}", f"{theirs:.1f}  x {ratio:.1f}", f"{PANDANA:g}", ratio >= PANDANA)


def _row(name: str, figure: str, goal: str = "", passed: bool = True) -> None:
    verdict = f"  goal {goal}  {'pass' if passed else 'MISSED'}" if goal else ""
    print(f"  {name:<52} {figure:>14}{verdict}", flush=True)


def main(junctions: int = LARGE) -> int:
    """Makes the inputs, measures, compares."""
    if not tiles.TOULOUSE.exists():
        print("Coverage of a region: skipped, ../shared/data/network is not there.")
        return 0
    stated = activities()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_network(junctions, folder / "network.npz")
        network = Network.load(folder / "network.npz")
        nodes = stands(network, len(stated))
        write_places(folder / "places.gpkg", network, nodes, stated)
        write_communes(folder / "communes.gpkg", network)
        print(
            f"{len(network.x)} junctions, {ACROSS * UP} communes, {len(nodes)} places, "
            f"{len(MODES)} modes, {len(codes(stated))} activities"
        )
        seconds = measured(folder)
        if not ORACLES.exists():
            print("  pandana: skipped, there is no build/oracles (run .ci/oracles).")
            return 0
        offered = {
            code: nodes[[code in each.split("-") for each in stated]] for code in codes(stated)
        }
        beside_pandana(folder, offered, seconds)
    return 0


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else str(LARGE)
    if given.isdigit():
        sys.exit(main(int(given)))
    cover(Path(given))
