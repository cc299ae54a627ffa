"""What random people say: steps that `/help` would offer to somebody, and commands with arguments that make sense or none.

All of it comes from the tables: a new command, state or step is said by itself. Never judges what follows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from bot.core.commands import COMMANDS, CommandRow
from bot.core.commands.arguments import Amount, Argument, Choice, Day, Number, Percent, Translations, Word, Words
from bot.core.events import Subject
from bot.core.facts import Cause
from bot.core.rules.correcting import possible
from bot.core.rules.guidance import ALWAYS, hands_for, states_for
from bot.core.rules.hands import roles_in
from bot.core.rules.table import carry_out
from bot.core.rules.trying import attempt
from bot.core.rules.waiting import NEXT
from bot.core.scene import Scene
from bot.core.text import Language, Text
from tests.core.random_people.chance import Chance
from tests.core.random_people.life import Life
from tests.core.stories.cast import PEOPLE

LANGUAGES: tuple[Language, ...] = ("en", "fr")
SELDOM = frozenset({"stop", "cancel", "close", "hold", "complaint", "blocked"})
"""Commands that end something, or put it off: said now and then, so that cases travel deep."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words, on a thread. `offered` is true if `/help` offered just these."""

    login: str
    words: str
    on: Subject
    offered: bool = False


def scene(life: Life, login: str, on: Subject, language: Language = "en") -> Scene:
    """The scene of somebody's act now."""
    cause = Cause(life.now.astimezone(UTC), PEOPLE[login][0], "asked")
    return Scene(life.actor(login), on, language, cause, life.context())


def may_say(life: Life, row: CommandRow) -> Iterator[tuple[str, Subject]]:
    """Everybody whose a command is in this state, with the threads on which it counts."""
    hands = set(hands_for(row, life.state))
    for on in life.threads():
        if on.place in row.where:
            for login in PEOPLE:
                if hands.intersection(roles_in(life.case, life.actor(login), on.target.issue_id)):
                    yield login, on


def offered(life: Life, chance: Chance) -> Saying | None:
    """A step that would be offered to somebody by `/help`, the main ones more often; none if those that were looked for aren't now."""
    rows = [row for row in COMMANDS if row.name not in ALWAYS and life.state in states_for(row.name)]
    weighed = sorted(((_weight(row, life.state), row) for row in rows), key=lambda one: -one[0])
    for _ in range(LOOKED_FOR):
        row = chance.weighed(weighed)
        able = list(may_say(life, row))
        saying = example(life, row, *chance.one_of(able), chance.one_of(LANGUAGES)) if able else None
        if saying is not None:
            return saying
    return None


LOOKED_FOR = 4
"""Steps that are looked for, before somebody does nothing after all."""


def _weight(row: CommandRow, state: str) -> int:
    return 2 if row.name in SELDOM else 12 if row.name in NEXT.get(state, ()) else 5


def example(life: Life, row: CommandRow, login: str, on: Subject, language: Language = "en") -> Saying | None:
    """What `/help` would offer to somebody of one command, here and now."""
    words = attempt(life.case, row, scene(life, login, on, language), carry_out)
    return Saying(login, words, on, offered="@" not in words) if words else None


def anything(life: Life, chance: Chance) -> Saying:
    """Somebody says anything, in the right place more often than not; now and then several commands, or one with a slip."""
    first = _row(life, chance)
    able = list(may_say(life, first))
    login, on = chance.one_of(able) if able and not chance.once_in(3) else (chance.one_of(tuple(PEOPLE)), chance.one_of(life.threads()))
    rows = [first, *(_row(life, chance) for _ in range(chance.weighed(((6, 0), (1, 1), (1, 2)))))]
    language = chance.one_of(LANGUAGES)
    words = "\n".join(spoken(life, chance, row, language) for row in rows)
    return Saying(login, words[:-1] if chance.once_in(20) else words, on)


def _row(life: Life, chance: Chance) -> CommandRow:
    counting = [row for row in COMMANDS if life.state in states_for(row.name)]
    rows = COMMANDS if chance.once_in(3) or not counting else counting
    return chance.weighed([(1 if row.name in SELDOM else 4, row) for row in rows])


def spoken(life: Life, chance: Chance, row: CommandRow, language: Language) -> str:
    """A command with arguments as they come."""
    return " ".join((row.word(language), *(_argument(life, chance, one, language) for one in row.arguments))).rstrip()


def _argument(life: Life, chance: Chance, argument: Argument, language: Language) -> str:
    """Words of the argument's kind; once in a while, none at all or others."""
    if chance.once_in(25):
        return chance.one_of(("", "xyzzy", "-1", "2031-02-30"))
    match argument:
        case Choice():
            return chance.one_of(_choices(life, chance, argument))[language]
        case Words():
            return chance.one_of((argument.example[language], "Parce que @tout.", ""))
        case Word():
            return chance.one_of(WORDS.get(argument.name, (argument.example[language],)))
        case Number():
            return str(chance.number(0, 4))
        case Day():
            return _day(life, chance).isoformat()
        case Amount():
            return chance.one_of(("$7,345.00", "7 345,00 $", "$9,000", "$1", "beaucoup"))
        case Percent():
            return chance.one_of(("", "40%", "100 %", "0%", "140%"))
        case Translations():
            return chance.one_of(("en: Yes, any. fr: Oui, toute.", "en: Yes, any.", "fr: Oui, toute.", ""))
        case _:
            return argument.example[language]


def _choices(life: Life, chance: Chance, argument: Choice) -> list[Text]:
    """All words of a choice; of states, those to which this one can be corrected more often than not."""
    back = [argument.choices[one.target] for one in possible(life.case)] if argument.name == "state" else []
    return back if back and not chance.once_in(3) else list(argument.choices.values())


WORDS: Mapping[str, tuple[str, ...]] = {
    "finding": ("workload", "price", "dates", "open_days", "translation", "nonsense"),
    "applicant": ("A", "B", "C", "Z"),
    "user": tuple(f"@{login}" for login in (*PEOPLE, "nobody")),
    "url": ("https://github.com/good-examples/opportunity-7-1/pull/1",),
}
"""What single words can be, by their argument's name; others are as the table's example has them."""


def _day(life: Life, chance: Chance) -> date:
    """A date near one of the case's own, or today's."""
    planned, today = life.case.opportunity, life.context().today
    from_day = chance.one_of((planned.closing, planned.delivery, today))
    return from_day + timedelta(days=chance.number(-3, 40))
