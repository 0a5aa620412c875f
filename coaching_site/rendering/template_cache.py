"""Compiled templates, kept between builds, and in the memory of a process that builds many.

They are found by what they say: the template of a workspace that was moved, or of another one, is
not compiled again.
"""

from __future__ import annotations

import marshal
import pickle
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2
from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket, bc_magic

from coaching_site.cache import Cache

_MAX_IN_MEMORY: Final = 500  # several times as many as there are; a preview makes new ones
_in_memory: dict[str, CodeType] = {}


class TemplateCache(BytecodeCache):
    """Keeps compiled templates: their own text and logic, nothing of an engagement."""

    def __init__(self, cache_dir: Path, settings: bytes) -> None:
        """Keep them below `cache_dir`, which need not exist.

        `settings` stands for all of our own that compiled code depends on beside its template;
        code compiled with other settings, or by another Jinja, is not found.
        """
        self._cache = Cache(cache_dir / "templates")
        self._made_by = sha256(jinja2.__version__.encode() + settings).hexdigest()

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return the place of a template's code, which tells mistakes of the file it stands in."""
        bucket = super().get_bucket(environment, name, self.get_source_checksum(source), source)
        if bucket.code and filename and bucket.code.co_filename != filename:
            bucket.code = _moved(bucket.code, filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template that was compiled before, unless its text has changed since."""
        name = self._name(bucket)
        if code := _in_memory.get(name):
            bucket.code = code
            return
        if kept := self._cache.get(self._made_by + bucket.key):
            bucket.code = _code_in(kept, bucket)
            _remember(name, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._cache.put(self._made_by + bucket.key, bucket.bytecode_to_string())
        _remember(self._name(bucket), bucket.code)

    def _name(self, bucket: Bucket) -> str:
        """Return a name of the code, by the name and the text of its template."""
        return f"{self._made_by} {bucket.key} {bucket.checksum}"


def _code_in(kept: bytes, bucket: Bucket) -> CodeType | None:
    """Return the code that a bucket has written, if it is of the bucket's text and this Python.

    Jinja reads it as a file, which takes three times as long.
    """
    head = bc_magic + pickle.dumps(bucket.checksum, 2)
    if not kept.startswith(head):
        return None
    try:
        code: CodeType = marshal.loads(kept[len(head) :])  # noqa: S302 (as Jinja does)
    except (EOFError, ValueError, TypeError):
        return None
    return code


def template_of(environment: Environment, text: str) -> Template:
    """Return a text as a template, such as a title; a process compiles it once."""
    name = f"{type(environment).__qualname__} {text}"
    code = _in_memory.get(name) or environment.compile(text)
    _remember(name, code)
    kind: type[Template] = environment.template_class
    return kind.from_code(environment, code, environment.make_globals(None))


def _moved(code: CodeType, path: str) -> CodeType:
    """Return compiled code as if it came from another file, which tracebacks tell."""
    parts = (_moved(one, path) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=path, co_consts=tuple(parts))


def _remember(name: str, code: CodeType | None) -> None:
    if len(_in_memory) >= _MAX_IN_MEMORY:
        _in_memory.clear()
    if code:  # without any, the file was compiled of another text
        _in_memory[name] = code
