"""The nomenclature and the national schema, one in the words of the other."""

from __future__ import annotations

import csv

import pytest
from maillage.core.nomenclature import load_nomenclature
from maillage.core.nomenclature.correspondence import INCLUSION, TABLE, load_correspondence

#: How many labels each enumeration of the national schema 1.0.2 has.
LABELS = {
    "services": 9,
    "publics_specifiquement_adresses": 5,
    "prise_en_charge_specifique": 7,
    "frais_a_charge": 3,
    "dispositif_programmes_nationaux": 11,
    "formations_labels": 10,
    "modalites_acces": 6,
    "modalites_accompagnement": 4,
    "itinerance": 2,
}


@pytest.fixture(scope="module")
def table():
    return load_correspondence()


def rows():
    both = []
    for table in (TABLE, INCLUSION):
        with table.open(encoding="utf-8", newline="") as file:
            both += csv.DictReader(file, delimiter=";")
    return both


def test_every_label_of_the_national_enumerations_is_there(table):
    assert {column: len(labels) for column, labels in table.enumerations.items()} == LABELS


def test_every_code_of_the_nomenclature_is_translated_or_said_not_to_be(table):
    for vocabulary in load_nomenclature().vocabularies.values():
        if vocabulary.name == "legal_natures":  # the national schema has no such column
            continue
        for code in vocabulary.codes:
            said = table.to_national(vocabulary.name, code)
            assert bool(said) != bool(table.why_not(vocabulary.name, code)), code


def test_the_table_names_only_codes_and_labels_that_exist(table):
    nomenclature = load_nomenclature()
    for row in rows():
        assert row["direction"] in ("both", "to", "from", "none"), row
        assert (row["direction"] == "none") <= bool(row["remark"]), row
        assert bool(row["code"]) == bool(row["vocabulary"]), row
        if row["vocabulary"] not in ("", "access_conditions"):
            assert row["code"] in nomenclature.vocabulary(row["vocabulary"]).codes, row


def test_a_translation_both_ways_comes_back_as_it_went(table):
    for row in rows():
        if row["direction"] == "both":
            there = table.to_national(row["vocabulary"], row["code"])
            assert (row["column"], row["label"]) in there
            back = table.from_national(row["column"], row["label"], [row["when"]])
            assert (row["vocabulary"], row["code"]) in back


def test_a_service_and_a_label_are_said_in_both_tongues(table):
    assert table.to_national("activities", "ACCDS") == (
        ("services", "Aide aux démarches administratives"),
        ("modalites_accompagnement", "Accompagnement individuel"),
    )
    assert table.from_national("services", "Aide aux démarches administratives") == (
        ("activities", "ACCDS"),
    )
    assert table.to_national("labels", "MFS") == (
        ("dispositif_programmes_nationaux", "France Services"),
    )
    assert table.from_national("typologie", "LA_POSTE") == (("kinds", "POSTE"),)


def test_the_way_of_helping_tells_one_activity_from_the_other(table):
    learning = ("services", "Maîtrise des outils numériques du quotidien")
    alone, group = ("activities", "ACCN"), ("activities", "COMP")
    assert table.from_national(*learning) == (alone, group)
    assert table.from_national(*learning, ["Accompagnement individuel"]) == (alone,)
    assert table.from_national(*learning, ["Dans un atelier collectif"]) == (group,)
    assert table.from_national(*learning, ["À distance"]) == (alone, group)


def test_what_cannot_be_said_is_said_not_to_be(table):
    assert table.to_national("publics", "TP") == ()
    assert table.why_not("publics", "TP")
    assert table.why_not("activities", "ACCN") == ""
    assert table.from_national("publics_specifiquement_adresses", "Femmes") == ()
    assert table.knows("publics_specifiquement_adresses", "Femmes")
    assert not table.knows("publics_specifiquement_adresses", "Martiens")
    assert table.from_national("services", "Jardinage") == ()


def test_labels_are_read_whatever_their_apostrophes_accents_and_blanks(table):
    assert table.canonical("formations_labels", "Étapes numériques (La Poste)") == (
        "Étapes numériques(La Poste)"
    )
    assert table.canonical("modalites_acces", "ce lieu n’accueille pas de public") == (
        "Ce lieu n'accueille pas de public"
    )
    assert table.canonical("services", "Prendre en main un ordinateur") is None


def test_labels_of_the_first_version_are_read_too(table):
    assert table.from_national("publics_accueillis", "Seniors (+ 65 ans)") == (("publics", "SEN"),)
    assert table.from_national(
        "conditions_acces", "Gratuit : Je peux accéder gratuitement au lieu et à ses services"
    ) == (("access_conditions", "Gratuit"),)
    assert table.from_national("labels_nationaux", "CNFS") == ()
    assert table.knows("labels_nationaux", "CNFS")


def test_a_theme_of_data_inclusion_is_that_of_its_family_where_nothing_else_is_said(table):
    known = "numerique--acceder-a-du-materiel"
    assert table.from_national("thematiques", known) == (("activities", "ORD"),)
    assert table.from_national("thematiques", "mobilite--acheter-un-velo") == (("themes", "MOB"),)
    assert table.knows("thematiques", "numerique--jardiner")
    assert table.from_national("thematiques", "numerique--jardiner") == ()
    assert not table.knows("thematiques", "jardinage--numerique")
    assert table.to_national("themes", "MOB") == (), "these words are only read"
