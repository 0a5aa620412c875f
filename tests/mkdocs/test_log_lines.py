"""What MkDocs logs, collected."""

from __future__ import annotations

import logging

from coaching_site.mkdocs.log_lines import LogLines


def test_lines() -> None:
    """Lines of warnings and errors are kept, in their order, and asked for by their level."""
    kept = LogLines()
    logger = logging.Logger("mkdocs")
    logger.addHandler(kept)
    logger.info("Building")
    logger.warning("odd %s\nand more", "file")
    logger.error("no such file")
    assert kept.lines() == ["no such file"]
    assert kept.lines(logging.WARNING) == ["odd file", "and more", "no such file"]
