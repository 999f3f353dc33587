"""Loading a census: a file or a table to places and a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.projection import WGS84, project
from ..common.text import tr
from ..formats.readers import RawTable, read_table
from ..formats.source import Source
from ..nomenclature import Nomenclature, load_nomenclature
from ..territories.zones import Zones
from .checks import run_checks
from .cleaning import COMMUNE_CODE, draft_places
from .recognising.mapping import Mapping
from .recognising.recognition import require_schema
from .schemas.schema import Schema
from .settling import settle_by_communes


@dataclass(frozen=True)
class Census:
    """``places``: the fields of ``fields.PLACE_FIELDS``, ``src_row``, the ``src_`` columns, and
    ``lon``, ``lat`` in degrees (NaN when missing), one row per record of the source.
    ``report``: the fields of ``fields.REPORT_FIELDS``, one row per finding.
    ``schema``: the name of the schema it was read by, ``layout``: the schema itself.
    ``recognised``: a sentence that says how the table was read, and why.
    """

    places: pd.DataFrame
    report: pd.DataFrame
    schema: str
    layout: Schema
    recognised: str


def load_census(
    path: str | Path,
    schema: str = "auto",
    sheet: str | None = None,
    communes: Zones | None = None,
    nomenclature: Nomenclature | None = None,
    progress: Progress = SILENT,
    mapping: Mapping | None = None,
) -> Census:
    """The places of a census file, checked.

    ``communes`` are polygons with INSEE codes to check the positions against; ``nomenclature`` is
    the plugin's own when not given; a ``mapping`` wins over the ``schema``. Raises InputError for
    a file that is no census.
    """
    raw = read_table(path, sheet)
    progress.step(0.3)
    return census_from_table(raw, schema, communes, nomenclature, progress.part(0.3, 1), mapping)


def census_from_table(
    raw: RawTable,
    schema: str = "auto",
    communes: Zones | None = None,
    nomenclature: Nomenclature | None = None,
    progress: Progress = SILENT,
    mapping: Mapping | None = None,
) -> Census:
    """As ``load_census``, from a table already read."""
    nomenclature = nomenclature or load_nomenclature()
    source = Source(raw)
    chosen = require_schema(schema, mapping, source, nomenclature)
    draft = draft_places(source, chosen.schema, nomenclature)
    draft.recognised = chosen.sentence
    progress.step(0.5)
    if communes is not None:
        _refuse_other_codes(communes)
        draft.zones = communes.united()
        draft.located = _locate(draft.places, draft.zones)
        settle_by_communes(draft)
    progress.step(0.7)
    report = run_checks(draft)
    progress.step(1)
    return Census(draft.places, report, draft.schema.name, draft.schema, draft.recognised)


def _locate(places: pd.DataFrame, communes: Zones) -> np.ndarray:
    x, y = project(places["lon"], places["lat"], WGS84, communes.epsg)
    located = np.full(len(places), -1)
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    located[known] = communes.locate(x[known], y[known])
    return located


def _refuse_other_codes(communes: Zones) -> None:
    strange = next((code for code in communes.codes if not COMMUNE_CODE.fullmatch(code)), None)
    if strange is not None:
        raise InputError(
            tr(
                "The commune polygons hold the code “{code}”, which is not an INSEE code of five "
                "characters. Choose a layer of communes with a column of INSEE codes as text.",
                code=strange,
            )
        )
