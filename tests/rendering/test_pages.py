"""From the view to pages, and templates with mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coaching_site.brand.identity import identity_of
from coaching_site.model.brand import Brand
from coaching_site.problems import InvalidInput
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import Navigation, Page, navigation_of, page_templates, pages_of
from tests.fixture import COMPILED, CONTENT, ROOT
from tests.samples import goal, portal, programme, words_in

GOALS = [goal(title="Calm & <b>"), goal(title="Rest", id="rest")]
EACH = "---\ntitle: '{{ goal.title }}'\neach: goals\norder: 20\n---\n# {{ goal.title }}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, so that paths are short in problems."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **files: str) -> None:
    """Write templates: `index` as content/index.md, `ui` as overrides/components/ui.html."""
    (folder / "overrides/components").mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    for name, text in files.items():
        place = "overrides/components/ui.html" if name == "ui" else f"content/{name}.md"
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")


def body_of(page: Page) -> str:
    """Return what a page shows, without the blank lines in place of its settings."""
    return page.placeholders.fill_html(page.markdown).strip()


WORDS = {
    "title_more": "More <b>",
    "section_all": "All & more",
    "title_code": "{{ portal.x }} }% {% if",
}


def pages(folder: Path, **overrides: Any) -> list[Page]:
    """Return the pages of a small engagement."""
    folders = [folder / "content", folder / "overrides"]
    return pages_of(
        portal(**overrides),
        programme(),
        page_templates(folders[0]),
        PageEnvironment(folders, "en-GB", WORDS),
    )


def problems(folder: Path, **overrides: Any) -> list[str]:
    """Return what is wrong with the templates."""
    with pytest.raises(InvalidInput) as caught:
        pages(folder, **overrides)
    return str(caught.value).split("\n")


def page(title: str = "Home", body: str = "# Home\n", **settings: object) -> str:
    """Return a template."""
    more = "".join(f"{key}: {value}\n" for key, value in settings.items())
    return f"---\ntitle: {title}\n{more}---\n{body}"


def test_one_page_for_each_record(folder: Path) -> None:
    """A template with `each` makes a page for each record, under its id, by its own name."""
    write(folder, goal=EACH)
    found = pages(folder, goals=GOALS)
    assert [(one.name, one.title) for one in found] == [
        ("goals/goal-1", "Calm &amp; &lt;b&gt;"),
        ("goals/rest", "Rest"),
    ]
    assert [body_of(one) for one in found] == [
        "# Calm &amp; &lt;b&gt;",
        "# Rest",
    ]


def test_no_records_make_no_pages(folder: Path) -> None:
    """Without records a template with `each` makes no page."""
    write(folder, goal=EACH, index=page())
    assert [one.name for one in pages(folder)] == ["index"]


def test_records_without_an_id_are_numbered(folder: Path) -> None:
    """What has no id goes by its number; a dash in the template's name reads as an underscore."""
    write(folder, **{"a-talk": page("A", "{{ a_talk.session.on }}", each="sessions")})
    found = pages(folder, sessions=[{"on": "2026-11-02"}, {"on": "2026-10-01"}])
    assert [(one.name, body_of(one)) for one in found] == [
        ("sessions/1", "2026-10-01"),
        ("sessions/2", "2026-11-02"),
    ]


def test_order_of_pages(folder: Path) -> None:
    """Pages stand by their order, those with the same one by name, those with none at the end."""
    write(folder, a=page(order=30), b=page(order=10), d=page(), c=page(order=10), e=page(order=901))
    assert [one.name for one in pages(folder)] == ["b", "c", "a", "d", "e"]


def test_navigation(folder: Path) -> None:
    """Pages of a section stand together, where the first of them stands."""
    write(
        folder,
        index=page(order=10),
        goal=EACH.replace("order: 20", "order: 20\nsection: Goals & more"),
        more=page("More", order=30),
        goals=page("All", order=40, section="Goals & more"),
    )
    expected: Navigation = [
        {"Home": "index.md"},
        {
            "Goals &amp; more": [
                {"Calm &amp; &lt;b&gt;": "goals/goal-1.md"},
                {"Rest": "goals/rest.md"},
                {"All": "goals.md"},
            ]
        },
        {"More": "more.md"},
    ]
    assert navigation_of(pages(folder, goals=GOALS)) == expected


def test_what_has_nothing_to_show_is_not_in_the_menu(folder: Path) -> None:
    """A page waits outside of the menu until one of the parts that it names has something."""
    write(
        folder,
        actions=page("Actions", order=10, shown_when="[actions]"),
        reviews=page("Reviews", order=20, shown_when="[reviews, goals]"),
        more=page("More", order=30),
    )
    some = pages(folder, goals=GOALS)
    assert [one.name for one in some if not one.in_menu] == ["actions"]
    assert navigation_of(some) == [{"Reviews": "reviews.md"}, {"More": "more.md"}]
    assert navigation_of(pages(folder)) == [{"More": "more.md"}]


def test_a_part_that_no_portal_has(folder: Path) -> None:
    """A misspelt part is told with its line."""
    write(folder, more=page("More", shown_when="[action]"))
    assert problems(folder) == [
        'content/more.md:3:1: shown_when: expected a part of the portal, found "action"'
    ]


def test_titles_and_sections_among_the_words(folder: Path) -> None:
    """A title `title_…` and a section `section_…` are keys of words; any other is a text."""
    body = "{% for _, settings in pages %}{{ settings.title }};{% endfor %}"
    write(folder, more=page("title_more", body, section="section_all"), rest=page("Title_more"))
    found = pages(folder)
    assert navigation_of(found) == [
        {"All &amp; more": [{"More &lt;b&gt;": "more.md"}]},
        {"Title_more": "rest.md"},
    ]
    assert body_of(found[0]) == "More &lt;b&gt;;Title_more;"


def test_titles_that_no_word_has(folder: Path) -> None:
    """A title and a section that the words lack are told with the line that asks for them."""
    write(folder, a=page("title_a"), b=page(section="section_b"))
    assert problems(folder) == [
        "content/words.yml: the word `section_b` is missing, which content/b.md:3 asks for",
        "content/words.yml: the word `title_a` is missing, which content/a.md:2 asks for",
    ]


def test_a_page_of_the_coach_s_own(folder: Path) -> None:
    """A file dropped into a folder of `content/` is a page, which others can link to."""
    body = "{% for name, settings in pages %}{{ settings.title }}:{{ url_to(name) }} {% endfor %}"
    write(folder, index=page(body=body), **{"extra/reading": page("Q&A <3", "Read.")})
    reading, home = pages(folder)
    assert body_of(home) == "Q&amp;A &lt;3:extra/reading.html Home:index.html"
    assert (reading.name, reading.title) == ("extra/reading", "Q&amp;A &lt;3")


def test_a_page_without_settings(folder: Path) -> None:
    """A file of nothing but Markdown is a page at the end, titled by its first heading."""
    write(folder, index=page(), notes="# My notes\n\n{{ portal.greeting }}")
    _, notes = pages(folder)
    assert (notes.name, notes.title, body_of(notes)) == (
        "notes",
        "My notes",
        "# My notes\n\nNadia",
    )


def test_pages_know_their_settings(folder: Path) -> None:
    """A template sees its settings as `page`, the programme and the portal."""
    write(
        folder,
        index=page(
            body="{{ page.title }} {{ page.steps[0] }} {{ programme.steps | length }}",
            steps="[agreement]",
        ),
    )
    (home,) = pages(folder)
    assert body_of(home) == "Home agreement 7"


def test_a_word_is_no_template(folder: Path) -> None:
    """A title that is a word stands as it is, also where it looks like Jinja."""
    write(folder, more=page("title_code"))
    [written] = pages(folder)
    assert written.title == WORDS["title_code"]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("a\n{{ nothing }}\n", 5, "'nothing' is undefined"),
        ("{{ portal.organisation }}", 4, "a template prints a value that is missing"),
        ("a\n\n{% if %}", 6, "Expected an expression, got 'end of statement block'"),
        ("{% for x in y %}", 4, "Unexpected end of template. "),
        ("{{ 1 | nope }}", 4, "No filter named 'nope'."),
        ("{{ url_to('nope') }}", 4, "there is no page 'nope' to link to"),
        ("{{ 1 / 0 }}", 4, "division by zero"),
        ("{{ 'x' | day }}", 4, "AssertionError"),
        ("{{ 'x' | fill(1) }}", 4, ""),
        ("{% include 'nope.html' %}", 4, "'nope.html' not found in search paths: "),
        ("{% include 'index.md' %}", 4, "maximum recursion depth exceeded"),
    ],
)
def test_a_template_with_a_mistake(body: str, line: int, message: str, folder: Path) -> None:
    """A mistake in a template is a problem with its file and line, in one line of words."""
    write(folder, index=page(body=body))
    (found,) = problems(folder)
    assert found.startswith(f"content/index.md:{line}:1: this template does not work: {message}")
    assert "Traceback" not in found


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("'{{ nothing }}'", "this template does not work: 'nothing' is undefined"),
        ("'{{ nothing'", "this template does not work: unexpected end of template, expected"),
    ],
)
def test_a_title_with_a_mistake(title: str, message: str, folder: Path) -> None:
    """A mistake in a title is told with the line of the title."""
    write(folder, index=f"---\norder: 10\ntitle: {title}\n---\n# Home\n")
    (found,) = problems(folder)
    assert found.startswith(f"content/index.md:3:1: {message}")


@pytest.mark.parametrize("name", ["gaols", "as_of", "greeting"])
def test_each_of_what_is_no_list(name: str, folder: Path) -> None:
    """Only what a portal lists can be repeated."""
    write(folder, index=page(each=name))
    assert problems(folder) == [
        f'content/index.md:3:1: each: expected something that a portal lists, found "{name}"'
    ]


@pytest.mark.parametrize(
    ("component", "problem"),
    [
        ("{% macro m() %}\n\n{{ nothing }}{% endmacro %}", "3:1: this template does not work: "),
        ("\n{% macro m() %}{% endif %}", "2:1: this template does not work: "),
        ("{% macro m() %}{{ portal.end }}{% endmacro %}", "1:1: this template does not work: "),
    ],
)
def test_a_component_with_a_mistake(component: str, problem: str, folder: Path) -> None:
    """A mistake in a component is told once, where it is, however many pages use it."""
    body = "{% import 'components/ui.html' as ui with context %}\n{{ ui.m() }}\n"
    write(folder, ui=component, index=page(body=body), more=page(body=body))
    (found,) = problems(folder)
    assert found.startswith(f"overrides/components/ui.html:{problem}")


def test_all_templates_with_mistakes(folder: Path) -> None:
    """The mistakes of all templates are told at once."""
    write(folder, index=page(body="{{ a }}"), more=page(body="{{ b }}"))
    assert problems(folder) == [
        "content/index.md:4:1: this template does not work: 'a' is undefined",
        "content/more.md:4:1: this template does not work: 'b' is undefined",
    ]


def test_settings_with_mistakes_are_told_at_once(folder: Path) -> None:
    """So are the mistakes in the settings of all pages."""
    write(folder, index="---\ntitel: x\n---\n", more=page(each="nope"))
    assert [line.partition(" ")[0] for line in problems(folder)] == [
        "content/index.md:2:1:",
        "content/more.md:3:1:",
    ]


def test_a_page_that_would_replace_the_first(folder: Path) -> None:
    """A site has index.html in the place of README, so notes on a folder never become its start."""
    write(folder, index=page(), README=page())
    message = "expected another name: it would take the place of the first page"
    assert problems(folder) == [f"content/README.md: {message}"]


def test_two_pages_with_the_same_name(folder: Path) -> None:
    """Two templates never write the same page: its values would be taken for the other's."""
    write(folder, goal=EACH, review=page(each="goals"), **{"goals/rest": page()})
    assert problems(folder, goals=GOALS) == [
        "content/goals/rest.md: content/goal.md makes the page goals/rest already",
        "content/review.md: content/goal.md makes the page goals/goal-1 already",
    ]


@pytest.mark.parametrize(
    "overrides",
    [
        {},
        {"goals": [{"title": "x"}]},
        {"goals": [goal({})]},
        {"goals": [goal({"started": "2027-01-01"}), goal({"done": "2027-01-01"}, title="b")]},
        {"sessions": [{"on": "2026-11-15"}], "check_ins": [{"on": "2026-11-01"}]},
        {"ratings": [{"on": "2026-11-01", "scores": {"team": 1}}]},
        {"reviews": [{"on": "2026-11-01"}, {"on": "2027-01-01"}]},
        {"feedback": [{"on": "2026-11-01", "statements": []}]},
        {"feedback": [{"on": "2026-11-01", "scale": 2,
                       "statements": [{"text": "x", "self": 1, "groups": {"a": [1, 1, 2]}}]}]},
        {"feedback": [{"on": "2026-11-01", "comments": {"a": "x"},
                       "statements": [{"text": "x", "groups": {"a": [5] * 5, "b": [1]}},
                                      {"text": "y", "groups": {"a": [5]}}]}]},
        {"follow_up": {"return_on_investment": {}}},
        {"follow_up": {"return_on_investment": {"costs": [{"what": "x", "amount": "0"}]}}},
        {"follow_up": {"impact": [{"goal": "x"}]}, "goals": [{"title": "x"}]},
        {"start": "2027-01-01"},
        {"end": "2026-10-01", "step": 7},
        {"values": [{"name": "Calm"}], "stakeholders": [{"name": "x", "relation": "Sponsor"}]},
        {"language": "ar"},
    ],
)  # fmt: skip
def test_the_shipped_pages_write_any_engagement(overrides: dict[str, Any]) -> None:
    """Whatever an engagement does not know yet, every page that ships can be written."""
    folders = [CONTENT, ROOT / "overrides"]
    shown = portal(**overrides)
    words = words_in(CONTENT / "words.yml")
    environment = PageEnvironment(folders, shown.language, words, COMPILED)
    environment.globals.update(identity=identity_of(Brand(), "Kim Lee", "Coaching"))
    names = [
        one.name for one in pages_of(shown, programme(), page_templates(folders[0]), environment)
    ]
    assert {"index", "actions", "reviews", "follow-up"} <= set(names)
    assert sum(name.startswith("goals/") for name in names) == len(shown.goals)
