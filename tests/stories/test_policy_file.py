"""A policy file with mistakes: one issue that says where and why, kept current, closed when mended; the last valid file stays in force."""

from collections.abc import Callable
from typing import Any

import pytest

from demo.town import ORGANIZATION, PROGRAMME
from tests.stories.programme import POLICY, Programme, without_marker

pytestmark = pytest.mark.xdist_group("stories")

PATH = ".github/micro-acquisition.yml"
Push = Callable[[str], None]


def notices(programme: Programme, state: str = "all") -> list[dict[str, Any]]:
    """The issues that the bot opened about its policy, newest first."""
    path = f"repos/{PROGRAMME}/issues?state={state}&per_page=100"
    return [
        one
        for one in programme.github.api(programme.who("mathieu"), "GET", path)
        if one["user"]["type"] == "Bot" and "policy file" in one["title"]
    ]


@pytest.mark.parametrize(
    ("before", "after", "where", "said"),
    [
        ("evaluation_repository:", "evaluation_repositry:", "evaluation_repositry", "Did you mean `evaluation_repository`?"),
        ("users: [farah]", "users: farah", "users: farah", "a list"),
        ("delivery:", "colour: blue\ndelivery:", "colour", "There is no such key here."),
        ("roles:", "roles: [", "procurement: {", "This is no YAML"),
    ],
    ids=["a typo", "a wrong type", "an unknown key", "no YAML"],
)
def test_mistake_is_told_with_its_line_and_reason(
    programme: Programme, policy: Push, before: str, after: str, where: str, said: str
) -> None:
    """In both languages, in one open issue; closed as completed once the file is mended."""
    text = POLICY.replace(before, after, 1)
    line = text[: text.index(where)].count("\n") + 1
    policy(text)
    (notice,) = notices(programme, "open")
    body = without_marker(notice["body"])
    assert f"Line {line}" in body
    assert f"Ligne {line}" in body
    assert said in body
    assert "stays in force" in body
    policy(POLICY)
    assert notices(programme, "open") == []


def test_notice_is_kept_current_in_one_issue(programme: Programme, policy: Push) -> None:
    """A second mistake changes the same issue; a mended file closes it; a new mistake opens that issue again."""
    policy(POLICY.replace("delivery:", "colour: blue\ndelivery:"))
    (first,) = notices(programme, "open")
    policy(POLICY.replace("delivery:", "shape: round\ndelivery:"))
    (second,) = notices(programme, "open")
    assert first["number"] == second["number"]
    assert "`shape`" in second["body"]
    assert "`colour`" not in second["body"]
    policy(POLICY)
    policy(POLICY.replace("delivery:", "taste: sweet\ndelivery:"))
    (third,) = notices(programme, "open")
    assert third["number"] == first["number"]


def test_last_valid_policy_stays_in_force(programme: Programme, policy: Push) -> None:
    """The client of the last valid file may still file; one who is in the broken file alone may not."""
    policy(POLICY.replace("clients: {users: [claire]}", "clients: {users: [passerby]}\n  colour: blue"))
    assert "opportunity: requested" in programme.labels(programme.files("claire"))
    assert "Opportunities are filed by clients" in programme.answers(programme.files("passerby"))[0]


def test_policy_on_another_branch_says_nothing(programme: Programme) -> None:
    """Only the default branch has force."""
    mark = programme.mark()
    programme.github.control(
        "POST",
        "files",
        owner=ORGANIZATION,
        repo="micro-acquisition",
        files={PATH: "roles: 1\n"},
        branch="draft",
        **{"as": "mathieu"},
    )
    programme.settle()
    assert programme.asked(mark) == []


def test_notice_edited_by_a_person_is_silence(programme: Programme, policy: Push) -> None:
    """The bot's own issue is no opportunity that somebody files."""
    policy(POLICY.replace("delivery:", "colour: blue\ndelivery:"))
    (notice,) = notices(programme, "open")
    mark = programme.mark()
    programme.edits("mathieu", notice["number"], notice["body"] + "\nI am on it.")
    assert programme.asked(mark) == []


@pytest.mark.usefixtures("policy")
def test_programme_goes_on_while_the_policy_file_is_gone(programme: Programme) -> None:
    """A slip of the keyboard stops nobody: the last valid file stays in force."""
    number = programme.files()
    programme.pushes("mathieu", {PATH: None})
    programme.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    programme.puts_label("farah", number, "opportunity: vetted")
    assert "another role’s: the micro-acquisition team" in programme.answers(number)[-1]
    assert programme.labels(number) == ["opportunity", "opportunity: requested"]
    assert "opportunity: requested" in programme.labels(programme.files())


def test_policy_may_choose_french_labels(programme: Programme, policy: Push) -> None:
    """They are made at the push; a label set in French is a request like any other, and its refusal is in both languages."""
    policy(POLICY + "labels: fr\n")
    number = programme.files()
    assert programme.labels(number) == ["opportunité", "opportunité : demandée"]
    programme.puts_label("farah", number, "opportunité : approuvée")
    answer = programme.answers(number)[-1]
    assert "This step is another role’s" in answer
    assert "Cette étape revient à un autre rôle" in answer
    assert programme.labels(number) == ["opportunité", "opportunité : demandée"]
