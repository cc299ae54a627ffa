"""Commands: the table against the vocabulary, every command read in both languages, and all that must stay silent."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.commands import BY_NAME, COMMANDS, MOST, Command, CommandRow, Misread, command_table_markdown, parse_commands
from bot.core.commands.arguments import folded
from bot.core.commands.table import BY_WORD
from bot.core.states import MOVES
from bot.core.text import Language

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""

LANGUAGES: tuple[Language, Language] = ("en", "fr")

VOCABULARY = """
help aide · why pourquoi · question question · answer répondre · addendum modificatif · vet approuver · return renvoyer · publish publier
commit engager · reserve réserver · release libérer · transfer transfert · waive dispenser · clear lever · uphold maintenir
stop arrêter · cancel annuler · close clore · extend prolonger · withdraw retirer · declare déclarer · evaluate évaluer
confirm confirmer · draw tirage · agree consentir · decline décliner · signoff autorisation · deliver livrer · acceptance acceptation
unable empêchement · continue poursuivre · discontinue abandonner · blocked bloqué · terminate résilier · rescind rétablir · next suivant
invoice facture · received reçu · certify attester · paid payé · payment paiement · debrief compte-rendu · dispute différend
resolve régler · complaint plainte · hold suspendre · resume reprendre · assign désigner · rerun relancer · correct corriger
"""


def test_table_is_the_vocabulary() -> None:
    """Every command of the design, in both languages, and no other, in its order."""
    pairs = [tuple(pair.split()) for pair in re.split(r"·|\n", VOCABULARY.strip())]
    assert [(row.name, row.fr) for row in COMMANDS] == [(en, f"/{fr}") for en, fr in pairs]


def test_every_word_means_one_command() -> None:
    """No word is shared by two commands, with or without accents."""
    words = [folded(row.word(language)) for row in COMMANDS for language in LANGUAGES]
    assert len(set(words)) == len(BY_WORD) == len(words) - 1  # /question is the same in both


def test_every_move_names_a_command_of_the_table() -> None:
    """What the state tables ask for can be said, by the same hands."""
    for moves in MOVES.values():
        for move in moves:
            if move.command:
                assert set(move.by) <= set(BY_NAME[move.command].who), move


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_example_of_every_command_can_be_copied(row: CommandRow, language: Language) -> None:
    """The example is read whole, in the language in which it was asked for."""
    (read,) = parse_commands(row.example(language).replace("@USER", "@octocat").replace("@COMPTE", "@octocat"))
    assert isinstance(read, Command), read
    assert read.name == row.name
    assert read.language == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", [row for row in COMMANDS if row.arguments], ids=lambda row: row.name)
def test_command_without_its_arguments_says_what_is_missing(row: CommandRow, language: Language) -> None:
    """The problem in both languages, and an example in the person's."""
    (read,) = parse_commands(row.word(language))
    assert isinstance(read, Misread)
    assert read.example == row.example(read.language)
    assert row.en in read.problem.en
    assert row.fr in read.problem.fr


READ: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("/vet", "vet", {}),
    ("  /VET  ", "vet", {}),
    ("/vet.", "vet", {}),
    ("/Réserver 450/12 7 345,00 $", "reserve", {"number": "450/12", "amount": 734_500}),
    ("/reserver 4500012345 7\u00a0345,00\u00a0$", "reserve", {"number": "4500012345", "amount": 734_500}),
    ("/reserve 4500012345 $7,345.00", "reserve", {"number": "4500012345", "amount": 734_500}),
    ("/reserve 4500012345 7345.00", "reserve", {"number": "4500012345", "amount": 734_500}),
    ("/question What is it?\n\nAnd why?", "question", {"text": "What is it?\n\nAnd why?"}),
    ("/question\n```\ncode\n```\nwhy?", "question", {"text": "```\ncode\n```\nwhy?"}),
    ("/question > a quote\n> of mine", "question", {"text": "> a quote\n> of mine"}),
    ("/answer 3 en: Yes. fr: Oui.", "answer", {"id": 3, "en": "Yes.", "fr": "Oui."}),
    ("/répondre Q3 fr : Oui.\nen : Yes.", "answer", {"id": 3, "en": "Yes.", "fr": "Oui."}),
    ("/answer #3 fr: Dit-on en: ou non?\nen: Yes", "answer", {"id": 3, "en": "Yes", "fr": "Dit-on en: ou non?"}),
    ("/answer 3 en: Yes", "answer", {"id": 3, "en": "Yes"}),
    ("/addendum EN: New date\nFR: Nouvelle date", "addendum", {"en": "New date", "fr": "Nouvelle date"}),
    ("/waive `workload`, because of the tests", "waive", {"finding": "workload", "reason": "because of the tests"}),
    ("/waive workload\nbecause\nof the tests", "waive", {"finding": "workload", "reason": "because\nof the tests"}),
    ("/stop splitting two halves", "stop", {"code": "splitting", "reason": "two halves"}),
    ("/arreter priorite plus urgent", "stop", {"code": "priority", "reason": "plus urgent"}),
    ("/extend closing 2027-07-19", "extend", {"what": "closing", "date": date(2027, 7, 19)}),
    ("/prolonger livraison 2027-07-30", "extend", {"what": "delivery", "date": date(2027, 7, 30)}),
    ("/declare none", "declare", {"interest": "none"}),
    ("/déclarer INTÉRÊT", "declare", {"interest": "interest"}),
    ("/evaluate AB 2 fail: no dates", "evaluate", {"applicant": "AB", "criterion": 2, "verdict": "fail", "reason": "no dates"}),
    ("/évaluer A, 1 réussite bon", "evaluate", {"applicant": "A", "criterion": 1, "verdict": "pass", "reason": "bon"}),
    ("/acceptance 8 met", "acceptance", {"number": 8, "verdict": "met", "reason": ""}),
    ("/acceptation 1 non-satisfait raté", "acceptance", {"number": 1, "verdict": "unmet", "reason": "raté"}),
    ("/acceptation 1 non satisfait raté", "acceptance", {"number": 1, "verdict": "unmet", "reason": "raté"}),
    ("/signoff seen", "signoff", {"signoff": "seen"}),
    ("/deliver <https://github.com/a/b/pull/1>", "deliver", {"url": "https://github.com/a/b/pull/1"}),
    ("/terminate default 3 weeks late", "terminate", {"ground": "default", "reason": "3 weeks late"}),
    ("/terminate convenience 50% done", "terminate", {"ground": "convenience", "percent": 50, "reason": "done"}),
    ("/résilier commodité 40\u00a0% fait", "terminate", {"ground": "convenience", "percent": 40, "reason": "fait"}),
    ("/terminate convenience no longer needed", "terminate", {"ground": "convenience", "reason": "no longer needed"}),
    ("/paid paypal", "paid", {"means": "paypal"}),
    ("/payé dépôt", "paid", {"means": "deposit"}),
    ("/payment failed card refused", "payment", {"outcome": "failed", "reason": "card refused"}),
    ("/compte‑rendu", "debrief", {}),
    ("/assign evaluator @octo-cat", "assign", {"role": "evaluator", "user": "octo-cat"}),
    ("/correct funds reserved, typed by mistake", "correct", {"state": "funds_reserved", "reason": "typed by mistake"}),
    ("/corriger close sans paiement erreur", "correct", {"state": "closed_unpaid", "reason": "erreur"}),
    ("/transfert terminé", "transfer", {"step": "done"}),
)


@pytest.mark.parametrize(("text", "name", "arguments"), READ)
def test_command_is_read_whole(text: str, name: str, arguments: dict[str, object]) -> None:
    """With or without accents and capitals, each argument under its name."""
    (read,) = parse_commands(text)
    assert isinstance(read, Command), read
    assert (read.name, dict(read.arguments)) == (name, arguments)


MISREAD: tuple[tuple[str, str, str], ...] = (
    ("/vet looks good", "vet", "nothing more on its line"),
    ("/reserve 12 lots", "reserve", "amount in digits"),
    ("/reserve 12 0", "reserve", "amount in digits"),
    ("/reserve abc 12", "reserve", "reservation’s number"),
    ("/reserve 4500012345\n7345.00", "reserve", "amount in digits"),
    ("/extend closing 12/07/2027", "extend", "YYYY-MM-DD"),
    ("/extend closing 2027-02-30", "extend", "no such day"),
    ("/extend tomorrow", "extend", "closing, delivery"),
    ("/extend closing 2027-07-19 please", "extend", "nothing more"),
    ("/answer 0 en: Yes", "answer", "question’s number"),
    ("/answer 3 Yes", "answer", "Begin with en: or fr:"),
    ("/answer 3 en: Yes fr:", "answer", "empty"),
    ("/answer 3 en:", "answer", "empty"),
    ("/evaluate A 1 pass", "evaluate", "REASON is missing"),
    ("/evaluate Anna 1 pass yes", "evaluate", "letter"),
    ("/acceptance 1 unmet", "acceptance", "REASON is missing"),
    ("/acceptance one met", "acceptance", "number"),
    ("/deliver http://example.org", "deliver", "https://"),
    ("/terminate convenience 101% x", "terminate", "0 to 100"),
    ("/assign evaluator -x-", "assign", "account"),
    ("/correct limbo because", "correct", "requested"),
    ("/paid cash", "paid", "card, paypal, deposit"),
    ("/waive Workload! because", "waive", "finding’s name"),
)


@pytest.mark.parametrize(("text", "name", "says"), MISREAD)
def test_command_with_wrong_arguments_is_misread(text: str, name: str, says: str) -> None:
    """Nothing is done by halves: the problem says what is wanted."""
    (read,) = parse_commands(text)
    assert isinstance(read, Misread)
    assert read.name == name
    assert says in read.problem.en


def test_misread_answers_in_the_command_s_language() -> None:
    """The example is the person's to copy."""
    (read,) = parse_commands("/prolonger clôture demain")
    assert isinstance(read, Misread)
    assert (read.language, read.example) == ("fr", "/prolonger clôture 2027-07-12")


SILENT = (
    "",
    "vet",
    "Please /vet this",
    "//vet",
    "- /vet",
    "1. /vet",
    "# /vet",
    "| /vet |",
    "**/vet**",
    "> /vet",
    "> quoted\n/vet",  # a lazy line still belongs to the quote
    ">> /vet",
    "- > /vet",
    "`/vet`",
    "`code\n/vet\nends`",
    "```\n/vet\n```",
    "~~~\n/vet",
    "    /vet",
    "\t/vet",
    "- item\n\n      /vet",
    "<!-- /vet -->",
    "<!--\n/vet\n-->",
    "<!--\n\n/vet",
    "words <!--\n/vet\n-->",
    "<div>\n/vet\n</div>",
    "<details><summary>more</summary>\n\n/vet\n\n</details>",
    "<blockquote>\n\n/vet\n\n</blockquote>",
    "<table>\n\n<p>\n\n/vet",
    "<name>\n/vet",
    "<div/>\n\n/vet",  # HTML has no such end
    "<DIV class=x>\n\n/vet",
    "words <code>\n/vet\n</code>",
    "words <b title='\n/vet'>",
    "\\/vet",
    "&#47;vet",
    "\u200b/vet",
    "/etc/passwd is a file",
    "/var",
    "/usr/bin/env",
    "/ vet",
    "/",
    "/42",
    "[a]: /url\n/vetted",
)


@pytest.mark.parametrize("text", SILENT)
def test_quotes_code_html_and_other_words_are_silent(text: str) -> None:
    """A command counts only as the first word of a line of one's own."""
    assert parse_commands(text) == ()


SPOKEN = (
    ("Hello\n/vet", (1,)),
    ("> quoted\n\n/vet", (2,)),
    ("```\n/help\n```\n/vet", (3,)),
    ("<details>\n\n/help\n\n</details>\n\n/vet", (6,)),
    ("words <b>bold</b> <br> <img src=x>\n/vet", (1,)),
    ("words <b>\n/help\n</b>\n/vet", (3,)),
    ("</div>\n\n/vet", (2,)),
    ("<div><p>x</div>\n\n/vet", (2,)),
    ("<hr/>\n\n/vet", (2,)),
    ("<name>\n\n/vet", (2,)),
    ("words <name>\n/vet", (1,)),
    ("one `a\nb` two\n/vet", (2,)),
    ("hard break  \n/vet", (1,)),
    ("hard break\\\n  /vet", (1,)),
    ("one `a\nb` two\\\n/vet", (2,)),
    ("item:\n- one\n\n/vet", (3,)),
    ("/vet\n/publish\r\n/help\r/why", (0, 1, 2, 3)),
    ("/vet\n===", (0,)),
    ("   /vet", (0,)),
)


@pytest.mark.parametrize(("text", "lines"), SPOKEN)
def test_commands_outside_them_are_heard_on_their_lines(text: str, lines: tuple[int, ...]) -> None:
    """What stands before or after a quote, code or HTML is speech again."""
    read = parse_commands(text)
    assert all(isinstance(one, Command) for one in read), read
    assert tuple(one.line for one in read) == lines


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("/question Quel est le format du fichier?", "fr"),
        ("/question What is the format of the file?", "en"),
        ("/question PowerShell 7?", "en"),
        ("/question\n\nFaut-il une version récente?", "fr"),
        ("/question What does « est » mean in the file?", "en"),
    ],
)
def test_question_is_answered_in_the_language_it_is_asked_in(text: str, language: Language) -> None:
    """Both languages share the word, so the words that follow tell."""
    assert [one.language for one in parse_commands(text)] == [language]


def test_text_runs_to_the_next_command() -> None:
    """Each command is read by itself, in order."""
    read = parse_commands("/question first\nstill first\n\n/question second\n/help")
    assert [dict(one.arguments) for one in read if isinstance(one, Command)] == [{"text": "first\nstill first"}, {"text": "second"}, {}]


def test_one_misread_command_leaves_the_others_whole() -> None:
    """Each whole or not at all."""
    assert [type(one) for one in parse_commands("/vet\n/reserve\n/help")] == [Command, Misread, Command]


def test_ten_commands_are_read_and_eleven_are_not() -> None:
    """More than ten in one comment are one sentence."""
    assert len(parse_commands("/help\n" * MOST)) == MOST
    (read,) = parse_commands("/aide\n" * (MOST + 1))
    assert isinstance(read, Misread)
    assert (read.name, read.language) == ("", "fr")
    assert "at most 10 commands" in read.problem.en


NEAR: tuple[tuple[str, str, Language], ...] = (
    ("/pubish", "publish", "en"),
    ("/publishh", "publish", "en"),
    ("/publosh", "publish", "en"),
    ("/pubilsh", "publish", "en"),
    ("/publir", "publish", "fr"),
    ("/reservez 12 12", "reserve", "fr"),
    ("/hepl", "help", "en"),
)


@pytest.mark.parametrize(("text", "name", "language"), NEAR)
def test_slip_of_one_letter_is_asked_about(text: str, name: str, language: Language) -> None:
    """With one letter wrong, missing, too many, or swapped, the answer is a question."""
    (read,) = parse_commands(text)
    assert isinstance(read, Misread)
    assert (read.name, read.language) == (name, language)
    assert f"Did you mean `/{name}`?" in read.problem.en


@pytest.mark.parametrize("text", ["/vat", "/vets", "/pubis", "/publics", "/hlpe", "/dxaxw", "Please /pubish"])
def test_other_words_are_no_slips(text: str) -> None:
    """Three letters are too few to guess by, two slips too many, and a word inside a line is no command."""
    assert parse_commands(text) == ()


def test_table_is_printed_for_readers() -> None:
    """One row a command, in either language, with bars escaped."""
    for language in LANGUAGES:
        printed = command_table_markdown(language)
        assert len(printed.splitlines()) == len(COMMANDS) + 2
        assert all(line.replace("\\|", "").count("|") == 5 for line in printed.splitlines())
    assert (
        "| `/paid card\\|paypal\\|deposit` | `/payé carte\\|paypal\\|dépôt` | finance | the supplier is paid |" in command_table_markdown()
    )
    assert "| `/approuver` | `/vet` | l’équipe de micro-acquisition, l’autorité contractante |" in command_table_markdown("fr")


words = st.sampled_from([row.example(language) for row in COMMANDS for language in LANGUAGES])
pieces = st.one_of(
    words,
    st.sampled_from(
        ["> ", ">", "```", "~~~", "    ", "`", "<!--", "-->", "<div>", "</div>", "\n", "\n\n", "- ", "# ", "\\", "<b", "&#47;"]
    ),
    st.text(max_size=10),
)


@UNHURRIED
@given(st.lists(pieces, max_size=30).map("".join))
def test_parsing_never_raises_and_keeps_to_the_lines(text: str) -> None:
    """Any text is read; lines ascend, and on each stands a slash."""
    read = parse_commands(text)
    assert len(read) <= MOST
    lines = re.split(r"\r\n|\n|\r", text)
    assert all(one.line < other.line for one, other in pairwise(read))
    assert all(lines[one.line].lstrip(" \t").startswith("/") for one in read)


@UNHURRIED
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    """Nothing that a person types raises."""
    assert isinstance(parse_commands(f"/question {text}"), tuple)


HIDING = st.sampled_from(
    [
        lambda words: "\n".join(f"> {line}" for line in words.split("\n")),
        lambda words: f"````\n{words}\n````",
        lambda words: f"<!--\n{words.replace('-->', '')}\n-->",
        lambda words: "\n".join(f"    {line}" for line in words.split("\n")),
        lambda words: f"<details>\n\n{words}\n\n</details>",
        lambda words: f"<pre>\n{words}\n</pre>",
    ]
)


@UNHURRIED
@given(st.lists(words, min_size=1, max_size=5).map("\n".join), HIDING)
def test_hidden_commands_are_silent_whatever_they_are(text: str, hide: object) -> None:
    """In a quote, code, a comment or HTML no command of the table is heard."""
    assert callable(hide)
    assert parse_commands(hide(text)) == ()


@UNHURRIED
@given(words)
def test_accents_and_capitals_are_optional(example: str) -> None:
    """Without accents or in capitals, the word is the same command."""
    word, _, rest = example.partition(" ")
    plain = parse_commands(f"{folded(word).upper()} {rest}")
    assert [one.name for one in plain] == [one.name for one in parse_commands(example)]
