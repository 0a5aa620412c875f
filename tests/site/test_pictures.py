"""Pictures in a built portal: each has a title and says in words what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4.element import Tag

from tests.site.building import Project, Site, one

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
    return [" ".join(found.get_text(" ").split()) for found in scope.select(selector)]


def named(picture: Tag) -> tuple[str, str]:
    """Return the title of a picture, and what stands for it where it is not seen."""
    (drawing,) = picture.select("svg[role=img]")
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
            "8 of 17 actions done. 2 are overdue.",
        )

    def test_table(self, amara: Site) -> None:
        """Each goal has a table with the state and the day of each of its actions."""
        lane = amara.articles["actions.html"].select(".lane")[1]
        assert texts(lane, ".lane__title") == ["The room finishes its thought before I speak"]
        assert texts(lane, ".lane__tally") == ["1 of 4 actions done. 1 is overdue."]
        assert texts(lane, "thead th") == ["Action", "State", "Date"]
        assert texts(lane, "tbody tr") == [
            "Note in three meetings when Amara speaks, and who stops Done 29 Oct",
            "Ask three peers what they have stopped bringing to me Overdue due 18 Nov",
            "Offer three ways to measure whether the room has changed Planned due 26 Nov",
            "Speak fourth or later on every subject in November Under way due 30 Nov",
        ]

    def test_months(self, amara: Site) -> None:
        """The months have their short names, the first of a new year is named by the year."""
        labels = texts(amara.articles["actions.html"], ".timeline__axis text")
        assert labels == ["Sept", "Oct", "Nov", "Dec", "2027", "Today"]

    def test_each_mark_names_its_day(self, amara: Site) -> None:
        """On its lane an action bears its day, and names itself to a pointer."""
        lane = amara.articles["actions.html"].select(".lane")[3]
        assert texts(lane, ".lane__strip title") == [
            "Leave by 17:30 on Tuesdays and Thursdays · 18 Dec 2026",
            "Take over the duty phone on every second weekend · 6 Nov 2026",
        ]
        assert texts(lane, ".mark__day") == ["18", "6"]

    def test_no_actions(self, tomas: Site) -> None:
        """Without actions there is no picture."""
        assert tomas.articles["actions.html"].select(".picture") == []

    def test_actions_without_days(self, tmp_path: Path) -> None:
        """Without any day there is no picture, and an action without a day has no mark."""
        undated = {"title": "a", "actions": [{"what": "b"}]}
        dated = {"title": "c", "actions": [{"what": "d", "target": "2026-12-04"}, {"what": "e"}]}
        first = built(tmp_path / "first", goals=[undated])
        second = built(tmp_path / "second", goals=[undated, dated])
        assert first.articles["actions.html"].select(".picture") == []
        lanes = second.articles["actions.html"].select(".lane")
        assert [len(lane.select(".lane__strip .mark")) for lane in lanes] == [0, 1]
        assert [texts(lane, "tbody tr") for lane in lanes] == [
            ["b Planned No date yet"],
            ["d Planned due Dec 4", "e Planned No date yet"],
        ]

    @pytest.mark.parametrize(
        ("count", "each", "says", "is_open"),
        [
            (1, 1, "0 of 1 actions done. 1 is overdue.", True),
            (1, 3, "1 of 3 actions done. 1 is overdue.", True),
            (10, 6, "12 of 60 actions done. 12 are overdue.", False),
        ],
    )
    def test_few_and_many(
        self, tmp_path: Path, count: int, each: int, says: str, is_open: bool
    ) -> None:
        """Few actions stand open, many are closed at first; each is there, whatever its name."""
        site = built(tmp_path, goals=goals(count, each, LONG))
        page = site.articles["actions.html"]
        lanes = page.select(".lane")
        assert named(one(page, ".timeline"))[1] == says
        assert [lane.has_attr("open") for lane in lanes] == [is_open] * count
        assert [len(lane.select("tbody tr")) for lane in lanes] == [each] * count
        assert texts(lanes[-1], ".row__what")[-1] == f"{LONG} {count - 1}.{each - 1}".replace(
            "  ", " "
        )
        assert site.parse_errors() == {}
