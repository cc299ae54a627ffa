"""The stage of the core's stories. A story marked `travels` fails if it did not travel the edges that it claims."""

from collections.abc import Iterator

import pytest

from tests.core.stories.play import Play


@pytest.fixture
def play(request: pytest.FixtureRequest) -> Iterator[Play]:
    """An empty stage; afterwards, the edges that the story claims are compared with those that it travelled."""
    stage = Play()
    yield stage
    claimed = {edge for mark in request.node.iter_markers("travels") for edge in mark.args}
    travelled = {f"{noun}: {source or 'filed'} → {target}" for noun, source, target in stage.moves}
    assert claimed <= travelled, f"not travelled: {sorted(claimed - travelled)}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story that claims edges and doesn't play on the stage would be believed unread."""
    unread = [item.nodeid for item in items if item.get_closest_marker("travels") and "play" not in getattr(item, "fixturenames", ())]
    assert unread == [], unread
