"""An engagement from the file in its folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from coaching_site.checks import Findings, advise_engagement, check_engagement, ids_at
from coaching_site.checks.attachments import (
    AttachmentSource,
    advise_on_attachments,
    check_attachments,
)
from coaching_site.checks.days import UNKNOWN_START
from coaching_site.loading.records import Loaded, checked_record
from coaching_site.loading.rounds import read_rounds
from coaching_site.model import Engagement, Programme
from coaching_site.model.engagement import SCHEMA_VERSION
from coaching_site.model.feedback import with_rounds
from coaching_site.model.types import Record
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import read_text
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import (
    CollectedProblems,
    InvalidInput,
    Problem,
    shown,
)


def _stand_ins(record: type[Record]) -> dict[str, object]:
    """Return a value for each required field of a record: with it the other fields are checked."""
    required = {name: field for name, field in record.model_fields.items() if field.is_required()}
    return {name: _stand_in(field.annotation) for name, field in required.items()}


def _stand_in(kind: object) -> object:
    if isinstance(kind, type) and issubclass(kind, Record):
        return _stand_ins(kind)
    return UNKNOWN_START.isoformat() if kind is date else "?"


_VERSION: Final = "schema_version"
_STAND_INS: Final = _stand_ins(Engagement)


def load_engagement(folder: Path, programme: Programme, name: str = "engagement.yml") -> Engagement:
    """Return the engagement in a folder; raise `InvalidInput` with all its problems."""
    check = partial(check_engagement, programme=programme)
    return _with_rounds(
        folder, programme, lambda: _read_engagement(folder, programme, name, check)
    ).record


def read_engagement(
    folder: Path,
    programme: Programme,
    name: str = "engagement.yml",
    as_of: date | None = None,
    files: AttachmentSource | None = None,
) -> Loaded[Engagement]:
    """Return the engagement in a folder with advice on it, as of a day.

    `files` are those that it may attach; without them nothing is said about attachments. Raises
    `InvalidInput` with all problems; then there is no advice.
    """

    def check(engagement: Engagement) -> Findings:
        yield from check_engagement(engagement, programme)
        yield from check_attachments(engagement, files) if files else ()

    def advise(engagement: Engagement) -> Findings:
        yield from advise_engagement(engagement, programme, as_of)
        yield from advise_on_attachments(engagement, files) if files else ()

    return _with_rounds(
        folder, programme, lambda: _read_engagement(folder, programme, name, check, advise)
    )


def _with_rounds(
    folder: Path, programme: Programme, read: Callable[[], Loaded[Engagement]]
) -> Loaded[Engagement]:
    """Return what a function reads, together with the rounds of feedback that are files.

    Raises `InvalidInput` with the problems of all files.
    """
    problems = CollectedProblems()
    loaded = problems.result_of(read)
    rounds = problems.result_of(lambda: read_rounds(folder, programme.feedback))
    if loaded is None or rounds is None:
        raise InvalidInput(problems)
    engagement = with_rounds(loaded.record, rounds.rounds.values(), programme.feedback)
    return Loaded(engagement, (*loaded.advice, *rounds.advice), loaded.recommended)


def _read_engagement(
    folder: Path,
    programme: Programme,
    name: str,
    check: Callable[[Engagement], Findings],
    advise: Callable[[Engagement], Findings] = lambda _: iter(()),
) -> Loaded[Engagement]:
    words = partial(ids_at, programme)
    report = Report(folder / name)
    reading = read_tree(read_text(folder / name, report), report)
    require_known_version(reading.root, folder / name)
    return checked_record(reading, Engagement, report, check, advise, _STAND_INS, words)


def version_of(root: Node) -> int:
    """Return the version of the form that a file says it has; the first one, if it says none."""
    node = root.child(_VERSION)
    typed = node.value if node else None
    is_version = isinstance(typed, str) and re.fullmatch("[1-9][0-9]{0,8}", typed)
    return int(str(typed)) if is_version else 1


def require_known_version(root: Node | None, path: Path, version: int = SCHEMA_VERSION) -> None:
    """Raise `InvalidInput` for a file of a newer form than `version`, and for that reason alone.

    What else is unknown in it need not be a mistake.
    """
    if root and (found := version_of(root)) > version:
        message = (
            f"this file has version {found}, but this program supports versions up to {version}: "
            "install a newer one, as with `pip install --upgrade coaching-site`"
        )
        position = root.keys[_VERSION]
        problem = Problem(shown(path), position.line, position.column, _VERSION, message)
        raise InvalidInput([problem])
