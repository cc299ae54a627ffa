"""The table of GitHub's answers, row by row, and what the pace lets through."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.effects import Target
from bot.hub.gateway import Hub
from bot.hub.limits import LIMITS, Answer, Cause, answer_of, meaning
from bot.hub.pace import GITHUB_PACE, Allowance, Pace
from bot.hub.tokens import Grant
from bot.ports.gateway import Refused, Unavailable
from tests.hub.scripted import NOON, HeldClock, Says, Scripted

COMMENTS = "/repos/esdc/micro/issues/7/comments"
COMMENT = {"id": 1, "html_url": "https://github.com/x#1", "body": "x", "user": {"login": "microacq[bot]", "type": "Bot"}}
RESET = int(NOON.timestamp()) + 1800
SPENT = {"x-ratelimit-limit": "5000", "x-ratelimit-remaining": "0", "x-ratelimit-reset": str(RESET)}
AFTER_RESET = datetime.fromtimestamp(RESET + 1, UTC)
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
PRIMARY = "API rate limit exceeded for installation ID 55."
INTEGRATION = "Resource not accessible by integration"
MINUTE = NOON + timedelta(seconds=60)

TABLE: list[tuple[int, str, Mapping[str, str], Cause, datetime | None]] = [
    (200, "", {}, Cause.FINE, None),
    (204, "", {}, Cause.FINE, None),
    (403, PRIMARY, SPENT, Cause.PRIMARY, AFTER_RESET),
    (429, PRIMARY, SPENT, Cause.PRIMARY, AFTER_RESET),
    (403, PRIMARY, {}, Cause.PRIMARY, MINUTE),
    (403, PRIMARY, SPENT | {"x-ratelimit-reset": str(RESET - 3600)}, Cause.PRIMARY, MINUTE),  # its reset has passed: a clock is off
    (403, INTEGRATION, SPENT, Cause.PRIMARY, AFTER_RESET),  # TagBot #298: a limit worded as a permission
    (403, SECONDARY, {"retry-after": "30"}, Cause.SECONDARY, NOON + timedelta(seconds=30)),
    (429, SECONDARY, {"retry-after": "30"}, Cause.SECONDARY, NOON + timedelta(seconds=30)),
    (403, SECONDARY, {}, Cause.SECONDARY, MINUTE),
    (403, SECONDARY, {"x-ratelimit-remaining": "4771"}, Cause.SECONDARY, MINUTE),  # ThrillhouseBot #568: no usable header
    (403, SECONDARY, SPENT | {"retry-after": "90"}, Cause.SECONDARY, NOON + timedelta(seconds=90)),
    (403, "You have triggered an abuse detection mechanism.", {}, Cause.SECONDARY, MINUTE),
    (422, "Validation Failed; was submitted too quickly", {}, Cause.SECONDARY, MINUTE),
    (403, INTEGRATION, {"retry-after": "5"}, Cause.SECONDARY, NOON + timedelta(seconds=5)),
    (429, "", {}, Cause.SECONDARY, MINUTE),
    (429, "", {"retry-after": "soon"}, Cause.SECONDARY, MINUTE),
    (429, "", {"retry-after": "0"}, Cause.SECONDARY, NOON + timedelta(seconds=1)),
    (403, INTEGRATION, {"x-ratelimit-remaining": "4000"}, Cause.PERMISSION, None),
    (403, "Must have admin rights to Repository.", {}, Cause.PERMISSION, None),
    (403, "Resource protected by organization SAML enforcement.", {"x-github-sso": "required; url=…"}, Cause.SSO, None),
    (403, "Forbidden", {"x-github-sso": "required; url=…"}, Cause.SSO, None),
    (403, "Repository was archived so is read-only.", {}, Cause.ARCHIVED, None),
    (403, "This installation has been suspended", {}, Cause.SUSPENDED, None),
    (403, "User is blocked", {}, Cause.BLOCKED, None),
    (403, "Unable to create comment because issue is locked.", {}, Cause.LOCKED, None),
    (403, "", {}, Cause.REFUSED, None),
    (401, "Bad credentials", {}, Cause.UNAUTHORISED, None),
    (400, "Problems parsing JSON", {}, Cause.REFUSED, None),
    (404, "Not Found", {}, Cause.MISSING, None),
    (404, "Not Found", SPENT, Cause.MISSING, None),
    (409, "Git Repository is empty.", {}, Cause.CONFLICT, None),
    (410, "This issue was deleted", {}, Cause.GONE, None),
    (422, "Validation Failed", {}, Cause.INVALID, None),
    (451, "Repository access blocked", {}, Cause.REFUSED, None),
    (301, "Moved Permanently", {}, Cause.MOVED, None),
    (302, "", {}, Cause.MOVED, None),
    (408, "", {}, Cause.DOWN, None),
    (500, "", {}, Cause.DOWN, None),
    (502, "Server Error", {}, Cause.DOWN, None),
    (503, "", {"retry-after": "120"}, Cause.DOWN, NOON + timedelta(seconds=120)),
    (504, "", {}, Cause.DOWN, None),
]


@pytest.mark.parametrize(("status", "message", "headers", "cause", "retry_at"), TABLE)
def test_answer_means_what_the_table_says(
    status: int, message: str, headers: Mapping[str, str], cause: Cause, retry_at: datetime | None
) -> None:
    """Every row: its cause, and when to ask again."""
    told = meaning(Answer(status, headers, message), NOON)
    assert (told.cause, told.retry_at) == (cause, retry_at)


def test_wait_without_a_date_doubles_up_to_an_hour() -> None:
    """A minute, two, four … and never over an hour."""
    waits = [meaning(Answer(429, {}), NOON, strikes).retry_at for strikes in range(8)]
    assert [(until - NOON).total_seconds() / 60 for until in waits if until] == [1, 2, 4, 8, 16, 32, 60, 60]


@settings(deadline=None)  # two cores, many tests
@given(
    st.integers(100, 599),
    st.text(),
    st.dictionaries(st.sampled_from(["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"]), st.text()),
)
def test_any_answer_has_a_meaning(status: int, message: str, headers: dict[str, str]) -> None:
    """Whatever a proxy on the way makes of it: a limit has a time in the future, and only a 2xx is fine."""
    told = meaning(Answer(status, headers, message), NOON)
    assert (told.cause is Cause.FINE) == (status < 300)
    if told.cause in LIMITS:
        assert told.retry_at is not None
        assert told.retry_at > NOON


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", ""),
        (b"<html>", ""),
        (b"[1]", ""),
        (b'{"message": "Validation Failed", "errors": "too many"}', "Validation Failed; too many"),
        (b'{"message": "Validation Failed", "errors": [{"resource": "Label", "field": "name", "code": "already_exists"}]}',
         "Validation Failed; Label name already_exists"),
        (b'{"message": "Validation Failed", "errors": [{"code": "custom", "message": "name is taken"}, "and so on", null]}',
         "Validation Failed; name is taken; and so on"),
        (b'{"message": "Validation Failed", "errors": 7}', "Validation Failed"),
    ],
)  # fmt: skip
def test_message_is_one_line_for_the_operator(body: bytes, message: str) -> None:
    """GitHub's words and its details."""
    assert answer_of(422, {}, body).message == message


@pytest.mark.parametrize(
    ("content_type", "body", "cause"),
    [
        ("application/json; charset=utf-8", b"{}", Cause.FINE),
        ("application/vnd.github.v3+json", b"[]", Cause.FINE),
        ("", b"", Cause.FINE),
        ("text/html", b"\n", Cause.FINE),
        ("text/html", b"<html>Sign in", Cause.DOWN),
        ("", b"OK", Cause.DOWN),
    ],
)
def test_page_of_a_proxy_is_no_success(content_type: str, body: bytes, cause: Cause) -> None:
    """A comment isn't posted because a sign-in page says 200."""
    answer = answer_of(200, {"content-type": content_type} if content_type else {}, body)
    assert meaning(answer, NOON).cause is cause


def test_missing_permission_names_what_is_needed() -> None:
    """GitHub says it in a header."""
    told = meaning(Answer(403, {"x-accepted-github-permissions": "issues=write"}, INTEGRATION), NOON)
    assert told.reason == f"permission missing: {INTEGRATION} (needs issues=write)"


async def commented(hub: Hub, target: Target) -> str:
    """What came of one comment: the error's kind, or `fine`."""
    try:
        await hub.post_comment(target, "x")
    except Unavailable as told:
        return f"unavailable until {told.retry_at:%H:%M:%S}{' ambiguous' if told.ambiguous else ''}"
    except Refused as told:
        return f"refused {told.status}"
    return "fine"


async def test_nothing_is_sent_while_blocked(hub: Hub, github: Scripted, target: Target, clock: HeldClock) -> None:
    """After a secondary limit: no write, no read, no GraphQL of that installation until the moment, and then all again."""
    github.on("POST", COMMENTS, Says(403, {"message": SECONDARY}), Says(201, COMMENT))
    assert await commented(hub, target) == "unavailable until 12:01:00"
    for seconds in (0, 30, 29.9):
        clock.move(seconds=seconds)
        assert await commented(hub, target) == "unavailable until 12:01:00"
        with pytest.raises(Unavailable):
            await hub.comments(target)
        with pytest.raises(Unavailable):
            await hub.look(target.repository)
    assert len(github.wanted()) == 1
    clock.move(seconds=0.1)
    assert await commented(hub, target) == "fine"


async def test_blocks_double_until_a_success(hub: Hub, github: Scripted, target: Target, clock: HeldClock) -> None:
    """One minute, two, four; then, after a success, one again."""
    no, yes = Says(429), Says(201, COMMENT)
    github.on("POST", COMMENTS, no, no, no, yes, no)
    told = []
    for seconds in (60, 120, 240, 0, 0):
        told.append(await commented(hub, target))
        clock.move(seconds=seconds)
    assert told == [*(f"unavailable until 12:0{minute}:00" for minute in (1, 3, 7)), "fine", "unavailable until 12:08:00"]


async def test_last_request_of_an_hour_is_the_last(hub: Hub, github: Scripted, target: Target, clock: HeldClock) -> None:
    """A success that leaves nothing: the next isn't even tried, but the App's own requests and GraphQL have their own limits."""
    github.on("POST", COMMENTS, Says(201, COMMENT, SPENT))
    github.on("POST", "/graphql", Says(200, {"data": {"repository": {"databaseId": 1}}}))
    assert await commented(hub, target) == "fine"
    assert await commented(hub, target) == "unavailable until 12:30:01"
    assert (await hub.look(target.repository)).repository_id == 1
    assert await hub.installations()
    clock.move(seconds=1801)
    assert await commented(hub, target) == "fine"


async def test_graphql_limit_in_a_success_blocks_graphql(hub: Hub, github: Scripted, target: Target, clock: HeldClock) -> None:
    """GraphQL answers 200 with an error when its points are spent."""
    limited = {"data": None, "errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    github.on("POST", "/graphql", Says(200, limited, SPENT))
    github.on("POST", COMMENTS, Says(201, COMMENT))
    for _ in range(2):
        with pytest.raises(Unavailable) as told:
            await hub.look(target.repository)
        assert told.value.retry_at == AFTER_RESET
    assert github.tried() == ["POST /graphql"]
    assert await commented(hub, target) == "fine"
    assert clock.now() == NOON


def admitted(pace: Pace) -> datetime | None:
    """None when one more comment is let through, else when it will be."""
    try:
        pace.admit("55", "core", write=True, content=True)
    except Unavailable as told:
        return told.retry_at
    return None


async def test_content_is_kept_to_githubs_pace(clock: HeldClock) -> None:
    """Every second a comment: eighty in a minute would pass, five hundred in an hour are the end."""
    pace = Pace(clock)
    for _ in range(500):
        assert admitted(pace) is None
        clock.move(seconds=1)
    assert admitted(pace) == NOON + timedelta(hours=1)


def test_day_at_twice_githubs_capacity_is_never_refused(clock: HeldClock) -> None:
    """A GitHub that counts 80 a minute and 500 an hour, and a thousand comments an hour that want out, each sent as soon as we let it."""
    pace, sent, end = Pace(clock), list[datetime](), NOON + timedelta(hours=24)
    while clock.now() < end:
        until = admitted(pace)
        if until is None:
            sent.append(clock.now())
            clock.move(seconds=0.1)
        else:
            clock.moment = until
    for most, period in ((80, timedelta(minutes=1)), (500, timedelta(hours=1))):
        assert all(later - first >= period for first, later in zip(sent, sent[most:], strict=False))
    assert len(sent) >= 500 * 24


@settings(deadline=None)  # two cores, many tests
@given(st.lists(st.floats(0, 30), min_size=1, max_size=300))
def test_no_window_ever_holds_more_than_allowed(gaps: list[float]) -> None:
    """However the requests come: no minute sees more than its allowance, and who waits as told isn't kept waiting for good."""
    clock, sent = HeldClock(), list[datetime]()
    pace = Pace(clock, [Allowance(5, timedelta(seconds=20)), Allowance(9, timedelta(minutes=1))])
    for gap in gaps:
        clock.move(seconds=gap)
        until = admitted(pace)
        if until is None:
            sent.append(clock.now())
        else:
            clock.moment = until
    for most, seconds in ((5, 20), (9, 60)):
        assert all(later - first >= timedelta(seconds=seconds) for first, later in zip(sent, sent[most:], strict=False))


def test_reads_are_not_paced(clock: HeldClock) -> None:
    """Only writes count."""
    pace = Pace(clock, GITHUB_PACE)
    for _ in range(1000):
        pace.admit("55", "core", write=False, content=False)


def test_block_is_never_shortened_and_never_endless(clock: HeldClock) -> None:
    """A second answer of an earlier request doesn't unblock."""
    pace = Pace(clock)
    pace.learn("55", "core", Answer(429, {"retry-after": "600"}, ""))
    pace.learn("55", "core", Answer(429, {"retry-after": "5"}, ""))
    with pytest.raises(Unavailable) as told:
        pace.admit("55", "core", write=False, content=False)
    assert told.value.retry_at == NOON + timedelta(seconds=600)
    pace.admit("56", "core", write=False, content=False)


async def test_request_that_waits_for_a_place_heeds_a_block(hub: Hub, github: Scripted, target: Target) -> None:
    """One place, three comments at once: the first is blocked, and the others aren't sent."""
    await hub.access.tokens.token(Grant(target.repository))
    hub.access.pace.open = asyncio.Semaphore(1)
    github.on("POST", COMMENTS, Says(429))
    told = await asyncio.gather(*(commented(hub, target) for _ in range(3)))
    assert (told, len(github.wanted())) == (["unavailable until 12:01:00"] * 3, 1)


async def test_requests_open_at_once_are_capped(hub: Hub, github: Scripted, target: Target) -> None:
    """GitHub allows a hundred for the App; one process takes a fifth of that."""
    github.on("GET", COMMENTS, Says(200, []))
    github.patience = 25
    await asyncio.gather(*(hub.comments(target) for _ in range(60)))
    assert github.most_open == 20
