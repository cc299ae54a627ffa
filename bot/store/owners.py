"""Who is alive: each process that opens the database holds a lock on a file beside it, which the system lets go of when it dies.

So a bot that was killed and started again takes its own work up at once. Where files can't be locked, work waits until its lease lapses.
Never touches the database.
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
        self._file = self._path.open("w")
        _lock(self._file)

    def buried(self) -> tuple[str, ...]:
        """The names of those who held the database and are dead; each is told once."""
        prefix = _path(self._beside, "").name
        others = [path for path in self._beside.parent.iterdir() if path.name.startswith(prefix) and path != self._path]
        return tuple(other.name.removeprefix(prefix) for other in others if _bury(other))

    def close(self) -> None:
        """Dies. The file stays for the next to find, who then frees what this one had in hand."""
        self._file.close()


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
