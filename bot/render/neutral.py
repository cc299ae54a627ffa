"""People's words as data: readable as written, yet without effect (github.md, S7).

GitHub acts on a comment twice: Markdown is rendered, then the text is searched for mentions, references, commits and addresses.
So Markdown's signs are escaped, and what the search looks for is broken by a zero-width space, as Dependabot does it.
Never decides what is quoted.
"""

import re
import unicodedata
from collections.abc import Callable

from bot.render.censor import censored

BREAK = "\u200b"
"""A zero-width space: GitHub finds no mention in `@`, BREAK, `name`."""

LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that show nothing though Unicode does not call them format characters."""
UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control and format characters (zero-width, bidirectional), halves of characters, and those that nobody has defined."""

FOUND_BY_GITHUB: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"([@＠﹫])"), rf"\1{BREAK}"),  # @user, @org/team, name@host, owner/repo@commit
    (re.compile(r"([#＃﹟])(?=\w)"), rf"\1{BREAK}"),  # #12, owner/repo#12
    (re.compile(r"(gh|ghsa|cve)-(?=\w)", re.IGNORECASE), rf"\1-{BREAK}"),  # GH-12, and the two kinds of advisories
    (re.compile(r":(?=//)"), rf":{BREAK}"),  # https://…
    (re.compile(r"(www)(?=\.)", re.IGNORECASE), rf"\1{BREAK}"),  # www.…
    (re.compile(r"(mailto|xmpp)(?=:)", re.IGNORECASE), rf"\1{BREAK}"),
    (re.compile(r"([0-9a-f]{6})(?=[0-9a-f])", re.IGNORECASE), rf"\1{BREAK}"),  # a commit has 7 digits or more
)
"""https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls"""

MARKDOWN = re.compile(r"[\\`*_\[\]<>&|~]")
AT_LINE_START = re.compile(r"^([#+\-=:]|\d+(?=[.)]))", re.MULTILINE)
INDENTATION = re.compile(r"^[ ]+", re.MULTILINE)
INDENTATION_SHOWN = 8
QUOTATION_MARKS = re.compile("[“”„«»]")


def clean(words: str) -> str:
    """The words without what can't be seen, with plain line ends, and without tokens or keys that somebody pasted."""
    lines = LINE_ENDS.sub("\n", words).replace("\t", "    ")
    seen = "".join(sign for sign in lines if sign == "\n" or not (sign in UNSEEN or unicodedata.category(sign) in UNSEEN_KINDS))
    return censored(seen).strip()


def defused(words: str) -> str:
    """The words with everything broken that GitHub searches text for; Markdown is left as it is."""
    for found, broken in FOUND_BY_GITHUB:
        words = found.sub(broken, words)
    return words


def escaped(words: str) -> str:
    """The words with Markdown's signs escaped, those that only count at the start of a line as well."""
    signs = MARKDOWN.sub(r"\\\g<0>", words).replace("$", "&#36;")  # `\$` may still open a formula at GitHub
    listed = AT_LINE_START.sub(lambda found: found[0] + "\\" if found[0].isdigit() else "\\" + found[0], signs)
    return INDENTATION.sub(lambda found: "\u00a0" * min(len(found[0]), INDENTATION_SHOWN), listed)


def inline(words: str) -> str:
    """Somebody's words within a line of ours, without quotation marks of their own, which could end ours."""
    return escaped(defused(QUOTATION_MARKS.sub('"', " ".join(clean(words).split()))))


def lines(words: str) -> str:
    """Somebody's words as a Markdown quote, line for line."""
    neutral = escaped(defused("\n".join(line.rstrip() for line in clean(words).split("\n"))))
    return "\n".join(f"> {line}".rstrip() for line in neutral.split("\n"))


def code(words: str) -> str:
    """Words as a code span, in which GitHub looks for nothing; the fence is longer than any run of backticks inside."""
    line = " ".join(clean(words).split())
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}" if line else ""


SPAN = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
OWN_HAZARDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"([\\`])"), r"\\\1"),
    (re.compile(r"([@＠﹫])(?=\w)"), rf"\1{BREAK}"),
    (re.compile(r"<(?=[A-Za-z!/?])"), r"\\<"),
    (re.compile(r"&(?=#?\w+;)"), r"\\&"),
    (re.compile(r"!(?=\[)"), r"!\\"),
)


def guarded(words: str) -> str:
    """The bot's own sentence, kept from mentioning anybody and from HTML and images, in case it repeats what somebody wrote.

    Code spans stay as they are; a backtick that closes none is escaped, so that spans can't be shifted.
    """
    return outside_code(words, _without_hazards)


def outside_code(words: str, change: Callable[[str], str]) -> str:
    """The words changed, but for their code spans."""
    parts, end = [], 0
    for span in SPAN.finditer(words):
        parts += [change(words[end : span.start()]), span[0]]
        end = span.end()
    return "".join([*parts, change(words[end:])])


def _without_hazards(words: str) -> str:
    for found, broken in OWN_HAZARDS:
        words = found.sub(broken, words)
    return words
