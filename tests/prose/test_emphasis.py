"""Stars, underscores and backslashes: what is meant by them is shown, and no sign is lost."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.prose.plain_text import plain_to_prose, prose_to_plain
from coaching_site.rendering.placeholders import phrase_to_html, prose_to_html


def seen(prose: str) -> str:
    """Return prose as a reader sees it; ‹› stand around emphasis, «» around strong emphasis."""
    html = re.sub(r"<(/?)(em|strong)>", r"<b>\1\2</b>", prose_to_html(prose))
    signs = {"em": "‹", "/em": "›", "strong": "⟪", "/strong": "⟫"}
    soup = BeautifulSoup(html, "html5lib")
    for mark in soup.find_all("b"):
        mark.replace_with(signs[mark.text])
    return soup.get_text().strip()


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("*so* and **so** and ***so***", "‹so› and ⟪so⟫ and ‹⟪so⟫›"),
        ("_so_ and __so__", "‹so› and ⟪so⟫"),
        ("**Frei**heit, Frei**heit**, un**frei**willig", "⟪Frei⟫heit, Frei⟪heit⟫, un⟪frei⟫willig"),
        ("*Frei*heit, Frei*heit*, un*frei*willig", "‹Frei›heit, Frei‹heit›, un‹frei›willig"),
        ("**3**fach", "⟪3⟫fach"),
        ("**«Да»**это «Да»**«нет»**", "⟪«Да»⟫это «Да»⟪«нет»⟫"),
        ("это**«Да»**", "это⟪«Да»⟫"),
        ("„**Ja**“s, l'*amour*, *Anna*'s", "„⟪Ja⟫“s, l'‹amour›, ‹Anna›'s"),
        ("**Note:** text", "⟪Note:⟫ text"),
        ('**(so)** and *"so"*', '⟪(so)⟫ and ‹"so"›'),
        ("重要な**「点」**は*次*です", "重要な⟪「点」⟫は‹次›です"),
        ("**a *b* c**", "⟪a ‹b› c⟫"),
        ("*a*/*b*", "‹a›/‹b›"),
        ("**https://x.example/a_b_**", "⟪https://x.example/a_b_⟫"),
        ("*so*\\\n*so*\\*", "‹so›\n‹so›*"),
        ("*...and so on*", "‹...and so on›"),
    ],
)
def test_emphasis(prose: str, shown: str) -> None:
    """What is meant as emphasis is, also within a word and beside quotation marks."""
    assert seen(prose) == shown


@pytest.mark.parametrize(
    "prose",
    [
        *("5*3*2", "2**3**2", "a*b, c*d", "3 * 4 * 5", "(2*a + 3*b)", "5*3, 4*2 and *"),
        *(
            "Kolleg*innen und Mitarbeiter*innen",
            "*innen und Kolleg*innen",
            "jede*r/jede*n",
            "sh*t and f**k, s**t",
        ),
        *("(*) one and (*) two", "[*] one [*]", "*) one, *) two", "Price* and cost*", "*1, *2"),
        *("Date: ____ Name: ____", "____(date)____", "**** superior", "f*****g and b*****r", "***"),
        *("snake_case_name", "/_a_/b", "https://x.example/_a_/*b*", "www.x.example/_a_/b"),
        *(
            "_report_.docx",
            "*.pdf, *.doc*",
            "**/*.txt, a**b",
            "@_name_",
            "_name_@x.example",
            "/*note*/",
        ),
        *("C:\\*.txt and D:\\*.doc", "\\\\server\\share\\_a_", "(C:\\a\\[b]\\)", "C:\\_a\\.git"),
        *(
            "¯\\_(ツ)_/¯",
            "a\\b",
            "\\#1 and \\<b>",
            "AC\\DC",
            "\\alpha",
            "**/*.txt, a**b",
            "a \\- b",
            "\\",
        ),
        *("a `b` <c> &amp; &lt; ~~d~~ | e | {f} $g$ ^h^ =i= :j: @k #l", "> 90 %", "<- and ->"),
    ],
)
def test_signs(prose: str) -> None:
    """What is not meant as emphasis, or as a kept sign, stays as it was typed."""
    assert seen(prose) == prose
    assert BeautifulSoup(f"<p>{phrase_to_html(prose)}</p>", "html5lib").get_text() == prose


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("\\*so\\* and \\_so\\_", "*so* and _so_"),
        ("\\[a](https://b.example)", "[a](https://b.example)"),
        ("a\\*b \\\\ c", "a*b \\ c"),
        ("\\- a", "- a"),
        ("1\\. a", "1. a"),
        ("\\• a", "• a"),
    ],
)
def test_kept_signs(prose: str, shown: str) -> None:
    """A backslash keeps a sign that would mean something."""
    assert seen(prose) == shown


def test_a_link_without_words() -> None:
    """A link without words shows its address."""
    link = BeautifulSoup(prose_to_html("[](https://b.example/?c&d)"), "html5lib").a
    assert link
    assert link.text == link["href"] == "https://b.example/?c&d"


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "*",
                "**",
                "_",
                "__",
                "***",
                "____",
                "\\",
                "\\\\",
                "`",
                "<b>",
                "&amp;",
                "[",
                "](",
                ")",
            ),
            *(
                "a",
                "Frei",
                "5",
                "да",
                "点",
                " ",
                " ",
                ".",
                ":",
                "(",
                "«",
                "»",
                "-",
                "/",
                "\n",
                "\n\n",
            ),
            *(
                "C:\\",
                "\\\\x",
                "https://x.example",
                "• ",
                "– ",
                "☐ ",
                "1. ",
                "a) ",
                "o\t",
                "+ ",
                "!",
            ),
        ]
    ),
    max_size=12,
).map(lambda pieces: "".join(pieces).strip())


@given(PIECES)
def test_a_field_is_shown_as_typed(typed: str) -> None:
    """Whatever signs and paths stand in a field, a reader sees them, and they come back to it."""
    prose = plain_to_prose(typed)
    assert re.sub(r"\s", "", seen(prose)) == re.sub(r"\s", "", typed)
    assert prose_to_plain(prose) == typed


@given(PIECES)
def test_no_sign_is_lost_but_for_its_meaning(typed: str) -> None:
    """Of prose a reader sees each letter and each other sign, in the order in which they came."""
    if "](" in typed:
        return
    shown = re.sub(r"[\s*_\\•–☐\-+0-9.)o‹›⟪⟫]", "", seen(typed))
    assert shown == re.sub(r"[\s*_\\•–☐\-+0-9.)o]", "", typed)
    # Each pair of stars that is gone has become emphasis.
    html = prose_to_html(typed)
    stars = 2 * html.count("<em>") + 4 * html.count("<strong>")
    points = html.count("<li>")
    gone = sum(typed.count(sign) - seen(typed).count(sign) for sign in "*_")
    assert stars <= gone <= stars + points
