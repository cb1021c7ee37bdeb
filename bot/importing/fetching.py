"""Pages of other people's servers, fetched so that a link can do no harm.

A link may come from anybody. So only http and https are followed, every hop's name is resolved here, an address
that is not public is refused, and the connection goes to the very address that was judged: a second look-up could give
another.
Size, time and the number of hops are bounded.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from bot.importing.document import ImportingError

if TYPE_CHECKING:
    from types import TracebackType

LARGEST: Final = 20_000_000
"""Bytes that a page or document may have."""
LONGEST: Final = 30.0
"""Seconds that one fetch may take, all hops together."""
MOST_HOPS: Final = 5
"""Redirects that are followed."""

Resolve = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its addresses."""
_Take = Callable[[httpx.Response, str, "_Patience"], "Fetched"]

_HEADERS: Final = {
    "User-Agent": "hoibo (+knowledge import)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "vi,en;q=0.5",
}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class FetchError(ImportingError):
    """A link was not followed, or nothing usable came back; says which and why.

    Args:
        what: as of every error.
        says: the name of its text.
        where: the link.
        mend: what to do.
        status: what the server answered; 0 where it did not.
        wait: seconds that it asks to be left alone for; 0 where it does not say.
    """

    def __init__(
        self, what: str, *, says: str, where: str = "", mend: str = "", status: int = 0, wait: float = 0.0
    ) -> None:
        super().__init__(what, says=says, where=where, mend=mend)
        self.status = status
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a link led to: the last hop's address, the bytes, and what the server calls them ("text/html")."""

    url: str
    content: bytes
    media_type: str
    charset: str | None = None


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host by the machine's resolver, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether anybody on the Internet could reach the address: not this machine, no private or reserved network.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::1")
    (True, False, False)
    """
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if number in _NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return number.is_global and not number.is_multicast


class Fetcher:
    """Fetches links. One may be used for many; close it, or use it as a context.

    Args:
        permitted: whether an address may be connected to.
        resolver: how names become addresses.
        largest: the most bytes a page may have.
        longest: the most seconds one fetch may take.
        transport: how bytes travel; httpx's own where left out.
    """

    def __init__(
        self,
        *,
        permitted: Callable[[str], bool] = is_public,
        resolver: Resolve = resolve,
        largest: int = LARGEST,
        longest: float = LONGEST,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._permitted = permitted
        self._resolver = resolver
        self._largest = largest
        self._longest = longest
        # A proxy of the environment would look names up by itself, past the judgement made here.
        self._client = httpx.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=10,
            headers=_HEADERS,
            transport=transport,
            limits=httpx.Limits(max_keepalive_connections=0),  # each fetch knows the connections that it has to end
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the connections go."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """What the link leads to.

        Raises:
            FetchError: it leads to no public server, to too much, for too long, round and round, or to an error.
        """
        return self._follow(url, self._body)

    def reach(self, url: str) -> str:
        """The last address that the link leads to. What is there is not fetched.

        Raises:
            FetchError: as ``fetch``.
        """
        return self._follow(url, lambda _response, hop, _patience: Fetched(hop, b"", "")).url

    def _follow(self, url: str, take: _Take) -> Fetched:
        hop = url
        with _Patience(self._longest) as patience:
            for _ in range(MOST_HOPS + 1):
                got = self._hop(hop, patience, take)
                if isinstance(got, Fetched):
                    return got
                hop = urljoin(hop, got)
        raise FetchError(
            f"more than {MOST_HOPS} redirects",
            says="redirects",
            where=url,
            mend="open it in a browser and copy its last link",
        )

    def _hop(self, url: str, patience: _Patience, take: _Take) -> Fetched | str:
        request = self._request(url)
        request.extensions["trace"] = patience.watch
        if patience.is_over:
            raise self._too_slow(url)
        try:
            response = self._client.send(request, stream=True)
            try:
                if response.is_redirect:
                    return response.headers["location"]
                if response.status_code != httpx.codes.OK:
                    raise FetchError(
                        f"the server says {response.status_code}",
                        says="refused",
                        where=url,
                        mend="open it in a browser",
                        status=response.status_code,
                        wait=_wait_of(response.headers.get("retry-after", "")),
                    )
                return take(response, url, patience)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL) as broken:
            if patience.is_over:
                raise self._too_slow(url) from broken
            if isinstance(broken.__context__ and broken.__context__.__context__, ssl.SSLError):
                raise FetchError(
                    f"its certificate is not good: {broken}", says="tls", where=url, mend="open it in a browser"
                ) from broken
            reason = str(broken) or type(broken).__name__
            raise FetchError(
                f"the server cannot be read: {reason}", says="unreachable", where=url, mend="try again later"
            ) from broken

    def _request(self, url: str) -> httpx.Request:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        except ValueError as wrong:
            raise FetchError(
                f"this is no link: {wrong}", says="no-link", where=url, mend="copy it from the address bar"
            ) from wrong
        if parts.scheme not in ("http", "https") or not host:
            raise FetchError(
                "only http and https links are followed", says="no-link", where=url, mend="copy it from the address bar"
            )
        address = self._address(host, port, url)
        place = f"[{address}]" if ":" in address else address
        at = urlunsplit((parts.scheme, f"{place}:{port}", parts.path or "/", parts.query, ""))
        named = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
        standard = port == {"http": 80, "https": 443}[parts.scheme]
        headers = {"Host": named if standard else f"{named}:{port}"}
        return self._client.build_request("GET", at, headers=headers, extensions={"sni_hostname": named.strip("[]")})

    def _address(self, host: str, port: int, url: str) -> str:
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as unknown:
            raise FetchError(
                f"there is no server {host}", says="no-server", where=url, mend="check the link's spelling"
            ) from unknown
        if not addresses or not all(self._permitted(address) for address in addresses):
            raise FetchError(
                "the link leads into a private network",
                says="private",
                where=url,
                mend="save the page and add the file instead",
            )
        return addresses[0]

    def _too_slow(self, url: str) -> FetchError:
        return FetchError(f"took more than {self._longest:.0f} s", says="too-slow", where=url, mend="try again later")

    def _body(self, response: httpx.Response, url: str, patience: _Patience) -> Fetched:
        held = bytearray()
        for piece in response.iter_bytes(65_536):
            held += piece
            if len(held) > self._largest:
                raise FetchError(
                    f"more than {self._largest:,} bytes",
                    says="too-large",
                    where=url,
                    mend="save what is needed as a file",
                )
        if patience.is_over:  # a body without a length ends where its connection does
            raise self._too_slow(url)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(url, bytes(held), media_type, response.charset_encoding)


def _wait_of(retry_after: str) -> float:
    """The seconds of a Retry-After; 0 where it is none, or gives a day instead (RFC 9110, section 10.2.3)."""
    return float(retry_after) if retry_after.isascii() and retry_after.isdecimal() else 0.0


class _Patience:
    """Ends the connections of one fetch when its time is up.

    A server that sends a byte of its headers every few seconds is within every limit of a single read, for days.

    Args:
        longest: seconds.
    """

    def __init__(self, longest: float) -> None:
        self._until = time.monotonic() + longest
        self._timer = threading.Timer(longest, self._end)
        self._timer.daemon = True
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._until

    def watch(self, event: str, told: Mapping[str, Any]) -> None:
        """What httpx tells of the connection: keeps its sockets, the bare one and the one with TLS over it."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._open.append(told["return_value"].get_extra_info("socket"))

    def _end(self) -> None:
        for one in self._open:
            with contextlib.suppress(OSError):  # it is closed already, or TLS took it over
                one.shutdown(socket.SHUT_RDWR)
