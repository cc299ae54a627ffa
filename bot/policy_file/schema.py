"""The policy file's JSON Schema, for editors that check as one types: the models' keys and kinds, with what each key is for.

What a schema can't see (a zone that exists, a range in order, a list of holidays) is left to `read_policy`. Its `$id` names no host.
"""

from typing import Any

from bot.core.text import Text
from bot.policy_file.key import Key
from bot.policy_file.keys import KEYS
from bot.policy_file.models import PolicyFile

IDENTIFIER = "urn:microacq:policy:1"


def policy_schema() -> dict[str, Any]:
    """The schema, in draft 2020-12; descriptions are in both languages."""
    schema = PolicyFile.model_json_schema()
    sections = {"PolicyFile": schema, **schema["$defs"]}
    for model, keys in KEYS.items():
        properties = sections[model.__name__]["properties"]
        for name, key in keys.items():
            properties[name] = _described(properties[name], key)
        sections[model.__name__].pop("description", None)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": IDENTIFIER, "title": "micro-acquisition policy"}
    return {**head, "description": f"{TITLE.en} / {TITLE.fr}", **{name: part for name, part in schema.items() if name != "title"}}


def _described(shape: dict[str, Any], key: Key) -> dict[str, Any]:
    """A key's shape with its purpose, kind and example; the models' `default: null` only says that a key can be left out."""
    plain = {name: part for name, part in shape.items() if name not in {"title", "default"}}
    told = f"{key.purpose.en} ({key.kind.en}) / {key.purpose.fr} ({key.kind.fr})"
    return {**plain, "description": told}


TITLE = Text("A micro-acquisition programme’s policy.", "La politique d’un programme de micro-acquisition.")
