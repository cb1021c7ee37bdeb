"""Fetching: what is public comes back whole; what is private, endless or round and round does not come at all."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from bot.importing.fetching import Fetcher, FetchError, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator


class Site(BaseHTTPRequestHandler):
    """A small web site with every kind of trouble."""

    def do_GET(self) -> None:
        match self.path:
            case "/page":
                self._send(200, {"Content-Type": "text/html; charset=utf-8"}, f"host {self.headers['Host']}".encode())
            case "/to-page":
                self._send(302, {"Location": "/page"})
            case "/round":
                self._send(302, {"Location": "/round"})
            case "/to-private":
                self._send(302, {"Location": "http://intranet.test/secret"})
            case "/to-file":
                self._send(302, {"Location": "file:///etc/passwd"})
            case "/drip" | "/drip-body":
                self._drip(b"" if self.path == "/drip" else b"\r\n\r\n")
            case "/endless":
                self.send_response(200)
                self.end_headers()
                try:
                    while True:
                        self.wfile.write(b"x" * 65_536)
                except OSError:
                    self.close_connection = True
            case _:
                self._send(404, {})

    def _drip(self, end_of_head: bytes) -> None:
        """Sends a byte now and then, for ever, as a server does that means to keep its visitors."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: " + end_of_head)
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@contextmanager
def a_fetcher(longest: float = 30.0) -> Iterator[Fetcher]:
    """One for which bo.test is a public server (this machine), and intranet.test a private one."""
    addresses = {"bo.test": ["127.0.0.1"], "intranet.test": ["10.0.0.5"], "both.test": ["127.0.0.1", "10.0.0.5"]}
    with Fetcher(
        permitted=lambda address: address == "127.0.0.1",
        resolver=lambda host, _: addresses.get(host, []),
        largest=1_000_000,
        longest=longest,
    ) as fetcher:
        yield fetcher


def test_a_page_comes_with_its_kind_and_last_address(site: int) -> None:
    with a_fetcher() as fetcher:
        got = fetcher.fetch(f"http://bo.test:{site}/to-page")
    assert (got.url, got.media_type, got.charset) == (f"http://bo.test:{site}/page", "text/html", "utf-8")
    assert got.content == f"host bo.test:{site}".encode(), "the server is told the name, not the address"


@pytest.mark.parametrize(
    ("link", "cause"),
    [
        ("http://bo.test:PORT/nowhere", "404"),
        ("http://bo.test:PORT/round", "redirects"),
        ("http://bo.test:PORT/to-private", "private"),
        ("http://bo.test:PORT/to-file", "only http"),
        ("http://bo.test:PORT/endless", "bytes"),
        ("http://both.test:PORT/page", "private"),
        ("http://intranet.test/", "private"),
        ("http://nobody.test/", "private"),
        ("ftp://bo.test/", "only http"),
        ("http://[::1/", "no link"),
        ("http://bo.test:99999/", "no link"),
        ("javascript:alert(1)", "only http"),
    ],
)
def test_a_link_that_leads_nowhere_good_is_refused_with_its_cause(site: int, link: str, cause: str) -> None:
    with a_fetcher() as fetcher, pytest.raises(FetchError, match=cause):
        fetcher.fetch(link.replace("PORT", str(site)))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_addresses_that_not_everybody_reaches_are_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.0.1", "2001:ee0::1", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_by_default_this_machine_is_not_reached(site: int) -> None:
    with Fetcher() as fetcher, pytest.raises(FetchError, match="private"):
        fetcher.fetch(f"http://127.0.0.1:{site}/page")


@pytest.mark.parametrize("path", ["drip", "drip-body"])
def test_a_server_that_never_finishes_is_left(site: int, path: str) -> None:
    with a_fetcher(longest=0.5) as fetcher, pytest.raises(FetchError, match="took more than"):
        fetcher.fetch(f"http://bo.test:{site}/{path}")


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"]
)
def test_this_machine_is_not_reached_however_its_address_is_written(site: int, host: str) -> None:
    with Fetcher() as fetcher, pytest.raises(FetchError, match=r"private|no server"):
        fetcher.fetch(f"http://{host}:{site}/page")


def test_a_name_that_leads_elsewhere_when_it_is_asked_again_is_asked_once(site: int) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.5"], ["10.0.0.5"]])
    with Fetcher(permitted=lambda address: address == "127.0.0.1", resolver=lambda *_: next(answers)) as fetcher:
        assert fetcher.fetch(f"http://bo.test:{site}/page").content, (
            "the address that was judged is the one connected to"
        )
        with pytest.raises(FetchError, match="private"):
            fetcher.fetch(f"http://bo.test:{site}/page")
