"""Portals are sound HTML that needs no script to be read."""

from __future__ import annotations

import posixpath
from collections import Counter
from itertools import pairwise
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from playwright.sync_api import Browser

from tests.site.building import PARSER, Site, squeezed

MEETING = "https://meet.halvorsen.example/amara"
# What only serves writing, which needs scripts: the answers within are read above it.
WRITING = ".head__write, .flow__do, .flow__answered"
OUTWARD = ("mailto:noor@halvorsen.example", "tel:+46701740631", MEETING)


def test_markup(sample: Site) -> None:
    """A strict parser finds no fault in any page."""
    assert sample.parse_errors() == {}


def test_nesting(sample: Site) -> None:
    """No block was pushed out of a paragraph, which leaves empty paragraphs behind."""
    empty = {
        name: [str(block) for block in page.select("p, li, dd, h1, h2, h3") if is_bare(block)]
        for name, page in sample.articles.items()
    }
    assert {name: found for name, found in empty.items() if found} == {}


def test_no_leftovers(sample: Site) -> None:
    """Nothing of Markdown, Jinja or a placeholder is left to be read."""
    for leftover in ("{{", "}}", "{%", "{:", "**", "](", "&amp;", "&lt;", "\U0010ffea"):
        found = [name for name, page in sample.articles.items() if leftover in page.get_text()]
        assert found == [], leftover


def test_links(sample: Site) -> None:
    """Every link leads to a page, and every anchor to an id, that the portal has."""
    broken = [
        f"{name} -> {link['href']}"
        for name, page in sample.pages.items()
        for link in page.select("[href]")
        if not is_found(sample, name, str(link["href"]))
    ]
    assert broken == []


def test_sources(sample: Site) -> None:
    """Every script and picture is a file of the portal."""
    broken = [
        f"{name} -> {element['src']}"
        for name, page in sample.pages.items()
        for element in page.select("[src]")
        if not is_found(sample, name, str(element["src"]))
    ]
    assert broken == []


def test_nothing_holds_a_page_up(sample: Site) -> None:
    """Each page links two style sheets at most; scripts wait until it is read, and it for them.

    What they tell of the reader's day stands from the first painting on: nothing moves by it.
    """
    for name, page in sample.pages.items():
        assert len(page.select("link[rel=stylesheet]")) <= 2, name
        assert page.select("style, script[src]:not([defer][blocking=render])") == [], name


def test_ids(sample: Site) -> None:
    """No id stands twice on a page, and whatever refers to an id finds it."""
    for name, page in sample.pages.items():
        ids = Counter(str(element["id"]) for element in page.select("[id]"))
        assert [found for found, count in ids.items() if count > 1] == [], name
        for attribute in ("for", "aria-labelledby", "aria-controls", "aria-describedby"):
            elements = page.select(f"[{attribute}]")
            named = {one for element in elements for one in str(element[attribute]).split()}
            assert named <= set(ids), name


def test_headings(sample: Site) -> None:
    """Each page has one h1, and no heading skips a level."""
    for name, page in sample.pages.items():
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_titles(sample: Site) -> None:
    """Each page has its own title, which ends with whose coaching it is."""
    titles = [page.title.get_text() for page in sample.pages.values() if page.title]
    assert len(set(titles)) == len(sample.pages)
    assert all("Coaching with Noor Halvorsen" in title for title in titles)


def test_language(sample: Site) -> None:
    """Each page says in which language it is written."""
    languages = {
        str(html["lang"]) for page in sample.pages.values() for html in page.select("html")
    }
    assert languages == {"en-GB"}


def test_navigation(amara: Site) -> None:
    """Every page is reached from home by plain links."""
    reached, ahead = set(), {"index.html"}
    while ahead:
        name = ahead.pop()
        reached.add(name)
        links = (str(link["href"]) for link in amara.pages[name].select("a[href]"))
        targets = {target_of(name, link)[0] for link in links if is_internal(link)}
        ahead |= targets & set(amara.pages) - reached
    assert reached == set(amara.pages)


@pytest.mark.parametrize("name", ["index.html", "goals/depots.html", "reviews.html"])
def test_without_scripts(chromium: Browser, amara: Site, name: str) -> None:
    """With scripts turned off a browser shows all of a page's content but what is folded."""
    page = chromium.new_page(java_script_enabled=False)
    page.goto((amara.folder / name).as_uri())
    # How pages of a section are listed follows the width.
    page.locator(".siblings").evaluate_all("all => all.forEach(one => one.remove())")
    shown = page.locator("article.md-content__inner").inner_text()
    page.close()
    assert squeezed(shown).casefold() == squeezed(seen_text(amara.pages[name])).casefold()


def test_files(amara: Site) -> None:
    """What is attached opens from its page, with kind and size told; nothing else is there."""
    links = {
        name: [(unquote(str(li.a["href"])), squeezed(li.get_text())) for li in found if li.a]
        for name, page in amara.pages.items()
        if (found := page.select(".files li"))
    }
    assert links == {
        "sessions.html": [
            ("files/questions by week.csv", "Thequestions&answers,weekbyweekCSV,1kB")
        ],
        "programme.html": [("files/reading.txt", "readingTXT,1kB")],
    }
    attached = {name for name in amara.files if name.startswith(("files/", "library/"))}
    assert attached == {found[0][0] for found in links.values()}


def test_reach(amara: Site) -> None:
    """The next session is joined from home and from its own page; those past are not."""
    joined = "article.session--held .reach, article.session--next .reach a"
    links = [
        *amara.pages["index.html"].select(".now__next:not([hidden]) .reach a, .reach--all a"),
        *amara.pages["sessions.html"].select(joined),
    ]
    assert [(link["href"], squeezed(link.get_text()), link.get("rel")) for link in links] == [
        (MEETING, "Join", ["noopener", "noreferrer"]),
        ("mailto:noor@halvorsen.example", "Writeane-mail", None),
        ("tel:+46701740631", "Call+46(0)701740631", None),
        (MEETING, "Join", ["noopener", "noreferrer"]),
    ]


def is_bare(element: Tag) -> bool:
    """Tell whether an element shows nothing, and is no named place that scripts fill."""
    named = element.has_attr("class") and element.find_parent("template") is not None
    is_filled = named or element.has_attr("data-sentence") or element.select_one("[data-fact]")
    return not (element.get_text().strip() or element.select("svg, img") or is_filled)


def is_internal(link: str) -> bool:
    """Tell whether a link stays in the portal."""
    return not link.startswith(("mailto:", "tel:", "https:", "http:"))


def is_found(site: Site, page: str, link: str) -> bool:
    """Tell whether a link from a page leads somewhere."""
    if not is_internal(link):
        return link.startswith(OUTWARD)
    target, anchor = target_of(page, link)
    if not anchor:
        return target in site.files
    return target in site.pages and site.pages[target].find(id=anchor) is not None


def target_of(page: str, link: str) -> tuple[str, str]:
    """Return the file and the id that a link on a page leads to."""
    path, anchor = urldefrag(link)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return unquote(target), unquote(anchor)


def seen_text(page: BeautifulSoup) -> str:
    """Return the text of a page's content without what is hidden, or only serves writing."""
    copy = BeautifulSoup(str(page), PARSER)
    for wide in copy.select(".fold--wide"):  # open where there is room, without its title
        wide["open"] = ""
        wide.select("summary")[0].extract()
    folded = "details:not([open]) > :not(summary)"
    # Shown in another way, or only, where there is little room, or on another day.
    narrow = ".siblings, .metric__aim, .ways__more, .now__foot .now__agenda"
    unread = f"{narrow}, svg title, svg desc, template, [hidden], {folded}, {WRITING}"
    for out in copy.select(unread):
        out.extract()
    return copy.select("article.md-content__inner")[0].get_text()
