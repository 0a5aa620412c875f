"""Where an engagement is kept, and which language it asks for."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from coaching_site.notation.names import is_windows_device
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem, listed, nearest, quoted
from coaching_site.slugs import is_slug

_MAX_LISTED: Final = 8
# Letters that are no others with an accent.
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
# The words must be known before the engagement can be checked, so it is not read as YAML here.
_LANGUAGE_LINE: Final = re.compile(
    rb"^[\"']?language[\"']?[ \t]*:[ \t]*[\"']?([A-Za-z0-9-]+)", re.MULTILINE
)

_PATH_LINE: Final = (
    r"^[ \t]+{}[ \t]*:[ \t]+(\"[^\"\n]+\"|'[^'\n]+'|[^\s\"'!#][^\n#]*?)[ \t]*(?:#.*)?$"
)


def engagement_folder(engagements: Path, slug: str) -> Path:
    """Return the folder of an engagement; raise `InvalidInput` if there is none of that name."""
    folder = _folder(engagements, slug)
    if not folder.is_dir():
        _refuse(engagements, f"there is no engagement {quoted(slug)}: {_others(engagements, slug)}")
    return folder


def engagement_names(engagements: Path) -> list[str]:
    """Return the names of the engagements in a folder, sorted; what is hidden is none."""
    found = (path.parent.name for path in engagements.glob("*/engagement.yml"))
    return sorted(name for name in found if not name.startswith("."))


def new_engagement_folder(engagements: Path, slug: str) -> Path:
    """Return where a new engagement goes; raise `InvalidInput` if something is there already."""
    folder = _folder(engagements, slug)
    if is_windows_device(slug):
        _refuse(folder, "Windows reserves this name for a device: choose another")
    if os.path.lexists(folder):
        _refuse(folder, "this name is taken: nothing was changed, choose another")
    return folder


def language_in(folder: Path) -> str | None:
    """Return the language that the engagement in a folder names; None where it cannot be read.

    What is wrong with it is not reported here.
    """
    with suppress(InvalidInput, ValueError):
        match = _LANGUAGE_LINE.search(read_bytes(folder / "engagement.yml"))
        return match[1].decode() if match else None
    return None


def inbox_folder(settings: Path) -> Path | None:
    """Return the folder in which replies arrive, if a file such as `mkdocs.yml` names one."""
    return _named_folder(settings, "inbox")


def desk_folder(settings: Path) -> Path:
    """Return the folder of the coach's desk, as such a file names it, or else the usual one."""
    return _named_folder(settings, "desk") or settings.parent / "desk"


def _named_folder(settings: Path, option: str) -> Path | None:
    """Return the folder that an option of ours names, if it does; a `~` stands for the home.

    The file is read as text, so that no command waits for MkDocs.
    """
    try:
        pattern = re.compile(_PATH_LINE.format(option), re.MULTILINE)
        match = pattern.search(read_bytes(settings).decode())
    except (InvalidInput, ValueError):
        return None
    typed = match[1].strip("\"'") if match else ""
    return settings.parent / Path(os.path.expanduser(typed)) if typed else None  # noqa: PTH111


def _folder(engagements: Path, slug: str) -> Path:
    if not is_slug(slug):
        _refuse(
            engagements,
            "expected the name of an engagement in small letters, digits and -, such as "
            f"{_slug_for(slug) or 'amara-obi'}, found {quoted(slug)}",
        )
    return engagements / slug


def _slug_for(name: str) -> str:
    """Return a name that an engagement may have instead, or nothing: `max-muller`."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    parts = re.findall("[a-z0-9]+", "".join(filter(_is_no_accent, plain)))
    return "-".join(parts)[:100].rstrip("-")


def _is_no_accent(character: str) -> bool:
    return not unicodedata.combining(character)


def _others(engagements: Path, slug: str) -> str:
    names = engagement_names(engagements)
    if not names:
        return "there are none in this folder yet"
    meant = nearest(slug, names)
    if meant:
        return f"did you mean `{meant}`? There are {listed(names, _MAX_LISTED)}"
    return f"there are {listed(names, _MAX_LISTED)}"


def _refuse(folder: Path, message: str) -> NoReturn:
    raise InvalidInput([Problem.of_file(folder, message)])
