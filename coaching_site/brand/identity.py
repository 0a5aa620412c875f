"""From a brand to what a portal shows of it: its stylesheet, its mark, its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from coaching_site.brand.palette import LIGHT, stylesheet_of
from coaching_site.model.brand import Brand
from coaching_site.notation.greetings import words_of_name

STYLESHEET: Final = "assets/stylesheets/brand.css"
MONOGRAM_PICTURE: Final = "assets/images/mark.svg"

_MONOGRAM_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<circle cx="16" cy="16" r="16" fill="{ground}"/>'
    '<text x="16" y="{baseline}" fill="{ink}" font-family="Georgia,serif" font-size="{size}" '
    'text-anchor="middle">{letters}</text></svg>\n'
)
_SIZES: Final = {1: 18.0, 2: 14.0, 3: 11.0}


@dataclass(frozen=True)
class BrandIdentity:
    """A brand with its gaps filled from the engagement's coach.

    `logo` is the path of the coach's own, if there is one; `monogram` are the letters in its place.
    """

    brand: Brand
    name: str
    monogram: str

    @property
    def icon(self) -> str:
        """The path of what browsers show beside the title."""
        return self.brand.logo or MONOGRAM_PICTURE

    @property
    def pictures(self) -> frozenset[str]:
        """The paths of the coach's own pictures."""
        portrait = self.brand.portrait
        return frozenset(filter(None, (self.brand.logo, portrait.file if portrait else None)))

    def files(self) -> Mapping[str, bytes]:
        """Return the files that are made from the brand, by their paths in a portal."""
        made = {STYLESHEET: stylesheet_of(self.brand.colours)}
        if not self.brand.logo:
            made[MONOGRAM_PICTURE] = _drawn(self.monogram, self.brand.colours.main)
        return {path: text.encode() for path, text in made.items()}


def identity_of(brand: Brand, coach: str, usual_name: str) -> BrandIdentity:
    """Return the identity of a coach; `usual_name` is that of portals without a brand."""
    return BrandIdentity(brand, brand.name or usual_name, brand.mark or initials(coach))


def initials(name: str) -> str:
    """Return the first letters of the first and the last part of a name."""
    words = words_of_name(name)
    # A dash is no initial; a name of signs alone still gets a letter.
    parts = [part for part in words if part[0].isalnum()] or words or [name.strip()]
    letters = parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")
    return letters.upper()


def _drawn(letters: str, ground: str) -> str:
    size = _SIZES[min(len(letters), 3)]
    return _MONOGRAM_SVG.format(
        ground=ground,
        ink=LIGHT.paper,
        letters=escape(letters),
        size=f"{size:g}",
        baseline=f"{16 + 0.34 * size:g}",
    )
