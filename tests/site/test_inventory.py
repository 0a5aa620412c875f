"""The whole programme and the whole engagement are found in the built samples."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fixture import CONTENT, ENGAGEMENTS
from tests.samples import load_programme
from tests.site.building import AMARA, Site, one, plain, squeezed, strings_in

# What each page of the first week says of that which is not there yet.
NOT_YET = {
    "about-me.html": "Not answered yet",
    "achieved.html": "Still to come",
    "actions.html": "No actions yet. They begin with your first goal.",
    "agreement.html": "Not signed yet",
    "follow-up.html": "Towards the end of the coaching",
    "goals.html": "No goals yet. What follows helps to prepare the first one.",
    "index.html": "To come",
    "programme.html": "To come",
    "prompts.html": "8\u00a0open",
    "reply.html": "No drafts yet.",
    "reviews.html": "Still to come",
    "sessions.html": "will tell you where",
    "thought-starters.html": "Not answered yet",
}


class TestProgramme:
    """Sections A to F, as they stand in `content/programme.yml`."""

    def test_keys(self, amara: Site) -> None:
        """Each item of the programme stands in the portal under its own key."""
        keys = set(load_programme(CONTENT / "programme.yml").keys())
        assert len(keys) == 148
        assert keys <= items_of(amara)

    def test_texts(self, amara: Site) -> None:
        """Each text of the programme is read in the portal, unless the engagement replaces it."""
        texts = strings_in(read(CONTENT / "programme.yml"))
        absent = {
            path
            for path, text in texts.items()
            if not re.search(r"/(id$|supported_by|evidence)|^starters/\d+/title", path)
            and plain(text) not in amara.text
        }
        assert absent == {
            "confidentiality/between_us",
            "confidentiality/sponsor_sees",
            "confidentiality/exceptions",
            "smart/0/missing",  # every goal of hers is specific and has actions
            "smart/2/missing",
        }

    def test_own_confidentiality(self, tomas: Site) -> None:
        """Where an engagement has no terms of confidentiality, the programme's are read."""
        terms = read(CONTENT / "programme.yml")["confidentiality"]
        assert [name for name in terms if plain(terms[name]) in tomas.text] == [
            "between_us",
            "sponsor_sees",
            "exceptions",
        ]

    @pytest.mark.parametrize(
        ("items", "count"),
        [
            (r"steps/[^/]+", 7),
            (r"steps/[^/]+/[^/]+", 21),
            (r"commitments/executive/[^/]+", 23),
            (r"commitments/coach/[^/]+", 15),
            (r"promises/[^/]+", 6),
            (r"rules/[^/]+", 3),
            (r"confidentiality/[^/]+", 3),
            (r"situation/[^/]+", 8),
            (r"party/[^/]+", 4),
            (r"values/audiences/[^/]+", 2),
            (r"values/prompts/[^/]+", 2),
            (r"starters/[^/]+", 6),
            (r"ratings/[^/]+", 5),
            (r"great_goals/[^/]+", 4),
            (r"smart/[^/]+", 5),
            (r"preparation/[^/]+", 3),
            (r"preparation/outcomes/[^/]+", 3),
            (r"preparation/values/[^/]+", 5),
            (r"preparation/company/[^/]+", 3),
            (r"goal_form/[^/]+/[^/]+", 13),
            (r"moves/[^/]+", 5),
        ],
    )
    def test_counts(self, sample: Site, items: str, count: int) -> None:
        """Even in the first week a portal holds as many items as the inventory says."""
        assert sum(re.fullmatch(items, key) is not None for key in items_of(sample)) == count

    def test_three_parts(self, amara: Site) -> None:
        """Each step is shown with its own three parts."""
        steps = amara.pages["programme.html"].select(".step")
        assert [len(step.select("[data-item]")) for step in steps] == [3, 3, 3, 3, 3, 3, 3]

    def test_each_value_for_each_audience(self, amara: Site) -> None:
        """Each of the three values has room for both audiences' two answers, and asks for them."""
        about_me = amara.pages["about-me.html"]
        audiences = about_me.select('[data-item^="values/audiences/"]')
        assert [len(a.select("[data-said]")) for a in audiences] == [2, 2, 2, 2, 2, 2]
        assert len(about_me.select('[data-item^="values/prompts/"]')) == 12

    def test_each_goal_in_depth(self, amara: Site) -> None:
        """The page of each goal asks all thirteen fields, five moves and eleven questions."""
        goals = [page for name, page in amara.pages.items() if name.startswith("goals/")]
        counts = [
            [
                len(goal.select(f'[data-item^="{section}/"]'))
                for section in ("goal_form", "moves", "preparation")
            ]
            for goal in goals
        ]
        assert counts == [[13, 5, 11]] * 4

    def test_step_of_each_page(self, sample: Site) -> None:
        """Each page that a step of the programme leads to names it; a goal names none."""
        silent = {name for name, page in sample.pages.items() if not page.select(".serves")}
        goals = {name for name in sample.pages if name.startswith("goals/")}
        assert silent == {"index.html", "programme.html", "reply.html"} | goals


class TestEngagement:
    """Sections B to I, as they stand in the sample's `engagement.yml`."""

    def test_texts(self, amara: Site) -> None:
        """Each text, number and day of the engagement is read in its portal."""
        typed = strings_in(read(ENGAGEMENTS / f"{AMARA}/engagement.yml"))
        assert len(typed) > 600
        absent = {path for path, text in typed.items() if not is_read(text, amara.text)}
        not_as_text = {path for path in absent if path.endswith(("/started", "/id"))}
        # A file has another name, a call is linked by its host, and with a session none is booked.
        linked = {"coach/booking", "files/planning", "sessions/9/files/0/file", "sessions/9/where"}
        # A unit is said in the words of the portal: "per week" is read as "a week".
        unit = "goals/0/metrics/0/unit"
        assert absent - not_as_text == {"language", "timezone", unit, *linked}

    def test_first_day_of_an_action(self, amara: Site) -> None:
        """An action that was begun is drawn as a line from its first day on."""
        assert len(amara.pages["actions.html"].select("line.timeline__span")) == 10

    def test_sections_have_all_records(self, amara: Site) -> None:
        """Sessions, check-ins, learning, reviews and corrections are all there, each once."""
        sessions = amara.pages["sessions.html"]
        assert len(sessions.select("article[id^=session-]")) == 13
        assert len(sessions.select("#check-ins ~ .session-lines:not(#learning ~ *) article")) == 6
        assert len(sessions.select("#learning ~ .session-lines article")) == 5
        assert len(amara.pages["reviews.html"].select("article.session")) == 1
        assert len(amara.pages["follow-up.html"].select("article.session")) == 1 + 1
        untold = amara.pages["follow-up.html"].select(".untold a")
        assert [str(link["href"]).partition("/")[0] for link in untold] == ["goals"] * 3

    def test_ratings(self, amara: Site) -> None:
        """Both rounds of ratings stand side by side on the page of reviews."""
        rows = amara.pages["reviews.html"].select(".ratings table tr")
        assert [[cell.get_text() for cell in row.select("th, td")] for row in rows] == [
            ["Scale", "14\u00a0Sept 2026", "16\u00a0Nov 2026"],
            ["Willingness", "8", "9"],
            ["Closeness to success", "6", "6"],
            ["As a senior leader", "5", "7"],
            ["With my team", "4", "6"],
            ["Job satisfaction", "6", "5"],
        ]

    def test_feedback(self, amara: Site) -> None:
        """Groups are shown as means; the board of two is named and not shown."""
        reviews = amara.pages["reviews.html"]
        rows = reviews.select(".feedback table tr")
        cells = [[cell.get_text().strip() for cell in row.select("th, td")] for row in rows]
        assert cells[:3] == [
            ["", "You", "Your coach", "Peers", "Direct reports"],
            ["She makes it clear which decisions are mine.", "5", "4", "5", "4.2"],
            ["She lets others finish before she speaks.", "4", "3", "3.2", "3.2"],
        ]
        assert cells[8] == ["I would choose to work with her again.", "5", "–", "6.6", "6.7"]
        withheld = "Board: not shown, too few answered"
        assert withheld in one(reviews, "article.md-content__inner").get_text()

    def test_return_on_investment(self, amara: Site) -> None:
        """The return is reckoned with its assumptions in sight."""
        reckoned = one(amara.pages["follow-up.html"], "p.return__how").get_text()
        assert " ".join(reckoned.split()).startswith("72% = €23,400 / €32,300.")

    def test_a_stated_goal_opens_its_page(self, amara: Site) -> None:
        """What a goal is, in a sentence, is read once: above all else. It is reworded where the
        other questions are."""
        page = amara.articles["goals/evenings.html"]
        sentence = "Three evenings a week I am at home by six"
        read = page.select("[data-said] > .prose")
        assert [sentence in prose.get_text() for prose in read].count(True) == 1
        assert sentence in one(page, ".goal-top .lead > #goals-evenings-goal").get_text()
        assert one(page, "#write-goals-evenings-goal")["data-item"] == "goal_form/page-1/goal"

    def test_smart(self, amara: Site) -> None:
        """Each goal asks for what its data does not support of SMART yet, by its letter.

        That it has no day stands above that.
        """
        asked = {
            name: [asks.get_text().split()[0] for asks in page.select(".missing__asks")]
            for name, page in amara.pages.items()
            if name.startswith("goals/")
        }
        assert asked == {
            "goals/board.html": ["Realistic."],
            "goals/depots.html": [],
            "goals/evenings.html": ["Realistic."],
            "goals/listening.html": ["Measurable."],
        }


def test_order_of_home(amara: Site) -> None:
    """Home begins with what matters today, and goes on with what was promised."""
    titles = amara.articles["index.html"].select(".now h2, .home:not(.home--news) > h2")
    assert [squeezed(title.get_text()) for title in titles] == [
        "Theonethingfortoday",
        "Whatyoupromised",
        "Whatyouarewaitingfor",
        "Yourgoals",
        "Whatyouhaveachieved",
        "Aquestionforyou",
        "ReachNoorHalvorsen",
    ]


class TestFirstWeek:
    """The sample that knows almost nothing yet."""

    def test_not_yet(self, tomas: Site) -> None:
        """Each page says honestly what is not there yet, and none is empty."""
        silent = {n for n, page in tomas.articles.items() if NOT_YET[n] not in page.get_text()}
        assert silent == set()
        assert set(tomas.pages) == set(NOT_YET)

    def test_what_there_is(self, tomas: Site) -> None:
        """What the first week does know is on home."""
        home = squeezed(tomas.articles["index.html"].get_text())
        assert "Welcome,Tomás." in home
        assert "YourfirstweekwithNoor." in home
        assert "Thursday,26Nov" in home
        assert "in3days·Session2" in home

    def test_menu(self, tomas: Site) -> None:
        """What has nothing to show yet is not in the menu; each first step leads to its place."""
        home = tomas.pages["index.html"]
        assert {str(link["href"]) for link in home.select("nav a[href]")} >= {"sessions.html"}
        hidden = {"actions.html", "reviews.html", "follow-up.html", "achieved.html"}
        assert {str(link["href"]) for link in home.select("nav a[href]")} & hidden == set()
        assert [str(link["href"]) for link in home.select(".start a")] == [
            "agreement.html",
            "about-me.html",
            "thought-starters.html#ratings",
            "thought-starters.html",
        ]

    def test_the_one_thing(self, tomas: Site) -> None:
        """What the last session asked for stands before all else."""
        seen = tomas.articles["index.html"].select(".now__one:not([hidden]) .now__said > li")
        assert [item.get_text() for item in seen] == [
            "Write down the retirement party, and bring it."
        ]


def read(path: Path) -> Any:
    """Return the YAML of a file with every value as the text that was typed."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def items_of(site: Site) -> set[str]:
    """Return the keys of all items of the programme that a portal shows."""
    return {
        str(element["data-item"])
        for article in site.articles.values()
        for element in article.select("[data-item]")
    }


def is_read(typed: str, text: str) -> bool:
    """Tell whether a typed text, day or amount is found in the squeezed text of a portal."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
        day = date.fromisoformat(typed)
        # A number may stand before a day of two digits, which is the end of no other day.
        before = r"(?<!\d)" if day.day < 10 else ""
        return re.search(rf"{before}{day.day}{day:%b}", text) is not None
    if re.fullmatch(r"\d{4,}", typed):
        return f"{int(typed):,}" in text
    return plain(typed) in text
