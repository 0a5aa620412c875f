"""Pictures in a built portal: each has a title and says in words what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4.element import Tag

from tests.site.building import Project, Site, one

MARK = ".rhythm__mark--"
DUTY = "Take over the duty phone on every second weekend · Johan Ek · 6 Nov 2026"
LONG = "Hand over the weekly review, and stay away " * 6
PARTIES: dict[str, object] = {
    "executive": {"name": "Nadia Brandt"},
    "coach": {"name": "Jon Field"},
    "start": "2026-09-01",
}


def built(folder: Path, **more: object) -> Site:
    """Build the portal of an engagement as of 23 November 2026."""
    project = Project(folder / "project")
    typed = yaml.safe_dump(PARTIES | more, allow_unicode=True, sort_keys=False)
    project.write("engagements/x/engagement.yml", typed)
    return project.build("x")


def goals(count: int, each: int, title: str = "Speak last") -> list[dict[str, Any]]:
    """Return goals whose actions are in turn overdue, done, planned, under way and undated."""
    states: list[dict[str, str]] = [
        {"target": "2026-11-20"},
        {"target": "2026-10-16", "done": "2026-10-23"},
        {"target": "2027-01-05"},
        {"target": "2026-12-04", "started": "2026-11-01"},
        {},
    ]
    return [
        {
            "title": f"{title} {goal}",
            "actions": [
                {"what": f"{LONG} {goal}.{n}"} | states[(goal + n) % 5] for n in range(each)
            ],
        }
        for goal in range(count)
    ]


def texts(scope: Tag, selector: str) -> list[str]:
    """Return what elements say, white space aside."""
    return [said_in(found) for found in scope.select(selector)]


def said_in(element: Tag) -> str:
    """Return what an element says; no space stands before a comma, where another element begins."""
    return " ".join(element.get_text(" ").split()).replace(" ,", ",")


def named(picture: Tag) -> tuple[str, str]:
    """Return the title of a picture, and what stands for it where it is not seen."""
    drawing = picture.select("svg[role=img]")[0]
    title, says = str(drawing["aria-labelledby"]).split()
    assert one(drawing, "title")["id"] == title
    found = (one(picture, f"#{name}").get_text(" ") for name in (title, says))
    first, second = (" ".join(text.split()) for text in found)
    return first, second


def test_all_other_drawings_are_hidden(sample: Site) -> None:
    """What is drawn beside the image of a picture is for the eye: it says nothing by itself."""
    for article in sample.articles.values():
        for drawing in article.select("svg:not(svg svg)"):
            assert drawing.get("role") == "img" or drawing.get("aria-hidden") == "true"


class TestTimeline:
    """All actions over the months."""

    def test_words(self, amara: Site) -> None:
        """The picture is named, and says how many actions are done and how many are late."""
        assert named(one(amara.articles["actions.html"], ".timeline")) == (
            "Actions over the months",
            "Yours: 5 of 12 done. 2 are overdue. Others: 3 of 5 done. None is overdue.",
        )

    def test_each_action_once(self, amara: Site) -> None:
        """Each action has one row with its state, day, owner and goal; the picture leads there."""
        page = amara.articles["actions.html"]
        rows = page.select(".actions > .action")
        listed = {row["id"]: said_in(row) for row in rows}
        assert len(listed) == 17
        assert listed["actions-listening-ask-three-peers-what-they-have"] == (
            "Ask three peers what they have stopped bringing to me due 18 Nov, "
            "5 days ago The room finishes its thought before I speak"
        )
        assert listed["actions-listening-note-in-three-meetings-when"].startswith(
            "Note in three meetings when Amara speaks, and who stops Done 29 Oct · due 30 Oct "
        )
        assert {str(link["href"]).removeprefix("#") for link in page.select(".lane__strip a")} == {
            *listed
        }

    def test_done_is_folded(self, amara: Site) -> None:
        """What is done is folded away, the newest first, and counted."""
        folds = amara.articles["actions.html"].select(".whose .fold")
        mine, theirs = (one for one in folds if "Done" in one.get_text())
        assert [texts(one, "summary") for one in (mine, theirs)] == [["Done (5)"], ["Done (3)"]]
        assert [text.split(" · ")[0] for text in texts(mine, ".when")] == [
            "Done 13 Nov", "Done 4 Nov, 5 days late", "Done 14 Oct", "Done 8 Oct", "Done 28 Sept"
        ]  # fmt: skip

    def test_goals(self, amara: Site) -> None:
        """Each goal has a part with its title and the names of what waits, and whose it is."""
        lane = amara.articles["actions.html"].select(".timeline > .lane")[1]
        assert texts(lane, "p") == [
            "The room finishes its thought before I speak",
            "Ask three peers what they have stopped bringing to me",
            "Offer three ways to measure whether the room has changed Noor Halvorsen",
            "Speak fourth or later on every subject in November",
        ]

    def test_months(self, amara: Site) -> None:
        """The months have their short names, the first of a new year with its year."""
        labels = texts(amara.articles["actions.html"], ".timeline__axis text")
        assert labels == ["Sept", "Oct", "Nov", "Dec", "Jan 2027", "Today"]

    def test_each_mark_names_its_day(self, amara: Site) -> None:
        """On its line an action names itself and its day to a pointer; what is done is folded."""
        lane, done = amara.articles["actions.html"].select(".lane")[3::4]
        says = ("Leave by 17:30 on Tuesdays and Thursdays · 18 Dec 2026", DUTY)
        assert (texts(lane, "title"), texts(done, "title")) == ([says[0]], [says[1]])

    def test_no_actions(self, tomas: Site) -> None:
        """Without actions there is no picture."""
        assert tomas.articles["actions.html"].select(".picture") == []

    def test_actions_without_days(self, tmp_path: Path) -> None:
        """Without any day there is no picture, and an action without a day has no mark."""
        undated = {"title": "a", "actions": [{"what": "b"}]}
        days = [{"what": what, "target": "2026-12-04"} for what in "dfg"]
        dated = {"title": "c", "actions": [*days, {"what": "e"}]}
        first = built(tmp_path / "first", goals=[undated])
        second = built(tmp_path / "second", goals=[undated, dated])
        assert first.articles["actions.html"].select(".picture") == []
        lanes = second.articles["actions.html"].select(".lane")
        assert [len(lane.select(".lane__strip .mark")) for lane in lanes] == [3]
        assert texts(second.articles["actions.html"], ".action__was") == [
            *["Planned · due Dec 4, in 11 days"] * 3, *["Planned · No date yet"] * 2
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("count", "each", "says"),
        [
            (1, 2, None),
            (1, 3, "1 of 3 actions done. 1 is overdue."),
            (10, 6, "12 of 60 actions done. 12 are overdue."),
        ],
    )
    def test_few_and_many(self, tmp_path: Path, count: int, each: int, says: str | None) -> None:
        """Each action is listed, be there few or many, whatever its name; of two is no picture."""
        site = built(tmp_path, goals=goals(count, each, LONG))
        page = site.articles["actions.html"]
        assert [named(picture)[1] for picture in page.select(".timeline")] == [says] * bool(says)
        assert len(page.select(".timeline > .lane")) == (count if says else 0)
        rows = texts(page, ".actions > .action .action__what")
        assert len(rows) == count * each
        assert f"{LONG} {count - 1}.{each - 1}".replace("  ", " ") in rows
        assert site.parse_errors() == {}


class TestRatings:
    """Ratings, round by round."""

    def test_words(self, amara: Site) -> None:
        """The picture says what changed; each scale names its scores and their days."""
        picture = one(amara.articles["reviews.html"], ".ratings")
        assert texts(picture, "figcaption") == [
            "Since 14 September 2026, 3 of 5 ratings have risen. Job satisfaction "
            "has fallen from 6 to 5. Largest change: As a senior leader (5 to 7) and With my team "
            "(4 to 6)."
        ]
        assert texts(picture, ".legend li") == ["14 Sept 2026", "16 Nov 2026"]
        assert named(picture) == (
            "Ratings, then and now: Willingness",
            "14 September 2026: 8; 16 November 2026: 9",
        )
        assert texts(picture, ".scale__marks") == ["8 to 9", "6 to 6", "5 to 7", "4 to 6", "6 to 5"]

    def test_table(self, amara: Site) -> None:
        """The table has the same scores."""
        rows = texts(one(amara.articles["reviews.html"], ".ratings"), "tbody tr")
        assert rows == [
            *("Willingness 8 9", "Closeness to success 6 6", "As a senior leader 5 7"),
            *("With my team 4 6", "Job satisfaction 6 5"),
        ]

    def test_rounds(self, tmp_path: Path) -> None:
        """Eight rounds are numbered in the picture and its legend; a missing score is left out."""
        rounds: list[dict[str, Any]] = [
            {"on": f"2026-10-{n:02}", "scores": {"willingness": n}} for n in range(1, 9)
        ]
        del rounds[3]["scores"]["willingness"]
        rounds[3]["scores"]["team"] = 2
        page = built(tmp_path, ratings=rounds).articles["reviews.html"]
        first = page.select(".scale")[0]
        assert texts(page, ".ratings .legend li")[3] == "4 · Oct 4, 2026"
        assert texts(first, ".rated__score") == ["1", "2", "3", "5", "6", "7", "8"]
        assert len(first.select(".scale__change--across")) == 1
        assert texts(page, ".ratings tbody tr")[0] == "Willingness 1 2 3 – 5 6 7 8"
        assert texts(page.select(".scale")[1], ".not-yet") == ["Not yet"]

    def test_one_round(self, tmp_path: Path) -> None:
        """The first round stands alone."""
        page = built(tmp_path, ratings=[{"on": "2026-10-01", "scores": {"team": 4}}]).articles
        picture = one(page["reviews.html"], ".ratings")
        assert texts(picture, "figcaption") == ["First ratings, on October 1, 2026."]
        assert texts(picture, ".scale__marks") == [*(["Not yet"] * 3), "4", "Not yet"]


class TestFeedback:
    """360-degree feedback."""

    def test_words(self, amara: Site) -> None:
        """The picture is named, and says where others see oneself most differently; on how many
        statements they do is said on top of the page."""
        picture = one(amara.articles["reviews.html"], ".feedback")
        assert named(picture) == (
            "Your scores beside those of others",
            "On the first of these, ratings from Peers and Direct reports are 2.4 to 3 points "
            "higher than yours.",
        )
        assert texts(picture, ".statement__how em") == ["Board: not shown, too few answered"]
        assert texts(picture, ".scale__ends span") == ["Not at all", "Entirely"]

    def test_table(self, amara: Site) -> None:
        """The table has the same scores, and a dash where there is none."""
        rows = texts(one(amara.articles["reviews.html"], ".feedback"), "tbody tr")
        assert rows[1] == "She lets others finish before she speaks. 4 3 3.2 3.2"
        assert rows[7] == "I would choose to work with her again. 5 – 6.6 6.7"

    def test_differences(self, amara: Site) -> None:
        """Below a statement stand the own score and how others differ, or that a score lacks."""
        picture = one(amara.articles["reviews.html"], ".feedback")
        rows = picture.select(".statements > li")
        assert texts(rows[0], ".statement__text, .score") == [
            *("She gives others credit where people can hear it.", "You 3", "Peers 2.4 higher"),
            *("Direct reports 3 higher", "Your coach 2 higher"),
        ]
        assert texts(rows[1], ".score")[-1] == "Your coach no score"
        assert texts(picture, ".fold > summary") == ["All other statements 4"]

    def test_marks(self, amara: Site) -> None:
        """A bar leads from the place of the own mark to that of each other one."""
        first = amara.articles["reviews.html"].select(".feedback .score:has(.score__gap)")[0]
        bar, mark = one(first, ".score__gap"), one(first, ".score__mark")
        assert (bar["x1"], bar["x2"]) == (one(first, ".score__own")["x1"], mark["cx"])
        assert (bar["x1"], mark["cx"]) == ("35.7%", "70.1%")

    def test_many_groups(self, tmp_path: Path) -> None:
        """Seven groups each have a line of their own; too few answers to a statement are told."""
        groups = {f"Group {n}": [4, 5, 5][: 2 if n == 7 else 3] for n in range(1, 8)}
        full = {f"Group {n}": [4, 5, 5] for n in range(1, 8)}
        statements = [
            {"text": "a", "self": 5, "groups": groups},
            {"text": "b", "self": 5, "groups": full},
        ]
        page = built(tmp_path, feedback=[{"on": "2026-10-01", "statements": statements}])
        first, second = page.articles["reviews.html"].select(".statements > li")
        assert [len(row.select(".score__mark")) for row in (first, second)] == [6, 7]
        said = texts(first, ".score")
        assert (said[1], said[7]) == ("Group 1 0.3 lower", "Group 7 too few answers")


class TestRhythm:
    """Sessions against the agreed rhythm."""

    def test_words_and_table(self, amara: Site) -> None:
        """The picture says how many months kept to the rhythm; the table has all figures."""
        picture = one(amara.articles["sessions.html"], ".rhythm")
        assert texts(picture, "figcaption") == ["We met as often as agreed in each of 2 months."]
        assert texts(picture, "tbody tr") == [
            *("7 Sept – 6 Oct 5 0 0 0 4", "7 Oct – 6 Nov 3 0 0 0 2–3", "7 Nov – 6 Dec 1 0 1 0 2–3"),
            *("7 Dec – 6 Jan 0 0 1 0 2–3", "7 Jan – 6 Feb 0 0 2 0 2–3"),
        ]
        months = picture.select(".rhythm__month")
        assert one(months[2], ".rhythm__marks")["aria-label"] == "1 held, 1 planned"
        drawn = [[len(m.select(MARK + kind)) for kind in ("held", "planned")] for m in months]
        assert drawn == [[5, 0], [3, 0], [1, 1], [0, 1], [0, 2]]

    def test_first_week(self, tomas: Site) -> None:
        """In the first month nothing is judged."""
        picture = one(tomas.articles["sessions.html"], ".rhythm")
        assert texts(picture, "figcaption") == ["In the first month 2 of 4 sessions have a day."]
        assert one(picture, ".rhythm__month")["class"] == [
            "rhythm__month",
            "rhythm__month--current",
        ]


def test_path(amara: Site) -> None:
    """The path names each step and its state in words, its heading the current one."""
    home = amara.articles["index.html"]
    assert texts(home, ".path__step") == [
        "Agreement Done",
        "Self-awareness Done",
        "Plans Left open",
        "Actions Left open",
        "Practice You are here",
        "Reviews Already begun",
        "Lasting change Already begun",
    ]
    assert texts(home, "[aria-current=step]") == ["Practice You are here"]
    assert texts(home, "#path") == ["Step 5 of 7: Practice"]


def test_programme(amara: Site) -> None:
    """Below the steps stands, once for each, how far it has come, and what is still open of it."""
    programme = amara.articles["programme.html"]
    assert texts(programme, ".step__state") == [
        *("Done", "Done", "Left open", "Left open", "You are here"),
        *("Already begun", "Already begun"),
    ]
    assert texts(programme, ".step__months") == [
        *("Sept", "Sept", "since Sept", "Sept – Jan", "Sept – Mar", "Nov – Jan", "planned for Mar")
    ]
    assert texts(programme, ".lacks > li") == [
        "The board asks about our next five years Not answered yet: The pain",
        "Home by six, all of me Not answered yet: The benefits, The pain",
        "The room finishes its thought before I speak Still missing: Measurable",
        "The board asks about our next five years Still missing: Realistic",
        "Home by six, all of me Still missing: Realistic, Time-bound",
        "The room finishes its thought before I speak Still missing: Measurable",
        "The board asks about our next five years",
        "Home by six, all of me",
    ]
    assert "Yours: 5 of 12 done · Others: 3 of 5 done" in texts(programme, ".part__state")
    assert texts(one(programme, ".step--here"), ".part__state") == [
        *("Under way", "Under way", "2 goals have no moves yet")
    ]
