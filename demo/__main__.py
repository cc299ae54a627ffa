"""`python -m demo [--once]`: the sandbox and the bot at work; both stories are played. Says where to look and how to go on by hand."""

import argparse
import contextlib
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from demo.by_hand import ByHand
from demo.github import GitHub
from demo.paid import Paid
from demo.processes import Processes, bot_environment, free_port, start_bot, start_sandbox
from demo.stage import Stage
from demo.terminated import Terminated
from demo.town import build, install


def main() -> None:
    """Plays the story; with `--once`, stops both processes at its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop the sandbox and the bot at the end")
    once = parser.parse_args().once
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda number, _: sys.exit(128 + number))
    folder = Path(tempfile.mkdtemp(prefix="microacq-demo-"))
    with contextlib.ExitStack() as failure, Processes() as processes:
        failure.callback(print, f"Logs and database: {folder}", file=sys.stderr)
        paid, terminated = _play(folder, processes, once=once)
        failure.pop_all()
        ends = f"\nopportunity #{paid}: paid\nopportunity #{terminated}: terminated"
        if not once:
            _stay(folder, ends)
    if once:
        shutil.rmtree(folder)
        print(ends)


def _play(folder: Path, processes: Processes, *, once: bool) -> tuple[int, int]:
    _, sandbox = start_sandbox(folder, processes.start)
    bot = f"http://127.0.0.1:{(port := free_port())}"
    with GitHub(sandbox) as github:
        town = build(github, f"{bot}/webhook")
        start_bot(bot_environment(town.app, sandbox, folder, port), folder, processes.start)
        install(town)
        github.settle()
        stage = Stage(github, town.people["mathieu"])
        paid, terminated = Paid(town, stage).play(), Terminated(town, stage).play()
        if not once:
            print(f"\n{ByHand(town, paid, bot).told()}")
        return paid, terminated


def _stay(folder: Path, ends: str) -> None:
    """Waits for Ctrl-C, which ends it well."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    print(f"\nLogs and database: {folder}\nCtrl-C stops both.\n{ends}", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        signal.pause()


if __name__ == "__main__":
    main()
