"""What a reply answers, in the words in which the client was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from coaching_site.model import Programme
from coaching_site.model.programme import Group, Prompt


@dataclass(frozen=True)
class Wording:
    """The words of a programme, and the short `words` beside it, by their names.

    Where a word is missing its name stands for it.
    """

    programme: Programme
    words: Mapping[str, str] = field(default_factory=dict)

    def word(self, name: str, **gaps: str) -> str:
        """Return a short word, with its gaps filled."""
        text = self.words.get(name, name.replace("_", " "))
        for gap, value in gaps.items():
            text = text.replace(f"{{{gap}}}", value)
        return text

    def question(self, key: str) -> str:
        """Return the question of a prompt such as `starters/one_thing`, or else its id."""
        name = key.rpartition("/")[2]
        return next((one.text for one in self._prompts(key) if one.id == name), name)

    def label(self, key: str, name: str) -> str:
        """Return what a prompt is about, and its question; `name` is that of its goal or value."""
        return f"{self._about(key, name)}: {self.question(key)}"

    def _about(self, key: str, name: str) -> str:
        first, *rest = key.split("/")
        if first == "goals":
            return name or rest[0]
        if first == "values":
            audience = {one.id: one.text for one in self.programme.values.audiences}
            told = (name, *(audience.get(part, "") for part in rest[1:2]))
            return " · ".join(filter(None, (self.word("about_values"), *told)))
        return self.word(f"about_party_{rest[0]}" if first == "party" else f"about_{first}")

    def _prompts(self, key: str) -> Sequence[Prompt]:
        programme, (first, *rest) = self.programme, key.split("/")
        if first != "goals":
            return {
                "situation": programme.situation,
                "party": programme.party,
                "values": programme.values.prompts,
                "starters": programme.starters,
            }.get(first, ())
        part = rest[1] if len(rest) > 2 else ""
        if part == "moves":
            return programme.moves
        return _inside(programme.preparation if part else programme.goal_form)


def _inside(groups: Sequence[Group]) -> tuple[Prompt, ...]:
    return tuple(chain.from_iterable(group.prompts for group in groups))
