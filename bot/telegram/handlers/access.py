"""Coming in and going out: invitation links, requests, roles and removals. Admins decide; each change holds at once."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from bot.language.normal import fold
from bot.storage.people import Member, Rank, Refusal
from bot.telegram.access.gate import Role
from bot.telegram.access.profile import present_to
from bot.telegram.messages.access import (
    invitation_message,
    not_invited_message,
    people_message,
    person_message,
    request_message,
)
from bot.telegram.messages.greetings import plain_message, start_message, welcome_message
from bot.telegram.messages.html import plain_name
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from zoneinfo import ZoneInfo

    import telegram

    from bot.storage.chats import Chats
    from bot.storage.people import People
    from bot.storage.times import Clock
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.asking.asker import Asker
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.transport.sending import Sender
    from bot.telegram.transport.signing import Signer
    from bot.words.catalogue import Catalogue

_LOG: Final = logging.getLogger(__name__)

INVITATION_DAYS: Final = 7
"""How long an invitation holds unless told otherwise."""

MOST_DAYS: Final = 365
MOST_USES: Final = 1000

_RANKS: Final = {
    "can bo": Rank.STAFF,
    "bien tap vien": Rank.EDITOR,
    "bien tap": Rank.EDITOR,
    "quan tri vien": Rank.ADMIN,
    "quan tri": Rank.ADMIN,
    **{rank.value: rank for rank in Rank},
}
"""What a rank is called where an invitation is asked for, folded."""


class Admission:
    """Lets people in, and out again."""

    def __init__(
        self,
        gate: KeptGate,
        people: People,
        chats: Chats,
        asker: Asker,
        sender: Sender,
        signer: Signer,
        *,
        clock: Clock,
        zone: ZoneInfo,
        bot: telegram.Bot,
    ) -> None:
        self._gate = gate
        self._people = people
        self._chats = chats
        self._asker = asker
        self._sender = sender
        self._signer = signer
        self._clock = clock
        self._zone = zone
        self._bot = bot

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons do. "enter" is anybody's; the others check for themselves that an admin presses."""
        return {
            "enter": self.enter,
            "admit": self._for_admins(self._admit),
            "decline": self._for_admins(self._decline),
            "withdraw": self._for_admins(self._withdraw),
            "people": self._for_admins(self._page),
            "person": self._for_admins(self._person),
            "rank": self._for_admins(self._rank),
            "remove": self._for_admins(self._remove),
        }

    async def start(self, called: Called) -> None:
        """Greets; with an invitation's code behind it, lets the person in first."""
        visitor = called.visitor
        code = self._signer.open_code(called.arguments) if called.arguments else None
        if code is not None and self._gate.takes_requests:
            joined = await self._people.join(code, visitor.id, visitor.name)
            if isinstance(joined, Refusal):
                if visitor.viewer is None:
                    text = f"telegram-invitation-{joined.value.replace('_', '-')}"
                    await self._sender.reply(called.message, plain_message(visitor.words, text))
                    return
            else:
                role = await self._gate.role(visitor.id)
                await self._show_menu(visitor.id)
                examples = self._asker.snapshot.examples[role.viewer] if role.viewer else ()
                await self._sender.reply(called.message, start_message(visitor.name, visitor.words, examples=examples))
                return
        if visitor.viewer is None:
            reply = not_invited_message(visitor.words, may_ask=self._gate.takes_requests)
        else:
            examples = self._asker.snapshot.examples[visitor.viewer]
            reply = start_message(visitor.name, visitor.words, examples=examples)
        await self._sender.reply(called.message, reply)
        # Before this word of theirs Telegram let the bot neither show them a menu nor write to them.
        if visitor.role.at_least(Role.EDITOR):
            await self._show_menu(visitor.id)
        if visitor.role.at_least(Role.ADMIN):
            await self._show_requests(called)

    async def invite(self, called: Called) -> None:
        """Makes an invitation: "/moi_nguoi [rank] [uses] [days]", in any order, numbers as uses first."""
        words = called.visitor.words
        asked = _invitation_asked(called.arguments)
        if asked is None:
            await self._sender.reply(called.message, plain_message(words, "telegram-invite-usage"))
            return
        rank, uses, days = asked
        expires = self._clock() + dt.timedelta(days=days)
        made = await self._people.invite(by=called.visitor.id, rank=rank, expires_at=expires, uses=uses)
        link = f"https://t.me/{self._bot.username}?start={self._signer.seal_code(made.code)}"
        await self._sender.reply(called.message, invitation_message(made, link, self._written(expires), words))

    async def list(self, called: Called) -> None:
        """Lists who was let in, and who waits for it."""
        members = await self._people.members()
        await self._sender.reply(called.message, people_message(members, 0, called.visitor.words))
        await self._show_requests(called)

    async def _show_requests(self, called: Called) -> None:
        for request in await self._people.requests():
            message = request_message(request.id, request.name, None, called.visitor.words)
            await self._sender.reply(called.message, message)

    async def enter(self, pressed: Pressed) -> str:
        """Passes a stranger's wish to be let in on to the admins, once."""
        visitor = pressed.visitor
        if visitor.viewer is not None:
            return visitor.words.say("telegram-inside-already")
        if not self._gate.takes_requests:
            return visitor.words.say("telegram-not-invited")
        if await self._people.request(visitor.id, visitor.name):
            for admin in sorted(await self._gate.admins()):
                words = await self._words(admin)
                message = request_message(visitor.id, visitor.name, pressed.username, words)
                try:
                    await self._sender.send(admin, message)
                except TelegramError as refused:  # an admin who never started the bot, or blocked it
                    _LOG.warning("admin %d could not be told of a request: %s", admin, refused)
        return visitor.words.say("telegram-asked-to-enter")

    def _for_admins(self, run: Callable[[Pressed], Awaitable[str]]) -> Callable[[Pressed], Awaitable[str]]:
        async def checked(pressed: Pressed) -> str:
            if not pressed.visitor.role.at_least(Role.ADMIN):
                return pressed.visitor.words.say("telegram-question-gone")
            return await run(pressed)

        return checked

    async def _admit(self, pressed: Pressed) -> str:
        words, person = pressed.visitor.words, _number(pressed)
        waiting = [request for request in await self._people.requests() if request.id == person]
        if not waiting:
            return words.say("telegram-request-settled")
        member = await self._people.let_in(person, waiting[0].name, Rank.STAFF, by=pressed.visitor.id)
        await self._settled(pressed, "telegram-admitted", member.name)
        viewer = (await self._gate.role(person)).viewer
        examples = self._asker.snapshot.examples[viewer] if viewer else ()
        try:
            await self._sender.send(person, welcome_message(await self._words(person), examples=examples))
        except TelegramError as refused:
            _LOG.info("the new member %d could not be told: %s", person, refused)
        return ""

    async def _decline(self, pressed: Pressed) -> str:
        person = _number(pressed)
        name = next((request.name for request in await self._people.requests() if request.id == person), "")
        if not await self._people.decline(person):
            return pressed.visitor.words.say("telegram-request-settled")
        await self._settled(pressed, "telegram-declined", name)
        return ""

    async def _settled(self, pressed: Pressed, text: str, name: str) -> None:
        words = pressed.visitor.words
        told = plain_message(words, text, person=plain_name(name), admin=plain_name(pressed.visitor.name))
        await self._sender.edit(pressed.message, told)

    async def _withdraw(self, pressed: Pressed) -> str:
        await self._people.withdraw(pressed.action.arguments[0])
        await self._sender.edit(pressed.message, plain_message(pressed.visitor.words, "telegram-withdrawn"))
        return ""

    async def _page(self, pressed: Pressed) -> str:
        members = await self._people.members()
        await self._sender.edit(pressed.message, people_message(members, _number(pressed), pressed.visitor.words))
        return ""

    async def _person(self, pressed: Pressed) -> str:
        return await self._show(pressed, await self._people.member(_number(pressed)))

    async def _rank(self, pressed: Pressed) -> str:
        member = await self._people.member(_number(pressed))
        if member is None:
            return pressed.visitor.words.say("telegram-person-gone")
        rank = Rank(pressed.action.arguments[1])
        member = await self._people.let_in(member.id, member.name, rank, by=pressed.visitor.id)
        await self._show_menu(member.id)
        return await self._show(pressed, member)

    async def _words(self, person: int) -> Catalogue:
        chosen = await self._chats.language(person)
        return catalogue(Language(chosen) if chosen else Language.VIETNAMESE)

    async def _show_menu(self, person: int) -> None:
        await present_to(self._bot, person, await self._gate.role(person))

    async def _remove(self, pressed: Pressed) -> str:
        words, person = pressed.visitor.words, _number(pressed)
        if self._gate.is_fixed(person):
            return words.say("telegram-person-fixed")
        if not await self._people.remove(person, by=pressed.visitor.id):
            return words.say("telegram-person-gone")
        await self._sender.edit(pressed.message, people_message(await self._people.members(), 0, words))
        await self._show_menu(person)
        still_staff = (await self._gate.role(person)).at_least(Role.STAFF)
        return words.say("telegram-removed-but-in-group" if still_staff else "telegram-removed")

    async def _show(self, pressed: Pressed, member: Member | None) -> str:
        words = pressed.visitor.words
        if member is None:
            return words.say("telegram-person-gone")
        let_in = words.say("telegram-let-in", day=self._written(member.let_in_at))
        await self._sender.edit(pressed.message, person_message(member, let_in, words))
        return ""

    def _written(self, moment: dt.datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local.day}/{local.month}/{local.year}"


def _number(pressed: Pressed) -> int:
    """The number on the button: it was sealed by us, so it is one."""
    return int(pressed.action.arguments[0])


def _invitation_asked(arguments: str) -> tuple[Rank, int, int] | None:
    """Rank, uses and days out of "biên tập 5 30"; None where that cannot be read."""
    rank, numbers = Rank.STAFF, list[int]()
    asked = f" {' '.join(fold(arguments).split())} "
    for name, named in _RANKS.items():
        if f" {name} " in asked:
            rank, asked = named, asked.replace(f" {name} ", " ", 1)
            break
    for word in asked.split():
        if word.isdecimal() and len(word) < 6:
            numbers.append(int(word))
        else:
            return None
    uses, days = [*numbers, *(1, INVITATION_DAYS)[len(numbers) :]][:2] if len(numbers) <= 2 else (0, 0)
    return (rank, uses, days) if 1 <= uses <= MOST_USES and 1 <= days <= MOST_DAYS else None
