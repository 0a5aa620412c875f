"""What has to be sent to a place and deleted there, in an order in which it always works."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from coaching_site.publishing.portal_files import PortalFile

INDEX: Final = "index.html"


@dataclass(frozen=True)
class PublishPlan:
    """The files to send, in steps one after another, the names to delete, and those to leave.

    What a page needs is sent before the page, a new page before those that lead to it, the first
    page last; nothing is deleted while a page at the place may lead to it.
    """

    steps: tuple[tuple[PortalFile, ...], ...]
    deletions: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def sent(self) -> tuple[PortalFile, ...]:
        """All files to send, in their order."""
        return tuple(file for step in self.steps for file in step)

    @property
    def deletion_steps(self) -> tuple[tuple[str, ...], ...]:
        """The names to delete, in their steps: pages before what they need."""
        steps = groupby(self.deletions, key=_is_page)
        return tuple(tuple(step) for _, step in steps)

    @property
    def is_empty(self) -> bool:
        """Whether the place has what it should have."""
        return not self.steps and not self.deletions


def plan_of(
    files: Mapping[str, PortalFile],
    known: Mapping[str, str | None],
    there: Collection[str],
) -> PublishPlan:
    """Return what to do so that a place holds these files.

    `known` names what publishes have put there, with the digest of what it is if that is certain;
    `there` is what the place says it has. What is neither known nor among the files is left alone.
    """
    present = {*there}
    sent = [
        file
        for name, file in files.items()
        if name not in present or known.get(name) != file.digest
    ]
    gone = (known.keys() & present) - files.keys()
    names = {file.name for file in sent}
    return PublishPlan(
        steps_of(sent, present),
        tuple(sorted(gone, key=lambda name: (not _is_page(name), name))),
        tuple(sorted(files.keys() - names)),
    )


def steps_of(
    files: Iterable[PortalFile], there: Collection[str]
) -> tuple[tuple[PortalFile, ...], ...]:
    """Return files in the steps in which they are to be sent, given what is there already."""
    ranked = sorted((_rank(file.name, file.name in there), file.name, file) for file in files)
    steps = groupby(ranked, key=lambda one: one[0])
    return tuple(tuple(file for _, _, file in step) for _, step in steps)


def _rank(name: str, is_there: bool) -> int:
    if name == INDEX:
        return 4
    return 2 * _is_page(name) + is_there


def _is_page(name: str) -> bool:
    return name.endswith(".html")
