"""Prompts beside their answers."""

from __future__ import annotations

import pytest

from coaching_site.model.programme import Prompt
from coaching_site.view.prompts import ask
from tests.samples import portal


@pytest.mark.parametrize(
    ("count", "answers", "wanted"),
    [(None, (), 1), (None, ("a",), 0), (3, (), 3), (3, ("a",), 2), (3, ("a", "b", "c", "d"), 0)],
)
def test_answers_still_wanted(count: int | None, answers: tuple[str, ...], wanted: int) -> None:
    """A prompt wants one answer unless it says how many, and never fewer than none."""
    (asked,) = ask("party/today", "party", [Prompt(id="toast", text="?", count=count)],
                   {"toast": answers})  # fmt: skip
    assert (asked.wanted, asked.answered) == (wanted, bool(answers))
    assert (asked.key, asked.item) == ("party/today/toast", "party/toast")


def test_answers_to_nothing_are_left_out() -> None:
    """An answer to what nobody asks is not shown."""
    assert ask("starters", "starters", [], {"toast": ("a",)}) == ()


def test_prompts_of_a_first_week() -> None:
    """All prompts outside the goals are open at first: one value is asked for, too."""
    first = portal()
    assert len(first.all_prompts) == 26
    assert first.open_prompts == first.all_prompts
    assert [(value.number, value.name) for value in first.values] == [(1, None)]


def test_open_prompts_end_with_those_of_goals() -> None:
    """What is answered is no longer open; the goals' own prompts come last."""
    answered = portal(
        situation={"context": "A merger."},
        values=[{"name": "Calm", "shown_to": {"reports": {"do": "Listen."}}}],
        goals=[{"title": "x"}],
    )
    keys = [prompt.key for prompt in answered.open_prompts]
    assert len(keys) == 26 - 2 + 29
    assert not {"situation/context", "values/1/reports/do"} & set(keys)
    assert keys[-1] == "goals/goal-1/preparation/effect"


def test_keys_are_unique() -> None:
    """No two prompts of a portal share a key, or a reply could answer the wrong one."""
    busy = portal(
        values=[{"name": "Calm"}, {"name": "Candour"}], goals=[{"title": "x"}, {"title": "y"}]
    )
    keys = [prompt.key for prompt in busy.open_prompts]
    assert len(keys) == len(set(keys)) == 26 + 4 + 2 * 29
