"""The census and the indicators: plausible rows, and the dirt that real ones have."""

from __future__ import annotations

from typing import Any

import numpy as np

from .land import Commune, to_degrees

Row = dict[str, str]


def make_census(
    story: dict[str, Any],
    communes: list[Commune],
    streets: np.ndarray,
    rng: np.random.RandomState,
) -> list[Row]:
    """One row per place, in the columns of the RhinOcc census of 2023."""
    rows: list[Row] = []
    for commune in communes:
        for rank in range(commune.places):
            rows.append(_place(story, commune, rank, len(rows) + 1, streets, rng))
    for number in story["at_town_centre"]:
        same = next(c for c in communes if c.nom == rows[number - 1]["ville"])
        _put(rows[number - 1], same.centre)
    for number, cells in story["dirt"].items():
        row = rows[int(number) - 1]
        row.update({column: text.format_map(row) for column, text in cells.items()})
    lost = rows[story["lost_zero"] - 1]
    lost["code_commune"] = lost["code_commune"][1:]
    return rows


def _place(
    story: dict[str, Any],
    commune: Commune,
    rank: int,
    number: int,
    streets: np.ndarray,
    rng: np.random.RandomState,
) -> Row:
    def pick(items: list[Any]) -> Any:
        return items[rng.randint(len(items))]

    rural = story["rural_types"]
    types = story["place_types"]
    kind = types[rural[rank % 4]] if commune.places < 3 else types[(rank + number) % len(types)]
    street, postcode = (
        pick(story["streets"]),
        f"{commune.dep}{commune.epci[-1]}{commune.insee[-2]}0",
    )
    address = f"{1 + rng.randint(60)} rue {street}" if commune.population > 1_000 else "Le village"
    row = dict.fromkeys(story["census_columns"], "")
    row |= {
        "n_ref": f"Demo_{number:04d}",
        "departement": commune.dep,
        "ville": commune.nom,
        "code_commune": commune.insee if number % 4 else "",
        "nom": kind["nom"].format(ville=commune.nom, voie=street),
        "code_postal": postcode,
        "adresse": address,
        "adresse_full": f"{address} {postcode} {commune.nom}",
        "nature_juridique": kind["nature_juridique"],
        "type_lieu": kind["type_lieu"],
        "rattachement": story["notice"],
        # Telephone numbers of the range kept in France for fiction, and a reserved domain.
        "tel_structure": f"05 36 49 {number // 10:02d} {number:02d}" if number % 3 else "",
        "email_structure": f"accueil{number}@example.org" if number % 2 else "",
        "site_internet": f"https://example.org/lieu-{number}" if number % 5 == 0 else "",
        "date_maj": pick(story["updates"]),
        "conditions_acces_toutes_actions": pick(story["conditions"]),
        "code_label": kind["code_label"],
        "wifi": pick(story["wifi"]),
        "precisions": story["notice"],
        "codes_types_mediations": pick(kind["activites"]),
        "codes_publics": pick(kind["publics"]),
    }
    row |= pick(story["hours"])
    for order, code in enumerate(row["codes_types_mediations"].split("-")[:5], start=1):
        row[f"type_mediation_{order}"] = code
    reach = 60 + 9 * commune.population**0.45
    nearby = streets[np.hypot(*(streets - commune.centre).T) < reach * 4]
    near = np.exp(-np.hypot(*(nearby - commune.centre).T) / (reach * 2))
    chosen = nearby[rng.choice(len(nearby), p=near / near.sum())]
    _put(row, chosen + rng.normal(0, 12, 2))
    row |= {
        "BAN_adress": address,
        "BAN_adress_full": row["adresse_full"],
        "BAN_city": commune.nom,
        "BAN_postcode": postcode,
        "BAN_depcode": commune.dep,
    }
    return row


def _put(row: Row, point: np.ndarray) -> None:
    lon, lat = to_degrees(np.asarray(point)[None])[0]
    row["lat"] = row["BAN_latitude"] = f"{lat:.6f}"
    row["lon"] = row["BAN_longitude"] = f"{lon:.6f}"


def make_indicators(
    story: dict[str, Any], communes: list[Commune], rng: np.random.RandomState
) -> list[Row]:
    """One row per commune, worse with remoteness, in the columns of the Incub'O indicators."""
    rows = []
    for commune in sorted(communes, key=lambda one: one.insee):
        row = {
            "nom": commune.nom,
            "code_insee": commune.insee,
            "dep": commune.dep,
            "population_legale": str(commune.population),
        }
        for column, (near, far, noise) in story["indicators"].items():
            value = near + (far - near) * commune.remoteness + rng.normal(0, noise)
            if column == "services_publics_par_habitant":
                count = round(max(value, 0) * commune.population)
                row[column] = f"{count / commune.population:.8f}"
                row["services_publics"] = str(count)
            elif column == "revenu_median":
                row[column] = f"{value:.0f}"
            else:
                row[column] = f"{np.clip(value, 0, 1):.4f}"
        rows.append(row)
    hole = story["missing_indicator"]
    next(row for row in rows if row["nom"] == hole["commune"])[hole["column"]] = hole["text"]
    return rows
