"""A portal before a site builder turns it into HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from coaching_site.brand.identity import BrandIdentity
from coaching_site.drafts import draft_table
from coaching_site.rendering.fallback import Fallback
from coaching_site.rendering.pages import Page
from coaching_site.view.facts import ActionFacts

DATA_SCRIPT: Final = "assets/javascripts/portal-data"
"""How the path begins of the script that holds what all others need to know."""


@dataclass(frozen=True)
class Frame:
    """What a theme shows around each page.

    `notice`, the line at the foot, is bare text. `language`, such as `en`, is written in the
    `direction` ltr or rtl; `fallback` says that the words are in another. `theme_words` are those
    that the theme says, by the names that it has for them, `form_words` those of
    `components/forms.html` and around a page. `send_here` is the HTML by which a page
    sends its own drafts, where a browser keeps them by page.
    """

    identity: BrandIdentity
    notice: str
    language: str
    direction: str
    fallback: Fallback | None
    theme_words: Mapping[str, str]
    form_words: Mapping[str, str]
    send_here: str


@dataclass(frozen=True)
class ScriptData:
    """What the scripts of a portal need to know.

    `words` tell dates anew and let the reader write. `version` tells one portal from another,
    whatever day it was built on; `received` names replies that the coach has. `reply_page` is the
    path of the page from which a reply is sent, if there is one; `actions` are what drafts are laid
    over.
    """

    words: Mapping[str, str]
    version: str
    received: tuple[str, ...]
    reply_page: str | None
    actions: tuple[ActionFacts, ...] = ()


@dataclass(frozen=True)
class PortalSource:
    """The pages in Markdown and all other files of a portal, by their paths in it.

    `script` is the path of the one among them that each page loads before its own, since that
    needs to know what it tells. `warnings` and `tips` are told to the coach.
    """

    slug: str
    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    frame: Frame
    script_data: ScriptData
    script: str
    warnings: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()

    @property
    def frame_data(self) -> Mapping[str, object]:
        """What templates around the pages need of the data for scripts."""
        return _frame_data(self.slug, self.script_data)


def data_script_of(slug: str, data: ScriptData) -> tuple[str, bytes]:
    """Return the script that tells those of all pages what they need to know: its path, and it.

    Pages load it before theirs. It is named by its content, so that browsers keep no older one.
    The keys stay in this order: scripts show the parts of a draft as the table has them.
    """
    more = {"version": data.version, "received": data.received, "actions": data.actions}
    told = {"words": data.words, "portal": {**_frame_data(slug, data), **more}}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    raw = f"var portalData={text};\n".encode("utf-8", "replace")
    return f"{DATA_SCRIPT}.{sha256(raw).hexdigest()[:8]}.js", raw


def _frame_data(slug: str, data: ScriptData) -> Mapping[str, object]:
    return {"engagement": slug, "reply": data.reply_page, "drafts": draft_table()}
