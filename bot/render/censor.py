"""Tokens and private keys, taken out of whatever is about to leave the bot (github.md, S9).

Knows them by their shape alone, so it needs no secret to look for; never reads one.
"""

import re

REMOVED = "[removed]"

SECRET = re.compile(
    r"""
      gh[oprsu]_[A-Za-z0-9_.\-]{16,}                                     # GitHub's tokens; the new ones hold dots and have any length
    | github_pat_\w{20,}
    | -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----(?:.*?-----END\ [A-Z ]*PRIVATE\ KEY-----|.*)
    """,
    re.VERBOSE | re.DOTALL,
)
"""GitHub's token prefixes: https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github"""


def censored(text: str) -> str:
    """The text with every token and private key replaced by `[removed]`."""
    return SECRET.sub(REMOVED, text)
