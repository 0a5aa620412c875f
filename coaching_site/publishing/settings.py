"""Where portals are to be published, as the option `publish` in `mkdocs.yml` says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import SplitResult, unquote, urlsplit

from coaching_site.problems import listed, nearest, quoted, shortened
from coaching_site.slugs import is_slug

CLIENT: Final = "{client}"
"""What stands for the name of the engagement in a place and in an address."""

CONFIRMATION: Final = "I made sure that nobody but my client can read it"
"""The words by which a coach answers for a place that cannot be proven to be private."""

_CLOUDS: Final = ("s3", "gs", "az")
_SERVERS: Final = ("sftp", "davs", "dav")
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_KEYS: Final = ("to", "endpoint", "region", "address", "confirm")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_SCHEME_ALONE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.@-]+:")  # not a drive of Windows
_ACCOUNT: Final = re.compile(r"[a-z0-9]{3,24}")
_NEED_HTTPS: Final = ("endpoint", "address")


@dataclass(frozen=True)
class PublishSettings:
    """Where one portal goes; "" for what is not said.

    `to` is a folder, a zip, a bucket or a server; `endpoint` and `region` are those of a bucket;
    `address` begins what the client opens, and ends in `/`.
    """

    to: str
    endpoint: str = ""
    region: str = ""
    address: str = ""
    is_confirmed: bool = False

    @property
    def place(self) -> str:
        """What the place is called in the record of what was published."""
        return f"{self.to} {self.endpoint}".strip()

    @classmethod
    def of_place(cls, place: str) -> Self:
        """Return the settings of a `place`, as far as what it is called tells them."""
        to, _, endpoint = place.rpartition(" ")
        has_endpoint = "://" in to and endpoint.startswith("http")
        return cls(to, endpoint) if has_endpoint else cls(place)


def settings_for(option: Any, slug: str) -> PublishSettings | None:
    """Return where the portal of an engagement goes; None where nothing is said of it.

    `option` is one in which `faults_of_option` finds nothing.
    """
    common = _mapping(option)
    own = _mapping((common.get("clients") or {}).get(slug))
    told = {key: str(own.get(key) or common.get(key) or "") for key in _KEYS}
    # A place of its own has an address of its own, and has to be confirmed by itself.
    if "to" in own:
        told = {key: str(own.get(key) or "") for key in _KEYS}
    if not told["to"]:
        return None
    filled = {key: value.replace(CLIENT, slug) for key, value in told.items()}
    address = filled["address"]
    return PublishSettings(
        to=filled["to"].rstrip("/") or filled["to"],
        endpoint=filled["endpoint"].rstrip("/"),
        region=filled["region"],
        address=f"{address.rstrip('/')}/" if address else "",
        is_confirmed=bool(filled["confirm"]),
    )


def faults_of_option(option: Any) -> Iterator[tuple[str, str]]:
    """Yield the path and the message of each mistake in the option, such as `publish.to`."""
    if not isinstance(option, str | dict):
        yield "publish", f"expected a place such as s3://portals/{CLIENT}, found {_found(option)}"
        return
    common = _mapping(option)
    clients = common.get("clients")
    yield from _faults(common, "publish", (*_KEYS, "clients"), is_of_one=False)
    if clients is None:
        return
    if not isinstance(clients, dict):
        yield "publish.clients", f"expected names of clients, found {_found(clients)}"
        return
    for slug, own in clients.items():
        where = f"publish.clients.{shortened(str(slug))}"
        if not is_slug(str(slug)):
            yield where, "expected the name of an engagement, such as jane-doe"
        elif isinstance(own, str | dict):
            yield from _faults(_mapping(own), where, _KEYS, is_of_one=True)
        else:
            yield where, f"expected a place, found {_found(own)}"


def _faults(
    told: Mapping[str, Any], where: str, keys: tuple[str, ...], *, is_of_one: bool
) -> Iterator[tuple[str, str]]:
    for key, value in told.items():
        path = f"{where}.{shortened(str(key))}"
        if key not in keys:
            meant = nearest(str(key), keys)
            hint = f"did you mean `{meant}`?" if meant else f"there are {listed(keys)}"
            yield path, f"unknown key: {hint}"
        elif key == "clients" or value is None:
            continue
        elif fault := _fault(key, value, is_of_one=is_of_one):
            yield path, fault


def _fault(key: str, value: Any, *, is_of_one: bool) -> str | None:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        return f"expected a text, found {_found(value)}"
    if key == "confirm":
        right = value == CONFIRMATION
        return None if right else f'expected "{CONFIRMATION}", found {quoted(value)}'
    if key == "region":
        return None
    try:
        parts = urlsplit(value.replace(CLIENT, "client"))
        _ = parts.port  # which raises where it is none
        if parts.password is not None or (parts.username and key != "to"):
            return "expected no password here: passwords are taken from the environment"
        if key in _NEED_HTTPS:
            return _fault_of_address(parts, value)
        return _fault_of_place(parts, value, is_of_one=is_of_one)
    except ValueError:
        return f"expected an address, found {quoted(value)}"


def _fault_of_address(parts: SplitResult, value: str) -> str | None:
    is_here = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if (parts.scheme == "https" or is_here) and parts.hostname and not parts.query:
        return None
    return f"expected an address that begins with https://, found {quoted(value)}"


def _fault_of_place(parts: SplitResult, value: str, *, is_of_one: bool) -> str | None:
    if not is_of_one and CLIENT not in value:
        return f"expected {CLIENT} in it, so that each client has a place alone"
    if not _SCHEME_ALONE.match(value):
        return None
    known = (*_CLOUDS, *_SERVERS)
    if parts.scheme not in known or not _SCHEME.match(value):
        ways = ", ".join(f"{one}://" for one in known[:-1])
        return f"expected a folder, a zip, or a place such as {ways}, found {quoted(value)}"
    if not _is_plain(parts) or (parts.scheme in _CLOUDS and re.search("[@:]", parts.netloc)):
        return f"expected a place such as s3://portals/{CLIENT}, found {quoted(value)}"
    if parts.scheme == "dav" and parts.hostname not in _LOOPBACK:
        return "expected davs://, by which nobody on the way can read along"
    if parts.scheme == "az" and not (_ACCOUNT.fullmatch(parts.netloc) and parts.path.strip("/")):
        return f"expected az://ACCOUNT/CONTAINER/{CLIENT}, found {quoted(value)}"
    if parts.scheme in _SERVERS and not parts.path.strip("/"):
        return "expected a folder on that server behind its name"
    return None


def _is_plain(parts: SplitResult) -> bool:
    """Tell whether a place has a host and a folder, as typed and as meant; raise `ValueError`."""
    if parts.query or parts.fragment or not parts.hostname:
        return False
    meant = [unquote(one, errors="strict") for one in (parts.username or "", parts.path)]
    return "".join(meant).isprintable() and not any(map(_leads_out, (parts.path, meant[1])))


def _leads_out(path: str) -> bool:
    return any(part in (".", "..") for part in path.split("/")) or "//" in path or "\\" in path


def _mapping(told: Any) -> Mapping[str, Any]:
    return {"to": told} if isinstance(told, str) else told if isinstance(told, dict) else {}


def _found(value: Any) -> str:
    return "nothing" if value is None else quoted(str(value))
