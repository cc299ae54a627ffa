"""Filled forms: good answers for each packaged form, composed by the sandbox's own code, which shares none with the parser.

Holds no test.
"""

from collections.abc import Mapping
from functools import cache

from bot.forms.template import packaged_text
from bot.sandbox.form import Answer, Composed, Form, compose, parse_form

OPPORTUNITY: Mapping[str, Answer] = {
    "title_en": "A link checker",
    "title_fr": "Un vérificateur de liens",
    "summary_en": "A script that finds broken links.",
    "summary_fr": "Un script qui trouve les liens brisés.",
    "description_en": "We publish 4,000 pages.\n\nThe script reads a list of addresses.",
    "description_fr": "Nous publions 4 000 pages.\n\nLe script lit une liste d’adresses.",
    "acceptance_en": "1. It finds every broken link.\n2. The code is under the MIT licence.",
    "acceptance_fr": "1. Il trouve tous les liens brisés.\n2. Le code est sous la licence MIT.",
    "evaluation_en": "- You have written a program in Python, or similar.",
    "evaluation_fr": "- Vous avez écrit un programme en Python, ou l’équivalent.",
    "skills": "Python or similar, HTML",
    "licence": "MIT",
    "price": "6500",
    "hours": "55",
    "rate": "100",
    "closing": "2027-06-30",
    "selection": "2027-07-05",
    "start": "2027-07-06",
    "delivery": "2027-07-23",
    "organisation": "The programme’s own branch / La direction générale du programme",
    "repository": "https://github.com/example/links",
    "declarations": True,
}
APPLICATION: Mapping[str, Answer] = {"opportunity": "12", "statement": "1. I wrote one.\n2. I tested it.", "agreements": True}
GOOD: Mapping[str, Mapping[str, Answer]] = {"opportunity.yml": OPPORTUNITY, "application.yml": APPLICATION, "candidature.yml": APPLICATION}


@cache
def shown(form: str) -> Form:
    """A packaged form as the sandbox's page knows it."""
    return parse_form(packaged_text(form))


def filled(form: str, **answers: Answer) -> str:
    """The body that GitHub makes of a packaged form with good answers, some of them replaced. `required` is not held to."""
    composed = compose(shown(form), {**GOOD[form], **answers}, public=False)
    assert isinstance(composed, Composed), composed
    return composed.body
