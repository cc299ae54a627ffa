"""Texts that people look at before they file them, held against every check: a form's body, or a page of one or two languages.

    checked = check_texts((("need.md", text),), policy, today)

Never reads a file and never prints. What can't be read is a mistake with its line; what is not written yet is a finding.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from bot.core.contradictions import contradictions
from bot.core.criteria import LEVELS, Finding
from bot.core.criteria.finding import must
from bot.core.criteria.so_far import findings_so_far
from bot.core.policy import Policy
from bot.core.text import Language, Text, joined
from bot.forms.body import unmarked
from bot.forms.free_text import KEYS, Page, of_pages, place_of, read_page
from bot.forms.meant import Meant, NoForm, Readable, which_form
from bot.forms.outline import outline
from bot.forms.partly import Partly, read_partly
from bot.forms.problem import Problem, sides
from bot.forms.template import PACKAGED, Kind, Template, packaged
from bot.forms.typed import with_plain_breaks

FORM_ALONE = frozenset({"licence", "organisation", "declarations"})
"""What a page need not say: the form asks it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What can't be read: in which file, on which line (from 1), and what would work."""

    file: str
    line: int
    sentence: Text


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, worst first: mistakes, findings, what was taken for granted, and what the form will ask besides."""

    mistakes: tuple[Mistake, ...] = ()
    findings: tuple[Finding, ...] = ()
    assumed: tuple[Text, ...] = ()
    asked: tuple[Text, ...] = ()

    @property
    def status(self) -> int:
        """The exit status: 2 where something can't be read, 1 where something must be corrected, else 0."""
        return 2 if self.mistakes else int(any(not one.met and one.level == "must" for one in self.findings))


def check_texts(files: tuple[tuple[str, str], ...], policy: Policy, today: date) -> Checked:
    """One file, or two pages of one opportunity in both languages."""
    forms = tuple(packaged(name) for name in PACKAGED)
    for name, text in files:
        meant = which_form(forms, text)
        if not isinstance(meant, NoForm):
            return _form(name, text, meant, policy, today) if len(files) == 1 else Checked((Mistake(name, 1, ONE_FORM),))
    return _pages(files, policy, today)


def _form(name: str, body: str, meant: Readable | Meant, policy: Policy, today: date) -> Checked:
    if meant.template.kind is not Kind.OPPORTUNITY:
        return Checked((Mistake(name, 1, NO_OPPORTUNITY),))
    if isinstance(meant, Meant):
        return Checked(_sorted(Mistake(name, _line(meant.template, body, one), one.sentence) for one in meant.problems))
    read = read_partly(meant.submission, today)
    problems = (*read.unreadable, *read.missing)
    mistakes = _sorted(Mistake(name, _line(meant.template, body, one), one.sentence) for one in problems)
    return Checked(mistakes, _worst_first(_found(read, policy, today)))


def _line(template: Template, body: str, problem: Problem) -> int:
    """The line of the answer, or of the heading before where it should be."""
    found = outline(template, unmarked(body))
    index = next((place for place, field in enumerate(template.fields) if field.id == problem.field), 0)
    before = (found.exact(place) or found.alike(place) for place in range(index, -1, -1))
    heads = next((headings for headings in before if headings), [])
    if not heads:
        return 1
    answer = next((line for line in range(heads[0].line + 1, len(found.lines)) if found.lines[line].strip()), heads[0].line)
    return (answer if found.exact(index) else heads[0].line) + 1


def _pages(files: tuple[tuple[str, str], ...], policy: Policy, today: date) -> Checked:
    empty = [Mistake(name, 1, EMPTY) for name, text in files if not text.strip() or "\0" in text]
    pages = tuple(read_page(with_plain_breaks(text), _language(name)) for name, text in files)
    if empty or (alike := _same_language(files, pages)):
        return Checked((*empty, *(() if empty else alike)))
    free = of_pages(pages, policy)
    read = read_partly(free.submission, today)
    heads = [Mistake(files[place][0], page.problem[0], page.problem[1]) for place, page in enumerate(pages) if page.problem]
    mistakes = [*heads, *(_at(files, pages, one) for one in read.unreadable)]
    unsaid = [_noun(one) for one in read.missing]
    of_the_pages = [*(_unsaid(noun) for noun in unsaid if noun not in FORM_ALONE), *_differing(free.differing)]
    asked = tuple(_name(noun) for noun in unsaid if noun in FORM_ALONE)
    return Checked(_sorted(mistakes), _worst_first([*of_the_pages, *_found(read, policy, today)]), free.assumed, asked)


def _language(name: str) -> Language | None:
    found = re.search(r"[._-](en|fr)\.\w+$", name)
    return cast("Language", found[1]) if found else None


def _same_language(files: tuple[tuple[str, str], ...], pages: tuple[Page, ...]) -> tuple[Mistake, ...]:
    twins = len({page.language for page in pages}) < len(pages)
    return (Mistake(files[-1][0], 1, SAME_LANGUAGE),) if twins else ()


def _at(files: tuple[tuple[str, str], ...], pages: tuple[Page, ...], problem: Problem) -> Mistake:
    page, line = place_of(problem, pages)
    return Mistake(files[page][0], line, problem.sentence)


def _found(read: Partly, policy: Policy, today: date) -> list[Finding]:
    return [*findings_so_far(read.opportunity, read.said, policy, today), *contradictions(read.opportunity, read.said, policy)]


def _noun(problem: Problem) -> str:
    return (problem.field or "").removesuffix("_en").removesuffix("_fr")


def _name(noun: str) -> Text:
    """What the form calls a noun."""
    template = packaged("opportunity.yml")
    field = template.field(noun) or template.field(f"{noun}_en")
    assert field is not None
    return Text(*(re.sub(r" \((?:English|anglais)\)", "", words) for words in (sides(field.label).en, sides(field.label).fr)))


def _unsaid(noun: str) -> Finding:
    key = KEYS.get(noun)
    cure = WITH_A_KEY.format(key=key[0]) if key else WITH_A_SECTION.format(name=_name(noun))
    return must(noun, SAYS_IT.format(name=_name(noun))).found(met=False, seen=UNSAID.format(name=_name(noun)), cure=cure)


def _differing(nouns: tuple[str, ...]) -> list[Finding]:
    names = joined([_name(noun) for noun in nouns])
    rule = must("same_in_both_languages", SAME_RULE)
    return [rule.found(met=False, seen=DIFFERENT.format(names=names), cure=SAME_CURE)] if nouns else []


def _worst_first(found: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda one: (one.met, LEVELS.index(one.level))))


def _sorted(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    return tuple(sorted(mistakes, key=lambda one: (one.file, one.line)))


ONE_FORM = Text(
    "This is a form’s body, which holds both languages: check it alone.",
    "C’est le texte d’un formulaire, qui contient les deux langues : vérifiez-le seul.",
)
NO_OPPORTUNITY = Text(
    "This is an application, not an opportunity. Only opportunities are checked before they are filed.",
    "C’est une candidature, non une opportunité. Seules les opportunités se vérifient avant leur dépôt.",
)
EMPTY = Text(
    "There is no text here. Give a form’s body, or a page with a title, a description and criteria.",
    "Il n’y a pas de texte ici. Donnez le texte d’un formulaire, ou une page avec un titre, une description et des critères.",
)
SAME_LANGUAGE = Text(
    "Both pages seem to be in the same language. Put `lang: en` and `lang: fr` at their heads, or end their names in .en.md and .fr.md.",
    "Les deux pages semblent être dans la même langue. Mettez `lang: en` et `lang: fr` à leur tête, ou terminez leurs noms par .en.md et "
    ".fr.md.",
)
SAYS_IT = Text("An opportunity says this: {name}.", "Une opportunité indique ceci : {name}.")
UNSAID = Text("The text does not say: {name}.", "Le texte n’indique pas : {name}.")
WITH_A_KEY = Text("Add a line that begins with `{key}:` at its head.", "Ajoutez en tête une ligne qui commence par `{key}:`.")
WITH_A_SECTION = Text("Add a section with the heading “## {name}”.", "Ajoutez une section intitulée « ## {name} ».")
SAME_RULE = Text("Both pages give the same price and dates.", "Les deux pages donnent le même prix et les mêmes dates.")
DIFFERENT = Text("The two pages differ in: {names}.", "Les deux pages diffèrent : {names}.")
SAME_CURE = Text("Compare their heads and make them equal.", "Comparez leurs en-têtes et rendez-les égaux.")
