"""Addresses of pages and files, and links to pages that are taken out."""

from __future__ import annotations

import pytest

from coaching_site.rendering.links import REMOVED, address_from, without_removed_links


@pytest.mark.parametrize(
    ("page", "path", "anchor", "address"),
    [
        ("index.html", "goals.html", "", "goals.html"),
        ("goals/a.html", "index.html", "next", "../index.html#next"),
        ("goals/a.html", "goals/b.html", "", "b.html"),
        ("index.html", "index.html", "", "index.html"),
    ],
)
def test_addresses(page: str, path: str, anchor: str, address: str) -> None:
    """An address is relative to the page that it stands on."""
    assert address_from(page, path, anchor) == address


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        (f"See [goals]({REMOVED}).", "See goals."),
        (f'<a class="b" href="{REMOVED}"><i>a</i></a>', '<span class="b"><i>a</i></span>'),
        ("[goals](goals.html)", "[goals](goals.html)"),
    ],
)
def test_removed(markdown: str, left: str) -> None:
    """Text that was linked to a page taken out stands by itself."""
    assert without_removed_links(markdown) == left
