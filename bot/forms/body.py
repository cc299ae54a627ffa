"""An issue's body against a template: its answers, or everything that makes it ambiguous.

The rule: every label of the template stands exactly once as `### label` on its own line, in order, nothing before the first. Such a body
can have been composed from one set of answers only, whatever anybody typed into a box. So a second heading, even in a code block, is
refused: never guesses, and never says what an answer means.
"""

import re
from bisect import bisect_left

from bot.core.text import NO_BREAK, Text
from bot.forms.outline import Heading, Outline, outline
from bot.forms.problem import Problem, named
from bot.forms.submission import Submission, value_of
from bot.forms.template import Field, Template

LONGEST = 65_536
"""Characters in an issue's body. Source: GitHub's answer "body is too long (maximum is 65536 characters)"."""


MARKER_HEAD = "<!-- microacq:"
MARKER_TAIL = re.compile(r"1 \{[^\n<>]*\} [A-Za-z0-9+/=]{40,} -->\s*")
"""The one HTML comment that may stand after the last answer. Whether it is signed is nobody's question here: it holds no answer."""


def parse_body(template: Template, body: str | None) -> Submission | tuple[Problem, ...]:
    """The answers under the template's headings, or all problems with the headings at once, in the template's order."""
    if body is None or not body.strip():
        return (Problem(None, EMPTY),)
    if len(body) > LONGEST:
        return (Problem(None, TOO_LONG),)
    found = outline(template, unmarked(body))
    return _structure(template, found) or Submission(template, dict(_answers(template, found)))


def unmarked(body: str) -> str:
    """The body without a marker of the bot's at its end, where the bot filed it for somebody: it shows nothing, and is no answer."""
    text, _, marker = body.rpartition(MARKER_HEAD)
    return text if MARKER_TAIL.fullmatch(marker) and text else body


def _answers(template: Template, found: Outline) -> list[tuple[str, "str | tuple[str, ...]"]]:
    starts = [found.exact(index)[0].line for index in range(len(template.fields))]
    ends = [*starts[1:], len(found.lines)]
    rows = zip(template.fields, starts, ends, strict=True)
    return [(field.id, value_of(field, found.lines[start + 1 : end])) for field, start, end in rows]


def _structure(template: Template, found: Outline) -> tuple[Problem, ...]:
    places = _Places(template, found)
    each = [problem for index in range(len(template.fields)) for problem in _heading_problems(places, index)]
    return tuple(dict.fromkeys([*_before(found), *each, *([] if each else _order(template, found))]))


class _Places:
    """In whose answer a line stands: under which heading that readers see."""

    def __init__(self, template: Template, found: Outline) -> None:
        self.template = template
        self.found = found
        self.shown = [heading for heading in found.headings if heading.exact and not heading.cover]
        self.lines = [heading.line for heading in self.shown]

    def owner(self, line: int) -> Field | None:
        """The field in whose answer the line stands; none before the first heading."""
        before = bisect_left(self.lines, line)
        return self.template.fields[self.shown[before - 1].field] if before else None

    def stray(self, index: int, exact: list[Heading]) -> Heading:
        """Of several equal headings, the first that does not follow the field before it in the form; else the second."""
        expected = self.template.fields[index - 1] if index else None
        return next((heading for heading in exact if heading.cover or self.owner(heading.line) != expected), exact[1])


def _heading_problems(places: _Places, index: int) -> list[Problem]:
    field, exact, alike = places.template.fields[index], places.found.exact(index), places.found.alike(index)
    if not exact:
        return [Problem(field.id, (CHANGED if alike else MISSING).format(label=named(field.name)))]
    if len(exact) > 1:
        return [_again(places, field, places.stray(index, exact), TWICE)]
    if exact[0].cover:
        return [_hidden(places, field, exact[0])]
    return [_again(places, field, heading, LOOKS_LIKE) for heading in alike[:1]]


def _again(places: _Places, field: Field, heading: Heading, sentence: Text) -> Problem:
    owner = places.owner(heading.line)
    where = IN_ANSWER.format(label=named(owner.name)) if owner else AT_TOP
    return Problem(field.id, sentence.format(label=named(field.name), line=heading.line + 1, where=where))


def _hidden(places: _Places, field: Field, heading: Heading) -> Problem:
    """One problem for each open block, told of the answer in which it was opened."""
    owner = places.owner(heading.cover_line)
    sentence = OPEN_FENCE if heading.cover == "fence" else OPEN_HTML
    label = named((owner or field).name)
    return Problem(owner.id if owner else None, sentence.format(label=label, line=heading.cover_line + 1))


def _before(found: Outline) -> list[Problem]:
    first = next((heading.line for heading in found.headings if heading.exact), 0)
    return [Problem(None, BEFORE)] if any(line.strip() for line in found.lines[:first]) else []


def _order(template: Template, found: Outline) -> list[Problem]:
    """The first heading that stands before one that it should follow."""
    lines = [found.exact(index)[0].line for index in range(len(template.fields))]
    early = next((index for index in range(1, len(lines)) if lines[index] < lines[index - 1]), None)
    if early is None:
        return []
    moved, after = template.fields[early], template.fields[early - 1]
    return [Problem(moved.id, ORDER.format(label=named(moved.name), after=named(after.name)))]


EMPTY = Text(
    "This issue has no text. Open a new one with the form, and your answers will be read.",
    "Ce billet n’a pas de texte. Ouvrez-en un nouveau avec le formulaire, et vos réponses seront lues.",
)
TOO_LONG = Text(
    "This text is longer than the 65,536 characters that GitHub keeps. Put long passages in a file of a repository and give its address.",
    f"Ce texte dépasse les 65{NO_BREAK}536 caractères que GitHub conserve. Placez les longs passages dans un fichier d’un dépôt et "
    f"indiquez-en "
    "l’adresse.",
)
BEFORE = Text(
    "There is text before the form’s first heading, so it belongs to no answer. Move it into an answer, or delete it.",
    "Du texte précède le premier titre du formulaire et n’appartient donc à aucune réponse. Déplacez-le dans une réponse ou supprimez-le.",
)
MISSING = Text(
    "The heading {label} is missing. Edit this issue and put it back as the form wrote it, or file the form anew.",
    "Le titre {label} est absent. Modifiez ce billet et remettez-le tel que le formulaire l’a écrit, ou remplissez le formulaire de "
    "nouveau.",
)
CHANGED = Text(
    "The heading {label} was changed. Edit this issue and write it as in the form: three number signs, a space, the same letters.",
    "Le titre {label} a été modifié. Modifiez ce billet et écrivez-le comme dans le formulaire : trois croisillons, une espace, les "
    "mêmes lettres.",
)
TWICE = Text(
    "The heading {label} stands here more than once, also on line {line}, {where}. Nobody can tell which answer counts: "
    "keep the form’s own heading, and delete or reword the other.",
    "Le titre {label} figure ici plus d’une fois, notamment à la ligne {line}, {where}. On ne peut pas savoir quelle réponse compte : "
    "gardez le titre du formulaire, et supprimez l’autre ou dites-le autrement.",
)
LOOKS_LIKE = Text(
    "On line {line}, {where}, a heading looks just like the form’s heading {label}. Delete or reword it, so that nobody takes it for "
    "another answer.",
    "À la ligne {line}, {where}, un titre ressemble en tout point au titre {label} du formulaire. Supprimez-le ou dites-le autrement, "
    "pour que "
    "personne ne le prenne pour une autre réponse.",
)
IN_ANSWER = Text("in the answer to {label}", "dans la réponse à {label}")
AT_TOP = Text("before the first answer", "avant la première réponse")
OPEN_FENCE = Text(
    "In the answer to {label}, a code block opened on line {line} is not closed and hides the answers after it. Close your code block: "
    "end it with a line of the same marks that begin it.",
    "Dans la réponse à {label}, un bloc de code ouvert à la ligne {line} n’est pas fermé et cache les réponses qui suivent. Fermez "
    "votre bloc de "
    "code : terminez-le par une ligne des mêmes signes qu’à son début.",
)
OPEN_HTML = Text(
    "In the answer to {label}, HTML opened on line {line} is not closed and hides the answers after it. Close it (a comment ends with "
    "two hyphens and a greater-than sign), or delete it.",
    "Dans la réponse à {label}, du HTML ouvert à la ligne {line} n’est pas fermé et cache les réponses qui suivent. Fermez-le (un "
    "commentaire se "
    "termine par deux traits d’union et le signe plus grand que), ou supprimez-le.",
)
ORDER = Text(
    "The heading {label} should come after {after}. Put the headings back in the form’s order.",
    "Le titre {label} devrait suivre {after}. Remettez les titres dans l’ordre du formulaire.",
)
