"""The tables: they are whole, and an edge that they lack is a bug."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.commands import BY_NAME
from bot.core.comments import Comment
from bot.core.effects import CloseIssue, KeepLabelSet, KeepNotice, OpenIssue, Provision, Target, lane_of
from bot.core.flags import DESCRIPTION_LIMIT, is_ours, label_set
from bot.core.people import ROLE_NAMES, Role
from bot.core.rules.hands import KEPT_APART
from bot.core.states import BY_ID, MOVES, STATES, IllegalMove, Kind, move, moves_from, state_labelled


@pytest.mark.parametrize("kind", list(Kind))
def test_every_edge_joins_states_of_the_table(kind: Kind) -> None:
    """No edge leads to nowhere, and every state can be reached."""
    known = set(BY_ID[kind])
    assert {edge.target for edge in MOVES[kind]} == known
    assert {edge.source for edge in MOVES[kind]} <= known | {None}


@pytest.mark.parametrize("kind", list(Kind))
def test_final_states_have_no_way_out(kind: Kind) -> None:
    """What is an end is one; of the others every one has a way on."""
    for state in STATES[kind]:
        assert bool(moves_from(kind, state.id)) != state.final or state.id == "evaluated"


def test_every_command_of_an_edge_is_in_the_command_table() -> None:
    """And whoever may move the state may say the command."""
    for kind in Kind:
        for edge in MOVES[kind]:
            if edge.command:
                assert set(edge.by) <= set(BY_NAME[edge.command].who), edge


def test_edge_that_is_not_there_is_a_bug() -> None:
    """Rules never ask for one; if they do, it is said at once."""
    with pytest.raises(IllegalMove, match="requested → paid"):
        move(Kind.OPPORTUNITY, "requested", "paid")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_fit_github(language: str) -> None:
    """Names up to 50 characters, descriptions up to 100, colours of six digits, no two alike."""
    labels = label_set("fr" if language == "fr" else "en")
    assert all(len(label.name) <= 50 and len(label.description) <= DESCRIPTION_LIMIT and len(label.colour) == 6 for label in labels)
    assert len({label.name.casefold() for label in labels}) == len(labels)


def test_labels_are_known_in_both_languages_and_without_case() -> None:
    """As GitHub compares them."""
    assert is_ours("Opportunity: OPEN")
    assert is_ours("candidature : reçue")
    assert not is_ours("bug")
    found = state_labelled("opportunité : payée")
    assert found is not None
    assert found.id == "paid"
    assert state_labelled("bug") is None


def test_roles_and_kept_hands_are_named() -> None:
    """Every role has a name in both languages; every row of the table of hands names a command."""
    assert set(ROLE_NAMES) == set(Role)
    assert {row.command for row in KEPT_APART} <= set(BY_NAME)


def test_every_effect_has_a_lane() -> None:
    """An issue's effects wait for each other; a repository's likewise."""
    target = Target(1, "o/r", 7, 70)
    comment = Comment("refused", {})
    assert lane_of(CloseIssue("k", target)) == "1#7"
    assert lane_of(OpenIssue("k", "o/r", "t", comment)) == lane_of(KeepLabelSet("k", "o/r", ())) == "o/r"
    assert lane_of(KeepNotice("k", "o/r", "policy", "t", None)) == "o/r"
    assert lane_of(Provision("k", "o", "n", "d", (), "MIT", "s", (), "fork")) == "provision"


@given(st.text())
def test_no_text_is_taken_for_a_label_of_ours_by_chance(text: str) -> None:
    """A label is a state's only if it is written so."""
    found = state_labelled(text)
    assert found is None or text.casefold() in {found.label("en").casefold(), found.label("fr").casefold()}
