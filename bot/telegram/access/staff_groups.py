"""Groups whose members are staff: who is in one may ask, and no longer once they have left it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from telegram import ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, Forbidden, TelegramError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import telegram
    from telegram import Update

_LOG: Final = logging.getLogger(__name__)

MEMBER_SECONDS: Final = 60.0
"""For how long a membership is taken for granted. Telegram tells the bot of a leaving at once where it can."""
STRANGER_SECONDS: Final = 5.0
"""For how long somebody who is in none of the groups is not looked up again."""
OUTAGE_SECONDS: Final = 900.0
"""For how long the last known membership holds while the Bot API cannot be reached."""
_MOST_KNOWN: Final = 10_000
_INSIDE: Final = frozenset((ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER))


class StaffGroups:
    """Looks memberships up at the Bot API, and remembers them for a moment.

    Args:
        bot: an initialised bot that is in the groups.
        groups: the ids of the groups.
        ticks: seconds, by which the moment is measured.
    """

    def __init__(self, bot: telegram.Bot, groups: Collection[int], ticks: Callable[[], float]) -> None:
        self._bot = bot
        self._groups = tuple(sorted(groups))
        self._ticks = ticks
        self._known: dict[int, tuple[float, bool]] = {}

    async def hold(self, person: int) -> bool:
        """Whether the person with that Telegram id is a member of one of the groups at this moment."""
        if not self._groups:
            return False
        seen, inside = self._known.get(person, (-OUTAGE_SECONDS, False))
        age = self._ticks() - seen
        if age < (MEMBER_SECONDS if inside else STRANGER_SECONDS):
            return inside
        try:
            now_inside = await self._look_up(person)
        except TelegramError as unreachable:
            _LOG.warning("cannot look up who is in the staff groups: %s", unreachable)
            return inside and age < OUTAGE_SECONDS
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[person] = (self._ticks(), now_inside)
        return now_inside

    async def _look_up(self, person: int) -> bool:
        for group in self._groups:
            try:
                member = await self._bot.get_chat_member(group, person)
            except (BadRequest, Forbidden) as unknown:
                _LOG.info("nobody can be looked up in staff group %d: %s", group, unknown)
                continue
            if member.status in _INSIDE or (isinstance(member, ChatMemberRestricted) and member.is_member):
                return True
        return False

    async def changed(self, update: Update, _context: object) -> None:
        """Forgets what it knew of whoever came into a group or left one."""
        if update.chat_member is not None:
            self._known.pop(update.chat_member.new_chat_member.user.id, None)
        message = update.message
        for user in (*message.new_chat_members, message.left_chat_member) if message is not None else ():
            if user is not None:
                self._known.pop(user.id, None)
