"""Labels that are no state: the two kinds, and the flags with their colours and meanings. Never says when a flag is raised (`rules` do)."""

from bot.core.effects import Label
from bot.core.states import APPLICATION_STATES, KIND_NAMES, OPPORTUNITY_STATES, Kind, State
from bot.core.text import Language, Text

FLAGS: dict[str, tuple[Text, Text]] = {
    "contract_splitting": (
        Text("flag: contract splitting", "indicateur : fractionnement"),
        Text("looks like a divided requirement; undecided", "besoin peut-être fractionné; à trancher"),
    ),
    "translation": (Text("flag: translation", "indicateur : traduction"), Text("a language is missing", "il manque une langue")),
    "extended": (Text("flag: extended", "indicateur : prolongée"), Text("a date was moved", "une date a été reportée")),
    "overdue": (Text("flag: overdue", "indicateur : en retard"), Text("a date has passed", "une date est passée")),
    "on_hold": (Text("flag: on hold", "indicateur : suspendue"), Text("the clocks stand still", "les délais sont arrêtés")),
    "dispute": (Text("flag: dispute", "indicateur : différend"), Text("a dispute is open", "un différend est en cours")),
    "complaint": (Text("flag: complaint", "indicateur : plainte"), Text("a complaint is known", "une plainte est connue")),
    "budget_transfer": (Text("flag: budget transfer", "indicateur : transfert"), Text("another branch pays", "une autre direction paie")),
}
"""Flag → its label, and what it means."""

FLAG_COLOUR = "e99695"
KIND_COLOUR = "ededed"
DESCRIPTION_LIMIT = 100
"""GitHub's limit for a label's description, in characters."""


def kind_label(kind: Kind, language: Language = "en") -> str:
    """The label that says what an issue is."""
    return KIND_NAMES[kind][language]


def _described(means: Text) -> str:
    return f"{means.en} | {means.fr}"


def _state_label(state: State, language: Language) -> Label:
    return Label(state.label(language), state.colour, _described(state.means))


def label_set(language: Language = "en") -> tuple[Label, ...]:
    """Every label of the programme, in the language that the policy chose; descriptions hold both."""
    kinds = tuple(
        Label(kind_label(kind, language), KIND_COLOUR, _described(text))
        for kind, text in (
            (Kind.OPPORTUNITY, Text("a piece of code wanted", "un morceau de code recherché")),
            (Kind.APPLICATION, Text("a supplier’s application", "la candidature d’un fournisseur")),
        )
    )
    states = tuple(_state_label(state, language) for state in (*OPPORTUNITY_STATES, *APPLICATION_STATES))
    flags = tuple(Label(name[language], FLAG_COLOUR, _described(means)) for name, means in FLAGS.values())
    return (*kinds, *states, *flags)


def is_ours(label: str) -> bool:
    """Whether a label belongs to the programme, in either language, as GitHub compares names (without case)."""
    return label.casefold() in _OURS


_OURS = frozenset(label.name.casefold() for language in ("en", "fr") for label in label_set(language))
