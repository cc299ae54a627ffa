"""Addenda: a dated change to the open call, said by the client and by the contracting authority, in both languages. Never the price."""

import re

from bot.core.calendar import business_days
from bot.core.call import Draft
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.opportunity import Opportunity
from bot.core.people import Person, Role
from bot.core.rules.extending import moved_along
from bot.core.rules.hands import roles_in
from bot.core.rules.questions import answers_held, applicants, closing_of, translation_flag
from bot.core.scene import Answer, Outcome, Refusal, Scene, mention, new, quoted, refuse
from bot.core.schedule import call_moments
from bot.core.text import Text, day, moment

SIDES = frozenset({Role.CLIENT, Role.PROCUREMENT})
"""Both say yes to an addendum, by two people: the need is the client's, the rules are the contracting authority's."""

NO_DRAFT = Text("There is no addendum to agree to yet.", "Il n’y a pas encore de modificatif à approuver.")
WRITE_IT = Text(
    "Write it in both languages; somebody of the other side then agrees with `/addendum` alone.",
    "Rédigez-le dans les deux langues; quelqu’un de l’autre partie l’approuve ensuite par `/modificatif` seul.",
)
EXAMPLE = Text(
    "/addendum en: Tests may use any runner. fr: Les essais peuvent utiliser tout outil.",
    "/modificatif fr: Les essais peuvent utiliser tout outil. en: Tests may use any runner.",
)
HALF = Text("The addendum is not whole yet: one language is missing.", "Le modificatif est incomplet : il manque une langue.")
ADD_IT = Text("Add it, for example with `/addendum fr: TEXTE`.", "Ajoutez-la, par exemple par `/modificatif en: TEXT`.")
YOURS = Text(
    "One yes is the client’s, the other the contracting authority’s, by two people: the one that is missing is not yours.",
    "L’un des deux oui revient au client, l’autre à l’autorité contractante, par deux personnes : celui qui manque n’est pas le vôtre.",
)
THE_PRICE = Text(
    "An addendum can’t change the price, and this text looks as if it did: people decide by the price whether they apply.",
    "Un modificatif ne peut pas changer le prix, et ce texte en a l’air : c’est d’après le prix que les gens répondent à l’appel.",
)
RUN_AGAIN = Text(
    "If the price is wrong, cancel with `/cancel REASON` and run it again at the right price. If it isn’t the price, leave the amount out.",
    "Si le prix est erroné, annulez par `/annuler RAISON` et relancez l’appel au bon prix. S’il ne s’agit pas du prix, enlevez le montant.",
)
PRICED = re.compile(
    r"(?:CA)?\$[\s\u00a0\u202f]*\d"  # $7,000
    r"|\d[\s\u00a0\u202f]*(?:\$|CAD\b|dollars?\b)"  # 7 000 $, 7000 dollars
    r"|\b(?:CAD|dollars?)[\s\u00a0\u202f]*\d"  # CAD 7000
    r"|\b(?:price|prix|rate|tarif|budget)\b[^.!?;\n]{0,80}\d",  # the price is now 7000
    re.IGNORECASE,
)
"""An amount of money, or the word for it with a figure in the same sentence."""


def addendum(case: Case, command: Command, scene: Scene) -> Answer:
    """Words: a draft, or another one. None: yes to the draft. Issued when two people, one of each side, have said yes to both languages."""
    assert case.call is not None
    en, fr = str(command.arguments.get("en") or ""), str(command.arguments.get("fr") or "")
    if PRICED.search(f"{en}\n{fr}"):
        return refuse(THE_PRICE, RUN_AGAIN)
    before = case.call.draft
    if before is None and not (en or fr):
        return refuse(NO_DRAFT, WRITE_IT, EXAMPLE)
    sides = roles_in(case, scene.actor) & SIDES
    said = Draft(en or (before.en if before else ""), fr or (before.fr if before else ""), scene.actor.person, frozenset(sides))
    if before is None or (said.en, said.fr) != (before.en, before.fr):
        return _drafted(case, said, scene)
    return _not_the_second(before, said) or _issued(case, said, scene)


def _not_the_second(before: Draft, said: Draft) -> Refusal | None:
    """Nobody agrees with themselves, no side with itself, and nobody to half of it."""
    if not before.whole:
        return refuse(HALF, ADD_IT)
    return refuse(YOURS) if before.by.id == said.by.id or before.sides | said.sides != SIDES else None


def _drafted(case: Case, draft: Draft, scene: Scene) -> Outcome:
    """New words: whoever wrote them says yes; the other side is asked, once both languages are there."""
    fact = new("addendum_drafted", en=draft.en, fr=draft.fr, by=draft.by, sides=sorted(draft.sides))
    flag = translation_flag(case, held=not draft.whole or answers_held(case))
    fields: dict[str, Value] = {
        "missing": "" if draft.whole else "fr" if draft.en else "en",
        "author": mention(draft.by),
        "en": quoted(draft.en),
        "fr": quoted(draft.fr),
        "closing": closing_of(case, scene),
        "mentions": _others(case, draft, scene),
    }
    return Outcome((fact, *flag), Comment("addendum_drafted", fields))


def _others(case: Case, draft: Draft, scene: Scene) -> tuple[Value, ...]:
    """Who can give the second yes."""
    clients = tuple(mention(person) for person in case.clients if person.id != draft.by.id)
    if Role.PROCUREMENT in draft.sides:
        return clients
    return scene.context.mentions(Role.PROCUREMENT)


def _issued(case: Case, said: Draft, scene: Scene) -> Outcome:
    """Both have said yes: it is numbered and dated, and told; the closing moves where too little time is left to read it."""
    assert case.call is not None
    number, later = len(case.call.addenda) + 1, _with_notice(case, scene)
    fact = new("addendum_issued", number=number, en=said.en, fr=said.fr, by=said.by)
    moved = moved_along(case, later, "addendum", scene.policy) if later else ()
    flag = translation_flag(case, held=answers_held(case))
    closing, _ = call_moments(later or case.opportunity, scene.policy)
    fields: dict[str, Value] = {
        "number": number,
        "on": day(scene.context.today),
        "en": quoted(said.en),
        "fr": quoted(said.fr),
        "moved": later is not None,
        "closing": moment(closing, scene.policy.time_zone),
        "selection": day((later or case.opportunity).selection),
        "delivery": day((later or case.opportunity).delivery),
        "mentions": tuple(mention(person) for person in _to_tell(case, said)),
    }
    return Outcome((fact, *moved, *flag), Comment("addendum", fields))


def _with_notice(case: Case, scene: Scene) -> Opportunity | None:
    """The dates, moved so that the policy's number of business days is left after today; none if they are left already."""
    least = business_days(scene.policy).add_business_days(scene.context.today, scene.policy.dates.addendum_notice)
    return case.opportunity.moved_to(least) if case.opportunity.closing < least else None


def _to_tell(case: Case, said: Draft) -> tuple[Person, ...]:
    """Everybody who applied, but for those whom an answer of the same words has told already."""
    told = {who for one in case.questions if (_plain(one.en), _plain(one.fr)) == (_plain(said.en), _plain(said.fr)) for who in one.told}
    return tuple(person for person in applicants(case) if person.id not in told)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
