"""Portals in buckets: real requests to S3 servers on loopback, one of moto, one of rclone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from coaching_site.publishing import bucket_store
from coaching_site.publishing.exposure import Exposure, probed
from coaching_site.publishing.names import CLAIM, MANIFEST
from coaching_site.publishing.places import opened
from coaching_site.publishing.publish import Publication, PublishOrder
from coaching_site.publishing.refusals import StoreFailed
from coaching_site.publishing.settings import PublishSettings
from coaching_site.publishing.stores import Store
from coaching_site.publishing.withdrawal import withdraw
from tests.publishing.memory import RECORD, write_portal
from tests.publishing.servers import (
    AWS,
    SECRET,
    make_bucket,
    moto,
    put,
    rclone_serving,
    serves_s3,
)

PAGES = {
    "index.html": "<title>x</title>",
    "goals/a.html": "a",
    "files/Über 50% – A+B & (1).txt": "b",
    "assets/a.css": "c",
}
SERVERS = ["moto", *(["rclone"] if serves_s3() else [])]
PUBLIC = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",'
    ' "Action": "s3:*", "Resource": ["arn:aws:s3:::%s", "arn:aws:s3:::%s/*"]}]}'
)


@pytest.fixture(scope="module")
def moto_address() -> Iterator[str]:
    """Give the address of moto."""
    with moto() as address:
        yield address


@pytest.fixture(scope="module", params=SERVERS)
def endpoint(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the address of each server, with a bucket into which no stranger is let."""
    if request.param == "moto":
        address = request.getfixturevalue("moto_address")
        make_bucket(address, "closed")
        yield address
        return
    folder = tmp_path_factory.mktemp("s3")
    (folder / "closed").mkdir()
    with rclone_serving("s3", folder) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in AWS.items():
        monkeypatch.setenv(name, value)


def place(endpoint: str, to: str) -> Store:
    """Open a bucket."""
    return opened(PublishSettings(to, endpoint), os.environ, ())


def test_portal(endpoint: str, tmp_path: Path) -> None:
    """A portal is sent, found unchanged, changed, and read by nobody without credentials."""
    store = place(endpoint, "s3://closed/jane")
    files = write_portal(tmp_path / "a", PAGES)
    done = Publication(store, PublishOrder("jane", files), RECORD).run()
    assert done.finding.exposure is Exposure.PRIVATE
    assert sorted(store.names()) == sorted([CLAIM, MANIFEST, *PAGES])
    assert dict(store.digests([*files])) == {name: file.digest for name, file in files.items()}
    again = Publication(store, PublishOrder("jane", files), RECORD).run()
    assert again.plan.is_empty
    fewer = write_portal(tmp_path / "b", {"index.html": "<title>y</title>", "goals/a.html": "a"})
    done = Publication(store, PublishOrder("jane", fewer), RECORD).run()
    assert [file.name for file in done.plan.sent] == ["index.html"]
    assert sorted(store.names()) == sorted([CLAIM, MANIFEST, *fewer])
    # Beside it lies the portal of another client.
    Publication(place(endpoint, "s3://closed/jane-2"), PublishOrder("t", fewer), RECORD).run()
    assert len(store.names()) == 4
    with pytest.raises(HTTPError):
        urlopen(f"{endpoint}/closed/jane/index.html")


def test_endless_file(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read of a file than any of ours has, whatever somebody has put there."""
    monkeypatch.setattr(bucket_store, "MAX_FILE_BYTES", 10)
    store = place(endpoint, "s3://closed/large")
    store.write("a.json", b"x" * 10)
    store.write("b.json", b"x" * 11)
    assert store.read("a.json") == b"x" * 10
    with pytest.raises(StoreFailed, match=r"b\.json has more bytes than any file of a portal"):
        store.read("b.json")


def test_folders_of_consoles(moto_address: str) -> None:
    """A folder that was made in a console is an empty place; odd keys below it are refused."""
    make_bucket(moto_address, "console")
    store = place(moto_address, "s3://console/jane")
    put(moto_address, "console/jane/")
    assert store.names() == []
    put(moto_address, "console/jane/../x")
    with pytest.raises(StoreFailed, match="expected to list what is there"):
        store.names()


def test_claim_is_taken_once(endpoint: str) -> None:
    """Of two who create a file the second one is told, whether or not the server heeds it."""
    store = place(endpoint, "s3://closed/claim")
    assert store.create("x.json", b"1")
    assert not store.create("x.json", b"2")
    assert store.read("x.json") == b"1"
    assert store.read("y.json") is None
    assert [*store.delete(["x.json", "y.json"])] == ["x.json", "y.json"]


def test_headers(moto_address: str, tmp_path: Path) -> None:
    """Each file has its kind, and nobody on the way may keep it."""
    make_bucket(moto_address, "open", PUBLIC.replace("%s", "open"))
    store = place(moto_address, "s3://open/jane")
    [*store.send([*write_portal(tmp_path, {"index.html": "x", "a.woff2": "y"}).values()])]
    with urlopen(f"{moto_address}/open/jane/index.html") as page:
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "private, no-store"
    with urlopen(f"{moto_address}/open/jane/a.woff2") as font:
        assert font.headers["Content-Type"] == "font/woff2"


def test_public_bucket(moto_address: str) -> None:
    """A bucket that a policy opens to everybody is found to be public, and left as it was."""
    make_bucket(moto_address, "public", PUBLIC.replace("%s", "public"))
    store = place(moto_address, "s3://public/jane")
    found = probed(store)
    assert found.exposure is Exposure.PUBLIC
    assert found.reason.startswith("anybody can ")
    assert store.names() == []


def test_public_listing(moto_address: str) -> None:
    """A bucket whose files are closed, but whose names anybody can list, is public."""
    make_bucket(moto_address, "listed")
    found = probed(place(moto_address, "s3://listed/jane"))
    assert found.exposure is Exposure.PUBLIC
    assert found.reason.startswith("anybody can list what is in it at ")


@pytest.mark.parametrize(
    ("to", "names"),
    [("s3://closed-none/x", ()), ("s3://closed/x", tuple(AWS))],
    ids=["no bucket", "no credentials"],
)
def test_failures(
    to: str, names: tuple[str, ...], moto_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a bucket refuses is told in a line, without what it was given to sign in."""
    for name in names:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(StoreFailed) as caught:
        place(moto_address, to).names()
    told = str(caught.value)
    assert told.startswith(f"{to}: expected to list what is there, found ")
    assert told.isprintable()
    assert SECRET not in told


def test_withdrawn(endpoint: str, tmp_path: Path) -> None:
    """What was published is taken away from a real bucket, and what others put there stays."""
    store = place(endpoint, "s3://closed/withdrawn")
    files = write_portal(tmp_path / "portal", PAGES)
    Publication(store, PublishOrder("jane-doe", files), RECORD).run()
    store.write("mine.txt", b"mine")
    assert withdraw(store, replace(RECORD, generation=1), "jane-doe").left == ("mine.txt",)
    assert store.names() == ["mine.txt"]
    [*store.delete(["mine.txt"])]
