"""``maillage:loadcensus``: a census file to places and a report."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.text import tr
from .base import MaillageAlgorithm
from .parameters import choice, describe, optional_sink

if TYPE_CHECKING:
    import pandas as pd

    from ..common.progress import Progress
    from ..formats.readers import RawTable
    from ..inputs.given import Given
    from ..places.census import Census
    from ..territories.zones import Zones

_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
#: This many errors are told in the log; the report holds them all.
_TOLD = 20


class LoadCensus(MaillageAlgorithm):
    """Reads, cleans and checks a census of places."""

    ID = "loadcensus"
    GROUP = "census"

    def title(self) -> str:
        return tr("Load a census of places")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        from .census_files import (
            SCHEMAS,
            add_file,
            add_mapping,
            add_nomenclature,
            add_sheet,
            census_filter,
        )

        kinds = QgsProcessing.SourceType
        add_file(self, "INPUT", tr("Census file or address"), census_filter())
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "LAYER", tr("Or a layer or table"), [kinds.TypeVector], optional=True
            )
        )
        add_sheet(self)
        self.addParameter(choice("SCHEMA", tr("Schema of the census"), ["auto", *SCHEMAS], "auto"))
        add_mapping(self, tr("Mapping of own column names"))
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "COMMUNES",
                tr("Commune polygons to check against"),
                [kinds.TypeVectorPolygon],
                optional=True,
            )
        )
        add_nomenclature(self)
        self.addParameter(
            QgsProcessingParameterString(
                "APPLY", tr("Checks whose proposals are applied"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Places"), kinds.TypeVectorPoint)
        )
        self.addParameter(optional_sink("REPORT", tr("Census report")))
        describe(
            self,
            roles={
                "INPUT": "census",
                "COMMUNES": "communes",
                "OUTPUT": "places",
                "REPORT": "report",
            },
            folded="SHEET SCHEMA MAPPING NOMENCLATURE APPLY",
            origin={
                "INPUT": "file",
                "MAPPING": "mapping",
                "NOMENCLATURE": "nomenclature",
                "SHEET": "sheet",
                "SCHEMA": "schema",
            },
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..layers.census_layers import place_features, report_features
        from ..layers.postprocess import style_on_load
        from ..nomenclature import load_nomenclature
        from ..places.census import census_from_table
        from ..places.recognising.mapping import read_mapping

        checks = _checks(given.text("APPLY"))
        nomenclature = load_nomenclature(given.file("NOMENCLATURE") or None)
        file = given.file("MAPPING")
        mapping = read_mapping(file) if file else None
        raw = _raw_table(given, progress.part(0, 0.2))
        communes = _communes(given)
        progress.step(0.4)
        schema = given.word("SCHEMA")
        census = census_from_table(
            raw, schema, communes, nomenclature, progress.part(0.4, 0.8), mapping
        )
        places, applied = _apply(census, checks)
        fields, features = place_features(places)
        points = QgsWkbTypes.Type.Point
        output = self.write(given, "OUTPUT", fields, features, points)
        style_on_load(given.context, output, "places")
        fields, features = report_features(census.report)
        report = self.write(given, "REPORT", fields, features)
        style_on_load(given.context, report, "report")
        _tell(census, applied, progress)
        outputs = {"OUTPUT": output, "REPORT": report}
        return {name: value for name, value in outputs.items() if value}


def _raw_table(given: Given, progress: Progress) -> RawTable:
    from ..formats.readers import read_table
    from ..layers.census_layers import raw_table

    path = given.file("INPUT")
    layer = given.optional_source("LAYER")
    if bool(path) == (layer is not None):
        raise InputError(
            tr("Give the census as a file (INPUT) or as a layer (LAYER), one of the two.")
        )
    if layer is not None:
        _refuse_miscounted(given.file_behind("LAYER"))
        return raw_table(layer, given.context, progress)
    sheet = given.text("SHEET") or None
    if _ADDRESS.match(path):
        return _from_address(path, sheet, progress)
    return read_table(path, sheet)


def _refuse_miscounted(path: Path | None) -> None:
    from ..formats.spreadsheets import is_miscounted

    if path is not None and is_miscounted(path):
        raise InputError(
            tr(
                "{file} counts its dates from 1904, and its layer in QGIS has them four years too "
                "early. Give the file itself (INPUT), not its layer.",
                file=path,
            )
        )


def _communes(given: Given) -> Zones | None:
    from ..layers.zone_layers import zones_from_source

    source = given.optional_source("COMMUNES")
    return None if source is None else zones_from_source(source, source.sourceName())


def _from_address(url: str, sheet: str | None, progress: Progress) -> RawTable:
    """The table of a file on the web, called by its host and name from then on.

    The rest of an address may hold a key, which stands in no message and no field.
    """
    from ..formats.readers import read_table
    from ..inputs.qgis_transport import QgisTransport
    from ..net.download import download
    from ..net.faults import host_of

    file = download(url, progress, QgisTransport())
    called = f"{host_of(url.strip())}/{file.name}"
    try:
        raw = read_table(file, sheet)
    except InputError as error:
        raise InputError(str(error).replace(str(file), called)) from error
    finally:
        shutil.rmtree(file.parent, ignore_errors=True)
    raw.what = called
    return raw


def _checks(given: str) -> list[str]:
    """The checks named by APPLY. Raises InputError naming those there are."""
    from ..common.speech import named
    from ..places.checks import catalogue

    known = catalogue()
    wanted = [name.strip() for name in given.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in known and name != "all"]
    if unknown:
        raise InputError(
            tr(
                "There is no check “{name}” whose proposals could be applied. Give “all”, or some "
                "of: {names}.",
                name=unknown[0],
                names=named(known),
            )
        )
    return list(known) if "all" in wanted else wanted


def _apply(census: Census, checks: list[str]) -> tuple[pd.DataFrame, dict[str, int]]:
    """The places with the proposals of these checks accepted, and how many for each check."""
    from ..places import proposals

    if not checks:
        return census.places, {}
    return proposals.apply(census.places, census.report, checks, census.layout)


def _tell(census: Census, applied: dict[str, int], progress: Progress) -> None:
    """Says as what the census was read, the first errors, then what was loaded."""
    from ..places.titles import field_title

    places, report = census.places, census.report
    progress.say(census.recognised)
    lost = (report["check"] == "column_missing") & (report["severity"] == "warning")
    for line in report[lost].itertuples():
        progress.warn(tr("{title}: {message}", title=field_title(line.field), message=line.message))
    errors = report[report["severity"] == "error"]
    for line in errors.head(_TOLD).itertuples():
        if line.row is None:  # of the whole file
            progress.warn(line.message)
            continue
        progress.warn(
            tr(
                "Row {row}, {place}: {message}",
                row=str(line.row),
                place=line.place_id,
                message=line.message,
            )
        )
    if len(errors) > _TOLD:
        progress.say(
            tr(
                "Only the first errors are told here ({told} of {count}); the census report "
                "holds them all.",
                told=_TOLD,
                count=len(errors),
            )
        )
    for check, count in applied.items():
        progress.say(tr("Proposals of {check} applied: {count}.", check=check, count=count))
    counts = report["severity"].value_counts()
    progress.say(
        tr(
            "Places read: {places}, with a position: {located}. In the report, errors: "
            "{errors}, warnings: {warnings}, remarks: {infos}.",
            places=len(places),
            located=int(places["lon"].notna().sum()),
            errors=counts.get("error", 0),
            warnings=counts.get("warning", 0),
            infos=counts.get("info", 0),
        )
    )
