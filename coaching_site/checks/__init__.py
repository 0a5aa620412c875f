"""Rules across fields, which no single value can break alone.

Each broken rule is a location in the typed file, such as `("goals", 1, "actions", 0, "done")`,
and a sentence. A location that ends with `KEY` means the key itself.
"""

from coaching_site.checks.advice import advise_engagement
from coaching_site.checks.brand import check_brand, fault_of_drawing
from coaching_site.checks.engagement import check_engagement
from coaching_site.checks.locations import Findings
from coaching_site.checks.programme import check_programme
from coaching_site.checks.prompts import answers_of, ids_at, locations_of_prompts

__all__ = [
    "Findings",
    "advise_engagement",
    "answers_of",
    "attachments",
    "check_brand",
    "check_engagement",
    "check_programme",
    "days",
    "fault_of_drawing",
    "ids_at",
    "locations",
    "locations_of_prompts",
    "rounds",
]
