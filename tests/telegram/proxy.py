"""A small proxy, HTTP and SOCKS5 on one port, as a process of its own, to be killed and started again. Run with: PORT.

What is asked of it for `AWAY`, where nobody listens, it fetches from 127.0.0.1: only through it is that to be had.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import struct
import sys
from urllib.parse import urlsplit

AWAY = "127.77.0.1"
SOCKS = b"\x05"


async def _pass_on(reader, writer):
    with contextlib.suppress(OSError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    writer.close()


async def _reach(host, port):
    return await asyncio.open_connection("127.0.0.1" if host == AWAY else host, port)


async def _socks(reader, writer):
    """RFC 1928, without authentication: the greeting, a CONNECT, and then bytes both ways."""
    (methods,) = await reader.readexactly(1)
    await reader.readexactly(methods)
    writer.write(b"\x05\x00")
    _, _, _, kind = await reader.readexactly(4)
    if kind == 3:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode()
    else:
        host = str(ipaddress.ip_address(await reader.readexactly(4 if kind == 1 else 16)))
    (port,) = struct.unpack("!H", await reader.readexactly(2))
    there = await _reach(host, port)
    writer.write(b"\x05\x00\x00\x01" + bytes(6))
    return there


async def _http(first, reader, writer):
    """RFC 9110: a tunnel for CONNECT; else one request, its address made a path, and the connection ends with it."""
    head = first + await reader.readuntil(b"\r\n\r\n")
    line, _, fields = head.partition(b"\r\n")
    method, address, version = line.split(b" ")
    if method == b"CONNECT":
        host, _, port = address.decode().rpartition(":")
        there = await _reach(host, int(port))
        writer.write(version + b" 200 Connection established\r\n\r\n")
        return there
    to = urlsplit(address.decode())
    there = await _reach(to.hostname, to.port or 80)
    path = to._replace(scheme="", netloc="").geturl() or "/"
    kept = [field for field in fields.split(b"\r\n") if field and not field.lower().startswith(b"connection:")]
    there[1].write(b"\r\n".join([b" ".join((method, path.encode(), version)), b"Connection: close", *kept, b"", b""]))
    return there


async def _serve(reader, writer):
    try:
        first = await reader.readexactly(1)
        there_reader, there_writer = await (_socks(reader, writer) if first == SOCKS else _http(first, reader, writer))
        await asyncio.gather(_pass_on(reader, there_writer), _pass_on(there_reader, writer))
    except (OSError, ValueError, asyncio.IncompleteReadError):
        writer.close()


async def main(port):
    server = await asyncio.start_server(_serve, "127.0.0.1", port)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
