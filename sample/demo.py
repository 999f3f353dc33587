"""The whole main job, headless: ``python -m maillage.sample.demo [--data FOLDER]``.

Runs the same algorithms as the dock, one after the other, and says what each made and how long it
took. ``jobs.json`` names the inputs, in ``sample/`` or in a folder of real data.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingFeedback, QgsVectorLayer
from qgis.PyQt.QtCore import QLocale

HERE = Path(__file__).resolve().parent
MINUTES = {"car": "10,20", "foot": "15"}
#: The tables of everybody together.
OVERALL = ("totals", "deciles", "lorenz")
#: Nothing is published there: it shows where the true address goes.
FICTIONAL_URL = "https://example.org/carte/"


class _Printed(QgsProcessingFeedback):
    """Says what an algorithm says, and how far it is while a terminal is watching."""

    def __init__(self) -> None:
        super().__init__(False)
        self.progressChanged.connect(self._show)

    def pushInfo(self, info: str) -> None:
        # Processing ends with the outputs as a dictionary: the summary says them better.
        if not info.startswith("Results: "):
            print(f"    {info}", flush=True)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        print(f"    {error}", file=sys.stderr, flush=True)

    def _show(self, percent: float) -> None:
        if sys.stdout.isatty():
            print(f"    {percent:3.0f} %", end="\r", flush=True)


class Demo:
    """Runs steps, timed, into one folder and one GeoPackage of results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.results = folder / "results.gpkg"
        self.times: list[tuple[str, float]] = []

    def run(self, algorithm: str, what: str = "", **parameters: Any) -> dict[str, Any]:
        """One algorithm; the parameters of what there is none of are left out."""
        import processing

        name = f"{algorithm} ({what})" if what else algorithm
        print(f"{len(self.times) + 1:2}. {name}", flush=True)
        begin = time.perf_counter()
        given = {key: value for key, value in parameters.items() if value is not None}
        outputs = processing.run(algorithm, given, feedback=_Printed())
        self.times.append((name, time.perf_counter() - begin))
        print(f"    {self.times[-1][1]:.2f} s", flush=True)
        return outputs

    def table(self, name: str) -> str:
        """A layer of the results, as a destination."""
        return f"ogr:dbname='{self.results}' table=\"{name}\" (geom)"

    def layer(self, name: str) -> str:
        """A layer of the results, as an input."""
        return f"{self.results}|layername={name}"


def main_job(demo: Demo, inputs: dict[str, Any]) -> None:
    """Census, fragility, network, isochrones, coverage, project, atlas, web."""
    census_to_network(demo, inputs)
    access(demo, inputs)
    outputs(demo, inputs)


def census_to_network(demo: Demo, inputs: dict[str, Any]) -> None:
    """From the sources to places, scores and a network."""
    demo.run(
        "maillage:loadcensus",
        INPUT=inputs["census"],
        COMMUNES=inputs["communes"],
        OUTPUT=demo.table("places"),
        REPORT=demo.table("report"),
    )
    demo.run(
        "maillage:fragilityindex",
        INDICATORS=inputs["indicators"],
        TERRITORIES=inputs["communes"],
        OUTPUT=demo.table("fragility"),
    )
    demo.run(
        "maillage:buildnetwork",
        INPUT=inputs["roads"],
        SPEED_FIELD=inputs["speed_field"],
        ONEWAY_FIELD=inputs["oneway_field"],
        OUTPUT=str(demo.folder / "network.npz"),
    )


def access(demo: Demo, inputs: dict[str, Any]) -> None:
    """Travel times, isochrones and coverage."""
    travel = {"PLACES": demo.layer("places"), "NETWORK": str(demo.folder / "network.npz")}
    demo.run(
        "maillage:traveltimes",
        **travel,
        DEMAND=demo.layer("fragility"),
        MODE="car",
        OUTPUT=demo.table("travel_times"),
    )
    for mode, minutes in MINUTES.items():
        for merge, name in (("each", f"isochrones_{mode}"), ("union", f"reach_{mode}")):
            demo.run(
                "maillage:isochrones",
                f"{mode}, {merge}",
                **travel,
                MODE=mode,
                MINUTES=minutes,
                MERGE=merge,
                OUTPUT=demo.table(name),
                FAILURES=demo.table(f"isochrones_{mode}_failures") if merge == "each" else None,
            )
    people = {
        "DEMAND": demo.layer("fragility"),
        "FRAGILITY_FIELD": "score_global",
        "MODE": list(MINUTES),
        "MINUTES": "10,15,20",
    }
    overall = {name.upper(): demo.table(name) for name in OVERALL}
    demo.run(
        "maillage:coverage",
        "communes",
        **travel,
        **people,
        **overall,
        OUTPUT=demo.table("coverage_communes"),
    )
    for name, field in (("epci", "epci"), ("departements", "dep")):
        demo.run(
            "maillage:coverage",
            name,
            **travel,
            **people,
            TERRITORIES=inputs[name],
            TERRITORY_FIELD=field,
            OUTPUT=demo.table(f"coverage_{name}"),
        )


def outputs(demo: Demo, inputs: dict[str, Any]) -> None:
    """The project, the atlases and the files of the web map."""
    reach = [demo.layer(f"reach_{mode}") for mode in MINUTES]
    merged = demo.run("native:mergevectorlayers", LAYERS=reach, OUTPUT="TEMPORARY_OUTPUT")
    demo.run(
        "native:retainfields",
        INPUT=merged["OUTPUT"],
        FIELDS=["place_id", "mode", "minutes", "engine", "truncated"],
        OUTPUT=demo.table("reach"),
    )
    for name in ("epci", "departements"):
        # With the results, so that the project finds them wherever the folder goes.
        layer = {"INPUT": inputs[name], "TARGET_CRS": "EPSG:4326", "OUTPUT": demo.table(name)}
        demo.run("native:reprojectlayer", name, **layer)
    demo.run(
        "maillage:buildproject",
        PLACES=demo.layer("places"),
        TERRITORIES=[demo.layer(name) for name in ("fragility", "epci", "departements")],
        COVERAGE=[demo.layer("coverage_communes"), demo.layer("coverage_epci")],
        ISOCHRONES=[demo.layer("reach")],
        OUTPUT=str(demo.folder / "maillage.qgz"),
    )
    for name, field in (("epci", "epci"), ("departements", "dep")):
        demo.run(
            "maillage:atlas",
            name,
            TERRITORIES=inputs[name],
            TERRITORY_FIELD=field,
            PLACES=demo.layer("places"),
            COVERAGE=demo.layer(f"coverage_{name}"),
            COMMUNES=demo.layer("coverage_communes"),
            ISOCHRONES=demo.layer("reach"),
            **{name.upper(): demo.layer(name) for name in OVERALL},
            FILTER=",".join(_on_network(demo, field)) if name == "epci" else None,
            SINGLE_FILE=True,
            OUTPUT_FOLDER=str(demo.folder / "atlas" / name),
        )
    demo.run(
        "maillage:exportweb",
        PLACES=demo.layer("places"),
        COVERAGE=demo.layer("coverage_epci"),
        ISOCHRONES=demo.layer("reach"),
        BASE_URL=FICTIONAL_URL,
        OUTPUT_FOLDER=str(demo.folder / "web"),
    )


def _on_network(demo: Demo, field: str) -> list[str]:
    """Codes of the EPCI that the network touches."""
    layer = QgsVectorLayer(demo.layer("coverage_epci"), "coverage", "ogr")
    layer.setSubsetString("network_status <> 'outside'")
    return sorted(feature[field] for feature in layer.getFeatures())


def summary(demo: Demo) -> None:
    """What was made, where, and how long each step took."""
    print("\nTime of each step")
    for name, seconds in demo.times:
        print(f"  {seconds:7.2f} s  {name}")
    print(f"  {sum(seconds for _, seconds in demo.times):7.2f} s  in all\n\nMade in {demo.folder}")
    results = gdal.OpenEx(str(demo.results), gdal.OF_VECTOR)
    for number in range(results.GetLayerCount()):
        layer = results.GetLayer(number)
        print(f"  results.gpkg: {layer.GetName()}, {layer.GetFeatureCount()} features")
    for path in sorted(demo.folder.rglob("*")):
        if path.is_file() and path != demo.results:
            print(f"  {path.relative_to(demo.folder)}  {path.stat().st_size / 1000:.0f} kB")


def main() -> int:
    """Runs the job; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of real data (see jobs.json)")
    parser.add_argument("--language", default="fr", help="language of the results (fr, en)")
    arguments = parser.parse_args()
    base = arguments.data.resolve() if arguments.data else HERE
    if not base.is_dir():
        parser.error(f"{base} is no folder")
    job = json.loads((HERE / "jobs.json").read_text(encoding="utf-8"))
    job = job["data" if arguments.data else "sample"]
    folder = HERE.parent / "build" / job.pop("output")
    inputs = {
        key: value if value is None or key.endswith("_field") else str(base / value)
        for key, value in job.items()
    }
    missing = [path for key, path in inputs.items() if not key.endswith("_field")]
    missing = [path for path in missing if not Path(path).is_file()]
    if missing:
        parser.error(f"not found: {', '.join(missing)}")

    QLocale.setDefault(QLocale(arguments.language))
    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    from ..plugin import MaillagePlugin

    Processing.initialize()
    plugin = MaillagePlugin(None)
    plugin.initProcessing()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    demo = Demo(folder)
    main_job(demo, inputs)
    summary(demo)
    plugin.unload()
    application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
