"""How GitHub would act on a comment: Markdown rendered as GFM, then its text searched as GitHub does. The oracle of bench and tests."""

import re
from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.token import Token

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

ACTIVE = {
    "link_open": "links", "image": "images", "html_inline": "html", "html_block": "html", "heading_open": "structure", "fence": "structure",
    "code_block": "structure", "hr": "structure", "table_open": "structure", "bullet_list_open": "structure",
    "ordered_list_open": "structure", "code_inline": "structure", "em_open": "structure", "strong_open": "structure", "s_open": "structure",
}  # fmt: skip
"""Tokens that people's words may never become."""

SEARCHES = {
    "mentions": re.compile(r"[@＠﹫][A-Za-z0-9]"),
    "references": re.compile(r"[#＃﹟]\d|\bGH-\d|\b(?:GHSA|CVE)-\w|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", re.IGNORECASE),
    "links": re.compile(r"https?://|ftp://|\bwww\.|[\w.+\-]+@[\w\-]+\.\w|mailto:|xmpp:", re.IGNORECASE),
    "closing": re.compile(r"\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?):?\s+(?:[\w./\-]*#\d|GH-\d|https?://)", re.IGNORECASE),
    "unseen": re.compile("[\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\U000e0000-\U000e007f]"),
}
"""What GitHub's own filters search text nodes for, outside code; written more greedily than they are."""


def acts_on(markdown: str, allowed: tuple[str, ...] = ()) -> Counter[str]:
    """How often GitHub would act on this comment, by kind; `allowed` token types are the bot's own."""
    counts: Counter[str] = Counter()
    for token in _flat(GFM.parse(markdown)):
        if token.type in ACTIVE and token.type not in allowed:
            counts[ACTIVE[token.type]] += 1
        if token.type == "inline":
            counts.update(_searched(_text(token)))
    return counts


def text_of(markdown: str) -> str:
    """The text that a reader sees."""
    return "\n".join(_text(token) for token in GFM.parse(markdown) if token.type == "inline")


def _flat(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *_flat(token.children or []))]


def _text(inline: Token) -> str:
    return "".join(
        "\n" if child.type.endswith("break") else "\0" if child.type == "code_inline" else child.content for child in inline.children or []
    )


def _searched(text: str) -> Counter[str]:
    return Counter({kind: len(search.findall(text)) for kind, search in SEARCHES.items() if search.search(text)})
