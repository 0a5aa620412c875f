"""Small portals of one page, written as a build would."""

from __future__ import annotations

from pathlib import Path

from coaching_site.staging import MARKER
from coaching_site.staging.marker import write_marker

OWNER = "amara"


def write(portal: Path, text: str, owner: str = OWNER) -> Path:
    """Write a portal of one page, marked as one, and return its folder."""
    portal.mkdir(parents=True, exist_ok=True)
    (portal / "index.html").write_text(text, "utf-8")
    write_marker(portal, owner, ["index.html", MARKER])
    return portal


def read(portal: Path) -> str:
    """Return the one page of a portal."""
    return (portal / "index.html").read_text("utf-8")


def contents(folder: Path) -> dict[str, str]:
    """Return what is in a folder, by path: the bytes of a file, where a link leads, or `/`."""
    return {path.relative_to(folder).as_posix(): _content(path) for path in folder.rglob("*")}


def names(folder: Path) -> list[str]:
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return path.read_text("utf-8") if path.is_file() else "/"
