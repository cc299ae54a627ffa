"""The way for somebody who is lost: an issue without a form, or a command where no opportunity is. Nothing is recorded there.

Never decides how often this is said (a handler counts), and never reads what the issue says.
"""

from urllib.parse import quote_plus

from bot.core.commands import BY_NAME, Command, Misread
from bot.core.comments import Comment, Value
from bot.core.events import Commented, Filed
from bot.core.rules.guidance import ALWAYS
from bot.core.scene import Scene, mention
from bot.core.states import Kind, state_of


def no_form(event: Filed, scene: Scene) -> Comment:
    """An issue that was filed with no form of ours: which forms there are."""
    return Comment("no_form", {"author": mention(event.actor), **_ways(scene)})


def lost(event: Commented, scene: Scene) -> Comment:
    """A command on an issue that belongs to no opportunity: what this place is, and where to go; of several commands the first is named."""
    asked = _asked(event.commands[0])
    return Comment("lost", {"mention": mention(event.actor), "asked": asked, **_ways(scene)}, scene.language)


def _asked(one: Command | Misread) -> str:
    """The command's word; nothing for those that only ask the way."""
    return BY_NAME[one.name].word(one.language) if one.name and one.name not in ALWAYS else ""


def _ways(scene: Scene) -> dict[str, Value]:
    """The forms of this repository, and the opportunities that are open."""
    issues = f"{scene.context.site}/{scene.subject.target.repository}/issues"
    label = state_of(Kind.OPPORTUNITY, "open").label(scene.policy.labels)
    wanted = quote_plus(f'is:open label:"{label}"')
    forms = {"opportunity": "opportunity.yml", "application": "application.yml", "candidature": "candidature.yml"}
    return {
        **{name: f"{issues}/new?template={file}" for name, file in forms.items()},
        "open": f"{issues}?q={wanted}",
    }
