"""Which rule carries out which command, and where and in which state it counts. Commands that are missing here are said to be so."""

from collections.abc import Callable, Mapping

from bot.core.case import Case
from bot.core.commands import BY_NAME, Command
from bot.core.rules import (
    applying,
    call,
    delivering,
    ending,
    evaluating,
    explaining,
    funds,
    guidance,
    helping,
    pausing,
    paying,
    people,
    selecting,
    vetting,
)
from bot.core.rules.hands import kept_apart, not_yours
from bot.core.scene import Answer, Refusal, Scene, refuse
from bot.core.states import Kind, state_of
from bot.core.text import Text, joined

Rule = Callable[[Case, Command, Scene], Answer]


def _send_back(case: Case, command: Command, scene: Scene) -> Answer:
    return paying.send_back(case, command, scene) if case.state == "invoiced" else vetting.send_back(case, command, scene)


RULES: Mapping[str, Rule] = {
    "help": lambda case, _, scene: helping.help_here(case, scene, carry_out),
    "why": explaining.why,
    "question": call.ask,
    "answer": call.answer,
    "vet": vetting.vet,
    "return": _send_back,
    "publish": call.publish,
    "commit": funds.commit,
    "reserve": funds.reserve,
    "release": funds.release,
    "waive": vetting.waive,
    "stop": vetting.stop,
    "cancel": call.cancel,
    "close": ending.close,
    "withdraw": applying.withdraw,
    "declare": evaluating.declare,
    "evaluate": evaluating.evaluate,
    "confirm": evaluating.confirm,
    "draw": selecting.select,
    "agree": selecting.agree,
    "decline": selecting.decline,
    "deliver": delivering.deliver,
    "acceptance": delivering.assess,
    "invoice": paying.invoice,
    "certify": paying.certify,
    "paid": paying.pay,
    "received": paying.receive,
    "debrief": people.debrief,
    "assign": people.assign,
    "hold": pausing.hold,
    "blocked": pausing.blocked,
    "resume": pausing.resume,
}

ELSEWHERE = Text("`{word}` does not count here; it counts on {where}.", "`{word}` ne compte pas ici; il compte sur {where}.")
PLACES = {
    "opportunity": Text("the opportunity’s issue", "le billet de l’opportunité"),
    "application": Text("the application’s issue", "le billet de la candidature"),
    "evaluation": Text("the evaluation’s issue", "le billet de l’évaluation"),
    "delivery": Text("the delivery repository", "le dépôt de livraison"),
}
NOT_NOW = Text(
    "The command `{word}` has no effect while the opportunity is “{state}”.",
    "La commande `{word}` est sans effet quand l’opportunité est « {state} ».",
)
COUNTS_WHEN = Text("It is for an opportunity that is: {states}.", "Elle sert quand l’opportunité est : {states}.")
NOT_BY_BOT = Text(
    "The bot does not carry out `{word}` yet: please ask the micro-acquisition team.",
    "Le robot n’exécute pas encore `{word}` : adressez-vous à l’équipe de micro-acquisition.",
)


def carry_out(case: Case, command: Command, scene: Scene) -> Answer:
    """The rule's answer, after the questions that every command is asked: here, now, you, and by this hand."""
    row = BY_NAME[command.name]
    word = row.word(command.language)
    if scene.place not in row.where:
        where = joined(tuple(PLACES[place] for place in sorted(row.where)), " or ", " ou ")
        return refuse(ELSEWHERE.format(word=word, where=where))
    if command.name not in RULES:
        return refuse(NOT_BY_BOT.format(word=word))
    if command.name in guidance.ALWAYS:
        return RULES[command.name](case, command, scene)
    return _wrong_moment(case, command, word) or _wrong_hand(case, command, scene) or RULES[command.name](case, command, scene)


def _wrong_moment(case: Case, command: Command, word: str) -> Refusal | None:
    states = guidance.states_for(command.name)
    if case.state in states:
        return None
    names = joined(tuple(state_of(Kind.OPPORTUNITY, one).name for one in states))
    return refuse(NOT_NOW.format(word=word, state=state_of(Kind.OPPORTUNITY, case.state).name), COUNTS_WHEN.format(states=names))


def _wrong_hand(case: Case, command: Command, scene: Scene) -> Refusal | None:
    who = guidance.hands_for(BY_NAME[command.name], case.state)
    return not_yours(case, scene, who) or kept_apart(case, scene, command.name)
