"""Prompts beside their answers."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.model.programme import Prompt
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.prompts import ask
from tests.samples import portal


@pytest.mark.parametrize(
    ("count", "answers", "wanted"),
    [(None, (), 1), (None, ("a",), 0), (3, (), 3), (3, ("a",), 2), (3, ("a", "b", "c", "d"), 0)],
)
def test_answers_still_wanted(count: int | None, answers: tuple[str, ...], wanted: int) -> None:
    """A prompt wants one answer unless it says how many, and never fewer than none."""
    (asked,) = ask(PromptKey("party/today"), "party", [Prompt(id="toast", text="?", count=count)],
                   {"toast": answers})  # fmt: skip
    assert (asked.wanted, asked.answered) == (wanted, bool(answers))
    assert (asked.key, asked.item) == ("party/today/toast", "party/toast")


def test_answers_to_nothing_are_left_out() -> None:
    """An answer to what nobody asks is not shown."""
    assert ask(PromptKey("starters"), "starters", [], {"toast": ("a",)}) == ()


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


HISTORY = [
    {"on": "2026-10-01", "prompt": "starters/year"},
    {"on": "2026-11-01", "prompt": "starters/year", "was": "Long."},
    {"on": "2026-10-05", "prompt": "starters/year", "was": ["First.", "Second."]},
    {"on": "2026-11-16", "prompt": "starters/year", "was": "Short."},
    {"on": "2026-11-02", "prompt": "goals/rest/moves/stop", "was": "Talking."},
]


def test_earlier_wordings_newest_first() -> None:
    """What was answered before stands with its days, up to the day of the portal."""
    shown = portal(
        starters={"year": "Short."}, goals=[{"title": "x", "id": "rest"}], history=HISTORY
    )
    year = next(prompt for prompt in shown.starters if prompt.key == "starters/year")
    assert [(one.since and one.since.isoformat(), one.until.isoformat(), one.answers)
            for one in year.earlier] == [
        ("2026-10-05", "2026-11-01", ("Long.",)),
        ("2026-10-01", "2026-10-05", ("First.", "Second.")),
    ]  # fmt: skip
    assert year.since == date(2026, 11, 1)
    stop = shown.goals[0].moves[0]
    assert [one.answers for one in stop.earlier] == [("Talking.",)]


def test_nothing_earlier() -> None:
    """A prompt whose answer never changed has no earlier wording and no day."""
    assert {(p.since, p.earlier) for p in portal(history=HISTORY).situation} == {(None, ())}
