"""The doors that hostile input comes through: for each a function of bytes, what it may refuse with, and its limits."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import tempfile
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from matplotlib.figure import Figure
from starlette.requests import Request

from bot.answering.answerer import Answerer
from bot.importing.document import ImportingError
from bot.importing.kinds import document_of
from bot.importing.minutes import meeting_in
from bot.importing.taking import links_of_feed, take_bytes, take_text
from bot.importing.understanding import understand
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import load, read_file
from bot.language.dates import periods_in, times_in
from bot.language.exact import exacts_in
from bot.language.keystrokes import turn_back
from bot.language.legal_syllables import is_legal
from bot.language.normal import fold, normalise
from bot.language.sentences import sentences
from bot.telegram.transport.signing import Signer
from bot.web.metrics import Metrics
from bot.web.webhook import HEADER, Webhook

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 7, 1)
SECRET = "made-up"

TEXTS = (
    "ai chủ trì hội nghị đảng ủy bộ quý I/2009?",
    "hooij nghij ddangr uyr thasng 8",
    "từ 12/3 đến ngày 15 tháng 4 năm 2023, quý II/2009, 6 tháng đầu năm 2010",
    "nghị định 30/2020/NĐ-CP; 1.234,5 tỷ đồng; 0123456789; 37,5%",
    "thứ năm tuần trước, hôm qua, giai đoạn 2016–2020, nhiệm kỳ 2020-2025, mồng 5 Tết",
    "Kết luận: 1. Giao Vụ Bưu chính trước ngày 30/6/2009. Đ/c Trần Đức Lai chủ trì; tp. Hà Nội…",
    "\u202eabc\u200b\u0301\ufeff \x00 đ Đ ơ\u0301 \U0001f600 ｱ ﬁ ǅ İ ß",
)
PAGES = (
    (
        b"<html><head><title>a</title><meta property='article:published_time' content='2023-01-02'></head>"
        b"<body><article><h1>H\xe1\xbb\x99i ngh\xe1\xbb\x8b</h1><p>1/2/2023 "
        + b"noi dung bai viet. " * 40
        + b"</p></article>"
    ),
    (
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><rss version='2.0'><channel><item><title>t</title>"
        b"<link>https://a.vn/1</link><pubDate>Mon, 06 Sep 2021 00:01:00 +0000</pubDate></item></channel></rss>"
    ),
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><link href='https://a.vn/1'/></entry></feed>",
)
YAML = (
    (
        b"id: a\nkind: meeting\ntitle: T\ndate: {from: 2009-01-01, to: 2009-03-31}\n"
        b"source: {name: M, url: https://a.vn}\ntopics: [a, b]\nvisibility: staff\n"
        b"meeting:\n  tasks: [{task: t, unit: u, due: 2009-06-30}]\nbody: |\n  x y z\n"
    ),
    b"- &a [*a, <<: {}, !!python/object:os.system {}]\n- ? [k]\n  : 1\n--- \n...\n",
    b"[" * 200 + b"{a: \"\\x00\\u202e\", b: 'c', d: >-\n e}",
)
UPDATE = (
    b'{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, '
    b'"from": {"id": 1, "is_bot": false, "first_name": "A"}, "text": "a", "entities": [{"type": "bold", "offset": 0, '
    b'"length": 1}], "reply_to_message": {"message_id": 0, "date": 0, "chat": {"id": -100, "type": "group"}}}}'
)
PRESS = (
    b'{"update_id": 2, "callback_query": {"id": "1", "from": {"id": 1, "is_bot": false, "first_name": "A"}, '
    b'"chat_instance": "1", "data": "x"}}'
)

NO_CHAT = b'{"update_id": 3, "message": {"message_id": 1, "date": 1, "chat": {"id": {}, "type": "private"}}}'


class WrongError(Exception):
    """A promise of a door was broken."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way in.

    Attributes:
        enter: takes the input.
        refusals: what it may raise.
        longest: the most bytes tried.
        seconds: the most seconds of processor time for one input.
        seeds: whole inputs to begin from.
    """

    enter: Callable[[bytes], None]
    refusals: tuple[type[Exception], ...] = ()
    longest: int = 2_000
    seconds: float = 1.0
    seeds: tuple[bytes, ...] = field(default=tuple(text.encode() for text in TEXTS))


def must(promise: object, text: str) -> None:
    """Raises where a promise is broken."""
    if not promise:
        raise WrongError(text)


def _text(raw: bytes) -> str:
    """What JSON may hold: any characters, halves of pairs among them."""
    return raw.decode("utf-8", "surrogateescape")


def _normalise(raw: bytes) -> None:
    text = _text(raw)
    normal = normalise(text)
    must(normalise(normal) == normal, "normalise is done once")
    must(len(fold(normal)) == len(normal), "folding never changes length")


def _dates(raw: bytes) -> None:
    text = _text(raw)
    for phrase in (*times_in(text, TODAY), *periods_in(text, TODAY)):
        must(0 <= phrase.start < phrase.end <= len(text), "a phrase has its place")
        must(phrase.first <= phrase.last, "a period begins before it ends")
    for exact in exacts_in(text):
        must(0 <= exact.start < exact.end <= len(text), "an exact has its place")


def _keystrokes(raw: bytes) -> None:
    turn_back(_text(raw), is_legal)


def _sentences(raw: bytes) -> None:
    text = _text(raw)
    for sentence in sentences(text):
        must(0 <= sentence.start < sentence.end <= len(text), "a sentence has its place")


@cache
def _answerer() -> Answerer:
    return Answerer.build(load(ROOT / "knowledge").entries)


def _question(raw: bytes) -> None:
    answer = _answerer().answer(_text(raw)[:500], viewer=Visibility.ADMIN, today=TODAY)
    for result in answer.results:
        cut = result.excerpt
        must(result.entry.body[cut.start : cut.start + len(cut.text)] == cut.text, "an excerpt is verbatim")


@cache
def _yaml_file() -> Path:
    memory = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
    folder = tempfile.mkdtemp(prefix="hoibo-fuzz-", dir=memory if memory.is_dir() else None)
    return Path(folder) / "a.yaml"


def _yaml(raw: bytes) -> None:
    _yaml_file().write_bytes(raw)
    read_file(_yaml_file())


def _html(raw: bytes) -> None:
    take_bytes(b"<html>" + raw, "fuzz")


@cache
def _pages_of_an_office() -> tuple[bytes, bytes]:
    """A DOCX and a PDF as their programs write them."""
    docx, pdf = io.BytesIO(), io.BytesIO()
    document = Document()
    document.add_heading("Biên bản họp", 1)
    document.add_paragraph(TEXTS[5] * 4)
    document.add_table(2, 2).cell(0, 0).text = "Chủ trì: Trần Đức Lai"
    document.save(docx)
    figure = Figure(figsize=(4, 2))
    figure.text(0.05, 0.9, "Bien ban", fontsize=16)
    for line in range(6):
        figure.text(0.05, 0.7 - line / 9, f"Bien ban hop ngay {line + 1}/2/2023 ve viec so {line} cua co quan Bo")
    figure.savefig(pdf, format="pdf")
    return docx.getvalue(), pdf.getvalue()


@cache
def _docx_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_pages_of_an_office()[0])) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _understood(content: bytes) -> None:
    """Read in this process, where what is gone through can be seen, and not in a child."""
    understand(document_of(content, "fuzz", None, None), where="fuzz")


def _docx(raw: bytes) -> None:
    """The bytes as the text's part of a whole DOCX: past the packing, where the parsing is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, part in _docx_parts().items():
            packed.writestr(name, raw if name == "word/document.xml" else part)
    _understood(made.getvalue())


def _pdf(raw: bytes) -> None:
    _understood(raw if raw.startswith(b"%PDF") else b"%PDF-1.4\n" + raw)


def _feed(raw: bytes) -> None:
    links_of_feed(raw, "fuzz")


def _minutes(raw: bytes) -> None:
    text = _text(raw)
    meeting_in(text)
    take_text(text)


def _buttons(raw: bytes) -> None:
    text, signer = _text(raw), Signer(b"k" * 32)
    must(signer.open(text) is None, "a forged button does nothing")
    must(signer.open_code(text) is None, "a forged link does nothing")
    must(signer.open_code(signer.seal_code(text)) == text, "a sealed code opens")


class _Accepting:
    """Takes everything, as an inbox that works."""

    async def accept(self, update_id: int, chat: int, payload: str) -> None:
        must(isinstance(update_id, int) and isinstance(chat, int), "an update has a number and a place")
        payload.encode()
        must(-(2**63) <= chat < 2**63, "a place fits the database")


@cache
def _webhook() -> tuple[asyncio.AbstractEventLoop, Webhook]:
    return asyncio.new_event_loop(), Webhook(SECRET, _Accepting(), Metrics())


def _post(raw: bytes) -> None:
    loop, webhook = _webhook()

    async def receive():
        return {"type": "http.request", "body": raw, "more_body": False}

    headers = [(HEADER.lower().encode(), SECRET.encode())]
    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    code = loop.run_until_complete(webhook.post(request)).status_code
    must(code in {200, 400}, f"a post with the secret is taken or is none, not {code}")


DOORS = {
    "normaliser": Door(_normalise),
    "dates": Door(_dates),
    "keystrokes": Door(_keystrokes),
    "sentences": Door(_sentences),
    "question": Door(_question, seconds=2.0),
    "yaml": Door(_yaml, seeds=YAML),
    "html": Door(_html, (ImportingError,), longest=8_000, seconds=5.0, seeds=PAGES),
    "docx": Door(_docx, (ImportingError,), 8_000, 5.0, (_docx_parts()["word/document.xml"],)),
    "pdf": Door(_pdf, (ImportingError,), 16_000, 5.0, (_pages_of_an_office()[1],)),
    "feed": Door(_feed, (ImportingError,), longest=4_000, seconds=5.0, seeds=PAGES),
    "minutes": Door(_minutes, (ImportingError,), longest=8_000, seconds=5.0),
    "buttons": Door(_buttons),
    "webhook": Door(_post, seeds=(UPDATE, PRESS, NO_CHAT)),
}
