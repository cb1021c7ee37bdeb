"""Signed button data and link codes, so that a forged one does nothing."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Final

from bot.telegram.messages.message import Action

CALLBACK_LIMIT: Final = 64
"""The most bytes that Telegram takes as a button's data (Bot API, InlineKeyboardButton)."""

_SEAL_BYTES: Final = 9
"""72 bits, 12 characters: guessing one through Telegram's rate limits is hopeless."""


class Signer:
    """Seals actions with a key, and opens only what it sealed.

    Args:
        key: at least 16 random bytes, the same after a restart and on every replica.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("the key is too short")
        self._key = key

    def seal(self, action: Action) -> str:
        """The action as a button's data: at most 64 bytes.

        Raises:
            ValueError: the action is too long for a button.
        """
        sealed = f"{self._mark(action.encoded)}{action.encoded}"
        if len(sealed.encode()) > CALLBACK_LIMIT:
            raise ValueError(f"too long for a button: {action.encoded!r}")
        return sealed

    def open(self, sealed: str) -> Action | None:
        """The action that was sealed; None where this key did not seal it."""
        mark, encoded = sealed[:12], sealed[12:]
        genuine = hmac.compare_digest(mark.encode("utf-8", "replace"), self._mark(encoded).encode())
        return Action.decode(encoded) if genuine else None

    def seal_code(self, code: str) -> str:
        """A code as a deep link carries it: letters, digits, "-" and "_" only, 12 longer than the code."""
        return f"{self._mark(code)}{code}"

    def open_code(self, sealed: str) -> str | None:
        """The code that was sealed; None where this key did not seal it."""
        mark, code = sealed[:12], sealed[12:]
        genuine = hmac.compare_digest(mark.encode("utf-8", "replace"), self._mark(code).encode())
        return code if genuine else None

    def _mark(self, encoded: str) -> str:
        digest = hmac.new(self._key, encoded.encode("utf-8", "replace"), sha256).digest()
        return urlsafe_b64encode(digest[:_SEAL_BYTES]).decode()
