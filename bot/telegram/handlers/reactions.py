"""Reactions to an answer, which say what its buttons say: it helped, or it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import telegram
from telegram.constants import ReactionEmoji

from bot.storage.exchanges import Feedback
from bot.telegram.messages.feedback import reasons_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.storage.exchanges import Exchanges
    from bot.storage.times import Clock
    from bot.telegram.access.limits import Allowance
    from bot.telegram.access.visitors import Reception
    from bot.telegram.transport.sending import Sender

_GOOD: Final = frozenset((
    ReactionEmoji.THUMBS_UP, ReactionEmoji.RED_HEART, ReactionEmoji.FIRE, ReactionEmoji.CLAPPING_HANDS,
    ReactionEmoji.PARTY_POPPER, ReactionEmoji.GRINNING_FACE_WITH_STAR_EYES, ReactionEmoji.HUNDRED_POINTS_SYMBOL,
    ReactionEmoji.OK_HAND_SIGN, ReactionEmoji.TROPHY, ReactionEmoji.PERSON_WITH_FOLDED_HANDS,
    ReactionEmoji.GRINNING_FACE_WITH_SMILING_EYES, ReactionEmoji.SMILING_FACE_WITH_HEARTS,
    ReactionEmoji.SMILING_FACE_WITH_HEART_SHAPED_EYES, ReactionEmoji.HANDSHAKE, ReactionEmoji.SALUTING_FACE,
))  # fmt: skip
_BAD: Final = frozenset((
    ReactionEmoji.THUMBS_DOWN, ReactionEmoji.PILE_OF_POO, ReactionEmoji.FACE_WITH_OPEN_MOUTH_VOMITING,
    ReactionEmoji.POUTING_FACE, ReactionEmoji.SERIOUS_FACE_WITH_SYMBOLS_COVERING_MOUTH, ReactionEmoji.CRYING_FACE,
    ReactionEmoji.LOUDLY_CRYING_FACE, ReactionEmoji.YAWNING_FACE, ReactionEmoji.CLOWN_FACE,
    ReactionEmoji.REVERSED_HAND_WITH_MIDDLE_FINGER_EXTENDED, ReactionEmoji.FACE_WITH_ONE_EYEBROW_RAISED,
    ReactionEmoji.NEUTRAL_FACE,
))  # fmt: skip


def opinion_in(reactions: Iterable[telegram.ReactionType]) -> bool | None:
    """Whether reactions say that an answer helped; None where they say nothing of it.

    The first one that says anything counts. Emoji of somebody's own and paid stars say nothing.

    >>> opinion_in([telegram.ReactionTypeEmoji("👀"), telegram.ReactionTypeEmoji("👎")])
    False
    """
    for reaction in reactions:
        if isinstance(reaction, telegram.ReactionTypeEmoji) and reaction.emoji in _GOOD | _BAD:
            return reaction.emoji in _GOOD
    return None


class Reactions:
    """Keeps reactions in private chats as opinions. In groups Telegram tells of them only to administrators.

    Args:
        reception: tells who reacts.
        exchanges: knows which answer a message is, and keeps opinions.
        sender: asks why an answer did not help.
        pseudonym: a person's name in the record, by their Telegram id.
        allowance: how fast one person may react.
        clock: for the moment of the opinion.
    """

    def __init__(
        self,
        reception: Reception,
        exchanges: Exchanges,
        sender: Sender,
        pseudonym: Callable[[int], str],
        allowance: Allowance,
        clock: Clock,
    ) -> None:
        self._reception = reception
        self._exchanges = exchanges
        self._sender = sender
        self._pseudonym = pseudonym
        self._allowance = allowance
        self._clock = clock

    async def changed(self, update: telegram.Update, _context: object) -> None:
        """Keeps the opinion that a reaction tells, and takes it back with the reaction."""
        change = update.message_reaction
        if change is None or change.user is None or change.chat.type != telegram.Chat.PRIVATE:
            return
        was, now = opinion_in(change.old_reaction), opinion_in(change.new_reaction)
        visitor = await self._reception.visitor(change.user, change.chat)
        if was is now or visitor.viewer is None or self._allowance.take(visitor.id):
            return
        person = self._pseudonym(visitor.id)
        reference = await self._exchanges.answered_by(person, change.message_id)
        if reference is None:
            return
        if now is None:
            await self._exchanges.take_back(reference, person)
            return
        await self._exchanges.rate(Feedback(reference, person, now, "", self._clock()))
        if not now:
            await self._sender.send(change.chat.id, reasons_message(reference, visitor.words))
