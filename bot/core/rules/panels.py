"""Panels: what is kept current in place, because an edit notifies nobody: findings, questions, verdicts, acceptance.

Each gives a comment's name and fields; none decides anything.
"""

from bot.core.award import Verdict
from bot.core.case import Case
from bot.core.comments import Comment, Mention, Quoted, Value
from bot.core.criteria import Finding, findings
from bot.core.deadlines.counting import local_date
from bot.core.effects import KeepPanel
from bot.core.people import ROLE_NAMES, Role
from bot.core.scene import Context, panel
from bot.core.text import day, money

COMMIT_LENGTH = 40
"""Hexadecimal digits of a commit's SHA-1."""


def case_findings(case: Case, context: Context) -> tuple[Finding, ...]:
    """Every criterion against the opportunity as it stands today."""
    return findings(case.opportunity, context.policy, context.today)


def unmet(case: Case, context: Context) -> tuple[Finding, ...]:
    """The findings that hold up approval: a must, unmet, and not waived."""
    return _blocking(case, case_findings(case, context))


def _blocking(case: Case, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.level == "must" and not one.met and one.id not in case.waived)


NEVER_WAIVED = frozenset({"price"})
"""The cap defines what a micro-acquisition is (client guide): above it, another procurement route is the right one."""


def waivable(blocking: tuple[Finding, ...]) -> str | None:
    """The first of these findings that procurement can let pass, by its id."""
    return next((one.id for one in blocking if one.id not in NEVER_WAIVED), None)


def _row(case: Case, one: Finding) -> dict[str, Value]:
    reason = case.waived.get(one.id)
    return {
        "id": one.id,
        "met": one.met,
        "level": one.level,
        "waived": reason is not None,
        "reason": Quoted(reason or ""),
        "seen": one.seen,
        "required": one.required,
        "sentence": one.sentence,
    }


def findings_panel(case: Case, context: Context) -> KeepPanel:
    """The checks of an opportunity: must before should, unmet first, with waivers and approvals."""
    found, missing = case_findings(case, context), missing_approvals(case, context)
    rows = sorted(found, key=lambda one: (one.met or one.id in case.waived, one.level != "must"))
    fields: dict[str, Value] = {
        "findings": tuple(_row(case, one) for one in rows),
        "blocking": len(_blocking(case, found)),
        "waivable": waivable(_blocking(case, found)),
        "approvals": tuple({"login": person.login, "role": ROLE_NAMES[role]} for role, person in case.approvals),
        "missing": tuple(ROLE_NAMES[role] for role in missing),
        "price": money(case.opportunity.price),
        "client": Mention(case.client.login),
        "mentions": context.mentions(*missing),
    }
    return panel(case.target, "findings", Comment("findings", fields))


def missing_approvals(case: Case, context: Context) -> tuple[Role, ...]:
    """The approvals that the policy wants and that nobody has given."""
    given = {role for role, _ in case.approvals}
    return tuple(role for role in context.policy.approvals if role not in given)


def questions_panel(case: Case) -> KeepPanel:
    """The questions and answers so far; the list names nobody."""
    rows: tuple[Value, ...] = tuple(
        {"id": one.id, "words": Quoted(one.words), "answered": one.answered, "en": Quoted(one.en), "fr": Quoted(one.fr), "late": one.late}
        for one in case.questions
    )
    return panel(case.target, "questions", Comment("questions", {"questions": rows}))


def addenda_panel(case: Case, context: Context) -> KeepPanel:
    """The addenda so far, dated where the department is, in both languages."""
    addenda = case.call.addenda if case.call else ()
    rows: tuple[Value, ...] = tuple(
        {"number": one.number, "on": day(local_date(one.issued, context.policy)), "en": Quoted(one.en), "fr": Quoted(one.fr)}
        for one in addenda
    )
    return panel(case.target, "addenda", Comment("addenda", {"addenda": rows}))


def verdicts_comment(case: Case) -> Comment:
    """The evaluation so far: each applicant by letter, each mandatory criterion, verdict and reason; evaluators who differ side by side."""
    evaluation, criteria = case.evaluation, len(case.opportunity.evaluation)
    counting = evaluation.counting(case.assessor_ids)
    pairs = [(letter, n) for letter, _ in evaluation.letters for n in range(1, criteria + 1)]
    fields: dict[str, Value] = {
        "rows": tuple(row for pair in pairs for row in _verdict_rows(pair, counting.get(pair, ()))),
        "differ": tuple(f"{letter} {n}" for letter, n in evaluation.disputed(case.assessor_ids)),
        "confirmed_by": evaluation.confirmed_by.login if evaluation.confirmed_by else None,
    }
    return Comment("verdicts", fields)


def _verdict_rows(pair: tuple[str, int], given: tuple[Verdict, ...]) -> tuple[Value, ...]:
    return tuple(_verdict(pair, one, several=len(given) > 1) for one in given) or (_verdict(pair, None, several=False),)


def _verdict(pair: tuple[str, int], one: Verdict | None, *, several: bool) -> Value:
    """A line of the table; who gave it is said where several did."""
    return {
        "letter": pair[0],
        "criterion": pair[1],
        "given": one is not None,
        "passed": bool(one and one.passed),
        "by": one.by.login if one and several else None,
        "reason": Quoted(one.reason if one else ""),
    }


def shown_head(head: str) -> str:
    """A commit as people write it; nothing for work that was handed in without one."""
    return head[:12] if len(head) == COMMIT_LENGTH else ""


def acceptance_panel(case: Case) -> KeepPanel:
    """The work acceptance criteria and how the newest submission stands against each."""
    standing = case.delivery.standing()
    rows: list[Value] = []
    for number, criterion in enumerate(case.opportunity.acceptance, start=1):
        one = standing.get(number)
        rows.append(
            {
                "number": number,
                "en": Quoted(criterion.en),
                "fr": Quoted(criterion.fr),
                "given": one is not None,
                "met": bool(one and one.met),
                "reason": Quoted(one.reason if one else ""),
            }
        )
    clients = tuple(Mention(person.login) for person in case.clients)
    where: dict[str, Value] = {"head": shown_head(case.delivery.head), "url": case.delivery.submitted_url}
    where["delivery"] = day(case.opportunity.delivery)
    return panel(case.target, "acceptance", Comment("acceptance", {**where, "rows": tuple(rows), "clients": clients}))
