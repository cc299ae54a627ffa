"""Does my need fit? A short questionnaire as data, and one function that gives its answer with the other ways to buy, in plain words.

    asked = questions(policy)                    # each with an id, words, and the answer that fits
    answer = fit({"code": "yes", …}, policy)     # Fit(verdict, reasons, routes)

Asks nothing and shows nothing itself: the command and pages do. It advises; who may buy what is for a contracting authority to say.
Sources: the client guide (cap, open licence, unclassified, splitting), the business case (standalone, no capacity inside), the process's
exceptions (three tiers of clients).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.policy import Policy
from bot.core.text import Text, money

Answer = Literal["yes", "no", "unsure"]
Verdict = Literal["fits", "not_yet", "another_way"]


@dataclass(frozen=True, slots=True)
class Route:
    """Another way to get what is needed: its name, and when it is the one."""

    id: str
    name: Text
    words: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the answer that fits, what to do when somebody is unsure, and why the other answer does not fit, with its route.

    Without a route, the other answer only means that something comes first.
    """

    id: str
    asks: Text
    fits: Answer
    unsure: Text
    why: Text
    route: Route | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the answer is what it is: the question's id, and a sentence."""

    question: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Fit:
    """The verdict in one sentence, the reasons in the questions' order, and the other ways, each once."""

    verdict: Verdict
    sentence: Text
    reasons: tuple[Reason, ...]
    routes: tuple[Route, ...]


def fit(answers: Mapping[str, Answer], policy: Policy) -> Fit:
    """What the answers mean under a policy; a question that is not answered counts as unsure."""
    asked = questions(policy)
    given = {one.id: answers.get(one.id, "unsure") for one in asked}
    against = [one for one in asked if given[one.id] not in {one.fits, "unsure"}]
    open_ones = [one for one in asked if given[one.id] == "unsure"]
    reasons = tuple(Reason(one.id, one.why if one in against else one.unsure) for one in asked if one in against or one in open_ones)
    routes = tuple(dict.fromkeys(one.route for one in against if one.route))
    verdict: Verdict = "another_way" if routes else "not_yet" if reasons else "fits"
    return Fit(verdict, VERDICTS[verdict], reasons, routes)


def questions(policy: Policy) -> tuple[Question, ...]:
    """The questions under a policy: the cap is the policy's, and the department matters only where others may not ask."""
    cap = money(policy.money.cap)
    priced = Question(CAP.id, CAP.asks.format(cap=cap), CAP.fits, _estimate(policy), CAP.why.format(cap=cap), CAP.route)
    return (CODE, OPEN, UNCLASSIFIED, STANDALONE, CLEAR, priced, CAPACITY, *(() if policy.other_departments else (DEPARTMENT,)))


def _estimate(policy: Policy) -> Text:
    rules = policy.money
    return CAP.unsure.format(
        hours=rules.administration_minutes // 60, low=money(rules.hourly_low), high=money(rules.hourly_high), cap=money(rules.cap)
    )


READY_MADE = Route(
    "ready_made",
    Text("Buy something ready-made", "Acheter un produit existant"),
    Text(
        "For a product, a licence, a subscription or a service that is no code, ask your contracting authority or your department’s "
        "buyers; "
        "small amounts are often paid by acquisition card.",
        "Pour un produit, une licence, un abonnement ou un service qui n’est pas du code, adressez-vous à votre autorité contractante ou "
        "aux "
        "acheteurs de votre ministère; les petits montants se paient souvent par carte d’achat.",
    ),
)
SERVICES = Route(
    "services",
    Text("A contract for professional services", "Un contrat de services professionnels"),
    Text(
        "Where the work can’t be public, or needs a security clearance or access to protected information, your contracting authority can "
        "use "
        "a supply arrangement or a standing offer, with suppliers who are already qualified.",
        "Si les travaux ne peuvent être publics, ou exigent une cote de sécurité ou l’accès à des renseignements protégés, votre autorité "
        "contractante peut recourir à un arrangement en matière d’approvisionnement ou à une offre à commandes, avec des fournisseurs déjà "
        "qualifiés.",
    ),
)
COMPETITION = Route(
    "competition",
    Text("A call for bids", "Un appel d’offres"),
    Text(
        "For a larger need, your contracting authority can run a competitive process, in which price and quality are compared. Never "
        "divide a "
        "need to stay below a threshold: describe all of it, and let procurement choose the way.",
        "Pour un besoin plus grand, votre autorité contractante peut mener un processus concurrentiel, où l’on compare le prix et la "
        "qualité. "
        "Ne divisez jamais un besoin pour rester sous un seuil : décrivez-le en entier, et laissez l’approvisionnement choisir la façon.",
    ),
)
INSIDE = Route(
    "inside",
    Text("Do it inside", "Le faire à l’interne"),
    Text(
        "If somebody of your organisation has the skills and the time, no purchase is needed. They can still work in the open.",
        "Si une personne de votre organisation a les compétences et le temps, aucun achat n’est nécessaire. Elle peut aussi travailler "
        "ouvertement.",
    ),
)
ELSEWHERE = Route(
    "elsewhere",
    Text("Your own department’s way", "La façon de votre ministère"),
    Text(
        "Ask your own contracting authority. Your department may have a programme like this one, or may start one: the software is open.",
        "Adressez-vous à votre propre autorité contractante. Votre ministère a peut-être un programme comme celui-ci, ou peut en créer "
        "un : le "
        "logiciel est ouvert.",
    ),
)

CODE = Question(
    "code",
    Text(
        "Is what you need a piece of code, or a change to one?", "Avez-vous besoin d’un morceau de code, ou d’une modification à du code?"
    ),
    "yes",
    Text(
        "Ask somebody who programs whether code would meet your need.",
        "Demandez à une personne qui programme si du code répondrait à votre besoin.",
    ),
    Text("This programme buys code and nothing else.", "Ce programme achète du code, et rien d’autre."),
    READY_MADE,
)
OPEN = Question(
    "open",
    Text(
        "Can the code and the work on it be public, under an open-source licence?",
        "Le code et le travail peuvent-ils être publics, sous une licence ouverte?",
    ),
    "yes",
    Text(
        "Ask who owns the system whether its code may be open; most code that holds no secret may.",
        "Demandez au propriétaire du système si son code peut être ouvert; c’est le cas de la plupart du code qui ne contient aucun "
        "secret.",
    ),
    Text(
        "Everything that this programme buys is open, from the first line.",
        "Tout ce que ce programme achète est ouvert, dès la première ligne.",
    ),
    SERVICES,
)
UNCLASSIFIED = Question(
    "unclassified",
    Text(
        "Can it be done with unclassified information alone: no protected data, no access to your internal systems?",
        "Peut-on le faire avec des renseignements non classifiés seulement : ni données protégées, ni accès à vos systèmes internes?",
    ),
    "yes",
    Text(
        "Ask your security team. Often made-up example data is enough to work with.",
        "Demandez à votre équipe de sécurité. Souvent, des données d’exemple inventées suffisent.",
    ),
    Text("Suppliers have no security clearance here.", "Ici, les fournisseurs n’ont pas de cote de sécurité."),
    SERVICES,
)
STANDALONE = Question(
    "standalone",
    Text(
        "Does it stand on its own, and is it the whole of your need?",
        "Est-ce un tout autonome, et est-ce tout votre besoin?",
    ),
    "yes",
    Text(
        "Tell procurement what else you mean to buy; they say whether it is one need.",
        "Dites à l’approvisionnement ce que vous comptez acheter d’autre; on vous dira s’il s’agit d’un seul besoin.",
    ),
    Text("A part of a larger need is bought with the rest of it.", "Une partie d’un besoin plus grand s’achète avec le reste."),
    COMPETITION,
)
CLEAR = Question(
    "clear",
    Text(
        "Could a stranger begin at once from what you can write down, and would you both know when the work is done?",
        "Une personne de l’extérieur pourrait-elle commencer tout de suite avec ce que vous pouvez écrire, et sauriez-vous tous deux quand "
        "les "
        "travaux sont finis?",
    ),
    "yes",
    Text(
        "Try to write three work acceptance criteria. If you can’t, the need is not clear enough yet.",
        "Essayez d’écrire trois critères d’acceptation des travaux. Si vous n’y arrivez pas, le besoin n’est pas encore assez clair.",
    ),
    Text(
        "Make it clear first: talk to users, try something small, then write what must be true at the end. Then ask again.",
        "Clarifiez-le d’abord : parlez aux utilisateurs, faites un petit essai, puis écrivez ce qui doit être vrai à la fin. Reposez-vous "
        "ensuite la question.",
    ),
)
CAP = Question(
    "cap",
    Text("With tax, does it cost at most {cap}?", "Taxes comprises, coûte-t-il au plus {cap}?"),
    "yes",
    Text(
        "Estimate it: hours of work and {hours} hours of administration, times {low} to {high} an hour, plus tax.",
        "Estimez-le : les heures de travail et {hours} heures d’administration, multipliées par un taux de {low} à {high} l’heure, plus "
        "les taxes.",
    ),
    Text("A micro-acquisition costs at most {cap}, with tax.", "Une micro-acquisition coûte au plus {cap}, taxes comprises."),
    COMPETITION,
)
CAPACITY = Question(
    "capacity",
    Text(
        "Does somebody inside your organisation have the skills and the time to do it?",
        "Quelqu’un de votre organisation a-t-il les compétences et le temps de le faire?",
    ),
    "no",
    Text("Ask your own developers first.", "Demandez d’abord à vos propres développeurs."),
    Text("What can be done inside is not bought.", "Ce qui peut se faire à l’interne ne s’achète pas."),
    INSIDE,
)
DEPARTMENT = Question(
    "department",
    Text("Does your team belong to the programme’s department?", "Votre équipe relève-t-elle du ministère du programme?"),
    "yes",
    Text("Ask the micro-acquisition team.", "Demandez à l’équipe de micro-acquisition."),
    Text("This programme buys for its own department.", "Ce programme achète pour son propre ministère."),
    ELSEWHERE,
)

VERDICTS: Mapping[Verdict, Text] = {
    "fits": Text(
        "Your need fits micro-acquisition. Write it down with `microacq new`, or in the programme’s form.",
        "Votre besoin convient à la micro-acquisition. Écrivez-le avec `microacq new`, ou dans le formulaire du programme.",
    ),
    "not_yet": Text(
        "Your need may fit, once this is settled:",
        "Votre besoin pourra convenir, une fois ceci réglé :",
    ),
    "another_way": Text(
        "Micro-acquisition is not the way for this need:",
        "La micro-acquisition n’est pas la bonne façon pour ce besoin :",
    ),
}
