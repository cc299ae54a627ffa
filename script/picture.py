"""Draws docs/demo.svg: the demonstration's terminal as it is printed, its beginning and its end. Never draws what was not printed."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

PICTURE = Path(__file__).parent.parent / "docs/demo.svg"
COLUMNS = 108
BEGINNING, END = 32, 13
"""Lines that are drawn; between them stands a sign for the rest."""

LETTER, LINE, MARGIN, BAR = 7.83, 19, 18, 36
"""A letter's width at 13 pixels, a line's height, the window's margin, and its bar, in pixels."""

CLASSES = {"0": "", "1": "bold", "2": "dim", "1;36": "who", "1;32": "bot", "33": "label"}
"""The terminal's codes that `demo/stage.py` paints with → the classes of the style below."""

STYLE = """\
text { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d7dee6; white-space: pre; }
.bold, .who, .bot { font-weight: bold; }
.bold { fill: #ffffff; } .dim { fill: #93a0ad; } .who { fill: #5cd3e0; } .bot { fill: #56c46a; } .label { fill: #e3b341; }"""

ABOUT = "The demonstration in a terminal: an opportunity is filed, people act; at the end, one is paid and one terminated."


def played() -> list[str]:
    """What `script/demo --once` prints in a terminal of so many columns, with colours."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)}
    done = subprocess.run([sys.executable, "-m", "demo", "--once"], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()


def spans(line: str) -> str:
    """A printed line as SVG: words in the classes of their codes."""
    first, *painted = re.split(r"\x1b\[([\d;]+)m", line)
    pieces = [("0", first), *zip(painted[::2], painted[1::2], strict=True)]
    return "".join(f'<tspan class="{CLASSES[code]}">{escape(words)}</tspan>' if CLASSES[code] else escape(words) for code, words in pieces)


def drawn(lines: list[str]) -> str:
    """The window."""
    width, height = round(COLUMNS * LETTER) + 2 * MARGIN, BAR + len(lines) * LINE + MARGIN
    rows = "\n".join(
        f'<text x="{MARGIN}" y="{BAR + LINE * number}" xml:space="preserve">{spans(line)}</text>'
        for number, line in enumerate(lines, start=1)
        if line
    )
    dots = "".join(
        f'<circle cx="{MARGIN + 6 + 20 * n}" cy="18" r="6" fill="{fill}"/>' for n, fill in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">\n'
        f"<title>script/demo --once</title>\n<desc>{ABOUT}</desc>\n<style>\n{STYLE}\n</style>\n"
        f'<rect width="{width}" height="{height}" rx="10" fill="#10161d"/>\n{dots}\n{rows}\n</svg>\n'
    )


def main() -> None:
    """Plays, draws, writes."""
    lines = played()
    shown = ["\x1b[1m$ script/demo --once\x1b[0m", *lines[:BEGINNING], "", "    \x1b[2m⋮\x1b[0m", "", *lines[-END:]]
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(shown), encoding="utf-8")


if __name__ == "__main__":
    main()
