"""Stories that are told side by side in one programme: time, which takes weeks in each of them, passes once for all.

A story is a generator: it acts and looks, and yields the moment until which it waits. One that fails stops there, and its own test says
so; the others go on. Never lets one story see another's opportunity.
"""

import base64
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import httpx
import pytest

from bot.keys import MasterKeys
from demo.town import EVALUATION
from tests.stories.afterwards import Afterwards
from tests.stories.contracts import Contract
from tests.stories.programme import Programme, without_marker

Telling = Generator[datetime, None, None]
Story = Callable[[Contract], Telling]


@dataclass(slots=True)
class Told:
    """How a story went: the seconds that its own acts took, and what it failed on, if it did."""

    seconds: float = 0.0
    failure: Exception | None = None


@dataclass(frozen=True, slots=True)
class Tellings:
    """The stories of a module as they were told, by name, and the programme afterwards."""

    programme: Programme
    contracts: dict[str, Contract]
    told: dict[str, Told]

    def left_over(self) -> list[str]:
        """What should not be there once all is told: errors, what is set aside, comments that stand twice, holes in a chain of facts.

        Raises `AssertionError` for a marker whose signature is not the programme's, and for facts that don't follow from each other.
        """
        bad = [str(line) for line in self.programme.lines() if line["level"] == "error" or line.get("outcome") == "parked"]
        if 'queue="parked"} 0' not in httpx.get(f"{self.programme.address}/metrics").text:
            bad.append("Something is set aside.")
        places = tuple(place for one in self.contracts.values() for place in one.deliveries)
        keys = MasterKeys(base64.b64decode(self.programme.environment["MICROACQ_MASTER_KEY"]))
        afterwards = Afterwards(self.programme.town, EVALUATION, keys, places)
        return [*bad, *_twice(afterwards), *_holes(afterwards)]


@dataclass(frozen=True, slots=True)
class Stories:
    """A module's stories, each with what its opportunity differs in."""

    told: dict[str, tuple[Story, Callable[[Programme], Contract]]] = field(default_factory=dict)

    def tell(self, *suppliers: str, **dates: str) -> Callable[[Story], Callable[..., None]]:
        """Makes a story a test: of an opportunity to which these people have applied, and which has been drawn."""

        def test_of(story: Story) -> Callable[..., None]:
            self.told[story.__name__] = (story, lambda programme: Contract(programme, suppliers, dates))

            def test(tellings: Tellings, record_property: Callable[[str, object], None]) -> None:
                one = tellings.told[story.__name__]
                record_property("seconds", one.seconds)
                if one.failure:
                    raise one.failure

            test.__name__, test.__doc__, test.__module__ = story.__name__, story.__doc__, story.__module__
            return test

        return test_of

    def play(self, programme: Programme, names: Iterable[str]) -> Tellings:
        """Tells the stories of these names: first the way of all to the draw, then each from there on."""
        contracts = {name: self.told[name][1](programme) for name in names if name in self.told}
        told = {name: Told() for name in contracts}
        _side_by_side(programme, {name: (contract.way_to_the_draw(), told[name]) for name, contract in contracts.items()})
        for one in told.values():
            one.seconds = 0.0
        _side_by_side(
            programme, {name: (self.told[name][0](contract), told[name]) for name, contract in contracts.items() if not told[name].failure}
        )
        return Tellings(programme, contracts, told)


def _twice(afterwards: Afterwards) -> list[str]:
    """Comments that stand twice on one thread, word for word."""
    said = Counter((place, without_marker(body)) for place, body in afterwards.bodies())
    return [f"twice on {place}: {text}" for (place, text), times in said.items() if times > 1]


def _holes(afterwards: Afterwards) -> list[str]:
    """Places in a case's chain that no comment shows."""
    chains: dict[str, list[int]] = {}
    for line in afterwards.facts():
        case, place, _ = line.rsplit(" ", 2)
        chains.setdefault(case, []).append(int(place))
    return [f"{case}: {found}" for case, found in chains.items() if found != list(range(found[0], found[0] + len(found)))]


def asked_for(request: pytest.FixtureRequest) -> Iterator[str]:
    """The names of this session's tests of the requesting module."""
    yield from (one.originalname for one in request.session.items if isinstance(one, pytest.Function) and one.module is request.module)


def _side_by_side(programme: Programme, acting: dict[str, tuple[Telling, Told]]) -> None:
    """Lets each act when its moment has come, in the order of the moments."""
    waiting = dict.fromkeys(acting, programme.github.now())
    while waiting:
        name = min(waiting, key=waiting.__getitem__)
        if waiting[name] > programme.github.now():
            programme.github.advance(waiting[name])
        _acts(name, *acting[name], waiting)


def _acts(name: str, telling: Telling, told: Told, waiting: dict[str, datetime]) -> None:
    begun = time.perf_counter()
    try:
        waiting[name] = next(telling)
    except StopIteration:
        del waiting[name]
    except Exception as failure:  # noqa: BLE001 - whatever it is, this story's own test raises it
        told.failure = failure
        del waiting[name]
    told.seconds += time.perf_counter() - begun
