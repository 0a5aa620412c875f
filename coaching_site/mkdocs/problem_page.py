"""The page that a preview shows where there is none: the problems, or a link to the first page.

It is one file at the top of the site. It holds no relative address, since it answers requests for
any path, and MkDocs adds its script for reloading to it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from coaching_site.staging import MARKER

STAND_IN: Final = "404.html"
"""The path of that file; MkDocs shows it, too, when it is asked not to reload pages."""


def show_problems(site: Path, problems: Iterable[str]) -> None:
    """Leave nothing in the folder of a site but the page that lists problems, and its marker."""
    for path in site.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        # By its marker the folder is known, and removed, if the command is killed.
        elif path.name != MARKER:
            path.unlink()
    items = "\n".join(f"<li>{escape(problem)}</li>" for problem in problems)
    text = "The portal comes back by itself as soon as these are corrected:"
    _write(site, "Please correct", text, f"<ul>\n{items}\n</ul>")


def show_missing_page(site: Path, home: str) -> None:
    """Add the page for addresses that a whole site does not have; `home` is that of its first."""
    text = (
        "There is no page at this address, or no longer: a goal may have been renamed or removed. "
        "If the page comes back, it is shown here by itself."
    )
    link = f'<p><a href="{escape(home)}">To the first page of the portal</a></p>'
    _write(site, "This page is not here", text, link)


def _write(site: Path, title: str, text: str, rest: str) -> None:
    page = _template().substitute(title=title, text=text, rest=rest)
    (site / STAND_IN).write_text(page, encoding="utf-8", errors="replace", newline="\n")


@cache
def _template() -> Template:
    return Template(Path(__file__).with_suffix(".html").read_text("utf-8"))
