"""The licence of a delivery repository, by SPDX id: the official text, byte for byte, with year and holder where it has a place for them.

Of the licences that a policy has by default the full text is at hand; of another, its id, the copyright line and where its text stands.
Never changes a word of a licence: the notices that some show at their end, for source files, stay as they are (the GPL family forbids it).

Sources: apache.org/licenses/LICENSE-2.0.txt; gnu.org/licenses/{gpl,lgpl,agpl}-3.0.txt; mozilla.org/media/MPL/2.0/index.txt; MIT and
BSD-3-Clause as GitHub gives them to a new repository (opensource.org has the same words).
"""

from collections.abc import Mapping

from bot.core.comments import Comment
from bot.core.effects import File
from bot.core.policy import DEFAULT_LICENCES
from bot.render.templates import TEMPLATES, render

NAME = "delivery/LICENSE.txt"
"""The document that is a licence."""

FOLDER = TEMPLATES / "delivery" / "licences"

BESIDE: Mapping[str, Mapping[str, str]] = {"LGPL-3.0-or-later": {"COPYING": "GPL-3.0-or-later"}}
"""What else belongs beside a licence's file: the LGPL adds permissions to the GPL, and does not hold it."""


def written(file: File) -> dict[str, str]:
    """The text of a delivery repository's file, by its path; of a licence, also what belongs beside it. Raises as `render` does."""
    licence = str(file.comment.fields.get("licence"))
    if file.comment.name != NAME or licence not in DEFAULT_LICENCES:
        return {file.path: render(file.comment) + "\n"}
    return {file.path: _text(licence, file.comment)} | {path: _text(other, file.comment) for path, other in BESIDE.get(licence, {}).items()}


def _text(licence: str, comment: Comment) -> str:
    """The official text; `[year]` and `[fullname]` stand where a licence has a copyright line of its own."""
    text = FOLDER.joinpath(f"{licence}.txt").read_text(encoding="utf-8")
    return text.replace("[year]", str(comment.fields["year"])).replace("[fullname]", str(comment.fields["supplier"]))
