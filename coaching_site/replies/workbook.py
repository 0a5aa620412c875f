"""What was typed into a workbook, as a reply: compared and taken like what a portal sends.

A workbook prints what is answered, and has fields for more: what is typed is added to what is
there, and replaces nothing. What no kind of draft can say is shown, for the coach to type by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, Final, NamedTuple

from coaching_site.drafts import AnswerDraft, AnyDraft, ReadingDraft
from coaching_site.model import Engagement, Programme
from coaching_site.model.prompt_key import FIRST_VALUE_NAME, PromptKey
from coaching_site.notation.days import days_meant
from coaching_site.notation.numbers import quantities_meant
from coaching_site.notation.units import SELF_RATING, unit_of
from coaching_site.replies.finder import Finder
from coaching_site.replies.ids import Ids
from coaching_site.replies.pdf_form import FilledWorkbook
from coaching_site.replies.proposal import GONE, Proposal, orphaned
from coaching_site.replies.reply import Reply, ReplyRefused, reply_of
from coaching_site.replies.wording import Wording
from coaching_site.view.revisions import revision_of

BY_HAND: Final = "type it into your file by hand"
GOAL_FIRST: Final = "its goal is new: take that, and receive the file again"
NO_TITLE: Final = "its goal has no title: type it into your file by hand"
NO_READING: Final = "its day or its number cannot be read: type it into your file by hand"
UNFIT: Final = "it is longer or other than a portal takes: type it into your file by hand"

_Item = dict[str, Any]
_ROW: Final = re.compile(
    r"(?P<owner>goals/[^/]+)/actions/(?P<action>[0-9]+)/(?P<part>what|target)"
    r"|(?P<metric>readings/[^/]+/[^/]+)/(?P<reading>[0-9]+)/(?P<side>on|value)"
)
_OF_GOAL: Final = re.compile("(goals/[^/]+)/(?:title|deadline)")
_NUMBERED: Final = re.compile(r"(.+)/([0-9]+)")


class WorkbookReply(NamedTuple):
    """A workbook as a reply, and what of it no reply can say."""

    reply: Reply
    by_hand: tuple[Proposal, ...] = ()


def reply_in(
    workbook: FilledWorkbook, engagement: Engagement, wording: Wording, today: date
) -> WorkbookReply:
    """Return what was typed as a reply.

    It is of the day on which the workbook was saved last, or of `today` where no day is known.
    """
    reading = _Typed(workbook, engagement, wording, today)
    items = [*reading.items()]
    return WorkbookReply(reading.reply(items), tuple(reading.by_hand))


@dataclass
class _Typed:
    """What was typed, sorted by kinds; what fits none is collected in `by_hand`."""

    workbook: FilledWorkbook
    engagement: Engagement
    wording: Wording
    today: date
    by_hand: list[Proposal] = field(default_factory=list)

    @property
    def _day(self) -> date:
        return min(self.workbook.on or self.today, self.today)

    @property
    def _made(self) -> str:
        # Without a moment it is taken for older than any reply, so that it corrects none of them.
        moment = datetime.combine(self.engagement.start, time(), UTC)
        # So is one of a clock that is ahead; a client in the far east may be ahead by a day.
        if self.workbook.changed and self.workbook.changed.date() <= self.today + timedelta(days=1):
            moment = self.workbook.changed.astimezone(UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"

    @cached_property
    def _finder(self) -> Finder:
        programme: Programme = self.wording.programme
        return Finder(self.engagement, programme, Ids(self.engagement, programme))

    def reply(self, items: list[AnyDraft]) -> Reply:
        """Return a reply of these items."""
        reply = self._reply_of({"kind": "answer", "key": "x", "base": "0" * 16, "value": []})
        return reply.model_copy(update={"items": tuple(items)})

    def _reply_of(self, item: _Item) -> Reply:
        said = {
            "format": "coaching-reply",
            "version": 2,
            "id": self.workbook.id,
            "engagement": self.workbook.engagement,
            "portal": "workbook.pdf",
            "made": self._made,
            "on": self._day.isoformat(),
            "items": [item],
        }
        return reply_of(json.dumps(said).encode())

    def items(self) -> Iterator[AnyDraft]:
        """Yield an item for whatever a kind of draft can say."""
        rows: dict[tuple[str, str], dict[str, str]] = {}
        answers: dict[str, list[str]] = {}
        scores: dict[str, int] = {}
        for name, text in self.workbook.items.items():
            section, _, rest = name.partition("/")
            if row := _ROW.fullmatch(name):
                owner, number = row["owner"] or row["metric"], row["action"] or row["reading"]
                rows.setdefault((owner, number), {})[row["part"] or row["side"]] = text
            elif section == "ratings" and text.isdecimal():
                scores[rest] = int(text)
            elif not _goal_named(name):
                found = _NUMBERED.fullmatch(name)
                answers.setdefault(found[1] if found else name, []).append(text)
        yield from self._goals()
        for key, texts in answers.items():
            yield from self._answer(key, texts)
        if scores:
            yield from self._drafted({"kind": "rating", "key": "ratings", "value": scores}, "")
        for (owner, _), texts_of in rows.items():
            take = self._action if owner.startswith("goals/") else self._reading
            yield from take(owner, texts_of)

    def _drafted(self, item: _Item, called: str) -> Iterator[AnyDraft]:
        """Yield the draft of an item, with an id that what is typed always gives it."""
        typed = json.dumps([item["key"], item["value"]], sort_keys=True)
        item["id"] = f"d{sha256(typed.encode()).hexdigest()[:15]}"
        try:
            yield from self._reply_of(item).items
        except ReplyRefused:
            self._leave(called or item["key"], _texts(item["value"]), UNFIT)

    def _leave(self, label: str, texts: tuple[str, ...], reason: str = BY_HAND) -> None:
        self.by_hand.append(orphaned(label, texts, reason))

    def _called(self, owner: str) -> str:
        """Return the title of a goal or the name of a value, as the workbook has it."""
        return self.workbook.source.names.get(owner) or self.workbook.items.get(
            f"{owner}/title", ""
        )

    def _may_stand(self, owner: str, label: str, texts: tuple[str, ...]) -> bool:
        """Whether what belongs to a goal can be put: what cannot is left."""
        title = self._called(owner)
        is_new = owner not in self.workbook.source.names
        known = self._finder.goal_called(owner.partition("/")[2], title)
        if is_new and (not title or known is None):
            self._leave(label, texts, GOAL_FIRST if title else NO_TITLE)
            return False
        return True

    def _goals(self) -> Iterator[AnyDraft]:
        """Yield each new goal, with its deadline; the deadline of another one is left."""
        for owner in dict.fromkeys(filter(None, map(_goal_named, self.workbook.items))):
            title = _line(self.workbook.items.get(f"{owner}/title", ""))
            typed = _line(self.workbook.items.get(f"{owner}/deadline", ""))
            day = self._only_day(typed)
            if title:
                value = {"title": title, **({"deadline": day} if day else {})}
                yield from self._drafted(_new("new_goals", "", "new-goal", value), title)
            if typed and not (title and day):
                label = self._called(owner) or owner
                self._leave(f"{label}: {self.wording.word('pdf_deadline')}", (typed,))

    def _action(self, owner: str, row: Mapping[str, str]) -> Iterator[AnyDraft]:
        title, what = self._called(owner), _line(row.get("what", ""))
        label = f"{title or owner}: {self.wording.word('reply_new_action')}"
        typed = _line(row.get("target", ""))
        day = self._only_day(typed)
        # A day that cannot be read is the coach's to read.
        said = f"{what} ({typed})" if what and typed and not day else what
        if not what:
            self._leave(label, (typed,))
        elif self._may_stand(owner, label, (said,)):
            value = {"what": said, **({"target": day} if day else {})}
            name = owner.partition("/")[2]
            item = _new("new_actions", name, "new-action", value)
            yield from self._drafted({**item, "about": {"of": title}}, label)

    def _reading(self, key: str, row: Mapping[str, str]) -> Iterator[AnyDraft]:
        names = self.workbook.source.names
        goal, metric = names.get(f"goals/{key.split('/')[1]}", ""), names.get(key, "")
        number, typed = _line(row.get("value", "")), _line(row.get("on", ""))
        label, said = f"{goal}: {metric}", tuple(filter(None, (number, typed)))
        day = self._only_day(typed) if typed else self._day.isoformat()
        about = {"of": goal, "what": metric}
        item = {"kind": "reading", "key": key, "about": about}
        found = self._finder.metric_of(ReadingDraft.model_validate({**item, "value": _NOTHING}))
        if found is None:
            self._leave(label, said, GONE)
            return
        unit = unit_of(self.engagement.goals[found[0]].metrics[found[1]].unit)
        values = quantities_meant(number, unit, SELF_RATING[-1])
        if len(values) != 1 or not day:
            self._leave(label, said, NO_READING)
            return
        yield from self._drafted({**item, "value": {"on": day, "value": values[0]}}, label)

    def _answer(self, key: str, texts: list[str]) -> Iterator[AnyDraft]:
        """Yield what is typed for a prompt behind what is answered there by now."""
        known = PromptKey.parse(key)
        if known is None:
            self._leave(key, tuple(texts))
            return
        owner = f"{known.section}/{known.owner}"
        of = self._called(owner)
        label = self.wording.label(known, of)
        if known.section == "goals" and not self._may_stand(owner, label, tuple(texts)):
            return
        seen = self.workbook.source.seen.get(key)
        if known == FIRST_VALUE_NAME:
            texts = [_line(text) for text in texts]
        item = {
            "kind": "answer",
            "key": key,
            "base": seen or revision_of(of, ()),
            "value": texts,
            "about": {"of": of},
        }
        for draft in self._drafted(item, label):
            if isinstance(draft, AnswerDraft):
                yield self._behind(draft, shown=seen is not None)

    def _behind(self, item: AnswerDraft, *, shown: bool) -> AnswerDraft:
        """Return an answer with what is there now before it.

        Where the workbook showed nothing, and something is there, the coach is to decide.
        """
        location = self._finder.location_of(item)
        old = self._finder.answers_at(location) if location else ()
        more = tuple(text for text in item.value if text not in old)
        if not old or (more and not shown):
            return item
        return item.model_copy(update={"value": (*old, *more)})

    def _only_day(self, typed: str) -> str:
        """Return the day that is meant, in ISO; nothing where none is, or several may be."""
        known = self.engagement
        days = days_meant(typed, known.language, known.start.year) if typed else ()
        return days[0] if len(days) == 1 else ""


_NOTHING: Final = {"on": "2000-01-01", "value": "0"}


def _new(section: str, owner: str, kind: str, value: _Item) -> _Item:
    """Return the item of something that is added, under a key that what is typed gives it."""
    token = sha256(json.dumps([owner, value]).encode()).hexdigest()[:16]
    return {"kind": kind, "key": "/".join(filter(None, (section, owner, token))), "value": value}


def _goal_named(name: str) -> str:
    """Return the beginning of the keys of a goal whose title or deadline a field is for."""
    found = _OF_GOAL.fullmatch(name)
    return found[1] if found else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        return tuple(f"{name}: {one}" for name, one in value.items())
    return tuple(value)
