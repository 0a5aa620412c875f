"""Small sites, and what is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.privacy.verify import Leak, verify

START = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
PROMISES = (
    '<meta name="referrer" content="no-referrer">'
    '<meta name="robots" content="noindex, nofollow, noarchive, nosnippet">'
)


def policy(scripts: str = "", connections: str = "'none'") -> str:
    """Give the policy's tag as it should stand in a page."""
    return (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"script-src 'self'{scripts}; style-src 'self'; img-src 'self' data:; "
        f"font-src 'self' data:; connect-src {connections}; base-uri 'none'; form-action 'none'; "
        "object-src 'none'\">"
    )


def write(site: Path, **files: str) -> Path:
    """Write files into a folder; `index_html` becomes index.html."""
    for name, text in files.items():
        (site / name.replace("_", ".")).write_bytes(text.encode())
    return site


def findings(site: Path, *expected: str) -> list[str]:
    """Give the findings of `verify` as lines."""
    with pytest.raises(Leak) as caught:
        verify(site, expected or ("index.html",))
    first, *lines = str(caught.value).splitlines()
    assert first == "This site is not private:"
    return [line.strip() for line in lines]
