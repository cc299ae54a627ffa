"""What only the App can ask: its installations, their repositories, and the webhooks that didn't arrive."""

from datetime import timedelta
from typing import Any

from bot.hub.deliveries import Deliveries, missed_of
from bot.hub.gateway import Hub
from bot.ports.gateway import Installed, Missed
from tests.hub.scripted import NOON, Asked, Says, Scripted

LOG = "/app/hook/deliveries"


def attempt(number: int, guid: str, status: int, minutes: float = 0) -> dict[str, Any]:
    """One attempt of GitHub's, by its list."""
    at = f"{NOON + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ}"
    return {"id": number, "guid": guid, "delivered_at": at, "event": "issues", "status_code": status}


async def test_missed_deliveries_are_read_oldest_first(hub: Hub, github: Scripted) -> None:
    """Those that no attempt brought: a redelivery that was accepted counts, one that failed again is read once."""
    log = [attempt(5, "d", 500, 9), attempt(4, "a", 202, 8), attempt(3, "c", 0, 7), attempt(2, "b", 202, 6), attempt(1, "a", 502, 5)]
    github.on("GET", LOG, Says(200, [*log, attempt(0, "d", 503, 1)]))
    github.on("GET", LOG + "/5", Says(200, {"request": {"payload": {"action": "opened"}}}))
    github.on("GET", LOG + "/3", Says(200, {"request": {"payload": '{"action": "edited"}'}}))
    assert await hub.missed_deliveries(NOON) == (
        Missed("c", "issues", {"action": "edited"}, NOON + timedelta(minutes=7)),
        Missed("d", "issues", {"action": "opened"}, NOON + timedelta(minutes=9)),
    )


async def test_log_is_left_where_it_is_older(hub: Hub, github: Scripted) -> None:
    """A page that ends before the moment isn't followed by the next."""

    def page(asked: Asked) -> Says:
        assert "cursor" not in asked.query
        here = f"http://{asked.headers['host']}{LOG}?cursor=x"
        return Says(200, [attempt(2, "b", 500, 1), attempt(1, "a", 500, -1)], {"link": f'<{here}>; rel="next"'})

    github.on("GET", LOG, page)
    github.on("GET", LOG + "/2", Says(200, {"request": {"payload": {}}}))
    assert [missed.guid for missed in await hub.missed_deliveries(NOON)] == ["b"]


async def test_many_missed_deliveries_are_read_within_githubs_limit(hub: Hub, github: Scripted) -> None:
    """Four hundred without a pause, then eight each 0.6 seconds."""
    naps: list[float] = []

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    github.on("GET", LOG, Says(200, [attempt(number, str(number), 500, 1) for number in range(420)]))
    github.on("GET", LOG + "/.*", Says(200, {"request": {"payload": {}}}))
    assert len(await Deliveries(hub.access, nap).missed_deliveries(NOON)) == 420
    assert naps == [0.6] * 3


def test_nothing_is_missed_in_an_empty_log() -> None:
    """Nor when all was accepted."""
    assert missed_of([]) == []
    assert missed_of([attempt(1, "a", 200), attempt(2, "b", 204)]) == []


async def test_installations_are_told_with_what_they_granted(hub: Hub, github: Scripted) -> None:
    """And whether they are suspended."""
    suspended = github.installation() | {"id": 56, "account": {"login": "tbs"}, "permissions": {}, "suspended_at": "2027-07-01T00:00:00Z"}
    github.on("GET", "/app/installations", Says(200, [github.installation(), suspended]))
    assert await hub.installations() == (Installed(55, "esdc", github.permissions), Installed(56, "tbs", {}, suspended=True))


async def test_installed_repositories_are_listed(hub: Hub, github: Scripted) -> None:
    """With a token that can read their names and no more."""
    github.on("GET", "/installation/repositories", Says(200, {"total_count": 1, "repositories": [{"id": 901, "full_name": "esdc/micro"}]}))
    assert await hub.installed_repositories("esdc") == ((901, "esdc/micro"),)
    assert [asked.data for asked in github.asked if asked.method == "POST"] == [{"permissions": {"metadata": "read"}}]
