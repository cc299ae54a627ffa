"""Who is alive: each process that opens the database holds a lock on a file beside it, which the system lets go of when it dies.

So a bot that was killed and started again takes its own work up at once. Where files can't be locked, work waits until its lease lapses.
Several may hold it at once: a second one is told of the first, and never stopped. Never touches the database.
"""

import secrets
import sys
from pathlib import Path
from typing import IO


class Owner:
    """This process, by a name that no other ever had, for as long as it lives."""

    def __init__(self, database: Path) -> None:
        self.name = secrets.token_hex(8)
        self._beside = database
        self._path = _path(database, self.name)
        self._file = self._path.open("w", encoding="utf-8")
        self._locks = _lock(self._file)

    def buried(self) -> tuple[str, ...]:
        """The names of those who held the database and are dead; each is told once."""
        prefix = _path(self._beside, "").name
        return tuple(other.name.removeprefix(prefix) for other in self._others() if _bury(other))

    def announce(self, words: str) -> tuple[str, ...]:
        """Says who we are, for others to read, and gives what those say who are alive; nothing where files can't be locked."""
        self._file.write(words)
        self._file.flush()
        return tuple(said for other in self._others() if self._locks and (said := _said(other)))

    def close(self) -> None:
        """Dies. The file stays for the next to find, who then frees what this one had in hand."""
        self._file.close()

    def _others(self) -> list[Path]:
        prefix = _path(self._beside, "").name
        return [path for path in self._beside.parent.iterdir() if path.name.startswith(prefix) and path != self._path]


def _path(database: Path, name: str) -> Path:
    return database.with_name(f"{database.name}-owner-{name}")


def _bury(path: Path) -> bool:
    """True when nobody holds the file; then it is gone."""
    try:
        with path.open("r+") as file:
            if not _lock(file):
                return False
            path.unlink()
    except FileNotFoundError:  # somebody else buried it
        return False
    return True


def _said(path: Path) -> str:
    """What a living holder says of itself; nothing for one that is dead, or has not said anything."""
    try:
        with path.open("r+", encoding="utf-8") as file:
            return "" if _lock(file) else file.read()
    except OSError:  # buried meanwhile, or another account's
        return ""


if sys.platform == "win32":

    def _lock(_file: IO[str]) -> bool:
        return False

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
