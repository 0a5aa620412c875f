"""What MkDocs logs, collected to be shown elsewhere."""

from __future__ import annotations

import logging


class LogLines(logging.Handler):
    """Collects the lines of warnings and errors."""

    def __init__(self) -> None:
        """Begin without lines."""
        super().__init__(logging.WARNING)
        self._lines: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the lines of a record."""
        # Several problems are logged as one record, with a line for each.
        self._lines += ((record.levelno, line) for line in record.getMessage().splitlines())

    def lines(self, least: int = logging.ERROR) -> list[str]:
        """Return the lines of at least a level."""
        return [line for level, line in self._lines if level >= least]
