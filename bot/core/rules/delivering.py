"""The work: what is submitted, and on which commit. The client's verdicts on it stand in `assessing.py`."""

from dataclasses import replace

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.delivery import Delivery
from bot.core.effects import Effect
from bot.core.events import PullRequest
from bot.core.rules import after_notice
from bot.core.rules.forking import settled
from bot.core.rules.panels import acceptance_panel, shown_head
from bot.core.scene import NOTHING, Answer, Outcome, Scene, mention, new, post
from bot.core.states import Kind, move
from bot.core.text import day


def pull_request(case: Case, event: PullRequest, scene: Scene) -> Answer:
    """The supplier's pull request, ready for review, delivers; a push to it delivers anew and makes earlier verdicts stale."""
    supplier = case.supplier
    if supplier is None or event.author_id != supplier.id or event.draft or event.action == "closed":
        return NOTHING
    if case.contract.termination:
        return after_notice.pull_request(case, event, scene)
    if case.state not in ("awarded", "delivered") or event.head == case.delivery.head or _elsewhere(case, event):
        return NOTHING
    return _submitted(case, event.number, event.head, event.url)


def _elsewhere(case: Case, event: PullRequest) -> bool:
    """In the delivery repository of an earlier supplier."""
    return event.subject.target.repository_id != case.delivery.repository_id


def deliver(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier says where the work is; verdicts count on the pull request's newest commit, else on this submission.

    Once the client has judged that commit, saying so again is another submission, for which verdicts are asked anew: else nobody would.
    """
    url = str(command.arguments["url"])
    same_commit = case.delivery.pull is not None and not case.delivery.standing()
    head = case.delivery.head if same_commit else scene.cause.via
    return _submitted(case, case.delivery.pull, head, url)


def _submitted(case: Case, pull: int | None, head: str, url: str) -> Outcome:
    """The first submission’s panel asks the client by itself; later ones need a new comment, for an edit notifies nobody."""
    facts = (new("submitted", pull=pull, head=head, url=url), *settled(case, "delivered"))
    stale = sorted(case.delivery.standing())
    fields: dict[str, Value] = {
        "clients": tuple(mention(person) for person in case.clients),
        "url": url,
        "head": shown_head(head),
        "count": len(case.opportunity.acceptance),
        "delivery": day(case.opportunity.delivery),
        "stale": ", ".join(str(number) for number in stale),
    }
    submission = replace(case, delivery=Delivery(pull=pull, head=head, submitted_url=url))
    shown = acceptance_panel(submission)
    effects: tuple[Effect, ...] = (post(case.target, Comment("delivered", fields)), shown) if stale or case.delivery.head else (shown,)
    if case.state == "delivered":
        return Outcome(facts, effects=effects if stale else (shown,))
    return Outcome((*facts, new("moved", to=move(Kind.OPPORTUNITY, case.state, "delivered"))), effects=effects)
