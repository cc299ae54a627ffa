"""The keys of the policy file that are amounts and periods. Only words; the figures in force are the core's."""

from collections.abc import Mapping

from bot.core.text import Text
from bot.policy_file.key import ANNEX, BOTH_LANGUAGES, CALENDAR_DAYS, DAY, DOLLARS, GUIDE, HOURS, TEMPLATE, Key, business_days, section

_TAX_AGENCY = Text("the tax agency, at the department’s address", "l’agence du revenu, à l’adresse du ministère")
_LAW = Text("the fiscal year of the Government of Canada", "l’exercice du gouvernement du Canada")

MONEY: Mapping[str, Key] = {
    "cap": Key(
        Text("The most that a purchase may cost, with tax.", "Le plus qu’un achat peut coûter, taxes comprises."),
        DOLLARS,
        "7500",
        "10000",
        GUIDE,
    ),
    "tax": Key(
        Text(
            "The sales tax at the department’s address; of several, the newest whose date has come is in force.",
            "La taxe de vente à l’adresse du ministère; s’il y en a plusieurs, la plus récente dont la date est venue s’applique.",
        ),
        Text("a list of rates, each with `since` and `rate`", "une liste de taux, chacun avec `since` et `rate`"),
        "[{since: 2028-01-01, rate: 15}]",
        "[{since: 2010-07-01, rate: 13, name: {en: HST, fr: TVH}}]",
        _TAX_AGENCY,
    ),
    "hourly": section(
        "The range of usual rates: they tell how many hours of work a price pays for.",
        "La fourchette des taux habituels : ils disent combien d’heures de travail un prix paie.",
        GUIDE,
    ),
    "administration_hours": Key(
        Text(
            "Hours of each purchase that the supplier spends on forms and invoices, not on the work.",
            "Les heures que le fournisseur consacre, pour chaque achat, aux formulaires et aux factures, et non aux travaux.",
        ),
        HOURS,
        "7.5",
        "10",
        GUIDE,
    ),
}

TAX: Mapping[str, Key] = {
    "since": Key(
        Text("The day from which the rate is in force.", "Le jour où le taux entre en vigueur."), DAY, "2028-01-01", source=_TAX_AGENCY
    ),
    "rate": Key(
        Text("The rate, in per cent.", "Le taux, en pour cent."),
        Text("a percentage with at most two decimals", "un pourcentage d’au plus deux décimales"),
        "14.97",
        source=_TAX_AGENCY,
    ),
    "name": Key(Text("The tax’s name.", "Le nom de la taxe."), BOTH_LANGUAGES, "{en: GST, fr: TPS}", source=_TAX_AGENCY),
}

HOURLY: Mapping[str, Key] = {
    "low": Key(Text("The lowest usual rate of an hour.", "Le taux horaire habituel le plus bas."), DOLLARS, "65", "60", GUIDE),
    "high": Key(Text("The highest usual rate of an hour.", "Le taux horaire habituel le plus élevé."), DOLLARS, "120", "100", GUIDE),
}

DATES: Mapping[str, Key] = {
    "open_at_least": business_days("How long a call is open at the least.", "La durée minimale d’un appel.", 5, ANNEX),
    "questions_until": business_days(
        "Questions end so many days before the closing.",
        "Les questions prennent fin tant de jours avant la clôture.",
        2,
        Text("the user guide, process 2A", "le guide de l’utilisateur, processus 2A"),
    ),
    "addendum_notice": business_days(
        "After a change to an open call, at least so many days are left to apply.",
        "Après la modification d’un appel ouvert, il reste au moins tant de jours pour postuler.",
        2,
    ),
    "work_hours_a_day": Key(
        Text(
            "Hours that one person works in a day: the work must fit between start and delivery.",
            "Les heures qu’une personne travaille par jour : les travaux doivent tenir entre le début et la livraison.",
        ),
        HOURS,
        "7",
        "7.5",
        TEMPLATE,
    ),
    "offer_answer": business_days(
        "For the selected supplier to answer the offer.", "Pour que le fournisseur sélectionné réponde à l’offre.", 2
    ),
    "selection_after_closing": business_days(
        "The usual time from the closing to the selection.",
        "Le délai habituel de la clôture à la sélection.",
        2,
        Text("the pilot’s website", "le site Web du projet pilote"),
    ),
    "non_delivery_answer": business_days(
        "For the supplier to answer when the work is not there in time.",
        "Pour que le fournisseur réponde quand les travaux ne sont pas là à temps.",
        3,
    ),
    "assessment": business_days(
        "For the client to assess the work; then the section 34 manager is asked, then the contracting authority.",
        "Pour que le client évalue les travaux; puis on s’adresse au gestionnaire de l’article 34, puis à l’autorité contractante.",
        2,
        ANNEX,
    ),
    "invoice": business_days("For the supplier to send the invoice.", "Pour que le fournisseur envoie la facture.", 15),
    "payment": Key(
        Text(
            "The time from the invoice to the payment that you aim at: half of the usual 30 days.",
            "Le délai visé de la facture au paiement : la moitié des 30 jours habituels.",
        ),
        CALENDAR_DAYS,
        "20",
        "15",
        Text("the programme’s performance plan", "le plan de rendement du programme"),
    ),
    "debrief": business_days("For an applicant to ask for a debrief.", "Pour qu’un candidat demande un compte rendu.", 10),
    "fiscal_year_end": Key(
        Text(
            "The day on which a fiscal year ends: what is paid later needs next year’s funds.",
            "Le jour où un exercice prend fin : ce qui est payé plus tard exige les fonds du suivant.",
        ),
        Text("a month and a day that every year has, MM-DD", "un mois et un jour que chaque année a, MM-JJ"),
        "06-30",
        "03-31",
        _LAW,
    ),
}
