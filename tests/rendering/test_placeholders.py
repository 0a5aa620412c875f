"""Typed text stands in a page letter for letter, whatever it holds and wherever it stands."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import TocExtension
from pydantic import TypeAdapter, ValidationError

from coaching_site.languages import LocalizedText
from coaching_site.model.types import RESERVED_FIRST, RESERVED_LAST, Prose
from coaching_site.rendering.fallback import Untranslated
from coaching_site.rendering.placeholders import Placeholders, phrase_to_html, prose_to_html

PLACES = """\
# Heading {0} {{: #heading }}

Paragraph {0}, *emphasis {0}* and **{0}**.

{0}

- item {0}
- {0}

| head {0} | x |
| --- | --- |
| cell {0} | {0} |

> quote {0}

## {0}

<div class="card" title="{0}" data-x='{0}'><p>raw {0}</p></div>

<section markdown="block">

### Inner {0}

</section>
"""
HOSTILE = (
    *("<b>x</b>", "<script>alert(1)</script>", "</p></div>", "<p>", "<!-- x -->", "&lt;&amp;&"),
    *("| a | b |", "# x", "x\n# y", "x\n===", "---", "- x\n- y", "1. x", "> x", "    x", "```\nx"),
    *("*x* __y__", "`x`", "[x](https://a.example)", "[x][y]", "[y]: https://a.example", "![x](y)"),
    *("{: .x }", "{: #heading }", "{{ 7 * 7 }}", "{% raw %}", "{# x #}", "\\*", "x  \ny", '"><i'),
    *("' onclick='x", "$&", "\\1", "\\g<0>", "x\ty", "[TOC]", "*[x]: y", "[^1]", "wzxhzdk:0"),
)


def converted(page: str, placeholders: Placeholders) -> BeautifulSoup:
    """Return a page as a browser reads it, converted by the extensions of `mkdocs.yml`."""
    markdown = Markdown(
        extensions=["attr_list", "md_in_html", "tables", TocExtension(permalink=False)]
    )
    return BeautifulSoup(placeholders.fill_html(markdown.convert(page)), "html5lib")


def page_with(value: str) -> BeautifulSoup:
    """Return a page with the value in all places."""
    placeholders = Placeholders()
    text = PLACES
    while "{0}" in text:
        text = text.replace("{0}", str(placeholders.hold(value)), 1)
    return converted(text.replace("{{", "{").replace("}}", "}"), placeholders)


def skeleton(soup: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """Return every element with its attributes' names, but for those about the direction."""
    elements = (tag for tag in soup.find_all(True) if tag.name != "bdi")
    return [(tag.name, sorted(set(tag.attrs) - {"dir"})) for tag in elements]


PLAIN = skeleton(page_with("x"))
typed = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
    | st.sampled_from("\n\t#*_`[](){}<>|&\"'\\:-!~=1."),
    min_size=1,
).filter(str.strip)


def assert_letter_for_letter(value: str) -> None:
    """Find the value in every place, and nothing else changed."""
    soup = page_with(value)
    assert skeleton(soup) == PLAIN
    x = value
    assert [tag.text for tag in soup.select("h1, h2, h3, em, strong, li, td, blockquote p")] == [
        *(f"Heading {x}", f"emphasis {x}", x, f"item {x}", x, f"cell {x}", x, f"quote {x}", x),
        f"Inner {x}",
    ]
    assert [tag.text for tag in soup.select("body > p, th, div p")] == [
        *(f"Paragraph {x}, emphasis {x} and {x}.", x, f"head {x}", "x", f"raw {x}"),
    ]
    card = soup.select_one("div.card")
    assert isinstance(card, Tag)
    assert (card["title"], card["data-x"]) == (x, x)


@pytest.mark.parametrize("value", HOSTILE)
def test_letter_for_letter(value: str) -> None:
    """Text that looks like markup is shown as it was typed, in each place of a page."""
    assert_letter_for_letter(value)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(value=typed)
@example(value="<p>")
def test_any_text_letter_for_letter(value: str) -> None:
    """Any text at all stands letter for letter, and the page has the elements of a plain one."""
    assert_letter_for_letter(value)


@pytest.mark.parametrize(
    ("direction", "text", "shown"),
    [
        ("ltr", "Noor", "Noor"),
        ("ltr", "نور", "<bdi>نور</bdi>"),
        ("ltr", LocalizedText("نور"), "نور"),
        ("rtl", "نور", "نور"),
        ("rtl", "Noor", "<bdi>Noor</bdi>"),
        ("rtl", "+46 8 123", "<bdi>+46 8 123</bdi>"),
        ("rtl", LocalizedText("3 days"), "3 days"),
    ],
)
def test_direction(direction: str, text: str, shown: str) -> None:
    """A name that runs against its page stands apart; the portal's own words never do."""
    placeholders = Placeholders(direction)
    assert placeholders.fill_html(f"<b>{placeholders.hold(text)}</b>") == f"<b>{shown}</b>"


def test_direction_of_prose() -> None:
    """Each paragraph and list that may run against the page finds its own direction."""
    placeholders = Placeholders("rtl")
    html = placeholders.fill_html(str(placeholders.hold("One.\n\n- two", prose_to_html)))
    assert html.split() == [
        "<p",
        'dir="auto">One.</p>',
        "<ul",
        'dir="auto">',
        "<li>two</li>",
        "</ul>",
    ]


@pytest.mark.parametrize("name", ["svg", "option", "textarea"])
def test_direction_without_markup(name: str) -> None:
    """In a picture and in a form, where no markup can stand, characters keep a text apart."""
    placeholders = Placeholders()
    html = f"<{name}>{placeholders.hold('نور')}</{name}>{placeholders.hold('نور')}"
    assert placeholders.fill_html(html) == f"<{name}>\u2068نور\u2069</{name}><bdi>نور</bdi>"


def test_table_of_contents() -> None:
    """Titles in the table of contents are opened as escaped text."""
    placeholders = Placeholders()
    markdown = Markdown(extensions=["attr_list", TocExtension()])
    markdown.convert(f"# {placeholders.hold('<i> & *x*')} {{: #top }}")
    (token,) = markdown.toc_tokens  # type: ignore[attr-defined]
    assert token["id"] == "top"
    assert placeholders.fill_text(token["name"]) == "&lt;i&gt; &amp; *x*"


def test_many_values() -> None:
    """Values keep their numbers far beyond ten."""
    placeholders = Placeholders()
    page = " ".join(str(placeholders.hold(f"v{number}")) for number in range(120))
    assert placeholders.fill_html(page) == " ".join(f"v{number}" for number in range(120))


def test_equal_texts_on_pages_that_share_what_they_are_filled_with() -> None:
    """A text that is in English alone is marked, an equal one that is typed is not."""
    filled: dict[Any, str] = {}
    pages = [Placeholders(filled=filled) for _ in range(4)]
    texts = (Untranslated("Sit"), "Sit", Untranslated("Sit"), "Sit")
    held = [page.hold(text, prose_to_html) for page, text in zip(pages, texts, strict=True)]
    html = [page.fill_html(one).strip() for page, one in zip(pages, held, strict=True)]
    assert html == ['<p lang="en">Sit</p>', "<p>Sit</p>"] * 2


def test_a_value_with_the_digits_of_a_number() -> None:
    """Beside a placeholder plain digits stay what they are."""
    placeholders = Placeholders()
    assert placeholders.fill_html(f"1{placeholders.hold('2')}3") == "123"


@pytest.mark.parametrize("code", range(ord(RESERVED_FIRST), ord(RESERVED_LAST) + 3))
def test_placeholders_cannot_be_forged(code: int) -> None:
    """The model refuses each character of which placeholders are made."""
    with pytest.raises(ValidationError, match="without control characters"):
        TypeAdapter(Prose).validate_python(f"a{chr(code)}b")


def test_holding_around_placeholders() -> None:
    """What stands around a placeholder is held as text, the placeholder is kept."""
    placeholders = Placeholders()
    kept = placeholders.hold("*a*", prose_to_html)
    both = placeholders.hold_around(f"<i>{kept}*b*")
    assert placeholders.fill_html(str(both)) == "&lt;i&gt;<p><em>a</em></p>\n*b*"
    assert placeholders.hold_around(str(kept)) == kept


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        ("_a_ __b__", "<p><em>a</em> <strong>b</strong></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("a\\*b", "<p>a*b</p>"),
        (
            "[a](https://b.example/?c&d)",
            '<p><a rel="noopener noreferrer" href="https://b.example/?c&amp;d">a</a></p>',
        ),
        (
            "[a](mailto:b@c.example)",
            '<p><a rel="noopener noreferrer" href="mailto:b@c.example">a</a></p>',
        ),
        ("[a](TEL:+41)", '<p><a rel="noopener noreferrer" href="TEL:+41">a</a></p>'),
    ],
)
def test_what_works_in_prose(text: str, html: str) -> None:
    """Emphasis, lists, paragraphs, escapes and links of Markdown work."""
    assert prose_to_html(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        *("<b>a</b>", "<script>a</script>", "<!-- a -->", "<a href='b.html'>a</a>"),
        *("{{ a }}", "{% a %}", "a {: .b }", "a\n{: #b }", "[a][b]", "[a]: b.html"),
        *("![a](b.png)", "`a`"),
        *("```\na\n```", "    a", "# a", "> a", "| a | b |\n| - | - |", "a\n===", "***", "~~a~~"),
        *("[a](javascript:b)", "[a](JaVaScRiPt:b)", "[a](&#106;avascript:b)", "[a](//b.example)"),
        *("[a](data:text/html,b)", "[a](vbscript:b)", "[a](java&Tab;script:b)", "[a](b.html)"),
        *("[a](java\tscript:b)", "[a](<java\tscript:b>)", "[a](\x01javascript:b)", "[a](#b)"),
        *(
            "[a](javascript&colon;b)",
            "[a](%6Aavascript:b)",
            "[a](file:///b)",
            "[a](https&#x3a;b)",
            "[a](https:)",
        ),
        *("[a](ftp://b.example)", "[a]( javascript:b)", "[a](https:///b)"),
        *("[a](view-source:b.example)", "[a](https:b.example)", "[a](blob:https://b)"),
    ],
)
def test_what_does_not_work_in_prose(text: str) -> None:
    """HTML, scripts, templates, attributes, pictures, code and other links are mere text."""
    soup = BeautifulSoup(prose_to_html(text), "html5lib")
    assert {tag.name for tag in soup.find_all(True)} <= {"html", "head", "body", "p", "em"}
    letters = [letter for letter in text if not letter.isspace()]
    assert [letter for letter in soup.text if not letter.isspace()] == letters


@pytest.mark.parametrize(
    "text",
    [
        *("https://b.example", "<https://b.example>", "[a]: https://b.example"),
        *("<a href='https://b.example'>a</a>", "[a](view-source:https://b.example)"),
    ],
)
def test_a_bare_address_alone_is_a_link(text: str) -> None:
    """Where an address stands in what does not work, the address is a link and the rest is text."""
    soup = BeautifulSoup(prose_to_html(text), "html5lib")
    assert {str(link["href"]).rstrip("/") for link in soup.select("a")} == {"https://b.example"}
    letters = "".join(letter for letter in soup.get_text() if not letter.isspace())
    assert letters == "".join(text.split())


def test_a_picture_is_no_more_than_a_link() -> None:
    """No picture is fetched: its sign stands before a link that only a reader can follow."""
    soup = BeautifulSoup(prose_to_html("![a](https://b.example)"), "html5lib")
    assert (soup.text.strip(), soup.img) == ("!a", None)


def test_address_with_quotes() -> None:
    """An address and its title cannot leave their attributes."""
    html = prose_to_html('[a](https://b.example/"onclick="c \'d" onclick="e\')')
    for tag in BeautifulSoup(html, "html5lib").find_all("a"):
        assert set(tag.attrs) <= {"rel", "href", "title"}


def test_a_phrase_has_no_blocks() -> None:
    """In a run of prose emphasis works, lists and headings do not."""
    assert phrase_to_html("- *a*\n# b") == "- <em>a</em>\n# b"


@pytest.mark.parametrize(
    ("page", "html"),
    [
        ("{0}", "<ul>\n<li>a</li>\n</ul>\n"),
        ("<p>\n{0}\n</p>", "<ul>\n<li>a</li>\n</ul>\n"),
        ('<div title="{0}">', '<div title="- a">'),
    ],
)
def test_place_of_prose(page: str, html: str) -> None:
    """Prose alone in a paragraph takes its place; in an attribute it is bare text."""
    placeholders = Placeholders()
    assert placeholders.fill_html(page.format(placeholders.hold("- a", prose_to_html))) == html


def test_prose_within_a_sentence() -> None:
    """Blocks in the midst of a sentence keep every word, and bring nothing but themselves."""
    placeholders = Placeholders()
    soup = converted(f"before {placeholders.hold('- <b>a</b>', prose_to_html)} after", placeholders)
    assert soup.text.split() == ["before", "<b>a</b>", "after"]
    assert {tag.name for tag in soup.find_all(True)} == {"html", "head", "body", "p", "ul", "li"}


LONG = {
    "stars": "*" * 20_000,
    "underscores": "_a" * 10_000,
    "mixed stars": "**a *b_ " * 2_500,
    "brackets": "[" * 20_000,
    "closed brackets": "[" * 10_000 + "]" * 10_000,
    "pictures": "![" * 10_000,
    "links": "[a](" * 5_000,
    "addresses": "[a](<b" * 3_300,
    "parentheses": "[a](" + "(" * 19_000,
    "titles": '[a](https://b.example "' * 800,
    "backslashes": "\\" * 20_000,
    "nested lists": "".join(f"{'  ' * depth}- a\n" for depth in range(140)),
    "dashes in a row": "- " * 10_000,
    "numbers in a row": "1. " * 6_600,
    "items": "- a\n" * 5_000,
    "empty items": "-\n" * 10_000,
    "lines": "\n" * 20_000,
    "angles": "<" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_repetition(text: str) -> None:
    """The longest prose, of the worst kind, is converted at once."""
    start = process_time()
    prose_to_html(text)
    assert process_time() - start < 10


@given(text=typed)
def test_any_prose_has_safe_elements(text: str) -> None:
    """Whatever is typed as prose, only paragraphs, emphasis, lists, breaks and links come out."""
    soup = BeautifulSoup(prose_to_html(text), "html5lib")
    for tag in soup.body.find_all(True) if soup.body else []:
        assert tag.name in {"p", "em", "strong", "ul", "ol", "li", "br", "a"}
        assert set(tag.attrs) <= {"rel", "href", "title", "start", "class"}
        assert tag.get("class") in (None, ["spaced"])
        assert str(tag.get("href", "https:")).lower().startswith(("http", "mailto:", "tel:"))
