"""Groups: the bot speaks when it is spoken to, once, and shows only what everyone there may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram import MessageEntity

from bot.telegram.asking.asker import has_words
from bot.telegram.messages.greetings import in_private_message

if TYPE_CHECKING:
    import telegram

    from bot.telegram.access.limits import Allowance
    from bot.telegram.access.visitors import Reception
    from bot.telegram.asking.answers import Answering
    from bot.telegram.transport.sending import Sender

ASK_COMMANDS: Final = ("hoi", "timkiem", "ask")
"""Commands that put a question in a group: "/hoi ai chủ trì…"."""


class Groups:
    """Answers in groups and their topics.

    Args:
        reception: tells who asks and what may be shown there.
        answering: answers.
        sender: sends.
        cool_down: for each person in each chat.
        bot_id: the bot's own Telegram id.
        username: the bot's name, without "@".
    """

    def __init__(
        self,
        reception: Reception,
        answering: Answering,
        sender: Sender,
        cool_down: Allowance,
        *,
        bot_id: int,
        username: str,
    ) -> None:
        self._reception = reception
        self._answering = answering
        self._sender = sender
        self._cool_down = cool_down
        self._bot_id = bot_id
        self._username = username.lower()

    async def text(self, update: telegram.Update, _context: object) -> None:
        """Answers a message that mentions the bot, replies to it or commands it; passes over all others in silence.

        A command of private chats that names the bot, as "/theodoi@bot 5G", is told where it works.

        Silence also for who may not ask, and within the cool-down: a group is not the place to say so.
        """
        message, user = update.message, update.effective_user
        if message is None or user is None or user.is_bot or message.via_bot is not None:
            return
        question = self.question(message)
        command = question is None and self._is_own_command(message)
        if not command and (question is None or not has_words(question)):
            return
        visitor = await self._reception.visitor(user, message.chat)
        if visitor.viewer is None or self._cool_down.take((message.chat_id, visitor.id), update.update_id):
            return
        if question is None:
            await self._sender.reply(message, in_private_message(visitor.words, self._username))
            return
        await self._answering.answer(update.update_id, message, visitor, visitor.viewer, question)

    def question(self, message: telegram.Message) -> str | None:
        """What the message asks of the bot, without the mention; None where it speaks to others.

        A bare mention in reply to somebody asks what that somebody wrote.
        """
        text = message.text or message.caption or ""
        answered = message.reply_to_message
        called = False
        for entity, part in self._entities(message):
            if self._is_call(entity, part):
                text, called = text.replace(part, " ", 1), True
            elif entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
                return None  # a command of another bot, or of ours with a handler of its own
        if not called and not (answered and answered.from_user and answered.from_user.id == self._bot_id):
            return None
        text = " ".join(text.split())
        if text or answered is None or (answered.from_user and answered.from_user.id == self._bot_id):
            return text
        return answered.text or answered.caption

    def _is_own_command(self, message: telegram.Message) -> bool:
        """Whether it is a command that names this bot; one without a name may be meant for another."""
        return any(
            entity.type == MessageEntity.BOT_COMMAND
            and entity.offset == 0
            and part.lower().endswith(f"@{self._username}")
            for entity, part in self._entities(message)
        )

    def _is_call(self, entity: MessageEntity, part: str) -> bool:
        match entity.type:
            case MessageEntity.MENTION:
                return part.lower() == f"@{self._username}"
            case MessageEntity.TEXT_MENTION:
                return entity.user is not None and entity.user.id == self._bot_id
            case MessageEntity.BOT_COMMAND if entity.offset == 0:
                name, _, to = part[1:].lower().partition("@")
                return name in ASK_COMMANDS and to in {"", self._username}
        return False

    def _entities(self, message: telegram.Message) -> list[tuple[MessageEntity, str]]:
        return [*message.parse_entities().items(), *message.parse_caption_entities().items()]
