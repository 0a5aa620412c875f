"""Questions without an answer, in groups by what they are about."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from coaching_site.view.prompts import AskedPrompt


@dataclass(frozen=True)
class QuestionGroup:
    """Open prompts about one thing: a goal, a value, or a section of the programme by itself."""

    prompts: tuple[AskedPrompt, ...]

    @property
    def section(self) -> str:
        """The section of the programme that asks them."""
        return self.prompts[0].key.section

    @property
    def is_of_goal(self) -> bool:
        """Whether they are asked of one goal."""
        return self.section == "goals"

    @property
    def rows(self) -> tuple[tuple[AskedPrompt, ...], ...]:
        """The prompts of each row of a list: what is asked twice of the party has one row."""
        rows: dict[str, list[AskedPrompt]] = {}
        for prompt in self.prompts:
            name = prompt.item if self.section == "party" else str(prompt.key)
            rows.setdefault(name, []).append(prompt)
        return tuple(map(tuple, rows.values()))


def question_groups(
    open_prompts: Iterable[AskedPrompt], due: Container[str] = ()
) -> tuple[QuestionGroup, ...]:
    """Return prompts in groups, each of them in one: those of goals last, those of `due` first.

    `due` holds the sections whose questions are due soon. Otherwise groups and the prompts in each
    keep their order.
    """
    groups: dict[str, list[AskedPrompt]] = {}
    for prompt in open_prompts:
        groups.setdefault(prompt.source, []).append(prompt)
    found = [QuestionGroup(tuple(prompts)) for prompts in groups.values()]
    return tuple(sorted(found, key=lambda one: (one.is_of_goal, one.section not in due)))
