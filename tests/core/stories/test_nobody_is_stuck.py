"""From every state, and every situation beside them, somebody has a next step that `/help` names to them, or the bot says when it acts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC
from functools import cache, lru_cache

import pytest

from bot.core.commands import BY_NAME, parse_commands
from bot.core.comments import Comment, Value
from bot.core.decide import DUE, decide
from bot.core.effects import PostComment
from bot.core.events import Commented, Event, Place, PullRequest, Subject
from bot.core.rules.coming import BY_ITSELF, UNTOLD
from bot.core.rules.guidance import ALWAYS, states_for
from bot.core.rules.steps_told import STEPS_TOLD
from bot.core.rules.waiting import NEXT
from bot.core.states import OPPORTUNITY_STATES, Kind, state_of
from bot.core.text import Text
from bot.render.templates import render
from tests.core.stories.play import KEY, OPPORTUNITY, Play
from tests.core.stories.refusals import EVERYBODY
from tests.core.stories.situations import SITUATIONS

SOMEBODY_ELSE = "@USER"


@lru_cache(maxsize=len(SITUATIONS))
def situated(name: str) -> Play:
    """A story that has come to this situation; it does not go on from here."""
    return SITUATIONS[name](Play())


def heard(play: Play, login: str, words: str, on: Subject | None = None) -> tuple[Comment, ...]:
    """What somebody would be answered."""
    said = Commented(play.actor(login), on or play.on_opportunity(), parse_commands(words), 1, "url")
    decision = play.would(play.case, said)
    return tuple(one for effect in decision.effects if isinstance(effect, PostComment) for one in (effect.comment, *effect.also))


def helped(play: Play, login: str) -> Mapping[str, Value]:
    """What `/help` tells somebody on the opportunity."""
    (comment,) = heard(play, login, "/help")
    return comment.fields


@cache
def told(name: str, login: str, on: Subject | None = None) -> Mapping[str, Value]:
    """What `/help` tells somebody in a situation."""
    (comment,) = heard(situated(name), login, "/help", on)
    return comment.fields


def rows(value: Value) -> tuple[Mapping[str, Value], ...]:
    """The rows of a field."""
    assert isinstance(value, tuple)
    return tuple(one for one in value if isinstance(one, Mapping))


def offered(fields: Mapping[str, Value]) -> set[str]:
    """The names of the commands that are offered here and elsewhere."""
    here = {str(one["name"]) for one in rows(fields["rows"])}
    return here | {str(one["name"]) for place in rows(fields["elsewhere"]) for one in rows(place["rows"])}


def logins(who: Value) -> list[str]:
    """The accounts that are named as those whose step is next."""
    assert isinstance(who, Text)
    return re.findall(r"`([^`]+)`", who.en)


@pytest.mark.parametrize("name", SITUATIONS)
def test_somebody_has_a_next_step_or_the_bot_has(name: str) -> None:
    """Whoever is named as next is offered just that step by `/help`; if nobody is next, the bot says what it does, or it is the end."""
    play, fields = situated(name), told(name, "stranger")
    if state_of(Kind.OPPORTUNITY, play.state).final:
        assert fields["ended"]
        assert fields["waits"] is None
    elif fields["waits"] is None:
        assert fields["bot"]
    else:
        assert isinstance(fields["waits"], Mapping)
        next_step(name, fields["waits"])


def next_step(name: str, waits: Mapping[str, Value]) -> None:
    """Each account that is named is offered the step, by its own `/help`."""
    named = logins(waits["who"])
    assert named
    if waits["usage"] is None:
        assert named == [situated(name).case.client.login]
        return
    assert isinstance(waits["usage"], Text)
    command = waits["usage"].en.split()[0].removeprefix("/")
    for login in named:
        assert command in offered(told(name, login))


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_same_is_said_in_french(name: str) -> None:
    """`/aide` tells it too, and renders."""
    (comment,) = heard(situated(name), "claire", "/aide")
    assert "opportunité" in render(comment)


def places(play: Play, login: str) -> Iterator[Subject]:
    """The threads on which somebody has something to do: the opportunity's; their own application; those of the work and its evaluation."""
    yield play.on_opportunity()
    if any(one.applicant.login == login for one in play.case.applications):
        yield play.on_application(login)
    if play.case.evaluation.number and login in ("claire", "priya"):
        yield play.on_evaluation()
    if play.case.delivery.repository_id and login in ("claire", play.winner if play.case.offer else ""):
        yield play.on_delivery()


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_help_offers_is_carried_out(name: str) -> None:
    """Each example, copied as it stands to where it is offered, is no refusal; those that name somebody else are only shown."""
    play = situated(name)
    for login in (*EVERYBODY, "amelie"):
        for on in places(play, login):
            for words in examples(name, login, on):
                assert [one.name for one in heard(play, login, words, on) if one.name == "refused"] == [], words


def examples(name: str, login: str, on: Subject) -> list[str]:
    """The examples that can be copied as they stand."""
    words = [str(row["example"]) for row in rows(told(name, login, on)["rows"])]
    return [one for one in words if SOMEBODY_ELSE not in one]


@pytest.mark.parametrize(
    "state", [state for state in SITUATIONS if state in states_for("rerun") and state_of(Kind.OPPORTUNITY, state).final]
)
def test_after_the_end_it_can_be_run_again(state: str) -> None:
    """The client is told so."""
    assert "rerun" in offered(told(state, "claire"))


def test_a_stranger_has_nothing_to_do_and_hears_who_is_next() -> None:
    """No command is offered; who is next is named without being notified."""
    text = render(heard(situated("vetted"), "stranger", "/help")[0])
    assert "You have nothing to do here now" in text
    assert "`samuel`" in text
    assert "@samuel" not in text


def test_help_on_an_application_says_what_counts_until_when() -> None:
    """Its own state, the moment of closing, and how to take it back."""
    play = Play().opened()
    play.applies("noor")
    text = render(heard(play, "noor", "/help", play.on_application("noor"))[0])
    assert "This application is “received”" in text
    assert "June 14, 2027, 11:59 p.m. (EDT)" in text
    assert "`/withdraw`" in text


def test_help_on_the_opportunity_sends_the_supplier_to_their_application() -> None:
    """With its number."""
    play = situated("selected")
    text = render(heard(play, play.winner, "/help")[0])
    assert "your application (#21)" in text
    assert "`/agree`" in text


def test_help_counts_what_is_left() -> None:
    """Checks, approvals, questions and verdicts, in each language's plural."""
    said = {name: render(heard(situated(name), "stranger", "/help")[0]) for name in ("requested", "one approval is given", "evaluation")}
    assert "2 of 2 approvals are missing" in said["requested"]
    assert "1 of 2 approvals is missing" in said["one approval is given"]
    assert "3 of 3 verdicts are missing" in said["evaluation"]
    french = render(heard(situated("a check is unmet"), "stranger", "/aide")[0])
    assert "1 vérification sur" in french


@pytest.mark.parametrize("place", [Place.OPPORTUNITY, Place.DELIVERY])
def test_help_gives_an_address_of_the_case(place: Place) -> None:
    """The supplier copies an example that names the delivery repository."""
    play = situated("awarded")
    on = play.on_delivery() if place is Place.DELIVERY else play.on_opportunity()
    assert "/deliver https://github.com/good-examples/opportunity-7/pull/1" in examples("awarded", play.winner, on)


def test_every_command_is_offered_somewhere() -> None:
    """In one of these situations, to somebody."""
    asked = ((name, login, on) for name in SITUATIONS for login in (*EVERYBODY, "amelie") for on in places(situated(name), login))
    seen = set(ALWAYS).union(*(offered(told(name, login, on)) for name, login, on in asked))
    assert set(BY_NAME) - seen == set()


def test_help_names_a_role_whose_people_are_not_listed() -> None:
    """Whoever holds it by a permission on the repository is not known by name."""
    play = situated("vetted")
    said = Commented(play.actor("stranger"), play.on_opportunity(), parse_commands("/help"), 1, "url")
    event = Event(KEY, play.now.astimezone(UTC), "delivery", said)
    (effect,) = decide(play.case, event, replace(play.context(), roster={})).effects
    assert isinstance(effect, PostComment)
    assert "`/commit` by the section 32 manager: commits" in render(effect.comment)


def test_help_offers_waivers_until_nothing_is_left_to_waive() -> None:
    """The cap is never waived, so it is never offered."""
    play = Play()
    play.files(opportunity=replace(OPPORTUNITY, price=950_000))
    said: list[str] = []
    while words := [str(row["example"]) for row in rows(helped(play, "priya")["rows"]) if row["name"] == "waive"]:
        said += words
        assert play.says("priya", words[0])[0].name == "waived"
    assert len(said) == len(set(said)) > 0
    assert all("/waive price" not in one for one in said)


def test_help_offers_no_address_that_could_not_be_read() -> None:
    """An example that is misread would help nobody."""
    play = Play().awarded()
    odd = PullRequest(play.actor(play.winner), play.on_delivery(), "opened", 1, "a" * 40, "nowhere", draft=False, author_id=11)
    play.happens(odd)
    assert play.state == "delivered"
    assert "deliver" not in offered(helped(play, play.winner))


def test_every_deadline_is_told() -> None:
    """What the bot does by itself has a sentence, but for what concerns GitHub alone."""
    assert set(BY_ITSELF) == set(DUE)
    assert UNTOLD.isdisjoint(BY_ITSELF)


def test_every_state_that_is_no_end_has_a_next_step() -> None:
    """In the table of steps that are waited for, which names commands that count then."""
    assert set(NEXT) == {state.id for state in OPPORTUNITY_STATES if not state.final}
    for state, names in NEXT.items():
        assert {name for name in names if state not in states_for(name)} == set()


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_step_is_told(name: str) -> None:
    """In words of its own, not by its kind alone."""
    assert {step.kind for step in situated(name).case.record.steps} - set(STEPS_TOLD) == set()
