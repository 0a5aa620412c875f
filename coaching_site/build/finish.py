"""From the HTML of a site builder to the portal in its place: bundled, private, and verified."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from coaching_site.build.bundle import bundle_styles
from coaching_site.build.late_parts import take_out_late_parts
from coaching_site.build.portal_source import DATA_SCRIPT
from coaching_site.build.search_index import add_search_index
from coaching_site.build.shared_files import share_files
from coaching_site.privacy.policy import harden
from coaching_site.privacy.site_pages import SitePages
from coaching_site.privacy.verify import verify
from coaching_site.staging import MARKER, StagingFolder

SiteSearch = Callable[[Mapping[str, bytes], Collection[str]], Iterable[str]]
"""What yields a line for each thing that files must not say.

It is given their contents by their paths, and the paths of those that all portals share.
"""


def finish(
    staging: StagingFolder,
    expected: Collection[str],
    cache_dir: Path | None = None,
    swap_in: bool = True,
    search: SiteSearch = lambda *_: (),
) -> Path | None:
    """Make a site that is built in a staging folder ready, and put it in the portal's place.

    `expected` are the paths, with `/`, of the files that a site builder has to make; below
    `cache_dir` is what was made of the same style sheets before, and what portals share. `search`
    looks for what no file may say. Returns where the former portal is if it could not be removed.
    Without `swap_in` the former portal stays in its place. Raises `BundleError`, `Leak` with all
    that is wrong with the files, `TargetBlocked`, and `OSError`; then the former portal is as it
    was.
    """
    site = staging.path
    pages = SitePages(site)
    bundled = bundle_styles(pages, cache_dir)
    added = _added(pages)
    files = frozenset(expected) - bundled.gone | bundled.added | added | {MARKER}
    shared = [path for path in files - added if _is_shared(path)]
    # The last change of a page: the policy holds hashes of the scripts in it.
    harden(pages)
    pages.write()
    # The marker names all files, so it is written late.
    staging.mark(files)
    verify(site, files, search=lambda contents: search(contents, shared))
    # At last: nothing is written into a file from here on.
    if cache_dir:
        share_files(site, shared, cache_dir)
    return staging.swap_in() if swap_in else None


def finish_preview(site: Path, expected: Collection[str]) -> None:
    """Make a site ready that is shown to the coach alone, quickly: its styles stay as they are.

    The policy admits the script by which the preview reloads. Raises `Leak`.
    """
    pages = SitePages(site)
    files = frozenset(expected) | _added(pages)
    harden(pages, preview=True)
    pages.write()
    verify(site, files, preview=True)


def _is_shared(path: str) -> bool:
    """Tell whether a file that is not made of pages is made of what all portals share."""
    return path.startswith("assets/") and not path.startswith(DATA_SCRIPT)


def _added(pages: SitePages) -> frozenset[str]:
    """Add the scripts that are made of pages; return their paths."""
    index = add_search_index(pages)
    return take_out_late_parts(pages) | frozenset([index] if index else ())
