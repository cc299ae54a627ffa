"""Every key of the policy file with what can be told of it, by its path: `dates.invoice`, `roles.finance.users`, `money.tax.since`.

The models say which keys there are; a test holds the two together. Never reads a file.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pydantic import BaseModel

from bot.policy_file import keys_of_figures as figures
from bot.policy_file import keys_of_people as people
from bot.policy_file import keys_of_the_programme as programme
from bot.policy_file import models
from bot.policy_file.key import Key
from bot.policy_file.sentences import model_in

KEYS: Mapping[type[BaseModel], Mapping[str, Key]] = {
    models.PolicyFile: programme.PROGRAMME,
    models.Bilingual: programme.BILINGUAL,
    models.RolesFile: people.ROLES,
    models.HoldersFile: people.HOLDERS,
    models.DeliveryFile: programme.DELIVERY,
    models.DrawFile: programme.DRAW,
    models.AgreementFile: programme.AGREEMENT,
    models.RetentionFile: programme.RETENTION,
    models.HolidaysFile: programme.HOLIDAYS,
    models.MoneyFile: figures.MONEY,
    models.TaxFile: figures.TAX,
    models.HourlyFile: figures.HOURLY,
    models.DatesFile: figures.DATES,
}
"""Section → its keys."""


def paths(model: type[BaseModel] = models.PolicyFile, before: str = "") -> Iterator[tuple[str, Key]]:
    """Every key with its path, in the file's order; what a list holds has the list's path."""
    for name, field in model.model_fields.items():
        yield f"{before}{name}", KEYS[model][name]
        inner = model_in(field.annotation)
        if inner:
            yield from paths(inner, f"{before}{name}.")


def explained(path: str) -> Key | None:
    """What can be told of a path; none if there is no such key. Places in lists may be given, and are no matter: `money.tax[1].rate`."""
    return dict(paths()).get(re.sub(r"\[\d*\]", "", path).strip("."))


def nearest(path: str) -> tuple[str, ...]:
    """Paths that look like this one, or end in it: what somebody may have meant."""
    known = [name for name, _ in paths()]
    ending = [name for name in known if name.endswith(f".{path}")]
    return tuple(ending[:3] or get_close_matches(path, known, n=3))
