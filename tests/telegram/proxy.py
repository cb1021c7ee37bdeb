"""A small SOCKS5 proxy as a process of its own, to be killed and started again. Run with: PORT."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import struct
import sys


async def _pass_on(reader, writer):
    with contextlib.suppress(OSError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    writer.close()


async def _serve(reader, writer):
    """RFC 1928, without authentication: the greeting, a CONNECT, and then bytes both ways."""
    try:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        _, _, _, kind = await reader.readexactly(4)
        if kind == 3:
            (length,) = await reader.readexactly(1)
            host = (await reader.readexactly(length)).decode()
        else:
            host = str(ipaddress.ip_address(await reader.readexactly(4 if kind == 1 else 16)))
        (port,) = struct.unpack("!H", await reader.readexactly(2))
        there_reader, there_writer = await asyncio.open_connection(host, port)
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await asyncio.gather(_pass_on(reader, there_writer), _pass_on(there_reader, writer))
    except (OSError, asyncio.IncompleteReadError):
        writer.close()


async def main(port):
    server = await asyncio.start_server(_serve, "127.0.0.1", port)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
