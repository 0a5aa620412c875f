"""The pages of a site, read once and written once, however many steps change them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coaching_site.privacy.html import read_site_file


class SitePages:
    """The HTML of the pages of a site, by their paths, in the order of these."""

    def __init__(self, site: Path) -> None:
        """Read all pages."""
        self.site = site
        self.texts = {path: read_site_file(path) for path in sorted(site.rglob("*.html"))}
        self._on_disk = dict(self.texts)

    def write(self) -> None:
        """Write the pages that are not on disk as they are here."""
        for path, text in self.texts.items():
            if text != self._on_disk[path]:
                path.write_bytes(text.encode("utf-8", "surrogateescape"))
        self._on_disk = dict(self.texts)


@contextmanager
def pages_in(site: Path | SitePages) -> Iterator[SitePages]:
    """Give the pages of a site; those that were read by the caller are for the caller to write."""
    if isinstance(site, SitePages):
        yield site
        return
    pages = SitePages(site)
    yield pages
    pages.write()
