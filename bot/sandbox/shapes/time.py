"""Time and node ids as GitHub writes them. Nothing else."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """`2027-07-12T13:00:00Z`: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def maybe(moment: datetime | None) -> str | None:
    """The same, or None."""
    return stamp(moment) if moment else None


def node_id(prefix: str, number: int | str) -> str:
    """A GraphQL id. GitHub's prefixes (R, I, IC, PR, PRR, U, O, BOT, LA, T …) before our number, so that a person can read it."""
    return f"{prefix}_{number}"
