"""Gaps in the hands of editors: a card at a time, and what they decide. Rights are looked at anew at each press."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import telegram

from bot.answering.snapshot import entry_key
from bot.errors import HoiboError, KnowledgeError
from bot.knowledge.desk import VERSION_LENGTH
from bot.knowledge.editing import ChangedMeanwhileError
from bot.knowledge.fields import Field
from bot.telegram.editing.dialogue import Awaited
from bot.telegram.handlers.buttons import for_editors
from bot.telegram.handlers.drafting import reason
from bot.telegram.messages.editing import value_message
from bot.telegram.messages.gaps import (
    GapPages,
    done_message,
    gap_message,
    trial_message,
    which_entry_message,
)
from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.html import clip, plain_name
from bot.usage.gap_deeds import Decider, UnfoundError
from bot.usage.gaps import SettledError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from zoneinfo import ZoneInfo

    from bot.telegram.access.visitors import Visitor
    from bot.telegram.editing.dialogue import Dialogues
    from bot.telegram.editing.workbench import Workbench
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender
    from bot.usage.gap_deeds import GapDeeds
    from bot.usage.gaps import Gap, Gaps

_TITLE = 300


def in_private(run: Callable[[Pressed], Awaitable[str]]) -> Callable[[Pressed], Awaitable[str]]:
    """The same for editors and admins in their own chats alone: what others asked is not for those who read along."""

    async def checked(pressed: Pressed) -> str:
        if pressed.message.chat.type != telegram.Chat.PRIVATE:
            return pressed.visitor.words.say("telegram-question-gone")
        return await run(pressed)

    return for_editors(checked)


def decider(visitor: Visitor) -> Decider:
    """The visitor as who decides."""
    return Decider(visitor.name, visitor.id)


class GapCards:
    """Shows gaps and does what their buttons ask for.

    Args:
        gaps: where they stand.
        deeds: what can be done about them.
        bench: shows drafts.
        dialogues: a draft's text is waited for as soon as the draft is begun.
        sender: sends.
        zone: of the installation.
    """

    def __init__(
        self, gaps: Gaps, deeds: GapDeeds, bench: Workbench, dialogues: Dialogues, sender: Sender, zone: ZoneInfo
    ) -> None:
        self._gaps = gaps
        self._deeds = deeds
        self._bench = bench
        self._dialogues = dialogues
        self._sender = sender
        self._zone = zone

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons do."""
        return {
            "gaps": in_private(self._turn),
            "gapback": in_private(self._back),
            "gapsnew": in_private(self._begin),
            "gapalias": in_private(self.settled(self._choose)),
            "gaptry": in_private(self.settled(self._try)),
            "gapadd": in_private(self.settled(self._add)),
            "gapdraft": in_private(self.settled(self._draft)),
            "gapcard": in_private(self._card),
            "gapskip": in_private(self.settled(self._skip)),
            "gapopen": in_private(self.settled(self._open)),
        }

    async def list(self, called: Called) -> None:
        """/chuatraloi: the worst gap, with the way to the others."""
        await self._sender.reply(called.message, await self._page(called.visitor, 0))

    def settled(self, run: Callable[[Pressed, Gap], Awaitable[str]]) -> Callable[[Pressed], Awaitable[str]]:
        """What is done with the gap that a button names, if it still is as it was looked at; else the list anew."""

        async def tried(pressed: Pressed) -> str:
            key, turn = pressed.action.arguments[:2]
            words = pressed.visitor.words
            try:
                return await run(pressed, await self._gaps.seen(key, int(turn)))
            except SettledError:
                notice = words.say("gaps-settled")
            except ChangedMeanwhileError:
                notice = words.say("edit-changed-meanwhile")
            except HoiboError as refused:
                notice = ""
                told = plain_message(words, "edit-cannot-serve", reason=reason(refused, words))
                await self._sender.reply(pressed.message, told)
            await self._sender.edit(pressed.message, await self._page(pressed.visitor, 0))
            return notice

        return tried

    async def _page(self, visitor: Visitor, place: int, *, ignored: bool = False) -> Message:
        pages = GapPages.of(await self._gaps.groups())
        return gap_message(pages, place, visitor.words, self._zone, ignored=ignored)

    async def _turn(self, pressed: Pressed) -> str:
        place, which = pressed.action.arguments
        page = await self._page(pressed.visitor, int(place), ignored=which == "i")
        await self._sender.edit(pressed.message, page)
        return ""

    async def _back(self, pressed: Pressed) -> str:
        (key,) = pressed.action.arguments
        pages = GapPages.of(await self._gaps.groups())
        place = next((place for place, gap in enumerate(pages.todo) if gap.key == key), 0)
        await self._sender.edit(pressed.message, gap_message(pages, place, pressed.visitor.words, self._zone))
        return ""

    async def _begin(self, pressed: Pressed) -> str:
        await self._sender.reply(pressed.message, await self._page(pressed.visitor, 0))
        return ""

    async def _choose(self, pressed: Pressed, gap: Gap) -> str:
        viewer = pressed.visitor.viewer
        if viewer is None:
            return pressed.visitor.words.say("edit-not-allowed")
        near = await asyncio.to_thread(self._gaps.nearest, gap, viewer)
        await self._sender.edit(pressed.message, which_entry_message(gap, near, pressed.visitor.words))
        return ""

    async def _try(self, pressed: Pressed, gap: Gap) -> str:
        words, viewer = pressed.visitor.words, pressed.visitor.viewer
        entry = self._bench.by_key(pressed.action.arguments[2], viewer) if viewer is not None else None
        if entry is None or viewer is None:
            return words.say("telegram-entry-gone")
        await self._sender.edit(pressed.message, plain_message(words, "gaps-trying"))
        trial = await self._deeds.try_alias(gap, entry.id, viewer)
        await self._sender.edit(pressed.message, trial_message(gap, trial, words))
        return ""

    async def _add(self, pressed: Pressed, gap: Gap) -> str:
        words, viewer = pressed.visitor.words, pressed.visitor.viewer
        key, version = pressed.action.arguments[2:]
        entry = self._bench.by_key(key, viewer) if viewer is not None else None
        if entry is None or viewer is None:
            return words.say("telegram-entry-gone")
        try:
            await self._deeds.add_alias(gap, entry.id, viewer, decider(pressed.visitor), version=version)
        except UnfoundError:
            return words.say("gaps-finds-not")[:200]
        told = words.say("gaps-added", who=plain_name(pressed.visitor.name), title=clip(entry.title, _TITLE))
        await self._sender.edit(pressed.message, done_message(told, words))
        return ""

    async def _draft(self, pressed: Pressed, gap: Gap) -> str:
        words = pressed.visitor.words
        opened = await self._deeds.make_draft(gap, decider(pressed.visitor))
        await self._sender.edit(pressed.message, await self._bench.draft_card(opened, words))
        awaited = Awaited("d", entry_key(opened.file.stem), opened.version[:VERSION_LENGTH], Field.BODY.value)
        await self._dialogues.wait_for(pressed.message.chat_id, awaited)
        await self._sender.reply(pressed.message, value_message(Field.BODY, "", words))
        return ""

    async def _card(self, pressed: Pressed) -> str:
        try:
            opened = await self._bench.draft(pressed.action.arguments[0])
        except KnowledgeError:
            return pressed.visitor.words.say("edit-gone")
        await self._sender.reply(pressed.message, await self._bench.draft_card(opened, pressed.visitor.words))
        return ""

    async def _skip(self, pressed: Pressed, gap: Gap) -> str:
        await self._deeds.ignore(gap, decider(pressed.visitor))
        words = pressed.visitor.words
        await self._sender.edit(pressed.message, done_message(words.say("gaps-ignored-now"), words))
        return ""

    async def _open(self, pressed: Pressed, gap: Gap) -> str:
        await self._deeds.reopen(gap, decider(pressed.visitor))
        await self._sender.edit(pressed.message, await self._page(pressed.visitor, 0))
        return ""
