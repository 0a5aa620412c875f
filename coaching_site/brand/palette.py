"""The colours of a portal in light and in dark, derived from the two of a brand.

Paper and ink are the same for all brands, and are defined here alone. Each of the two colours is
text on paper, on a raised card and on a pale tint of itself, and paper stands as text on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent
from typing import Final, NamedTuple

from coaching_site.brand.colours import READABLE, contrast, nearest, shaded, tinted
from coaching_site.model.brand import Colours


class Scheme(NamedTuple):
    """Light or dark: what a colour stands on, the inks beside it, and how light its wash is."""

    paper: str
    raised: str
    ink: str
    soft: str
    wash: float


LIGHT: Final = Scheme("#faf8f4", "#fffefb", "#1f2530", "#585f6c", 0.948)
DARK: Final = Scheme("#14181d", "#1b2027", "#ece8e0", "#a9afb9", 0.275)

_GROUNDS: Final = ("on paper", "on a card", "on a pale tint of itself")
_DARK_LIGHTNESS: Final = 0.79
_CHROMA_OF_WASH: Final = 0.014


def weakest(colour: str) -> tuple[float, str]:
    """Return the least contrast that a colour has in a portal, and where."""
    least, ground = min(zip(_contrasts(colour, LIGHT), _GROUNDS, strict=True))
    return least, ground


def nearest_readable(colour: str) -> str:
    """Return the colour itself if it can be read wherever it stands, or the nearest that can."""
    return nearest(colour, lambda other: _reads(other, LIGHT)) or LIGHT.ink


def dark_variant(colour: str) -> str:
    """Return what a colour becomes in the dark: of the same hue, and readable there."""
    # Brands are checked on light grounds alone: a colour that reads there is mostly too dark here.
    bright = shaded(colour, _DARK_LIGHTNESS)
    return nearest(bright, lambda other: _reads(other, DARK)) or DARK.ink


def wash_of(colour: str, scheme: Scheme) -> str:
    """Return the ground that a colour gives to what shall stand out."""
    return tinted(colour, scheme.wash, _CHROMA_OF_WASH)


def stylesheet_of(colours: Colours) -> str:
    """Return the colours as custom properties, for light and for dark; print is always light.

    A page is dark if its reader asks for it, or the reader's system does and the reader says
    nothing else.
    With them stand paper and inks, which style sheets take from here and nowhere else.
    """
    light = {"brand": colours.main, "accent": colours.accent}
    dark = {name: dark_variant(colour) for name, colour in light.items()}
    day = _rule(":root", light, LIGHT)
    asked = _rule('[data-theme="dark"]', dark, DARK)
    system = _rule(':root:not([data-theme="light"])', dark, DARK)
    # Only on screens, so that a page that is dark there prints on white paper.
    return (
        f"{day}\n@media screen {{\n{indent(asked, '  ')}}}\n"
        f"\n@media screen and (prefers-color-scheme: dark) {{\n{indent(system, '  ')}}}\n"
    )


def _contrasts(colour: str, scheme: Scheme) -> tuple[float, float, float]:
    grounds = (scheme.paper, scheme.raised, wash_of(colour, scheme))
    first, second, third = (contrast(colour, ground) for ground in grounds)
    return first, second, third


def _reads(colour: str, scheme: Scheme) -> bool:
    wash = wash_of(colour, scheme)
    # The inks of the scheme stand on the wash as well, so they limit how strong it may be.
    inks = (contrast(ink, wash) for ink in (scheme.ink, scheme.soft))
    return min(*_contrasts(colour, scheme), *inks) >= READABLE


def _rule(selector: str, colours: dict[str, str], scheme: Scheme) -> str:
    return "".join((f"{selector} {{\n", *_properties(colours, scheme), "}\n"))


def _properties(colours: dict[str, str], scheme: Scheme) -> Iterator[str]:
    for name in ("paper", "raised", "ink", "soft"):
        yield f"  --{name}: {getattr(scheme, name)};\n"
    for name, colour in colours.items():
        yield f"  --{name}: {colour};\n"
        yield f"  --{name}-soft: {wash_of(colour, scheme)};\n"
