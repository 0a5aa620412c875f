"""The markup of built pages, read by a strict grammar.

A forgiving parser reads anything, but not always as browsers do: what it takes for text may be a
tag to one of them. So every `<` must begin a piece of markup that all browsers read alike;
anything else is told by `ParsedPage.is_ambiguous`, and such a page is never published. So nothing
can hide from the checks where a browser and a parser disagree; besides, it is several times as
fast as a parser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

# Attributes without quotes may hold no quote, `=`, `<`, `>` or backtick, as HTML says; `[`, `{` and
# the like are left out too, so that a forgotten quote cannot make half of a page an attribute.
_SPACE: Final = r"[ \t\n\f\r]"
_NAME: Final = r"[a-z][\w:.-]*"
_VALUE: Final = r"\"[^\"<]*\"|'[^'<]*'|[\w.,:;/?#&%+~!$*()-]+"
_ATTRIBUTES: Final = rf"(?:{_SPACE}+{_NAME}(?:{_SPACE}*={_SPACE}*(?:{_VALUE}))?)*{_SPACE}*"
_ATTRIBUTE: Final = re.compile(
    rf"{_SPACE}+({_NAME})(?:{_SPACE}*={_SPACE}*({_VALUE}))?", re.IGNORECASE | re.ASCII
)
# Inside a script, `<` before a letter, `/`, `!` or `?` ends it or not, depending on what stands
# around it: such code belongs into a file.
_SCRIPT: Final = (
    rf"<script(?P<script_attributes>{_ATTRIBUTES})>"
    r"(?P<code>[^<]*(?:<(?![a-z/!?])[^<]*)*)</script>"
)
SCRIPT: Final = re.compile(_SCRIPT, re.IGNORECASE | re.ASCII)
TOKEN: Final = re.compile(
    rf"<!doctype html>|<!--[^<>]*-->|</[a-z][a-z0-9-]*{_SPACE}*>"
    rf"|{_SCRIPT}|<(?P<name>[a-z][a-z0-9-]*)(?P<attributes>{_ATTRIBUTES})/?>|(?P<stray><)",
    re.IGNORECASE | re.ASCII,
)
"""A piece of markup: of a script `script_attributes` and `code`, of another tag `name` and
`attributes`; `stray` is a `<` that begins no markup that all browsers read alike."""


class Tag(NamedTuple):
    """A start tag: its name in small letters, and its attributes as they are written."""

    name: str
    attributes: str


_STRAY: Final = Tag("", "")
_MOST_TAGS: Final = 4000  # what portals share, and some ten of them have of their own


class ParsedPage(NamedTuple):
    """What matters in a page: `tags` in their order, of equal ones the first.

    `scripts` is the code of executable inline scripts. `is_ambiguous` tells whether any `<`
    begins what browsers may read differently.
    """

    tags: Collection[Tag]
    scripts: Collection[str]
    is_ambiguous: bool


def parse_page(text: str) -> ParsedPage:
    """Return what matters in a page, or in a part of one."""
    tags: dict[Tag, None] = {}
    scripts: dict[str, None] = {}
    is_ambiguous = False
    # Behind each part that has no script in it stand the attributes and the code of one.
    parts = iter(SCRIPT.split(text))
    for part, of_script, code in zip_longest(parts, parts, parts):
        # No other markup has a `<` within. Pages repeat most of theirs: each is looked at once.
        _, *pieces = part.split("<")
        for piece in dict.fromkeys(pieces):
            tag = _tag_in(piece[: piece.rfind(">") + 1])
            if tag is _STRAY:
                is_ambiguous = True
            elif tag:
                tags[tag] = None
        if of_script is not None:
            tags[Tag("script", of_script)] = None
            if is_inline_code(of_script):
                scripts[code] = None
    return ParsedPage([*tags], [*scripts], is_ambiguous)


@lru_cache(maxsize=_MOST_TAGS)
def _tag_in(piece: str) -> Tag | None:
    """Return the start tag behind a `<`, None for an end or a comment, `_STRAY` for neither."""
    found = TOKEN.match(f"<{piece}")
    name = found["name"] if found else None
    # What is left of a script is none that all browsers end at the same place.
    if not found or found["stray"] or (name or "").lower() == "script":
        return _STRAY
    return Tag(name.lower(), found["attributes"]) if name else None


def is_inline_code(raw_attributes: str) -> bool:
    """Tell whether a script with these attributes is inline code, not data and not a file."""
    given = first_values(Tag("script", raw_attributes))
    return "src" not in given and not given.get("type", "").lower().endswith("json")


def first_values(tag: Tag) -> Mapping[str, str]:
    """Return the attributes as browsers keep them: of two with one name, the first."""
    return dict(reversed(list(attributes_of(tag))))


def attributes_of(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield name, in small letters, and value of each attribute, with references resolved."""
    for name, value in _ATTRIBUTE.findall(tag.attributes):
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        yield name.lower(), unescape(bare) if "&" in bare else bare


def end_of_element(text: str, name: str, start: int) -> tuple[int, int]:
    """Return where the end tag begins, and where it ends, of an element that others may lie in.

    Its content begins at `start`. Without an end tag it goes on to the end of the text.
    """
    depth = 1
    for tag in re.compile(rf"<(/?){name}(?=[\s/>])[^>]*>", re.IGNORECASE).finditer(text, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.span()
    return len(text), len(text)


def read_site_file(path: Path) -> str:
    """Return the text of a file of a site; bytes that are no UTF-8 survive writing it back."""
    return site_text(path.read_bytes())


def site_text(content: bytes) -> str:
    """Return the text of a file of a site, as `read_site_file` does."""
    return content.decode("utf-8", "surrogateescape")
