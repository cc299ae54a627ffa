"""Contracts that end early, as people see them: paid in part, taken back, passed on to the next, and work that comes after the notice."""

import base64
from collections.abc import Iterator

import pytest

from demo.acts import local
from demo.town import PROGRAMME
from tests.stories.contracts import Contract
from tests.stories.programme import at_work
from tests.stories.side_by_side import Stories, Telling, Tellings, asked_for

pytestmark = pytest.mark.xdist_group("terminations")

STORIES = Stories()


@pytest.fixture(scope="module")
def tellings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Tellings]:
    """All stories of this module, told in a programme of their own."""
    with at_work(tmp_path_factory.mktemp("terminations")) as programme:
        yield STORIES.play(programme, asked_for(request))


@STORIES.tell("noor")
def test_procurement_terminates_for_convenience_and_the_share_is_paid(contract: Contract) -> Telling:
    """40 % of $6,500 is $2,600, with tax $2,938: in the notice, and wherever the invoice is spoken of. Paid, the issue is closed."""
    contract.agrees()
    yield local(6, 22, 9)
    contract.news()
    contract.says("priya", "/terminate convenience 40% The marketplace is being replaced.")
    (notice,) = contract.news()
    assert "40% of the work is paid: $2,600, and at most $2,938 with tax." in notice
    assert "40\u00a0%" in notice
    assert (contract.state, contract.is_open) == ("terminated", True)
    for login, words, state in (("noor", "/invoice", "invoiced"), ("sylvie", "/certify", "invoiced")):
        contract.says(login, words)
        (told,) = contract.news()
        assert "$2,938" in told
        assert contract.state == state
    contract.says("farah", "/paid deposit")
    assert (contract.state, contract.is_open) == ("paid", False)
    assert "@noor" in contract.news()[-1]


@STORIES.tell("kim")
def test_procurement_takes_a_termination_back(contract: Contract) -> Telling:
    """The issue is open again, the days since the notice are given back, and the work goes on to its acceptance."""
    contract.agrees()
    yield local(6, 22, 9)
    contract.says("priya", "/terminate default The supplier does not answer.")
    assert (contract.state, contract.is_open) == ("terminated", False)
    yield local(6, 24, 9)
    contract.news()
    contract.says("priya", "/rescind The supplier had answered by e-mail.")
    (rescinded,) = contract.news()
    assert (contract.state, contract.is_open) == ("awarded", True)
    assert "July 6, 2027" in rescinded
    yield local(7, 6, 12)
    assert contract.flags == []
    contract.opens_pull("kim")
    contract.accepts()
    assert contract.state == "accepted"


@STORIES.tell("amelie", "tomasz")
def test_next_in_the_order_takes_the_work_over(contract: Contract) -> Telling:
    """Terminated for default; the second agrees, with as many days, and works in a repository of their own; the first one's is past."""
    first = contract.agrees()
    yield local(7, 2, 9)
    assert contract.flags == ["overdue"]
    contract.says("priya", "/terminate default Nothing was delivered.")
    assert not contract.is_open
    contract.news()
    contract.says("mathieu", "/next")
    second = contract.supplier
    assert second != first
    assert (contract.state, contract.is_open, contract.flags) == ("selected", True, [])
    assert "application: not selected" in contract.labels(contract.applications[first])
    (told,) = contract.news()
    assert f"`{second}`" in told
    contract.agrees()
    assert contract.state == "awarded"
    assert f"{contract.delivery}-2" in contract.news()[-1]
    assert contract.collaborators(f"{contract.delivery}-2") == contract.collaborators(contract.delivery) == ["claire"]
    contract.opens_pull(first)
    assert (contract.state, contract.news()) == ("awarded", [])
    contract.opens_pull(second, repository=f"{contract.delivery}-2")
    contract.accepts()
    assert contract.state == "accepted"


@STORIES.tell("ben")
def test_supplier_works_on_after_the_notice(contract: Contract) -> Telling:
    """Told once, on the opportunity, that it is not assessed; neither delivered nor invoiced by a command."""
    contract.agrees()
    yield local(6, 22, 9)
    contract.says("priya", "/terminate default The supplier asked to be let go.")
    contract.news()
    contract.opens_pull("ben")
    (told,) = contract.news()
    assert "after the notice is not assessed, and not paid" in told
    github, ben = contract.programme.github, contract.programme.who("ben")
    text = base64.b64encode(b"# Blocks new offerings.\n").decode()
    github.api(ben, "PUT", f"repos/ben/opportunity-{contract.number}/contents/block.ps1", message="Add block.ps1", content=text)
    contract.programme.settle()
    assert contract.news() == []
    for words, why in (("/deliver https://example.org/work", "not assessed"), ("/invoice", "nothing is to be invoiced")):
        contract.says("ben", words)
        assert why in contract.news()[-1]
    assert (contract.state, contract.is_open) == ("terminated", False)


@STORIES.tell("tomasz")
def test_supplier_cannot_deliver_and_nobody_is_next(contract: Contract) -> Telling:
    """Asked at once; they give the work up; terminated for default; there is nobody to offer it to, so the client runs it again."""
    contract.agrees()
    yield local(6, 22, 9)
    contract.news()
    contract.says("tomasz", "/unable Another job takes all of my time.")
    assert "@tomasz" in contract.news()[-1]
    contract.says("tomasz", "/discontinue")
    assert "@priya" in contract.news()[-1]
    assert contract.state == "awarded"
    contract.says("priya", "/terminate default The supplier gave up the work.")
    assert "nobody is next" in contract.news()[-1]
    contract.says("mathieu", "/next")
    assert "Nobody is left in the order" in contract.news()[-1]
    contract.says("claire", "/rerun")
    told = contract.news()[-1]
    again = int(told.partition("run again as #")[2].partition(".")[0])
    assert "opportunity: requested" in contract.labels(again)
    assert contract.programme.github.api(contract.programme.who("mathieu"), "GET", f"repos/{PROGRAMME}/issues/{again}")["state"] == "open"


def test_nothing_is_lost_or_doubled(tellings: Tellings) -> None:
    """Nothing parked, no error, every marker signed, every chain of facts whole, no comment twice."""
    assert tellings.left_over() == []
