"""The brand from its file, or a plain one."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from coaching_site.checks import check_brand
from coaching_site.loading.pictures import PictureFolder
from coaching_site.loading.records import checked_record
from coaching_site.model.brand import Brand
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import read_text
from coaching_site.parsing.syntax import read_tree


def load_brand(path: Path) -> Brand:
    """Return the brand in a file, whose pictures are beside it; without the file, a plain one.

    Raises `InvalidInput` with all problems.
    """
    if not os.path.lexists(path):
        return Brand()
    report = Report(path)
    reading = read_tree(read_text(path, report), report)
    if reading.root is None and not report:  # nothing but comments
        return Brand()
    check = partial(check_brand, pictures=PictureFolder(path.parent))
    return checked_record(reading, Brand, report, check).record
