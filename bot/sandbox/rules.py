"""What a repository's rulesets forbid on a branch: pushing without a pull request, losing commits, deleting.

Source: GitHub Docs, "Available rules for rulesets". It answers yes or no; who pushes, and how, is the routes' business.
"""

import fnmatch
from typing import Any

from bot.sandbox.authentication import Actor, Installed
from bot.sandbox.repositories import Repository, Ruleset

MESSAGES = {
    "pull_request": "Changes must be made through a pull request.",
    "non_fast_forward": "Cannot force-push to this branch",
    "deletion": "Cannot delete this branch",
}


def forbidden(repository: Repository, ref: str, actor: Actor, kinds: set[str]) -> str | None:
    """GitHub's sentence for the first of these kinds of rule that stands on a reference and that the actor can't bypass."""
    for ruleset in repository.rulesets.values():
        if ruleset.enforcement == "active" and _covers(repository, ruleset, ref) and not _bypasses(ruleset, actor):
            for rule in ruleset.rules:
                if rule.get("type") in kinds:
                    return MESSAGES[rule["type"]]
    return None


def _covers(repository: Repository, ruleset: Ruleset, ref: str) -> bool:
    if not ref.startswith("refs/heads/") or ruleset.target != "branch":
        return False
    names: dict[str, Any] = (ruleset.conditions or {}).get("ref_name", {})
    return _among(repository, ref, names.get("include", [])) and not _among(repository, ref, names.get("exclude", []))


def _among(repository: Repository, ref: str, patterns: list[str]) -> bool:
    default = f"refs/heads/{repository.default_branch}"
    return any(one == "~ALL" or (one == "~DEFAULT_BRANCH" and ref == default) or fnmatch.fnmatchcase(ref, one) for one in patterns)


def _bypasses(ruleset: Ruleset, actor: Actor) -> bool:
    """Only Apps are looked for: people bypass by roles, which the sandbox does not read."""
    if not isinstance(actor, Installed):
        return False
    return any(one.get("actor_type") == "Integration" and one.get("actor_id") == actor.app.id for one in ruleset.bypass_actors)
