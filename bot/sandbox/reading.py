"""Pages to read in a browser: what there is, a repository's issues, one issue or pull request with its comments and labels.

For the person at this machine, who sees private repositories too; programs use the API, which is strict. Nothing can be changed here.
"""

from collections.abc import Awaitable, Callable, Iterable
from html import escape

from aiohttp import web
from markdown_it import MarkdownIt

from bot.sandbox.issues import Issue, Label, Written
from bot.sandbox.refusals import NOT_FOUND, refuse
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.issues import issue_page
from bot.sandbox.shapes.repositories import html_url
from bot.sandbox.shapes.time import stamp
from bot.sandbox.world import World

_MARKDOWN = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; background: #fff }
article { border: 1px solid #d1d9e0; border-radius: 6px; margin: 1rem 0; padding: 0 1rem; overflow-wrap: anywhere }
article:target { border-color: #0969da }
article > header { background: #f6f8fa; margin: 0 -1rem; padding: .5rem 1rem; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0 }
.label { border: 1px solid #59636e; border-radius: 2em; padding: 0 .6em; font-size: .85em; white-space: nowrap }
.label::before { content: "● "; color: var(--color) }
table { border-collapse: collapse } td, th { border: 1px solid #d1d9e0; padding: .3em .8em } a { color: #0969da } pre { overflow: auto }
"""
_SAFE = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing in a comment runs or loads anything."""
Page = Callable[[World, web.Request], str]


def add_reading(app: web.Application, world: World) -> None:
    """Adds the pages where html_url leads."""
    pages: dict[str, Page] = {
        "/": _everything,
        "/{owner}/{repo}": _repository,
        "/{owner}/{repo}/issues": _repository,
        "/{owner}/{repo}/issues/{number}": _issue,
        "/{owner}/{repo}/pull/{number}": _issue,
    }
    for path, page in pages.items():
        app.router.add_get(path, _serving(world, page))


def _serving(world: World, page: Page) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        return web.Response(text=page(world, request), content_type="text/html", headers={"Content-Security-Policy": _SAFE})

    return serve


def _framed(title: str, parts: Iterable[str]) -> str:
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f"{head}<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>"


def _everything(world: World, _request: web.Request) -> str:
    lines = (
        f"<li>{_link(html_url(world, one), one.full_name)}{' (private)' if one.private else ''}" for one in world.repositories.values()
    )
    return _framed("The sandbox GitHub", ["<ul>", *lines, "</ul>"])


def _found(world: World, request: web.Request) -> Repository:
    return world.repository(request.match_info["owner"], request.match_info["repo"]) or refuse(NOT_FOUND)


def _repository(world: World, request: web.Request) -> str:
    one = _found(world, request)
    lines = (_line(world, issue) for issue in sorted(one.issues.values(), key=lambda issue: -issue.number))
    return _framed(one.full_name, ["<ul>", *lines, "</ul>"])


def _line(world: World, issue: Issue) -> str:
    return f"<li>{_link(issue_page(world, issue), f'#{issue.number} {issue.title}')} {issue.state} {_labels(issue.labels)}"


def _issue(world: World, request: web.Request) -> str:
    one, number = _found(world, request), request.match_info["number"]
    issue = one.issues.get(int(number) if number.isdecimal() else 0) or refuse(NOT_FOUND)
    top = f"<p>{_link(html_url(world, one), one.full_name)} · {issue.state} · {_labels(issue.labels)}</p>"
    comments = (_written(each, f"issuecomment-{each.id}") for each in issue.comments)
    return _framed(f"{issue.title} #{issue.number}", [top, _written(issue, "issue"), *comments])


def _written(one: Written, anchor: str) -> str:
    edited = " · edited" if len(one.edits) > 1 else ""
    header = f"<header><b>{escape(one.user.login)}</b> · {stamp(one.created_at)}{edited}</header>"
    return f'<article id="{anchor}">{header}{_MARKDOWN.render(one.body or "")}</article>'


def _labels(labels: Iterable[Label]) -> str:
    return " ".join(f'<span class="label" style="--color: #{escape(one.color)}">{escape(one.name)}</span>' for one in labels)


def _link(to: str, text: str) -> str:
    return f'<a href="{escape(to)}">{escape(text)}</a>'
