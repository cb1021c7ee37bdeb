"""What people do: write, send files, press buttons, ask inline, react; each ends as an update for the bot."""

from __future__ import annotations

import secrets
from typing import Any

from bot.errors import HoiboError
from bot.local.formatting import trimmed, utf16_length
from bot.local.methods.chats import change_standing
from bot.local.methods.files import document_json, photo_json, picture_kind
from bot.local.methods.places import is_administrator, message_text, without_reply
from bot.local.texts import LONGEST_TEXT, found_entities
from bot.local.world import Chat, Query, World

Json = dict[str, Any]

PRESS_SECONDS = 60.0
"""How long a pressed button may wait for its answer here; Telegram lets about a minute pass."""
INLINE_SECONDS = 30.0


class ImpossibleError(HoiboError):
    """A person tried what Telegram's apps do not offer, as pressing a button that is not there."""


def say(world: World, person: int, chat: Chat, text: str, *, reply_to: int = 0, topic: int = 0) -> list[Json]:
    """Writes a text, as the app would send it: split at 4,096 characters.

    Raises:
        ImpossibleError: the text is empty, or the person may not write there.
    """
    text, _ = trimmed(text.replace("\x00", ""), [])
    if not text:
        raise ImpossibleError("an empty text cannot be sent", where="chat")
    pieces = []
    while text:
        piece = text[:LONGEST_TEXT]
        while utf16_length(piece) > LONGEST_TEXT:
            piece = piece[: -(utf16_length(piece) - LONGEST_TEXT + 1) // 2]
        pieces.append(piece)
        text = text[len(piece) :]
    messages = []
    for piece in pieces:
        entities = found_entities(piece)
        content: Json = {"text": piece} | ({"entities": entities} if entities else {})
        messages.append(_write(world, person, chat, content, reply_to, topic))
    return messages


def send_file(
    world: World, person: int, chat: Chat, name: str, content: bytes, mime: str, *, caption: str = "", reply_to: int = 0
) -> Json:
    """Sends a document, or a photo where the media type is a picture's and so are the bytes."""
    file = world.add_file(content, name, mime, "documents")
    is_photo = bool(picture_kind(content)) and mime.startswith("image/")
    message: Json = {"photo": photo_json(file)} if is_photo else {"document": document_json(file)}
    if caption:
        message["caption"] = caption
    return _write(world, person, chat, message, reply_to, 0)


def send_other(world: World, person: int, chat: Chat, content: Json) -> Json:
    """Sends a message of any kind, as ``{"sticker": {…}}`` or ``{"location": {…}}``."""
    return _write(world, person, chat, content, 0, 0)


def _write(world: World, person: int, chat: Chat, content: Json, reply_to: int, topic: int) -> Json:
    if not chat.is_private and chat.members.get(person, "left") in {"left", "kicked"}:
        raise ImpossibleError("only members can write to a group", where=chat.title)
    if chat.is_private and chat.id != person:
        raise ImpossibleError("a private chat has one person", where=str(chat.id))
    content = dict(content)
    if topic:
        if topic not in chat.topics:
            raise ImpossibleError(f"no topic {topic}", where=chat.title)
        content |= {"message_thread_id": topic, "is_topic_message": True}
    if reply_to:
        if reply_to not in chat.messages:
            raise ImpossibleError(f"no message {reply_to} to reply to", where=str(chat.id))
        content["reply_to_message"] = without_reply(chat.messages[reply_to])
    if chat.is_private:
        if chat.blocked:
            block(world, person, blocked=False)
        chat.started = True
    message = world.add_message(chat, world.people[person], content)
    if hears(world, chat, message):
        world.updates.add("message", message)
        world.wake()
    return message


def hears(world: World, chat: Chat, message: Json) -> bool:
    """Whether the bot gets this message: Telegram's privacy mode hides the rest of a group's talk from it."""
    if chat.is_private:
        return True
    if chat.members.get(world.bot["id"], "left") in {"left", "kicked"}:
        return False
    if chat.hears_everything or is_administrator(world, chat) or "via_bot" in message:
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    text = message_text(message)
    if f"@{world.bot['username']}".lower() in text.lower():
        return True
    return text.startswith("/") and "@" not in text.split(maxsplit=1)[0]


def edit(world: World, person: int, chat: Chat, number: int, text: str) -> Json:
    """Changes an own message."""
    message = chat.messages.get(number)
    if message is None or message["from"]["id"] != person or "text" not in message:
        raise ImpossibleError(f"message {number} is not this person's text", where=str(chat.id))
    message.pop("entities", None)
    entities = found_entities(text)
    message |= {"text": text, "edit_date": world.now()} | ({"entities": entities} if entities else {})
    world.publish({"event": "edited", "chat_id": chat.id, "message": message})
    if hears(world, chat, message):
        world.updates.add("edited_message", message)
        world.wake()
    return message


def press(world: World, person: int, chat: Chat, number: int, data: str) -> str:
    """Presses the inline button with this callback data; the callback query's id."""
    message = chat.messages.get(number)
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    if message is None or not any(button.get("callback_data") == data for row in rows for button in row):
        raise ImpossibleError(f"message {number} has no button with the data {data!r}", where=str(chat.id))
    query_id = str(secrets.randbelow(10**18) + 10**17)
    asked: Json = {
        "id": query_id,
        "from": world.people[person],
        "chat_instance": str(chat.id * 7919),
        "data": data,
        "message": dict(message),
    }
    inline = next((key for key, place in world.inline_messages.items() if place == (chat.id, number)), "")
    if inline:
        del asked["message"]
        asked["inline_message_id"] = inline
    world.remember(world.presses, query_id, Query(person, world.clock() + PRESS_SECONDS, asked))
    world.updates.add("callback_query", asked)
    world.publish({"event": "pressed", "person": person, "query": query_id})
    return query_id


def ask_inline(world: World, person: int, text: str, offset: str = "", chat_type: str = "sender") -> str:
    """Types ``@bot text`` anywhere; the inline query's id."""
    query_id = str(secrets.randbelow(10**18) + 10**17)
    asked: Json = {
        "id": query_id,
        "from": world.people[person],
        "query": text,
        "offset": offset,
        "chat_type": chat_type,
    }
    world.remember(world.inline, query_id, Query(person, world.clock() + INLINE_SECONDS, asked))
    world.updates.add("inline_query", asked)
    world.wake()
    return query_id


def choose_inline(world: World, person: int, query_id: str, result_id: str, chat: Chat) -> Json:
    """Sends one of the results of an answered inline query into a chat; the message."""
    query = world.inline.get(query_id)
    results = (query.answer or {}).get("results", []) if query else []
    chosen = next((result for result in results if result["id"] == result_id), None)
    if query is None or chosen is None:
        raise ImpossibleError(f"no inline result {result_id!r}", where=query_id)
    message = _write(world, person, chat, {**chosen["message"], "via_bot": dict(world.bot)}, 0, 0)
    told: Json = {"result_id": result_id, "from": world.people[person], "query": query.asked["query"]}
    if "reply_markup" in chosen["message"]:
        told["inline_message_id"] = f"inline{secrets.token_hex(8)}"
        world.inline_messages[told["inline_message_id"]] = (chat.id, message["message_id"])
    world.updates.add("chosen_inline_result", told)
    world.wake()
    return message


def react(world: World, person: int, chat: Chat, number: int, emoji: list[str]) -> None:
    """Reacts to a message, or takes the reaction back with an empty list."""
    if number not in chat.messages:
        raise ImpossibleError(f"no message {number} to react to", where=str(chat.id))
    before = world.react(chat, number, person, emoji)
    change: Json = {
        "chat": chat.as_json(),
        "message_id": number,
        "user": world.people[person],
        "date": world.now(),
        "old_reaction": [{"type": "emoji", "emoji": one} for one in before],
        "new_reaction": [{"type": "emoji", "emoji": one} for one in emoji],
    }
    # In groups the bot hears of reactions only as an administrator.
    if chat.is_private or is_administrator(world, chat):
        world.updates.add("message_reaction", change)
        world.wake()


def block(world: World, person: int, *, blocked: bool) -> None:
    """Blocks the bot, or lets it write again."""
    chat = world.chats[person]
    chat.blocked = blocked
    chat.members[world.bot["id"]] = "member" if blocked else "kicked"
    change_standing(world, chat, world.people[person], world.bot["id"], "kicked" if blocked else "member")


def set_standing(world: World, chat: Chat, by: int, who: int, status: str) -> None:
    """Lets somebody, or the bot, into a group or out of it; tells the bot as Telegram does."""
    before = chat.members.get(who, "left")
    change_standing(world, chat, world.people[by], who, status)
    inside, outside = {"creator", "administrator", "member", "restricted"}, {"left", "kicked"}
    user = world.bot if who == world.bot["id"] else world.people[who]
    content: Json = {}
    if before in outside and status in inside:
        content = {"new_chat_members": [dict(user)]}
    elif before in inside and status in outside:
        content = {"left_chat_member": dict(user)}
    if content:
        message = world.add_message(chat, world.people[by], content)
        if chat.members.get(world.bot["id"]) in inside:
            world.updates.add("message", message)
            world.wake()
