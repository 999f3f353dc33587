"""``maillage:exportweb``: places, coverage and isochrones to the files of the public web map."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import WRITES, choice, describe

if TYPE_CHECKING:
    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..web.publication import Changes, Publication
    from ..web.published_territories import Polygons

SCHEMAS = ["rhinocc"]
#: What is written into the folder, or removed from it.
_FILES = [
    *("places.csv", "places.geojson", "coverage.geojson", "isochrones.geojson", "frame.geojson"),
    *("datapackage.json", "datami-*.json"),
]
#: So many places whose data were left out are named.
_TOLD = 20


class ExportWeb(MaillageAlgorithm):
    """Writes the web map's files together, or none of them."""

    ID = "exportweb"
    GROUP = "publishing"

    def title(self) -> str:
        return tr("Export for the web map")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        kinds = QgsProcessing.SourceType
        self.addParameter(
            QgsProcessingParameterFeatureSource("PLACES", tr("Places"), [kinds.TypeVectorPoint])
        )
        for name, label in (("COVERAGE", tr("Coverage")), ("ISOCHRONES", tr("Isochrones"))):
            self.addParameter(
                QgsProcessingParameterFeatureSource(
                    name, label, [kinds.TypeVectorPolygon], optional=True
                )
            )
        self.addParameter(choice("SCHEMA", tr("Columns of the CSV"), SCHEMAS, "rhinocc"))
        self.addParameter(
            QgsProcessingParameterNumber(
                "PRECISION",
                tr("Decimals of coordinates"),
                defaultValue=6,
                minValue=3,
                maxValue=8,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "BASE_URL", tr("Address where the files will be published"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "WAIVERS",
                tr("Personal data that may be published (identifiers of places, or checks)"),
                optional=True,
            )
        )
        folder = QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Output folder"))
        folder.setMetadata({WRITES: _FILES})
        self.addParameter(folder)
        describe(
            self,
            roles={
                "PLACES": "places",
                "COVERAGE": "coverage",
                "ISOCHRONES": "isochrones",
            },
            folded="SCHEMA PRECISION BASE_URL WAIVERS",
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..inputs.place_points import read_places
        from ..inputs.roles_told import role_told
        from ..nomenclature import load_nomenclature
        from ..publishing.destination import publish
        from ..publishing.folder import Folder
        from ..web.export import build_publication

        places = read_places(given, "PLACES", progress.part(0, 0.1))
        coverage = _polygons(given, "COVERAGE", progress.part(0.1, 0.2))
        isochrones = _polygons(given, "ISOCHRONES", progress.part(0.2, 0.3))
        _tell_layers(coverage, isochrones, role_told(given, "COVERAGE"), progress)
        folder = given.folder("OUTPUT_FOLDER")
        base_url = given.text("BASE_URL").strip()
        publication = build_publication(
            places,
            load_nomenclature(),
            coverage,
            isochrones,
            given.word("SCHEMA"),
            given.whole("PRECISION"),
            base_url,
            _listed(given.text("WAIVERS")),
            progress.part(0.3, 0.95),
        )
        publish(publication, Folder(folder), progress.part(0.95, 1))
        _tell(publication, folder, base_url, progress)
        return {"OUTPUT_FOLDER": str(folder)}


def _listed(text: str) -> list[str]:
    """The waivers, which commas, semicolons or line breaks keep apart."""
    return [each.strip() for each in re.split(r"[,;\n]", text) if each.strip()]


def _polygons(given: Given, name: str, progress: Progress) -> Polygons | None:
    from osgeo import ogr

    from ..inputs.people import is_polygons
    from ..layers.tables import WGS84, read_source
    from ..web.published_territories import Polygons

    source = given.optional_source(name)
    if source is None:
        return None
    what = source.sourceName()
    if not is_polygons(source):
        raise InputError(tr("The layer {layer} holds no polygons.", layer=what))
    table, geometries = read_source(source, what, given.context, WGS84, progress)
    shapes = [
        None if g.isNull() or g.isEmpty() else ogr.CreateGeometryFromWkb(bytes(g.asWkb().data()))
        for g in geometries
    ]
    return Polygons(table.drop(columns="fid", errors="ignore"), shapes)


def _tell_layers(
    coverage: Polygons | None, isochrones: Polygons | None, role: str, progress: Progress
) -> None:
    """Warns of layers that tell the map nothing. Raises InputError for what is no isochrone."""
    from ..access.given_layers import is_number, require_isochrones, tell_figures, tell_rows

    if coverage is not None:
        table = coverage.table
        tell_rows("COVERAGE", len(table), progress)
        tell_figures(
            "COVERAGE",
            table,
            lambda name: any(map(is_number, table[name].tolist())),
            progress,
            role=role,
        )
    if isochrones is not None:
        table = isochrones.table
        cells = ([] if name not in table else table[name].tolist() for name in ("mode", "minutes"))
        require_isochrones("ISOCHRONES", table, *cells)
        tell_rows("ISOCHRONES", len(table), progress)


def _tell(publication: Publication, folder: Path, base_url: str, progress: Progress) -> None:
    """Says what was written, what was left out, and what remains to do."""
    from ..common.speech import named

    progress.say(
        tr(
            "Places written: {places}, on the map: {points}; files in {folder}: {files}.",
            places=publication.places,
            points=publication.points,
            files=len(publication.files),
            folder=folder,
        )
    )
    from ..places.checks import catalogue
    from ..web.privacy import by_check

    titles = catalogue()
    for check, (count, place_ids) in by_check(publication.changes.withheld).items():
        progress.say(
            plural(
                "Not published, for it may be a person's: {title}, {n} time, in {places}. If "
                "the owners agreed, give these places, or {check} for all, as WAIVERS.",
                "Not published, for it may be a person's: {title}, {n} times, in {places}. If "
                "the owners agreed, give these places, or {check} for all, as WAIVERS.",
                count,
                title=titles[check].title,
                places=named(place_ids, _TOLD),
                check=check,
            )
        )
    _tell_of_changes(publication.changes, progress)
    if publication.unknown_waivers:
        progress.say(
            tr(
                "WAIVERS names what is neither a place nor a check of personal data: {names}.",
                names=named(publication.unknown_waivers),
            )
        )
    if not base_url:
        progress.say(
            tr(
                "No address was given (BASE_URL): the map settings name the polygon files without "
                "one. No place will show on the public map until full addresses stand there."
            )
        )


def _tell_of_changes(changes: Changes, progress: Progress) -> None:
    """What was altered for the map's reader."""
    from ..common.speech import named

    if changes.cleaned:
        progress.say(
            tr(
                "Cells changed for the map's reader (made one line, a first quote replaced, a link "
                "left out that is no page, address or number): {count}, in {places}.",
                count=len(changes.cleaned),
                places=named(dict.fromkeys(place for place, _ in changes.cleaned), _TOLD),
            )
        )
    if changes.unplaced:
        progress.say(
            tr(
                "Published without a point, for their position is nowhere on Earth: {places}. "
                "Check the layer's coordinate system.",
                places=named(changes.unplaced, _TOLD),
            )
        )
