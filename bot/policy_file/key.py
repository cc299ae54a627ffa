"""What can be told of one key of the policy file. Never reads a file, and never says whether a value is right (the models do)."""

from dataclasses import dataclass

from bot.core.text import Text

GUIDE = Text("the client guide", "le guide du client")
TEMPLATE = Text("the opportunity template", "le gabarit d’opportunité")
ANNEX = Text("Annex A of the pilot’s closeout report", "l’annexe A du rapport de clôture du projet pilote")
OURS = Text("this bot’s own choice", "un choix de ce robot")

SECTION = Text("keys with values", "des clés avec des valeurs")
WORDS = Text("text", "du texte")
BOTH_LANGUAGES = Text("text in both languages, under `en` and `fr`", "du texte dans les deux langues, sous `en` et `fr`")
DOLLARS = Text("an amount in dollars", "un montant en dollars")
HOURS = Text("hours, in whole minutes", "des heures, en minutes entières")
BUSINESS_DAYS = Text("a number of business days, from 0 to 365", "un nombre de jours ouvrables, de 0 à 365")
CALENDAR_DAYS = Text("a number of calendar days, from 0 to 365", "un nombre de jours civils, de 0 à 365")
DAY = Text("a date, YYYY-MM-DD", "une date, AAAA-MM-JJ")
DAYS = Text("a list of dates, YYYY-MM-DD", "une liste de dates, AAAA-MM-JJ")
YES_OR_NO = Text("true or false", "true ou false")
ADDRESS = Text("an address that begins with https://", "une adresse qui commence par https://")


@dataclass(frozen=True, slots=True)
class Key:
    """What a key is for, the kind of its value, an example and the default as YAML (empty: none), and where the rule comes from."""

    purpose: Text
    kind: Text
    example: str = ""
    default: str = ""
    source: Text = OURS


def one_of(*words: str) -> Text:
    """A choice among words."""
    listed = ", ".join(words)
    return Text(f"one of {listed}", f"l’un de {listed}")


def section(en: str, fr: str, source: Text = OURS) -> Key:
    """A key that holds others."""
    return Key(Text(en, fr), SECTION, source=source)


def business_days(en: str, fr: str, default: int, source: Text = OURS) -> Key:
    """A period."""
    return Key(Text(en, fr), BUSINESS_DAYS, str(default + 1), str(default), source)
