"""Records of programme, engagement and brand: frozen and typed, without reading or writing."""

from coaching_site.model.engagement import Engagement
from coaching_site.model.programme import Programme

__all__ = [
    "Engagement",
    "Programme",
    "activities",
    "brand",
    "engagement",
    "goals",
    "page_settings",
    "programme",
    "receipt",
    "time_zones",
    "types",
]
