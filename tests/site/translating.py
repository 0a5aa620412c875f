"""A translation of words and programme that nobody reads: every Latin letter is an Arabic one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

_ALPHABET: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
_LETTERS: Final = {ord("A") + n: letter for n, letter in enumerate(_ALPHABET)} | {
    ord("a") + n: letter for n, letter in enumerate(_ALPHABET)
}
_GAP: Final = re.compile(r"(\{[^{}]*\})")
_NAMES: Final = {"id", "supported_by"}


def translate(content: Path, language: str) -> None:
    """Write the words and the programme of a folder anew, as those of a language."""
    for name in ("words", "programme"):
        texts = _texts(yaml.safe_load((content / f"{name}.yml").read_text("utf-8")))
        translated = yaml.safe_dump(texts, allow_unicode=True, sort_keys=False)
        (content / f"{name}.{language}.yml").write_text(translated, "utf-8")


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: inner if key in _NAMES else _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return _outside_gaps(value) if isinstance(value, str) else value


def _outside_gaps(text: str) -> str:
    parts = _GAP.split(text)
    parts[::2] = [part.translate(_LETTERS) for part in parts[::2]]
    return "".join(parts)
