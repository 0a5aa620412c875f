"""Prose as HTML: paragraphs, lists, emphasis and links of Markdown; all else is text.

A bare address of the web or of mail is a link, too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from coaching_site.notation.links import links_in
from coaching_site.prose.emphasis import emphasis
from coaching_site.prose.escapes import escape_offsets, found_once
from coaching_site.prose.outlines import with_lists
from coaching_site.prose.spacing import guarded, is_spaced, released

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:|tel:)[^/]", re.IGNORECASE)
_EMPHASISED: Final = re.compile(r"<(em|strong)>(.*?)</\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_LINK: Final = re.compile(r'<a (href="([^"]*)"[^>]*>)(\s*</a>)?')


def _backslash(state: StateInline, silent: bool) -> bool:
    """Parse a backslash before a character or a line break; an inline rule for markdown-it."""
    offset, text = state.pos, state.src
    if text[offset] != "\\" or offset + 1 >= state.posMax:
        return False
    is_break = text[offset + 1] == "\n"
    if not is_break and offset not in found_once(escape_offsets, text, state.env):
        return False
    if not silent and is_break:
        state.push("hardbreak", "br", 0)
    elif not silent:
        token = state.push("text_special", "", 0)
        token.content = text[offset + 1]
        token.markup, token.info = text[offset : offset + 2], "escape"
    state.pos += 2
    # White space that begins a line is not shown, as behind any other break.
    while is_break and text[state.pos : min(state.pos + 1, state.posMax)] in (" ", "\t"):
        state.pos += 1
    return True


def _link_addresses(state: StateCore) -> None:
    """Make links of bare addresses, outside of links; a core rule for markdown-it."""
    for block in state.tokens:
        linked: list[Token] = []
        depth = 0
        for token in block.children or ():
            depth += token.nesting if token.tag == "a" else 0
            linked += [token] if depth or token.type != "text" else _with_links(token)
        block.children = linked if block.children else block.children


def _with_links(token: Token) -> list[Token]:
    """Return a token of text as several, with links around the addresses in it."""
    parts, end = [], 0
    for link in links_in(token.content):
        opening = Token("link_open", "a", 1, attrs={"href": link.address})
        shown = token.content[link.start : link.end]
        parts += [_text(token.content[end : link.start]), opening, _text(shown)]
        parts.append(Token("link_close", "a", -1))
        end = link.end
    return [*parts, _text(token.content[end:])] if parts else [token]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _restricted_markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False})
    markdown.enable(["emphasis", "list", "link", "newline", "escape"])
    markdown.inline.ruler.at("emphasis", emphasis)
    markdown.inline.ruler.at("escape", _backslash)
    markdown.core.ruler.push("link_addresses", _link_addresses)
    markdown.validateLink = lambda url: bool(_ADDRESS.match(url))  # type: ignore[method-assign]
    return markdown


_MARKDOWN: Final = _restricted_markdown()


@lru_cache(maxsize=4000)  # most texts stand on several pages
def prose_to_html(text: str) -> str:
    """Return the HTML of prose: paragraphs, emphasis, lists and links; all else is text.

    The style sheet shows all white space of paragraphs of the class `spaced`.
    """
    text = with_lists(text)
    if is_spaced(text):
        return _with_safe_links(released(_MARKDOWN.render(guarded(text))))
    return _with_safe_links(_MARKDOWN.render(text))


def emphasised(text: str) -> list[str]:
    """Return the words of prose that are rendered as emphasis."""
    if "*" not in text and "_" not in text:
        return []
    matches = _EMPHASISED.finditer(prose_to_html(text))
    return [unescape(_TAG.sub("", match[2])) for match in matches]


def phrase_to_html(text: str) -> str:
    """Return the HTML of prose on one line, with emphasis and links but no blocks."""
    return _with_safe_links(_MARKDOWN.renderInline(text))


def text_to_html(text: str) -> str:
    """Return text escaped for element content and attribute values."""
    return escape(text)


def _with_safe_links(html: str) -> str:
    """Return HTML whose links send no referrer; a link without text shows its address."""
    return _LINK.sub(_safe_link, html)


def _safe_link(found: re.Match[str]) -> str:
    words = f"{found[2]}</a>" if found[3] else ""
    return f'<a rel="noopener noreferrer" {found[1]}{words}'
