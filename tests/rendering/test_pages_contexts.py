"""Templates say in their comments of which type is what they are given, and name it rightly."""

from __future__ import annotations

import re
from importlib import import_module

from tests.fixture import PAGES, ROOT

TYPE = re.compile(r"\b(?:documents|model|view)(?:\.[a-z_]+)*\.[A-Z]\w+")


def test_types_in_comments() -> None:
    """Each type that a comment names is there, in the module that it names."""
    templates = [*(ROOT / "overrides").rglob("*.html")]
    templates += [ROOT / f"content/{page}.md" for page in PAGES]
    named = {name for path in templates for name in TYPE.findall(path.read_text("utf-8"))}
    assert len(named) > 10
    missing = {
        name
        for name in named
        if not hasattr(
            import_module(f"coaching_site.{name.rpartition('.')[0]}"), name.rpartition(".")[2]
        )
    }
    assert missing == set()
