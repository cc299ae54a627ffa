"""Criteria on the form's words: lengths, skills, and that there is something to evaluate.

Figures are the opportunity template's. Never judges prose: people do.
"""

import re

from bot.core.criteria.finding import Checking, Finding, Rule, must, should
from bot.core.opportunity import Opportunity
from bot.core.text import Text

TITLE_MOST = 100
SUMMARY_MOST = 500

SIMILAR = re.compile(r"\b(similar|equivalent|comparable|similaires?|équivalente?s?|semblables?|comparables?)\b", re.IGNORECASE)

ONLY_SIMILAR = re.compile(
    r"^\s*(?:(?:or|and|any|with)\s+)*(?:similar|equivalent|comparable)(?:\s+(?:skills?|ones?|tools?|experience))?\s*\.?\s*$"
    r"|^\s*(?:ou\s+)?(?:(?:l['’]|des?\s+|d['’])?(?:compétences?|outils?|autres?)?\s*)"
    r"(?:similaires?|équivalente?s?|semblables?|comparables?)\s*\.?\s*$",
    re.IGNORECASE,
)
"""“or similar” between commas: it widens the list, and is no skill."""


def title_length(opportunity: Opportunity, _: Checking) -> Finding:
    """A title has at most 100 characters in each language. Source: opportunity template."""
    return _length(must("title_length", _TITLE.format(most=TITLE_MOST)), opportunity.title, TITLE_MOST)


def summary_length(opportunity: Opportunity, _: Checking) -> Finding:
    """A short description has at most 500 characters in each language. Source: opportunity template."""
    return _length(must("summary_length", _SUMMARY.format(most=SUMMARY_MOST)), opportunity.summary, SUMMARY_MOST)


def _length(rule: Rule, text: Text, most: int) -> Finding:
    longest = max(len(text.en), len(text.fr))
    seen = _LENGTHS.format(en=len(text.en), fr=len(text.fr))
    return rule.found(longest <= most, seen, _SHORTEN.format(over=longest - most))


_TITLE = Text("A title has at most {most} characters.", "Un titre a au plus {most} caractères.")
_SUMMARY = Text("A short description has at most {most} characters.", "Une courte description a au plus {most} caractères.")
_LENGTHS = Text("Characters: {en} in English, {fr} in French.", "Caractères : {en} en anglais, {fr} en français.")
_SHORTEN = Text("Shorten the longer one by {over} or more.", "Raccourcissez le plus long d’au moins {over}.")


def skills(opportunity: Opportunity, _: Checking) -> Finding:
    """Skills are named, and similar ones are allowed for: a niche skill left one of four. Source: template, lessons learned."""
    similar = any(SIMILAR.search(skill) for skill in opportunity.skills)
    named = sum(bool(ONLY_SIMILAR.sub("", skill).strip(" .")) for skill in opportunity.skills)
    seen = (_SIMILAR_SEEN if similar else _SKILLS_SEEN).format(number=named)
    return should("skills", _SKILLS).found(similar, seen, _OR_SIMILAR)


_SKILLS = Text("Similar skills are allowed for.", "Des compétences semblables sont admises.")
_SIMILAR_SEEN = Text("Skills listed: {number}, similar ones allowed.", "Compétences énumérées : {number}, semblables admises.")
_SKILLS_SEEN = Text("Skills listed: {number}, without “or similar”.", "Compétences énumérées : {number}, sans « ou l’équivalent ».")
_OR_SIMILAR = Text("Add “or similar” to the list.", "Ajoutez « ou l’équivalent » à la liste.")


def evaluation_criteria(opportunity: Opportunity, _: Checking) -> Finding:
    """There is at least one mandatory criterion for an application to answer, and none is empty. Source: opportunity template."""
    number = len(opportunity.evaluation)
    stated = all(text.en.strip() or text.fr.strip() for text in opportunity.evaluation)
    return must("evaluation_criteria", _ONE).found(bool(number) and stated, _CRITERIA.format(number=number), _LIST)


_ONE = Text(
    "There is at least one mandatory criterion that an applicant can answer in writing.",
    "Il y a au moins une exigence obligatoire à laquelle un candidat peut répondre par écrit.",
)
_CRITERIA = Text("Mandatory criteria: {number}.", "Exigences obligatoires : {number}.")
_LIST = Text("List each as an item: “1. Show that you have…”.", "Énumérez-les une par une : « 1. Démontrez que vous avez… ».")
