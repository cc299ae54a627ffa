"""Labels of a repository are made, changed, deleted. Who may, and whether a name is free, is asked by the routes."""

from typing import Any

from bot.sandbox.acts.act import Act
from bot.sandbox.acts.issues import tell_of
from bot.sandbox.issues import Label
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.repositories import label as shown

DEFAULT_COLOUR = "ededed"
"""What GitHub gives to a label that came to be by being set on an issue."""


def make_label(act: Act, repository: Repository, name: str, color: str = DEFAULT_COLOUR, description: str | None = None) -> Label:
    """A new label."""
    label = Label(id=act.world.next_id(), name=name, color=color.lower(), description=description)
    repository.labels.append(label)
    act.tell("label", "created", repository, label=shown(act.world, repository, label))
    return label


def change_label(act: Act, repository: Repository, label: Label, **new: Any) -> None:
    """A new name, color or description; the issues keep the label. Nothing happens when none differs."""
    changes = {key: {"from": getattr(label, key) or ""} for key, value in new.items() if getattr(label, key) != value}
    for key, value in new.items():
        setattr(label, key, value)
    if changes:
        act.tell("label", "edited", repository, label=shown(act.world, repository, label), changes=changes)


def delete_label(act: Act, repository: Repository, label: Label) -> None:
    """Gone from the repository and from every issue, each with its `unlabeled`, which then does not say of what.

    Source: bedevere's `no_labels`, which has to bear with such payloads.
    """
    repository.labels.remove(label)
    for issue in repository.issues.values():
        if label in issue.labels:
            issue.labels.remove(label)
            act.record(issue, "unlabeled", label={"name": label.name, "color": label.color})
            tell_of(act, issue, "unlabeled")
    act.tell("label", "deleted", repository, label=shown(act.world, repository, label))


def find_or_make(act: Act, repository: Repository, names: list[str]) -> list[Label]:
    """The labels of these names, each once; those that the repository lacks are made, as the issue routes do."""
    found: dict[int, Label] = {}
    for name in names:
        label = repository.label(name) or make_label(act, repository, name)
        found[label.id] = label
    return list(found.values())
