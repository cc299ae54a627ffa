"""THE COMMAND TABLE: every command in both languages, what follows it, who may use it, what it does, and where it counts.

README's table is printed from here. To which state a command leads stands in `states.py`; what it does is `rules`' to decide.
A word that serves for two things (`/return`, `/close`, `/extend`) is one row with all its hands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.commands import operands as op
from bot.core.commands.arguments import Argument, Translations, Words, folded
from bot.core.people import ROLE_NAMES, Role
from bot.core.text import Language, Text, joined

OPPORTUNITY = frozenset({"opportunity"})
APPLICATION = frozenset({"application"})
EVALUATION = frozenset({"evaluation"})
DELIVERY = frozenset({"opportunity", "delivery"})
EVERYWHERE = frozenset({"opportunity", "application", "evaluation", "delivery"})


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One command. `where` names places as `events.Place` does; what was read is known by the arguments' names."""

    name: str
    fr: str
    arguments: tuple[Argument, ...]
    who: tuple[Role, ...]
    does: Text
    where: frozenset[str] = OPPORTUNITY

    @property
    def en(self) -> str:
        """The English word: the name with its slash."""
        return f"/{self.name}"

    @property
    def runs_on(self) -> bool:
        """Whether what follows goes on over the next lines, to the next command or the end."""
        return bool(self.arguments) and isinstance(self.arguments[-1], Words | Translations)

    def word(self, language: Language) -> str:
        """The command's word in a language."""
        return self.fr if language == "fr" else self.en

    def usage(self, language: Language) -> str:
        """The command with what follows it, as the table prints it."""
        return " ".join((self.word(language), *(argument.shown[language] for argument in self.arguments)))

    def example(self, language: Language) -> str:
        """The whole command with words that can be copied."""
        return " ".join((self.word(language), *(argument.example[language] for argument in self.arguments)))


_M, _P, _S32, _S34, _F = Role.MAINTAINER, Role.PROCUREMENT, Role.SECTION_32, Role.SECTION_34, Role.FINANCE
_C, _E, _A, _S, _ANY = Role.CLIENT, Role.EVALUATOR, Role.APPLICANT, Role.SUPPLIER, Role.ANYONE

# A table reads as a table: the formatter would give each cell a line.
# fmt: off
COMMANDS: tuple[CommandRow, ...] = (
    CommandRow("help", "/aide", (), (_ANY,),
               Text("what you can do here, now", "ce que vous pouvez faire ici, maintenant"), EVERYWHERE),
    CommandRow("why", "/pourquoi", (), (_ANY,),
               Text("which facts and rules led to this state", "quels faits et quelles règles ont mené à cet état"), EVERYWHERE),
    CommandRow("question", "/question", (op.TEXT,), (_ANY,),
               Text("asks publicly, while the call is open", "pose une question publique, pendant l’appel")),
    CommandRow("answer", "/répondre", (op.QUESTION, op.TRANSLATIONS), (_C, _M),
               Text("answers a question, once both languages are there", "répond à une question, dès que les deux langues y sont")),
    CommandRow("addendum", "/modificatif", (op.CHANGE,), (_C, _P),
               Text("changes the open call, dated; never the price", "modifie l’appel ouvert, avec date; jamais le prix")),
    CommandRow("vet", "/approuver", (), (_M, _P),
               Text("approves: it meets the criteria", "approuve : les critères sont respectés")),
    CommandRow("return", "/renvoyer", (op.REASON,), (_M, _P, _S34),
               Text("sends back, with the reason", "renvoie, avec la raison")),
    CommandRow("publish", "/publier", (), (_M,),
               Text("opens the call", "ouvre l’appel")),
    CommandRow("commit", "/engager", (), (_S32,),
               Text("commits the funds (section 32)", "engage les fonds (article 32)")),
    CommandRow("reserve", "/réserver", (op.RESERVATION, op.AMOUNT), (_F,),
               Text("records the fund reservation, tax included", "consigne la réservation de fonds, taxes comprises")),
    CommandRow("release", "/libérer", (op.REASON,), (_F,),
               Text("releases the funds: back to vetted", "libère les fonds : retour à approuvée")),
    CommandRow("transfer", "/transfert", (op.TRANSFER,), (_F,),
               Text("budget transfer from another branch", "virement budgétaire d’une autre direction générale")),
    CommandRow("waive", "/dispenser", (op.FINDING, op.REASON), (_P,),
               Text("lets an unmet finding pass", "dispense d’un constat non satisfait")),
    CommandRow("clear", "/lever", (op.REASON,), (_P,),
               Text("lifts a flag", "lève un signalement")),
    CommandRow("uphold", "/maintenir", (op.REASON,), (_P,),
               Text("upholds a flag", "maintient un signalement")),
    CommandRow("stop", "/arrêter", (op.CODE, op.REASON), (_C, _M, _P),
               Text("before opening: it will not be published", "avant l’ouverture : elle ne sera pas publiée")),
    CommandRow("cancel", "/annuler", (op.REASON,), (_M, _P),
               Text("withdraws it after publication", "la retire après sa publication")),
    CommandRow("close", "/clore", (op.REASON,), (_M, _F),
               Text("ends it: no award, or closed unpaid", "y met fin : sans attribution, ou close sans paiement")),
    CommandRow("extend", "/prolonger", (op.CLOSING_OR_DELIVERY, op.DATE), (_M, _C, _S),
               Text("moves the closing, or proposes a delivery date", "reporte la clôture, ou propose une date de livraison")),
    CommandRow("withdraw", "/retirer", (), (_A,),
               Text("withdraws the application", "retire la candidature"), APPLICATION),
    CommandRow("declare", "/déclarer", (op.INTEREST,), (_E,),
               Text("declares no interest, or one", "déclare n’avoir aucun intérêt, ou en avoir un"), EVALUATION),
    CommandRow("evaluate", "/évaluer", (op.APPLICANT, op.CRITERION, op.PASS_OR_FAIL, op.RATIONALE), (_E,),
               Text("verdict and reason on one mandatory criterion", "verdict et raison pour une exigence obligatoire"), EVALUATION),
    CommandRow("confirm", "/confirmer", (), (_P,),
               Text("the evaluation is complete and in order", "l’évaluation est complète et en règle"), EVALUATION),
    CommandRow("draw", "/tirage", (), (_M, _P),
               Text("draws the order among those who passed", "tire au sort l’ordre de ceux qui ont réussi")),
    CommandRow("agree", "/consentir", (), (_S, _C),
               Text("agrees to date, price and terms", "consent à la date, au prix et aux modalités"), APPLICATION | OPPORTUNITY),
    CommandRow("decline", "/décliner", (), (_S, _C),
               Text("declines them", "les décline"), APPLICATION | OPPORTUNITY),
    CommandRow("signoff", "/autorisation", (op.SIGNOFF,), (_M,),
               Text("a federal employee’s approvals", "les autorisations d’un fonctionnaire fédéral")),
    CommandRow("deliver", "/livrer", (op.URL,), (_S,),
               Text("the work is there (a pull request does the same)", "les travaux sont là (ou par une demande de tirage)"), DELIVERY),
    CommandRow("acceptance", "/acceptation", (op.ACCEPTANCE, op.MET_OR_UNMET, op.SHORTFALL), (_C,),
               Text("verdict on one acceptance criterion", "verdict sur un critère d’acceptation"), DELIVERY),
    CommandRow("unable", "/empêchement", (op.REASON,), (_S, _C),
               Text("there will be no delivery in time", "il n’y aura pas de livraison à temps"), DELIVERY),
    CommandRow("continue", "/poursuivre", (op.DATE,), (_S,),
               Text("goes on, with a new delivery date", "poursuit, avec une nouvelle date de livraison")),
    CommandRow("discontinue", "/abandonner", (), (_S,),
               Text("gives up the work", "abandonne les travaux")),
    CommandRow("blocked", "/bloqué", (op.REASON,), (_S,),
               Text("waits for the client: the clock stops", "attend le client : les délais sont suspendus"), DELIVERY),
    CommandRow("terminate", "/résilier", (op.DEFAULT_OR_CONVENIENCE, op.PERCENT, op.REASON), (_P,),
               Text("ends the contract", "résilie le contrat")),
    CommandRow("rescind", "/rétablir", (op.REASON,), (_P,),
               Text("takes a termination back", "annule la résiliation")),
    CommandRow("next", "/suivant", (), (_M, _P),
               Text("after a termination, offers to the next in order", "après une résiliation, présente l’offre au suivant")),
    CommandRow("invoice", "/facture", (), (_S,),
               Text("the invoice was sent", "la facture est envoyée")),
    CommandRow("received", "/reçu", (), (_S,),
               Text("the payment came", "le paiement est arrivé")),
    CommandRow("certify", "/attester", (), (_S34,),
               Text("certifies the work (section 34)", "atteste les travaux (article 34)")),
    CommandRow("paid", "/payé", (op.MEANS,), (_F,),
               Text("the supplier is paid", "le fournisseur est payé")),
    CommandRow("payment", "/paiement", (op.FAILED, op.REASON), (_F,),
               Text("the payment failed; it stays invoiced", "le paiement a échoué; l’opportunité reste facturée")),
    CommandRow("debrief", "/compte-rendu", (), (_A, _M),
               Text("asks for a debrief, given privately; by the team: it was given",
                    "demande un compte rendu, donné en privé; de l’équipe : il a été donné"), APPLICATION),
    CommandRow("dispute", "/différend", (op.TEXT,), (_C, _S),
               Text("raises a dispute: clocks stop", "soulève un différend : les délais sont suspendus")),
    CommandRow("resolve", "/régler", (op.TEXT,), (_P,),
               Text("the final answer to a dispute", "la réponse définitive à un différend")),
    CommandRow("complaint", "/plainte", (op.TEXT,), (_P,),
               Text("a complaint to the ombudsman is known", "une plainte à l’ombud est connue")),
    CommandRow("hold", "/suspendre", (op.REASON,), (_M, _P),
               Text("clocks stop", "suspend les délais")),
    CommandRow("resume", "/reprendre", (), (_M, _P, _C),
               Text("clocks go on", "fait reprendre les délais")),
    CommandRow("assign", "/désigner", (op.CLIENT_OR_EVALUATOR, op.USER), (_M,),
               Text("another client, another evaluator", "un autre client, un autre évaluateur")),
    CommandRow("rerun", "/relancer", (), (_M, _C),
               Text("opens a new opportunity from this one", "ouvre une nouvelle opportunité à partir de celle-ci")),
    CommandRow("correct", "/corriger", (op.STATE, op.REASON), (_P,),
               Text("corrects a wrong state, on the record", "corrige un état erroné, au dossier")),
)
# fmt: on

BY_NAME: Mapping[str, CommandRow] = {row.name: row for row in COMMANDS}
BY_WORD: Mapping[str, tuple[CommandRow, Language]] = {
    folded(row.word(language)): (row, language) for row in COMMANDS for language in ("fr", "en")
}
"""Folded word → row and language. A word of both languages (`/question`) is there once; what follows tells the language."""


def command_table_markdown(language: Language = "en") -> str:
    """The table that README prints: each command in both languages, who may use it, and what it does."""
    other: Language = "fr" if language == "en" else "en"
    lines = [_line(_HEADS[language]), _line(("---",) * 4)]
    for row in COMMANDS:
        who = joined(tuple(ROLE_NAMES[role] for role in row.who))[language]
        lines.append(_line((f"`{row.usage(language)}`", f"`{row.usage(other)}`", who, row.does[language])))
    return "\n".join(lines) + "\n"


_HEADS: Mapping[Language, tuple[str, ...]] = {"en": ("command", "commande", "who", "does"), "fr": ("commande", "command", "qui", "effet")}


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
