"""What is wrong with a value, as a sentence for the people who write the policy: what was there, what is wanted, an example.

Never repeats the value itself.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.core.text import Text
from bot.policy_file.errors import Path
from bot.policy_file.models import PolicyFile

_THERE = Text("Found: {was}.", "Trouvé : {was}.")
_WANTED = Text("Wanted: {what}, such as `{example}`.", "Attendu : {what}, comme `{example}`.")
_MISSING = Text("The key `{key}` is missing here.", "La clé `{key}` manque ici.")
_UNKNOWN = Text("There is no such key here.", "Cette clé n’existe pas ici.")
_NEAREST = Text("There is no such key here. Did you mean `{key}`?", "Cette clé n’existe pas ici. Vouliez-vous dire `{key}`?")

_KINDS: Mapping[str, tuple[Text, str]] = {
    "bool_type": (Text("true or false (not yes or no)", "true ou false (ni yes ni no)"), "true"),
    "int_type": (Text("a whole number", "un nombre entier"), "5"),
    "string_type": (Text("text; put it in quotes", "du texte; mettez-le entre guillemets"), '"2027"'),
    "list_type": (Text("a list", "une liste"), "[5, 2, 0]"),
    "model_type": (Text("keys with values", "des clés avec des valeurs"), "en: Department"),
    "too_short": (Text("a list that is not empty", "une liste non vide"), "[MIT]"),
}

_LIMITS: Mapping[str, tuple[str, Text]] = {
    "greater_than": ("gt", Text("a number above {limit}", "un nombre supérieur à {limit}")),
    "greater_than_equal": ("ge", Text("a number of at least {limit}", "un nombre d’au moins {limit}")),
    "less_than_equal": ("le", Text("a number of at most {limit}", "un nombre d’au plus {limit}")),
}


def sentence(error: ErrorDetails) -> Text:
    """The sentence for one of pydantic's errors."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(error["loc"])
    if kind == "missing":
        return _MISSING.format(key=str(error["loc"][-1]))
    there = _THERE.format(was=_kind_of(error["input"]))
    what, example = _wanted(kind, context)
    wanted = _WANTED.format(what=what, example=example)
    if isinstance(error["input"], dict) and kind == "wanted":
        return wanted
    return Text(f"{there.en} {wanted.en}", f"{there.fr} {wanted.fr}")


def _wanted(kind: str, context: Mapping[str, Any]) -> tuple[Text, str]:
    if kind == "wanted":
        return Text(context["en"], context["fr"]), context["example"]
    if kind == "literal_error":
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        return Text(f"one of {choices}", f"l’un de {choices}"), choices.partition(",")[0]
    if kind in _LIMITS:
        name, what = _LIMITS[kind]
        return what.format(limit=str(context[name])), str(context[name] + (name == "gt"))
    return _KINDS[kind]


def _unknown(path: Path) -> Text:
    near = get_close_matches(str(path[-1]), known_keys(path[:-1]), n=1)
    return _NEAREST.format(key=near[0]) if near else _UNKNOWN


def known_keys(path: Path) -> tuple[str, ...]:
    """The keys that may stand at a path."""
    model: type[BaseModel] = PolicyFile
    for part in path:
        if isinstance(part, str):
            model = model_in(model.model_fields[part].annotation) or model
    return tuple(model.model_fields)


def model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation is anything
    """The section that a field holds, in a list or alone; none if it holds values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := model_in(part))), None)


def _kind_of(value: object) -> Text:
    return next(name for kind, name in _NAMES if isinstance(value, kind))


_NAMES: tuple[tuple[type, Text], ...] = (
    (bool, Text("true or false", "true ou false")),
    (int, Text("a whole number", "un nombre entier")),
    (str, Text("text", "du texte")),
    (list, Text("a list", "une liste")),
    (dict, Text("keys with values", "des clés avec des valeurs")),
    (object, Text("nothing", "rien")),
)
