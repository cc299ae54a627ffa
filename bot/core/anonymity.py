"""What is taken out of an application before evaluators read it: account names, addresses, links.

Never decides who may read what; a name written in plain words stays, and the comment says so.
"""

import re

from bot.core.text import Language, Text

NAME, LINK, ADDRESS = (
    Text("[name removed]", "[nom retiré]"),
    Text("[link removed]", "[lien retiré]"),
    Text("[address removed]", "[adresse retirée]"),
)

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LINK = re.compile(
    r"(?:\bhttps?://|\bwww\.)[^\s<>()\[\]]+|\b(?:[\w-]+\.)+(?:com|ca|org|net|io|dev|me|gov|edu|fr|co|app|page|quebec)(?:/[^\s<>()\[\]]*)?",
    re.IGNORECASE,
)
_MENTION = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]*(?:/[\w.-]+)?")


def anonymised(words: str, logins: tuple[str, ...], language: Language) -> str:
    """The words without mail addresses, links, mentions and the given account names."""
    words = _ADDRESS.sub(ADDRESS[language], words)
    words = _LINK.sub(LINK[language], words)
    words = _MENTION.sub(NAME[language], words)
    for login in sorted(logins, key=len, reverse=True):
        words = re.sub(rf"(?<![\w-]){re.escape(login)}(?![\w-])", NAME[language], words, flags=re.IGNORECASE)
    return words
