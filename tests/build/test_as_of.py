"""The day that a portal speaks of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coaching_site.build.as_of import as_of_day
from coaching_site.problems import InvalidInput

DAY = date(2026, 10, 15)
OPTION = "mkdocs.yml: as_of: expected a date"
VARIABLE = "AS_OF: expected a date"
EPOCH = "SOURCE_DATE_EPOCH: expected a number of seconds since 1970, found"


@pytest.mark.parametrize(
    ("variable", "option", "epoch", "day"),
    [
        ("", DAY, "", "2026-10-15"),
        ("", datetime(2026, 10, 15, 23, 59, tzinfo=UTC), "", "2026-10-15"),
        ("", "2026-10-15", "", "2026-10-15"),
        ("2026-10-15", "soon", "soon", "2026-10-15"),
        ("", "2026-10-15", "0", "2026-10-15"),
        ("", None, "0", "1970-01-01"),
        ("", None, "1792022400", "2026-10-15"),
        ("", None, "1792022399", "2026-10-14"),
    ],
)
def test_as_of_day(variable: str, option: object, epoch: str, day: str) -> None:
    """AS_OF comes first, then the option, then SOURCE_DATE_EPOCH, whose day is that of UTC."""
    found = as_of_day({"AS_OF": variable, "SOURCE_DATE_EPOCH": epoch}, option)
    assert type(found) is date
    assert found.isoformat() == day


@pytest.mark.parametrize("environment", [{}, {"AS_OF": "", "SOURCE_DATE_EPOCH": ""}])
def test_today(environment: dict[str, str]) -> None:
    """Without any of them the day is today's."""
    before = datetime.now().astimezone().date()
    assert before <= as_of_day(environment) <= datetime.now().astimezone().date()


@pytest.mark.parametrize(
    "typed",
    [
        *("soon", "2026-02-30", "15.10.2026", "0026-10-15", "9999-12-31", "True", " ", "-1"),
        *("20261015", "2026-10-15\n2026", "\x1b[31m", "\udcff", "9" * 5000, "2026/10/15"),
    ],
)
def test_a_day_that_cannot_be_read(typed: str) -> None:
    """What is no day of our time is told in a line that says where it was set."""
    for environment, option, start in (
        ({"AS_OF": typed}, None, VARIABLE),
        ({}, typed, OPTION),
        ({"SOURCE_DATE_EPOCH": f"x{typed}"}, None, EPOCH),
    ):
        with pytest.raises(InvalidInput) as caught:
            as_of_day(environment, option)
        told = str(caught.value)
        assert told.startswith(start)
        assert told.isprintable()
        assert len(told) < 200


@pytest.mark.parametrize("epoch", ["soon", "1.5", "9" * 30, "253402300799", "-" + "9" * 20, "1e9"])
def test_seconds_that_cannot_be_read(epoch: str) -> None:
    """Seconds that lead out of our time are told as well."""
    with pytest.raises(InvalidInput) as caught:
        as_of_day({"SOURCE_DATE_EPOCH": epoch})
    assert str(caught.value) == f'{EPOCH} "{epoch}"'


@pytest.mark.parametrize("option", [True, 7, ["2026-10-15"], {"a": 1}, "", False])
def test_an_option_of_another_kind(option: object) -> None:
    """An option that is no day is told, whatever YAML makes of it."""
    with pytest.raises(InvalidInput, match=r"^mkdocs\.yml: as_of: expected a date"):
        as_of_day({}, option)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("15.10.2026", ": write 2026-10-15,"),
        ("2026/10/15", ": write 2026-10-15,"),
        ("15 October 2026", ": write 2026-10-15,"),
        ("10/11/2026", ": write 2026-11-10 or 2026-10-11,"),
        ("soon", "such as 2026-10-15, found"),
    ],
)
def test_a_day_of_another_habit(typed: str, offered: str) -> None:
    """The right writing of a day is offered, as it is in an engagement."""
    with pytest.raises(InvalidInput, match=offered):
        as_of_day({"AS_OF": typed})


def test_spaces_around_a_day() -> None:
    """Spaces around a day do not count, as they do not in an engagement."""
    assert as_of_day({"AS_OF": " 2026-10-15 "}) == DAY
