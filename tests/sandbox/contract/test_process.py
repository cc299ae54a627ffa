"""The sandbox as people start it: a process of its own that says where it is, and stops when it is told to."""

import signal
import subprocess
import sys

import github
import httpx


def test_process_says_where_it_listens_and_serves() -> None:
    """`python -m bot.sandbox --port 0`: one line, a working GitHub behind it, and a clean end without a warning."""
    command = [sys.executable, "-W", "error", "-m", "bot.sandbox", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        name, _, url = process.stdout.readline().strip().partition(": ")
        with httpx.Client(verify=False) as http:
            person = http.post(f"{url}/_sandbox/people", json={"login": "sam"}).json()
        auth = github.Auth.Token(person["token"])
        login = github.Github(auth=auth, base_url=f"{url}/api/v3", retry=None, seconds_between_requests=None).get_user().login
        process.send_signal(signal.SIGTERM)
        warnings = process.stderr.read()
    assert (name, login, process.returncode, warnings) == ("sandbox", "sam", 0, "")
