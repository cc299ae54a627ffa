"""Each refusal that the tables imply: one sentence in both languages, and nothing else follows. And every command is carried out."""

import pytest

from bot.core.commands import BY_NAME, COMMANDS, parse_commands
from bot.core.comments import Comment
from bot.core.decision import Decision
from bot.core.effects import PostComment, SetLabels
from bot.core.events import Commented, Labeled
from bot.core.rules.table import RULES
from bot.core.states import OPPORTUNITY_STATES
from bot.core.text import Text
from tests.core.stories.refusals import STAGES, Refused, refused, staged, subject

COMING: set[str] = set()
"""Commands whose rule is still to come. The list may only shrink."""


@pytest.fixture(scope="module", autouse=True)
def stages() -> None:
    """Each state is reached once, before the first refusal is looked at."""
    for state in STAGES:
        staged(state)


def decided(one: Refused) -> Decision:
    """What the core decides about it."""
    play, case = staged(one.state)
    actor, thread = play.actor(one.who), subject(play, one.place, one.who)
    if one.why == "label":
        return play.would(case, Labeled(actor, thread, one.what))
    commands = parse_commands(BY_NAME[one.what].example("en"))
    return play.would(case, Commented(actor, thread, commands, 1, "url"))


def the_refusal(decision: Decision) -> Comment:
    """The one comment that is posted."""
    (posted,) = (one for one in decision.effects if isinstance(one, PostComment))
    assert posted.comment.name == "refused"
    assert posted.also == ()
    return posted.comment


@pytest.mark.parametrize("one", tuple(refused()), ids=str)
def test_refusal(one: Refused) -> None:
    """One reason in both languages; no fact, no move; a label is put back, and no other is touched."""
    decision = decided(one)
    reasons = the_refusal(decision).fields["reasons"]
    assert isinstance(reasons, tuple)
    (reason,) = reasons
    assert isinstance(reason, Text)
    assert reason.en
    assert reason.fr != reason.en
    assert decision.facts == ()
    labels = [effect.labels for effect in decision.effects if isinstance(effect, SetLabels)]
    assert labels == ([staged(one.state)[0].seen[subject_number(one)]] if one.why == "label" and has_labels(one) else [])


def subject_number(one: Refused) -> int:
    """The issue that a refused label was set on."""
    return subject(staged(one.state)[0], one.place, one.who).target.number


def has_labels(one: Refused) -> bool:
    """Whether the issue has labels of ours, that are put back."""
    return subject_number(one) in staged(one.state)[0].seen


def test_every_state_is_staged() -> None:
    """There is a way to each."""
    assert set(STAGES) == {state.id for state in OPPORTUNITY_STATES}


def test_every_command_is_carried_out() -> None:
    """No command of the table is answered with “not yet”."""
    assert {row.name for row in COMMANDS} - set(RULES) == COMING
