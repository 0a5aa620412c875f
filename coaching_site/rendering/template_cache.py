"""Compiled templates, kept between builds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from coaching_site.cache import Cache


class TemplateCache(BytecodeCache):
    """Keeps compiled templates: their own text and logic, nothing of an engagement."""

    def __init__(self, cache_dir: Path, settings: bytes) -> None:
        """Keep them below `cache_dir`, which need not exist.

        `settings` stands for all of our own that compiled code depends on beside its template;
        code compiled with other settings, or by another Jinja, is not found.
        """
        self._cache = Cache(cache_dir / "templates")
        self._made_by = sha256(jinja2.__version__.encode() + settings).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template that was compiled before, unless its text has changed since."""
        if code := self._cache.get(self._made_by + bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._cache.put(self._made_by + bucket.key, bucket.bytecode_to_string())
