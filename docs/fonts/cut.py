"""Cut the typeface of headings out of its package: `.venv/bin/python -m docs.fonts.cut`.

Only letters of European languages in Latin script are kept, so that a first visit stays light;
other scripts are set in a typeface of the reader's own machine. The licence (OFL 1.1) asks for
another name than the original's.
"""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Final

from fontTools import subset

TARGET: Final = Path(__file__).parents[2] / "overrides/assets/fonts/letter.woff2"
NAME: Final = "Letter"
RANGES: Final = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2015), (0x2018, 0x201E)),
    *((0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F), (0x2032, 0x2033), (0x2039, 0x203A)),
    *((0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
)
FEATURES: Final = ("calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "pnum", "tnum")


def main() -> None:
    """Write the file and its licence."""
    source = files("font_source_serif_pro") / "files"
    options = subset.Options()
    options.flavor, options.hinting, options.layout_features = "woff2", False, [*FEATURES]
    options.recalc_timestamp = False
    options.name_IDs += [13, 14]  # the licence travels in the file
    font = subset.load_font(str(source / "SourceSerifPro-Regular.ttf"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[sign for first, last in RANGES for sign in range(first, last + 1)])
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = NAME
    subset.save_font(font, str(TARGET), options)
    shutil.copyfile(str(source / "LICENSE.txt"), TARGET.with_name("LICENSE.txt"))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
