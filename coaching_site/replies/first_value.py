"""Answers for a first value: a portal asks for one before the engagement has any."""

from __future__ import annotations

from collections.abc import Sequence

from coaching_site.editing import Append, Change
from coaching_site.editing.changes import Value
from coaching_site.model import Engagement
from coaching_site.problems import quoted
from coaching_site.replies.proposal import Proposal, Rewriter, State, one_or_many
from coaching_site.replies.reply import Answer, Refused, Reply
from coaching_site.replies.wording import Wording
from coaching_site.typed import as_typed

NAME_KEY = "values/1/name"
_LONGEST = 500


def answers_without_value(reply: Reply, engagement: Engagement) -> list[Answer]:
    """Return the answers of a reply for a value that is not there yet."""
    if engagement.values:
        return []
    return [
        item
        for item in reply.items
        if isinstance(item, Answer) and item.key.startswith("values/1/") and item.key != NAME_KEY
    ]


def name_in(reply: Reply) -> str | None:
    """Return the name that a reply gives to a first value; raise `Refused` if it is no name."""
    for item in reply.items:
        if isinstance(item, Answer) and item.key == NAME_KEY:
            name = as_typed(item.value[0])
            if len(item.value) > 1 or "\n" in name or len(name) > _LONGEST:
                raise Refused("the reply names a value by more than a line")
            return name
    return None


def first_value(
    answers: Sequence[Answer], name: str, rewriter: Rewriter, wording: Wording
) -> Proposal:
    """Return the proposal of a first value with its name and all the answers."""
    shown_to: dict[str, dict[str, Value]] = {}
    history: list[Change] = []
    lines = []
    for item in answers:
        audience, prompt = item.key.split("/")[2:]
        shown_to.setdefault(audience, {})[prompt] = one_or_many(item.value)
        history += rewriter.answer(item.key, (), (), item.value)[1:]
        lines += [f"{wording.label(item.key, name)} {text}" for text in item.value]
    record: dict[str, Value] = {"name": name, **({"shown_to": shown_to} if shown_to else {})}
    changes = (Append(("values",), record), *history)
    return Proposal(f"first value: {name}", (), tuple(lines), State.NEW, changes)


def name_again(name: str, engagement: Engagement) -> Proposal:
    """Return the proposal of a name for a value that has one meanwhile."""
    now = engagement.values[0].name
    state = State.SAME if now == name else State.LOST
    reason = "" if now == name else f"the first value is called {quoted(now)} now"
    return Proposal("name of the first value", (now,), (name,), state, reason=reason)
