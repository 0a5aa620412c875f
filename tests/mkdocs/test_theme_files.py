"""Which files of a theme a portal has."""

from __future__ import annotations

import pytest

from coaching_site.mkdocs.theme_files import unused_theme_file


@pytest.mark.parametrize(
    ("path", "language", "unused"),
    [
        ("assets/javascripts/bundle.a5f9d56c.min.js", "en", False),
        ("assets/javascripts/bundle.a5f9d56c.min.js.map", "en", True),
        ("assets/stylesheets/main.57a0d79d.min.css", "en", False),
        ("assets/javascripts/iframe-worker.js", "en", False),
        ("assets/javascripts/lunr/wordcut.js", "en", True),
        ("assets/javascripts/lunr/min/lunr.stemmer.support.min.js", "en", True),
        ("assets/javascripts/lunr/min/lunr.stemmer.support.min.js", "de", False),
        ("assets/javascripts/lunr/min/lunr.de.min.js", "de", False),
        ("assets/javascripts/lunr/min/lunr.fr.min.js", "de", True),
        ("assets/javascripts/lunr/tinyseg.js", "ja", False),
        ("assets/javascripts/lunr/tinyseg.js", "de", True),
        ("assets/javascripts/lunr/wordcut.js", "th", False),
    ],
)
def test_unused_theme_file(path: str, language: str, unused: bool) -> None:
    """Of the theme, a portal keeps what its pages and the search in its language ask for."""
    assert unused_theme_file(path, language) is unused
