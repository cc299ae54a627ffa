"""A small world made by hand: a public repository with an edited issue, comments and a pull request; a private one; three tokens."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.accounts import Account
from bot.sandbox.apps import App, Installation, InstallationToken, PersonToken
from bot.sandbox.clock import SandboxClock
from bot.sandbox.git import MemoryGit
from bot.sandbox.issues import Comment, Edit, Issue, Label
from bot.sandbox.objects import Signature
from bot.sandbox.pulls import Pull, Review
from bot.sandbox.repositories import Repository
from bot.sandbox.world import World

NOON = datetime(2027, 7, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TIMES: dict[str, Any] = {"created_at": NOON, "updated_at": NOON}
AMEL = Account(id=1, login="amel", created_at=NOON, name="Amel")
BOT = Account(id=2, login="microacq[bot]", created_at=NOON, type="Bot")
STRANGER = Account(id=3, login="stranger", created_at=NOON)


def small_world() -> World:
    """Held at noon; ids are known: account 1, Bot 2, repository 10, issue 20, comments 21 to 23, pull request 30, labels 100 to 104."""
    clock = SandboxClock()
    clock.set(NOON)
    world = World(clock=clock, make_git=MemoryGit)
    world.accounts |= {1: AMEL, 2: BOT}
    private = Repository(id=11, name="secret", owner=AMEL, git=MemoryGit(), private=True, pushed_at=NOON, **TIMES)
    world.repositories |= {10: _public(), 11: private}
    world.renamed["amel/old"] = 10
    world.tokens |= {"person": PersonToken(token="person", account=AMEL), "stranger": PersonToken(token="stranger", account=STRANGER)}
    world.tokens["app"] = _app_token({"issues": "write", "metadata": "read"})
    return world


def _public() -> Repository:
    git = MemoryGit()
    author = Signature(name="A", email="a@b.c")
    head = git.commit_files("main", {"a/form.yml": "name: é\n", "b.bin": b"\0\xff"}, "First\n\nMore", author, NOON)
    repository = Repository(id=10, name="work", owner=AMEL, git=git, pushed_at=NOON, **TIMES)
    repository.labels = [Label(id=100 + n, name=f"label {n}", color="ffffff") for n in range(5)]
    pull = Pull(id=31, head_repository_id=10, head_ref="topic", head_sha=head, base_ref="main", base_sha=head)
    pull.reviews = [Review(id=32, user=AMEL, body="Good", state="APPROVED", commit_id=head, submitted_at=NOON)]
    second = Issue(id=30, user=AMEL, body=None, number=2, title="Second", repository_id=10, pull=pull, **TIMES)
    repository.issues = {1: _issue(repository.labels[:2]), 2: second}
    return repository


def _issue(labels: list[Label]) -> Issue:
    """Written at noon, edited at one and at two, with three comments that nobody edited."""
    edits = [Edit(id=200 + n, at=NOON + n * HOUR, editor=AMEL, body=f"body {n}") for n in range(3)]
    issue = Issue(id=20, user=AMEL, body="body 2", number=1, title="First", repository_id=10, edits=edits, labels=labels, **TIMES)
    for n in range(3):
        original = Edit(id=300 + n, at=NOON, editor=BOT, body=f"c{n}")
        issue.comments.append(Comment(id=21 + n, user=BOT, body=f"c{n}", edits=[original], issue=issue, **TIMES))
    return issue


def _app_token(permissions: dict[str, str]) -> InstallationToken:
    granted: dict[str, Any] = {"permissions": permissions, "events": []}
    app = App(
        id=4,
        slug="microacq",
        name="microacq",
        owner=AMEL,
        bot=BOT,
        client_id="Iv1.4",
        public_pem="",
        webhook_url=None,
        webhook_secret=None,
        created_at=NOON,
        hook_id=5,
        **granted,
    )
    installation = Installation(id=6, app=app, account=AMEL, **granted, **TIMES)
    return InstallationToken(token="app", installation=installation, expires_at=NOON + HOUR, permissions=permissions)
