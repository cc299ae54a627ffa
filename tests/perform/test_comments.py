"""A comment is posted once, whatever happens on the way."""

from datetime import timedelta

import pytest
import structlog

from bot.core.effects import PostComment, Target
from bot.core.facts import Visibility
from bot.ports.gateway import Refused, Unavailable
from tests.perform.conftest import KEYS, NOON, TARGET, Desk, facts, marker, post, unreadable
from tests.perform.github import GitHub

PUBLIC, EVALUATION, SECRET = Visibility.PUBLIC, Visibility.EVALUATION, Visibility.SECRET


async def test_a_comment_is_posted_with_its_marker(desk: Desk) -> None:
    """One call; the result has the comment's id and address; the marker has the effect's key and the facts."""
    result = await desk.perform(post(facts=facts(PUBLIC)))
    (body,) = desk.github.bodies(5)
    assert desk.github.asked == ["post_comment"]
    assert result == {"comment_id": 101, "url": "https://github.example/o/r/issues/5#issuecomment-101"}
    assert (marker(body).key, marker(body).facts[0].fact) == ("7/0", facts(PUBLIC)[0])


@pytest.mark.parametrize(
    ("repository", "read"),
    [
        ("esdc/micro", [True, False, False]),
        ("esdc/evaluation", [True, True, False]),
        ("ESDC/Evaluation", [True, True, False]),
        ("esdc/delivery", [True, False, False]),
    ],
)
async def test_facts_are_shown_where_they_may_be_read(desk: Desk, repository: str, read: list[bool]) -> None:
    """Evaluation facts in the evaluation repository alone, secret ones nowhere."""
    target = Target(12, repository, 5, 43)
    await desk.perform(PostComment("7/0", target, unreadable(), facts(PUBLIC, EVALUATION, SECRET)))
    assert [link.fact is not None for link in marker(desk.github.bodies(5)[0]).facts] == read


async def test_several_commands_get_one_answer(desk: Desk) -> None:
    """Further answers stand in the same comment, by language: all in the first one's, then all in the other."""
    also = (unreadable("two", "fr"), unreadable("three", "both"))
    await desk.perform(PostComment("7/0", TARGET, unreadable("one"), also=also))
    (body,) = desk.github.bodies(5)
    english, french = body.split("\n\n---\n\n")
    assert [english.count(f"- {word}") for word in ("one", "two", "three")] == [1, 0, 1]
    assert [french.count(f"- {word}") for word in ("one", "two", "three")] == [0, 1, 1]
    assert marker(body).key == "7/0"


async def test_a_comment_whose_answer_was_lost_is_adopted(desk: Desk) -> None:
    """Applied, then 502, and not shown for eight seconds: looked for until a look can be believed, and not posted again (R6)."""
    desk.github.faults, desk.github.lag = ["apply then fail"], timedelta(seconds=8)
    with pytest.raises(Unavailable) as caught:
        await desk.perform(post(facts=facts(PUBLIC)))
    assert caught.value.ambiguous
    assert caught.value.retry_at is not None
    assert caught.value.retry_at >= NOON + timedelta(seconds=10)
    with pytest.raises(Unavailable, match="given time"):
        await desk.perform(post(facts=facts(PUBLIC)), attempts=1)
    desk.github.now = caught.value.retry_at
    assert (await desk.perform(post(facts=facts(PUBLIC)), attempts=2))["comment_id"] == 101
    assert len(desk.github.bodies(5)) == 1


async def test_a_comment_that_is_seen_is_adopted_at_once(desk: Desk) -> None:
    """Killed after it posted: what is found needs no ten seconds."""
    await desk.perform(post())
    desk.restart()
    assert (await desk.perform(post(), attempts=1))["comment_id"] == 101
    assert desk.github.now == NOON


async def test_a_comment_that_never_arrived_is_posted_then(desk: Desk) -> None:
    """The answer was lost and so was the comment: it is looked for, not found, and posted."""
    desk.github.faults = [Unavailable("timeout", ambiguous=True)]
    await desk.until_done(post())
    assert desk.github.asked == ["post_comment", "comments", "post_comment"]
    assert len(desk.github.bodies(5)) == 1


@pytest.mark.parametrize("lag", range(0, 10, 2))
async def test_a_slow_github_gets_no_second_comment(desk: Desk, lag: int) -> None:
    """Comments that show up to 8 seconds late, and a process that is killed after it posted: one comment."""
    desk.github.lag = timedelta(seconds=lag)
    await desk.perform(post())
    desk.restart()
    await desk.until_done(post(), attempts=1)
    assert len(desk.github.bodies(5)) == 1


async def test_a_certain_failure_is_looked_for_at_once(desk: Desk) -> None:
    """GitHub said that it took nothing: no ten seconds are waited, and its own moment stands."""
    later = NOON + timedelta(seconds=3)
    desk.github.faults = [Unavailable("limit", retry_at=later)]
    with pytest.raises(Unavailable) as caught:
        await desk.perform(post())
    assert caught.value.retry_at == later
    await desk.perform(post(), attempts=1)
    assert len(desk.github.bodies(5)) == 1


async def test_every_lost_answer_is_a_new_doubt(desk: Desk) -> None:
    """The comment is sent a second time, and that answer is lost too: again ten seconds, again one comment."""
    desk.github.faults, desk.github.lag = [Unavailable("timeout", ambiguous=True), "apply then fail"], timedelta(seconds=8)
    await desk.until_done(post())
    assert len(desk.github.bodies(5)) == 1
    assert desk.github.now >= NOON + timedelta(seconds=20)


async def test_a_look_that_fails_settles_no_doubt(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after it posted; then GitHub can't be asked, and then does not show it yet: still one comment."""
    desk.github.lag = timedelta(seconds=8)
    await desk.perform(post())
    desk.restart()
    with monkeypatch.context() as patched:
        patched.setattr(desk.github, "comments", _unavailable)
        with pytest.raises(Unavailable, match="limit"):
            await desk.perform(post(), attempts=1)
    await desk.until_done(post(), attempts=2)
    assert len(desk.github.bodies(5)) == 1


async def _unavailable(*_: object) -> tuple[()]:
    raise Unavailable("limit")


async def test_github_asks_for_more_time_than_we_do(desk: Desk) -> None:
    """The later of both moments counts."""
    later = NOON + timedelta(minutes=5)
    desk.github.faults = [Unavailable("502", retry_at=later, ambiguous=True)]
    with pytest.raises(Unavailable) as caught:
        await desk.perform(post())
    assert caught.value.retry_at == later


async def test_a_forged_marker_is_not_adopted(desk: Desk) -> None:
    """Somebody repeats our comment, and a comment of ours was edited: neither is what was to be said."""
    await desk.perform(post())
    body = desk.github.bodies(5)[0]
    fresh = Desk(GitHub(NOON), desk.memory, desk.performer)
    fresh.restart()
    fresh.github.say(5, body, by_us=False)
    fresh.github.say(5, body.replace("nothing has started", "all is well"), by_us=True)
    await fresh.until_done(post(), attempts=1)
    assert len(fresh.github.bodies(5)) == 3


async def test_another_effects_comment_is_not_adopted(desk: Desk) -> None:
    """The same words for another key are another comment."""
    await desk.perform(post("7/0"))
    await desk.until_done(post("7/1"), attempts=1)
    assert [marker(body).key for body in desk.github.bodies(5)] == ["7/0", "7/1"]


async def test_what_github_refuses_is_raised(desk: Desk) -> None:
    """For good; the engine keeps the refusal."""
    desk.github.faults = [Refused(403, "locked")]
    with pytest.raises(Refused, match="locked"):
        await desk.perform(post())


async def test_each_attempt_is_one_line(desk: Desk) -> None:
    """Kind, key, case and outcome; never a body. The engine says the same, so only an adoption is shown at the usual level."""
    desk.github.faults = ["apply then fail", None, Refused(403, "locked")]
    with structlog.testing.capture_logs() as lines:
        await desk.until_done(post())
        await desk.perform(post("7/1"))
        with pytest.raises(Refused):
            await desk.perform(post("7/2"))
    assert [(line["key"], line["outcome"]) for line in lines] == [
        ("7/0", "put off"), ("7/0", "adopted"), ("7/1", "posted"), ("7/2", "refused"),
    ]  # fmt: skip
    assert [line["log_level"] for line in lines] == ["debug", "info", "debug", "debug"]
    assert all(line["what"] == "PostComment" and line["case"] == "11:42" for line in lines)


async def test_no_key_is_ever_said(desk: Desk) -> None:
    """The secrets of the case stand in no comment (S9)."""
    await desk.perform(post(facts=facts(PUBLIC, SECRET)))
    (body,) = desk.github.bodies(5)
    case = facts(PUBLIC)[0].case
    for secret in (KEYS.draw_seed(case), KEYS.applicant_order(case), KEYS.salt(case, 2)):
        assert secret.hex() not in body
    assert KEYS.salt(case, 1).hex() in body
