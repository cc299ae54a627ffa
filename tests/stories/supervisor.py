"""Starts a process again whenever it is killed, as systemd would; counts how often. Stops when it is told to."""

import subprocess
import threading
from collections.abc import Callable


class Supervisor:
    """Keeps one process alive."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._start, self._stopping = start, threading.Event()
        self.process = start()
        self.restarts = 0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stopping.is_set():
            self.process.wait()
            if not self._stopping.is_set():
                self.restarts += 1
                self.process = self._start()

    def stop(self) -> None:
        """Ends the process for good."""
        self._stopping.set()
        self.process.kill()
        self._thread.join(10)
