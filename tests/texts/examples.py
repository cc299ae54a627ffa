"""Every comment that the bot says, with the fields that the rules gave it in a story; few are made by hand, where no story leads yet.

Nothing is rendered here, and nothing is asserted.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bot.core.comments import Comment, Mention
from bot.core.effects import Effect, KeepNotice, KeepPanel, OpenIssue, PostComment, Provision, Target
from bot.core.events import Place
from bot.core.policy import AgreementRules, DeliveryRules
from bot.core.text import Language, Text, day
from tests.core.stories.play import EVALUATION, KEY, OPPORTUNITY, Play, answers
from tests.texts.examples_of_help import asked_anywhere, lost
from tests.texts.examples_of_preparation import prepared
from tests.texts.examples_of_remedies import remedies
from tests.texts.examples_of_the_call import addenda_and_extensions, heard_of_late
from tests.texts.examples_of_the_contract import under_contract
from tests.texts.examples_of_threads import gone_astray

IN_FORCE = AgreementRules(
    "https://github.com/good-examples/terms/en", "https://github.com/good-examples/terms/fr", "2027-01", in_force=True
)
SAMPLE = AgreementRules("https://github.com/good-examples/sample/en", "https://github.com/good-examples/sample/fr")
LANGUAGES: tuple[Language, ...] = ("en", "fr")
CONTACT = "micro@department.example"
MISSING = Text("The statement is empty.", "La déclaration est vide.")


def asked_and_answered() -> Play:
    """Questions in time and too late, an answer in two steps, applications of every kind."""
    play = Play().opened()
    play.applies("amelie")
    play.says("stranger", "/question Which version?\n\nMany thanks, @claire!")
    play.says("claire", "/answer 1 en: Version 3.")
    play.says("claire", "/answer 1 fr: La version 3.")
    play.says("stranger", "/question May it be a fork?")
    play.says("claire", "/répondre 2 fr: Oui.")
    play.applies("ben", problems=(MISSING,))
    play.mends("ben")
    play.mends("ben", problems=(MISSING,))
    play.applies("noor", answers("one", "two"))
    play.says("noor", "/withdraw", play.on_application("noor"))
    play.later(days=18)
    play.says("stranger", "/question Is it too late?")
    play.call_closes()
    play.later(minutes=1)
    play.applies("tomasz")
    play.mends("amelie")
    return play


def paid() -> Play:
    """The whole way, with a revision and a returned invoice."""
    play = Play()
    play.with_policy(agreement=IN_FORCE, contact=CONTACT)
    play.closed("amelie", "noor", "tomasz")
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    for login in ("amelie", "noor", "tomasz"):
        play.evaluates(login, "fail" if login == "noor" else "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    play.says("mathieu", "/draw")
    play.agreed()
    play.performed()
    play.pull_request(play.winner, "a" * 40)
    play.says("claire", "/acceptance 1 met\n/acceptance 2 unmet LICENSE is missing.\n/acceptance 3 unmet The second test fails.")
    play.pull_request(play.winner, "b" * 40, "synchronize")
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met")
    for words, login in (("/invoice", play.winner), ("/return No tax number.", "sylvie"), ("/invoice", play.winner)):
        play.says(login, words)
    for login, words in (("sylvie", "/certify"), ("farah", "/paid card"), (play.winner, "/received"), ("stranger", "/help\n/why")):
        play.says(login, words)
    return play


def asks_for_help() -> Iterator[Play]:
    """`/help` and `/why` at each stage, for somebody with much to do and for a stranger, in both languages."""
    for stage in (
        Play.vetted,
        Play.funded,
        Play.opened,
        Play.packaged,
        Play.drawn,
        Play.awarded,
        Play.delivered,
        Play.accepted,
        Play.invoiced,
    ):
        play: Play = stage(Play())
        for login in ("both", "stranger"):
            play.says(login, "/help\n/why")
            play.says(login, "/aide\n/pourquoi")
        yield play


def before_opening() -> Iterator[Play]:
    """What can happen to a text before it is published."""
    play = Play()
    play.files("stranger")
    play.files(opportunity=None, problems=(Text("“Price” is missing.", "Il manque « Prix »."),))
    play.files(opportunity=replace(OPPORTUNITY, delivery=OPPORTUNITY.work_start + timedelta(days=3), closing=date(2027, 5, 27)))
    play.says("mathieu", "/vet")
    play.says("priya", "/waive workload The work is spread out.\n/waive open_days It is urgent.\n/waive nothing For no reason.")
    play.edits(None, "body-3", (Text("“Price” is there twice.", "« Prix » y est deux fois."),))
    play.edits(OPPORTUNITY, "body-4")
    yield play
    play = Play()
    play.files(opportunity=replace(OPPORTUNITY, price=950_000))
    play.edits(OPPORTUNITY)
    yield play
    play = Play().vetted()
    play.says("mathieu", "/return The dates have changed.")
    yield play
    play = Play().vetted()
    play.edits(replace(OPPORTUNITY, price=600_000))
    play.says("claire", "/stop priority Other work came first.")
    yield play
    play = Play().funded()
    play.says("farah", "/release The year ends.")
    yield play
    play = Play().awarded()
    loser = next(login for login in ("amelie", "noor") if login != play.winner)
    play.says(loser, "/debrief", play.on_application(loser))
    play.says("mathieu", "/assign client priya")
    yield play
    play = Play().drawn("amelie", "noor")
    play.says(play.winner, "/decline", play.on_application(play.winner))
    play.agreed()
    play.says("priya", "/cancel The need is gone.")
    play.performed()
    yield play
    play = Play().opened()
    play.says("mathieu", "/assign evaluator priya")
    play.applies("amelie")
    play.call_closes()
    play.performed()
    play.says("mathieu", "/assign evaluator stranger")
    yield play


def other_ends() -> Iterator[Play]:
    """Nobody applied, none passed, nobody agreed; cancelled; closed unpaid."""
    play = Play().opened()
    play.call_closes()
    play.says("mathieu", "/close Nobody applied.")
    yield play
    play = Play().confirmed("amelie", failed=("amelie",))
    play.says("mathieu", "/draw")
    play.says("mathieu", "/close Nobody passed.")
    yield play
    play = Play().drawn("amelie", "noor")
    play.says(play.winner, "/décliner", play.on_application(play.winner))
    play.due("offer")
    yield play
    play = Play().opened()
    play.applies("amelie")
    play.edits(replace(OPPORTUNITY, price=1))
    play.says("priya", "/cancel The price was wrong.")
    yield play
    play = Play().accepted()
    play.says("farah", "/close No invoice came.")
    yield play


def other_ways() -> Iterator[Play]:
    """An interest declared, a refusal by GitHub, a defect, an invited supplier, another licence, labels and refusals in both languages."""
    play = Play().closed()
    play.performed()
    play.says("claire", "/declare interest", play.on_evaluation())
    yield play
    play = Play().drawn()
    play.agreed()
    play.performed(refusal="403: Resource not accessible by integration")
    yield play
    play = Play().accepted()
    play.says("claire", "/acceptance 1 unmet It fails with the newest version.")
    yield play
    play = Play()
    play.with_policy(agreement=SAMPLE, delivery=DeliveryRules(access="invite"))
    play.files(opportunity=replace(OPPORTUNITY, licence="Apache-2.0"))
    for login, words in (
        ("mathieu", "/vet"),
        ("priya", "/vet"),
        ("samuel", "/engager"),
        ("farah", "/réserver 45 7 345 $"),
        ("mathieu", "/publier"),
    ):
        play.says(login, words)
    for login in ("amelie", "noor"):
        play.applies(login)
        play.applies(login)
    play.applies("claire")
    play.labels("stranger", "opportunity: evaluation")
    play.labels("mathieu", "opportunity: cancelled")
    play.says("stranger", "/annuler Pour rien.\n/peut-être\n/tirage")
    play.call_closes()
    play.performed()
    play.says("claire", "/déclarer aucun", play.on_evaluation())
    for login in ("amelie", "noor"):
        play.evaluates(login, "pass")
    play.says("priya", "/confirmer", play.on_evaluation())
    play.says("mathieu", "/tirage")
    play.says(play.winner, "/consentir", play.on_application(play.winner))
    play.performed(invited="yes")
    yield play


BY_HAND: tuple[Comment, ...] = (
    Comment("declared", {"evaluator": "claire", "selection": day(date(2027, 6, 16)), "waiting": (Mention("noemie"),), "above": False}),
    Comment("declared", {"evaluator": "claire", "selection": day(date(2027, 6, 16)), "waiting": (), "above": False}),
    Comment(
        "policy_errors",
        {
            "path": ".github/micro-acquisition.yml",
            "errors": ({"line": 3, "key": "monye", "sentence": Text("There is no such key.", "Cette clé n’existe pas.")},),
            "in_force": True,
        },
    ),
    Comment("policy_errors", {"path": ".github/micro-acquisition.yml", "errors": (), "in_force": False}),
)
"""What no story leads to yet: a second evaluator needs `/assign`; the policy file is read outside the core."""


@dataclass(frozen=True, slots=True)
class Example:
    """A comment as a story gave it, and the thread on which it is said (none: a file, or another issue)."""

    comment: Comment
    place: Place | None


STORIES: tuple[Callable[[], Iterable[Play]], ...] = (
    lambda: (asked_and_answered(), paid()),
    asks_for_help,
    before_opening,
    other_ends,
    other_ways,
    gone_astray,
    addenda_and_extensions,
    heard_of_late,
    prepared,
    remedies,
    asked_anywhere,
    lost,
    under_contract,
)
"""The stories that are told; those of one subject may stand in a module of their own."""


@lru_cache(maxsize=1)
def examples() -> dict[str, tuple[Example, ...]]:
    """Each comment's name → every different comment of that name that the stories gave."""
    plays = tuple(play for stories in STORIES for play in stories())
    told: dict[str, list[Example]] = {}
    for example in (
        *(one for play in plays for effect in play.effects for one in said_by(effect)),
        *(Example(one, None) for one in BY_HAND),
    ):
        if example not in told.setdefault(example.comment.name, []):
            told[example.comment.name].append(example)
    return {name: tuple(comments) for name, comments in sorted(told.items())}


def comments() -> tuple[Comment, ...]:
    """All of them."""
    return tuple(example.comment for several in examples().values() for example in several)


def said_by(effect: Effect) -> tuple[Example, ...]:
    """Everything that an effect would have rendered, and where."""
    match effect:
        case PostComment():
            return tuple(Example(one, place_of(effect.target)) for one in (effect.comment, *effect.also))
        case KeepPanel():
            return (Example(effect.comment, place_of(effect.target)),)
        case OpenIssue():
            return (Example(effect.comment, Place.EVALUATION),)
        case KeepNotice():
            return (Example(effect.comment, None),) if effect.comment else ()
        case Provision():
            return tuple(Example(file.comment, None) for file in effect.files)
        case _:
            return ()


def place_of(target: Target) -> Place:
    """The thread of a target on the stories' stage."""
    if target.repository_id == EVALUATION.repository_id:
        return Place.EVALUATION
    return Place.OPPORTUNITY if target.issue_id == KEY.issue_id else Place.APPLICATION
