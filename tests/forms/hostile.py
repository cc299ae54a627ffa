"""Hostile answers, made of all that has deceived parsers of issue forms: the forms' own headings, fences, HTML, look-alikes, odd breaks.

Holds no test; `test_fuzz.py` and `bench/forms_fuzz.py` draw from it.
"""

from random import Random

from bot.forms.template import Template

BREAKS = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\x0b", "\x85", " ", "")
MARKS = ("### ", "###", "## ", "# ", " ### ", "    ### ", "> ### ", "- ### ", "\u200b### ", "### \u200b", "＃＃＃ ", "\\### ", "<h3>", "")
BLOCKS = (
    "```", "````", "~~~", "```python", "- ```", "  ```", "> ```", "<!--", "-->", "<pre>", "</pre>", "<script>", "<div>", "<?", "?>", "---",
    "===", "- [x] I agree", "- [ ] I agree", "_No response_", "None", "1. one", "- item", "   more", "words", "", "\t", "[a]: /b", "| a |",
    "&#35;&#35;&#35; ",
)  # fmt: skip


def mangled(random: Random, label: str) -> str:
    """A label as it is, or in one of the disguises in which it could pass for itself."""
    spot = random.randrange(len(label))
    disguises = (
        label,
        label.upper(),
        label + " ",
        label + "\u00a0",
        label + " ###",
        label[:spot] + "\u200b" + label[spot:],
        label[:spot] + "\u202e" + label[spot:],
        label.replace("e", "е"),
        label.replace("é", "e\u0301"),
        f"**{label}**",
        label[:spot],
    )
    return random.choice(disguises) if random.random() < 0.7 else label


def hostile(random: Random, template: Template) -> str:
    """One answer that tries to be others."""
    labels = [field.label for field in template.fields]
    pieces: list[str] = []
    for _ in range(random.randint(1, 8)):
        if random.random() < 0.4:
            pieces.append(random.choice(MARKS) + mangled(random, random.choice(labels)))
        else:
            pieces.append(random.choice(BLOCKS))
        pieces.append(random.choice(BREAKS[:3]) if random.random() < 0.8 else random.choice(BREAKS))
    return "".join(pieces)


def composed(template: Template, answers: dict[str, str]) -> str:
    """A body as GitHub composes it, with any answer in any field, as the API or an edit allows."""
    return "\n\n".join(f"### {field.label}\n\n{answers[field.id]}" for field in template.fields)
