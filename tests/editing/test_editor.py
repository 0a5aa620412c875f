"""Changes in a file: there when it is read again, and nothing else is another."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.editing import Append, Change, Put, apply_edits
from coaching_site.editing.changes import Value
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import read_text
from coaching_site.parsing.syntax import read_tree
from tests.editing.documents import files

ORDER = ("a", "b", "new", "c", "d", "e", "f", "x", "between", "y", "z", "u", "v", "w")
RECORD: dict[str, Value] = {"x": date(2026, 11, 24), "y": ["one", "two: 2"], "z": {"u": 3, "v": 10}}
PLAIN_RECORD: dict[str, Value] = {
    "x": "2026-11-24",
    "y": ["one", "two: 2"],
    "z": {"u": "3", "v": "10"},
}


def read(raw: bytes, folder: Path) -> Any:
    """Return what the product reads in a file: text, lists and dicts."""
    path = folder / "file.yml"
    path.write_bytes(raw)
    report = Report(Path(path.name))
    reading = read_tree(read_text(path, report), report)
    if report:
        report.raise_all()
    return _stripped(reading.root.plain()) if reading.root else None


def _stripped(value: Any) -> Any:
    """Return data without blanks around its texts, as the model keeps it."""
    if isinstance(value, dict):
        return {key: _stripped(item) for key, item in value.items()}
    return value.strip() if isinstance(value, str) else [_stripped(item) for item in value]


def change(raw: bytes, *changes: Change) -> bytes:
    """Return a file with changes."""
    return apply_edits(raw, changes, lambda _: ORDER)


def test_a_tab_in_a_text(tmp_path: Path) -> None:
    """What is read is edited too: a tab inside of a plain text is none of our business."""
    raw = change(b"a: one\ttwo\nb: old\n", Put(("b",), "new"))
    assert raw == b"a: one\ttwo\nb: new\n"
    assert read(raw, tmp_path) == {"a": "one\ttwo", "b": "new"}


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t :#-|>'\"\\{}[],&*!%@`~\u2028\u2029\x85\ufeff😀م")
).map(str.strip).filter(bool)  # fmt: skip
"""Text without blanks around it, as the model keeps it."""


@given(st.data())
def test_any_file_takes_any_change(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    """What was put into a file is read back, all else as before, every comment in its place."""
    folder = tmp_path_factory.getbasetemp()
    raw = data.draw(files())
    before = read(raw, folder)
    after = deepcopy(before)
    made = data.draw(_changes(after))
    new = change(raw, made)
    assert read(new, folder) == after
    kept = [word for word in _words(raw) if word not in _words_of_value(before, made)]
    left = [word for word in _words(new) if word in kept]
    # A comment between brackets moves below the one behind them, where the list becomes longer.
    assert left == kept or ((b"[" in raw or b"{" in raw) and sorted(left) == sorted(kept))
    assert new.startswith(b"\xef\xbb\xbf") == raw.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in raw:
        assert new.count(b"\n") == new.count(b"\r\n")


@given(texts, st.sampled_from(["a: x", "a:", "a: |\n  x\n", "a:\n  - x # c", "b:\n  - c: [x]"]))
def test_any_text_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, raw: str
) -> None:
    """Any text that the model takes comes back letter for letter, alone, in a list and in flow."""
    folder = tmp_path_factory.getbasetemp()
    places: list[Any] = [("a",), ("new",)]
    if raw.startswith("b"):
        places = [("b", 0, "c"), ("b", 0, "a"), ("new", "deep")]
    for place in places:
        for value in (text, [text, "x", text]):
            found = read(change(raw.encode(), Put(place, value)), folder)
            for part in place:
                found = found[part]
            given_back = [found] if isinstance(found, str) else found
            wanted = [value] if isinstance(value, str) else value
            assert [item.strip() for item in given_back] == wanted


@pytest.mark.parametrize("value", ["two\nlines", "plain", ["x", "two\nlines"], ["y\nz", "x"]])
@pytest.mark.parametrize(
    "raw",
    [
        "a: Because.\n     # deep\nb: x\n",
        "a: Because. # beside\n  # deep\n\n    # deeper\n# flush\nb: x\n",
        "a: [u, # one\n  v # two\n  ]\nb: x\n", "a: {u: v, # one\n  w: x}   # two\nb: x\n",
        "a: 'q'\n   # deep", "a: |\n  t\n # less\nb: x\n", "a:\n   # deep\nb: x\n",
        "b: x\na:\n  - One\n      # deep\n  - Two\n     # deep\n  # end\n",
    ],
)  # fmt: skip
def test_comments_further_in_stay_comments(tmp_path: Path, raw: str, value: Any) -> None:
    """A text of several lines never takes up the comments below it or between its brackets."""
    if "{" in raw and isinstance(value, list):
        value = value[-1]
    new = change(raw.encode(), Put(("a",), value))
    found = read(new, tmp_path)
    assert found["a"] in (value, [value])
    assert found.get("b", "x") == "x"
    assert sorted(re.findall("# [a-z]+", new.decode())) == sorted(re.findall("# [a-z]+", raw))


def _changes(data: Any) -> st.SearchStrategy[Change]:
    """Draw a change that the data allows, and make it in the data."""
    return st.sampled_from(sorted(_possible(data), key=str)).map(lambda one: _made(data, one))


def _possible(data: Any, place: tuple[Any, ...] = ()) -> list[Change]:
    found: list[Change] = []
    if isinstance(data, dict):
        found += [Put((*place, "new"), "fresh"), Put((*place, "between", "u"), ["p", "q"])]
        found += [Append((*place, "new"), RECORD)]
        keys = ORDER if not place else data
        for key in keys:
            if key not in ("new", "between"):
                found += _possible(data.get(key), (*place, key))
    elif isinstance(data, list):
        if all(isinstance(item, str) for item in data):
            found += [Put(place, ["only"]), Put(place, [*data[1:], "last"])]
            found += [Put(place, ["first", *data]), Put(place, [*data, "x", "y\n\n  z"])]
        else:
            found += [Append(place, RECORD)]
            for index, item in enumerate(data):
                found += _possible(item, (*place, index))
    else:
        found += [Put(place, "short"), Put(place, "l1\n\n  l2: #\nl3"), Put(place, ["p", "q"])]
        found += [Put(place, date(2026, 11, 24)), Put(place, None)]
        if data is None:
            found += [Append(place, RECORD)]
    return found


def _made(data: Any, one: Change) -> Change:
    *way, last = one.location
    for part in way:
        data = data.setdefault(part, {}) if isinstance(data, dict) else data[part]
    if isinstance(one, Append):
        data.setdefault(last, []).append(PLAIN_RECORD)
    elif one.value is None:
        data.pop(last, None)
    else:
        data[last] = str(one.value) if isinstance(one.value, date) else one.value
    return one


def _words(raw: bytes) -> list[str]:
    return re.findall(r"w\d{3}", raw.decode())


def _words_of_value(data: Any, one: Change) -> set[str]:
    for part in one.location:
        if data is None or (isinstance(data, dict) and part not in data):
            return set()
        data = data[part]
    return set(re.findall(r"w\d{3}", str(data))) if isinstance(one, Put) else set()
