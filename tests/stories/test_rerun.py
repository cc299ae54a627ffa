"""An opportunity is run again: the bot files it in its client's name, and it takes the way of every opportunity."""

import pytest

from demo.opportunity import OPPORTUNITY
from demo.town import PROGRAMME
from tests.stories.programme import BOT, Programme, facts_in

pytestmark = pytest.mark.xdist_group("stories")


def test_client_runs_a_stopped_opportunity_again(programme: Programme) -> None:
    """A new issue with the same answers and later dates; the same client; approved like any other; once."""
    old = programme.files(description_en=f"{OPPORTUNITY['description_en']}\n\nAsk @claire, or see #1.")
    programme.says("claire", old, "/stop priority Other work comes first.")
    programme.says("claire", old, "/rerun")
    told = programme.answers(old)[-1]
    assert "This opportunity is run again as #" in told
    new = int(told.partition("run again as #")[2].partition(".")[0])
    issue = programme.github.api(programme.who("mathieu"), "GET", f"repos/{PROGRAMME}/issues/{new}")
    assert issue["user"]["login"] == BOT
    assert "Ask @\u200bclaire, or see #\u200b1." in issue["body"]
    assert programme.labels(new) == ["opportunity", "opportunity: requested"]
    (panel,) = programme.raw_answers(new)
    (filed,) = facts_in(panel)
    assert (filed["kind"], filed["data"]["client"][1]) == ("filed", "claire")
    programme.publishes(new)
    programme.says("mathieu", old, "/rerun")
    assert f"run again as #{new}" in programme.answers(old)[-1]


def test_team_mends_the_text_that_the_bot_filed(programme: Programme) -> None:
    """The marker stays where it is, and the text is read as ever."""
    old = programme.files()
    programme.says("mathieu", old, "/stop other It was a trial.")
    programme.says("mathieu", old, "/rerun")
    new = int(programme.answers(old)[-1].partition("run again as #")[2].partition(".")[0])
    programme.edits("mathieu", new, programme.body(new).replace("\n\n6500\n\n", "\n\n6000\n\n"))
    assert "$6,000" in programme.answers(new)[0]
