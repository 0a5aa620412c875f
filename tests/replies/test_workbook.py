"""What was typed into a workbook becomes what a portal would have sent, and none of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from coaching_site.documents.workbook import source_of
from coaching_site.model import Engagement
from coaching_site.model.workbook import WorkbookSource
from coaching_site.replies import workbook as reading
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.pdf_form import FilledWorkbook
from coaching_site.replies.proposal import GONE, Proposal
from coaching_site.replies.wording import Wording
from coaching_site.view import view_of
from tests.fixture import CONTENT
from tests.replies.comparing import TODAY
from tests.replies.samples import TYPED, folder_with, loaded
from tests.samples import programme, words_in

SAVED = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
BARE = "executive: {name: Jane Doe}\ncoach: {name: Kim Lee}\nstart: 2026-09-01\nend: 2027-03-01\n"


@cache
def words() -> Mapping[str, str]:
    """Return the short words, by which things are labelled."""
    return words_in(CONTENT / "words.yml")


def source(engagement: Engagement) -> WorkbookSource:
    """Return what the workbook of an engagement says of itself."""
    portal = view_of(engagement, programme(), TODAY)
    return source_of(portal, portal.goals, "jane-doe")


def compare(
    now: Engagement,
    fields: Mapping[str, str],
    before: Engagement | None = None,
    changed: datetime | None = SAVED,
) -> list[Proposal]:
    """Return what is proposed of a workbook that was made of `before`, or else of `now`."""
    workbook = FilledWorkbook(source(before or now), fields, changed)
    reply, by_hand = reading.reply_in(workbook, now, Wording(programme(), words()), TODAY)
    return [*proposals_of(reply, now, programme(), TODAY, None, words()), *by_hand]


@pytest.fixture
def engagement(tmp_path: Path) -> Engagement:
    """The small engagement of these tests."""
    return loaded(folder_with(tmp_path / "now"))


def after(tmp_path: Path, typed: str) -> Engagement:
    """Return the engagement after the coach has typed something else."""
    return loaded(folder_with(tmp_path / "after", typed))


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("starters/one_thing", "Less\nnoise.", ("Less\\\nnoise.",)),
        ("starters/one_thing", "* no list", (r"\* no list",)),
        ("starters/expectations", "And heard again.", ("To be heard.", "And heard again.")),
        ("starters/expectations", "To be heard.", ("To be heard.",)),
        ("starters/changes/3", "Three.", ("One.", "Two.", "Three.")),
        ("goals/depots/why", "More.", ("Because.", "More.")),
        ("goals/goal-2/why", "I am tired.", ("I am tired.",)),
        ("values/2/reports/feel", "Safe.", ("Safe.",)),
        ("ratings/team", "7", None),
        ("goals/depots/actions/3/what", "Call Ines", ("Call Ines",)),
    ],
)
def test_what_is_typed_is_added(
    engagement: Engagement, name: str, typed: str, said: tuple[str, ...] | None
) -> None:
    """What is typed stands behind what is answered: nothing is replaced."""
    [proposal] = compare(engagement, {name: typed})
    state = "already so" if typed == "To be heard." else "new"
    assert str(proposal.state) == state
    assert said in (None, tuple(proposal.after))


@pytest.mark.parametrize("name", ["starters/one_thing", "ratings/team", "goals/depots/why"])
def test_each_field_alone_is_once_new(engagement: Engagement, name: str) -> None:
    """The same workbook gives the same items, whenever it is read."""
    first = FilledWorkbook(source(engagement), {name: "7"}, SAVED)
    wording = Wording(programme(), words())
    replies = [
        reading.reply_in(first, engagement, wording, day).reply
        for day in (TODAY, date(2026, 12, 24))
    ]
    assert replies[0] == replies[1]


def test_what_was_answered_meanwhile_is_asked_about(tmp_path: Path, engagement: Engagement) -> None:
    """The workbook showed nothing, and something stands there by now: the coach decides."""
    now = after(tmp_path, TYPED.replace("# one_thing is still open", "one_thing: Sleep."))
    [proposal] = compare(now, {"starters/one_thing": "Quiet."}, engagement)
    assert (str(proposal.state), proposal.before, proposal.after) == (
        *("conflict", ("Sleep.",)),
        ("Quiet.",),
    )
    assert proposal.both


def test_what_was_reworded_meanwhile_is_asked_about(tmp_path: Path, engagement: Engagement) -> None:
    """The workbook showed other words: the coach decides, and what stands there stays."""
    now = after(tmp_path, TYPED.replace("To be heard.", "To be seen."))
    [proposal] = compare(now, {"starters/expectations": "More."}, engagement)
    assert (str(proposal.state), proposal.after) == ("conflict", ("To be seen.", "More."))


def test_goals_and_values_are_known_by_their_words(tmp_path: Path, engagement: Engagement) -> None:
    """A goal or value that was named by its place is found wherever it stands by now."""
    moved = TYPED.replace("    - title: Rest\n", "").replace(
        "goals:\n", "goals:\n    - title: Rest\n"
    )
    moved = moved.replace("    - name: Calm\n", "    - name: Pace\n    - name: Calm\n")
    now = after(tmp_path, moved)
    fields = {"goals/goal-2/why": "Tired.", "values/1/reports/feel": "Safe."}
    found = {change.location for one in compare(now, fields, engagement) for change in one.changes}
    assert {("goals", 0, "why"), ("values", 1, "shown_to", "reports", "feel")} <= found


@pytest.mark.parametrize(
    ("day", "value", "after", "reason"),
    [
        ("16 Nov 2026", "11", "11 (2026-11-16)", ""),
        ("16.11.26", "11,5", "11.5 (2026-11-16)", ""),
        ("", "about 11", "11 (2026-11-23)", ""),
        ("2026-11-16", "some", "some", reading.NO_READING),
        ("3/4/26", "11", "11", reading.NO_READING),
        ("some day", "11", "11", reading.NO_READING),
        ("16 Nov 2026", "", "16 Nov 2026", reading.NO_READING),
        ("2 Nov 2026", "12", "12 (2026-11-02)", "there is a reading of this day"),
        ("16 Nov 2031", "11", "11 (2031-11-16)", "is later than the reply itself"),
    ],
)
def test_readings(engagement: Engagement, day: str, value: str, after: str, reason: str) -> None:
    """A day and a number are read as people write them; what cannot be read is shown."""
    key = "readings/depots/metric-1/1"
    fields = {f"{key}/on": day, f"{key}/value": value}
    [proposal] = compare(engagement, {name: text for name, text in fields.items() if text})
    assert proposal.after[0] == after
    assert reason in proposal.reason
    assert bool(proposal.reason) == bool(reason)


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({"what": "Call\nInes", "target": "30 Nov 2026"}, ("Call Ines", "2026-11-30")),
        ({"what": "Call Ines", "target": "end of March"}, ("Call Ines (end of March)",)),
        ({"what": "Call Ines", "target": "3/4/27"}, ("Call Ines (3/4/27)",)),
        ({"target": "30 Nov 2026"}, ("30 Nov 2026",)),
    ],
)
def test_actions(engagement: Engagement, typed: dict[str, str], after: tuple[str, ...]) -> None:
    """A day that cannot be read stays with the action, for the coach to read."""
    fields = {f"goals/depots/actions/3/{part}": text for part, text in typed.items()}
    [proposal] = compare(engagement, fields)
    assert tuple(proposal.after) == after
    assert bool(proposal.reason) == ("what" not in typed)


def test_a_first_goal(tmp_path: Path) -> None:
    """A goal comes with its title and deadline; what belongs to it follows when it is there."""
    fields = {
        "goals/goal-1/title": "Delegate",
        "goals/goal-1/deadline": "26 Feb 2027",
        "goals/goal-1/why": "Because.",
        "goals/goal-1/actions/1/what": "Call Ines",
    }
    first = loaded(folder_with(tmp_path / "first", BARE))
    goal, *rest = compare(first, fields)
    assert (str(goal.state), goal.after) == ("new", ("Delegate", "2027-02-26"))
    assert {one.reason for one in rest} == {reading.GOAL_FIRST}
    assert [one.after for one in rest] == [("Because.",), ("Call Ines",)]
    now = after(tmp_path, f"{BARE}goals: [{{title: Delegate, id: delegate, deadline: 2027-02-26}}]")
    states = [str(one.state) for one in compare(now, fields, first)]
    assert states == ["already so", "new", "new"]


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("goals/goal-1/why", "Because.", reading.NO_TITLE),
        ("goals/goal-1/actions/1/what", "Call", reading.NO_TITLE),
        ("goals/goal-1/deadline", "26 Feb 2027", reading.BY_HAND),
        ("readings/gone/metric-1/1/value", "4", GONE),
        ("goals/gone/why", "x", GONE),
        ("starters/no_more", "x", "the programme does not ask it any more"),
        ("starters/one_thing", "x" * 20_001, reading.UNFIT),
        ("Text field 1", "x", reading.BY_HAND),
        ("ratings/team", "99", reading.UNFIT),
    ],
)
def test_what_has_no_place_is_shown(tmp_path: Path, name: str, typed: str, reason: str) -> None:
    """Whatever was typed is shown, with what the coach can do."""
    first = loaded(folder_with(tmp_path / "first", BARE))
    known = WorkbookSource(engagement="jane-doe", names={"goals/gone": "Gone"})
    workbook = FilledWorkbook(known, {name: typed}, SAVED)
    reply, by_hand = reading.reply_in(workbook, first, Wording(programme(), words()), TODAY)
    [proposal] = [*proposals_of(reply, first, programme(), TODAY, None, words()), *by_hand]
    assert (str(proposal.state), proposal.reason) == ("cannot be taken", reason)
    assert typed in proposal.after[0]


def test_a_first_value_with_its_name(tmp_path: Path) -> None:
    """A value is proposed with its name and all that is said of it."""
    fields = {"values/1/name": "Calm", "values/1/reports/feel": "Safe."}
    [proposal] = compare(loaded(folder_with(tmp_path / "first", BARE)), fields)
    assert (str(proposal.state), proposal.label) == ("new", "first value: Calm")
    assert "Safe." in proposal.after[0]


@pytest.mark.parametrize("changed", [None, datetime(2031, 1, 1, tzinfo=UTC)])
def test_an_unknown_day_corrects_nothing(engagement: Engagement, changed: datetime | None) -> None:
    """A file that says no day, or one to come, is of today, and older than what a portal sent."""
    workbook = FilledWorkbook(source(engagement), {"starters/one_thing": "x"}, changed)
    reply, _ = reading.reply_in(workbook, engagement, Wording(programme(), words()), TODAY)
    assert (reply.on, reply.made) == (TODAY, "2026-09-01T00:00:00.000Z")
