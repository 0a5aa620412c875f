"""What MkDocs loads: the plugin, imported without a look for garbage meanwhile.

An import leaves none; to look for it among all that is made, then or as the process ends, took
some 5 % of a build.
"""

from __future__ import annotations

from coaching_site.mkdocs.garbage_collection import leave_garbage_at_exit, no_garbage_collection

leave_garbage_at_exit()
with no_garbage_collection():
    from coaching_site.mkdocs.plugin import CoachingSitePlugin

__all__ = ["CoachingSitePlugin"]
