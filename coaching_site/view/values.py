"""Values in behaviour, as a portal asks what they mean in practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coaching_site.model import Engagement, Programme
from coaching_site.model.engagement import Rewording, Value, value_id
from coaching_site.model.programme import Item
from coaching_site.model.prompt_key import FIRST_VALUE_NAME, PromptKey
from coaching_site.view.prompts import AskedPrompt, ask
from coaching_site.view.revisions import revision_of


@dataclass(frozen=True)
class ValueView:
    """A value with its prompts, once for each audience; `number` counts from 1.

    `key` is its id, or its number; `revision` identifies its present name, as in a prompt,
    and `name_key` what it calls that name where there is none yet.
    """

    number: int
    key: str
    name: str | None
    meaning: str | None
    revision: str
    audiences: tuple[tuple[Item, tuple[AskedPrompt, ...]], ...]
    name_key: PromptKey = FIRST_VALUE_NAME


def values_of(
    engagement: Engagement, programme: Programme, history: Sequence[Rewording]
) -> tuple[ValueView, ...]:
    """Return the values; without any yet, one that asks for the first."""
    values = engagement.values or (None,)
    return tuple(_value(n, value, programme, history) for n, value in enumerate(values, 1))


def _value(
    number: int, value: Value | None, programme: Programme, history: Sequence[Rewording]
) -> ValueView:
    shown_to = value.shown_to if value else {}
    # Without an id, the key is a number, which may have been that of another value.
    known = history if value and value.id else ()
    audiences = tuple(
        (
            audience,
            ask(
                PromptKey.of("values", value_id(value, number), audience.id),
                "values/prompts",
                programme.values.prompts,
                shown_to.get(audience.id, {}),
                known,
                value.name if value else "",
            ),
        )
        for audience in programme.values.audiences
    )
    name = value.name if value else None
    revision = revision_of("", [name] if name else [])
    return ValueView(
        number, value_id(value, number), name, value.meaning if value else None, revision, audiences
    )
