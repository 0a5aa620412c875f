"""What pages that are read say with nothing, one thing or many on them."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest

from tests.rendering.reading import Page, texts
from tests.samples import goal, portal

COACH: Final = {"name": "Jon Field", "email": "jon@field.example"}

LATER: Final = {"on": "2026-11-18"}
FIRST: Final = "about-me.html#write-situation-context"
PARTY: Final = {"what": "Write it down", "prompts": "party"}
SEND: Final = "Send it to Jon"


@pytest.mark.parametrize(
    ("typed", "deed"),
    [
        ({}, ("Answer it", FIRST)),
        ({"sessions": [LATER]}, ("Write it now", "sessions.html#prepare")),
        ({"sessions": [{"on": "2026-12-18"}]}, ("Answer it", FIRST)),
        ({"goals": [goal({"target": "2026-11-16"})]}, ("Your promises", "actions.html")),
        ({"goals": [goal({"target": "2027-01-16"})]}, ("Answer it", None)),
        (
            {"goals": [goal({"target": "2026-11-10"})], "end": "2026-11-14"},
            ("Answer it", None),
        ),
        (
            {"sessions": [LATER], "actions": [{**PARTY, "target": "2026-11-15"}]},
            ("Write it now", "about-me.html#write-party-today-toast"),
        ),
        (
            {"sessions": [LATER], "actions": [{**PARTY, "target": "2026-11-16"}]},
            ("Write it now", "sessions.html#prepare"),
        ),
    ],
)
def test_reply_without_drafts(
    page: Page, typed: dict[str, Any], deed: tuple[str, str | None]
) -> None:
    """Its one button leads to what can be done today; how to send is folded, without a button."""
    soup = page("reply", **typed)
    [button] = soup.select(".reply__none a.button--first")
    text, address = deed
    assert button.get_text() == text
    assert address in (button["href"], None)
    assert texts(soup, ".reply__else .to-come") == ["Write a check-in"]
    assert len(soup.select(".how__steps > li")) == 3
    assert soup.select(".how__steps a") == []
    assert soup.select(".how__steps button") == []


RECEIPT: Final = "d0123456789 {}T233000.000Z 0123456789ab"


@pytest.mark.parametrize(
    ("typed", "lead"),
    [
        (
            {},
            [
                "No drafts yet. Wherever a question is open, you can write; "
                "what you write is gathered here.",
                "What you write stays on your device. You send it to Jon yourself, by mail.",
            ],
        ),
        (
            {"received": [RECEIPT.format("2026-11-14")], "starters": {"year": "x"}},
            ["No new drafts.", "Jon has your reply of Sunday, 15 November."],
        ),
        (
            {"received": [RECEIPT.format("2025-11-14")]},
            ["No new drafts.", "Jon has your reply of Saturday, 15 November 2025."],
        ),
    ],
)
def test_nothing_to_send(page: Page, typed: dict[str, Any], lead: list[str]) -> None:
    """What the coach has already is told at once, by the day of the last reply in the time zone;
    the address to send to stands in the last step."""
    soup = page("reply", coach=COACH, timezone="Europe/Berlin", **typed)
    assert texts(soup, ".reply__none > .lead > p") == lead
    assert texts(soup, ".how__mail") == ["jon@field.example"]


def test_what_was_written(page: Page) -> None:
    """Answers that came are shown with the day on which they were written, not as all of a reply:
    it is not known which answers came together."""
    said = {"context": "x", "team": "y"}
    one, other = (each.wording for each in portal(situation=said).situation if each.answered)
    lines = [
        f"d0123456781 2026-11-13T080000.000Z {one}",
        f"d0123456782 2026-11-14T090000.000Z {other}",
    ]
    soup = page("reply", coach=COACH, situation=said, received=lines)
    assert texts(soup, ".reply__was summary") == [
        "What you wrote on Saturday, 14 November One answer"
    ]


PURPOSE: Final = {"agreement": {"purpose": "To lead."}}


@pytest.mark.parametrize(
    ("typed", "state", "end"),
    [
        (
            {"sessions": [{"on": "2026-11-10"}, {"on": "2026-11-15"}]},
            "Not ready to sign: we settle purpose and end date in session 2, today.",
            "Not signed yet|Not signed yet",
        ),
        (
            {"sessions": [LATER], "end": "2027-03-01"},
            "Not ready to sign: we settle the purpose in session 1, in 3 days.",
            "Not signed yet|Not signed yet",
        ),
        (
            {},
            "Not ready to sign: purpose and end date are still open.",
            "Not signed yet|Not signed yet",
        ),
        (
            {"end": "2027-03-01"},
            "Not ready to sign: the purpose is still open.",
            "Not signed yet|Not signed yet",
        ),
        (PURPOSE, "Not signed yet", "Not signed yet|Not signed yet"),
        (
            {"agreement": {"signed": {"coach": "2026-09-03"}}},
            "Not signed yet by you.",
            "Not signed yet|✓ Signed 3 September 2026",
        ),
    ],
)
def test_agreement_to_sign(page: Page, typed: dict[str, Any], state: str, end: str) -> None:
    """Without a purpose nobody is asked to sign, but to read, and told when that is settled."""
    soup = page("agreement", **typed)
    is_open = "ready" in state
    assert texts(soup, ".signed__open" if is_open else ".signed__state") == [state]
    assert texts(soup, ".signed__state > .signed__read") == ["Read our agreement"] * is_open
    assert len(soup.select(".clause--read > div > .read-it[hidden] input")) == is_open
    assert [one["class"][-1] for one in soup.select(".clauses > *")][-1] == (
        "clause--read" if is_open else "clause"
    )
    assert texts(soup, ".signature__state") == [one.strip("✓ ") for one in end.split("|")]


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        ("2026-11-17", "Before session 1, Wed 18 Nov ·"),
        ("2026-11-18", "Today, before 11:00 ·"),
        ("2026-11-19", None),
    ],
)
def test_agreement_to_read(page: Page, as_of: str, shown: str | None) -> None:
    """Until when the agreement is to be read: the next session, on its day by its time."""
    soup = page("agreement", as_of, sessions=[{"on": "2026-11-18", "at": "11:00"}])
    assert texts(soup, ".signed__due:not([hidden])") == [shown] * bool(shown)
    assert len(soup.select(".signed__due[hidden]")) == bool(shown)
    assert texts(soup, ".signed__by-then")[0].endswith("5 minutes")


def test_agreement_in_groups(page: Page) -> None:
    """Commitments are numbered throughout, in groups that are open until the text is signed."""
    signed = {"executive": "2026-09-03"}
    for on, opened in [(signed, 1), ({**signed, "coach": "2026-09-03"}, 0)]:
        kept = page("agreement", agreement={"purpose": "x", "signed": on}, organisation="Acme")
        both = "#executive-commits ~ div .numbered, #coach-commits ~ div .numbered"
        assert [one["start"] for one in kept.select(both)] == ["1", "1", "7"]
        assert [one.has_attr("open") for one in kept.select(".clauses details")] == [opened]
        assert texts(kept, "#promises > .terms__title") == ["Your coach’s promise, in short"]
        assert texts(kept, "#promises summary") == ["Your coach’s promise, in short 6 points"]
        assert texts(kept, ".party__part") == ["Executive", "Coach"]
        assert texts(kept, ".party:first-child > .party__is:last-child") == ["Acme"]
        assert texts(kept, "#coach-commits ~ div .terms__rule[href='#rules']") == [
            "See 4.3",
            "See 4.2",
        ]


def test_contents_of_the_agreement(page: Page) -> None:
    """All parts of the text are listed above it, in their order, by what they are titled."""
    own = {"title": "Fees", "id": "fees", "text": "None."}
    soup = page("agreement", agreement={"purpose": "x", "sections": [own]})
    titles = soup.select(".clause__title")
    listed = soup.select(".contents__all a")
    assert [(one["href"], one.get_text()) for one in listed] == [
        (f"#{one['id']}", one.get_text()) for one in titles
    ]
    assert texts(soup, ".contents summary") == [f"{len(titles)} sections"]


RATED: Final = {"on": "2026-09-02", "scores": {"team": 4, "leadership": 6}}
AGAIN: Final = {"on": "2026-10-02", "scores": {"team": 7, "leadership": 6}}
ANSWERED: Final = dict.fromkeys(("expectations", "changes", "goals", "strengths", "year"), "x")


@pytest.mark.parametrize(
    ("starters", "named", "shown", "answered"),
    [
        ({}, "The next question", 5, 0),
        ({"year": "x"}, "The next question", 5, 1),
        ({**ANSWERED, "year": ()}, "The next question", 2, 4),
        (ANSWERED, "One more question", 1, 5),
        ({**ANSWERED, "one_thing": "x"}, None, 0, 6),
    ],
)
def test_what_is_open(
    page: Page, starters: dict[str, Any], named: str | None, shown: int, answered: int
) -> None:
    """The next open question is named; while many are open the page's button leads to it. Those
    after it wait for a draft of it."""
    soup = page("thought-starters", starters=starters)
    assert len(soup.select(".still-open__list > li")) == shown
    for later in soup.select(".still-open__list > li[hidden]"):
        later.decompose()
    assert texts(soup, ".ask__about") == ([named] if named else [])
    assert len(soup.select(".ask .button--first")) == (shown > 2)
    assert texts(soup, ".still-open .button") == ["Answer it"] * bool(named)
    assert texts(soup, ".lead__note") == [f"{answered} of 6"]
    rest = [f"{6 - answered} open questions"] if answered < 5 else []
    assert texts(soup, ".still-open__all") == rest
    assert [one["aria-label"] for one in soup.select("[href='#write'][aria-label]")] == [
        "Edit: What you have answered"
    ]


@pytest.mark.parametrize(
    ("typed", "says", "links"),
    [
        ({}, ["Not rated yet. 5 questions, from 1 to 10."], []),
        (
            {"ratings": [RATED]},
            ["First ratings, on 2 September 2026."],
            ["reviews.html#ratings"],
        ),
        (
            {"ratings": [RATED, AGAIN], "reviews": [{"on": "2026-12-01"}]},
            [
                "Since 2 September 2026, 1 of 2 ratings has risen.",
                "Again at the review on 1 December 2026.",
            ],
            ["reviews.html#ratings"],
        ),
    ],
)
def test_ratings_in_a_line(
    page: Page, typed: dict[str, Any], says: list[str], links: list[str]
) -> None:
    """What has come of the ratings is told in a line, and where all rounds are; an empty one says
    how long the first takes."""
    soup = page("thought-starters", **typed)
    assert texts(soup, ".picture__says, .chapter__note") == says
    assert [one["href"] for one in soup.select(".rate-now__time a")] == links


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([RATED], {"Not yet", "4", "6"}),
        ([RATED, AGAIN], {"Not yet", "4 → to 7", "6 → to 6 unchanged"}),
        ([AGAIN | {"on": "2026-09-01"}, RATED], {"Not yet", "down 7 → to 4", "6 → to 6 unchanged"}),
    ],
)
def test_ratings_in_brief(page: Page, ratings: list[dict[str, Any]], said: set[str]) -> None:
    """Each scale has its first and last score, or says that there is none; a fall says so."""
    rows = texts(page("reviews", ratings=ratings), ".then-now__row > :last-child")
    assert len(rows) == 5
    assert set(rows) == said


HELD: Final = {"on": "2026-11-10", "agreed": "Count questions."}


@pytest.mark.parametrize(
    ("sessions", "as_of", "lead", "title"),
    [
        ([], "2026-11-15", "No session is planned yet.", []),
        ([HELD], "2026-11-15", "1 held so far. No session is planned yet.", []),
        ([LATER], "2026-11-15", "The first is in 3 days.", ["Wednesday, 18 November"]),
        ([HELD, LATER], "2026-11-17", "1 held so far. The next is tomorrow.", ["tomorrow"]),
        (
            [HELD, {**LATER, "at": "11:00", "minutes": 60, "where": "Call"}],
            "2026-11-18",
            "1 held so far. The next is today.",
            ["today, 11:00"],
        ),
        ([HELD], "2026-12-15", "1 held so far. The coaching is over.", []),
    ],
)
def test_next_session(
    page: Page, sessions: list[dict[str, object]], as_of: str, lead: str, title: list[str]
) -> None:
    """The page of sessions begins with how many there were and how far off the next one is."""
    soup = page("sessions", as_of, sessions=sessions, end="2026-12-14")
    assert texts(soup, ".lead") == [lead]
    for unseen in soup.select("[hidden]"):
        unseen.decompose()
    assert texts(soup, ".session--next h3") == title


@pytest.mark.parametrize(
    ("following", "as_of", "titles"),
    [
        ({}, "2026-11-15", ["From the last time", "What we agreed"]),
        ({"agenda": "Questions."}, "2026-11-15", ["Agenda", "What we agreed"]),
        ({"on": "2026-11-30", "agenda": "x"}, "2026-11-15", ["Agenda", "What we agreed"]),
        ({}, "2026-12-15", ["What we agreed"]),
    ],
)
def test_what_was_agreed(
    page: Page, following: dict[str, str], as_of: str, titles: list[str]
) -> None:
    """What was agreed stands in its session, and with the next one where that has no agenda."""
    soup = page("sessions", as_of, sessions=[HELD, LATER | following])
    for line in soup.select(".session-line"):
        line.decompose()
    assert texts(soup, ".titled__title") == titles


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ({"held": True}, "Session 1 · Held"),
        ({"notes": "All went well."}, "Session 1 · All went well."),
        ({"held": False}, "Did not take place"),
    ],
)
def test_session_in_a_line(page: Page, earlier: dict[str, Any], said: str) -> None:
    """A session in a line has its number and what was said, or its state, with a dot between."""
    soup = page("sessions", sessions=[{"on": "2026-10-01", **earlier}, HELD])
    assert texts(soup, ".session-line__says") == [said]


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ({}, "Planned · due 18 Nov, in 3 days"),
        ({"target": "2026-11-12"}, "Overdue · due 12 Nov, 3 days ago"),
        ({"done": "2026-11-12"}, "Done 12 Nov · due 18 Nov"),
    ],
)
def test_state_of_what_was_agreed(page: Page, done: dict[str, str], said: str) -> None:
    """In its session a promise stands with its state, among what else was agreed."""
    promise = {"what": "Count questions.", "owner": "executive", "target": "2026-11-18", **done}
    agreed = {**HELD, "agreed": ["Count questions.", "Rest."]}
    soup = page("sessions", sessions=[agreed, LATER], actions=[promise])
    (promised, other) = soup.select(".session--held .titled li")
    assert texts(promised, ".action__was") == [said]
    assert other.get_text(strip=True) == "Rest."


@pytest.mark.parametrize(
    ("as_of", "following", "order", "filled"),
    [
        ("2026-11-15", {}, ["titled", "due-by", "prepare"], ["Prepare session 2"]),
        ("2026-11-18", {}, ["titled", "due-by", "prepare"], []),
        ("2026-11-18", {"agenda": "x"}, ["titled", "due-by", "prepare"], []),
        (
            "2026-11-18",
            {"preparation": {"stuck": "Nowhere."}, "agenda": "x"},
            ["titled", "due-by", "prepare", "prepare"],
            [SEND],
        ),
    ],
)
def test_order_of_the_next_session(
    page: Page, as_of: str, following: dict[str, object], order: list[str], filled: list[str]
) -> None:
    """Below its day stands the link of a session, filled only on that day and once nothing is to
    be sent; then what it is about, and what to prepare: by a row where the link is filled."""
    following = {**LATER, "where": "https://meet.example/a", **following}
    soup = page("sessions", as_of, sessions=[HELD, following])
    (card,) = soup.select(".session--next")
    parts = [part["class"][0] for part in card.find_all(recursive=False)]
    assert parts == ["session__head", *order]
    assert len(card.select(".session__head .reach--join")) == 1
    assert len(card.select(".prepare > .start__steps")) == (
        order == ["titled", "due-by", "prepare"] and not filled
    )
    assert texts(card, ".button--first") == filled


@pytest.mark.parametrize(
    ("as_of", "answers", "edit"),
    [
        ("2026-11-15", {}, 0),
        ("2026-11-17", {"stuck": "Nowhere."}, 1),
        ("2026-11-18", {"stuck": "Nowhere."}, 1),
    ],
)
def test_what_can_be_done(page: Page, as_of: str, answers: dict[str, str], edit: int) -> None:
    """Without an answer nothing is there to edit; a calendar and the call are beside its day."""
    soup = page("sessions", as_of, sessions=[LATER | {"preparation": answers}])
    for unseen in soup.select("[hidden]"):
        unseen.decompose()
    assert len(soup.select(".prepare__edit")) == edit
    assert len(soup.select(".prepare__title")) == edit
    assert len(soup.select(".session--next .session__ways:not([data-from] *)")) == 1


@pytest.mark.parametrize(
    ("answers", "asked", "button"),
    [
        ({}, [], ["Prepare session 1"]),
        (
            {"went_well": "All of it."},
            ["Where are you stuck, or what are you putting off?"],
            [SEND],
        ),
        ({"went_well": "All.", "stuck": "Nowhere.", "worth_it": "An end."}, [], []),
    ],
)
def test_preparation(
    page: Page, answers: dict[str, str], asked: list[str], button: list[str]
) -> None:
    """Preparing begins with a button; then the next question has its field below a heading."""
    soup = page("sessions", sessions=[{**LATER, "preparation": answers}])
    assert texts(soup, ".prepare__ask .titled__title") == ["Prepare session 1"] * len(asked)
    assert texts(soup, ".prepare__ask .prompt__text") == asked
    assert texts(soup, ".prepare .button--first") == button


def test_months_of_sessions(page: Page) -> None:
    """One month is not folded; a place is drawn for what was agreed without a day."""
    soup = page("sessions", sessions=[HELD, LATER], start="2026-11-08")
    assert not soup.select(".rhythm .fold")
    told = json.loads(str(soup.select(".rhythm")[0]["data-words"]))
    assert told["rhythm_planned_one"] == "{n} planned"
    assert texts(soup, "figcaption") == ["In the first month 2 of 4 sessions have a day."]
    (marks,) = soup.select(".rhythm__marks")
    assert marks["aria-label"] == "1 held, 1 planned; 2 without a day"
    drawn = [str(use["href"]).removeprefix("#rhythm-") for use in marks.select("use")]
    assert drawn == ["held", "planned", "open", "open"]
    assert texts(soup, ".rhythm__agreed") == []
    labels = texts(soup, ".rhythm__label:not(.rhythm__label--missed)")
    assert labels == ["10 Nov", "18 Nov", "Without a day", "Without a day"]
    assert texts(soup, ".rhythm__kind") == ["Held", "Planned", "Not confirmed yet"]
    assert len(soup.select("#rhythm ~ .session__open")) == 0


SUM: Final = {
    "currency": "EUR",
    "benefits": [{"what": "Time", "amount": 1000, "attribution": 50, "confidence": 80}],
    "costs": [{"what": "Fee", "amount": 300}],
}


@pytest.mark.parametrize(
    ("follow_up", "end", "lead", "headings"),
    [
        ({}, None, "Towards the end of the coaching you will see here", ["later"]),
        ({"sustaining": ["x"]}, None, "What has changed so far.", ["sustaining", "later"]),
        (
            {"sustaining": ["x"], "return_on_investment": SUM},
            "2026-11-14",
            "What has changed, what it was worth, and how it is kept.",
            ["sustaining", "return", "later"],
        ),
    ],
)
def test_follow_up(
    page: Page, follow_up: dict[str, object], end: str | None, lead: str, headings: list[str]
) -> None:
    """What lasts begins with how it is kept; before the end nothing is told as if it were final."""
    soup = page("follow-up", follow_up=follow_up, end=end)
    assert soup.select(".lead")[0].get_text().strip().startswith(lead)
    found = re.findall(r"^## .*#([a-z-]+) .ruled \}|<h2 [^>]*id=\"(\w+)\"", str(soup), re.MULTILINE)
    assert [one or other for one, other in found] == headings
    assert bool(soup.select(".later__names")) == (not follow_up)  # what is far off is named alone


def test_sum(page: Page) -> None:
    """Each benefit says in one line how it is counted, benefits and costs what they come to."""
    soup = page("follow-up", follow_up={"return_on_investment": SUM})
    assert texts(soup, ".figures tr") == [
        "Benefits in a year €400",
        "Time €1,000 × 50% share × 80% confidence €400",
        "Costs €300",
        "Fee €300",
        "Net €100",
    ]
    assert texts(soup, ".return > li") == [
        "€100 left over the costs",
        "33% estimated return over a year",
    ]
    assert texts(soup, ".return__how")[0].startswith("33% = €100 / €300.")


@pytest.mark.parametrize(
    ("left_out", "rows"),
    [
        ("benefits", ["Costs €300", "Fee €300"]),
        ("costs", ["Benefits in a year €400", "Time €1,000 × 50% share × 80% confidence €400"]),
    ],
)
def test_half_of_a_sum(page: Page, left_out: str, rows: list[str]) -> None:
    """Without benefits or costs no return is told, and nothing of what is not there."""
    terms = {name: those for name, those in SUM.items() if name != left_out}
    soup = page("follow-up", follow_up={"return_on_investment": terms})
    assert texts(soup, ".figures tr") == rows
    assert texts(soup, ".return, .return__how") == []


@pytest.mark.parametrize(
    ("today", "wished", "shown", "holes"),
    [
        ({}, {}, 0, 0),
        ({"toast": "x"}, {}, 2, 1),
        ({}, {"toast": "x"}, 2, 1),
        ({"toast": "x", "legacy": "x"}, {"toast": "x"}, 4, 1),
    ],
)
def test_two_parties(
    page: Page, today: dict[str, str], wished: dict[str, str], shown: int, holes: int
) -> None:
    """Both answers to a question stand in one pair; where one is missing, a link leads to it."""
    soup = page("about-me", party={"today": today, "wished": wished})
    assert len(soup.select(".spread__pair .said:not([hidden])")) == shown
    assert len(soup.select(".spread__pair .asks a")) == holes
    assert all(len(pair.select(".said")) == 2 for pair in soup.select(".spread__pair"))
    topics = [pair.select(".spread__topic") for pair in soup.select(".spread__pair")]
    assert all(len(seen) == 1 and seen[0]["aria-hidden"] == "true" for seen in topics)
    link = soup.select(".chapter__head--counted .chapter__edit")
    assert [one.get_text() for one in link] == ["Answer the others"] * 3


@pytest.mark.parametrize(
    ("starters", "heading", "lead"),
    [
        ({}, [], "0 of 20."),
        ({"year": "x"}, ["Already begun"], "1 of 26."),
        ({**ANSWERED, "one_thing": "x"}, ["What is answered"], "6 of 26."),
    ],
)
def test_what_is_answered_elsewhere(
    page: Page, starters: dict[str, Any], heading: list[str], lead: str
) -> None:
    """Until something is said here, what is said on the other page is shown and counted, as begun
    or as answered."""
    soup = page("about-me", starters=starters)
    assert texts(soup, ".elsewhere > h2") == heading
    assert texts(soup, ".lead > p") == [lead]


def test_half_of_a_value(page: Page) -> None:
    """What is missing of a value, to those to whom something was said of it, is linked, too."""
    soup = page("about-me", values=[{"name": "Calm", "shown_to": {"reports": {"do": "x"}}}])
    assert [one["href"] for one in soup.select(".value-page .asks a")] == [
        "#write-values-1-reports-feel"
    ]
    assert texts(soup, ".value-page .asks")[0].startswith("How do you want them to feel?")


def test_first_step_leads_where_nothing_is_due(page: Page) -> None:
    """In the first weeks the card shows the step that is next; once all are done, none is."""
    soup = page("index")
    assert texts(soup, ".now__first:not([hidden])") == ["Read our agreement 5 minutes Read it now"]
    steps = soup.select(".now__first")
    assert [one["data-waits-for"] for one in steps[2:]] == ["ratings", ""]
    assert texts(soup, ".now__rest[hidden] .now__what") == ["Nothing is due today."]


def test_first_step_that_is_begun(page: Page) -> None:
    """A first step of questions says how many of them are answered, others how long they take."""
    assert texts(page("index", situation={"context": "x"}), ".start__state") == [
        "5 minutes",
        "1 of 8",
        "2 minutes",
        "10 minutes",
    ]


LEFT: Final = "one question left · 2 answers already with Jon"


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("index", ".now .prepare__title"),
        ("reply", ".reply__none .ask__about"),
        ("sessions", ".prepare__count"),
    ],
)
def test_preparation_that_is_begun(page: Page, name: str, selector: str) -> None:
    """How far a preparation has come is told alike on all pages: what is left, and what the coach
    has."""
    begun = {"preparation": {"went_well": "The call.", "worth_it": "A plan."}}
    soup = page(name, sessions=[LATER | begun])
    assert texts(soup, selector)[0].endswith(LEFT)


FIRST_REVIEW: Final = "Jon will set the date of the first review with you. It has none yet."
REVIEW: Final = {"on": "2026-11-10", "goals": [{"goal": "Delegate", "score": 6}]}


@pytest.mark.parametrize(
    ("engagement", "lead", "button"),
    [
        (
            {},
            f"{FIRST_REVIEW} One thing helps now: the first ratings.",
            ["Rate yourself today"],
        ),
        (
            {"ratings": [{"on": "2026-11-02", "scores": {"team": 4}}]},
            FIRST_REVIEW,
            [],
        ),
        ({"reviews": [REVIEW]}, "One review so far. The next has no day yet.", []),
        (
            {"reviews": [REVIEW], "end": "2026-11-14"},
            "One review so far. The coaching is over.",
            [],
        ),
        ({"reviews": [REVIEW, LATER]}, "The next review is on Wednesday, 18 November.", []),
    ],
)
def test_reviews(page: Page, engagement: dict[str, Any], lead: str, button: list[str]) -> None:
    """The page of reviews begins with the next one, or with what helps before the first; after
    the end nothing is still to come."""
    soup = page("reviews", **engagement)
    assert texts(soup, ".lead") == [lead]
    assert bool(soup.select("#later")) == ("end" not in engagement)
    assert texts(soup, ".button--first") == button


def test_reviews_in_short(page: Page) -> None:
    """What the page holds stands first, in a line for each part that leads to it."""
    ratings = [AGAIN | {"on": "2026-09-01"}, RATED]
    statements = [
        {"text": "Listens.", "self": 3, "groups": {"Peers": [5, 5, 5]}},
        {"text": "Asks.", "self": 3, "groups": {"Peers": [4, 4, 4]}},
    ]
    feedback = [{"on": "2026-11-01", "statements": statements}]
    soup = page("reviews", reviews=[REVIEW], ratings=ratings, feedback=feedback)
    assert texts(soup, ".later__parts dd") == [
        "Progress so far: 6 of 10.",
        "Since 1 September 2026, 1 of 2 ratings has fallen.",
        "On 2 statements ratings from Peers are higher than yours.",
    ]
    anchors = [one["href"][1:] for one in soup.select(".later__parts a")]
    assert anchors == ["progress", "ratings", "feedback"]
    assert texts(soup, ".dated-head") == ["Ratings, then and now 1 Sept – 2 Sept 2026"]
    assert texts(soup, ".feedback figcaption") == [
        "On the first of these, ratings from Peers are 2 points higher than yours."
    ]


@pytest.mark.parametrize(("on", "later"), [("2026-11-29", 0), ("2026-11-30", 1)])
def test_review_to_prepare(page: Page, on: str, later: int) -> None:
    """What prepares a review stands out only within two weeks of it."""
    assert len(page("reviews", reviews=[{"on": on}]).select(".write-here--later")) == later


def test_score_of_a_goal(page: Page) -> None:
    """A score at a review says what it is of."""
    assert texts(page("reviews", reviews=[REVIEW]), ".reached__score") == ["Progress 6 / 10"]


def test_goal_without_metrics(page: Page) -> None:
    """It is listed with its progress, as others with a metric, and a link to what it lacks."""
    soup = page("goals", goals=[goal({"target": "2026-11-20"}, title="Delegate")], reviews=[REVIEW])
    assert texts(soup, ".way:not(.way--lacks)") == [
        "Progress, estimated at the review on 10 Nov 6 of 10"
    ]
    lacking = texts(soup, ".way--lacks")
    assert lacking
    links = texts(soup, ".way--lacks > a")
    assert lacking == [f"Still missing · {one}" for one in links]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "3 readings, the last of 8 Nov, unchanged since 25 Oct"),
        ({"target": "9"}, "3 readings, the last of 8 Nov, unchanged since 25 Oct"),
        ({"target": "9", "start": "4"}, "as at the start"),
        ({"target": "9", "start": "2"}, "29% of the way, unchanged since 25 Oct"),
    ],
)
def test_metric_that_has_not_moved(page: Page, typed: dict[str, str], said: str) -> None:
    """That three readings are one number is said behind what else there is to say, and once."""
    days = ("2026-10-25", "2026-11-01", "2026-11-08")
    calls = {"name": "Calls", "readings": [{"on": on, "value": "4"} for on in days], **typed}
    assert texts(page("goals/goal-1", goals=[goal(metrics=[calls])]), ".metric__pace") == [said]


def test_metrics_that_ask_for_a_reading(page: Page) -> None:
    """On a phone further metrics are small, but for those that ask for a reading, which each
    say once."""
    days = ("2026-08-01", "2026-08-08"), ("2026-11-01", "2026-11-08")
    old, new = ([{"on": on, "value": "4"} for on in some] for some in days)
    metrics = [
        *({"name": "A", "readings": new}, {"name": "B", "readings": new}, {"name": "C"}),
        {"name": "D", "readings": old, "target": "9"},
    ]
    soup = page("goals/goal-1", goals=[goal(metrics=metrics)])
    assert texts(soup, ".metric--small > .metric__name") == ["B"]
    asking = texts(soup, ".metric__says:has(.needs)")
    assert asking == ["no reading yet", "Target 9 no reading since 8 Aug"]
    assert texts(soup, ".metric__on") == ["8 Nov", "8 Nov"]


@pytest.mark.parametrize(
    ("actions", "heading", "seen"),
    [
        ([{"target": "2026-11-20"}], "Further actions", False),
        ([{"target": "2026-11-20"}, {"done": "2026-11-12"}], "Further actions", True),
        ([{"done": "2026-11-12"}], "Key actions", True),
    ],
)
def test_heading_of_actions(
    page: Page, actions: list[dict[str, Any]], heading: str, seen: bool
) -> None:
    """The heading of the actions of a goal is on paper, too, where something stands below it."""
    soup = page("goals/goal-1", goals=[goal(*actions)])
    assert texts(soup, "h2#actions") == [heading]
    assert bool(soup.select("h2#actions.over-adding")) != seen


@pytest.mark.parametrize(
    ("note", "led"),
    [
        ("See the correction of 9 November.", ["9\u00a0November"]),
        ("See the correction of 9\u00a0November.", ["9\u00a0November"]),
        ("See the correction of 19 November.", []),
        ("Nothing to see.\n\n9 November", []),
        ("Since 9 November, 2026.", ["9\u00a0November"]),
        ("Since 9 November 2025.", []),
        ("Since 9\u00a0November, 2025.", []),
        ("Since **9 November**: *better*.", []),
        ("The [talk of 9 November](https://talk.example).", []),
        ("- 9 November", []),
    ],
)
def test_note_about_a_correction(page: Page, note: str, led: list[str]) -> None:
    """A note of one paragraph without Markdown leads from the day of a correction to that."""
    corrections = [{"on": "2026-11-09", "seen": "x", "change": "y"}]
    one = goal({"target": "2026-11-20", "note": note})
    soup = page("actions", goals=[one], follow_up={"corrections": corrections})
    links = soup.select(".action__note a[href*=corrections]")
    assert [link.get_text() for link in links] == led
    assert all(str(link["href"]).endswith("follow-up.html#corrections") for link in links)
    assert not soup.select(".action__note")[0].find(string=re.compile(r"\*|\]\("))


@pytest.mark.parametrize(("on", "hidden"), [("2026-11-15", 0), ("2026-11-16", 1)])
def test_what_else_is_due_before_a_session(page: Page, on: str, hidden: int) -> None:
    """On the day of a session the actions show what is to be done before it as one list."""
    promise = {"what": "Write it", "prompts": "party", "target": on}
    soup = page("actions", sessions=[{"on": on, "at": "11:00"}], actions=[promise])
    assert texts(soup, ".due-by .action__what") == ["Write it"]
    assert texts(soup, ".due-by .start__what") == ["Read our agreement", "Prepare session 1"]
    assert texts(soup, ".due-by .start__by") == ["Before 11:00 · 27 minutes in all"]
    assert len(soup.select(".due-by > [hidden]")) == 2 * hidden
    assert texts(soup, ".whose > .actions .action__what") == []
    card = page("sessions", sessions=[{"on": on, "at": "11:00"}])
    assert texts(card, ".session--next > .due-by li") == ["Read our agreement 5 minutes"]
    assert len(card.select(".due-by > [hidden]")) == 2 * hidden


@pytest.mark.parametrize(
    ("others", "notes", "title", "said"),
    [
        ([], {}, "due-by", []),
        (["Rest."], {}, "titled", []),
        (["Count."], {}, "titled", ["Session 1 · Write it"]),
        (["Count."], {"notes": "All went well."}, "titled", []),
    ],
)
def test_what_was_promised_for_the_next_session(
    page: Page, others: list[str], notes: dict[str, str], title: str, said: list[str]
) -> None:
    """It is a row of what is to be done before that; what the card lists whole is a line below."""
    promise = {"what": "Write it", "owner": "executive", "prompts": "party", "target": LATER["on"]}
    held = {"on": "2026-11-10", "agreed": ["Write it", *others], **notes}
    other = {"what": "Count.", "owner": "executive", "target": "2026-11-30"}
    soup = page("sessions", "2026-11-18", sessions=[held, LATER], actions=[promise, other])
    (card,) = soup.select(".session--next")
    assert texts(card, ".due-by .start__what") == [
        "Write it",
        "Read our agreement",
    ]
    assert texts(card, f".{title} > .titled__title") == ["From the last time"]
    assert texts(card, ".start__by") == ["Before we meet today · 27 minutes in all"]
    assert texts(soup, ".session-line__says") == said


@pytest.mark.parametrize(("name", "named"), [("achieved", 2), ("goals", 1), ("index", 1)])
def test_even_pace_is_named(page: Page, name: str, named: int) -> None:
    """Of the marks of an even pace the first says what it is, and each where they are compared."""
    way = {"start": "9", "start_on": "2026-09-01", "target": "1", "target_on": "2027-02-01"}
    calls = {"name": "Calls", **way, "readings": [{"on": "2026-11-08", "value": "4"}]}
    soup = page(name, goals=[goal(metrics=[calls]), goal(title="Listen", metrics=[calls])])
    assert (len(soup.select(".bar__even")), len(soup.select(".bar text"))) == (2, named)


def test_what_rests_is_not_folded(page: Page) -> None:
    """An action on hold stands in a row of its own above the fold of those that are over."""
    actions = [{"on_hold": "2026-11-01"}, {"done": "2026-11-02"}, {"target": "2026-11-30"}]
    for name in ("actions", "goals/goal-1"):
        soup = page(name, goals=[goal(*actions)])
        assert len(soup.select(".actions > .action--on_hold")) == 1
        assert not soup.select("details .action--on_hold")
        assert texts(soup, "details:has(.action--done) > summary") == ["Done (1)"]


VALUES: Final = [
    {"name": "Calm", "shown_to": {"reports": {"do": "x", "feel": "x"}}},
    {"name": "Wit"},
]


@pytest.mark.parametrize(
    ("typed", "groups", "answered", "on_page"),
    [
        (
            {},
            {"situation": 8, "party": 8, "values": 4, "starter": 6},
            0,
            {".to-come__count": ["0 of 8", "0 of 8", "0 of 4", "Not rated yet"]},
        ),
        (
            {"values": VALUES, "starters": ANSWERED},
            {"situation": 8, "party": 8, "Calm": 2, "Wit": 4, "starter": 1},
            7,
            {".value-page .fold__count": ["2 of 4", "0 of 4"]},
        ),
        (
            {"values": VALUES, "starters": ANSWERED, "goals": [goal(), goal(reached="2026-11-01")]},
            {
                "situation": 8,
                "party": 8,
                "Calm": 2,
                "Wit": 4,
                "starter": 1,
                "Hand over the weekly review": 29,
            },
            7,
            {".value-page .fold__count": ["2 of 4", "0 of 4"]},
        ),
    ],
)
def test_open_questions_in_groups(
    page: Page,
    typed: dict[str, Any],
    groups: dict[str, int],
    answered: int,
    on_page: dict[str, list[str]],
) -> None:
    """Questions stand in groups by what they are about, with how many are open, which adds up to
    what the lead says; a group tells its first, unless the page has asked it above, where one
    leads to it; what is asked of both parties is one row."""
    soup = page("prompts", **typed)
    found = soup.select(".index > .fold:not(.index__done) > summary")
    counted = [int(texts(one, ".fold__count")[0].split()[0]) for one in found]
    assert counted == list(groups.values())
    names = [texts(one, "h2, h3")[0] for one in found]
    assert all(map(str.endswith, names, groups))
    assert texts(soup, ".lead__note") == [f"{sum(counted)} open questions"]
    own = sum(counted[: len(counted) - len(typed.get("goals", ())[:1])])
    assert texts(soup, ".index__of .fold__count") == (
        [f"{own} open", f"{sum(counted) - own} open"] if "goals" in typed else []
    )
    last = texts(soup, ".index__done > summary > .fold__count")
    assert last == [str(answered)] * bool(answered)
    asked = texts(soup, ".still-open--next .ask__text")[0]
    told = [texts(one, ".index__next") for one in found]
    assert all(len(one) == 1 and one != [asked] for one in told)
    assert soup.select(".index > .fold[open]") == []
    assert soup.select(".button--first")[0]["href"] == FIRST
    assert texts(soup, ".index__state.fold__count") == ["2 open"] * 4
    [(selector, said)] = on_page.items()
    assert texts(page("about-me", **typed), selector) == said


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ({}, "due today"),
        ({"sessions": [{"on": "2026-11-15", "at": "11:00"}]}, "Today, before 11:00"),
        ({"sessions": [{"on": "2026-11-15"}]}, "Before we meet today"),
        ({"sessions": [{"on": "2026-11-16"}], "due": "2026-11-16"}, "Before session 1, Mon 16 Nov"),
    ],
)
def test_questions_that_are_due(page: Page, session: dict[str, Any], said: str) -> None:
    """What was promised to be answered comes first, with its day, and the button leads to it."""
    planned = {"sessions": session.get("sessions", [])}
    promise = {**PARTY, "target": session.get("due", "2026-11-15")}
    soup = page("about-me", actions=[promise], **planned)
    due = ".to-come__due > :not([hidden])"
    assert texts(soup, f".still-open--due > .ask--due {due}") == [said]
    [button] = soup.select("a.button--first")
    assert button["href"] == "#write-party-today-toast"
    assert texts(soup, ".to-comes .to-come__count") == ["0 of 8", "0 of 4", "Not rated yet"]
    assert soup.select(".flow .prompt")[0]["id"] == "write-party-today-toast"
    every = page("prompts", actions=[promise], **planned)
    assert texts(every, f".ask__about {due}") == [said]
    assert texts(every, ".button--first") == ["Write it now"]
    assert every.select(".ask__purpose") == []
    (carded,) = every.select(".index > .index__carded")
    assert "party" in carded.get_text()
    assert texts(every, ".ask__about .to-come__time") == ["· 16 minutes", "· 8 open questions"]
    assert len(every.select(".index__rest h2")) == 1
    other = page("thought-starters", actions=[promise], **planned)
    assert texts(other, f".still-open--away {due}") == [said]
    [link] = other.select(".still-open--away a")
    assert link["href"] == "about-me.html#write-party-today-toast"
    assert set(texts(other, "a.button--first")) == {"Answer it"}


@pytest.mark.parametrize(
    ("name", "at"),
    [("about-me", ".to-comes"), ("thought-starters", ".still-open--next"), ("index", ".start")],
)
@pytest.mark.parametrize(
    ("session", "seen"), [("2026-11-15", True), ("2026-11-16", False), (None, None)]
)
def test_what_can_wait(
    page: Page, name: str, at: str, session: str | None, seen: bool | None
) -> None:
    """On the day of a session for which something is to be done, what else there is says that it
    can wait until after it."""
    sessions = [{"on": session, "at": "11:00"}] if session else []
    said = page(name, sessions=sessions).select(f"{at} .due-later")
    assert [one.has_attr("hidden") for one in said][:1] == ([] if seen is None else [not seen])


def test_what_one_would_change(page: Page) -> None:
    """What should be otherwise in an agreement is asked as what one needs; other parts of the same
    draft keep what they have, and a signature ends the asking."""
    form = page("agreement").select(".signed template.form")[0]
    parts = {str(one["data-part"]): one.has_attr("hidden") for one in form.select("[data-part]")}
    assert parts == {"tried": True, "learned": True, "need": False}
    assert "What you would change</span>" in str(form)
    assert page("agreement", **PURPOSE, end="2027-03-01").select("template.form") == []
