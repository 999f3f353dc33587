"""Joining any index to territories: by hand, by the documented shapes of the known ones, and real.

No file of the Indice de fragilité numérique may be shared: those here are made up, with the
headers, dialects and scales that are documented for it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.territories.joining.code_cells import as_code, header_key
from maillage.core.territories.joining.commune_mergers import read_mergers, weighted_mean
from maillage.core.territories.joining.join import Joined, join_index

CODES = ["09122", "09001", "2A004", "2B033", "31555", "31001", "31002"]
NAMES = ["Foix", "Aigues-Juntes", "Ajaccio", "Bastia", "Toulouse", "Agassac", "Aignes"]
SCORES = [98.5, 120.0, 101.0, 87.25, 90.0, 110.0, 130.5]
COMMUNES = pd.DataFrame({"insee": CODES, "nom": NAMES, "dep": [code[:2] for code in CODES]})


def index(**columns: list) -> pd.DataFrame:
    return pd.DataFrame({"cle": CODES, **columns}, dtype=object)


def join(table: pd.DataFrame, territories: pd.DataFrame = COMMUNES, **given) -> Joined:
    return join_index(territories, table, ("communes", "index.csv"), **{"higher": "yes"} | given)


def reasons(joined: Joined, side: str) -> dict[str, str]:
    rows = joined.unmatched[joined.unmatched["side"] == side]
    return dict(zip(rows["code"], rows["reason"], strict=True))


# Codes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("09122", "09122"),
        ('="09122"', "09122"),
        ("09 122", "09122"),
        (9122.0, "9122"),
        ("9122.0", "9122"),
        ("2a004", "2A004"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_cell_becomes_a_code(cell: object, code: str) -> None:
    assert as_code(cell) == code


def test_columns_are_found_by_content_whatever_they_are_called() -> None:
    table = index(
        libelle=NAMES,
        cp=["09000", "09240", "20000", "20200", "31000", "31230", "31550"],
        valeur=SCORES,
    ).sample(frac=1, random_state=1)
    joined = join(table, COMMUNES.rename(columns={"insee": "zz"}))
    assert (joined.pair.territories, joined.pair.index) == ("zz", "cle")
    assert joined.fields == ["valeur"]
    assert joined.table["valeur"].tolist() == SCORES
    assert joined.unmatched.empty


def test_an_index_of_larger_territories_meets_their_own_column() -> None:
    table = pd.DataFrame({"a": ["09", "2A", "2B", "31"], "s": [1.5, 2.5, 3.5, 4.5]})
    joined = join(table)
    assert joined.pair.territories == "dep"
    assert joined.table["s"].tolist() == [1.5, 1.5, 2.5, 3.5, 4.5, 4.5, 4.5]


def test_lost_zeros_are_given_back_and_counted_or_listed() -> None:
    table = index(s=SCORES)
    table["cle"] = [9122, 9001.0, "2A004", "2B033", 31555, 31001, "99999"]
    joined = join(table)
    assert joined.count("repaired") == 2
    assert joined.table["index_match"].tolist() == [*["repaired"] * 2, *["code"] * 4, None]
    assert joined.table["s"].tolist()[:2] == SCORES[:2]
    assert reasons(joined, "territories") == {"31002": "No row of the index has this code."}
    assert reasons(joined, "index") == {"99999": "No territory has this code."}
    left = join(table, repair=False)
    assert left.count("repaired") == 0
    assert "09122 is a territory" in reasons(left, "index")["9122"]


def test_postcodes_and_names_are_no_codes() -> None:
    communes = pd.DataFrame({"insee": [f"31{n:03}" for n in range(1, 400)]})
    postcodes = pd.DataFrame(
        {"cp": [f"31{n:03}" for n in range(10, 390, 10)], "nom": "Foix", "s": 1.5}
    )
    with pytest.raises(
        InputError, match=r"cp \(such as 31010: postcodes\)\. Names are never matched"
    ):
        join(postcodes, communes)
    with pytest.raises(InputError, match=r"no column with the codes of communes \(insee, such as"):
        join(pd.DataFrame({"nom": NAMES, "s": SCORES}))
    with pytest.raises(InputError, match="communes has no column of codes"):
        join(index(s=SCORES), COMMUNES[["nom"]])


def test_a_chosen_column_without_any_code_is_refused() -> None:
    with pytest.raises(InputError, match=r"no column with the codes"):
        join(index(s=SCORES, autre=["x"] * 7), index_code="autre")
    with pytest.raises(InputError, match=r"index\.csv has no column absent"):
        join(index(s=SCORES), index_code="absent")


def test_a_chosen_column_meets_no_column_that_many_territories_share() -> None:
    """A score of 31 is not the département 31."""
    codes = [f"31{n:03}" for n in range(1, 40)]
    communes = pd.DataFrame({"insee": codes, "dep": "31"})
    table = pd.DataFrame({"insee": codes, "s": [31.0, *np.linspace(80.25, 120, 38)]})
    with pytest.raises(InputError, match="no column with the codes"):
        join(table, communes, index_code="s", fields=("s",))


def test_a_few_chance_hits_make_no_column_of_codes() -> None:
    table = pd.DataFrame({"n": [31555, *range(40000, 40050)], "s": np.arange(51) / 7})
    with pytest.raises(InputError, match="no column with the codes"):
        join(table)
    assert join(table, index_code="n").count("code") == 1


def test_ranks_counts_and_rates_are_never_codes() -> None:
    """Among 34,955 ranks stand all codes of a département, among rates all départements."""
    communes = pd.DataFrame({"insee": [f"31{n:03}" for n in range(1, 400)], "dep": "31"})
    ranks = pd.DataFrame({"rang": range(1, 34_956), "s": np.linspace(0.5, 9.5, 34_955)})
    with pytest.raises(InputError, match=r"rang \(such as 1: no codes of the same kind\)"):
        join(ranks, communes)
    departements = pd.DataFrame({"dep": ["09", "11", "12", "31", "46"]})
    for column in (range(1, 81), range(1, 96)):
        with pytest.raises(InputError, match="no codes of the same kind"):
            join(pd.DataFrame({"rang": column, "s": 0.5}), departements)
    # Nor are populations, were they the same in both tables.
    people = pd.DataFrame({"population": range(10_000, 10_399), "s": 0.5})
    with pytest.raises(InputError, match="no column with the codes"):
        join(people, communes.assign(population=people["population"]))
    with pytest.raises(InputError, match="no column with the codes"):
        join(people.rename(columns={"population": "n"}), communes.assign(own=range(9_900, 10_299)))
    rates = pd.DataFrame({"taux": [10, 31, 46, 12, 11] * 4, "s": 0.5})
    with pytest.raises(InputError, match="in several rows each"):
        join(rates, departements)


# Scores


def test_a_choice_of_scores_is_asked_for_where_there_is_one() -> None:
    table = index(a=SCORES, b=SCORES, population=[10] * 7, superficie=[1.5] * 7)
    with pytest.raises(InputError, match=r"several columns of numbers: a, b\."):
        join(table)
    joined = join(table, fields=("B", "a"))
    assert joined.fields == ["b", "a"]
    assert joined.table["fragility"].tolist() == SCORES
    with pytest.raises(InputError, match="no column of scores"):
        join(index(nom=NAMES))
    with pytest.raises(InputError, match=r"the column nom hold no number \(such as “Foix”\)"):
        join(index(nom=NAMES), fields=("nom",))
    few = index(s=["90,5", None, "n.d.", "1 250", "secret", "n.d.", "?"])
    with pytest.raises(InputError, match=r"the column s hold no number \(such as “n\.d\.”\)"):
        join(few, fields=("s",))


def test_a_cell_without_number_is_empty_and_listed() -> None:
    joined = join(index(s=["98,5", "N/A", None, "1 250,25", "\u22122", "110", "130.5"]))
    assert joined.table["s"].tolist()[3:] == [1250.25, -2, 110, 130.5]
    assert joined.table["s"].isna().tolist()[:4] == [False, True, True, False]
    assert list(reasons(joined, "territories")) == ["09001", "2A004"]
    assert "holds no number for it in s" in reasons(joined, "territories")["09001"]


def test_a_code_that_stands_twice_is_refused_unless_both_say_the_same() -> None:
    table = index(s=SCORES)
    twice = pd.concat([table, table.iloc[[0]]], ignore_index=True)
    assert join(twice).table["s"].tolist() == SCORES
    twice.loc[7, "s"] = 1.0
    with pytest.raises(InputError, match=r"09122 stands in several rows .* \(rows 2, 9\)"):
        join(twice)
    # A row that is of no use may contradict itself.
    strange = pd.DataFrame({"cle": ["97101", "97101"], "s": [1.0, 2.0]})
    assert join(pd.concat([table, strange])).table["s"].tolist() == SCORES


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_each_territory_gets_the_score_of_its_code_whatever_the_order(seed: int) -> None:
    random = np.random.default_rng(seed)
    known = [f"{code:05}" for code in random.choice(np.arange(1001, 96000), 60, replace=False)]
    held = [*known[: random.integers(30, 61)], "97801", "97802"]
    score = dict(zip(held, random.normal(size=len(held)), strict=True))
    order = random.permutation(held)
    table = pd.DataFrame({"s": [score[code] for code in order]})
    table["code"] = [code.lstrip("0") if random.random() < 0.5 else code for code in order]
    joined = join(table, pd.DataFrame({"insee": known}), index_code="code", fields=("s",))
    expected = [score.get(code, np.nan) for code in known]
    assert joined.table["s"].tolist() == pytest.approx(expected, nan_ok=True)
    assert set(reasons(joined, "index")) == {"97801", "97802"}
    assert set(reasons(joined, "territories")) == set(known) - set(held)


def test_a_field_of_a_name_that_is_added_keeps_its_figures() -> None:
    joined = join(index(Fragility=SCORES), higher="no")
    assert joined.table["index_Fragility"].tolist() == SCORES
    assert joined.table["fragility"].tolist() == [-score for score in SCORES]
    assert len({name.lower() for name in joined.table}) == joined.table.shape[1]


# Direction


def test_the_direction_is_asked_for_and_fragility_points_up() -> None:
    table = index(s=SCORES)
    with pytest.raises(InputError, match=r"higher s is more fragile.*“yes”.*“no”.*IFN V1"):
        join(table, higher="auto")
    assert join(table, higher="yes").table["fragility"].tolist() == SCORES
    joined = join(table, higher="no")
    assert joined.reversed
    assert joined.table["s"].tolist() == SCORES
    assert joined.table["fragility"].tolist() == [-score for score in SCORES]
    assert set(joined.table["fragility_scale"]) == {"own"}


V1 = {
    "Nom Com": NAMES,
    "P16 Pop": ["1000"] * 7,
    "ACCÈS AUX INTERFACES NUMERIQUES region * 1": ["80,5"] * 7,
    "COMPETENCES ADMINISTATIVES region": ["95"] * 7,
    "SCORE GLOBAL departement": ["99"] * 7,
    "SCORE GLOBAL  region 1": [f"{score}".replace(".", ",") for score in SCORES],
}
V3 = {
    "name": NAMES,
    "division": ["city"] * 7,
    "no_thd_coverage_rate": [4.5] * 7,
    "poverty_rate": [6.25] * 7,
    "total": [1, 10, 5.5, 6.25, 7, 2, 3],
    "population": [1000] * 7,
    "area": [12.5] * 7,
}


def test_ifn_v1_is_recognised_by_its_headers_and_base_100() -> None:
    joined = join(index(**V1), higher="auto")
    assert joined.scale == "ifn_v1"
    assert joined.fields[0] == "SCORE GLOBAL  region 1"
    assert len(joined.fields) == 4
    assert joined.table["fragility"].tolist() == SCORES


def test_ifn_v2_and_v3_are_told_apart_by_their_figures() -> None:
    joined = join(index(**V3), higher="auto")
    assert (joined.scale, joined.fields) == ("ifn_v3", ["total"])
    assert not joined.reversed
    second = V3 | {"total": [-8, 9.5, 0, 1, -2.5, 3, 4]}
    assert join(index(**second), higher="auto").scale == "ifn_v2"
    # The rates that the index is made of, where a person wants them too.
    both = join(index(**V3), fields=("total", "poverty_rate"), higher="auto")
    assert (both.scale, both.fields) == ("ifn_v3", ["total", "poverty_rate"])


@pytest.mark.parametrize(
    "columns",
    [
        {"total": V3["total"]},
        V3 | {"total": [100, 200, 300, 400, 500, 600, 700]},
        {"score global": [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]},
    ],
    ids=["a total of anything", "another scale", "a share"],
)
def test_a_usual_name_alone_tells_no_direction(columns: dict[str, list]) -> None:
    name = "score global" if "score global" in columns else "total"
    with pytest.raises(InputError, match="more fragile"):
        join(index(**columns), fields=(name,), higher="auto")


def test_headers_are_compared_without_what_exports_add() -> None:
    assert header_key("SCORE GLOBAL region * 1") == header_key(" score  global RÉGION") != ""


# Mergers

MERGED = pd.DataFrame(
    {
        "insee": ["09001", "09002", "09003", "09122"],
        "remplacee_par": [None, "09001", "09001", None],
        "population": [100, 50, 50, 9000],
    }
)
OLD = pd.DataFrame({"code": ["09001", "09002", "09003", "09122"], "s": [80.0, 100.0, 140.0, 90.0]})
NEW = pd.DataFrame({"insee": ["09001", "09122"]})


def test_an_index_of_old_communes_gives_the_new_one_their_mean_by_population() -> None:
    joined = join(OLD, NEW, mergers=read_mergers(MERGED, "mergers"))
    # (100 x 80 + 50 x 100 + 50 x 140) / 200
    assert joined.table["s"].tolist() == [100.0, 90.0]
    assert joined.table["index_match"].tolist() == ["merged", "code"]
    assert joined.unmatched.empty
    # The same from a column of the index itself.
    own = OLD.merge(MERGED.rename(columns={"insee": "code"}), on="code")
    assert join(own, NEW, fields=("s",)).table["s"].tolist() == [100.0, 90.0]


def test_an_index_of_new_communes_serves_the_old_ones() -> None:
    new = pd.DataFrame({"code": ["09001", "09122"], "s": [100.0, 90.0]})
    joined = join(new, MERGED)
    assert joined.table["s"].tolist() == [100.0, 100.0, 100.0, 90.0]
    assert joined.table["index_match"].tolist() == ["code", "merged", "merged", "code"]


def test_old_communes_that_are_territories_keep_their_own_scores() -> None:
    joined = join(OLD, MERGED)
    assert joined.table["s"].tolist() == [80.0, 100.0, 140.0, 90.0]
    assert set(joined.table["index_match"]) == {"code"}


def test_without_populations_nothing_is_averaged_and_both_sides_say_so() -> None:
    some = read_mergers(MERGED.assign(population=[100, None, 50, 9000]), "mergers")
    joined = join(OLD, NEW, mergers=some)
    assert np.isnan(joined.table["s"][0])
    assert joined.table["s"][1] == 90
    assert "the place of 09002, 09003, and not all" in reasons(joined, "territories")["09001"]
    assert list(reasons(joined, "index")) == ["09001", "09002", "09003"]
    # The index's own populations serve where the mergers' do not.
    counted = join(OLD.assign(population=[100, 50, 50, 9000]), NEW, mergers=some)
    assert counted.table["s"][0] == 100


def test_mergers_are_followed_to_the_end_and_never_round() -> None:
    table = pd.DataFrame({"code": ["1", "2"], "remplacee_par": ["2", "3"]})
    assert read_mergers(table, "mergers").successor == {"1": "3", "2": "3"}
    with pytest.raises(InputError, match="replace each other in a circle"):
        read_mergers(pd.DataFrame({"code": ["1", "2"], "remplacee_par": ["2", "1"]}), "mergers")
    with pytest.raises(InputError, match="does not say which territory replaced another"):
        read_mergers(OLD, "mergers")


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.integers(1, 10_000)), min_size=1, max_size=8))
def test_a_mean_of_merged_parts_is_that_of_their_inhabitants(parts: list) -> None:
    scores, people = (np.array(column, dtype=float) for column in zip(*parts, strict=True))
    mean = weighted_mean(pd.DataFrame({"s": scores}), people)["s"]
    each = np.repeat(scores, people.astype(int)).mean()
    assert mean == pytest.approx(each, abs=1e-6)


# What does not match


def test_arrondissements_are_said() -> None:
    cities = pd.DataFrame({"insee": ["75056", "69123", "31555"]})
    parts = pd.DataFrame({"code": ["75101", "69381", "31555"], "s": [1.5, 2.0, 3.0]})
    joined = join(parts, cities, index_code="code")
    assert joined.table["s"].tolist()[2] == 3
    assert "arrondissements, not the whole" in reasons(joined, "territories")["75056"]
    assert "an arrondissement of 69123" in reasons(joined, "index")["69381"]
    turned = join(cities.assign(s=1.5), parts[["code"]], index_code="insee")
    assert "the whole commune (75056)" in reasons(turned, "territories")["75101"]


def test_rows_and_features_without_code_are_said_one_by_one() -> None:
    table = pd.concat([index(s=SCORES), pd.DataFrame({"cle": [None, ""], "s": [1.0, 2.0]})])
    communes = pd.concat([COMMUNES, pd.DataFrame({"insee": [None], "nom": ["?"]})])
    joined = join(table, communes.reset_index(drop=True))
    lines = joined.unmatched["reason"].tolist()
    assert lines == ["Feature 8 has no code.", "Row 9 has no code.", "Row 10 has no code."]
    assert joined.unmatched["name"].tolist() == ["?", "", ""]


def test_published_scores_join_the_real_communes(shared: Path) -> None:
    published = pd.read_csv(
        shared / "fragility" / "incubo-scores-publies-5dep.csv", dtype={"code_insee": str}
    )
    indicators = pd.read_csv(shared / "fragility" / "incubo-indicateurs.csv", dtype=str)
    communes = indicators[["code_insee", "nom"]]
    spoilt = published.assign(code_insee=published["code_insee"].astype(str).str.lstrip("0"))
    joined = join_index(communes, spoilt, ("communes", "published"))
    assert joined.scale == "ifn_v1"
    assert joined.fields[0] == "score_global"
    assert len(joined.fields) == 7
    expected = published.set_index("code_insee")["score_global"].reindex(communes["code_insee"])
    assert joined.table["fragility"].to_numpy() == pytest.approx(expected.to_numpy(), nan_ok=True)
    assert joined.count("repaired") == published["code_insee"].str.startswith("09").sum() > 300
    left = joined.unmatched["side"].value_counts()
    assert left.to_dict() == {"territories": len(communes) - len(published)}
