"""`python -m bot.sandbox --port P [--host H]`: starts a sandbox GitHub and says where it listens. Stops on SIGINT and SIGTERM."""

import argparse
import asyncio
import signal
import sys

from aiohttp import web

from bot.sandbox.application import WORLD, build


async def serve(host: str, port: int) -> None:
    """Serves until told to stop; port 0 is any free one."""
    app = build(f"http://{host}:{port}")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    app[WORLD].url = f"http://{host}:{runner.addresses[0][1]}"
    sys.stdout.write(f"sandbox: {app[WORLD].url}\n")
    sys.stdout.flush()
    stopped = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    await stopped.wait()
    await runner.cleanup()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="A small, strict GitHub on this machine.")
    parser.add_argument("--port", type=int, required=True, help="0 for any free port")
    parser.add_argument("--host", default="127.0.0.1")
    given = parser.parse_args()
    asyncio.run(serve(given.host, given.port))


if __name__ == "__main__":
    main()
