"""Gaps given to somebody who knows: who can be asked, and asking them. The same from Telegram and from the page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from bot.telegram.messages.gaps import assignment_message
from bot.usage.gap_deeds import UnreachedError
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    import telegram

    from bot.storage.opening import Storage
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.transport.sending import Sender
    from bot.usage.gap_deeds import Decider, GapDeeds
    from bot.usage.gaps import Gap, Gaps
    from bot.words.catalogue import Catalogue

_LOG: Final = logging.getLogger(__name__)


class Assigner:
    """Asks experts.

    Args:
        gaps: where they stand.
        deeds: what can be done about them.
        storage: the decisions, the people, and the languages that they chose.
        gate: who is an editor at this moment.
        sender: sends.
        bot: knows the names of admins by the settings.
    """

    def __init__(
        self, gaps: Gaps, deeds: GapDeeds, storage: Storage, gate: KeptGate, sender: Sender, bot: telegram.Bot
    ) -> None:
        self._gaps = gaps
        self._deeds = deeds
        self._storage = storage
        self._gate = gate
        self._sender = sender
        self._bot = bot
        self._names: dict[int, str] = {}

    async def people(self, but: int) -> list[tuple[int, str]]:
        """Editors and admins but one, each Telegram id with its name, by their names.

        Who is an admin by the settings has the name that Telegram knows, and is left out where it knows none: they
        never started the bot, and so cannot be asked.
        """
        members = {member.id: member.name for member in await self._storage.people.members()}
        asked = sorted((await self._gate.editors() | await self._gate.admins()) - {but})
        named = [(person, members.get(person) or await self._known_name(person)) for person in asked]
        return sorted((one for one in named if one[1]), key=lambda one: (one[1].casefold(), one[0]))

    async def name(self, person: int) -> str:
        """What somebody is called, by the list of members or by Telegram; empty where neither knows."""
        member = await self._storage.people.member(person)
        return member.name if member is not None else await self._known_name(person)

    async def _known_name(self, person: int) -> str:
        if person not in self._names:
            try:
                chat = await self._bot.get_chat(person)
            except TelegramError as unknown:
                _LOG.info("the name of %d is not known: %s", person, unknown)
                return ""
            self._names[person] = " ".join(part for part in (chat.first_name, chat.last_name) if part) or str(person)
        return self._names[person]

    async def give(self, gap: Gap, expert: int, who: Decider) -> str:
        """Gives a gap to an expert and asks them in their own chat. Returns their name.

        Raises:
            UnreachedError: they are no editor any more, or Telegram does not let the bot write to them; the gap is
                open as it was.
            SettledError: something else was decided in the meantime.
        """
        name = dict(await self.people(who.id or 0)).get(expert)
        if name is None:
            raise UnreachedError("this is no editor", where=str(expert), mend="choose somebody else")
        decision = await self._deeds.assign(gap, expert, name, who)
        try:
            asked = assignment_message(decision, gap, await self.words(expert))
            sent = await self._sender.send(expert, asked)
        except TelegramError as refused:
            _LOG.warning("%d could not be asked about a gap: %s", expert, refused)
            await self._deeds.reopen(await self._gaps.of(decision), who)
            raise UnreachedError("the bot may not write to them", where=name, mend="choose somebody else") from refused
        await self._storage.gaps.sent(decision.number, decision.turn, sent.message_id)
        return name

    async def words(self, person: int) -> Catalogue:
        """The texts in the language that somebody chose."""
        chosen = await self._storage.chats.language(person)
        return catalogue(Language(chosen) if chosen else Language.VIETNAMESE)
