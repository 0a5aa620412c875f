"""From the file that a coach was sent to the bytes of a reply: unwrapped, then decrypted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coaching_site.crypto.envelope import (
    DecryptionFailed,
    EnvelopeError,
    MalformedEnvelope,
    UnsupportedEnvelope,
    WrongKey,
    decrypt,
    header_of,
)
from coaching_site.crypto.private_key import PrivateKey
from coaching_site.files import FileTooLarge, NotAFile, read_limited
from coaching_site.replies.pdf_form import is_pdf
from coaching_site.replies.reply import ReplyRefused
from coaching_site.replies.wrapping import DAMAGED, MAX_WRAPPED_BYTES, unwrapped

OTHER_KEY: Final = "the reply was encrypted for another key than yours: see --private-key"

# Browsers fill a reply up with spaces, so that its length does not tell how much was written.
_MAX_PADDED_BYTES: Final = 2**21
_CHANGED: Final = "the reply cannot be opened: it was damaged or changed on its way"
_REASONS: Final[dict[type[EnvelopeError], str]] = {
    MalformedEnvelope: DAMAGED,
    UnsupportedEnvelope: "the reply is encrypted in a way that no portal uses",
    WrongKey: OTHER_KEY,
    DecryptionFailed: _CHANGED,
}


def read_reply_file(path: Path) -> bytes:
    """Return the reply, or the workbook, in a file, whatever is around it.

    Raises `ReplyRefused` if there is none.
    """
    try:
        raw = read_limited(path, MAX_WRAPPED_BYTES)
    except FileTooLarge:
        too_large = f"the file is larger than {MAX_WRAPPED_BYTES // 10**6} MB, as no reply is"
        raise ReplyRefused(too_large) from None
    except NotAFile as error:
        raise ReplyRefused(str(error.strerror)) from None
    except OSError as error:
        raise ReplyRefused(f"the file cannot be read: {error.strerror}") from None
    return unwrapped(raw)


def is_locked(raw: bytes) -> bool:
    """Whether what a file holds is in an envelope."""
    return not raw.startswith(b"{") and not is_pdf(raw)


def key_name_of(raw: bytes) -> str:
    """Return the name of the key that opens a locked reply; raise `ReplyRefused` for others."""
    with _refusing():
        return str(header_of(raw).get("kid"))


def decrypted(raw: bytes, key: PrivateKey) -> bytes:
    """Return the decrypted reply without its padding; raise `ReplyRefused` if the key fails."""
    with _refusing():
        plain = decrypt(raw, key)
    if len(plain) > _MAX_PADDED_BYTES:
        raise ReplyRefused(_CHANGED)
    return plain.rstrip(b" ")


@contextmanager
def _refusing() -> Iterator[None]:
    """Tell why an envelope is no reply, in a sentence for the coach."""
    try:
        yield
    except EnvelopeError as error:
        raise ReplyRefused(_REASONS[type(error)]) from None
