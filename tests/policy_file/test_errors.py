"""The policy file that can't be read: each error with its line and what is wanted, all at once, and nothing raised."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy_file import PolicyError, PolicyErrors, Read, read_policy
from bot.policy_file.document import DEEPEST, LONGEST
from bot.policy_file.schema import policy_schema

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""


def errors(text: str) -> tuple[PolicyError, ...]:
    """The errors of an invalid file."""
    read = read_policy(text)
    assert isinstance(read, PolicyErrors), read
    return read.errors


BAD: tuple[tuple[str, int, str, str], ...] = (
    ("rolez: {}", 1, "rolez", "Did you mean `roles`?"),
    ("quite_another: 1", 1, "quite_another", "There is no such key here."),
    ("\n\nmoney:\n  # a comment\n  capp: 3", 5, "money.capp", "Did you mean `cap`?"),
    ("roles:\n  finance:\n    user: [1]", 3, "roles.finance.user", "Did you mean `users`?"),
    ("money:\n  tax:\n    - since: 2027-01-01\n      rat: 13\n      rate: 13", 4, "money.tax[1].rat", "Did you mean `rate`?"),
    ("department: ESDC", 1, "department", "Found: text. Wanted: keys with values"),
    ("department: {en: ESDC}", 1, "department.fr", "The key `fr` is missing here."),
    ("department: {en: 2027, fr: Deux}", 1, "department.en", "Found: a whole number. Wanted: text"),
    ("department: {en: '  ', fr: Deux}", 1, "department.en", "Wanted: text"),
    ("money: {cap: ten thousand}", 1, "money.cap", "Wanted: an amount in dollars, such as `10000`."),
    ("money: {cap: 10.000}", 1, "money.cap", "an amount in dollars"),
    ("money: {cap: true}", 1, "money.cap", "Found: true or false."),
    ("money: {cap: 0}", 1, "money.cap", "a number above 0"),
    ("money: {cap: -5}", 1, "money.cap", "an amount in dollars"),
    ("money: {cap: 010}", 1, "money.cap", "an amount in dollars"),
    ("money: {hourly: {low: 90, high: 60}}", 1, "money.hourly", "the lower rate first"),
    ("money: {hourly: {low: 0, high: 60}}", 1, "money.hourly", "the lower rate first"),
    ("money: {administration_hours: 1.333}", 1, "money.administration_hours", "hours, in whole minutes"),
    ("money: {administration_hours: 0.01}", 1, "money.administration_hours", "hours, in whole minutes"),
    ("money: {administration_hours: [1]}", 1, "money.administration_hours", "Found: a list."),
    ("money:\n  tax:\n    - {since: 2027-02-30, rate: 13}", 3, "money.tax[1].since", "a date of the calendar, YYYY-MM-DD"),
    ("money:\n  tax:\n    - {since: July 1 2027, rate: 13}", 3, "money.tax[1].since", "a date of the calendar"),
    ("money:\n  tax:\n    - {since: 2027, rate: 13}", 3, "money.tax[1].since", "a date of the calendar"),
    ("money:\n  tax:\n    - {since: 2027-07-01, rate: 1300}", 3, "money.tax[1].rate", "a percentage with at most two decimals"),
    ("money:\n  tax:\n    - {since: 2027-07-01, rate: 14.975}", 3, "money.tax[1].rate", "a percentage with at most two decimals"),
    ("dates: {invoice: 1:30}", 1, "dates.invoice", "Found: text. Wanted: a whole number"),
    ("dates: {invoice: 0o17}", 1, "dates.invoice", "a whole number"),
    ("dates: {invoice: 400}", 1, "dates.invoice", "a number of at most 365"),
    ("dates: {invoice: -1}", 1, "dates.invoice", "a whole number"),
    ("dates: {work_hours_a_day: 25}", 1, "dates.work_hours_a_day", "hours of a day"),
    ("dates: {work_hours_a_day: 0}", 1, "dates.work_hours_a_day", "hours of a day"),
    ("dates: {fiscal_year_end: 02-29}", 1, "dates.fiscal_year_end", "a month and a day that every year has"),
    ("dates: {fiscal_year_end: 331}", 1, "dates.fiscal_year_end", "a month and a day that every year has"),
    ("dates: {fiscal_year_end: March 31}", 1, "dates.fiscal_year_end", "a month and a day that every year has"),
    ("other_departments: no", 1, "other_departments", "true or false (not yes or no)"),
    ("other_departments: on", 1, "other_departments", "true or false (not yes or no)"),
    ("labels: de", 1, "labels", "Wanted: one of en, fr"),
    ("labels: no", 1, "labels", "Wanted: one of en, fr"),
    ("reminders: 5", 1, "reminders", "Wanted: a list"),
    ("reminders: [5, two]", 1, "reminders[2]", "a whole number"),
    ("reminders: [5, ~]", 1, "reminders[2]", "Found: nothing."),
    ("licences: []", 1, "licences", "a list that is not empty"),
    ("licences: [MIT License]", 1, "licences[1]", "a licence’s SPDX id"),
    ("approvals: [finance]", 1, "approvals[1]", "one of maintainers, procurement"),
    ("time_zone: Ottawa", 1, "time_zone", "Wanted: a time zone"),
    ("time_zone: ../etc", 1, "time_zone", "Wanted: a time zone"),
    ("time_zone: [x]", 1, "time_zone", "Wanted: a time zone"),
    ("holidays: {country: ZZ}", 1, "holidays", "library “holidays” knows"),
    ("holidays: {subdivision: ZZ}", 1, "holidays", "library “holidays” knows"),
    ("holidays: {categories: [bank]}", 1, "holidays", "library “holidays” knows"),
    ("roles:\n  finance:\n    users:\n      - 1\n      - a b", 5, "roles.finance.users[2]", "a GitHub account"),
    ("roles: {finance: {users: [0]}}", 1, "roles.finance.users[1]", "a GitHub account"),
    ("roles: {finance: {teams: [finance]}}", 1, "roles.finance.teams[1]", "a team, organization/name"),
    ("roles: {finance: {permission: read}}", 1, "roles.finance.permission", "one of triage, write, maintain, admin"),
    ("evaluation_repository: evaluation", 1, "evaluation_repository", "a repository, owner/name"),
    ("draw: {beacon: http://example.org}", 1, "draw.beacon", "an address that begins with https://"),
    ("contact: nobody", 1, "contact", "an e-mail address"),
    ("agreement: {in_force: true, version: v1}", 1, "agreement", "`en`, `fr` and `version`"),
    ("retention: {years: 1}", 1, "retention.years", "a number of at least 2"),
)


@pytest.mark.parametrize(("text", "line", "key", "says"), BAD)
def test_bad_value_is_named_with_its_line_and_what_is_wanted(text: str, line: int, key: str, says: str) -> None:
    """One error, where it stands, in both languages."""
    (error,) = errors(text)
    assert (error.line, error.key) == (line, key)
    assert says in error.sentence.en
    assert error.sentence.fr
    assert error.sentence.fr != error.sentence.en


NO_YAML: tuple[tuple[str, int, str], ...] = (
    ("a:\n\tb: 1", 2, "spaces, not tabs"),
    ("time_zone: x: y", 1, "quotes around a value"),
    ("department: {en: x\nfr: y", 2, "line and the one above"),
    ("money:\n  cap: 1\n cap: 2", 3, "indentation"),
    ("contact: @team", 1, "quotes around this value"),
    ("contact: 'team", 1, "A quote is not closed"),
    ("money\ndates: 1", 2, "quotes around a value"),
    ("a: b\n---\nc: d", 2, "second `---`"),
    ("a: &x [1]\nb: *x", 2, "Aliases"),
    ("a: 1\nb: \x00", 2, "can’t be read"),
    ("- a\n- b", 1, "keys and values"),
    ("just words", 1, "keys and values"),
    ("# long\n" * LONGEST, 1, "too long"),
    (f"{'[' * 500}{']' * 500}", 1, "nested too deeply"),
    ("a:\n" + "\n".join("  " * depth + "-" for depth in range(1, 60)), DEEPEST + 1, "nested too deeply"),
    ("{" * 5000, 1, "nested too deeply"),
    ("%YAML 9.9\n---\na: 1", 1, "line and the one above"),
)


@pytest.mark.parametrize(("text", "line", "says"), NO_YAML)
def test_broken_file_is_answered_with_line_and_cure(text: str, line: int, says: str) -> None:
    """A typo, a tab, a bomb or a tower: one sentence, and nothing crashes."""
    (error,) = errors(text)
    assert error.line == line
    assert says in error.sentence.en


STRUCTURE: tuple[tuple[str, tuple[tuple[int, str, str], ...]], ...] = (
    ("labels: en\nresults: public\nlabels: fr", ((3, "labels", "second time (first on line 1)"),)),
    ("? {a: 1}\n: 2", ((1, "", "A key is a word"),)),
    ("money:\n  ? [cap]\n  : 2", ((2, "money", "A key is a word"),)),
    ("contact: !!python/object:os.system x", ((1, "contact", "Tags (!)"),)),
    ("contact: !secret x", ((1, "contact", "Tags (!)"),)),
    ("<<: {labels: en}", ((1, "??", "no such key"),)),
    ("on: 1\n12: 2", ((1, "on", "no such key"), (2, "12", "no such key"))),
)


@pytest.mark.parametrize(("text", "found"), STRUCTURE)
def test_yaml_that_means_different_things_is_refused(text: str, found: tuple[tuple[int, str, str], ...]) -> None:
    """Doubled keys, keys that are no words, tags and merges are named, not guessed."""
    read = errors(text)
    assert [(error.line, error.key) for error in read] == [(line, key) for line, key, _ in found]
    assert all(says in error.sentence.en for error, (_, _, says) in zip(read, found, strict=True))


def test_all_errors_are_told_at_once_in_order() -> None:
    """Whoever mends the file mends it once."""
    read = errors("labels: de\nmoney:\n  cap: no\n  tax: 5\nlabels: xx\nrolez: 1")
    assert [(error.line, error.key) for error in read] == [
        (1, "labels"),
        (3, "money.cap"),
        (4, "money.tax"),
        (5, "labels"),
        (6, "rolez"),
    ]


def test_errors_fit_one_comment() -> None:
    """Of very many, the first fifty are told."""
    assert [error.line for error in errors("k: 1\n" * 200)] == [1, *range(2, 51)]


def test_sentences_never_repeat_the_file() -> None:
    """A key is cut to harmless letters, and a value is not shown at all."""
    hostile = "<img src=x> @everyone"
    (unknown,) = errors(f'"{hostile}": 1')
    (wrong,) = errors(f'labels: "{hostile}"')
    for error in (unknown, wrong):
        assert not re.search(r"[<@]", error.key + error.sentence.en + error.sentence.fr)
    (long,) = errors(f"{'k' * 500}: 1")
    assert len(long.key) == 80


scalars = st.sampled_from(
    [
        "no",
        "yes",
        "on",
        "010",
        "1:30",
        "2027-02-30",
        "~",
        "true",
        "'x'",
        "10,000.00",
        "5",
        "1e3",
        ".inf",
        "en",
        "@x",
        "*a",
        "&a",
        "!b",
        "{",
        "[",
        "- ",
    ]
)


keys = st.sampled_from(
    [*policy_schema()["properties"], "en", "fr", "users", "cap", "tax", "since", "rate", "low", "country", "added", "years"]
)


lines = st.builds(lambda depth, key, value: f"{'  ' * depth}{key}: {value}", st.integers(0, 4), keys, scalars | st.text(max_size=12))


@UNHURRIED
@given(st.lists(lines, max_size=15).map("\n".join) | st.text())
def test_reading_never_raises(text: str) -> None:
    """Any text is a policy or a list of errors, each with a line of the file and words in both languages."""
    read = read_policy(text)
    if isinstance(read, PolicyErrors):
        assert read.errors
        assert all(1 <= error.line <= text.count("\n") + text.count("\r") + 9 for error in read.errors)
        assert all(error.sentence.en and error.sentence.fr for error in read.errors)


@UNHURRIED
@given(st.recursive(scalars, lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")), keys)
def test_any_value_under_any_key_has_an_answer(value: str, key: str) -> None:
    """Whatever stands where, the answer is an answer."""
    assert isinstance(read_policy(f"{key}: {value}"), Read | PolicyErrors)
