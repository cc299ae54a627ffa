"""Prints the tables into README.md between their marks: `script/readme [--check]`. What is printed, `bot/core/printed.py` says."""

import argparse
import sys
from pathlib import Path

from bot.core.printed import filled

README = Path(__file__).parent.parent / "README.md"


def main() -> None:
    """Writes README.md, or with `--check` only says whether it is as the tables are."""
    parser = argparse.ArgumentParser(prog="script/readme", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit status 1 if README.md differs from the tables")
    check = parser.parse_args().check
    text = README.read_text(encoding="utf-8")
    now = filled(text)
    if not check:
        README.write_text(now, encoding="utf-8")
    elif now != text:
        sys.exit("README.md differs from the tables. Run script/readme.")


if __name__ == "__main__":
    main()
