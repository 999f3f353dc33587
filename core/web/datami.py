"""The settings of the Datami widget, from the nomenclature and the layers published."""

from __future__ import annotations

import json
import math
from copy import deepcopy
from pathlib import Path
from typing import Any

import pandas as pd

from ..access.vocabulary import CHANGE, Column
from ..common.modes import mode_of
from ..common.speech import significant
from ..common.theme import theme
from ..common.voice import speaking
from ..nomenclature import Nomenclature, Vocabulary
from ..places.fields import LABEL_FIELDS
from .published_places import columns, wording
from .published_territories import (
    Polygons,
    code_field,
    name_field,
    shares,
    title,
)
from .rfc7946 import Json

_FOLDER = Path(__file__).parent
#: The count that the widget adds to each territory, and recounts when the reader filters.
COUNT = "lieux_affiches"
_COUNT_COLOURS = ["#F1EDE3", "#D9C9A8", "#C2A05E", "#98712B", "#5F4415"]
_COUNT_BREAKS = [1, 3, 6, 11]
_ZOOMS = {"min_zoom": 0, "max_zoom": 15}


def schema_settings(schema: str, nomenclature: Nomenclature) -> Json:
    """The columns' types and titles. A filter lists exactly the codes of the nomenclature."""
    fields = []
    for column in columns(schema):
        field = {
            "name": column["name"],
            "type": column.get("type", "string"),
            "title": column["title"],
        }
        vocabulary = _vocabulary(column, nomenclature)
        if vocabulary and not _is_single(column):
            field["constraints"] = {"enum": list(vocabulary.codes)}
        fields.append(field)
    return {"fields": fields, "primaryKey": columns(schema)[0]["name"]}


def field_settings(schema: str, nomenclature: Nomenclature, table: pd.DataFrame) -> Json:
    """How each column is shown; tags are defined by their label and description."""
    fields = []
    for column in columns(schema):
        field = {"name": column["name"], "title": column["title"]}
        field |= deepcopy(column.get("properties", {}))
        vocabulary = _vocabulary(column, nomenclature)
        if vocabulary:
            single = _is_single(column)
            field["definitions"] = [
                {
                    "value": item.label if single else item.code,
                    "label": item.label,
                    "description": item.description,
                }
                for item in vocabulary
            ]
        elif "definitions" in field:
            present = set(table[column["name"]])
            field["definitions"] = [d for d in field["definitions"] if d["value"] in present]
        fields.append(field)
    return {"fields": fields}


def chart_settings() -> Json:
    """A treemap per vocabulary of one label.

    The widget gives colours by rank, not by label, and has fewer colours than there are labels:
    each box shows its name, and all have the same colour.
    """
    words = wording()
    names = {"kinds": "type_lieu", "legal_natures": "nature_juridique"}
    return {
        "charts": [
            {
                "title": {"fr": words["charts"][name]},
                "cols": 6,
                "unit": {"fr": words["unit"]},
                "aggregatebyfield": column,
                "aggregationtype": "countitems",
                "chartOptions": {
                    "chart": {"type": "treemap", "height": 500},
                    "legend": {"show": False},
                    "colors": [theme()["bar"]],
                    "plotOptions": {"treemap": {"distributed": False, "enableShades": False}},
                },
            }
            for name, column in names.items()
        ]
    }


def map_settings(
    places: pd.DataFrame,
    nomenclature: Nomenclature,
    coverage: Polygons | None,
    isochrones: Polygons | None,
    base_url: str,
) -> Json:
    """Background, points, territories, isochrones, legends.

    The widget needs a source of polygons in which it counts places, and waits for ever without one:
    the coverage is that source, or a transparent frame when there is none. It shows only the legend
    of the first source (and of its visible sub-layers), so that this source holds the isochrones'
    times, or the points' colours when there are no isochrones.
    """
    settings = json.loads((_FOLDER / "map.json").read_text(encoding="utf-8"))
    options = settings["mapOptions"]
    options["center"], options["zoom"] = _view(places)
    natures = nomenclature.vocabulary("legal_natures")
    colours = _point_colours(natures)
    options["map_layers"]["all_points_layer"]["circle_color"] = colours
    options["map_layers"]["all_points_layer"]["circle_color_activated"] = colours
    sources = options["map_layers"]["choropleth_layer"]["sources"]
    switches = options["layers_visibility"]["layers_switches"]
    if coverage is None:
        sources.append(_frame_source(base_url))
    else:
        sources.append(_coverage_source(coverage.table, nomenclature, base_url))
        switches += [_switch(layer["legend"]["title"], layer) for layer in sources[0]["sub_layers"]]
    if isochrones is not None:
        sources.append(_isochrone_source(isochrones.table, base_url))
        switches.append(_switch(wording()["isochrones"], sources[-1]))
    sources[0]["legend"] = _point_legend(natures) if isochrones is None else sources[-1]["legend"]
    return settings


def published_url(base_url: str, name: str) -> str:
    """The address where a file will be read: only its name while the base is not known."""
    return f"{base_url.rstrip('/')}/{name}" if base_url else name


def _vocabulary(column: dict[str, Any], nomenclature: Nomenclature) -> Vocabulary | None:
    return nomenclature.vocabulary(column["vocabulary"]) if "vocabulary" in column else None


def _is_single(column: dict[str, Any]) -> bool:
    return column["field"] in LABEL_FIELDS


def _view(places: pd.DataFrame) -> tuple[list[float], float]:
    """Centre [lon, lat] and zoom that show the places, ignoring a few that are plotted far away."""
    lon, lat = places["lon"].dropna(), places["lat"].dropna()
    if not len(lon):
        return [2.5, 46.5], 5
    west, east = lon.quantile(0.01), lon.quantile(0.99)
    south, north = lat.quantile(0.01), lat.quantile(0.99)
    width = max(east - west, 1.4 * (north - south), 0.01)
    zoom = min(max(math.log2(360 / width) + 0.25, 2), 14)
    return [round((west + east) / 2, 4), round((south + north) / 2, 4)], round(zoom, 2)


def _point_colours(vocabulary: Vocabulary) -> list[Any]:
    pairs = [part for item in vocabulary for part in (item.label, item.colour)]
    return ["match", ["get", "nature_juridique"], *pairs, vocabulary.not_stated.colour]


def _point_legend(vocabulary: Vocabulary) -> Json:
    items = [*vocabulary, vocabulary.not_stated]
    return _legend(wording()["points"], [(item.label, item.colour) for item in items])


def _source(name: str, file: str, base_url: str, aggregated: bool, prop: str) -> Json:
    return {
        "is_activated": True,
        "source_id": f"source-{name}",
        "layer_id": f"layer-{name}",
        "is_default_visible": False,
        **_ZOOMS,
        "source_url": published_url(base_url, file),
        "update_src_from_previous_layer": False,
        "need_aggregation": aggregated,
        "polygon_prop_id": prop,
        "join_polygon_id_to_field": "territoire",
        "agregated_data_field": COUNT,
        "has_popup": False,
    }


def _frame_source(base_url: str) -> Json:
    return _source("frame", "frame.geojson", base_url, True, "id") | {
        "is_default_visible": True,
        "fill_color": "transparent",
        "fill_opacity": 0,
        "fill_outline_color": "transparent",
    }


def _coverage_source(table: pd.DataFrame, nomenclature: Nomenclature, base_url: str) -> Json:
    """One source, counted, with a sub-layer for each share and one for the number of places."""
    code = code_field(table)
    name = {"position": "title", "prefix": None, "suffix": None}
    # Without names the code is the title; a field has one position only.
    heading = {name_field(table, code): name}
    if code not in heading:
        heading[code] = {"position": "title_post", "prefix": " (", "suffix": ")"}
    layers = [_share_layer(share, heading, nomenclature) for share in shares(table)]
    layers.append(_count_layer(heading))
    layers[0]["is_default_visible"] = True
    return _source("coverage", "coverage.geojson", base_url, True, code) | {"sub_layers": layers}


def _share_layer(share: Column, heading: Json, nomenclature: Nomenclature) -> Json:
    """Classes of a share, or of its change.

    A territory without a figure has its own colour, since null is drawn black.
    """
    words = wording()
    row, texts, sign = theme()["coverage"], words["classes"], ""
    if share.moment == CHANGE:
        row, texts, sign = theme()["evolution"], words["change_classes"], "+"
    breaks, colours = row["breaks"], row["colours"]
    value, unknown = ["get", share.name], theme()["unknown_fill"]
    steps = [part for pair in zip(breaks, colours[1:], strict=True) for part in pair]
    with speaking(None, "fr"):  # as the public map does
        limits = [(sign if limit > 0 else "") + significant(100 * limit) for limit in breaks]
    labels = [text.format(*limits) for text in texts]
    return _sub_layer(
        share.name.replace("_", "-"),
        [
            "case",
            ["==", ["typeof", value], "number"],
            ["step", value, colours[0], *steps],
            unknown,
        ],
        heading
        | {
            share.in_words: {
                "position": "value",
                "prefix": title(share, "prefix", nomenclature),
                "suffix": None,
            }
        },
        title(share, "title", nomenclature),
        [*zip(labels, colours, strict=True), (words["outside_class"], unknown)],
    )


def _count_layer(heading: Json) -> Json:
    words = wording()
    steps = [part for pair in zip(_COUNT_BREAKS, _COUNT_COLOURS[1:], strict=True) for part in pair]
    return _sub_layer(
        "count",
        ["step", ["get", COUNT], _COUNT_COLOURS[0], *steps],
        heading | {COUNT: {"position": "value", "prefix": words["count_prefix"], "suffix": None}},
        words["count_title"],
        list(zip(words["count_classes"], _COUNT_COLOURS, strict=True)),
    )


def _sub_layer(
    name: str, fill: list[Any], popup: Json, title: str, classes: list[tuple[str, str]]
) -> Json:
    return {
        "layer_id": f"layer-coverage-{name}",
        "is_default_visible": False,
        **_ZOOMS,
        "fill_color": fill,
        "fill_opacity": 0.6,
        "fill_outline_color": theme()["outlines"]["epci"]["colour"],
        "has_popup": True,
        "popup_config": {"action": "mousemove", "fields_settings": popup},
        "legend": _legend(title, classes),
    }


def _isochrone_source(table: pd.DataFrame, base_url: str) -> Json:
    """Bands by mode and minutes, hidden until asked for."""
    words = wording()
    modes = table["mode"].astype(str) if "mode" in table else pd.Series([""] * len(table))
    fill: list[Any] = ["case"]
    classes = []
    for mode in sorted(set(modes)):
        minutes = sorted({int(value) for value in table["minutes"][modes == mode]})
        for limit, colour in zip(minutes, mode_of(mode).bands(len(minutes)), strict=True):
            same_time = ["==", ["get", "minutes"], limit]
            test = ["all", same_time, ["==", ["get", "mode"], mode]] if mode else same_time
            fill += [test, colour]
            label = words["isochrone_class"].format(
                minutes=limit, mode=words["modes"].get(mode, mode)
            )
            classes.append((label.strip(), colour))
    fill.append(theme()["unknown_fill"])
    return _source("isochrones", "isochrones.geojson", base_url, False, str(table.columns[0])) | {
        "fill_color": fill if len(fill) > 2 else theme()["unknown_fill"],
        "fill_opacity": 0.35,
        "fill_outline_color": theme()["ink"],
        "legend": _legend(words["isochrones"], classes),
    }


def _legend(title: str, classes: list[tuple[str, str]]) -> Json:
    return {
        "position": "bottom-right",
        "title": title,
        "scales": [{"value": label, "color": colour} for label, colour in classes],
    }


def _switch(label: str, layer: Json) -> Json:
    return {
        "label": label,
        "layers": [layer["layer_id"]],
        "default_visible": layer["is_default_visible"],
    }
