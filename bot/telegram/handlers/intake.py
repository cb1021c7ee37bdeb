"""What an editor sends that is no question: a value that the bot asked for, an answer, an article, a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.access.gate import Role

if TYPE_CHECKING:
    import telegram

    from bot.telegram.access.visitors import Visitor
    from bot.telegram.editing.dialogue import Dialogues
    from bot.telegram.handlers.drafting import Drafting
    from bot.telegram.handlers.experts import Experts
    from bot.telegram.handlers.revising import Revising


class Intake:
    """Takes messages of editors in private chats before they are read as questions."""

    def __init__(self, dialogues: Dialogues, drafting: Drafting, revising: Revising, experts: Experts) -> None:
        self._dialogues = dialogues
        self._experts = experts
        self._drafting = drafting
        self._revising = revising

    async def takes(self, message: telegram.Message, visitor: Visitor) -> bool:
        """Does what the message is meant for. Returns False where it is nothing of an editor's."""
        if not visitor.role.at_least(Role.EDITOR):
            return False
        awaited = await self._dialogues.awaited(message.chat_id)
        if await self._experts.takes(message, visitor, awaited):
            return True
        if awaited is None:
            return await self._drafting.continued(message, visitor) or await self._drafting.offered(message, visitor)
        if not awaited.field:
            await self._drafting.article(message, visitor)
            return True
        if message.text is None:
            return await self._drafting.offered(message, visitor)
        await self._revising.value(message, awaited, visitor)
        return True
