"""The nomenclature: one source of codes, labels, colours and symbols."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from maillage.core.common.errors import InputError
from maillage.core.nomenclature import DEFAULT_PATH, load_nomenclature

Write = Callable[[dict[str, Any]], Path]


@pytest.fixture
def content() -> dict[str, Any]:
    return json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: dict[str, Any]) -> Path:
        path = tmp_path / "own.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


def test_holds_the_codes_of_the_field() -> None:
    nomenclature = load_nomenclature()
    codes = {name: v.codes for name, v in nomenclature.vocabularies.items()}
    assert codes["activities"] == tuple(
        ["ORD", "ORDM", "ACCN", "ACCDS", "ACCDA", "COMP", "PRO", "ENT", "SENS", "FL", "W", "REP"]
    )
    assert codes["publics"] == ("SEN", "J", "DE", "AD", "TP", "ALL", "ETR")
    assert codes["themes"] == ("MOB", "SAN", "EM", "FAM", "FI", "LOG")
    assert codes["labels"] == ("APTIC", "MSAP", "MFS", "EPN", "TL", "REL")


def test_each_activity_looks_different_and_none_like_not_stated() -> None:
    activities = load_nomenclature().vocabulary("activities")
    colours = {item.colour for item in activities} | {activities.not_stated.colour}
    assert len(colours) == len(activities) + 1
    assert activities.not_stated.label == "Non renseigné"
    assert activities.item("") is activities.not_stated


@pytest.mark.parametrize(
    ("vocabulary", "text", "code"),
    [
        ("publics", "Etranger", "ETR"),
        ("publics", "demandeur.se d'emploi", "DE"),
        ("activities", "FABLAB", "FL"),
        ("kinds", "mediatheque", "MED"),
        ("kinds", "Tiers lieux", "TL"),
        ("legal_natures", "EPCI ", "EPCI"),
        ("legal_natures", "Collectivités", "COLL"),
        ("legal_natures", "SARL en SCIC", "COOP"),
    ],
)
def test_finds_an_item_by_any_of_its_wordings(vocabulary: str, text: str, code: str) -> None:
    item = load_nomenclature().vocabulary(vocabulary).find(text)
    assert item is not None
    assert item.code == code


def test_an_ambiguous_wording_finds_nothing() -> None:
    assert load_nomenclature().vocabulary("publics").find("Emploi") is None
    assert load_nomenclature().vocabulary("publics").find("S") is None


def test_codes_join_in_order_and_split_again() -> None:
    activities = load_nomenclature().vocabulary("activities")
    assert activities.join({"SENS", "ORDM", "ACCN"}) == "ORDM-ACCN-SENS"
    assert activities.split("ORDM-ACCN-SENS") == ["ORDM", "ACCN", "SENS"]
    assert activities.split("") == []


def test_a_copy_of_the_file_reads_the_same(content: dict[str, Any], write: Write) -> None:
    assert load_nomenclature(write(content)) == load_nomenclature()


def _without(content: dict[str, Any]) -> None:
    del content["vocabularies"]["themes"]


def _colour(content: dict[str, Any]) -> None:
    content["vocabularies"]["themes"]["items"][0]["colour"] = "bleu"


def _symbol(content: dict[str, Any]) -> None:
    content["vocabularies"]["themes"]["items"][0]["symbol"] = "blob"


def _code(content: dict[str, Any]) -> None:
    content["vocabularies"]["themes"]["items"][0]["code"] = "A-B"


def _twice(content: dict[str, Any]) -> None:
    items = content["vocabularies"]["themes"]["items"]
    items.append(copy.deepcopy(items[0]))


def _synonym(content: dict[str, Any]) -> None:
    content["vocabularies"]["themes"]["items"][0]["synonyms"] = ["Santé"]


def _label(content: dict[str, Any]) -> None:
    content["vocabularies"]["themes"]["items"][0]["label"] = " "


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_without, "themes"),
        (_colour, "bleu"),
        (_symbol, "blob"),
        (_code, "A-B"),
        (_twice, "MOB twice"),
        (_synonym, "“Santé” means both MOB and SAN"),
        (_label, "“label”"),
    ],
)
def test_a_faulty_file_is_refused_by_name(
    spoil: Callable[[dict[str, Any]], None], said: str, content: dict[str, Any], write: Write
) -> None:
    spoil(content)
    path = write(content)
    with pytest.raises(InputError) as refused:
        load_nomenclature(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("text", ["{", "[]", '{"vocabularies": []}'])
def test_a_file_that_is_no_nomenclature_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.json"):
        load_nomenclature(path)
