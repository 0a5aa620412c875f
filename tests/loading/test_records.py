"""A record from its file: typed, or every problem in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching_site.loading import (
    load_engagement,
)
from coaching_site.model import Engagement, Programme
from coaching_site.problems import InvalidInput
from tests.loading.first_week import FIRST_WEEK, problems_of
from tests.samples import load_programme, words_in

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("case", sorted(CASES.glob("problems/*.yml")), ids=lambda case: case.stem)
def test_case(case: Path, folder: Path, programme: Programme) -> None:
    """Each case gives exactly the problems that it lists, in the order of the file."""
    data: dict[str, Any] = yaml.safe_load(case.read_text("utf-8"))
    if "programme" in data:
        found = problems_of_programme(data["programme"], folder)
    else:
        found = problems_of(data["engagement"], folder, programme)
    assert [line.removeprefix("engagement.yml:") for line in found] == data["problems"]


def problems_of_programme(changes: dict[str, str], folder: Path) -> list[str]:
    """Return the problems of the small programme after some of its text was changed."""
    text = (CASES / "programme.yml").read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "engagement.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_programme(file)
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    "text",
    [
        FIRST_WEEK.encode("utf-8-sig"),
        FIRST_WEEK.replace("\n", "\r\n").encode(),
        b"---\n" + FIRST_WEEK.encode() + b"...\n",
        FIRST_WEEK.rstrip().encode(),
        FIRST_WEEK.encode() + b"end:\ngoals: ~\nparty:\n  today:\n    toast: [null, '', ' ']\n",
    ],
    ids=["byte order mark", "line ends of Windows", "document marks", "no last line end", "empty"],
)
def test_harmless_differences_are_accepted(text: bytes, folder: Path, programme: Programme) -> None:
    """What an editor may add or leave out, and keys left empty, are no problems."""
    assert problems_of(text, folder, programme) == []


def test_plain_values_stay_text(folder: Path, programme: Programme) -> None:
    """No word is taken for a truth value, a number or a time where text is expected."""
    text = "organisation: no\nstakeholders:\n  - {name: 007, role: 1_000, relation: 12:30:45}\n"
    (folder / "engagement.yml").write_text(FIRST_WEEK + text, "utf-8")
    engagement = load_engagement(folder, programme)
    assert engagement.organisation == "no"
    assert engagement.stakeholders[0].model_dump() == {
        "name": "007",
        "role": "1_000",
        "relation": "12:30:45",
    }


def test_line_separator_is_a_space(folder: Path, programme: Programme) -> None:
    """A line separator pasted from a slide neither breaks the syntax nor shifts line numbers."""
    text = "organisation: one\u2028two\nend: soon\n"
    assert problems_of(FIRST_WEEK + text, folder, programme) == [
        'engagement.yml:7:6: end: expected a date such as 2026-10-15, found "soon"'
    ]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "engagement.yml:1:1: the file is empty"),
        (b" \n\n", "engagement.yml:1:1: the file is empty"),
        (
            b"coach: x\n" + FIRST_WEEK.encode("utf-16"),
            "engagement.yml:2:1: the text is not UTF-8 (found the byte FF): open the file in your "
            "editor and save it again with the encoding UTF-8",
        ),
        (
            FIRST_WEEK.encode("utf-16-le"),
            "engagement.yml:1:2: the text is not UTF-8 (found the byte 00): open the file in your "
            "editor and save it again with the encoding UTF-8",
        ),
        (
            FIRST_WEEK.encode() + b"organisation: \xc3\xa9 Caf\xe9\n",
            "engagement.yml:6:20: organisation: the text is not UTF-8 (found the byte E9): open "
            "the file in your editor and save it again with the encoding UTF-8",
        ),
        (
            FIRST_WEEK.encode() + b"organisation: a\x07b\n",
            "engagement.yml:6:16: organisation: the character U+0007 cannot be read: delete it "
            "here",
        ),
        (
            b"x" * 10_000_000,
            "engagement.yml:1:1: the file has 10.0 MB, expected at most 2 MB: keep pictures and "
            "other attachments in files of their own",
        ),
    ],
    ids=["empty", "blank", "UTF-16 below", "UTF-16", "Latin-1", "control character", "10 MB"],
)
def test_unreadable_bytes(raw: bytes, problem: str, folder: Path, programme: Programme) -> None:
    """A file that is no text of bearable size gives one problem, at the first bad byte."""
    assert problems_of(raw, folder, programme) == [problem]


def test_missing_file(folder: Path, programme: Programme) -> None:
    """An engagement without its file is a problem of the file, without a line."""
    with pytest.raises(InvalidInput) as caught:
        load_engagement(folder, programme)
    assert str(caught.value) == "engagement.yml: there is no such file"


def test_folder_in_place_of_the_file(folder: Path, programme: Programme) -> None:
    """A folder with the name of the file is a plain problem."""
    (folder / "engagement.yml").mkdir()
    with pytest.raises(InvalidInput) as caught:
        load_engagement(folder, programme)
    assert str(caught.value) == "engagement.yml: expected a file, found a folder"


def test_file_that_may_not_be_read(
    folder: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the system does not hand out is a plain problem."""
    (folder / "engagement.yml").write_text(FIRST_WEEK, "utf-8")

    def refuse(path: Path, max_bytes: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("coaching_site.parsing.source.read_limited", refuse)
    with pytest.raises(InvalidInput) as caught:
        load_engagement(folder, programme)
    assert str(caught.value) == "engagement.yml: the file cannot be read: Permission denied"


def test_path_outside_the_current_folder(folder: Path, tmp_path_factory: Any) -> None:
    """A file elsewhere is shown as it was given."""
    elsewhere: Path = tmp_path_factory.mktemp("elsewhere") / "words.yml"
    with pytest.raises(InvalidInput) as caught:
        words_in(elsewhere)
    assert str(caught.value) == f"{elsewhere}: there is no such file"


def test_five_hundred_problems_are_enough(folder: Path, programme: Programme) -> None:
    """A huge list of mistakes ends in a bearable list of problems that says so."""
    text = FIRST_WEEK + "goals:\n" + "  - x\n" * 40_000
    found = problems_of(text, folder, programme)
    assert len(found) == 501
    assert found[-1] == (
        "engagement.yml:506:5: …: there are more problems than these; correct these first"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 1_000,
        "a: " + "{a: " * 900,
        "a:\n" + "".join(f"{' ' * n}- \n" for n in range(999)),
    ],
    ids=["brackets", "braces", "dashes"],
)
def test_deep_nesting(text: str, folder: Path, programme: Programme) -> None:
    """Nesting a thousand deep ends in problems."""
    assert problems_of(text, folder, programme)


FULL = (CASES / "engagement.yml").read_text("utf-8")
SIGNS = st.sampled_from(
    ["- ", ": ", *"\t\n :-'\"#|>[]{}&*!%@`,?~\\\x00\x85\u2028\ufeff\U0010ffe0é"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(FULL)), st.integers(0, 6), st.lists(SIGNS, max_size=4)),
        min_size=1,
        max_size=5,
    )
)
def test_any_mistake_gives_problems_within_the_file(
    changes: list[tuple[int, int, list[str]]], folder: Path, programme: Programme
) -> None:
    """However a good file is damaged, it is an engagement or has problems within its lines."""
    text = FULL
    for start, removed, added in changes:
        text = text[:start] + "".join(added) + text[start + removed :]
    load_or_refuse(text.encode(), folder, programme)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=200) | st.lists(SIGNS).map("".join).map(str.encode))
def test_any_bytes_give_problems_within_the_file(
    raw: bytes, folder: Path, programme: Programme
) -> None:
    """No file of any bytes makes loading fail in another way than with problems."""
    load_or_refuse(raw, folder, programme)


def load_or_refuse(raw: bytes, folder: Path, programme: Programme) -> None:
    """Load an engagement, and check the positions of its problems if it has any."""
    (folder / "engagement.yml").write_bytes(raw)
    text = raw.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.removeprefix("\ufeff").split("\n")
    try:
        assert isinstance(load_engagement(folder, programme), Engagement)
    except InvalidInput as error:
        for problem in error.problems:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
            assert problem.message
