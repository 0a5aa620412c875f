"""From the HTML of a site builder to the portal in its place: bundled, private, and verified."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.build.bundle import bundle_styles, defer_scripts
from coaching_site.build.prune_css import CssPruner
from coaching_site.privacy.policy import harden
from coaching_site.privacy.verify import verify
from coaching_site.staging import MARKER, StagingFolder


@dataclass(frozen=True)
class SiteFiles:
    """The files that a site must have, by their paths in it with `/`, and which are of a theme.

    The style sheets of a theme lose what no page asks for.
    """

    expected: frozenset[str]
    of_theme: frozenset[str]


NO_FILES: Final = SiteFiles(frozenset(), frozenset())


def finish(
    staging: StagingFolder, files: SiteFiles, cache_dir: Path, *, swap_in: bool = True
) -> Path | None:
    """Make a site that is built in a staging folder ready, and put it in the portal's place.

    Returns where the former portal is if it could not be removed. Without `swap_in` the former
    portal stays in its place. Raises `BundleError`, `Leak` with all that is wrong with the files,
    `TargetBlocked`, and `OSError`; then the former portal is as it was.
    """
    site = staging.path
    _defer_scripts(site)
    bundled = bundle_styles(site, files.of_theme, CssPruner(cache_dir))
    expected = files.expected - bundled.gone | bundled.added | {MARKER}
    # The last change of a page: the policy holds hashes of the scripts in it.
    harden(site)
    # The marker names all files, so it is written late.
    staging.mark(expected)
    verify(site, expected)
    return staging.swap_in() if swap_in else None


def finish_preview(site: Path, expected: Collection[str]) -> None:
    """Make a site ready that is shown to the coach alone, quickly: its styles stay as they are.

    The policy admits the script by which the preview reloads. Raises `Leak`.
    """
    _defer_scripts(site)
    harden(site, preview=True)
    verify(site, expected, preview=True)


def _defer_scripts(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        html = path.read_bytes()
        if (deferred := defer_scripts(html.decode()).encode()) != html:
            path.write_bytes(deferred)
