"""An engagement with every field filled, found by walking the schema of the model.

A field that somebody adds tomorrow is filled, and so tested, without a word here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from coaching_site.checks import ids_at
from coaching_site.model import Engagement, Programme

Path = tuple[str | int, ...]

EMAIL: Final = "n.h+{{7*7}}&amp`|#%7B%@halvorsen.example"
BOOKING: Final = "https://book.halvorsen.example/a?b='c'&amp;d=%22#[e](f)*g*_h_"
_FORMED: Final = {
    "better": "higher",
    "booking": BOOKING,
    "calendar_titles": "full",
    "currency": "EUR",
    "email": EMAIL,
    "file": "reading.txt",
    "language": "en",
    "paper": "A4",
    "prompts": "party",
    "schema_version": "1",
    "target": "9",
    "timezone": "Europe/Stockholm",
}
# That of another text would be remarked on; what a command writes is of a form of its own.
_LEFT_OUT: Final = (
    *("devices", "fingerprint", "leave_out", "lock"),
    # Of states that exclude each other one is enough: what is on hold, or cancelled.
    *("done", "done_on", "dropped", "every", "given_up", "held", "reached", "until"),
)
_SCHEMA: Final = Engagement.model_json_schema()
_LONGEST_LINE: Final = 500


def _is_excluded(key: str, path: Path) -> bool:
    """Tell whether a session has a state with which a field cannot be: every second one was
    cancelled, and nothing was agreed in it."""
    if path[:1] != ("sessions",) or len(path) != 2:
        return False
    return key == ("agreed" if int(path[1]) % 2 else "cancelled")


@dataclass
class Filling:
    """Fills an engagement; `line` and `prose` give the text for a place, `many` for each list."""

    programme: Programme
    line: Callable[[Path], str]
    prose: Callable[[Path], str]
    many: int = 2
    lines: dict[Path, str] = field(default_factory=dict)
    proses: dict[Path, str] = field(default_factory=dict)

    def engagement(self) -> dict[str, Any]:
        """Return the engagement as it would be typed; every text is kept by its place."""
        filled: dict[str, Any] = self._value(_SCHEMA, ())
        return filled

    def _value(self, kind: dict[str, Any], path: Path) -> Any:
        if "$ref" in kind:
            return self._value(_SCHEMA["$defs"][kind["$ref"].rpartition("/")[2]], path)
        if "anyOf" in kind:
            return self._value(kind["anyOf"][0], path)
        match kind["type"]:
            case "object":
                return self._mapping(kind, path)
            case "array":
                return [self._value(kind["items"], (*path, n)) for n in range(self._count(path))]
            case "string":
                return self._text(kind, path)
            case "boolean":
                return "true"
            case "integer" | "number":
                return _FORMED.get(str(path[-1]), "5")
        raise AssertionError(f"how is {kind} to be filled at {path}?")

    def _mapping(self, kind: dict[str, Any], path: Path) -> dict[str, Any]:
        if "properties" in kind:
            known = kind["properties"].items()
            return {
                key: self._value(inner, (*path, key))
                for key, inner in known
                if key not in _LEFT_OUT and not _is_excluded(key, path)
            }
        if "patternProperties" in kind:
            (inner,) = kind["patternProperties"].values()
            return {key: self._value(inner, (*path, key)) for key in self._ids(path)}
        groups = [self._kept(self.lines, self.line, ("group", n)) for n in range(self.many)]
        return {name: self._value(kind["additionalProperties"], (*path, name)) for name in groups}

    def _ids(self, path: Path) -> Iterable[str]:
        ids = ids_at(self.programme, path)
        # What is agreed is known by its id, and by that and its list: one of the two is enough.
        return [key for key in ids if "/" in key] or ids

    def _count(self, path: Path) -> int:
        if "files" in path:  # of one file, which is shown once at each place
            return 1
        return 5 if "groups" in path else self.many

    def _text(self, kind: dict[str, Any], path: Path) -> str:
        name, number = path[-1], next((p for p in path if isinstance(p, int)), 0)
        if kind.get("format") == "date":
            if name in ("end", "moved_from", "target_on"):
                return "2026-11-01"
            # Readings are of different days, and after the start of their metric.
            day = number + 1 if "readings" not in path else 11 + int(path[-2])
            return f"2026-10-{day:02}"
        if kind.get("format") == "time":
            return "09:00"
        if path[0] == "received":
            return f"d{number:010} 2026-11-24T200003.123Z 0123456789ab"
        if name in _FORMED:
            return _FORMED[str(name)]
        if "pattern" in kind:
            return "-".join(map(str, ("x", *path))).replace("_", "-")
        if name == "goal" and path[0] in ("reviews", "follow_up"):
            return f"x-goals-{path[-2]}-id"
        if name == "prompt" and path[0] == "history":
            return f"starters/{self.programme.starters[number].id}"
        if path == ("stakeholders", 0, "relation"):  # the sponsor, who signs too
            return self._kept(self.lines, lambda place: f"Sponsor {self.line(place)}", path)
        if kind["maxLength"] == _LONGEST_LINE:
            return self._kept(self.lines, self.line, path)
        return self._kept(self.proses, self.prose, path)

    def _kept(self, texts: dict[Path, str], give: Callable[[Path], str], path: Path) -> str:
        if path not in texts:
            texts[path] = give(path)
        return texts[path]
