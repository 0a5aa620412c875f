"""The markup of pages, read by a strict grammar."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.privacy.html import (
    TOKEN,
    Tag,
    attributes_of,
    end_of_element,
    first_values,
    is_inline_code,
    parse_page,
    read_site_file,
)


@pytest.mark.parametrize(
    ("text", "is_ambiguous"),
    [
        ("<!doctype html><p>a &lt; b</p><!-- c -->", False),
        ("<IMG src=a.png alt='b'/>", False),
        ("<script>if (a < b) c()</script>", False),
        ("a < b", True),
        ('<p class="a>b</p>', True),
        ("<script>a = '<b>'</script>", True),
        ("<!-- <p> -->", True),
        ("<p\x0bclass=a>", True),
    ],
)
def test_ambiguous(text: str, is_ambiguous: bool) -> None:
    """Whatever one browser may read otherwise than another is told."""
    assert parse_page(text).is_ambiguous is is_ambiguous


_PARTS = (
    *(
        "<p>",
        "<P class='a>b'>",
        '<p class="a',
        "</p>",
        "<br/>",
        "<",
        ">",
        "< b",
        "<!-- c -->",
        "<!",
    ),
    *("<script>", "<script src=a.js>", "</script>", "if (a < b)", '"', "'", "text", "<!--", "-->"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=9).map("".join))
def test_pages_are_read_as_by_the_grammar(text: str) -> None:
    """A page that is read piece by piece has the tags and scripts of the grammar, and no others."""
    tags, is_ambiguous = dict[Tag, None](), False
    for found in TOKEN.finditer(text):
        name = (found["name"] or "").lower()
        is_ambiguous |= bool(found["stray"]) or name == "script"
        if name and name != "script":
            tags[Tag(name, found["attributes"])] = None
        elif found["code"] is not None:
            tags[Tag("script", found["script_attributes"])] = None
    page = parse_page(text)
    assert (page.tags, page.is_ambiguous) == ([*tags], is_ambiguous)


def test_scripts() -> None:
    """Code in a page is found; data, and the name of a file, are none."""
    text = (
        "<script>a()</script><script>a()</script><script src=b.js></script>"
        '<script type="application/json">{}</script>'
    )
    page = parse_page(text)
    assert page.scripts == ["a()"]
    assert [tag.attributes for tag in page.tags] == ["", " src=b.js", ' type="application/json"']
    assert not is_inline_code(' TYPE="importmap+JSON"')


def test_attributes() -> None:
    """Names are in small letters, references resolved; of two with one name the first counts."""
    tag = Tag("a", " HREF='x?a&amp;b' hidden href=y")
    assert [*attributes_of(tag)] == [("href", "x?a&b"), ("hidden", ""), ("href", "y")]
    assert first_values(tag) == {"href": "x?a&b", "hidden": ""}


@pytest.mark.parametrize(
    "inner",
    [
        "a",
        "<nav class=x><NAV>b</NAV></nav>c",
        "<navigation></navigation><nav-item>",
    ],
)
def test_end_of_element(inner: str) -> None:
    """An element ends with its own end tag, not with that of one within or of a longer name.

    One whose end tag is missing, or breaks off, ends with the text.
    """
    page = f"<nav>{inner}</nav >{inner}</nav>"
    start, end = end_of_element(page, "nav", len("<nav>"))
    assert (page[5:start], page[start:end]) == (inner, "</nav >")
    assert end_of_element("<nav>a", "nav", 5) == (6, 6)
    assert end_of_element("<nav>a</nav ", "nav", 5) == (12, 12)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """They survive reading and writing back."""
    (tmp_path / "a.js").write_bytes(b"a\xff")
    read = read_site_file(tmp_path / "a.js")
    assert read.encode("utf-8", "surrogateescape") == b"a\xff"
