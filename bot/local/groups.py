"""Groups for tests and for the chat page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.local import acts
from bot.local.world import Chat

if TYPE_CHECKING:
    from bot.local.person import Person
    from bot.local.world import World

_FIRST_SUPERGROUP = -1_002_000_000_001
_FIRST_BASIC_GROUP = -4_000_001


@dataclass(frozen=True, slots=True)
class Group:
    """A group: give it as ``chat`` to what a person does there.

    ``topics`` are thread ids by name.
    """

    world: World
    id: int
    topics: dict[str, int]

    @property
    def chat(self) -> Chat:
        """Its state on the server."""
        return self.world.chats[self.id]

    def add(self, person: Person, by: Person, status: str = "member") -> None:
        """Lets somebody in, or changes their standing (``administrator``, ``left``, ``kicked``…)."""
        acts.set_standing(self.world, self.chat, by.id, person.id, status)

    def set_bot(self, by: Person, status: str) -> None:
        """Adds, promotes or throws out the bot: it gets ``my_chat_member``."""
        acts.set_standing(self.world, self.chat, by.id, int(self.world.bot["id"]), status)

    def become_supergroup(self) -> Group:
        """What Telegram does when a basic group grows: a new id, a service message in both, the old one closed."""
        old = self.chat
        members = {user: status for user, status in old.members.items() if user != self.world.bot["id"]}
        new = new_group(self.world, old.title, list(members), [], administrator=False)
        new.chat.members |= old.members
        owner = self.world.people[next(iter(members))]
        told = self.world.add_message(old, owner, {"migrate_to_chat_id": new.id})
        self.world.updates.add("message", told)
        told = self.world.add_message(new.chat, owner, {"migrate_from_chat_id": old.id})
        self.world.updates.add("message", told)
        old.moved_to = new.id
        old.members.clear()
        self.world.publish({"event": "chats"})
        return new

    def let_bot_hear_everything(self, *, everything: bool = True) -> None:
        """Switches Telegram's privacy mode off (or on again): the bot then gets every message of the group."""
        self.chat.hears_everything = everything


def new_group(
    world: World, title: str, members: list[int], topics: list[str], *, administrator: bool, basic: bool = False
) -> Group:
    """A supergroup (or a basic group) with the bot in it; the first member owns it. Topics get thread ids from 2 on."""
    kind, first = ("group", _FIRST_BASIC_GROUP) if basic else ("supergroup", _FIRST_SUPERGROUP)
    number = min([first, *(chat.id - 1 for chat in world.chats.values() if chat.kind == kind)])
    threads = {name: thread for thread, name in enumerate(topics, 2)}
    chat = Chat(number, kind, title, topics={thread: name for name, thread in threads.items()})
    chat.members = {member: "creator" if place == 0 else "member" for place, member in enumerate(members)}
    chat.members[int(world.bot["id"])] = "administrator" if administrator else "member"
    world.add_chat(chat)
    return Group(world, number, threads)
