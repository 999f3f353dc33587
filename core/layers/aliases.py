"""What fields are called in tables and forms."""

from __future__ import annotations

import re

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

from ..common.text import tr
from ..places.titles import field_titles, report_titles
from .wording import by_suffix, within


def set_aliases(layer: QgsVectorLayer) -> None:
    """Names the fields for people, and hides the source's own columns from the form."""
    names = field_names()
    for index, field in enumerate(layer.fields()):
        alias = names.get(field.name()) or _compared(field.name()) or _measured(field.name())
        if alias:
            layer.setFieldAlias(index, alias)
        if field.name().startswith("src_"):
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))


def set_widths(layer: QgsVectorLayer) -> None:
    """Gives the columns of a table the room that their texts need."""
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
    """The names of the fields of places, territories and access results."""
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
        "population": tr("Population"),
        "population_outside": tr("Inhabitants outside the network"),
        "network_status": tr("Position on the network"),
        "places": tr("Places"),
        "places_itinerant": tr("Itinerant places"),
        "places_per_10000": tr("Fixed places per 10,000 inhabitants"),
        "mean_straight_km": tr("Mean straight-line distance to a place (km)"),
        "median_straight_km": tr("Median straight-line distance to a place (km)"),
        "fragile_mean_straight_km": tr("The same, of fragile inhabitants (km)"),
        "placement": tr("How inhabitants are placed"),
        "service": tr("Service"),
        "decile": tr("Tenth of the inhabitants (1: the least fragile)"),
        "fragility_from": tr("Lowest fragility"),
        "fragility_to": tr("Highest fragility"),
        "palma": tr("Palma ratio of travel times"),
        "decile_ratio": tr("Ninth decile of travel times over the first"),
        "people": tr("Share of the inhabitants, the nearest first"),
        "fragile_population": tr("Fragile population"),
        "fragility": tr("Fragility of the average inhabitant"),
        "epci": tr("EPCI code"),
        "nearest_id": tr("Nearest place"),
        "accessibility": tr("Within reach per 10,000 inhabitants"),
        "rank": tr("Rank"),
        "gain": tr("Gain"),
        "gain_unit": tr("Unit of the gain"),
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
        "places_before": tr("Places before"),
        "place_id_before": tr("Identifier before"),
        "opened": tr("Places opened"),
        "closed": tr("Places closed"),
        "moved": tr("Places moved"),
        "change": tr("Change"),
        "metres": tr("Distance (m)"),
        "new_address": tr("Another address"),
        "code": tr("Code"),
        "fragility_scale": tr("Scale of the index"),
        "index_match": tr("How its score was found"),
        "minutes": tr("Minutes"),
        "mode": tr("Travel mode"),
        "engine": tr("Routing engine"),
        "truncated": tr("Touches the network's edge"),
    }


def _compared(name: str) -> str | None:
    """The name of a field of one side of a review, such as ``base_name``."""
    side, _, own = name.partition("_")
    title = field_names().get(own)
    if title is None or side not in ("base", "incoming"):
        return None
    if side == "base":
        return tr("{field}, base", field=title)
    return tr("{field}, incoming", field=title)


def _measured(name: str) -> str | None:
    """The name of a figure of coverage such as ``share_10_car`` or ``gini_foot_change``."""
    match = re.fullmatch(
        r"(covered_unstated|covered|share|fragile_covered|fragile_uncovered)_(\d+)(?:_(\w+))?", name
    )
    if match:
        suffix, when = _when(match[3] or "")
        reach = within(int(match[2]), suffix)
        title = {
            "covered": tr("Inhabitants within {reach}", reach=reach),
            "share": tr("Share of inhabitants within {reach}", reach=reach),
            "fragile_covered": tr("Fragile inhabitants within {reach}", reach=reach),
            "fragile_uncovered": tr("Fragile inhabitants beyond {reach}", reach=reach),
            "covered_unstated": tr(
                "Further inhabitants within {reach} of a place that does not say", reach=reach
            ),
        }[match[1]]
        return _at(title, when)
    match = re.fullmatch(
        r"(mean_minutes|median_minutes|gini|concentration|priority|bivariate|offering|not_stated)"
        r"(?:_(\w+))?",
        name,
    )
    if not match:
        return None
    suffix, when = _when(match[2] or "")
    title = {
        "mean_minutes": tr("Mean minutes to a place"),
        "median_minutes": tr("Median minutes to a place"),
        "gini": tr("Gini index of travel times"),
        "concentration": tr("Concentration index"),
        "priority": tr("Priority"),
        "bivariate": tr("Thirds of fragility and of time (3: the worst)"),
        "offering": tr("Places that offer it"),
        "not_stated": tr("Places that do not say"),
    }[match[1]]
    if suffix:
        title = tr("{figure}, {by_mode}", figure=title, by_mode=by_suffix(suffix))
    return _at(title, when)


def _when(suffix: str) -> tuple[str, str]:
    """The suffix without "before" or "change", and which of them it held."""
    parts = suffix.split("_")
    found = next((word for word in ("before", "change") if word in parts), "")
    return "_".join(part for part in parts if part != found), found


def _at(title: str, when: str) -> str:
    titles = {
        "before": tr("{figure}, before", figure=title),
        "change": tr("{figure}, change", figure=title),
    }
    return titles.get(when, title)
