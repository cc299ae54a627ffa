"""Corrections: procurement says on the record that a state was entered by mistake, and the one before it is in force again.

Never crosses the opening, the draw or the award, and never goes forward: `corrections.py` has the table.
"""

from collections.abc import Mapping

from bot.core.application import Application
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.corrections import CORRECTIONS, UNDONE, Correction
from bot.core.effects import Effect, ReopenIssue
from bot.core.facts import NewFact, instant
from bot.core.rules.awarding import provision
from bot.core.rules.offering import offer_until
from bot.core.rules.pausing import concerned
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, quoted, refuse
from bot.core.schedule import schedule_data
from bot.core.states import Kind, state_of
from bot.core.text import Text, joined, moment

NOT_FROM_HERE = Text(
    "“{source}” can’t be corrected to “{target}”.",
    "« {source} » ne peut pas être corrigé en « {target} ».",
)
ONE_STEP = Text(
    "From here, one step back is possible: {targets}.",
    "D’ici, un seul pas en arrière est possible : {targets}.",
)
INSTEAD: Mapping[str, Text] = {
    "requested": Text(
        "Nothing comes before it. To end it, use `/stop`.",
        "Rien ne la précède. Pour y mettre fin, utilisez `/arrêter`.",
    ),
    "open": Text(
        "People have relied on the opening. To end the call, use `/cancel`, then `/rerun`.",
        "Des gens se sont fiés à l’ouverture. Pour mettre fin à l’appel, utilisez `/annuler`, puis `/relancer`.",
    ),
    "evaluation": Text(
        "The call is closed. The team can reopen it with `/extend closing` before the applications are read, or `/cancel` it.",
        "L’appel est fermé. L’équipe peut le rouvrir par `/prolonger clôture` avant la lecture des candidatures, ou l’`/annuler`.",
    ),
    "selected": Text(
        "A draw stands. To end the call, use `/cancel`; if the supplier declines, the next in the order is asked.",
        "Un tirage ne se refait pas. Pour mettre fin à l’appel, utilisez `/annuler`; si le fournisseur décline, le suivant est invité.",
    ),
    "awarded": Text(
        "An award stands. To end the contract, use `/terminate`.",
        "Une attribution ne se reprend pas. Pour mettre fin au contrat, utilisez `/résilier`.",
    ),
    "terminated": Text(
        "To take the termination back, use `/rescind`.",
        "Pour revenir sur la résiliation, utilisez `/rétablir`.",
    ),
}
"""What works instead, in the states from which no correction leads."""

CLOSED_MEANWHILE = Text(
    "The call would have closed meanwhile ({closing}), so nobody could apply any more.",
    "L’appel aurait pris fin entre-temps ({closing}); plus personne ne pourrait poser sa candidature.",
)
RUN_AGAIN = Text(
    "This opportunity was run again, so it stays ended. Go on in the new one.",
    "Cette opportunité a été relancée; elle reste donc terminée. Continuez dans la nouvelle.",
)
RERUN = Text("Run it again with `/rerun`.", "Relancez-la par `/relancer`.")


def possible(case: Case) -> tuple[Correction, ...]:
    """The corrections from the present state: of an end, only to the state before it."""
    rows = tuple(row for row in CORRECTIONS if row.source == case.state)
    if state_of(Kind.OPPORTUNITY, case.state).final and len(rows) > 1:
        return tuple(row for row in rows if row.target == case.state_before)
    if case.state == "invoiced":
        return tuple(row for row in rows if (row.target == "terminated") == (case.contract.termination is not None))
    return rows


def correct(case: Case, command: Command, scene: Scene) -> Answer:
    """Back to the state before, with the reason: what belongs to what is undone is undone too, and everyone concerned is told."""
    target = str(command.arguments["state"])
    row = next((one for one in possible(case) if one.target == target), None)
    if row is None:
        return _not_from_here(case, target)
    return _followed(case, row, scene.context) or _corrected(case, row, scene, str(command.arguments["reason"]))


def _not_from_here(case: Case, target: str) -> Refusal:
    targets = tuple(_name(one.target) for one in possible(case))
    works = ONE_STEP.format(targets=joined(targets)) if targets else INSTEAD[case.state]
    return refuse(NOT_FROM_HERE.format(source=_name(case.state), target=_name(target)), works)


def _corrected(case: Case, row: Correction, scene: Scene, reason: str) -> Outcome:
    back = _passed_over(case) if case.state in ("no_award", "cancelled") else ()
    fact = new(
        "corrected",
        by=scene.actor,
        source=case.state,
        to=row.target,
        reason=reason,
        undoes=list(row.undoes),
        applications=[[one.issue_id, one.state_before] for one in back],
    )
    comment = Comment("corrected", _fields(case, row, scene, back, reason))
    return Outcome((fact, *_offered_anew(case, row, scene.context)), comment, _begun_again(case, row, scene.context))


def _name(state: str) -> Text:
    return state_of(Kind.OPPORTUNITY, state).name


def _followed(case: Case, row: Correction, context: Context) -> Refusal | None:
    """What followed from an end that can't be taken back: it was run again, or the call would be over."""
    if case.preparation.rerun and state_of(Kind.OPPORTUNITY, case.state).final:
        return refuse(RUN_AGAIN)
    if row.target == "open" and case.call and case.clocks.passed(case.call.closing, context.now):
        return refuse(CLOSED_MEANWHILE.format(closing=moment(case.call.closing, context.policy.time_zone)), RERUN)
    return None


def _passed_over(case: Case) -> tuple[Application, ...]:
    """The applications that this end passed over, in the same moment."""
    return tuple(one for one in case.applications if one.state == "not_selected" and one.moved_at == case.clocks.since)


def _begun_again(case: Case, row: Correction, context: Context) -> tuple[Effect, ...]:
    """The issue is open again; where a supplier had agreed, the delivery repository is set up as it would have been."""
    reopened = (ReopenIssue("", case.target),) if state_of(Kind.OPPORTUNITY, case.state).final else ()
    agreed = row.target == "selected" and case.offer is not None and case.offer.agreed
    return (*reopened, *((provision(case, context),) if agreed else ()))


def _offered_anew(case: Case, row: Correction, context: Context) -> tuple[NewFact, ...]:
    """A supplier whose offer is in force again has the whole time to answer it."""
    if not _open_again(case, row):
        return ()
    until = instant(offer_until(context))
    return (NewFact("rescheduled", {"why": "corrected", **schedule_data(case.opportunity), "offer_until": until}),)


def _open_again(case: Case, row: Correction) -> bool:
    """Whether an offer that was not answered is in force again."""
    return row.target == "selected" and case.offer is not None and not case.offer.agreed


def _fields(case: Case, row: Correction, scene: Scene, back: tuple[Application, ...], reason: str) -> dict[str, Value]:
    mentions = (*concerned(case), *(mention(one.applicant) for one in back), *scene.context.mentions(*row.next))
    return {
        "by": scene.actor.login,
        "source": _name(row.source),
        "target": _name(row.target),
        "reason": quoted(reason),
        "undone": tuple(UNDONE[one] for one in row.undoes),
        "back": len(back),
        "until": moment(offer_until(scene.context), scene.policy.time_zone) if _open_again(case, row) else None,
        "mentions": tuple(dict.fromkeys(mentions)),
    }
