"""Answers for a first value: a portal asks for one before the engagement has any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coaching_site.drafts import AnswerDraft
from coaching_site.editing import Append
from coaching_site.editing.changes import Value
from coaching_site.model import Engagement
from coaching_site.model.prompt_key import FIRST_VALUE_NAME
from coaching_site.problems import quoted
from coaching_site.prose.plain_text import prose_to_plain
from coaching_site.replies.finder import Finder
from coaching_site.replies.proposal import TAKEN_OUT, Proposal, ProposalState, Rewriter, one_or_many
from coaching_site.replies.receipts import Receipts, stamp_of
from coaching_site.replies.reply import Reply, ReplyRefused
from coaching_site.replies.wording import Wording
from coaching_site.view.revisions import revision_of

_MAX_NAME_CHARACTERS = 500


def is_unnamed(item: AnswerDraft) -> bool:
    """Whether an answer is for a first value, which had no name in the portal."""
    return _of_first(item) and item.base == revision_of("", ())


def _of_first(item: AnswerDraft) -> bool:
    key = item.key
    is_first = (key.section, key.owner) == ("values", FIRST_VALUE_NAME.owner)
    return is_first and key != FIRST_VALUE_NAME


def answers_without_value(reply: Reply, engagement: Engagement) -> list[AnswerDraft]:
    """Return the answers of a reply for a value that is not there yet."""
    if engagement.values:
        return []
    answers = [item for item in reply.items if isinstance(item, AnswerDraft)]
    return [item for item in answers if is_unnamed(item) or (_of_first(item) and not item.about.of)]


def name_in(reply: Reply) -> str | None:
    """Return the name that a reply gives to a first value; raise `ReplyRefused` if it is none."""
    for item in _names_in(reply)[:1]:
        name = prose_to_plain(item.value[0])
        # A portal has one line for the name; more of it was written by something else.
        if len(item.value) > 1 or "\n" in name or len(name) > _MAX_NAME_CHARACTERS:
            raise ReplyRefused("the reply names a value by more than a line")
        return name
    return None


def _names_in(reply: Reply) -> list[AnswerDraft]:
    names = [
        item
        for item in reply.items
        if isinstance(item, AnswerDraft) and item.key == FIRST_VALUE_NAME
    ]
    # An emptied field takes the name back, and gives none.
    return [item for item in names if item.value]


def other_names(reply: Reply, engagement: Engagement, receipts: Receipts) -> Iterator[Proposal]:
    """Yield what cannot be taken of names: one that is taken back, and a second one."""
    used = _names_in(reply)[:1]
    for item in reply.items:
        if isinstance(item, AnswerDraft) and item.key == FIRST_VALUE_NAME and item not in used:
            # A name that was never taken need not be taken back.
            is_done = not item.value and not engagement.values
            reason = "" if is_done else _SECOND if item.value else _NAMELESS
            state = ProposalState.SAME if is_done else ProposalState.ORPHANED
            proposal = Proposal("name of the first value", (), item.value, state, reason=reason)
            yield receipts.noted(proposal, stamp_of(item, reply), FIRST_VALUE_NAME, item.value)


_SECOND = "the reply has another name for it"
_NAMELESS = "a value has a name: take it out of your file by hand, or give it another name"


def first_value(
    answers: Sequence[AnswerDraft],
    name: str,
    reply: Reply,
    finder: Finder,
    receipts: Receipts,
    wording: Wording,
) -> Proposal:
    """Return the proposal of a first value with its name and all the answers."""
    shown_to: dict[str, dict[str, Value]] = {}
    lines: list[str] = []
    own = finder.ids.id_for(name, "value")
    for item in answers:
        audience, prompt = item.key.path
        shown_to.setdefault(audience, {})[prompt] = one_or_many(item.value)
        lines += [f"{wording.label(item.key, name)} {text}" for text in item.value]
    notes = [_note(item, own, reply, finder, receipts) for item in answers]
    # Its answers were taken before, and the value is gone: the coach decides anew.
    is_taken_out = any(note.state is ProposalState.RECEIVED_BEFORE for note in notes)
    state = ProposalState.CONFLICT if is_taken_out else ProposalState.NEW
    noted = [change for note in notes for change in note.changes]
    named = _names_in(reply)[:1]
    noted += [receipts.taken(stamp_of(item, reply), FIRST_VALUE_NAME, name) for item in named]
    record: dict[str, Value] = {"name": name, "id": own}
    record |= {"shown_to": shown_to} if shown_to else {}
    changes = (Append(("values",), record), *noted)
    reason = TAKEN_OUT if is_taken_out else ""
    return Proposal(f"first value: {name}", (), tuple(lines), state, changes, (), reason)


def _note(
    item: AnswerDraft, value_id: str, reply: Reply, finder: Finder, receipts: Receipts
) -> Proposal:
    """Return a proposal that only notes an answer to the value with an id, and its receipt."""
    # The value gets its id with its name, so its history never knows it by number.
    key, stamp = item.key.owned_by(value_id), stamp_of(item, reply)
    earlier = Rewriter(finder.engagement, stamp.on).earlier(key, ())
    note = Proposal("", (), (), ProposalState.NEW, (earlier,))
    noted = receipts.noted(note, stamp, key, item.value)
    # Without changes it was received before; what is taken out and taken again is noted again.
    return noted if noted.changes else replace(noted, changes=(earlier,))


def name_again(name: str, reply: Reply, finder: Finder, receipts: Receipts) -> Proposal:
    """Return the proposal of a name for a value that has one meanwhile."""
    names = tuple(value.name for value in finder.engagement.values)
    here = name in names
    state = ProposalState.SAME if here else ProposalState.ORPHANED
    reason = "" if here else f"the first value is called {quoted(names[0])} now"
    proposal = Proposal("name of the first value", names[:1], (name,), state, reason=reason)
    return receipts.noted(proposal, stamp_of(_names_in(reply)[0], reply), FIRST_VALUE_NAME, name)
