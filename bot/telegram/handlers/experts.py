"""Gaps given to somebody who knows: they are asked in their own chat, and what they reply becomes a draft."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from bot.errors import HoiboError
from bot.knowledge.editing import Opened
from bot.storage.gaps import GapState
from bot.telegram.access.gate import Role
from bot.telegram.editing.dialogue import Awaited
from bot.telegram.editing.workbench import is_link
from bot.telegram.handlers.drafting import reason
from bot.telegram.handlers.gaps import decider, in_private
from bot.telegram.messages.gaps import done_message, experts_message
from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.html import clip, plain_name
from bot.usage.gap_deeds import UnreachedError
from bot.usage.gaps import SettledError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import telegram

    from bot.storage.gaps import GapDecision
    from bot.storage.opening import Storage
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.access.visitors import Visitor
    from bot.telegram.editing.assigning import Assigner
    from bot.telegram.editing.dialogue import Dialogues
    from bot.telegram.editing.workbench import Workbench
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.drafting import Drafting
    from bot.telegram.handlers.gaps import GapCards
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender
    from bot.usage.gap_deeds import GapDeeds
    from bot.usage.gaps import Gap, Gaps

_LOG: Final = logging.getLogger(__name__)

TARGET: Final = "g"
"""What `Awaited` calls the answer to a gap."""
_QUESTION: Final = 300


class Experts:
    """Asks experts and takes their replies.

    Args:
        gaps: where they stand.
        deeds: what can be done about them.
        bench: shows drafts.
        drafting: reads files and links that experts send.
        cards: shows the list where a gap was dealt with meanwhile.
        dialogues: who was asked for what.
        storage: the decisions, and the people.
        gate: who is an editor at this moment.
        sender: sends.
        assigner: asks them.
    """

    def __init__(
        self,
        gaps: Gaps,
        deeds: GapDeeds,
        bench: Workbench,
        drafting: Drafting,
        cards: GapCards,
        dialogues: Dialogues,
        storage: Storage,
        gate: KeptGate,
        sender: Sender,
        assigner: Assigner,
    ) -> None:
        self._gaps = gaps
        self._deeds = deeds
        self._bench = bench
        self._drafting = drafting
        self._cards = cards
        self._dialogues = dialogues
        self._storage = storage
        self._gate = gate
        self._sender = sender
        self._assigner = assigner

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons do."""
        return {
            "gapwho": in_private(self._cards.settled(self._choose)),
            "gapgive": in_private(self._cards.settled(self._give)),
            "gapsay": in_private(self._begin),
            "gapnot": in_private(self._refuse),
        }

    async def takes(self, message: telegram.Message, visitor: Visitor, awaited: Awaited | None) -> bool:
        """Takes a reply to the message that asked an expert, or what they send after Trả lời; False for all else."""
        decision = None
        if awaited is not None and awaited.target == TARGET:
            decision = await self._storage.gaps.find(int(awaited.key))
        elif message.reply_to_message is not None:
            decision = await self._storage.gaps.asked_in(visitor.id, message.reply_to_message.message_id)
            if decision is None:
                return False
        else:
            return False
        if awaited is not None and awaited.target == TARGET:
            await self._dialogues.wait_for(message.chat_id, None)
        if decision is None or not _is_theirs(decision, visitor.id, awaited):
            await self._sender.reply(message, plain_message(visitor.words, "gaps-not-yours"))
            return True
        await self._sender.reply(message, await self._taken(message, visitor, decision))
        return True

    async def _taken(self, message: telegram.Message, visitor: Visitor, decision: GapDecision) -> Message:
        words, text = visitor.words, message.text or ""
        gap = await self._gaps.of(decision)
        try:
            if message.document is None and text and not is_link(text):
                opened = await self._deeds.replied(gap, text, decider(visitor))
            else:
                taken = await self._drafting.taken(message, visitor)
                if not isinstance(taken, Opened):
                    return taken
                opened = await self._deeds.adopt(gap, taken, decider(visitor))
            card = await self._bench.draft_card(opened, words)
        except SettledError:
            return plain_message(words, "gaps-not-yours")
        except HoiboError as refused:
            return plain_message(words, "edit-failed", reason=reason(refused, words))
        await self._told(decision, "gaps-expert-answered", gap, opened)
        return card

    async def _choose(self, pressed: Pressed, gap: Gap) -> str:
        people = await self._assigner.people(pressed.visitor.id)
        page = int(pressed.action.arguments[2])
        await self._sender.edit(pressed.message, experts_message(gap, people, page, pressed.visitor.words))
        return ""

    async def _give(self, pressed: Pressed, gap: Gap) -> str:
        words, expert = pressed.visitor.words, int(pressed.action.arguments[2])
        try:
            name = await self._assigner.give(gap, expert, decider(pressed.visitor))
        except UnreachedError:
            return words.say("gaps-not-reached")
        told = words.say("gaps-given", expert=plain_name(name))
        await self._sender.edit(pressed.message, done_message(told, words))
        return ""

    async def _begin(self, pressed: Pressed) -> str:
        number, turn = pressed.action.arguments
        awaited, words = Awaited(TARGET, number, turn), pressed.visitor.words
        decision = await self._storage.gaps.find(int(number))
        if decision is None or not _is_theirs(decision, pressed.visitor.id, awaited):
            return words.say("gaps-not-yours")
        await self._dialogues.wait_for(pressed.message.chat_id, awaited)
        await self._sender.reply(pressed.message, plain_message(words, "gaps-send-answer"))
        return ""

    async def _refuse(self, pressed: Pressed) -> str:
        number, turn = pressed.action.arguments
        words = pressed.visitor.words
        decision = await self._storage.gaps.find(int(number))
        if decision is None or not _is_theirs(decision, pressed.visitor.id, Awaited(TARGET, number, turn)):
            return words.say("gaps-not-yours")
        gap = await self._gaps.of(decision)
        try:
            await self._deeds.reopen(gap, decider(pressed.visitor))
        except SettledError:
            return words.say("gaps-not-yours")
        await self._sender.edit(pressed.message, plain_message(words, "gaps-refused"))
        await self._told(decision, "gaps-expert-refused", gap, None)
        return ""

    async def _told(self, decision: GapDecision, text: str, gap: Gap, opened: Opened | None) -> None:
        """Tells who gave the gap away what came of it, if they are an editor still."""
        giver = decision.decided_by
        if giver is None or giver == decision.expert or not (await self._gate.role(giver)).at_least(Role.EDITOR):
            return
        words = await self._assigner.words(giver)
        question = clip(gap.miss.question, _QUESTION)
        try:
            told = plain_message(words, text, expert=plain_name(decision.expert_name), question=question)
            await self._sender.send(giver, told)
            if opened is not None:
                await self._sender.send(giver, await self._bench.draft_card(opened, words))
        except TelegramError as refused:
            _LOG.warning("%d could not be told of an answer: %s", giver, refused)


def _is_theirs(decision: GapDecision, person: int, awaited: Awaited | None) -> bool:
    """Whether the gap waits for that person's answer, and (where a button says so) still on the same turn."""
    turn = awaited.version if awaited is not None and awaited.target == TARGET else str(decision.turn)
    return decision.state is GapState.ASSIGNED and decision.expert == person and str(decision.turn) == turn
