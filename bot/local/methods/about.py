"""The bot itself: who it is, its commands, descriptions and menu button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.local.formatting import utf16_length
from bot.local.methods.places import known_chat
from bot.local.refusal import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.local.parameters import Parameters
    from bot.local.world import World

Json = dict[str, Any]

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_LONGEST = {"name": 64, "short_description": 120, "description": 512}


def get_me(world: World, parameters: Parameters) -> Json:
    """``getMe``."""
    del parameters
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """``setMyCommands``: for a scope and language."""
    commands = parameters.json("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("expected an Object")
        name, description = command.get("command"), command.get("description")
        if not isinstance(name, str) or not _COMMAND.fullmatch(name.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not isinstance(description, str) or not 0 < utf16_length(description.strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    key = _scope(world, parameters), _language(parameters)
    world.commands[key] = [
        {"command": command["command"].removeprefix("/"), "description": command["description"].strip()}
        for command in commands
    ]
    world.publish({"event": "commands"})
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    """``getMyCommands``: exactly those set for this scope and language."""
    return world.commands.get((_scope(world, parameters), _language(parameters)), [])


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """``deleteMyCommands``."""
    world.commands.pop((_scope(world, parameters), _language(parameters)), None)
    world.publish({"event": "commands"})
    return True


def commands_for(world: World, chat_id: int, user_id: int, language: str) -> list[Json]:
    """The commands that somebody sees in a chat, by Telegram's order of scopes."""
    chat = world.chats[chat_id]
    scopes = [f"chat_member:{chat_id}:{user_id}"]
    if chat.members.get(user_id) in {"creator", "administrator"}:
        scopes += [f"chat_administrators:{chat_id}", f"chat:{chat_id}", "all_chat_administrators"]
    else:
        scopes.append(f"chat:{chat_id}")
    scopes += ["all_private_chats" if chat.is_private else "all_group_chats", "default"]
    for scope in scopes:
        for tongue in (language[:2], ""):
            if (scope, tongue) in world.commands:
                return world.commands[scope, tongue]
    return []


def _scope(world: World, parameters: Parameters) -> str:
    scope = parameters.object("scope", "bot command scope") or {"type": "default"}
    kind = scope.get("type")
    if not isinstance(kind, str) or kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    parts = [kind]
    for needed in _SCOPES[kind]:
        number = str(scope.get(needed, ""))
        if not number:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{needed}\"")
        if needed == "chat_id" and number not in map(str, world.chats):
            raise bad_request("chat not found")
        parts.append(number)
    return ":".join(parts)


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _text_setter(what: str) -> Callable[[World, Parameters], bool]:
    def set_text(world: World, parameters: Parameters) -> bool:
        text = parameters.text(what).strip()
        if utf16_length(text) > _LONGEST[what]:
            raise bad_request(f"{what.replace('_', ' ')} is too long")
        world.texts[what, _language(parameters)] = text
        if what == "name" and not parameters.text("language_code") and text:
            world.bot["first_name"] = text
        world.publish({"event": "commands"})
        return True

    return set_text


def _text_getter(what: str) -> Callable[[World, Parameters], Json]:
    def get_text(world: World, parameters: Parameters) -> Json:
        own = world.texts.get((what, _language(parameters)), "")
        fallback = world.bot["first_name"] if what == "name" else ""
        return {what: own or world.texts.get((what, ""), "") or fallback}

    return get_text


def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    """``setChatMenuButton``: for one chat, or for all."""
    button = parameters.object("menu_button", "menu button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: Unsupported type")
    world.menu_buttons[known_chat(world, parameters).id if parameters.has("chat_id") else 0] = button
    return True


def get_chat_menu_button(world: World, parameters: Parameters) -> Json:
    """``getChatMenuButton``."""
    chat_id = known_chat(world, parameters).id if parameters.has("chat_id") else 0
    return world.menu_buttons.get(chat_id, world.menu_buttons.get(0, {"type": "commands"}))


def leave_server(world: World, parameters: Parameters) -> bool:
    """``logOut`` and ``close``: nothing to do here."""
    del world, parameters
    return True


METHODS: dict[str, Callable[[World, Parameters], Any]] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _text_setter("name"),
    "getMyName": _text_getter("name"),
    "setMyDescription": _text_setter("description"),
    "getMyDescription": _text_getter("description"),
    "setMyShortDescription": _text_setter("short_description"),
    "getMyShortDescription": _text_getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "logOut": leave_server,
    "close": leave_server,
}
