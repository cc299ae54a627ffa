"""decide(case, event, context) → Decision: the table of contents of the bot.

What happened is matched here with the rule that says what follows; `conclude.py` turns that into a decision. Nothing here is done:
facts, effects and deadlines are data.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from bot.core.case import Case
from bot.core.commands import BY_NAME, Command, Misread
from bot.core.comments import Comment, Mention, Spoken, Value
from bot.core.conclude import Progress, begin, cause_of, conclude
from bot.core.deadlines import deadlines
from bot.core.deadlines.acceptance import ASSESSMENT, DEFECT
from bot.core.deadlines.payment import LATE
from bot.core.decision import Deadline, Decision, SubjectKey
from bot.core.events import Applied, Closed, Commented, Due, Edited, Event, Filed, Gone, Labeled, Performed, PullRequest, Subject, Unlabeled
from bot.core.facts import NewFact, Visibility, instant
from bot.core.people import Actor
from bot.core.rules import (
    amending,
    applying,
    assessing,
    awarding,
    closing,
    delivering,
    disputing,
    evaluating,
    filing,
    forking,
    labelling,
    lateness,
    offering,
    paying,
    people,
    reminding,
    rerun,
    signposts,
    threads,
)
from bot.core.rules.table import carry_out
from bot.core.scene import NOTHING, Answer, Context, Outcome, Refusal, Scene, panel
from bot.core.states import state_labelled
from bot.core.text import Language, Text, same


def decide(case: Case | None, event: Event, context: Context) -> Decision:
    """What is so now and what is to be done, after an event in a case (none: no case yet)."""
    hearing = Hearing(event, context)
    progress = begin(case, event, context)
    return conclude(_hear(progress, hearing), context)


@dataclass(frozen=True, slots=True)
class Hearing:
    """An event with what was gathered for it."""

    event: Event
    context: Context

    def scene(self, actor: Actor, subject: Subject, language: Language = "en") -> Scene:
        """The scene of one act in this event."""
        return Scene(actor, subject, language, cause_of(self.event), self.context)


def _hear(progress: Progress, hearing: Hearing) -> Progress:  # noqa: C901, PLR0912 - the table of contents
    case, what = progress.case, hearing.event.what
    match what:
        case Filed():
            return progress if case else _sent(progress, filing.file(what, hearing.scene(what.actor, what.subject)), _asked(what, "both"))
        case Applied():
            return _applied(progress, what, hearing)
        case Commented():
            return _commented(progress, what, hearing)
        case Labeled() if case is None:
            return _labelled_nowhere(progress, what, hearing)
        case _ if case is None:
            return progress
        case Edited():
            return _edited(progress, case, what, hearing)
        case Labeled():
            return _labelled(progress, case, what, hearing)
        case Unlabeled():
            return _unlabelled(progress, case, what, hearing)
        case Closed():
            return progress.takes(threads.closed(case, what), what.subject.target)
        case Gone():
            return progress.takes(threads.gone(case, what, hearing.context), case.target)
        case PullRequest():
            scene = hearing.scene(what.actor, what.subject)
            return _answered(progress, delivering.pull_request(case, what, scene), _asked(what, "both"))
        case Due():
            return _due(progress, case, what, hearing.context)
        case Performed():
            return _performed(progress, case, what, hearing.context)
        case _:
            assert_never(what)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, where, by whom, and in which language it is to be answered."""

    words: str
    subject: Subject
    actor: Actor
    language: Spoken


def _asked(what: Filed | Applied | Edited | PullRequest | Labeled, language: Spoken, words: str = "") -> Asked:
    return Asked(words, what.subject, what.actor, language)


def _answered(progress: Progress, answer: Answer, asked: Asked) -> Progress:
    if isinstance(answer, Refusal):
        return progress.says(asked.subject.target, _refused(answer, asked))
    return progress.takes(answer, asked.subject.target)


def _sent(progress: Progress, answer: Answer, asked: Asked) -> Progress:
    """The same for a text that begins something: it is read again at each edit, so the refusal stands once, where the findings follow."""
    if isinstance(answer, Refusal):
        target = asked.subject.target
        return progress.takes(Outcome(effects=(panel(target, "findings", _refused(answer, asked)),)), target)
    return _answered(progress, answer, asked)


def _refused(refusal: Refusal, asked: Asked) -> Comment:
    fields: dict[str, Value] = {
        "mention": Mention(asked.actor.login),
        "asked": asked.words,
        "reasons": refusal.reasons,
        "works": refusal.works,
        "example": refusal.example,
    }
    return Comment("refused", fields, asked.language)


def _applied(progress: Progress, what: Applied, hearing: Hearing) -> Progress:
    scene = hearing.scene(what.actor, what.subject, what.language)
    asked = _asked(what, what.language)
    if progress.case is None:
        return _sent(progress, applying.nowhere(what), asked)
    if progress.case.application(what.subject.target.issue_id):
        return progress
    return _sent(progress, applying.apply(progress.case, what, scene), asked)


def _commented(progress: Progress, what: Commented, hearing: Hearing) -> Progress:
    for one in what.commands:
        scene = replace(hearing.scene(what.actor, what.subject, one.language), url=what.url)
        if progress.case is None:
            return progress.says(what.subject.target, signposts.lost(what, scene))
        progress = _said(progress, progress.case, one, scene)
    return progress


def _said(progress: Progress, case: Case, one: Command | Misread, scene: Scene) -> Progress:
    asked = Asked(BY_NAME[one.name].word(one.language) if one.name else "", scene.subject, scene.actor, one.language)
    if isinstance(one, Misread):
        return _answered(progress, Refusal((one.problem,), None, one.example or None), asked)
    return _answered(progress, carry_out(case, one, scene), asked)


def _edited(progress: Progress, case: Case, what: Edited, hearing: Hearing) -> Progress:
    application = case.application(what.subject.target.issue_id)
    language: Language = application.language if application else case.language
    scene = hearing.scene(what.actor, what.subject, language)
    answer = applying.edit(case, what, application, scene) if application else filing.edit(case, what, scene)
    return _answered(progress, answer, _asked(what, language))


def _labelled_nowhere(progress: Progress, what: Labeled, hearing: Hearing) -> Progress:
    """No case, so no state: the label is taken off, and whoever set it hears why."""
    scene = hearing.scene(what.actor, what.subject)
    if state_labelled(what.label) is None:
        return progress
    said = _answered(progress, labelling.NOWHERE, _asked(what, "both", what.label))
    return said.takes(Outcome(effects=(labelling.taken_off(what, scene),)), what.subject.target)


def _labelled(progress: Progress, case: Case, what: Labeled, hearing: Hearing) -> Progress:
    scene = hearing.scene(what.actor, what.subject)
    wanted = labelling.requested(case, what, scene)
    if wanted is None:
        return progress.restores(what.subject.target.issue_id) if labelling.is_twin(case, what, scene) else progress
    answer = wanted if isinstance(wanted, Refusal) else carry_out(case, wanted, scene)
    return _answered(progress, answer, _asked(what, "both", what.label)).restores(what.subject.target.issue_id)


def _unlabelled(progress: Progress, case: Case, what: Unlabeled, hearing: Hearing) -> Progress:
    answer = labelling.removed(case, what, hearing.scene(what.actor, what.subject))
    if answer is None:
        return progress.restores(what.subject.target.issue_id)
    return progress.takes(answer if isinstance(answer, Outcome) else NOTHING, what.subject.target)


def _due(progress: Progress, case: Case, what: Due, context: Context) -> Progress:
    """What follows from a deadline that the case still has: time moved on, or the date did."""
    deadline = Deadline(what.due, what.kind)
    if deadline not in deadlines(case, context.policy):
        return progress
    if what.kind == "restore":
        return _restored(progress, case, what)
    return _reminded(progress.takes(DUE[what.kind](case, what, context), case.target), deadline)


def _reminded(progress: Progress, deadline: Deadline) -> Progress:
    """A notice that leaves its deadline standing is on the record as given, so that it is given once."""
    case = progress.case
    assert case is not None
    if deadline not in deadlines(case, progress.context.policy):
        return progress
    said = NewFact("reminded", {"kind": deadline.kind, "due": instant(deadline.due)}, Visibility.SECRET)
    return progress.takes(Outcome((said,)), case.target)


def _restored(progress: Progress, case: Case, what: Due) -> Progress:
    for issue_id in [one for one, until in case.restore_at.items() if instant(what.due) >= until]:
        fact = NewFact("relabelled", {"issue_id": int(issue_id)}, Visibility.SECRET)
        progress = progress.takes(Outcome((fact,)), case.target).restores(int(issue_id))
    return progress


DUE: dict[str, Callable[[Case, Due, Context], Outcome]] = {
    "no_applications": lateness.nobody_yet,
    "closing": closing.close,
    "sweep": closing.swept,
    "freeze": closing.freeze,
    "evaluation_late": lateness.evaluation_late,
    "evaluation_overdue": lateness.evaluation_overdue,
    "offer": offering.lapse,
    "signoff_reminder": reminding.sign_off_near,
    "signoff": offering.unseen,
    "delivery_reminder": reminding.delivery_near,
    "overdue": forking.overdue,
    "fork": forking.silent,
    "proposal": amending.unanswered,
    "blocked": reminding.client_again,
    "blocked_long": reminding.blocked_long,
    "retry": awarding.retry,
    "unpublished": filing.unpublished,
    **dict.fromkeys(ASSESSMENT, assessing.unassessed),
    **dict.fromkeys(DEFECT, assessing.unmended),
    "invoice_soon": paying.invoice_soon,
    "invoice_late": paying.invoice_late,
    **dict.fromkeys(LATE, paying.payment_late),
    "dispute": disputing.unanswered,
    "dispute_late": disputing.unanswered,
    "debrief_late": people.debrief_late,
}
"""Deadline → what follows."""


def _performed(progress: Progress, case: Case, what: Performed, context: Context) -> Progress:
    subjects: tuple[SubjectKey, ...] = ()
    if what.refusal is not None:
        outcome = awarding.not_performed(case, what, context, THINGS.get(what.effect, same(what.effect)))
    elif what.effect == "Provision" and not awarding.is_awaited(case):
        outcome = awarding.provisioned_late(case, what, context)
    elif what.effect == "FileOpportunity":
        outcome = rerun.opened_again(case, what, context)
    elif what.effect == "OpenIssue":
        outcome, subjects = evaluating.opened(case, what)
    else:
        outcome, subjects = awarding.award(case, what, context)
    return replace(progress.takes(outcome, case.target), subjects=(*progress.subjects, *subjects))


THINGS = {
    "OpenIssue": Text("open the evaluation’s issue", "ouvrir le billet de l’évaluation"),
    "FileOpportunity": Text("file this opportunity again", "déposer de nouveau cette opportunité"),
    "Provision": Text("set up the delivery repository", "préparer le dépôt de livraison"),
}
