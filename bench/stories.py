"""How long the stories take: `python -m bench.stories [core|http]` prints how many there are, and the median, the 90 % and the longest.

A story's time is its own: what a whole session needs once (the processes, the way to a stage) is counted with none.
"""

import argparse
import statistics
import sys

import pytest

FOLDERS = {"core": "tests/core/stories", "http": "tests/stories"}


class Stopwatch:
    """Adds up each story's call, in seconds by its node id."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What pytest says of each part."""
        if report.when == "call" and report.passed:
            told = dict(report.user_properties).get("seconds", 0)  # of stories that are told side by side, before their tests
            self.taken[report.nodeid] = report.duration + float(str(told))


def main() -> None:
    """Runs the stories in this process, one after the other, and prints their times in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", choices=FOLDERS, nargs="?", default="core")
    which = parser.parse_args().which
    stopwatch = Stopwatch()
    status = pytest.main(["-q", "-p", "no:cacheprovider", "--numprocesses", "0", "--no-cov", FOLDERS[which]], plugins=[stopwatch])
    times = sorted(1000 * seconds for seconds in stopwatch.taken.values())
    at_ninety = times[int(0.9 * len(times))]
    print(f"{which}: {len(times)} stories, median {statistics.median(times):.1f} ms, 90 % {at_ninety:.1f} ms, longest {times[-1]:.1f} ms")
    sys.exit(status)


if __name__ == "__main__":
    main()
