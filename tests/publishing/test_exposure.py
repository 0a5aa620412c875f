"""A place is private only where strangers are refused, which is found out by asking as one."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from coaching_site.publishing.exposure import Exposure, exposed_page, probed
from coaching_site.publishing.places import address_of
from coaching_site.publishing.settings import PublishSettings
from coaching_site.publishing.stores import Asked, PublicAddress
from tests.publishing.memory import MemoryStore

Reply = tuple[int, dict[str, str], bytes]


class Host:
    """A web server on loopback, which answers to strangers as a function says."""

    def __init__(self) -> None:
        """Listen to a port of its own; refuse everybody until told otherwise."""
        self.answer: Callable[[str], Reply] = lambda _: (403, {}, b"")
        self.credentials: list[str] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.credentials += [
                    name for name in self.headers if name.lower() in ("authorization", "cookie")
                ]
                status, headers, body = host.answer(self.path)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def running() -> Iterator[Host]:
    """Give a server for all tests of the module."""
    host = Host()
    yield host
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
def store(running: Host) -> MemoryStore:
    """Give a place of which the server shows what it is told to."""
    store = MemoryStore()
    store.is_closed = None
    running.credentials.clear()
    return store


def shown(store: MemoryStore) -> Callable[[str], Reply]:
    """Return what shows all that is at a place."""
    return lambda path: (200, {}, store.content.get(path[1:], b""))


def listed(store: MemoryStore) -> Callable[[str], Reply]:
    """Return what shows the names of what is at a place, as a bucket does."""

    def answer(path: str) -> Reply:
        asked = re.search("prefix=(.*)", path)
        if not asked:
            return 403, {}, b""
        keys = "".join(f"<Key>{name}</Key>" for name in store.content)
        return 200, {}, f"<Prefix>{asked[1]}</Prefix>{keys}".encode()

    return answer


@pytest.mark.parametrize(
    ("status", "is_certain", "exposure"),
    [
        (401, False, Exposure.PRIVATE),
        (403, False, Exposure.PRIVATE),
        (404, False, Exposure.UNKNOWN),  # it may be the address of something else
        (404, True, Exposure.PRIVATE),
        (400, True, Exposure.PRIVATE),
        (409, True, Exposure.PRIVATE),  # Azure: public access is not permitted
        (409, False, Exposure.UNKNOWN),
        (200, False, Exposure.UNKNOWN),
        (200, True, Exposure.UNKNOWN),
        (500, True, Exposure.UNKNOWN),
        (503, False, Exposure.UNKNOWN),
    ],
)
def test_answers(
    status: int, is_certain: bool, exposure: Exposure, running: Host, store: MemoryStore
) -> None:
    """What a server answers to a stranger says whether a place is private, or leaves it open."""
    running.answer = lambda _: (status, {}, b"hello")
    address = PublicAddress(running.url, Asked.FILE, is_certain)
    assert probed(store, [address]).exposure is exposure
    assert store.content == {}
    assert running.credentials == []


def test_public_file(running: Host, store: MemoryStore) -> None:
    """A place whose files anybody can read is public, and the probe is taken away again."""
    running.answer = shown(store)
    found = probed(store, [PublicAddress(running.url, Asked.FILE, is_certain=False)])
    assert found.exposure is Exposure.PUBLIC
    assert found.reason.startswith(f"anybody can read it at {running.url}probe-")
    assert store.content == {}


def test_public_listing(running: Host, store: MemoryStore) -> None:
    """A place whose names anybody can list is public; one that repeats what is asked is not."""
    url = f"{running.url}?prefix=probe-"

    class Bucket(MemoryStore):
        def public_addresses(self, name: str) -> list[PublicAddress]:
            url = f"{running.url}?prefix={name[:-8]}"
            return [PublicAddress(url, Asked.LISTING, is_certain=True)]

    bucket = Bucket()
    running.answer = listed(bucket)
    found = probed(bucket)
    assert found.exposure is Exposure.PUBLIC
    assert url in found.reason
    bucket.content.clear()
    running.answer = listed(MemoryStore())
    assert probed(bucket).exposure is Exposure.PRIVATE


def test_listed_by_a_web_server(running: Host, store: MemoryStore) -> None:
    """A web server that refuses pages, and lists their names in their folder, is public."""
    running.answer = lambda path: (
        (200, {}, "".join(store.content).encode()) if path == "/" else (401, {}, b"")
    )
    found = probed(store, address_of(PublishSettings("x", address=running.url)))
    assert found.exposure is Exposure.PUBLIC
    assert found.reason == f"anybody can list what is in it at {running.url}"
    running.answer = lambda _: (401, {}, b"")
    found = probed(store, address_of(PublishSettings("x", address=running.url)))
    assert found.exposure is Exposure.PRIVATE
    assert "probe-" in found.reason


def test_redirects(running: Host, store: MemoryStore) -> None:
    """A login elsewhere is a refusal; a redirect to the file itself, or to a first page, is not."""
    place = running.url.replace("127.0.0.1", "localhost")
    running.answer = lambda path: (
        (200, {}, b"login") if path == "/login" else (302, {"Location": f"{place}login"}, b"")
    )
    address = PublicAddress(running.url, Asked.FILE, is_certain=False)
    assert probed(store, [address]).exposure is Exposure.PRIVATE
    certain = PublicAddress(running.url, Asked.FILE, is_certain=True)
    assert probed(store, [certain]).exposure is Exposure.UNKNOWN
    running.answer = lambda path: (
        (200, {}, b"home") if path == "/" else (302, {"Location": "/"}, b"")
    )
    assert probed(store, [address]).exposure is Exposure.UNKNOWN
    files = shown(store)
    running.answer = lambda path: (
        files(path[2:]) if path.startswith("/x/") else (301, {"Location": f"{place}x{path}"}, b"")
    )
    assert probed(store, [address]).exposure is Exposure.PUBLIC


@pytest.mark.parametrize("status", [200, 403])
def test_half_an_answer(status: int, running: Host, store: MemoryStore) -> None:
    """An answer that is broken off, of whatever status, says nothing, and stops nothing."""
    running.answer = lambda _: (status, {"Transfer-Encoding": "chunked"}, b"ff\r\nhalf")
    address = PublicAddress(running.url, Asked.FILE, is_certain=False)
    assert probed(store, [address]).exposure is Exposure.UNKNOWN
    assert exposed_page(store, [address], b"x") is None


def test_nobody_answers(store: MemoryStore) -> None:
    """Where nobody answers, nothing is known."""
    address = PublicAddress("http://127.0.0.1:9/", Asked.FILE, is_certain=True)
    assert probed(store, [address]).exposure is Exposure.UNKNOWN
    assert probed(store).exposure is Exposure.UNKNOWN
    store.is_closed = False
    assert probed(store).exposure is Exposure.UNKNOWN
    store.is_closed = True
    assert probed(store).exposure is Exposure.PRIVATE


def test_worst_counts(running: Host, store: MemoryStore) -> None:
    """One address at which anybody reads it makes a place public, whatever the others say."""
    files = shown(store)
    running.answer = lambda path: files(path[4:]) if path.startswith("/cdn") else (403, {}, b"")
    closed = PublicAddress(running.url, Asked.FILE, is_certain=False)
    opened = PublicAddress(f"{running.url}cdn/", Asked.FILE, is_certain=False)
    assert probed(store, [closed]).exposure is Exposure.PRIVATE
    assert probed(store, [closed, opened]).exposure is Exposure.PUBLIC


def test_first_page(running: Host, store: MemoryStore) -> None:
    """A first page that anybody can read is found after it was sent, too."""
    store.content["index.html"] = b"the portal"
    running.answer = shown(store)
    address = PublicAddress(running.url, Asked.FILE, is_certain=False)
    assert exposed_page(store, [address], b"the portal") == running.url
    running.answer = lambda _: (403, {}, b"")
    assert exposed_page(store, [address], b"the portal") is None
