"""Messages that the bot sends: text, forwards, copies, and what it is doing meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local.keyboards import read_markup
from bot.local.methods.places import is_administrator, known_chat, open_chat, reply_and_topic
from bot.local.refusal import bad_request
from bot.local.texts import read_caption, read_text

if TYPE_CHECKING:
    from bot.local.parameters import Parameters
    from bot.local.world import Chat, World

Json = dict[str, Any]

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    }
)
SHOWN_SECONDS = 5.0
"""How long Telegram shows an action unless a message comes first."""
_CONTENT = ("text", "entities", "caption", "caption_entities", "document", "photo", "link_preview_options")


def send_message(world: World, parameters: Parameters) -> Json:
    """``sendMessage``: the message as it now stands in the chat."""
    chat = open_chat(world, parameters)
    text, entities = read_text(parameters)
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    preview = parameters.object("link_preview_options", "link preview options")
    return put(world, chat, parameters, content | ({"link_preview_options": preview} if preview else {}))


def put(world: World, chat: Chat, parameters: Parameters, content: Json) -> Json:
    """Puts the bot's message into the chat, with reply, topic, effect and keyboard as asked."""
    content = content | reply_and_topic(chat, parameters)
    markup = read_markup(parameters)
    if markup is not None:
        content["reply_markup"] = markup
    if parameters.flag("protect_content"):
        content["has_protected_content"] = True
    if world.flood is not None:
        world.flood.pass_or_refuse(chat.id)
    message = world.add_message(chat, world.bot, content)
    if parameters.flag("disable_notification"):
        world.publish({"event": "silent", "chat_id": chat.id, "message_id": message["message_id"]})
    return message


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """``sendChatAction``: shown until the next message, five seconds at most."""
    chat = open_chat(world, parameters)
    action = parameters.text("action").strip().lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = "" if action == "cancel" else action
    chat.acting_until = world.clock() + SHOWN_SECONDS
    world.publish({"event": "action", "chat_id": chat.id, "action": chat.action})
    return True


def forward_message(world: World, parameters: Parameters) -> Json:
    """``forwardMessage``: with the mark of where it came from."""
    chat, original = _original(world, parameters, "message to forward not found")
    origin = {"type": "user", "sender_user": original["from"], "date": original["date"]}
    content = {key: original[key] for key in _CONTENT if key in original}
    return put(world, chat, parameters, content | {"forward_origin": origin})


def copy_message(world: World, parameters: Parameters) -> Json:
    """``copyMessage``: only the new message's id."""
    chat, original = _original(world, parameters, "message to copy not found")
    content = {key: original[key] for key in _CONTENT if key in original}
    if "text" not in original and parameters.has("caption"):
        content |= read_caption(parameters)
    return {"message_id": put(world, chat, parameters, content)["message_id"]}


def _original(world: World, parameters: Parameters, missing: str) -> tuple[Chat, Json]:
    chat = open_chat(world, parameters)
    source = known_chat(world, parameters, "from_chat_id")
    original = source.messages.get(parameters.integer("message_id"))
    if original is None:
        raise bad_request(missing)
    return chat, original


def pin_chat_message(world: World, parameters: Parameters) -> bool:
    """``pinChatMessage``."""
    chat = open_chat(world, parameters)
    number = parameters.integer("message_id")
    if number not in chat.messages:
        raise bad_request("message to pin not found")
    if not chat.is_private and not is_administrator(world, chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if number not in chat.pinned:
        chat.pinned.append(number)
    world.publish({"event": "pinned", "chat_id": chat.id, "message_ids": list(chat.pinned)})
    return True


def unpin_chat_message(world: World, parameters: Parameters) -> bool:
    """``unpinChatMessage``: the one named, or the newest."""
    chat = open_chat(world, parameters)
    number = parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    world.publish({"event": "pinned", "chat_id": chat.id, "message_ids": list(chat.pinned)})
    return True


def unpin_all_chat_messages(world: World, parameters: Parameters) -> bool:
    """``unpinAllChatMessages``."""
    chat = open_chat(world, parameters)
    chat.pinned.clear()
    world.publish({"event": "pinned", "chat_id": chat.id, "message_ids": []})
    return True


METHODS = {
    "sendMessage": send_message,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
