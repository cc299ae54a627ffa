"""`issue_comment`: created. Commands come from the webhook's own body; edits and bots' comments say nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.case import Case
from bot.core.commands import Command, Misread, parse_commands
from bot.core.decide import decide
from bot.core.decision import Decision
from bot.core.events import Commented, Event
from bot.core.facts import CaseKey
from bot.core.people import Person
from bot.handlers.desk import Desk
from bot.handlers.gather import actor, gather_case, subject, when, with_programme
from bot.handlers.lost import show_the_way
from bot.ports.store import Message

ACTIONS = ("created",)
COMPARING = ("vet", "publish")
"""Commands before which contract splitting is looked for: it may have come since."""


async def handle(desk: Desk, message: Message, key: CaseKey, case: Case | None) -> Decision:
    """Gathers, decides, hands over."""
    payload, comment = message.payload, message.payload["comment"]
    commands = parse_commands(str(comment["body"] or ""))
    if not commands:
        return Decision()
    if case is None:
        return await show_the_way(desk, message, key, commands)
    gathered = await gather_case(desk, key, case)
    if gathered is None:
        return Decision()
    context = await with_programme(desk, key, gathered) if _compares(commands) else gathered.context
    context = replace(context, seen=replace(context.seen, people=await _named(desk, commands)))
    who = await actor(desk, payload["sender"], gathered, case.target.repository)
    about = subject(case, payload["repository"], payload["issue"])
    said = Commented(who, about, commands, int(comment["id"]), str(comment["html_url"]))
    return decide(case, Event(key, when(comment["created_at"]), message.id, said), context)


def _compares(commands: Sequence[Command | Misread]) -> bool:
    """Whether a command is carried out in the light of the repository's other cases."""
    return any(one.name in COMPARING for one in commands)


async def _named(desk: Desk, commands: Sequence[Command | Misread]) -> dict[str, Person]:
    """The accounts that commands name, by login in lower case; unknown ones are left out."""
    logins = {str(one.arguments["user"]) for one in commands if isinstance(one, Command) and "user" in one.arguments}
    found = {login: await desk.gateway.person(login) for login in sorted(logins)}
    return {login.casefold(): person for login, person in found.items() if person}
