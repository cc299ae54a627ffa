"""One sandbox for the whole tour; after every test, all that it answered and sent is held against GitHub's published schemas."""

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp import web

from bot.sandbox.application import WORLD, build
from tests.sandbox.contract.stage import Stage, cast, receiver, record, running


async def _listen(app: web.Application) -> tuple[web.AppRunner, str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


@pytest.fixture(scope="session")
def whole_stage() -> Iterator[Stage]:
    """The sandbox and the App's server, listening, with their cast."""
    app, stage = build("http://127.0.0.1"), Stage("")
    record(app, stage.exchanges)
    with running() as loop:
        runner, stage.url = asyncio.run_coroutine_threadsafe(_listen(app), loop).result(10)
        app[WORLD].url = stage.url
        server, address = asyncio.run_coroutine_threadsafe(_listen(receiver(stage.received)), loop).result(10)
        cast(stage, f"{address}/webhook")
        yield stage
        stage.close()
        for each in (runner, server):
            asyncio.run_coroutine_threadsafe(each.cleanup(), loop).result(10)


@pytest.fixture
def stage(whole_stage: Stage) -> Iterator[Stage]:
    """The stage for one test, which fails if anything seen during it differs from what GitHub publishes."""
    yield whole_stage
    whole_stage.settle()
    faults = whole_stage.faults()
    assert not faults, "\n".join(faults)
