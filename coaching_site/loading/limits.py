"""Limits of a value that depend on others: the scale of its round, the steps, the period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coaching_site.checks.days import may_be_at
from coaching_site.loading.introspection import range_at
from coaching_site.locations import Location
from coaching_site.model.types import Record
from coaching_site.notation.units import SELF_RATING, UnitKind, unit_of
from coaching_site.parsing.node import Node


@dataclass(frozen=True)
class Limits:
    """What a value at a location may be: a number up to `most`, and a day of the coaching."""

    location: Location
    noun: str = "whole number"
    least: int | None = None
    most: int | None = None
    start: date | None = None
    end: date | None = None

    @property
    def expected(self) -> str:
        """What is expected of a number, for a message."""
        if self.most is None:
            return f"expected a {self.noun}"
        return f"expected a {self.noun} from {self.least} to {self.most}"

    def hold(self, word: str) -> bool:
        """Return whether a number or a day in ISO writing is within the limits."""
        if self.most is not None and word.isdecimal():
            return int(word) <= self.most
        day = _day(word)
        return day is None or may_be_at(tuple(self.location), day, self.start, self.end)


def limits_at(
    location: Location, root: Node, model: type[Record], words: Sequence[str] = ()
) -> Limits:
    """Return the limits of a value; `words` are those that the programme allows there."""
    days = {key: _day(_text(node_at(root, (key,)))) for key in ("start", "end")}
    least, most = range_at(model, location) or (None, None)
    noun = "whole number"
    if location == ("step",) and words:
        noun, most = "step", len(words)
    if location[0] == "feedback" and "statements" in location:
        # 7 as in the model, which is not validated yet.
        scale = _text(node_at(root, (*location[:2], "scale"))) or "7"
        noun, most = "score", int(scale) if re.fullmatch("[0-9]{1,3}", scale) else most
    if "metrics" in location and _is_self_rating(root, location):
        noun, least, most = "rating", SELF_RATING[0], SELF_RATING[-1]
    return Limits(location, noun, least, most, **days)


def node_at(root: Node, location: Location) -> Node | None:
    """Return the node at a location, if there is one."""
    node: Node | None = root
    for part in location:
        node = node.child(part) if node else None
    return node


def _is_self_rating(root: Node, location: Location) -> bool:
    metric = location[: location.index("metrics") + 2]
    return unit_of(_text(node_at(root, (*metric, "unit")))).kind is UnitKind.RATING


def _text(node: Node | None) -> str:
    return node.value if node and isinstance(node.value, str) else ""


def _day(text: str) -> date | None:
    try:
        return (
            date.fromisoformat(text) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
        )
    except ValueError:
        return None
