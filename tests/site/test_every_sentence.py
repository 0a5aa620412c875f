"""All that pages, papers and calendars say, in odd states and with odd names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from coaching_site.brand.identity import identity_of
from coaching_site.documents.calendar import calendars_of
from coaching_site.documents.pdf import PrintTheme, pdfs_of
from coaching_site.model.brand import Brand
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import page_templates, pages_of
from coaching_site.view import view_of
from tests.fixture import COMPILED, CONTENT, ROOT
from tests.samples import engagement, programme
from tests.site.page_text import PageText
from tests.site.test_sentences import TEMPLATES, WORDS

START, END = date(2026, 9, 1), date(2026, 11, 14)
THINGS = "action|day|draft|minute|month|part|promise|prompt|scale|session|statement|thing|week"
NAMES = {
    "plain": "Ines Roth",
    "dot": "Ines Roth Jr.",
    "question": "Roth & Who?",
    "one word": "Ines",
    "long": "Ines " + "Rothenburg-" * 12 + "Roth",
    "quoted": '"Ines" Roth',
    "from the right": "إيناس روت",
    "braces": "Ines {n} Roth",
    "number": "Roth 2",
}
NEVER = {
    "a full stop twice": r"(?<!\.)\.\.(?!\.)|[!?…]\.(?!\w)",
    "a space before a sign": r"\s[,;.!?:](?=\s|$)",
    "one of many": rf"\b1 (?:{THINGS})s\b",
    "many of one": rf"\b(?:0|[2-9]|\d\d+) (?:{THINGS})\b(?! \d)",
    "a part of one": r"\bof the 1\b|\ball (?:1|2)\b(?! actions)|\bof 1 \w+s\b",
    "nothing counted": r"\b0 (?:went|down|marks|higher|lower|is|are|was|were)\b",
    "a gap": r"\{(?!n\} Roth)\w*\}",
    "what is missing": r"\bNone\b(?! (?:held|of|is|so|yet|lower))|\bnan\b|\bUndefined\b",
    "from a day to the same": r"(\d+ \w+(?: \d{4})?) (?:–|to|until) \1(?! \d)",
}
OVER = r"\bweek \d|\bfirst week\b|not over yet|begins on|No session is planned"
EARLY = r"\bweek \d|\bfirst week\b|ended on|\d (?:is|are) (?:late|overdue)|coaching is over"


def day(days: int) -> str:
    """Return the day so many days after the start."""
    return (START + timedelta(days)).isoformat()


def filled(count: int, name: str, *, one_day: bool = False) -> dict[str, Any]:
    """Return an engagement with so many of each thing, of people who are called so."""
    days = [0 if one_day else 7 * n for n in range(count)]
    actions = [
        {"what": f"x{n}", "target": day(days[n] + 3), **more}
        for n in range(count)
        for more in (
            *({}, {"owner": "Ed Ott"}, {"done": day(days[n] + 4)}, {"target": day(900)}),
            *({"dropped": day(days[n] + 1)}, {"on_hold": day(days[n] + 1), "reason": "x"}),
            {"every": "week" if n else "2 weeks", "started": day(0), "done_on": day(days[n])},
        )
    ]
    statement = {"self": "3", "groups": {name: ["4", "5", "6"]}}
    goals = [{"title": f"{name} {n}", "actions": actions[7 * n : 7 * n + 7]} for n in range(count)]
    return {
        "executive": {"name": name, "role": name},
        "coach": {"name": f"Kim {name}"},
        "organisation": name,
        "end": day(0) if one_day else END.isoformat(),
        "stakeholders": [{"name": f"{name} {n}", "relation": "sponsor"} for n in range(count)],
        "values": [{"name": f"{name} {n}"} for n in range(count)],
        "goals": goals,
        "sessions": [
            {"on": day(d), "at": f"09:0{n}", "minutes": n + 1, "agreed": ["x"] * count}
            for n, d in enumerate(days)
        ]
        + [
            {"on": day(d + (0 if one_day else 2)), "minutes": 1, **more}
            for d in days
            for more in (
                {"cancelled": day(d + 1), "by": name},
                {"moved_from": day(d + 1), "told": day(d), "by": "coach"},
                {"held": False, "by": "executive", "reason": "x"},
                {},
            )
        ],
        "ratings": [{"on": day(n), "scores": {"team": "5"}} for n in range(count)],
        "reviews": [{"on": day(n), "scores": {"team": "5"}} for n in range(count)],
        "feedback": [
            {"on": day(n), "statements": [{"text": f"s{m}", **statement} for m in range(n + 1)]}
            for n in range(count)
        ],
        "check_ins": [{"on": day(d), "tried": "x"} for d in days],
        "learning": [{"on": day(d), "tried": "x", "learned": "x"} for d in days],
        "history": [
            {"on": day(n // 2), "prompt": "starters/year", "was": "x"} for n in range(count)
        ],
        "starters": {"year": "x"},
        "calendar_titles": "full",
    }


def said(as_of: date, typed: dict[str, Any]) -> dict[str, str]:
    """Return what each page and paper says, and each title in a calendar, by where it stands."""
    texts, titles = written(as_of, typed)
    return {name: _text(html) for name, html in texts.items()} | titles


def written(as_of: date, typed: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return pages and papers in HTML, and titles in calendars."""
    portal = view_of(engagement(**typed), programme(), as_of)
    environment = PageEnvironment(TEMPLATES, "en-GB", WORDS, COMPILED)
    identity = identity_of(Brand(), portal.coach.name, "Coaching")
    environment.globals["identity"] = identity
    pages = pages_of(portal, programme(), page_templates(CONTENT), environment)
    texts = {page.name: page.placeholders.fill_html(page.markdown) for page in pages}
    paper = PrintTheme("A4", identity)
    looks = ROOT / "overrides/pdf"
    proofs = pdfs_of([looks], environment, portal, programme(), paper, slug="all", printed=False)
    texts |= {name: html.decode() for name, html in proofs.items()}
    titles: dict[str, str] = {}
    for name, raw in calendars_of(portal, "x", environment.word).items():
        for number, event in enumerate(Calendar.from_ical(raw).walk("VEVENT")):
            titles[f"{name} {number}"] = str(event["SUMMARY"])
    return texts, titles


def _text(html: str) -> str:
    read = PageText(html)
    text = re.sub(r"[\u2066-\u2069]", "", "\n".join(["".join(read.texts), *read.labels]))
    text = re.sub(r"\{: [^}]*\}|^#+ |^\s+", "", text, flags=re.MULTILINE)
    return re.sub(r"[ \t]+", " ", re.sub(r"\s*\n\s*", "\n", text))


def assert_well_said(texts: dict[str, str], *more: str) -> None:
    """Assert that no text says what none ever should."""
    rules = re.compile("|".join((*NEVER.values(), *more)))
    for where, text in texts.items():
        if found := rules.search(text):
            line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
            pytest.fail(f"{where}: {found[0]!r} in {line!r}")


@pytest.mark.parametrize(
    ("count", "one_day"), [(0, False), (1, False), (1, True), (2, True), (5, False)]
)
def test_numbers_and_days(count: int, one_day: bool) -> None:
    """At none, one, two and many, before the start, on one day, in between, and after the end."""
    typed = filled(count, "Ines Roth", one_day=one_day)
    last = date.fromisoformat(typed["end"])
    assert_well_said(said(START - timedelta(1), typed), EARLY)
    assert_well_said(said(START, typed))
    assert_well_said(said(last, typed))
    assert_well_said(said(last + timedelta(1), typed), OVER)
    assert_well_said(said(last + timedelta(400), typed), OVER)


def test_owners() -> None:
    """Wherever an action of somebody else is named, so is its owner; one's own names nobody."""
    actions = [{"what": "Mine", "target": day(3)}, {"what": "Theirs", "target": day(3)}]
    typed = filled(1, "Ines Roth") | {"goals": [{"title": "x", "actions": actions}]}
    actions[1]["owner"] = "Ed Ott"
    for as_of in (START, END):
        pages, titles = written(as_of, typed)
        for name, html in pages.items():
            # What stands in a template, as on the page of the reply, is read as all else is.
            soup = BeautifulSoup(re.sub("</?template[^>]*>", "", html), "html.parser")
            for found in soup.find_all(string=re.compile("Mine|Theirs")):
                around = found.find_parent(["li", "tr", "title"])
                around = around or found.find_parent(class_=["ask", "step__deed"])
                assert around, name
                assert ("Ed Ott" in around.get_text()) is ("Theirs" in found), (name, around)
        whole = {title for title in titles.values() if re.search("Mine|Theirs", title)}
        assert whole == {"Mine", "Ed Ott: Theirs"}


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str) -> None:
    """Whatever people, goals, values and groups are called."""
    texts = said(date(2026, 9, 20), filled(2, NAMES[name]))
    assert_well_said(texts)
    assert any(NAMES[name] in text for text in texts.values())
