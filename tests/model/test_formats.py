"""Texts of a fixed form."""

from __future__ import annotations

import re

import pytest

from coaching_site.model.formats import EMAIL


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("name@example.org", True),
        ("Zo\u00eb.o'neill+a@b\u00fccher.example", True),
        ("name@example", False),
        (".name@example.org", False),
        ("a..b@example.org", False),
        ("a@-example.org", False),
        ("a@b@example.org", False),
        ("a b@example.org", False),
        ("a\u200b@example.org", False),
        ("\uff4eame@example.org", False),
        ("Name <name@example.org>", False),
    ],
)
def test_addresses(text: str, is_address: bool) -> None:
    """Addresses of any letters are taken; look-alikes and unseen characters reach nobody."""
    assert bool(re.match(EMAIL, text)) is is_address
