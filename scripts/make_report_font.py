"""Makes the font of the reports from the variable Noto Sans SC of the Google Fonts collection.

    python scripts/make_report_font.py NotoSansSC[wght].ttf resources/report/fonts/NotoSansSC-medviewer.ttf

One weight, the characters of GBK (all of GB 2312, traditional ones, kana) and the European ones.
Needs fontTools.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "medviewer Noto Sans SC"
"""A name of its own: another cut of the font on the same computer must not come in its place."""
WEIGHT = 400
_RANGES = (
    (0x20, 0x250), (0x370, 0x460), (0x2000, 0x20D0), (0x2100, 0x2300), (0x25A0, 0x2600), (0x3000, 0x3100),
)  # fmt: skip


def characters() -> set[int]:
    """The code points that reports may need."""
    wanted = {code for first, last in _RANGES for code in range(first, last)}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                wanted.add(ord(bytes([lead, trail]).decode("gbk")))
            except UnicodeDecodeError:
                continue
    return wanted


def make(source: Path, target: Path) -> None:
    """Writes one weight of the wanted characters."""
    # No glyph stands in for another one ("ccmp", "locl"): a PDF could not tell which letter it is.
    font = TTFont(source)
    options = subset.Options(
        layout_features=["kern", "mark", "mkmk"], notdef_outline=True, hinting=False,
        glyph_names=False, name_IDs=["*"],
    )  # fmt: skip
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=characters() & set(font.getBestCmap()))
    cut.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHT})
    _name(font)
    font.save(target)


def _name(font: TTFont) -> None:
    names = font["name"]
    for name_id in (16, 17, 21, 22, 25):
        names.removeNames(nameID=name_id)
    postscript = "medviewerNotoSansSC-Regular"
    for name_id, text in ((1, FAMILY), (2, "Regular"), (3, FAMILY), (4, FAMILY), (6, postscript)):
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHT


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
