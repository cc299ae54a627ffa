"""Templates: both languages alike, strict about fields, and comments that fit."""

import re
from pathlib import Path

import jinja2
import pytest

from bench.oracle import acts_on
from bot.core.comments import Comment, Mention, Quoted, Value
from bot.core.text import Text
from bot.render import templates
from bot.render.pairs import template_names, templates_in_pairs
from bot.render.templates import ROOM, length, render


def test_every_template_stands_there_in_both_languages() -> None:
    """The same fields and only known filters in both files of each pair."""
    assert templates_in_pairs() == ()
    assert {"comments/refused", "comments/findings", "delivery/readme"} <= set(template_names())


@pytest.mark.parametrize(
    ("english", "french", "problem"),
    [
        ("{{ a }}", None, "there is no"),
        ("{{ a }}", "{{ b }}", "one language alone uses a, b"),
        ("{{ a.x }}", "{{ a.y }}", "one language alone uses x, y"),
        ("{{ title_en }}{{ b.en }}", "{{ title_fr }}{{ b.fr }}{{ c }}", "one language alone uses c."),
        ("{{ a | upper }}", "{{ a }}", "upper"),
        ("{% if a %}", "{{ a }}", "end of template"),
    ],
)
def test_a_pair_that_differs_is_named(tmp_path: Path, english: str, french: str | None, problem: str) -> None:
    """The check can fail, in each of its ways."""
    (tmp_path / "comments").mkdir()
    (tmp_path / "comments" / "x.en.md").write_text(english)
    if french is not None:
        (tmp_path / "comments" / "x.fr.md").write_text(french)
    (sentence,) = templates_in_pairs(tmp_path)
    assert sentence.startswith("comments/x")
    assert problem in sentence


FRENCH_SLIPS = {
    "a no-break space before : and »": re.compile(r"[^\s\d][:»](?=\s|$)|(?<!\u00a0)»|¤:(?=\s|$)", re.MULTILINE),
    "no common space before : ; ? ! »": re.compile(r" [:;?!»]"),
    "a no-break space after «": re.compile("«(?!\u00a0)"),
    "a no-break space before h and $": re.compile(r"\d h\b| \$"),
    "a typographic apostrophe": re.compile(r"\w'\w"),
}
"""The Translation Bureau's typography: in Canada nothing stands before a semicolon, ? and !, or a no-break space."""


def french_prose(path: Path) -> str:
    """A template without its code spans, tags and addresses."""
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|`[^`]*`|https?://\S+|<!--.*?-->", "¤", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", sorted(templates.TEMPLATES.rglob("*.fr.md")), ids=lambda path: path.name)
def test_french_is_set_as_french(path: Path) -> None:
    """No-break spaces and typographic apostrophes in every French template."""
    slips = {rule: found[0] for rule, slip in FRENCH_SLIPS.items() if (found := slip.search(french_prose(path)))}
    assert not slips


@pytest.mark.parametrize("slip", ["Attention: non", "quoi ?", "«mot»", "« mot »", "vu ; lu", "à 23 h 59", "6 500 $", "l'un"])
def test_slips_in_french_are_seen(slip: str) -> None:
    """The rules of the test above can fail."""
    assert any(rule.search(slip) for rule in FRENCH_SLIPS.values())


class Sketch:
    """A templates' folder of one template."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def render(self, template: str, room: int = ROOM, **fields: Value) -> str:
        """The template in English."""
        (self.folder / "comments" / "x.en.md").write_text(template, encoding="utf-8")
        return render(Comment("x", fields, "en"), room)


@pytest.fixture
def sketch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sketch:
    """Renders a template given as text."""
    (tmp_path / "comments").mkdir()
    (tmp_path / "delivery").mkdir()
    monkeypatch.setattr(templates, "_own", lambda: templates.environment(tmp_path))
    return Sketch(tmp_path)


def test_a_comment_in_both_languages_has_english_first(sketch: Sketch) -> None:
    """English, a rule, French; one language alone is the same half."""
    for language, greeting in (("en", "Hello"), ("fr", "Bonjour")):
        (sketch.folder / "comments" / f"x.{language}.md").write_text(
            f"{greeting} {{{{ who }}}}: {{{{ why }}}}\n\n\n\n\n.\n", encoding="utf-8"
        )
    fields: dict[str, Value] = {"who": Quoted("“Zoé”"), "why": Text("Money", "Argent")}
    english, french = render(Comment("x", fields, "en")), render(Comment("x", fields, "fr"))
    assert english == 'Hello “"Zoé"”: Money\n\n.'
    assert french == 'Bonjour «\u00a0"Zoé"\u00a0»: Argent\n\n.'
    assert render(Comment("x", fields)) == f"{english}\n\n---\n\n{french}"


def test_several_answers_are_grouped_by_language(sketch: Sketch) -> None:
    """The first answer's language comes first; what is said in one language only stands there alone."""
    for language in ("en", "fr"):
        (sketch.folder / "comments" / f"x.{language}.md").write_text(f"{language} {{{{ n }}}}", encoding="utf-8")
    one, two, three = Comment("x", {"n": 1}, "fr"), Comment("x", {"n": 2}, "both"), Comment("x", {"n": 3}, "fr")
    assert templates.render_all((one, two, three)) == "fr 1\n\nfr 2\n\nfr 3\n\n---\n\nen 2"
    assert templates.render_all((two, one)) == "en 2\n\n---\n\nfr 2\n\nfr 1"
    assert templates.render_all((one, three)) == "fr 1\n\nfr 3"


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        ("octo-cat", "@octo-cat"),
        ("jo_corp", "@jo_corp"),
        ("renovate[bot]", "renovate\\[bot\\]"),
        ("a b", "a b"),
        ("x/y", "x/y"),
        ("@x", "@\u200bx"),
    ],
)
def test_only_a_login_is_mentioned(sketch: Sketch, login: str, expected: str) -> None:
    """What can't be a GitHub login is plain text."""
    assert sketch.render("{{ who }}", who=Mention(login)) == expected


def test_an_unknown_field_is_a_bug(sketch: Sketch) -> None:
    """A template that asks for a field that the comment lacks raises, so it is seen at once."""
    for template in ("{{ who }}", "{{ x.who }}", "{% if who %}{% endif %}"):
        with pytest.raises(jinja2.UndefinedError, match="who"):
            sketch.render(template, x={"when": "now"})


@pytest.mark.parametrize("template", ["{{ x }}", "{{ x ~ '' }}", "{{ [x] | join }}", "{{ x | code }}", "{{ x | block }}"])
def test_no_way_to_print_words_leaves_them_raw(sketch: Sketch, template: str) -> None:
    """Concatenated, joined or printed: a person's words are always neutral."""
    assert not acts_on(sketch.render(template, x=Quoted("@octocat <b> #1")), ("code_inline",))


@pytest.mark.parametrize(
    "template", ["{{ x._words }}", "{{ x.words }}", "{{ x['_words'] }}", "{{ x.__class__ }}", "{{ x.as_block.__func__ }}"]
)
def test_a_template_never_reaches_the_raw_words(sketch: Sketch, template: str) -> None:
    """The sandbox lets no attribute of an object through."""
    with pytest.raises((jinja2.exceptions.SecurityError, jinja2.UndefinedError)):
        sketch.render(template, x=Quoted("@octocat"))


@pytest.mark.parametrize("value", [None, True, ("a",), {"a": "b"}])
def test_a_template_prints_words_only(sketch: Sketch, value: Value) -> None:
    """`None`, `True` and lists never stand in a comment."""
    with pytest.raises(TypeError, match="A template prints"):
        sketch.render("{{ x }}", x=value)


def test_a_field_may_have_any_name(sketch: Sketch) -> None:
    """A mapping's field named as a method of `dict` is the field."""
    assert sketch.render("{{ x.items }}{% for one in x.keys %}{{ one }}{% endfor %}", x={"items": "a", "keys": ("b", "c")}) == "abc"


def test_nothing_written_says_so(sketch: Sketch) -> None:
    """Empty or unseen words are shown as nothing, and are false."""
    assert sketch.render("{{ x }}{% if x %}!{% endif %}", x=Quoted(" \u200b ")) == "“(nothing)”"
    assert sketch.render("{{ x | block }}", x=Quoted("")) == "> (nothing)"


def test_a_quote_within_a_line_is_cut(sketch: Sketch) -> None:
    """A reason of a thousand words does not fill a line."""
    text = sketch.render("{{ x }}.", x=Quoted("word " * 1000))
    assert len(text) < 1_100
    assert text.endswith("[…] (shortened).")


def test_a_comment_always_fits(sketch: Sketch) -> None:
    """However long the words are, the comment fits; a sentence says that they were cut."""
    text = sketch.render("{{ x | block }}\n\n{{ y | block }}", x=Quoted("&" * 65_536), y=Quoted("🙂" * 65_536))
    assert length(text) <= ROOM
    assert "Shortened: " in text
    assert "of 65536 characters" in text


def test_a_comment_of_many_quotes_is_cut_at_a_line(sketch: Sketch) -> None:
    """When even short quotes are too many, the comment ends with a sentence."""
    text = sketch.render("{% for one in x %}\n- {{ one }}\n{% endfor %}", room=2_000, x=tuple(Quoted("word " * 30) for _ in range(100)))
    assert length(text) <= 2_000
    assert text.endswith("_This comment is too long for GitHub and ends here._")
    assert templates.cut("words", 10, "en").strip().startswith("_This")


def test_a_document_without_markdown_is_one_file(sketch: Sketch) -> None:
    """CODEOWNERS and licences are the same for both languages, and nothing is escaped in them."""
    (sketch.folder / "delivery" / "CODEOWNERS.txt").write_text(
        "* {% for one in owners %}{{ one }} {% endfor %}# {{ note }}", encoding="utf-8"
    )
    fields: dict[str, Value] = {"owners": (Mention("zoe"), Mention("ali")), "note": Quoted("a_b *c*")}
    assert render(Comment("delivery/CODEOWNERS.txt", fields)) == "* @zoe @ali # a_b *c*"


def test_no_token_leaves_in_a_comment(sketch: Sketch) -> None:
    """Even in the bot's own words, what looks like a token is taken out."""
    assert sketch.render("{{ x }}", x="ghs_0123456789abcdefghij") == "[removed]"
