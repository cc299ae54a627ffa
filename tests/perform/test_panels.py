"""A panel is one comment, kept current in place; a notice is one issue."""

from typing import Any

import pytest

from bot.core.comments import Comment
from bot.core.effects import KeepNotice
from bot.core.facts import Visibility
from bot.ports.gateway import Refused
from tests.perform.conftest import CASE, TARGET, Desk, facts, keep, marker, unreadable

PUBLIC = Visibility.PUBLIC


async def test_a_panel_is_posted_then_edited(desk: Desk) -> None:
    """It is looked for once; after that one edit for each change, and nothing when nothing changes."""
    first = await desk.perform(keep("1/0", "one"))
    same = await desk.perform(keep("2/0", "one"))
    second = await desk.perform(keep("3/0", "two"))
    assert desk.github.asked == ["comments", "post_comment", "edit_comment"]
    assert first == same == second
    (body,) = desk.github.bodies(5)
    assert "- two" in body
    assert (marker(body).name, marker(body).key) == ("findings", "3/0")


async def test_a_panel_is_found_again_without_the_store(desk: Desk) -> None:
    """After a restored or rebuilt database the panel is adopted, not posted anew (R12)."""
    await desk.perform(keep("1/0", "one"))
    desk.memory.values.clear()
    await desk.perform(keep("2/0", "two"))
    assert len(desk.github.bodies(5)) == 1
    desk.memory.values.clear()
    await desk.perform(keep("3/0", "two"))
    assert desk.github.asked.count("edit_comment") == 1


async def test_a_deleted_panel_is_posted_anew(desk: Desk) -> None:
    """404 on the edit: a new comment."""
    await desk.perform(keep("1/0", "one"))
    desk.github.threads[5].clear()
    await desk.perform(keep("2/0", "two"))
    assert len(desk.github.bodies(5)) == 1
    await desk.perform(keep("3/0", "three"))
    assert desk.github.asked[-1] == "edit_comment"


async def test_a_panel_that_may_not_be_edited_is_refused(desk: Desk) -> None:
    """Only a deleted one is posted anew."""
    await desk.perform(keep("1/0", "one"))
    desk.github.faults = [Refused(403, "locked")]
    with pytest.raises(Refused, match="locked"):
        await desk.perform(keep("2/0", "two"))
    assert len(desk.github.bodies(5)) == 1


async def test_a_panel_posted_by_a_process_that_died_is_adopted(desk: Desk) -> None:
    """Applied, then killed before the store knew: found by its name."""
    desk.github.faults = ["apply then fail"]
    await desk.until_done(keep("1/0", "one"))
    assert len(desk.github.bodies(5)) == 1


async def test_a_panel_keeps_the_facts_that_it_announced(desk: Desk) -> None:
    """An edit replaces the marker, so the new one holds the old facts too: GitHub carries the record."""
    await desk.perform(keep("1/0", "one", facts=facts(PUBLIC)))
    await desk.perform(keep("2/0", "two", facts=facts(PUBLIC, start=7)))
    desk.memory.values.clear()
    await desk.perform(keep("3/0", "three", facts=facts(PUBLIC, start=9)))
    assert [link.seq for link in marker(desk.github.bodies(5)[0]).facts] == [1, 7, 9]


async def test_panels_of_two_names_and_two_threads_are_apart(desk: Desk) -> None:
    """The name and the thread make a panel."""
    await desk.perform(keep("1/0", "one"))
    other = keep("1/1", "one")
    await desk.perform(type(other)("1/1", other.target, "questions", other.comment))
    elsewhere = type(TARGET)(11, "esdc/micro", 6, 43)
    await desk.perform(type(other)("1/2", elsewhere, "findings", other.comment))
    assert (len(desk.github.bodies(5)), len(desk.github.bodies(6))) == (2, 1)


def notice(key: str, comment: Comment | None) -> KeepNotice:
    """The notice of an invalid policy."""
    return KeepNotice(key, "esdc/micro", "policy", "The policy can’t be read", comment)


async def test_a_notice_is_opened_mended_closed_and_reopened(desk: Desk) -> None:
    """One issue throughout; nothing is asked of GitHub when nothing changes."""
    results: list[dict[str, Any]] = [
        await desk.perform(notice(str(number), comment))
        for number, comment in enumerate(
            [None, unreadable("line 3"), unreadable("line 3"), unreadable("line 4"), None, None, unreadable("line 5")]
        )
    ]
    assert results[0] == {}
    assert {result["number"] for result in results[1:]} == {1}
    assert desk.github.asked == ["find_issue", "find_issue", "open_issue", "edit_issue", "edit_issue", "edit_issue"]
    assert desk.github.issues[1]["state"] == "open"
    assert "line 5" in desk.github.issues[1]["body"]
    assert marker(desk.github.issues[1]["body"]).case == CASE


async def test_a_notice_that_was_deleted_is_opened_anew(desk: Desk) -> None:
    """410 on the edit."""
    await desk.perform(notice("0", unreadable("line 3")))
    desk.github.issues = {7: {"title": "", "body": "", "at": desk.github.now}}
    await desk.perform(notice("1", unreadable("line 4")))
    assert len(desk.github.issues) == 2
    desk.github.issues.clear()
    await desk.perform(notice("2", None))
    assert not desk.github.issues


async def test_a_notice_that_may_not_be_edited_is_refused(desk: Desk) -> None:
    """Only a deleted one is opened anew."""
    await desk.perform(notice("0", unreadable("line 3")))
    desk.github.faults = [Refused(403, "archived")]
    with pytest.raises(Refused, match="archived"):
        await desk.perform(notice("1", unreadable("line 4")))


async def test_a_notice_whose_answer_was_lost_is_found(desk: Desk) -> None:
    """Opened, then 502: one issue, and mended where it differs."""
    desk.github.faults = ["apply then fail"]
    await desk.until_done(notice("0", unreadable("line 3")))
    assert len(desk.github.issues) == 1
