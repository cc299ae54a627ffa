"""The App's JWT and its tokens: when they are made, how narrow, how often, and what happens when GitHub doesn't take one."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.effects import Target
from bot.hub.gateway import Hub
from bot.hub.tokens import Credentials, Grant, Job, narrowed
from bot.ports.gateway import Blueprint, Refused, Unavailable
from tests.hub.scripted import NOON, Asked, HeldClock, Says, Scripted

LABELS = "/repos/esdc/micro/issues/7/labels"
LEVELS = ["none", "read", "write", "admin"]


def claims(hub: Hub, github: Scripted) -> dict[str, Any]:
    """What the App's JWT says, its signature checked."""
    untimed: Any = {"verify_exp": False, "verify_iat": False}
    told: dict[str, Any] = jwt.decode(hub.access.tokens.app(), github.key.public_key(), algorithms=["RS256"], options=untimed)
    return told


def mints(github: Scripted) -> list[Asked]:
    """The requests for tokens."""
    return [asked for asked in github.asked if asked.path.endswith("/access_tokens")]


async def test_jwt_begins_a_minute_ago_and_ends_in_nine(hub: Hub, github: Scripted) -> None:
    """GitHub allows ten minutes in all, and no time of issue in the future."""
    now = int(NOON.timestamp())
    assert claims(hub, github) == {"iat": now - 60, "exp": now + 540, "iss": "Iv1.7"}


async def test_jwt_is_renewed_before_its_end(hub: Hub, github: Scripted, clock: HeldClock) -> None:
    """Kept while at least two minutes are left, and made anew when time went back."""
    first = claims(hub, github)
    clock.move(seconds=419)
    assert claims(hub, github) == first
    clock.move(seconds=1)
    assert claims(hub, github)["exp"] == first["exp"] + 420
    clock.move(hours=-1)
    assert claims(hub, github)["exp"] == first["exp"] + 420 - 3600


async def test_jwt_follows_githubs_time_when_ours_is_off(hub: Hub, github: Scripted) -> None:
    """A 401 with GitHub's `Date`: the next JWT is by that time, and the request is made again once."""
    refusal = Says(401, {"message": "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"})
    behind = Says(refusal.status, refusal.data, {"Date": "Mon, 12 Jul 2027 11:50:00 GMT"})
    github.on("GET", "/app/installations", behind, Says(200, []))
    assert await hub.installations() == ()
    assert claims(hub, github)["exp"] == int(NOON.timestamp()) - 600 + 540


async def test_wrong_key_is_unavailable_after_two_requests(hub: Hub, github: Scripted) -> None:
    """The operator can mend it, so nothing is refused for good."""
    github.on("GET", "/app/installations", Says(401, {"message": "A JSON web token could not be decoded"}))
    with pytest.raises(Unavailable, match="could not be decoded"):
        await hub.installations()
    assert len(github.asked) == 2


async def test_usual_token_is_narrowed_to_its_repository_and_job(hub: Hub, github: Scripted, target: Target) -> None:
    """Exactly this: no administration, no other repository."""
    github.on("PUT", LABELS, Says(200, []))
    await hub.set_labels(target, [])
    assert [asked.data for asked in mints(github)] == [
        {
            "repositories": ["micro"],
            "permissions": {"issues": "write", "contents": "read", "metadata": "read", "pull_requests": "write"},
        }
    ]


async def test_only_provisioning_asks_for_administration(hub: Hub, github: Scripted) -> None:
    """A token to create, without contents; a token for the new repository alone, with them."""
    github.on("POST", "/orgs/esdc/repos", Says(403, {"message": "Resource not accessible by integration"}))
    with pytest.raises(Refused):
        await hub.provision(Blueprint("esdc", "micro-7", "d", {"a": "b"}, "sam", (), "fork"))
    assert [asked.data for asked in mints(github)] == [{"permissions": {"administration": "write", "metadata": "read"}}]
    assert [job for job in Job if "administration" in job.value] == [Job.CREATION, Job.PROVISIONING]


async def test_team_is_asked_with_members_alone(hub: Hub, github: Scripted) -> None:
    """An organisation's people need no repository's permission."""
    github.on("GET", "/orgs/esdc/teams/finance/members", Says(200, []))
    await hub.team_members("esdc", "finance")
    assert [asked.data for asked in mints(github)] == [{"permissions": {"members": "read", "metadata": "read"}}]


@settings(deadline=None)  # two cores, many tests
@given(
    st.dictionaries(
        st.sampled_from(["issues", "contents", "metadata", "pull_requests", "members", "administration"]), st.sampled_from(LEVELS)
    )
)
def test_no_token_asks_for_more_than_was_granted(granted: dict[str, str]) -> None:
    """An installation keeps its old permissions until its owner accepts new ones, and GitHub refuses a token whole for one too many."""
    for job in Job:
        for permission, level in narrowed(job, granted).items():
            assert level != "none"
            assert LEVELS.index(level) <= min(LEVELS.index(granted[permission]), LEVELS.index(job.value[permission]))
        assert all(permission in narrowed(job, granted) for permission in job.value if granted.get(permission, "none") != "none")


async def test_concurrent_callers_share_one_token(hub: Hub, github: Scripted, target: Target) -> None:
    """Twenty at once: one lookup, one token."""
    github.on("PUT", LABELS, Says(200, []))
    await asyncio.gather(*(hub.access.tokens.token(Grant(target.repository)) for _ in range(20)))
    assert [f"{asked.method} {asked.path}" for asked in github.asked] == [
        "GET /repos/esdc/micro/installation",
        "POST /app/installations/55/access_tokens",
    ]


async def test_token_is_renewed_five_minutes_before_its_end(hub: Hub, github: Scripted, target: Target, clock: HeldClock) -> None:
    """An hour's token serves fifty-five minutes."""
    github.on("PUT", LABELS, Says(200, []))
    for minutes in (0, 54, 1):
        clock.move(minutes=minutes)
        await hub.set_labels(target, [])
    assert len(mints(github)) == 2


async def test_revoked_token_is_minted_once_more(hub: Hub, github: Scripted, target: Target) -> None:
    """A 401 was not applied, so the write goes out again with a new token."""
    github.on("PUT", LABELS, Says(401, {"message": "Bad credentials"}), Says(200, []))
    await hub.set_labels(target, [])
    assert (len(mints(github)), len(github.wanted())) == (2, 2)


async def test_token_refused_twice_is_unavailable(hub: Hub, github: Scripted, target: Target) -> None:
    """Then it's parked: not asked a third time, and nothing is ambiguous."""
    github.on("PUT", LABELS, Says(401, {"message": "Bad credentials"}))
    with pytest.raises(Unavailable, match="Bad credentials") as parked:
        await hub.set_labels(target, [])
    assert (len(mints(github)), len(github.wanted()), parked.value.ambiguous) == (2, 2, False)


async def test_app_installed_anew_is_found_again(hub: Hub, github: Scripted, target: Target) -> None:
    """Removed and installed again, an account has another installation."""
    await hub.access.tokens.installation(target.repository)
    github.on("POST", "/app/installations/55/access_tokens", Says(404, {"message": "Not Found"}))
    github.on("GET", "/repos/esdc/micro/installation", Says(200, github.installation() | {"id": 56}))
    token = await hub.access.tokens.token(Grant(target.repository))
    assert token.subject == "56"


async def test_repository_that_is_not_installed_is_refused(hub: Hub, github: Scripted, target: Target) -> None:
    """GitHub answers 422 for a repository that the installation doesn't cover; its name of now is asked for, then it's refused."""
    github.on("POST", ".*/access_tokens", Says(422, {"message": "There is at least one repository that does not exist"}))
    with pytest.raises(Refused, match="at least one repository"):
        await hub.set_labels(target, [])
    assert [mint.data["permissions"] for mint in mints(github)][-1] == {"metadata": "read"}


async def test_changed_installation_is_asked_for_anew(hub: Hub, github: Scripted, target: Target) -> None:
    """New permissions were accepted: the next token has them."""
    github.on("PUT", LABELS, Says(200, []))
    github.permissions.pop("contents")
    await hub.set_labels(target, [])
    github.permissions["contents"] = "read"
    hub.forget_installation("ESDC")
    await hub.set_labels(target, [])
    assert ["contents" in asked.data["permissions"] for asked in mints(github)] == [False, True]


async def test_missing_permission_is_found_again_once_it_is_granted(hub: Hub, github: Scripted, target: Target) -> None:
    """The owner accepts our new permissions, and no webhook tells us: after the refusal it's looked up."""
    github.on("PUT", LABELS, Says(403, {"message": "Resource not accessible by integration"}), Says(200, []))
    del github.permissions["issues"]
    with pytest.raises(Refused, match="permission missing"):
        await hub.set_labels(target, [])
    github.permissions["issues"] = "write"
    await hub.set_labels(target, [])
    assert ["issues" in asked.data["permissions"] for asked in mints(github)] == [False, True]


async def test_refusal_of_another_kind_costs_no_new_token(hub: Hub, github: Scripted, target: Target) -> None:
    """All that the job wants was granted: asking again would change nothing."""
    github.on("PUT", LABELS, Says(403, {"message": "Repository was archived so is read-only."}))
    for _ in range(3):
        with pytest.raises(Refused, match="archived"):
            await hub.set_labels(target, [])
    assert len(mints(github)) == 1


async def test_app_without_any_installation_is_refused(hub: Hub, github: Scripted) -> None:
    """Nobody can be looked up, and the reason is said."""
    github.on("GET", "/app/installations", Says(200, [github.installation() | {"suspended_at": "2027-07-01T00:00:00Z"}]))
    with pytest.raises(Refused, match="isn't installed anywhere"):
        await hub.person("sam")


async def test_failed_mint_is_told_to_all_who_wait(hub: Hub, github: Scripted, target: Target) -> None:
    """One request, one failure, for each of them."""
    github.on("POST", ".*/access_tokens", Says(403, {"message": "This installation has been suspended"}))
    told = await asyncio.gather(*(hub.access.tokens.token(Grant(target.repository)) for _ in range(5)), return_exceptions=True)
    assert [type(one) for one in told] == [Refused] * 5
    assert len(mints(github)) == 1


@pytest.mark.parametrize("pem", ["", "x", "-----BEGIN RSA PRIVATE KEY-----\nQUJD\n-----END RSA PRIVATE KEY-----"])
def test_malformed_key_is_named_without_being_shown(pem: str) -> None:
    """The setting is named; its text isn't repeated."""
    with pytest.raises(ValueError, match=r"^The App's private key is no PEM text of an RSA private key\.$"):
        Credentials.of("7", pem)


def test_key_of_another_kind_is_named() -> None:
    """GitHub's keys are RSA."""
    other = ed25519.Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with pytest.raises(ValueError, match="not an RSA key"):
        Credentials.of("7", other)


def test_key_is_read_from_its_text(key: RSAPrivateKey) -> None:
    """As GitHub gives it for download."""
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    assert Credentials.of("7", pem).key.private_numbers() == key.private_numbers()


@pytest.mark.parametrize("date", ["", "soon", "Mon, 32 Jul 2027 11:50:00 GMT"])
async def test_refusal_without_a_date_is_tried_once_more(hub: Hub, github: Scripted, date: str) -> None:
    """Then by our own time."""
    github.on("GET", "/app/installations", Says(401, {"message": "no"}, {"Date": date}), Says(200, []))
    assert await hub.installations() == ()
    assert claims(hub, github)["exp"] == int(NOON.timestamp()) + 540


async def test_late_rejection_leaves_a_newer_token_alone(hub: Hub, target: Target) -> None:
    """Two callers held the old one: the second must not throw away what the first has minted."""
    grant = Grant(target.repository)
    old = await hub.access.tokens.token(grant)
    hub.access.tokens.forget(grant, old)
    new = await hub.access.tokens.token(grant)
    hub.access.tokens.forget(grant, old)
    assert await hub.access.tokens.token(grant) is new


async def test_caller_who_leaves_takes_nobody_along(hub: Hub, github: Scripted, target: Target) -> None:
    """The request under way is everybody's."""
    grant = Grant(target.repository)
    leaver = asyncio.create_task(hub.access.tokens.token(grant))
    other = asyncio.create_task(hub.access.tokens.token(grant))
    await asyncio.sleep(0)
    leaver.cancel()
    assert (await other).subject == "55"
    assert leaver.cancelled()
    assert len(mints(github)) == 1


async def test_time_of_a_token_is_utc(hub: Hub, target: Target) -> None:
    """Whatever the machine's zone is."""
    token = await hub.access.tokens.token(Grant(target.repository))
    assert token.expires_at == datetime(2027, 7, 12, 13, tzinfo=UTC)
    assert token.expires_at - NOON == timedelta(hours=1)
