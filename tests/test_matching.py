"""Which places of two lists are one: small cases judged by hand, and promises that always hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.errors import Cancelled, InputError
from maillage.core.common.progress import Progress
from maillage.core.matching.blocking import candidates
from maillage.core.matching.deciding import Decided, decide
from maillage.core.matching.match import THRESHOLD, match_places
from maillage.core.matching.records import phones, read_lists, websites
from maillage.core.matching.words import Wordings, name_words, street_number, street_words
from maillage.core.places.fields import PLACE_FIELDS, REVIEW_FIELDS


def places(*rows: dict[str, Any]) -> pd.DataFrame:
    """Places with all public fields; what a row does not say is empty."""
    empty = {**dict.fromkeys(PLACE_FIELDS, ""), "itinerant": None, "lon": np.nan, "lat": np.nan}
    return pd.DataFrame([{**empty, **row} for row in rows])


FOIX = {"city": "Foix", "postcode": "09000", "lon": 1.605, "lat": 42.965}
PAMIERS = {"city": "Pamiers", "postcode": "09100", "lon": 1.61, "lat": 43.116}
TARBES = {"city": "Tarbes", "postcode": "65000", "lon": 0.078, "lat": 43.233}


def decisions(base: pd.DataFrame, incoming: pd.DataFrame, **more: Any) -> dict[str, str]:
    """What becomes of each incoming place: "same A", "new", "doubtful"."""
    review = match_places(base, incoming, **more)
    found: dict[str, str] = {}
    for line in review[review["incoming_id"] != ""].itertuples():
        same = line.decision == "same"
        found.setdefault(line.incoming_id, f"same {line.base_id}" if same else line.decision)
    return found


def pair(ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    """What becomes of one incoming place beside one base place (and two that have no part)."""
    others = [
        {"place_id": "Y", "name": "Lieu-dit du bout", **TARBES},
        {"place_id": "Z", "name": "Fablab des Pyrénées", **PAMIERS},
    ]
    base = places({"place_id": "A", **ours}, *others)
    return decisions(base, places({"place_id": "1", **theirs}))["1"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Médiathèque de Foix", "Bibliothèque municipale de FOIX"),
        ("Maison de Services au Public", "MSAP"),
        ("Maison de Services au Public", "France services de Foix"),
        ("Centre social Les Capucins", "Les Capucins, centre social"),
        ("Association Réseau des Aidants", "Asso. reseau des aidents"),
        ("Cyber-base de la gare", "Cyberbase de la gare"),
        ("MJC du Saint-Volusien", "M.J.C du St Volusien"),
    ],
)
def test_a_name_written_another_way_at_the_same_address(ours: str, theirs: str) -> None:
    where = {**FOIX, "address": "12 avenue Gabriel Fauré"}
    there = {**FOIX, "lat": 42.9651, "address": "12 av. Gabriel Faure"}
    assert pair({"name": ours, **where}, {"name": theirs, **there}) == "same A"


def test_the_same_name_in_another_town_is_another_place() -> None:
    base = places(
        {"place_id": "A", "name": "La Poste", **FOIX},
        {"place_id": "B", "name": "LA POSTE", **TARBES},
    )
    incoming = places({"place_id": "1", "name": "La Poste", **PAMIERS})
    assert decisions(base, incoming) == {"1": "new"}


def test_names_that_repeat_find_the_one_of_their_town() -> None:
    towns = {"A": FOIX, "B": TARBES, "C": PAMIERS}
    base = places(*({"place_id": n, "name": "La Poste", **town} for n, town in towns.items()))
    incoming = places(
        *({"place_id": n.lower(), "name": "LA POSTE", **town} for n, town in towns.items())
    )
    assert decisions(base, incoming) == {"a": "same A", "b": "same B", "c": "same C"}


@pytest.mark.parametrize("name", ["Mairie", "La Poste", "France Services"])
def test_a_common_name_alone_is_not_enough(name: str) -> None:
    assert pair({"name": name, **FOIX}, {"name": name}) in ("doubtful", "new")


def test_another_name_at_the_same_spot_with_another_phone_is_new() -> None:
    ours = {"name": "Mission locale", "phone": "05 61 00 00 01", **FOIX}
    assert pair(ours, {"name": "Restos du cœur", "phone": "0561999999", **FOIX}) == "new"


@pytest.mark.parametrize(
    ("host", "other", "expected"),
    [
        ("LA POSTE", "France services de Foix", {"doubtful"}),
        ("COMMUNE DE FOIX", "Espace France services Foix", {"doubtful"}),
        ("MSAP de Foix", "Mairie", {"doubtful"}),
        ("Club de pétanque", "France services de Foix", {"new"}),
        ("LA POSTE", "Club de pétanque", {"new"}),
    ],
)
def test_a_network_may_be_housed_where_another_name_stands(
    host: str, other: str, expected: set[str]
) -> None:
    assert pair({"name": host, **FOIX}, {"name": other, "phone": "1234", **FOIX}) in expected


def test_one_common_word_is_not_the_name() -> None:
    """“communes” and “communauté” are both like “commune”: that is not twice the same."""
    base = [name_words("Communauté de communes Pyrénées-Catalanes à La Llagonne", "")]
    wordings = Wordings(base * 2, [name_words("Mairie", ""), base[0]])
    first, second = wordings.alike(np.array([0, 1]), np.array([0, 1]))
    assert first < 0.8
    assert second == pytest.approx(1)


def test_another_label_says_nothing() -> None:
    ours = {"name": "Espace des Capucins", "labels": "APTIC", **FOIX}
    reviews = [
        match_places(places({"place_id": "A", **ours}), places({"place_id": "1", **theirs}))
        for theirs in ({**ours, "labels": "MFS"}, {**ours, "labels": ""})
    ]
    assert reviews[0]["score"][0] == pytest.approx(reviews[1]["score"][0], abs=0.01)


def test_a_place_that_moved_is_known_by_its_name_and_phone() -> None:
    ours = {"name": "Association Orizon", "phone": "05 61 00 00 01", **FOIX}
    theirs = {**ours, "phone": "+33561000001", "lat": 42.99, "address": "3 rue Neuve"}
    assert pair(ours, theirs) == "same A"


def test_two_that_are_equally_alike_share_the_doubt() -> None:
    twin = {"name": "Médiathèque", "phone": "05 61 00 00 01", **FOIX}
    base = places({"place_id": "A", **twin}, {"place_id": "B", **twin})
    review = match_places(base, places({"place_id": "1", **twin}))
    assert list(review["decision"]) == ["doubtful", "doubtful"]
    assert list(review["base_id"]) == ["A", "B"]
    assert review["score"].between(0.4, 0.5).all()
    assert "another place is as like" in review["why"][0]


def test_the_identifier_decides_between_twins() -> None:
    twin = {"name": "Médiathèque", "phone": "05 61 00 00 01", **FOIX}
    base = places({"place_id": "Ref_1", **twin}, {"place_id": "Ref_2", **twin})
    incoming = places({"place_id": "Ref_2", **twin}, {"place_id": "Ref_1", **twin})
    assert decisions(base, incoming) == {"Ref_1": "same Ref_1", "Ref_2": "same Ref_2"}


def test_a_lonely_identifier_does_not_make_two_places_one() -> None:
    """Two lists that both count from one."""
    base = places({"place_id": "1", "name": "Mairie", **FOIX})
    incoming = places({"place_id": "1", "name": "Fablab", **TARBES})
    assert decisions(base, incoming)["1"] != "same 1"


def test_why_is_a_sentence_of_facts() -> None:
    ours = {"place_id": "A", "name": "Centre social Capucins", "phone": "0561000001", **FOIX}
    theirs = {**ours, "place_id": "1", "name": "Centre social des Capuccins", "lat": 42.96536}
    line = match_places(places(ours), places(theirs)).iloc[0]
    assert line["why"].startswith("same phone, 40 m apart, same town, names alike (")
    assert line["distance_m"] == pytest.approx(40, abs=1)
    assert line["differences"] == "name"


def test_the_review_has_its_fields_and_all_places() -> None:
    base = places({"place_id": "A", "name": "Mairie", **FOIX}, {"place_id": "B", "name": "MJC"})
    incoming = places({"place_id": "1", "name": "Mairie", **FOIX}, {"place_id": "2", "name": "Bus"})
    review = match_places(base, incoming)
    assert list(review.columns) == list(REVIEW_FIELDS)
    assert list(review["decision"]) == ["same", "new", "gone"]
    assert list(review["base_id"])[0::2] == ["A", "B"]
    assert list(review["incoming_id"]) == ["1", "2", ""]
    assert "gone" not in set(match_places(base, incoming, whole=False)["decision"])


# Words.


def test_words_of_names_and_streets() -> None:
    assert name_words("MSAP d'Ax-les-Thermes", "Ax-les-Thermes") == ("france", "service")
    assert name_words("Maison de Services au Public", "") == ("france", "service")
    assert name_words("Foix", "Foix") == ("foix",)
    assert street_words("12 bis av. du Gal de Gaulle", "09000", "Foix") == ("general", "gaulle")
    assert street_number("12 bis avenue X") == "12"
    assert street_number("Bât. A, 12 rue X") == "12"
    assert street_number("26 9ème RCP") == "26"
    assert street_number("9ème RCP") == ""


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("05 61 00 00 01", {"561000001"}),
        ("+33 (0)5.61.00.00.01", {"561000001"}),
        ("0033561000001", {"561000001"}),
        ("561000001", {"561000001"}),
        ("05 61 00 00 01 / 06 11 22 33 44", {"561000001", "611223344"}),
        ("05 61 00 00 01 06 11 22 33 44", {"561000001", "611223344"}),
        ("39 49 (numéro payant)", {"3949"}),
        ("", set()),
        ("à venir", set()),
    ],
)
def test_phones(cell: str, numbers: set[str]) -> None:
    assert phones(cell) == numbers


def test_websites() -> None:
    assert websites("https://www.example.org/lieu/?x=1") == websites("example.org/lieu") != set()
    assert websites("non") == set()


# Pairing.


def probabilities(edges: dict[tuple[int, int], float]) -> np.ndarray:
    base, incoming = np.array(list(edges)).T
    odds = np.log(np.array(list(edges.values())))
    return decide(base, incoming, odds, 0.9, Decided()).score


def by_hand(edges: dict[tuple[int, int], float]) -> list[float]:
    """The probability of each pair over all ways to pair, counted one by one."""
    pairs, total, share = list(edges), 0.0, dict.fromkeys(edges, 0.0)
    for choice in range(2 ** len(pairs)):
        chosen = [p for n, p in enumerate(pairs) if choice >> n & 1]
        if any(len({p[side] for p in chosen}) < len(chosen) for side in (0, 1)):
            continue
        weight = np.prod([edges[p] for p in chosen])
        total += weight
        for each in chosen:
            share[each] += weight
    return [value / total for value in share.values()]


@pytest.mark.parametrize(
    "edges",
    [
        {(0, 0): 4.0},
        {(0, 0): 4.0, (1, 0): 4.0},
        {(0, 0): 50.0, (1, 0): 2.0, (1, 1): 9.0},
        {(0, 0): 1e6, (0, 1): 1e3, (1, 1): 5.0},
    ],
)
def test_a_probability_counts_every_way_to_pair(edges: dict[tuple[int, int], float]) -> None:
    """Exact on pairs without a cycle."""
    assert probabilities(edges) == pytest.approx(by_hand(edges), abs=1e-4)


def test_a_cycle_is_close() -> None:
    edges = {(0, 0): 900.0, (0, 1): 40.0, (1, 0): 30.0, (1, 1): 500.0}
    assert probabilities(edges) == pytest.approx(by_hand(edges), abs=0.02)


def test_many_unlikely_pairs_are_a_doubt_together() -> None:
    base, incoming = np.arange(5), np.zeros(5, dtype=np.int64)
    pairing = decide(base, incoming, np.full(5, np.log(0.25)), 0.8, Decided())
    assert pairing.score == pytest.approx(np.full(5, 1 / 9))  # 0.25 of 1 + 5 × 0.25
    assert "doubtful" in pairing.decision


# Facts.


def one_line(ours: dict[str, Any], theirs: dict[str, Any]) -> Any:
    return match_places(places({"place_id": "A", **ours}), places({"place_id": "1", **theirs})).loc[
        0
    ]


def test_four_in_five_make_one_place_and_one_in_five_makes_a_line() -> None:
    assert THRESHOLD == 0.8
    alone = np.zeros(1, dtype=int)
    for share, expected in ((0.81, "same"), (0.79, "doubtful"), (0.21, "doubtful"), (0.19, "new")):
        odds = np.array([np.log(share / (1 - share))])
        assert decide(alone, alone, odds, THRESHOLD, Decided()).decision.tolist() == [expected]
    # Of a doubtful place, pairs less likely than one in five need no line.
    odds = np.log([0.5, 0.25, 0.1])
    pairing = decide(np.arange(3), np.zeros(3, dtype=int), odds, THRESHOLD, Decided())
    assert pairing.score.tolist() == pytest.approx([0.5 / 1.85, 0.25 / 1.85, 0.1 / 1.85], abs=1e-4)
    assert pairing.decision.tolist() == ["doubtful", "", ""]


def test_identifiers_that_loading_made_say_nothing() -> None:
    ours = {"place_id": "row-1", "name": "Fablab", **FOIX}
    assert "identifier" not in one_line(ours, {**ours, "name": "Club Fablab"})["why"]


def test_an_identifier_that_was_only_doubtful_says_nothing() -> None:
    base = places({"place_id": "A", "name": "Fablab", **FOIX})
    incoming = places({"place_id": "1", "name": "Fablab", **FOIX})
    for decision, expected in (("same", True), ("doubtful", False)):
        known = base.assign(decision=decision, incoming_id="1")
        why = match_places(known, incoming)["why"][0]
        assert ("same identifier" in why) == expected


def test_the_centre_of_a_town_tells_no_distance() -> None:
    ours = {"name": "Fablab", **FOIX}
    assert one_line(ours, ours)["distance_m"] == 0
    assert np.isnan(one_line(ours, {**ours, "position": "commune"})["distance_m"])


def test_another_town_speaks_against_one_place() -> None:
    ours = {"name": "Fablab des Pyrénées", "city": "Foix", "postcode": "09000"}
    there = {**ours, "city": "Pamiers", "postcode": "09100"}
    unknown = {**ours, "city": "", "postcode": ""}
    assert one_line(ours, there)["score"] < one_line(ours, unknown)["score"] / 2


def test_neighbours_are_compared_wherever_the_grid_is() -> None:
    """Each with the one 100 m east of it, though nothing else is alike."""
    lons = 1.6 + np.arange(30) * 0.05 + np.linspace(0, 0.01, 30)
    east = 100 / (111_195 * np.cos(np.radians(43)))
    base = places(*({"place_id": f"B{n}", "lon": x, "lat": 43.0} for n, x in enumerate(lons)))
    incoming = base.assign(lon=lons + east, place_id=[f"I{n}" for n in range(30)])
    found = candidates(read_lists(base, incoming))
    pairs = {pair for part in found for pair in zip(*part, strict=True)}
    assert {(n, n) for n in range(30)} <= pairs


# Decisions.


def review_of(*lines: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["base_id", "incoming_id", "decision"])


BASE = places(
    {"place_id": "A", "name": "Mairie", **FOIX},
    {"place_id": "B", "name": "Fablab", **TARBES},
    {"place_id": "C", "name": "Mairie", **FOIX},
)
INCOMING = places(
    {"place_id": "1", "name": "Mairie", **FOIX}, {"place_id": "2", "name": "Fablab", **TARBES}
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], {"1": "doubtful", "2": "same B"}),
        ([("A", "1", "same")], {"1": "same A", "2": "same B"}),
        ([("A", "1", "new")], {"1": "new", "2": "same B"}),
        ([("A", "1", "new"), ("C", "1", "doubtful")], {"1": "same C", "2": "same B"}),
        ([("B", "2", "new")], {"1": "doubtful", "2": "new"}),
        ([("B", "1", "same"), ("B", "2", "same")], {"1": "same B", "2": "same B"}),
        ([("B", "", "gone")], {"1": "doubtful", "2": "new"}),
        ([("B", "2", "gone")], {"1": "doubtful", "2": "new"}),
        ([("B", "", "gone"), ("B", "2", "same")], {"1": "doubtful", "2": "same B"}),
    ],
)
def test_decisions_are_obeyed(lines: list[tuple[str, str, str]], expected: dict[str, str]) -> None:
    assert decisions(BASE, INCOMING, decisions=review_of(*lines)) == expected


def test_a_review_given_back_unchanged_changes_nothing() -> None:
    review = match_places(BASE, INCOMING)
    again = match_places(BASE, INCOMING, decisions=review)
    columns = ["base_id", "incoming_id", "decision"]
    assert again[columns].equals(review[columns])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (review_of(("A", "1", "perhaps")), "Line 1 .*perhaps"),
        (review_of(("A", "1", "same"), ("C", "1", "same")), "1 is both A and C"),
        (review_of(("A", "1", "same"), ("A", "1", "new")), "1 is A, and that it is not"),
        (review_of(("A", "", "same")), "one place only"),
        (pd.DataFrame({"x": [1]}), "base_id, incoming_id, decision"),
    ],
)
def test_decisions_that_cannot_be_are_refused(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(InputError, match=message):
        match_places(BASE, INCOMING, decisions=table)


def test_decisions_on_unknown_places_are_left_out_and_told() -> None:
    said: list[str] = []
    table = review_of(("A", "9", "same"), ("A", "1", "same"))
    review = match_places(BASE, INCOMING, decisions=table, progress=Progress(say=said.append))
    assert review["decision"].value_counts()["same"] == 2
    assert said == ["1 line of the decisions names places that are in neither list: left out."]


# What always holds.


def test_lists_without_identifiers_are_refused() -> None:
    with pytest.raises(InputError, match="lacks the fields place_id"):
        match_places(BASE, INCOMING.drop(columns="place_id"))
    with pytest.raises(InputError, match="“A” is empty or stands there twice"):
        match_places(pd.concat([BASE, BASE]), INCOMING)


def test_empty_lists() -> None:
    none = BASE.iloc[:0]
    assert list(match_places(BASE, none, whole=True)["decision"]) == ["gone"] * 3
    assert list(match_places(none, INCOMING)["decision"]) == ["new"] * 2
    assert match_places(none, none).empty


def test_a_cancel_stops_it() -> None:
    with pytest.raises(Cancelled):
        match_places(BASE, INCOMING, progress=Progress(is_cancelled=lambda: True))


def test_a_cancel_is_heard_while_the_pairs_are_weighed() -> None:
    """After the comparing, whose end is at eight tenths: there the longest sums are done."""
    shares: list[float] = []
    match_places(BASE, INCOMING, progress=Progress(report=shares.append))
    assert shares.count(pytest.approx(0.8)) > 10
    assert sum(share < 0.2 for share in shares) > 10


def test_a_point_that_is_nowhere_is_none() -> None:
    far = BASE.assign(lon=np.inf)
    assert match_places(far, INCOMING.assign(lat=-np.inf))["distance_m"].isna().all()


WORDS = ["Mairie", "La Poste", "Médiathèque", "MJC Capucins", "MSAP", "Fablab 09", ""]
ROW = st.fixed_dictionaries(
    {
        "name": st.sampled_from(WORDS),
        "city": st.sampled_from(["", "Foix", "Tarbes"]),
        "postcode": st.sampled_from(["", "09000", "65000"]),
        "address": st.sampled_from(["", "1 rue Neuve", "3 place du Champ"]),
        "phone": st.sampled_from(["", "0561000001", "0561000002"]),
        "lon": st.sampled_from([np.nan, 1.6, 1.7]),
        "lat": st.just(43.0),
    }
)
ROWS = st.lists(ROW, min_size=1, max_size=7)


def listed(rows: list[dict[str, Any]], letter: str) -> pd.DataFrame:
    return places(*({**row, "place_id": f"{letter}{n}"} for n, row in enumerate(rows)))


@settings(max_examples=25)
@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], random: Any
) -> None:
    base, incoming = listed(ours, "B"), listed(theirs, "I")
    one = match_places(base, incoming)
    orders = [random.sample(range(len(table)), len(table)) for table in (base, incoming)]
    other = match_places(base.iloc[orders[0]], incoming.iloc[orders[1]])
    for review in (one, other):
        assert review["score"].between(0, 1).all()
    assert _decided(one) == _decided(other)


def _decided(review: pd.DataFrame) -> set[tuple[str, ...]]:
    """What is decided; which of several equally near places a new one stands beside is not."""
    told = review.loc[review["decision"] != "new", ["base_id", "incoming_id", "decision"]]
    new = review.loc[review["decision"] == "new", ["incoming_id", "decision"]]
    return {tuple(row) for table in (told, new) for row in table.itertuples(index=False)}


# Real lists.


def census(shared: Path, year: str) -> pd.DataFrame:
    from maillage.core.places.census import load_census

    return load_census(shared / "places" / f"rhinocc-{year}.csv").places


def test_a_real_list_is_the_same_as_itself(shared: Path) -> None:
    places = census(shared, "2023-01")
    review = match_places(places, places.sample(frac=1, random_state=1))
    assert set(review["decision"]) == {"same"}
    assert (review["base_id"] == review["incoming_id"]).all()


def test_the_census_of_2021_is_found_in_that_of_2023(shared: Path) -> None:
    """Without its identifiers; damaged in two ways and more, as ``benchmarks.damage`` does."""
    from maillage.benchmarks.damage import damage
    from maillage.benchmarks.matching import hidden, quality

    base = census(shared, "2023-01")
    incoming, names = hidden(census(shared, "2021-06"))
    truth = {ours: name for ours, name in names.items() if name in set(base["place_id"])}
    assert len(truth) == 484
    found = quality(match_places(base, incoming), truth, len(incoming))
    assert found.precision >= 0.99
    assert found.recall >= 0.95
    damaged, kinds = damage(incoming, 0)
    assert all(len(k) >= 2 for n, k in zip(names, kinds, strict=True) if n in truth)
    found = quality(match_places(base, damaged), truth, len(incoming))
    assert found.precision >= 0.98
    assert found.recall >= 0.95
    assert found.doubtful <= 0.05
