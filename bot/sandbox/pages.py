"""What people do in the page: fill in an issue form. `GET` shows it as JSON, `POST` files it.

The form is read from the repository's default branch at that moment. Labels that the repository has are applied whoever files.
"""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.acts.issues import open_issue
from bot.sandbox.authentication import Person
from bot.sandbox.deliver import Webhooks
from bot.sandbox.form import Form, FormError, Unfilled, compose, describe, parse_form
from bot.sandbox.permissions import can_see
from bot.sandbox.refusals import problem, refuse
from bot.sandbox.repositories import Repository
from bot.sandbox.routes.call import ACTOR, CONTENT, Call, answer
from bot.sandbox.routes.table import read_body
from bot.sandbox.shapes.issues import issue_alone
from bot.sandbox.world import World

PATH = "/{owner}/{repo}/issues/new"
LONGEST_ADDRESS = 8000
"""About where GitHub answers 414 to a prefilled form; measured by others, not documented."""


def add_pages(app: web.Application, world: World, webhooks: Webhooks) -> None:
    """Adds the page of a form."""

    async def show(request: web.Request) -> web.Response:
        if len(request.path_qs) > LONGEST_ADDRESS:
            refuse(refusals.ADDRESS_TOO_LONG)
        call = _call(request)
        prefill = {key: value for key, value in request.query.items() if key != "template"}
        return answer(describe(_form(call), prefill))

    async def submit(request: web.Request) -> web.Response:
        call = _call(request)
        if not isinstance(call.actor, Person):
            refuse(refusals.REQUIRES_AUTHENTICATION)
        response = _file(call, await _values(request))
        request[CONTENT] = True
        return response

    def _call(request: web.Request) -> Call:
        call = Call(request, world, webhooks, request[ACTOR])
        call.found = world.repository(request.match_info["owner"], request.match_info["repo"])
        if call.found is None or not can_see(call.found, call.actor):
            refuse(refusals.NOT_FOUND)
        return call

    app.router.add_get(PATH, show)
    app.router.add_post(PATH, submit)


async def _values(request: web.Request) -> Mapping[str, Any]:
    """The answers by field, from JSON or as a browser posts them; what comes twice is a list."""
    if request.content_type == "application/json":
        return read_body(await request.read())
    posted = await request.post()
    return {key: values[0] if len(values := posted.getall(key)) == 1 else values for key in posted}


def _form(call: Call) -> Form:
    one = call.repository
    name = call.request.query.get("template", "")
    text = one.git.read_file(one.default_branch, f".github/ISSUE_TEMPLATE/{name}")
    if text is None or one.git.is_empty or not name.endswith((".yml", ".yaml")):
        refuse(refusals.NOT_FOUND)
    try:
        return parse_form(text.decode())
    except FormError as error:
        refuse(refusals.FORM_INVALID, errors=error.problems)


def _file(call: Call, values: Mapping[str, Any]) -> web.Response:
    if not call.repository.has_issues:
        refuse(refusals.ISSUES_DISABLED)
    form = _form(call)
    composed = compose(form, values, public=not call.repository.private)
    if isinstance(composed, Unfilled):
        refuse(refusals.FORM_REFUSED, errors=[problem("Issue", name, "custom", why) for name, why in composed.problems.items()])
    labels = [label for name in composed.labels if (label := call.repository.label(name))]
    assignees = [
        account for login in composed.assignees if (account := call.world.account(login)) and _assignable(call.repository, account.id)
    ]
    made = open_issue(call.act, call.repository, composed.title, composed.body, labels, assignees)
    return answer(issue_alone(call.world, made), 201)


def _assignable(repository: Repository, account_id: int) -> bool:
    return account_id in repository.collaborators or account_id == repository.owner.id
