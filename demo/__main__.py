"""`python -m demo [--once]`: starts the sandbox and the bot, plays the paid story, and says where to look and how to go on by hand."""

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
        number = _play(folder, processes, once=once)
        failure.pop_all()
        if not once:
            _stay(folder, number)
    if once:
        shutil.rmtree(folder)
        print(f"\nopportunity #{number}: paid")


def _play(folder: Path, processes: Processes, *, once: bool) -> int:
    _, sandbox = start_sandbox(folder, processes.start)
    bot = f"http://127.0.0.1:{(port := free_port())}"
    with GitHub(sandbox) as github:
        town = build(github, f"{bot}/webhook")
        start_bot(bot_environment(town.app, sandbox, folder, port), folder, processes.start)
        install(town)
        github.settle()
        number = Paid(town, Stage(github, town.people["mathieu"])).play()
        if not once:
            print(f"\n{ByHand(town, number, bot).told()}")
        return number


def _stay(folder: Path, number: int) -> None:
    """Waits for Ctrl-C, which ends it well."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    print(f"\nLogs and database: {folder}\nCtrl-C stops both.\n\nopportunity #{number}: paid", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        signal.pause()


if __name__ == "__main__":
    main()
