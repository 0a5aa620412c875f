"""The coach's own identity: a name, a mark or a logo, two colours and a portrait."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from coaching_site.model.metadata import Format
from coaching_site.model.types import OneLine, Record

_COLOUR: Final = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_PATH: Final = r"^(?:\w[\w -]*/)*\w[\w .-]*\.{}$"


def _colour(value: Any) -> Any:
    """Return a colour as `#17505c`; values that are no text unchanged."""
    if not isinstance(value, str):
        return value
    # `#` may be left out: without quotes it begins a comment in YAML.
    if not (match := _COLOUR.fullmatch(value.strip())):
        raise PydanticCustomError("colour", 'expected a colour such as "#17505c"')
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


Colour = Annotated[str, BeforeValidator(_colour)]
"""A colour in hexadecimal digits, two for each of red, green and blue: `#17505c`."""


def _path_of(kinds: str) -> Any:
    """Return what a path of these kinds of files must be like, for editors too."""
    pattern = _PATH.format(kinds)
    return Field(pattern=pattern, max_length=100, json_schema_extra={"pattern": pattern})


Logo = Annotated[
    OneLine,
    _path_of("(svg|png)"),
    Format("logo", "expected the name of an .svg or .png file in content/"),
]
"""The path of a drawing in `content/`."""

Photograph = Annotated[
    OneLine,
    _path_of("(svg|png|jpe?g|webp)"),
    Format("photograph", "expected the name of an .svg, .png, .jpg or .webp file in content/"),
]
"""The path of a picture in `content/`."""


class Colours(Record):
    """`main` is for links and marks, `accent` for what shall stand out; both must be readable."""

    main: Colour = Field(default="#17505c", description="The colour of links and marks.")
    accent: Colour = Field(default="#85590f", description="The colour of what should stand out.")


class Portrait(Record):
    """A picture of the coach; `alternative` says what is on it, for those who do not see it."""

    file: Photograph = Field(description="An .svg, .png, .jpg or .webp file beside the brand.")
    alternative: OneLine = Field(description="What is on it, for those who do not see it.")


class Brand(Record):
    """How a coach's portals look; see `content/brand.yml`. Each key may be left out."""

    name: OneLine | None = Field(
        default=None, description='At the top of each page; without it, "Coaching with" and you.'
    )
    mark: Annotated[OneLine, Field(max_length=3)] | None = Field(
        default=None, description="One to three letters beside it; without them, your initials."
    )
    logo: Logo | None = Field(
        default=None, description="In place of the letters: an .svg or .png file beside the brand."
    )
    portrait: Portrait | None = Field(
        default=None, description="You, on the first page and in the agreement."
    )
    colours: Colours = Field(default=Colours(), description="Two colours of yours.")
