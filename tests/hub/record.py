"""Records the hub's cassettes anew: `python -m tests.hub.record`.

Without options it starts a sandbox and records there. With `--github` it records at GitHub (or an Enterprise Server), from the environment:

  GITHUB_API_URL       https://api.github.com by default
  GITHUB_APP_ID        the App's number or client id, and GITHUB_PRIVATE_KEY_PATH its key
  GITHUB_TOKEN         a person's: a member of the organisation and of the team, who may open issues
  GITHUB_REPOSITORY    owner/name, with a README.md on its default branch; the App is installed on all of the owner's repositories
  GITHUB_TEAM          the slug of a team of the owner that the person is in
  GITHUB_STRANGER      an account that is no member; it gets an invitation to a new public repository, which you then delete

Look at the difference before you commit: no token is recorded (a test holds it to that), but names and texts are.
"""

import argparse
import asyncio
import json
import logging
import os
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

import aiohttp
import structlog

from bot.hub.gateway import GITHUB, connect
from tests.hub.cassette import FOLDER, STAGE, recorder
from tests.hub.journeys import JOURNEYS
from tests.hub.scripted import WallClock
from tests.hub.stage import AFTER, Means, prepared, sandbox_means


@asynccontextmanager
async def sandbox() -> AsyncIterator[str]:
    """A sandbox of our own, as another process; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().partition(" ")[2].strip()
    finally:
        process.terminate()
        await process.wait()


def github_means() -> Means:
    """From the environment; raises `KeyError` for what isn't set."""
    return Means(
        api_url=os.environ.get("GITHUB_API_URL", GITHUB),
        issuer=os.environ["GITHUB_APP_ID"],
        pem=Path(os.environ["GITHUB_PRIVATE_KEY_PATH"]).read_text(encoding="utf-8"),
        token=os.environ["GITHUB_TOKEN"],
        repository=os.environ["GITHUB_REPOSITORY"],
        team=os.environ["GITHUB_TEAM"],
        stranger=os.environ["GITHUB_STRANGER"],
        delivery=f"microacq-{secrets.token_hex(4)}",
    )


async def record(means: Means, http: aiohttp.ClientSession) -> None:
    """Prepares the stage, then walks each journey with a new hub and its own cassette."""
    stage = await prepared(http, means, lambda: asyncio.sleep(2 * AFTER))
    STAGE.write_text(json.dumps(asdict(stage), indent=2) + "\n", encoding="utf-8")
    for name, journey in JOURNEYS.items():
        (FOLDER / f"{name}.yaml").unlink(missing_ok=True)
        with recorder("all", means.api_url).use_cassette(f"{name}.yaml"):
            async with connect(means.issuer, means.pem, WallClock(), api_url=means.api_url) as hub:
                await journey(hub, stage)
        sys.stdout.write(f"recorded {name}\n")


async def main(*, github: bool) -> None:
    """Records at GitHub, or in a sandbox."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    FOLDER.mkdir(exist_ok=True)
    async with aiohttp.ClientSession() as http:
        if github:
            await record(github_means(), http)
            return
        async with sandbox() as url:
            await record(await sandbox_means(http, url), http)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.hub.record", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--github", action="store_true", help="record at GitHub, from the environment")
    asyncio.run(main(github=parser.parse_args().github))
