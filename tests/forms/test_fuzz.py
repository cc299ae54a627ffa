"""Nobody who controls the text of one answer changes the value of another, and what is accepted is what was typed."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.forms.body import parse_body
from bot.forms.submission import NO_RESPONSE, Submission, value_of
from bot.forms.template import PACKAGED, Template, packaged
from bot.forms.typed import clean
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


PLAIN = st.text(st.characters(exclude_characters="#`~<＃﹟♯=-"), max_size=60).filter(lambda text: text.strip() != NO_RESPONSE)


def answers_of(template: Template) -> st.SearchStrategy[dict[str, Answer]]:
    """Any answers that GitHub's page lets people give, but for the signs with which headings, code and HTML begin."""
    options = {field.id: [option.label for option in field.options] for field in template.fields}
    kinds: dict[str, st.SearchStrategy[Answer]] = {
        field.id: {
            "input": PLAIN.map(lambda text: " ".join(text.split())),
            "textarea": PLAIN,
            "dropdown": st.sampled_from(options[field.id] or [""]),
            "checkboxes": st.lists(st.sampled_from(options[field.id] or [""]), unique=True),
        }[field.type]
        for field in template.fields
    }
    return st.fixed_dictionaries(kinds)


@pytest.mark.parametrize("name", PACKAGED)
@settings(max_examples=30)
@given(data=st.data())
def test_answers_come_back_as_given(name: str, data: st.DataObject) -> None:
    """What the sandbox composes of any answers is read as those answers, in all three forms: text cleaned, choices exact."""
    template = packaged(name)
    given_answers = data.draw(answers_of(template))
    found = parse_body(template, filled(name, **given_answers))
    assert isinstance(found, Submission), found
    for field in template.fields:
        answer = given_answers[field.id]
        if isinstance(answer, str):
            assert found.words(field.id).strip() == clean(answer).strip()
        else:
            assert isinstance(answer, list)
            assert found.chosen(field.id) == tuple(option.label for option in field.options if option.label in answer)


@given(st.text(), st.text())
def test_any_text_leaves_the_price_alone(first: str, second: str) -> None:
    """Texts of any characters, in the two longest answers."""
    found = parse_body(packaged("opportunity.yml"), filled("opportunity.yml", description_en=first, description_fr=second))
    assert not isinstance(found, Submission) or found.words("price") == "6500"


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
