"""Updates on their way to the bot: kept until confirmed, filtered by ``allowed_updates``, taken by one poller only."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "guest_message",
)
"""Every kind of update of Bot API 10.0."""

ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that Telegram sends only to bots that name them in ``allowed_updates``."""

MOST_AT_ONCE = 100


@dataclass(slots=True)
class UpdateQueue:
    """Unconfirmed updates, oldest first, with ids that rise by one."""

    next_id: int
    allowed: frozenset[str] = frozenset(KINDS) - ONLY_WHEN_ASKED
    pending: deque[Json] = field(default_factory=deque)
    poller: int = 0

    def allow(self, kinds: list[str]) -> None:
        """Which kinds to keep from now on; an empty list is Telegram's default. Unknown names are passed over."""
        asked = frozenset(kinds) & frozenset(KINDS)
        self.allowed = asked or frozenset(KINDS) - ONLY_WHEN_ASKED

    def add(self, kind: str, content: Json) -> Json | None:
        """Queues an update; None where the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        update = {"update_id": self.next_id, kind: dict(content)}
        self.next_id += 1
        self.pending.append(update)
        return update

    def add_as_it_is(self, update: Json) -> Json:
        """Queues a whole update, whatever is in it; an ``update_id`` of its own is kept."""
        update = {"update_id": self.next_id, **update}
        self.next_id = max(self.next_id, int(update["update_id"])) + 1
        self.pending.append(update)
        return update

    def confirm(self, offset: int) -> None:
        """Forgets what lies before ``offset``; a negative one keeps only so many of the newest."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
            return
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def first(self, limit: int) -> list[Json]:
        """The oldest updates, at most ``limit``."""
        return [self.pending[index] for index in range(min(limit, len(self.pending)))]
