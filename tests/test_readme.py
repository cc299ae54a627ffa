"""README and its companions tell the truth: what they print, name and link to is there, and nothing of a machine is in the repository."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from bot import __version__, settings
from bot.cli.program import COMMANDS
from bot.core.printed import filled

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"

CODE = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
MACHINE = re.compile(
    r"(?<![\w.}])/(?:home|Users|root|work|opt|mnt|srv)/[A-Za-z0-9_.]"  # a path of somebody's machine
    r"|[A-Z]:\\\\?Users"
    r"|pypi\.org|pythonhosted\.org|npmjs\.(?:com|org)|proxy\.golang\.org|crates\.io|artifactory"  # a registry
    r"|--(?:extra-)?index-url|--find-links|--trusted-host|PIP_[A-Z_]*INDEX"
)


def page(name: str) -> str:
    """A page's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(text: str) -> str:
    """What a page shows as code: where a command stands as it is typed."""
    return "\n".join(block or span for block, span in CODE.findall(text))


def slugs(text: str) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def section(heading: str) -> str:
    """A section of README, up to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", README, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1]


def tracked() -> list[Path]:
    """Every file that the repository holds, but this one, which names what it looks for."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file() and path != Path(__file__)]


def test_readme_is_printed_from_the_tables() -> None:
    """Diagrams, labels, commands and corrections are those of the tables; `script/readme` prints them anew."""
    assert README.count("<!-- printed: ") == README.count("<!-- /printed -->") == 5
    assert filled(README) == README


@pytest.mark.parametrize("name", PAGES)
def test_every_script_that_a_page_names_can_be_run(name: str) -> None:
    """`script/NAME` is there, and executable."""
    for script in re.findall(r"\bscript/([a-z]+)", code_of(page(name))):
        assert os.access(ROOT / "script" / script, os.X_OK), script


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_a_page_names_is_there(name: str) -> None:
    """`microacq NAME` is a command of the program."""
    for command in re.findall(r"(?:^|[ /])microacq ([a-z]+)", code_of(page(name)), re.MULTILINE):
        assert command in COMMANDS, command


@pytest.mark.parametrize("name", PAGES)
def test_every_module_that_a_page_runs_is_there(name: str) -> None:
    """`python -m NAME` runs something."""
    for module in re.findall(r"python -m ([\w.]+)", code_of(page(name))):
        path = ROOT / module.replace(".", "/")
        assert module == "venv" or path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module


def test_every_bench_is_in_the_table_of_costs() -> None:
    """What can be measured is listed with its command, and what is listed can be measured."""
    benches = {path.stem for path in (ROOT / "bench").glob("*.py") if 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")}
    assert set(re.findall(r"`python -m bench\.(\w+)`", section("What it costs"))) == benches


def test_every_script_is_told_of() -> None:
    """In README or in CONTRIBUTING."""
    scripts = {path.name for path in (ROOT / "script").iterdir() if path.is_file() and not path.suffix}
    assert set(re.findall(r"\bscript/([a-z]+)", README + page("CONTRIBUTING.md"))) == scripts


@pytest.mark.parametrize("name", PAGES)
def test_every_relative_link_resolves(name: str) -> None:
    """To a file or folder of the repository, and to a heading that the page has."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page(name)):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists(), target
        assert not anchor or anchor in slugs(page(path or name)), target


def test_every_package_is_on_the_map() -> None:
    """Each folder of `bot`, and each beside it that holds code."""
    folders = {path.relative_to(ROOT).parts[:2] for path in (ROOT / "bot").glob("*/*") if "__pycache__" not in path.parts}
    beside = ("demo", "bench", "script", "tests")
    mapped = set(re.findall(r"^\| \[`([\w/]+)`\]\(\1\)", section("The map of the code"), re.MULTILINE))
    assert mapped == {"/".join(folder) for folder in folders} | set(beside)


def test_arrows_are_those_that_are_held() -> None:
    """README's layers are the contract's, line for line."""
    contracts = tomllib.loads(page("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    held = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    assert "\n".join(layer.replace("bot.", "").replace(" | ", " · ") for layer in held) in section("The map of the code")


def test_every_setting_is_in_the_table() -> None:
    """By its name in the environment, with its default; and no other."""
    shown = {name for row in re.findall(r"^\| (`[A-Z].*?) \|", section("3. The bot"), re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    read = {name.upper(): field.default for name, field in settings._Raw.model_fields.items()}
    assert shown == set(read)
    for default in (settings.DEFAULT_DATABASE, read["PORT"], read["LOG_LEVEL"], read["GITHUB_API_URL"]):
        assert f"| `{default}` |" in section("3. The bot")


def test_permissions_and_events_are_the_manifests() -> None:
    """What the page for a new App is filled in with is what `app.yml` says."""
    manifest = yaml.safe_load(page("app.yml"))
    told = section("2. The App")
    assert dict(re.findall(r"^\| `(\w+)` \| `(\w+)`", told, re.MULTILINE)) == manifest["default_permissions"]
    events = re.search(r"Subscribe to these events: (.+)\.$", told, re.MULTILINE)
    assert events
    assert re.findall(r"`(\w+)`", events[1]) == manifest["default_events"]


def test_the_picture_is_the_demonstrations() -> None:
    """One that a browser can read alone: first the command, last that one opportunity is paid and one terminated."""
    picture = ET.fromstring(page("docs/demo.svg"))
    lines = ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]
    assert lines[0] == "$ script/demo --once"
    assert re.fullmatch(r"opportunity #\d+: paid\nopportunity #\d+: terminated", "\n".join(lines[-2:]))
    assert not re.findall(r"(?:href|src)=|url\(|<script", page("docs/demo.svg"))
    assert "](docs/demo.svg)" in README


def test_the_changelog_tells_of_this_version() -> None:
    """The version that the package has."""
    assert re.search(rf"^## \[?{re.escape(__version__)}\b", page("CHANGELOG.md"), re.MULTILINE)


def test_nothing_of_a_machine_is_in_the_repository() -> None:
    """No registry's address and no path of a machine in any file: whoever clones has their own."""
    assert not [
        f"{path.relative_to(ROOT)}:{number}: {line[:160]}"
        for path in tracked()
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), start=1)
        if MACHINE.search(line)
    ]
