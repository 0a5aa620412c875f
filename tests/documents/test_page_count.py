"""How many pages a PDF of ours has."""

from __future__ import annotations

from coaching_site.documents.page_count import pages_in
from coaching_site.documents.pdf import pdf_of_html


def test_pages() -> None:
    """Each break of a page is counted."""
    page = "<p>x</p>"
    broken = f'{page}<p style="break-before: page">y</p>'
    html = '<html lang="en"><title>x</title><body>{}</body></html>'
    assert [pages_in(pdf_of_html(html.format(body))) for body in (page, broken)] == [1, 2]
