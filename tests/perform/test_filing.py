"""An opportunity that the bot files again: by the repository's own form, once, with its marker where it disturbs nobody."""

from datetime import timedelta

import pytest

from bot.core.effects import FileOpportunity
from bot.core.opportunity import Opportunity
from bot.core.snapshot import opportunity_data
from bot.forms.body import parse_body
from bot.forms.opportunity import read_opportunity
from bot.forms.submission import Submission
from bot.forms.template import packaged, packaged_text
from bot.ports.gateway import FileNow, Refused
from bot.store.codec import Codec
from tests.core.stories.cast import OPPORTUNITY
from tests.perform.conftest import KEYS, Desk, marker

EFFECT = FileOpportunity("1/0", "esdc/micro", "[Opportunity] For @zoe, see #12", opportunity_data(OPPORTUNITY))
CODEC = Codec(KEYS)
PATH = ".github/ISSUE_TEMPLATE/opportunity.yml"


def read(body: str) -> Opportunity:
    """What our own parser makes of it."""
    submission = parse_body(packaged("opportunity.yml"), body)
    assert isinstance(submission, Submission), submission
    opportunity = read_opportunity(submission)
    assert isinstance(opportunity, Opportunity), opportunity
    return opportunity


async def test_opportunity_is_filed_as_people_file_it(desk: Desk) -> None:
    """What was recorded can be read in the new issue, and the title notifies nobody."""
    result = await desk.perform(EFFECT)
    issue = desk.github.issues[result["number"]]
    assert read(issue["body"]) == OPPORTUNITY
    assert issue["title"] == "[Opportunity] For @\u200bzoe, see #\u200b12"
    assert desk.github.asked == ["look", "open_issue"]


async def test_opportunity_is_filed_once(desk: Desk) -> None:
    """Applied, then 502, or killed: found again by its marker."""
    desk.github.faults, desk.github.lag = ["apply then fail"], timedelta(seconds=8)
    first = await desk.until_done(EFFECT)
    desk.restart()
    assert await desk.until_done(EFFECT, attempts=1) == first
    assert len(desk.github.issues) == 1
    assert marker(desk.github.issues[first["number"]]["body"]).key == "1/0"


async def test_opportunity_is_filed_by_the_repositorys_form(desk: Desk) -> None:
    """A reworded label is the one that its readers know."""
    text = packaged_text("opportunity.yml").replace("label: Skills / Compétences", "label: What one must know / Ce qu’il faut savoir")
    desk.github.files = {PATH: FileNow("blob", text)}
    result = await desk.perform(EFFECT)
    assert "### What one must know / Ce qu’il faut savoir\n\nPowerShell, or similar" in desk.github.issues[result["number"]]["body"]


@pytest.mark.parametrize("text", ["no: form", packaged_text("application.yml")])
async def test_repository_without_such_a_form_is_told(desk: Desk, text: str) -> None:
    """Nothing is filed that nobody can read: it is tried again when the form is mended."""
    desk.github.files = {PATH: FileNow("blob", text)}
    with pytest.raises(Refused, match="422"):
        await desk.perform(EFFECT)
    assert desk.github.issues == {}


def test_effect_is_kept_and_read_back() -> None:
    """Between deciding and filing it lies on disk."""
    assert CODEC.read_effect(CODEC.effect(EFFECT)) == EFFECT
