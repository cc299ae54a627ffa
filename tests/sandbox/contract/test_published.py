"""The contract's own teeth: it finds an operation's model, and it sees what does not fit."""

import json
import re

import pytest

from bot.sandbox.application import ROUTES
from tests.sandbox.contract.published import faults_of_answer, faults_of_delivery, operation, operations

LABEL = {
    "id": 1,
    "node_id": "LA_1",
    "url": "http://127.0.0.1/x",
    "name": "bug",
    "color": "ffffff",
    "default": False,
    "description": None,
    "archived_at": None,
    "archived_by": None,
}


def test_operations_are_found() -> None:
    """Hundreds of them, nearly all with a model for their answer or none by design."""
    assert len(operations()) > 500
    assert sum(one.model is not None for one in operations()) > 350


@pytest.mark.parametrize(
    ("method", "path", "template"),
    [
        ("GET", "/repos/a/b", "/repos/{owner}/{repo}"),
        ("GET", "/repos/a/b/issues/comments/1", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
        ("GET", "/repos/a/b/contents/x/y.md", "/repos/{owner}/{repo}/contents/{path}"),
        ("PATCH", "/repos/a/b/git/refs/heads/topic/x", "/repos/{owner}/{repo}/git/refs/{ref}"),
        ("POST", "/app/installations/1/access_tokens", "/app/installations/{installation_id}/access_tokens"),
    ],
)
def test_operation_goes_by_method_and_path(method: str, path: str, template: str) -> None:
    """The most literal route that matches, also where a part holds slashes."""
    found = operation(method, path)
    assert found is not None
    assert found.template == template


def test_every_route_of_the_sandbox_is_published() -> None:
    """The sandbox has no route that GitHub does not have, except those by id that its own answers lead to."""
    paths = [(route.method, re.sub(r"\{[^}]*\}", "1", route.path)) for route in ROUTES]
    by_id = ("/repositories/", "/organizations/", "/user/1")
    assert [line for line in paths if operation(*line) is None and not line[1].startswith(by_id)] == []


def test_good_answer_has_no_faults() -> None:
    """A list of labels as GitHub publishes it."""
    assert faults_of_answer("GET", "/repos/a/b/labels", 200, json.dumps([LABEL]).encode()) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [({"id": "x"}, "0.id"), ({"name": None}, "0.name"), ({"colour": "x"}, "[0].colour is not a published key")],
)
def test_bad_answer_is_seen(change: dict[str, object], fault: str) -> None:
    """A wrong type, a null, a misspelt key."""
    found = faults_of_answer("GET", "/repos/a/b/labels", 200, json.dumps([LABEL | change]).encode())
    assert any(fault in one for one in found)


def test_missing_key_is_seen() -> None:
    """A required key that is not there."""
    label = {key: value for key, value in LABEL.items() if key != "url"}
    assert "url" in faults_of_answer("GET", "/repos/a/b/labels/bug", 200, json.dumps(label).encode())[0]


def test_errors_have_a_model_too() -> None:
    """A refusal must look like GitHub's; an unpublished route may only be not found."""
    assert faults_of_answer("GET", "/repos/a/b/labels/x", 404, b'{"message": "Not Found", "documentation_url": "x", "status": "404"}') == []
    assert faults_of_answer("GET", "/repos/a/b/labels/x", 404, b'{"message": 1}')
    assert faults_of_answer("GET", "/nothing", 404, b"{}") == []
    assert faults_of_answer("GET", "/nothing", 200, b"{}")


def test_payload_must_fit_its_event() -> None:
    """A payload without its parts has faults."""
    assert faults_of_delivery("issues", {"action": "opened"})
