"""Labels, issues and delivery repositories: one call each."""

from datetime import timedelta

import pytest

from bot.core.effects import CloseIssue, File, KeepLabelSet, Label, OpenIssue, Provision, ReopenIssue, SetLabels
from tests.perform.conftest import NOON, TARGET, Desk, marker, unreadable


@pytest.mark.parametrize(
    ("seen", "ours", "expected"),
    [
        ((), ("opportunity", "opportunity: open"), ("opportunity", "opportunity: open")),
        (
            ("bug", "opportunity: vetted", "flag: overdue"),
            ("opportunity", "opportunity: open"),
            ("bug", "opportunity", "opportunity: open"),
        ),
        (("opportunité : demandée", "Opportunity: Vetted"), ("opportunity: open",), ("opportunity: open",)),
        (("flag: on hold", "help wanted"), ("flag: on hold",), ("help wanted", "flag: on hold")),
        (("opportunity: very special",), ("opportunity",), ("opportunity: very special", "opportunity")),
    ],
)
async def test_labels_of_others_stay(desk: Desk, seen: tuple[str, ...], ours: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """One PUT: everybody else's labels as seen, then ours; old ones of ours go, in either language."""
    assert await desk.perform(SetLabels("1/0", TARGET, ours, seen)) == {}
    assert desk.github.labels[5] == expected
    assert desk.github.asked == ["set_labels"]


async def test_an_issue_is_opened_once(desk: Desk) -> None:
    """Applied, then 502: looked for by its key, and adopted."""
    effect = OpenIssue("1/0", "esdc/evaluation", "Evaluation of #5", unreadable(), ("evaluation",))
    desk.github.faults, desk.github.lag = ["apply then fail"], timedelta(seconds=8)
    result = await desk.until_done(effect)
    assert result == {
        "repository_id": 55,
        "repository": "esdc/evaluation",
        "issue_id": 9001,
        "number": 1,
        "url": "https://github.example/esdc/evaluation/issues/1",
    }
    assert len(desk.github.issues) == 1
    assert desk.github.issues[1]["labels"] == ("evaluation",)
    assert marker(desk.github.issues[1]["body"]).key == "1/0"


async def test_an_issue_is_not_looked_for_the_first_time(desk: Desk) -> None:
    """One request."""
    await desk.perform(OpenIssue("1/0", "esdc/evaluation", "Evaluation of #5", unreadable()))
    assert desk.github.asked == ["open_issue"]


async def test_an_issue_is_closed_with_its_reason(desk: Desk) -> None:
    """Completed or not planned; twice is the same."""
    desk.github.issues[5] = {"body": "", "at": NOON, "state": "open"}
    await desk.perform(CloseIssue("1/0", TARGET, "not_planned"))
    await desk.perform(CloseIssue("1/0", TARGET, "not_planned"), attempts=1)
    assert (desk.github.issues[5]["state"], desk.github.issues[5]["reason"]) == ("closed", "not_planned")


async def test_an_issue_is_opened_again(desk: Desk) -> None:
    """What was closed goes on; twice is the same."""
    desk.github.issues[5] = {"body": "", "at": NOON, "state": "closed"}
    await desk.perform(ReopenIssue("1/0", TARGET))
    await desk.perform(ReopenIssue("1/0", TARGET), attempts=1)
    assert desk.github.issues[5]["state"] == "open"


async def test_labels_of_the_programme_are_kept(desk: Desk) -> None:
    """One call for all."""
    labels = (Label("opportunity", "ededed", "x"),)
    await desk.perform(KeepLabelSet("1/0", "esdc/micro", labels))
    assert desk.github.label_sets == {"esdc/micro": labels}


async def test_a_delivery_repository_is_provisioned_with_rendered_files(desk: Desk) -> None:
    """Files are rendered as documents, in both languages unless they say otherwise; no marker in them."""
    readme = unreadable("a", "both")
    effect = Provision("1/0", "esdc-delivery", "azure", "x", (File("README.md", readme),), "MIT", "zoe", ("ali", "bea"), "fork")
    result = await desk.perform(effect)
    (blueprint,) = desk.github.blueprints
    assert (result["repository"], result["invited"], result["repository_id"]) == ("esdc-delivery/azure", "zoe", 77)
    assert (blueprint.supplier, blueprint.reviewers, blueprint.access) == ("zoe", ("ali", "bea"), "fork")
    assert blueprint.files["README.md"].endswith("\n")
    assert "\n---\n" in blueprint.files["README.md"]
    assert "microacq:" not in blueprint.files["README.md"]
