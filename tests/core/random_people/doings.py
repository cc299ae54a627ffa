"""What may happen next to a case at random: each kind of thing that GitHub, people and time do, with how often.

Biased so that cases travel deep: most of what people do is what `/help` offers to somebody. Never judges what follows.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.application import Answers
from bot.core.commands import BY_NAME
from bot.core.events import Due, Place, Subject
from bot.core.flags import FLAGS
from bot.core.opportunity import Opportunity, Organisation
from bot.core.rules.table import carry_out
from bot.core.rules.waiting import awaited
from bot.core.states import APPLICATION_STATES, BEFORE_OPENING, OPPORTUNITY_STATES, Kind, moves_from, state_of
from bot.core.text import Text
from tests.core.random_people import sayings
from tests.core.random_people.chance import Chance
from tests.core.random_people.life import HOUR, Life
from tests.core.random_people.sayings import Saying, example, may_say
from tests.core.stories.cast import OPPORTUNITY, PEOPLE, answers

SUPPLIERS = ("amelie", "noor", "tomasz", "ben", "stranger")
Doing = Callable[[Life, Chance], None]


def something(life: Life, chance: Chance) -> None:
    """One thing happens."""
    doing = chance.weighed([(weight(life), do) for weight, do in DOINGS])
    doing(life, chance)


def heard(life: Life, chance: Chance) -> datetime:
    """GitHub's time of an act that is heard of now: at once, or a little ago."""
    return life.now - timedelta(seconds=chance.weighed(((12, 0), (1, 30), (1, 150), (1, 4000))))


def says(life: Life, saying: Saying) -> None:
    """Somebody says it."""
    life.says(saying.login, saying.words, saying.on)
    if saying.offered:
        refused = [one for one in life.said() if one.name == "refused"]
        assert not refused, (
            f"not honest: /help offers `{saying.words}` to {saying.login}, and it is refused: {refused[0].fields['reasons']}"
        )


def takes_a_step(life: Life, chance: Chance) -> None:
    """Somebody does what `/help` offers; a verdict is another one now and then."""
    saying = sayings.offered(life, chance)
    if saying is not None:
        says(life, _differently(saying) if chance.once_in(4) else saying)


def _differently(saying: Saying) -> Saying:
    """The other verdict, where one is given."""
    words = saying.words
    for one, other in ((" pass", " fail"), (" réussite", " échec")):
        words = words.replace(one, other)
    words = (
        words + " It does not." if words.startswith(("/acceptance", "/acceptation")) and words.endswith((" met", " satisfait")) else words
    )
    for one, other in ((" met It", " unmet It"), (" satisfait It", " non-satisfait It")):
        words = words.replace(one, other)
    return saying if words == saying.words else replace(saying, words=words)


def goes_on(life: Life, chance: Chance) -> None:
    """The step for which the case waits is taken; where it waits for none, the next date comes."""
    if not oblige(life, chance):
        next_date_comes(life, chance)


def oblige(life: Life, chance: Chance) -> bool:
    """Somebody takes the step that the case waits for: whether there was one."""
    waited = awaited(life.case, sayings.scene(life, "stranger", life.on_opportunity()), carry_out)
    if waited is None:
        return False
    if waited.row is None:
        life.edits(good(life), f"body-{life.deliveries}")
        return True
    able = [one for one in may_say(life, waited.row) if one[0] in {login for hand in waited.hands for login in hand.logins}]
    found = [saying for one in able if (saying := example(life, waited.row, *one))]
    assert found, f"stuck: {waited.row.name} is waited for from {waited.hands}, and /help offers it to none of them"
    says(life, somebody(life, chance.one_of(found), chance))
    return True


def somebody(life: Life, saying: Saying, chance: Chance) -> Saying:
    """The same, with an account in the place of the one that an example leaves open."""
    free = [login for login in PEOPLE if all(one.applicant.login != login for one in life.case.applications)]
    login = chance.one_of(free)
    return replace(saying, words=saying.words.replace("@USER", f"@{login}").replace("@COMPTE", f"@{login}"))


def good(life: Life) -> Opportunity:
    """The opportunity as it should be, with dates that lie well ahead."""
    return OPPORTUNITY.moved_to(max(OPPORTUNITY.closing, life.context().today + timedelta(days=30)))


def says_anything(life: Life, chance: Chance) -> None:
    """Somebody says anything."""
    saying = sayings.anything(life, chance)
    life.says_at(saying.login, saying.words, saying.on, heard(life, chance))


def next_date_comes(life: Life, chance: Chance) -> None:
    """Time passes until the next date, or some hours if there is none."""
    due = life.next_due()
    life.time_passes(due.due if due else life.now + chance.number(1, 30) * HOUR)


def hours_pass(life: Life, chance: Chance) -> None:
    """Some hours pass."""
    life.time_passes(life.now + chance.number(1, 30) * HOUR)


def bot_sleeps(life: Life, chance: Chance) -> None:
    """The bot is away for hours or days, and hears of every date afterwards."""
    life.time_passes(life.now + chance.number(5, 150) * HOUR, asleep=True)


def date_comes_that_is_none(life: Life, chance: Chance) -> None:
    """A date that the case no longer has, or never had: nothing may follow."""
    one = chance.one_of(life.past[-20:]) if life.past else None
    if one is not None and one not in life.deadlines:
        life.happens(Due(one.kind, one.due), one.due)
        assert not life.last.facts, f"early: {one.kind} came, and the case does not have it"
        assert not life.last.effects, f"early: {one.kind} came, and the case does not have it"


def github_answers(life: Life, chance: Chance) -> None:
    """GitHub does what it was asked for, or refuses it."""
    if life.asked:
        life.github_answers(life.asked[0], "403: rights" if chance.once_in(5) else None)


def applies(life: Life, chance: Chance) -> None:
    """Somebody applies, mostly well."""
    login = chance.one_of(SUPPLIERS) if not chance.once_in(6) else chance.one_of(tuple(PEOPLE))
    life.files_application(login, *_given(chance), heard(life, chance))


def _given(chance: Chance) -> tuple[Answers | None, tuple[Text, ...]]:
    given = chance.weighed(((8, answers()), (1, answers("")), (1, answers("One.", "Two.")), (1, None)))
    return given, () if given else (Text("The form can’t be read.", "Le formulaire ne peut pas être lu."),)


def mends(life: Life, chance: Chance) -> None:
    """An applicant edits their text; now and then, GitHub tells it twice."""
    if life.case.applications:
        one = chance.one_of(life.case.applications)
        version = one.body_hash if chance.once_in(5) else f"body-{life.deliveries}"
        life.edits_application(one, _given(chance)[0], version, heard(life, chance))


def edits(life: Life, chance: Chance) -> None:
    """The client edits the opportunity."""
    now, version = life.case.opportunity, f"body-{life.deliveries}"
    changes: tuple[Opportunity | None, ...] = (
        good(life),
        replace(now, price=chance.one_of((600_000, 1_200_000))),
        now.moved_to(now.closing + timedelta(days=chance.number(-20, 30))),
        replace(now, title=Text(now.title.en, chance.one_of(("", "Politiques")))),
        replace(now, organisation=chance.one_of(tuple(Organisation))),
        replace(now, delivery=now.delivery + timedelta(days=chance.number(-20, 30))),
        now,
        None,
    )
    after = chance.weighed(list(zip((8, 2, 2, 2, 2, 2, 2, 1), changes, strict=True)))
    problems = () if after else (Text("The form can’t be read.", "Le formulaire ne peut pas être lu."),)
    life.edits(after, life.case.body_hash if chance.once_in(8) else version, problems)


def pushes(life: Life, chance: Chance) -> None:
    """Somebody opens a pull request, pushes to it, or closes it: the supplier more often than not."""
    login = life.winner if life.case.offer and not chance.once_in(4) else chance.one_of(SUPPLIERS)
    contract = life.case.contract.number if not chance.once_in(6) else 1
    head = chance.one_of((f"{life.deliveries:040}", life.case.delivery.head or "0" * 40))
    action = chance.one_of(("synchronize", "opened", "reopened", "closed"))
    life.pushes(login, contract, head, action, draft=chance.once_in(8))


def labels(life: Life, chance: Chance) -> None:
    """Somebody sets a label: one that may follow more often than not."""
    on = life.on_opportunity() if not chance.once_in(5) else chance.one_of(life.threads()[:6])
    edges = moves_from(Kind.OPPORTUNITY, life.state)
    next_ones = [state_of(Kind.OPPORTUNITY, edge.target).label(chance.one_of(sayings.LANGUAGES)) for edge in edges]
    every = [state.label() for state in (*OPPORTUNITY_STATES, *APPLICATION_STATES)] + [name["en"] for name, _ in FLAGS.values()]
    label = chance.one_of(next_ones if next_ones and not chance.once_in(4) else every)
    if on.place in (Place.OPPORTUNITY, Place.APPLICATION):
        life.sets_label(chance.one_of(tuple(PEOPLE)), label, on)


def unlabels(life: Life, chance: Chance) -> None:
    """Somebody removes a label, or deletes it in the repository."""
    on = _issue(life, chance)
    shown = life.shown(on.target)
    if shown:
        label = chance.one_of(shown)
        life.removes_label(chance.one_of(tuple(PEOPLE)), label, on)


def _issue(life: Life, chance: Chance) -> Subject:
    issues = [one for one in life.threads() if one.place in (Place.OPPORTUNITY, Place.APPLICATION)]
    return issues[0] if not chance.once_in(4) else chance.one_of(issues)


def closes(life: Life, chance: Chance) -> None:
    """Somebody closes an issue by hand."""
    life.closes(chance.one_of(tuple(PEOPLE)), chance.one_of(life.threads()))


def loses(life: Life, chance: Chance) -> None:
    """Somebody deletes an issue, or moves it: an application's; hardly ever, the opportunity's own."""
    issues = [one for one in life.threads() if one.place is Place.APPLICATION]
    on = life.on_opportunity() if chance.once_in(15) else chance.one_of(issues) if issues else None
    if on is not None:
        life.loses(chance.one_of(tuple(PEOPLE)), chance.one_of(("deleted", "transferred")), on)


def asks_for_help(life: Life, chance: Chance) -> None:
    """Somebody asks what they can do, or why."""
    words = BY_NAME[chance.one_of(("help", "why"))].word(chance.one_of(sayings.LANGUAGES))
    life.says(chance.one_of(tuple(PEOPLE)), words, chance.one_of(life.threads()))


def _before_opening(often: int, seldom: int) -> Callable[[Life], int]:
    return lambda life: often if life.state in BEFORE_OPENING else seldom


DOINGS: tuple[tuple[Callable[[Life], int], Doing], ...] = (
    (lambda _: 26, takes_a_step),
    (lambda life: 2 if life.state == "open" else 16, goes_on),
    (lambda _: 10, says_anything),
    (lambda life: 30 if life.state == "open" else 1, applies),
    (lambda life: 3 if life.case.applications else 0, mends),
    (lambda life: 16 if life.asked else 0, github_answers),
    (lambda life: 1 if life.state in BEFORE_OPENING else 4 if life.state == "open" else 8, next_date_comes),
    (lambda _: 3, hours_pass),
    (lambda _: 1, bot_sleeps),
    (lambda life: 2 if life.past else 0, date_comes_that_is_none),
    (_before_opening(4, 1), edits),
    (lambda life: 4 if life.case.delivery.repository_id else 0, pushes),
    (lambda _: 3, labels),
    (lambda _: 2, unlabels),
    (lambda _: 1, closes),
    (lambda life: 1 if life.case.applications else 0, loses),
    (lambda _: 1, asks_for_help),
)
"""How often, in this case, what happens."""
