"""The record of deletions in a workspace: who, when and which kinds of copies, and no content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from coaching_site.files import read_limited, write_atomically

DELETIONS: Final = Path("deletions.yml")
"""The record, in the folder of a workspace."""

_MOST_BYTES: Final = 10_000_000
_HEAD: Final = (
    "# What was deleted, and when. It names no content: a client is the code in your list of\n"
    "# hours, or else the name of the folder. `coaching-site retention` writes it.\n"
)
_LAST: Final = re.compile(r'^- day: .*\n  client: "([^"\n]*)"$', re.MULTILINE)


def note_deletion(
    path: Path, day: date, client: str, kinds: Iterable[str], *, is_resumed: bool = False
) -> None:
    """Add a deletion to a record; raise `OSError`.

    `client` is a code or a slug; `kinds` are those of the copies that were deleted. One that is
    `is_resumed`, since it was broken off, may be noted already: it is, if the last one is of the
    same client.
    """
    text = ""
    with suppress(FileNotFoundError):
        text = read_limited(path, _MOST_BYTES).decode("utf-8", "surrogateescape")
    if is_resumed and _LAST.findall(text)[-1:] == [client]:
        return
    begun = text if text.endswith("\n") or not text else f"{text}\n"
    deleted = ", ".join(dict.fromkeys(kinds))
    entry = f'- day: {day.isoformat()}\n  client: "{client}"\n  deleted: [{deleted}]\n'
    write_atomically(path, f"{begun or _HEAD}{entry}".encode("utf-8", "surrogateescape"))
