"""The mappings of a person, one file per table's header, in the profile's folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsFeatureRequest, QgsProcessingUtils, QgsVectorLayer

from ..core.common.errors import InputError
from ..core.common.text import tr
from .origin import origin_of

if TYPE_CHECKING:
    from ..core.formats.readers import RawTable
    from ..core.places.recognising.mapping import Mapping
    from ..core.places.schemas.schema import Schema

#: How many places are read to recognise the schema of their source.
_LOOKED_AT = 200


def folder() -> Path:
    """Where the mappings of this QGIS profile are."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "maillage" / "mappings"


def remembered(columns: Iterable[str]) -> Path | None:
    """The file of the mapping that was last used for a table with this header."""
    from ..core.places.recognising.mapping import header_key

    return next(folder().glob(f"*{header_key(columns)}.json"), None)


def is_ours(path: str) -> bool:
    """Whether a file is one of the mappings that are remembered."""
    return Path(path).parent == folder()


def keep(mapping: Mapping, columns: Iterable[str], file_name: str) -> Path:
    """Saves a mapping for tables with this header; ``file_name`` helps people to know it."""
    from ..core.places.recognising.mapping import header_key

    name = re.sub(r"\W+", "-", Path(file_name).stem)[:40]
    before = remembered(columns)
    path = before or folder() / f"{name}-{header_key(columns)}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    mapping.write(path)
    return path


def read_chosen(values: dict[str, Any], context: Any) -> RawTable:
    """The table that the form of ``loadcensus`` names. Raises InputError saying what is missing."""
    from ..core.formats.readers import read_table
    from ..core.layers.census_layers import raw_table

    path, layer = str(values.get("INPUT") or "").strip(), values.get("LAYER")
    if re.match(r"https?://", path, re.IGNORECASE):
        raise InputError(
            tr("Save the file of this address on your computer first, and choose it here.")
        )
    if path:
        return read_table(path, values.get("SHEET") or None)
    source = QgsProcessingUtils.variantToSource(layer, context) if layer else None
    if source is None:
        raise InputError(tr("Choose a census file or a layer first."))
    return raw_table(source, context)


def is_known(raw: RawTable) -> bool:
    """Whether a table follows one of the schemas, so that it needs no mapping."""
    from ..core.formats.source import Source
    from ..core.nomenclature import load_nomenclature
    from ..core.places.recognising.recognition import recognise

    return recognise("auto", Source(raw), load_nomenclature()) is not None


def schema_of_places(layer: QgsVectorLayer) -> Schema:
    """The schema of the source that a layer of places came from, recognised by its own columns.

    One without columns where there is none, as in a layer that was never a census.
    """
    import numpy as np

    from ..core.formats.readers import from_features
    from ..core.formats.source import Source
    from ..core.layers.census_layers import as_text
    from ..core.nomenclature import load_nomenclature
    from ..core.places.fields import ROW_FIELD, SOURCE_PREFIX
    from ..core.places.recognising.mapping import read_mapping, schema_of
    from ..core.places.recognising.recognition import recognise
    from ..core.places.schemas.schema import Schema

    fields = layer.fields()
    names = [n for n in fields.names() if n.startswith(SOURCE_PREFIX) and n != ROW_FIELD]
    columns = [name.removeprefix(SOURCE_PREFIX) for name in names]
    mapping = origin_of(layer)["mapping"] or (columns and remembered(columns))
    if mapping and Path(mapping).exists():
        return schema_of(read_mapping(mapping))
    request = QgsFeatureRequest().setLimit(_LOOKED_AT).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    cells = [[as_text(place[name]) for name in names] for place in layer.getFeatures(request)]
    recognised = None
    if columns and cells:
        raw = from_features(columns, cells, np.full((len(cells), 2), np.nan), layer.name())
        recognised = recognise("auto", Source(raw), load_nomenclature())
    return recognised.schema if recognised else Schema(name="")
