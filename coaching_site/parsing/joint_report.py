"""The problems of several files whose trees were joined, each told in its own file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NoReturn

from coaching_site.parsing.report import Position, Report
from coaching_site.problems import Advice, CollectedProblems, InvalidInput


class JointReport(Report):
    """Passes each problem on to the report of the file that its position names.

    Only the files whose indices are in `own` are the coach's to edit: what a rule finds wrong in
    another is told of the last own one, since what that says has led to it.
    """

    def __init__(self, reports: Sequence[Report], own: Collection[int]) -> None:
        """Use the reports of all files, which may hold problems already."""
        # Without that of `Report`: nothing is kept here, all of it in the reports that there are.
        self.path = reports[-1].path
        self._reports = reports
        self._own = own

    def __bool__(self) -> bool:
        """Return whether there is any problem in any file."""
        return any(self._reports)

    @property
    def is_full(self) -> bool:
        """Whether further problems of any file are no longer kept."""
        return any(report.is_full for report in self._reports)

    def add(self, position: Position, message: str, where: str = "") -> None:
        """Add a problem to the report of its file."""
        self._add(position, message, where, Report.add)

    def note_quoting_advice(self, position: Position, remark: str = "") -> None:
        """Call `Report.note_quoting_advice` on the report of its file."""
        self._reports[position.file].note_quoting_advice(_local(position), remark)

    def add_unless_guessed(self, position: Position, message: str, where: str) -> None:
        """Call `Report.add_unless_guessed` on the report of its file."""
        self._add(position, message, where, Report.add_unless_guessed)

    def advise(self, position: Position, message: str, where: str = "") -> None:
        """Add advice to the report of its file."""
        self._add(position, message, where, Report.advise)

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The advice on all files, sorted by their paths."""
        return tuple(sorted(advice for report in self._reports for advice in report.advice))

    def label_unlabelled(self, label: Callable[[Position], str]) -> None:
        """Leave entries as they are: those of each file are labelled by its own tree."""

    def raise_all(self) -> NoReturn:
        """Raise `InvalidInput` with the problems of all files."""
        mistakes = CollectedProblems()
        for report in filter(None, self._reports):
            with mistakes.collecting():
                report.raise_all()
        raise InvalidInput(mistakes)

    def _add(
        self,
        position: Position,
        message: str,
        where: str,
        how: Callable[[Report, Position, str, str], None],
    ) -> None:
        report = self._reports[position.file]
        if position.file in self._own or not self._own:
            how(report, _local(position), message, where)
        else:
            message = f"{message} (said in {report.path}:{position.line})"
            how(self._reports[max(self._own)], Position(0, 0), message, where)


def _local(position: Position) -> Position:
    # A report looks entries up by position, and made its own ones without an index of the file.
    return Position(position.line, position.column)
