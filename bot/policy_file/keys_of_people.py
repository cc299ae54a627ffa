"""The keys of the policy file that say who holds which role. Only words; who holds a role is asked of GitHub (`hub`)."""

from collections.abc import Mapping

from bot.core.text import Text
from bot.policy_file.key import YES_OR_NO, Key, one_of

_HOLDERS = Text("a role’s holders", "les titulaires d’un rôle")

ROLES: Mapping[str, Key] = {
    name: Key(Text(en, fr), _HOLDERS, example, default)
    for name, en, fr, example, default in (
        (
            "maintainers",
            "The micro-acquisition team: vets, publishes, runs the process.",
            "L’équipe de micro-acquisition : vérifie, publie, mène le processus.",
            "{teams: [my-department/micro-acquisition]}",
            "",
        ),
        (
            "procurement",
            "The contracting authority: approves, confirms, terminates.",
            "L’autorité contractante : approuve, confirme, résilie.",
            "{users: [1001, 1002]}",
            "",
        ),
        ("section_32", "Commits the funds (section 32).", "Engage les fonds (article 32).", "{users: [1003, 1004]}", ""),
        (
            "section_34",
            "Certifies the work (section 34); never the one who pays.",
            "Atteste les travaux (article 34); jamais la personne qui paie.",
            "{users: [1005, 1006]}",
            "",
        ),
        ("finance", "Reserves the funds and pays.", "Réserve les fonds et paie.", "{teams: [my-department/finance]}", ""),
        (
            "clients",
            "Who may file an opportunity.",
            "Qui peut déposer une opportunité.",
            "{teams: [my-department/clients]}",
            "{organization_members: true}",
        ),
    )
}

HOLDERS: Mapping[str, Key] = {
    "users": Key(
        Text(
            "People, by number or name; numbers can’t change hands.",
            "Des personnes, par numéro ou par nom; un numéro ne change pas de main.",
        ),
        Text("a list of GitHub accounts", "une liste de comptes GitHub"),
        "[583231]",
    ),
    "teams": Key(
        Text("Everyone in these teams.", "Tous les membres de ces équipes."),
        Text("a list of teams, organization/name", "une liste d’équipes, organisation/nom"),
        "[my-department/finance]",
    ),
    "permission": Key(
        Text(
            "Everyone with this permission on the repository, or a higher one.",
            "Toute personne qui a cette permission dans le dépôt, ou une plus élevée.",
        ),
        one_of("triage", "write", "maintain", "admin"),
        "maintain",
    ),
    "organization_members": Key(Text("Every member of the organization.", "Tous les membres de l’organisation."), YES_OR_NO, "true"),
}
