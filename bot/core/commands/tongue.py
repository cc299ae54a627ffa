"""In which language somebody writes, told by its small words: asked only where both languages share a command's word (`/question`).

Never used where the command or the form already says it.
"""

import re

from bot.core.text import Language

ENGLISH = re.compile(r"\b(?:a|an|and|are|can|do|does|for|how|i|if|in|is|it|must|of|the|this|to|what|when|which|will|with|you)\b")
FRENCH = re.compile(r"\b(?:au|aux|ce|de|des|du|elle|en|est|et|il|je|la|le|les|ou|par|pour|que?|quelle?s?|si|une?|vous)\b")


def language_of(words: str) -> Language:
    """The language with more of its small words; English if neither has more."""
    lower = words.lower()
    return "fr" if len(FRENCH.findall(lower)) > len(ENGLISH.findall(lower)) else "en"
