"""The application form's answers, English or French, read into core answers, or all that keeps them from being read.

Never says whether the opportunity is open or whether a criterion is met, and keeps nothing that identifies a person.
"""

import re

from bot.core.application import Answers
from bot.core.text import Text
from bot.forms.body import LONGEST
from bot.forms.choices import AGREEMENTS, meanings
from bot.forms.listed import numbered_answers
from bot.forms.outline import outline
from bot.forms.problem import Problem, UnreadableError, about, quoted
from bot.forms.rules import REQUIRED, broken_rules
from bot.forms.submission import Submission, value_of
from bot.forms.template import Template
from bot.forms.typed import one_spaced

_NUMBER = re.compile(r"(?:(?:no\.?|n[o°º]\.?|number|numéro|opportunity|opportunité) ?)?#?(\d{1,9})\.?", re.ASCII | re.IGNORECASE)
_SHORT = re.compile(r"([\w.-]+/[\w.-]+)#(\d{1,9})", re.ASCII)
_ADDRESS = re.compile(r"<?https?://[^/\s<>]+/([\w.-]+/[\w.-]+)/issues/(\d{1,9})/?(?:[?#][^\s<>]*)?>?", re.ASCII | re.IGNORECASE)


def read_application(submission: Submission, repository: str | None = None) -> Answers | tuple[Problem, ...]:
    """The answers, or all problems at once, in the form's order. `repository` (`owner/name`), if given, is where an address must lead."""
    problems = {problem.field: problem for problem in broken_rules(submission)}
    number = 0
    try:
        number = read_number(submission.words("opportunity"), repository)
    except UnreadableError as unreadable:
        problems.setdefault("opportunity", _problem(submission, "opportunity", unreadable.sentence))
    statement = submission.words("statement")
    if not statement.strip():
        problems.setdefault("statement", _problem(submission, "statement", REQUIRED))
    order = [field.id for field in submission.template.fields]
    return tuple(sorted(problems.values(), key=lambda problem: order.index(problem.field or ""))) or _answers(submission, number, statement)


def read_number(words: str, repository: str | None = None) -> int:
    """The issue's number from `12`, `#12`, `owner/name#12` or the issue's address. Raises `UnreadableError`."""
    plain = one_spaced(words)
    if not plain:
        raise UnreadableError(REQUIRED)
    if found := _NUMBER.fullmatch(plain):
        return _positive(found[1], words)
    found = _SHORT.fullmatch(plain) or _ADDRESS.fullmatch(plain)
    if found is None:
        raise UnreadableError(NO_NUMBER.format(seen=quoted(words)))
    if repository is not None and found[1].casefold() != repository.casefold():
        raise UnreadableError(ELSEWHERE)
    return _positive(found[2], words)


def which_opportunity(template: Template, body: str | None, repository: str | None = None) -> int | None:
    """The opportunity to which an application was addressed whose body can't be read, if its first heading and one line tell; else none."""
    index = next((index for index, field in enumerate(template.fields) if field.id == "opportunity"), None)
    found = outline(template, (body or "")[: LONGEST + 1])
    if index is None or len(found.exact(index)) != 1:
        return None
    start = found.exact(index)[0].line
    end = next((heading.line for heading in found.headings if heading.line > start), len(found.lines))
    try:
        return read_number(str(value_of(template.fields[index], found.lines[start + 1 : end])), repository)
    except UnreadableError:
        return None


def _answers(submission: Submission, number: int, statement: str) -> Answers:
    answers = numbered_answers(statement)
    return Answers(
        opportunity=number,
        statement=answers or (statement.strip(),),
        numbered=bool(answers),
        agreed=meanings(submission.template, "agreements", submission.chosen("agreements"), AGREEMENTS),
        language=submission.template.language,
    )


def _problem(submission: Submission, field_id: str, sentence: Text) -> Problem:
    field = submission.template.field(field_id)
    return Problem(field_id, about(field.name if field else Text(field_id, field_id), sentence))


def _positive(figures: str, words: str) -> int:
    if int(figures) == 0:
        raise UnreadableError(NO_NUMBER.format(seen=quoted(words)))
    return int(figures)


NO_NUMBER = Text(
    "{seen} can’t be read as an opportunity’s number. Write the number after the number sign in its title, for example 12, or paste "
    "its address.",
    "{seen} ne se lit pas comme le numéro d’une opportunité. Écrivez le numéro qui suit le croisillon dans son titre, par exemple 12, ou "
    "collez-en l’adresse.",
)
ELSEWHERE = Text(
    "this address leads to another repository. Apply in the repository where the opportunity was published, and write its number.",
    "cette adresse mène à un autre dépôt. Postulez dans le dépôt où l’opportunité a été publiée, et écrivez-en le numéro.",
)
