"""Nobody who controls the text of one answer changes the value of another, and what is accepted is what was typed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.forms.body import parse_body
from bot.forms.submission import Submission, value_of
from bot.forms.template import PACKAGED, Template, packaged
from bot.sandbox.form import Answer
from tests.forms.filling import filled
from tests.forms.hostile import composed, hostile

FIXED_SEEDS = range(100)
SHORT = [packaged("application.yml"), packaged("candidature.yml")]


def expected(template: Template, answers: dict[str, str]) -> dict[str, str | tuple[str, ...]]:
    """What each answer says when it is read alone."""
    return {field.id: value_of(field, tuple(answers[field.id].replace("\r\n", "\n").split("\n"))) for field in template.fields}


@pytest.mark.parametrize("name", PACKAGED)
@pytest.mark.parametrize("seed", FIXED_SEEDS)
def test_hostile_answers_override_nothing(name: str, seed: int) -> None:
    """Each accepted body has exactly the answers that it was composed of, whichever of them was hostile."""
    random, template = Random(seed), packaged(name)
    attacked = random.sample([field.id for field in template.fields], random.choice([1, 1, 2]))
    answers = {field.id: hostile(random, template) if field.id in attacked else "plain" for field in template.fields}
    found = parse_body(template, composed(template, answers))
    assert not isinstance(found, Submission) or dict(found.values) == expected(template, answers)


@given(st.text(), st.text())
def test_any_two_texts_come_back_as_typed(first: str, second: str) -> None:
    """Round trip through the sandbox's composer, for texts of any characters."""
    answers: dict[str, Answer] = {"description_en": first, "description_fr": second}
    found = parse_body(packaged("opportunity.yml"), filled("opportunity.yml", **answers))
    if isinstance(found, Submission):
        fields = {name: packaged("opportunity.yml").field(name) for name in answers}
        alone = {name: value_of(field, (str(answers[name]),)) for name, field in fields.items() if field}
        assert {name: found.words(name) for name in answers} == alone
        assert found.words("price") == "6500"


FRAGMENTS = [
    "```",
    "~~~",
    "- ```",
    "  ```",
    "   ~~~~",
    "- a",
    "  a",
    "1. x",
    "    code",
    "> ```",
    "> a",
    "<!--",
    "-->",
    "<pre>",
    "</pre>",
    "<div>",
]
FRAGMENTS += [
    "</div>",
    "<?",
    "?>",
    "a",
    "",
    "",
    "# h",
    "---",
    "- - ```",
    "-",
    "  - ```",
    "    ```",
    "``` `",
    "<!A",
    ">",
    "\t```",
    "* ~~~",
    "   b",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9))
def test_accepted_form_shows_every_heading_to_its_readers(lines: list[str]) -> None:
    """A Markdown parser that is not ours finds each heading of an accepted body as a heading: nothing is hidden from those who judge."""
    for template in SHORT:
        body = composed(template, {"opportunity": "12", "statement": "\n".join(lines), "agreements": "- [x] a"})
        shown = [
            token
            for token in MarkdownIt("commonmark").parse(body)
            if token.type == "heading_open" and token.tag == "h3" and token.level == 0
        ]
        hidden = len(shown) < len(template.fields)
        assert isinstance(parse_body(template, body), Submission) is not hidden
