"""What a beginning asks for: each step with the place where it is taken, ticked by evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from coaching_site.view.agreement import AgreementView
from coaching_site.view.goals import GoalView
from coaching_site.view.prompts import AskedPrompt
from coaching_site.view.ratings import RatingsView

_FIRST_WEEKS: Final = 4


@dataclass(frozen=True)
class FirstStep:
    """One of the first steps; `kind` selects its words, `page` is where it is taken.

    `answered` of `asked` questions have an answer, if it consists of questions. `waits` are the
    keys of the drafts with which it is done on the executive's own device; `read:` and a
    fingerprint stand for a text that is read there. `minutes` is about how
    long it takes.
    """

    kind: str
    page: str
    done: bool
    minutes: int
    answered: int = 0
    asked: int = 0
    waits: tuple[str, ...] = ()


class BeginningSource(Protocol):
    """The parts of a portal that show how far a beginning has come."""

    @property
    def week(self) -> int:
        """The week of the coaching, from 1."""

    @property
    def over(self) -> bool:
        """Whether the coaching is over."""

    @property
    def agreement(self) -> AgreementView:
        """The agreement."""

    @property
    def situation(self) -> tuple[AskedPrompt, ...]:
        """What is asked about the present situation."""

    @property
    def ratings(self) -> RatingsView:
        """Rounds of ratings."""

    @property
    def goals(self) -> tuple[GoalView, ...]:
        """The goals."""


def first_steps_of(portal: BeginningSource) -> tuple[FirstStep, ...]:
    """Return the first steps while one is open: in the first weeks, or as long as there is no goal.

    What a programme does not ask for is no step.
    """
    is_beginning = portal.week <= _FIRST_WEEKS or not portal.goals
    steps = tuple(_steps(portal))
    is_open = is_beginning and not portal.over and not all(step.done for step in steps)
    return steps if is_open else ()


def _steps(portal: BeginningSource) -> list[FirstStep]:
    signatures = portal.agreement.signatures_of_text
    signed = [one.on for one in signatures if one.party == "executive"]
    answered = sum(prompt.answered for prompt in portal.situation)
    asked = len(portal.situation)
    # An agreement without a purpose is not ready to be signed, but to be read.
    is_ready = portal.agreement.ready
    page = "agreement#signatures" if is_ready else "agreement"
    to_read = () if is_ready else (f"read:{portal.agreement.fingerprint}",)
    kind = "sign" if is_ready else "read"
    steps = [FirstStep(kind, page, all(signed), minutes=5, waits=to_read)]
    if asked:
        waits = tuple(str(prompt.key) for prompt in portal.situation if not prompt.answered)
        tell = FirstStep("tell", "about-me", answered == asked, 2 * asked, answered, asked, waits)
        steps.append(tell)
    if portal.ratings.scales:
        page, is_rated = "thought-starters#ratings", bool(portal.ratings.rounds)
        steps.append(FirstStep("rate", page, is_rated, minutes=2, waits=("ratings",)))
    steps.append(FirstStep("choose", "thought-starters", bool(portal.goals), minutes=10))
    return steps
