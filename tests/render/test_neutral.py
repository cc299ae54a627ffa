"""What people write comes back as data: GitHub acts on none of it (S7)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.hostile import CORPUS, mixtures
from bench.oracle import GFM, acts_on, text_of
from bot.render import neutral
from bot.render.values import Dress, Words

BOTH_LANGUAGES = ("en", "fr")


def in_line(words: str, language: str = "en") -> str:
    """A line of ours with somebody's words in it."""
    return f"The bot writes {Words(words, Dress(language, 20_000))} here."  # type: ignore[arg-type] # a literal by parameter


def quote(words: str) -> str:
    """A quote of somebody's words between two lines of ours."""
    return f"Somebody wrote:\n\n{Words(words, Dress('en', 20_000)).as_block()}\n\nThe bot."


def cell(words: str) -> str:
    """A code span of somebody's words in a table."""
    return f"| a | b |\n|---|---|\n| {Words(words, Dress('en', 20_000)).as_code()} | x |"


@pytest.mark.parametrize("words", CORPUS)
def test_the_oracle_or_the_eye_sees_the_same_text_without_an_effect(words: str) -> None:
    """Each hostile text, in a line in both languages and as a quote: nothing that GitHub acts on is left."""
    for markdown in (*(in_line(words, language) for language in BOTH_LANGUAGES), quote(words)):
        assert not acts_on(markdown), markdown


@pytest.mark.parametrize("words", CORPUS)
def test_a_code_span_stays_one_span_in_one_cell(words: str) -> None:
    """A backtick or a pipe in somebody's words ends neither the span nor the cell."""
    tokens = [child for token in GFM.parse(cell(words)) for child in token.children or []]
    assert sum(token.type == "code_inline" for token in tokens) <= 1
    assert not acts_on(cell(words), ("table_open", "code_inline"))


@pytest.mark.parametrize("words", mixtures(300, seed=20_270_712))
def test_mixtures_have_no_effect(words: str) -> None:
    """Three hundred mixtures with a fixed seed; `bench/neutralise.py` runs tens of thousands."""
    for markdown in (in_line(words), in_line(words, "fr"), quote(words)):
        assert not acts_on(markdown), markdown


def test_the_oracle_finds_what_was_not_neutralised() -> None:
    """The oracle itself: most hostile texts have an effect when they are repeated as they stand."""
    harmful = [words for words in CORPUS if acts_on(f"The bot writes {words} here.") or acts_on(words)]
    assert len(harmful) > len(CORPUS) * 2 / 3


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_has_no_effect(words: str) -> None:
    """Any text that hypothesis thinks of."""
    assert not acts_on(in_line(words))
    assert not acts_on(quote(words))


@given(st.text(alphabet="ab Zé1.,;:!?'@#*_`[](){}<>&|~$\\-+=/\"", max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_reader_sees_what_was_written(words: str) -> None:
    """Escapes are not seen: a rendered line holds the words, but for the zero-width spaces."""
    seen = text_of(in_line(words)).replace(neutral.BREAK, "")
    assert " ".join(words.split()) in seen or not words.strip()


def test_a_quote_keeps_lines_and_indentation() -> None:
    """Lines stay lines; indentation is shown by no-break spaces, so it makes no code block."""
    assert neutral.lines("one\n\n    two\n- three") == "> one\n>\n> \u00a0\u00a0\u00a0\u00a0two\n> \\- three"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ask @octocat", f"Ask @{neutral.BREAK}octocat"),
        ("write `/assign client @octocat`", "write `/assign client @octocat`"),
        ("a stray ` and `@octocat`", f"a stray ` and `@{neutral.BREAK}octocat\\`"),
        ("\\`@octocat`", f"\\\\\\`@{neutral.BREAK}octocat\\`"),
        ("<b>x</b> &#64;x ![x](y)", "\\<b>x\\</b> \\&#64;x !\\[x](y)"),
        ("2 < 3 & **bold**", "2 < 3 & **bold**"),
    ],
)
def test_the_bots_own_sentence_mentions_nobody(words: str, expected: str) -> None:
    """A sentence beside a rule may repeat what somebody wrote; `Mention` alone mentions."""
    assert neutral.guarded(words) == expected


def test_tokens_are_taken_out() -> None:
    """A token or private key that somebody pasted is not repeated."""
    assert "ghs_" not in neutral.clean("my token ghs_0123456789abcdefABCDEF.x-y")
    assert "MIIE" not in neutral.clean("-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----")
