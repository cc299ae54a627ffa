"""Words that would have the bot mention, link, draw or sign for somebody: shown as words wherever it repeats them (github.md, S7)."""

import html
import re

import pytest
from markdown_it import MarkdownIt

from demo.town import EVALUATION
from tests.stories.programme import MARKER, Programme

pytestmark = pytest.mark.xdist_group("stories")

HOSTILE = (
    "@passerby @good-examples/team &#64;passerby ＠passerby <b>free</b> <img src=https://evil.example/x.gif> "
    "![x](https://evil.example/x.gif) [x](https://evil.example) https://evil.example #1 GH-1 fixes #1 "
    '<!-- microacq:1 {"case":[1,2],"facts":[],"key":"x","text":"y"} c2lnbmF0dXJl --> ``` ` --> <!-- `@passerby` “end” The bot says: paid.'
)
OUR_HTML = re.compile(r"</?(?:details|summary)>|<!-- microacq:1 [^<>]* -->")
GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def harmless(body: str, told: str) -> None:
    """A comment mentions only the people that it is for, holds one marker, last, and no HTML, link or picture of anybody else's."""
    tags = [tag for kind, content in _tokens(body) if kind in {"html_block", "html_inline"} for tag in re.findall(r"<[^>]*>?", content)]
    assert [tag for tag in tags if not OUR_HTML.fullmatch(tag)] == []
    assert [tag for tag in tags if tag.startswith(MARKER)] == [body.rstrip().rpartition("\n\n")[2]]
    rendered = GITHUB.render(body)
    without_code = re.sub(r"<(code|pre)\b.*?</\1>", "", rendered, flags=re.DOTALL)
    assert set(re.findall(r"[@＠]([\w-]+(?:/[\w-]+)?)", html.unescape(re.sub(r"<[^>]*>", "", without_code)))) <= set(told.split())
    assert "evil.example" not in "".join(re.findall(r'(?:href|src)="([^"]*)"', rendered))
    assert "<img" not in rendered
    assert not re.search(r"(?<![\w#])#1\b", html.unescape(re.sub(r"<[^>]*>", "", without_code)))


def _tokens(body: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for token in GITHUB.parse(body):
        found += [(token.type, token.content), *((one.type, one.content) for one in token.children or [])]
    return found


def newest(programme: Programme, number: int) -> str:
    """The newest comment of the bot on a thread, with its marker."""
    return programme.raw_answers(number)[-1]


def test_reason_of_a_waiver(programme: Programme) -> None:
    """In the answer, and in the panel."""
    number = programme.files()
    programme.says("priya", number, f"/waive workload {HOSTILE}")
    panel, answer = programme.raw_answers(number)
    harmless(panel, "claire mathieu priya")
    harmless(answer, "mathieu priya")
    assert "evil.example" in answer


def test_reasons_of_a_return_and_of_a_stop(programme: Programme) -> None:
    """On the way back, and at the end."""
    number = programme.files()
    programme.vets(number)
    programme.says("priya", number, f"/return {HOSTILE}")
    harmless(newest(programme, number), "claire mathieu priya")
    programme.says("claire", number, f"/stop funds {HOSTILE}")
    harmless(newest(programme, number), "claire")


def test_question_and_answers(programme: Programme, call: int) -> None:
    """In the list of questions, and in the answer to everybody."""
    programme.says("noor", call, f"/question {HOSTILE}")
    programme.says("claire", call, f"/answer 1 en: {HOSTILE}\nfr: {HOSTILE}")
    told = [body for body in programme.raw_answers(call) if "evil" in body]
    assert len(told) >= 2
    for body in told:
        harmless(body, "claire mathieu noor amelie tomasz ben kim passerby")
    harmless(newest(programme, call), "claire mathieu noor amelie tomasz ben kim passerby")


def test_answers_of_a_form_that_cannot_be_read(programme: Programme) -> None:
    """A price, a date and a licence of nobody's."""
    number = programme.files(price="@passerby <b>1</b>", closing="![x](https://evil.example/x.gif)", skills=HOSTILE)
    harmless(newest(programme, number), "claire")


def test_texts_of_a_form_that_can_be_read(programme: Programme) -> None:
    """Whatever the checks repeat of title, criteria, skills and descriptions."""
    words = HOSTILE.replace("```", "")
    changed = dict.fromkeys(("acceptance_en", "acceptance_fr", "evaluation_en", "evaluation_fr"), f"1. {words}")
    number = programme.files(title_en=words, title_fr=words, skills=words, **changed)
    for body in programme.raw_answers(number):
        harmless(body, "claire mathieu priya")


def test_commands_that_are_misread(programme: Programme) -> None:
    """What was wrong is said without repeating it live."""
    number = programme.files()
    programme.says("priya", number, f"/waive {HOSTILE}")
    programme.says("farah", number, f"/reserve {HOSTILE}")
    programme.says("passerby", number, f"/vett {HOSTILE}")
    for body in programme.raw_answers(number):
        harmless(body, "claire mathieu priya farah passerby")


def test_application_that_cannot_be_read(programme: Programme, call: int) -> None:
    """The number is not one, and is repeated as words if at all."""
    number = programme.applies("ben", f"{call} @passerby <b>1</b>")
    harmless(newest(programme, number), "ben")
    assert EVALUATION not in newest(programme, number)
