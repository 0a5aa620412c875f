"""The headers that are printed are those that the documentation lists."""

from __future__ import annotations

from coaching_site.publishing.headers import HEADERS, told_headers
from tests.documentation import PAGES


def test_headers() -> None:
    """Each is printed for nginx and for a file `_headers`, and stands in the table."""
    told, page = told_headers(), PAGES["publishing.md"]
    for name, value in HEADERS.items():
        assert f'add_header {name} "{value}" always;' in told
        assert f"\n  {name}: " in told
        assert f"| `{name}` | `{value}`" in page
    for kept in ("keep: [.htaccess, .htpasswd]", "keep: [_headers]"):
        assert kept in told
    assert "{" not in told.partition("}")[2]
