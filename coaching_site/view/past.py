"""What had happened by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from coaching_site.model.activities import Dated

_Item = TypeVar("_Item", bound=Dated)


def past_of(items: Iterable[_Item], as_of: date) -> list[_Item]:
    """Return what is dated on the day or before, the newest first."""
    past = (item for item in items if item.on <= as_of)
    return sorted(past, key=lambda item: item.on, reverse=True)
