"""What an edit changed: each field by its form's name, what it said and says, criteria by number."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.comments import Quoted
from bot.core.difference import FIELDS, Change, difference
from bot.core.opportunity import Declaration, Organisation
from bot.core.text import Text, day, money
from bot.forms.template import packaged
from tests.core.stories.cast import OPPORTUNITY

ONE, TWO, THREE = OPPORTUNITY.acceptance


def named(change: Change) -> str:
    """The field's name, with a criterion's number."""
    return f"{change.name.en} {change.number}" if change.number else change.name.en


def test_the_names_are_the_forms() -> None:
    """Every field of the packaged form, in its order, by its labels in both languages."""
    assert {field.id: field.name for field in packaged("opportunity.yml").fields} == {name: field.name for name, field in FIELDS.items()}
    assert [field.id for field in packaged("opportunity.yml").fields] == list(FIELDS)


def test_the_same_text_differs_in_nothing() -> None:
    """No row at all."""
    assert difference(OPPORTUNITY, replace(OPPORTUNITY)) == ()


@pytest.mark.parametrize(
    ("changed", "before", "after"),
    [
        ({"price": 700_000}, money(650_000), money(700_000)),
        ({"delivery": date(2027, 7, 19)}, day(date(2027, 7, 16)), day(date(2027, 7, 19))),
        ({"start": None}, day(date(2027, 6, 18)), Text("nothing", "rien")),
        ({"work_minutes": 3_330}, Text("nothing", "rien"), Text("55:30", "55:30")),
        ({"work_minutes": 3_300}, Text("nothing", "rien"), Text("55", "55")),
        ({"hourly_rate": 9_950}, Text("nothing", "rien"), money(9_950)),
        ({"skills": ("Bash",)}, Quoted("PowerShell, or similar"), Quoted("Bash")),
        ({"licence": "Apache-2.0"}, Quoted("MIT"), Quoted("Apache-2.0")),
        ({"repository": "https://github.com/a/b"}, Text("nothing", "rien"), Quoted("https://github.com/a/b")),
        (
            {"organisation": Organisation.OTHER_BRANCH},
            Text("the programme’s own branch", "la direction générale du programme"),
            Text("another branch of the department", "une autre direction générale du ministère"),
        ),
        ({"title": Text("Azure rules", "Politiques Azure")}, Quoted("Azure policies"), Quoted("Azure rules")),
        ({"summary": Text("Else.", "Des scripts qui rédigent des politiques.")}, None, None),
        ({"declarations": frozenset({Declaration.OPEN_WORK})}, None, None),
    ],
)
def test_one_field_is_shown_with_both_values(changed: dict[str, object], before: object, after: object) -> None:
    """Money and dates as written, people's words quoted, long texts only as changed."""
    (change,) = difference(OPPORTUNITY, replace(OPPORTUNITY, **changed))  # type: ignore[arg-type] # fields by name
    assert (change.how, change.before, change.after) == ("changed", before, after)


def test_criteria_are_told_by_their_numbers() -> None:
    """Changed, removed, added; each language by itself."""
    other = replace(OPPORTUNITY, acceptance=(ONE, Text("Another.", TWO.fr)), evaluation=(*OPPORTUNITY.evaluation, Text("", "Et ceci.")))
    assert [(named(one), one.how) for one in difference(OPPORTUNITY, other)] == [
        ("Work acceptance criteria (English) 2", "changed"),
        ("Work acceptance criteria (English) 3", "removed"),
        ("Work acceptance criteria (French) 3", "removed"),
        ("Application evaluation, mandatory criteria (French) 2", "added"),
    ]
    assert [one.how for one in difference(other, OPPORTUNITY)][1:] == ["added", "added", "removed"]
