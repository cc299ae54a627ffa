"""THE table of GitHub's answers: what each one means, and until when nothing more is to be asked.

Pure: it reads an answer and the time, and never waits, counts or sends anything (`pace.py` and `client.py` do).

Sources: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api ("Exceeding the rate limit") and
/troubleshooting-the-rest-api; the messages are GitHub's own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

FIRST_WAIT = timedelta(seconds=60)
"""GitHub: "otherwise, wait for at least one minute before retrying"; then "an exponentially increasing amount of time"."""
LONGEST_WAIT = timedelta(hours=1)
"""A primary limit's window; no block of GitHub's is known to last longer."""


class Cause(StrEnum):
    """What an answer means."""

    FINE = "fine"
    PRIMARY = "primary rate limit"
    SECONDARY = "secondary rate limit"
    UNAUTHORISED = "bad credentials"
    PERMISSION = "permission missing"
    SSO = "single sign-on required"
    ARCHIVED = "repository archived"
    BLOCKED = "blocked by the account"
    SUSPENDED = "installation suspended"
    LOCKED = "conversation locked"
    MISSING = "not found"
    MOVED = "moved"
    CONFLICT = "conflict"
    GONE = "gone"
    INVALID = "invalid"
    DOWN = "GitHub is down"
    REFUSED = "refused"


LIMITS = frozenset({Cause.PRIMARY, Cause.SECONDARY})
"""Nothing was done, and nothing more may be asked until `retry_at`."""

_BY_STATUS = {401: Cause.UNAUTHORISED, 404: Cause.MISSING, 408: Cause.DOWN, 409: Cause.CONFLICT, 410: Cause.GONE, 422: Cause.INVALID}

_SECONDARY_WORDS = ("secondary rate limit", "abuse detection", "submitted too quickly")
_PRIMARY_WORDS = ("api rate limit exceeded", "rate limit exceeded for")
_FORBIDDEN_WORDS = (
    ("archived", Cause.ARCHIVED),
    ("suspended", Cause.SUSPENDED),
    ("blocked", Cause.BLOCKED),
    ("saml", Cause.SSO),
    ("single sign", Cause.SSO),
    ("locked", Cause.LOCKED),
    ("not accessible", Cause.PERMISSION),
    ("must have", Cause.PERMISSION),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer: headers by lower-case name, and GitHub's `message` and `errors` as one line."""

    status: int
    headers: Mapping[str, str]
    message: str = ""

    @property
    def spent(self) -> bool:
        """True when the primary limit has nothing left."""
        return self.headers.get("x-ratelimit-remaining") == "0"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an answer means; `retry_at` (UTC) is when to ask again, none if unknown or never."""

    cause: Cause
    reason: str = ""
    retry_at: datetime | None = None


def answer_of(status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    """An answer with the message that GitHub put into its body, if any; a body that is no JSON is ignored.

    A success with a body that isn't JSON is no answer of GitHub's but a page of something on the way (a proxy, a sign-in): a bad gateway.
    """
    if status < 300:  # noqa: PLR2004 - success as HTTP has it; nothing to explain
        return Answer(502 if body.strip() and "json" not in headers.get("content-type", "") else status, headers)
    try:
        told = json.loads(body)
    except ValueError:
        return Answer(status, headers)
    return Answer(status, headers, _message(told) if isinstance(told, dict) else "")


def _message(told: Mapping[str, object]) -> str:
    """`message` and whatever `errors` say, as one line."""
    errors = told.get("errors") or ()
    details = [errors] if isinstance(errors, str) else [_detail(error) for error in errors if error] if isinstance(errors, list) else []
    return "; ".join(str(part) for part in (told.get("message", ""), *details) if part)


def _detail(error: object) -> str:
    """One validation error of GitHub's: its message, or the field and the code."""
    if not isinstance(error, dict):
        return str(error)
    return str(error.get("message") or " ".join(str(error[key]) for key in ("resource", "field", "code") if key in error))


def meaning(answer: Answer, now: datetime, strikes: int = 0) -> Meaning:
    """What GitHub means; `strikes` is how many blocks without a date came before this one, without a success between."""
    cause = _cause(answer)
    if cause in LIMITS:
        return Meaning(cause, answer.message or cause, _until(answer, now, strikes))
    if cause is Cause.DOWN:
        return Meaning(cause, f"GitHub answered {answer.status}", _retry_after(answer, now))
    return Meaning(cause, _reason(cause, answer))


def _cause(answer: Answer) -> Cause:
    """The row of the table. A limit is looked for first: GitHub words some of them as missing permissions."""
    status, said = answer.status, answer.message.lower()
    if status < 300:  # noqa: PLR2004 - success as HTTP has it
        return Cause.FINE
    if status in {403, 429} or (status == 422 and "too quickly" in said):  # noqa: PLR2004 - the three that carry limits
        limit = _limit(answer, said)
        if limit is not None:
            return limit
    if status == 403:  # noqa: PLR2004 - Forbidden
        return next((cause for words, cause in _FORBIDDEN_WORDS if words in said), _sso_or_refused(answer))
    if status < 400:  # noqa: PLR2004 - a redirection
        return Cause.MOVED
    return Cause.DOWN if status >= 500 else _BY_STATUS.get(status, Cause.REFUSED)  # noqa: PLR2004 - a server's error


def _limit(answer: Answer, said: str) -> Cause | None:
    """Which limit a 403, 422 or 429 is about; none when it is about something else."""
    if any(words in said for words in _SECONDARY_WORDS):
        return Cause.SECONDARY
    if answer.spent or any(words in said for words in _PRIMARY_WORDS):
        return Cause.PRIMARY
    return Cause.SECONDARY if "retry-after" in answer.headers or answer.status == 429 else None  # noqa: PLR2004 - Too Many Requests


def _sso_or_refused(answer: Answer) -> Cause:
    """A 403 whose words say nothing: the header tells of single sign-on."""
    return Cause.SSO if "x-github-sso" in answer.headers else Cause.REFUSED


def _until(answer: Answer, now: datetime, strikes: int) -> datetime:
    """Retry-After, else the reset if nothing remains, else a minute, doubling [D]."""
    after = _retry_after(answer, now)
    if after is not None:
        return after
    reset = reset_of(answer)
    if answer.spent and reset is not None and reset > now:
        return reset
    wait = FIRST_WAIT * int(2 ** min(strikes, 10))
    return now + min(wait, LONGEST_WAIT)


def _retry_after(answer: Answer, now: datetime) -> datetime | None:
    """`Retry-After` in seconds, at least one; none without it or when it is no number."""
    told = answer.headers.get("retry-after", "")
    return now + timedelta(seconds=max(1, int(told))) if told.isdecimal() else None


def reset_of(answer: Answer) -> datetime | None:
    """When the primary limit is filled up again (UTC): one second after `x-ratelimit-reset`, which is cut to seconds."""
    told = answer.headers.get("x-ratelimit-reset", "")
    return datetime.fromtimestamp(int(told) + 1, UTC) if told.isdecimal() else None


def _reason(cause: Cause, answer: Answer) -> str:
    """One line for the operator: the cause, GitHub's words, and the permission that GitHub says is needed."""
    needed = answer.headers.get("x-accepted-github-permissions", "") if cause is Cause.PERMISSION else ""
    return ": ".join(part for part in (cause, answer.message) if part) + (f" (needs {needed})" if needed else "")
