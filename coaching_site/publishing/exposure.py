"""Whether others can read a place: it is asked as anybody can, without credentials."""

from __future__ import annotations

import http.client
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from coaching_site.publishing.names import probe_name
from coaching_site.publishing.refusals import StoreFailed
from coaching_site.publishing.stores import Asked, PublicAddress, Store

_SECONDS: Final = 20
_MAX_BYTES: Final = 4_000_000
_HEAD_BYTES: Final = 1_000_000  # a locked portal is one page of any size
_REFUSED: Final = (401, 403)
_NOT_FOUND: Final = (400, 404, 405, 409, 410)  # Azure lets nobody in by 409


class Exposure(IntEnum):
    """Whether somebody without credentials can read a place; the higher, the worse."""

    PRIVATE = 0
    UNKNOWN = 1
    PUBLIC = 2


@dataclass(frozen=True)
class PrivacyFinding:
    """What was found out about a place, and the sentence that says by what."""

    exposure: Exposure
    reason: str

    @property
    def is_proven(self) -> bool:
        """Whether the place is known to be private."""
        return self.exposure is Exposure.PRIVATE


@dataclass(frozen=True)
class StrangersAnswer:
    """What an address has answered: its status, its content, and where it was in the end."""

    status: int
    content: bytes
    url: str


def probed(store: Store, addresses: Sequence[PublicAddress] = ()) -> PrivacyFinding:
    """Write a file of a random name, ask for it as a stranger, and take it away again.

    `addresses` begin further ones at which readers find the place. Raises `StoreFailed`.
    """
    name, content = probe_name(secrets.token_hex(16)), secrets.token_hex(32).encode()
    store.write(name, b"<!doctype html><title>-</title>" + content)
    try:
        if content not in (store.read(name) or b""):
            raise StoreFailed(f"{store.name}: what was written there cannot be read back")
        asked = [*store.public_addresses(name), *(_below(one, name) for one in addresses)]
        return _worst([_finding(one, name, content) for one in asked], store.is_closed)
    finally:
        [*store.delete([name])]


def exposed_page(store: Store, addresses: Sequence[PublicAddress], content: bytes) -> str | None:
    """Return the address at which anybody reads the first page of a portal, if there is one."""
    for one in (*store.public_addresses("index.html"), *addresses):
        if one.asked is Asked.FILE:
            answer = answer_of(_below(one, "index.html"))
            if answer and content[:_HEAD_BYTES] in answer.content:
                return one.url
    return None


def answer_of(address: PublicAddress) -> StrangersAnswer | None:
    """Return what an address answers to whoever asks; None where nobody answers."""
    if urlsplit(address.url).scheme not in ("http", "https"):
        return None
    headers = {"User-Agent": "coaching-site", "Accept-Encoding": "identity", "Depth": "1"}
    request = Request(address.url, headers=headers, method=address.method)  # noqa: S310 - as above
    try:
        with _asked(request) as found:
            return StrangersAnswer(found.status, found.read(_MAX_BYTES), found.url or address.url)
    except (OSError, http.client.HTTPException, ValueError):
        return None


def _asked(request: Request) -> Any:
    """Return what is answered, a refusal too; reading it may fail either way."""
    try:
        return urlopen(request, timeout=_SECONDS)  # noqa: S310 - as above
    except HTTPError as refusal:
        return refusal


def _below(address: PublicAddress, name: str) -> PublicAddress:
    """Return the address of a file below one that ends in `/`, else the address itself."""
    if not address.url.endswith("/") or address.asked is Asked.LISTING:
        return address
    return PublicAddress(address.url + name, Asked.FILE, address.is_certain)


def _worst(findings: Sequence[PrivacyFinding], is_closed: bool | None) -> PrivacyFinding:
    if findings:
        return max(findings, key=lambda one: one.exposure)
    if is_closed is None:
        return PrivacyFinding(Exposure.UNKNOWN, "no stranger can be sent there to look")
    if is_closed:
        return PrivacyFinding(Exposure.PRIVATE, "only you can read it on this machine")
    return PrivacyFinding(Exposure.UNKNOWN, "others on this machine may enter that folder")


def _finding(address: PublicAddress, name: str, content: bytes) -> PrivacyFinding:
    answer = answer_of(address)
    if answer is None:
        return PrivacyFinding(Exposure.UNKNOWN, f"{address.url} does not answer")
    if address.asked is Asked.LISTING:
        return _finding_in_listing(answer, name, address)
    if content in answer.content:
        return PrivacyFinding(Exposure.PUBLIC, f"anybody can read it at {address.url}")
    if answer.status in _REFUSED:
        return PrivacyFinding(Exposure.PRIVATE, f"{address.url} refuses strangers")
    if address.is_certain and answer.status in _NOT_FOUND:
        return PrivacyFinding(Exposure.PRIVATE, f"{address.url} shows strangers nothing")
    # A login elsewhere is shown in place of the page, which would be a fault of a bucket.
    if (
        _is_led_away(answer.url, address.url)
        and not address.is_certain
        and answer.status < _NOT_FOUND[0]
    ):
        return PrivacyFinding(Exposure.PRIVATE, f"{address.url} leads strangers to {answer.url}")
    told = f"{address.url} answers {answer.status} to strangers, and neither that page nor a login"
    return PrivacyFinding(Exposure.UNKNOWN, told)


def _is_led_away(found: str, asked: str) -> bool:
    """Tell whether an address leads to one that may be a login: not to a page around it.

    Many hosts show their first page in place of one that they do not have.
    """
    there, here = urlsplit(found), urlsplit(asked)
    return there.netloc != here.netloc or not here.path.startswith(there.path)


def _finding_in_listing(
    answer: StrangersAnswer, name: str, address: PublicAddress
) -> PrivacyFinding:
    if name.encode() in answer.content:
        return PrivacyFinding(Exposure.PUBLIC, f"anybody can list what is in it at {address.url}")
    if answer.status < _NOT_FOUND[0] or answer.status in (*_REFUSED, *_NOT_FOUND):
        return PrivacyFinding(Exposure.PRIVATE, f"{address.url} lists nothing for strangers")
    return PrivacyFinding(Exposure.UNKNOWN, f"{address.url} answers {answer.status} to strangers")
