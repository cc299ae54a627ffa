"""Apps as themselves and with their tokens: an hour, narrowed, and no further than they were given."""

from datetime import UTC, datetime, timedelta

from tests.sandbox.site import Site


async def test_app_finds_its_installation(site: Site) -> None:
    """By repository, by organisation, and in its list; not where it is not installed."""
    path, jwt = await site.repository(private=True), await site.jwt()
    for where in (f"{path}/installation", "/orgs/acme/installation", f"/app/installations/{site.installation}"):
        assert (await site.ask("GET", where, by=jwt)).body["id"] == site.installation
    assert [one["id"] for one in (await site.ask("GET", "/app/installations", by=jwt)).body] == [site.installation]
    await site.control("POST", "repositories", {"owner": "stan", "name": "own"})
    assert (await site.ask("GET", "/repos/stan/own/installation", by=jwt)).status == 404


async def test_app_knows_itself_by_either_issuer(site: Site) -> None:
    """`iss` is the client id or the App's id."""
    for issuer in (site.app["client_id"], str(site.app["id"])):
        assert (await site.ask("GET", "/app", by=await site.jwt(iss=issuer))).body["slug"] == "robot"


async def test_token_lasts_an_hour(site: Site) -> None:
    """By the sandbox's clock, to the second."""
    await site.control("PUT", "clock", {"now": "2027-07-12T12:00:00Z"})
    token = await site.token()
    for now, status in (("12:59:59", 200), ("13:00:00", 401)):
        await site.control("PUT", "clock", {"now": f"2027-07-12T{now}Z"})
        assert (await site.ask("GET", "/installation/repositories", by=token)).status == status


async def test_token_reaches_only_its_repositories(site: Site) -> None:
    """Narrowed to one repository, it reads and writes there only; another private one is not there for it."""
    here, there = await site.repository(private=True), await site.repository(private=True)
    token = await site.token(repositories=[here.split("/")[3]])
    assert (await site.ask("GET", here, by=token)).status == 200
    assert (await site.ask("GET", there, by=token)).status == 404
    shown = (await site.ask("GET", "/installation/repositories", by=token)).body
    assert [one["full_name"] for one in shown["repositories"]] == [here.removeprefix("/repos/")]


async def test_app_reads_but_does_not_write_where_it_is_not_installed(site: Site) -> None:
    """A public repository of others is read like anybody does; a comment there is refused."""
    await site.control("POST", "repositories", {"owner": "stan", "name": "public"})
    path = await site.issue("/repos/stan/public", by="stan")
    token = await site.token()
    assert (await site.ask("GET", path, by=token)).status == 200
    refused = await site.ask("POST", f"{path}/comments", {"body": "x"}, token)
    assert (refused.status, refused.body["message"]) == (403, "Resource not accessible by integration")


async def test_new_repository_is_covered_at_once(site: Site) -> None:
    """Installed on all repositories, an App makes one and works in it with a token minted before; it is told of both."""
    token = await site.token()
    made = await site.ask("POST", "/orgs/acme/repos", {"name": "delivery", "auto_init": True}, token)
    assert made.status == 201
    assert (await site.ask("POST", "/repos/acme/delivery/issues", {"title": "x"}, token)).status == 201


async def test_app_has_no_profile_of_its_own(site: Site) -> None:
    """`GET /user` is a person's."""
    assert (await site.ask("GET", "/user", by=await site.token())).status == 403


async def test_revoked_token_is_good_no_more(site: Site) -> None:
    """`DELETE /installation/token`."""
    token = await site.token()
    assert (await site.ask("DELETE", "/installation/token", by=token)).status == 204
    assert (await site.ask("GET", "/installation/repositories", by=token)).status == 401


async def test_every_answer_has_githubs_headers(site: Site) -> None:
    """The sandbox's date, a request's id, and the limit."""
    await site.control("PUT", "clock", {"now": "2027-07-12T12:00:00Z"})
    headers = (await site.ask("GET", "/users/olive")).headers
    assert headers["Date"] == "Mon, 12 Jul 2027 12:00:00 GMT"
    assert headers["X-GitHub-Request-Id"]
    assert int(headers["X-RateLimit-Remaining"]) < int(headers["X-RateLimit-Limit"]) + 1
    reset = datetime.fromtimestamp(int(headers["X-RateLimit-Reset"]), UTC)
    assert reset - datetime(2027, 7, 12, 12, tzinfo=UTC) <= timedelta(hours=1)
