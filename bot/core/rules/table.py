"""Which rule carries out which command, and where and in which state it counts."""

from collections.abc import Callable, Mapping

from bot.core.case import Case
from bot.core.commands import BY_NAME, Command
from bot.core.rules import (
    addenda,
    after_notice,
    amending,
    applying,
    assessing,
    call,
    complaining,
    correcting,
    delivering,
    disputing,
    ending,
    evaluating,
    explaining,
    extending,
    forking,
    funds,
    guidance,
    helping,
    pausing,
    paying,
    people,
    questions,
    rerun,
    selecting,
    signing_off,
    splitting,
    terminating,
    transfer,
    vetting,
)
from bot.core.rules.hands import kept_apart, not_yours
from bot.core.scene import Answer, Refusal, Scene, refuse
from bot.core.states import Kind, state_of
from bot.core.text import Text, joined

Rule = Callable[[Case, Command, Scene], Answer]


def _send_back(case: Case, command: Command, scene: Scene) -> Answer:
    return paying.send_back(case, command, scene) if case.state == "invoiced" else vetting.send_back(case, command, scene)


def _extend(case: Case, command: Command, scene: Scene) -> Answer:
    if command.arguments["what"] == "closing":
        return extending.extend_closing(case, command, scene)
    return amending.extend(case, command, scene)


def _agree(case: Case, command: Command, scene: Scene) -> Answer:
    return selecting.agree(case, command, scene) if case.state == "selected" else amending.agree(case, command, scene)


def _decline(case: Case, command: Command, scene: Scene) -> Answer:
    return selecting.decline(case, command, scene) if case.state == "selected" else amending.decline(case, command, scene)


RULES: Mapping[str, Rule] = {
    "help": lambda case, _, scene: helping.help_here(case, scene, carry_out),
    "why": explaining.why,
    "question": questions.ask,
    "answer": questions.answer,
    "addendum": addenda.addendum,
    "extend": _extend,
    "vet": vetting.vet,
    "return": _send_back,
    "publish": call.publish,
    "commit": funds.commit,
    "reserve": funds.reserve,
    "release": funds.release,
    "waive": vetting.waive,
    "transfer": transfer.transfer,
    "clear": splitting.clear,
    "uphold": splitting.uphold,
    "rerun": rerun.run_again,
    "stop": vetting.stop,
    "cancel": call.cancel,
    "close": ending.close,
    "withdraw": applying.withdraw,
    "declare": evaluating.declare,
    "evaluate": evaluating.evaluate,
    "confirm": evaluating.confirm,
    "draw": selecting.select,
    "agree": _agree,
    "decline": _decline,
    "signoff": signing_off.sign_off,
    "deliver": delivering.deliver,
    "unable": forking.unable,
    "continue": amending.carry_on,
    "discontinue": forking.discontinue,
    "terminate": terminating.terminate,
    "rescind": after_notice.rescind,
    "next": after_notice.offer_to_next,
    "acceptance": assessing.assess,
    "invoice": paying.invoice,
    "certify": paying.certify,
    "paid": paying.pay,
    "payment": paying.fail,
    "received": paying.receive,
    "debrief": people.debrief,
    "assign": people.assign,
    "dispute": disputing.dispute,
    "resolve": disputing.resolve,
    "complaint": complaining.complain,
    "correct": correcting.correct,
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
TOO_LATE: Mapping[tuple[str, str], Text] = {("deliver", "terminated"): after_notice.NOT_ASSESSED}
"""Command and state → why it comes too late, where more can be said than when it counts."""


def carry_out(case: Case, command: Command, scene: Scene) -> Answer:
    """The rule's answer, after the questions that every command is asked: here, now, you, and by this hand."""
    row = BY_NAME[command.name]
    word = row.word(command.language)
    if scene.place not in row.where:
        where = joined(tuple(PLACES[place] for place in sorted(row.where)), " or ", " ou ")
        return refuse(ELSEWHERE.format(word=word, where=where))
    if command.name in guidance.ALWAYS:
        return RULES[command.name](case, command, scene)
    return _wrong_moment(case, command, word) or _wrong_hand(case, command, scene) or RULES[command.name](case, command, scene)


def _wrong_moment(case: Case, command: Command, word: str) -> Refusal | None:
    states = guidance.states_for(command.name)
    if case.state in states:
        return None
    if (command.name, case.state) in TOO_LATE:
        return refuse(TOO_LATE[command.name, case.state])
    names = joined(tuple(state_of(Kind.OPPORTUNITY, one).name for one in states))
    return refuse(NOT_NOW.format(word=word, state=state_of(Kind.OPPORTUNITY, case.state).name), COUNTS_WHEN.format(states=names))


def _wrong_hand(case: Case, command: Command, scene: Scene) -> Refusal | None:
    who = guidance.hands_for(BY_NAME[command.name], case.state)
    return not_yours(case, scene, who) or kept_apart(case, scene, command.name)
