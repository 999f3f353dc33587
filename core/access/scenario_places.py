"""The places of a scenario: those of the census that stay open, and the sites."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from .scenario import Scenario

#: What a site's row holds, where the census has no such column.
_OWN = ("place_id", "name", "source", "position")


def scenario_places(
    places: pd.DataFrame, scenario: Scenario, vocabularies: Mapping[str, Collection[str]]
) -> tuple[pd.DataFrame, np.ndarray]:
    """(the table, which rows of ``places`` are its first ones: indices).

    ``places`` has ``place_id`` (text); one row per site stands behind those that stay open, with a
    new ``place_id``, the scenario's name as ``source``, ``position`` "given", ``lon`` and ``lat``,
    and its codes in the columns of ``vocabularies`` (name to codes). The rest is empty.
    """
    kept = np.flatnonzero(~places["place_id"].isin(scenario.closed))
    columns = [*places, *(name for name in (*_OWN, *vocabularies) if name not in places)]
    table = places.iloc[kept].reindex(columns=columns).astype(object)
    table = table.where(table.notna(), None)
    taken = set(places["place_id"])
    rows = []
    for site in scenario.sites:
        identifier = _free(f"{scenario.name}-{site.number}", taken)
        taken.add(identifier)
        codes = {
            name: "-".join(code for code in known if code in site.offers) or None
            for name, known in vocabularies.items()
        }
        rows.append(
            {
                **dict.fromkeys(columns),
                **codes,
                "place_id": identifier,
                "name": site.name,
                "source": scenario.name,
                "position": "given",
                "lon": site.lon,
                "lat": site.lat,
            }
        )
    sites = pd.DataFrame(rows, columns=columns, dtype=object)
    joined = pd.concat([table, sites], ignore_index=True)
    return joined.astype({"lon": float, "lat": float}), kept


def _free(name: str, taken: Collection[str]) -> str:
    """``name``, or with -2, -3 ... behind it when a place has it already."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
