"""The budget transfer: another branch of the department pays, so its money is moved, or its risk carried until it is.

Never asks the programme's own branch for one; another department is a criterion (`criteria.organisation`). Source: the process, exceptions.
"""

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.facts import NewFact
from bot.core.opportunity import Opportunity, Organisation
from bot.core.people import Role
from bot.core.preparation import Transfer
from bot.core.scene import Answer, Outcome, Scene, mention, new, refuse
from bot.core.states import BEFORE_OPENING
from bot.core.text import Text

FLAG = "budget_transfer"
NONE_NEEDED = Text(
    "The client does not belong to another branch of the department, so there is no budget to transfer.",
    "Le client ne relève pas d’une autre direction générale du ministère : il n’y a aucun budget à virer.",
)
DONE_ALREADY = Text("The budget transfer is recorded as done.", "Le virement budgétaire est déjà consigné comme terminé.")
SAID_ALREADY = Text("This step of the budget transfer is recorded already.", "Cette étape du virement budgétaire est déjà consignée.")
WHAT_ELSE = Text("`/transfer done` follows once the money has moved.", "`/transfert terminé` suit quand l’argent est viré.")
NOT_STARTED = Text(
    "The client belongs to another branch, and no budget transfer is under way: finance records it with `/transfer started`, "
    "or that its risk is carried until then with `/transfer risk`.",
    "Le client relève d’une autre direction générale, et aucun virement budgétaire n’est en cours : les finances le consignent par "
    "`/transfert commencé`, ou par `/transfert risque` si le risque est assumé d’ici là.",
)


def needed(opportunity: Opportunity, transfer: Transfer) -> bool:
    """Whether money has still to come from another branch."""
    return opportunity.organisation is Organisation.OTHER_BRANCH and transfer != "done"


def missing(case: Case) -> bool:
    """Whether nothing is known of a transfer that is needed: it holds up opening."""
    return needed(case.opportunity, case.preparation.transfer) and not case.preparation.transfer


def transfer(case: Case, command: Command, scene: Scene) -> Answer:
    """Finance records that the transfer was started, that its risk is carried, or that it is done."""
    step = str(command.arguments["step"])
    if case.opportunity.organisation is not Organisation.OTHER_BRANCH:
        return refuse(NONE_NEEDED)
    if case.preparation.transfer == "done":
        return refuse(DONE_ALREADY)
    if case.preparation.transfer == step:
        return refuse(SAID_ALREADY, WHAT_ELSE)
    lowered: tuple[NewFact, ...] = (new("unflagged", flag=FLAG),) if step == "done" and FLAG in case.flags else ()
    fields: dict[str, Value] = {
        "step": step,
        "before_opening": case.state in BEFORE_OPENING,
        "client": mention(case.client),
        "mentions": scene.context.mentions(Role.MAINTAINER),
    }
    return Outcome((new("transferred", step=step, by=scene.actor), *lowered), Comment("transfer", fields))
