"""What is said of isochrones: how many there are, how far they can be believed, what is missing."""

from __future__ import annotations

from ..common.progress import Progress
from ..common.speech import named
from ..common.text import plural, tr
from .isochrone_question import IsochroneQuestion, IsochroneReply

#: Reasons that the log gives, and places that it names for each, at most.
_REASONS, _NAMED = 3, 3


def tell_reply(question: IsochroneQuestion, reply: IsochroneReply, progress: Progress) -> None:
    """Says what there is, how far it can be believed, and why places lack some."""
    progress.say(
        tr(
            "Isochrones: {count}, places: {places}.",
            count=len(reply.drawn),
            places=len(question.places),
        )
    )
    cut = sum(bool(one.truncated) for one in reply.drawn)
    if cut:
        progress.warn(
            plural(
                "{n} of them reaches the edge of the network: the real area may go farther there.",
                "{n} of them reach the edge of the network: the real areas may go farther there.",
                cut,
            )
        )
    if reply.failures:
        progress.warn(
            plural(
                "{n} place has none, or not all; it is in the table of failures (FAILURES).",
                "{n} places have none, or not all; they are in the table of failures (FAILURES).",
                len(reply.failures),
            )
        )
    identifiers = question.places["place_id"].tolist()
    places: dict[str, list[str]] = {}
    for place, reason in sorted(reply.failures.items()):
        places.setdefault(reason, []).append(str(identifiers[place]))
    for reason, lacking in sorted(places.items(), key=lambda item: -len(item[1]))[:_REASONS]:
        first = named(lacking[:_NAMED])
        if len(lacking) > _NAMED:
            first = plural(
                "{places} and {n} other",
                "{places} and {n} others",
                len(lacking) - _NAMED,
                places=first,
            )
        progress.say(tr("{places}: {reason}", places=first, reason=reason))
