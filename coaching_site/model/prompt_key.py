"""The key of a prompt: how portal, reply, history and scripts name what can be answered.

A key is a path of names, such as `starters/one_thing`, `values/calm/reports/do` or
`goals/rest/moves/plan`; what prepares a session is `sessions/2026-12-01/stuck`. Actions, readings,
reviews and rounds have keys of the same form, such as `actions/rest/call`, `readings/rest/hours`,
`reviews/2026-12-01` and `ratings`. An action that belongs to no goal has `actions/call`.
"""

from __future__ import annotations

import re
from typing import Any, Final, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

MAX_KEY_CHARACTERS: Final = 300
KEY_PATTERN: Final = r"[a-z][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*"
"""The whole of a key: a section, and the names behind it. JavaScript reads it as Python does."""

_KEY: Final = re.compile(KEY_PATTERN)
_OWNED: Final = frozenset({"goals", "values", "actions", "readings", "sessions"})
_NAMED_LAST: Final = frozenset({"actions", "readings"})
# What has no id is named by its place in the list: the name may have been another's before.
_PREFIXES: Final = {"goals": "goal-", "values": "", "actions": "action-", "readings": "metric-"}
_BY_PLACE: Final = {section: re.compile(f"{start}[0-9]+") for section, start in _PREFIXES.items()}


class PromptKey(str):
    """The key of a prompt, or of something else that a reply can be about.

    It equals the text that it is written as. `PromptKey(text)` raises `ValueError` when the text
    is no key.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Return the key that is written so; raise `ValueError` when that is none."""
        if len(text) > MAX_KEY_CHARACTERS or not _KEY.fullmatch(text):
            raise ValueError("expected names between slashes, such as goals/rest/why")
        return super().__new__(cls, text)

    @classmethod
    def of(cls, *names: str) -> Self:
        """Return the key of these names, the section first."""
        return cls("/".join(names))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the key that is written so, or None when that is none."""
        try:
            return cls(text)
        except ValueError:
            return None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let records have fields of this type, read from text."""
        text = core_schema.str_schema(pattern=f"^{KEY_PATTERN}$", max_length=MAX_KEY_CHARACTERS)
        return core_schema.no_info_after_validator_function(cls, text)

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the key, the section first."""
        return tuple(self.split("/"))

    @property
    def section(self) -> str:
        """The part of the engagement that the key is of, such as `goals`."""
        return self.partition("/")[0]

    @property
    def owner(self) -> str:
        """The name of the goal, value or session that is asked; "" in sections that have none."""
        return self.names[1] if self._is_owned else ""

    @property
    def path(self) -> tuple[str, ...]:
        """The names below the section, or below the goal, value or session in it."""
        return self.names[2:] if self._is_owned else self.names[1:]

    @property
    def _is_owned(self) -> bool:
        # `actions/call` names an action that belongs to no goal.
        section = self.section
        least = 3 if section in _NAMED_LAST else 2
        return section in _OWNED and self.count("/") + 1 >= least

    @property
    def asked(self) -> tuple[str, ...]:
        """What is asked, of whichever goal or value: the section and the path."""
        return (self.section, *self.path)

    @property
    def name(self) -> str:
        """The last name: the id of the prompt or the action, the day of the review."""
        return self.names[-1]

    @property
    def anchor(self) -> str:
        """The id of the element that shows the prompt on its page."""
        # `actions/rest-call` must not have the anchor of `actions/rest/call`.
        is_alone = self.section in _NAMED_LAST and not self.owner
        return self.replace("/", "--" if is_alone else "-")

    @property
    def is_by_place(self) -> bool:
        """Whether what the key is of has no id, and is named by its place in a list."""
        # `actions/rest/action-2` names the action last; its owner is the goal.
        own = self.name if self.section in _NAMED_LAST else self.owner
        return bool(self.path) and place_in(self.section, own) is not None

    def below(self, *names: str) -> PromptKey:
        """Return the key of these names below this one."""
        return PromptKey.of(self, *names)

    def owned_by(self, name: str) -> PromptKey:
        """Return the key of the same prompt, asked of another goal or value."""
        return PromptKey.of(self.section, name, *self.path)


FIRST_VALUE_NAME: Final = PromptKey("values/1/name")
"""The name of a first value, which a portal asks for while there is none."""

DRAFT_ID_PATTERN: Final = "d[0-9a-z]{9,31}"
DRAFT_SUFFIX_PATTERN: Final = "/draft-d[0-9a-z]+$"
"""What a portal appends to the key of a draft when another one is at its place."""

BY_PLACE_PATTERN: Final = (
    "^goals/goal-[0-9]+/|^values/[0-9]+/|^actions/goal-[0-9]+/|^actions/([^/]+/)?action-[0-9]+$"
    "|^readings/goal-[0-9]+/|^readings/[^/]+/metric-[0-9]+$"
)
"""The beginning, or all, of keys in which something is named by its place."""


def name_by_place(section: str, number: int) -> str:
    """Return the name of what has no id in a section, by its place from 1."""
    return f"{_PREFIXES[section]}{number}"


def place_in(section: str, name: str) -> int | None:
    """Return the place, from 1, by which a section names something; None if it is an id."""
    found = section in _BY_PLACE and _BY_PLACE[section].fullmatch(name)
    return int(name.removeprefix(_PREFIXES[section])) if found else None


def is_by_place(name: str) -> bool:
    """Whether any section gives such a name to what has no id."""
    return any(place_in(section, name) is not None for section in _PREFIXES)
