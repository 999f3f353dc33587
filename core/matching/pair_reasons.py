"""Why a pair was decided this way, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..common.speech import distance, per_cent
from ..common.text import tr
from .comparison import Pairs


def reasons(pairs: Pairs, n: int) -> str:
    """What speaks for and against pair ``n``: "same phone, 40 m apart, names alike (86 %)"."""
    return ", ".join(_facts(pairs, n))


def _facts(pairs: Pairs, n: int) -> Iterator[str]:
    if pairs.agrees["identifier"][n] == 1:
        yield tr("same identifier")
    yield from _contacts(pairs, n)
    yield from _place(pairs, n)
    alike = pairs.name[n]
    if pairs.lodged[n]:
        yield tr("one may be housed in the other")
    elif alike >= 0.995:
        yield tr("same name")
    elif alike >= 0.5:
        yield tr(
            "names alike ({likeness})",
            likeness=per_cent(100 * alike),
        )
    elif alike == alike:
        yield tr(
            "names unlike ({likeness})",
            likeness=per_cent(100 * alike),
        )


def _contacts(pairs: Pairs, n: int) -> Iterator[str]:
    wordings = {
        "phone": (tr("other phone"), tr("same phone")),
        "email": (tr("other e-mail"), tr("same e-mail")),
        "website": (tr("other website"), tr("same website")),
    }
    for field, (other, same) in wordings.items():
        if (agrees := pairs.agrees[field][n]) == agrees:
            yield same if agrees else other


def _place(pairs: Pairs, n: int) -> Iterator[str]:
    street, number, metres = pairs.street[n], pairs.number[n], pairs.metres[n]
    if street >= 0.6 and number == 1:
        yield tr("same street and number")
    elif street >= 0.6:
        yield tr("same street, other number") if number == 0 else tr("same street")
    elif street < 0.3:
        yield tr("other street")
    if metres < 1:
        yield tr("at the same point")
    elif metres == metres:
        yield tr("{distance} apart", distance=distance(metres))
    town = [pairs.agrees[field][n] for field in ("insee", "town")]
    if 1 in town:
        yield tr("same town")
    elif 0 in town:
        yield tr("other town")
