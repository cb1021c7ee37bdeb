"""A request's parameters, from the address, a form, multipart or JSON: read as the Bot API reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from bot.local.refusal import RefusalError, bad_request

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST_BODY = 50 * 1024 * 1024 + 64 * 1024
"""Telegram takes files of up to 50 MB from a bot."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Named values; a JSON body's objects stay objects, all else is text."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether it was given and not empty."""
        return self.values.get(name) not in {None, ""} if _hashable(self.values.get(name)) else True

    def text(self, name: str) -> str:
        """The text, empty where it was left out; numbers and booleans become text, as at Telegram."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            return value
        return "" if value is None else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """The whole number; what is none counts as the default."""
        text = self.text(name).strip()
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else default

    def flag(self, name: str) -> bool:
        """Whether it says ``true``, ``yes`` or ``1``."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:
        """The JSON value, None where it was left out.

        Raises:
            RefusalError: it is no JSON; ``what`` names it in the complaint.
        """
        if not self.has(name):
            return None
        value = self.values[name]
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {what} JSON object") from None

    def object(self, name: str, what: str) -> dict[str, Any] | None:
        """The JSON object, None where it was left out.

        Raises:
            RefusalError: it is no JSON, or JSON of another kind.
        """
        value = self.json(name, what)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {what}")
        return value


def _hashable(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


async def read_parameters(request: Request) -> Parameters:
    """What the request brings along, whatever its form.

    Raises:
        RefusalError: 400 for a body that cannot be read, 413 for one over Telegram's 50 MB.
    """
    values: dict[str, Any] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > LARGEST_BODY:
        raise RefusalError(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        values |= _json_body(await _body(request))
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        try:
            async with request.form(max_part_size=1024 * 1024) as form:
                for name, part in form.multi_items():
                    if isinstance(part, UploadFile):
                        mime = part.content_type or "application/octet-stream"
                        uploads[name] = Upload(part.filename or "file", mime, await part.read())
                    else:
                        values[name] = part
        except (HTTPException, UnicodeDecodeError):
            raise bad_request("can't parse the request body") from None
    _check_encoding(values)
    return Parameters(values, uploads)


async def _body(request: Request) -> bytes:
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST_BODY:
            raise RefusalError(413, "Request Entity Too Large")
        pieces.append(piece)
    return b"".join(pieces)


def _json_body(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse JSON object")
    return parsed


def _check_encoding(values: dict[str, Any]) -> None:
    for value in values.values():
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            raise bad_request("strings must be encoded in UTF-8")
