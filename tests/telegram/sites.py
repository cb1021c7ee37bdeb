"""A small web site on this machine that counts as public."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.importing.fetching import Fetcher


class Site:
    """Pages by their paths, and a fetcher for which bo.test is this machine."""

    def __init__(self, port, pages):
        self.port = port
        self.pages = pages

    def url(self, path):
        return f"http://bo.test:{self.port}{path}"

    def fetcher(self):
        return Fetcher(
            permitted=lambda address: address == "127.0.0.1",
            resolver=lambda host, _: ["127.0.0.1"] if host == "bo.test" else [],
        )


@contextmanager
def a_site():
    pages = {}

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path)
            self.send_response(200 if body else 404)
            kind = "application/rss+xml" if self.path.endswith(".xml") else "text/html; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_):
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield Site(server.server_port, pages)
        server.shutdown()
        thread.join()
