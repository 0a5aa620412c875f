"""Pictures in a browser: nothing is cut or covered, and what depends on the day stays true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live.portal import DESK, PHONE, Opened, opened
from tests.live.test_dates import look_again
from tests.site.building import AMARA, Project
from tests.site.test_pictures import LONG, built, goals

# What is drawn past the edge of the screen, though no page scrolls for it.
CUT = """() => [...document.querySelectorAll(".picture *, .path *")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.left < -0.5 || box.right > innerWidth + 0.5);
}).map(one => one.outerHTML.slice(0, 200))"""
# Labels of one drawing that lie on one another.
COVERED = """() => [...document.querySelectorAll(".picture svg:not(svg svg)")].flatMap(drawing => {
  const texts = [...drawing.querySelectorAll("text")];
  const labels = texts.map(one => [one, one.getBoundingClientRect()]);
  return labels.flatMap(([one, a], n) => labels.slice(n + 1).filter(([_, b]) =>
    a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom
  ).map(([other]) => `${one.textContent} / ${other.textContent}`));
})"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the portal of an engagement with much of everything."""
    scales = ("willingness", "closeness", "leadership", "team", "satisfaction")
    rounds = [
        {"on": f"2026-10-{n:02}", "scores": dict.fromkeys(scales, 11 - n)} for n in range(1, 9)
    ]
    groups = {f"{LONG} {n}": [5, 5, 5 + n % 2] for n in range(6)}
    statements = [{"text": LONG, "self": 5, "coach": 5, "groups": groups}]
    return built(
        tmp_path_factory.mktemp("full"),
        goals=goals(10, 6, LONG),
        ratings=rounds,
        feedback=[{"on": "2026-10-01", "statements": statements}],
        sessions=[{"on": f"2026-{month}-{n:02}"} for month in (10, 12) for n in range(1, 13)],
    ).folder


@pytest.fixture(params=["phone", "desk"])
def crowded(request: pytest.FixtureRequest, chromium: Browser, full: Path) -> Iterator[Opened]:
    """Give the portal with much of everything at either width."""
    size = PHONE if request.param == "phone" else DESK
    with opened(chromium, full, "http", size) as portal:
        yield portal


def pictured(portal: Opened) -> Iterator[tuple[str, Page]]:
    """Open each page with a picture, everything in it unfolded."""
    for name, page in portal.tour(holding='class="picture '):
        for is_open in ("false", "true"):
            unfold = f"found => found.forEach(one => one.open = {is_open})"
            page.locator(".picture details").evaluate_all(unfold)
            yield name, page


def test_nothing_is_cut(served: Opened) -> None:
    """In the sample no part of a picture lies beyond the screen, and no label on another."""
    assert {name: found for name, page in pictured(served) if (found := faults(page))} == {}


def test_nothing_is_cut_where_there_is_much(crowded: Opened) -> None:
    """Nor with sixty actions and the longest names."""
    assert {name: found for name, page in pictured(crowded) if (found := faults(page))} == {}


def faults(page: Page) -> list[str]:
    """Return what is cut or covered."""
    found: list[str] = page.evaluate(CUT) + page.evaluate(COVERED)
    return found


class TestTimeline:
    """All actions over the months, on another day than the one of the build."""

    def test_states(self, desk: Opened) -> None:
        """States are told from the reader's day, in words and shapes, and counted."""
        with desk.visit("actions.html") as page:
            for day, says, state in (
                (
                    "2026-11-17",
                    "Yours: 5 of 12 done. None is overdue. Others: 3 of 5 done. None is overdue.",
                    "Under way",
                ),
                (
                    "2026-11-23",
                    "Yours: 5 of 12 done. 2 are overdue. Others: 3 of 5 done. None is overdue.",
                    "Under way",
                ),
                (
                    "2026-12-05",
                    "Yours: 5 of 12 done. 3 are overdue. Others: 3 of 5 done. 2 are overdue.",
                    "Overdue",
                ),
                (
                    "2028-06-01",
                    "Yours: 5 of 12 done. 7 are overdue. Others: 3 of 5 done. 2 are overdue.",
                    "Overdue",
                ),
            ):
                look_again(page, f"{day}T12:00:00Z")
                expect(page.locator("#timeline-says")).to_have_text(says)
                shape = state.lower().replace(" ", "_")
                for selector in (".lane__strip .mark", ".action"):
                    one = page.locator(selector, has_text="Raise the directors’ limit")
                    assert one.locator("use").first.get_attribute("href") == f"#mark-{shape}"
                    assert f"--{shape}" in str(one.get_attribute("class"))
                expect(one.locator(".action__state")).to_have_text(state)

    def test_today(self, desk: Opened) -> None:
        """The line for today moves along the months, its label with it."""
        with desk.visit("actions.html") as page:
            for day, where in (("2026-09-01", 0.03), ("2026-11-23", 0.54), ("2027-01-31", 0.96)):
                look_again(page, f"{day}T12:00:00Z")
                for selector in (".timeline__now", ".lane__months .timeline__today"):
                    assert place(page, selector) == pytest.approx(where, abs=0.01)
                expect(page.locator(".timeline__beyond")).to_be_hidden()

    def test_today_is_outside(self, phone: Opened) -> None:
        """On a day outside the months there is no line, and the picture says so."""
        with phone.visit("actions.html") as page:
            for day in ("2026-08-31", "2027-02-02", "2031-01-01"):
                look_again(page, f"{day}T12:00:00Z")
                page.locator(".months > summary").click()
                expect(page.locator(".timeline__beyond")).to_be_visible()
                expect(page.locator(".timeline__now text")).to_be_hidden()
                assert faults(page) == []

    def test_how_late(self, desk: Opened) -> None:
        """From the day of an overdue action a dotted line reaches to today."""
        with desk.visit("actions.html") as page:
            look_again(page, "2026-12-24T12:00:00Z")
            late = page.locator(".lane", has_text="The room finishes").locator(
                ".timeline__late--open"
            )
            today = page.locator(".timeline__now").get_attribute("x")
            assert today in [one.get_attribute("x2") for one in late.all()]

    def test_without_script(self, desk: Opened) -> None:
        """Without JavaScript the words and the line of the build stand."""
        with desk.visit("actions.html", java_script_enabled=False) as page:
            expect(page.locator("#timeline-says")).to_have_text(
                "Yours: 5 of 12 done. 2 are overdue. Others: 3 of 5 done. None is overdue."
            )
            expect(page.locator(".timeline__now text")).to_be_visible()


class TestRhythm:
    """Sessions against the agreed rhythm, on another day than the one of the build."""

    @pytest.mark.parametrize(
        ("day", "says", "number", "month", "drawn"),
        [
            (
                "2026-09-21",
                "Each session of the first month has a day.",
                0,
                ("7 Sept – 6 Oct", "5 held", "4 agreed"),
                {"held": 5, "unconfirmed": 0, "planned": 0, "missed": 0},
            ),
            (
                "2026-12-06",
                "We met as often as agreed in each of 2 months.",
                2,
                ("7 Nov – 6 Dec", "1 held, 1 not confirmed yet", "2–3 agreed"),
                {"held": 1, "unconfirmed": 1, "planned": 0, "missed": 0},
            ),
            (
                "2027-01-10",
                "In 2 of 4 months that are over, we met as often as agreed.",
                3,
                ("7 Dec – 6 Jan", "0 held, 1 not confirmed yet, 1 missing", "2–3 agreed"),
                {"held": 0, "unconfirmed": 1, "planned": 0, "missed": 1},
            ),
        ],
    )
    def test_states(
        self,
        desk: Opened,
        day: str,
        says: str,
        number: int,
        month: tuple[str, str, str],
        drawn: dict[str, int],
    ) -> None:
        """What was held is what the file says; a session whose day has passed is not confirmed.

        What is missed is told from the reader's day, in words, marks and figures.
        """
        with desk.visit("sessions.html") as page:
            look_again(page, f"{day}T12:00:00Z")
            expect(page.locator(".rhythm > figcaption")).to_have_text(says)
            one = page.locator(".rhythm__month").nth(number)
            expect(one.locator(".rhythm__name")).to_have_text(month[0])
            expect(one.locator(".rhythm__marks")).to_have_attribute("aria-label", month[1])
            expect(one.locator(".rhythm__agreed")).to_have_text(month[2])
            for kind, count in drawn.items():
                marks = one.locator(f".rhythm__mark:visible use[href='#rhythm-{kind}']")
                expect(marks).to_have_count(count)
            row = page.locator(".rhythm tbody tr").nth(number)
            expect(row.locator("td").nth(0)).to_have_text(str(drawn["held"]))
            expect(row.locator("td").nth(1)).to_have_text(str(drawn["unconfirmed"]))

    def test_the_day_of_the_build(self, desk: Opened) -> None:
        """On the day of the build the script tells what the build told."""
        with desk.visit("sessions.html", java_script_enabled=False) as page:
            before = page.locator(".rhythm").inner_html().split()
        with desk.visit("sessions.html") as page:
            look_again(page, "2026-11-23T12:00:00Z")
            assert page.locator(".rhythm").inner_html().split() == before


def place(page: Page, selector: str) -> float:
    """Return where something stands between the two ends of its drawing, from 0 to 1."""
    share = """(one) => {
      const all = one.closest(".strip").getBoundingClientRect();
      return (one.x.baseVal.value ?? 0) / all.width;
    }"""
    line = "(one) => one.x1.baseVal.value / one.closest('.strip').getBoundingClientRect().width"
    found: Any = page.locator(selector).first.evaluate(line if "__today" in selector else share)
    return float(found)


class TestPath:
    """The journey of seven steps."""

    def test_phone(self, phone: Opened) -> None:
        """On a phone each step is named, and easy to touch."""
        with phone.visit() as page:
            expect(page.get_by_role("heading", name="Step 5 of 7: Practice")).to_be_visible()
            assert faults(page) == []
            boxes = [link.bounding_box() for link in page.locator(".path a").all()]
            assert all(box and min(box["width"], box["height"]) >= 24 for box in boxes)

    def test_other_numbers_of_steps(self, tmp_path: Path, chromium: Browser) -> None:
        """A programme of nine steps fits too."""
        project = Project(tmp_path / "project", AMARA)
        steps = "".join(
            f"  - {{id: more-{n}, title: More, short: Self-control {n}, summary: x, parts: []}}\n"
            for n in (8, 9)
        )
        project.edit("content/programme.yml", "\nsteps:\n", f"\nsteps:\n{steps}")
        folder = project.build(AMARA).folder
        for size in (PHONE, DESK):
            with opened(chromium, folder, "http", size) as portal, portal.visit() as page:
                expect(page.locator(".path__step")).to_have_count(9)
                assert faults(page) == []
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
