"""What MkDocs loads: the plugin, imported without a look for garbage meanwhile.

An import leaves none; to look for it among all that is made took a few hundredths of a build.
"""

from __future__ import annotations

from coaching_site.mkdocs.garbage_collection import no_garbage_collection

with no_garbage_collection():
    from coaching_site.mkdocs.plugin import CoachingSitePlugin

__all__ = ["CoachingSitePlugin"]
