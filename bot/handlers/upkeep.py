"""`installation`, `installation_repositories`, `label`, `push`: the programme's labels and its policy file are kept in order.

No case moves here.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.decision import Decision
from bot.core.effects import Effect, KeepLabelSet, KeepNotice, Label
from bot.core.facts import CaseKey
from bot.core.flags import is_ours, label_set
from bot.core.text import Language
from bot.handlers.desk import Desk
from bot.handlers.gather import Payload
from bot.handlers.policies import PATH, InForce
from bot.policy_file import PolicyErrors
from bot.ports.store import Message

TITLE = "The policy file can’t be read / Le fichier de politique est illisible"


async def handle(desk: Desk, message: Message, key: CaseKey, case: Case | None) -> Decision:
    """Looks at each repository that is concerned, and keeps its labels and its policy's notice."""
    if message.name == "installation":
        desk.app.forget_installation(str(message.payload["installation"]["account"]["login"]))
    effects: list[Effect] = []
    for repository in concerned(message):
        effects += await _kept(desk, message, repository, len(effects))
    return Decision(effects=tuple(effects))


def concerned(message: Message) -> tuple[str, ...]:
    """The repositories (`owner/name`) that a message is about; none if it changes nothing of ours."""
    payload = message.payload
    if message.name == "installation":
        begins = payload["action"] in ("created", "unsuspend", "new_permissions_accepted")
        return tuple(_names(payload.get("repositories") or ())) if begins else ()
    if message.name == "installation_repositories":
        return tuple(_names(payload.get("repositories_added") or ()))
    if message.name == "label":
        before = ((payload.get("changes") or {}).get("name") or {}).get("from", "")
        ours = is_ours(str(payload["label"]["name"])) or is_ours(str(before))
        return (str(payload["repository"]["full_name"]),) if ours and payload["action"] in ("edited", "deleted") else ()
    return (str(payload["repository"]["full_name"]),) if _touches_policy(payload) else ()


def _names(repositories: Iterable[Payload]) -> Iterable[str]:
    return (str(repository["full_name"]) for repository in repositories)


def _touches_policy(payload: Payload) -> bool:
    if payload.get("ref") != f"refs/heads/{payload['repository'].get('default_branch')}":
        return False
    changed = {
        path for commit in payload.get("commits") or () for how in ("added", "modified", "removed") for path in commit.get(how) or ()
    }
    return PATH in changed


async def _kept(desk: Desk, message: Message, repository: str, place: int) -> list[Effect]:
    seen = await desk.gateway.look(repository, files=(PATH,))
    file = seen.files.get(PATH)
    if file is None:
        return []
    in_force = await desk.policies.in_force(seen.repository_id, file)
    if in_force:  # so that the first person to act does not wait for it
        await desk.roles.roster(in_force.policy, repository)
    effects: list[Effect] = []
    if in_force:
        effects.append(KeepLabelSet(f"{message.id}/{place}", repository, _labels(message, in_force.policy.labels)))
    if message.name != "label":
        effects.append(_notice(f"{message.id}/{place + 1}", repository, desk.policies.errors(file), in_force))
    return effects


def _labels(message: Message, language: Language) -> tuple[Label, ...]:
    """The programme's labels; one that was just renamed knows its new name."""
    before = str(((message.payload.get("changes") or {}).get("name") or {}).get("from", "")).casefold()
    now = str((message.payload.get("label") or {}).get("name", ""))
    return tuple(replace(one, renamed=now) if before and one.name.casefold() == before else one for one in label_set(language))


def _notice(key: str, repository: str, errors: PolicyErrors | None, in_force: InForce | None) -> KeepNotice:
    if errors is None:
        return KeepNotice(key, repository, "policy", TITLE, None)
    rows: tuple[Value, ...] = tuple({"line": one.line, "key": one.key, "sentence": one.sentence} for one in errors.errors)
    comment = Comment("policy_errors", {"path": PATH, "errors": rows, "in_force": in_force is not None})
    return KeepNotice(key, repository, "policy", TITLE, comment)
