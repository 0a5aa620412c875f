"""What a build that cannot go on says."""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path

import pytest

from coaching_site.mkdocs.failures import abort_for, drop_disk_errors
from coaching_site.staging import TargetBlocked

SITE = Path("/srv/site/amara")
MADE = Path("/srv/site/.amara.building-0123abcd")
UNWRITABLE = "/srv/site/amara: the portal cannot be written: {}; an earlier one stays as it was"


def failed(number: int, *names: str | bytes | None) -> OSError:
    """Return an error of the system about one file, or about copying one to another."""
    first, second = [*names, None, None][:2]
    return OSError(number, os.strerror(number), first, None, second)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (failed(errno.ENOSPC), "No space left on device"),
        (failed(errno.ENOSPC, "/theme/a.css", f"{MADE}/a.css"), "No space left on device"),
        (failed(errno.EFBIG, "/theme/a.css"), "File too large"),
        (failed(errno.EDQUOT), "Disk quota exceeded"),
        (failed(errno.EROFS, str(MADE)), "Read-only file system"),
        (failed(errno.EACCES, "/theme/a.css", f"{MADE}/a.css"), "Permission denied"),
        (failed(errno.EPERM, os.fsencode(SITE)), "Operation not permitted"),
        (failed(errno.EBUSY, str(MADE), str(SITE)), "Device or resource busy"),
        (failed(errno.ENOENT, f"{MADE}/goals/a.html"), "No such file or directory"),
        (failed(errno.ENOTDIR, "/srv/site"), "Not a directory"),
        (failed(errno.EIO), "Input/output error"),
    ],
)
def test_what_cannot_be_written(error: OSError, told: str) -> None:
    """A portal that cannot be written is named, with the reason, and ends the build with 1."""
    found = abort_for(error, SITE, MADE)
    assert found
    assert (str(found), found.exit_code) == (UNWRITABLE.format(told), 1)


def test_what_cannot_be_read() -> None:
    """A file elsewhere is named by its own name."""
    found = abort_for(failed(errno.EACCES, "/srv/content/a.svg"), SITE, None)
    assert str(found) == "/srv/content/a.svg: Permission denied"


def test_what_is_in_the_way() -> None:
    """What stands in the way is told with 2, by the place as it was typed."""
    found = abort_for(TargetBlocked(SITE, "expected a folder,\nfound a file"), SITE, None)
    assert found
    assert (str(found), found.exit_code) == ("/srv/site/amara: expected a folder,�found a file", 2)


@pytest.mark.parametrize(
    "error", [ValueError("odd"), OSError("odd"), failed(errno.ENOENT, "/odd"), KeyboardInterrupt()]
)
def test_surprises(error: BaseException) -> None:
    """What nobody expects keeps its traceback."""
    assert abort_for(error, SITE, MADE) is None


def test_one_line(caplog: pytest.LogCaptureFixture) -> None:
    """What MkDocs says of each page is left out where a disk is to blame, and nowhere else."""
    logger = logging.getLogger("one_line")
    drop_disk_errors(logger)
    for error in (failed(errno.ENOSPC), ValueError("odd")):
        try:
            raise error
        except (OSError, ValueError):
            logger.error("Error building page: %s", error)  # noqa: TRY400
    assert caplog.messages == ["Error building page: odd"]
