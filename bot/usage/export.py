"""The record of exchanges as text for other programs and for people, one piece after the other in constant memory."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable
    from zoneinfo import ZoneInfo

    from bot.storage.exchanges import Recorded
    from bot.words.catalogue import Catalogue

COLUMNS = (
    "asked_at", "reference", "person", "chat", "language", "status", "confidence", "elapsed_ms", "question",
    "normalised", "entries", "stages", "liked", "disliked",
)  # fmt: skip
"""The columns of the CSV and the keys of the JSON. Moments are ISO 8601 in the set time zone."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How to write the exchanges."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def _values(recorded: Recorded, zone: ZoneInfo) -> dict[str, Any]:
    exchange = recorded.exchange
    return {
        "asked_at": exchange.asked_at.astimezone(zone).isoformat(timespec="milliseconds"),
        "reference": exchange.reference,
        "person": exchange.person,
        "chat": exchange.chat.value,
        "language": exchange.language,
        "status": exchange.status.value,
        "confidence": exchange.confidence,
        "elapsed_ms": exchange.elapsed_ms,
        "question": exchange.question,
        "normalised": exchange.normalised,
        "entries": exchange.entries,
        "stages": dict(exchange.stages),
        "liked": recorded.liked,
        "disliked": recorded.disliked,
    }


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        value = " ".join(value)
    elif isinstance(value, dict):
        value = " ".join(f"{name}={ms:.3f}" for name, ms in value.items())
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value  # a spreadsheet would run it as a formula
    return value


async def as_csv(exchanges: AsyncIterable[Recorded], zone: ZoneInfo) -> AsyncGenerator[str]:
    """A heading and one line an exchange. Several entries are parted by spaces; no cell can act as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    async for recorded in exchanges:
        writer.writerow([_cell(value) for value in _values(recorded, zone).values()])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


async def as_json(exchanges: AsyncIterable[Recorded], zone: ZoneInfo) -> AsyncGenerator[str]:
    """One JSON array with one object a line."""
    before = "[\n"
    async for recorded in exchanges:
        yield before + json.dumps(_values(recorded, zone), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


async def as_table(exchanges: AsyncIterable[Recorded], zone: ZoneInfo, words: Catalogue) -> AsyncGenerator[str]:
    """One line an exchange, to read in a terminal: when, how it went, how long it took, what was asked and shown."""
    several_days: str | None = None
    async for recorded in exchanges:
        exchange = recorded.exchange
        when = exchange.asked_at.astimezone(zone)
        day = when.strftime("%d/%m/%Y")
        if day != several_days:
            yield f"{day}\n"
            several_days = day
        status = words.say(f"usage-status-{exchange.status.value.replace('_', '-')}")
        rating = "👍" * bool(recorded.liked) + "👎" * bool(recorded.disliked)
        entry = f"  → {exchange.entries[0]}" if exchange.entries else ""
        question = " ".join(exchange.question.split())
        yield f"{when:%H:%M:%S}  {status:<16} {exchange.elapsed_ms:7.1f} ms  {question}{entry} {rating}".rstrip() + "\n"
    if several_days is None:
        yield words.say("usage-nothing") + "\n"
