"""Taking what was decided into `engagement.yml`: verified first, then swapped in at once."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from coaching_site.checks import ids_at
from coaching_site.editing import Append, CannotEdit, Change, Put, edited
from coaching_site.editing.changes import Location
from coaching_site.loading import load_engagement
from coaching_site.loading.shape import record_at
from coaching_site.model import Engagement, Programme
from coaching_site.problems import InvalidInput
from coaching_site.replies.reply import Refused, Reply
from coaching_site.replies.storage import (
    aside_of,
    locked,
    private_folder,
    put,
    put_new,
    settle,
    sweep,
    write_new,
)


def was_received(folder: Path, reply: Reply) -> bool:
    """Whether a reply was received before, and nothing of it is left to decide."""
    return any((folder / "private/replies").glob(f"*{reply.id}.*"))


def take(
    folder: Path,
    before: bytes,
    engagement: Engagement,
    programme: Programme,
    changes: Sequence[Change],
) -> Path:
    """Put changes into the engagement of a folder; return where the former file is kept.

    `before` is the file from which `engagement` was loaded. Raises `Refused`, with nothing
    written, if the file cannot be changed so that exactly the changes are read from it.
    """
    file = (folder / "engagement.yml").resolve()
    changes = _in_order(changes)
    try:
        after = edited(before, changes, lambda place: _order(programme, place))
    except CannotEdit as error:
        raise Refused(f"{_BY_HAND} ({error})") from None
    with locked(file.parent):
        aside = aside_of(file)
        try:
            write_new(aside, after, file.stat().st_mode & 0o777)
            _verify(aside, engagement, programme, changes)
            kept = _keep(folder, before)
            if file.read_bytes() != before:
                raise Refused("your file was saved meanwhile: nothing was written, receive again")
            aside.replace(file)
        finally:
            with suppress(FileNotFoundError):
                aside.unlink()
        settle(file.parent)
    return kept


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """Return changes without what is there twice, such as an id; what is only noted comes last."""
    once = [
        one for n, one in enumerate(changes) if isinstance(one, Append) or one not in changes[:n]
    ]
    return sorted(
        once,
        key=lambda change: _NOTED.index(change.location[0]) if change.location[0] in _NOTED else -1,
    )


_NOTED: Final = ("history", "received")
_BY_HAND = (
    "your file is written in a way in which these changes cannot be put safely: nothing was "
    "written, type them by hand"
)


def archive(folder: Path, reply: Reply, raw: bytes, suffix: str) -> Path:
    """Keep a reply as it came, under its day and its id."""
    place = private_folder(folder / "private/replies") / f"{reply.on}-{reply.id}{suffix}"
    put(place, raw)
    return place


def tidy(folder: Path) -> None:
    """Remove what a killed command left in the folder of an engagement."""
    file = folder / "engagement.yml"
    with suppress(OSError):
        file = Path(os.path.realpath(file))
    sweep(file.parent, re.escape(file.name))
    sweep(folder / "private/backups", _BACKUPS)
    sweep(folder / "private/replies", _REPLIES)


_BACKUPS: Final = r"engagement-[0-9TZ.-]+\.yml"
_REPLIES: Final = r"\d{4}-\d\d-\d\d-[0-9a-f]{32}\.(?:jwe|json)"


def _order(programme: Programme, place: Location) -> Sequence[str]:
    kind = record_at(Engagement, place)
    return list(kind.model_fields) if kind else ids_at(programme, place)


def _verify(
    aside: Path,
    engagement: Engagement,
    programme: Programme,
    changes: Sequence[Change],
) -> None:
    """Raise `Refused` unless the file beside the old one reads as what was decided."""
    try:
        found = load_engagement(aside.parent, programme, aside.name)
    except InvalidInput as error:
        first = error.problems[0]
        where = f"{first.where}: " if first.where else ""
        raise Refused(f"your file would have a problem: {where}{first.message}") from None
    if found.model_dump() != changed(engagement, changes).model_dump():
        raise Refused(_BY_HAND)


def changed(engagement: Engagement, changes: Sequence[Change]) -> Engagement:
    """Return an engagement with changes, made in the record and not in its text."""
    data = _open(engagement.model_dump())
    for change in changes:
        *way, last = change.location
        around = data
        for part in way:
            around = _below(around, part)
        if isinstance(change, Append):
            around[last] = [*(around.get(last) or []), _open(deepcopy(change.record))]
        elif isinstance(change, Put):
            around[last] = change.value
    return Engagement.model_validate(data)


def _below(data: Any, part: str | int) -> Any:
    if isinstance(data, dict) and data.get(part) is None:
        data[part] = {}
    return data[part]


def _open(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _open(item) for key, item in value.items()}
    return [_open(item) for item in value] if isinstance(value, tuple | list) else value


def _keep(folder: Path, raw: bytes) -> Path:
    """Keep a former file under the moment at which it was replaced."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    place = private_folder(folder / "private/backups") / f"engagement-{stamp}.yml"
    put_new(place, raw)
    return place
