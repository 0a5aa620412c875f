"""Return on investment, with every assumption shown.

The usual arithmetic: a benefit counts with the share attributed to the coaching, and that
again with the confidence in the estimate; the return is what is left over the costs, in per
cent of the costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from coaching_site.model.follow_up import Benefit, ReturnOnInvestment


@dataclass(frozen=True)
class CountedBenefit:
    """A benefit and the amount of it that counts."""

    benefit: Benefit
    counted: Decimal


@dataclass(frozen=True)
class InvestmentView:
    """Benefits counted, costs, and the return in per cent; None without both."""

    terms: ReturnOnInvestment
    benefits: tuple[CountedBenefit, ...]
    counted: Decimal
    costs: Decimal
    percent: int | None

    @property
    def net(self) -> Decimal:
        """What is left of the benefits over the costs; less than 0 for a loss."""
        return self.counted - self.costs


def investment_of(terms: ReturnOnInvestment) -> InvestmentView:
    """Return the calculation of benefits against costs."""
    benefits = tuple(CountedBenefit(b, _counted(b)) for b in terms.benefits)
    counted = sum((benefit.counted for benefit in benefits), Decimal(0))
    costs = sum((cost.amount for cost in terms.costs), Decimal(0))
    percent = _percent(counted, costs) if benefits and costs else None
    return InvestmentView(terms, benefits, counted, costs, percent)


def _counted(benefit: Benefit) -> Decimal:
    share = benefit.attribution * benefit.confidence / Decimal(10_000)
    return (benefit.amount * share).to_integral_value(ROUND_HALF_UP)


def _percent(counted: Decimal, costs: Decimal) -> int:
    return int(((counted - costs) / costs * 100).to_integral_value(ROUND_HALF_UP))
