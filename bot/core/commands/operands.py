"""The arguments of the command table, each by name: what it is called on screen, its example, and its few words.

How each kind is read stands in `arguments.py`; which command has which stands in `table.py`.
"""

import re

from bot.core.commands.arguments import Amount, Choice, Day, Number, Percent, Translations, Word, Words
from bot.core.states import OPPORTUNITY_STATES
from bot.core.text import Text, same


def _choice(name: str, picked: str, title: Text | None = None, **words: tuple[str, str]) -> Choice:
    return Choice(name, {choice: Text(*both) for choice, both in words.items()}, picked, title)


REASON = Words("reason", Text("REASON", "RAISON"), Text("The dates have changed.", "Les dates ont changé."))
TEXT = Words("text", Text("TEXT", "TEXTE"), Text("Which version is needed?", "Quelle version faut-il?"))
TRANSLATIONS = Translations()
CHANGE = Translations(optional=True)
"""An addendum's words; none to agree to those that were proposed."""
DATE = Day("date")
AMOUNT = Amount("amount")
QUESTION = Number("id", same("ID"), Text("The question’s number is wanted first.", "Le numéro de la question est attendu d’abord."))
RESERVATION = Word(
    "number",
    Text("NUMBER", "NUMÉRO"),
    same("4500012345"),
    re.compile(r"(?P<word>[\w/-]*[0-9][\w/-]*)"),
    Text("The reservation’s number is wanted, then the amount.", "Le numéro de réservation est attendu, puis le montant."),
)
FINDING = Word(
    "finding",
    Text("FINDING", "CONSTAT"),
    same("workload"),
    re.compile(r"`?(?P<word>[a-z][a-z0-9_]*)`?[,:]?"),
    Text(
        "The finding’s name is wanted first, as the panel shows it.", "Le nom du constat est attendu d’abord, tel que le panneau le montre."
    ),
)
CODE = _choice(
    "code",
    "funds",
    same("CODE"),
    funds=("funds", "fonds"),
    priority=("priority", "priorité"),
    criteria=("criteria", "critères"),
    capacity=("capacity", "capacité"),
    splitting=("splitting", "fractionnement"),
    other=("other", "autre"),
)
TRANSFER = _choice("step", "started", started=("started", "commencé"), done=("done", "terminé"), risk=("risk", "risque"))
CLOSING_OR_DELIVERY = _choice("what", "closing", closing=("closing", "clôture"), delivery=("delivery", "livraison"))
INTEREST = _choice("interest", "none", none=("none", "aucun"), interest=("interest", "intérêt"))
APPLICANT = Word(
    "applicant",
    Text("APPLICANT", "CANDIDAT"),
    same("A"),
    re.compile(r"(?P<word>[A-Za-z]{1,2})[,:]?"),
    Text("The applicant’s letter is wanted, such as A.", "La lettre du candidat est attendue, comme A."),
)
CRITERION = Number(
    "criterion",
    Text("CRITERION", "EXIGENCE"),
    Text("The mandatory criterion’s number is wanted.", "Le numéro de l’exigence obligatoire est attendu."),
)
ANSWERED = Text("The answer names two finished projects.", "La réponse nomme deux projets terminés.")
PASS_OR_FAIL = Choice("verdict", {"pass": Text("pass", "réussite"), "fail": Text("fail", "échec")}, "pass")
RATIONALE = Words("reason", Text("REASON", "RAISON"), ANSWERED)
ACCEPTANCE = Number(
    "number",
    same("N"),
    Text("The acceptance criterion’s number is wanted.", "Le numéro du critère d’acceptation est attendu."),
)
MET_OR_UNMET = _choice("verdict", "unmet", met=("met", "satisfait"), unmet=("unmet", "non-satisfait"))
SHORTFALL = Words("reason", Text("REASON", "RAISON"), Text("The second test fails.", "Le deuxième essai échoue."), ("verdict", "met"))
SIGNOFF = _choice("signoff", "needed", needed=("needed", "requise"), seen=("seen", "vue"))
URL = Word(
    "url",
    same("URL"),
    same("https://github.com/OWNER/REPOSITORY/pull/1"),
    re.compile(r"<?(?P<word>https://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~%/?&=+#-]*)?)>?"),
    Text("An address that begins with https:// is wanted.", "Une adresse qui commence par https:// est attendue."),
)
DEFAULT_OR_CONVENIENCE = _choice("ground", "default", default=("default", "manquement"), convenience=("convenience", "commodité"))
PERCENT = Percent("percent", ("ground", "convenience"))
MEANS = _choice("means", "card", card=("card", "carte"), paypal=("paypal", "paypal"), deposit=("deposit", "dépôt"))
FAILED = _choice("outcome", "failed", failed=("failed", "échoué"))
CLIENT_OR_EVALUATOR = _choice("role", "evaluator", client=("client", "client"), evaluator=("evaluator", "évaluateur"))
USER = Word(
    "user",
    Text("@USER", "@COMPTE"),
    Text("@USER", "@COMPTE"),
    re.compile(r"@?(?P<word>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))"),
    Text("A GitHub account is wanted.", "Un compte GitHub est attendu."),
)
STATE = Choice("state", {state.id: state.name for state in OPPORTUNITY_STATES}, "open", Text("STATE", "ÉTAT"))
