"""Rules for attached files: each is there, of a kind that is harmless, and not too large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from coaching_site.checks.locations import ANY, Findings, repeated, values_at
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.attachment import Attachment
from coaching_site.notation.names import is_windows_device
from coaching_site.problems import listed, nearest, quoted

MAX_BYTES_OF_ALL: Final = 40_000_000
"""The most bytes of all files that one portal hands over."""

_PATHS: Final[tuple[Location, ...]] = (
    ("goals", ANY, "files", ANY),
    ("sessions", ANY, "files", ANY),
    ("files", ANY, ANY),
)
_MAX_LISTED: Final = 8
_TOO_MANY: Final = (
    f"expected {MAX_BYTES_OF_ALL // 10**6} MB of files in all, and this one is beyond that: "
    "attach fewer or smaller ones"
)


class AttachmentSource(Protocol):
    """The files that may be attached, by their names."""

    def names(self) -> list[str]:
        """Return the names of all files."""

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has, None if there is none of this name."""

    def fault(self, name: str) -> str | None:
        """Return why a file cannot be attached, None if it can."""

    def is_link(self, name: str) -> bool:
        """Tell whether a link has this name, which is no file."""

    def tells_place(self, name: str) -> bool:
        """Tell whether a file is a picture that says where it was taken."""


def attachments_of(engagement: Engagement) -> Iterator[tuple[Location, Attachment]]:
    """Yield every attachment with its location."""
    for path in _PATHS:
        yield from values_at(engagement, path)


def check_attachments(engagement: Engagement, files: AttachmentSource) -> Findings:
    """Yield the location of each attachment that cannot be handed over, and why."""
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for location, attachment in attachments_of(engagement):
        name, there = attachment.file, (*location, "file")
        size = None if is_windows_device(name) else files.size(name)
        if (other := names.setdefault(name.casefold(), name)) != name:
            yield there, f"{quoted(other)} is attached, too: some systems take both for one file"
        elif size is None:
            yield there, _missing(name, files)
        elif fault := files.fault(name):
            yield there, fault
        elif name not in sizes:
            before, sizes[name] = sum(sizes.values()), size
            if before <= MAX_BYTES_OF_ALL < before + size:
                yield there, _TOO_MANY


def advise_on_attachments(engagement: Engagement, files: AttachmentSource) -> Findings:
    """Yield each picture that says where it was taken, and each file that is in a list twice."""
    every = [
        ((*place, "file"), (place[:-1], one.file)) for place, one in attachments_of(engagement)
    ]
    yield from repeated(every, "it is attached here already")
    for location, attachment in attachments_of(engagement):
        if files.tells_place(attachment.file):
            yield (*location, "file"), "this picture holds its location: save it without that"


def _missing(name: str, files: AttachmentSource) -> str:
    if is_windows_device(name):
        return f"Windows reserves the name {quoted(name)} for a device: choose another"
    if files.is_link(name):
        return f"{quoted(name)} is a link: copy the file itself into files/"
    known = files.names()
    message = f"there is no file {quoted(name)} in files/ or content/library/"
    # Such as files/week.pdf, though it is looked for in that folder.
    last = name.rpartition("/")[2]
    meant = nearest(name, known) or next((one for one in known if one.split("/")[-1] == last), None)
    if meant:
        return f"{message}: did you mean `{meant}`?"
    return f"{message}: there are {listed(known, _MAX_LISTED)}" if known else message
