"""Questions and their answers: asked publicly, answered in both languages, and told to everybody who applied, each once."""

from bot.core.call import Question
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.facts import NewFact
from bot.core.people import Person, Role
from bot.core.scene import Answer, Outcome, Scene, mention, new, quoted, refuse
from bot.core.text import Text, moment

NO_QUESTION = Text("There is no question {id} here.", "Il n’y a pas de question {id} ici.")
SAME_ANSWER = Text("Question {id} has this answer already.", "La question {id} a déjà cette réponse.")


def ask(case: Case, command: Command, scene: Scene) -> Answer:
    """A public question. After the cut-off it is kept for the maintainer."""
    assert case.call is not None
    number = len(case.questions) + 1
    late = case.clocks.passed(case.call.questions_until, scene.cause.at)
    words = str(command.arguments["text"])
    fact = new("asked", id=number, url=scene.url, words=words, late=late)
    who = scene.context.mentions(Role.MAINTAINER) if late else tuple(mention(person) for person in case.clients)
    until = moment(case.call.questions_until, scene.policy.time_zone)
    fields: dict[str, Value] = {"id": number, "late": late, "until": until, "closing": closing_of(case, scene), "mentions": who}
    return Outcome((fact,), Comment("asked", fields))


def answer(case: Case, command: Command, scene: Scene) -> Answer:
    """An answer, held until both languages are there; then it is said to everybody who applied."""
    number = int(str(command.arguments["id"]))
    question = case.question(number)
    if question is None:
        return refuse(NO_QUESTION.format(id=number))
    en, fr = str(command.arguments.get("en") or ""), str(command.arguments.get("fr") or "")
    said = Text(en or question.en, fr or question.fr)
    if (said.en, said.fr) == (question.en, question.fr):
        return refuse(SAME_ANSWER.format(id=number))
    whole = bool(said.en and said.fr)
    told = applicants(case) if whole else ()
    fact = new("answered", id=number, en=en, fr=fr, told=[person.id for person in told])
    flag = translation_flag(case, held=not whole or answers_held(case, but=number) or draft_held(case))
    return Outcome((fact, *flag), _answered(case, question, said, told, scene) if whole else _held(case, number, said, scene))


def applicants(case: Case) -> tuple[Person, ...]:
    """Everybody whose application still counts, each once."""
    return tuple({one.applicant.id: one.applicant for one in case.applications if one.state in ("received", "incomplete")}.values())


def closing_of(case: Case, scene: Scene) -> Text:
    """The moment of closing, as people read it."""
    assert case.call is not None
    return moment(case.call.closing, scene.policy.time_zone)


def answers_held(case: Case, but: int = 0) -> bool:
    """Whether an answer waits for its second language."""
    return any(one.held for one in case.questions if one.id != but)


def draft_held(case: Case) -> bool:
    """Whether the draft of an addendum does."""
    draft = case.call.draft if case.call else None
    return draft is not None and not draft.whole


def translation_flag(case: Case, *, held: bool) -> tuple[NewFact, ...]:
    """The flag is up while anything is held for its second language."""
    if held == ("translation" in case.flags):
        return ()
    return (new("flagged" if held else "unflagged", flag="translation"),)


def _held(case: Case, number: int, said: Text, scene: Scene) -> Comment:
    missing = "fr" if said.en else "en"
    fields: dict[str, Value] = {"id": number, "missing": missing, "author": mention(scene.actor), "closing": closing_of(case, scene)}
    return Comment("answer_held", fields)


def _answered(case: Case, question: Question, said: Text, told: tuple[Person, ...], scene: Scene) -> Comment:
    fields: dict[str, Value] = {
        "id": question.id,
        "again": question.answered,
        "words": quoted(question.words),
        "en": quoted(said.en),
        "fr": quoted(said.fr),
        "closing": closing_of(case, scene),
        "mentions": tuple(mention(person) for person in told),
    }
    return Comment("answered", fields)
