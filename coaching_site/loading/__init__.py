"""From files to records, or to ALL problems in plain words."""

from coaching_site.loading.brand import load_brand
from coaching_site.loading.engagement import (
    load_engagement,
    read_engagement,
    require_known_version,
    version_of,
)
from coaching_site.loading.folders import (
    desk_folder,
    engagement_folder,
    engagement_names,
    inbox_folder,
    language_in,
    new_engagement_folder,
)
from coaching_site.loading.page_settings import load_page_settings
from coaching_site.loading.programme import read_programme
from coaching_site.loading.words import problem_of_word, read_words

__all__ = [
    "attachments",
    "desk_folder",
    "engagement_folder",
    "engagement_names",
    "gaps",
    "inbox_folder",
    "introspection",
    "json_schema",
    "language_in",
    "layers",
    "load_brand",
    "load_engagement",
    "load_page_settings",
    "new_engagement_folder",
    "pictures",
    "problem_of_word",
    "read_engagement",
    "read_programme",
    "read_words",
    "records",
    "require_known_version",
    "rounds",
    "version_of",
]
