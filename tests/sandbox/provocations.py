"""How each refusal of who asks, of what is not there and of what is not well formed is provoked.

Those of work (labels, Git, pull requests, people) are in `provocations_of_work`.
"""

import base64
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import jwt

from bot.sandbox import refusals
from bot.sandbox.refusals import Row
from tests.sandbox.site import Answer, Site

Provocation = Callable[[Site], Awaitable[Answer]]
PROVOCATIONS: dict[str, Provocation] = {}
"""By the row's `what`."""


def provokes(row: Row) -> Callable[[Provocation], Provocation]:
    """Marks what provokes a row."""

    def keep(provocation: Provocation) -> Provocation:
        assert row.what not in PROVOCATIONS
        PROVOCATIONS[row.what] = provocation
        return provocation

    return keep


@provokes(refusals.BAD_CREDENTIALS)
async def unknown_token(site: Site) -> Answer:
    """A token of nobody."""
    return await site.ask("GET", "/user", by="ghp_nobody")


@provokes(refusals.REQUIRES_AUTHENTICATION)
async def nobody_writes(site: Site) -> Answer:
    """A comment without a token."""
    return await site.ask("POST", f"{await site.issue()}/comments", {"body": "x"})


@provokes(refusals.JWT_UNDECODABLE)
async def jwt_of_another_key(site: Site) -> Answer:
    """Signed by a secret instead of the App's key."""
    now = int(await site.now())
    forged = jwt.encode({"iat": now, "exp": now + 60, "iss": site.app["client_id"]}, "x" * 32, algorithm="HS256")
    return await site.ask("GET", "/app", by=forged)


@provokes(refusals.JWT_NO_SUCH_APP)
async def jwt_of_no_app(site: Site) -> Answer:
    """An issuer that nobody knows."""
    return await site.ask("GET", "/app", by=await site.jwt(iss="Iv1.none"))


@provokes(refusals.JWT_EXPIRED)
async def jwt_of_yesterday(site: Site) -> Answer:
    """An exp that is past."""
    return await site.ask("GET", "/app", by=await site.jwt(exp=int(await site.now()) - 1))


@provokes(refusals.JWT_TOO_LONG)
async def jwt_for_an_hour(site: Site) -> Answer:
    """An exp beyond ten minutes."""
    return await site.ask("GET", "/app", by=await site.jwt(exp=int(await site.now()) + 3600))


@provokes(refusals.JWT_ISSUED_IN_FUTURE)
async def jwt_of_tomorrow(site: Site) -> Answer:
    """An iat ahead of GitHub's clock."""
    return await site.ask("GET", "/app", by=await site.jwt(iat=int(await site.now()) + 30))


@provokes(refusals.JWT_REQUIRED)
async def person_as_app(site: Site) -> Answer:
    """A person at an App's route."""
    return await site.ask("GET", "/app", by="olive")


@provokes(refusals.INSTALLATION_SUSPENDED)
async def suspended(site: Site) -> Answer:
    """A token of an installation that sleeps."""
    token = await site.token()
    await site.control("PATCH", f"installations/{site.installation}", {"suspended": True})
    answer = await site.ask("GET", "/installation/repositories", by=token)
    await site.control("PATCH", f"installations/{site.installation}", {"suspended": False})
    return answer


@provokes(refusals.NOT_BY_INTEGRATION)
async def narrowed_token(site: Site) -> Answer:
    """A comment with a token that may only read contents."""
    token = await site.token(permissions={"contents": "read"})
    return await site.ask("POST", f"{await site.issue()}/comments", {"body": "x"}, token)


@provokes(refusals.NO_USER_AGENT)
async def nameless_program(site: Site) -> Answer:
    """No User-Agent."""
    return await site.ask("GET", "/users/olive", skip_auto_headers=["User-Agent"])


@provokes(refusals.NO_SUCH_REPOSITORY_IN_INSTALLATION)
async def token_for_elsewhere(site: Site) -> Answer:
    """A token for a repository that the installation lacks."""
    return await _mint(site, repositories=["nowhere"])


@provokes(refusals.PERMISSIONS_NOT_GRANTED)
async def token_for_checks(site: Site) -> Answer:
    """A token with a permission that the App was not given."""
    return await _mint(site, permissions={"checks": "read"})


@provokes(refusals.LEVEL_NOT_GRANTED)
async def token_to_write_members(site: Site) -> Answer:
    """A token with write where read was given."""
    return await _mint(site, permissions={"members": "write"})


async def _mint(site: Site, **asked: object) -> Answer:
    return await site.ask("POST", f"/app/installations/{site.installation}/access_tokens", asked, await site.jwt())


@provokes(refusals.NOT_FOUND)
async def private_repository(site: Site) -> Answer:
    """A private repository, to a stranger."""
    return await site.ask("GET", await site.repository(private=True), by="stan")


@provokes(refusals.NO_SUCH_ROUTE)
async def unknown_route(site: Site) -> Answer:
    """What the sandbox does not have."""
    return await site.ask("GET", "/gists", by="olive")


@provokes(refusals.ISSUE_DELETED)
async def deleted_issue(site: Site) -> Answer:
    """An issue that an administrator deleted."""
    path = await site.issue()
    await site.control("POST", "issues/delete", {"owner": "acme", "repo": path.split("/")[3], "number": 1, "as": "olive"})
    return await site.ask("GET", path, by="olive")


@provokes(refusals.ISSUES_DISABLED)
async def issues_off(site: Site) -> Answer:
    """A repository without issues."""
    path = await site.repository()
    await site.ask("PATCH", path, {"has_issues": False}, "olive")
    return await site.ask("POST", f"{path}/issues", {"title": "x"}, "olive")


@provokes(refusals.MOVED)
async def renamed(site: Site) -> Answer:
    """A repository by its former name."""
    path = await site.repository()
    await site.ask("PATCH", path, {"name": f"renamed-{next(site.numbers)}"}, "olive")
    return await site.ask("GET", path, by="olive")


@provokes(refusals.MOVED_TO_WRITE)
async def renamed_under_way(site: Site) -> Answer:
    """An issue opened by the repository's former name."""
    path = await site.repository()
    await site.ask("PATCH", path, {"name": f"renamed-{next(site.numbers)}"}, "olive")
    return await site.ask("POST", f"{path}/issues", {"title": "x"}, "olive")


@provokes(refusals.ARCHIVED)
async def archived(site: Site) -> Answer:
    """A comment in an archive."""
    path = await site.issue()
    await site.ask("PATCH", path.rpartition("/issues")[0], {"archived": True}, "olive")
    return await site.ask("POST", f"{path}/comments", {"body": "x"}, "olive")


@provokes(refusals.NOT_JSON)
async def not_json(site: Site) -> Answer:
    """A body that is text."""
    headers = {"Authorization": f"Bearer {site.tokens['olive']}"}
    async with site.http.post(f"{site.url}/api/v3{await site.repository()}/issues", data=b"{title", headers=headers) as response:
        return Answer(response.status, await response.json(), {})


@provokes(refusals.NOT_AN_OBJECT)
async def not_an_object(site: Site) -> Answer:
    """A body that is a number."""
    return await site.ask("POST", f"{await site.repository()}/issues", 7, "olive")


@provokes(refusals.VALIDATION_FAILED)
async def untitled(site: Site) -> Answer:
    """An issue without a title."""
    return await site.ask("POST", f"{await site.repository()}/issues", {"body": "x"}, "olive")


@provokes(refusals.WRONG_TYPE)
async def number_for_text(site: Site) -> Answer:
    """A body that is a number."""
    return await site.ask("POST", f"{await site.repository()}/issues", {"title": "x", "body": 7}, "olive")


@provokes(refusals.BODY_TOO_LONG)
async def endless_issue(site: Site) -> Answer:
    """One character too many."""
    return await site.ask("POST", f"{await site.repository()}/issues", {"title": "x", "body": "x" * 65_537}, "olive")


@provokes(refusals.TITLE_TOO_LONG)
async def endless_title(site: Site) -> Answer:
    """A title of 257 characters."""
    return await site.ask("POST", f"{await site.repository()}/issues", {"title": "x" * 257}, "olive")


@provokes(refusals.COMMENT_EMPTY)
async def empty_comment(site: Site) -> Answer:
    """A comment of spaces."""
    return await site.ask("POST", f"{await site.issue()}/comments", {"body": "  "}, "olive")


@provokes(refusals.NAME_TAKEN)
async def same_name(site: Site) -> Answer:
    """A second repository of one name."""
    name = (await site.repository()).split("/")[3]
    return await site.ask("POST", "/orgs/acme/repos", {"name": name.upper()}, "olive")


@provokes(refusals.FORM_REFUSED)
async def unfilled_form(site: Site) -> Answer:
    """A form without a required answer."""
    return await site.page("POST", f"{(await site.repository()).removeprefix('/repos')}/issues/new?template=form.yml", {}, "stan")


@provokes(refusals.FORM_INVALID)
async def broken_form(site: Site) -> Answer:
    """A form that GitHub would not show."""
    path = await site.repository(files={".github/ISSUE_TEMPLATE/form.yml": "name: x\n"})
    return await site.page("POST", f"{path.removeprefix('/repos')}/issues/new?template=form.yml", {}, "stan")


@provokes(refusals.ADDRESS_TOO_LONG)
async def endless_prefill(site: Site) -> Answer:
    """A prefilled form of 8,001 characters."""
    path = (await site.repository()).removeprefix("/repos")
    return await site.page("GET", f"{path}/issues/new?template=form.yml&price={'x' * 8000}", by="stan")


@provokes(refusals.INVITATION_EXPIRED)
async def late_acceptance(site: Site) -> Answer:
    """An invitation accepted after a week."""
    made = await site.ask("PUT", f"{await site.repository()}/collaborators/stan", {}, "olive")
    later = datetime.fromtimestamp(await site.now(), UTC) + timedelta(days=7)
    await site.control("PUT", "clock", {"now": later.isoformat()})
    await site.control("DELETE", "clock")
    return await site.ask("PATCH", f"/user/repository_invitations/{made.body['id']}", {}, "stan")


def content(text: str) -> str:
    """A file's content as the contents route takes it."""
    return base64.b64encode(text.encode()).decode()
