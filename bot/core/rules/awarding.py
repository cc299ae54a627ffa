"""The award: the delivery repository is set up, the award announced, everybody else told; and what GitHub refuses is tried again."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.deadlines.threads import RETRY_AFTER
from bot.core.decision import SubjectKey
from bot.core.effects import Effect, File, PostComment, Priority, Provision
from bot.core.events import Due, Performed
from bot.core.facts import NewFact, Visibility, instant
from bot.core.people import Role
from bot.core.rules.closing import evaluation_again
from bot.core.rules.ending import passed_over, undecided
from bot.core.rules.rerun import filed_again
from bot.core.rules.splitting import at_award, with_suspicion
from bot.core.scene import Context, Outcome, mention, new, post, quoted
from bot.core.states import Kind, move
from bot.core.text import Text, day, money


def provision(case: Case, context: Context) -> Provision:
    """The delivery repository that an agreement asks for."""
    opportunity, supplier = case.opportunity, case.supplier
    assert supplier is not None
    organization = context.policy.delivery.organization or case.target.repository.split("/")[0]
    again = case.contract.number if case.contract.number > 1 else None
    name = f"opportunity-{case.target.number}-{again}" if again else f"opportunity-{case.target.number}"
    about = f"Opportunity {case.target.number} of {case.target.repository}"
    url = f"{context.site}/{case.target.repository}/issues/{case.target.number}"
    criteria: tuple[Value, ...] = tuple(
        {"number": n, "en": quoted(one.en), "fr": quoted(one.fr)} for n, one in enumerate(opportunity.acceptance, 1)
    )
    fields: dict[str, Value] = {
        "title_en": quoted(opportunity.title.en),
        "title_fr": quoted(opportunity.title.fr),
        "summary_en": quoted(opportunity.summary.en),
        "summary_fr": quoted(opportunity.summary.fr),
        "criteria": criteria,
        "price": money(opportunity.price),
        "delivery": day(opportunity.delivery),
        "licence": opportunity.licence,
        "number": case.target.number,
        "url": url,
        "supplier": supplier.login,
        "clients": tuple(person.login for person in case.clients),
        "owners": tuple(mention(person) for person in case.clients),
        "department": context.policy.department,
        "terms": Text(context.policy.agreement.en, context.policy.agreement.fr),
        "version": context.policy.agreement.version,
        "in_force": context.policy.agreement.in_force,
        "year": context.today.year,
        "fork": context.policy.delivery.access == "fork",
    }
    files = tuple(File(path, Comment(template, fields)) for path, template in DELIVERY_FILES)
    reviewers = tuple(person.login for person in case.clients)
    return Provision(
        "",
        organization,
        name,
        f"{about}, supplier {again}" if again else about,
        files,
        opportunity.licence,
        supplier.login,
        reviewers,
        context.policy.delivery.access,
    )


DELIVERY_FILES = (
    ("README.md", "delivery/readme"),
    ("LICENSE", "delivery/LICENSE.txt"),
    ("ACCEPTANCE.md", "delivery/acceptance"),
    ("AGREEMENT.md", "delivery/agreement"),
    (".github/CODEOWNERS", "delivery/CODEOWNERS.txt"),
)
"""Path ← template of the delivery repository's files."""


def is_awaited(case: Case) -> bool:
    """Whether a delivery repository that stands now is the one that the supplier's agreement asked for."""
    return case.state == "selected" and case.offer is not None and case.offer.agreed


def award(case: Case, event: Performed, context: Context) -> tuple[Outcome, tuple[SubjectKey, ...]]:
    """The delivery repository stands: the award is announced, unless a federal employee's approvals have still to be seen."""
    where = {name: event.result[name] for name in ("repository_id", "repository", "url")}
    provisioned = new("provisioned", **where)
    subjects = (SubjectKey(int(str(where["repository_id"])), 0),)
    if case.contract.signoff == "needed":
        return Outcome((provisioned,)), subjects
    invited = context.policy.delivery.access == "invite" and event.result.get("invited") is not None
    return announced(case, str(where["url"]), context, (provisioned,), invited=invited), subjects


def announced(case: Case, url: str, context: Context, facts: tuple[NewFact, ...], *, invited: bool) -> Outcome:
    """The award is announced, supplier and client are put in contact, and everybody else is told."""
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "awarded"))
    others = [one for one in undecided(case) if one.state != "selected"]
    supplier = case.supplier
    assert supplier is not None
    fields: dict[str, Value] = {
        "supplier": mention(supplier),
        "clients": tuple(mention(person) for person in case.clients),
        "url": url,
        "price": money(case.opportunity.price),
        "delivery": day(case.opportunity.delivery),
        "awarded": day(context.today),
        "complaints": context.policy.complaints,
        "fork": not invited,
    }
    effects: tuple[Effect, ...] = tuple(_not_selected(case, one.issue_id, context) for one in others)
    told = (*facts, new("awarded", supplier=supplier), *passed_over(others), moved)
    return with_suspicion(Outcome(told, Comment("awarded", fields), effects), at_award(case, context))


def days_from_today(context: Context, number: int) -> date:
    """The business day that is so many business days after today."""
    return business_days(context.policy).add_business_days(context.today, number)


def _not_selected(case: Case, issue_id: int, context: Context) -> PostComment:
    application = case.application(issue_id)
    assert application is not None
    assert case.supplier is not None
    fields: dict[str, Value] = {
        "applicant": mention(application.applicant),
        "winner": case.supplier.login,
        "opportunity": case.target.number,
        "awarded": day(context.today),
        "complaints": context.policy.complaints,
        "debrief_days": context.policy.dates.debrief,
        "debrief_until": day(days_from_today(context, context.policy.dates.debrief)),
        "incomplete": application.state == "incomplete",
    }
    return post(case.thread(application), Comment("not_selected", fields, application.language), Priority.BULK)


def not_performed(case: Case, event: Performed, context: Context, thing: Text) -> Outcome:
    """GitHub refused an effect for good: the maintainers are told once, and it is tried again every hour. The log says more."""
    stalled = NewFact("stalled", {"what": event.effect, "until": instant(context.now + RETRY_AFTER)}, Visibility.SECRET)
    status = (event.refusal or "").partition(":")[0]
    fields: dict[str, Value] = {"refusal": status, "mentions": context.mentions(Role.MAINTAINER), "thing": thing}
    return Outcome((stalled,), effects=() if event.effect in case.stalls else (post(case.target, Comment("not_performed", fields)),))


def retry(case: Case, due: Due, context: Context) -> Outcome:
    """Asks GitHub again for what it refused, or for what the policy did not name then."""
    retried = NewFact("retried", {}, Visibility.SECRET)
    if case.stalled == "OpenIssue":
        asked, effects = evaluation_again(case, context)
        return Outcome((retried, *asked), effects=effects)
    return Outcome((retried,), effects=AGAIN[case.stalled](case, context))


AGAIN: Mapping[str, Callable[[Case, Context], tuple[Effect, ...]]] = {
    "Provision": lambda case, context: (provision(case, context),),
    "FileOpportunity": lambda case, context: (filed_again(case, context),),
}
"""What GitHub refused → the same, as the case stands now."""


def provisioned_late(case: Case, event: Performed, context: Context) -> Outcome:
    """The delivery repository stands, but the case has moved on meanwhile: the maintainers are told."""
    fields: dict[str, Value] = {"url": str(event.result["url"]), "mentions": context.mentions(Role.MAINTAINER)}
    return Outcome(effects=(post(case.target, Comment("provisioned_late", fields)),))
