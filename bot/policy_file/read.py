"""The policy file's text → the core's `Policy`, or all its errors at once.

Never raises for any text, and never reads a file: the caller brings the text of the default branch.
"""

from dataclasses import replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.core.people import PROGRAMME_ROLES, ROLE_NAMES, Role
from bot.core.policy import AgreementRules, DeliveryRules, Holders, Policy
from bot.core.text import Text
from bot.policy_file.document import Document, read_document
from bot.policy_file.errors import Gap, PolicyError, PolicyErrors, Read, key_of
from bot.policy_file.models import PolicyFile
from bot.policy_file.sentences import sentence

MOST = 50
"""Errors that are told at once: they have to fit one comment."""


def read_policy(text: str) -> Read | PolicyErrors:
    """The policy with the core's defaults for absent keys, and its gaps; or every error with its line, in order."""
    document = read_document(text)
    try:
        file = PolicyFile.model_validate(document.values)
    except ValidationError as error:
        found = [_error(document, one) for one in error.errors(include_url=False)]
        return _in_order([*document.errors, *found])
    if document.errors:
        return _in_order(document.errors)
    policy = policy_of(file)
    return Read(policy, gaps_of(policy))


def _error(document: Document, error: ErrorDetails) -> PolicyError:
    path = tuple(error["loc"])
    return PolicyError(document.line_of(path), key_of(path), sentence(error))


def _in_order(errors: list[PolicyError]) -> PolicyErrors:
    return PolicyErrors(tuple(sorted(errors, key=lambda error: (error.line, error.key))[:MOST]))


def policy_of(file: PolicyFile) -> Policy:
    """What the file says, over the core's defaults."""
    default = Policy()
    given = file.given()
    plain = {name: given[name] for name in _AS_THEY_ARE if name in given}
    texts = {name: given[name].text() for name in ("department", "own_branch", "complaints") if name in given}
    dates = file.dates.rules() if file.dates else default.dates
    return replace(
        default,
        **plain,
        **texts,
        roles={Role.CLIENTS: Holders(organization_members=True)} | (file.roles.holders() if file.roles else {}),
        money=file.money.rules() if file.money else default.money,
        dates=replace(dates, reminders=tuple(sorted(set(file.reminders), reverse=True))) if file.reminders is not None else dates,
        holidays=file.holidays.rules() if file.holidays else default.holidays,
        approvals=tuple(Role(name) for name in file.approvals) if file.approvals else default.approvals,
        delivery=DeliveryRules(**file.delivery.given()) if file.delivery else default.delivery,
        draw_beacon=file.draw.beacon if file.draw else default.draw_beacon,
        agreement=AgreementRules(**file.agreement.given()) if file.agreement else default.agreement,
        retention_years=(file.retention and file.retention.years) or default.retention_years,
    )


_AS_THEY_ARE = (
    "contact",
    "time_zone",
    "licences",
    "languages",
    "labels",
    "results",
    "applications",
    "other_departments",
    "evaluation_repository",
)


def gaps_of(policy: Policy) -> tuple[Gap, ...]:
    """The three keys without default that are missing: roles (each that nobody holds), evaluation repository, delivery organization."""
    empty = (role for role in PROGRAMME_ROLES if policy.roles.get(role, Holders()).nobody)
    roles = tuple(Gap(f"roles.{role.value}", _NOBODY.format(role=role.value, name=ROLE_NAMES[role])) for role in empty)
    repository = () if policy.evaluation_repository else (Gap("evaluation_repository", _NO_REPOSITORY),)
    organization = () if policy.delivery.organization else (Gap("delivery.organization", _NO_ORGANIZATION),)
    return (*roles, *repository, *organization)


_NOBODY = Text(
    "The policy names nobody for `roles.{role}` ({name}).",
    "La politique ne nomme personne pour `roles.{role}` ({name}).",
)
_NO_REPOSITORY = Text(
    "The policy names no private repository for evaluations (`evaluation_repository`).",
    "La politique ne nomme aucun dépôt privé pour les évaluations (`evaluation_repository`).",
)
_NO_ORGANIZATION = Text(
    "The policy names no organization for delivery repositories (`delivery.organization`).",
    "La politique ne nomme aucune organisation pour les dépôts de livraison (`delivery.organization`).",
)
