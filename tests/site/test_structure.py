"""The structure of each page, as it is heard: headings in order, and one region for all news."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import yaml
from bs4 import Tag

from tests.site.building import Project, Site


def test_headings(sample: Site) -> None:
    """Headings go down one level at a time, and no article is without one."""
    for name, page in sample.pages.items():
        article = page.select_one("article.md-content__inner")
        assert article, name
        levels = [int(one.name[1]) for one in article.select("h1, h2, h3, h4, h5, h6")]
        steps = pairwise(levels)
        assert levels[0] == 1, name
        assert [pair for pair in steps if pair[1] > pair[0] + 1] == [], name
        assert [one for one in article.select("article") if not has_heading(one)] == [], name


def test_skip_link(sample: Site) -> None:
    """The first link of a page, and the only one of its kind, leads to its title."""
    for name, page in sample.pages.items():
        title, [skip] = page.select_one("h1"), page.select(".md-skip")
        assert title, name
        assert skip["href"] == f"#{title['id']}", name
        assert page.select_one("a") is skip, name


def test_one_region(sample: Site) -> None:
    """What happens on a page is said in one region, which its article does not hold."""
    for name, page in sample.pages.items():
        assert page.select("article [role=status]") == [], name
        regions = page.select("[role=status], [aria-live], output")
        assert regions == page.select("#announcement"), name
        assert len(regions) == 1 or not (regions or page.select("[data-write]")), name


def test_labels_of_forms(sample: Site) -> None:
    """Each button and each link of the forms that scripts copy into a page has its words; what
    suggests a day has those of its action."""
    own = ":is([data-do]:not([data-do=move]), a)"
    for name, page in sample.pages.items():
        labels = page.select(f"body > template {own}, .drafts-here :is(button, strong)")
        days = [str(one["data-move"]) for one in page.select("[data-move]")]
        assert all(days), name
        assert [str(one) for one in labels if not one.get_text(strip=True)] == [], name


def test_nothing_said_yet(tomas: Site) -> None:
    """Where nothing is answered there is one start, and what will be asked is counted by parts."""
    page = tomas.articles["about-me.html"]
    assert len(page.select(".still-open--first .button--first")) == 1
    counts = [one.get_text(strip=True) for one in page.select(".to-comes .to-come__count")]
    assert [count.split()[0] for count in counts] == ["0", "0", "0", "Not"]
    for link in page.select(".to-comes [href^='#']"):
        assert page.select_one(f".flow [id='{str(link['href'])[1:]}']")


def test_way_back(tomas: Site) -> None:
    """A page that the menu does not name, since it is empty yet, has the programme above it."""
    menu = {str(link["href"]) for link in tomas.pages["index.html"].select(".menu a")}
    above = {
        name: page.select('.frame__tabs [aria-current=true][href="programme.html"]')
        for name, page in tomas.pages.items()
    }
    assert {name for name, links in above.items() if links} == tomas.pages.keys() - menu


def test_steps_of_a_page(sample: Site) -> None:
    """A page leads to the programme and, unless that is to come, to its first step in it; home,
    which has none, does not."""
    said = {
        name: [link.get_text(strip=True) for link in page.select(".serves a")]
        for name, page in sample.articles.items()
    }
    assert said["about-me.html"] == ["The programme", "Serves step 2, Self-awareness"]
    assert said["prompts.html"] == said["about-me.html"]
    ahead = sample.articles["programme.html"].select("summary:has(.mark--ahead) > .step__title")
    begun = not any(title.get_text().startswith("4.") for title in ahead)
    assert said["actions.html"] == ["The programme", "Serves step 4, Actions"][: 1 + begun]
    assert said["index.html"] == []


def test_many_goals(tmp_path: Path) -> None:
    """Of many goals a page lists those around its own; the page of all goals leads to each."""
    project = Project(tmp_path / "project", "tomas-okafor")
    file = "engagements/tomas-okafor/engagement.yml"
    engagement = yaml.load((project.folder / file).read_text("utf-8"), yaml.BaseLoader)
    engagement["goals"] = [{"id": f"g-{n}", "title": f"Goal number {n}"} for n in range(1, 61)]
    project.write(file, yaml.safe_dump(engagement))
    pages = project.build("tomas-okafor").pages
    near = ["../goals.html", *(f"g-{n}.html" for n in range(26, 35))]
    for part in (".menu li li", ".siblings"):
        links = [str(link["href"]) for link in pages["goals/g-30.html"].select(f"{part} a")]
        assert [link for link in links if "g-" in link or "goals" in link] == near
        [here] = pages["goals/g-30.html"].select(f"{part} [aria-current]")
        assert here["href"] == "g-30.html"
    assert len(pages["index.html"].select('.menu a[href^="goals"]')) == 1
    listed = {str(link["href"]) for link in pages["goals.html"].select("article a")}
    assert {f"goals/g-{n}.html" for n in range(1, 61)} <= listed


def has_heading(article: Tag) -> bool:
    """Return whether an article has a heading."""
    return article.select_one("h2, h3, h4") is not None
