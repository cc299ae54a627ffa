"""The contract as people see it, from the award to accepted work: reminders, a date that passes, another date, stopped clocks."""

from collections.abc import Iterator

import pytest

from demo.acts import local
from tests.stories.contracts import Contract
from tests.stories.programme import at_work
from tests.stories.side_by_side import Stories, Telling, Tellings, asked_for

pytestmark = pytest.mark.xdist_group("contracts")

STORIES = Stories()


@pytest.fixture(scope="module")
def tellings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Tellings]:
    """All stories of this module, told in a programme of their own."""
    with at_work(tmp_path_factory.mktemp("contracts")) as programme:
        yield STORIES.play(programme, asked_for(request))


@STORIES.tell("tomasz")
def test_supplier_is_reminded_before_delivery(contract: Contract) -> Telling:
    """Five, two and no business days before, in the morning, once each; nothing else is said until the day is over."""
    contract.agrees()
    (awarded,) = contract.news()
    assert "due by June 30, 2027" in awarded
    for day, left in ((23, "Business days left: 5."), (28, "Business days left: 2."), (30, "due today")):
        yield local(6, day, 8, 59)
        assert contract.news() == []
        yield local(6, day, 9, 1)
        (reminder,) = contract.news()
        assert "@tomasz" in reminder
        assert left in reminder
    yield local(6, 30, 23, 59)
    assert contract.news() == []
    assert contract.flags == []


@STORIES.tell("kim")
def test_supplier_is_silent_after_the_date(contract: Contract) -> Telling:
    """Flagged and asked how it goes on; three business days later procurement is asked; nobody terminates by themselves."""
    contract.agrees()
    yield local(6, 30, 23, 59)
    assert contract.flags == []
    contract.news()
    yield local(7, 1, 0, 1)
    assert contract.flags == ["overdue"]
    (asked,) = contract.news()
    assert "@kim" in asked
    assert "July 6, 2027" in asked  # the first of July is a holiday
    yield local(7, 6, 23, 59)
    assert contract.news() == []
    yield local(7, 7, 0, 1)
    (procurement,) = contract.news()
    assert "@priya" in procurement
    assert "/terminate default" in procurement
    yield local(7, 27, 9)
    assert contract.news() == []
    assert (contract.state, contract.flags, contract.is_open) == ("awarded", ["overdue"], True)


@STORIES.tell("noor")
def test_client_agrees_to_a_later_date_in_time(contract: Contract) -> Telling:
    """Reminders follow the new date; the old one passes without a word; the new one, when it passes, is overdue."""
    contract.agrees()
    yield local(6, 21, 9)
    contract.says("noor", "/extend delivery 2027-07-14")
    assert contract.flags == []
    contract.says("claire", "/agree")
    assert contract.flags == ["extended"]
    assert "The delivery date is now July 14, 2027, instead of June 30, 2027." in contract.news()[-1]
    yield local(7, 6, 23, 59)
    assert contract.news() == []
    assert contract.flags == ["extended"]
    yield local(7, 14, 23, 59)
    assert ["@noor" in reminder for reminder in contract.news()] == [True, True, True]
    yield local(7, 15, 0, 1)
    assert contract.flags == ["extended", "overdue"]


@STORIES.tell("amelie")
def test_supplier_continues_with_another_date_after_the_first(contract: Contract) -> Telling:
    """Asked, she says by when; the client agrees: no longer overdue, and nobody is asked to terminate."""
    contract.agrees()
    yield local(7, 2, 9)
    assert contract.flags == ["overdue"]
    contract.news()
    contract.says("amelie", "/poursuivre 2027-07-20")
    (proposed,) = contract.news()
    assert "@claire" in proposed
    assert contract.flags == ["overdue"]
    contract.says("claire", "/agree")
    (amended,) = contract.news()
    assert "le 20 juillet 2027" in amended
    assert contract.flags == ["extended"]
    yield local(7, 12, 9)
    assert contract.news() == []
    said = contract.programme.answers(contract.applications["amelie"])
    assert len([one for one in said if "félicitations" in one]) == 1
    assert not [one for one in said if "congratulations" in one or "Thank you" in one]


@STORIES.tell("ben")
def test_supplier_is_blocked_where_the_work_is(contract: Contract) -> Telling:
    """Said in the pull request, a draft still: the client is asked, and asked again; no date passes; resumed, the days are given back."""
    contract.agrees()
    yield local(6, 16, 9)
    contract.news()
    pull = contract.opens_pull("ben", draft=True)
    assert (contract.state, contract.news()) == ("awarded", [])
    contract.programme.says("ben", pull, "/blocked I have no access to the sandbox subscription.", contract.delivery)
    assert contract.flags == ["on hold"]
    told = [*contract.news(), *contract.news(pull, contract.delivery)]
    assert ["@claire" in one for one in told].count(True) == 1
    yield local(7, 2, 9)
    assert contract.flags == ["on hold"]
    assert ["@priya" in one for one in contract.news()] == [False, True]
    contract.says("claire", "/resume")
    assert contract.flags == []
    (resumed,) = contract.news()
    assert "Business days given back: 12." in resumed
    assert "delivery: July 19, 2027" in resumed
    yield local(7, 19, 23, 59)
    assert contract.flags == []
    yield local(7, 20, 0, 1)
    assert contract.flags == ["overdue"]


@STORIES.tell("tomasz")
def test_hold_and_dispute_stop_the_clocks_at_once(contract: Contract) -> Telling:
    """The hold ends first, and the clocks still stand still; they go on with the final answer, for which both sides were heard."""
    contract.agrees()
    yield local(6, 16, 9)
    contract.says("mathieu", "/hold The subscription is being moved.")
    contract.says("tomasz", "/dispute The description names another version than the one that I was given.")
    assert contract.flags == ["dispute", "on hold"]
    yield local(6, 18, 9)
    contract.says("priya", "/resolve The description stands.")
    assert "has not said their side" in contract.news()[-1]
    contract.says("mathieu", "/resume")
    assert "the clocks still stand still" in contract.news()[-1]
    assert contract.flags == ["dispute"]
    contract.says("claire", "/dispute The version is the one of the description’s second paragraph.")
    assert "@priya" in contract.news()[-1]
    yield local(7, 2, 9)
    assert (contract.news(), contract.flags) == ([], ["dispute"])
    contract.says("priya", "/resolve The second paragraph counts.")
    (resolved,) = contract.news()
    assert "delivery: July 19, 2027" in resolved
    assert (contract.state, contract.flags) == ("awarded", [])
    yield local(7, 20, 0, 1)
    assert contract.flags == ["overdue"]


@STORIES.tell("kim")
def test_client_accepts_late_but_good_work(contract: Contract) -> Telling:
    """It counts while the contract stands: accepted, no longer overdue, and procurement is not asked any more."""
    contract.agrees()
    yield local(7, 2, 9)
    assert contract.flags == ["overdue"]
    contract.opens_pull("kim")
    assert (contract.state, contract.flags) == ("delivered", ["overdue"])
    contract.news()
    contract.accepts()
    assert (contract.state, contract.flags) == ("accepted", [])
    (accepted,) = contract.news()
    assert "your work is accepted" in accepted
    yield local(7, 8, 9)
    assert contract.news() == []


def test_nothing_is_lost_or_doubled(tellings: Tellings) -> None:
    """Nothing parked, no error, every marker signed, every chain of facts whole, no comment twice."""
    assert tellings.left_over() == []
