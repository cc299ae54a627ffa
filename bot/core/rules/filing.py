"""Filing: an opportunity comes in, can't be read, or is edited later. Never judges its content (`criteria`)."""

from dataclasses import replace

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.criteria import findings
from bot.core.difference import difference
from bot.core.effects import KeepPanel, Target
from bot.core.events import Due, Edited, Filed
from bot.core.facts import NewFact
from bot.core.opportunity import Opportunity
from bot.core.people import ROLE_NAMES, Role
from bot.core.preparation import Transfer
from bot.core.rules.funds import publish_by
from bot.core.rules.noting import opportunity_noted
from bot.core.rules.panels import case_findings, findings_panel, unmet
from bot.core.rules.signposts import no_form
from bot.core.rules.splitting import Request, cost, request_of, suspicion, with_suspicion
from bot.core.rules.transfer import needed as transfer_needed
from bot.core.scene import Answer, Context, Outcome, Scene, mention, new, panel, refuse
from bot.core.snapshot import opportunity_data
from bot.core.states import BEFORE_OPENING
from bot.core.text import Text, day, same

NO_CLIENT = Text(
    "Opportunities are filed by clients of the programme, and your account is not one of them.",
    "Les opportunités sont déposées par les clients du programme, et votre compte n’en fait pas partie.",
)
ASK_TEAM = Text(
    "If your team has a need, ask the micro-acquisition team to add you; then edit this issue and it is read again.",
    "Si votre équipe a un besoin, demandez à l’équipe de micro-acquisition de vous ajouter; modifiez ensuite ce billet et il sera relu.",
)


def file(event: Filed, scene: Scene) -> Answer:
    """A new case, if the person may file and the form can be read; else a sentence, and no case. No form is told to anybody."""
    if event.template_blob and Role.CLIENTS not in scene.actor.roles:
        return refuse(NO_CLIENT, ASK_TEAM)
    if event.opportunity is None:
        return Outcome(effects=(_unread(event, scene),))
    facts = (filed(event, scene), *text_flags(frozenset(), event.opportunity, "", scene.context))
    outcome = Outcome(facts, _ready(event.opportunity, scene) if event.edited else None)
    request = Request(event.subject.target, scene.actor.id, cost(event.opportunity, scene.context))
    return with_suspicion(outcome, suspicion(request, scene.context))


def text_flags(flags: frozenset[str], opportunity: Opportunity, transfer: Transfer, context: Context) -> tuple[NewFact, ...]:
    """The flags that a text before opening raises and lowers by itself: a missing translation, another branch's budget."""
    found = findings(opportunity, context.policy, context.today)
    wanted = {
        "translation": any(one.id == "translation" and not one.met for one in found),
        "budget_transfer": transfer_needed(opportunity, transfer),
    }
    raised = (new("flagged", flag=flag) for flag, up in wanted.items() if up and flag not in flags)
    lowered = (new("unflagged", flag=flag) for flag, up in wanted.items() if not up and flag in flags)
    return (*raised, *lowered)


def _ready(opportunity: Opportunity, scene: Scene) -> Comment | None:
    """Where the first text that can be read stands in an edited comment, which notifies nobody, the approvers are asked anew."""
    found = findings(opportunity, scene.policy, scene.context.today)
    return None if any(one.level == "must" and not one.met for one in found) else _checks_met(opportunity, scene)


def _unread(event: Filed, scene: Scene) -> KeepPanel:
    """No form of ours at all, or one that can't be read."""
    if event.template_blob or event.problems:
        return _unreadable(event.subject.target, event, scene)
    return panel(event.subject.target, "findings", no_form(event, scene))


def _unreadable(target: Target, event: Filed | Edited, scene: Scene) -> KeepPanel:
    """In the place of the findings, which follow there as soon as the form can be read."""
    fields: dict[str, Value] = {"author": mention(scene.actor), "problems": event.problems, "kind": Text("opportunity", "opportunité")}
    return panel(target, "findings", Comment("unreadable", fields))


def filed(event: Filed, scene: Scene) -> NewFact:
    """The first fact of a case."""
    assert event.opportunity is not None
    return new(
        "filed",
        repository=event.subject.target.repository,
        number=event.subject.target.number,
        client=scene.actor,
        opportunity=opportunity_data(event.opportunity),
        body_hash=event.body_hash,
        template_blob=event.template_blob,
        language=scene.language,
    )


def edit(case: Case, event: Edited, scene: Scene) -> Answer:
    """An edit of the opportunity's issue: read again before vetting, back to `requested` before opening, noted afterwards."""
    if event.body_hash == case.body_hash:
        return Outcome()
    if case.state not in BEFORE_OPENING:
        return _noted(case, event, scene)
    if event.opportunity is None:
        return _broken(case, event, scene)
    if event.opportunity == case.opportunity and not case.unreadable:
        noted = new("edit_noted", issue_id=case.key.issue_id, body_hash=event.body_hash)
        return Outcome(facts=(noted,), effects=(findings_panel(case, scene.context),))
    return with_suspicion(_edited(case, event, event.opportunity, scene), _suspicion(case, event.opportunity, scene.context))


def _suspicion(case: Case, after: Opportunity, context: Context) -> Outcome:
    return suspicion(request_of(case, after, context), context)


def _edited(case: Case, event: Edited, after: Opportunity, scene: Scene) -> Outcome:
    """What was approved, signed or waived was for another text: who is to look again is told what changed."""
    kept = _kept_waivers(case, after, scene)
    changed = new("edited", opportunity=opportunity_data(after), body_hash=event.body_hash, waived=kept)
    facts = (changed, *text_flags(case.flags, after, case.preparation.transfer, scene.context))
    if case.state != "requested":
        return Outcome((*facts, new("moved", to="requested", reason="edited")), Comment("edited_back", _told(case, after, kept, scene)))
    if case.approvals or set(case.waived) - set(kept):
        return Outcome(facts, Comment("edited_again", _told(case, after, kept, scene)))
    return Outcome(facts, _mended(case, after, scene))


def _told(case: Case, after: Opportunity, kept: list[str], scene: Scene) -> dict[str, Value]:
    """The difference, what counts no more, and who is asked: the client while a check is unmet, else the approvers."""
    edited = replace(case, opportunity=after, waived={one: case.waived[one] for one in kept}, approvals=())
    blocking = len(unmet(edited, scene.context))
    return {
        "client": mention(case.client),
        "changes": tuple(change.row() for change in difference(case.opportunity, after)),
        "approvals": tuple({"login": person.login, "role": ROLE_NAMES[role]} for role, person in case.approvals),
        "waivers": tuple(same(one) for one in sorted(set(case.waived) - set(kept))),
        "blocking": blocking,
        "publish_by": publish_by(after, scene.policy),
        "mentions": () if blocking else scene.context.mentions(*scene.policy.approvals),
    }


def _broken(case: Case, event: Edited, scene: Scene) -> Outcome:
    """A text that can't be read any more can't stay approved: back to `requested`, until it can."""
    facts = [new("unreadable", body_hash=event.body_hash)]
    if case.state != "requested":
        facts.append(new("moved", to="requested", reason="unreadable"))
    return Outcome(tuple(facts), effects=(_unreadable(case.target, event, scene),))


def _kept_waivers(case: Case, after: Opportunity, scene: Scene) -> list[str]:
    """The waivers that an edit leaves in force: those whose finding still sees the same."""
    seen = {one.id: one.seen for one in case_findings(replace(case, opportunity=after), scene.context)}
    return sorted(one.id for one in case_findings(case, scene.context) if one.id in case.waived and seen[one.id] == one.seen)


def _mended(case: Case, after: Opportunity, scene: Scene) -> Comment | None:
    """An edit that clears the last unmet criterion: the approvers are asked, for an edited panel notifies nobody."""
    if not unmet(case, scene.context) or unmet(replace(case, opportunity=after), scene.context):
        return None
    return _checks_met(after, scene)


def _checks_met(opportunity: Opportunity, scene: Scene) -> Comment:
    approvers = scene.context.mentions(*scene.policy.approvals)
    return Comment("checks_met", {"mentions": approvers, "publish_by": publish_by(opportunity, scene.policy)})


def _noted(case: Case, event: Edited, scene: Scene) -> Outcome:
    fact = new("edit_noted", issue_id=case.key.issue_id, body_hash=event.body_hash)
    return Outcome(facts=(fact,), effects=(panel(case.target, "edits", opportunity_noted(case, scene)),))


def unpublished(case: Case, due: Due, context: Context) -> Outcome:
    """The last day on which the call could open for long enough has passed: the client is told what to edit."""
    least = context.policy.dates.open_at_least
    fields: dict[str, Value] = {
        "closing": day(case.opportunity.closing),
        "earliest": day(business_days(context.policy).add_business_days(context.today, least)),
        "days": least,
        "client": mention(case.client),
        "mentions": context.mentions(Role.MAINTAINER),
    }
    return Outcome(answer=Comment("unpublished", fields))
