"""Whether GitHub knows our App: by its key and its number, at the address of the settings. Asked from the start on, until it has said so.

A bot with a wrong key takes every delivery and can answer none, so this is told apart from a GitHub that is down, with what to do about it.
Never stops the bot: what it takes meanwhile is kept, and the cure may be at GitHub's side.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.hub.tokens import NotTaken
from bot.ports.gateway import Refused, Unavailable

AGAIN_AFTER = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
"""Seconds of wall time between attempts; the last one repeats."""

UNASKED = "GitHub has not said yet that it knows the App"

log: Any = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Itself:
    """Our App, as GitHub knows it."""

    id: int
    slug: str

    @property
    def login(self) -> str:
        """The account that it acts as."""
        return f"{self.slug}[bot]"


class Identity:
    """What GitHub says to `GET /app`. `api_url` and `app_id` are the settings', `ask` may raise as the Gateway does."""

    def __init__(self, ask: Callable[[], Awaitable[Itself]], api_url: str, app_id: int) -> None:
        self._ask, self._api_url, self._app_id = ask, api_url, app_id
        self.doubt: str | None = UNASKED
        """Why GitHub does not know us, with the cure; none once it has said that it does."""

    async def prove(self, pauses: Sequence[float] = AGAIN_AFTER) -> None:
        """Asks until GitHub knows us. A log line for each reason that is new, and one at the end."""
        attempt = 0
        while (doubt := await self._asked()) is not None:
            if doubt != self.doubt:
                log.warning("our App", outcome="not known", reason=doubt)
            self.doubt = doubt
            await asyncio.sleep(pauses[min(attempt, len(pauses) - 1)])
            attempt += 1
        self.doubt = None

    async def _asked(self) -> str | None:
        try:
            itself = await self._ask()
        except NotTaken as refusal:
            return f"{_KEY.format(app=self._app_id)} ({refusal.reason})"
        except Unavailable as failure:
            return f"{_DOWN.format(url=self._api_url)} ({failure.reason})"
        except Refused as refusal:
            unknown = "integration not found" in refusal.reason.lower()
            return f"{(_NUMBER if unknown else _ADDRESS).format(app=self._app_id, url=self._api_url)} ({refusal.reason})"
        except Exception as error:  # noqa: BLE001 - whatever answered, it was no App in JSON
            return f"{_ADDRESS.format(url=self._api_url)} ({type(error).__name__})"
        if itself.id != self._app_id:
            return _OTHER.format(app=self._app_id, id=itself.id, slug=itself.slug)
        log.info("our App", outcome="known", login=itself.login)
        return None


_KEY = (
    "GITHUB_PRIVATE_KEY: GitHub does not take this key for App {app}. Make a new one on the App's page (Private keys), give it, "
    "and start again; or correct GITHUB_APP_ID and GITHUB_CLIENT_ID, if the key is another App's"
)
_NUMBER = (
    "GITHUB_APP_ID or GITHUB_CLIENT_ID: GitHub knows no App {app}, or none of this client ID. Give what the App's page shows as "
    "“App ID” and “Client ID”, and start again"
)
_OTHER = (
    "GITHUB_APP_ID: it is {app}, but GITHUB_CLIENT_ID and the key are those of App {id} ({slug}). Give the three of one App, and start "
    "again"
)
_ADDRESS = (
    "GITHUB_API_URL: what answers at {url} is not GitHub's API. Give https://api.github.com, or https://HOST/api/v3 of GitHub Enterprise "
    "Server, and start again"
)
_DOWN = (
    "GitHub can't be asked at {url}; it is asked again and again. If it is not GitHub that is down, look at GITHUB_API_URL and at this "
    "machine's network"
)
