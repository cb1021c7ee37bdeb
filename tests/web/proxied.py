"""What stands before replicas in the tests: a few lines that share connections out, or nginx as deploy/ offers it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
from pathlib import Path

OFFERED = Path(__file__).parents[2] / "deploy" / "proxy" / "nginx.conf"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Balancer:
    """Passes each connection on to the next backend that takes it, as a proxy before the replicas does."""

    def __init__(self, ports):
        self.ports, self.turn = list(ports), 0

    async def passes(self, reader, writer):
        for _ in self.ports:
            self.turn += 1
            with contextlib.suppress(OSError):
                there = await asyncio.open_connection("127.0.0.1", self.ports[self.turn % len(self.ports)])
                await asyncio.gather(self._copies(reader, there[1]), self._copies(there[0], writer))
                return
        writer.close()

    async def _copies(self, reader, writer):
        with contextlib.suppress(OSError):
            while piece := await reader.read(65_536):
                writer.write(piece)
                await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def balanced(ports, front, _folder):
    async with await asyncio.start_server(Balancer(ports).passes, "127.0.0.1", front):
        yield


@contextlib.asynccontextmanager
async def behind_nginx(ports, front, folder):
    """With the ports of here, and without TLS, since the server that posts would not trust a certificate made here."""
    text = re.sub(r"\n *ssl_.*", "", OFFERED.read_text("utf-8"))
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{front};").replace("bot.example.vn", "127.0.0.1")
    one, *_ = servers = re.findall(r"\n *server bot-\d:8080[^;]*;", text)
    text = text.replace("".join(servers), "".join(re.sub(r"bot-\d:8080", f"127.0.0.1:{port}", one) for port in ports))
    own = "".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    (file := folder / "nginx.conf").write_text(text.replace("http {", f"http {{ access_log off; {own}", 1), "utf-8")
    more = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; {'user root;' * (os.getuid() == 0)}"
    process = await asyncio.create_subprocess_exec("nginx", "-q", "-c", str(file), "-g", more)
    try:
        async with asyncio.timeout(20):
            while True:
                with contextlib.suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", front)
                    writer.close()
                    break
                await asyncio.sleep(0.05)
        yield
    finally:
        process.terminate()
        await process.wait()
