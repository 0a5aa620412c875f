"""A small engagement with its bases, as a portal would print them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coaching_site.loading import load_engagement
from coaching_site.model import Engagement
from coaching_site.view import view_of
from tests.samples import programme

TYPED = """\
# A file with comments, odd quotes and blank lines.
executive: {name: Jane Doe}   # a short form
coach:
    name: 'Kim Lee'

start: 2026-09-01
end: 2027-03-01
starters:
    expectations: "To be heard."  # her words
    changes:   # three
    - One.
    # between
    - Two.

    # one_thing is still open
goals:
    - title: Delegate
      id: depots
      why: |
        Because.

      metrics:   # one so far
      - name: Calls a week
        start: 24   # as counted
        readings:
        # by hand
        - {on: 2026-11-02, value: 19}   # a good week
      actions:
      - what: Ask Priya   # first
        started: 2026-10-01
      - {what: Write it down, note: soon}
    - title: Rest
values:
    - name: Calm
    - name: Candour
      shown_to: {reports: {do: Listen.}}
reviews:
    - on: 2026-12-01
    - on: 2026-11-10
      scores: {team: 5}
# the end"""


def folder_with(folder: Path, typed: str = TYPED) -> Path:
    """Return the folder of the engagement, with its file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "engagement.yml").write_text(typed, encoding="utf-8", newline="")
    return folder


def loaded(folder: Path) -> Engagement:
    """Return the engagement in a folder."""
    return load_engagement(folder, programme())


def bases(engagement: Engagement) -> dict[str, str]:
    """Return what a portal prints beside everything that can be answered."""
    shown = view_of(engagement, programme(), date(2026, 11, 24))
    found: dict[str, str] = {prompt.key: prompt.revision for prompt in shown.all_prompts}
    found |= {prompt.key: prompt.revision for goal in shown.goals for prompt in goal.prompts}
    found |= {action.draft_key: action.revision for action in shown.actions}
    return found | {review.draft_key: review.revision for review in shown.reviews}
