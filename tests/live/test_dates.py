"""Dates stay true on the day on which the reader looks, wherever that is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.live.portal import Opened

# The portal is of 23 November 2026; its next session is on the 26th.
LATE = "Ask three peers what they have stopped bringing to me"  # due on 18 November
DUE = "Offer three ways to measure whether the room has changed"  # due on 26 November


def test_days_pass(desk: Opened) -> None:
    """A portal of 23 November counts anew on another day, in the right singular and plural."""
    with desk.visit() as page:
        for day, late, due, meeting in (
            ("2026-11-19", "yesterday", "in 7 days", "in 7 days"),
            ("2026-11-23", "5 days ago", "in 3 days", "in 3 days"),
            ("2026-11-25", "7 days ago", "tomorrow", "tomorrow"),
            ("2026-11-26", "8 days ago", "today", "today"),
            ("2026-11-27", "9 days ago", "yesterday", "in 13 days"),
            ("2026-12-06", "3 weeks ago", "10 days ago", "in 4 days"),
        ):
            look_again(page, f"{day}T12:00:00Z")
            assert relative(page, LATE) == late, day
            assert relative(page, DUE) == due, day
            assert next_session(page) == meeting, day


def test_turns_overdue(desk: Opened) -> None:
    """An action is overdue from the day after its target on, and is called so."""
    with desk.visit() as page:
        look_again(page, "2026-11-25T12:00:00Z")
        assert state(page, DUE) == "Planned"
        look_again(page, "2026-11-26T12:00:00Z")
        assert state(page, DUE) == "Due today"
        look_again(page, "2026-11-27T12:00:00Z")
        assert state(page, DUE) == "Overdue"
        assert state(page, LATE) == "Overdue"
        expect(action(page, DUE)).to_contain_class("action--overdue")


def test_week_passes(desk: Opened) -> None:
    """The first page tells the week anew, and that the coaching has ended."""
    with desk.visit() as page:
        for day, said in (
            ("2026-09-06", "Your coaching with Noor begins on 7 September 2026."),
            ("2026-09-08", "Your first week with Noor."),
            ("2026-11-30", "Week 13 of 29 with Noor."),
            ("2027-10-01", "Your coaching with Noor ended on "),
        ):
            look_again(page, f"{day}T12:00:00Z")
            expect(page.locator("[data-week]")).to_contain_text(said)


def test_counts_pass(desk: Opened) -> None:
    """What is late by the reader's own day is counted, the executive's and others' apart."""
    with desk.visit() as page:
        for day, own, others in (
            (
                "2026-11-23",
                "You have kept 5 of the 7 promises that were due so far. 2 are late.",
                "",
            ),
            (
                "2026-12-01",
                "You have kept 5 of the 8 promises that were due so far. 3 are late.",
                "Of what you are waiting for from others, one thing is late.",
            ),
            (
                "2026-12-05",
                "You have kept 5 of the 8 promises that were due so far. 3 are late.",
                "Of what you are waiting for from others, 2 things are late.",
            ),
        ):
            look_again(page, f"{day}T12:00:00Z")
            expect(page.locator("[data-fact=promises]")).to_have_text(own)
            expect(page.locator("[data-fact=awaited_late]")).to_have_text(others)


def test_done_stays_done(desk: Opened) -> None:
    """What is done never turns overdue."""
    with desk.visit("actions.html") as page:
        done = page.locator(".action--done")
        before = done.count()
        look_again(page, "2027-06-01T12:00:00Z")
        assert before == done.count() == 8
        told = done.locator(".action__was").all_text_contents()
        assert all(text.strip().startswith("Done ") for text in told)


@pytest.mark.parametrize(
    ("zone", "in_the_morning", "at_noon"),
    [
        ("Pacific/Pago_Pago", "tomorrow", "today"),  # at five still the evening of the 25th
        ("Europe/Stockholm", "today", "today"),
        ("Pacific/Kiritimati", "today", "yesterday"),  # at noon already the 27th
    ],
)
def test_zones(desk: Opened, zone: str, in_the_morning: str, at_noon: str) -> None:
    """At five in the morning, UTC, and at noon, each reader's own calendar counts."""
    with desk.visit(timezone_id=zone) as page:
        for hour, due in (("05", in_the_morning), ("12", at_noon)):
            look_again(page, f"2026-11-26T{hour}:00:00Z")
            assert relative(page, DUE) == due, hour


def test_clocks_change(desk: Opened) -> None:
    """The number of days is whole, also across the days on which clocks change."""
    with desk.visit("actions.html", timezone_id="Europe/Stockholm") as page:
        for instant in ("2027-03-28T23:30:00Z", "2026-11-23T00:10:00Z"):
            look_again(page, instant)
            told = page.locator(".when__relative").all_inner_texts()
            assert all(any(known in text for known in ("day", "week", "tomorrow")) for text in told)
            assert not any("." in text or "-" in text for text in told)


def test_the_one_thing(desk: Opened) -> None:
    """What matters most is chosen on the reader's day; what does not goes back to its list.

    A session leads on its day, and what is late stands below it.
    """
    with desk.visit(timezone_id="UTC") as page:
        for moment, kind, title, said in (
            ("2026-11-25T12:00", "promise", "The one thing for today", LATE),
            ("2026-11-26T12:00", "session", "The one thing for today", LATE),
            ("2027-03-26T12:00", "promise", "The one thing for today", LATE),
            ("2027-03-27T12:00", "over", "After your coaching", "Your coaching is complete."),
        ):
            look_again(page, f"{moment}:00Z")
            expect(page.locator("#now")).to_have_text(title)
            expect(page.locator(".now")).to_have_attribute("data-now", kind)
            expect(page.locator(".now__main")).to_contain_text(said)
            now_next = page.locator(".now__lead > .now__next")
            expect(now_next).to_have_count(int(kind == "session"))
            promised = page.locator("#promises > .action", has_text=LATE)
            expect(promised).to_have_count(int(kind == "over"))


def test_without_script(desk: Opened) -> None:
    """Without JavaScript the text that the build wrote stands."""
    with desk.visit(java_script_enabled=False) as page:
        assert relative(page, LATE) == "5 days ago"
        assert relative(page, DUE) == "in 3 days"
        assert state(page, DUE) == "Planned"
        assert next_session(page) == "in 3 days"


def look_again(page: Page, instant: str) -> None:
    """Open the page anew at another moment."""
    page.clock.set_fixed_time(instant)
    page.reload(wait_until="networkidle")


def next_session(page: Page) -> str:
    """Return how far off the next session is said to be."""
    return page.locator(".now__next:visible [data-due]:visible").inner_text().strip(" ·").lower()


def action(page: Page, what: str) -> Locator:
    """Return an action in the list."""
    return page.locator(".action", has_text=what)


def relative(page: Page, what: str) -> str:
    """Return how far off an action is said to be."""
    return action(page, what).locator(".when__relative").inner_text()


def state(page: Page, what: str) -> str:
    """Return the state that an action is said to be in."""
    return action(page, what).locator(".action__state").inner_text()
