"""The place that settings name, opened with what the environment holds to sign in there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize
from urllib.parse import quote, urlsplit

from coaching_site.publishing.bucket_store import BucketStore
from coaching_site.publishing.folder_store import FolderStore
from coaching_site.publishing.rclone_store import (
    PASSWORD,
    RcloneStore,
    host_of,
    remote_environment,
)
from coaching_site.publishing.refusals import PublishRefused
from coaching_site.publishing.settings import PublishSettings
from coaching_site.publishing.stores import Asked, PublicAddress, Store
from coaching_site.staging import folder_around

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

_RETRIES: Final[RetryConfig] = {"max_retries": 3, "retry_timeout": timedelta(seconds=60)}
_SECONDS: Final = 120
_SLOWEST: Final = 15_000  # bytes a second of each of several files at once, on a line of 1 Mbit/s
_PORTS: Final = {"sftp": "22", "davs": "443", "dav": "80"}
_R2: Final = ".r2.cloudflarestorage.com"
_KNOWN_HOSTS: Final = "RCLONE_SFTP_KNOWN_HOSTS_FILE"


def zip_of(settings: PublishSettings) -> Path | None:
    """Return the zip that settings name, if they name one."""
    is_zip = "://" not in settings.to and settings.to.lower().endswith(".zip")
    return _path(settings.to) if is_zip else None


def location_of(settings: PublishSettings) -> tuple[str, ...]:
    """Return where a place is, in parts from the outside in: the same ones however it is spelled.

    A place is in another one where its parts begin with all of that one. Capitals count nowhere,
    as on many disks.
    """
    scheme = urlsplit(settings.to).scheme if "://" in settings.to else ""
    if not scheme:
        parts = Path(os.path.realpath(_path(settings.to))).parts
    elif scheme in ("sftp", "davs", "dav"):
        user, host, port, folder = host_of(settings.to)
        parts = (scheme, f"{user}@{host}:{port or _PORTS[scheme]}", *folder.split("/"))
    else:
        told = urlsplit(settings.to)
        parts = (f"{scheme} {settings.endpoint}", told.netloc, *told.path.split("/"))
    return tuple(normalize("NFC", one).casefold() for one in parts if one)


def opened(
    settings: PublishSettings,
    environment: Mapping[str, str],
    inputs: tuple[Path, ...],
    largest: int = 0,
) -> Store:
    """Return the place of a portal; nothing is asked of it yet.

    `inputs` are the folders in which nothing may be published; the `largest` file has so many
    bytes, by which a request may take longer. Raises `PublishRefused` where a
    library, a program or a variable is missing, or a folder is one of these.
    """
    scheme = urlsplit(settings.to).scheme if "://" in settings.to else ""
    if scheme in ("s3", "gs", "az"):
        return _bucket(scheme, settings, environment, largest)
    if scheme == "sftp":
        return _sftp(settings.to, environment)
    if scheme in ("davs", "dav"):
        return _webdav(settings.to, environment)
    folder = _path(settings.to)
    check_outside(folder, inputs)
    if inside := next((one for one in inputs if folder_around(one, [folder])), None):
        raise PublishRefused(f"{folder}: expected a place that is not around {inside.name}/")
    return FolderStore(folder)


def check_outside(path: Path, inputs: tuple[Path, ...]) -> None:
    """Raise `PublishRefused` if a path is in a folder of the workspace that makes portals."""
    if around := folder_around(path, inputs):
        raise PublishRefused(f"{path}: expected a place apart from {around.name}/ of the workspace")


def address_of(settings: PublishSettings) -> tuple[PublicAddress, ...]:
    """Return where readers find the portal, if settings say it: its files, and what lists them."""
    asked = (Asked.FILE, Asked.LISTING) if settings.address else ()
    return tuple(PublicAddress(settings.address, one, is_certain=False) for one in asked)


def _path(typed: str) -> Path:
    return Path(os.path.expanduser(typed))  # noqa: PTH111 - a folder may be called so


def _bucket(
    scheme: str, settings: PublishSettings, environment: Mapping[str, str], largest: int
) -> Store:
    """Return a bucket whose address is passed in any case, with all that takes part in it.

    The library takes from the environment whatever it is not given, and a variable must not lead
    what is written of clients to another place than the one that is asked as a stranger.
    """
    try:
        from obstore.exceptions import BaseError
    except ImportError:
        message = 'a bucket needs obstore: pip install "coaching-site[cloud]"'
        raise PublishRefused(f"{settings.to}: {message}") from None
    parts = urlsplit(settings.to)
    names = parts.path.strip("/")
    client = _client(settings.endpoint, largest)
    try:
        if scheme == "az":
            container, _, prefix = names.partition("/")
            return _azure(settings, parts.netloc, container, prefix, client)
        if scheme == "gs":
            return _google(settings, parts.netloc, names, client)
        region = settings.region or environment.get("AWS_REGION") or "us-east-1"
        return _s3(settings, parts.netloc, names, region, client)
    except (BaseError, OSError, ValueError):  # whose text may repeat what it was given
        message = "what the environment holds to sign in there cannot be used"
        raise PublishRefused(f"{settings.to}: {message}") from None


def _s3(
    settings: PublishSettings, bucket: str, prefix: str, region: str, client: ClientConfig
) -> Store:
    from obstore.store import S3Store

    endpoint = settings.endpoint or f"https://s3.{region}.amazonaws.com"
    is_answered_for = settings.address or settings.is_confirmed
    if (urlsplit(endpoint).hostname or "").endswith(_R2) and not is_answered_for:
        raise PublishRefused(
            f"{settings.to}: R2 shows strangers nothing at its endpoint, however open a bucket is: "
            "name the `address` that your client opens, or `confirm` in mkdocs.yml"
        )
    store = S3Store(
        bucket,
        prefix=prefix or None,
        region=region,
        endpoint=endpoint,
        aws_endpoint_url_s3=endpoint,
        virtual_hosted_style_request=False,
        s3_express=False,
        client_options=client,
        retry_config=_RETRIES,
    )
    bases = f"{endpoint}/{bucket}"
    return BucketStore(settings.to, store, _addresses(bases, prefix, "list-type=2&prefix="))


def _google(settings: PublishSettings, bucket: str, prefix: str, client: ClientConfig) -> Store:
    from obstore.store import GCSStore

    endpoint = "https://storage.googleapis.com"
    store = GCSStore(
        bucket,
        prefix=prefix or None,
        base_url=endpoint,
        client_options=client,
        retry_config=_RETRIES,
    )
    bucket_address = f"{endpoint}/{bucket}"
    return BucketStore(settings.to, store, _addresses(bucket_address, prefix, "prefix="))


def _azure(
    settings: PublishSettings, account: str, container: str, prefix: str, client: ClientConfig
) -> Store:
    from obstore.store import AzureStore

    endpoint = f"https://{account}.blob.core.windows.net"
    store = AzureStore(
        container,
        prefix=prefix or None,
        account_name=account,
        endpoint=endpoint,
        use_emulator=False,
        use_fabric_endpoint=False,
        client_options=client,
        retry_config=_RETRIES,
    )
    listing = "restype=container&comp=list&prefix="
    return BucketStore(settings.to, store, _addresses(f"{endpoint}/{container}", prefix, listing))


def _client(endpoint: str, largest: int) -> ClientConfig:
    seconds = _SECONDS + largest // _SLOWEST
    return {
        "connect_timeout": "20s",
        "timeout": f"{seconds}s",
        "allow_http": endpoint.startswith("http:"),
        "allow_invalid_certificates": False,
    }


def _addresses(base: str, prefix: str, listing: str) -> list[str]:
    """Return the address of a file, and that of a list, as `BucketStore` fills them."""
    start = f"{prefix}/" if prefix else ""
    file, names = quote(start), quote(start, safe="")
    return [f"{base}/{file}{{key}}", f"{base}?{listing}{names}{{prefix}}"]


def _sftp(place: str, environment: Mapping[str, str]) -> Store:
    user, host, port, folder = host_of(place)
    known = environment.get(_KNOWN_HOSTS) or str(Path("~/.ssh/known_hosts").expanduser())
    if not Path(known).is_file():
        raise PublishRefused(
            f"{place}: expected the key of the server in {known}: connect once by `sftp {host}`, "
            "and compare what it shows with what your host tells"
        )
    options = {"host": host, "user": user, "port": port, "known_hosts_file": known}
    told = remote_environment("sftp", options, environment)
    return RcloneStore(place, folder, told, _secrets(environment, told))


def _webdav(place: str, environment: Mapping[str, str]) -> Store:
    user, host, port, folder = host_of(place)
    scheme = "http" if place.startswith("dav://") else "https"
    host = f"[{host}]" if ":" in host else host
    base = f"{scheme}://{host}{f':{port}' if port else ''}"
    options = {"url": base, "vendor": "other", "user": user}
    told = remote_environment("webdav", options, environment)
    path = folder.strip("/")
    address = f"{base}/{quote(path)}"
    return RcloneStore(place, path, told, _secrets(environment, told), address)


def _secrets(environment: Mapping[str, str], told: Mapping[str, str]) -> tuple[str, ...]:
    return environment.get(PASSWORD, ""), told.get("RCLONE_CONFIG_PORTAL_PASS", "")
