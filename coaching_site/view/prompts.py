"""Prompts as a portal asks them: each with its answers, or with room for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coaching_site.model.engagement import Rewording
from coaching_site.model.programme import Group, Prompt
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.revisions import digest_of_wording, revision_of

PROMPT_MINUTES: Final = 2
"""About how long it takes to answer a prompt, in minutes; `fact-texts.js` counts by it, too."""


@dataclass(frozen=True)
class PastAnswer:
    """What was answered once; `since` is None where nobody noted when it was first said."""

    since: date | None
    until: date
    answers: tuple[str, ...]


@dataclass(frozen=True)
class AskedPrompt:
    """A prompt beside its answers.

    `key` names it within the engagement, `item` within the programme. `of` is the title of the
    goal or the name of the value that it is asked of; `revision` identifies its present wording: a
    reply says which one it was written on. `since` is the day of that wording, if it is known;
    `earlier` holds what was said before, the newest first.
    """

    key: PromptKey
    item: str
    prompt: Prompt
    answers: tuple[str, ...]
    revision: str
    of: str = ""
    since: date | None = None
    earlier: tuple[PastAnswer, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anything has been answered."""
        return bool(self.answers)

    @property
    def minutes(self) -> int:
        """About how long it takes to answer it."""
        return PROMPT_MINUTES

    @property
    def wording(self) -> str:
        """The digest of its answers, as the receipt of a reply has it."""
        return digest_of_wording(str(self.key), list(self.answers))

    @property
    def source(self) -> str:
        """What it is about: a goal, a value, or a section by itself."""
        return f"{self.key.section}/{self.key.owner}"

    @property
    def wanted(self) -> int:
        """How many answers are still wanted."""
        return max((self.prompt.count or 1) - len(self.answers), 0)


@dataclass(frozen=True)
class PromptGroup:
    """Prompts under one heading of the programme."""

    group: Group
    prompts: tuple[AskedPrompt, ...]

    @property
    def answered(self) -> int:
        """How many of the prompts have an answer."""
        return sum(prompt.answered for prompt in self.prompts)


def ask(
    path: PromptKey,
    section: str,
    prompts: Iterable[Prompt],
    answers: Mapping[str, tuple[str, ...]],
    history: Sequence[Rewording] = (),
    identity: str = "",
) -> tuple[AskedPrompt, ...]:
    """Return the prompts of one section of the programme with their answers, at `path`.

    `history` is in the order of days; `identity` is the title of the goal or the name of the
    value that the prompts are asked of.
    """
    return tuple(
        _asked(path.below(prompt.id), f"{section}/{prompt.id}", prompt, given, history, identity)
        for prompt in prompts
        for given in [answers.get(prompt.id, ())]
    )


def _asked(
    key: PromptKey,
    item: str,
    prompt: Prompt,
    answers: tuple[str, ...],
    history: Iterable[Rewording],
    identity: str,
) -> AskedPrompt:
    revision = revision_of(identity, answers)
    earlier = earlier_of([rewording for rewording in history if rewording.prompt == key])
    return AskedPrompt(key, item, prompt, answers, revision, identity, *earlier)


def earlier_of(changes: Sequence[Rewording]) -> tuple[date | None, tuple[PastAnswer, ...]]:
    """Return since when something reads as it does, and what it was before, the newest first.

    `changes` are those of one thing, in the order of days.
    """
    days = [change.on for change in changes]
    # What was replaced on one day had been there since the change before, if there was one. The
    # first answer to a prompt replaced nothing.
    earlier = [
        PastAnswer(since, change.on, change.was)
        for since, change in zip([None, *days], changes, strict=False)
        if change.was
    ]
    return days[-1] if days else None, tuple(reversed(earlier))
