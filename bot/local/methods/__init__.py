"""The methods of the Bot API, one module a family; each is a function of the world and the request's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local.methods import about, chats, editing, files, queries, sending

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.local.parameters import Parameters
    from bot.local.world import World

METHODS: dict[str, Callable[[World, Parameters], Any]] = {
    name.lower(): method
    for family in (about, chats, editing, files, queries, sending)
    for name, method in family.METHODS.items()
}
"""By lower-case name, as Telegram does not mind the case; ``getUpdates`` and webhooks are the server's own."""
