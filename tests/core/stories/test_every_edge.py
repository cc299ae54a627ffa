"""No row of the tables without a story: the edges that stories claim (and travel) are compared with the tables."""

import ast
from pathlib import Path

from bot.core.states import MOVES, Kind

COMING: frozenset[str] = frozenset()
"""Edges whose behaviour is still to come. The list may only shrink."""


def claimed() -> set[str]:
    """The edges that the stories of this folder are marked with."""
    edges: set[str] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "travels":
                edges |= {
                    argument.value for argument in node.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return edges


def edges() -> set[str]:
    """The rows of both tables."""
    return {f"{kind}: {move.source or 'filed'} → {move.target}" for kind in Kind for move in MOVES[kind]}


def test_every_edge_has_a_story() -> None:
    """What has none is listed, and nothing is listed that has one."""
    assert edges() - claimed() == COMING


def test_no_story_claims_an_edge_that_is_not_there() -> None:
    """A story's mark is an edge of a table."""
    assert claimed() <= edges()
