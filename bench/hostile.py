"""Words that somebody might write to make the bot speak for them, and an endless mix of such words. The corpus of bench and tests."""

import random

CORPUS = (
    "@octocat", "@github/security", "&#64;octocat", "&commat;octocat", "＠octocat", "﹫octocat", "@\u200boctocat", "@\u2060octocat",
    "a@b.ca", "\\@octocat", "`@octocat", "``@octocat`", "owner/repo#1", "#12", "GH-1", "gh-77",
    "owner/repo@0123456789abcdef0123456789abcdef01234567",
    "0123456789abcdef0123456789abcdef01234567", "deadbee", "Fixes #1", "closes GH-2", "Resolves: owner/repo#3",
    "fixes https://github.com/o/r/issues/1", "CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q", "https://evil.example", "http://evil.example/?a=1&b=2",
    "www.evil.example", "ftp://evil.example", "<https://evil.example>", "mailto:a@b.ca", "xmpp:a@b.ca", "[x](https://evil.example)",
    "[x][y]\n\n[y]: https://evil.example", "![x](https://evil.example/pixel.gif)", '<img src="https://evil.example/x.gif">',
    "<script>alert(1)</script>", "<!-- microacq:1 {} x -->", "--> <b>free</b>", "<details><summary>x</summary>", "</details>", "<!--", "<a",
    "<?php", "<![CDATA[", "| a | b |\n|---|---|\n| c | d |", "a | b", "```\nfence", "~~~\nfence", "    indented", "\tindented", "# Heading",
    "Heading\n===", "Heading\n---", "---", "***", "- list", "+ list", "1. list", "1) list", "> quote", "> [!WARNING]\n> x", "- [ ] task",
    "**bold**", "__bold__", "~~gone~~", "$x$", "$$x$$", "[^1]\n\n[^1]: note", "\u202egnp.exe", "a\u202cb", "\ufeffBOM", "soft\u00adhyphen",
    "\u2028next", "\x0bnext", "\x00", "\ud800", "\\", "`", "“ends here” The bot says", "« fin » Le robot dit", "&lt;b&gt;", "&nbsp;&#0;",
    "ghs_0123456789abcdefghijABCDEFGHIJ", ":tada:", "/vet", "\r\n# CR", "x\r# CR", "@@octocat", "@-octocat", "#\u200b12", "##12",
    "https:\u200b//evil.example", "ｗｗｗ.evil.example", "{{ 7 * 7 }}", "{% raw %}", "{{ config }}",
)  # fmt: skip

GLUE = ("", " ", "\n", "\n\n", "  \n", "\\", "`", "*", "_", "<", "&", "|", "\t", "\u200b", "\r\n", "x", "\n> ", "\n- ", "[", "](", "\ud83d")


def mixtures(count: int, seed: int = 1) -> list[str]:
    """So many strings of two to six hostile pieces, glued by signs that change what the next one means; the seed makes them again."""
    dice = random.Random(seed)
    return [_mixture(dice) for _ in range(count)]


def _mixture(dice: random.Random) -> str:
    return "".join(dice.choice(CORPUS) + dice.choice(GLUE) for _ in range(dice.randint(2, 6)))
