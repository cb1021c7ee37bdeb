"""Where a request wants to act: the chat, the topic, the message it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local.refusal import RefusalError, bad_request, forbidden

if TYPE_CHECKING:
    from bot.local.parameters import Parameters
    from bot.local.world import Chat, World

Json = dict[str, Any]


def known_chat(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat that the parameter names, by number or ``@username``.

    Raises:
        RefusalError: it was left out, or there is no such chat.
    """
    wanted = parameters.text(name).strip()
    if not wanted:
        raise bad_request("chat_id is empty")
    if wanted.startswith("@"):
        for chat in world.chats.values():
            if chat.person is None and chat.as_json().get("username") == wanted[1:]:
                return chat
        raise bad_request("chat not found")
    found = world.chats.get(parameters.integer(name))
    if found is None:
        raise bad_request("chat not found")
    return found


def open_chat(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat, where the bot may write to it.

    Raises:
        RefusalError: 400 for none, or for a group that became a supergroup (which it names); 403 where the bot was
            blocked, thrown out or never written to.
    """
    chat = known_chat(world, parameters, name)
    if chat.moved_to:
        raise RefusalError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.moved_to},
        )
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if chat.is_private:
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat
    match chat.members.get(world.bot["id"], "left"):
        case "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        case "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def is_administrator(world: World, chat: Chat) -> bool:
    """Whether the bot may do there what only administrators may."""
    return chat.members.get(world.bot["id"]) in {"creator", "administrator"}


def own_message(world: World, chat: Chat, parameters: Parameters) -> Json:
    """The bot's message that is to be edited.

    Raises:
        RefusalError: none named, none there, or somebody else's.
    """
    number = parameters.integer("message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return message


def reply_and_topic(chat: Chat, parameters: Parameters) -> Json:
    """What the message answers and the topic it belongs to, as fields of the message.

    Raises:
        RefusalError: the message to be replied to, or the topic, is not there.
    """
    content: Json = {}
    topic = parameters.integer("message_thread_id")
    if topic:
        if topic not in chat.topics:
            raise bad_request("message thread not found")
        content |= {"message_thread_id": topic, "is_topic_message": True}
    reply = parameters.object("reply_parameters", "reply parameters") or {}
    number = reply.get("message_id") or parameters.integer("reply_to_message_id")
    if not number:
        return content
    if not isinstance(number, int):
        raise bad_request('can\'t parse reply parameters: Field "message_id" must be of type Number')
    replied = chat.messages.get(number)
    if replied is None:
        if reply.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
            return content
        raise bad_request("message to be replied not found")
    if isinstance(reply.get("quote"), str):
        if reply["quote"] not in message_text(replied):
            raise bad_request("QUOTE_TEXT_INVALID")
        content["quote"] = {"text": reply["quote"], "position": 0, "is_manual": True}
    return content | {"reply_to_message": without_reply(replied)}


def message_text(message: Json) -> str:
    """The text or the caption; empty where there is neither."""
    return str(message.get("text") or message.get("caption") or "")


def without_reply(message: Json) -> Json:
    """The message as it stands inside another one: Telegram nests replies only once."""
    return {key: value for key, value in message.items() if key not in {"reply_to_message", "quote"}}
