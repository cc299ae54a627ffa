"""What type each key of a body must have, as GitHub checks it before it looks at anything else.

Keys that are not here are not looked at.
"""

from bot.sandbox.refusals import WRONG_TYPE, refuse
from bot.sandbox.routes.call import Body

_TEXTS = """
    base body branch color commit_message commit_title content context default_branch description encoding enforcement event head homepage
    lock_reason merge_method message name new_name organization permission ref role secret sha state state_reason target target_url url
    visibility base_tree
"""
TYPES: dict[str, tuple[type, str]] = (
    dict.fromkeys(_TEXTS.split(), (str, "a string"))
    | dict.fromkeys(("archived", "auto_init", "draft", "force", "has_issues", "private"), (bool, "a boolean"))
    | dict.fromkeys(("bypass_actors", "names", "parents", "repositories", "repository_ids", "rules"), (list, "an array"))
    | {"conditions": (dict, "an object")}
)
"""Key → its type, and what GitHub calls it."""


def check_types(body: Body) -> None:
    """Refuses the first key of the wrong type. Null is taken for "not given"."""
    for key, value in body.items():
        kind, name = TYPES.get(key, (object, ""))
        if value is not None and not isinstance(value, kind):
            refuse(WRONG_TYPE, key=key, value=value, name=name)
