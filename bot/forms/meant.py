"""Which form a body was meant for, if any: the kind of an issue is decided here, by its body, never by its label (github.md, labels).

Never reads what an answer says, but for one figure: to which opportunity an application that can't be read was addressed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.forms.body import LONGEST, parse_body
from bot.forms.outline import outline
from bot.forms.problem import Problem
from bot.forms.submission import Submission
from bot.forms.template import Template


@dataclass(frozen=True, slots=True)
class NoForm:
    """A body that was meant for no form of ours."""


@dataclass(frozen=True, slots=True)
class Readable:
    """A body whose headings are the template's: its answers can be read."""

    submission: Submission

    @property
    def template(self) -> Template:
        """The form that was filed."""
        return self.submission.template


@dataclass(frozen=True, slots=True)
class Meant:
    """A body that was meant for this form, since it shows at least half of its headings, but can't be read."""

    template: Template
    problems: tuple[Problem, ...]


def matches(template: Template, body: str | None) -> bool:
    """Whether a body was meant for this form: at least half of its headings stand there, altered or hidden or doubled as they may be."""
    return share(template, body) >= 1 / 2


def share(template: Template, body: str | None) -> float:
    """The part of the template's headings that a body shows, from 0 to 1."""
    if not body:
        return 0.0
    shown = {heading.field for heading in outline(template, body[: LONGEST + 1]).headings}
    return len(shown) / len(template.fields)


def which_form(templates: Iterable[Template], body: str | None) -> NoForm | Readable | Meant:
    """The form among these that the body shows most of, and whether it can be read."""
    shares = [(share(template, body), template) for template in templates if template.kind]
    best, template = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    if template is None or best < 1 / 2:
        return NoForm()
    read = parse_body(template, body)
    return Readable(read) if isinstance(read, Submission) else Meant(template, read)
