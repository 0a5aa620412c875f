"""Compiled page templates, kept between builds: compiling takes longer than writing the pages."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates in a folder: their own text and logic, nothing of an engagement."""

    def __init__(self, folder: Path, settings: bytes) -> None:
        """Keep files in `folder`, which need not exist.

        `settings` stands for all of our own that compiled code depends on beside its template;
        code compiled with other settings, or by another Jinja, is not found.
        """
        made_by = sha256(jinja2.__version__.encode() + settings).hexdigest()[:12]
        super().__init__(str(folder), f"{made_by}-%s")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template that was compiled before; a damaged file counts as none."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # Jinja lets through whatever reading half a file may raise
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if the folder lets us."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
