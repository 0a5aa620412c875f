"""What a page template says of itself, in its front matter."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from coaching_site.loading.records import checked_record
from coaching_site.model.page_settings import PageSettings, RemovalSettings
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.source import read_bytes, text_of
from coaching_site.parsing.syntax import read_tree

_MOST_KEPT: Final = 128
_FRONT_MATTER: Final = re.compile(r"---\n(.*?)^---$", re.DOTALL | re.MULTILINE)
_HEADING: Final = re.compile(r"^#[ \t]+(.+?)[ \t]*(?:\{:.*\}|#+)?[ \t]*$", re.MULTILINE)


def load_page_settings(path: Path) -> PageSettings:
    """Return what a page template says of itself between its first two lines `---`.

    A page without them is titled by its first heading, or else by its file's name. Raises
    `InvalidInput` with all problems.
    """
    return _settings_in(path, read_bytes(path))


@lru_cache(maxsize=_MOST_KEPT)
def _settings_in(path: Path, raw: bytes) -> PageSettings:
    """Return what the bytes of a template at a path say of it."""
    report = Report(path)
    text = text_of(raw, path, report)
    if not text.startswith("---\n"):
        heading = _HEADING.search(text)
        return PageSettings(title=heading[1][:100] if heading else path.stem)
    match = _FRONT_MATTER.match(text)
    if not match:
        report.add(Position(1, 1), "expected settings such as `title: …` between two lines ---")
        report.raise_all()
    tree = read_tree(f"\n{match[1]}", report)
    is_removal = tree.root is not None and "remove" in tree.root.keys
    return checked_record(tree, RemovalSettings if is_removal else PageSettings, report).record
