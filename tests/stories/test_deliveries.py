"""Deliveries that come twice, late or never, and answers of GitHub's that get lost: nothing is lost, nothing is doubled."""

from datetime import timedelta
from typing import Any

import jwt
import pytest

from tests.stories.programme import Programme

pytestmark = pytest.mark.xdist_group("stories")


def delivered(programme: Programme, event: str, number: int) -> dict[str, Any]:
    """The newest delivery of an event about an issue."""
    found = programme.github.control("GET", "deliveries")["deliveries"]
    about = [one for one in found if one["event"] == event and (one["request"]["payload"].get("issue") or {}).get("number") == number]
    return dict(about[-1])


def redelivers(programme: Programme, delivery: int) -> None:
    """GitHub sends a delivery again under its GUID, as the App's owner asks for in the page."""
    github, app = programme.github, programme.town.app
    now = int(github.now().timestamp())
    claim = jwt.encode({"iat": now - 60, "exp": now + 540, "iss": app["client_id"]}, app["pem"], algorithm="RS256")
    address = f"{github.url}/api/v3/app/hook/deliveries/{delivery}/attempts"
    github.http.post(address, headers={"Authorization": f"Bearer {claim}"}).raise_for_status()
    programme.settle()


def test_delivery_sent_again_doubles_nothing(programme: Programme) -> None:
    """The same GUID three times more: one case, one panel, one approval, no request."""
    number = programme.files()
    programme.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    programme.says("mathieu", number, "/vet")
    said, mark = programme.answers(number), programme.mark()
    for event in ("issues", "issue_comment", "issue_comment"):
        redelivers(programme, delivered(programme, event, number)["id"])
    assert programme.answers(number) == said
    assert [one for one in programme.asked(mark) if not one.path.endswith("/attempts")] == []


def test_same_words_said_twice_are_two_commands(programme: Programme) -> None:
    """Another delivery is another act: a second approval by the same person is refused."""
    number = programme.files()
    programme.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    programme.says("mathieu", number, "/vet")
    programme.says("mathieu", number, "/vet")
    assert "You have approved already" in programme.answers(number)[-1]


def test_what_came_while_the_bot_was_down_is_caught_up(programme: Programme) -> None:
    """GitHub sends nothing again by itself: at its start the bot reads the log of deliveries."""
    number = programme.files()
    programme.stops()
    programme.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    programme.says("mathieu", number, "/vet")
    other = programme.files()
    assert programme.answers(other) == []
    programme.starts_again()
    assert "Approved by the micro-acquisition team" in programme.answers(number)[-1]
    (panel,) = programme.answers(other)
    assert panel.startswith("### Checks of this opportunity")


def test_whole_conversations_while_the_bot_was_down_are_heard_in_order(programme: Programme) -> None:
    """What was said on a thread before the bot knew the thread counts all the same: filed and approved, applied and withdrawn."""
    call = programme.files()
    programme.publishes(call)
    programme.stops()
    number = programme.files()
    programme.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    programme.says("mathieu", number, "/vet")
    programme.says("priya", number, "/vet")
    application = programme.applies("kim", call)
    programme.says("kim", application, "/withdraw")
    programme.starts_again()
    assert programme.labels(number) == ["opportunity", "opportunity: vetted"]
    assert programme.labels(application) == ["application", "application: withdrawn"]


@pytest.mark.parametrize("kind", ["apply_then_fail", "refuse"])
def test_answer_that_got_lost_is_looked_for_before_it_is_sent_again(programme: Programme, kind: str) -> None:
    """502 after GitHub has posted the comment, or instead of it: in the end it stands there once, and the labels follow it."""
    number = programme.files()
    programme.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    programme.says("mathieu", number, "/vet")
    before = programme.answers(number)
    programme.breaks("POST", rf"/issues/{number}/comments$", kind)
    programme.puts_label("priya", number, "opportunity: vetted")
    programme.github.advance(programme.github.now() + timedelta(minutes=2))
    said = programme.answers(number)
    assert len(said) == len(before) + 1
    assert "**The opportunity is approved" in said[-1]
    assert programme.labels(number) == ["opportunity", "opportunity: vetted"]
