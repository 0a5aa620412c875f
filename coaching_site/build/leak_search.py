"""The search for leaks in one portal, set up from what the portal is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from coaching_site.build.inputs import Inputs
from coaching_site.files import read_limited
from coaching_site.leaks.contents import TooMuch, texts_of
from coaching_site.leaks.index import index_of
from coaching_site.leaks.phrases import (
    Phrase,
    TypedValue,
    comments_of,
    files_of_engagement,
    phrases_of_text,
    phrases_of_values,
)
from coaching_site.leaks.search import LeakSearch, Secrets
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.surroundings import Surroundings
from coaching_site.model import Engagement
from coaching_site.model.activities import FeedbackRound
from coaching_site.model.feedback import AnsweredRound
from coaching_site.parsing.source import read_bytes
from coaching_site.rendering.fallback import texts_in
from coaching_site.shipped import ENGAGEMENTS
from coaching_site.view.attachments import FOLDER
from coaching_site.view.feedback_comments import comments_of as comments_shown

_PRIVATE: Final = "private"
# What the program keeps there: earlier files of the engagement, and replies as they came.
_NOT_NOTES: Final = frozenset({"backups", "replies"})
_MAX_BYTES: Final = 20_000_000
_STARTER: Final = "starter.yml"
# Fewer answers than these might be any numbers.
_LEAST_MARKS: Final = 4


def leak_search_of(inputs: Inputs, told: Collection[str] | None = None) -> LeakSearch:
    """Return what searches the portal that is made from these inputs.

    With the texts that are `told` to a sponsor it searches the sponsor's site, which may say no
    other of the engagement.
    """
    workspace, folder = inputs.workspace, inputs.workspace.folder_of(inputs.slug)
    path = inputs.engagement_file
    hidden = _hidden(inputs) if told is None else [*_untold(inputs.engagement, told)]
    private = dict(_private_phrases(folder))
    private[path] = [*phrases_of_values(hidden)]
    for file in map(Path, files_of_engagement(str(folder))):
        comments = comments_of(read_bytes(file).decode("utf-8", "replace"))
        private[file] = [*private.get(file, ()), *phrases_of_values(comments)]
    shown = dict.fromkeys(_shown(inputs) if told is None else told)
    shared = (
        *(*workspace.content_layers, *workspace.override_layers),
        *(place / _STARTER for place in (workspace.engagements, ENGAGEMENTS)),
    )
    return LeakSearch(
        index_of(workspace.engagements, workspace.cache_dir),
        Sources((inputs.slug, *shown), shared, inputs.engagement.language, workspace.cache_dir),
        Secrets(private, {*_marks(inputs.engagement)}),
        Surroundings([folder]),
        workspace.engagements,
        inputs.slug,
        {f"{FOLDER}{name}" for name in _own_files(folder / "files")},
        workspace.cache_dir,
    )


def _shown(inputs: Inputs) -> Iterator[str]:
    """Yield what the engagement says and its portal may show, names of groups included."""
    hidden: Any = {"executive": {"email"}, "feedback": {"__all__": {"comments"}}}
    yield from _texts(inputs.engagement.model_dump(exclude=hidden))
    for feedback in inputs.engagement.feedback:
        yield from _told_comments(feedback, inputs)
        if isinstance(feedback, AnsweredRound):
            yield from filter(None, (*feedback.told, *feedback.ends))


def _untold(engagement: Engagement, told: Collection[str]) -> Iterator[TypedValue]:
    """Yield each text of an engagement that its sponsor is not told, with its place."""
    for place, text in _placed_texts(engagement.model_dump(), ()):
        if text not in told:
            yield TypedValue(".".join(map(str, place)), text, 0)


def _placed_texts(value: object, place: tuple[object, ...]) -> Iterator[tuple[Any, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping | list | tuple):
        items = value.items() if isinstance(value, Mapping) else enumerate(value, 1)
        for key, inner in items:
            yield from _placed_texts(inner, (*place, key))


def _texts(value: object) -> Iterator[str]:
    """Yield every text in mappings and lists, and the keys of mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from map(str, value)
        yield from _texts([*value.values()])
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _hidden(inputs: Inputs) -> list[TypedValue]:
    """Return what the engagement says and its portal may not show."""
    hidden = [TypedValue("executive.email", inputs.engagement.executive.email or "", 0)]
    for number, feedback in enumerate(inputs.engagement.feedback, 1):
        told = {*_told_comments(feedback, inputs)}
        where = f"feedback round {number}, a comment"
        every = texts_in([*feedback.comments.values()])
        hidden += (TypedValue(where, text, 0) for text in every if text not in told)
    return hidden


def _told_comments(feedback: FeedbackRound, inputs: Inputs) -> Iterator[str]:
    """Yield the comments of a round that the portal shows."""
    if feedback.shown_from <= inputs.as_of:
        for by_question in comments_shown(feedback, inputs.programme.feedback):
            for _, comments in by_question.by_group:
                yield from comments


def _marks(engagement: Engagement) -> Iterator[tuple[int, ...]]:
    """Yield the answers of each group to each statement, of which no portal has but the mean."""
    for feedback in engagement.feedback:
        for statement in feedback.statements:
            yield from (one for one in statement.groups.values() if len(one) >= _LEAST_MARKS)


def _private_phrases(folder: Path) -> Iterator[tuple[Path, list[Phrase]]]:
    """Yield the phrases of each file that the coach alone may read, or nobody as it is."""
    for path in sorted((folder / _PRIVATE).rglob("*")):
        if not _NOT_NOTES.isdisjoint(path.relative_to(folder).parts):
            continue
        try:
            texts = [*texts_of(read_limited(path, _MAX_BYTES))]
        except (OSError, ValueError, TooMuch):
            continue  # a folder, or what nobody can search
        lines = ((one, line) for text in texts for line, one in enumerate(text.split("\n"), 1))
        yield path, [phrase for one, line in lines for phrase in phrases_of_text(one, "", line)]


def _own_files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        yield normalize("NFC", path.relative_to(folder).as_posix())
