"""GraphQL documents: how they are read, and GitHub's words for each thing that is wrong in one."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.graphql_document import Enum, GraphQLSyntaxError, Selected, Variable, parse_document
from bot.sandbox.graphql_execution import answer
from bot.sandbox.graphql_github import SCHEMA

REPOSITORY = 'repository(owner: "a", name: "b")'


def errors(query: str, variables: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The errors of a query that is refused before anything is looked up (nobody is asking)."""
    refused = answer(SCHEMA, None, query, variables or {})
    assert "data" not in refused
    return list(refused["errors"])


WRONG = {
    "unknown field": (f"{{ {REPOSITORY} {{ stars }} }}", "undefinedField", "Field 'stars' doesn't exist on type 'Repository'"),
    "unknown field of the query": ("{ nothing }", "undefinedField", "Field 'nothing' doesn't exist on type 'Query'"),
    "field of another type": (
        f"{{ {REPOSITORY} {{ owner {{ databaseId }} }} }}",
        "undefinedField",
        "Field 'databaseId' doesn't exist on type 'RepositoryOwner'",
    ),
    "unknown argument": (
        f"{{ {REPOSITORY} {{ issue(number: 1, x: 2) {{ id }} }} }}",
        "argumentNotAccepted",
        "Field 'issue' doesn't accept argument 'x'",
    ),
    "missing arguments": (
        "{ repository { id } }",
        "missingRequiredArguments",
        "missing required arguments: owner, name",
    ),
    "text for a figure": (
        f'{{ {REPOSITORY} {{ issue(number: "1") {{ id }} }} }}',
        "argumentLiteralsIncompatible",
        "invalid value",
    ),
    "Boolean for a figure": (
        f"{{ {REPOSITORY} {{ issue(number: true) {{ id }} }} }}",
        "argumentLiteralsIncompatible",
        "Expected type 'Int!'",
    ),
    "word for a text": ("{ node(id: I_20) { id } }", "argumentLiteralsIncompatible", "Argument 'id' on Field 'node'"),
    "null where none may be": ("{ node(id: null) { id } }", "argumentLiteralsIncompatible", "Expected type 'ID!'"),
    "object without selections": (f"{{ {REPOSITORY} }}", "selectionMismatch", "Field must have selections"),
    "scalar with selections": (f"{{ {REPOSITORY} {{ name {{ x }} }} }}", "selectionMismatch", "Selections can't be made on scalars"),
    "unknown type": ("{ viewer { ... on Robot { id } } }", "undefinedType", "No such type Robot"),
    "type that can't be there": (
        "{ viewer { ... on Issue { id } } }",
        "cannotSpreadFragment",
        "can't be spread inside User",
    ),
    "unknown fragment": ("{ viewer { ...who } }", "useAndDefineFragment", "Fragment who was used, but not defined"),
    "fragment in itself": (
        "{ viewer { ...who } } fragment who on Actor { login ...who }",
        "infiniteLoop",
        "Fragment who contains an infinite loop",
    ),
    "undeclared variable": ("query Q { node(id: $id) { id } }", "variableNotDefined", "Variable $id is used by Q but not declared"),
    "unused variable": ("query Q($id: ID!) { viewer { login } }", "variableNotUsed", "Variable $id is declared by Q but not used"),
    "variable of another type": ("query($id: Int!) { node(id: $id) { id } }", "variableMismatch", "Type mismatch on variable $id"),
    "variable that may be null": ("query($id: ID) { node(id: $id) { id } }", "variableMismatch", "(ID / ID!)"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_document_is_refused_with_githubs_words(case: str) -> None:
    """Each fault has its code, its message, its place, and the path to it; nothing is executed."""
    query, code, message = WRONG[case]
    error = errors(query)[0]
    assert error["extensions"]["code"] == code
    assert message in error["message"]
    assert error["path"][0].startswith("query")


def test_undefined_field_looks_as_at_github() -> None:
    """The whole entry, key for key."""
    assert errors(f"query Q {{\n  {REPOSITORY} {{ stars }}\n}}") == [
        {
            "path": ["query Q", "repository", "stars"],
            "extensions": {"code": "undefinedField", "typeName": "Repository", "fieldName": "stars"},
            "locations": [{"line": 2, "column": 39}],
            "message": "Field 'stars' doesn't exist on type 'Repository'",
        }
    ]


def test_all_faults_are_listed() -> None:
    """Three faults, three entries."""
    assert len(errors("{ one two viewer { three } }")) == 3


@pytest.mark.parametrize(("value", "explanation"), [(None, "Expected value to not be null"), (True, "Could not coerce value True to ID")])
def test_variable_must_have_a_value_of_its_type(value: Any, explanation: str) -> None:
    """A required variable that is missing or of another kind."""
    error = errors("query($id: ID!) { node(id: $id) { id } }", {"id": value})[0]
    assert error["message"] == "Variable $id of type ID! was provided invalid value"
    assert error["extensions"]["problems"][0]["explanation"] == explanation


def test_mutations_are_refused() -> None:
    """The sandbox only reads by GraphQL."""
    assert "mutations" in errors("mutation { deleteIssue { id } }")[0]["message"]


UNREADABLE = ["{", "{ }", "{ a(b:) }", "{ a(b: 1 }", "query(id: ID) { a }", "{ a } }", "{ ... }", '{ a(b: "x) }', "{ a @skip }", "§"]


@pytest.mark.parametrize("text", UNREADABLE)
def test_unreadable_document_says_where(text: str) -> None:
    """A document that can't be read is one error with its place."""
    error = errors(text)[0]
    assert set(error) == {"message", "locations"}
    assert error["locations"][0]["line"] == 1


def arguments(text: str) -> dict[str, Any]:
    """The arguments of a document's first field."""
    first = parse_document(text).operations[0].selections[0]
    assert isinstance(first, Selected)
    return first.arguments


def test_every_kind_of_value_is_read() -> None:
    """Figures, texts with escapes, blocks, words, lists, objects, variables, null."""
    text = r'''{ f(a: -1, b: 1.5e3, c: "é \"x\" \n", d: """
 "quoted" \""" end
""", e: OPEN, f: [1, 2], g: {h: true, i: null}, j: $k) # and a comment
    }'''
    assert arguments(text) == {
        "a": -1,
        "b": 1500.0,
        "c": 'é "x" \n',
        "d": ' "quoted" """ end',
        "e": Enum("OPEN"),
        "f": [1, 2],
        "g": {"h": True, "i": None},
        "j": Variable("k"),
    }


def test_types_and_defaults_of_variables_are_read() -> None:
    """Lists, non-null, and a default."""
    declared = parse_document('query Q($a: [Int!]!, $b: String = "x", $c: ID) { f }').operations[0].variables
    assert [(one.name, one.type, one.default, one.has_default) for one in declared] == [
        ("a", "[Int!]!", None, False),
        ("b", "String", "x", True),
        ("c", "ID", None, False),
    ]


@given(st.text(max_size=60) | st.text(alphabet='{}()[]:!=$.,#"\\ \nab1', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader fail in another way, or run on for ever."""
    with contextlib.suppress(GraphQLSyntaxError):
        parse_document(text)
