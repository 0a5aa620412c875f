"""An engagement from the file in its folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from coaching_site.checks import Findings, advise_engagement, check_engagement, ids_at
from coaching_site.checks.days import UNKNOWN_START
from coaching_site.loading.records import Loaded, load_record
from coaching_site.model import Engagement, Programme
from coaching_site.model.types import Record


def _stand_ins(record: type[Record]) -> dict[str, object]:
    """Return a value for each required field of a record: with it the other fields are checked."""
    required = {name: field for name, field in record.model_fields.items() if field.is_required()}
    return {name: _stand_in(field.annotation) for name, field in required.items()}


def _stand_in(kind: object) -> object:
    if isinstance(kind, type) and issubclass(kind, Record):
        return _stand_ins(kind)
    return UNKNOWN_START.isoformat() if kind is date else "?"


_STAND_INS: Final = _stand_ins(Engagement)


def load_engagement(folder: Path, programme: Programme, name: str = "engagement.yml") -> Engagement:
    """Return the engagement in a folder; raise `InvalidInput` with all its problems."""
    return _read_engagement(folder, programme, name).record


def read_engagement(
    folder: Path, programme: Programme, name: str = "engagement.yml", as_of: date | None = None
) -> Loaded[Engagement]:
    """Return the engagement in a folder with advice on it, as of a day.

    Raises `InvalidInput` with all problems; then there is no advice.
    """
    advise = partial(advise_engagement, programme=programme, as_of=as_of)
    return _read_engagement(folder, programme, name, advise)


def _read_engagement(
    folder: Path,
    programme: Programme,
    name: str,
    advise: Callable[[Engagement], Findings] = lambda _: iter(()),
) -> Loaded[Engagement]:
    check = partial(check_engagement, programme=programme)
    words = partial(ids_at, programme)
    return load_record(folder / name, Engagement, check, advise, _STAND_INS, words)
