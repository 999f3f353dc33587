"""What fields are called in tables and forms."""

from __future__ import annotations

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

from ..access.vocabulary import columns
from ..common.text import tr
from ..places.titles import field_titles, report_titles
from .wording import heading


def set_aliases(layer: QgsVectorLayer) -> None:
    """Names the fields for people, and hides the source's own columns from the form."""
    names = field_names()
    figures = {column.name for column in columns(layer.fields().names())}
    for index, field in enumerate(layer.fields()):
        name = field.name()
        alias = names.get(name) or _compared(name)
        if alias is None and name in figures:
            alias = heading(name)
        if alias:
            layer.setFieldAlias(index, alias)
        if name.startswith("src_"):
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))


def set_widths(layer: QgsVectorLayer) -> None:
    """Gives the columns of a table the width that their texts need."""
    table = layer.attributeTableConfig()
    table.update(layer.fields())
    for index, column in enumerate(table.columns()):
        if column.name in _WIDTHS:
            table.setColumnWidth(index, _WIDTHS[column.name])
    layer.setAttributeTableConfig(table)


#: Pixels; the other columns keep QGIS's own width.
_WIDTHS = {
    **{"severity": 80, "row": 60, "message": 520, "value": 220, "proposal": 160},
    **{"why": 380, "differences": 220, "reason": 380},
    **{
        "name": 240,
        "address": 240,
        "kind": 160,
        "opening_hours": 240,
        "email": 200,
        "website": 200,
    },
}


def field_names() -> dict[str, str]:
    """The names of the fields of places, territories and results, except columns of figures."""
    return {
        **report_titles(),
        **field_titles(),
        "nom": tr("Name"),
        "geocode_score": tr("Score of the address found (0 to 1)"),
        "geocode_label": tr("Address found"),
        "geocode_type": tr("Type of the address found"),
        "geocode_source": tr("Geocoder and date"),
        "score_global": tr("Fragility score (100 = region)"),
        "global_acces": tr("Access score (100 = region)"),
        "acces_interfaces": tr("Access to interfaces"),
        "acces_information": tr("Access to information"),
        "global_competences": tr("Skills score (100 = region)"),
        "competences_administratives": tr("Administrative skills"),
        "competences_numeriques": tr("Digital and school skills"),
        "network_status": tr("Position on the network"),
        "placement": tr("How inhabitants are placed"),
        "service": tr("Service"),
        "decile": tr("Tenth of the inhabitants (1: the least fragile)"),
        "people": tr("Share of the inhabitants, the nearest first"),
        "epci": tr("EPCI code"),
        "rank": tr("Rank"),
        "gain": tr("Gain"),
        "gain_unit": tr("Unit of the gain"),
        "method": tr("How times are told"),
        "reinforces": tr("Place of today that it reinforces"),
        "cumulative_share": tr("Gained so far, of all there is (0 to 1)"),
        "base_id": tr("Place of the base"),
        "incoming_id": tr("Incoming place"),
        "score": tr("Likeness"),
        "decision": tr("Decision"),
        "why": tr("Why"),
        "distance_m": tr("Distance (m)"),
        "differences": tr("Fields that differ"),
        "origin": tr("Origin of each field"),
        "outcome": tr("Outcome"),
        "file_value": tr("Value in the file"),
        "layer_value": tr("Value in the layer"),
        "reason": tr("Reason"),
        "side": tr("Side"),
        "place_id_before": tr("Identifier before"),
        "change": tr("Change"),
        "metres": tr("Distance (m)"),
        "new_address": tr("Another address"),
        "code": tr("Code"),
        "fragility_scale": tr("Scale of the index"),
        "index_match": tr("How its score was found"),
        "mode": tr("Travel mode"),
        "engine": tr("Routing engine"),
        "truncated": tr("Touches the network's edge"),
    }


def _compared(name: str) -> str | None:
    """The name of a field of one side of a review, such as ``base_name``."""
    side, _, field = name.partition("_")
    title = field_names().get(field)
    if title is None or side not in ("base", "incoming"):
        return None
    if side == "base":
        return tr("{field}, base", field=title)
    return tr("{field}, incoming", field=title)
