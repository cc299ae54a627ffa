"""Criteria of texts: what must not be published, and what has to be the same in both languages."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.criteria.languages import amounts, dates, links
from bot.core.policy import Policy
from bot.core.text import Text
from tests.core.good_opportunity import LONG, check


def test_policy_of_one_language_asks_for_no_other() -> None:
    """Where the policy has one language, the other's texts are not missed, and nothing is compared."""
    english = Policy(languages=("en",))
    assert check("translation", english, title=Text("Title", ""), description=Text(LONG, LONG)).met
    assert check("same_in_both_languages", english, summary=Text("$5", "")).met
    assert not check("translation", english, title=Text("", "Titre")).met


PROTECTED: tuple[tuple[str, str], ...] = (
    ("Protected B", "a marking"),
    ("This file is PROTECTED A.", "a marking"),
    ("Protégé B", "a marking"),
    ("« Protégé A »", "a marking"),
    ("Protected “B”", "a marking"),
    ("SECRET", "a marking"),
    ("TRÈS SECRET", "a marking"),
    ("046 454 286", "a social insurance number"),
    ("Call 046-454-286 now", "a social insurance number"),
    ("-----BEGIN RSA PRIVATE KEY-----", "a key or token"),
    ("-----BEGIN PRIVATE KEY-----", "a key or token"),
    (f"ghp_{'a1' * 18}", "a key or token"),
    (f"github_pat_{'a1' * 18}", "a key or token"),
    ("AKIAIOSFODNN7EXAMPLE", "a key or token"),
    ("xoxb-1234567890-abcdef", "a key or token"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3", "a key or token"),
    (f"AccountKey={'q' * 40}==", "a key or token"),
)


@pytest.mark.parametrize(("words", "what"), PROTECTED)
def test_protected_information_is_seen_and_never_repeated(words: str, what: str) -> None:
    """A marking, a number or a key is found in either language; the sentence says where, not what it says."""
    for text in (Text(f"Use {words} here", "Ici"), Text("Here", f"Voici {words} ici")):
        found = check("protected_information", description=text)
        assert (found.met, found.level) == (False, "must")
        assert f"{what} in: description" in found.seen.en
        assert words not in found.sentence.en + found.sentence.fr


@pytest.mark.parametrize(
    "words",
    [
        "The branch is protected by a rule.",
        "a protected branch",
        "the client secret stays in AZURE_CLIENT_SECRET",
        "046 454 287",
        "1046 454 286",
        "613-555-0199",
        "-----BEGIN PUBLIC KEY-----",
        "ghp_short",
        "confidential until published",
    ],
)
def test_common_words_are_not_protected(words: str) -> None:
    """Words and numbers of everyday work raise no alarm."""
    assert check("protected_information", description=Text(words, words)).met


def test_links_are_compared_without_their_language() -> None:
    """Parts of an address that only say the language don't count; what is no address stays as it is."""
    assert links("(https://en.example.org/en-ca/a/b.html), https://www.canada.ca/fr/x.") == ["example.org/a/b.html", "canada.ca/x"]
    assert links("https://[::1") == []
    assert links("http://a\u2100b.org/x") == ["http://a\u2100b.org/x"]


def test_figures_are_read_in_both_languages() -> None:
    """Amounts and dates of a text mean the same however each language writes them."""
    assert amounts("$6,500.00, $0 and $ 12") == amounts("6\u00a0500,00\u00a0$, 0 $ et 12$") == {650_000, 0, 1_200}
    assert amounts("12,5 $ of 1234") == set()
    july = {date(2027, 7, 1), date(2027, 8, 12)}
    assert dates("July 1st, 2027 and 2027-08-12") == dates("1er juillet 2027 et 12 août 2027") == july
    assert dates("February 30, 2027; 2027-02-30; 31 juin 2027") == set()


DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.skipif(not DATA.exists(), reason="the pilot’s text is not beside the repository")
def test_pilot_text_says_the_same_in_both_languages() -> None:
    """The one opportunity that the pilot published: its amounts, links and dates are equal, and nothing in it is protected."""
    description = Text(*(DATA.joinpath(f"pilot-opportunity.{language}.md").read_text() for language in ("en", "fr")))
    assert check("same_in_both_languages", description=description).met
    assert check("protected_information", description=description).met
