"""The chat page's own addresses under ``/chat/``: what to show, events as they happen, and what people do."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fluent.syntax import FluentParser, ast
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.local import acts
from bot.local.methods.about import commands_for
from bot.local.methods.files import LARGEST_DOWNLOAD, picture_kind
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.local.world import Chat, World

Json = dict[str, Any]

SHOWN_MESSAGES = 300
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class ChatPage:
    """The page and its addresses, over one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[BaseRoute]:
        """Everything that the page asks for."""
        doings: dict[str, Callable[[Json, int, Chat], Any]] = {
            "say": self._say,
            "edit": self._edit,
            "press": self._press,
            "react": self._react,
            "inline": self._inline,
            "choose": self._choose,
            "block": self._block,
        }
        return [
            Route("/", self.page),
            Route("/chat/state", self.state),
            Route("/chat/messages", self.messages),
            Route("/chat/events", self.events),
            Route("/chat/words/{language}", self.words),
            Route("/chat/file", self.upload, methods=["POST"]),
            Route("/chat/file/{file_id}", self.download),
            *(Route(f"/chat/{name}", _doing(self.world, doing), methods=["POST"]) for name, doing in doings.items()),
            Mount("/chat/page", _Files(packages=[("bot.local", "page")])),
        ]

    async def page(self, request: Request) -> Response:
        """The page itself."""
        del request
        html = (resources.files("bot.local") / "page" / "index.html").read_text(encoding="utf-8")
        return Response(html, media_type="text/html", headers=_HEADERS)

    async def words(self, request: Request) -> Response:
        """The page's texts in one language."""
        tongue = request.path_params["language"]
        language = Language(tongue) if tongue in set(Language) else Language.VIETNAMESE
        return JSONResponse(page_words(language), headers=_HEADERS)

    async def state(self, request: Request) -> Response:
        """The bot, the people, and the chats that one of them sees, each with its last message."""
        world = self.world
        person = _number(request.query_params.get("person")) or next(iter(world.people), 0)
        if person not in world.people:
            return _refused(f"no person {person}", 404)
        language = world.people[person]["language_code"]
        chats = [self._chat(chat, person, language) for chat in world.chats.values() if visible(chat, person)]
        people = [
            {
                "id": number,
                "name": full_name(one),
                "role": world.roles.get(number, ""),
                "blocked": self._blocked(number),
            }
            for number, one in world.people.items()
        ]
        about = {
            "id": world.bot["id"],
            "name": world.texts.get(("name", language)) or world.bot["first_name"],
            "username": world.bot["username"],
            "description": world.texts.get(("description", language)) or world.texts.get(("description", ""), ""),
        }
        return JSONResponse({"person": person, "people": people, "bot": about, "chats": chats}, headers=_HEADERS)

    def _blocked(self, person: int) -> bool:
        return self.world.chats[person].blocked

    def _chat(self, chat: Chat, person: int, language: str) -> Json:
        return {
            "id": chat.id,
            "title": "" if chat.is_private else chat.title,
            "kind": chat.kind,
            "topics": [{"id": thread, "name": name} for thread, name in chat.topics.items()],
            "members": sum(status not in {"left", "kicked"} for status in chat.members.values()),
            "action": chat.action if self.world.clock() < chat.acting_until else "",
            "pinned": chat.pinned,
            "last": next(reversed(chat.messages.values()), None),
            "commands": commands_for(self.world, chat.id, person, language),
        }

    async def messages(self, request: Request) -> Response:
        """The newest messages of a chat, and the reactions to them."""
        person, chat = _number(request.query_params.get("person")), _number(request.query_params.get("chat"))
        if chat not in self.world.chats or not visible(self.world.chats[chat], person):
            return _refused(f"no chat {chat}", 404)
        found = self.world.chats[chat]
        newest = list(found.messages.values())[-SHOWN_MESSAGES:]
        reactions = {
            number: [emoji for several in by_person.values() for emoji in several]
            for number, by_person in found.reactions.items()
        }
        return JSONResponse({"messages": newest, "reactions": reactions}, headers=_HEADERS)

    async def events(self, request: Request) -> Response:
        """What happens, as server-sent events, for one person's eyes."""
        person = _number(request.query_params.get("person"))
        return StreamingResponse(self._events(person), media_type="text/event-stream", headers=_HEADERS)

    async def _events(self, person: int) -> AsyncIterator[str]:
        queue = self.world.watch()
        try:
            yield 'data: {"event": "hello"}\n\n'
            while not self.world.closing:
                event = await queue.get()
                chat = self.world.chats.get(event.get("chat_id", 0))
                if event.get("person", person) == person and (chat is None or visible(chat, person)):
                    yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
        finally:
            self.world.unwatch(queue)

    async def upload(self, request: Request) -> Response:
        """A file that a person sends: the body is its content, the rest stands in the address."""
        asked = request.query_params
        person, chat = _number(asked.get("person")), _number(asked.get("chat"))
        if person not in self.world.people or chat not in self.world.chats:
            return _refused("no such person or chat", 404)
        if _number(request.headers.get("content-length")) > LARGEST_DOWNLOAD:
            return _refused("the file is larger than 20 MB", 413)
        content = await request.body()
        mime = request.headers.get("content-type", "application/octet-stream")
        try:
            message = acts.send_file(
                self.world,
                person,
                self.world.chats[chat],
                asked.get("name", "file"),
                content,
                mime,
                caption=asked.get("caption", ""),
            )
        except acts.ImpossibleError as impossible:
            return _refused(str(impossible), 400)
        return JSONResponse(message, headers=_HEADERS)

    async def download(self, request: Request) -> Response:
        """A file of a message: pictures to look at, all else to save."""
        file = self.world.files.get(request.path_params["file_id"])
        if file is None:
            return _refused("no such file", 404)
        picture = picture_kind(file.content)
        headers = {**_HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox"}
        if not picture:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return Response(file.content, media_type=picture or "application/octet-stream", headers=headers)

    def _say(self, asked: Json, person: int, chat: Chat) -> Any:
        reply_to, topic = _number(asked.get("reply_to")), _number(asked.get("topic"))
        return acts.say(self.world, person, chat, str(asked.get("text", "")), reply_to=reply_to, topic=topic)

    def _edit(self, asked: Json, person: int, chat: Chat) -> Any:
        return acts.edit(self.world, person, chat, _number(asked.get("message")), str(asked.get("text", "")).strip())

    def _press(self, asked: Json, person: int, chat: Chat) -> Any:
        return acts.press(self.world, person, chat, _number(asked.get("message")), str(asked.get("data", "")))

    def _react(self, asked: Json, person: int, chat: Chat) -> Any:
        emoji = asked.get("emoji")
        return acts.react(self.world, person, chat, _number(asked.get("message")), [str(emoji)] if emoji else [])

    def _inline(self, asked: Json, person: int, chat: Chat) -> Any:
        kind = "sender" if chat.is_private else chat.kind
        return acts.ask_inline(self.world, person, str(asked.get("text", ""))[:256], chat_type=kind)

    def _choose(self, asked: Json, person: int, chat: Chat) -> Any:
        return acts.choose_inline(self.world, person, str(asked.get("query", "")), str(asked.get("result", "")), chat)

    def _block(self, asked: Json, person: int, chat: Chat) -> Any:
        del chat
        return acts.block(self.world, person, blocked=bool(asked.get("blocked")))


class _Files(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(_HEADERS)
        return response


def _doing(world: World, act: Callable[[Json, int, Chat], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def done(request: Request) -> Response:
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError):
            return _refused("JSON expected", 400)
        if not isinstance(asked, dict):
            return _refused("a JSON object expected", 400)
        person, chat = _number(asked.get("person")), _number(asked.get("chat"))
        if person not in world.people or chat not in world.chats or not visible(world.chats[chat], person):
            return _refused("no such person or chat", 404)
        try:
            return JSONResponse({"result": act(asked, person, world.chats[chat])}, headers=_HEADERS)
        except acts.ImpossibleError as impossible:
            return _refused(str(impossible), 400)

    return done


def visible(chat: Chat, person: int) -> bool:
    """Whether a person sees a chat: the own private one, and groups they are in."""
    return chat.id == person if chat.is_private else chat.members.get(person, "left") not in {"left", "kicked"}


def full_name(person: Json) -> str:
    """First and last name, in the order they were given."""
    return " ".join(filter(None, (person["first_name"], person.get("last_name"))))


def page_words(language: Language) -> dict[str, str]:
    """The texts of the page by their names: everything in ``chat-page.ftl``."""
    file = resources.files("bot.words") / language.value / "chat-page.ftl"
    parts = FluentParser().parse(file.read_text(encoding="utf-8")).body
    speaker = catalogue(language)
    return {part.id.name: speaker.say(part.id.name) for part in parts if isinstance(part, ast.Message)}


def _number(value: object) -> int:
    text = str(value).strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 20 and text.isascii() else 0


def _refused(why: str, code: int) -> Response:
    return JSONResponse({"error": why}, code, headers=_HEADERS)
