"""Each item lands once, on the thing whose words its reader saw, or is said to be gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.ids import Ids
from coaching_site.replies.proposal import Proposal, ProposalState
from coaching_site.replies.reply import Reply
from coaching_site.view import PortalView, view_of
from tests.replies.browser import about, reply
from tests.samples import engagement, programme

TODAY: Final = date(2026, 11, 24)
Item = dict[str, Any]


@dataclass
class Coaching:
    """An engagement in which each thing is known by what a coach never types: its `deadline`,
    `meaning` or `owner`, whatever it is called and wherever it stands."""

    known: Engagement
    moment: count[int] = field(default_factory=lambda: count(1))

    @property
    def portal(self) -> PortalView:
        """What the reader sees."""
        return view_of(self.known, programme(), TODAY)

    def written(self) -> dict[str, tuple[Item, str]]:
        """Return an item for every goal, value and action, and whose it is, by its text."""
        found: dict[str, tuple[Item, str]] = {}
        shown = self.portal
        for number, goal in enumerate(shown.goals):
            prompt = next(one for one in goal.prompts if one.key.endswith("/measure"))
            self._add(found, "answer", prompt.key, prompt.revision, about(prompt.of),
                      str(self.known.goals[number].deadline))  # fmt: skip
            for action in goal.actions:
                words = about(action.goal_title, action.what)
                self._add(found, "action", action.draft_key, action.revision, words, action.owner)
        for number, value in enumerate(shown.values if self.known.values else ()):
            prompt = value.audiences[0][1][0]
            owner = str(self.known.values[number].meaning)
            self._add(found, "answer", prompt.key, prompt.revision, about(prompt.of), owner)
        return found

    def _add(self, found: dict[str, tuple[Item, str]], kind: str, key: str, base: str,
             words: dict[str, Any], owner: str) -> None:  # fmt: skip
        n = next(self.moment)
        text = f"text {n}"
        value: Any = [text] if kind == "answer" else {"done": None, "note": text}
        at = f"2026-11-24T12:00:{n % 60:02}.{n:03}Z"
        item = {"kind": kind, "key": key, "base": base, "id": f"d{n:015}", "at": at,
                "on": "2026-11-24", "value": value, **words}  # fmt: skip
        found[text] = (item, owner)

    def compare(self, *items: Item) -> list[Proposal]:
        """Return what a reply with these items would change."""
        message = Reply.model_validate(reply(*items, version=2))
        return proposals_of(message, self.known, programme(), TODAY)

    def take(self, proposals: Sequence[Proposal], *states: ProposalState) -> None:
        """Take what stands so."""
        changes = [c for one in proposals if one.state in states for c in one.changes]
        self.known = with_changes(self.known, changes)

    def owners(self) -> dict[str, set[str]]:
        """Return under which things a text stands now, or is told to have stood."""
        found: dict[str, set[str]] = {}
        for number, goal in enumerate(self.portal.goals):
            known = self.known.goals[number]
            for prompt in goal.prompts:
                earlier = [text for one in prompt.earlier for text in one.answers]
                for text in (*prompt.answers, *earlier):
                    found.setdefault(text, set()).add(str(known.deadline))
            for action in goal.actions:
                earlier = [text for one in action.earlier for text in one.answers]
                for text in (*([action.note] if action.note else []), *earlier):
                    found.setdefault(text, set()).add(action.owner)
        for number, value in enumerate(self.portal.values if self.known.values else ()):
            for _, prompts in value.audiences:
                for prompt in prompts:
                    earlier = [text for one in prompt.earlier for text in one.answers]
                    for text in (*prompt.answers, *earlier):
                        owner = str(self.known.values[number].meaning)
                        found.setdefault(text, set()).add(owner)
        return found

    def words(self) -> dict[str, str]:
        """Return what each thing is called now, by who it is."""
        found = {str(goal.deadline): goal.title for goal in self.known.goals}
        found |= {str(value.meaning): value.name for value in self.known.values}
        return found | {str(a.owner): a.what for goal in self.known.goals for a in goal.actions}

    def edit(self, edits: Sequence[Edit]) -> None:
        """Do to the engagement what a coach does to the file."""
        for one in edits:
            one(self)


Edit = Callable[[Coaching], None]
_names = count(1000)


def first(ids: Sequence[bool]) -> Coaching:
    """Return three goals with two actions each and three values, some of which have ids."""
    number, has = count(), iter(ids)
    goals = []
    for n in range(3):
        actions = [named({"what": f"Do {n}{i}", "owner": f"owner {next(number)}"}, has)
                   for i in range(2)]  # fmt: skip
        goal = {"title": f"Goal {'abc'[n]}", "deadline": f"2027-01-0{n + 1}", "actions": actions}
        goals.append(named(goal, has))
    values = [
        named({"name": f"Value {'abc'[n]}", "meaning": f"meaning {n}"}, has) for n in range(3)
    ]
    return Coaching(engagement(goals=goals, values=values))


def named(record: Item, has: Any) -> Item:
    """Give a record an id, if it is to have one."""
    return record | ({"id": f"own-{next(_names)}"} if next(has) else {})


def section(name: str, n: int, change: Callable[[list[Item], int], None]) -> Edit:
    """Return an edit of one of the lists of the file."""

    def edit(coaching: Coaching) -> None:
        data = coaching.known.model_dump()
        lists = {"goals": list(data["goals"]), "values": list(data["values"])}
        if name == "actions":
            goals = lists["goals"]
            if not goals:
                return
            here = dict(goals[n % len(goals)])
            actions = list(here["actions"])
            change(actions, n)
            goals[n % len(goals)] = here | {"actions": actions}
        else:
            change(lists[name], n)
        coaching.known = Engagement.model_validate(data | lists)

    return edit


def called(name: str) -> str:
    """Return which key holds what a thing is called."""
    return {"goals": "title", "values": "name", "actions": "what"}[name]


def removed(things: list[Item], n: int) -> None:
    """Take a thing out."""
    if things:
        del things[n % len(things)]


def turned(things: list[Item], _: int) -> None:
    """Turn the order around."""
    things.reverse()


def inserted(name: str) -> Callable[[list[Item], int], None]:
    """Return an edit that puts a new thing among the others."""
    own = {"goals": "deadline", "values": "meaning", "actions": "owner"}[name]

    def insert(things: list[Item], n: int) -> None:
        new = next(_names)
        who = (
            f"20{30 + new % 60}-0{new % 9 + 1}-{new % 28 + 1:02}"
            if own == "deadline"
            else f"{own} {new}"
        )
        things.insert(n % (len(things) + 1), {called(name): f"New {new}", own: who})

    return insert


def renamed(name: str) -> Callable[[list[Item], int], None]:
    """Return an edit that gives a thing other words."""

    def rename(things: list[Item], n: int) -> None:
        if things:
            things[n % len(things)] = things[n % len(things)] | {
                called(name): f"Else {next(_names)}"
            }

    return rename


def swapped(name: str) -> Callable[[list[Item], int], None]:
    """Return an edit that swaps two titles and leaves all else where it is."""

    def swap(things: list[Item], n: int) -> None:
        if len(things) > 1:
            one, two = things[n % len(things)], things[n % len(things) - 1]
            word = called(name)
            things[n % len(things)] = one | {word: two[word]}
            things[n % len(things) - 1] = two | {word: one[word]}

    return swap


def ids_given(coaching: Coaching) -> None:
    """Do what `coaching-site ids` does."""
    coaching.known = with_changes(coaching.known, Ids(coaching.known, programme()).all_given())


def edits_of(name: str, n: int, kind: int) -> Edit:
    """Return one of all edits."""
    kinds = [removed, turned, inserted(name), renamed(name), swapped(name)]
    return section(name, n, kinds[kind]) if kind < len(kinds) else ids_given


EDITS: Final = st.lists(
    st.builds(
        edits_of,
        st.sampled_from(["goals", "values", "actions"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=5,
)
IDS: Final = st.lists(st.booleans(), min_size=12, max_size=12)


@settings(max_examples=20)  # of twelve items each
@given(IDS, EDITS)
def test_nothing_is_offered_to_a_neighbour(ids: list[bool], edits: list[Edit]) -> None:
    """Whatever a coach does between building and receiving, an item is for what it was written
    for, or for what bears its words now; what is there unchanged is found; else it is gone."""
    coaching = first(ids)
    written = coaching.written()
    saw = coaching.words()
    coaching.edit(edits)
    now = coaching.words()
    for text, (item, owner) in written.items():
        (one,) = coaching.compare(item)
        after = replace(coaching, known=with_changes(coaching.known, one.changes)).owners()
        landed = after.get(text, set())
        assert len(landed) <= 1
        for whose in landed:
            assert whose == owner or now[whose] == saw[owner]
        if owner in now and now[owner] == saw[owner] and item["kind"] == "answer":
            assert landed == {owner}
        if owner not in now and saw[owner] not in now.values():
            assert one.state is ProposalState.ORPHANED


@given(IDS, EDITS, EDITS, st.data())
def test_each_item_lands_once(
    ids: list[bool], before: list[Edit], after: list[Edit], data: st.DataObject
) -> None:
    """Files that repeat items, in any order, with rewordings among them, leave the last wording
    of each, once; and what was said before is shown under the same thing for ever."""
    coaching = first(ids)
    written = coaching.written()
    first_items = {item["id"]: item for item, _ in written.values()}
    again = {item["id"]: item for item in map(reworded, first_items.values())}
    coaching.edit(before)
    files = data.draw(
        st.lists(
            st.lists(st.sampled_from([*first_items.values(), *again.values()]),
                     min_size=1, max_size=4, unique_by=lambda item: str(item["id"])),
            max_size=4,
        )
    )  # fmt: skip
    last: dict[str, Item] = {}
    for file in files:
        found = coaching.compare(*file)
        for item, one in zip(file, found, strict=True):
            known = last.get(item["id"])
            if known and one.state is not ProposalState.ORPHANED:
                assert (one.state is ProposalState.RECEIVED_BEFORE) == (known["at"] >= item["at"])
            if one.state is ProposalState.NEW:
                last[item["id"]] = item
        coaching.take(found, ProposalState.NEW)
        assert {one.state for one in coaching.compare(*file)} <= {
            *(ProposalState.RECEIVED_BEFORE, ProposalState.ORPHANED),
            *(ProposalState.CONFLICT, ProposalState.SAME),
        }
    owners = {text: owner for text, (_, owner) in written.items()}
    owners |= {f"{text}, reworded": owner for text, owner in owners.items()}
    landed = coaching.owners()
    for item in last.values():
        assert len(landed[text_in(item)]) == 1
    coaching.edit(after)
    for text, places in coaching.owners().items():
        if text in landed:
            assert places <= landed[text]


def reworded(item: Item) -> Item:
    """Return an item as it is written anew after it was sent."""
    text = f"{text_in(item)}, reworded"
    value: Any = [text] if item["kind"] == "answer" else {"done": None, "note": text}
    return item | {"value": value, "at": item["at"].replace("T12", "T13")}


def text_in(item: Item) -> str:
    """Return the text of an item."""
    value = item["value"]
    text: str = value[0] if isinstance(value, list) else value["note"]
    return text
