"""THE table of refusals against the sandbox over HTTP: every row is provoked, and answers with its status and its words."""

import re

import pytest

from bot.sandbox.refusals import TABLE, Row
from tests.sandbox.provocations_of_work import ALL
from tests.sandbox.site import Site


def _words(row: Row) -> str:
    """A row's message as a pattern, with anything for its fields."""
    return ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", row.message))


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.what)
async def test_github_refuses(shared_site: Site, row: Row) -> None:
    """What is in the table is refused with its status, its message and a link to the documentation."""
    answer = await ALL[row.what](shared_site)
    assert answer.status == row.status, answer
    assert re.fullmatch(_words(row), answer.body["message"]), answer.body
    assert answer.body["documentation_url"].startswith("https://docs.github.com/")


def test_every_refusal_is_provoked() -> None:
    """No row without a test, and no test of a row that is not there."""
    assert sorted(ALL) == sorted(row.what for row in TABLE)


def test_every_refusal_has_a_source() -> None:
    """Each row says where it is written; `ours` only where GitHub would say nothing useful."""
    assert [row.what for row in TABLE if not row.source.startswith(("GitHub Docs", "https://", "ours"))] == []
