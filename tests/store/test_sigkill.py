"""A real process, really killed: what it acknowledged is there (github.md R2)."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("after", [1, 50, 200])
def test_what_was_acknowledged_survives_sigkill(tmp_path: Path, after: int) -> None:
    """Killed in the middle of a burst, after so many acknowledgements: every one of them is a row, and each row is whole."""
    path = tmp_path / "bot.db"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.accepting", f"sqlite:///{path}"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    acknowledged = [child.stdout.readline().strip() for _ in range(after)]
    child.send_signal(signal.SIGKILL)
    acknowledged += child.stdout.read().split("\n")[:-1]  # a last line that was cut off was never an acknowledgement
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    with sqlite3.connect(path) as file:
        kept = dict(file.execute("SELECT id, length(payload) FROM messages"))
        (sound,) = file.execute("PRAGMA integrity_check").fetchone()
    file.close()
    assert set(acknowledged) <= set(kept)
    assert len(acknowledged) >= after
    assert set(kept.values()) == {16_600 + len('{"text":""}')}
    assert sound == "ok"
