"""The licence of a delivery repository: every default licence in full, byte for byte, and with its holder where it has a place for one."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from bot.core.comments import Comment
from bot.core.effects import File
from bot.core.policy import DEFAULT_LICENCES
from bot.render.licences import FOLDER, written
from bot.render.templates import render

ROOT = Path(__file__).parents[2]

OFFICIAL = {
    "Apache-2.0": "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30",
    "GPL-3.0-or-later": "3972dc9744f6499f0f9b2dbf76696f2ae7ad8af9b23dde66d6af86c9dfb36986",
    "LGPL-3.0-or-later": "e3a994d82e644b03a792a930f574002658412f62407f5fee083f2555c5f23118",
    "AGPL-3.0-or-later": "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0",
    "MPL-2.0": "fab3dd6bdab226f1c08630b1dd917e11fcb4ec5e1e020e2c16f83a0a13863e85",
}
"""SHA-256 of what apache.org, gnu.org and mozilla.org publish."""


def files(licence: str) -> dict[str, str]:
    """What a delivery repository of this licence gets."""
    return written(File("LICENSE", Comment("delivery/LICENSE.txt", {"licence": licence, "year": 2027, "supplier": "sam-iam"})))


@pytest.mark.parametrize("licence", DEFAULT_LICENCES)
def test_supplier_finds_the_full_text_of_every_default_licence(licence: str) -> None:
    """With nothing left to fill in, but for the notices that a licence shows for use in source files."""
    text = files(licence)["LICENSE"]
    assert len(text) > 1_000
    assert text.endswith("\n")
    assert not {"[year]", "[fullname]", "{{", "spdx.org"} & set(text.split())


@pytest.mark.parametrize("licence", OFFICIAL)
def test_official_texts_are_as_they_are_published(licence: str) -> None:
    """Byte for byte."""
    assert hashlib.sha256(files(licence)["LICENSE"].encode()).hexdigest() == OFFICIAL[licence]


@pytest.mark.parametrize(("licence", "line"), [("MIT", "Copyright (c) 2027 sam-iam\n"), ("BSD-3-Clause", "Copyright (c) 2027, sam-iam\n")])
def test_copyright_line_names_year_and_supplier(licence: str, line: str) -> None:
    """Where a licence has a line of its own for it; all the rest is the project's own licence's words, or the published ones."""
    text = files(licence)["LICENSE"]
    assert f"\n\n{line}\n" in text
    if licence == "MIT":
        assert text.partition("Permission")[2] == (ROOT / "LICENSE").read_text(encoding="utf-8").partition("Permission")[2]


def test_lesser_licence_has_the_general_one_beside_it() -> None:
    """Its text begins by taking the GPL in: both are needed. All other licences are one file."""
    lesser = files("LGPL-3.0-or-later")
    assert sorted(lesser) == ["COPYING", "LICENSE"]
    assert lesser["COPYING"] == files("GPL-3.0-or-later")["LICENSE"]
    assert [sorted(files(other)) for other in DEFAULT_LICENCES if other != "LGPL-3.0-or-later"] == [["LICENSE"]] * 6


@pytest.mark.parametrize("licence", ["EUPL-1.2", "ISC", "CECILL-2.1"])
def test_another_licence_is_named_by_its_spdx_id(licence: str) -> None:
    """The identifier, the copyright line, and where the text is."""
    text = files(licence)["LICENSE"]
    assert text.startswith(f"SPDX-License-Identifier: {licence}\nCopyright (c) 2027 sam-iam\n")
    assert f"https://spdx.org/licenses/{licence}.html" in text


def test_other_files_are_rendered_as_they_are() -> None:
    """A file that only speaks of a licence is none."""
    words = Comment("delivery/CODEOWNERS.txt", {"owners": ("claire",), "licence": "MIT"})
    assert written(File("CODEOWNERS", words)) == {"CODEOWNERS": f"{render(words)}\n"}


def test_installed_package_has_every_text(tmp_path: Path) -> None:
    """Each default licence and no other, in the wheel as in the repository."""
    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    folder = FOLDER.relative_to(ROOT).as_posix()
    with zipfile.ZipFile(wheel) as package:
        packed = {name: package.read(name) for name in package.namelist() if name.startswith(folder)}
    assert packed == {f"{folder}/{licence}.txt": FOLDER.joinpath(f"{licence}.txt").read_bytes() for licence in DEFAULT_LICENCES}
