"""Each state of an action, a session and a goal has its place in every list, count and picture."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import pytest

from coaching_site.brand.identity import identity_of
from coaching_site.documents.calendar import calendars_of
from coaching_site.documents.pdf import PdfRenderer, PrintTheme
from coaching_site.model.brand import Brand
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import page_templates, pages_of
from coaching_site.view import PortalView
from tests.fixture import COMPILED, CONTENT, ROOT
from tests.samples import goal, portal, programme, words_in

WEEKLY: Final = {"every": "week", "started": "2026-11-02"}
# By the state that each shall have on the day, 15 November 2026.
ACTIONS: Final[dict[str, dict[str, Any]]] = {
    "overdue": {"target": "2026-11-10"},
    "under_way": {"target": "2026-11-20", "started": "2026-11-10"},
    "repeated": WEEKLY | {"until": "2026-12-06", "done_on": "2026-11-03"},
    "planned": {"target": "2026-11-21"},
    "on_hold": {"target": "2026-11-11", "on_hold": "2026-11-12", "reason": "Why on hold."},
    "done": {"target": "2026-11-12", "done": "2026-11-12"},
    "ended": WEEKLY | {"until": "2026-11-12", "done_on": "2026-11-03"},
    "dropped": {"target": "2026-11-13", "dropped": "2026-11-13", "reason": "Why dropped."},
}
SESSIONS: Final[dict[str, dict[str, Any]]] = {
    "held": {"on": "2026-09-10", "held": True},
    "unconfirmed": {"on": "2026-09-17"},
    "missed": {"on": "2026-09-24", "held": False, "reason": "Why missed."},
    "cancelled": {
        "on": "2026-12-03",
        "cancelled": "2026-11-13",
        "by": "Ines Roth",
        "reason": "Why cancelled.",
    },
    "next": {"on": "2026-11-20", "moved_from": "2026-11-18", "told": "2026-11-13", "by": "coach"},
    "planned": {"on": "2026-12-10"},
}
GOALS: Final[dict[str, dict[str, Any]]] = {
    "open": {},
    "on_hold": {"on_hold": "2026-11-01", "reason": "Why it rests."},
    "reached": {"reached": "2026-11-02", "reason": "Why reached."},
    "given_up": {"given_up": "2026-11-03", "reason": "Why given up."},
}


@cache
def shown() -> PortalView:
    """Return a portal with an action, a session and a goal in each state."""
    of_states = [{"what": f"Action {state}", "id": f"a-{n}", **typed}
                 for n, (state, typed) in enumerate(ACTIONS.items())]  # fmt: skip
    first = goal(*of_states, title="Goal open", deadline="2027-01-31")
    others = [goal(title=f"Goal {state}", **typed) for state, typed in GOALS.items() if typed]
    return portal(goals=[first, *others], sessions=[*SESSIONS.values()])


@cache
def full_titles() -> PortalView:
    """Return the same portal, whose calendars name each action."""
    return replace(shown(), calendar_titles="full")


@cache
def environment() -> PageEnvironment:
    """Return what formats pages, with all that a whole portal has."""
    folders = [ROOT / "content", ROOT / "overrides"]
    made = PageEnvironment(folders, "en-GB", words_in(CONTENT / "words.yml"), COMPILED)
    made.files = frozenset(calendars())
    made.globals.update(identity=identity_of(Brand(), "Jon Field", "Coaching"), reply_key=None)
    return made


@cache
def calendars() -> dict[str, str]:
    """Return the calendar files."""
    files = calendars_of(shown(), "jane-doe", lambda key, **_: key)
    return {path: content.decode() for path, content in files.items()}


@cache
def pages() -> dict[str, str]:
    """Return the pages of the portal by their names, as HTML in Markdown, with single spaces."""
    made = pages_of(shown(), programme(), page_templates(ROOT / "content"), environment())
    return {one.name: re.sub(r"\s+", " ", one.placeholders.fill_html(one.markdown)) for one in made}


def page(name: str) -> str:
    """Return a page of the portal."""
    return pages()[name]


@cache
def workbook() -> str:
    """Return the workbook as HTML, of which a PDF is made."""
    paper = PrintTheme("A4", identity_of(Brand(), "Jon Field", "Coaching"))
    pdf = PdfRenderer(
        [ROOT / "overrides/pdf"], environment(), shown(), programme(), paper, "states"
    )
    return re.sub(r"\s+", " ", pdf.proofs()["workbook.pdf"].decode())


def test_the_programme_counts_drafts() -> None:
    """What is missing of a part is told by facts that drafts change: answers, and actions done."""
    told = re.findall(r'class="part__state">\s*<span([^>]*)>', page("programme"))
    assert [one for one in told if 'data-fact="tally"' in one]
    assert [one for one in told if 'data-open-keys="situation/' in one]


def test_no_words_are_joined() -> None:
    """A search, a copy and a voice read two parts of a line as two words."""
    joined = r'[^\s>]</span><span class="[\w -]+">[^\W_]+'
    found = {name: re.findall(joined, html) for name, html in pages().items()}
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.parametrize(
    ("state", "when", "in_calendar", "on_paper"),
    [
        ("overdue", "due 10 Nov", "", "10 November 2026"),
        ("under_way", "due 20 Nov", "", "20 November 2026"),
        ("repeated", "Every week until 6 Dec", "RRULE:FREQ=WEEKLY", "Every week"),
        ("planned", "due 21 Nov", "", "21 November 2026"),
        ("on_hold", "On hold since 12 Nov", "STATUS:CANCELLED", "On hold since 12 November 2026"),
        ("done", "Done 12 Nov", None, "Done 12 November 2026"),
        ("ended", "Ended 12 Nov", None, "Every week"),
        ("dropped", "Dropped 13 Nov", "STATUS:CANCELLED", "Dropped 13 November 2026"),
    ],
)
def test_actions(state: str, when: str, in_calendar: str | None, on_paper: str) -> None:
    """An action has its sign in lists and in the picture, its entry and its line.

    What is open or may return has its sign in the key; of what is not open, all but what is done
    say in words what they are.
    """
    (action,) = [one for one in shown().actions if one.what == f"Action {state}"]
    assert str(action.state) == state
    actions, (of_goal,) = page("actions"), [one.page for one in shown().goals[:1]]
    for where in (actions, page(of_goal)):
        (row,) = re.findall(rf'<li class="action action--{state}".*?</li>', where)
        assert f'href="#mark-{state}"' in row
        assert when in row
        assert "Why" in row if action.reason else "Why" not in row
    pins = re.findall(rf'class="mark mark--{state}"[^>]*><g class="pin"><title>', actions)
    assert len(pins) == 1
    legend = re.search(r'<ul class="legend">.*?</ul>', actions)
    assert legend is not None
    in_key = state in ("overdue", "under_way", "repeated", "planned", "on_hold")
    assert (f"#mark-{state}" in legend[0]) is in_key
    told = re.search(rf'>Action {state}</a> ?<span class="lane__state">', actions)
    assert bool(told) is (state in ("on_hold", "ended", "dropped"))
    # By its full title, which the neutral ones of this portal's own files leave out.
    files = calendars_of(full_titles(), "jane-doe", lambda key, **_: key)
    entries = files["calendar/all.ics"].decode().split("BEGIN:VEVENT")
    mine = [entry for entry in entries if f"SUMMARY:Action {state}" in entry]
    assert len(mine) == (in_calendar is not None)
    assert all((in_calendar or "") in entry for entry in mine)
    (line,) = re.findall(rf"<tr><td>Action {state} ?</td><td class=\"when\">(.*?)</td>", workbook())
    assert on_paper in line


def test_counts_of_actions() -> None:
    """Due are one kept, one late and one not kept each time; what rests or is dropped is not."""
    tally = shown().promise_tally
    assert (tally.due, tally.fulfilled, len(tally.open), tally.missed) == (3, 1, 1, 1)
    assert len(shown().promises) == 7
    assert [str(one.state) for one in shown().open_promises] == [
        *("overdue", "repeated", "under_way", "planned"),
    ]
    for name in ("index", "actions"):
        assert "You have kept 1 of the 3 promises" in page(name)
    assert '<span data-fact="tally" data-stop=".">1 of 7 actions done.' in page("actions")
    assert [str(one.state) for one in shown().closed_promises] == [
        *("on_hold", "done", "ended", "dropped"),
    ]


@pytest.mark.parametrize(
    ("state", "said", "is_past"),
    [
        ("held", "Held", True),
        ("unconfirmed", "Not confirmed yet", True),
        ("missed", "Did not take place", True),
        ("cancelled", "by Ines Roth · 20 days’ notice", False),
        ("next", "Moved from 18 November 2026 by Jon · 5 days’ notice", False),
        ("planned", "Planned", False),
    ],
)
def test_sessions(state: str, said: str, is_past: bool) -> None:
    """A session has its word, who changed it and why, its place in the list and in calendars."""
    (one,) = [one for one in shown().sessions if str(one.state) == state]
    assert one.is_past == is_past
    html = page("sessions")
    at = html.index(f'id="session-{one.key}"')
    article = html[at : html.index("</article>", at)]
    assert said in article
    assert ("Why" in article) == bool(one.session.reason)
    path = f"calendar/session-{one.key}.ics"
    assert (path in calendars()) == (not is_past)
    assert ("STATUS:CANCELLED" in calendars().get(path, "")) == (state == "cancelled")


def test_counts_of_sessions() -> None:
    """The rhythm tells what was held, is not confirmed, and did not take place."""
    assert shown().held == 1
    html = page("sessions")
    assert "1 held, 1 not confirmed yet, 1 did not take place" in html
    assert "One session was cancelled by others. One was moved. One did not take place." in html
    for kind in ("held", "unconfirmed", "cancelled", "missed", "planned"):
        assert f"rhythm__mark--{kind}" in html


@pytest.mark.parametrize(
    ("state", "said", "sign"),
    [
        ("on_hold", "On hold since 1 November 2026", "on_hold"),
        ("reached", "Reached on 2 November 2026", "done"),
        ("given_up", "Given up on 3 November 2026", "dropped"),
    ],
)
def test_goals(state: str, said: str, sign: str) -> None:
    """A goal says how it stands, with its sign, on its page, in the list, in news and on paper."""
    (one,) = [one for one in shown().goals if str(one.state) == state]
    for html in (page(one.page), page("goals")):
        (told,) = re.findall(rf'<p class="goal__state goal__state--{state}">.*?</p>', html)
        assert said in told
        assert f'href="#mark-{sign}"' in told
    assert GOALS[state]["reason"] in page(one.page)
    # Nothing more is asked of it.
    assert one.missing == ()
    for asked in ('class="missing"', 'class="still-open'):
        assert asked in page(shown().goals[0].page)
        assert asked not in page(one.page)
    assert page("goals").count("Say how you will measure it") == 1
    assert said in workbook()
    assert [news.on for news in shown().news if news.kind == f"goal_{state}"] == [one.changed]


class Tags(HTMLParser):
    """Collects the tags of a page in which an attribute stands twice."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self.doubled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag whose attributes are fewer than they were written."""
        if len(dict(attrs)) < len(attrs):
            self.doubled.append(self.get_starttag_text() or tag)


def test_attributes_stand_once() -> None:
    """Whoever does an action, in each state, no tag of a page has an attribute twice."""
    whose = ({"owner": owner, **typed} for owner in (None, "Ben") for typed in ACTIONS.values())
    seen = portal(goals=[goal(*({"what": "A", **one} for one in whose))])
    # What is imported knows the portal that it was first imported for.
    fresh, tags = environment.__wrapped__(), Tags()
    for one in pages_of(seen, programme(), page_templates(ROOT / "content"), fresh):
        tags.feed(one.placeholders.fill_html(one.markdown))
    assert tags.doubled == []
