"""Directives of a GraphQL field: `@include` and `@skip` decide whether it is answered."""

import pytest

from bot.sandbox.graphql_document import GraphQLSyntaxError, Selected, parse_document


@pytest.mark.parametrize("name", ["include", "skip"])
def test_a_field_carries_its_directive(name: str) -> None:
    """With the condition as it was written."""
    (operation,) = parse_document(f"query Q($if: Boolean!) {{ one @{name}(if: $if) }}").operations
    (field,) = operation.selections
    assert isinstance(field, Selected)
    assert [one.name for one in field.directives] == [name]


def test_an_unknown_directive_is_refused() -> None:
    """Nothing is silently ignored."""
    with pytest.raises(GraphQLSyntaxError):
        parse_document("{ one @deprecated(if: true) }")
