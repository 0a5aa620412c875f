"""A reply as it comes out of its envelope: read with suspicion, and refused in one line."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Final, Literal, NoReturn

from pydantic import Field, ValidationError

from coaching_site.draft_items import MAX_REPLY_BYTES, DraftPart
from coaching_site.drafts import AnyDraft
from coaching_site.model.receipt import Moment
from coaching_site.model.types import Day, OneLine
from coaching_site.problems import quoted, shortened

_MAX_NESTING: Final = 10
_MAX_DIGITS: Final = 9
_MAX_MESSAGE_CHARACTERS: Final = 200
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_Item = Annotated[AnyDraft, Field(discriminator="kind")]


class ReplyRefused(Exception):
    """A reply cannot be used; the text says why, in one line."""


class ReplySignature(DraftPart):
    """What says which device a reply was made on: its public key, and what that key has signed.

    Whether it holds is for `coaching_site.replies.signer` to say.
    """

    version: Literal[1]
    x: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
    y: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
    value: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{86}$")]


class Reply(DraftPart):
    """All that an executive sent back at once; `on` is their own calendar day.

    Since version 3 it may be signed.
    """

    format: Literal["coaching-reply"]
    version: Literal[1, 2, 3]
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    engagement: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")]
    portal: Annotated[OneLine, Field(max_length=80)]
    made: Moment
    on: Day
    items: Annotated[tuple[_Item, ...], Field(min_length=1, max_length=5000)]
    signature: ReplySignature | None = None


def reply_of(raw: bytes) -> Reply:
    """Return the reply in a text of JSON; raise `ReplyRefused` when it is anything else."""
    data = data_of(raw)
    _check_kind(data)
    if isinstance(data.get("items"), list):
        data["items"] = [one for one in map(_without_blanks, data["items"]) if one is not None]
    try:
        reply = Reply.model_validate(data)
    except ValidationError as error:
        raise ReplyRefused(_sentence(error)) from None
    # Twice the same item could only contradict itself.
    keys = [item.id or item.key for item in reply.items]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise ReplyRefused(f"the reply has {quoted(twice)} twice")
    return reply


def data_of(raw: bytes) -> Any:
    """Return what a text of JSON says; raise `ReplyRefused` for what no page of ours writes."""
    if len(raw) > MAX_REPLY_BYTES:
        raise ReplyRefused(f"the reply is larger than {MAX_REPLY_BYTES // 10**6} MB")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise ReplyRefused("the reply is damaged: it is not text") from None
    deep = 0
    # Counted before it is parsed: the parser would run out of stack.
    for sign in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        deep += 1 if sign in "[{" else -1
        if deep > _MAX_NESTING:
            raise ReplyRefused("the reply is nested deeper than any reply can be")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise ReplyRefused("the reply is damaged: it cannot be read to the end") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise ReplyRefused("the reply has the same key twice")
    return found


def _whole(digits: str) -> int:
    return int(digits) if len(digits) <= _MAX_DIGITS else _no_number(digits)


def _no_number(text: str) -> NoReturn:
    raise ReplyRefused(f"the reply has a number that no portal writes: {shortened(text)}")


def _check_kind(data: Any) -> None:
    if not isinstance(data, dict):
        raise ReplyRefused("this is not a reply: expected an object in JSON")
    form, version = data.get("format"), data.get("version")
    if form == "coaching-drafts":
        raise ReplyRefused(
            "these are drafts, which only the portal reads: ask for the reply itself"
        )
    if form == "coaching-answer":
        raise ReplyRefused("this answers a round of feedback: `coaching-site receive` takes it in")
    if form != "coaching-reply":
        raise ReplyRefused("this is not a reply made by a portal")
    if isinstance(version, int) and version > 3:
        raise ReplyRefused(
            f"the reply has the version {version}: a newer coaching-site can read it"
        )


def _without_blanks(item: Any) -> Any:
    """Return an item without texts that are blank, though browsers trim fewer signs than Python.

    Of an answer that says nothing else None is left.
    """
    if not isinstance(item, dict) or "value" not in item:
        return item
    value = _said(item["value"])
    return None if item["value"] and value == [] else {**item, "value": value}


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items()}
    if isinstance(value, list):
        return [one for one in map(_said, value) if one is not None]
    if isinstance(value, str):
        # Some programs break a line by other signs, which come along when text is pasted.
        value = value.replace("\x0b", "\n").replace("\x0c", "\n")
        return None if value.isspace() else value
    return value


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ", ".join(shortened(str(part)) for part in first["loc"])
    message = " ".join(first["msg"].split())[:_MAX_MESSAGE_CHARACTERS]
    return f"this is not a reply made by a portal: {place}: {message}"
