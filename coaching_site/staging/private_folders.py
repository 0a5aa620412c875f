"""A folder in an engagement that its owner alone may enter, and that no build opens."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from coaching_site.staging.target_location import portal_around, project_around


def shared_with_others(path: Path) -> bool:
    """Tell whether others than its owner may read a file or enter a folder."""
    return os.name != "nt" and bool(path.stat().st_mode & 0o077)


def private_folder(path: Path) -> Path:
    """Return a folder that its owner alone may enter; make it so, with the one around it.

    Raises `OSError`, also where a link leads to a place that is built or shared.
    """
    real = Path(os.path.realpath(path))
    project = project_around(real)
    inside = real.relative_to(project).parts if project else ()
    if portal_around(real) or (inside and inside[0] != "engagements"):
        raise OSError(errno.EPERM, f"expected a private place, found a link to {real}", str(path))
    for folder in (path.parent, path):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif shared_with_others(folder):
            with suppress(OSError):  # it is somebody else's
                folder.chmod(0o700)
    return path
