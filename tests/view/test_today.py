"""What matters most on a day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from coaching_site.view.today import Matter, MatterKind, below_on, matter_on
from tests.fixture import ROOT
from tests.samples import goal, portal

TABLE = json.loads((ROOT / "tests/scripts/today-table.json").read_text("utf-8"))["cases"]
SIGNED: Any = {"agreement": {"signed": {"executive": "2026-09-02"}}}
READY: Any = {"purpose": "To rest."}
HELD: Any = {"on": "2026-11-09", "agreed": "Write it down."}


def matters_in(windows: str) -> list[Matter]:
    """Return the matters that the windows of one place stand for."""
    found = []
    for window in windows.split(", "):
        weight, days = window.split()
        first, last = (day and date.fromisoformat(day) for day in days.split("/"))
        found.append(Matter(list(MatterKind)[int(weight)], first or None, last or None))
    return found


@pytest.mark.parametrize("case", TABLE, ids=[case["says"] for case in TABLE])
def test_the_rule_of_both_languages(case: dict[str, Any]) -> None:
    """Of matters with their days one is chosen, here as in a browser."""
    places = [matters_in(windows) for windows in case["matters"]]
    every = [matter for place in places for matter in place]
    assert ", ".join(m.window for m in places[0]) == case["matters"][0]
    day = date.fromisoformat(case["day"])
    chosen = matter_on(every, day)
    assert [any(m is chosen for m in place) for place in places].index(True) == case["chosen"]
    below = below_on(every, day)
    assert [n for n, place in enumerate(places) if any(m is below for m in place)] == (
        [case["below"]] if "below" in case else []
    )


def promised(**action: str) -> dict[str, Any]:
    """Return goals with one action."""
    return {"goals": [goal({"what": "Call Ines", **action})]}


@pytest.mark.parametrize(
    ("more", "kind", "about"),
    [
        # Promises: overdue, due, soon, later, done, somebody else's, without a day
        (promised(target="2026-11-08"), "promise", "Call Ines"),
        (promised(target="2026-11-15"), "promise", "Call Ines"),
        (promised(target="2026-11-16"), "soon", "Call Ines"),
        (promised(target="2026-11-22"), "soon", "Call Ines"),
        (promised(target="2026-11-23"), "rest", ""),
        (promised(target="2026-11-08", done="2026-11-10"), "rest", ""),
        (promised(target="2026-11-08", owner="Ines Roth"), "rest", ""),
        (promised(), "rest", ""),
        (promised(target="2026-11-08", dropped="2026-11-10"), "rest", ""),
        (promised(target="2026-11-08", on_hold="2026-11-01"), "rest", ""),
        (
            {
                "goals": [
                    goal(
                        {"what": "b", "target": "2026-11-14"}, {"what": "a", "target": "2026-11-10"}
                    )
                ]
            },
            "promise",
            "a",
        ),
        # Sessions: what the last one asked for, until the next; today and tomorrow; to prepare
        ({"sessions": [HELD]}, "agreed", "2026-11-09"),
        ({"sessions": [HELD | {"on": "2026-11-01"}]}, "agreed", "2026-11-01"),
        ({"sessions": [HELD | {"on": "2026-10-31"}]}, "rest", ""),
        ({"sessions": [HELD, {"on": "2026-11-15"}]}, "meeting", "2026-11-15"),
        ({"sessions": [HELD, {"on": "2026-11-16"}]}, "agreed", "2026-11-09"),
        ({"sessions": [HELD, {"on": "2026-11-12"}]}, "rest", ""),
        ({"sessions": [HELD | {"on": "2026-11-15"}]}, "agreed", "2026-11-15"),
        ({"sessions": [{"on": "2026-11-16"}]}, "session", "2026-11-16"),
        ({"sessions": [{"on": "2026-11-17"}]}, "preparation", "2026-11-17"),
        ({"sessions": [{"on": "2026-11-20"}]}, "preparation", "2026-11-20"),
        ({"sessions": [{"on": "2026-11-21"}]}, "rest", ""),
        ({"sessions": [{"on": "2026-11-20", "preparation": {"stuck": "Mail."}}]}, "rest", ""),
        ({"sessions": [{"on": "2026-11-16", "cancelled": "2026-11-14"}]}, "rest", ""),
        (
            {"sessions": [HELD, {"on": "2026-11-12", "cancelled": "2026-11-10"}]},
            "agreed",
            "2026-11-09",
        ),
        # The agreement, where the executive has not signed though it is ready
        ({"agreement": {}}, "rest", ""),
        ({"agreement": READY}, "signature", ""),
        ({"agreement": {"signed": {"coach": "2026-09-02"}}}, "signature", ""),
        ({"agreement": READY | {"signed": {"executive": "2026-11-16"}}}, "signature", ""),
        # Reviews to come that nobody has prepared
        ({"reviews": [{"on": "2026-11-22"}]}, "review", "2026-11-22"),
        ({"reviews": [{"on": "2026-11-23"}]}, "rest", ""),
        ({"reviews": [{"on": "2026-11-22", "works": "Time."}]}, "rest", ""),
        ({"reviews": [{"on": "2026-11-14"}]}, "rest", ""),
        ({"reviews": [{"on": "2026-11-15"}]}, "review", "2026-11-15"),
        ({"reviews": [{"on": "2026-11-15", "summary": "Well."}]}, "rest", ""),
        # After the end nothing is due any more
        ({"end": "2026-11-14", **promised(target="2026-11-08")}, "over", ""),
        ({"end": "2026-11-15"}, "rest", ""),
        # One beside the other
        ({"sessions": [HELD], **promised(target="2026-11-15")}, "promise", "Call Ines"),
        ({"sessions": [HELD], **promised(target="2026-11-16")}, "agreed", "2026-11-09"),
        ({"sessions": [{"on": "2026-11-16"}], "agreement": READY}, "session", "2026-11-16"),
        ({"reviews": [{"on": "2026-11-16"}], "agreement": READY}, "signature", ""),
        (
            {"reviews": [{"on": "2026-11-16"}], **promised(target="2026-11-16")},
            "review",
            "2026-11-16",
        ),
        (
            {"sessions": [{"on": "2026-11-18"}], **promised(target="2026-11-16")},
            "soon",
            "Call Ines",
        ),
    ],
)
def test_what_matters(more: dict[str, Any], kind: str, about: str) -> None:
    """One matter is chosen on 15 November, by its weight and its days."""
    matter = portal(**SIGNED | more).home.matter
    said = {
        "action": matter.action and matter.action.what,
        "session": matter.session and str(matter.session.session.on),
        "review": matter.review and str(matter.review.review.on),
    }
    assert (str(matter.kind), next(filter(None, said.values()), "")) == (kind, about)


DUE: Any = promised(target="2026-11-15")
NOW: Any = {"on": "2026-11-15"}
LATER: Any = NOW | {"at": "16:00"}


@pytest.mark.parametrize(
    ("more", "leads", "below"),
    [
        # What stands below a session of today: late or due, papers
        ({"sessions": [NOW]}, 1, ""),
        ({"sessions": [NOW], **DUE}, 1, "promise"),
        ({"sessions": [NOW], **promised(target="2026-11-08")}, 1, "promise"),
        ({"sessions": [NOW], **promised(target="2026-11-16")}, 1, ""),
        ({"sessions": [NOW], "agreement": READY}, 1, "signature"),
        ({"sessions": [NOW], "agreement": READY, **DUE}, 1, "promise"),
        ({"sessions": [NOW], "reviews": [{"on": "2026-11-20"}]}, 1, "review"),
        # Of several on one day the first leads that is not over by the coach's record
        ({"sessions": [LATER, NOW | {"at": "09:00"}]}, 1, ""),
        ({"sessions": [NOW | {"held": True, "at": "09:00"}, LATER]}, 2, ""),
        ({"sessions": [NOW | {"agreed": "Rest.", "at": "09:00"}, LATER]}, 2, ""),
        # One that is over, cancelled, moved or did not take place does not lead
        ({"sessions": [NOW | {"held": True}]}, 0, ""),
        ({"sessions": [NOW | {"notes": "Well."}], **DUE}, 0, ""),
        ({"sessions": [NOW | {"cancelled": "2026-11-14"}], **DUE}, 0, ""),
        ({"sessions": [NOW | {"held": False}], **DUE}, 0, ""),
        ({"sessions": [{"on": "2026-11-20", "moved_from": "2026-11-15"}], **DUE}, 0, ""),
        # Nor does one of another day, or any after the end
        ({"sessions": [{"on": "2026-11-16"}], **DUE}, 0, ""),
        ({"sessions": [NOW], **DUE, "end": "2026-11-14"}, 0, ""),
    ],
)
def test_a_session_of_today(more: dict[str, Any], leads: int, below: str) -> None:
    """It leads, by its number of those of the day, 0 for none, and one thing stands below it."""
    home = portal(**SIGNED | more).home
    led = home.matter.session if home.matter.kind is MatterKind.MEETING else None
    assert (led.number if led else 0, str(home.below.kind) if home.below else "") == (leads, below)


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ([], None),
        ([HELD], "2026-11-09"),
        ([HELD, {"on": "2026-11-15"}], "2026-11-15"),
        ([HELD, {"on": "2026-11-12", "cancelled": "2026-11-11"}], "2026-11-09"),
        ([HELD, {"on": "2026-11-20"}], "2026-11-09"),
    ],
)
def test_the_session_before(more: list[dict[str, Any]], last: str | None) -> None:
    """A session tells which took place before it, whose agreements it begins with."""
    found = portal(**SIGNED, sessions=[*more, {"on": "2026-11-16"}]).home.matters
    [matter] = [one for one in found if one.session and one.session.session.on.day == 16][:1]
    assert (matter.before and str(matter.before.session.on)) == last


def test_a_later_day_needs_no_other_matters() -> None:
    """What a portal holds on its day tells for each of the next days what a build would tell."""
    facts: Any = {
        "sessions": [HELD, {"on": "2026-11-19"}, {"on": "2026-12-03"}],
        "reviews": [{"on": "2026-12-10"}],
        "end": "2026-12-24",
        "goals": [
            goal({"what": "a", "target": "2026-11-28"}, {"what": "b", "target": "2026-11-30"})
        ],
    }
    first = portal(**SIGNED, **facts)
    kinds = []
    for day in (first.as_of + timedelta(days=n) for n in range(45)):
        later = portal(day.isoformat(), **SIGNED, **facts).home
        assert matter_on(first.home.matters, day).kind == later.matter.kind, day
        below = below_on(first.home.matters, day)
        assert (below and below.kind) == (later.below and later.below.kind), day
        kinds.append(str(later.matter.kind))
    assert list(dict.fromkeys(kinds)) == [
        *("agreed", "meeting", "rest", "soon", "promise", "over"),
    ]


def test_what_a_session_asked_for_is_shown_once() -> None:
    """A line that repeats an action is that action, as long as it is open; other lines stay."""
    held = HELD | {"agreed": ["Write it down.", "Rest."]}
    write: Any = {"what": "write  it down.", "target": "2026-11-24"}
    shown = portal(sessions=[held], actions=[write, {"what": "Write it"}], **SIGNED)
    (session,) = shown.sessions
    assert (session.agreed, session.promised) == (("Rest.",), shown.other_actions[:1])
    asked = [one for one in shown.home.matters if one.kind is MatterKind.AGREED]
    assert [one.action and one.action.what for one in asked] == ["write  it down.", None]
    assert shown.home.matter == asked[0]
    for done in ({"done": "2026-11-14"}, {"dropped": "2026-11-14"}, {"owner": "Ida"}):
        home = portal(sessions=[HELD], actions=[write | done], **SIGNED).home
        assert MatterKind.AGREED not in {one.kind for one in home.matters}


def test_a_changed_agreement_waits_again() -> None:
    """A text that is no longer the one that was signed waits for a signature, as its page says."""
    agreement = {
        "purpose": "x",
        "signed": {"executive": "2026-09-02", "coach": "2026-09-02"},
        "fingerprint": "K7QF-2MZA-XW3D",
    }
    some = portal("2026-11-15", agreement=agreement)
    assert some.agreement.changed
    assert MatterKind.SIGNATURE in {one.kind for one in some.home.matters}
    same = agreement | {"fingerprint": some.agreement.fingerprint}
    kept = portal("2026-11-15", agreement=same).home.matters
    assert MatterKind.SIGNATURE not in {one.kind for one in kept}
