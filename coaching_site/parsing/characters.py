"""Characters that are invisible, or look like indicators of YAML without being them."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    "\xa0": "a no-break space",
    "\u2007": "a figure space",
    "\u2009": "a thin space",
    "\u202f": "a narrow no-break space",
    "\u3000": "an ideographic space",
    "\xad": "a soft hyphen",
    "\u200b": "a zero width space",
    "\u200c": "a zero width non-joiner",
    "\u200d": "a zero width joiner",
    "\u2060": "a word joiner",
    "\u2010": "a hyphen other than that of the keyboard",
    "\u2011": "a non-breaking hyphen",
    "\u2012": "a figure dash",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2212": "a minus sign",
    "\u2022": "a bullet",
    "\uff0d": "a full-width hyphen",
    "\uff1a": "a full-width colon",
    "\ufe55": "a small colon",
    "\u2236": "a ratio sign",
    "\ufe13": "a vertical colon",
    "\uff0c": "a full-width comma",
    "\u2018": "a curly quote",
    "\u2019": "a curly quote",
    "\u201a": "a low quote",
    "\u201c": "a curly quote",
    "\u201d": "a curly quote",
    "\u201e": "a low quote",
}
# To YAML none of these is white space: `name:\u00a0Kim` is one text, and no key with a value.
_SPACES: Final = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN: Final = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_DIGITS: Final = "\uff10-\uff19"
_COLONS: Final = "\u02d0\u0589\u05c3\u2236\ua789\ufe13\ufe30\ufe55\uff1a"
_LOOK_ALIKES: Final = rf"\u2010-\u2015\u2022\u2212\uff0c\uff0d\u2018-\u201f{_COLONS}"
_ODD: Final = re.compile(f"[{_SPACES}{_UNSEEN}{_LOOK_ALIKES}{_DIGITS}]")

ODD_SPACE: Final = f"[{_SPACES}{_UNSEEN}]"
"""A pattern for a space that is text to YAML, or an invisible character."""

ODD_COLON: Final = f"[{_COLONS}]"
"""A pattern for a character that looks like a colon."""

ODD_DASH: Final = "[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2022]"
"""A pattern for a character that looks like the dash of a list, or is used as one in print."""

# The name has a bound, or a long line without a colon would be searched from each of its letters.
_GAP: Final = rf"(?:[ ]|{ODD_SPACE})*"
ODD_PAIR: Final = re.compile(
    rf"([^:{_COLONS}]{{1,60}}?)({_GAP}{ODD_COLON}{_GAP}|:[ ]*{ODD_SPACE}{_GAP})(?=\S)"
)
"""A name and a value separated by a look-alike of a colon, or by a colon and odd space."""

UNSEEN: Final = re.compile(f"[{_UNSEEN}]")
"""One invisible character."""


def has_odd(text: str) -> bool:
    """Return whether a text contains an odd character; most do not."""
    return not text.isascii() and _ODD.search(text) is not None


def odd_in(text: str) -> str:
    """Return the name of the first odd character, such as `an en dash (U+2013)`, or ""."""
    match = _ODD.search(text)
    return named(match[0]) if match else ""


def named(character: str) -> str:
    """Return the name and code point of a character, as in `an en dash (U+2013)`."""
    # By classes, since few of these have a name that a coach would know.
    if re.match(f"[{_DIGITS}]", character):
        name = "a full-width digit"
    elif re.match(f"[{_SPACES}]", character):
        name = _NAMES.get(character, "an odd kind of space")
    elif re.match(f"[{_COLONS}]", character):
        name = _NAMES.get(character, "a sign like a colon")
    else:
        name = _NAMES.get(character, "an odd sign")
    return f"{name} (U+{ord(character):04X})"
