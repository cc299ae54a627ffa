"""Repositories: create, read, change, delete, fork, rulesets. GitHub Docs, REST, "Repositories", "Forks", "Rules"."""

import itertools
import re
from typing import Any

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.accounts import Account, Organization
from bot.sandbox.acts import repositories as acts
from bot.sandbox.authentication import Installed, Person
from bot.sandbox.permissions import can_see
from bot.sandbox.refusals import problem, refuse
from bot.sandbox.repositories import Ruleset
from bot.sandbox.routes.call import Call, answer, nothing, page
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes.repositories import repository, repository_full, ruleset


def read_repository(call: Call) -> web.Response:
    """One repository."""
    return answer(repository_full(call.world, call.repository, call.role))


def list_repositories(call: Call) -> web.Response:
    """An account's repositories, as far as the asker may see them."""
    owner = call.organization() if "org" in call.request.match_info else call.login()
    found = [one for one in call.world.repositories.values() if one.owner is owner and can_see(one, call.actor)]
    return page(call, found, lambda one: repository(call.world, one))


def create_in_organization(call: Call) -> web.Response:
    """By a member, or by an App installed there on all repositories."""
    owner = call.organization()
    if isinstance(call.actor, Person) and call.account.id not in owner.members:
        refuse(refusals.ORGANIZATION_FORBIDS_REPOSITORY)
    if isinstance(call.actor, Installed) and call.actor.token.installation.account is not owner:
        refuse(refusals.NOT_BY_INTEGRATION)
    return _create(call, owner)


def create_for_me(call: Call) -> web.Response:
    """In one's own account; no App can."""
    return _create(call, call.account)


def _create(call: Call, owner: Account) -> web.Response:
    name = re.sub(r"[^A-Za-z0-9._-]", "-", call.text("Repository", "name", longest=100))
    _check_free(call, owner, name)
    settings = _settings(call)
    made = acts.create_repository(call.act, owner, name, **settings)
    if call.body.get("auto_init"):
        acts.put_files(call.act, made, {"README.md": f"# {name}\n"}, "Initial commit")
    return answer(repository_full(call.world, made, "admin" if isinstance(call.actor, Person) else None), 201)


def _check_free(call: Call, owner: Account, name: str) -> None:
    if call.world.repository(owner.login, name):
        message = "name already exists on this account"
        refuse(refusals.NAME_TAKEN, errors=[problem("Repository", "name", "custom", message)])


_SETTINGS = {
    "description": (str, type(None)),
    "homepage": (str, type(None)),
    "private": (bool,),
    "has_issues": (bool,),
    "archived": (bool,),
}


def _settings(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = {key: call.body[key] for key in _SETTINGS if key in call.body}
    if "visibility" in call.body:
        found["private"] = call.body["visibility"] != "public"
    for key, value in found.items():
        if not isinstance(value, _SETTINGS[key]):
            call.invalid("Repository", key, "invalid")
    return found


def change_repository(call: Call) -> web.Response:
    """New settings; a new name answers at the old one with 301. An archived repository only takes its unarchiving."""
    one, settings = call.repository, _settings(call)
    if one.archived and settings.get("archived") is not False:
        refuse(refusals.ARCHIVED)
    name = call.body.get("name")
    if name and name != one.name:
        _check_free(call, one.owner, name) if name.lower() != one.name.lower() else None
        acts.rename_repository(call.act, one, name)
    if branch := call.body.get("default_branch"):
        if f"refs/heads/{branch}" not in one.git.refs():
            call.invalid("Repository", "default_branch", "invalid", f"The branch {branch} was not found. Please push that ref first.")
        settings["default_branch"] = branch
    acts.change_repository(call.act, one, settings)
    return answer(repository_full(call.world, one, call.role))


def delete_repository(call: Call) -> web.Response:
    """Gone for good."""
    acts.delete_repository(call.act, call.repository)
    return nothing()


def fork(call: Call) -> web.Response:
    """A fork in one's own account or, with `organization`, in one's organisation. An existing fork is answered as it is."""
    parent, owner = call.repository, call.account
    if login := call.body.get("organization"):
        organization = call.world.organization(login)
        owner = organization if isinstance(organization, Organization) and owner.id in organization.members else refuse(refusals.NOT_FOUND)
    existing = [one for one in call.world.repositories.values() if one.parent_id == parent.id and one.owner is owner]
    made = (
        existing[0]
        if existing
        else acts.fork_repository(call.act, parent, owner, _free_name(call, owner, call.body.get("name") or parent.name))
    )
    return answer(repository_full(call.world, made, "admin"), 202)


def _free_name(call: Call, owner: Account, name: str) -> str:
    """The name, or with -1, -2 … where the owner has another repository of that name."""
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(1)))
    return next(one for one in names if call.world.repository(owner.login, one) is None)


def list_forks(call: Call) -> web.Response:
    """Who forked it."""
    found = [one for one in call.world.repositories.values() if one.parent_id == call.repository.id and can_see(one, call.actor)]
    return page(call, found, lambda one: repository(call.world, one))


def read_topics(call: Call) -> web.Response:
    """What it is about, in words."""
    return answer({"names": call.repository.topics})


def set_topics(call: Call) -> web.Response:
    """Makes these its topics."""
    call.repository.topics = [name.lower() for name in call.texts("names")]
    return read_topics(call)


def list_rulesets(call: Call) -> web.Response:
    """The rulesets, without their rules."""
    shown = [ruleset(call.world, call.repository, one) for one in call.repository.rulesets.values()]
    return answer([{key: value for key, value in one.items() if key not in {"rules", "conditions", "bypass_actors"}} for one in shown])


def make_ruleset(call: Call) -> web.Response:
    """A new ruleset."""
    enforcement = call.text("Ruleset", "enforcement")
    if enforcement not in {"active", "disabled", "evaluate"}:
        call.invalid("Ruleset", "enforcement", "invalid")
    now, name = call.world.clock.now(), call.text("Ruleset", "name")
    if any(one.name == name for one in call.repository.rulesets.values()):
        call.invalid("Ruleset", "name", "already_exists", "Name must be unique")
    made = Ruleset(
        id=call.world.next_id(),
        name=name,
        target=call.body.get("target", "branch"),
        enforcement=enforcement,
        created_at=now,
        updated_at=now,
        conditions=call.body.get("conditions"),
        bypass_actors=call.body.get("bypass_actors") or [],
        rules=call.body.get("rules") or [],
    )
    call.repository.rulesets[made.id] = made
    return answer(ruleset(call.world, call.repository, made), 201)


def _ruleset(call: Call) -> Ruleset:
    return call.repository.rulesets.get(call.number("ruleset_id")) or refuse(refusals.NOT_FOUND)


def read_ruleset(call: Call) -> web.Response:
    """One ruleset."""
    return answer(ruleset(call.world, call.repository, _ruleset(call)))


def change_ruleset(call: Call) -> web.Response:
    """Its parts anew, those that are given."""
    one = _ruleset(call)
    for key in {"name", "target", "enforcement", "conditions", "bypass_actors", "rules"} & call.body.keys():
        setattr(one, key, call.body[key])
    one.updated_at = call.world.clock.now()
    return answer(ruleset(call.world, call.repository, one))


def delete_ruleset(call: Call) -> web.Response:
    """Takes a ruleset away."""
    del call.repository.rulesets[_ruleset(call).id]
    return nothing()


_RULESETS = REPOSITORY + "/rulesets"
_ADMINISTER = "administration:write"
ROUTES = (
    Route("GET", REPOSITORY, read_repository, "metadata:read"),
    Route("PATCH", REPOSITORY, change_repository, _ADMINISTER, role="admin"),
    Route("DELETE", REPOSITORY, delete_repository, _ADMINISTER, role="admin"),
    Route("GET", "/orgs/{org}/repos", list_repositories, "metadata:read"),
    Route("GET", "/users/{username}/repos", list_repositories, "metadata:read"),
    Route("POST", "/orgs/{org}/repos", create_in_organization, _ADMINISTER, content=True),
    Route("POST", "/user/repos", create_for_me, content=True),
    Route("POST", REPOSITORY + "/forks", fork),
    Route("GET", REPOSITORY + "/forks", list_forks, "metadata:read"),
    Route("GET", REPOSITORY + "/topics", read_topics, "metadata:read"),
    Route("PUT", REPOSITORY + "/topics", set_topics, _ADMINISTER, role="admin"),
    Route("GET", _RULESETS, list_rulesets, "metadata:read"),
    Route("POST", _RULESETS, make_ruleset, _ADMINISTER, role="admin"),
    Route("GET", _RULESETS + "/{ruleset_id}", read_ruleset, "metadata:read"),
    Route("PUT", _RULESETS + "/{ruleset_id}", change_ruleset, _ADMINISTER, role="admin"),
    Route("DELETE", _RULESETS + "/{ruleset_id}", delete_ruleset, _ADMINISTER, role="admin"),
)
