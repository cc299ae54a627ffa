"""Labels of a repository and of an issue. GitHub Docs, REST, "Labels"."""

import re

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.acts import issues as issue_acts
from bot.sandbox.acts import labels as acts
from bot.sandbox.issues import Label
from bot.sandbox.refusals import problem, refuse
from bot.sandbox.routes.call import Call, answer, nothing, page
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes.repositories import label

LONGEST_NAME = 50
LONGEST_DESCRIPTION = 100
MOST_LABELS = 100


def list_labels(call: Call) -> web.Response:
    """The repository's labels, in alphabetical order."""
    found = sorted(call.repository.labels, key=lambda one: one.name.lower())
    return page(call, found, lambda one: label(call.world, call.repository, one))


def _found(call: Call) -> Label:
    return call.repository.label(call.part("name")) or refuse(refusals.NOT_FOUND)


def read_label(call: Call) -> web.Response:
    """One label."""
    return answer(label(call.world, call.repository, _found(call)))


def make_label(call: Call) -> web.Response:
    """A new label."""
    name = _free_name(call, call.text("Label", "name"), None)
    made = acts.make_label(call.act, call.repository, name, _color(call) or acts.DEFAULT_COLOUR, _description(call))
    return answer(label(call.world, call.repository, made), 201)


def change_label(call: Call) -> web.Response:
    """A new name, color or description."""
    found, new = _found(call), {}
    if call.body.get("new_name") is not None:
        new["name"] = _free_name(call, call.text("Label", "new_name"), found)
    if color := _color(call):
        new["color"] = color.lower()
    if "description" in call.body:
        new["description"] = _description(call) or ""
    acts.change_label(call.act, call.repository, found, **new)
    return answer(label(call.world, call.repository, found))


def delete_label(call: Call) -> web.Response:
    """Takes it off every issue and away."""
    acts.delete_label(call.act, call.repository, _found(call))
    return nothing()


def _check_name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        message = f"name is too long (maximum is {LONGEST_NAME} characters)"
        refuse(refusals.LABEL_NAME_TOO_LONG, errors=[problem("Label", "name", "custom", message)])
    return name


def _free_name(call: Call, name: str, own: Label | None) -> str:
    _check_name(name)
    if call.repository.label(name) not in {None, own}:
        refuse(refusals.LABEL_TAKEN, errors=[problem("Label", "name", "already_exists")])
    return name


def _color(call: Call) -> str | None:
    color = call.body.get("color")
    if color is not None and not re.fullmatch(r"[0-9a-fA-F]{6}", str(color)):
        call.invalid("Label", "color", "invalid")
    return color


def _description(call: Call) -> str | None:
    description: str | None = call.body.get("description")
    if description is not None and len(description) > LONGEST_DESCRIPTION:
        message = f"description is too long (maximum is {LONGEST_DESCRIPTION} characters)"
        refuse(refusals.LABEL_DESCRIPTION_TOO_LONG, errors=[problem("Label", "description", "custom", message)])
    return description


def list_of_issue(call: Call) -> web.Response:
    """An issue's labels."""
    return page(call, call.issue().labels, lambda one: label(call.world, call.repository, one))


def _shown(call: Call) -> web.Response:
    """All of them, after a change."""
    return answer([label(call.world, call.repository, one) for one in call.issue().labels])


def _set(call: Call, *, keep: bool) -> web.Response:
    issue = call.issue()
    names = [_check_name(name) for name in call.texts("labels")]
    if len(names) > MOST_LABELS:
        refuse(refusals.TOO_MANY_LABELS, errors=[problem("Issue", "labels", "custom", f"too many labels (maximum is {MOST_LABELS})")])
    if not call.may("write") and not all(call.repository.label(name) for name in names):
        refuse(refusals.MAY_NOT_MAKE_LABEL, errors=[problem("Repository", "label", "unauthorized")])
    wanted = acts.find_or_make(call.act, call.repository, names)
    before = issue.labels if keep else []
    issue_acts.set_labels(call.act, issue, [*before, *(one for one in wanted if one not in before)])
    return _shown(call)


def add_to_issue(call: Call) -> web.Response:
    """Puts labels on; those that the repository lacks come to be."""
    return _set(call, keep=True)


def set_of_issue(call: Call) -> web.Response:
    """Makes these the only labels."""
    return _set(call, keep=False)


def clear_issue(call: Call) -> web.Response:
    """Takes all labels off."""
    issue_acts.set_labels(call.act, call.issue(), [])
    return nothing()


def take_off_issue(call: Call) -> web.Response:
    """Takes one label off; what remains is shown."""
    issue, found = call.issue(), call.repository.label(call.part("name"))
    if found is None or found not in issue.labels:
        refuse(refusals.LABEL_NOT_ON_ISSUE)
    issue_acts.set_labels(call.act, issue, [one for one in issue.labels if one is not found])
    return _shown(call)


_OF_ISSUE = REPOSITORY + "/issues/{issue_number}/labels"
_ONE = REPOSITORY + "/labels/{name:.+}"
_READ = "issues:read pull_requests:read"
_WRITE = "issues:write pull_requests:write"
_NO = refusals.MAY_NOT_LABEL
ROUTES = (
    Route("GET", REPOSITORY + "/labels", list_labels, _READ),
    Route("POST", REPOSITORY + "/labels", make_label, _WRITE, role="write", lacking=refusals.MAY_NOT_MAKE_LABEL),
    Route("GET", _ONE, read_label, _READ),
    Route("PATCH", _ONE, change_label, _WRITE, role="write", lacking=refusals.MAY_NOT_MAKE_LABEL),
    Route("DELETE", _ONE, delete_label, _WRITE, role="write", lacking=refusals.MAY_NOT_MAKE_LABEL),
    Route("GET", _OF_ISSUE, list_of_issue, _READ),
    Route("POST", _OF_ISSUE, add_to_issue, _WRITE, role="triage", lacking=_NO),
    Route("PUT", _OF_ISSUE, set_of_issue, _WRITE, role="triage", lacking=_NO),
    Route("DELETE", _OF_ISSUE, clear_issue, _WRITE, role="triage", lacking=_NO),
    Route("DELETE", _OF_ISSUE + "/{name:.+}", take_off_issue, _WRITE, role="triage", lacking=_NO),
)
