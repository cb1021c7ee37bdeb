"""What the server says when it will not do as asked: Telegram's own codes and descriptions."""

from __future__ import annotations

from typing import Any

from bot.errors import HoiboError


class RefusalError(HoiboError):
    """A request that Telegram would refuse.

    Args:
        code: the HTTP status, which is the answer's ``error_code`` too.
        description: Telegram's words without their prefix, as ``chat not found``.
        parameters: the answer's ``parameters``, as ``{"retry_after": 3}``.
    """

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description, where="local Bot API server")
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


def bad_request(description: str) -> RefusalError:
    """400 in the words that Telegram uses: ``Bad Request: chat not found``."""
    return RefusalError(400, f"Bad Request: {description}")


def forbidden(description: str) -> RefusalError:
    """403: ``Forbidden: bot was blocked by the user``."""
    return RefusalError(403, f"Forbidden: {description}")


def conflict(description: str) -> RefusalError:
    """409: two ways of taking updates stand in each other's way."""
    return RefusalError(409, f"Conflict: {description}")
