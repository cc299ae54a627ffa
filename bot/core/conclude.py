"""From outcomes to one decision: facts are sealed, answers put together, labels and panels follow from what changed.

Never decides what is so: it renders the difference between the case before and the case after.
"""

from dataclasses import dataclass, replace

from bot.core.case import Case
from bot.core.comments import Comment
from bot.core.deadlines import deadlines
from bot.core.decision import Decision, SubjectKey
from bot.core.effects import Effect, KeepPanel, PostComment, Priority, SetLabels, Target
from bot.core.events import Due, Event, Performed
from bot.core.evolution import fold
from bot.core.facts import GENESIS, CaseKey, Cause, Data, Fact, NewFact, Visibility, seal_all
from bot.core.flags import FLAGS, kind_label
from bot.core.programme import summary_data, summary_of
from bot.core.record import KEPT
from bot.core.rules.evaluating import verdicts_panel
from bot.core.rules.panels import addenda_panel, findings_panel, questions_panel
from bot.core.scene import Context, Outcome
from bot.core.states import BEFORE_OPENING, Kind, state_of


@dataclass(frozen=True, slots=True)
class Progress:
    """What an event has made so far: the case before and now, its facts, its answers, its effects."""

    key: CaseKey
    before: Case | None
    case: Case | None
    cause: Cause
    context: Context
    facts: tuple[Fact, ...] = ()
    answers: tuple[tuple[Target, Comment], ...] = ()
    effects: tuple[Effect, ...] = ()
    subjects: tuple[SubjectKey, ...] = ()
    restored: frozenset[int] = frozenset()

    def takes(self, outcome: Outcome, target: Target) -> "Progress":
        """The same after an outcome: its facts are sealed, the case evolves, the answer waits for the others."""
        place = (self.key, self.case.seq + 1, self.case.head) if self.case else (self.key, 1, GENESIS)
        facts = seal_all(outcome.facts, place, self.cause, self.context.secrets.salt)
        after = replace(self, case=fold(facts, self.case), facts=(*self.facts, *facts), effects=(*self.effects, *outcome.effects))
        return after.says(target, outcome.answer) if outcome.answer else after

    def says(self, target: Target, comment: Comment) -> "Progress":
        """The same with one more thing to say on a thread."""
        return replace(self, answers=(*self.answers, (target, comment)))

    def restores(self, issue_id: int) -> "Progress":
        """The same with this issue's labels to be rendered again, whatever they show."""
        return replace(self, restored=self.restored | {issue_id})


def begin(case: Case | None, event: Event, context: Context) -> Progress:
    """Nothing so far."""
    return Progress(event.case, case, case, cause_of(event), context)


def cause_of(event: Event) -> Cause:
    """Why what follows from an event is so: GitHub's time, who did it (0 for the bot), and what brought the news."""
    return Cause(event.at, 0 if isinstance(event.what, Due | Performed) else event.what.actor.id, event.via)


def conclude(progress: Progress, context: Context) -> Decision:
    """The decision: what is said first, then further effects and panels, labels last."""
    effects = _effects(progress, context)
    carrier = _carrier(effects, progress.key)
    if carrier is None:
        progress = _kept(progress)
    after = progress.case
    subjects = progress.subjects + _applications(progress)
    keyed = _keyed(effects, progress, carrier)
    due = deadlines(after, context.policy) if after else None
    return Decision(progress.facts, keyed, due, subjects, _summary(progress, context))


def _summary(progress: Progress, context: Context) -> Data | None:
    """What other cases may know of this one, if facts may have changed it."""
    return summary_data(summary_of(progress.case, context.policy)) if progress.case and progress.facts else None


def _effects(progress: Progress, context: Context) -> tuple[Effect, ...]:
    after = progress.case
    panels = _panels(progress, after, context) if after else ()
    labels = _labels(progress, after, context) if after else ()
    effects = _joined((*_said(progress), *_newest((*progress.effects, *panels)), *labels))
    return tuple(one for one in effects if not (after and _is_away(one, after)))


def _is_away(effect: Effect, case: Case) -> bool:
    """Whether an effect is for an issue that was deleted or moved away."""
    target = getattr(effect, "target", None)
    return isinstance(target, Target) and target.issue_id in case.gone and target.repository_id == case.key.repository_id


def _kept(progress: Progress) -> Progress:
    """Nothing is said: what is so now is kept for the next comment, beside what was kept before."""
    if progress.case is None or not progress.facts:
        return progress
    return progress.takes(Outcome((NewFact(KEPT, {}, Visibility.SECRET),)), progress.case.target)


def _said(progress: Progress) -> tuple[PostComment, ...]:
    """One answer a thread, however many commands a comment held."""
    threads = dict.fromkeys(target for target, _ in progress.answers)
    told = {thread: _once(tuple(comment for target, comment in progress.answers if target == thread)) for thread in threads}
    return tuple(PostComment("", target, comments[0], also=comments[1:]) for target, comments in told.items())


def _joined(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """What is said on one thread at once is one comment: nobody is notified twice of one act. Urgent ones and many in bulk stand alone."""
    usual = [one for one in effects if isinstance(one, PostComment) and one.priority is Priority.USUAL]
    told = {thread: [one for one in usual if one.target == thread] for thread in dict.fromkeys(one.target for one in usual)}
    first = {posts[0].target: _and_also(posts[0], tuple(posts[1:])) for posts in told.values()}
    kept = (first.pop(one.target, None) if isinstance(one, PostComment) and one in usual else one for one in effects)
    return tuple(one for one in kept if one)


def _and_also(post: PostComment, others: tuple[PostComment, ...]) -> PostComment:
    return replace(post, also=(*post.also, *(comment for one in others for comment in (one.comment, *one.also))))


def _once(comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """The same refusal of several lines is said once."""
    return tuple(one for n, one in enumerate(comments) if one not in comments[:n])


def _newest(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Of several versions of one panel, the last."""
    last = {(one.target, one.name): number for number, one in enumerate(effects) if isinstance(one, KeepPanel)}
    return tuple(one for number, one in enumerate(effects) if not isinstance(one, KeepPanel) or last[one.target, one.name] == number)


def _panels(progress: Progress, after: Case, context: Context) -> tuple[KeepPanel, ...]:
    before = progress.before
    panels: list[KeepPanel] = []
    if after.state in BEFORE_OPENING and not after.unreadable and _checked(before) != _checked(after):
        panels.append(findings_panel(after, context))
    if before and before.questions != after.questions:
        panels.append(questions_panel(after))
    if before and after.call and before.call and before.call.addenda != after.call.addenda:
        panels.append(addenda_panel(after, context))
    if before and _judged(before) != _judged(after):
        panels.append(verdicts_panel(after))
    return tuple(panels)


def _judged(case: Case) -> object:
    evaluation = case.evaluation
    return (evaluation.verdicts, evaluation.confirmed_by, evaluation.letters if evaluation.verdicts else ())


def _checked(case: Case | None) -> object:
    return (case.opportunity, case.waived, case.approvals, case.unreadable) if case else None


def _labels(progress: Progress, after: Case, context: Context) -> tuple[SetLabels, ...]:
    before, restored = progress.before, progress.restored
    rendered: list[SetLabels] = []
    if before is None or (before.state, before.flags) != (after.state, after.flags) or after.key.issue_id in restored:
        rendered.append(_render(after.target, _opportunity_labels(after, context), context))
    known = {one.issue_id: one.state for one in before.applications} if before else {}
    changed = [one for one in after.applications if known.get(one.issue_id) != one.state or one.issue_id in restored]
    rendered.extend(_render(after.thread(one), _application_labels(one.state, context), context) for one in changed)
    return tuple(rendered)


def _render(target: Target, labels: tuple[str, ...], context: Context) -> SetLabels:
    return SetLabels("", target, labels, context.seen.labels.get(target.number, ()))


def _opportunity_labels(case: Case, context: Context) -> tuple[str, ...]:
    language = context.policy.labels
    flags = tuple(FLAGS[flag][0][language] for flag in sorted(case.flags))
    return (kind_label(Kind.OPPORTUNITY, language), state_of(Kind.OPPORTUNITY, case.state).label(language), *flags)


def _application_labels(state: str, context: Context) -> tuple[str, ...]:
    language = context.policy.labels
    return (kind_label(Kind.APPLICATION, language), state_of(Kind.APPLICATION, state).label(language))


def _carrier(effects: tuple[Effect, ...], key: CaseKey) -> int | None:
    """The place of the comment that carries the facts: the first in the programme's repository, else the first of all."""
    said = [n for n, one in enumerate(effects) if isinstance(one, PostComment | KeepPanel)]
    return min(said, key=lambda n: (not _is_public(effects[n], key), n), default=None)


def _keyed(effects: tuple[Effect, ...], progress: Progress, carrier: int | None) -> tuple[Effect, ...]:
    """Each effect gets its key, from what brought the news and its place; the facts travel with the carrier.

    What was kept travels with the next facts, not with a comment that records nothing: only a fact can tell that it has been carried.
    """
    before = progress.before.record.uncarried if progress.before and progress.facts else ()
    keyed: list[Effect] = []
    for number, one in enumerate(effects):
        key = f"{progress.cause.via}/{number}"
        if number == carrier and isinstance(one, PostComment | KeepPanel):
            keyed.append(replace(one, key=key, facts=(*before, *progress.facts)))
        else:
            keyed.append(replace(one, key=key))
    return tuple(keyed)


def _is_public(effect: Effect, key: CaseKey) -> bool:
    """Whether a comment stands in the programme's repository: what is public is announced there, not in the evaluation's."""
    return isinstance(effect, PostComment | KeepPanel) and effect.target.repository_id == key.repository_id


def _applications(progress: Progress) -> tuple[SubjectKey, ...]:
    """Issues that belong to the case from now on: its own, and each new application's (a late one's too)."""
    if progress.case is None:
        return ()
    known = {one.issue_id for one in progress.before.applications} if progress.before else set()
    fresh = tuple(one.issue_id for one in progress.case.applications if one.issue_id not in known)
    own = () if progress.before else (progress.key.issue_id,)
    return tuple(SubjectKey(progress.key.repository_id, issue_id) for issue_id in (*own, *fresh))
