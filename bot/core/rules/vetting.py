"""Vetting: approvals, waivers, returns and stops before the opportunity is published."""

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.commands.operands import CODE
from bot.core.comments import Comment, Value
from bot.core.effects import CloseIssue
from bot.core.people import ROLE_NAMES, Role
from bot.core.rules.funds import price_with_tax, publish_by
from bot.core.rules.hands import not_yours
from bot.core.rules.panels import NEVER_WAIVED, case_findings, missing_approvals, unmet, waivable
from bot.core.rules.splitting import request_of, suspicion, with_suspicion
from bot.core.scene import Answer, Outcome, Refusal, Scene, mention, new, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, joined, money, same

UNMET = Text("The criterion “{id}” is not met: {sentence}", "Le critère « {id} » n’est pas satisfait : {sentence}")
UNREADABLE = Text(
    "The text can’t be read since it was last edited; the panel above says why.",
    "Le texte est illisible depuis sa dernière modification; le panneau ci-dessus dit pourquoi.",
)
MEND = Text(
    "Mend the text of the opportunity: the checks run again by themselves.",
    "Corrigez le texte de l’opportunité : les vérifications se refont d’elles-mêmes.",
)
WAIVE = Text(
    "Mend the text of the opportunity (the checks run again by themselves), or have procurement waive the criterion.",
    "Corrigez le texte de l’opportunité (les vérifications se refont d’elles-mêmes) ou demandez une dispense à l’autorité contractante.",
)
APPROVED = Text(
    "Your role’s approval is recorded already; {who} is still to approve.",
    "L’approbation de votre rôle est déjà consignée; il manque celle-ci : {who}.",
)
NO_FINDING = Text(
    "There is no criterion named “{id}” in the list of checks.", "Il n’y a aucun critère nommé « {id} » dans la liste des vérifications."
)
DEFINES = Text(
    "The criterion “{id}” can’t be waived: it defines what may be bought this way. Lower the price, or take another procurement route.",
    "Le critère « {id} » ne peut faire l’objet d’une dispense : il définit ce qui peut s’acheter ainsi. Réduisez le prix, "
    "ou choisissez un autre mode d’achat.",
)
FINDING_NAMES = Text("These can be waived now: {ids}.", "Ceux-ci peuvent faire l’objet d’une dispense : {ids}.")
NOTHING_UNMET = Text(
    "Every criterion is met: nothing needs a waiver.", "Tous les critères sont satisfaits : aucune dispense n’est nécessaire."
)


def vet(case: Case, command: Command, scene: Scene) -> Answer:
    """An approval; with the last one that the policy wants, the opportunity is vetted."""
    if case.unreadable:
        return refuse(UNREADABLE)
    blocking = unmet(case, scene.context)
    if blocking:
        reasons = tuple(UNMET.format(id=one.id, sentence=one.sentence) for one in blocking)
        return Refusal(reasons, *_way_out(waivable(blocking)))
    missing = missing_approvals(case, scene.context)
    mine = tuple(role for role in missing if role in scene.actor.roles)
    if not mine:
        return refuse(APPROVED.format(who=joined(tuple(ROLE_NAMES[role] for role in missing))))
    outcome = _approved(case, scene, mine[0], tuple(role for role in missing if role is not mine[0]))
    return with_suspicion(outcome, suspicion(request_of(case, case.opportunity, scene.context), scene.context))


def _way_out(finding: str | None) -> tuple[Text, Text | None]:
    """What would work, and an example where a waiver would."""
    if finding is None:
        return MEND, None
    return WAIVE, Text(
        f"/waive {finding} The work is spread over two teams.", f"/dispenser {finding} Les travaux sont répartis entre deux équipes."
    )


def _approved(case: Case, scene: Scene, given: Role, left: tuple[Role, ...]) -> Outcome:
    """With the last approval that the policy wants, the opportunity is vetted; else the missing approver is named."""
    approved = new("approved", role=given.value, by=scene.actor)
    if left:
        return Outcome((approved,), _approval(case, scene, given, left))
    vetted = new("moved", to=move(Kind.OPPORTUNITY, case.state, "vetted"))
    fields: dict[str, Value] = {
        "amount": money(price_with_tax(case, scene.policy)),
        "publish_by": publish_by(case.opportunity, scene.policy),
        "mentions": scene.context.mentions(Role.SECTION_32),
    }
    return Outcome((approved, vetted), Comment("vetted", fields))


def _approval(case: Case, scene: Scene, given: Role, left: tuple[Role, ...]) -> Comment:
    names = joined(tuple(ROLE_NAMES[role] for role in left), " and ", " et ")
    fields: dict[str, Value] = {"role": ROLE_NAMES[given], "missing": names, "mentions": scene.context.mentions(*left)}
    return Comment("approved", {**fields, "publish_by": publish_by(case.opportunity, scene.policy)})


def waive(case: Case, command: Command, scene: Scene) -> Answer:
    """Lets an unmet finding pass, with the reason on the record."""
    finding = str(command.arguments["finding"])
    open_ids = [one.id for one in case_findings(case, scene.context) if not one.met and one.id not in case.waived]
    if finding not in open_ids:
        names = [one for one in open_ids if one not in NEVER_WAIVED]
        return refuse(NO_FINDING.format(id=finding), FINDING_NAMES.format(ids=same(", ".join(names))) if names else NOTHING_UNMET)
    if finding in NEVER_WAIVED:
        return refuse(DEFINES.format(id=finding))
    reason = str(command.arguments["reason"])
    left = len([one for one in unmet(case, scene.context) if one.id != finding])
    mentions = () if left else scene.context.mentions(*missing_approvals(case, scene.context))
    fields: dict[str, Value] = {"finding": finding, "reason": quoted(reason), "by": scene.actor.login, "left": left, "mentions": mentions}
    fields["publish_by"] = publish_by(case.opportunity, scene.policy)
    return Outcome((new("waived", finding=finding, reason=reason, by=scene.actor),), Comment("waived", fields))


def send_back(case: Case, command: Command, scene: Scene) -> Answer:
    """Before opening, back to the client with a reason: approvals and funds are asked for anew."""
    refusal = not_yours(case, scene, (Role.MAINTAINER, Role.PROCUREMENT))
    if refusal:
        return refusal
    reason = str(command.arguments["reason"])
    facts = [new("returned", reason=reason)]
    if case.state != "requested":
        facts.append(new("moved", to=move(Kind.OPPORTUNITY, case.state, "requested"), reason=reason))
    return Outcome(tuple(facts), Comment("returned", {"client": mention(case.client), "reason": quoted(reason)}))


def stop(case: Case, command: Command, scene: Scene) -> Answer:
    """Ends an opportunity before it was published, with a reason code."""
    code, reason = str(command.arguments["code"]), str(command.arguments["reason"])
    stopped = new("moved", to=move(Kind.OPPORTUNITY, case.state, "not_published"), code=code, reason=reason)
    comment = Comment("stopped", {"client": mention(case.client), "code": CODE.choices[code], "reason": quoted(reason)})
    return Outcome((stopped,), comment, (CloseIssue("", case.target, "not_planned"),))
