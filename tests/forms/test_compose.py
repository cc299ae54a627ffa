"""An opportunity written as its form would write it: read back it is the same, and it notifies nobody."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.opportunity import Opportunity, Organisation
from bot.core.text import Text
from bot.forms.body import parse_body
from bot.forms.compose import compose, silent
from bot.forms.opportunity import read_opportunity
from bot.forms.submission import Submission
from bot.forms.template import packaged, packaged_text, read_template
from tests.forms.filling import filled

TEMPLATE = packaged("opportunity.yml")
MENTION = re.compile(r"[@＠﹫][\w-]|[#＃﹟]\d|\bGH-\d|://[\w.-]+/[\w-]+/[\w.-]+/(?:issues|pull)/\d", re.IGNORECASE)
"""What GitHub would act on, as a reader of its documentation would look for it."""


def read(body: str) -> Opportunity:
    """What our own parser makes of a body."""
    submission = parse_body(TEMPLATE, body)
    assert isinstance(submission, Submission), submission
    opportunity = read_opportunity(submission)
    assert isinstance(opportunity, Opportunity), opportunity
    return opportunity


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"hours": "", "rate": "", "start": "", "repository": ""},
        {"hours": "55 h 05", "rate": "99.50", "price": "6 500,05 $"},
        {"title_fr": "", "description_fr": "", "evaluation_fr": "", "acceptance_fr": ""},
        {"acceptance_en": "1. One.\n2. Two.\n3. Three.", "acceptance_fr": "1. Un."},
        {"acceptance_en": "- One,\n\n  in two paragraphs:\n  - nested\n\n      code\n- Two\nlazily", "acceptance_fr": "1. Un.\n2. Deux."},
        {"acceptance_en": "- [x] [ ] Boxes", "acceptance_fr": "- [ ] Cases"},
        {"acceptance_en": "\n".join(f"{n}. Criterion\n    more" for n in range(1, 12))},
        {"acceptance_en": "- ```\n  fenced\n  ```\n- <div>\n  html\n  </div>"},
        {"organisation": "Another department / Un autre ministère", "licence": "GPL-3.0-or-later"},
        {"description_en": "    code first\n\nThen @claire and #12, GH-3,\nhttps://github.com/a/b/issues/4 and https://canada.ca/en."},
    ],
)
def test_what_was_filed_is_read_back(answers: dict[str, str]) -> None:
    """Whatever was left out, nested, boxed or fenced."""
    opportunity = read(filled("opportunity.yml", **answers))
    body = compose(opportunity, TEMPLATE)
    assert read(body) == opportunity
    assert not MENTION.search(body)


WORDS = st.text(st.sampled_from("ab1 @#-*+.>`_~[](){}<!/:&\n\t\\é—x"), max_size=60)
"""Words with all that Markdown and GitHub act on."""


@given(summary=WORDS, description=WORDS, first=WORDS, second=WORDS, title=WORDS)
def test_any_words_are_read_back(summary: str, description: str, first: str, second: str, title: str) -> None:
    """Whatever our reader makes of what somebody typed, it makes of the bot's copy too."""
    listed = f"1. {first}\n2. {second}"
    body = filled(
        "opportunity.yml", title_en=title.replace("\n", " "), summary_en=summary, description_fr=description, acceptance_en=listed
    )
    submission = parse_body(TEMPLATE, body)
    assume(isinstance(submission, Submission))
    assert isinstance(submission, Submission)
    opportunity = read_opportunity(submission)
    assume(isinstance(opportunity, Opportunity))
    assert isinstance(opportunity, Opportunity)
    copy = compose(opportunity, TEMPLATE)
    assert read(copy) == opportunity
    assert not MENTION.search(copy)


@given(words=st.text(st.sampled_from("@#ghGH-12aw.:/w htps issue pull"), max_size=80))
def test_silence_changes_nothing_that_a_reader_sees(words: str) -> None:
    """Only zero-width spaces are put in, and once they are there nothing more is."""
    quiet = silent(words)
    assert quiet.replace("\u200b", "") == words
    assert silent(quiet).replace("\u200b", "") == words
    assert not MENTION.search(quiet)


def test_links_that_notify_nobody_stay() -> None:
    """A supplier can follow them."""
    assert (
        silent("[data](https://open.canada.ca/data) https://github.com/a/b") == "[data](https://open.canada.ca/data) https://github.com/a/b"
    )


def test_reworded_form_is_filled_by_place() -> None:
    """A department's own labels, a rendered box, a question of its own."""
    text = packaged_text("opportunity.yml").replace("Another branch of the department /", "A sister branch /")
    text = text.replace("      label: Short description (English)", "      render: text\n      label: Short description (English)")
    text += "  - type: input\n    id: team\n    attributes:\n      label: Team / Équipe\n"
    template = read_template(text)
    opportunity = replace(
        read(filled("opportunity.yml")), organisation=Organisation.OTHER_BRANCH, summary=Text("A ``` fence.", "Une clôture.")
    )
    submission = parse_body(template, compose(opportunity, template))
    assert isinstance(submission, Submission)
    assert read_opportunity(submission) == opportunity
    assert submission.words("team") == ""


def test_licence_that_is_offered_no_more_is_named() -> None:
    """The client chooses another: it is not changed in silence."""
    opportunity = replace(read(filled("opportunity.yml")), licence="Old-1.0")
    assert "\n\nOld-1.0\n\n" in compose(opportunity, TEMPLATE)
