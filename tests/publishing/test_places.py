"""A place is opened as the settings name it, and asked about where strangers would ask."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import obstore
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from obstore.store import AzureStore, GCSStore, S3Store

from coaching_site.publishing import places
from coaching_site.publishing.bucket_store import BucketStore
from coaching_site.publishing.places import address_of, location_of, opened, zip_of
from coaching_site.publishing.rclone_store import host_of
from coaching_site.publishing.refusals import PublishRefused
from coaching_site.publishing.settings import PublishSettings
from coaching_site.publishing.stores import Asked, Store
from tests.publishing.servers import AWS


def place(to: str, endpoint: str = "", **environment: str) -> Store:
    """Open a place."""
    return opened(PublishSettings(to, endpoint), environment, (Path("engagements"),))


@pytest.mark.parametrize(
    ("to", "endpoint", "file", "listing"),
    [
        (
            "s3://portals/a b/jane",
            "",
            "https://s3.us-east-1.amazonaws.com/portals/a%20b/jane/x%26y.html",
            "https://s3.us-east-1.amazonaws.com/portals?list-type=2&prefix=a%20b%2Fjane%2F",
        ),
        (
            "s3://portals",
            "https://s3.example.net",
            "https://s3.example.net/portals/x%26y.html",
            "https://s3.example.net/portals?list-type=2&prefix=",
        ),
        (
            "gs://portals/jane",
            "",
            "https://storage.googleapis.com/portals/jane/x%26y.html",
            "https://storage.googleapis.com/portals?prefix=jane%2F",
        ),
        (
            "az://account/box/jane",
            "",
            "https://account.blob.core.windows.net/box/jane/x%26y.html",
            "https://account.blob.core.windows.net/box?restype=container&comp=list&prefix=jane%2F",
        ),
    ],
    ids=["Amazon", "another", "Google", "Azure"],
)
def test_addresses_of_buckets(
    to: str,
    endpoint: str,
    file: str,
    listing: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Strangers are sent to the bucket itself, for a file and for the list that would name it."""
    monkeypatch.delenv("AWS_REGION", raising=False)
    told = {"type": "authorized_user", "client_id": "x", "client_secret": "x", "refresh_token": "x"}
    (tmp_path / "key.json").write_text(json.dumps(told), "utf-8", newline="")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "eHg=")
    store = place(to, endpoint)
    found = store.public_addresses("x&y.html")
    assert [one.asked for one in found] == [Asked.FILE, Asked.LISTING]
    assert all(one.is_certain for one in found)
    assert [found[0].url, found[1].url] == [file, f"{listing}"]
    assert (store.name, store.is_closed) == (to, None)


ELSEWHERE = "https://elsewhere.example"
OF_ALL = ("endpoint", "bucket", "base_url", "container_name", "use_emulator")
OF_S3 = (
    *("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT", "aws_endpoint_url_s3"),
    *("AWS_BUCKET", "AWS_BUCKET_NAME", "AWS_VIRTUAL_HOSTED_STYLE_REQUEST", "AWS_S3_EXPRESS"),
)
OF_GOOGLE = ("GOOGLE_BASE_URL", "GOOGLE_URL", "GOOGLE_BUCKET", "GOOGLE_BUCKET_NAME")
OF_AZURE = (
    *("AZURE_STORAGE_ENDPOINT", "AZURE_ENDPOINT", "AZURE_STORAGE_USE_EMULATOR"),
    *("AZURE_USE_FABRIC_ENDPOINT", "use_fabric_endpoint", "AZURE_CONTAINER_NAME"),
    *("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_ACCOUNT_NAME"),
)
SWITCHES = ("EMULATOR", "FABRIC_ENDPOINT", "STYLE_REQUEST", "EXPRESS")


@pytest.fixture(scope="module")
def key_of_google() -> str:
    """Give a key of a service account, which names an address of its own."""
    key = rsa.generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
    )
    told = {"private_key": key.decode(), "private_key_id": "x", "client_email": "x@example.org"}
    return json.dumps({"type": "service_account", **told, "gcs_base_url": ELSEWHERE})


@pytest.mark.parametrize(
    ("to", "variables"),
    [
        ("s3://portals/jane", OF_ALL + OF_S3),
        ("gs://portals/jane", OF_ALL + OF_GOOGLE),
        ("az://account/portals/jane", OF_ALL + OF_AZURE),
    ],
)
def test_variables_lead_nowhere_else(
    to: str,
    variables: tuple[str, ...],
    key_of_google: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever address the environment names, portals go to the place that is asked."""
    (tmp_path / "key.json").write_text(key_of_google, "utf-8", newline="")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "eHg=")
    for name, value in AWS.items():
        monkeypatch.setenv(name, value)
    for variable in variables:
        is_switch = variable.upper().endswith(SWITCHES)
        with monkeypatch.context() as context:
            context.setenv(variable, "true" if is_switch else ELSEWHERE)
            store = place(to)
            assert isinstance(store, BucketStore)
            library = store._store
            assert isinstance(library, S3Store | GCSStore | AzureStore)
            signed = obstore.sign(library, "GET", "index.html", timedelta(hours=1))
        asked = store.public_addresses("index.html")[0].url
        assert signed.partition("?")[0] == asked, variable


def test_slow_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file may take its time, however slow the line is; a small one need not."""
    for name, value in AWS.items():
        monkeypatch.setenv(name, value)
    for largest, seconds in ((0, "120s"), (50_000_000, "3453s")):
        store = opened(PublishSettings("s3://portals/jane"), {}, (), largest)
        assert isinstance(store, BucketStore)
        library = store._store
        assert isinstance(library, S3Store)
        assert (library.client_options or {})["timeout"] == seconds


def test_bucket_that_shows_nothing_at_its_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of R2 the place that the client opens is needed: the endpoint refuses everybody."""
    for name, value in AWS.items():
        monkeypatch.setenv(name, value)
    settings = PublishSettings("s3://portals/jane", "https://x.r2.cloudflarestorage.com")
    with pytest.raises(PublishRefused, match="R2 shows strangers nothing at its endpoint"):
        opened(settings, {}, ())
    for more in ({"address": "https://jane.example.org/"}, {"is_confirmed": True}):
        assert opened(replace(settings, **more), {}, ()).name == "s3://portals/jane"


def test_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is a folder or a zip; a home is found; nothing is published into the workspace."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place("~/out").name == str(tmp_path / "out")
    assert zip_of(PublishSettings("~/x.ZIP")) == tmp_path / "x.ZIP"
    assert zip_of(PublishSettings("s3://b/x.zip")) is None
    (tmp_path / "engagements").mkdir()
    for folder in ("engagements/x", ""):
        settings = PublishSettings(str(tmp_path / folder))
        with pytest.raises(PublishRefused):
            opened(settings, {}, (tmp_path / "engagements",))


def test_addresses_of_readers() -> None:
    """What readers open is asked, too, without being certain to be the place."""
    assert address_of(PublishSettings("x")) == ()
    found = address_of(PublishSettings("x", address="https://jane.example.org/"))
    assert {(one.url, one.is_certain) for one in found} == {("https://jane.example.org/", False)}
    assert [one.asked for one in found] == [Asked.FILE, Asked.LISTING]


@pytest.mark.parametrize("content", [b"not json", b'{"type": "service_account"}', b""])
def test_damaged_credentials(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be used to sign in is told without its content."""
    (tmp_path / "key.json").write_bytes(content)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    with pytest.raises(PublishRefused) as caught:
        place("gs://portals/jane")
    told = "gs://portals/jane: what the environment holds to sign in there cannot be used"
    assert str(caught.value) == told


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its library a bucket is told with what to install; without rclone a server is."""
    for name in ("obstore", "obstore.exceptions"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(PublishRefused, match=r'pip install "coaching-site\[cloud\]"'):
        place("s3://portals/jane")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PublishRefused, match="rclone: not found"):
        place("davs://example.org/jane", COACHING_SITE_PASSWORD="x")


def test_names_in_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user and a folder with signs that an address writes as numbers are those that are meant."""
    assert host_of("sftp://ann%40firm.com@example.org:22/a%20b/jane") == (
        *("ann@firm.com", "example.org"),
        *("22", "/a b/jane"),
    )
    monkeypatch.setattr(places, "remote_environment", lambda *_: {})
    found = place("davs://ann%40firm.com@example.org/a%20b/jane").public_addresses("x.html")
    assert found[0].url == "https://example.org/a%20b/jane/x.html"


def location(to: str, endpoint: str = "") -> tuple[str, ...]:
    """Return where a place is."""
    return location_of(PublishSettings(to, endpoint))


def test_spellings_of_a_place(tmp_path: Path) -> None:
    """A place is known however it is spelled, and as one in another one; others are others."""
    for one, same in (
        ("s3://portals/jane", "s3://portals/Jane/"),
        ("sftp://ann@host/p/jane", "sftp://ann@HOST:22/p/j%61ne/"),
        ("davs://ann@host/p/jane", "davs://ann@host:443/p/jane"),
        (f"{tmp_path}/real/jane", f"{tmp_path}/x/../real/jane/"),
    ):
        assert location(one) == location(same)
        assert location(f"{one}/files")[: len(location(one))] == location(one)
        assert location(f"{one}-2")[: len(location(one))] != location(one)
    assert location("s3://portals/jane", "https://a.net") != location("s3://portals/jane")
    assert location("sftp://ann@host/jane") != location("sftp://tom@host/jane")
