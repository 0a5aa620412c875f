"""What people type for a time zone, such as `Stockholm` or `CET`, and the IANA name they mean."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from coaching_site.notation.plain import plain
from coaching_site.problems import nearest

# No place, but what many type; EST and MST know no summer, so a place is better.
_USUAL: Final = {
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "ct": "America/Chicago",
    "cst": "America/Chicago",
    "mst": "America/Denver",
    "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "gmt": "Europe/London",
    "bst": "Europe/London",
    "cet": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "mez": "Europe/Berlin",
}


def zone_meant(text: str, names: Collection[str]) -> str | None:
    """Return the one of the names of time zones that a text means; None where it means none."""
    # Only places: EST knows no summer, and Etc/GMT+2 is behind Greenwich, not ahead.
    places = [name for name in names if "/" in name and not name.startswith("Etc/")]
    words = plain(text).casefold().replace(" / ", "/").replace(" ", "_")
    whole = {name.casefold(): name for name in places}
    cities = {name.casefold().rpartition("/")[2]: name for name in reversed(places)}
    for known in (whole, cities, _USUAL):
        if found := known.get(words):
            return found
    if close := nearest(words, whole):
        return whole[close]
    close = nearest(words.rpartition("/")[2], cities)
    return cities[close] if close else None


def zone_of_letters(letters: str) -> str | None:
    """Return the time zone that an abbreviation such as EST usually means."""
    return _USUAL.get(letters.casefold())
