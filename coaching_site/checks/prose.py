"""Prose whose markup is ambiguous: the portal shows one meaning, and another may be intended."""

from __future__ import annotations

import re
from typing import Final

from coaching_site.checks.locations import Findings
from coaching_site.checks.texts import texts_in
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.problems import quoted
from coaching_site.prose.html import emphasised
from coaching_site.prose.lists import has_list_markers, may_be_amounts, seems_listed, seems_to_leave
from coaching_site.prose.plain_text import hides_backslash
from coaching_site.prose.points import runs_together

# Finds what may be a product, as in `2 *3 + 4* 5`, before the slower parser of emphasis is asked.
_NO_LETTERS: Final = re.compile(r"[*_](?:[^\w*]|\d)+[*_]")
_TOGETHER: Final = (
    "this may be a list that runs together: put each point on a line of its own, or begin each "
    "with a dash and a space as an item of a list"
)
_IN_SENTENCE: Final = (
    "lines that begin with a list marker are shown as part of a sentence: if points are meant, put "
    "a blank line before the first of them"
)
_BELOW_POINT: Final = (
    "the line below the last point is shown as part of it: if a paragraph is meant, put a blank "
    "line before it, else indent it"
)
_AMOUNTS: Final = (
    "each line begins with a dash and a number and is shown as a point of a list: if a minus is "
    "meant, put no space behind it"
)
_BACKSLASH: Final = (
    "a \\ before punctuation or at the end of a line is not shown: if the \\ is meant, write it "
    "twice"
)
_EMPHASIS: Final = (
    "the characters around {} are not shown, since they emphasise it: if the characters "
    "themselves are meant, put a \\ before each"
)


def advise_on_prose(engagement: Engagement) -> Findings:
    """Yield each text that may be intended to look different from what is shown."""
    for location, texts, is_prose in texts_in(engagement):
        if is_prose and isinstance(texts, str):
            yield from _odd_signs(location, texts)
        elif is_prose:
            for index, text in enumerate(texts):
                yield from _odd_signs((*location, index), text)


def _odd_signs(location: Location, text: str) -> Findings:
    has_points = "\n" in text and has_list_markers(text)
    if runs_together(text):
        yield location, _TOGETHER
    elif has_points and seems_listed(text):
        yield location, _IN_SENTENCE
    elif has_points and seems_to_leave(text):
        yield location, _BELOW_POINT
    elif has_points and may_be_amounts(text):
        yield location, _AMOUNTS
    if "\\" in text and hides_backslash(text):
        yield location, _BACKSLASH
    for words in emphasised(text) if _NO_LETTERS.search(text) else ():
        if not any(map(str.isalpha, words)):
            yield location, _EMPHASIS.format(quoted(words))
