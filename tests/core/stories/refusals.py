"""Every refusal that the tables themselves imply, printed from them: `python -m tests.core.stories.refusals`.

A command is refused in a state where it does not count, from a hand that may not, and in a place where it does not count; a label is
refused that can't follow, or from somebody who may not set it. What a rule refuses beyond that has a story of its own.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.core.case import Case
from bot.core.commands import COMMANDS, CommandRow
from bot.core.events import Place, Subject
from bot.core.people import Role
from bot.core.rules.guidance import ALWAYS, hands_for, states_for
from bot.core.states import APPLICATION_STATES, OPPORTUNITY_STATES, Kind, moves_from
from tests.core.stories.play import Play


def _filed(play: Play) -> Play:
    play.files()
    return play


def _paid(play: Play) -> Play:
    play.invoiced()
    play.says("sylvie", "/certify")
    play.says("farah", "/paid card")
    return play


def _and(stage: Callable[[Play], Play], login: str, words: str) -> Callable[[Play], Play]:
    def acted(play: Play) -> Play:
        stage(play).says(login, words)
        return play

    return acted


def _without_applications(play: Play) -> Play:
    play.opened()
    play.call_closes()
    return play


STAGES: Mapping[str, Callable[[Play], Play]] = {
    "requested": _filed,
    "vetted": Play.vetted,
    "funds_reserved": Play.funded,
    "open": Play.opened,
    "evaluation": Play.packaged,
    "selected": Play.drawn,
    "awarded": Play.awarded,
    "delivered": Play.delivered,
    "accepted": Play.accepted,
    "invoiced": Play.invoiced,
    "paid": _paid,
    "terminated": _and(Play.awarded, "priya", "/terminate default The work did not come."),
    "not_published": _and(_filed, "claire", "/stop priority Other work came first."),
    "cancelled": _and(Play.opened, "priya", "/cancel The price was wrong."),
    "no_award": _and(_without_applications, "mathieu", "/close Nobody applied."),
    "closed_unpaid": _and(Play.accepted, "farah", "/close No invoice came."),
}
"""A way to each state."""


@lru_cache(maxsize=len(STAGES))
def staged(state: str) -> tuple[Play, Case]:
    """A story that has come to a state, and its case."""
    play = STAGES[state](Play())
    assert play.state == state
    return play, play.case


@dataclass(frozen=True, slots=True)
class Refused:
    """Who may not do what, where and in which state; why not."""

    why: str
    state: str
    what: str
    who: str
    place: Place

    def __str__(self) -> str:
        """As it is printed, and named in a test's report."""
        return f"{self.why}: {self.what} when {self.state}, by {self.who}, on {self.place.value}"


EVERYBODY: Mapping[str, tuple[Role, ...]] = {
    "claire": (Role.CLIENT, Role.EVALUATOR),
    "mathieu": (Role.MAINTAINER,),
    "priya": (Role.PROCUREMENT,),
    "samuel": (Role.SECTION_32,),
    "sylvie": (Role.SECTION_34,),
    "farah": (Role.FINANCE,),
    "noor": (Role.APPLICANT,),
    "stranger": (),
}
"""Somebody of each role, an applicant and a stranger."""

ANY_HAND = "both"


def refused() -> Iterator[Refused]:
    """Every refusal that the tables imply."""
    for row in COMMANDS:
        if row.name not in ALWAYS:
            yield from _wrong_moments(row)
            yield from _wrong_hands(row)
            yield from _wrong_places(row)
    yield from _labels()


def _wrong_moments(row: CommandRow) -> Iterator[Refused]:
    for state in OPPORTUNITY_STATES:
        if state.id not in states_for(row.name):
            yield Refused("state", state.id, row.name, ANY_HAND, _place(row))


def _wrong_hands(row: CommandRow) -> Iterator[Refused]:
    for state in states_for(row.name):
        for login, roles in EVERYBODY.items():
            if not {*roles, Role.ANYONE}.intersection(hands_for(row, state)):
                yield Refused("hand", state, row.name, login, _place(row))


def _wrong_places(row: CommandRow) -> Iterator[Refused]:
    for place in Place:
        if place not in row.where:
            yield Refused("place", next(iter(states_for(row.name)), "open"), row.name, ANY_HAND, place)


def _place(row: CommandRow) -> Place:
    return next(place for place in Place if place in row.where)


def subject(play: Play, place: Place, login: str) -> Subject:
    """The thread of a place, as somebody stands on it."""
    match place:
        case Place.APPLICATION:
            return play.on_application(login if login in ("noor", "amelie") else "noor")
        case Place.EVALUATION:
            return play.on_evaluation()
        case Place.DELIVERY:
            return play.on_delivery()
        case _:
            return play.on_opportunity()


def _labels() -> Iterator[Refused]:
    for now in OPPORTUNITY_STATES:
        edges = {edge.target for edge in moves_from(Kind.OPPORTUNITY, now.id)}
        for wanted in OPPORTUNITY_STATES:
            if wanted.id != now.id:
                yield Refused("label", now.id, wanted.label(), "stranger", Place.OPPORTUNITY)
                if wanted.id not in edges:
                    yield Refused("label", now.id, wanted.label(), ANY_HAND, Place.OPPORTUNITY)
    for application in APPLICATION_STATES:
        yield Refused("label", "open", application.label(), ANY_HAND, Place.APPLICATION)


def printed() -> str:
    """All of them, a line each, and how many there are of each kind."""
    every = tuple(refused())
    counts = (f"{count:5} by {why}" for why, count in Counter(one.why for one in every).items())
    return "\n".join((*map(str, every), "", *counts, f"{len(every):5} in all", ""))


if __name__ == "__main__":
    sys.stdout.write(printed())
