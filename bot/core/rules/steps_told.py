"""Each kind of step that can lead to a state, as `/why` tells it: what happened, and the rule, with its source.

Never says when or by whom (the record does), and never decides anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.flags import FLAGS
from bot.core.people import ROLE_NAMES
from bot.core.states import OPPORTUNITY_STATES
from bot.core.text import Text, same

NO_RULE = Text("", "")


@dataclass(frozen=True, slots=True)
class Told:
    """What a step was, with `{detail}` where it has one, and the rule by which it counts."""

    what: Text
    rule: Text = NO_RULE


def _told(what: tuple[str, str], rule: tuple[str, str] = ("", "")) -> Told:
    return Told(Text(*what), Text(*rule))


STEPS_TOLD: Mapping[str, Told] = {
    "filed": _told(
        ("The request was filed.", "La demande a été déposée."),
        ("A client of the programme files; the checks run at once.", "Un client du programme la dépose; les vérifications se font aussitôt."),
    ),
    "edited": _told(
        ("The text was edited.", "Le texte a été modifié."),
        ("Approvals and funds were for the earlier text.", "Les approbations et les fonds visaient le texte d’avant."),
    ),
    "unreadable": _told(
        ("The text could not be read any more.", "Le texte n’était plus lisible."),
        ("What can’t be read can’t stay approved.", "Ce qui ne peut être lu ne peut rester approuvé."),
    ),
    "approved": _told(
        ("Approved by {detail}.", "Approbation donnée par {detail}."),
        ("Each approval that the policy wants is a different person’s.", "Chaque approbation que veut la politique vient d’une autre personne."),
    ),
    "returned": _told(
        ("Sent back to the client.", "Renvoi au client."),
        ("Approvals and funds are then asked for anew.", "Les approbations et les fonds sont alors redemandés."),
    ),
    "waived": _told(
        ("The check “{detail}” was waived.", "Dispense accordée : « {detail} »."),
        ("The contracting authority may let a check pass, with a reason.", "L’autorité contractante peut accorder une dispense, avec une raison."),
    ),
    "flagged": _told(("A flag was raised: {detail}.", "Un indicateur a été posé : {detail}.")),
    "unflagged": _told(("A flag was lifted: {detail}.", "Un indicateur a été levé : {detail}.")),
    "committed": _told(
        ("Section 32 was signed.", "L’article 32 a été signé."),
        ("Financial Administration Act, section 32: funds before a contract.", "Loi sur la gestion des finances publiques, article 32 : les fonds avant le contrat."),
    ),
    "reserved": _told(
        ("The funds were reserved.", "Les fonds ont été réservés."),
        ("They cover the price with tax.", "Ils couvrent le prix taxes comprises."),
    ),
    "released": _told(("The funds were released.", "Les fonds ont été libérés.")),
    "published": _told(
        ("The call was published.", "L’appel a été publié."),
        ("The hash of the draw’s seed is shown before anybody applies.", "L’empreinte de la graine du tirage est montrée avant toute candidature."),
    ),
    "closed": _told(
        ("The call closed.", "L’appel s’est fermé."),
        ("GitHub’s clock says who was in time.", "L’horloge de GitHub dit qui était à temps."),
    ),
    "confirmed": _told(
        ("The evaluation was confirmed.", "L’évaluation a été confirmée."),
        ("Who evaluated does not confirm; results stay private.", "Qui évalue ne confirme pas; les résultats restent privés."),
    ),
    "drawn": _told(
        ("The order was drawn.", "L’ordre a été tiré au sort."),
        ("Chance decides among those who met every mandatory criterion; anyone can check the draw.", "Le sort départage ceux qui répondent à toutes les exigences; chacun peut vérifier le tirage."),
    ),
    "offered": _told(
        ("The work was offered to the first in order who still stands.", "Les travaux ont été offerts à la première personne encore en lice."),
        ("An offer has an end; then the next is asked.", "Une offre a un terme; la personne suivante est ensuite invitée."),
    ),
    "withdrawn_offer": _told(("The offer ended without an agreement.", "L’offre a pris fin sans accord.")),
    "agreed": _told(
        ("The supplier agreed to the price, the date and the terms.", "Le fournisseur a consenti au prix, à la date et aux modalités."),
        ("Nothing is awarded without consent on the record.", "Rien n’est attribué sans un consentement au dossier."),
    ),
    "provisioned": _told(("The delivery repository was set up.", "Le dépôt de livraison a été préparé.")),
    "awarded": _told(
        ("The contract was awarded.", "Le contrat a été attribué."),
        ("A complaint may be made for 30 working days from here.", "Une plainte est possible pendant 30 jours ouvrables à partir d’ici."),
    ),
    "invoiced": _told(("The invoice was sent.", "La facture a été envoyée.")),
    "certified": _told(
        ("Section 34 was certified.", "L’article 34 a été attesté."),
        ("Financial Administration Act, section 34: the work before the payment.", "Loi sur la gestion des finances publiques, article 34 : les travaux avant le paiement."),
    ),
    "paid": _told(
        ("The supplier was paid.", "Le fournisseur a été payé."),
        ("Who certifies does not pay.", "Qui atteste ne paie pas."),
    ),
    "received": _told(("The supplier received the payment.", "Le fournisseur a reçu le paiement.")),
    "assigned": _told(("Another person became {detail}.", "Une autre personne a été désignée : {detail}.")),
    "debrief_asked": _told(("A debrief was asked for.", "Un compte rendu a été demandé."), ("It is given in private.", "Il est donné en privé.")),
    "stopped": _told(
        ("The clocks stopped ({detail}).", "Les délais ont été suspendus ({detail})."),
        ("Days on which they stand still are given back.", "Les jours de suspension sont rendus."),
    ),
    "started": _told(("The clocks went on ({detail}).", "Les délais ont repris ({detail}).")),
    "rescheduled": _told(("Dates were moved.", "Des dates ont été reportées.")),
    "transferred": _told(
        ("The budget transfer: {detail}.", "Le transfert budgétaire : {detail}."),
        ("Another branch’s budget is transferred, or its risk carried, before opening.", "Le budget d’une autre direction est transféré, ou son risque assumé, avant l’ouverture."),
    ),
    "suspected": _told(
        ("It looked like contract splitting.", "Cela ressemblait à un fractionnement de contrat."),
        ("The bot only asks; the contracting authority judges.", "Le robot ne fait que demander; l’autorité contractante tranche."),
    ),
    "cleared": _told(("The contracting authority found no splitting.", "L’autorité contractante n’y a vu aucun fractionnement.")),
    "upheld": _told(("The contracting authority found contract splitting.", "L’autorité contractante y a vu un fractionnement de contrat.")),
    "addendum_drafted": _told(("A change to the call was drafted.", "Un modificatif de l’appel a été rédigé.")),
    "addendum_issued": _told(
        ("A change to the call was published.", "Un modificatif de l’appel a été publié."),
        ("It never changes the price; everybody has time to react.", "Il ne change jamais le prix; chacun a le temps de réagir."),
    ),
    "frozen": _told(
        ("The applications were counted.", "Les candidatures ont été comptées."),
        ("What was in time by GitHub’s clock counts, even if it was heard of later.", "Ce qui était à temps selon l’horloge de GitHub compte, même appris plus tard."),
    ),
    "unconfirmed": _told(("The evaluation was opened again.", "L’évaluation a été rouverte."), ("Until the draw it can be corrected.", "Jusqu’au tirage, elle peut être corrigée.")),
    "signoff": _told(("Papers that the work waits for: {detail}.", "Les pièces que les travaux attendent : {detail}.")),
    "fork_opened": _told(
        ("Delivery was in doubt, and the supplier was asked.", "La livraison était incertaine, et le fournisseur a été consulté."),
        ("The bot ends no contract: go on, or give up?", "Le robot ne résilie aucun contrat : poursuivre, ou abandonner?"),
    ),
    "discontinued": _told(("The supplier gave up the work.", "Le fournisseur a abandonné les travaux.")),
    "settled": _told(("Delivery was no longer in doubt.", "La livraison n’était plus incertaine.")),
    "proposed": _told(("Another delivery date was proposed.", "Une autre date de livraison a été proposée."), ("Both sides agree to a new date.", "Une nouvelle date demande l’accord des deux parties.")),
    "proposal_declined": _told(("The other side declined the proposed date.", "L’autre partie a décliné la date proposée.")),
    "disputed": _told(("A dispute was raised.", "Un différend a été soulevé."), ("Both sides are heard; meanwhile the clocks stand still.", "Les deux parties sont entendues; pendant ce temps, les délais sont suspendus.")),
    "client_heard": _told(("The client said their side.", "Le client a donné sa version.")),
    "resolved": _told(("The dispute was resolved.", "Le différend a été réglé."), ("The contracting authority’s answer is final.", "La réponse de l’autorité contractante est définitive.")),
    "complained": _told(("A complaint became known.", "Une plainte a été portée à la connaissance du programme."), ("Everything is kept.", "Tout est conservé.")),
    "terminated": _told(
        ("The contract was terminated ({detail}).", "Le contrat a été résilié ({detail})."),
        ("For default nothing is paid; for convenience, the share that was done.", "Pour manquement, rien n’est payé; pour commodité, la part des travaux faits."),
    ),
    "rescinded": _told(("The termination was taken back.", "La résiliation a été annulée.")),
    "worked_after_notice": _told(("Work came after the notice; it does not count.", "Des travaux sont arrivés après l’avis; ils ne comptent pas.")),
    "payment_failed": _told(("The payment failed.", "Le paiement a échoué.")),
    "voided": _told(("The invoice and its certification became void.", "La facture et son attestation sont devenues sans effet."), ("What was accepted must first be put right.", "Ce qui a été accepté doit d’abord être corrigé.")),
    "funds_released": _told(("The reserved funds were set free.", "Les fonds réservés ont été libérés.")),
    "debriefed": _told(("A debrief was given.", "Un compte rendu a été donné."), ("It is given in private.", "Il est donné en privé.")),
    "corrected": _told(
        ("A wrong state was corrected: it became “{detail}”.", "Un état erroné a été corrigé : elle est devenue « {detail} »."),
        ("Corrections stand on the record, with a reason.", "Les corrections restent au dossier, avec une raison."),
    ),
    "rerun_asked": _told(("It was to be run again.", "On a demandé de la relancer.")),
    "rerun": _told(("A new opportunity was filed from this one.", "Une nouvelle opportunité a été déposée à partir de celle-ci.")),
    "gone": _told(("An issue was deleted or moved away.", "Un billet a été supprimé ou déplacé."), ("The facts stay.", "Les faits demeurent.")),
    "moved": _told(("It became “{detail}”.", "Elle est devenue « {detail} ».")),
}  # fmt: skip
"""Kind of fact → how it is told. One that is missing here is told by its kind alone."""

BECAME: Mapping[str, Text] = {
    "requested": Text("A changed text is checked and approved anew.", "Un texte modifié est vérifié et approuvé de nouveau."),
    "not_published": Text("Before opening, a request can be stopped with a reason.", "Avant l’ouverture, une demande peut être arrêtée, avec une raison."),
    "cancelled": Text("After opening, a call is withdrawn with a reason; its price never changes.", "Après l’ouverture, un appel est retiré avec une raison; son prix ne change jamais."),
    "no_award": Text("Nobody applied, passed or agreed.", "Personne n’a posé sa candidature, réussi ou consenti."),
    "awarded": Text("A criterion was unmet, so the work is revised.", "Un critère n’était pas satisfait; les travaux sont donc révisés."),
    "delivered": Text("The work was submitted; each criterion is assessed.", "Les travaux ont été remis; chaque critère est évalué."),
    "accepted": Text("Every acceptance criterion is met on one submission.", "Tous les critères d’acceptation sont satisfaits pour une même remise."),
    "closed_unpaid": Text("No invoice came.", "Aucune facture n’est arrivée."),
}  # fmt: skip
"""The rule of a move that no other step tells, by the state that was entered."""

RECORDED = Told(Text("Recorded: {kind}.", "Consigné : {kind}."))

DETAILS: Mapping[str, Text] = {
    **{state.id: state.name for state in OPPORTUNITY_STATES},
    **{role.value: name for role, name in ROLE_NAMES.items()},
    **{flag: means for flag, (_, means) in FLAGS.items()},
    "hold": Text("on hold", "suspension"),
    "blocked": Text("waiting for the client", "attente du client"),
    "dispute": Text("dispute", "différend"),
    "default": Text("for default", "pour manquement"),
    "convenience": Text("for convenience", "pour commodité"),
    "needed": Text("asked for", "demandées"),
    "seen": Text("seen", "vues"),
    "started": Text("started", "commencé"),
    "done": Text("done", "terminé"),
    "risk": Text("the risk is carried", "le risque est assumé"),
}
"""A state, role, flag, stop, ground or step, as people say it."""


def told(kind: str, detail: str) -> Told:
    """A step in words."""
    found = STEPS_TOLD.get(kind, RECORDED)
    rule = BECAME.get(detail, NO_RULE) if kind == "moved" else found.rule
    return Told(found.what.format(detail=DETAILS.get(detail, same(detail)), kind=kind), rule)
