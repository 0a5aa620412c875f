"""Decided changes put into `engagement.yml`: verified first, then swapped in at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from coaching_site.checks import ids_at
from coaching_site.editing import Append, CannotEdit, Change, Put, apply_edits, line_of
from coaching_site.files import (
    locked,
    remove_temporaries,
    sync_directory,
    temporary_beside,
    write_atomically,
    write_new,
)
from coaching_site.loading import load_engagement
from coaching_site.loading.introspection import record_at
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.feedback import as_typed
from coaching_site.problems import InvalidInput
from coaching_site.replies.reply import Reply, ReplyRefused
from coaching_site.staging import private_folder


def was_received(folder: Path, reply_id: str) -> bool:
    """Whether the reply with an id is archived, since nothing of it was left to decide."""
    # By its id alone, since a reply may come again with a lock or without.
    return any((folder / "private/replies").glob(f"*{reply_id}.*"))


def apply_changes(
    folder: Path,
    before: bytes,
    engagement: Engagement,
    programme: Programme,
    changes: Sequence[Change],
) -> Path:
    """Put changes into the engagement of a folder; return where the former file is kept.

    `before` is the file from which `engagement` was loaded. Raises `ReplyRefused`, with nothing
    written, if the file cannot be changed so that exactly the changes are read from it.
    """
    file = (folder / "engagement.yml").resolve()
    with (
        locked(file.parent),
        _prepared(file, before, engagement, programme, changes) as temporary,
    ):
        former = keep_former(folder, before)
        # An editor knows nothing of our lock: what it saved meanwhile must not be lost.
        if file.read_bytes() != before:
            raise ReplyRefused("your file was saved meanwhile: nothing was written, try again")
        temporary.replace(file)
        sync_directory(file.parent)
    return former


class UnsafeChanges(ReplyRefused):
    """Changes cannot be put into a file so that exactly they are read from it."""


@dataclass(frozen=True)
class Decided:
    """What was decided of one item of a reply: what it is called, its changes, whether to take it.

    What is not taken is noted, so that it is known again.
    """

    label: str
    changes: tuple[Change, ...]
    taken: bool = True


@dataclass(frozen=True)
class Applied:
    """Where the former file is kept, and what could not be put, each with its line in the file."""

    kept: Path
    left: tuple[tuple[Decided, int], ...] = ()


def apply_items(
    folder: Path,
    before: bytes,
    engagement: Engagement,
    programme: Programme,
    items: Sequence[Decided],
) -> Applied:
    """Put the changes of items into the engagement of a folder; leave those that cannot be put.

    `before` is the file from which `engagement` was loaded. Raises `ReplyRefused`, with nothing
    written, if none can be put.
    """
    file = (folder / "engagement.yml").resolve()

    def fits(some: Sequence[Decided]) -> bool:
        try:
            with _prepared(file, before, engagement, programme, _all_changes(some)):
                return True
        except UnsafeChanges:
            return False

    # Nearly always all items fit: only then which of them do not is worth many attempts.
    with suppress(UnsafeChanges):
        return Applied(apply_changes(folder, before, engagement, programme, _all_changes(items)))
    good, bad = _sorted_out(fits, [], items)
    left = tuple((item, _line(before, item)) for item in bad)
    if not good:
        places = ", ".join(f"line {line}: {item.label}" for item, line in left[:_MAX_NAMED_ITEMS])
        raise UnsafeChanges(f"{_BY_HAND} ({places})")
    return Applied(apply_changes(folder, before, engagement, programme, _all_changes(good)), left)


def _sorted_out(
    fits: Callable[[Sequence[Decided]], bool], before: list[Decided], items: Sequence[Decided]
) -> tuple[list[Decided], list[Decided]]:
    """Return which items fit together with those before them, by halves, and which do not."""
    if not items or fits([*before, *items]):
        return [*before, *items], []
    if len(items) == 1:
        return before, [*items]
    # Each try edits and loads the whole file: by halves few tries find the item that does not fit.
    middle = len(items) // 2
    good, bad = _sorted_out(fits, before, items[:middle])
    if len(bad) > _MAX_LEFT_ITEMS:  # the whole file is unfit: it would be tried once for each item
        return good, [*bad, *items[middle:]]
    good, more = _sorted_out(fits, good, items[middle:])
    return good, [*bad, *more]


_MAX_LEFT_ITEMS: Final = 15
_MAX_NAMED_ITEMS: Final = 5


def _all_changes(items: Sequence[Decided]) -> list[Change]:
    return [change for item in items for change in item.changes]


def _line(raw: bytes, item: Decided) -> int:
    """Return the line of a file where an item belongs."""
    location = next((c.location for c in item.changes if c.location[0] not in _NOTED), ())
    try:
        return line_of(raw, location)
    except CannotEdit:
        return 1


@contextmanager
def _prepared(
    file: Path,
    before: bytes,
    engagement: Engagement,
    programme: Programme,
    changes: Sequence[Change],
) -> Iterator[Path]:
    """Give a file with changes beside the old one, which reads as was decided.

    Raises `UnsafeChanges` if it does not. What is not taken away is removed.
    """
    changes = _in_order(changes)
    try:
        after = apply_edits(before, changes, lambda location: _order(programme, location))
    except CannotEdit as error:
        raise UnsafeChanges(f"{_BY_HAND} ({error})") from None
    temporary = temporary_beside(file)
    try:
        write_new(temporary, after, file.stat().st_mode & 0o777)
        _verify(temporary, engagement, programme, changes)
        yield temporary
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """Return changes without what is there twice, such as an id; what is only noted comes last."""
    once = [
        change
        for n, change in enumerate(changes)
        if isinstance(change, Append) or change not in changes[:n]
    ]
    return sorted(
        once,
        key=lambda change: _NOTED.index(change.location[0]) if change.location[0] in _NOTED else -1,
    )


_NOTED: Final = ("history", "received", "devices")
_BY_HAND = (
    "your file is written in a way in which these changes cannot be put safely: nothing was "
    "written, type them by hand"
)


def archive(folder: Path, reply: Reply, raw: bytes, suffix: str) -> Path:
    """Keep a reply as it came, under its day and its id."""
    path = private_folder(folder / "private/replies") / f"{reply.on}-{reply.id}{suffix}"
    write_atomically(path, raw)
    return path


def tidy(folder: Path) -> None:
    """Remove what a killed command left in the folder of an engagement."""
    file = folder / "engagement.yml"
    with suppress(OSError):
        file = Path(os.path.realpath(file))
    remove_temporaries(file.parent, re.escape(file.name))
    remove_temporaries(folder / "private/backups", _BACKUPS)
    remove_temporaries(folder / "private/replies", _REPLIES)


_BACKUPS: Final = r"engagement-[0-9TZ.-]+\.yml"
_REPLIES: Final = r"\d{4}-\d\d-\d\d-[0-9a-f]{32}\.(?:jwe|json|pdf)"


def _order(programme: Programme, location: Location) -> Sequence[str]:
    kind = record_at(Engagement, location)
    return list(kind.model_fields) if kind else ids_at(programme, location)


def _verify(
    temporary: Path,
    engagement: Engagement,
    programme: Programme,
    changes: Sequence[Change],
) -> None:
    """Raise `UnsafeChanges` unless the file beside the old one reads as what was decided."""
    try:
        loaded = load_engagement(temporary.parent, programme, temporary.name)
    except InvalidInput as error:
        first = error.problems[0]
        where = f"{first.where}: " if first.where else ""
        raise UnsafeChanges(f"your file would have a problem: {where}{first.message}") from None
    # The text was edited and the record was edited, each by code of its own: both must agree.
    if as_typed(loaded).model_dump() != with_changes(engagement, changes).model_dump():
        raise UnsafeChanges(_BY_HAND)


def with_changes(engagement: Engagement, changes: Sequence[Change]) -> Engagement:
    """Return an engagement with changes, made in the record and not in its text."""
    data = _open(as_typed(engagement).model_dump())
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


def keep_former(folder: Path, raw: bytes) -> Path:
    """Keep a former file under the moment at which it was replaced."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    path = private_folder(folder / "private/backups") / f"engagement-{stamp}.yml"
    write_atomically(path, raw, replace=False)
    return path
