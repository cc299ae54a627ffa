"""An opportunity written as its form would write it: the body of an issue that our own parser reads back to the same opportunity.

    read_opportunity(parse_body(template, compose(opportunity, template))) == opportunity

The bot posts it, so people's words must notify nobody with the bot's voice: in what GitHub searches for mentions and references stands a
zero-width space, which the parser drops. Never posts anything, and never judges an answer.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.core.opportunity import Opportunity
from bot.core.text import Text
from bot.forms.choices import DECLARATIONS, ORGANISATIONS, licence
from bot.forms.submission import NO_RESPONSE
from bot.forms.template import Field, Template

BREAK = "\u200b"
"""A zero-width space: GitHub finds no mention in `@`, BREAK, `name`, and a reader sees none."""

NOTIFYING: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"([@＠﹫])(?=\S)"), rf"\1{BREAK}"),  # @user, @org/team, owner/repo@commit
    (re.compile(r"([#＃﹟])(?=\w)"), rf"\1{BREAK}"),  # #12, owner/repo#12
    (re.compile(r"(?<!\w)(gh)-(?=\d)", re.IGNORECASE), rf"\1-{BREAK}"),  # GH-12
    (re.compile(r"(?<=://)(?=[^\s/]+/[^\s/]+/[^\s/]+/(?:issues|pulls?|discussions)/\d)", re.IGNORECASE), BREAK),  # an issue's address
    (re.compile(r"(www)(?=\.[^\s/]+/[^\s/]+/[^\s/]+/(?:issues|pulls?|discussions)/\d)", re.IGNORECASE), rf"\1{BREAK}"),
)
"""What notifies somebody, or leaves a reference on another issue. Other links stay as they are.

https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
"""

TASK = re.compile(r"\[[ xX]\] +")
"""A box that begins an item is read as none; one that belongs to the words gets another before it."""


def compose(opportunity: Opportunity, template: Template) -> str:
    """The body, every field of the template in its order. A field that is none of ours is left empty."""
    return "\n\n".join(f"### {field.label}\n\n{_answer(field, opportunity) or NO_RESPONSE}" for field in template.fields)


def silent(words: str) -> str:
    """The words with everything broken that would notify somebody."""
    for found, broken in NOTIFYING:
        words = found.sub(broken, words)
    return words


def _answer(field: Field, opportunity: Opportunity) -> str:
    write = ANSWERS.get(field.id)
    if field.id == "declarations":
        return _boxes(field, opportunity)
    if write is None:
        return ""
    words = silent(write(opportunity, field))
    return _fenced(words) if field.rendered and words else words


def _boxes(field: Field, opportunity: Opportunity) -> str:
    """Known by their place, as the packaged form has them."""
    checked = dict(zip(field.labels, (one in opportunity.declarations for one in DECLARATIONS), strict=False))
    return "\n".join(f"- [{'x' if checked.get(label) else ' '}] {label}" for label in field.labels)


def _organisation(opportunity: Opportunity, field: Field) -> str:
    return dict(zip(ORGANISATIONS, field.labels, strict=False)).get(opportunity.organisation, "")


def _licence(opportunity: Opportunity, field: Field) -> str:
    """The option of that SPDX id; one that is no longer offered is written as it was, and read as such."""
    return next((label for label in field.labels if licence(label) == opportunity.licence), opportunity.licence)


def _criteria(items: Sequence[str]) -> str:
    """A numbered list; what belongs to an item is indented by its marker's width."""
    count = max((number for number, item in enumerate(items, 1) if item), default=0)
    return "\n".join(_item(f"{number}. ", item) for number, item in enumerate(items[:count], 1))


def _item(marker: str, item: str) -> str:
    words = f"[ ] {item}" if TASK.match(item) else item
    first, *others = words.split("\n")
    return "\n".join((marker + first, *(f"{' ' * len(marker)}{line}" if line else "" for line in others)))


def _amount(cents: int | None) -> str:
    if cents is None:
        return ""
    dollars, rest = divmod(cents, 100)
    return f"{dollars}.{rest:02}" if rest else str(dollars)


def _hours(minutes: int | None) -> str:
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest else str(hours)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _fenced(words: str) -> str:
    """A box that GitHub renders as code stands in a fence longer than any inside."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{words}\n{fence}"


def _in(language: str, text: Text) -> str:
    return text.fr if language == "fr" else text.en


def _texts(language: str) -> Mapping[str, Callable[[Opportunity, Field], str]]:
    return {
        f"title_{language}": lambda one, _: _in(language, one.title),
        f"summary_{language}": lambda one, _: _in(language, one.summary),
        f"description_{language}": lambda one, _: _in(language, one.description),
        f"acceptance_{language}": lambda one, _: _criteria([_in(language, text) for text in one.acceptance]),
        f"evaluation_{language}": lambda one, _: _criteria([_in(language, text) for text in one.evaluation]),
    }


ANSWERS: Mapping[str, Callable[[Opportunity, Field], str]] = {
    **_texts("en"),
    **_texts("fr"),
    "skills": lambda one, _: ", ".join(one.skills),
    "licence": _licence,
    "price": lambda one, _: _amount(one.price),
    "hours": lambda one, _: _hours(one.work_minutes),
    "rate": lambda one, _: _amount(one.hourly_rate),
    "closing": lambda one, _: _day(one.closing),
    "selection": lambda one, _: _day(one.selection),
    "start": lambda one, _: _day(one.start),
    "delivery": lambda one, _: _day(one.delivery),
    "organisation": _organisation,
    "repository": lambda one, _: one.repository,
}
"""Field id → what stands under its heading, as people would have filled it in. The declarations are boxes."""
