"""Addresses of mail and of the web in another notation, such as `mailto:a@b.example`."""

from __future__ import annotations

import re
from typing import Final

from coaching_site.model.formats import EMAIL, WEB_ADDRESS
from coaching_site.notation.plain import plain

_BETWEEN: Final = re.compile(r"[\s,;<>()\[\]\"]+|\b(?:and|or|und|oder|et|y)\b")
_AT: Final = re.compile(r" ?[(\[{] ?at ?[)\]}] ?| at (?=\S+\.)| ?@ ?", re.IGNORECASE)
_DOT: Final = re.compile(r" ?[(\[{] ?dot ?[)\]}] ?| dot ", re.IGNORECASE)
_SCHEME: Final = re.compile(r"^(?:mailto|e-?mail|mail):(?://)?", re.IGNORECASE)

_LINKED: Final = re.compile(r"^\[[^\]]*\]\(([^()\s]*)\)$|^<([^<>\s]*)>$")
# Such as http://x.example, htps:/x.example, https//x.example and //x.example.
_NEARLY_HTTPS: Final = re.compile(r"^(?:h?t{1,2}ps?\s?(?::[/\\]*|[/\\]+)|//)", re.IGNORECASE)


def addresses_meant(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses in a text as they are to be written, each once; often none."""
    words = _DOT.sub(".", _AT.sub("@", plain(text)))
    parts = (_SCHEME.sub("", part).strip(".:'?") for part in _BETWEEN.split(words))
    addresses = (part.partition("?")[0] for part in parts if "@" in part)
    return tuple(dict.fromkeys(part for part in addresses if re.search(EMAIL, part)))


def web_addresses_meant(text: str) -> tuple[str, ...]:
    """Return the web address in a text as it is to be written, with https:; often none."""
    linked = _LINKED.match(text.strip())
    bare = (linked[1] or linked[2]) if linked else text.strip()
    address = f"https://{_NEARLY_HTTPS.sub('', bare)}"
    return (address,) if re.search(WEB_ADDRESS, address) and "." in address else ()
