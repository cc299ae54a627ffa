"""What suppliers read is easy: at most grade 9 by Flesch–Kincaid in English, at least 60 (standard) by Kandel–Moles in French."""

from dataclasses import replace

import pytest

from bot.core.text import Language
from bot.render.templates import render
from tests.texts.examples import examples
from tests.texts.reading import counts, flesch_kincaid, kandel_moles, sentences_of, syllables

HARDEST_GRADE = 9.0
"""The end of lower secondary school, for which Canada.ca's content style guide has everybody write."""

LOWEST_EASE = 60.0
"""The lower end of “standard” on Flesch's scale, which is that same level of school."""

HARDEST_FOR_STAFF, LOWEST_FOR_STAFF = 12.0, 45.0
"""The end of secondary school; the middle of “fairly difficult” and “difficult” (a table of states is mostly their names)."""

FOR_SUPPLIERS = (
    "accepted", "addenda", "addendum", "agreed", "answered", "application_incomplete", "application_late", "application_received",
    "awarded", "application_closed_by_hand", "cancelled", "closed", "closed_unpaid", "declined", "defect", "delivery/acceptance",
    "delivery/agreement",
    "delivery/readme", "drawn", "edit_noted", "extended", "help", "invoice_returned", "no_award", "not_selected", "offer", "paid",
    "blocked", "debriefed", "defect_waits", "disputed", "held", "invoice_late", "invoice_soon", "payment_failed", "resolved", "resumed",
    "published", "questions", "received", "refused", "revise", "withdrawn",
    "after_notice", "amended", "delivery_reminder", "goes_on", "lapsed", "next_offered", "overdue", "proposal_declined", "proposed",
    "rescinded", "signoff_needed", "terminated", "unable",
)  # fmt: skip
"""What somebody who has never sold anything to a government reads."""


@pytest.mark.parametrize("name", FOR_SUPPLIERS)
def test_a_text_for_suppliers_is_easy_in_english(name: str) -> None:
    """Every example of it."""
    grades = [flesch_kincaid(render(replace(one.comment, language="en"))) for one in examples()[name]]
    assert max(grades) <= HARDEST_GRADE


@pytest.mark.parametrize("name", [name for name in examples() if not name.endswith(".txt")])
def test_no_text_is_hard(name: str) -> None:
    """Maintainers, finance and clients have ten of these at once: at most grade 12, at least “difficult” in French."""
    for one in examples()[name]:
        assert flesch_kincaid(render(replace(one.comment, language="en"))) <= HARDEST_FOR_STAFF
        assert kandel_moles(render(replace(one.comment, language="fr"))) >= LOWEST_FOR_STAFF


@pytest.mark.parametrize("name", FOR_SUPPLIERS)
def test_a_text_for_suppliers_is_easy_in_french(name: str) -> None:
    """Every example of it."""
    eases = [kandel_moles(render(replace(one.comment, language="fr"))) for one in examples()[name]]
    assert min(eases) >= LOWEST_EASE


@pytest.mark.parametrize(
    ("word", "language", "heard"),
    [
        ("the", "en", 1), ("price", "en", 1), ("closed", "en", 1), ("wanted", "en", 2), ("people", "en", 2), ("criteria", "en", 4),
        ("changes", "en", 2), ("mandatory", "en", 4), ("opportunity", "en", 5), ("supplier’s", "en", 2), ("2027", "en", 1),
        ("le", "fr", 1), ("lire", "fr", 1), ("candidature", "fr", 4), ("question", "fr", 2), ("échouée", "fr", 3), ("exigences", "fr", 3),
        ("évaluées", "fr", 4), ("évaluation", "fr", 4), ("vie", "fr", 1), ("entreprise", "fr", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_heard(word: str, language: Language, heard: int) -> None:
    """Nearly: two vowels side by side may count once (the middle of `évaluation`)."""
    assert syllables(word, language) == heard


def test_only_the_bots_own_sentences_count() -> None:
    """Quotes, code, tables, headings and addresses are left out; a list item ends a sentence."""
    markdown = (
        "# Head\n\nOne two. “Not this.” Three `code`\n\n- four\n- five https://example.com/a.b\n\n> not\n\n```\nnot\n```\n\n|a|\n|-|\n|b|\n"
    )
    said = [sentence for sentence in sentences_of(markdown) if sentence.strip()]
    assert [sentence.split() for sentence in said] == [["One", "two."], ["Three", "1"], ["four"], ["five"]]
    assert counts(markdown, "en").sentences == 4


def test_a_hard_text_is_seen() -> None:
    """The sort of sentence that these tests are there to keep out."""
    english = "Notwithstanding the aforementioned provisions, applications determined to be non-compliant shall not be considered."
    french = (
        "Nonobstant les dispositions susmentionnées, les candidatures jugées non conformes ne seront aucunement prises en considération."
    )
    assert flesch_kincaid(english) > HARDEST_GRADE
    assert kandel_moles(french) < LOWEST_EASE
