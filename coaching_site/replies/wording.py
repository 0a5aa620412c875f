"""What a reply answers, in the words in which the client was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from coaching_site.model import Programme
from coaching_site.model.programme import Group, Prompt
from coaching_site.model.prompt_key import PromptKey


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

    def question(self, key: PromptKey) -> str:
        """Return the question of a prompt such as `starters/one_thing`, or else its id."""
        return next(
            (prompt.text for prompt in self._prompts(key) if prompt.id == key.name), key.name
        )

    def label(self, key: PromptKey, name: str) -> str:
        """Return what a prompt is about, and its question; `name` is that of its goal or value."""
        return f"{self._about(key, name)}: {self.question(key)}"

    def _about(self, key: PromptKey, name: str) -> str:
        match key.section, key.path:
            case "goals", _:
                return name or key.owner
            # A value is asked once for each audience: without it two questions would read alike.
            case "values", (audience, *_):
                called = {one.id: one.text for one in self.programme.values.audiences}
                parts = (self.word("about_values"), name, called.get(audience, ""))
                return " · ".join(filter(None, parts))
            case "sessions", _:
                return f"{self.word('about_sessions')} ({key.owner})"
            case "party", (side, *_):
                return self.word(f"about_party_{side}")
        return self.word(f"about_{key.section}")

    def _prompts(self, key: PromptKey) -> Sequence[Prompt]:
        programme = self.programme
        match key.section, key.path:
            case "goals", ("moves", _):
                return programme.moves
            case "goals", (_, _):
                return _inside(programme.preparation)
            case "goals", _:
                return _inside(programme.goal_form)
        return {
            "situation": programme.situation,
            "party": programme.party,
            "values": programme.values.prompts,
            "starters": programme.starters,
            "sessions": programme.session_preparation.prompts,
        }.get(key.section, ())


def _inside(groups: Sequence[Group]) -> tuple[Prompt, ...]:
    return tuple(chain.from_iterable(group.prompts for group in groups))
