"""The reply of a routing service: every place asked for, what is known kept, the rest explained."""

from __future__ import annotations

from collections.abc import Iterator

from ..common.errors import ServiceError
from ..common.journal import Journal
from ..common.progress import Progress
from ..common.speech import day, named
from ..common.text import tr
from .asking import ask_all, foretold
from .engine import Engine, IsochroneAnswer, Wish
from .isochrone_question import IsochroneQuestion, IsochroneReply
from .kept import Kept
from .outcome import nested, reasons, united


def ask_service(
    engine: Engine, question: IsochroneQuestion, journal: Journal, progress: Progress
) -> IsochroneReply:
    """By a service that was met. Raises ServiceError, Cancelled."""
    wishes = question.wishes()
    kept = Kept(journal, wishes)

    def ask(missing: list[Wish]) -> Iterator[IsochroneAnswer]:
        progress.say(foretold(engine.service, missing))
        return ask_all(engine, missing, progress.part(0, 0.9))

    answers = kept.complete(ask, progress)
    drawn = nested(answers, progress.part(0.9, 0.95))
    failures = {**reasons(answers), **question.unlocated()}
    if not drawn:
        raise ServiceError(
            tr(
                "{service} drew no isochrone of any place (of {count}). Of the first it says: "
                "{reason}",
                service=engine.service.title,
                count=len(question.places),
                reason=next(iter(failures.values())),
            )
        )
    source = filter(None, (engine.service.attribution, day(engine.edition)))
    progress.say(tr("Source: {attribution}", attribution=named(source)))
    if question.merge == "union":
        drawn = united(drawn, progress.part(0.95, 1))
    return IsochroneReply(drawn, failures, kept)
