"""A translation of `content/` that nobody reads: every Latin letter is an Arabic one."""

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
_MARKUP: Final = re.compile(
    r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{:.*?\}|<[^>]*>|\]\([^)]*\))", re.DOTALL
)
_NAMES: Final = {"id", "supported_by"}
_READ_ATTRIBUTE: Final = re.compile(r'((?:aria-label|alt|data-label|placeholder|title)=")([^"]*)"')
# What a template says in passing: `ui.not_yet("None yet.")`, `{{ 'is' if … else 'are' }}`.
_LITERAL: Final = re.compile(r"\"[^\"]*\"|(?<=else )'[a-z]+'|'[a-z]+'(?= if )")
# Titles that are no key of a word.
_TITLE: Final = re.compile(r"^(title|section): (?!title_|section_)(.*)$", re.MULTILINE)


def translate(content: Path) -> None:
    """Translate a folder of words in place."""
    for path in content.glob("*.yml"):
        texts = _texts(yaml.safe_load(path.read_text("utf-8")))
        path.write_text(yaml.safe_dump(texts, allow_unicode=True, sort_keys=False), "utf-8")
    for path in content.rglob("*.md"):
        _, front, page = path.read_text("utf-8").split("---\n", 2)
        front = _TITLE.sub(lambda line: f"{line[1]}: {_page(line[2])}", front)
        path.write_text(f"---\n{front}---\n{_page(page)}", "utf-8")


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: inner if key in _NAMES else _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return _outside(_GAP, value, str) if isinstance(value, str) else value


def _page(text: str) -> str:
    return _outside(_MARKUP, text, _markup)


def _markup(piece: str) -> str:
    if piece.startswith("<"):
        return _READ_ATTRIBUTE.sub(lambda found: f'{found[1]}{_page(found[2])}"', piece)
    if piece.startswith(("{{", "{%")) and "import" not in piece:
        return _LITERAL.sub(_literal, piece)
    return piece


def _literal(found: re.Match[str]) -> str:
    """Translate what is read; in double quotes that is what has a capital or a space."""
    is_name = found[0].startswith('"') and not re.search("[A-Z ]", found[0])
    return found[0] if is_name or "{" in found[0] else found[0].translate(_LETTERS)


def _outside(marks: re.Pattern[str], text: str, inside: Any) -> str:
    parts = marks.split(text)
    parts[::2] = [part.translate(_LETTERS) for part in parts[::2]]
    parts[1::2] = map(inside, parts[1::2])
    return "".join(parts)
