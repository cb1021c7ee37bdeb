"""Who comes in: a link that works once, a session, and a mark in each form that only this session's pages have."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.storage.sessions import SESSION_LASTS
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.storage.opening import Storage
    from bot.words.catalogue import Catalogue

COOKIE: Final = "hoibo_session"
PATH: Final = "/admin"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent with everything: no scripts at all, nothing from elsewhere, no frames, nothing kept."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An admin with an open session.

    Attributes:
        person: the Telegram id.
        words: in the admin's language.
        mark: stands in every form of the session's pages; a form without it was made by somebody else.
    """

    person: int
    words: Catalogue
    mark: str


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets admins in.

    Attributes:
        storage: the sessions, and the languages that people chose.
        is_admin: asked at each request, so that a removed admin is out at once.
        key: the installation's; makes the marks of forms.
    """

    storage: Storage
    is_admin: Callable[[int], Awaitable[bool]]
    key: bytes

    async def signed_in(self, request: Request) -> SignedIn | None:
        """The admin whose session the request belongs to; None where there is none."""
        cookie = request.cookies.get(COOKIE, "")
        person = await self.storage.sessions.person(cookie) if cookie else None
        if person is None or not await self.is_admin(person):
            return None
        chosen = await self.storage.chats.language(person)
        words = catalogue(Language(chosen) if chosen else Language.VIETNAMESE)
        return SignedIn(person, words, self._mark(cookie))

    async def enter(self, code: str, request: Request, response: Response) -> bool:
        """Uses a link's code up; with it the response begins a session. Returns whether the code was good."""
        cookie = await self.storage.sessions.enter(code)
        if cookie is None:
            return False
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=int(SESSION_LASTS.total_seconds()),
            path=PATH,
            secure=request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https",
            httponly=True,
            samesite="strict",
        )
        return True

    async def leave(self, request: Request, response: Response) -> None:
        """Ends the request's session."""
        await self.storage.sessions.leave(request.cookies.get(COOKIE, ""))
        response.delete_cookie(COOKIE, path=PATH)

    def _mark(self, cookie: str) -> str:
        return hmac.new(self.key, b"form:" + cookie.encode(), hashlib.sha256).hexdigest()


def is_marked(signed: SignedIn, given: str) -> bool:
    """Whether a form came from a page of this session."""
    return hmac.compare_digest(signed.mark.encode(), given.encode("utf-8", "replace"))
