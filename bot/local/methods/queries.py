"""Answers to pressed buttons and to inline queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local.formatting import utf16_length
from bot.local.keyboards import read_inline_markup
from bot.local.parameters import Parameters
from bot.local.refusal import bad_request
from bot.local.texts import read_caption, read_text

if TYPE_CHECKING:
    from bot.local.world import Query, World

Json = dict[str, Any]

MOST_RESULTS = 50
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_LONGEST_TOAST = 200
_LONGEST_OFFSET_BYTES = 64
_KINDS = frozenset("article photo gif mpeg4_gif video audio voice document location venue contact game sticker".split())


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """``answerCallbackQuery``: once, while it is fresh."""
    text = parameters.text("text")
    if utf16_length(text) > _LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query = _fresh(world, world.presses, parameters.text("callback_query_id"))
    url = parameters.text("url")
    if url and not url.startswith((f"https://t.me/{world.bot['username']}", f"t.me/{world.bot['username']}")):
        raise bad_request("URL_INVALID")
    query.answer = {"text": text, "show_alert": parameters.flag("show_alert"), "url": url}
    world.publish(
        {"event": "toast", "person": query.person, "query": parameters.text("callback_query_id"), **query.answer}
    )
    return True


def answer_inline_query(world: World, parameters: Parameters) -> bool:
    """``answerInlineQuery``: results are checked as they would be when sent."""
    query = _fresh(world, world.inline, parameters.text("inline_query_id"))
    results = parameters.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of InlineQueryResult")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(parameters.text("next_offset").encode()) > _LONGEST_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    checked = [_result(result) for result in results]
    if len({result["id"] for result in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    button = parameters.object("button", "inline query results button")
    if button is not None and not ({"start_parameter", "web_app"} & button.keys() and button.get("text")):
        raise bad_request("BUTTON_TYPE_INVALID")
    query.answer = {
        "results": checked,
        "next_offset": parameters.text("next_offset"),
        "cache_time": parameters.integer("cache_time", 300),
        "is_personal": parameters.flag("is_personal"),
        "button": button,
    }
    number = parameters.text("inline_query_id")
    world.publish({"event": "inline", "person": query.person, "query": number, "results": checked, "button": button})
    return True


def _fresh(world: World, queries: dict[str, Query], number: str) -> Query:
    query = queries.get(number)
    if query is None or query.answer is not None or world.clock() > query.until:
        raise bad_request(_TOO_OLD)
    return query


def _result(result: object) -> Json:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: inline query result must be an Object")
    if result.get("type") not in _KINDS:
        raise bad_request("can't parse inline query result: unsupported inline query result type")
    number = str(result.get("id", ""))
    if not 0 < len(number.encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if not isinstance(result.get("title"), str) and result["type"] == "article":
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    given = result.get("input_message_content")
    if result["type"] == "article" and not isinstance(given, dict):
        raise bad_request("can't parse inline query result: Can't find field \"input_message_content\"")
    message: Json = {}
    if isinstance(given, dict) and "message_text" in given:
        renamed = {"text": given["message_text"], **{key: given[key] for key in given if key != "message_text"}}
        text, entities = read_text(Parameters(renamed))
        message = {"text": text} | ({"entities": entities} if entities else {})
    elif not isinstance(given, dict):
        message = read_caption(Parameters(result))
    elif not ({"latitude", "phone_number"} & given.keys()):
        raise bad_request("can't parse inline query result: message content not found")
    markup = read_inline_markup(Parameters({"reply_markup": result.get("reply_markup")}))
    if markup is not None:
        message["reply_markup"] = markup
    return {**result, "id": number, "message": message}


METHODS = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
