"""Return on investment."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from coaching_site.model.follow_up import ReturnOnInvestment
from coaching_site.view.investment import InvestmentView, investment_of


def reckoned(*benefits: tuple[str, str, str], costs: tuple[str, ...] = ()) -> InvestmentView:
    """Return the reckoning of benefits (amount, attribution, confidence) and costs."""
    keys = ("amount", "attribution", "confidence")
    data = {
        "benefits": [{"what": "x", **dict(zip(keys, one, strict=True))} for one in benefits],
        "costs": [{"what": "y", "amount": amount} for amount in costs],
    }
    return investment_of(ReturnOnInvestment.model_validate(data))


def test_arithmetic() -> None:
    """Benefits count by attribution and confidence; the return is what is left, over the costs."""
    view = reckoned(("120000", "40", "70%"), ("10 000", "50", "50"), costs=("18000", "2000.50"))
    assert [benefit.counted for benefit in view.benefits] == [Decimal(33600), Decimal(2500)]
    assert (view.counted, view.costs) == (Decimal(36100), Decimal("20000.50"))
    assert (view.percent, view.net) == (80, Decimal("16099.50"))


@pytest.mark.parametrize(
    ("amount", "costs", "percent"),
    [("5000", "10000", -50), ("10000", "10000", 0), ("0", "10000", -100), ("12345", "10000", 23),
     ("10050", "10000", 1), ("9950", "10000", -1)],
)  # fmt: skip
def test_percent(amount: str, costs: str, percent: int) -> None:
    """A loss is negative, a half is rounded away from nothing."""
    view = reckoned((amount, "100", "100"), costs=(costs,))
    assert (view.percent, view.net) == (percent, Decimal(amount) - Decimal(costs))


@pytest.mark.parametrize(
    ("benefits", "costs"),
    [
        ((), ()),
        ((("5000", "100", "100"),), ()),
        ((("5000", "100", "100"),), ("0", "0.00")),
        ((), ("10000",)),
    ],
)
def test_no_percent_without_both(
    benefits: tuple[tuple[str, str, str], ...], costs: tuple[str, ...]
) -> None:
    """Without benefits, or without costs above nothing, no return is claimed."""
    assert reckoned(*benefits, costs=costs).percent is None


def test_halves_of_a_unit() -> None:
    """What counts of a benefit is rounded half up to whole units."""
    view = reckoned(("5", "50", "100"), ("3", "50", "100"), ("1", "49", "100"))
    assert [benefit.counted for benefit in view.benefits] == [3, 2, 0]


def test_absurd_amounts() -> None:
    """The largest amount is reckoned; one with more zeros is refused before it can do harm."""
    assert reckoned(("1" + "0" * 12, "100", "100"), costs=("0.01",)).percent == 9999999999999900
    with pytest.raises(ValidationError, match="less than or equal to 1000000000000"):
        reckoned(("1" + "0" * 13, "100", "100"))
