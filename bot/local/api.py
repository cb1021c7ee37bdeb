"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``, on Starlette."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.local.faults import Breakage, Fault, Faults
from bot.local.methods import METHODS
from bot.local.parameters import Parameters, read_parameters
from bot.local.refusal import RefusalError, bad_request, conflict
from bot.local.updates import MOST_AT_ONCE
from bot.local.webhook import Webhook, allow

if TYPE_CHECKING:
    from asyncio import Transport

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from bot.local.world import World

Json = dict[str, Any]

KEPT_CALLS = 20_000
LONGEST_POLL = 50.0
_DRIPS = 8


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot: the method's name as sent, its parameters, and the answer's status (0 where none went out).

    ``values`` are as they came, so JSON parameters of a form are text.
    """

    method: str
    values: Json
    status: int
    result: Any


class BotApi:
    """The Bot API's endpoints.

    Args:
        world: what the methods act on.
        faults: asked before each call.
        connections: open connections by their peer's address, so that a fault can close one.
    """

    def __init__(self, world: World, faults: Faults, connections: dict[Any, Transport]) -> None:
        self.world = world
        self.faults = faults
        self.connections = connections
        self.webhook = Webhook(world)
        self.calls: deque[Call] = deque(maxlen=KEPT_CALLS)

    async def method(self, request: Request) -> Response:
        """One call of a method, GET or POST."""
        name = request.path_params["method"]
        parameters = Parameters()
        fault = None
        result: Any = None
        try:
            self._check_token(request)
            parameters = await read_parameters(request)
            fault = self.faults.next(name)
            if fault is None or fault.done:
                result = await self._result(name, parameters)
            response: Response = JSONResponse({"ok": True, "result": result})
            if fault is not None and fault.code:
                response = JSONResponse(fault.refusal().as_json(), fault.code)
        except RefusalError as refused:
            response = JSONResponse(refused.as_json(), refused.code)
        lost = fault is not None and fault.breakage is Breakage.DROP
        self.calls.append(Call(name, parameters.values, 0 if lost else response.status_code, _copied(result)))
        self.world.wake()
        return response if fault is None else Faulty(response, fault, self.connections)

    async def file(self, request: Request) -> Response:
        """A file by the path that ``getFile`` told."""
        if request.path_params["token"] != self.world.token:
            return JSONResponse(RefusalError(401, "Unauthorized").as_json(), 401)
        path = request.path_params["path"]
        for file in self.world.files.values():
            if file.path == path:
                return Response(file.content, media_type="application/octet-stream")
        return JSONResponse(RefusalError(404, "Not Found").as_json(), 404)

    def _check_token(self, request: Request) -> None:
        if request.path_params["token"] != self.world.token:
            raise RefusalError(401, "Unauthorized")

    async def _result(self, name: str, parameters: Parameters) -> Any:
        match name.lower():
            case "getupdates":
                return await self._get_updates(parameters)
            case "setwebhook":
                return self.webhook.set(parameters)
            case "deletewebhook":
                return self.webhook.delete(parameters)
            case "getwebhookinfo":
                return self.webhook.about()
            case known if known in METHODS:
                return METHODS[known](self.world, parameters)
        raise RefusalError(404, "Not Found")

    async def _get_updates(self, parameters: Parameters) -> list[Json]:
        updates = self.world.updates
        if self.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        limit = parameters.integer("limit", MOST_AT_ONCE)
        if not 1 <= limit <= MOST_AT_ONCE:
            limit = MOST_AT_ONCE
        until = time.monotonic() + min(max(parameters.integer("timeout"), 0), LONGEST_POLL)
        allow(self.world, parameters)
        updates.confirm(parameters.integer("offset"))
        # A newcomer ends whoever waited before: that one gets the 409.
        updates.poller += 1
        mine = updates.poller
        self.world.wake()
        while not updates.pending and not self.world.closing:
            if not await self.world.change(until - time.monotonic()):
                break
            if updates.poller != mine:
                if self.webhook.url:
                    raise conflict("terminated by setWebhook request")
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
        return updates.first(limit)


class Faulty(Response):
    """An answer that goes wrong on its way."""

    def __init__(self, response: Response, fault: Fault, connections: dict[Any, Transport]) -> None:
        super().__init__()
        self.response = response
        self.fault = fault
        self.connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends what the fault leaves of the answer."""
        fault = self.fault
        body = bytes(self.response.body)
        transport = self.connections.get(tuple(scope["client"]))
        if fault.breakage is not Breakage.DRIP and fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.breakage is Breakage.NONE:
            await self.response(scope, receive, send)
            return
        if fault.breakage is not Breakage.DROP:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.response.status_code,
                    "headers": self.response.raw_headers,
                }
            )
        if fault.breakage is Breakage.DRIP:
            step = max(len(body) // _DRIPS, 1)
            for start in range(0, len(body), step):
                await send({"type": "http.response.body", "body": body[start : start + step], "more_body": True})
                await asyncio.sleep(fault.seconds / _DRIPS)
            await send({"type": "http.response.body", "body": b""})
            return
        if fault.breakage is Breakage.HALF:
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
            await asyncio.sleep(0)
        if transport is not None:
            transport.abort() if fault.breakage is Breakage.DROP else transport.close()


def _copied(result: Any) -> Any:
    """As it was answered: a message may be edited later."""
    return dict(result) if isinstance(result, dict) else result


async def not_found(request: Request, error: Exception) -> Response:
    """Telegram's answer to an address that is none."""
    del request, error
    return JSONResponse(RefusalError(404, "Not Found").as_json(), 404)


async def healthy(request: Request) -> Response:
    """That the server is up."""
    del request
    return PlainTextResponse("ok")


def parsed(body: bytes) -> Json:
    """A JSON object that the chat page sent.

    Raises:
        RefusalError: it is none.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("JSON expected") from None
    if not isinstance(value, dict):
        raise bad_request("JSON object expected")
    return value
