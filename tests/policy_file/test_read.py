"""The policy file as it is read: what each key becomes, what its absence means, and what the sample shows."""

import json
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from bot import policy_file
from bot.core.people import Role
from bot.core.policy import AgreementRules, DateRules, DeliveryRules, Holders, HolidayRules, MoneyRules, Policy, TaxRate
from bot.core.text import Text
from bot.policy_file import Read, read_policy
from bot.policy_file.schema import policy_schema

SAMPLE = (Path(policy_file.__file__).parent / "sample.yml").read_text(encoding="utf-8")


CLIENTS = {Role.CLIENTS: Holders(organization_members=True)}


def policy(text: str) -> Policy:
    """The policy of a valid file."""
    read = read_policy(text)
    assert isinstance(read, Read), read
    return read.policy


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "~", "money:\ndates:\n  invoice:\n", "\ufeff"])
def test_empty_file_is_the_default_policy(text: str) -> None:
    """Every key has a default that fits the pilot; a key without a value counts as absent; clients are the organization's members."""
    assert policy(text) == replace(Policy(), roles=CLIENTS)


def test_keys_without_default_are_gaps() -> None:
    """Roles, evaluation repository and delivery organization are named, in both languages."""
    read = read_policy("roles: {finance: {users: [1]}, clients: {users: []}}")
    assert isinstance(read, Read)
    assert [gap.key for gap in read.gaps] == [
        "roles.maintainers",
        "roles.procurement",
        "roles.section_32",
        "roles.section_34",
        "roles.clients",
        "evaluation_repository",
        "delivery.organization",
    ]
    assert all(gap.key.rpartition(".")[2] in gap.sentence.en and gap.key.rpartition(".")[2] in gap.sentence.fr for gap in read.gaps)


def test_sample_is_valid_and_whole() -> None:
    """The sample has no error and no gap."""
    read = read_policy(SAMPLE)
    assert isinstance(read, Read)
    assert read.gaps == ()


def test_sample_says_the_defaults() -> None:
    """What the sample comments out as the default is the default: uncommented, it reads the same."""
    said = re.sub(r"^(\s*)# ((?:[a-z_0-9]+:|  |- ).*)$", r"\1\2", SAMPLE, flags=re.MULTILINE)
    assert said.count("\n#") < SAMPLE.count("\n#") - 40
    whole = policy(said)
    assert whole.contact
    assert whole.draw_beacon
    assert not whole.agreement.in_force
    assert replace(whole, contact="", draw_beacon=None, agreement=AgreementRules()) == policy(SAMPLE)


def test_sample_shows_every_key() -> None:
    """Each key that the schema knows stands in the sample, commented out or not."""
    schema = policy_schema()
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    assert {key for key in keys if not re.search(rf"\b{key}\b:?", SAMPLE)} == set()
    assert len(keys) > len(fields(Policy))


WHOLE = """
department: {en: Employment and Social Development Canada, fr: Emploi et Développement social Canada}
own_branch: {en: Innovation branch, fr: Direction de l’innovation}
contact: team@example.org
complaints: {en: the ombudsman, fr: l’ombud}
roles:
  maintainers: {users: [583231, octocat, "@hubot", "42"], teams: [dept/micro.team]}
  finance: {permission: maintain}
  clients: {organization_members: false, users: [7]}
money:
  cap: 10,000.50
  tax:
    - {since: 2010-07-01, rate: 13, name: {en: HST, fr: TVH}}
    - {since: 2028-01-01, rate: "14,5 %"}
  hourly: {low: 65, high: 120.25}
  administration_hours: 7.5
dates: {open_at_least: 14, work_hours_a_day: 7, fiscal_year_end: 06-30}
reminders: [0, 3, 3, 10]
time_zone: America/Vancouver
holidays: {country: CA, subdivision: BC, categories: [public], added: [2027-08-03], removed: [2027-07-01]}
licences: [MIT, EUPL-1.2]
languages: [fr, en]
labels: fr
results: public
applications: either
approvals: [maintainers]
other_departments: true
delivery: {organization: dept-deliveries, access: invite}
evaluation_repository: dept/evaluation
draw: {beacon: https://beacon.example.org/x}
agreement: {en: https://example.org/terms, fr: https://example.org/modalites, version: 2027-01, in_force: true}
retention: {years: 6}
"""


def test_every_key_becomes_what_the_core_knows() -> None:
    """Dollars become cents, hours minutes, per cent basis points; lists become tuples; nothing is left at its default."""
    read = policy(WHOLE)
    assert read == Policy(
        department=Text("Employment and Social Development Canada", "Emploi et Développement social Canada"),
        contact="team@example.org",
        own_branch=Text("Innovation branch", "Direction de l’innovation"),
        roles={
            Role.MAINTAINER: Holders(users=(583231, "octocat", "hubot", "42"), teams=("dept/micro.team",)),
            Role.FINANCE: Holders(permission="maintain"),
            Role.CLIENTS: Holders(users=(7,)),
        },
        money=MoneyRules(
            cap=1_000_050,
            tax=(TaxRate(date(2010, 7, 1), 1300), TaxRate(date(2028, 1, 1), 1450)),
            hourly_low=6_500,
            hourly_high=12_025,
            administration_minutes=450,
        ),
        dates=DateRules(open_at_least=14, work_minutes_a_day=420, fiscal_year_end=(6, 30), reminders=(10, 3, 0)),
        time_zone="America/Vancouver",
        holidays=HolidayRules("CA", "BC", ("public",), (date(2027, 8, 3),), (date(2027, 7, 1),)),
        licences=("MIT", "EUPL-1.2"),
        languages=("fr", "en"),
        labels="fr",
        results="public",
        applications="either",
        approvals=(Role.MAINTAINER,),
        other_departments=True,
        delivery=DeliveryRules("dept-deliveries", "invite"),
        evaluation_repository="dept/evaluation",
        draw_beacon="https://beacon.example.org/x",
        agreement=AgreementRules("https://example.org/terms", "https://example.org/modalites", "2027-01", in_force=True),
        retention_years=6,
        complaints=Text("the ombudsman", "l’ombud"),
    )
    assert [one.name for one in fields(Policy) if getattr(read, one.name) == getattr(Policy(), one.name)] == []


def test_another_country_has_public_holidays() -> None:
    """Categories are a country's own: elsewhere than in Canada the default is public holidays."""
    assert policy("holidays: {country: FR}").holidays == HolidayRules("FR", None, ("public",))


def test_quoted_and_tagged_text_stays_text() -> None:
    """Quotes make text of a number: a login of digits, a version that looks like a year."""
    assert policy("agreement: {version: '2027'}").agreement.version == "2027"
    assert policy("agreement: {version: !!str 2027}").agreement.version == "2027"
    assert policy("roles: {finance: {users: ['583231', 583231]}}").roles[Role.FINANCE].users == ("583231", 583231)


def test_schema_is_for_editors() -> None:
    """It is JSON, forbids other keys, and knows each key of the file."""
    schema = json.loads(json.dumps(policy_schema()))
    assert schema["additionalProperties"] is False
    assert {"roles", "money", "delivery", "evaluation_repository"} <= set(schema["properties"])
    assert all(part["additionalProperties"] is False for part in schema["$defs"].values())


def test_section_with_some_keys_keeps_the_other_defaults() -> None:
    """A changed cap changes nothing else; so do hours alone, or rates alone."""
    assert policy("money: {cap: 9000}").money == MoneyRules(cap=900_000)
    assert policy("money: {administration_hours: 8}").money == MoneyRules(administration_minutes=480)
    assert policy("money: {hourly: {low: 70, high: 90}}").money == MoneyRules(hourly_low=7_000, hourly_high=9_000)
