"""The steps that are measured, in the flow's order: what each runs, its goal, what came out."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from qgis.core import QgsProcessingFeedback, QgsVectorLayer

from ..core.access.isochrones import isochrones
from ..core.access.times import RoadSearch
from ..core.common.modes import MODES
from ..core.layers.tables import WGS84, point_geometries, table_fields, to_features
from ..core.network.graph import Graph
from ..core.network.roadnetwork import Network
from ..core.places.census import load_census
from ..core.territories.fragility import compute_index
from ..core.territories.method_file import shipped_method
from ..core.territories.zones import Zones
from .native import Deadline, service_areas

ROOT = Path(__file__).resolve().parents[1]
REAL, SAMPLE = ROOT.parent / "shared" / "data", ROOT / "sample"
LIMITS = [10, 15, 20]
#: Beside QGIS's own: one limit (minutes), and how long that may run (seconds).
NATIVE_LIMIT, NATIVE_SECONDS = 20, 300


class Job:
    """The inputs, and what one step leaves for the next."""

    inputs: dict[str, Any]
    places: pd.DataFrame
    layer: QgsVectorLayer
    network: Network
    search: RoadSearch

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_real = REAL.is_dir()
        inputs = json.loads((SAMPLE / "jobs.json").read_text(encoding="utf-8"))
        base, inputs = (REAL, inputs["data"]) if self.is_real else (SAMPLE, inputs["sample"])
        self.inputs = {
            key: value if value is None or key.endswith("_field") else str(base / value)
            for key, value in inputs.items()
        }

    def file(self, name: str) -> str:
        return str(self.folder / name)

    def run(self, algorithm: str, **parameters: Any) -> Any:
        """The main output of an algorithm, run as the toolbox runs it; None is not given."""
        import processing

        given = {key: value for key, value in parameters.items() if value is not None}
        feedback = QgsProcessingFeedback(False)
        return processing.run(f"maillage:{algorithm}", given, feedback=feedback)["OUTPUT"]


@dataclasses.dataclass(frozen=True)
class Step:
    """``run`` does it once and says what came out; ``goal`` in seconds; short ones run often."""

    name: str
    run: Callable[[Job], str]
    goal: float | None = None
    is_short: bool = False


def census(job: Job) -> str:
    loaded = load_census(job.inputs["census"], communes=Zones.read(job.inputs["communes"]))
    job.places = loaded.places
    return f"{len(loaded.places)} rows, {len(loaded.report)} findings"


def census_algorithm(job: Job) -> str:
    inputs = {"INPUT": job.inputs["census"], "COMMUNES": job.inputs["communes"]}
    job.run("loadcensus", **inputs, OUTPUT=job.file("places.gpkg"), REPORT=job.file("report.gpkg"))
    return "places and report written"


def index(job: Job) -> str:
    path = job.inputs["indicators"]
    table = pd.read_csv(path, dtype={"code_insee": str, "dep": str})
    scores = compute_index(table, shipped_method("incubo"), "code_insee", path).scores
    return f"{len(scores)} communes"


def index_algorithm(job: Job) -> str:
    inputs = {"INDICATORS": job.inputs["indicators"], "TERRITORIES": job.inputs["communes"]}
    job.run("fragilityindex", **inputs, OUTPUT=job.file("fragility.gpkg"))
    return "communes and scores written"


def build(job: Job) -> str:
    roads = job.inputs["roads"]
    fields = {key.upper(): job.inputs[key] for key in ("speed_field", "oneway_field")}
    output = job.file("network.npz")
    job.run("buildnetwork", INPUT=roads, MODES=list(MODES), **fields, OUTPUT=output)
    return f"{Path(roads).name}, {len(MODES)} modes, written"


def load(job: Job) -> str:
    job.network = Network.load(job.file("network.npz"))
    return f"{len(job.network.x)} junctions, {len(job.network.tail)} edges"


def keep_places_around(job: Job) -> str:
    x, y = job.network.project(job.places["lon"], job.places["lat"])
    east, north = job.network.shape_x, job.network.shape_y
    inside = (x >= east.min()) & (x <= east.max()) & (y >= north.min()) & (y <= north.max())
    job.places = job.places[inside].reset_index(drop=True)
    names = job.places[["place_id", "name"]]
    fields = table_fields(names)
    job.layer = QgsVectorLayer(f"Point?crs={WGS84}", "places", "memory")
    provider = job.layer.dataProvider()
    provider.addAttributes(list(fields))
    job.layer.updateFields()
    provider.addFeatures(list(to_features(names, fields, point_geometries(job.places))))
    return f"{len(job.places)} places"


def times_with_snapping(job: Job) -> str:
    network = dataclasses.replace(job.network)  # without what an earlier run worked out
    graph = Graph(network, "car")
    snap = graph.snap(*network.project(job.places["lon"], job.places["lat"]))
    job.search = RoadSearch(graph, snap)
    job.search.nearest()
    return f"{len(job.search.joined)} of {len(job.places)} places are near a road"


def times(job: Job) -> str:
    reached = np.isfinite(job.search.nearest().seconds).sum()
    return f"{reached} of {len(job.network.x)} junctions have a time by car"


def all_isochrones(job: Job) -> str:
    count = sum(1 for _ in isochrones(job.search, LIMITS))
    return f"{count} polygons of {len(job.search.joined)} places"


def coverage(territories: str, field: str) -> Callable[[Job], str]:
    """The algorithm on one level of territories."""

    def run(job: Job) -> str:
        output = job.run(
            "coverage",
            PLACES=job.file("places.gpkg"),
            DEMAND=job.file("fragility.gpkg"),
            FRAGILITY_FIELD="score_global",
            TERRITORIES=job.inputs[territories],
            TERRITORY_FIELD=field,
            NETWORK=job.file("network.npz"),
            MODE=["car", "foot"],
            MINUTES=",".join(map(str, LIMITS)),
            OUTPUT=job.file(f"{territories}.gpkg"),
        )
        layer = QgsVectorLayer(output, territories, "ogr")
        count = layer.featureCount()
        layer.setSubsetString("network_status <> 'outside'")
        return f"{count} territories, {layer.featureCount()} on the network"

    return run


def nearest_within(job: Job) -> str:
    graph = Graph(dataclasses.replace(job.network), "car", "from")
    snap = graph.snap(*job.network.project(job.places["lon"], job.places["lat"]))
    reach = RoadSearch(graph, snap).nearest(max_seconds=NATIVE_LIMIT * 60)
    return f"{np.isfinite(reach.seconds).sum()} junctions, each with its nearest place"


def one_limit(job: Job) -> str:
    network = job.file("network.npz")
    limit = {"MODE": "car", "MINUTES": str(NATIVE_LIMIT), "DIRECTION": "from"}
    found = job.run(
        "isochrones", PLACES=job.layer, NETWORK=network, **limit, OUTPUT="TEMPORARY_OUTPUT"
    )
    return f"{found.featureCount()} polygons"


def native(job: Job) -> str:
    feedback = Deadline(NATIVE_SECONDS)
    lines = service_areas(job.file("roads.gpkg"), job.layer, NATIVE_LIMIT, feedback)
    stopped = f"stopped after {NATIVE_SECONDS} s, with " if feedback.isCanceled() else ""
    return f"{stopped}{lines.featureCount()} sets of lines"


OWN = [
    Step("Load and check the census, with communes", census, 3, is_short=True),
    Step("  maillage:loadcensus, to files", census_algorithm, is_short=True),
    Step("Fragility index, from its file", index, 2, is_short=True),
    Step("  maillage:fragilityindex, joined, to a file", index_algorithm, is_short=True),
    Step("Network from roads (maillage:buildnetwork)", build, 15),
    Step("Network from its saved file", load, 1, is_short=True),
    Step("Places in the network's bounding box", keep_places_around),
    Step("Times to the nearest place, with snapping", times_with_snapping, 0.5, is_short=True),
    Step("Times to the nearest place, search alone", times, 0.5, is_short=True),
    Step(f"Isochrones of each place, car, {LIMITS}", all_isochrones, 15),
    Step("Coverage of communes, car and foot", coverage("communes", "insee")),
    Step("Coverage of EPCI, car and foot", coverage("epci", "epci")),
]
#: Before and after QGIS's own, so that a drift of the machine shows.
_NEAREST = Step(f"Times to the nearest place, [{NATIVE_LIMIT}]", nearest_within, is_short=True)
BESIDE = [
    _NEAREST,
    Step(f"native:serviceareafromlayer, [{NATIVE_LIMIT}]", native),
    _NEAREST,
    Step(f"maillage:isochrones, car, [{NATIVE_LIMIT}]", one_limit),
]
#: How many times as long as our times QGIS's own is to take at least.
NATIVE_GOAL = 200
