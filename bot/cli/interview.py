"""The opportunity form asked question by question: each answer checked at once, with a way back, until the whole can be read.

    opportunity = Interview(talk, draft, policy, today).hold()

Never writes the body and never files anything. What a criterion finds is told, and stops nobody: the client may know better.
"""

from datetime import date

from bot.cli.draft import Draft
from bot.cli.talk import Back, Empty, Talk
from bot.core.contradictions import contradictions
from bot.core.criteria.so_far import NEEDS, findings_so_far
from bot.core.estimating import estimate
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy
from bot.core.text import Text
from bot.forms.partly import Partly, read_partly
from bot.forms.problem import Problem, sides
from bot.forms.questions import Question, questions
from bot.forms.submission import Submission, Value
from bot.forms.template import packaged

SPOKEN_OF_ONCE_BOTH_ARE_THERE = frozenset({"translation", "same_in_both_languages"})
ALL = frozenset({"all", "tout", "tous", "toutes"})


class Interview:
    """One person's answers, on their way to an opportunity."""

    def __init__(self, talk: Talk, draft: Draft, policy: Policy, today: date) -> None:
        self.talk, self.draft, self.policy, self.today = talk, draft, policy, today
        self.asked = questions(talk.language)
        self.told: set[str] = set()

    def hold(self) -> Opportunity:
        """Asks from the first question without an answer. Raises `Leave` when the person leaves; the draft has every answer so far."""
        place = self._first_open()
        self.talk.say((RESUMED if self.draft.answers else HOW).format(number=len(self.draft.answers)))
        while True:
            while place < len(self.asked):
                place = self._turn(place)
            read = self._read()
            problems = (*read.unreadable, *read.missing)
            if not problems:
                return read.opportunity
            self.talk.say(problems[0].sentence, fg="red")
            place = next(number for number, one in enumerate(self.asked) if one.field.id == problems[0].field)

    def _first_open(self) -> int:
        return next((number for number, one in enumerate(self.asked) if one.field.id not in self.draft.answers), len(self.asked))

    def _turn(self, place: int) -> int:
        """One question; the place of the next, or of the one before."""
        one = self.asked[place]
        self._show(one, place)
        offered = self._offered(one)
        try:
            answer = self._answer(one) or offered
        except Back:
            return max(place - 1, 0)
        except Empty:
            answer = ""
        before = dict(self.draft.answers)
        self.draft.answers[one.field.id] = answer
        if problem := self._problem(one):
            self.talk.say(problem.sentence, fg="red")
            self.draft.answers = before
            return place
        self.draft.keep()
        self._comment(one)
        return place + 1

    def _show(self, one: Question, place: int) -> None:
        self.talk.say(TITLE.format(place=place + 1, number=len(self.asked), name=one.name), bold=True)
        self.talk.say(one.help)
        for number, option in enumerate(one.field.labels, 1):
            self.talk.say(OPTION.format(number=number, name=sides(option)))
        if one.example[self.talk.language]:
            self.talk.say(EXAMPLE.format(example=one.example), dim=True)
        self.talk.say({"textarea": SEVERAL_LINES, "dropdown": A_NUMBER, "checkboxes": NUMBERS}.get(one.field.type, ONE_LINE), dim=True)

    def _offered(self, one: Question) -> Value:
        """What Enter alone takes: the answer that is there, the first licence, the estimate."""
        field, kept = one.field, self.draft.answers.get(one.field.id)
        offered: Value = kept or (field.labels[0] if field.id == "licence" else "")
        if field.id == "price":
            offered = offered or self._estimated()
        if offered:
            shown = "; ".join(offered) if isinstance(offered, tuple) else offered
            self.talk.say(ENTER.format(answer=shown))
        return offered

    def _estimated(self) -> str:
        """Tells the estimate of the hours, at the rate or at both ends of the usual rates; gives it, if it is one and within the cap."""
        opportunity, rules = self._read().opportunity, self.policy.money
        if opportunity.work_minutes is None:
            return ""
        rates = (opportunity.hourly_rate,) if opportunity.hourly_rate else (rules.hourly_low, rules.hourly_high)
        estimates = [estimate(opportunity.work_minutes, rate, rules, self.today) for rate in rates]
        for one in estimates:
            self.talk.say(one.sentence, fg="green" if one.within else "yellow")
        dollars, cents = divmod(estimates[0].price, 100)
        return f"{dollars}{f'.{cents:02}' if cents else ''}" if len(estimates) == 1 and estimates[0].within else ""

    def _answer(self, one: Question) -> Value:
        if one.field.type == "textarea":
            return self.talk.lines()
        typed = self.talk.line().strip()
        labels = one.field.labels
        if one.field.type == "dropdown":
            return labels[int(typed) - 1] if typed in {str(number) for number in range(1, len(labels) + 1)} else typed
        if one.field.type == "checkboxes":
            named = set(typed.replace(",", " ").split())
            return tuple(label for number, label in enumerate(labels, 1) if str(number) in named or named & ALL)
        return typed

    def _read(self) -> Partly:
        return read_partly(Submission(packaged("opportunity.yml"), self.draft.answers), self.today)

    def _problem(self, one: Question) -> Problem | None:
        """What is wrong with this answer; that a text is in neither language is known once both were asked for."""
        read, field = self._read(), one.field.id
        pair = {f"{field[:-3]}_en", f"{field[:-3]}_fr"} if field.endswith(("_en", "_fr")) else {field}
        whole = pair <= set(self.draft.answers)
        found = [problem for problem in read.unreadable if problem.field == field]
        found += [problem for problem in read.missing if whole and problem.field in pair]
        return found[0] if found else None

    def _comment(self, one: Question) -> None:
        """What the criteria say of it, each once."""
        noun, read = one.field.id.removesuffix("_en").removesuffix("_fr"), self._read()
        both = not one.field.id.endswith(("_en", "_fr")) or {f"{noun}_en", f"{noun}_fr"} <= set(self.draft.answers)
        found = [
            finding
            for finding in findings_so_far(read.opportunity, read.said, self.policy, self.today)
            if self._is_of(finding.id, noun) and (both or finding.id not in SPOKEN_OF_ONCE_BOTH_ARE_THERE)
        ]
        for finding in (*found, *contradictions(read.opportunity, read.said, self.policy)):
            if not finding.met and finding.sentence.en not in self.told:
                self.told.add(finding.sentence.en)
                self.talk.say(finding.sentence, fg="red" if finding.level == "must" else "yellow")

    @staticmethod
    def _is_of(finding: str, noun: str) -> bool:
        """Whether a criterion is about this answer; one that needs no answer in particular, as on protected information, is about each."""
        return noun in NEEDS[finding] or not NEEDS[finding]


HOW = Text(
    "Each answer is checked at once and kept in the draft. /back goes to the question before, /empty empties an answer, /quit stops; "
    "Ctrl-C "
    "does too. Start again in the same place, and you go on where you stopped. Unclassified information only.",
    "Chaque réponse est vérifiée aussitôt et conservée dans le brouillon. /retour revient à la question précédente, /vide efface une "
    "réponse, "
    "/quitter arrête; Ctrl-C aussi. Recommencez au même endroit pour continuer. Renseignements non classifiés seulement.",
)
RESUMED = Text(
    "A draft with {number} answers is here; you go on after them. /back goes to the question before.",
    "Voici un brouillon de {number} réponses; vous continuez à leur suite. /retour revient à la question précédente.",
)
TITLE = Text("\n{place}/{number}  {name}", "\n{place}/{number}  {name}")
OPTION = Text("  {number}. {name}", "  {number}. {name}")
EXAMPLE = Text("For example: {example}", "Par exemple : {example}")
ONE_LINE = Text("One line.", "Une ligne.")
SEVERAL_LINES = Text(
    "As many lines as you like; end with a line that holds a dot alone.",
    "Autant de lignes que vous voulez; terminez par une ligne qui ne contient qu’un point.",
)
A_NUMBER = Text("The number of your choice.", "Le numéro de votre choix.")
NUMBERS = Text("The numbers of all that are true, or: all.", "Les numéros de tout ce qui est vrai, ou : tous.")
ENTER = Text("Enter alone takes: {answer}", "Entrée seule prend : {answer}")
