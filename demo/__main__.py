"""`python -m demo [--once]`: starts the sandbox and the bot, plays the paid story, and says where to look."""

import argparse
import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from demo.github import GitHub
from demo.paid import Paid
from demo.processes import bot_environment, free_port, start_bot, start_sandbox
from demo.stage import Stage
from demo.town import PROGRAMME, build, install


def main() -> None:
    """Plays the story; with `--once`, stops both processes at its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop the sandbox and the bot at the end")
    once = parser.parse_args().once
    folder = Path(tempfile.mkdtemp(prefix="microacq-demo-"))
    processes: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with contextlib.ExitStack() as stack:
        stack.callback(_stop, processes)
        number, sandbox, bot = _play(folder, processes)
        if not once:
            print(f"\nThe sandbox: {sandbox}/{PROGRAMME}/issues/{number}\nThe bot: {bot}/ready")
            print(f"Logs and database: {folder}\nCtrl-C stops both.")
            print(f"\nopportunity #{number}: paid", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                signal.pause()
    if once:
        shutil.rmtree(folder)
        print(f"\nopportunity #{number}: paid")


def _play(folder: Path, processes: list[subprocess.Popen[bytes]]) -> tuple[int, str, str]:
    process, sandbox = start_sandbox(folder)
    processes.append(process)
    bot = f"http://127.0.0.1:{(port := free_port())}"
    with GitHub(sandbox) as github:
        town = build(github, f"{bot}/webhook")
        processes.append(start_bot(bot_environment(town.app, sandbox, folder, port), folder))
        install(town)
        github.settle()
        return Paid(town, Stage(github, town.people["mathieu"])).play(), sandbox, bot


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait(15)


if __name__ == "__main__":
    main()
