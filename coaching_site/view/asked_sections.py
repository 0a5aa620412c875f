"""What is asked outside of goals and sessions, by the sections of an engagement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from coaching_site.model import Engagement, Programme
from coaching_site.model.engagement import Rewording
from coaching_site.model.programme import Prompt
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.prompts import AskedPrompt, ask
from coaching_site.view.values import ValueView, values_of


class AskedSections(NamedTuple):
    """The prompts of the sections, in the order in which they are read."""

    situation: tuple[AskedPrompt, ...]
    party_today: tuple[AskedPrompt, ...]
    party_wished: tuple[AskedPrompt, ...]
    values: tuple[ValueView, ...]
    starters: tuple[AskedPrompt, ...]

    @property
    def by_name(self) -> Mapping[str, tuple[AskedPrompt, ...]]:
        """All prompts of each section, by the name that an engagement has for it."""
        audiences = chain.from_iterable(value.audiences for value in self.values)
        return {
            "situation": self.situation,
            "party": (*self.party_today, *self.party_wished),
            "values": tuple(chain.from_iterable(prompts for _, prompts in audiences)),
            "starters": self.starters,
        }


def asked_sections(
    engagement: Engagement, programme: Programme, history: Sequence[Rewording]
) -> AskedSections:
    """Return what a programme asks, with the answers of an engagement."""

    def asked(
        path: str, prompts: Iterable[Prompt], answers: Mapping[str, tuple[str, ...]]
    ) -> tuple[AskedPrompt, ...]:
        key = PromptKey(path)
        return ask(key, key.section, prompts, answers, history)

    party = engagement.party
    return AskedSections(
        situation=asked("situation", programme.situation, engagement.situation),
        party_today=asked("party/today", programme.party, party.today),
        party_wished=asked("party/wished", programme.party, party.wished),
        values=values_of(engagement, programme, history),
        starters=asked("starters", programme.starters, engagement.starters),
    )
