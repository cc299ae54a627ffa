"""`app.yml`, the App's manifest: just the events that have a handler, and the least permissions with which everything works."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot.handlers.table import ALWAYS_SENT, WEBHOOKS
from bot.hub.tokens import Job, narrowed
from bot.sandbox.application import ROUTES

ROOT = Path(__file__).parent.parent
MANIFEST: Mapping[str, Any] = yaml.safe_load((ROOT / "app.yml").read_text())
PERMISSIONS: Mapping[str, str] = MANIFEST["default_permissions"]
LEVELS = ("none", "read", "write")

EVENT_NEEDS = {
    "issue_comment": "issues",
    "issues": "issues",
    "label": "metadata",
    "member": "members",
    "membership": "members",
    "organization": "members",
    "pull_request": "pull_requests",
    "push": "contents",
    "team": "members",
}
"""Event → the permission without which GitHub refuses the subscription. Source: GitHub Docs, "Webhook events and payloads"."""


def requests_of_the_hub() -> set[tuple[str, str]]:
    """Method and path of every request that the hub's recorded journeys send."""
    found: set[tuple[str, str]] = set()
    for path in sorted((ROOT / "tests/hub/cassettes").glob("*.yaml")):
        for one in yaml.load(path.read_text(), yaml.CSafeLoader)["interactions"]:
            found.add((one["request"]["method"], urlsplit(one["request"]["uri"]).path))
    return found


def alternatives(method: str, path: str) -> tuple[str, ...]:
    """The permissions of which GitHub wants one for a request (`issues:write`), by the sandbox's table of GitHub's routes."""
    for route in ROUTES:
        shape = re.sub(r"\{\w+\}", "[^/]+", re.sub(r"\{\w+:[^}]*\}", ".+", route.path))
        if route.method == method and re.fullmatch(shape, path) and route.app:
            return tuple(route.app.split())
    return ()


def holds(permission: str) -> bool:
    """Whether the manifest asks for a permission at a level (`issues:write`) or above."""
    name, _, level = permission.partition(":")
    return LEVELS.index(PERMISSIONS.get(name, "none")) >= LEVELS.index(level)


def test_events_are_those_that_have_a_handler() -> None:
    """And no other; what GitHub sends to every App unasked can't be asked for."""
    assert sorted(MANIFEST["default_events"]) == sorted(set(WEBHOOKS) - set(ALWAYS_SENT))
    assert set(ALWAYS_SENT) <= set(WEBHOOKS)


@pytest.mark.parametrize("event", MANIFEST["default_events"])
def test_event_comes_with_the_permission_that_it_needs(event: str) -> None:
    """GitHub takes no manifest that asks for an event without it."""
    assert EVENT_NEEDS[event] in PERMISSIONS


def test_permissions_are_those_of_the_jobs() -> None:
    """Each at the highest level that a job's token asks for: a lower one would narrow that token, a higher one serve nobody."""
    asked: dict[str, str] = {}
    for job in Job:
        for name, level in job.value.items():
            asked[name] = max(asked.get(name, "none"), level, key=LEVELS.index)
    assert dict(PERMISSIONS) == asked


@pytest.mark.parametrize("job", Job)
def test_token_of_a_job_is_granted_whole(job: Job) -> None:
    """Nothing that a job needs is missing where the App was installed by this manifest."""
    assert narrowed(job, PERMISSIONS) == dict(job.value)


@pytest.mark.parametrize("name", sorted(set(PERMISSIONS) - {"metadata"}))
def test_permission_is_needed_by_a_request_that_is_sent(name: str) -> None:
    """At just this level: one of the hub's recorded requests is among those that GitHub asks it for."""
    wanted = f"{name}:{PERMISSIONS[name]}"
    assert [one for one in requests_of_the_hub() if wanted in alternatives(*one)]


def test_every_request_that_is_sent_is_permitted() -> None:
    """None of the hub's recorded requests needs what the manifest does not ask for."""
    needs = {one: alternatives(*one) for one in requests_of_the_hub()}
    assert len([one for one in needs.values() if one]) > 10
    assert [one for one, wanted in needs.items() if wanted and not any(map(holds, wanted))] == []


def test_webhook_is_active_and_the_app_private() -> None:
    """It is one programme's own App, and GitHub must know where to send."""
    assert MANIFEST["public"] is False
    assert MANIFEST["hook_attributes"]["active"] is True
    assert MANIFEST["hook_attributes"]["url"].endswith("/webhook")
