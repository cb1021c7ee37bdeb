"""Keyboards under messages, checked as strictly as Telegram does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.local.formatting import utf16_length
from bot.local.refusal import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.local.parameters import Parameters

Json = dict[str, Any]

MOST_BUTTONS = 100
MOST_CALLBACK_BYTES = 64
MOST_COPIED_CHARACTERS = 256
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_STYLES = {"danger", "success", "primary"}
_HTTP = re.compile(r"(?i)(?:https?://)?(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?(?:[/?#]\S*)?")
_OTHER = re.compile(r"(?i)(?:tg|ton|mailto|tel):\S+")


def read_markup(parameters: Parameters) -> Json | None:
    """The ``reply_markup`` of a message, None where there is none.

    Raises:
        RefusalError: in Telegram's words, for what its server would refuse.
    """
    markup = parameters.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _inline_rows(markup["inline_keyboard"])
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        return markup | {"keyboard": _reply_rows(markup["keyboard"])}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    return None


def read_inline_markup(parameters: Parameters) -> Json | None:
    """The inline keyboard of an edited message; any other keyboard is refused, as Telegram does."""
    markup = read_markup(parameters)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(keyboard: object, name: str) -> list[list[Any]]:
    if not isinstance(keyboard, list):
        raise bad_request(f'field "{name}" of the ReplyKeyboardMarkup must be an Array of Arrays')
    for row in keyboard:
        if not isinstance(row, list):
            raise bad_request("array of InlineKeyboardButton expected" if name == "inline_keyboard" else "row expected")
    return keyboard


def _inline_rows(keyboard: object) -> list[list[Json]]:
    rows = [[_inline_button(button) for button in row] for row in _rows(keyboard, "inline_keyboard")]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in rows if row]


def _inline_button(button: object) -> Json:
    def wrong(why: str) -> Exception:
        return bad_request(f"can't parse inline keyboard button: {why}")

    if not isinstance(button, dict):
        raise wrong("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise wrong('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise wrong('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("text buttons must be non-empty")
    if button.get("style", "primary") not in _STYLES:
        raise wrong("invalid button style specified")
    actions = [action for action in _ACTIONS if action in button]
    if not actions:
        raise wrong("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    _check_action(button, actions[0])
    return button


def _check_action(button: Json, action: str) -> None:
    value = button[action]
    match action:
        case "callback_data":
            valid, complaint = _is_text(value, MOST_CALLBACK_BYTES, _bytes), "BUTTON_DATA_INVALID"
        case "url":
            valid = isinstance(value, str) and bool(_HTTP.fullmatch(value) or _OTHER.fullmatch(value))
            complaint = f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL"
        case "web_app":
            url = value.get("url") if isinstance(value, dict) else None
            valid = isinstance(url, str) and url.startswith("https://")
            complaint = f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        case "copy_text":
            text = value.get("text") if isinstance(value, dict) else None
            valid, complaint = _is_text(text, MOST_COPIED_CHARACTERS, utf16_length), "BUTTON_COPY_TEXT_INVALID"
        case "switch_inline_query" | "switch_inline_query_current_chat":
            valid = isinstance(value, str)
            complaint = f'can\'t parse inline keyboard button: Field "{action}" must be of type String'
        case _:
            return
    if not valid:
        raise bad_request(complaint)


def _is_text(value: object, most: int, length: Callable[[str], int]) -> bool:
    return isinstance(value, str) and 0 < length(value) <= most


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _reply_rows(keyboard: object) -> list[list[Json]]:
    rows = []
    for row in _rows(keyboard, "keyboard"):
        buttons = [{"text": button} if isinstance(button, str) else button for button in row]
        for button in buttons:
            if not isinstance(button, dict) or not isinstance(button.get("text"), str):
                raise bad_request("can't parse keyboard button: KeyboardButton must be an Object or a String")
            if not button["text"].strip():
                raise bad_request("text buttons must be non-empty")
        rows.append(buttons)
    return rows
