"""Prompts as a portal asks them: each with its answers, or with room for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coaching_site.model.programme import Group, Prompt


@dataclass(frozen=True)
class AskedPrompt:
    """A prompt beside its answers.

    `key` names it within the engagement, `item` within the programme.
    """

    key: str
    item: str
    prompt: Prompt
    answers: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Whether anything has been answered."""
        return bool(self.answers)

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
    path: str, section: str, prompts: Iterable[Prompt], answers: Mapping[str, tuple[str, ...]]
) -> tuple[AskedPrompt, ...]:
    """Return the prompts of one section of the programme with their answers, at `path`."""
    return tuple(
        AskedPrompt(
            f"{path}/{prompt.id}", f"{section}/{prompt.id}", prompt, answers.get(prompt.id, ())
        )
        for prompt in prompts
    )
