"""How calls of the Bot API go out: python-telegram-bot's own way costs 3.3 ms of processor time a call, aiohttp 0.2."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final
from urllib.parse import urlencode
from urllib.request import getproxies

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

if TYPE_CHECKING:
    import ssl

    from telegram._utils.types import ODVInput
    from telegram.request import RequestData

CONNECT_SECONDS: Final = 10.0
"""How long a connection may take, here and through a proxy."""

WRITE_SECONDS: Final = 5.0
FILE_SECONDS: Final = 20.0
"""How long a message, or a file, may take to be handed over."""

_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": BaseRequest.USER_AGENT}
_FILES: Final = {"User-Agent": BaseRequest.USER_AGENT}


def carrier(*, connections: int, read_seconds: float, proxy: str | None) -> BaseRequest:
    """What carries the calls: aiohttp, or through a proxy of the settings or the environment the library's own way.

    Args:
        connections: at most so many at once.
        read_seconds: how long an answer, or its next piece, may take.
        proxy: ``http://…`` or ``socks5://…``.
    """
    if proxy or getproxies().keys() & {"http", "https", "all"}:
        return HTTPXRequest(
            connection_pool_size=connections, proxy=proxy, connect_timeout=CONNECT_SECONDS, read_timeout=read_seconds
        )
    return DirectRequest(connections=connections, read_seconds=read_seconds)


class DirectRequest(BaseRequest):
    """Calls by aiohttp, straight to the Bot API's server.

    Args:
        connections: at most so many at once.
        read_seconds: how long an answer, or its next piece, may take.
    """

    def __init__(self, *, connections: int, read_seconds: float) -> None:
        self._connections = connections
        self._read_seconds = read_seconds
        # The authorities' certificates that the library's own way trusts, also where the system has none.
        self._authorities: ssl.SSLContext = httpx.create_ssl_context()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """The seconds that an answer, or its next piece, may take."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Makes ready, in the running event loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=self._authorities),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Closes every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call: the status of the answer and its body. No redirection is followed.

        Raises:
            TimedOut: some part of it took too long.
            NetworkError: the connection failed or broke.
        """
        if self._session is None:
            raise RuntimeError("call initialize() first")
        files = request_data.multipart_data if request_data else None
        read = _seconds(read_timeout, self._read_seconds)
        connect = _seconds(connect_timeout, CONNECT_SECONDS)
        write = _seconds(write_timeout, FILE_SECONDS if files else WRITE_SECONDS)
        wait = _seconds(pool_timeout, 1.0)
        timeout = aiohttp.ClientTimeout(
            total=_sum(wait, connect, write, read), connect=_sum(wait, connect), sock_connect=connect, sock_read=read
        )
        parameters = request_data.json_parameters if request_data else {}
        body = _with_files(parameters, files) if files else urlencode(parameters).encode()
        headers = _FILES if files else _FORM
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except TimeoutError as slow:
            raise TimedOut(f"Timed out ({type(slow).__name__})") from slow
        except (aiohttp.ClientError, OSError) as broken:
            # Not the whole of every text: some hold the address, and so the token.
            told = f": {broken}" if isinstance(broken, (aiohttp.ClientOSError, OSError)) else ""
            raise NetworkError(f"{type(broken).__name__}{told}") from broken


def _with_files(parameters: dict[str, str], files: dict[str, tuple[str, bytes | IO[bytes], str]]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # names of files as they are, Vietnamese letters and all
    for name, value in parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in files.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _seconds(given: object, otherwise: float) -> float | None:
    """The seconds that a call asks for; None is without end."""
    if given is None:
        return None
    return float(given) if isinstance(given, (int, float)) else otherwise


def _sum(*seconds: float | None) -> float | None:
    total = 0.0
    for one in seconds:
        if one is None:
            return None
        total += one
    return total
