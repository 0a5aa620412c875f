"""From files to records, or to ALL problems in plain words."""

from coaching_site.loading.brand import load_brand
from coaching_site.loading.engagement import load_engagement, read_engagement
from coaching_site.loading.folders import (
    content_folder,
    content_folders,
    engagement_folder,
    is_slug,
    language_of_words,
    new_engagement_folder,
    portals_folder,
)
from coaching_site.loading.page_settings import load_page_settings
from coaching_site.loading.programme import load_programme
from coaching_site.loading.words import load_words, problem_of_word

__all__ = [
    "content_folder",
    "content_folders",
    "engagement_folder",
    "gaps",
    "introspection",
    "is_slug",
    "json_schema",
    "language_of_words",
    "load_brand",
    "load_engagement",
    "load_page_settings",
    "load_programme",
    "load_words",
    "new_engagement_folder",
    "pictures",
    "portals_folder",
    "problem_of_word",
    "read_engagement",
]
