"""Whether every template stands there in both languages, alike: the same fields, and only filters that exist.

What a person wrote in both languages comes as `title_en` and `title_fr`, or `title.en` and `title.fr`; each template may use its own.
Never renders one.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import TemplateError, nodes
from jinja2.meta import find_undeclared_variables

from bot.render.templates import LANGUAGES, TEMPLATES, environment


def template_names(folder: Path = TEMPLATES) -> tuple[str, ...]:
    """The templates' names with their folder: `comments/refused`, once for both languages."""
    return tuple(sorted({_name(path, folder) for path in folder.rglob("*.md")}))


def templates_in_pairs(folder: Path = TEMPLATES) -> tuple[str, ...]:
    """What is wrong with the templates, one sentence each; none when all is well."""
    return tuple(problem for name in template_names(folder) for problem in _problems(name, folder))


def fields_of(name: str, language: str, folder: Path = TEMPLATES) -> tuple[frozenset[str], frozenset[str]]:
    """The fields that a template uses, and the names that it looks up in them. Raises `TemplateError` for one that can't be read."""
    jinja = environment(folder)
    source = (folder / f"{name}.{language}.md").read_text(encoding="utf-8")
    jinja.from_string(source)  # compiles, which names an unknown filter
    tree = jinja.parse(source)
    return _alike(find_undeclared_variables(tree)), _alike(node.attr for node in tree.find_all(nodes.Getattr))


def _alike(names: Iterable[str]) -> frozenset[str]:
    """Names without the language that they end in."""
    return frozenset(name.removesuffix("_en").removesuffix("_fr") for name in names if name not in LANGUAGES)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").with_suffix("").as_posix()


def _problems(name: str, folder: Path) -> Iterator[str]:
    missing = [language for language in LANGUAGES if not (folder / f"{name}.{language}.md").is_file()]
    if missing:
        yield f"{name}: there is no {name}.{missing[0]}.md."
        return
    try:
        english, french = (fields_of(name, language, folder) for language in LANGUAGES)
    except TemplateError as error:
        yield f"{name}: {error}"
        return
    for only_one in (english[0] ^ french[0], english[1] ^ french[1]):
        if only_one:
            yield f"{name}: one language alone uses {', '.join(sorted(only_one))}."
