"""Chats and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local.methods.places import known_chat, open_chat
from bot.local.refusal import bad_request

if TYPE_CHECKING:
    from bot.local.parameters import Parameters
    from bot.local.world import Chat, World

Json = dict[str, Any]

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def member_json(world: World, chat: Chat, user_id: int, status: str | None = None) -> Json:
    """Somebody's standing in a chat, in the form ``ChatMember…`` that belongs to it."""
    user = world.bot if user_id == world.bot["id"] else world.people[user_id]
    status = status or chat.members.get(user_id, "left")
    member: Json = {"user": user, "status": status}
    match status:
        case "creator":
            member["is_anonymous"] = False
        case "administrator":
            member |= dict.fromkeys(_RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
        case "restricted":
            member |= dict.fromkeys(_PERMISSIONS, False) | {"is_member": True, "until_date": 0}
        case "kicked":
            member["until_date"] = 0
    return member


def get_chat(world: World, parameters: Parameters) -> Json:
    """``getChat``: the full form."""
    chat = known_chat(world, parameters)
    full: Json = {**chat.as_json(), "accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": _NO_GIFTS}
    if chat.pinned and chat.pinned[-1] in chat.messages:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    return full


_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat_member(world: World, parameters: Parameters) -> Json:
    """``getChatMember``."""
    chat = known_chat(world, parameters)
    user_id = parameters.integer("user_id")
    if user_id != world.bot["id"] and user_id not in world.people:
        raise bad_request("invalid user_id specified" if user_id <= 0 else "PARTICIPANT_ID_INVALID")
    if chat.is_private:
        return member_json(world, chat, user_id, "member" if user_id in {chat.id, world.bot["id"]} else "left")
    return member_json(world, chat, user_id)


def get_chat_administrators(world: World, parameters: Parameters) -> list[Json]:
    """``getChatAdministrators``: other bots left out, as Telegram does."""
    chat = _group(world, parameters, "there are no administrators in the private chat")
    return [
        member_json(world, chat, user_id)
        for user_id, status in chat.members.items()
        if status in {"creator", "administrator"}
    ]


def get_chat_member_count(world: World, parameters: Parameters) -> int:
    """``getChatMemberCount``."""
    chat = known_chat(world, parameters)
    return 2 if chat.is_private else sum(status not in {"left", "kicked"} for status in chat.members.values())


def leave_chat(world: World, parameters: Parameters) -> bool:
    """``leaveChat``: and the bot is told of its own leaving."""
    chat = _group(world, parameters, "chat member status can't be changed in private chats")
    change_standing(world, chat, world.bot, world.bot["id"], "left")
    return True


def change_standing(world: World, chat: Chat, by: Json, user_id: int, status: str) -> None:
    """Changes somebody's standing and tells the bot: ``my_chat_member`` for itself, ``chat_member`` for others."""
    before = member_json(world, chat, user_id)
    chat.members[user_id] = status
    change = {
        "chat": chat.as_json(),
        "from": by,
        "date": world.now(),
        "old_chat_member": before,
        "new_chat_member": member_json(world, chat, user_id),
    }
    world.updates.add("my_chat_member" if user_id == world.bot["id"] else "chat_member", change)
    world.publish({"event": "chats"})


def _group(world: World, parameters: Parameters, complaint: str) -> Chat:
    if known_chat(world, parameters).is_private:
        raise bad_request(complaint)
    return open_chat(world, parameters)


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
