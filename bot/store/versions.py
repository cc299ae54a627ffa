"""The versions of the tables, and the steps from each to the next: a database that an earlier programme made is brought up to this one.

A step is SQL as it was written for its version, and never changed once somebody may have taken it; it uses nothing of `schema.py`, which
shows the last version only. Never a transaction of its own (`database.py` runs them): a step and its number are kept together, or neither.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from bot.store.schema import VERSION, metadata, version

_ABOUT = """
UPDATE OR IGNORE messages
SET about = name || '/' || json_extract(payload, CASE name WHEN 'issues' THEN '$.issue.id' ELSE '$.comment.id' END)
                 || '/' || json_extract(payload, '$.action')
WHERE kind = 'webhook' AND CASE WHEN json_valid(payload) THEN name || '/' || json_extract(payload, '$.action') END
      IN ('issues/opened', 'issue_comment/created')
"""
"""What messages are about that were kept before it was noted; of two about the same, the first."""

STEPS: Sequence[Sequence[str]] = (
    ("ALTER TABLE messages ADD COLUMN about TEXT", "CREATE UNIQUE INDEX messages_about ON messages (about)", _ABOUT),
    ("ALTER TABLE cases ADD COLUMN summary TEXT",),
)
"""The first leads from version 1 to 2, and so on. A version before PostgreSQL was known needs SQLite's words only."""


class LaterVersion(Exception):  # noqa: N818 - says what it is
    """The database was made by a later version of the programme, which must be the one to run on it."""


def step(connection: sa.Connection) -> bool:
    """Creates the tables, or brings them one version further; True when it did, so that it is to be asked again. Raises `LaterVersion`."""
    version.create(connection, checkfirst=True)
    kept = connection.scalar(sa.select(version.c.version))
    if kept == VERSION:
        return False
    if kept is None:
        metadata.create_all(connection)
        connection.execute(version.insert().values(version=VERSION))
    elif kept > VERSION:
        raise LaterVersion(f"the database has version {kept}, this programme knows version {VERSION}")
    else:
        _further(connection, kept)
    return True


def _further(connection: sa.Connection, kept: int) -> None:
    for statement in STEPS[kept - 1]:
        connection.execute(sa.text(statement))
    connection.execute(version.update().values(version=kept + 1))
