"""What the pages of a desk load: style sheets of portals and one of its own, typeface and logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from coaching_site.brand.identity import STYLESHEET, BrandIdentity
from coaching_site.brand.typefaces import typefaces
from coaching_site.build.sheets import SHEETS, sheets_of
from coaching_site.build.workspace import Workspace
from coaching_site.desk.week import MOST_LANES
from coaching_site.parsing.source import read_bytes

# By their paths on the desk, the paths of their files among the looks of a workspace.
_SHEETS: Final = {
    f"{SHEETS}/{name}.css": f"{SHEETS}/{name}.css"
    for name in ("tokens", "base", "frame", "type", "access", "print")
} | {f"{SHEETS}/desk.css": "desk/desk.css"}
_GRID: Final = f"{SHEETS}/grid.css"
_CALENDAR: Final = "(min-width: 60rem)"  # as in the sheet of the desk
_MOST_ROWS: Final = 24 * 4
_COLUMNS: Final = 12  # of a day, as in that sheet: each number of lanes divides them


@dataclass(frozen=True)
class DeskLooks:
    """The identity of the coach, the sheets in their order, and files by their paths."""

    identity: BrandIdentity
    sheets: tuple[str, ...]
    files: Mapping[str, bytes]


def looks_of(workspace: Workspace, identity: BrandIdentity) -> DeskLooks:
    """Return how a desk looks; raise `InvalidInput` about files that are missing."""
    logo = identity.brand.logo
    files = {
        **sheets_of(workspace, _SHEETS),
        **identity.files(),
        **typefaces(),
        **({logo: read_bytes(workspace.own_file(logo))} if logo else {}),
        _GRID: _grid().encode(),
    }
    return DeskLooks(identity, (STYLESHEET, *_SHEETS, _GRID), files)


def _grid() -> str:
    """Return the rules that put a session into its place, since no policy allows style attributes.

    Its row and how many rows it takes, and, of those at a time, which one it is of how many.
    """
    rows = range(1, _MOST_ROWS + 1)
    begins = (f".row-{n} {{ grid-row-start: {n}; }}" for n in rows)
    lengths = (f".rows-{n} {{ grid-row-end: span {n}; }}" for n in rows)
    beside = (_lane(n, of) for of in range(2, MOST_LANES + 1) for n in range(1, of + 1))
    return "\n".join([f"@media {_CALENDAR} {{", *begins, *lengths, *beside, "}", ""])


def _lane(number: int, of: int) -> str:
    width = _COLUMNS // of
    place = f"grid-column: {(number - 1) * width + 1} / span {width}"
    return f".day__hours .lane-{number}-{of} {{ {place}; }}"
