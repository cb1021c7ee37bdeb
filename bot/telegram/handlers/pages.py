"""The way from Telegram into the admins' page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.greetings import plain_message

if TYPE_CHECKING:
    from bot.storage.sessions import Sessions
    from bot.telegram.handlers.commands import Called
    from bot.telegram.transport.sending import Sender


class Pages:
    """Gives admins links that sign them in once.

    Args:
        sessions: make the links' codes.
        sender: sends them.
        root: what is before ``/admin`` in the page's address; None where it is not served.
    """

    def __init__(self, sessions: Sessions, sender: Sender, root: str | None) -> None:
        self._sessions = sessions
        self._sender = sender
        self._root = root

    async def link(self, called: Called) -> None:
        """/quantri: a link. Plain text, since Telegram takes no button to an address inside an office's network."""
        if self._root is None:
            told = plain_message(called.visitor.words, "admin-no-page")
        else:
            link = f"{self._root}/admin/vao/{await self._sessions.offer(called.visitor.id)}"
            told = plain_message(called.visitor.words, "admin-link", link=link)
        await self._sender.reply(called.message, told)
