"""Rules for a brand: its colours are readable on every background, its pictures exist."""

from __future__ import annotations

import re
from typing import Final, Protocol

from coaching_site.brand.colours import READABLE
from coaching_site.brand.palette import nearest_readable, weakest
from coaching_site.checks.locations import Findings
from coaching_site.locations import Location
from coaching_site.model.brand import Brand
from coaching_site.problems import nearest, quoted

MAX_PICTURE_BYTES: Final = 200_000
"""The most bytes of a picture: a phone loads it before the page is whole."""

# A logo is put into pages, whose policy admits no script, and which ask no other host.
_UNSAFE: Final = re.compile(
    rb"<script|<foreignObject|<!ENTITY|<\?xml-stylesheet|\son\w+\s*=|javascript:|@import"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?![#\"']|data:image/)|url\(\s*[\"']?(?!#|[\"')])",
    re.IGNORECASE,
)


class PictureSource(Protocol):
    """The pictures beside a brand, by their paths."""

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a picture, or None if there is none."""

    def names(self) -> list[str]:
        """Return the paths of all pictures."""


def check_brand(brand: Brand, pictures: PictureSource) -> Findings:
    """Yield the location of each broken rule, and a message."""
    for name in ("main", "accent"):
        yield from _unreadable(("colours", name), getattr(brand.colours, name))
    if brand.logo:
        yield from _bad_picture(("logo",), brand.logo, pictures)
    if brand.portrait:
        yield from _bad_picture(("portrait", "file"), brand.portrait.file, pictures)


def _unreadable(location: Location, colour: str) -> Findings:
    contrast, background = weakest(colour)
    if contrast < READABLE:
        # Cut, not rounded: 4.49 must not be shown as 4.5.
        yield (
            location,
            f"expected a contrast of at least {READABLE}, found {int(10 * contrast) / 10} for "
            f"{quoted(colour)} {background}: the nearest colour that can be read is "
            f'"{nearest_readable(colour)}"',
        )


def _bad_picture(location: Location, path: str, pictures: PictureSource) -> Findings:
    content = pictures.content(path)
    if content is None:
        meant = nearest(path, pictures.names())
        message = f"there is no picture {quoted(path)} in content/"
        yield location, f"{message}: did you mean `{meant}`?" if meant else message
    elif len(content) > MAX_PICTURE_BYTES:
        # Rounded up: 200,001 bytes must not be shown as 200 KB.
        yield (
            location,
            f"expected a picture of at most {MAX_PICTURE_BYTES // 1000} KB, "
            f"found {-(-len(content) // 1000)} KB: "
            "make it smaller, 400 pixels are enough on each side",
        )
    elif path.endswith(".svg") and (fault := fault_of_drawing(content)):
        yield location, fault


def fault_of_drawing(content: bytes) -> str | None:
    """Return why an SVG is no mere drawing, None if it is one."""
    if _UNSAFE.search(content):
        return "expected only a drawing, found a script or an address in it"
    return None
