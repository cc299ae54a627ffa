"""The ways to a stage are walked once in a session: a story that begins there goes on from a copy. Never for a play that was changed."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from tests.core.stories.stage import Stage

P = ParamSpec("P")
S = TypeVar("S", bound=Stage)

_walked: dict[Hashable, dict[str, Any]] = {}


def told_once(way: Callable[Concatenate[S, P], S]) -> Callable[Concatenate[S, P], S]:
    """Walks a way on a new play the first time, and copies where it led; a play that is not new walks by itself."""

    @wraps(way)
    def begun(play: S, /, *args: P.args, **kwargs: P.kwargs) -> S:
        if play != type(play)():
            return way(play, *args, **kwargs)
        name = (type(play), way.__name__, args, tuple(sorted(kwargs.items())))
        if name not in _walked:
            _walked[name] = _copied(vars(way(type(play)(), *args, **kwargs)))
        vars(play).update(_copied(_walked[name]))
        return play

    return begun


def _copied(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with lists, sets and dictionaries of their own; what they hold is frozen."""
    return {name: value.copy() if isinstance(value, list | set | dict) else value for name, value in fields.items()}
