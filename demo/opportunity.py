"""What the client and the suppliers write in the forms: the facts of the pilot's one opportunity, told anew.

Its dates are moved by whole weeks to weeks without a holiday; price, skills and the eight acceptance criteria are the pilot's.
"""

from typing import Any

OPPORTUNITY: dict[str, Any] = {
    "title_en": "Azure Marketplace policies that follow financial approval",
    "title_fr": "Politiques pour Azure Marketplace selon l’approbation financière",
    "summary_en": "PowerShell scripts that write custom Azure policies, so that paid third-party offerings are installed only by teams with funds.",
    "summary_fr": "Scripts PowerShell qui rédigent des politiques Azure : seules les équipes financées installent les offres payantes de tiers.",
    "description_en": (
        "Our cloud team runs several Azure instances for the whole department. Each team has its own subscription. Third-party offerings "
        "that were approved appear in a private marketplace, which every team sees.\n\nAn offering whose price starts above $0.00 an hour "
        "needs financial approval first, yet nothing in Azure holds a team back that has none. We need:\n\n"
        "1. Scripts in PowerShell that write a custom policy as JSON. It lets a subscription install a paid offering only once that "
        "subscription has approval for it, filters by publisher, offer and plan with wildcards, and tells everybody else why not, in the "
        "language of their screen.\n2. Documentation, in the code and beside it, of the logic and of the rules."
    ),
    "description_fr": (
        "Notre équipe infonuagique exploite plusieurs instances Azure pour tout le ministère. Chaque équipe a son abonnement. Les offres de "
        "tiers approuvées paraissent dans un marché privé que toutes les équipes voient.\n\nUne offre dont le prix commence au-dessus de "
        "0,00 $ l’heure demande d’abord une approbation financière, mais rien dans Azure ne retient une équipe qui n’en a pas. Il nous "
        "faut :\n\n1. Des scripts PowerShell qui rédigent en JSON une politique personnalisée. Un abonnement n’installe une offre payante "
        "qu’une fois l’offre approuvée pour lui; le filtre par éditeur, offre et plan accepte les caractères génériques; les autres "
        "apprennent pourquoi, dans la langue de leur écran.\n2. La documentation, dans le code et à part, de la logique et des règles."
    ),
    "acceptance_en": (
        "1. The code meets every requirement of the description.\n"
        "2. The code is delivered under the MIT licence.\n"
        "3. PSScriptAnalyzer passes with its default rules; each suppressed warning is documented with its reason.\n"
        "4. Test: a subscription with approval for “CIS Microsoft Windows Server 2016 Benchmark L1” passes validation to install it.\n"
        "5. Test: a subscription without approval for “CIS Microsoft Windows Server 2016 Benchmark L2” fails validation.\n"
        "6. Test: approval for “CIS Microsoft Windows Server 2008 R2 Benchmark L1” gives no access to “Secure VPN Server”.\n"
        "7. Test: a subscription without any approval installs no third-party offering of the private marketplace.\n"
        "8. Test: an offering newly added to the private marketplace is blocked at once for every subscription without approval."
    ),
    "acceptance_fr": (
        "1. Le code répond à toutes les exigences de la description.\n"
        "2. Le code est remis sous licence MIT.\n"
        "3. PSScriptAnalyzer réussit avec ses règles par défaut; chaque avertissement supprimé est documenté, avec sa raison.\n"
        "4. Essai : un abonnement approuvé pour « CIS Microsoft Windows Server 2016 Benchmark L1 » passe la validation.\n"
        "5. Essai : un abonnement non approuvé pour « CIS Microsoft Windows Server 2016 Benchmark L2 » échoue à la validation.\n"
        "6. Essai : l’approbation pour « CIS Microsoft Windows Server 2008 R2 Benchmark L1 » ne donne pas accès à « Secure VPN Server ».\n"
        "7. Essai : un abonnement sans approbation n’installe aucune offre de tiers du marché privé.\n"
        "8. Essai : une offre ajoutée au marché privé est bloquée aussitôt pour tout abonnement sans approbation."
    ),
    "evaluation_en": (
        "1. Show in at most 250 words that you have the skills for this work, or similar ones: Azure Policies and Azure Runbooks with "
        "PowerShell. Say when you gained them, what you did, and how."
    ),
    "evaluation_fr": (
        "1. Montrez en 250 mots au plus que vous avez les compétences voulues, ou semblables : Azure Policies et Azure Runbooks avec "
        "PowerShell. Dites quand vous les avez acquises, ce que vous avez fait et comment."
    ),
    "skills": "Azure Policies, Azure Runbooks (PowerShell), or similar",
    "licence": "MIT",
    "price": "$6,500",
    "closing": "2027-06-14",
    "selection": "2027-06-16",
    "start": "2027-06-18",
    "delivery": "2027-06-25",
    "organisation": "own branch",
    "declarations": "all",
}
"""By field id. `organisation` and `declarations` are chosen from the form as it is rendered."""

QUESTION = "Will the sandbox subscription hold offerings from more than one publisher?"
ANSWER_EN = "Yes: it is filled with offerings from three publishers before the work begins."
ANSWER_FR = "Oui : il contiendra des offres de trois éditeurs avant le début des travaux."

STATEMENTS = {
    "amelie": (
        "1. De 2024 à 2026, j’ai rédigé et tenu à jour trente-deux politiques Azure pour une société d’État, avec des scripts PowerShell "
        "exécutés chaque nuit comme runbooks. J’ai écrit les essais Pester qui les vérifient et la documentation des règles. Le projet est "
        "public : https://github.com/amelie-dev/politiques."
    ),
    "noor": (
        "1. In my co-op term in 2026 I automated tagging policies in Azure with PowerShell runbooks for a hospital network: I read the "
        "policy reference, wrote definitions as JSON, and tested each in a separate subscription before it was assigned."
    ),
    "tomasz": (
        "1. I have written custom Azure policies since 2022 as a freelancer (github: tomasz-k): deny rules for marketplace images by "
        "publisher, offer and plan, deployed from Automation runbooks, and a small module that turns a spreadsheet into definitions."
    ),
    "ben": "1. I built Azure runbooks in PowerShell for two small firms in 2025, among them one that removes unused disks every week.",
    "kim": "1. Since 2023 I have looked after Azure policies for a university lab: naming, regions, allowed sizes; all of it in PowerShell.",
}
"""By login: one numbered answer to the one mandatory criterion."""

POLICY = """\
# The rules of one department. Every other key keeps the pilot's default.
department:
  en: Department of Good Examples
  fr: Ministère des Bons Exemples
own_branch:
  en: Innovation and Technology Branch
  fr: Direction générale de l’innovation et de la technologie
roles:
  maintainers: {users: [mathieu]}
  procurement: {users: [priya]}
  section_32: {users: [samuel]}
  section_34: {users: [sylvie]}
  finance: {users: [farah]}
  clients: {users: [claire]}
contact: micro@good-examples.example
evaluation_repository: good-examples/evaluation
delivery:
  organization: good-examples
"""
