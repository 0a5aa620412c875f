"""Which files besides pages a portal has."""

from __future__ import annotations

import pytest

from coaching_site.mkdocs.theme_files import is_asset, is_picture


@pytest.mark.parametrize(
    ("path", "asset", "picture"),
    [
        ("assets/stylesheets/own.css", True, False),
        ("assets/javascripts/own.js", True, False),
        ("assets/javascripts/own.js.map", False, False),
        ("assets/images/Logo.PNG", True, True),
        ("main.html", False, False),
        ("pdf/sheet.css", False, False),
        ("photo.jpg", False, True),
    ],
)
def test_kinds(path: str, asset: bool, picture: bool) -> None:
    """Of looks a portal takes what pages can load, of contents pictures."""
    assert (is_asset(path), is_picture(path)) == (asset, picture)
