"""What came by replies, a line for each item."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from coaching_site.model.receipt import Receipt, ReceiptLine, moment_of

LINE = "d0123456789/a 2026-11-24T200003.123Z 0123456789ab"


@pytest.mark.parametrize("line", [LINE, f"{LINE} mine", LINE.replace("/a", "")])
def test_lines(line: str) -> None:
    """A line is what it says, there and back."""
    assert TypeAdapter(ReceiptLine).validate_python(line) == line
    receipt = Receipt.of(line)
    assert receipt.line == line
    assert receipt.mine == line.endswith("mine")


@pytest.mark.parametrize(
    ("old", "new"),
    [("d0", "x0"), ("11-24", "11-31"), ("T20", "T24"), (".123Z", "Z"), ("ab", "aB"), ("d0", "d 0")],
)
def test_what_is_no_receipt(old: str, new: str) -> None:
    """A line of another form, or with a day or a time that there is not, is refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(ReceiptLine).validate_python(LINE.replace(old, new, 1))


def test_moment() -> None:
    """A moment is read to the millisecond, in UTC."""
    moment = datetime(2026, 11, 24, 20, 0, 3, 123_000, tzinfo=UTC)
    assert moment_of("2026-11-24T200003.123Z") == moment
