"""Taking changes into a file: whole or not at all, and to the letter."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Value
from coaching_site.replies.apply import apply_changes, archive, was_received, with_changes
from coaching_site.replies.reply import Reply, ReplyRefused
from tests.fixture import ENGAGEMENTS, ROOT
from tests.replies.browser import answer, reply
from tests.replies.samples import TYPED, folder_with, loaded
from tests.samples import programme

ONE = [Put(("starters", "one_thing"), "Fewer calls.")]


def run(folder: Path, changes: list[Change]) -> bytes:
    """Take changes into a folder, and return its file."""
    before = (folder / "engagement.yml").read_bytes()
    apply_changes(folder, before, loaded(folder), programme(), changes)
    return (folder / "engagement.yml").read_bytes()


def test_a_change_touches_nothing_else(tmp_path: Path) -> None:
    """Comments, blank lines, quotes and odd indentation stand as they stood."""
    folder = folder_with(tmp_path / "x")
    changes: list[Change] = [
        *ONE,
        Put(("starters", "changes"), ("One.", "Deux.", "Three.")),
        Put(("goals", 0, "why"), "Because: #1"),
        Put(("goals", 0, "actions", 0, "done"), date(2026, 11, 20)),
        Put(("goals", 0, "actions", 1, "note"), None),
        Put(("values", 1, "shown_to", "reports", "feel"), "Safe"),
        Put(("reviews", 0, "scores", "team"), 7),
        Append(("ratings",), {"on": date(2026, 11, 24), "scores": {"team": 7}}),
    ]
    assert (
        run(folder, changes).decode()
        == """\
# A file with comments, odd quotes and blank lines.
executive: {name: Jane Doe}   # a short form
coach:
    name: 'Kim Lee'

start: 2026-09-01
end: 2027-03-01
starters:
    expectations: "To be heard."  # her words
    changes:   # three
    - One.
    # between
    - Deux.
    - Three.
    one_thing: Fewer calls.

    # one_thing is still open
ratings:
- on: 2026-11-24
  scores: {team: 7}
goals:
    - title: Delegate
      id: depots
      why: "Because: #1"

      metrics:   # one so far
      - name: Calls a week
        start: 24   # as counted
        readings:
        # by hand
        - {on: 2026-11-02, value: 19}   # a good week
      actions:
      - what: Ask Priya   # first
        started: 2026-10-01
        done: 2026-11-20
      - {what: Write it down, note: }
    - title: Rest
values:
    - name: Calm
    - name: Candour
      shown_to: {reports: {do: Listen., feel: "Safe"}}
reviews:
    - on: 2026-12-01
      scores: {team: 7}
    - on: 2026-11-10
      scores: {team: 5}
# the end"""
    )


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t :#-|>'\"\\{}[],&*!%@`~\u2028\x85\ufeff😀م")
).filter(lambda text: text.strip() and not any(
    "\ufdd0" <= c <= "\ufdef" or c >= "\U0010ffe0" for c in text))  # fmt: skip


@settings(max_examples=20)
@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(["amara-lindqvist", "new", "x"]))
def test_any_answer_comes_back_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, answers: list[str], name: str
) -> None:
    """Whatever an executive typed is read back as it was, in samples and in a new engagement."""
    folder = folder_with(tmp_path_factory.mktemp("any"), _typed(name))
    value = tuple(text.strip() for text in answers)
    now = loaded(folder)
    was: dict[str, Value] = {"on": date(2026, 11, 24), "prompt": "starters/one_thing"}
    changes: list[Change] = [
        Put(("starters", "one_thing"), value if len(value) > 1 else value[0]),
        Put(("situation", "context"), value[0]),
        Append(("check_ins",), {"on": date(2026, 11, 24), "tried": value[0], "need": value}),
        Append(("history",), was | {"was": value}),
    ]
    lines = (folder / "engagement.yml").read_text("utf-8").split("\n")
    new = run(folder, changes).decode().split("\n")
    comments = [line for line in lines if line.lstrip().startswith("#")]
    assert loaded(folder) == with_changes(now, changes)
    assert loaded(folder).starters["one_thing"] == value
    left = iter(new)
    assert [line for line in comments if line not in left] == []


def _typed(name: str) -> str:
    if name == "x":
        return TYPED
    if name == "new":
        text = (ROOT / "engagements/starter.yml").read_text("utf-8")
        return text.replace("{executive}", "A B").replace("{coach}", "C").replace(
            "{start}", "2026-11-01")  # fmt: skip
    return (ENGAGEMENTS / f"{name}/engagement.yml").read_text("utf-8")


def test_a_long_answer(tmp_path: Path) -> None:
    """An answer of twenty thousand characters in every script goes in whole."""
    text = ("Ä السلام 😀 # : --- \t" * 1200)[:19_999].strip()
    folder = folder_with(tmp_path / "x")
    run(folder, [Put(("starters", "one_thing"), text)])
    assert loaded(folder).starters["one_thing"] == (text,)


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    """A file with carriage returns gets its new lines with them, and keeps its missing last one."""
    folder = folder_with(tmp_path / "x", TYPED.replace("\n", "\r\n"))
    new = run(folder, [*ONE, Put(("goals", 0, "pain"), "a\n\nb")])
    assert new.count(b"\n") == new.count(b"\r\n") == TYPED.count("\n") + 5
    assert new.endswith(b"# the end")


def test_a_file_that_was_saved_meanwhile(tmp_path: Path) -> None:
    """What the coach has just saved in an editor is never overwritten."""
    folder = folder_with(tmp_path / "x")
    before, now = (folder / "engagement.yml").read_bytes(), loaded(folder)
    (folder / "engagement.yml").write_text(f"{TYPED}\n# saved", "utf-8")
    with pytest.raises(ReplyRefused, match="your file was saved meanwhile"):
        apply_changes(folder, before, now, programme(), ONE)
    assert (folder / "engagement.yml").read_text("utf-8") == f"{TYPED}\n# saved"
    assert [path.name for path in folder.glob(".*")] == []


def test_what_would_be_wrong_is_not_written(tmp_path: Path) -> None:
    """Changes that break a rule of the file are refused, and nothing is left behind."""
    folder = folder_with(tmp_path / "x")
    wrong: list[Change] = [Put(("starters", "changes"), ("a", "b", "c", "d"))]
    with pytest.raises(ReplyRefused, match="expected at most 3 answers, found 4"):
        run(folder, wrong)
    assert (folder / "engagement.yml").read_text("utf-8") == TYPED
    assert [path.name for path in folder.iterdir()] == ["engagement.yml"]


def test_what_cannot_be_put_in_safely_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should an edit not read back as was decided, the file stays as it is."""
    folder = folder_with(tmp_path / "x")
    monkeypatch.setattr("coaching_site.replies.apply.apply_edits", lambda raw, *_: raw + b"\n# hm")
    with pytest.raises(ReplyRefused, match="nothing was written, type them by hand"):
        run(folder, [*ONE])
    assert [path.name for path in folder.iterdir()] == ["engagement.yml"]
    assert (folder / "engagement.yml").read_text("utf-8") == TYPED


@pytest.mark.parametrize("step", ["fsync", "replace", "rename"])
def test_a_crash_in_between(tmp_path: Path, step: str) -> None:
    """Whenever the machine stops, the file is the old one or the new one, whole."""
    folder = folder_with(tmp_path / "x")
    code = f"""
import os, sys
from pathlib import Path
from coaching_site.editing import Put
from coaching_site.replies.apply import apply_changes
from tests.replies.samples import loaded
from tests.samples import programme
folder = Path(sys.argv[1])
before, now = (folder / "engagement.yml").read_bytes(), loaded(folder)
os.{step} = lambda *a, **k: os._exit(9)
apply_changes(folder, before, now, programme(), [Put(("starters", "one_thing"), "Fewer calls.")])
"""
    found = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=False)
    new = found.returncode == 0
    assert found.returncode in (0, 9)
    assert loaded(folder).starters.get("one_thing") == (("Fewer calls.",) if new else None)
    assert new or (folder / "engagement.yml").read_text("utf-8") == TYPED


def test_an_error_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, for instance, leaves the file as it was and no half of another."""
    folder = folder_with(tmp_path / "x")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        run(folder, [*ONE])
    assert (folder / "engagement.yml").read_text("utf-8") == TYPED
    assert [path.name for path in folder.iterdir()] == ["engagement.yml"]


def test_mode_and_link_of_the_file_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so, and a link stays a link."""
    folder = folder_with(tmp_path / "x")
    real = tmp_path / "elsewhere.yml"
    (folder / "engagement.yml").rename(real)
    (folder / "engagement.yml").symlink_to(real)
    real.chmod(0o600)
    run(folder, [*ONE])
    assert (folder / "engagement.yml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert b"Fewer calls." in real.read_bytes()


def test_former_files_are_all_kept(tmp_path: Path) -> None:
    """Each file that was replaced is kept for the coach alone."""
    folder = folder_with(tmp_path / "x")
    for text in ("a", "b"):
        run(folder, [Put(("starters", "one_thing"), text)])
    kept = sorted((folder / "private/backups").iterdir())
    assert kept[0].read_text("utf-8") == TYPED
    assert "one_thing: a" in kept[1].read_text("utf-8")
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_a_reply_is_known_again(tmp_path: Path) -> None:
    """A reply that is kept counts as received, and another does not."""
    folder = folder_with(tmp_path / "x")
    one, other = (
        Reply.model_validate(reply(answer("starters/year", "x", base="0" * 16))) for _ in "12"
    )
    assert not was_received(folder, one.id)
    path = archive(folder, one, b"raw", ".jwe")
    assert path.read_bytes() == b"raw"
    assert was_received(folder, one.id)
    assert not was_received(folder, other.id)
