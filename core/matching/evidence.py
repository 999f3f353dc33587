"""How much each field of a pair says for or against one place, as Fellegi and Sunter weigh it.

A field's evidence is the logarithm of m / u: how often records of one place agree so, over how
often records of two places do. What is missing is no evidence. Facts that go together (a street and
a spot, a phone and an e-mail) are not counted twice. ``model.json`` holds the figures; m is then
learned anew from the lists themselves.
"""

from __future__ import annotations

import numpy as np

from .comparison import Pairs, level, name_level, ring
from .linkage_model import CONTACTS, OFFER, model

#: m of each field, by level.
Rates = dict[str, np.ndarray]

#: The m of the model count as so many pairs, in addition to those of the lists.
_BELIEF = 50
#: The smallest m.
_LEAST = 0.002


def expected_rates() -> Rates:
    """m as it is expected, before the lists are seen."""
    figures = model()
    rates = {name: figures[name]["m"] for name in ("name", "distance", "town", "street")}
    rates["number"] = _two(figures["number"]["m"])
    for field in (*CONTACTS, *OFFER):
        rates[field] = _two(figures["keys"][field]["m"])
    return {name: np.asarray(m, dtype=float) for name, m in rates.items()}


def learned_rates(pairs: Pairs, score: np.ndarray) -> Rates:
    """m as the pairs show it, each counted by the probability ``score`` that it is one place.

    The step of expectation maximisation that Winkler (1988) proposed for record linkage.
    """
    rates = {}
    for field, at in levels(pairs).items():
        before = expected_rates()[field]
        counts = np.bincount(at[at >= 0], score[at >= 0], len(before))
        rates[field] = np.maximum((before * _BELIEF + counts) / (_BELIEF + counts.sum()), _LEAST)
    return rates


def levels(pairs: Pairs) -> dict[str, np.ndarray]:
    """Of each field, which level pairs reach; -1 where it is not said by both."""
    agrees = pairs.agrees
    street = _street_level(pairs)
    by_field = {
        "name": np.where(np.isnan(pairs.name) | pairs.lodged, -1, name_level(pairs.name)),
        "distance": np.where(np.isnan(pairs.metres), -1, ring(pairs.metres)),
        "town": _town_level(agrees),
        "street": street,
        "number": np.where(street == 0, _flag(pairs.number), -1),
    }
    by_field.update((field, _flag(agrees[field])) for field in (*CONTACTS, *OFFER))
    # A place may have several labels: that a list knows another one is no evidence.
    by_field["labels"] = np.where(agrees["labels"] == 1, 0, -1)
    return by_field


def odds(pairs: Pairs, size: int, rates: Rates) -> np.ndarray:
    """The logarithm of the odds that pairs are one place, if that is as likely as not.

    ``size``: how many places the base has, at least ``searched`` of the model.
    """
    reached = levels(pairs)
    return (
        -np.log(size)
        + _name(pairs, reached, size, rates)
        + _where(pairs, reached, size, rates)
        + _street(pairs, reached, rates)
        + _contacts(pairs, reached, size, rates)
        + _offer(pairs, reached, size, rates)
        + _identifier(pairs, size)
    )


def _name(pairs: Pairs, reached: dict[str, np.ndarray], size: int, rates: Rates) -> np.ndarray:
    """The name. A network usually has one place in a town: there, namesakes are rarer than
    elsewhere."""
    table, at = model()["name"], reached["name"]
    u = np.where(at < len(table["others"]), pairs.namesakes / size, np.take(table["u"], at))
    u = u * np.where(reached["town"] == 0, np.take(table["in_town"], at), 1)
    return np.where(at < 0, 0, np.log(rates["name"][at] / u))


def _where(pairs: Pairs, reached: dict[str, np.ndarray], size: int, rates: Rates) -> np.ndarray:
    """Town and distance as one fact, the rarer of the two."""
    distance, town = reached["distance"], reached["town"]
    ring_u = np.where(distance < 0, 1, pairs.around / size)
    often = np.where(pairs.agrees["town"] == 1, pairs.often["town"], pairs.often["insee"])
    often = np.where(town == 0, often, pairs.often["postcode"])
    shared = (town == 0) | (town == 1)
    town_u = np.where(shared, often / size, 1)
    m = np.where(distance < 0, 1, rates["distance"][distance]) * np.where(
        shared, rates["town"][town], 1
    )
    elsewhere = np.where(distance < 0, 1, np.take(model()["town"]["u_other"], distance))
    against = np.where(town == 2, np.minimum(rates["town"][2] / elsewhere, 1), 1)
    return np.log(m * against / np.minimum(ring_u, town_u))


def _street(pairs: Pairs, reached: dict[str, np.ndarray], rates: Rates) -> np.ndarray:
    """The street, then the number in it: what they say in addition to the distance."""
    near = np.select([pairs.metres < 50, pairs.metres < 200, pairs.metres < 500], [0, 1, 2], 3)
    at, number = reached["street"], reached["number"]
    u = np.array(model()["street"]["u"])[near, at]
    total = np.where(at < 0, 0, np.log(rates["street"][at] / u))
    same = np.array(model()["number"]["u"])[near]
    chance = np.where(number == 0, same, 1 - same)
    total += np.where(number < 0, 0, np.log(rates["number"][number] / chance))
    # At one spot another street is a way of writing; far off the same street says no more than 50.
    return np.clip(total, np.where(near == 0, -0.5, -3), np.log(50))


def _contacts(pairs: Pairs, reached: dict[str, np.ndarray], size: int, rates: Rates) -> np.ndarray:
    """Phone, e-mail, website. Neighbours in one building often share them."""
    building = (reached["number"] == 0) & ~(pairs.metres >= 500) | (pairs.metres < 50)
    weights = []
    for field in CONTACTS:
        inside, near = model()["keys"][field]["u_near"]
        u = np.maximum(pairs.often[field] / size, np.where(pairs.metres < 200, near, 0))
        u = np.maximum(u, np.where(building, inside, 0))
        weights.append(_agreement(reached[field], u, rates[field]))
    return _together(weights)


def _offer(pairs: Pairs, reached: dict[str, np.ndarray], size: int, rates: Rates) -> np.ndarray:
    """What the places are and do. Networks do the same everywhere: no fact is rarer than that."""
    weights = []
    for field in OFFER:
        u = np.maximum(pairs.often[field] / size, model()["keys"][field]["u_least"])
        weights.append(_agreement(reached[field], u, rates[field]))
    return _together(weights)


def _identifier(pairs: Pairs, size: int) -> np.ndarray:
    """The same identifier speaks for one place; another one does not speak against it."""
    m = model()["keys"]["identifier"]["m"]
    same = np.log(m * size / pairs.often["identifier"])
    return np.where(pairs.agrees["identifier"] == 1, same, 0)


def _agreement(at: np.ndarray, u: np.ndarray, m: np.ndarray) -> np.ndarray:
    """The weight of a field that is the same (0), another (1) or not said by both (-1).

    Agreement never counts against one place, and disagreement never counts in favour of it.
    """
    u = np.minimum(u, 0.99)
    same, other = np.maximum(np.log(m[0] / u), 0), np.minimum(np.log(m[1] / (1 - u)), 0)
    return np.select([at == 0, at == 1], [same, other], 0.0)


def _together(weights: list[np.ndarray]) -> np.ndarray:
    """Fields that go together: the strongest fact each way counts whole, the others a quarter."""
    stacked = np.array(weights)
    return 0.75 * (stacked.max(axis=0, initial=0) + stacked.min(axis=0, initial=0)) + (
        0.25 * stacked.sum(axis=0)
    )


def _flag(agrees: np.ndarray) -> np.ndarray:
    """0 the same, 1 another, -1 not said by both."""
    return np.select([agrees == 1, agrees == 0], [0, 1], -1)


def _street_level(pairs: Pairs) -> np.ndarray:
    return np.where(np.isnan(pairs.street), -1, level(pairs.street, model()["street"]["levels"]))


def _town_level(agrees: dict[str, np.ndarray]) -> np.ndarray:
    """0 the same town, 1 only the same postcode, 2 another, -1 unknown."""
    same = (agrees["insee"] == 1) | (agrees["town"] == 1)
    other = (agrees["insee"] == 0) | (agrees["town"] == 0)
    return np.select([same, agrees["postcode"] == 1, other], [0, 1, 2], -1)


def _two(m: float) -> list[float]:
    return [m, 1 - m]
