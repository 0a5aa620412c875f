"""One portal on disk: where it may be, how it is known again, and how the next one replaces it."""

from coaching_site.portal.fresh import FreshFolder
from coaching_site.portal.keeping import kept_paths
from coaching_site.portal.leftovers import mend
from coaching_site.portal.marker import MARKER
from coaching_site.portal.obstacles import InTheWay
from coaching_site.portal.places import keep_apart, portal_around, project_around
from coaching_site.portal.temporary import PreviewFolder, sweep

__all__ = [
    "MARKER",
    "FreshFolder",
    "InTheWay",
    "PreviewFolder",
    "keep_apart",
    "kept_paths",
    "mend",
    "portal_around",
    "project_around",
    "sweep",
]
