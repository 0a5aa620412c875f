"""What a coach alone reads as a page of HTML, without scripts or requests."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from coaching_site.cli.differences import Answer, Kind, Piece, compared
from coaching_site.cli.showing import Row
from coaching_site.cli.terminal import visible, visible_line
from coaching_site.documents.pdf import PdfExtraMissing, PdfLibraryMissing, pdf_of_html
from coaching_site.files import read_start, write_atomically
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import portal_around, project_around

_OURS: Final = "<!doctype html><!-- written by coaching-site"
_MAX_BYTES: Final = 50_000_000
_OUR_PDF: Final = b"% written by coaching-site\n"
_PDF_STYLE: Final = """
@font-face { font-family: Page; src: url("font:Regular"); }
@font-face { font-family: Page; font-weight: bold; src: url("font:Semibold"); }
body { font-family: Page, sans-serif; }
"""
_STYLE: Final = """
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c1c1c; background: #fff; }
@page { margin: 1.5cm; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; border-top: 1px solid #767676; padding-top: 1rem; }
ul { padding: 0; list-style: none; } li { margin: .5rem 0; }
ul p { margin: 0 0 0 1.2rem; color: #595959; }
h3 { font-size: .9rem; margin: 1rem 0 .25rem; color: #595959; }
p, li { white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0; }
del { background: #fbe3e1; } ins { background: #dff1e0; } small { color: #595959; }
@media (prefers-color-scheme: dark) {
  body { color: #ececec; background: #181818; } h3, small, ul p { color: #b5b5b5; }
  del { background: #5c2320; } ins { background: #1d4a24; } }
@media print {
  body { font-size: 9.5pt; line-height: 1.4; max-width: none; margin: 0; padding: 0;
    color: #000; background: #fff; }
  h2 { margin: 1rem 0 .25rem; padding-top: .4rem; break-after: avoid; }
  h3, small, ul p { color: #444; } li { margin: .2rem 0; break-inside: avoid; } }
"""


@dataclass
class ReadingPage:
    """Gathers what is to be read, and writes it where the coach alone can read it.

    `option` is the one by which the path was named, for messages.
    """

    path: Path
    title: str = "Replies to decide on"
    option: str = "--html"
    _parts: list[str] = field(default_factory=list)

    def add(self, title: str, rows: Sequence[Row], language: str) -> None:
        """Add what one reply would change, whose texts are in a language."""
        self._parts.append(f"<h1>{_line(title)}</h1>")
        for number, row in enumerate(rows, 1):
            head = f"{number} of {len(rows)}"
            self._parts.append(f"<h2><small>{head}</small> <bdi>{_line(row.label)}</bdi></h2>")
            self._parts.append(f"<p><strong>{_line(row.state)}</strong></p>")
            self._parts.append(f'<div lang="{escape(language)}">{"".join(_sides(row))}</div>')

    def add_html(self, parts: Iterable[str]) -> None:
        """Add parts of the body, in which every text is escaped."""
        self._parts.extend(parts)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self._parts

    def check(self) -> None:
        """Raise `InvalidInput` unless the page may stand where it is to be written."""
        if fault := _fault_of_place(self.path):
            raise self._unfit(fault)

    def write(self) -> None:
        """Write the page; raise `InvalidInput` where it may not stand, or cannot be written."""
        self._write(self._page(_STYLE).encode())

    def write_pdf(self) -> None:
        """Write the page as PDF; raise `InvalidInput` as `write`, and where PDFs cannot be made."""
        self.check()
        try:
            pdf = pdf_of_html(self._page(_STYLE + _PDF_STYLE))
        except PdfExtraMissing:
            raise self._unfit("PDFs need the extra `pdf`: see docs/installing.md") from None
        except PdfLibraryMissing as error:
            raise self._unfit(f"{error} (PDFs need Pango)") from None
        # No reader of PDF heeds what is behind the end: there a remark says whose file it is.
        self._write(pdf.rstrip(b"\n") + b"\n" + _OUR_PDF)

    def _write(self, raw: bytes) -> None:
        try:
            self.check()
            write_atomically(self.path, raw, replace=self.path.exists())
        except OSError as error:
            raise self._unfit(f"the page cannot be written: {error.strerror}") from None

    def _unfit(self, message: str) -> InvalidInput:
        return InvalidInput([Problem.of_file(self.path, message, self.option)])

    def _page(self, style: str) -> str:
        # The one style is admitted by its hash: nothing that a client wrote could style or run
        # anything.
        digest = b64encode(sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        return (
            f'{_OURS} -->\n<html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}form-action \'none\'">'
            '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{_line(self.title)}</title><style>{style}</style></head>\n<body>"
            + "\n".join(self._parts)
            + "\n</body></html>\n"
        )


def _fault_of_place(path: Path) -> str | None:
    """Return why a page may not stand there, None where it may: it takes no other file's place.

    Inside a project only the private folder of an engagement will do, which no portal shows; and
    nowhere a portal.
    """
    if os.path.lexists(path) and not _is_ours(path):
        return "there is something else of this name: nothing was written"
    # A link would lead the page into a folder that is built or shared.
    real = Path(os.path.realpath(path))
    if not all(_may_stand(real, project) for project in (Path.cwd(), project_around(real))):
        return (
            "what clients wrote may stand in the private folder of an engagement, or outside of "
            "the project: choose such a place"
        )
    if portal_around(real):
        return "what clients wrote would be in a portal for all who have it: choose another place"
    return None


def _may_stand(page: Path, project: Path | None) -> bool:
    """Tell whether a page is outside of a project, or in the private folder of an engagement."""
    if not project or not page.is_relative_to(os.path.realpath(project)):
        return True
    inside = page.relative_to(os.path.realpath(project)).parts
    return len(inside) >= 4 and (inside[0], inside[2]) == ("engagements", "private")


def _is_ours(path: Path) -> bool:
    try:
        raw = b"" if path.is_symlink() else read_start(path, _MAX_BYTES)
    except OSError:
        return False
    return raw.startswith(_OURS.encode()) or raw.endswith(_OUR_PDF)


def _sides(row: Row) -> Iterator[str]:
    before, after = compared(row.before, row.after)
    for name, tag, answers in (("Now", "del", before), ("Reply", "ins", after)):
        yield f'<h3 lang="en">{name}</h3>'
        texts = [_told(answer, tag if before and after else "") for answer in answers]
        if len(texts) > 1:
            yield f"<ol>{''.join(f'<li dir=auto>{text}</li>' for text in texts)}</ol>"
        else:
            yield f'<p dir="auto">{texts[0] if texts else "–"}</p>'


def _told(answer: Answer, tag: str) -> str:
    return "".join(_marked(piece, tag) for piece in answer)


def _marked(piece: Piece, tag: str) -> str:
    text = escape(visible(piece.text))
    if piece.kind is Kind.CUT:
        return f'<small lang="en">{text}</small>'
    return f"<{tag}>{text}</{tag}>" if tag and piece.kind is Kind.OTHER else text


def _line(text: str) -> str:
    return escape(visible_line(text))
