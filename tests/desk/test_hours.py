"""The hours that were held: which count, as what, and as rows without names."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coaching_site.desk.codes import CodedClient
from coaching_site.desk.hours import HeldSession, Period, csv_of, hours_of, is_list_of_hours
from tests.practice.workspaces import read_client, write_client

SESSIONS: list[dict[str, Any]] = [
    {"on": "2026-09-07", "held": True, "minutes": 90},
    {"on": "2026-10-05", "agreed": "Go on.", "paid": False},
    {"on": "2026-11-02", "held": True, "minutes": 45, "paid": True},
    # None of these was held.
    {"on": "2026-11-09"},
    {"on": "2026-11-10", "held": False, "minutes": 60},
    {"on": "2026-11-11", "cancelled": "2026-11-10", "minutes": 60},
    {"on": "2026-12-01", "minutes": 60},
]


@pytest.mark.parametrize(
    ("paid", "period", "expected"),
    [
        (
            True,
            Period(),
            [
                HeldSession(date(2026, 9, 7), 90, paid=True, is_usual=False),
                HeldSession(date(2026, 10, 5), 60, paid=False, is_usual=True),
                HeldSession(date(2026, 11, 2), 45, paid=True, is_usual=False),
            ],
        ),
        (
            False,
            Period(date(2026, 10, 5), date(2026, 11, 2)),
            [
                HeldSession(date(2026, 10, 5), 60, paid=False, is_usual=True),
                HeldSession(date(2026, 11, 2), 45, paid=True, is_usual=False),
            ],
        ),
        (True, Period(date(2026, 11, 3)), []),
        (True, Period(last=date(2026, 9, 6)), []),
    ],
)
def test_which_sessions_count(
    tmp_path: Path, paid: bool, period: Period, expected: list[HeldSession]
) -> None:
    """What was held in the period counts: with its length or an hour, paid as it or all says."""
    write_client(tmp_path, "ann", "Ann Lee", sessions=SESSIONS, paid=paid)
    hours = hours_of([CodedClient(read_client(tmp_path, "ann"), "B7")], period)
    assert [one for client in hours.clients for one in client.sessions] == expected
    assert hours.minutes == sum(one.minutes for one in expected) == hours.paid + hours.unpaid
    assert (hours.sessions, hours.usual) == (len(expected), sum(one.is_usual for one in expected))


def test_rows(tmp_path: Path) -> None:
    """Each session is a row without a name, by code, then by day; no cell is a formula."""
    write_client(tmp_path, "ann", "=HYPERLINK(1)", sessions=SESSIONS)
    write_client(tmp_path, "bo", "Bo Ek", sessions=SESSIONS[:1], paid=False)
    codes = {"ann": "B7K", "bo": "A2C"}
    clients = [CodedClient(read_client(tmp_path, slug), codes[slug]) for slug in codes]
    hours = hours_of(clients)
    raw = csv_of(hours)
    assert raw.decode().split("\r\n") == [
        "client,date,minutes,paid",
        "A2C,2026-09-07,90,no",
        "B7K,2026-09-07,90,yes",
        "B7K,2026-10-05,60,no",
        "B7K,2026-11-02,45,yes",
        "",
    ]
    rows = [*csv.DictReader(raw.decode().splitlines())]
    assert all(re.match("[A-Za-z0-9]", cell) for row in rows for cell in row.values())
    assert sum(int(row["minutes"]) for row in rows if row["paid"] == "yes") == hours.paid == 135
    assert sum(int(row["minutes"]) for row in rows if row["paid"] == "no") == hours.unpaid == 150
    assert is_list_of_hours(raw[:40])
    assert not is_list_of_hours(b"")
