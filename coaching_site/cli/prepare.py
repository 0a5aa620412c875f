"""The command that shows on one page what to know before a session."""

from __future__ import annotations

import os
from pathlib import Path

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.folder import check_folder, slug_of
from coaching_site.cli.group import FilePath
from coaching_site.cli.page import ReadingPage
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.sections import html_of, print_page
from coaching_site.cli.terminal import visible_line
from coaching_site.practice.clients import ClientReader
from coaching_site.practice.preparation import SessionPage


@click.command()
@click.argument("slug")
@click.option("--html", type=FilePath(), metavar="FILE", help="Write a page to read or print.")
@click.option("--pdf", type=FilePath(), metavar="FILE", help="Write a page as PDF.")
def prepare(slug: str, html: Path | None, pdf: Path | None) -> None:
    """Show on one page what to know before a session.

    What was agreed the last time, what was done, measured and written since, what is late or due,
    and what the client wants to talk about. It is of today, or of the day in the variable AS_OF.

    \b
    Examples:
      coaching-site prepare jane-doe
      coaching-site prepare jane-doe --pdf ~/jane-doe.pdf
    """
    check_folder()
    client = ClientReader(WORKSPACE, as_of_day(os.environ)).read(slug_of(slug))
    one = SessionPage.of(client)
    if not (html or pdf):
        print_page(one.title, [*one.about], one.headings)
        return
    parts = [*html_of(one.title, [*one.about], one.headings, one.portal.language)]
    title, named = one.title, (("--html", html), ("--pdf", pdf))
    pages = [ReadingPage(path, title, option) for option, path in named if path]
    for page in pages:
        page.check()
    for page in pages:
        page.add_html(parts)
        page.write() if page.option == "--html" else page.write_pdf()
        click.echo(visible_line(f"To read: {page.path}"))
