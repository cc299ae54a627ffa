"""Log lines: one for each delivery and effect, as JSON for machines or in columns for people, without any secret (github.md, S9).

Never decides what is logged.
"""

import logging
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.render.censor import REMOVED, censored

SHORTEST_SECRET = 6
"""Shorter texts would be found in innocent words."""


class Censor:
    """A processor that takes known secrets, and whatever looks like a token, out of every value."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(sorted((secret for secret in secrets if len(secret) >= SHORTEST_SECRET), key=len, reverse=True))

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """The event without secrets."""
        return {name: self._clean(value) for name, value in event.items()}

    def _clean(self, value: Any) -> Any:  # noqa: ANN401 - a log value is anything
        match value:
            case None | bool() | int() | float():
                return value
            case dict():
                return {str(name): self._clean(one) for name, one in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self._clean(one) for one in value]
            case _:
                return self.clean(str(value))

    def clean(self, text: str) -> str:
        """A text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, REMOVED)
        return censored(text)


def set_up_logs(level: str = "info", *, secrets: Iterable[str] = (), stream: TextIO | None = None, json: bool | None = None) -> None:
    """Sets up structlog and the standard library's loggers alike; JSON unless `stream` (standard output) is a terminal."""
    out = stream or sys.stdout
    as_json = not out.isatty() if json is None else json
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        Censor(secrets),
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=out.isatty())
    )
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[_without_meta, last]))
    logging.basicConfig(handlers=[handler], level=max(number, logging.WARNING), force=True)


def _without_meta(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(logger, method, event)
