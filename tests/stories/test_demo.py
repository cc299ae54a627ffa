"""The README's first command: the demonstration, from filing to payment, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("demo")

ROOT = Path(__file__).parents[2]


def test_demonstration_ends_with_a_paid_opportunity() -> None:
    """Its last line says which, nothing is written on standard error, and the status is 0; both processes have ended by then."""
    run = subprocess.run([sys.executable, "-m", "demo", "--once"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert run.stdout.splitlines()[-1:] == ["opportunity #1: paid"], run.stderr
    assert (run.returncode, run.stderr) == (0, "")
