"""Records of programme, engagement and brand: frozen and typed, without reading or writing."""

from coaching_site.model.engagement import Engagement
from coaching_site.model.programme import Programme

__all__ = [
    "Engagement",
    "Programme",
    "activities",
    "agreement",
    "attachment",
    "brand",
    "device",
    "engagement",
    "feedback",
    "follow_up",
    "formats",
    "goals",
    "metadata",
    "metrics",
    "page_settings",
    "people",
    "placed_actions",
    "programme",
    "prompt_key",
    "receipt",
    "time_zones",
    "types",
    "workbook",
]
