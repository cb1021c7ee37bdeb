"""Messages changed after they were sent: text, caption, keyboard, reactions, deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.constants import ReactionEmoji

from bot.local.keyboards import read_inline_markup
from bot.local.methods.places import is_administrator, known_chat, open_chat, own_message
from bot.local.refusal import bad_request
from bot.local.texts import read_caption, read_text

if TYPE_CHECKING:
    from bot.local.parameters import Parameters
    from bot.local.world import Chat, World

Json = dict[str, Any]

REACTIONS = frozenset(str(emoji.value) for emoji in ReactionEmoji)
"""The emoji that Telegram lets anybody react with."""

_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_DELETABLE_SECONDS = 48 * 3600


def edit_message_text(world: World, parameters: Parameters) -> Json | bool:
    """``editMessageText``: the message as it is now, or True for one sent inline."""
    chat, message = _target(world, parameters)
    text, entities = read_text(parameters)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _changed(world, chat, message, parameters, {"text": text, "entities": entities})


def edit_message_caption(world: World, parameters: Parameters) -> Json | bool:
    """``editMessageCaption``: likewise."""
    chat, message = _target(world, parameters)
    if not {"document", "photo"} & message.keys():
        raise bad_request("there is no caption in the message to edit")
    return _changed(
        world, chat, message, parameters, {"caption": "", "caption_entities": []} | read_caption(parameters)
    )


def edit_message_reply_markup(world: World, parameters: Parameters) -> Json | bool:
    """``editMessageReplyMarkup``: likewise."""
    chat, message = _target(world, parameters)
    return _changed(world, chat, message, parameters, {})


def _target(world: World, parameters: Parameters) -> tuple[Chat, Json]:
    inline = parameters.text("inline_message_id")
    if inline:
        if inline not in world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        chat_id, number = world.inline_messages[inline]
        chat = world.chats[chat_id]
        if number not in chat.messages:
            raise bad_request("message to edit not found")
        return chat, chat.messages[number]
    chat = open_chat(world, parameters)
    return chat, own_message(world, chat, parameters)


def _changed(world: World, chat: Chat, message: Json, parameters: Parameters, content: Json) -> Json | bool:
    markup = read_inline_markup(parameters)
    wanted = {**message, **content, "reply_markup": markup}
    wanted = {key: value for key, value in wanted.items() if value not in (None, "", [])}
    if all(wanted.get(key) == message.get(key) for key in {*content, "reply_markup"}):
        raise bad_request(_UNCHANGED)
    message.clear()
    message |= wanted
    if content:
        message["edit_date"] = world.now()
    world.publish({"event": "edited", "chat_id": chat.id, "message": message})
    return True if parameters.text("inline_message_id") else message


def delete_message(world: World, parameters: Parameters) -> bool:
    """``deleteMessage``: the bot's own within 48 hours; others' in private chats, and in groups as administrator."""
    chat = known_chat(world, parameters)
    _delete(world, chat, parameters.integer("message_id"))
    return True


def delete_messages(world: World, parameters: Parameters) -> bool:
    """``deleteMessages``: those of up to 100 that are there."""
    chat = known_chat(world, parameters)
    numbers = parameters.json("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not 0 < len(numbers) <= 100:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        if isinstance(number, int) and number in chat.messages:
            _delete(world, chat, number)
    return True


def _delete(world: World, chat: Chat, number: int) -> None:
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    own = message["from"]["id"] == world.bot["id"]
    if not is_administrator(world, chat) and (
        not (own or chat.is_private) or world.now() - message["date"] > _DELETABLE_SECONDS
    ):
        raise bad_request("message can't be deleted")
    del chat.messages[number]
    world.publish({"event": "deleted", "chat_id": chat.id, "message_id": number})


def set_message_reaction(world: World, parameters: Parameters) -> bool:
    """``setMessageReaction``: one emoji of Telegram's list, or none."""
    chat = open_chat(world, parameters)
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions = parameters.json("reaction", "reaction") or []
    if not isinstance(reactions, list):
        raise bad_request("expected an Array of ReactionType")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if not isinstance(reaction, dict) or reaction.get("type") != "emoji":
            raise bad_request("can't parse ReactionType: unsupported type")
        if reaction.get("emoji") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    emoji = [reaction["emoji"] for reaction in reactions]
    world.react(chat, message["message_id"], world.bot["id"], emoji)
    return True


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
}
