"""The people, the organisation, the repositories and the App of the demonstration, made in an empty sandbox."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from demo.github import GitHub, Person
from demo.opportunity import POLICY

ROOT = Path(__file__).parent.parent
ORGANIZATION = "good-examples"
PROGRAMME = f"{ORGANIZATION}/micro-acquisition"
EVALUATION = f"{ORGANIZATION}/evaluation"
START = datetime(2027, 5, 25, 13, 0, tzinfo=UTC)
"""Tuesday, 9 in the morning in Toronto."""

NAMES = {
    "claire": "Claire (client)",
    "mathieu": "Mathieu (micro-acquisition team)",
    "priya": "Priya (procurement)",
    "samuel": "Samuel (section 32)",
    "sylvie": "Sylvie (section 34)",
    "farah": "Farah (finance)",
    "amelie": "Amélie (supplier)",
    "noor": "Noor (student)",
    "tomasz": "Tomasz (freelancer)",
    "ben": "Ben (supplier)",
    "kim": "Kim (supplier)",
    "passerby": "Somebody passing by",
}
OFFICIALS = ("claire", "mathieu", "priya", "samuel", "sylvie", "farah")


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody by login, and the App's credentials."""

    github: GitHub
    people: dict[str, Person]
    app: dict[str, Any]


def build(github: GitHub, webhook: str) -> Town:
    """Makes everything, with the clock held at the story's beginning."""
    github.control("PUT", "clock", now=START.isoformat(), held=True)
    people = {login: _person(github, login, name) for login, name in NAMES.items()}
    github.control("POST", "organizations", login=ORGANIZATION, admins=["mathieu"], members=list(OFFICIALS))
    roles = {"mathieu": "maintain", "priya": "triage", "farah": "triage", "samuel": "triage", "sylvie": "triage", "claire": "read"}
    github.control("POST", "repositories", owner=ORGANIZATION, name="micro-acquisition", files=files(), collaborators=roles)
    private = {"claire": "write", "priya": "write", "mathieu": "write"}
    github.control(
        "POST",
        "repositories",
        owner=ORGANIZATION,
        name="evaluation",
        private=True,
        files={"README.md": "# Evaluation\n"},
        collaborators=private,
    )
    return Town(github, people, _app(github, webhook))


def _person(github: GitHub, login: str, name: str) -> Person:
    made = github.control("POST", "people", login=login, name=name)
    return Person(name, login, made["token"])


def files() -> dict[str, str]:
    """The programme repository's files: the policy, and the project's own forms."""
    forms = {f".github/ISSUE_TEMPLATE/{path.name}": path.read_text() for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))}
    return {"README.md": "# Micro-acquisition\n", ".github/micro-acquisition.yml": POLICY, **forms}


def _app(github: GitHub, webhook: str) -> dict[str, Any]:
    manifest = yaml.safe_load((ROOT / "app.yml").read_text())
    secret = secrets.token_hex(20)
    made: dict[str, Any] = github.control(
        "POST",
        "apps",
        name="microacq",
        slug="microacq",
        owner="mathieu",
        webhook_url=webhook,
        webhook_secret=secret,
        permissions=manifest["default_permissions"],
        events=manifest["default_events"],
    )
    return {**made, "webhook_secret": secret}


def install(town: Town) -> None:
    """Installs the App on all repositories of the organisation."""
    town.github.control("POST", "installations", app="microacq", account=ORGANIZATION, repositories="all")
