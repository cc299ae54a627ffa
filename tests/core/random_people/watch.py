"""What must hold after everything that happens to a case, whoever did it: the rules of a game that has no players.

Each sentence that fails begins with its kind: illegal, stuck, doubled, early or wrong. Never changes a case.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.case import Case
from bot.core.comments import Comment
from bot.core.corrections import CORRECTIONS
from bot.core.deadlines import deadlines
from bot.core.decision import Decision
from bot.core.effects import Effect, KeepPanel, OpenIssue, PostComment, Priority, SetLabels
from bot.core.events import Commented, Due
from bot.core.evolution import evolve, fold
from bot.core.facts import Fact, broken_at, inner_hash, link, read_instant
from bot.core.rules.table import carry_out
from bot.core.rules.waiting import awaited
from bot.core.states import APPLICATION_STATES, BY_ID, MOVES, OPPORTUNITY_STATES, Kind, state_of
from bot.core.text import Text, end_of
from tests.core.random_people.life import Life, Told
from tests.core.random_people.sayings import scene
from tests.core.stories.cast import secrets

EDGES = {kind: {(one.source, one.target) for one in MOVES[kind]} for kind in Kind}
BACK = {(one.source, one.target) for one in CORRECTIONS}
WHATEVER_THE_CLOCKS = frozenset({"blocked", "blocked_long", "dispute", "dispute_late", "debrief_late", "retry", "restore"})
"""Deadlines that no pause stops."""

MOST_SAID = 4
"""GitHub is asked for no more comments, issues and panels than these at once, besides one for each application that is told of or read."""


@dataclass
class Watch:
    """Looks at every decision of one life. `edges` are those travelled so far, corrections apart."""

    carried: Counter[int] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    notices: set[tuple[object, ...]] = field(default_factory=set)
    edges: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    given: dict[str, datetime | None] = field(default_factory=dict)

    def begin(self, life: Life) -> None:
        """Takes over a life that has come to a stage already."""
        self._carries(life.effects)
        life.witness = self.__call__

    def __call__(self, life: Life, before: Case | None, told: Told, decision: Decision) -> None:
        """Looks at one decision."""
        self._facts(life, before, decision)
        self._effects(life, decision)
        self._deadlines(life, before, told, decision)
        _refusals(told, decision)
        self._labels(life, decision)
        if life.so_far is not None:
            self.states[life.state] += 1
            somebody_is_next(life)

    def _facts(self, life: Life, before: Case | None, decision: Decision) -> None:
        """Every state is in its table and was reached by an edge of it, or by a correction; the chain is whole."""
        case, head = before, before.head if before else "0" * 64
        for fact in decision.facts:
            right = fact.prev == head and fact.hash == link(head, inner_hash(fact, secrets().salt(fact.seq)))
            assert right, f"illegal: fact {fact.seq} does not follow"
            after, head = evolve(case, fact), fact.hash
            self._moved(case, after, fact)
            whole_money(fact.data)
            case = after
        assert case == life.so_far, "illegal: the facts tell another case"

    def _moved(self, before: Case | None, after: Case, fact: Fact) -> None:
        edge = (before.state if before else None, after.state)
        if before is None or fact.kind == "moved":
            assert edge in EDGES[Kind.OPPORTUNITY], f"illegal: opportunity: {edge[0]} → {edge[1]}"
            self.edges[f"opportunity: {edge[0] or 'filed'} → {edge[1]}"] += 1
        elif fact.kind == "corrected":
            assert edge in BACK, f"illegal: correction: {edge[0]} → {edge[1]}"
            self.edges[f"correction: {edge[0]} → {edge[1]}"] += 1
        else:
            assert before.state == after.state, f"illegal: {fact.kind} moves {edge[0]} → {edge[1]}"
        assert after.state in BY_ID[Kind.OPPORTUNITY], f"illegal: state {after.state}"
        self._applications_moved(before, after, fact)

    def _applications_moved(self, before: Case | None, after: Case, fact: Fact) -> None:
        known = {one.issue_id: one for one in before.applications} if before else {}
        for one in after.applications:
            was = known.get(one.issue_id)
            if fact.kind == "corrected":
                assert was, "illegal: a correction brings an application"
                assert one.state in (was.state, was.state_before), f"illegal: application corrected to {one.state}"
            elif was is None or was.state != one.state:
                edge = (was.state if was else None, one.state)
                assert edge in EDGES[Kind.APPLICATION], f"illegal: application: {edge[0]} → {edge[1]} by {fact.kind}"
                self.edges[f"application: {edge[0] or 'filed'} → {edge[1]}"] += 1

    def _effects(self, life: Life, decision: Decision) -> None:
        """Keys are unique, words are in both languages, no thread hears two comments at once, and GitHub is asked for few."""
        for one in decision.effects:
            assert one.key not in self.keys, f"doubled: effect {one.key}"
            self.keys.add(one.key)
            for comment in comments_of(one):
                both_languages(comment.fields, comment.name)
        few_at_once(decision)
        self._carries(decision.effects)
        self._all_carried(life)

    def _carries(self, effects: Iterable[Effect]) -> None:
        for one in effects:
            if isinstance(one, PostComment | KeepPanel | OpenIssue):
                self.carried.update(fact.seq for fact in one.facts)

    def _all_carried(self, life: Life) -> None:
        """Every fact stands in one marker (as its hash, if it is not public), or waits for the next."""
        waiting = {fact.seq for fact in life.case.record.uncarried} if life.so_far else set()
        for fact in life.facts:
            times = self.carried[fact.seq]
            assert times == (0 if fact.seq in waiting else 1), f"wrong: {fact.kind} stands in {times} markers, waits: {fact.seq in waiting}"

    def _deadlines(self, life: Life, before: Case | None, told: Told, decision: Decision) -> None:
        """What falls due is what the case says; nothing comes early or twice, and what came has gone."""
        if life.so_far is None:
            return
        case = life.case
        assert life.deadlines == deadlines(case, life.policy), "wrong: other deadlines than the case's"
        if not case.clocks.running:
            early = {one.kind for one in life.deadlines} - WHATEVER_THE_CLOCKS
            assert not early, f"early: {early} while the clocks stand still"
        self._born(life, before, told)
        for one in life.deadlines:
            least = never_before(case, life, one.kind)
            assert least is None or one.due > least, f"early: {one.kind} at {one.due}, and {least} has not passed"
        if isinstance(told.what, Due) and decision.effects:
            self._came(life, told, decision)

    def _born(self, life: Life, before: Case | None, told: Told) -> None:
        """A deadline that is new and has passed already is none whose notice was given in this wait."""
        known = deadlines(before, life.policy) if before else frozenset()
        for one in life.deadlines - known:
            again = one.due <= told.now and self.given.get(one.kind) == life.case.clocks.since
            assert not again, f"doubled: {one.kind} was said, and would be at once for {one.due}"

    def _came(self, life: Life, told: Told, decision: Decision) -> None:
        what = told.what
        assert isinstance(what, Due)
        assert told.now >= what.due, f"early: {what.kind}"
        assert all((one.kind, one.due) != (what.kind, what.due) for one in life.deadlines), f"doubled: {what.kind} came and is still due"
        self.given[what.kind] = life.case.clocks.since
        for one in decision.effects:
            if isinstance(one, PostComment):
                self._once((what.kind, what.due, one.comment.name, one.target), f"{one.comment.name} for {what.kind} at {what.due}")
                if one.comment.name not in IN_THE_SAME_WORDS:
                    self._once((one.comment.name, str(one.comment.fields), one.target), f"{one.comment.name}, word for word")

    def _once(self, notice: tuple[object, ...], said: str) -> None:
        assert notice not in self.notices, f"doubled: {said}"
        self.notices.add(notice)

    @staticmethod
    def _labels(life: Life, decision: Decision) -> None:
        """One state label an issue; what GitHub shows is the state, unless its label is about to be restored."""
        for one in decision.effects:
            if isinstance(one, SetLabels):
                states = [label for label in one.labels if label in STATE_LABELS]
                assert len(states) == 1, f"illegal: {states} on one issue"
        if life.so_far is None:
            return
        case = life.case
        issues = [(case.target, state_of(Kind.OPPORTUNITY, case.state))]
        issues += [(case.thread(one), state_of(Kind.APPLICATION, one.state)) for one in case.applications]
        for target, state in issues:
            shown = [label for label in life.shown(target) if label in STATE_LABELS]
            waits = str(target.issue_id) in case.restore_at or target.issue_id in case.gone
            assert waits or shown == [state.label(life.policy.labels)], f"illegal: {state.kind} is {state.id}, and its issue shows {shown}"


STATE_LABELS = frozenset(one.label(language) for one in (*OPPORTUNITY_STATES, *APPLICATION_STATES) for language in ("en", "fr"))


IN_THE_SAME_WORDS = frozenset({"payment_late"})
"""Notices that remind every few days of one thing: those who wait for a payment are told that it is late three times."""


def never_before(case: Case, life: Life, kind: str) -> datetime | None:
    """The moment that has to be over first, told without the deadlines' own rules."""
    zone = life.policy.time_zone
    match kind:
        case "closing":
            return case.call.closing if case.call else None
        case "sweep" | "freeze":
            return case.call.closing + timedelta(seconds=89) if case.call else None
        case "offer":
            return read_instant(case.offer.until) - timedelta(microseconds=1) if case.offer else None
        case "overdue":
            return end_of(case.opportunity.delivery, zone)
        case "fork":
            return read_instant(case.contract.fork.until) - timedelta(microseconds=1) if case.contract.fork else None
        case "proposal":
            return read_instant(case.contract.proposal.until) - timedelta(microseconds=1) if case.contract.proposal else None
        case "evaluation_late":
            return end_of(case.opportunity.selection, zone) - timedelta(microseconds=1)
        case _:
            return case.preparation.filed_at


def comments_of(effect: Effect) -> tuple[Comment, ...]:
    """What an effect says."""
    match effect:
        case PostComment():
            return (effect.comment, *effect.also)
        case KeepPanel() | OpenIssue():
            return (effect.comment,)
        case _:
            return ()


def few_at_once(decision: Decision) -> None:
    """No thread hears two comments at once, and GitHub is asked for few; what each application is told, or brings, is apart."""
    said = [one for one in decision.effects if isinstance(one, PostComment) and one.priority is not Priority.BULK]
    for thread, count in Counter(one.target.lane for one in said).items():
        names = [one.comment.name for one in said if one.target.lane == thread]
        assert count == 1, f"doubled: {names} on one thread at once"
    asked = [*said, *(one for one in decision.effects if isinstance(one, KeepPanel | OpenIssue))]
    assert len(asked) <= MOST_SAID, f"wrong: {len(asked)} comments, panels and issues at once"


def _refusals(told: Told, decision: Decision) -> None:
    """A refusal is a sentence in both languages; nothing else follows from a comment of which all is refused."""
    said = [comment for one in decision.effects for comment in comments_of(one)]
    refused = [one for one in said if one.name == "refused"]
    for one in refused:
        reasons = one.fields["reasons"]
        right = isinstance(reasons, tuple) and reasons and all(isinstance(reason, Text) and reason.en != reason.fr for reason in reasons)
        assert right, f"wrong: refused for {reasons}"
    commands = told.what.commands if isinstance(told.what, Commented) else ("one",)
    if refused and len(refused) == len(said) and len(refused) >= len(commands):
        assert not decision.facts, f"wrong: refused, and yet {[one.kind for one in decision.facts]}"


def both_languages(value: object, where: str) -> None:
    """No text lacks a language."""
    match value:
        case Text():
            assert bool(value.en.strip()) == bool(value.fr.strip()), f"wrong: {where} has {value}"
        case Mapping():
            for name, one in value.items():
                both_languages(one, f"{where}.{name}")
        case tuple():
            for one in value:
                both_languages(one, where)


def whole_money(data: object) -> None:
    """Money is whole cents, and nothing of a fact is a fraction."""
    match data:
        case float():
            raise AssertionError(f"wrong: a fact holds the fraction {data}")
        case Mapping():
            for one in data.values():
                whole_money(one)
        case list() | tuple():
            for one in data:
                whole_money(one)


def somebody_is_next(life: Life) -> None:
    """Unless it has ended, somebody has a next step that `/help` names, GitHub was asked for something, or a date comes by itself."""
    case = life.case
    over = state_of(Kind.OPPORTUNITY, case.state).final or case.state == "terminated" or life.ended
    if over or life.asked or any(one.kind != "restore" for one in life.deadlines):
        return
    waited = awaited(case, scene(life, "stranger", life.on_opportunity()), carry_out)
    assert waited is not None, f"stuck: {case.state}, and nobody is next"


def whole(life: Life) -> None:
    """At the end of a life, its facts are one whole chain that tells the same case."""
    assert broken_at(life.facts, secrets().salt) is None, "illegal: the chain is broken"
    assert fold(life.facts) == life.so_far, "illegal: the facts tell another case"
