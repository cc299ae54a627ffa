"""How the store reaches its database: one connection that writes, a few that read, each in a thread of its own.

Writers that wait at the same moment share one transaction, so that one `fsync` acknowledges all of them. Never holds a query.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from bot.ports.store import Unwritable
from bot.store import dialects

T = TypeVar("T")
Job = Callable[[sa.Connection], T]
"""Queries that belong together: run in a thread, in one transaction. It changes nothing else, since it may be undone and run again."""

TOGETHER = 64
"""How many jobs share a transaction at most, so that none waits long for its neighbours."""


class Database:
    """Runs jobs in transactions."""

    def __init__(self, url: str) -> None:
        self._writer, self._readers = dialects.writer(url), dialects.readers(url)
        self._write_thread = ThreadPoolExecutor(1, "store-writer")
        self._read_threads = ThreadPoolExecutor(dialects.READERS, "store-reader")
        self._waiting: list[tuple[Job[Any], asyncio.Future[Any]]] = []
        self._at_work: asyncio.Task[None] | None = None

    async def read(self, job: Job[T]) -> T:
        """Runs a job that only reads."""
        return await asyncio.get_running_loop().run_in_executor(self._read_threads, _alone, self._readers, job)

    async def write(self, job: Job[T]) -> T:
        """Runs a job that writes; when this returns, it is on disk. Raises what the job raises, or `Unwritable`: then nothing is kept."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, future))
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work_off())
        return await future

    async def aclose(self) -> None:
        """Ends the work under way, and lets go of threads and connections."""
        if self._at_work is not None:
            await self._at_work
        for threads, engine in ((self._write_thread, self._writer), (self._read_threads, self._readers)):
            await asyncio.to_thread(threads.shutdown)
            engine.dispose()

    async def _work_off(self) -> None:
        while self._waiting:
            turn, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            turn = [(job, future) for job, future in turn if not future.done()]  # those who gave up are left out
            jobs = [job for job, _ in turn]
            outcomes = await asyncio.get_running_loop().run_in_executor(self._write_thread, _together, self._writer, jobs)
            for (_, future), (result, error) in zip(turn, outcomes, strict=True):
                _tell(future, result, error)


def _tell(future: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


def _alone(engine: sa.Engine, job: Job[T]) -> T:
    try:
        with engine.begin() as connection:
            return job(connection)
    except OperationalError as error:
        raise Unwritable(str(error.orig)) from error


def _together(engine: sa.Engine, jobs: list[Job[Any]]) -> list[tuple[Any, Exception | None]]:
    """One transaction for all. When one job raises, all are undone and done again one by one: that is rare, and savepoints are dear."""
    try:
        return [(result, None) for result in _alone(engine, lambda connection: [job(connection) for job in jobs])]
    except Exception as error:  # noqa: BLE001 - it is the job's caller who is told
        if len(jobs) == 1 or isinstance(error, Unwritable):
            return [(None, error) for _ in jobs]
    return [outcome for job in jobs for outcome in _together(engine, [job])]
