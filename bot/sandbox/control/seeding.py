"""People, organisations, teams, repositories, files, Apps and installations, made in one request each.

What they are is in the state's modules; here nobody is asked whether they may.
"""

import secrets
from typing import Any, Literal

from aiohttp import web

from bot.sandbox.accounts import Account, Organization
from bot.sandbox.acts import apps as app_acts
from bot.sandbox.acts import issues as issue_acts
from bot.sandbox.acts import people
from bot.sandbox.acts import repositories as repository_acts
from bot.sandbox.acts.act import Act
from bot.sandbox.apps import App, PersonToken
from bot.sandbox.deliver import Webhooks
from bot.sandbox.repositories import ROLES, Repository, Role
from bot.sandbox.routes.call import Body
from bot.sandbox.shapes.accounts import organization_full, team_full
from bot.sandbox.shapes.apps import installation
from bot.sandbox.shapes.contents import commit_with_files
from bot.sandbox.shapes.issues import issue
from bot.sandbox.shapes.repositories import repository_full
from bot.sandbox.world import World


class Seeding:
    """The controls that make things. `KeyError` and `ValueError` become 422 with the reason."""

    def __init__(self, world: World, webhooks: Webhooks) -> None:
        self.world = world
        self.webhooks = webhooks

    def routes(self) -> dict[tuple[str, str], Any]:
        """Method and path → what answers it."""
        return {
            ("POST", "/people"): self.person,
            ("POST", "/organizations"): self.organization,
            ("POST", "/teams"): self.team,
            ("POST", "/repositories"): self.repository,
            ("POST", "/repositories/rename"): self.rename,
            ("POST", "/files"): self.files,
            ("POST", "/apps"): self.app,
            ("PATCH", "/apps/{slug}"): self.change_app,
            ("POST", "/installations"): self.installation,
            ("PATCH", "/installations/{id}"): self.suspend,
            ("POST", "/issues/delete"): self.delete_issue,
            ("POST", "/issues/transfer"): self.transfer_issue,
        }

    def _account(self, login: str) -> Account:
        return self.world.account(login) or _missing("account", login)

    def _free(self, login: str) -> str:
        if self.world.account(login):
            raise ValueError(f"{login} is taken")
        return login

    def _act(self, login: str) -> Act:
        return Act(self.world, self.webhooks, self._account(login))

    def _organization(self, login: str) -> Organization:
        return self.world.organization(login) or _missing("organization", login)

    def _repository(self, owner: str, name: str) -> Repository:
        return self.world.repository(owner, name) or _missing("repository", f"{owner}/{name}")

    def person(self, body: Body, _request: web.Request) -> Any:
        """`{login, name?}` → `{id, login, token}`."""
        login, token = self._free(body["login"]), f"ghp_{secrets.token_hex(18)}"
        made = Account(id=self.world.next_id(), login=login, created_at=self.world.clock.now(), name=body.get("name"))
        self.world.accounts[made.id] = made
        self.world.tokens[token] = PersonToken(token=token, account=made)
        return {"id": made.id, "login": made.login, "token": token}

    def organization(self, body: Body, _request: web.Request) -> Any:
        """`{login, name?, admins, members?, outside_collaborators_allowed?}` → the organisation."""
        members: dict[int, Literal["admin", "member"]] = {self._account(login).id: "member" for login in body.get("members", [])}
        members |= {self._account(login).id: "admin" for login in body.get("admins", [])}
        made = Organization(
            id=self.world.next_id(),
            login=self._free(body["login"]),
            name=body.get("name"),
            created_at=self.world.clock.now(),
            members=members,
            outside_collaborators_allowed=body.get("outside_collaborators_allowed", True),
        )
        self.world.accounts[made.id] = made
        return organization_full(self.world, made)

    def team(self, body: Body, _request: web.Request) -> Any:
        """`{organization, slug, name?, members?}` → the team."""
        owner = self._organization(body["organization"])
        act = self._act(_owner_login(self.world, owner))
        made = people.make_team(act, owner, body.get("name") or body["slug"], body["slug"])
        for login in body.get("members", []):
            people.join_team(act, made, self._account(login))
        return team_full(self.world, made)

    def repository(self, body: Body, _request: web.Request) -> Any:
        """`{owner, name, private?, files?, collaborators?}` → the repository; without files it is empty."""
        owner = self._account(body["owner"])
        if self.world.repository(owner.login, body["name"]):
            raise ValueError(f"{owner.login}/{body['name']} is taken")
        act = self._act(_owner_login(self.world, owner))
        made = repository_acts.create_repository(act, owner, body["name"], private=body.get("private", False))
        for login, role in body.get("collaborators", {}).items():
            people.add_collaborator(act, made, self._account(login), _role(role))
        for team, role in body.get("teams", {}).items():
            made.team_roles[(self.world.team(owner.login, team) or _missing("team", team)).id] = _role(role)
        if body.get("files"):
            repository_acts.put_files(act, made, body["files"], "Initial commit")
        return repository_full(self.world, made)

    def rename(self, body: Body, _request: web.Request) -> Any:
        """`{owner, repo, name, as}` → the repository under its new name; the old one leads there."""
        one = self._repository(body["owner"], body["repo"])
        repository_acts.rename_repository(self._act(body["as"]), one, body["name"])
        return repository_full(self.world, one)

    def files(self, body: Body, _request: web.Request) -> Any:
        """`{owner, repo, files, message?, branch?, as}` → the commit; fires `push`. A file given as null is removed."""
        one = self._repository(body["owner"], body["repo"])
        sha = repository_acts.put_files(self._act(body["as"]), one, body["files"], body.get("message", "Update files"), body.get("branch"))
        return commit_with_files(self.world, one, one.git.commit(sha))

    def app(self, body: Body, _request: web.Request) -> Any:
        """`{name, slug, owner, webhook_url?, webhook_secret?, permissions, events}` → `{id, client_id, slug, pem}`; pings."""
        slug, number = body["slug"], self.world.next_id()
        self._free(f"{slug}[bot]")
        private, public = app_acts.make_key()
        made = App(
            id=number,
            slug=slug,
            name=body.get("name") or slug,
            owner=self._account(body["owner"]),
            bot=app_acts.make_bot(self.world, slug, number),
            client_id=f"Iv23li{secrets.token_hex(7)}",
            public_pem=public,
            webhook_url=body.get("webhook_url"),
            webhook_secret=body.get("webhook_secret"),
            permissions={**body.get("permissions", {}), "metadata": "read"},
            events=list(body.get("events", [])),
            created_at=self.world.clock.now(),
            hook_id=self.world.next_id(),
        )
        app_acts.register_app(self.world, self.webhooks, made)
        return {"id": made.id, "client_id": made.client_id, "slug": made.slug, "pem": private}

    def change_app(self, body: Body, request: web.Request) -> Any:
        """`{webhook_url?, webhook_secret?}`."""
        app = self.world.app(request.match_info["slug"]) or _missing("app", request.match_info["slug"])
        app.webhook_url = body.get("webhook_url", app.webhook_url)
        app.webhook_secret = body.get("webhook_secret", app.webhook_secret)
        return {"id": app.id, "client_id": app.client_id, "slug": app.slug, "webhook_url": app.webhook_url}

    def installation(self, body: Body, _request: web.Request) -> Any:
        """`{app, account, repositories: "all" | [name]}` → the installation; always fires `installation`."""
        app, account = self.world.app(body["app"]) or _missing("app", body["app"]), self._account(body["account"])
        names = body.get("repositories", "all")
        some = None if names == "all" else [self._repository(account.login, name) for name in names]
        return installation(self.world, app_acts.install(self.world, self.webhooks, app, account, some))

    def suspend(self, body: Body, request: web.Request) -> Any:
        """`{suspended: true | false}` → the installation; fires `installation` suspend or unsuspend."""
        found = self.world.installations[int(request.match_info["id"])]
        app_acts.suspend(self.world, self.webhooks, found, suspended=body["suspended"])
        return installation(self.world, found)

    def delete_issue(self, body: Body, _request: web.Request) -> Any:
        """`{owner, repo, number, as}`: an administrator deletes an issue, in the page; REST has no such route."""
        one = self._repository(body["owner"], body["repo"])
        issue_acts.delete_issue(self._act(body["as"]), one.issues[body["number"]])
        return {}

    def transfer_issue(self, body: Body, _request: web.Request) -> Any:
        """`{owner, repo, number, to: repo, as}`: to another repository of the same owner, in the page."""
        one, to = self._repository(body["owner"], body["repo"]), self._repository(body["owner"], body["to"])
        return issue(self.world, issue_acts.transfer_issue(self._act(body["as"]), one.issues[body["number"]], to))


def _missing(kind: str, name: str) -> Any:
    raise ValueError(f"there is no {kind} {name}")


def _role(text: str) -> Role:
    return next((role for role in ROLES if role == text), None) or _missing("role", text)


def _owner_login(world: World, owner: Account) -> str:
    """Who did it: the owner, or an organisation's first administrator."""
    if not isinstance(owner, Organization):
        return owner.login
    admins = [world.accounts[each].login for each, role in owner.members.items() if role == "admin"]
    return admins[0] if admins else owner.login
