"""Faults that tests switch on: how Telegram or the way to it goes wrong, by method and for so many calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.local.refusal import RefusalError


class Breakage(StrEnum):
    """How the connection breaks."""

    NONE = "none"
    DROP = "drop"
    """Closed without an answer."""
    HALF = "half"
    """Closed in the middle of the answer."""
    DRIP = "drip"
    """The answer comes a few bytes at a time."""


@dataclass(slots=True)
class Fault:
    """One way to go wrong.

    ``times`` is for how many more calls, -1 for all. With ``done`` the method is carried out before things go wrong,
    as when Telegram has sent the message but its answer is lost. ``seconds`` is the wait before a slow answer, or the
    whole time of a dripping one.
    """

    method: str
    times: int = 1
    code: int = 0
    description: str = ""
    retry_after: int = 0
    seconds: float = 0.0
    breakage: Breakage = Breakage.NONE
    done: bool = False

    def refusal(self) -> RefusalError:
        """The answer in place of the true one."""
        parameters = {"retry_after": self.retry_after} if self.retry_after else None
        return RefusalError(self.code, self.description, parameters)


@dataclass(slots=True)
class Faults:
    """The faults that are switched on; the first that fits a call is used. ``"*"`` as method fits every one."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Switches one on."""
        self.waiting.append(fault)

    def too_many_requests(self, method: str, retry_after: int = 1, times: int = 1) -> None:
        """429 with ``retry_after`` seconds."""
        description = f"Too Many Requests: retry after {retry_after}"
        self.add(Fault(method, times, 429, description, retry_after))

    def refuse(self, method: str, code: int, description: str, times: int = 1) -> None:
        """Any answer, as ``(403, "Forbidden: bot was blocked by the user")``."""
        self.add(Fault(method, times, code, description))

    def error(self, method: str, code: int = 500, times: int = 1, *, done: bool = False) -> None:
        """500 or 502, with ``done`` after the method was carried out."""
        description = {500: "Internal Server Error", 502: "Bad Gateway"}.get(code, "Error")
        self.add(Fault(method, times, code, description, done=done))

    def drop(self, method: str, times: int = 1, *, done: bool = False) -> None:
        """The connection closes without an answer."""
        self.add(Fault(method, times, breakage=Breakage.DROP, done=done))

    def slow(self, method: str, seconds: float, times: int = 1) -> None:
        """The answer comes after so many seconds."""
        self.add(Fault(method, times, seconds=seconds, done=True))

    def half(self, method: str, times: int = 1, *, done: bool = True) -> None:
        """The connection closes in the middle of the answer."""
        self.add(Fault(method, times, breakage=Breakage.HALF, done=done))

    def drip(self, method: str, seconds: float, times: int = 1) -> None:
        """The answer trickles in over so many seconds."""
        self.add(Fault(method, times, seconds=seconds, breakage=Breakage.DRIP, done=True))

    def clear(self) -> None:
        """Switches all off."""
        self.waiting.clear()

    def next(self, method: str) -> Fault | None:
        """The fault for this call, counted; None where all goes well."""
        for fault in self.waiting:
            if fault.method.lower() in {"*", method.lower()}:
                if fault.times > 0:
                    fault.times -= 1
                    if fault.times == 0:
                        self.waiting.remove(fault)
                return fault
        return None
