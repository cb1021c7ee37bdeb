"""``hoibo check --links`` against a server on this machine with every kind of trouble, and how findings are written."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli import check as check_command
from bot.cli import hoibo
from bot.importing.fetching import Fetcher
from bot.importing.links import find_dead_links
from bot.knowledge.loading import read_folder
from bot.words.catalogue import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = "title: Bài {name}\nsource: {{name: Bộ, url: '{url}'}}\nbody: Nội dung của bài {name}.\n"


class Site(BaseHTTPRequestHandler):
    """Answers each path in its own bad way."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        again = self.asked.count(self.path) > 1
        match self.path:
            case "/good" | "/huge":
                self._send(200, length=10**12 if self.path == "/huge" else 0)
            case "/moved":
                self._send(301, Location="/good")
            case "/round":
                self._send(302, Location="/round")
            case "/to-private":
                self._send(302, Location="http://intranet.test/")
            case "/busy":
                self._send(200 if again else 429, **{"Retry-After": "7"})
            case "/busy-for-days":
                self._send(429, **{"Retry-After": "86400"})
            case "/busy-at-noon":
                self._send(503, **{"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})
            case "/slow":
                threading.Event().wait(3)
            case path:
                self._send(int(path.strip("/")))

    def _send(self, status: int, *, length: int = 0, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[str]]]:
    asked: list[str] = []
    handler = type("Asked", (Site,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_port, asked
        finally:
            server.shutdown()
            thread.join()


def resolver(host: str, _: int) -> list[str]:
    if host == "nobody.test":
        raise OSError("no such name")
    return ["10.0.0.5" if host == "intranet.test" else "127.0.0.1"]


def a_fetcher() -> Fetcher:
    """One for which every .test is a public server (this machine) but intranet.test, and nobody.test is none."""
    return Fetcher(permitted=lambda address: address == "127.0.0.1", resolver=resolver, longest=1.0)


def findings_of(folder: Path, *links: str) -> tuple[dict[str, tuple[str, str]], list[float]]:
    """Of each link that was found, its code and reason; and the pauses that were made."""
    for number, link in enumerate(links):
        (folder / f"a{number}.yaml").write_text(ENTRY.format(name=number, url=link), "utf-8")
    pauses: list[float] = []
    with a_fetcher() as fetcher:
        found = list(find_dead_links(read_folder(folder).written, fetcher, pauses.append, lambda: None))
    for finding in found:
        for language in Language:
            assert finding.cause(language)
            assert finding.mend(language)
    held = [dict(finding.values) for finding in found]
    told = {one["url"]: (finding.code, one["reason"]) for finding, one in zip(found, held, strict=True)}
    return told, pauses


@pytest.mark.parametrize(
    ("path", "code", "reason"),
    [
        ("404", "dead-link", "HTTP 404"),
        ("410", "dead-link", "HTTP 410"),
        ("403", "unsure-link", "HTTP 403"),
        ("500", "unsure-link", "HTTP 500"),
        ("busy-for-days", "unsure-link", "HTTP 429"),
        ("busy-at-noon", "unsure-link", "HTTP 503"),
        ("round", "unsure-link", "redirects"),
        ("to-private", "unsure-link", "private"),
        ("slow", "unsure-link", "too-slow"),
    ],
)
def test_a_link_is_dead_only_where_its_server_says_so(tmp_path: Path, path: str, code: str, reason: str) -> None:
    with serving() as (port, _):
        link = f"http://bo.test:{port}/{path}"
        told, _ = findings_of(tmp_path, link)
    assert told == {link: (code, reason)}


def test_a_link_without_a_server_is_dead_and_one_that_refuses_is_not(tmp_path: Path) -> None:
    told, _ = findings_of(tmp_path, "http://nobody.test/a", "http://bo.test:1/a")
    assert told == {
        "http://nobody.test/a": ("dead-link", "no-server"),
        "http://bo.test:1/a": ("unsure-link", "unreachable"),
    }


def test_a_link_that_answers_is_let_be_and_nothing_of_it_is_fetched(tmp_path: Path) -> None:
    with serving() as (port, asked):
        told, pauses = findings_of(tmp_path, *(f"http://bo.test:{port}/{path}" for path in ("good", "moved", "huge")))
    assert told == {}
    assert asked == ["/good", "/moved", "/good", "/huge"]
    assert pauses == [1.0, 1.0], "between two questions to one server"


def test_a_busy_server_is_given_the_pause_that_it_asks_for_and_asked_once_more(tmp_path: Path) -> None:
    with serving() as (port, asked):
        told, pauses = findings_of(tmp_path, f"http://bo.test:{port}/busy")
    assert told == {}
    assert (asked, pauses) == (["/busy", "/busy"], [7.0])


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_certificate_that_nobody_vouches_for_is_told_as_that(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-subj", "/CN=bo.test", "-days", "1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as (port, _):
        link = f"https://bo.test:{port}/good"
        told, _ = findings_of(tmp_path, link)
    assert told == {link: ("unsure-link", "tls")}


def test_the_command_tells_links_in_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_command, "Fetcher", a_fetcher)
    with serving() as (port, _):
        (tmp_path / "a, b.yaml").write_text(ENTRY.format(name="a", url=f"http://bo.test:{port}/404"), "utf-8")
        runs = {
            form: CliRunner().invoke(
                hoibo, ["check", "--links", "--knowledge", str(tmp_path), "--format", form, "--language", "en"]
            )
            for form in ("text", "json", "github")
        }
    assert [run.exit_code for run in runs.values()] == [0, 0, 0], "a warning"
    assert "the link is dead" in runs["text"].stdout
    held = [json.loads(line) for line in runs["json"].stdout.splitlines()]
    (dead,) = [one for one in held if one["code"] == "dead-link"]
    assert (dead["line"], dead["column"], dead["severity"]) == (2, 9, "warning")
    assert f"::warning file={tmp_path}/a%2C b.yaml,line=2,col=9,title=dead-link::" in runs["github"].stdout
