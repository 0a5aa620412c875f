"""Where commands write a zip that leaves the workspace, and what they refuse to write over."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from coaching_site.files import remove_temporaries, write_atomically
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import folder_around, portal_around

_ZIP: Final = ".zip"
_ZIPS: Final = r".+\.zip(?:\.age)?"
_IN_THE_WAY: Final = "there is such a file already: move it away, or say --force to replace it"


@dataclass(frozen=True)
class ZipTarget:
    """The place of a zip; with `force` it may take the place of a file that is there."""

    path: Path
    force: bool

    @classmethod
    def of(cls, out: Path | None, usual: Path, ending: str, *, force: bool) -> Self:
        """Return the place that was named, or else the usual one.

        Its name gets `.zip` and the `ending` where they are missing. Raises `InvalidInput` for a
        folder: the zip would stand beside it.
        """
        if out and out.is_dir():
            raise _refused(out, "expected a file, found a folder: name a file in it")
        path = out or usual
        name = path.name.removesuffix(ending) if ending else path.name
        name = name if name.lower().endswith(_ZIP) else f"{name}{_ZIP}"
        return cls(path.with_name(f"{name}{ending}"), force)

    def check(self, *folders: Path) -> None:
        """Raise `InvalidInput` if nothing may be written there.

        That is so in portals and in any of some folders, from which portals are made; where there
        is no folder to write into; and where something stands in the way.
        """
        path, parent = self.path, self.path.parent
        if around := folder_around(parent, folders) or portal_around(parent):
            name = Path(os.path.realpath(around)).name
            raise _refused(
                path, f"expected a place outside of {name}/, from which portals are made"
            )
        if parent.exists() and not parent.is_dir():
            raise _refused(parent, "expected a folder, found a file")
        if not parent.exists() and not parent.parent.is_dir():
            raise _refused(parent, "there is no such folder: make it first")
        if os.path.lexists(path) and (not self.force or not path.is_file() or path.is_symlink()):
            is_file = path.is_file() and not path.is_symlink()
            message = _IN_THE_WAY if is_file else "expected a file or nothing, found something else"
            raise _refused(path, message)

    def write(self, content: bytes) -> None:
        """Write the zip, whole or not at all, for its owner alone; raise `InvalidInput`."""
        if not self.path.parent.exists():
            self.path.parent.mkdir(mode=0o700)
        remove_temporaries(self.path.parent, _ZIPS)  # which a kill has left, each a whole copy
        try:
            write_atomically(self.path, content, replace=self.force)
        except FileExistsError:
            raise _refused(self.path, _IN_THE_WAY) from None


def _refused(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Problem.of_file(path, message)])
