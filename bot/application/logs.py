"""The log of a running bot: an event a line, for people or for programs, and never a secret in it."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_TOKEN: Final = re.compile(r"\d{5,}:[\w-]{25,}")
"""What looks like a Telegram token, also one that is not ours."""

_ALWAYS_THERE: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
"""What every record has, and uvicorn's words for a screen; anything else was given with the event, as its figures."""


class Redacting(logging.Formatter):
    """Formats a record for people, with every secret replaced by "…", in the message and in the traceback alike."""

    def __init__(self, secrets: Iterable[str], fmt: str = FORMAT) -> None:
        super().__init__(fmt)
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The line, redacted."""
        return self._redacted(super().format(record))

    def _redacted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return _TOKEN.sub("…", text)


class JsonLines(Redacting):
    """Formats a record for programs: one JSON object in one line, whatever is in the message.

    Its keys are ``time`` (RFC 3339, UTC), ``level``, ``logger``, ``message``, those given with the event, and
    ``error``, a traceback, where there was one.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, redacted before it is written as JSON: a secret's own quotes would be written otherwise."""
        told: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in _ALWAYS_THERE},
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        clean = {name: self._redacted(value) if isinstance(value, str) else value for name, value in told.items()}
        return self._redacted(json.dumps(clean, ensure_ascii=False, default=lambda odd: self._redacted(str(odd))))


def set_up_logs(secrets: Iterable[str], stream: TextIO, level: int = logging.INFO, *, as_json: bool = False) -> None:
    """Sends every log line and warning to ``stream``, redacted. Chatty libraries speak up only from WARNING on."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines(secrets) if as_json else Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    # These write a line with the token in its URL for every call; redacted, it would still be noise.
    # uvicorn and watchfiles tell what our own lines tell better.
    for name in ("httpx", "httpcore", "aiohttp", "uvicorn", "watchfiles"):
        logging.getLogger(name).setLevel(logging.WARNING)
