"""Webhooks: who hears of what, in which order, signed how; what becomes of a delivery that fails; how one is delivered again."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox import deliver
from tests.sandbox.listener import Listener
from tests.sandbox.provocations import content
from tests.sandbox.site import FILES, Site, served


async def test_app_hears_of_its_birth_and_its_installation(listener: Listener) -> None:
    """Ping first, then the installation with its repositories, though neither is in the App's events."""
    async for site in served(listener.address):
        await site.received()
        assert [one.name for one in listener.heard] == ["ping", "installation.created"]
        assert listener.heard[0].payload["hook_id"] == int(listener.heard[0].headers["X-GitHub-Hook-ID"])
        assert listener.heard[1].payload["installation"]["id"] == site.installation


async def test_form_is_heard_with_its_labels(heard_site: Site, listener: Listener) -> None:
    """`opened` has the labels already, then comes one `labeled` each."""
    path = await heard_site.repository()
    await heard_site.received()
    listener.heard.clear()
    await heard_site.page("POST", f"{path.removeprefix('/repos')}/issues/new?template=form.yml", {"price": "1"}, "stan")
    await heard_site.received()
    opened, labeled = listener.heard
    assert (opened.name, labeled.name) == ("issues.opened", "issues.labeled")
    assert [one["name"] for one in opened.payload["issue"]["labels"]] == ["bug"]
    assert labeled.payload["label"]["name"] == "bug"
    assert opened.payload["sender"]["login"] == "stan"
    assert opened.payload["organization"]["login"] == "acme"
    assert opened.payload["installation"]["id"] == heard_site.installation


async def test_signature_is_of_the_raw_bytes(heard_site: Site, listener: Listener) -> None:
    """SHA-256, and the old SHA-1 beside it; the headers name the App."""
    await heard_site.issue()
    await heard_site.received()
    for one in listener.heard:
        assert one.headers["X-Hub-Signature-256"] == "sha256=" + hmac.new(b"secret", one.raw, hashlib.sha256).hexdigest()
        assert one.headers["X-Hub-Signature"] == "sha1=" + hmac.new(b"secret", one.raw, hashlib.sha1).hexdigest()
        assert one.headers["X-GitHub-Hook-Installation-Target-ID"] == str(heard_site.app["id"])
        assert one.headers["X-GitHub-Hook-Installation-Target-Type"] == "integration"
    assert len({one.guid for one in listener.heard}) == len(listener.heard)


async def test_deliveries_go_one_at_a_time_in_order(heard_site: Site, listener: Listener) -> None:
    """While one is open the others wait; a settled clock means that all were answered."""
    listener.gate.clear()
    path = await heard_site.issue()
    for number in range(5):
        await heard_site.ask("POST", f"{path}/comments", {"body": str(number)}, "stan")
    await heard_site.control("PUT", "clock", {})
    assert (await heard_site.control("POST", "clock/settle", {"timeout": 0.05}))["settled"] is False
    listener.gate.set()
    assert (await heard_site.control("POST", "clock/settle", {}))["settled"] is True
    bodies = [one.payload["comment"]["body"] for one in listener.heard if one.event == "issue_comment"]
    assert (bodies, listener.most_at_once) == (["0", "1", "2", "3", "4"], 1)


async def test_edit_says_what_was_there_before(heard_site: Site, listener: Listener) -> None:
    """`changes` has the former title and body; nothing is heard of an edit that changes nothing."""
    path = await heard_site.issue(by="stan")
    await heard_site.received()
    listener.heard.clear()
    await heard_site.ask("PATCH", path, {"title": "New", "body": "Newer"}, "stan")
    await heard_site.ask("PATCH", path, {"title": "New", "body": "Newer"}, "stan")
    await heard_site.received()
    assert [one.name for one in listener.heard] == ["issues.edited"]
    assert listener.heard[0].payload["changes"] == {"title": {"from": "One"}, "body": {"from": "Two"}}


async def test_deletion_of_a_label_is_heard_without_saying_which(heard_site: Site, listener: Listener) -> None:
    """One `unlabeled` for each issue, without its `label`; then the label's own event."""
    path = await heard_site.issue(labels=["bug"])
    await heard_site.received()
    listener.heard.clear()
    await heard_site.ask("DELETE", f"{path.rpartition('/issues')[0]}/labels/bug", by="olive")
    await heard_site.received()
    assert "label" not in listener.heard[0].payload
    assert listener.names() == ["issues.unlabeled", "label.deleted"]


async def test_failure_is_logged_and_not_tried_again(heard_site: Site, listener: Listener) -> None:
    """One attempt; the log says how it ended."""
    listener.status = 503
    await heard_site.ask("POST", f"{await heard_site.issue()}/comments", {"body": "x"}, "stan")
    last = (await heard_site.received())[-1]
    assert (last["status"], last["status_code"], last["response"]["payload"]) == ("Invalid HTTP Response: 503", 503, "heard")
    assert listener.names().count("issue_comment.created") == 1
    failed = await heard_site.ask("GET", "/app/hook/deliveries?status=failure&per_page=1", by=await heard_site.jwt())
    assert [one["id"] for one in failed.body] == [last["id"]]
    assert 'rel="next"' in failed.headers["Link"]


async def test_silence_is_cut_after_the_time_limit(heard_site: Site, listener: Listener, monkeypatch: Any) -> None:
    """GitHub does not wait for ever."""
    monkeypatch.setattr(deliver, "TIME_LIMIT_SECONDS", 0.05)
    await heard_site.issue()
    await heard_site.received()
    listener.gate.clear()
    await heard_site.issue(await heard_site.repository(files=None))
    last = (await heard_site.received())[-1]
    listener.gate.set()
    assert (last["status"], last["status_code"]) == ("timed out", 504)


async def test_nobody_listens(heard_site: Site) -> None:
    """An address where nothing is."""
    await heard_site.control("PATCH", "apps/robot", {"webhook_url": "http://127.0.0.1:9/"})
    await heard_site.issue()
    assert (await heard_site.received())[-1]["status"] == "failed to connect to host"


async def test_redelivery_keeps_the_guid(heard_site: Site, listener: Listener) -> None:
    """The same bytes under the same GUID, as a new delivery; to a new address if there is one."""
    await heard_site.issue()
    await heard_site.received()
    first = listener.heard[-1]
    jwt = await heard_site.jwt()
    past = (await heard_site.ask("GET", "/app/hook/deliveries", by=jwt)).body[0]
    assert (past["guid"], past["redelivery"]) == (first.guid, False)
    shown = (await heard_site.ask("GET", f"/app/hook/deliveries/{past['id']}", by=jwt)).body
    assert shown["request"]["payload"] == first.payload
    assert (await heard_site.ask("POST", f"/app/hook/deliveries/{past['id']}/attempts", by=jwt)).status == 202
    await heard_site.received()
    assert (listener.heard[-1].guid, listener.heard[-1].raw) == (first.guid, first.raw)
    again = (await heard_site.ask("GET", "/app/hook/deliveries", by=jwt)).body[0]
    assert (again["guid"], again["redelivery"], again["id"] > past["id"]) == (first.guid, True, True)


async def test_log_of_deliveries_lasts_three_days(heard_site: Site) -> None:
    """Older ones are neither listed nor read nor delivered again."""
    await heard_site.issue()
    await heard_site.received()
    past = (await heard_site.ask("GET", "/app/hook/deliveries", by=await heard_site.jwt())).body[0]
    now = datetime.fromtimestamp(await heard_site.now(), UTC)
    await heard_site.control("PUT", "clock", {"now": (now + timedelta(days=3, minutes=1)).isoformat()})
    jwt = await heard_site.jwt()
    assert (await heard_site.ask("GET", "/app/hook/deliveries", by=jwt)).body == []
    assert (await heard_site.ask("POST", f"/app/hook/deliveries/{past['id']}/attempts", by=jwt)).status == 404


async def test_any_payload_can_be_delivered(heard_site: Site, listener: Listener) -> None:
    """For hostile tests: signed and sent like any other."""
    await heard_site.control("POST", "deliver", {"app": "robot", "event": "issues", "payload": {"action": "opened", "issue": None}})
    await heard_site.received()
    assert listener.heard[-1].payload == {"action": "opened", "issue": None}


async def test_work_is_heard_from_push_to_merge(heard_site: Site, listener: Listener) -> None:
    """A fork's pull request, its new commit, a review, the merge; the push comes after `closed`."""
    path = await heard_site.repository()
    name = path.split("/")[3]
    await heard_site.ask("POST", f"{path}/forks", {}, "stan")
    await heard_site.received()
    listener.heard.clear()

    async def put(file: str) -> None:
        await heard_site.ask("PUT", f"/repos/stan/{name}/contents/{file}", {"message": file, "content": content(file)}, "stan")

    await put("a")
    await heard_site.ask("POST", f"{path}/pulls", {"title": "Work", "head": "stan:main", "base": "main"}, "stan")
    await put("b")
    await heard_site.ask("POST", f"{path}/pulls/1/reviews", {"event": "APPROVE"}, "olive")
    merged = await heard_site.ask("PUT", f"{path}/pulls/1/merge", {}, "olive")
    await heard_site.received()
    pull = listener.heard[-2].payload["pull_request"]
    assert (pull["merged"], pull["commits"], pull["changed_files"]) == (True, 2, 2)
    push = listener.heard[-1].payload
    assert (push["ref"], push["after"], push["head_commit"]["added"]) == ("refs/heads/main", merged.body["sha"], ["a", "b"])
    story = ["pull_request.opened", "pull_request.synchronize", "pull_request_review.submitted", "pull_request.closed", "push"]
    assert listener.names() == story


async def test_people_are_heard_to_come_and_go(heard_site: Site, listener: Listener) -> None:
    """A collaborator by invitation, a team's member, the organisation's."""
    path = await heard_site.repository(files=FILES, collaborators={})
    await heard_site.control("POST", "teams", {"organization": "acme", "slug": "finance"})
    await heard_site.received()
    listener.heard.clear()
    made = await heard_site.ask("PUT", f"{path}/collaborators/stan", {"permission": "triage"}, "olive")
    await heard_site.ask("PATCH", f"/user/repository_invitations/{made.body['id']}", {}, "stan")
    await heard_site.ask("DELETE", f"{path}/collaborators/stan", by="olive")
    await heard_site.ask("PUT", "/orgs/acme/teams/finance/memberships/trina", {}, "olive")
    await heard_site.ask("DELETE", "/orgs/acme/members/trina", by="olive")
    await heard_site.received()
    assert listener.names() == [
        "member.added",
        "member.removed",
        "organization.member_added",
        "membership.added",
        "membership.removed",
        "organization.member_removed",
    ]


async def test_unsubscribed_events_are_not_sent(heard_site: Site, listener: Listener) -> None:
    """`fork` is none of the App's events."""
    await heard_site.ask("POST", f"{await heard_site.repository()}/forks", {}, "stan")
    await heard_site.received()
    assert "fork" not in {one.event for one in listener.heard}
