"""Random people play cases: no illegal state, nobody stuck, nothing said twice, no clock early, whatever anybody does.

`bench/random_people.py` plays thousands of steps; here are a few lives by the dice, and hypothesis, which makes what it finds small.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.core.case import Case
from bot.core.comments import Comment
from bot.core.decide import DUE
from bot.core.decision import Decision
from bot.core.effects import Effect, KeepPanel, PostComment, SetLabels
from bot.core.events import Due, Happening
from bot.core.facts import Cause, NewFact, seal
from bot.core.scene import Context, Outcome
from bot.core.states import OPPORTUNITY_STATES
from bot.core.text import Text
from tests.core.random_people.chance import Weighed
from tests.core.random_people.doings import something
from tests.core.random_people.life import Life, Told
from tests.core.random_people.lives import begun, comes_to_an_end, is_over, one_life, there
from tests.core.random_people.smallest import again, in_words, smallest
from tests.core.random_people.watch import Watch, whole
from tests.core.stories.cast import secrets
from tests.core.stories.refusals import STAGES

T = TypeVar("T")


@dataclass(slots=True)
class Drawn:
    """Choices that hypothesis makes, and makes plainer: the first option is the plainest."""

    data: st.DataObject

    def one_of(self, options: Sequence[T]) -> T:
        """One of several, each as likely."""
        return options[self.number(0, len(options) - 1)]

    def weighed(self, options: Weighed[T]) -> T:
        """One of several: those of more weight more often."""
        return self.one_of([one for weight, one in options for _ in range(weight)])

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.data.draw(st.integers(low, high))

    def once_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.number(0, times - 1) == times - 1


class RandomPeople(RuleBasedStateMachine):
    """A case in which anything can happen, from any stage of it; at last, everybody does what is waited for."""

    life: Life

    @initialize(stage=st.sampled_from(("", *STAGES)), data=st.data())
    def begins(self, stage: str, data: st.DataObject) -> None:
        """A case that has come to a stage."""
        self.life = begun(stage, Watch())
        there(self.life, Drawn(data))

    @precondition(lambda self: not self.life.ended)
    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        """Anything, by anybody."""
        something(self.life, Drawn(data))

    @precondition(lambda self: not is_over(self.life))
    @rule(data=st.data())
    def it_comes_to_an_end(self, data: st.DataObject) -> None:
        """Everybody does what is waited for."""
        comes_to_an_end(self.life, Drawn(data))
        whole(self.life)


TestRandomPeople = RandomPeople.TestCase
TestRandomPeople.settings = settings(
    max_examples=40,
    stateful_step_count=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
)


@pytest.fixture(scope="module")
def watched() -> Watch:
    """What lives of forty seeds show; every one of them must be whole."""
    watch = Watch()
    for seed in range(40):
        own = Watch()
        _, wrong = one_life(seed, 40, own)
        assert wrong is None, in_words(smallest(wrong))
        watch.edges += own.edges
        watch.states += own.states
    return watch


def test_random_people_play_whole_lives(watched: Watch) -> None:
    """From each stage to an end, by the dice; every state is seen, and most edges are travelled."""
    assert set(watched.states) == {state.id for state in OPPORTUNITY_STATES}
    assert len(watched.edges) > 40


def test_a_life_is_lived_again_from_its_record() -> None:
    """What happened is enough to let it happen again, so that a wrong life can be made smaller."""
    life = begun("", Watch())
    life.vetted()
    life.says("samuel", "/commit")
    assert again("", (life.policy, life.programme), life.told) == ""


def silent(_case: Case, _due: Due, _context: Context) -> Outcome:
    """A closing that French speakers do not hear of, and after which nothing follows."""
    return Outcome(answer=Comment("closed", {"counts": Text("Nobody applied.", "")}))


def test_a_rule_that_breaks_is_found_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that happened in a life, the one thing is left that goes wrong."""
    monkeypatch.setitem(DUE, "closing", silent)
    _, wrong = one_life(OPEN, 10, Watch())
    assert wrong is not None
    small = smallest(wrong)
    assert small.sentence.startswith("wrong: closed.counts has Text(en='Nobody applied.', fr='')")
    assert [type(one.what) for one in small.told] in ([], [Due])
    assert "from the stage “open”" in in_words(small)


OPEN = 19
"""A seed whose life begins in an open call."""


def seen(life: Life, decision: Decision, what: Happening) -> None:
    """A watch looks at a decision about something, of which the life itself knows."""
    watch = Watch()
    watch.begin(life)
    watch(life, life.so_far, Told(life.now, what, life.now), decision)


def a_comment(life: Life, words: Text, key: str = "key") -> PostComment:
    """A comment on the opportunity, of some words."""
    return PostComment(key, life.case.target, Comment("said", {"words": words}))


SAID = Text("Said.", "Dit.")
WRONG: Mapping[str, Callable[[Life], tuple[Effect, ...]]] = {
    "wrong: said.words has Text(en='Said.', fr='')": lambda life: (a_comment(life, Text("Said.", "")),),
    "doubled: effect key": lambda life: (a_comment(life, SAID), a_comment(life, SAID)),
    "doubled: ['said', 'said'] on one thread at once": lambda life: (a_comment(life, SAID), a_comment(life, SAID, "other")),
    "wrong: 5 comments, panels and issues at once": lambda life: tuple(
        KeepPanel(str(n), life.case.target, str(n), Comment("said", {})) for n in range(5)
    ),
    "illegal: ['opportunity: open', 'opportunity: vetted'] on one issue": lambda life: (
        SetLabels("key", life.case.target, ("opportunity: open", "opportunity: vetted"), ()),
    ),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_watch_sees_what_is_wrong(sentence: str) -> None:
    """Each kind of wrong has its sentence."""
    life = begun("open", Watch())
    with pytest.raises(AssertionError, match=re.escape(sentence)):
        seen(life, Decision((), WRONG[sentence](life)), Due("closing", life.now))


def test_watch_sees_an_illegal_move() -> None:
    """A fact that moves a case where no edge leads, and one that does not follow from the last."""
    life = begun("open", Watch())
    before, new = life.case, NewFact("moved", {"to": "paid"})
    fact = seal(new, (before.key, before.seq + 1, before.head), Cause(life.now.astimezone(UTC), 1, "via"), secrets().salt(before.seq + 1))
    with pytest.raises(AssertionError, match="illegal: opportunity: open → paid"):
        seen(life, Decision((fact,)), Due("closing", life.now))
    with pytest.raises(AssertionError, match="does not follow"):
        seen(life, Decision((replace(fact, prev=fact.hash),)), Due("closing", life.now))
