"""Pages of small engagements."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from coaching_site.brand.identity import identity_of
from coaching_site.model.brand import Brand
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import page_templates, pages_of
from tests.fixture import COMPILED, CONTENT, ROOT
from tests.rendering.reading import Page
from tests.samples import portal, programme, words_in


@pytest.fixture(scope="session")
def page() -> Page:
    """Give what returns a page by its name: that of a small engagement, without a coach's key."""
    folders, words = [ROOT / "content", ROOT / "overrides"], words_in(CONTENT / "words.yml")

    def page(name: str, as_of: str = "2026-11-15", **engagement: Any) -> BeautifulSoup:
        made = PageEnvironment(folders, "en-GB", words, COMPILED)
        identity = identity_of(Brand(), "Jon Field", "Coaching")
        made.globals.update(identity=identity, reply_key=None)
        shown, templates = portal(as_of, **engagement), page_templates(ROOT / "content")
        written = {one.name: one for one in pages_of(shown, programme(), templates, made)}
        html = written[name].placeholders.fill_html(written[name].markdown)
        return BeautifulSoup(html, "html.parser")

    return page
