"""What `mkdocs serve` shows in place of a portal while its input has problems."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coaching_site.branding import identity_of
from coaching_site.model.brand import Brand
from coaching_site.model.page import PageSettings
from coaching_site.pages import Page
from coaching_site.problems import Problem
from coaching_site.sealing import Seals
from coaching_site.typeface import TYPEFACE, typeface
from coaching_site.workspace import Draft


def draft_of_problems(problems: Iterable[Problem], kept: Path | None = None) -> Draft:
    """Return a portal of one page, which lists the problems; the coach alone sees it.

    `kept` is where the typeface is kept.
    """
    seals = Seals()
    lines = "".join(f"- {seals.seal(str(problem))}\n" for problem in problems)
    title = "Please mend"
    text = f"# {title}\n\nThe portal shows again as soon as these are mended:\n\n{lines}"
    page = Page("index", title, PageSettings(title=title), text, seals)
    identity = identity_of(Brand(), title, title)
    files = {**identity.files(), TYPEFACE: typeface(kept)}
    return Draft("problems", identity, notice="", words={}, pages=[page], files=files)
