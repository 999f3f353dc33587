"""The dossiers of a run: one PDF per territory, one of all if asked for, and an index."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..access.network_status import OUTSIDE
from ..common.errors import Cancelled, MaillageError, OutputError
from ..common.files import atomic_output
from ..common.folders import folder_anew
from ..common.json_text import read_json
from ..common.normalising import normalise
from ..common.progress import Progress
from ..common.speech import named
from ..common.text import tr
from ..nomenclature import Nomenclature
from .access_page import access_page
from .cover import cover
from .directory import directory
from .dossier import Dossier
from .dossier_figures import Commune, gather, number
from .dossier_inputs import Inputs, Territory, text
from .equity_page import equity_page
from .maps import Maps
from .offer_page import offer_page
from .page_parts import footer
from .pdf import PdfOfAll, pdf_of_all, write_pdf
from .sheet import Sheet, magnification

#: The one PDF of all dossiers, and what says what is in the folder.
TOGETHER, INDEX = "atlas.pdf", "index.json"
#: How many files are named.
_TOLD = 20
#: Words by which data says that it is made up.
_FICTIONAL = ("fictif", "fictive", "fictional")


@dataclass
class Settings:
    """How the dossiers are made. ``language`` is "fr" or "en", ``page_size`` "A4" or "A3"."""

    folder: Path
    language: str
    page_size: str
    single_file: bool
    nomenclature: Nomenclature
    removes_old: bool = False
    day: date = field(default_factory=date.today)


def make_atlas(
    inputs: Inputs, chosen: list[Territory], settings: Settings, progress: Progress
) -> list[dict[str, Any]]:
    """Writes the dossiers of ``chosen`` and the index; returns the index's entries.

    The folder is made anew beside the one that is there, and takes its place in the end. A
    territory that fails is said in the index and does not stop the others. Raises OutputError when
    all fail, and Cancelled: then the folder is as it was.
    """
    maps = Maps(inputs, settings.nomenclature, magnification(settings.page_size))
    fictional = says_fictional(inputs)
    with folder_anew(settings.folder, INDEX, ["*.pdf", INDEX]) as new:
        run = _Run(inputs, maps, replace(settings, folder=new), fictional)
        entries = _write_dossiers(run, chosen, progress)
        _write_index(run, entries, _earlier(run, entries, progress))
    return entries


def _write_dossiers(run: _Run, chosen: list[Territory], progress: Progress) -> list[dict[str, Any]]:
    """One after the other, and into the one of all; their entries. Raises OutputError for none."""
    settings = run.settings
    entries: list[dict[str, Any]] = []
    with ExitStack() as open_files:
        together = None
        if settings.single_file:
            path = open_files.enter_context(atomic_output(settings.folder / TOGETHER))
            together = open_files.enter_context(pdf_of_all(path, settings.page_size))
        for done, territory in enumerate(chosen):
            part = progress.part(done / len(chosen), (done + 1) / len(chosen))
            entries.append(_entry(run, territory, together, part))
        if not any(entry["file"] for entry in entries):
            raise OutputError(entries[0]["error"])
    return entries


def _earlier(run: _Run, entries: list[dict[str, Any]], progress: Progress) -> list[dict[str, Any]]:
    """The dossiers of earlier runs that are in the folder still, by the index that was there.

    Those of territories that are no more are told, and removed where that is asked for.
    """
    folder = run.settings.folder
    made = {entry["file"] for entry in entries} | {TOGETHER}
    listed = [
        entry
        for entry in _listed(folder / INDEX)
        if entry["file"] not in made and (folder / entry["file"]).is_file()
    ]
    codes = {territory.code for territory in run.inputs.territories}
    gone = [entry for entry in listed if entry["code"] not in codes]
    if not gone:
        return listed
    words = named([entry["file"] for entry in gone], _TOLD)
    if not run.settings.removes_old:
        progress.warn(
            tr(
                "Dossiers of an earlier run whose territories are not among these: {files}. They "
                "stay; to have them removed, run again with “Remove the dossiers of territories "
                "that are no more”.",
                files=words,
            )
        )
        return listed
    for entry in gone:
        (folder / entry["file"]).unlink()
    progress.say(tr("Removed, their territories are not among these: {files}.", files=words))
    return [entry for entry in listed if entry["code"] in codes]


def _listed(index: Path) -> list[dict[str, Any]]:
    """What an earlier index names, of files beside it; nothing where it is none of ours."""
    try:
        content = read_json(index.read_bytes())
        entries = [*content["territories"], *content.get("earlier", [])]
        return [
            {"code": str(entry["code"]), "name": str(entry["name"]), "file": entry["file"]}
            for entry in entries
            if isinstance(entry["file"], str)
            and Path(entry["file"]).name == entry["file"]
            and entry["file"].endswith(".pdf")
        ]
    except (OSError, ValueError, LookupError, TypeError):
        return []


@dataclass(frozen=True)
class _Run:
    inputs: Inputs
    maps: Maps
    settings: Settings
    fictional: bool


def _entry(
    run: _Run, territory: Territory, together: PdfOfAll | None, progress: Progress
) -> dict[str, Any]:
    """Writes a territory's dossier; returns its entry of the index."""
    entry: dict[str, Any] = {"code": territory.code, "name": territory.name, "file": None}
    progress.step(0)
    try:
        dossier = make_dossier(run.inputs, territory, run.maps, run.settings, run.fictional)
        progress.step(0.2)
        sheet = make_pages(dossier, run.settings.page_size, progress)
        path = run.settings.folder / f"{slug(territory.code)}_{slug(territory.name)}.pdf"
        write_pdf(sheet, path)
        progress.step(0.9)
        if together is not None:
            together.add(sheet)
    except Cancelled:
        raise
    except MaillageError as error:
        entry["error"] = str(error)
        progress.warn(tr("{name}: no dossier. {reason}", name=territory.name, reason=str(error)))
        return entry
    entry |= {"file": path.name, "pages": sheet.pages, "figures": dossier.figures.as_json()}
    progress.say(tr("{name}: {count} p.", name=territory.name, count=sheet.pages))
    return entry


def make_dossier(
    inputs: Inputs, territory: Territory, maps: Maps, settings: Settings, fictional: bool
) -> Dossier:
    """Gathers what a territory's pages show."""
    from ..places.summary import not_drawn

    place_rows = inputs.places.within(territory.geometry)
    places = inputs.places.rows.iloc[place_rows].copy()
    commune_rows, filed = _communes(inputs, territory, place_rows)
    places["commune"] = [
        filed.get(row) or text(city)
        for row, city in zip(place_rows, places["city"].tolist(), strict=True)
    ]
    undrawn = not_drawn(
        inputs.places.rows,
        [not geometry.isEmpty() for geometry in inputs.places.geometries],
        territory.code,
        place_rows,
    )
    maps.focus(territory, place_rows, [row for row, _ in commune_rows])
    figures = gather(
        places,
        territory.row,
        inputs.coverage.get(territory.code),
        [commune for _, commune in commune_rows],
        settings.nomenclature,
        undrawn,
        sum(row.get("network_status") not in (None, OUTSIDE) for row in inputs.coverage.values()),
    )
    isochrones = inputs.isochrones
    reaching = isochrones.touching(territory.geometry) if isochrones is not None else []
    return Dossier(
        territory=territory,
        figures=figures,
        places=places,
        unplaced=inputs.places.rows.iloc[undrawn.unplaced],
        elsewhere=inputs.places.rows.iloc[undrawn.elsewhere],
        maps=maps,
        nomenclature=settings.nomenclature,
        sources=sources(inputs, fictional),
        day=settings.day,
        is_fictional=fictional,
        has_truncated=any(_is_true(isochrones.rows["truncated"].iloc[row]) for row in reaching)
        if isochrones is not None and "truncated" in isochrones.rows
        else False,
        has_isochrones=bool(reaching),
    )


def make_pages(dossier: Dossier, page_size: str, progress: Progress) -> Sheet:
    """Sets all pages of a dossier."""
    sheet = Sheet(dossier.maps.project, page_size)
    pages = (cover, access_page, equity_page, offer_page, directory)
    for done, page in enumerate(pages, start=1):
        page(sheet, dossier)
        progress.step(0.2 + 0.4 * done / len(pages))
    for page in range(sheet.pages):
        sheet.page = page
        footer(sheet, dossier.territory.name, dossier.sources, sheet.pages)
    return sheet


def sources(inputs: Inputs, fictional: bool) -> str:
    """Where the figures come from and under which licences, in a line or two."""
    if fictional:
        return tr("Fictional data made for demonstration with Maillage.")
    named = sorted({text(source) for source in inputs.places.rows.get("source", [])} - {""})
    census = ", ".join(named[:3])
    if inputs.isochrones is not None or inputs.coverage:
        return tr(
            "Sources: census of places ({census}), population and fragility by their producers, "
            "Licence Ouverte 2.0 unless they say otherwise; roads © OpenStreetMap contributors "
            "(ODbL) where they come from there.",
            census=census or "–",
        )
    return tr(
        "Sources: census of places ({census}), population and fragility by their producers, "
        "Licence Ouverte 2.0 unless they say otherwise.",
        census=census or "–",
    )


def says_fictional(inputs: Inputs) -> bool:
    """Whether the territories or the places say that they are made up."""
    cells = [str(value) for one in inputs.territories for value in one.row.values()]
    for row in inputs.places.rows.head(20).astype(str).itertuples(index=False):
        cells.extend(row)
    return any(word in cell.casefold() for cell in cells for word in _FICTIONAL)


def slug(words: str) -> str:
    """``words`` as a part of a file's name."""
    return normalise(words).replace(" ", "-")


def _communes(
    inputs: Inputs, territory: Territory, place_rows: list[int]
) -> tuple[list[tuple[int, Commune]], dict[int, str]]:
    """The communes inside, with their row, and the commune's name by row of place."""
    communes = inputs.communes
    if communes is None:
        return [], {}
    communes_inside, names_by_place = [], {}
    remaining = set(place_rows)
    for row in communes.within(territory.geometry):
        columns = communes.rows.iloc[row]
        name = text(columns.get("nom", columns.get("name")))
        places_inside = _held(inputs, communes.geometries[row], remaining)
        names_by_place.update(dict.fromkeys(places_inside, name))
        communes_inside.append(
            (
                row,
                Commune(
                    name,
                    number(_scalar(columns.get("population"))),
                    number(_scalar(columns.get("score_global"))),
                    len(places_inside),
                ),
            )
        )
    return communes_inside, names_by_place


def _held(inputs: Inputs, area: Any, candidates: set[int]) -> list[int]:
    return [row for row in inputs.places.within(area) if row in candidates]


def _is_true(value: Any) -> bool:
    return value in (True, 1)


def _scalar(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _write_index(run: _Run, entries: list[dict[str, Any]], earlier: list[dict[str, Any]]) -> None:
    settings = run.settings
    index = {
        "made_on": settings.day.isoformat(),
        "language": settings.language,
        "page_size": settings.page_size,
        "fictional": run.fictional,
        "all_in_one": TOGETHER if settings.single_file else None,
        "territories": entries,
        "earlier": earlier,
    }
    with atomic_output(settings.folder / INDEX) as temporary:
        temporary.write_text(json.dumps(index, ensure_ascii=False, indent=2), encoding="utf-8")
