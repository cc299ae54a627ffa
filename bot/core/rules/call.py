"""The call: publishing, questions and answers, closing, cancelling. Applications themselves stand in `applying.py`."""

import hashlib
from datetime import datetime

from bot.core.case import Case, Question
from bot.core.commands import Command
from bot.core.comments import Comment, Mention, Value
from bot.core.effects import CloseIssue, OpenIssue
from bot.core.events import Due
from bot.core.facts import instant
from bot.core.people import Role
from bot.core.rules.ending import passed_over, undecided
from bot.core.rules.funds import price_with_tax
from bot.core.rules.panels import missing_approvals, unmet
from bot.core.rules.vetting import UNMET
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, quoted, refuse
from bot.core.schedule import call_moments
from bot.core.states import Kind, move
from bot.core.text import Text, day, moment, money

SPLITTING = Text(
    "The flag for contract splitting is undecided: procurement judges it with `/clear` or `/uphold`.",
    "L’indicateur de fractionnement n’est pas tranché : l’autorité contractante tranche par `/lever` ou `/maintenir`.",
)
UNAPPROVED = Text("An approval is missing.", "Il manque une approbation.")
SHORT_FUNDS = Text(
    "The reservation, {have}, is below the price with tax, {needed}.",
    "La réservation, {have}, est inférieure au prix taxes comprises, {needed}.",
)
NO_QUESTION = Text("There is no question {id} here.", "Il n’y a pas de question {id} ici.")
"""Reasons against publishing and against questions."""


def gates(case: Case, context: Context) -> tuple[Text, ...]:
    """Everything that holds up opening, at once."""
    needed = price_with_tax(case, context.policy)
    reasons = [UNMET.format(id=one.id, sentence=one.sentence) for one in unmet(case, context)]
    if missing_approvals(case, context):
        reasons.append(UNAPPROVED)
    if "contract_splitting" in case.flags:
        reasons.append(SPLITTING)
    if case.funds.amount < needed:
        reasons.append(SHORT_FUNDS.format(have=money(case.funds.amount), needed=money(needed)))
    return (*reasons, *context.gaps)


def publish(case: Case, command: Command, scene: Scene) -> Answer:
    """Opens the call: the hash of the draw's seed is published before anybody applies."""
    reasons = gates(case, scene.context)
    if reasons:
        return Refusal(reasons)
    closing, until = call_moments(case.opportunity, scene.policy)
    seed_hash = hashlib.sha256(scene.context.secrets.draw_seed).hexdigest()
    published = new("published", closing=instant(closing), questions_until=instant(until), seed_hash=seed_hash)
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "open"))
    return Outcome((published, moved), _published(case, scene.context, closing, until, seed_hash))


def _published(case: Case, context: Context, closing: datetime, until: datetime, seed_hash: str) -> Comment:
    zone = context.policy.time_zone
    address = f"{context.site}/{case.target.repository}/issues/new"
    fields: dict[str, Value] = {
        "number": case.target.number,
        "price": money(case.opportunity.price),
        "closing": moment(closing, zone),
        "questions_until": moment(until, zone),
        "selection": day(case.opportunity.selection),
        "delivery": day(case.opportunity.delivery),
        "apply_en": f"{address}?template=application.yml&opportunity={case.target.number}",
        "apply_fr": f"{address}?template=candidature.yml&opportunity={case.target.number}",
        "seed_hash": seed_hash,
        "clients": tuple(mention(person) for person in case.clients),
    }
    return Comment("published", fields)


def ask(case: Case, command: Command, scene: Scene) -> Answer:
    """A public question. After the cut-off it is kept for the maintainer."""
    assert case.call is not None
    number = len(case.questions) + 1
    late = scene.cause.at > case.call.questions_until
    words = str(command.arguments["text"])
    fact = new("asked", id=number, url=scene.url, words=words, late=late)
    who = scene.context.mentions(Role.MAINTAINER) if late else tuple(mention(person) for person in case.clients)
    until = moment(case.call.questions_until, scene.policy.time_zone)
    fields: dict[str, Value] = {"id": number, "late": late, "until": until, "closing": _closing(case, scene), "mentions": who}
    return Outcome((fact,), Comment("asked", fields))


def answer(case: Case, command: Command, scene: Scene) -> Answer:
    """An answer, held until both languages are there; then it is said to everybody who asked or applied."""
    question = case.question(int(str(command.arguments["id"])))
    if question is None:
        return refuse(NO_QUESTION.format(id=int(str(command.arguments["id"]))))
    en, fr = str(command.arguments.get("en") or ""), str(command.arguments.get("fr") or "")
    fact = new("answered", id=question.id, en=en, fr=fr)
    full_en, full_fr = en or question.en, fr or question.fr
    if not (full_en and full_fr):
        held: dict[str, Value] = {
            "id": question.id,
            "missing": "fr" if full_en else "en",
            "author": mention(scene.actor),
            "closing": _closing(case, scene),
        }
        return Outcome((fact,), Comment("answer_held", held))
    return Outcome((fact,), _answered(case, question, Text(full_en, full_fr), scene))


def _closing(case: Case, scene: Scene) -> Text:
    assert case.call is not None
    return moment(case.call.closing, scene.policy.time_zone)


def _answered(case: Case, question: Question, said: Text, scene: Scene) -> Comment:
    told = {one.applicant.login: Mention(one.applicant.login) for one in case.applications if one.state in ("received", "incomplete")}
    fields: dict[str, Value] = {
        "id": question.id,
        "again": question.answered,
        "words": quoted(question.words),
        "en": quoted(said.en),
        "fr": quoted(said.fr),
        "closing": _closing(case, scene),
        "mentions": tuple(told.values()),
    }
    return Comment("answered", fields)


def close(case: Case, due: Due, context: Context) -> Outcome:
    """Closing: no more applications; the evaluation's issue is opened where the evaluators can read."""
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "evaluation"))
    complete = [one for one in case.applications if one.state == "received"]
    closed = new("closed", received=[one.issue_id for one in complete])
    fields: dict[str, Value] = {"complete": len(complete), "incomplete": sum(one.state == "incomplete" for one in case.applications)}
    told: dict[str, Value] = {"selection": day(case.opportunity.selection), "mentions": _after_closing(context, len(complete))}
    return Outcome(
        (closed, moved),
        Comment("closed", {**fields, **told}),
        evaluation_issue(case, context),
    )


def _after_closing(context: Context, complete: int) -> tuple[Value, ...]:
    return () if complete else context.mentions(Role.MAINTAINER)


def evaluation_issue(case: Case, context: Context) -> tuple[OpenIssue, ...]:
    """The evaluation's issue in the private repository, if there is anything to evaluate."""
    complete = sum(one.state == "received" for one in case.applications)
    where = context.policy.evaluation_repository
    if not complete or where is None:
        return ()
    criteria: tuple[Value, ...] = tuple(
        {"number": n, "en": quoted(one.en), "fr": quoted(one.fr)} for n, one in enumerate(case.opportunity.evaluation, 1)
    )
    fields: dict[str, Value] = {
        "number": case.target.number,
        "url": f"{context.site}/{case.target.repository}/issues/{case.target.number}",
        "selection": day(case.opportunity.selection),
        "title_en": quoted(case.opportunity.title.en),
        "title_fr": quoted(case.opportunity.title.fr),
        "criteria": criteria,
        "evaluators": tuple(mention(person) for person in case.assessors),
        "applications": complete,
    }
    title = f"Evaluation of opportunity {case.target.number} / Évaluation de l’opportunité {case.target.number}"
    return (OpenIssue("", where, title, Comment("evaluation_opened", fields)),)


def cancel(case: Case, command: Command, scene: Scene) -> Answer:
    """Withdraws a published opportunity, with a reason; everybody who applied is told by their application's label."""
    reason = str(command.arguments["reason"])
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "cancelled"), reason=reason)
    told = tuple(mention(one.applicant) for one in undecided(case))
    comment = Comment("cancelled", {"reason": quoted(reason), "mentions": told})
    return Outcome((moved, *passed_over(undecided(case))), comment, (CloseIssue("", case.target, "not_planned"),))
