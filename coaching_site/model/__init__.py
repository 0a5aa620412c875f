"""Frozen, typed records of programme and engagement; no reading and no writing."""

from coaching_site.model.engagement import Engagement
from coaching_site.model.programme import Programme

__all__ = ["Engagement", "Programme"]
