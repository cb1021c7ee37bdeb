"""The log of a running bot: a line an event, and never a secret in it."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_TOKEN: Final = re.compile(r"\d{5,}:[\w-]{25,}")
"""What looks like a Telegram token, also one that is not ours."""


class Redacting(logging.Formatter):
    """Formats a record with every secret replaced by "…", in the message and in the traceback alike."""

    def __init__(self, secrets: Iterable[str], fmt: str = FORMAT) -> None:
        super().__init__(fmt)
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The line, redacted."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "…")
        return _TOKEN.sub("…", line)


def set_up_logs(secrets: Iterable[str], stream: TextIO, level: int = logging.INFO) -> None:
    """Sends every log line to ``stream``, redacted. The HTTP client speaks up only from WARNING on."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # These write a line with the token in its URL for every call; redacted, it would still be noise.
    for name in ("httpx", "httpcore", "aiohttp"):
        logging.getLogger(name).setLevel(logging.WARNING)
