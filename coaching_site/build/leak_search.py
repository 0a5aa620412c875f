"""The search for leaks in one portal, set up from what the portal is made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
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
    phrases_of_untold,
    phrases_of_values,
)
from coaching_site.leaks.search import LeakSearch, Secrets
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.surroundings import Surroundings
from coaching_site.model import Engagement
from coaching_site.parsing.source import read_bytes
from coaching_site.shipped import ENGAGEMENTS
from coaching_site.view.attachments import FOLDER
from coaching_site.view.audiences import hidden_texts, shown_texts, told_texts, untold_texts
from coaching_site.view.sponsor import SponsorView

_PRIVATE: Final = "private"
# What the program keeps there: earlier files of the engagement, and replies as they came.
_NOT_NOTES: Final = frozenset({"backups", "replies"})
_MAX_BYTES: Final = 20_000_000
_STARTER: Final = "starter.yml"
# Fewer answers than these might be any numbers.
_LEAST_MARKS: Final = 4


def leak_search_of(inputs: Inputs, report: SponsorView | None = None, run: str = "") -> LeakSearch:
    """Return what searches the portal that is made from these inputs.

    With the `report` for a sponsor it searches the sponsor's site, which may say no text of the
    engagement but those of the report. Engagements are read as `index_of` does it for a `run`.
    """
    workspace, folder = inputs.workspace, inputs.workspace.folder_of(inputs.slug)
    path = inputs.engagement_file
    view = inputs.engagement, inputs.programme, inputs.as_of
    hidden = untold_texts(inputs.engagement, report) if report else hidden_texts(*view)
    shown = told_texts(report) if report else shown_texts(*view)
    private = dict(_private_phrases(folder))
    phrases_of = phrases_of_untold if report else phrases_of_values
    private[path] = [*phrases_of(TypedValue(*one, 0) for one in hidden)]
    for file in map(Path, files_of_engagement(str(folder))):
        comments = comments_of(read_bytes(file).decode("utf-8", "replace"))
        private[file] = [*private.get(file, ()), *phrases_of_values(comments)]
    shared = (
        *(*workspace.content_layers, *workspace.override_layers),
        *(place / _STARTER for place in (workspace.engagements, ENGAGEMENTS)),
    )
    return LeakSearch(
        index_of(workspace.engagements, workspace.cache_dir, run=run),
        Sources(
            (inputs.slug, *dict.fromkeys(shown)),
            shared,
            inputs.engagement.language,
            workspace.cache_dir,
        ),
        Secrets(private, {*_marks(inputs.engagement)}),
        Surroundings([folder]),
        workspace.engagements,
        inputs.slug,
        {f"{FOLDER}{name}" for name in _own_files(folder / "files")},
        workspace.cache_dir,
    )


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
