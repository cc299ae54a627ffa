"""The keys of the policy file that say who the department is and how an opportunity is run. Only words; no rule."""

from collections.abc import Mapping

from bot.core.text import Text
from bot.policy_file.key import ADDRESS, BOTH_LANGUAGES, DAYS, GUIDE, TEMPLATE, WORDS, YES_OR_NO, Key, one_of, section

PROGRAMME: Mapping[str, Key] = {
    "department": Key(
        Text(
            "The department’s name, as letters and delivery repositories show it.",
            "Le nom du ministère, tel que les lettres et les dépôts de livraison le montrent.",
        ),
        BOTH_LANGUAGES,
        "{en: Employment and Social Development Canada, fr: Emploi et Développement social Canada}",
        "{en: The department, fr: Le ministère}",
    ),
    "own_branch": Key(
        Text(
            "The branch that the programme belongs to. A request from another branch may need a transfer of budget.",
            "La direction générale dont relève le programme. Une demande d’une autre direction peut exiger un virement budgétaire.",
        ),
        BOTH_LANGUAGES,
        "{en: Innovation branch, fr: Direction générale de l’innovation}",
        "{en: the programme’s branch, fr: la direction générale du programme}",
        Text("the process’s exceptions", "les exceptions du processus"),
    ),
    "contact": Key(
        Text(
            "The team’s mailbox, to which suppliers send invoices and questions that are not for everyone.",
            "L’adresse de l’équipe, à laquelle les fournisseurs envoient leurs factures et les questions qui ne sont pas pour tous.",
        ),
        Text("an e-mail address", "une adresse électronique"),
        "micro-acquisition@example.org",
    ),
    "complaints": Key(
        Text(
            "To whom suppliers can complain: told with each award and each refusal.",
            "À qui les fournisseurs peuvent se plaindre : c’est dit à chaque attribution et à chaque refus.",
        ),
        BOTH_LANGUAGES,
        "{en: the ombudsman, fr: l’ombud}",
        "{en: the Office of the Procurement Ombudsman (https://opo-boa.gc.ca), fr: le Bureau de l’ombud de l’approvisionnement (https://opo-boa.gc.ca)}",
        Text("the Office of the Procurement Ombudsman", "le Bureau de l’ombud de l’approvisionnement"),
    ),
    "roles": section(
        "Who holds which role. Without them nothing can be published; at least two people a role is wise.",
        "Qui tient quel rôle. Sans eux, rien ne se publie; au moins deux personnes par rôle, c’est sage.",
    ),
    "money": section("Amounts, in dollars.", "Les montants, en dollars.", GUIDE),
    "dates": section(
        "Periods, in business days, but for the payment and where a name says otherwise.",
        "Les délais, en jours ouvrables, sauf pour le paiement et là où un nom le dit autrement.",
        TEMPLATE,
    ),
    "reminders": Key(
        Text(
            "How many business days before a deadline people are reminded; 0 is the day itself.",
            "Combien de jours ouvrables avant une échéance on envoie un rappel; 0 désigne le jour même.",
        ),
        Text("a list of whole numbers, from 0 to 365", "une liste de nombres entiers, de 0 à 365"),
        "[3, 0]",
        "[5, 2, 0]",
    ),
    "time_zone": Key(
        Text(
            "The place whose clock counts: a date means the end of its day there.",
            "L’endroit dont l’heure fait foi : une date veut dire la fin de cette journée là-bas.",
        ),
        Text("a time zone", "un fuseau horaire"),
        "America/Vancouver",
        "America/Toronto",
        TEMPLATE,
    ),
    "holidays": section(
        "Which days are no business days besides Saturdays and Sundays: a list of the library “holidays”, with days of your own.",
        "Quels jours ne sont pas ouvrables, outre samedis et dimanches : une liste de la bibliothèque « holidays » et vos propres jours.",
    ),
    "licences": Key(
        Text(
            "Under which licences work can be bought, by their SPDX ids.",
            "Sous quelles licences on peut acheter des travaux, par leurs identifiants SPDX.",
        ),
        Text("a list of SPDX ids", "une liste d’identifiants SPDX"),
        "[MIT, Apache-2.0]",
        "[MIT, Apache-2.0, BSD-3-Clause, GPL-3.0-or-later, LGPL-3.0-or-later, AGPL-3.0-or-later, MPL-2.0]",
        TEMPLATE,
    ),
    "languages": Key(
        Text("The languages in which an opportunity must be written.", "Les langues dans lesquelles une opportunité doit être rédigée."),
        Text("a list of en and fr", "une liste de en et fr"),
        "[fr]",
        "[en, fr]",
        Text("the policy on official languages", "la politique sur les langues officielles"),
    ),
    "labels": Key(
        Text(
            "The language of the labels; their descriptions hold both.",
            "La langue des étiquettes; leurs descriptions contiennent les deux.",
        ),
        one_of("en", "fr"),
        "fr",
        "en",
    ),
    "results": Key(
        Text(
            "Who passed: told to everyone or not. Without effect in this version.",
            "Qui a réussi : dit à tous ou non. Sans effet dans cette version.",
        ),
        one_of("private", "public"),
        "public",
        "private",
    ),
    "applications": Key(
        Text(
            "How applications come in. Without effect in this version: they are open.",
            "Comment les candidatures sont reçues. Sans effet dans cette version : elles sont ouvertes.",
        ),
        one_of("open", "either", "sealed"),
        "either",
        "open",
    ),
    "approvals": Key(
        Text(
            "Who must approve an opportunity before funds are asked for.", "Qui doit approuver une opportunité avant la demande de fonds."
        ),
        Text("a list of maintainers and procurement", "une liste de maintainers et procurement"),
        "[maintainers]",
        "[maintainers, procurement]",
        Text("the pilot’s process", "le processus du projet pilote"),
    ),
    "other_departments": Key(
        Text("Whether another department’s request meets the criteria.", "Si la demande d’un autre ministère répond aux critères."),
        YES_OR_NO,
        "true",
        "false",
        Text("the process’s exceptions", "les exceptions du processus"),
    ),
    "delivery": section("Where the work is done.", "Où les travaux se font."),
    "evaluation_repository": Key(
        Text(
            "The private repository for evaluations. Without it nothing can be published.",
            "Le dépôt privé des évaluations. Sans lui, rien ne se publie.",
        ),
        Text("a repository, owner/name", "un dépôt, propriétaire/nom"),
        "my-department/micro-acquisition-evaluation",
    ),
    "draw": section("The draw. Without effect in this version.", "Le tirage. Sans effet dans cette version."),
    "agreement": section(
        "The department’s own terms, as each agreement names them.",
        "Les modalités du ministère, telles que chaque entente les nomme.",
        GUIDE,
    ),
    "retention": section(
        "How long things are kept. Without effect in this version.", "La durée de conservation. Sans effet dans cette version."
    ),
}

BILINGUAL: Mapping[str, Key] = {
    "en": Key(Text("The words in English.", "Les mots en anglais."), WORDS, "Department"),
    "fr": Key(Text("The words in French.", "Les mots en français."), WORDS, "Ministère"),
}

DELIVERY: Mapping[str, Key] = {
    "organization": Key(
        Text(
            "Where delivery repositories are opened. Without it nothing can be published.",
            "Où les dépôts de livraison sont ouverts. Sans elle, rien ne se publie.",
        ),
        Text("an organization’s name", "le nom d’une organisation"),
        "my-department-deliveries",
    ),
    "access": Key(
        Text(
            "How the supplier works: from a fork, or as a collaborator.",
            "Comment le fournisseur travaille : d’une copie, ou comme collaborateur.",
        ),
        one_of("fork", "invite"),
        "invite",
        "fork",
    ),
}

DRAW: Mapping[str, Key] = {
    "beacon": Key(
        Text(
            "Public randomness for the draw. Without effect in this version.",
            "Un hasard public pour le tirage. Sans effet dans cette version.",
        ),
        ADDRESS,
        "https://beacon.example.org",
    ),
}

AGREEMENT: Mapping[str, Key] = {
    "en": Key(Text("Where the terms stand in English.", "Où se trouvent les modalités en anglais."), ADDRESS, "https://example.org/terms"),
    "fr": Key(
        Text("Where the terms stand in French.", "Où se trouvent les modalités en français."), ADDRESS, "https://example.org/modalites"
    ),
    "version": Key(Text("Which version of them.", "De quelle version il s’agit."), WORDS, "2027-01", "sample"),
    "in_force": Key(
        Text(
            "Whether they are approved: until then, each agreement is marked as a sample that binds nobody.",
            "Si elles sont approuvées : d’ici là, chaque entente porte la mention d’un exemple qui n’engage personne.",
        ),
        YES_OR_NO,
        "true",
        "false",
    ),
}

RETENTION: Mapping[str, Key] = {
    "years": Key(
        Text(
            "How long personal information is kept after its last use. Without effect in this version.",
            "La durée de conservation des renseignements personnels après leur dernier usage. Sans effet dans cette version.",
        ),
        Text("a number of years, from 2 to 100", "un nombre d’années, de 2 à 100"),
        "6",
        "2",
        Text("the rules on personal information", "les règles sur les renseignements personnels"),
    ),
}

HOLIDAYS: Mapping[str, Key] = {
    "country": Key(Text("The country.", "Le pays."), Text("two letters", "deux lettres"), "FR", "CA"),
    "subdivision": Key(
        Text("A province, where its holidays count.", "Une province, si ses congés comptent."),
        Text("two or three letters", "deux ou trois lettres"),
        "ON",
    ),
    "categories": Key(
        Text(
            "Which lists of the country: these two are those of federally regulated workplaces.",
            "Quelles listes du pays : ces deux-ci sont celles des milieux de travail sous réglementation fédérale.",
        ),
        Text("a list of words that the library knows", "une liste de mots que la bibliothèque connaît"),
        "[public]",
        "[public, government]",
    ),
    "added": Key(Text("Days off of your own.", "Vos propres jours de congé."), DAYS, "[2027-12-24]", "[]"),
    "removed": Key(Text("Days of the list on which you work.", "Les jours de la liste où vous travaillez."), DAYS, "[2027-07-01]", "[]"),
}
