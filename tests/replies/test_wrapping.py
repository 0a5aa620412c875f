"""What stands around a reply when it arrives."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from io import BytesIO
from quopri import encodestring
from textwrap import wrap

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.crypto.private_key import public_half
from coaching_site.replies.reply import ReplyRefused, reply_of
from coaching_site.replies.wrapping import unwrapped
from tests.replies.browser import answer, lock, reply

TEXT = 'Fewer calls = more time; äöü 😀 <b>&amp; "quoted" > 3=3D … ' + "and so on, as before. " * 12
OPEN = json.dumps(
    reply(answer("starters/one_thing", TEXT, "zwei\nZeilen", base="0" * 16)),
    ensure_ascii=False, separators=(",", ":"),
).encode()  # fmt: skip
LOCKED = lock(OPEN, public_half(generate_private_key(SECP256R1())))


def mail(*parts: bytes, text: str = "Hello", name: str = "reply.jwe", **kind: str) -> EmailMessage:
    """Return a mail with attachments."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "jane@x.example", "kim@x.example", "Notes"
    message.set_content(text)
    for part in parts:
        main, sub = kind.get("main", "application"), kind.get("sub", "jose")
        message.add_attachment(part, maintype=main, subtype=sub, filename=name)
    return message


def forwarded(raw: bytes) -> bytes:
    """Return a mail that holds a mail with an attachment."""
    around = mail()
    around.add_attachment(mail(raw))
    return bytes(around)


def zipped(*parts: bytes, **names: bytes) -> bytes:
    """Return an archive with files."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, part in enumerate(parts):
            archive.writestr(f"reply-{number}.jwe", part)
        for name, part in names.items():
            archive.writestr(name.replace("__", "/"), part)
    return stream.getvalue()


def by_words(raw: bytes) -> bytes:
    """Return a text that a mail program wrapped at 76 columns."""
    lines = wrap(raw.decode(), 76, drop_whitespace=True, break_on_hyphens=False)
    return "\r\n".join(lines).encode()


def flowed(raw: bytes) -> bytes:
    """Return a text in the format "flowed": spaces stay at the ends of lines."""
    lines, line = [], ""
    for word in raw.decode().split(" "):
        if len(line) + len(word) > 70 and line:
            lines.append(line)
            line = ""
        line += f"{word} "
    return "\n".join([*lines, line[:-1]]).encode()


def folded(raw: bytes) -> bytes:
    """Return a text that was cut into lines of 76 signs."""
    text = raw.decode()
    return "\n".join(text[at : at + 76] for at in range(0, len(text), 76)).encode()


WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda raw: raw,
    "blanks": lambda raw: b"\r\n \t" + raw + b"\n\n",
    "BOM": lambda raw: b"\xef\xbb\xbf" + raw + b"\r\n",
    "UTF-16 with BOM": lambda raw: raw.decode().encode("utf-16"),
    "UTF-16 big with BOM": lambda raw: b"\xfe\xff" + raw.decode().encode("utf-16-be"),
    "UTF-16 little": lambda raw: raw.decode().encode("utf-16-le"),
    "UTF-16 big": lambda raw: raw.decode().encode("utf-16-be"),
    "UTF-32": lambda raw: raw.decode().encode("utf-32"),
    "NBSP around": lambda raw: "\u00a0\u200b".encode() + raw + "\u00a0\n\u00a0".encode(),
    "by words": by_words,
    "flowed": flowed,
    "folded": folded,
    "folded, CRLF": lambda raw: folded(raw).replace(b"\n", b"\r\n") + b"\r\n",
    "quoted": lambda raw: b"\n".join(b"> " + line for line in flowed(raw).split(b"\n")),
    "quoted-printable": lambda raw: encodestring(raw).replace(b"\n", b"\r\n"),
    "HTML": lambda raw: escape(raw.decode()).encode(),
    "a page of HTML": lambda raw: (
        b"<html><body><p>Hello</p><pre>%s</pre></body></html>" % escape(raw.decode()).encode()
    ),
    "base64": lambda raw: b64encode(raw),
    "base64 in lines": lambda raw: folded(b64encode(raw)),
    "a greeting": lambda raw: b"Dear Kim,\nhere it is:\n\n" + raw + b"\n\n-- \nJane\n",
    "mail": lambda raw: bytes(mail(raw)),
    "mail, CRLF": lambda raw: bytes(mail(raw)).replace(b"\n", b"\r\n"),
    "mail, as text": lambda raw: bytes(mail(raw, main="text", sub="plain", name="reply.jwe.txt")),
    "mail, in its text": lambda raw: bytes(mail(text=f"Dear Kim,\n{raw.decode()}\nJane")),
    "mail, twice the same": lambda raw: bytes(mail(raw, raw)),
    "mail in a mail": forwarded,
    "mailbox": lambda raw: b"From jane Mon Nov 24 20:00:00 2026\n" + bytes(mail(raw)),
    "zip": zipped,
    "zip of a Mac": lambda raw: zipped(raw, __MACOSX__reply=b"x", folder__=b""),
    "zip in a mail": lambda raw: bytes(mail(zipped(raw), sub="zip", name="reply.zip")),
    "mail in a zip": lambda raw: zipped(bytes(mail(raw))),
}


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "open"])
@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_what_stands_around_a_reply_is_taken_off(wrapping: str, locked: bool) -> None:
    """Each way in which replies arrive gives the very reply, locked or open, letter for letter."""
    raw = LOCKED if locked else OPEN
    found = unwrapped(WRAPPINGS[wrapping](raw))
    assert found == LOCKED if locked else json.loads(found) == json.loads(OPEN)


EXACT = [name for name in WRAPPINGS if name != "by words"]  # which takes spaces at its breaks


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&=\\\"' \n|{}"),
            min_size=1, max_size=300),
    st.sampled_from(EXACT),
)  # fmt: skip
def test_any_text_comes_out_to_the_letter(text: str, wrapping: str) -> None:
    """Whatever is typed in an open reply is the same after what stood around it is taken off."""
    whole = reply(answer("starters/one_thing", text, base="0" * 16))
    raw = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    assert json.loads(unwrapped(WRAPPINGS[wrapping](raw))) == whole


def test_an_envelope_cut_anywhere_by_blanks() -> None:
    """Blanks of any kind between the letters of an envelope are none of it."""
    assert unwrapped("\u00a0\r\n\u200b\ufeff\t".join(LOCKED.decode()).encode()) == LOCKED


def test_open_replies_with_blanks_between_their_parts() -> None:
    """Blanks between the parts of an open reply do not hinder, and those inside texts stay."""
    loose = OPEN.replace(b'":', '"\u00a0:\u200b'.encode())
    assert json.loads(unwrapped(loose)) == json.loads(OPEN)
    spaced = json.dumps(
        {"format": "coaching-reply", "x": "a\u00a0b  c"}, ensure_ascii=False
    ).encode()
    assert unwrapped(spaced) == spaced


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n", "the file is empty"),
        (b"%PDF-1.7 ...", "this PDF is damaged"),
        (b"\x89PNG\r\n", "this is a picture, not a reply"),
        (b"\xff\xd8\xff\xe0", "this is a picture, not a reply"),
        (b"\0\0\0\x18ftypheic", "this is a picture, not a reply"),
        (b"\x1f\x8b\x08", "this is an archive: unpack it"),
        (b"Rar!\x1a", "this is an archive: unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1", "this is an email as Outlook keeps it"),
        (b"\x78\x9f\x3e\x22", "winmail.dat"),
        (b"-----BEGIN PGP MESSAGE-----", "an email program encrypted this"),
        (b"-----BEGIN ENCRYPTED PRIVATE KEY-----", "this is a key or a certificate"),
        (b"<!DOCTYPE html><p>Hello", "this is a page of HTML, with no reply in it"),
        (b"Dear Kim, see you.", "this is not a reply, or it was damaged on its way"),
        (LOCKED[:-9], "this is not a reply, or it was damaged on its way"),
        (bytes(mail()), "this email holds no reply: save its attachment"),
        (bytes(mail(b"\x30\x80", sub="pkcs7-mime")), "an email program encrypted this"),
        (bytes(mail(b"%PDF-1.7")), "this email holds no reply: save its attachment"),
        (zipped(), "this archive holds no reply"),
        (zipped(b"%PDF-1.7"), "this PDF is damaged"),
        (zipped(b"x", b"y"), "this archive holds no reply"),
        (zipped(*[b"x"] * 101), "this archive holds more files than any with a reply"),
        (zipped(b"x")[:-30], "this archive is damaged"),
        (b"PK\x03\x04", "this archive is damaged"),
        (zipped(zipped(zipped(zipped(zipped(LOCKED))))), "this is not a reply"),
        (zipped(b"0" * 9_000_000), "this archive holds more than any reply does"),
        (zipped(LOCKED, OPEN), "it holds 2 replies: save each as a file"),
        (bytes(mail(LOCKED, OPEN)), "it holds 2 replies: save each as a file"),
        (OPEN[:-1] + b" " * 3_000_001 + b"}", "the reply is larger than 3 MB"),
    ],
    ids=lambda one: one if isinstance(one, str) else "file",  # archives hold the time
)  # fmt: skip
def test_what_holds_no_reply_is_named(raw: bytes, reason: str) -> None:
    """What cannot be a reply is named for what it is, in one line."""
    with pytest.raises(ReplyRefused) as error:
        unwrapped(raw)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_an_archive_with_a_password_is_named() -> None:
    """An archive that asks for a password is told."""
    raw = bytearray(zipped(LOCKED))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReplyRefused, match="this archive has a password"):
        unwrapped(bytes(raw))


def test_an_office_document_is_named() -> None:
    """A document of Word is an archive, too, and is named for what it is."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(ReplyRefused, match="this is an Office document"):
        unwrapped(stream.getvalue())


@pytest.mark.parametrize(
    "raw",
    [
        b"eyJ" * 200_000, b"{\"format\":" * 60_000, b"[" * 600_000, b"<" * 600_000,
        b">" * 600_000, b"=\n" * 300_000, b"&" * 600_000, b"a:b\n" * 150_000,
        b"From: a\nTo: b\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 10_000,
        b"From: a\nTo: b\nContent-Type: message/rfc822\n\n" * 10_000, b'"' * 600_000,
        b"<style" * 100_000, b"eyJ." * 150_000, b"> " * 300_000, b"\n" * 600_000 + b"x",
    ],
)  # fmt: skip
def test_hostile_files_are_refused(raw: bytes) -> None:
    """Whatever is large and odd is refused, without an error of its own and without end."""
    with pytest.raises(ReplyRefused):
        reply_of(unwrapped(raw))
