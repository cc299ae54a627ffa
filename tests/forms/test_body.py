"""A body against its template: what is read, and everything that is refused rather than guessed about."""

import time

import pytest

from bot.forms.body import LONGEST, parse_body
from bot.forms.problem import Problem
from bot.forms.submission import Submission
from bot.forms.template import Template, packaged, read_template
from tests.forms.filling import GOOD, filled

TITLE = "### Title (English) / Titre (anglais)"
PRICE = "### Price before tax / Prix avant taxes"


def refused(body: str | None, form: str = "opportunity.yml") -> tuple[Problem, ...]:
    """The problems of a body that must not be read."""
    found = parse_body(packaged(form), body)
    assert not isinstance(found, Submission)
    assert found
    assert all(problem.sentence.en and problem.sentence.fr for problem in found)
    return found


def read(body: str, template: Template | None = None) -> Submission:
    """The submission that a body must be."""
    found = parse_body(template or packaged("opportunity.yml"), body)
    assert isinstance(found, Submission), found
    return found


def replaced(old: str, new: str) -> str:
    """A good opportunity's body with one passage replaced."""
    body = filled("opportunity.yml")
    assert old in body
    return body.replace(old, new, 1)


@pytest.mark.parametrize("form", GOOD)
def test_body_gives_back_what_was_typed(form: str) -> None:
    """Compose, then parse, is the identity on every text."""
    submission = read(filled(form), packaged(form))
    texts = {name: answer for name, answer in GOOD[form].items() if isinstance(answer, str)}
    assert {name: submission.words(name) for name in texts} == texts


def test_body_gives_chosen_boxes_by_label() -> None:
    """Five boxes were checked, so five labels are chosen."""
    assert len(read(filled("opportunity.yml")).chosen("declarations")) == 5


def test_empty_answer_is_no_response_in_the_body_and_empty_here() -> None:
    """`_No response_` is GitHub's word, not the person's."""
    body = filled("opportunity.yml", repository="")
    assert "_No response_" in body
    assert read(body).words("repository") == ""


def test_line_breaks_of_windows_make_no_difference() -> None:
    """Browsers send CRLF."""
    assert read(filled("opportunity.yml").replace("\n", "\r\n")) == read(filled("opportunity.yml"))


def test_unknown_heading_is_text_of_its_answer() -> None:
    """People structure long descriptions."""
    words = "## Why\n\nBecause.\n\n### How\n\nThus.\n\n# Title"
    assert read(filled("opportunity.yml", description_en=words)).words("description_en") == words


def test_heading_in_a_quote_is_text_of_its_answer() -> None:
    """A quoted heading is no heading of the page."""
    words = f"You ask:\n\n> {PRICE}\n>\n> 1"
    assert read(filled("opportunity.yml", description_en=words)).words("description_en") == words


@pytest.mark.parametrize("fence", ["```\ncode\n```", "~~~ python\n# Price\n~~~", "````\n```\n````", "- item\n  ```\n  code", "`` a ``` b"])
def test_closed_code_block_is_text_of_its_answer(fence: str) -> None:
    """Code is welcome; one inside a list item ends with its item."""
    assert read(filled("opportunity.yml", description_en=fence)).words("description_en") == fence


def test_open_code_block_is_named_with_its_answer() -> None:
    """The headings after it are code on the page: close your code block."""
    (problem,) = refused(filled("opportunity.yml", summary_fr="Voir :\n```python\nx = 1"))
    assert problem.field == "summary_fr"
    assert "Close your code block" in problem.sentence.en
    assert "“Short description (French)”" in problem.sentence.en
    assert "« Courte description (français) »" in problem.sentence.fr.replace("\u00a0", " ")


@pytest.mark.parametrize("html", ["<!-- hidden", "<script>", "<pre", "<?php", "<![CDATA[", "<!DOCTYPE"])
def test_open_html_is_named_with_its_answer(html: str) -> None:
    """A comment that nobody closes hides the rest of the form."""
    (problem,) = refused(filled("opportunity.yml", description_en=f"Text.\n\n{html}"))
    assert problem.field == "description_en"
    assert "HTML" in problem.sentence.en


def test_closed_html_comment_is_text_of_its_answer() -> None:
    """Nothing is hidden but the comment."""
    words = "A <!-- note -->\n\n<!--\nanother\n-->\nB"
    assert read(filled("opportunity.yml", description_en=words)).words("description_en") == words


@pytest.mark.parametrize(
    "forged",
    [
        f"{PRICE}\n\n1",
        f"{PRICE}   \n\n1",
        f"```\n{PRICE}\n\n1\n```",
        f"<!--\n{PRICE}\n\n1\n-->",
        f"x\r\n{PRICE}\r\n\r\n1",
        f"x\u2028{PRICE}\u2028\u20281",
        f"x\x0b{PRICE}",
        f"- item\n{PRICE}",
        PRICE.replace("Price", "Pri\u200bce"),
        PRICE.replace("### ", "### \u2066"),
    ],
)
def test_forged_heading_in_a_text_box_changes_no_other_answer(forged: str) -> None:
    """The same heading twice, even in a code block, could have been composed in two ways: refused, naming the heading and the answer."""
    problems = refused(filled("opportunity.yml", description_en=forged))
    assert [problem.field for problem in problems] == ["price"]
    assert "“Price before tax”" in problems[0].sentence.en
    assert "in the answer to “Full description (English)”" in problems[0].sentence.en


@pytest.mark.parametrize(
    "alike",
    [
        PRICE.replace("### ", "## "),
        PRICE.replace("### ", "###"),
        PRICE.replace("### ", "＃＃＃ "),
        PRICE.replace("### ", " \u200b### "),
        PRICE.upper(),
        PRICE.replace("### ", "### **") + "**",
        PRICE.replace("P", "Р"),
        PRICE.replace("Price", "Ｐｒｉｃｅ"),
        PRICE.replace("Price", "&#80;rice"),
        PRICE.replace("i", "1"),
        PRICE + " ###",
        f"<h3>{PRICE[4:]}</h3>",
        f"{PRICE[4:]}\n------",
        f"### [{PRICE[4:]}](https://example.org)",
    ],
)
def test_heading_that_looks_like_one_of_the_form_is_refused(alike: str) -> None:
    """A reader could take it for a second price."""
    (problem,) = refused(filled("opportunity.yml", description_en=f"Text.\n\n{alike}\n\n1"))
    assert problem.field == "price"
    assert "in the answer to “Full description (English)”" in problem.sentence.en


def test_doubled_heading_is_refused_once_for_each_field() -> None:
    """A field with many copies of its heading has one problem, not hundreds."""
    problems = refused(filled("opportunity.yml", description_en=f"{PRICE}\n" * 300 + f"{TITLE}\n" * 300))
    assert [problem.field for problem in problems] == ["title_en", "price"]


def test_person_sees_all_problems_at_once() -> None:
    """A missing heading, an altered one and a forged one are three problems of one answer."""
    body = replaced("### Skills / Compétences\n\nPython or similar, HTML\n\n", "").replace("### Closing date", "### Closing  date")
    body = body.replace("We publish 4,000 pages.", f"{PRICE}\n\n1")
    assert [problem.field for problem in refused(body)] == ["skills", "price", "closing"]


def test_headings_out_of_order_are_refused() -> None:
    """Moved headings may have moved answers."""
    first, second = "### Skills / Compétences", "### Open-source licence / Licence de logiciel ouvert"
    body = filled("opportunity.yml").replace(first, "X").replace(second, first).replace("X", second)
    (problem,) = refused(body)
    assert problem.field == "licence"


def test_text_before_the_first_heading_is_refused() -> None:
    """It would belong to no answer."""
    (problem,) = refused("Hello!\n\n" + filled("opportunity.yml"))
    assert problem.field is None
    assert "before the form’s first heading" in problem.sentence.en


@pytest.mark.parametrize("body", [None, "", " \r\n\t\n"])
def test_no_body_is_one_sentence(body: str | None) -> None:
    """An issue may have no body at all."""
    assert len(refused(body)) == 1


def test_half_a_form_names_what_is_missing() -> None:
    """Every heading that is gone is named."""
    body = filled("opportunity.yml").partition("### Open-source licence")[0]
    assert len(refused(body)) == 11


def test_body_of_the_longest_length_is_read_and_one_longer_is_not() -> None:
    """65,536 characters are GitHub's limit."""
    room = LONGEST - len(filled("opportunity.yml", description_en="x")) + 1
    assert read(filled("opportunity.yml", description_en="x" * room)).words("description_en") == "x" * room
    assert len(refused(filled("opportunity.yml", description_en="x" * room) + "y")) == 1


def test_unseen_characters_are_removed_and_letters_composed() -> None:
    """Zero-width and direction marks, controls and lone surrogates go; an accent joins its letter."""
    body = replaced("We publish 4,000 pages.", "We\u200b pu\u202eblish\x07 cafe\u0301s\ud800.")
    assert read(body).words("description_en").startswith("We publish cafés.")


SHELL = (
    "name: Bug\nbody:\n  - type: textarea\n    attributes: {label: Log, render: shell}\n  - type: input\n    attributes: {label: Version}\n"
)
SEVERAL = 'name: A\nbody:\n  - type: dropdown\n    attributes: {label: Tools, multiple: true, options: ["a", "b, c", "b"]}\n'


def test_rendered_box_loses_the_fence_that_github_put_around_it() -> None:
    """`render: shell` wraps the answer in a code block; the answer is what is inside."""
    submission = read("### Log\n\n```shell\n$ ls\n\n# x\n```\n\n### Version\n\n1", read_template(SHELL))
    assert submission.words("Log") == "$ ls\n\n# x"


def test_no_choice_of_a_dropdown_is_empty() -> None:
    """GitHub writes `_No response_`, or `None`."""
    text = "name: A\nbody:\n  - type: dropdown\n    attributes: {label: Tool, options: [a, b]}\n"
    assert read("### Tool\n\nNone", read_template(text)).words("Tool") == ""
    assert read("### Tool\n\na", read_template(text)).words("Tool") == "a"


def test_dropdown_of_several_is_split_at_its_options() -> None:
    """An option may hold a comma."""
    assert read("### Tools\n\na, b, c, b", read_template(SEVERAL)).chosen("Tools") == ("a", "b, c", "b")
    assert read("### Tools\n\na, z", read_template(SEVERAL)).chosen("Tools") == ("a", "z")
    assert read("### Tools\n\n_No response_", read_template(SEVERAL)).chosen("Tools") == ()


HOSTILE = {
    "headings": "#\n" * 32_000,
    "labels": f"{PRICE}\n" * 1_600,
    "look-alikes": f"#{PRICE}\n" * 1_600,
    "fences": "".join("`" * width + "\n" for width in range(3, 350)),
    "comments": "<!--\n" * 13_000,
    "declarations": "<!\n" * 20_000,
    "lists": "-\n" * 32_000,
    "line breaks": "\u2028" * 64_000,
    "marks heaped on one letter": "# a" + "\u0301\u0323" * 31_000,
    "letters that unfold": ("### " + "ﷺ" * 5 + "éé" * 4 + "\n") * 3_300,
    "tags": "# " + "<" * 60_000,
    "entities": "# &amp;&amp;&amp;&amp;\n" * 2_600,
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_of_full_length_is_parsed_in_time_that_people_do_not_notice(hostile: str) -> None:
    """Linear in the body: tens of milliseconds here; the bound leaves room for a busy machine, and quadratic code takes seconds."""
    body = filled("opportunity.yml").replace("We publish 4,000 pages.", hostile[:58_000])
    began = time.process_time()
    parse_body(packaged("opportunity.yml"), body)
    assert time.process_time() - began < 0.5


MARKER = '<!-- microacq:1 {"case":[1,2],"facts":[],"key":"k/0","text":"00"} ' + "A" * 86 + "== -->"


def test_marker_at_the_end_is_no_answer() -> None:
    """An opportunity that the bot filed again carries one, and whoever edits it leaves it there."""
    body = filled("opportunity.yml")
    assert parse_body(packaged("opportunity.yml"), f"{body}\n\n{MARKER}\n") == parse_body(packaged("opportunity.yml"), body)


@pytest.mark.parametrize("tail", [f"{MARKER}\nmore", MARKER.replace("{", "").replace("}", ""), "<!-- microacq:1 -->", "<!-- other -->"])
def test_anything_else_after_the_last_answer_counts_as_before(tail: str) -> None:
    """A box that was changed is a problem, told by the form's own rules."""
    read = parse_body(packaged("opportunity.yml"), f"{filled('opportunity.yml')}\n\n{tail}")
    assert isinstance(read, Submission)
    assert tail.split("\n", maxsplit=1)[0] in read.chosen("declarations")
