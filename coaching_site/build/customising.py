"""The shipped files that a workspace may replace, and whether they have changed since it did.

Of each file that is copied the original is kept in the workspace's `originals/`. A fingerprint
would tell that it has changed, but not how; a note inside the copy would not survive its editing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from coaching_site import shipped
from coaching_site.build.workspace import Workspace
from coaching_site.languages import is_language, locale_of
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import Advice, InvalidInput, shown

_KEPT: Final = "originals"
_PARTIAL: Final = re.compile(r"content/(words|programme)(\.[\w-]+)?\.yml")
_CONTENT: Final = ("*.md", "words*.yml", "programme*.yml", "brand.yml")
_LOOKS: Final = ("*.html", "*.css", "*.js")
_ABOUT: Final = (
    re.compile(r"\{#-?(.*?)-?#\}", re.DOTALL),
    re.compile(r"\A\s*/\*(.*?)\*/", re.DOTALL),
    re.compile(r"\A((?:\s*//[^\n]*\n)+)"),
    re.compile(r"\A((?:#[^\n]*\n)+)"),
)
_SIGNS: Final = re.compile(r"^[ \t]*(?:#+|//|\*)(?: yaml-language-server:.*)?", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(.+?)(?:[.:](?=\s)|\.?\Z)", re.DOTALL)


class State(Enum):
    """How a workspace stands to a shipped file; the values are told to the coach."""

    SHIPPED = ""
    OWN = "yours"
    OUTDATED = "yours; the original has changed since"
    ALONE = "yours; it does not ship any more"


@dataclass(frozen=True)
class ShippedFile:
    """A file that ships as `original`, and the workspace's `own` in its place.

    `name` is its path from the workspace on, `kept` the original as it was when it was copied.
    """

    name: str
    original: Path
    own: Path
    kept: Path

    @property
    def is_partial(self) -> bool:
        """Whether the workspace's own file holds only what differs, and is no copy."""
        return _PARTIAL.fullmatch(self.name) is not None

    @property
    def purpose(self) -> str:
        """What the file is for, in its own words: the first sentence of its first comment."""
        text = _text(self.original)
        comments = (match[1] for about in _ABOUT if (match := about.search(text)))
        comment = next(comments, "")
        plain = _SENTENCE.match(" ".join(_SIGNS.sub("", comment).split()).removeprefix("Purpose: "))
        return plain[1][:1].upper() + plain[1][1:] if plain else ""

    @property
    def state(self) -> State:
        """How the workspace stands to it."""
        if not self.own.exists():
            return State.SHIPPED
        # A file that was not copied by `customise` has no original to compare with.
        if self.is_partial or not self.kept.exists():
            return State.OWN
        if not self.original.exists():
            return State.ALONE
        original = _text(self.original)
        # A copy that has all that is new in the original needs no advice, noted or not.
        return State.OWN if original in (_text(self.kept), _text(self.own)) else State.OUTDATED


def customisable(workspace: Workspace) -> list[ShippedFile]:
    """Return all shipped files that a workspace may replace, sorted by kind and name."""
    return [
        *_files(workspace, shipped.CONTENT, workspace.content, _CONTENT),
        *_files(workspace, shipped.OVERRIDES, workspace.overrides, _LOOKS),
        *_files(workspace, shipped.ENGAGEMENTS, workspace.engagements, ("starter.yml",)),
    ]


def file_of_language(workspace: Workspace, name: str) -> ShippedFile | None:
    """Return the file of words or the programme in a language that does not ship, by its name.

    Its original is the one in English.
    """
    match = _PARTIAL.fullmatch(f"content/{name.removeprefix('content/')}")
    if not match or not match[2] or not is_language(match[2].removeprefix(".")):
        return None
    english = _file(workspace, shipped.CONTENT, workspace.content, Path(f"{match[1]}.yml"))
    # As languages are written, since `words.FR.yml` beside `words.fr.yml` would be a second one.
    language = str(locale_of(match[2].removeprefix("."))).replace("_", "-")
    own = english.own.with_name(f"{match[1]}.{language}.yml")
    return ShippedFile(f"content/{own.name}", english.original, own, english.kept)


def advice_on_originals(workspace: Workspace) -> Iterator[Advice]:
    """Yield advice on each of a workspace's copies whose original has changed since."""
    folder = _kept_folder(workspace)
    for kept in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if kept.is_file():
            file = _kept_file(workspace, kept.relative_to(folder))
            if file and file.state in (State.OUTDATED, State.ALONE):
                yield Advice(shown(file.own), 0, 0, "", f"{_CHANGED[file.state]}: {_how(file)}")


def _how(file: ShippedFile) -> str:
    return f"`coaching-site customise --diff {file.name}` shows how"


_CHANGED: Final = {
    State.OUTDATED: "the file that ships has changed since you copied it",
    State.ALONE: "the file that you copied does not ship any more",
}


def _files(
    workspace: Workspace, original: Path, own: Path, patterns: tuple[str, ...]
) -> Iterator[ShippedFile]:
    for pattern in patterns:
        for path in sorted(original.rglob(pattern)):
            yield _file(workspace, original, own, path.relative_to(original))


def _file(workspace: Workspace, original: Path, own: Path, path: Path) -> ShippedFile:
    # The usual names of the folders, whatever they are called in this workspace.
    name = Path(original.name, path)
    kept = _kept_folder(workspace) / name
    return ShippedFile(name.as_posix(), original / path, own / path, kept)


def _kept_file(workspace: Workspace, name: Path) -> ShippedFile | None:
    pairs = {
        shipped.CONTENT.name: (shipped.CONTENT, workspace.content),
        shipped.OVERRIDES.name: (shipped.OVERRIDES, workspace.overrides),
        shipped.ENGAGEMENTS.name: (shipped.ENGAGEMENTS, workspace.engagements),
    }
    top, *rest = name.parts
    if top not in pairs or not rest:
        return None
    return _file(workspace, *pairs[top], Path(*rest))


def _kept_folder(workspace: Workspace) -> Path:
    return workspace.content.parent / _KEPT


def _text(path: Path) -> str:
    """Return the text of a file with plain line ends, which some editors change; "" without one."""
    try:
        return read_bytes(path).decode(errors="replace").replace("\r\n", "\n")
    except InvalidInput:
        return ""
