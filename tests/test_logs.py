"""Log lines: whole, and without secrets."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import Censor, set_up_logs


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A stream that is logged to; everything is as before afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield io.StringIO()
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level


def test_a_line_is_json_with_its_level_and_time(stream: io.StringIO) -> None:
    """What machines read; times are UTC."""
    set_up_logs("info", stream=stream)
    structlog.get_logger().info("effect", kind="PostComment", begun_before=0)
    structlog.get_logger().debug("not shown")
    line = json.loads(stream.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "effect", "kind": "PostComment", "begun_before": 0, "level": "info"}


def test_no_secret_is_logged(stream: io.StringIO) -> None:
    """Neither a known secret nor what looks like a token, at any depth, in a message, or in a traceback."""
    set_up_logs("debug", secrets=["canary-secret"], stream=stream)
    log = structlog.get_logger()
    log.info("canary-secret", deep={"list": ["x canary-secret y"]}, token="ghs_0123456789abcdefghij", odd=ValueError("canary-secret"))
    try:
        dict[str, str]()["canary-secret"]
    except KeyError:
        log.exception("failed")
        logging.getLogger("aiohttp.server").exception("Error: %s", "canary-secret")
    written = stream.getvalue()
    assert len(written.splitlines()) == 3
    assert "KeyError" in written
    assert "canary" not in written
    assert "ghs_" not in written


def test_people_get_columns(stream: io.StringIO) -> None:
    """Not JSON where somebody reads it."""
    set_up_logs("info", stream=stream, json=False)
    structlog.get_logger().info("webhook", status=202)
    assert "status=202" in stream.getvalue()


def test_short_texts_are_no_secrets() -> None:
    """An empty or very short secret would black out innocent words."""
    assert Censor(["", "a"]).clean("a bat") == "a bat"
