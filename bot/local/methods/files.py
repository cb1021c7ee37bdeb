"""Documents and photos that the bot sends, and files that it fetches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.local.keyboards import read_markup
from bot.local.methods.places import open_chat
from bot.local.methods.sending import put
from bot.local.parameters import Parameters
from bot.local.refusal import RefusalError, bad_request
from bot.local.texts import read_caption

if TYPE_CHECKING:
    from bot.local.world import StoredFile, World

Json = dict[str, Any]

LARGEST_DOWNLOAD = 20 * 1024 * 1024
"""Telegram lets a bot fetch files of up to 20 MB."""
LARGEST_PHOTO = 10 * 1024 * 1024
_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


def send_document(world: World, parameters: Parameters) -> Json:
    """``sendDocument``: uploaded, or one that the server already has."""
    chat = open_chat(world, parameters)
    caption = read_caption(parameters)
    file = _given_file(world, parameters, "document", "documents")
    return put(world, chat, parameters, {"document": document_json(file), **caption})


def send_photo(world: World, parameters: Parameters) -> Json:
    """``sendPhoto``: a real picture of at most 10 MB."""
    chat = open_chat(world, parameters)
    caption = read_caption(parameters)
    file = _given_file(world, parameters, "photo", "photos")
    if len(file.content) > LARGEST_PHOTO:
        raise RefusalError(413, "Request Entity Too Large")
    if not picture_kind(file.content):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return put(world, chat, parameters, {"photo": photo_json(file), **caption})


def send_media_group(world: World, parameters: Parameters) -> list[Json]:
    """``sendMediaGroup``: two to ten documents, or photos."""
    chat = open_chat(world, parameters)
    media = parameters.json("media", "media")
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    if not 2 <= len(media) <= 10:
        raise bad_request("wrong number of messages in the album" if media else "there are no messages to send")
    contents: list[Json] = []
    for item in media:
        kind = item.get("type") if isinstance(item, dict) else None
        if kind not in {"document", "photo"}:
            raise bad_request("can't parse InputMedia: unsupported media type")
        own = Parameters({**item, kind: item.get("media")}, parameters.uploads)
        file = _given_file(world, own, str(kind), f"{kind}s")
        shown: Any = document_json(file) if kind == "document" else photo_json(file)
        contents.append({str(kind): shown, **read_caption(own)})
    if len({"photo" in content for content in contents}) > 1:
        raise bad_request("document can't be mixed with other media types")
    album = str(world.now() * 1000 + len(chat.messages))
    return [put(world, chat, parameters, {"media_group_id": album, **content}) for content in contents]


def get_file(world: World, parameters: Parameters) -> Json:
    """``getFile``: the path to fetch it from, under ``/file/bot<token>/``."""
    file = world.files.get(parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id" if parameters.has("file_id") else "file_id not specified")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.as_json(), "file_path": file.path}


def document_json(file: StoredFile) -> Json:
    """The file as a message's ``document``."""
    return {**file.as_json(), "file_name": file.name, "mime_type": file.mime}


def photo_json(file: StoredFile) -> list[Json]:
    """The file as a message's ``photo``, in the one size that there is."""
    return [{**file.as_json(), "width": 1280, "height": 960}]


def picture_kind(content: bytes) -> str:
    """The media type that a picture's first bytes show; empty where they show none."""
    return next((mime for magic, mime in _PICTURES.items() if content.startswith(magic)), "")


def _given_file(world: World, parameters: Parameters, name: str, folder: str) -> StoredFile:
    read_markup(parameters)  # Refused before anything is kept.
    given = parameters.text(name)
    upload = parameters.uploads.get(given.removeprefix("attach://") if given.startswith("attach://") else name)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return world.add_file(upload.content, upload.name, upload.mime, folder)
    if not given:
        raise bad_request(f"there is no {name} in the request")
    if given in world.files:
        return world.files[given]
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    raise bad_request("wrong remote file identifier specified: Wrong character in the string")


METHODS = {
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
