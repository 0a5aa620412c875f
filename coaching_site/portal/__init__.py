"""One portal on disk: where it may be, how it is known again, and how the next one replaces it."""

from coaching_site.portal.fresh import FreshFolder
from coaching_site.portal.keeping import kept_paths
from coaching_site.portal.leftovers import mend
from coaching_site.portal.marker import MARKER
from coaching_site.portal.obstacles import InTheWay, keep_apart
from coaching_site.portal.temporary import PreviewFolder, sweep

__all__ = [
    "MARKER",
    "FreshFolder",
    "InTheWay",
    "PreviewFolder",
    "keep_apart",
    "kept_paths",
    "mend",
    "sweep",
]
