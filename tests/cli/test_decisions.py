"""What is decided on the items of a reply."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coaching_site.cli.decisions import Decisions, rows_of
from coaching_site.cli.showing import Row
from coaching_site.editing import Put
from coaching_site.replies.proposal import Proposal, ProposalState

MINE, THEIRS, BOTH = (Put(("name",), text) for text in ("mine", "theirs", "both"))


def proposal(state: ProposalState, *, both: bool = True) -> Proposal:
    """Return a proposal in a state."""
    kept = (BOTH,) if both else ()
    return Proposal("Purpose", ("a",), ("1\\. b",), state, (THEIRS,), kept, declined=(MINE,))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a function that answers questions by one letter after the other."""

    def answer(letters: str) -> None:
        answers = iter(letters)
        monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))

    return answer


@pytest.mark.parametrize(
    ("state", "letters", "changes", "left"),
    [
        (ProposalState.NEW, "a", [THEIRS], 0),
        (ProposalState.NEW, "n", [], 0),
        (ProposalState.NEW, "ey", [THEIRS], 0),
        (ProposalState.NEW, "en", [MINE], 0),
        (ProposalState.CONFLICT, "m", [MINE], 0),
        (ProposalState.CONFLICT, "t", [THEIRS], 0),
        (ProposalState.CONFLICT, "b", [BOTH], 0),
        (ProposalState.CONFLICT, "s", [], 1),
        (ProposalState.ORPHANED, "y", [MINE], 0),
        (ProposalState.ORPHANED, "o", [], 1),
        (ProposalState.SAME, "", [THEIRS], 0),
        (ProposalState.RECEIVED_BEFORE, "", [], 0),
    ],
)
def test_an_answer(
    state: ProposalState,
    letters: str,
    changes: list[Put],
    left: int,
    typed: Callable[[str], None],
) -> None:
    """Each answer makes the changes that it stands for; what is put off is left."""
    typed(letters)
    decisions = Decisions(yes=False).decide([proposal(state)])
    assert [change for one in decisions.items for change in one.changes] == changes
    assert decisions.left == left
    assert decisions.refused == (letters == "n")


def test_without_questions(typed: Callable[[str], None]) -> None:
    """With `--yes` what is new is taken, and what needs a decision is left."""
    typed("")
    decisions = Decisions(yes=True).decide([proposal(state) for state in ProposalState])
    assert (decisions.taken, decisions.left) == (1, 2)


def test_rows() -> None:
    """A proposal is shown as a coach would type it, and with the reason if there is one."""
    assert rows_of([proposal(ProposalState.NEW)]) == [Row("Purpose", ("a",), ("1. b",), "new")]
    found = Proposal("Purpose", (), (), ProposalState.CONFLICT, reason="it differs")
    assert rows_of([found])[0].state == "conflict: it differs"
