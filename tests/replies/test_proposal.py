"""How something stands that a reply would change."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.editing import Append, Put
from coaching_site.editing.changes import Value
from coaching_site.model.prompt_key import PromptKey
from coaching_site.replies.proposal import (
    ProposalState,
    Rewriter,
    one_or_many,
    orphaned,
    state_of,
)
from tests.samples import engagement

KEY = PromptKey("starters/year")


@pytest.mark.parametrize(
    ("same", "base_matches", "state"),
    [(True, False, "already so"), (False, True, "new"), (False, False, "conflict")],
)
def test_states(same: bool, base_matches: bool, state: str) -> None:
    """What is there already needs nothing; what was not seen before needs a decision."""
    assert str(state_of(same=same, base_matches=base_matches)) == state


def test_what_has_no_place() -> None:
    """Words without a place are orphaned; an answer that is taken back there is done with."""
    assert orphaned("x", ("y",), "gone").state is ProposalState.ORPHANED
    assert orphaned("x", (), "gone").state is ProposalState.SAME


@pytest.mark.parametrize(
    ("day", "noted"), [("2026-11-24", "2026-11-24"), ("1970-01-01", "2026-10-01")]
)
def test_an_answer_and_its_history(day: str, noted: str) -> None:
    """An answer replaces another, which is noted on a day that no clock of 1970 sets back."""
    history = [{"on": "2026-10-01", "prompt": KEY}]
    rewriter = Rewriter(engagement(history=history), date.fromisoformat(day))
    put, note = rewriter.answer(KEY, ("starters", "year"), ("Old.",), ("New.", "Two."))
    assert put == Put(("starters", "year"), ("New.", "Two."))
    record: dict[str, Value] = {
        "on": date.fromisoformat(noted),
        "prompt": "starters/year",
        "was": "Old.",
    }
    assert note == Append(("history",), record)


def test_one_text_is_typed_alone() -> None:
    """One text stands without a list, as a person types it."""
    assert (one_or_many(["a"]), one_or_many(["a", "b"])) == ("a", ("a", "b"))
