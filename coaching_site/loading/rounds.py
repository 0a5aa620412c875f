"""Rounds of feedback from the files in the folder `feedback` of an engagement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from coaching_site.checks.rounds import advise_on_round, check_round
from coaching_site.loading.records import Loaded, checked_record
from coaching_site.model.feedback import Round
from coaching_site.model.programme import FeedbackRules
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import read_bytes, text_of
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import Advice, CollectedProblems, Problem, quoted
from coaching_site.slugs import is_slug

FEEDBACK: Final = "feedback"
"""The folder of an engagement that holds the rounds, one file each."""

_ENDING: Final = ".yml"


@dataclass(frozen=True)
class LoadedRounds:
    """The rounds of an engagement by the names of their files, and advice on these."""

    rounds: Mapping[str, Round]
    advice: tuple[Advice, ...]


def round_files(folder: Path) -> dict[str, Path]:
    """Return the files of the rounds of an engagement by the names of the rounds, sorted."""
    files = sorted((folder / FEEDBACK).glob(f"*{_ENDING}"))
    return {path.stem: path for path in files}


def read_rounds(folder: Path, rules: FeedbackRules) -> LoadedRounds:
    """Return the rounds in the folder of an engagement.

    Raises `InvalidInput` with the problems of all files.
    """
    problems = CollectedProblems(_odd_names(folder))
    rounds: dict[str, Round] = {}
    advice = [*_strangers(folder)]
    for name, path in round_files(folder).items():
        if loaded := problems.result_of(partial(read_round, path, rules)):
            rounds[name] = loaded.record
            advice += loaded.advice
    problems.raise_all()
    return LoadedRounds(rounds, tuple(advice))


def read_round(path: Path, rules: FeedbackRules) -> Loaded[Round]:
    """Return the round in a file with advice on it; raise `InvalidInput` with all problems."""
    return round_in(read_bytes(path), path, rules)


def round_in(raw: bytes, path: Path, rules: FeedbackRules, *, frozen: bool = True) -> Loaded[Round]:
    """Return the round that bytes hold as `read_round` does; `path` is what messages call them.

    Without `frozen`, it need not be as it was promised.
    """
    report = Report(path)
    reading = read_tree(text_of(raw, path, report), report)
    check, advise = (
        partial(check_round, rules=rules, frozen=frozen),
        partial(advise_on_round, rules=rules),
    )
    return checked_record(reading, Round, report, check, advise)


def _odd_names(folder: Path) -> Iterator[Problem]:
    there = folder / FEEDBACK
    if there.exists() and not there.is_dir():
        yield Problem.of_file(there, "expected a folder with a file for each round of feedback")
    for name, path in round_files(folder).items():
        if not is_slug(name):
            message = (
                "expected a name in small letters, digits and -, such as 2026-autumn.yml, "
                f"found {quoted(path.name)}"
            )
            yield Problem.of_file(path, message)


def _strangers(folder: Path) -> Iterator[Advice]:
    there = folder / FEEDBACK
    for path in sorted(there.iterdir()) if there.is_dir() else ():
        if path.is_file() and path.suffix != _ENDING and not path.name.startswith("."):
            yield Advice.of_file(path, f"rounds are in files that end in {_ENDING}: it is not read")
