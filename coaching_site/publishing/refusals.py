"""Why a portal is not sent, or not wholly."""

from __future__ import annotations


class PublishRefused(Exception):
    """A portal is not sent; `lines` say why, and what to do. Nothing at the place was changed."""

    def __init__(self, *lines: str) -> None:
        """Keep the lines."""
        self.lines = lines
        super().__init__("\n".join(lines))


class StoreFailed(Exception):
    """A publish stops where it is, which the next one completes.

    A place has not done what it was asked for, or the portal was written to meanwhile; the message
    says what, without credentials.
    """


def too_large(place: str, name: str) -> StoreFailed:
    """Return what is told of a file at a place that none of a portal can be."""
    return StoreFailed(f"{place}: {name} has more bytes than any file of a portal: take it away")
