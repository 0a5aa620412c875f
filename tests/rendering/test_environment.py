"""What a template prints is held back, and dates and numbers follow the language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError

from coaching_site.model.types import RESERVED_FIRST
from coaching_site.problems import InvalidInput
from coaching_site.rendering.environment import PageContext, PageEnvironment
from coaching_site.rendering.placeholders import Placeholders

WORDS = {
    "of": "{done} of {all}",
    "actions_one": "{n} action",
    "actions_other": "{n} actions",
    "actions_few": "{n} few",
    "actions_many": "{n} many",
    "minutes": "{n} min",
}
EVIL = "*a* <b>"
SAFE = "*a* &lt;b&gt;"
DAY = date(2026, 10, 5)


def environment(
    folder: Path = Path(), language: str = "en-GB", words: Mapping[str, str] = WORDS
) -> PageEnvironment:
    """Return an environment that reads templates from one folder."""
    return PageEnvironment([folder], language, words)


def written(template: str, language: str = "en-GB", **values: object) -> tuple[str, Placeholders]:
    """Return what a template writes, and the placeholders for its values."""
    pages = environment(language=language)
    text = pages.from_string(template).render(values)
    return text, pages.page_context.placeholders


def shown(template: str, language: str = "en-GB", **values: object) -> str:
    """Return what a template shows once its values are opened."""
    text, placeholders = written(template, language, **values)
    return placeholders.fill_html(text)


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{ evil }}", SAFE),
        ("**{{ evil }}**", f"**{SAFE}**"),
        ("{{ '*a* <b>' }}", SAFE),
        ("{{ 'a' ~ evil }}", f"a{SAFE}"),
        ("{{ evil | upper }}", "*A* &lt;B&gt;"),
        ("{{ [evil, evil] | join(', ') }}", f"{SAFE}, {SAFE}"),
        ("{{ evil if evil else '' }}", SAFE),
        ("{{ [evil] }}", "[&#x27;*a* &lt;b&gt;&#x27;]"),
        ("{{ record.name }}", SAFE),
        ("{% set x = evil %}{{ x }}", SAFE),
        ("{% set x %}*t* {{ evil }}{% endset %}{{ x }}", f"*t* {SAFE}"),
        ("{% macro m(v) %}*t* {{ v }}{% endmacro %}{{ m(evil) }}", f"*t* {SAFE}"),
        (
            "{% macro m() %}*t* {{ caller() }}{% endmacro %}{% call m() %}{{ evil }}{% endcall %}",
            f"*t* {SAFE}",
        ),
        ("{% for e in [evil] %}{{ loop.index }}. {{ e }}{% endfor %}", f"1. {SAFE}"),
        ("{% filter upper %}*t* {{ 1 }}{% endfilter %}", "*T* 1"),
        ("{{ words.of | fill(done=evil, all='*b*') }}", f"{SAFE} of *b*"),
        ("{{ evil | phrase }}", "<em>a</em> &lt;b&gt;"),
        ("{{ evil | prose }}", "<p><em>a</em> &lt;b&gt;</p>\n"),
        ("{{ '' }}", ""),
        ("{{ 7 }}{{ 1.5 }}{{ -2 }}", "71.5-2"),
        ("{{ day }}", "2026-10-05"),
    ],
)
def test_whatever_is_printed_is_sealed(template: str, html: str) -> None:
    """Values, constants and macros stand as text; only the template's own words are markup."""
    assert shown(template, evil=EVIL, record=SimpleNamespace(name=EVIL), day=DAY) == html


@pytest.mark.parametrize(
    "template",
    [
        "{{ evil }}",
        "{{ m('x') ~ evil }}",
        "{{ m('x') + evil }}",
        "{{ evil + m('x') }}",
        "{{ (evil | prose) ~ evil }}",
        "{{ (evil | phrase) + evil }}",
        "{{ evil ~ (evil | prose) }}",
        "{{ [m('x'), evil] | join }}",
        "{{ ['x' | prose, evil] | join(evil) }}",
        "{{ [evil] | join('x' | prose) }}",
        "{{ ('x' | prose) % evil }}",
        "{{ ('%s' | e) % evil }}",
        "{{ ('%s' | e) | format(evil) }}",
        "{{ ('{}' | e).format(evil) }}",
        "{{ ('x' | e).join([evil]) }}",
        "{{ m('x') | replace('x', evil) }}",
        "{{ ('x' | e) | replace('x', evil) }}",
        "{{ ('x' | e).replace('x', evil) }}",
        "{{ evil | e }}",
        "{{ evil | forceescape }}",
        "{{ evil | safe }}",
        "{{ evil | urlize }}",
        "{{ evil | tojson }}",
        "{{ {'x': evil} | xmlattr }}",
        "{{ evil | string }}",
        "{{ [evil | e] | sum(start='' | e) }}",
        "{{ m(evil) | trim }}",
        "{{ m(evil) | indent }}",
        "{{ url_to('index#' ~ evil) }}",
        "{% filter e %}{{ 'x' }}{{ evil }}{% endfilter %}",
        "{% set x = evil | safe %}{{ x }}",
        "{% autoescape false %}{{ evil }}{{ m(evil) }}{% endautoescape %}",
    ],
)
def test_no_operator_and_no_filter_lets_a_value_in(template: str) -> None:
    """However a template joins a value to a placeholder, the value never becomes markup."""
    pages = environment()
    pages.pages = frozenset({"index"})
    macro = "{% macro m(v) %}[{{ v }}]{% endmacro %}"
    try:
        text = pages.from_string(macro + template).render(evil=EVIL)
    except (TypeError, UndefinedError):
        return  # no such operation
    plain = [letter for letter in text if letter < RESERVED_FIRST]
    assert not set(plain) - set("[]")


@pytest.mark.parametrize(
    ("call", "html"),
    [
        ("m('1')", "1x"),
        ("m('1', '2')", "12"),
        ("m(b='2', a='1')", "12"),
        ("rest('1', '2', '3', c='4')", "1 3 4"),
        ("names(b='2')", "2"),
        ("[{'a': '1'}] | map(attribute='a') | first", "1"),
        ("[record] | selectattr('a', 'defined') | map(attribute='a') | first", "1"),
        ("[record] | selectattr('b', 'defined') | list | length", "0"),
    ],
)
def test_arguments_and_attributes(call: str, html: str) -> None:
    """Macros take arguments as Jinja says, and filters find attributes of records and of dicts."""
    macros = (
        "{% macro m(a, b='x') %}{{ a }}{{ b }}{% endmacro %}"
        "{% macro rest(a) %}{{ a }} {{ varargs[1] }} {{ kwargs.c }}{% endmacro %}"
        "{% macro names() %}{{ kwargs.b }}{% endmacro %}"
    )
    assert shown(f"{macros}{{{{ {call} }}}}", record=SimpleNamespace(a="1")) == html


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("m('1', '2')", "takes not more than 1 argument"),
        ("m(b='2')", "takes no keyword argument 'b'"),
        ("m('1', a='2')", "takes no keyword argument 'a'"),
    ],
)
def test_arguments_that_a_macro_does_not_take(call: str, message: str) -> None:
    """An argument too many is told as Jinja tells it."""
    with pytest.raises(TypeError, match=message):
        shown(f"{{% macro m(a) %}}{{{{ a }}}}{{% endmacro %}}{{{{ {call} }}}}")


def test_what_is_joined_to_a_sealed_value_is_text() -> None:
    """Prose joined to a value still opens as prose, the value as text beside it."""
    assert shown("{{ (evil | phrase) ~ evil }}", evil=EVIL) == f"<em>a</em> &lt;b&gt;{SAFE}"


@pytest.mark.parametrize(
    "template",
    ["{{ nothing }}", "{{ nothing.x }}", "{{ words.nothing }}", "{{ record.nothing }}",
     "{{ nothing | upper }}", "{{ 'a' ~ nothing }}", "{% if nothing %}{% endif %}"],
)  # fmt: skip
def test_what_is_not_there_is_an_error(template: str) -> None:
    """A misspelt name never shows as an empty place."""
    with pytest.raises((UndefinedError, InvalidInput)):
        written(template, record=SimpleNamespace())


def test_none_is_an_error() -> None:
    """What the engagement does not know is never printed as `None`."""
    with pytest.raises(TypeError, match="prints a value that is missing"):
        written("{{ value }}", value=None)


def test_constants_belong_to_the_page_that_prints_them() -> None:
    """A constant that a template prints is held on each page anew, not once when it is compiled."""
    pages = environment()
    template = pages.from_string("{{ name }} {{ '*t*' | phrase }}")
    for name in ("a", "b"):
        pages.page_context = PageContext()
        text = template.render(name=name)
        assert pages.page_context.placeholders.fill_html(text) == f"{name} <em>t</em>"


def test_each_page_has_its_own_values() -> None:
    """A new page begins with no values, so nothing of another page can be filled in."""
    pages = environment()
    pages.from_string("{{ 'a' }}").render()
    first, pages.page_context = pages.page_context, PageContext("b.html")
    text = pages.from_string("{{ 'b' }}").render()
    assert pages.page_context.placeholders.fill_html(text) == "b"
    assert first.placeholders.fill_html(text) == "a"


@pytest.mark.parametrize(
    ("expression", "british", "french", "german", "arabic"),
    [
        (
            "day | day",
            "5\xa0October 2026",
            "5\xa0octobre 2026",
            "5.\xa0Oktober 2026",
            "5\xa0أكتوبر 2026",
        ),
        ("day | day('short')", "5\xa0Oct", "5\xa0oct.", "5.\xa0Okt.", "5\xa0أكتوبر"),
        (
            "day | day('dated')",
            *("5\xa0Oct 2026", "5\xa0oct. 2026", "5.\xa0Okt. 2026", "5\xa0أكتوبر 2026"),
        ),
        ("day | day('medium')", "5\xa0Oct 2026", "5\xa0oct. 2026", "05.10.2026", "05‏/10‏/2026"),
        (
            "day | day('full')",
            "Monday, 5\xa0October 2026",
            "lundi 5\xa0octobre 2026",
            "Montag, 5.\xa0Oktober 2026",
            "الاثنين، 5\xa0أكتوبر 2026",
        ),
        ("day | month", "October 2026", "octobre 2026", "Oktober 2026", "أكتوبر 2026"),
        ("day | short_month", "Oct", "oct.", "Okt.", "أكتوبر"),
        ("day | weekday", "Monday", "lundi", "Montag", "الاثنين"),
        ("clock | clock", "09:30", "09:30", "09:30", "9:30 ص"),
        ("number | number", "1,234.5", "1\u202f234,5", "1.234,5", "1,234.5"),
        ("100 | money('EUR')", "€100", "100\xa0€", "100\xa0€", "\u200f100\xa0€"),
        (
            "-12500 | money('EUR')",
            "−€12,500",
            "−12\u202f500\xa0€",
            "−12.500\xa0€",
            "\u200f−12,500\xa0€",
        ),
        (
            "number | money('EUR')",
            "€1,234.50",
            "1\u202f234,50\xa0€",
            "1.234,50\xa0€",
            "\u200f1,234.50\xa0€",
        ),
        ("counted('actions', 0)", "0 actions", "0 action", "0 actions", "0 actions"),
        ("counted('actions', 1)", "1 action", "1 action", "1 action", "1 action"),
        ("counted('actions', 3)", "3 actions", "3 actions", "3 actions", "3 few"),
        ("counted('actions', 1234)", "1,234 actions", "1\u202f234 actions", "1.234 actions",
         "1,234 many"),
        ("counted('minutes', 1)", "1 min", "1 min", "1 min", "1 min"),
        ("('A', 'B', 'C') | listed", "A, B and C", "A, B et C", "A, B und C",
         "<bdi>A وB وC</bdi>"),
        ("('A',) | listed", "A", "A", "A", "A"),
    ],
)  # fmt: skip
def test_languages(expression: str, british: str, french: str, german: str, arabic: str) -> None:
    """Days, times, numbers, money and plurals follow the language of the engagement."""
    values = {"day": DAY, "clock": time(9, 30), "number": Decimal("1234.5")}
    found = [
        shown(f"{{{{ {expression} }}}}", language, **values)
        for language in ("en-GB", "fr", "de", "ar")
    ]
    assert found == [british, french, german, arabic]


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("index.html", "goals/goal-1", "goals/goal-1.html"),
        ("goals/goal-1.html", "index", "../index.html"),
        ("goals/goal-1.html", "goals/goal-2", "goal-2.html"),
        ("goals/goal-1.html", "goals/goal-1", "goal-1.html"),
        ("index.html", "index#next", "index.html#next"),
        ("a/b/c.html", "goals/goal-2#actions", "../../goals/goal-2.html#actions"),
    ],
)
def test_addresses_are_relative(page: str, target: str, address: str) -> None:
    """An address leads from where the page stands, so that a portal opens from any folder."""
    pages = environment()
    pages.pages = frozenset({"index", "goals/goal-1", "goals/goal-2"})
    pages.page_context = PageContext(page)
    text = pages.from_string("{{ url_to(target) }}").render(target=target)
    assert pages.page_context.placeholders.fill_html(text) == address


@pytest.mark.parametrize("target", ["goals", "goals/goal-3", "index.html", "", "#next"])
def test_no_address_of_an_unknown_page(target: str) -> None:
    """A link to a page that the portal does not have is an error."""
    pages = environment()
    pages.pages = frozenset({"index"})
    with pytest.raises(LookupError, match="there is no page"):
        pages.from_string("{{ url_to(target) }}").render(target=target)


def test_address_of_a_file() -> None:
    """A file besides the pages is linked from where the page stands; an unknown one is an error."""
    pages = environment()
    pages.files = frozenset({"calendar/all.ics"})
    pages.page_context = PageContext("goals/goal-1.html")
    template = "{% if has_file(path) %}a {% endif %}{{ file_url(path) }}"
    text = pages.from_string(template).render(path="calendar/all.ics")
    assert pages.page_context.placeholders.fill_html(text) == "a ../calendar/all.ics"
    with pytest.raises(LookupError, match="there is no file 'calendar/one"):
        pages.from_string(template).render(path="calendar/one.ics")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("---\ntitle: x\n---\na\n", "\n\n\na"),
        ("\ufeff---\ntitle: x\n---\na\n", "\n\n\na"),
        ("---\ntitle: x\n---  \na\n\n---\nb", "\n\n\na\n\n---\nb"),
        ("a\n---\nb", "a\n---\nb"),
    ],
)
def test_front_matter_is_blank(text: str, rest: str, tmp_path: Path) -> None:
    """The settings of a page are not shown, but its lines keep their numbers."""
    (tmp_path / "page.md").write_text(text, "utf-8")
    assert environment(tmp_path).get_template("page.md").render() == rest


def test_a_word_of_any_name() -> None:
    """A word may have the name of what every dictionary has."""
    pages = environment(words={"items": "Things"})
    text = pages.from_string("{{ words.items }} {{ words['items'] }}").render()
    assert pages.page_context.placeholders.fill_html(text) == "Things Things"


def test_words_with_gaps() -> None:
    """A word is given with its gaps filled."""
    assert environment().word("of", done=3, all="{n}") == "3 of {n}"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({}, "words.yml: the word `of` is missing"),
        ({"of": "{dne} of"}, 'words.yml: of: "{dne} of" may have these gaps alone: {done}'),
        ({"of": "{} of"}, 'words.yml: of: "{} of" may have these gaps alone: {done}'),
        ({"of": "{done"}, 'words.yml: of: "{done" may have these gaps alone: {done}'),
        ({"of": "{done.x}"}, 'words.yml: of: "{done.x}" may have these gaps alone: {done}'),
    ],
)
def test_a_word_that_does_not_work(
    words: dict[str, str], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is missing, or has a gap that nothing fills, is a plain problem."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        environment(tmp_path, words=words).word("of", done=3)
    assert str(caught.value) == problem


def test_a_gap_that_a_template_does_not_fill() -> None:
    """Of a coach's own words the file is told; known ones were checked, so the template errs."""
    with pytest.raises(InvalidInput, match=r"of: .* may have these gaps alone: \{done\}"):
        written("{{ words.of | fill(done=1) }}")
    template = environment(words={"kept_own": "{done} of {all}"}).from_string(
        "{{ words.kept_own | fill(all=1) }}"
    )
    with pytest.raises(ValueError, match=r"may have these gaps alone: \{all\}"):
        template.render()


def test_groups_of_items() -> None:
    """Items of one kind stand together, in the order in which kinds and items come."""
    items = [SimpleNamespace(kind=kind, n=n) for n, kind in enumerate("bab", 1)]
    each = "{% for one in some %}{{ one.n }}{% endfor %}"
    template = f"{{% for some in items | grouped('kind') %}}{each},{{% endfor %}}"
    assert shown(template, items=items) == "13,2,"
