"""What home says of the day of a session and of the one that is next."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.rendering.reading import Page, texts

SIGNED: Any = {"agreement": {"signed": {"executive": "2026-09-02"}}}
HELD: Any = {"on": "2026-11-09", "agreed": "Write it *down*."}
LINK: Any = {"where": "https://meet.example/a"}


def home(page: Page, sessions: list[dict[str, Any]]) -> BeautifulSoup:
    """Return the first page of 15 November without what is hidden on it."""
    soup = page("index", **SIGNED, sessions=sessions)
    for hidden in soup.select("[hidden]"):
        hidden.decompose()
    return soup


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        (
            [{"on": "2026-11-15", "at": "11:00"}],
            ["today, 11:00", "Session 1", "Where we meet is in your invitation."],
        ),
        (
            [{"on": "2026-11-16", "at": "09:00", "where": "Video call"}],
            [
                *("tomorrow, 09:00", "Session 1 · Video call"),
                "How to join is in your invitation.",
            ],
        ),
        ([{"on": "2026-11-15"} | LINK], ["today", "Session 1"]),
        (
            [HELD, {"on": "2026-11-15", "minutes": 60, "where": "Room <4>"}],
            ["today", "Session 2 · 60 minutes · Room <4>", "What we agreed on 9 Nov"],
        ),
        (
            [HELD, {"on": "2026-11-15", "where": "Room", "agenda": ["The board"]}],
            ["today", "Session 2 · Room", "What we agreed on 9 Nov", "Agenda"],
        ),
    ],
)
def test_the_day_of_a_session(page: Page, sessions: list[dict[str, Any]], said: list[str]) -> None:
    """It leads with when it is, then which it is, and what the last one agreed."""
    soup = home(page, sessions)
    assert texts(soup, ".now__lead :is(.now__date, .now__about)") == said
    assert texts(soup, ".now__lead .prose em") == ["down"] * (HELD in sessions)
    ways = soup.select(".now__lead .now__ways a")
    joined = ["https://meet.example/a"] if LINK.items() <= sessions[-1].items() else []
    assert [link["href"] for link in ways] == ["sessions.html#prepare", *joined]
    assert texts(soup, ".now__foot .now__next, .now__main > *") == []


def test_two_sessions_of_a_day(page: Page) -> None:
    """The first leads, and the other stands below; one of a later day does not."""
    sessions = [{"on": "2026-11-15", "at": at} for at in ("16:00", "09:00")]
    soup = home(page, [*sessions, {"on": "2026-11-16"}])
    assert texts(soup, ".now__date") == ["today, 09:00", "today, 16:00"]
    assert len(soup.select(".now__lead .now__date, .now__foot .now__date")) == 2


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ([], ["No session is planned yet."]),
        ([{"on": "2026-12-20"}], ["Sunday, 20 Dec", "in 5 weeks · Session 1"]),
        (
            [HELD | {"on": "2026-11-15"}, {"on": "2026-11-25", "at": "09:00"}],
            ["Wednesday, 25 Nov, 09:00", "in 10 days · Session 2"],
        ),
    ],
)
def test_the_next_session(page: Page, sessions: list[dict[str, Any]], said: list[str]) -> None:
    """Below what matters stands when the next session is, which it is and how far off."""
    found = texts(home(page, sessions), ".now__next :is(.now__date, .now__about)")
    assert found[-len(said) :] == said


PROMISED: Any = {"actions": [{"what": "Call Ines", "target": "2026-11-14"}]}


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ([], ["Call Ines"]),
        ([{"on": "2026-11-16"}], ["Call Ines", "tomorrow"]),
        ([HELD, {"on": "2026-11-15"}], ["today", "Call Ines"]),
        ([{"on": "2026-11-15", "cancelled": "2026-11-14"}], ["today", "Call Ines"]),
    ],
)
def test_a_promise_on_the_day_of_a_session(
    page: Page, sessions: list[dict[str, Any]], said: list[str]
) -> None:
    """A promise that is late stands below the session of the day, and above any other."""
    soup = page("index", **SIGNED, **PROMISED, sessions=sessions)
    for hidden in soup.select("[hidden]"):
        hidden.decompose()
    assert texts(soup, ".now :is(.action__what, .now__date)") == said
    assert texts(soup, ".now__more") == []
    assert texts(soup, "#promises .action__what") == []


@pytest.mark.parametrize(
    ("sessions", "said", "rest"),
    [
        ([], ["One"], ["Two", "Three", "Four", "Five"]),
        ([{"on": "2026-11-15"}], ["One", "Two", "Three"], ["Four", "Five"]),
    ],
)
def test_all_that_is_late_stands_below_the_session_of_the_day(
    page: Page, sessions: list[dict[str, Any]], said: list[str], rest: list[str]
) -> None:
    """Below a session of the day stand all promises that are due or late, up to three of them."""
    days = {"One": "12", "Two": "13", "Three": "15", "Four": "15", "Five": "16"}
    actions = [{"what": what, "target": f"2026-11-{day}"} for what, day in days.items()]
    soup = page("index", **SIGNED, actions=actions, sessions=sessions)
    assert texts(soup, ".now .action__what") == said
    assert texts(soup, "#promises .action__what") == rest


@pytest.mark.parametrize(
    ("session", "due", "said"),
    [
        ({"on": "2026-11-15", "at": "11:00"}, "2026-11-15", "Before 11:00"),
        ({"on": "2026-11-15"}, "2026-11-15", "Before we meet today"),
        ({"on": "2026-11-16", "at": "11:00"}, "2026-11-15", "Due today"),
        ({"on": "2026-11-18"}, "2026-11-18", "Before session 1, Wed 18 Nov"),
    ],
)
def test_due_before_a_session(page: Page, session: dict[str, Any], due: str, said: str) -> None:
    """Questions for the day of a session are due until it begins; so is reading the agreement.

    Until when stands both above the promise and above the rows, and styles show one of them.
    """
    promise = {"what": "Write it", "prompts": "party", "target": due}
    soup = page("index", sessions=[session], actions=[promise])
    for hidden in soup.select("[hidden]"):
        hidden.decompose()
    is_met, is_today = session["on"] == due, session["on"] == "2026-11-15"
    time = " · 16 minutes" if is_met else ""
    assert texts(soup, ".now .action__was") == [said + time]
    assert texts(soup, ".now .button--first") == [
        "Write it now" if is_met else "Write it now: 8 open questions"
    ]
    until = [f"{said} · 21 minutes in all" if is_met else said, said]
    assert texts(soup, ".now__until, .now__before > .start__by") == until * is_today
    assert texts(soup, ".now__before li") == ["Read our agreement 5 minutes"] * is_today


@pytest.mark.parametrize(
    ("on", "told"),
    [("2026-11-14", []), ("2026-11-15", ["today, 09:00"]), ("2026-11-16", ["tomorrow, 09:00"])],
)
def test_a_session_that_was_cancelled(page: Page, on: str, told: list[str]) -> None:
    """On its day and the day before, the card says first that it does not take place, and why."""
    off = {"on": on, "at": "09:00", "cancelled": "2026-11-14", "by": "Jon Field", "reason": "Ill."}
    soup = page("index", sessions=[off, {"on": "2026-12-01"}])
    assert texts(soup, ".now > .now__off:not([hidden]) s") == told
    assert texts(soup, ".now__off > .prose") == ["Ill."] * len(told)
    later = page("index", sessions=[{**off, "on": "2026-11-20"}])
    assert texts(later, ".now__off:not([hidden])") == []


@pytest.mark.parametrize(
    ("fingerprint", "state"), [(None, "Done"), ("AAAA-AAAA-AAAA", "Done · to be signed again")]
)
def test_a_changed_agreement_on_the_path(page: Page, fingerprint: str | None, state: str) -> None:
    """A step stays done where the signed text has changed, and says that it is to be signed."""
    days = {"executive": "2026-09-02", "coach": "2026-09-02"}
    agreement = {"purpose": "x", "signed": days, "fingerprint": fingerprint}
    for name in ("index", "programme"):
        soup = page(name, agreement=agreement, step=2, sessions=[HELD])
        assert texts(soup, ".path__state, .step__state")[0] == state
