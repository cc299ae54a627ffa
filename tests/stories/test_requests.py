"""Requests that GitHub did not send, or not like this: each gets a status and one log line, and no case moves."""

import hashlib
import hmac
import http.client
import json
import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from tests.stories.programme import Programme

pytestmark = pytest.mark.xdist_group("stories")

LONGEST = 25 * 1024 * 1024
"""Bytes: GitHub sends no longer payload."""


def vetting(programme: Programme, number: int) -> bytes:
    """What GitHub would send if the team had approved an opportunity."""
    deliveries = programme.github.control("GET", "deliveries")["deliveries"]
    opened = next(one["request"]["payload"] for one in deliveries if (one["request"]["payload"].get("issue") or {}).get("number") == number)
    said = {"id": 1, "body": "/vet", "html_url": "https://x", "created_at": "2027-05-25T13:00:00Z", "user": {"login": "mathieu"}}
    sender = programme.github.api(programme.who("mathieu"), "GET", "user")
    return json.dumps({**opened, "action": "created", "comment": said, "sender": sender}).encode()


def signed(body: bytes, secret: str, algorithm: str = "sha256") -> str:
    """A body's signature as GitHub writes it."""
    return f"{algorithm}={hmac.new(secret.encode(), body, algorithm).hexdigest()}"


def sent(programme: Programme, body: bytes, **headers: str | None) -> tuple[int, str]:
    """A well-formed delivery but for some headers (none leaves one out); the status, and the delivery's id."""
    delivery = str(uuid4())
    usual: dict[str, str | None] = {
        "Content-Type": "application/json",
        "X-GitHub-Event": "issue_comment",
        "X-GitHub-Delivery": delivery,
        "X-Hub-Signature-256": signed(body, programme.environment["GITHUB_WEBHOOK_SECRET"]),
    }
    whole = usual | {name.replace("_", "-"): value for name, value in headers.items()}
    given = {name: value for name, value in whole.items() if value is not None}
    status = httpx.post(f"{programme.address}/webhook", content=body, headers=given).status_code
    programme.settle()
    return status, delivery


@pytest.fixture(scope="module")
def filed(running: Programme) -> int:
    """An opportunity that somebody would like to move."""
    return running.files()


def untouched(programme: Programme, number: int, mark: int) -> bool:
    """Whether the App did nothing at GitHub, and the opportunity stands where it stood."""
    return not programme.asked(mark) and "opportunity: requested" in programme.labels(number)


def test_genuine_delivery_would_have_been_heard(programme: Programme) -> None:
    """The same bytes with GitHub's signature are an approval, so the refusals below are the signature's doing."""
    number = programme.files()
    programme.says("priya", number, "/waive workload Suppliers see the dates.")
    mark = programme.mark()
    assert sent(programme, vetting(programme, number))[0] == 202
    assert "**Approved by the micro-acquisition team.**" in programme.answers(number)[-1]
    assert not untouched(programme, number, mark)


@pytest.mark.parametrize("how", ["unsigned", "wrongly signed", "signed with an empty secret", "signed with SHA-1 alone", "signed by SHA-1"])
def test_request_without_githubs_signature_is_refused(programme: Programme, filed: int, how: str) -> None:
    """401, one line with the delivery's id, and nothing is asked of GitHub."""
    body, mark = vetting(programme, filed), programme.mark()
    secret = programme.environment["GITHUB_WEBHOOK_SECRET"]
    sha1 = signed(body, secret, "sha1")
    headers: dict[str, dict[str, str | None]] = {
        "unsigned": {"X_Hub_Signature_256": None},
        "wrongly signed": {"X_Hub_Signature_256": signed(body, "another secret")},
        "signed with an empty secret": {"X_Hub_Signature_256": "sha256=" + hmac.new(b"", body, hashlib.sha256).hexdigest()},
        "signed with SHA-1 alone": {"X_Hub_Signature_256": None, "X_Hub_Signature": sha1},
        "signed by SHA-1": {"X_Hub_Signature_256": sha1},
    }
    status, delivery = sent(programme, body, **headers[how])
    assert status == 401
    (line,) = programme.lines_about(delivery)
    assert (line["status"], line["level"]) == (401, "warning")
    assert untouched(programme, filed, mark)


@pytest.mark.parametrize(
    ("body", "kind", "status"), [(b"opened", "application/json", 400), (b"a=1", "application/x-www-form-urlencoded", 415)]
)
def test_request_that_is_no_json_is_refused(programme: Programme, filed: int, body: bytes, kind: str, status: int) -> None:
    """Though it is signed: a status and one line."""
    mark = programme.mark()
    answered, delivery = sent(programme, body, Content_Type=kind)
    assert answered == status
    (line,) = programme.lines_about(delivery)
    assert line["status"] == status
    assert untouched(programme, filed, mark)


def test_request_of_more_than_25_mb_is_refused_unread(programme: Programme, filed: int) -> None:
    """413 as soon as the length is announced; one line."""
    mark, delivery = programme.mark(), str(uuid4())
    connection = http.client.HTTPConnection(urlsplit(programme.address).netloc, timeout=10)
    connection.putrequest("POST", "/webhook")
    for name, value in (("Content-Length", str(LONGEST + 1)), ("Content-Type", "application/json"), ("X-GitHub-Delivery", delivery)):
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()
    (line,) = programme.lines_about(delivery)
    assert line["status"] == 413
    assert untouched(programme, filed, mark)


@pytest.mark.parametrize(("event", "status", "outcome"), [("star", 202, "dropped"), ("ping", 200, "pong")])
def test_event_without_a_handler_is_acknowledged(programme: Programme, filed: int, event: str, status: int, outcome: str) -> None:
    """Whatever GitHub sends that nobody asked for, and its ping: one line."""
    mark = programme.mark()
    answered, delivery = sent(programme, b'{"zen": "Speak like a human."}', X_GitHub_Event=event)
    assert answered == status
    (line,) = programme.lines_about(delivery)
    assert (line["status"], line["outcome"]) == (status, outcome)
    assert untouched(programme, filed, mark)


def test_unsigned_ping_is_refused(programme: Programme) -> None:
    """A ping is no exception."""
    assert sent(programme, b"{}", X_GitHub_Event="ping", X_Hub_Signature_256=None)[0] == 401


def test_action_that_nobody_handles_is_dropped(programme: Programme, filed: int) -> None:
    """An issue that is pinned: kept, dropped in one line, nothing asked of GitHub."""
    payload = {**json.loads(vetting(programme, filed)), "action": "pinned"}
    mark = programme.mark()
    status, delivery = sent(programme, json.dumps(payload).encode(), X_GitHub_Event="issues")
    assert status == 202
    (line,) = programme.lines_about(delivery)
    assert line["outcome"] == "dropped"
    assert untouched(programme, filed, mark)


def test_signed_nonsense_is_set_aside_and_others_go_on(running: Programme) -> None:
    """It crashes five times, is parked with its reason for the operator, who finds it by the command; nobody else waits for it."""
    body = json.dumps({"action": "opened", "issue": {"number": "one"}, "sender": {"login": "x"}}).encode()
    status, delivery = sent(running, body, X_GitHub_Event="issues")
    assert status == 202
    number = running.files()
    assert running.labels(number) == ["opportunity", "opportunity: requested"]
    running.github.advance(running.github.now() + timedelta(minutes=1))
    outcomes = [line["outcome"] for line in running.lines_about(delivery)]
    assert outcomes == ["crashed"] * 4 + ["parked"]
    listed = subprocess.run(
        [sys.executable, "-m", "bot", "inbox"], env=os.environ | running.environment, capture_output=True, text=True, check=True, timeout=30
    )
    (line,) = [line for line in listed.stdout.splitlines() if delivery in line]
    assert "KeyError" in line
    assert 'queue="parked"} 1' in httpx.get(f"{running.address}/metrics").text
