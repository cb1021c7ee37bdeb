"""Notices which gaps are answered by now, and whom that concerns."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.storage.gaps import GapDecision
    from bot.storage.opening import Storage
    from bot.usage.gaps import Gap, Gaps


class GapAnswers:
    """Looks after the gaps that were to be answered.

    Args:
        gaps: where they stand.
        storage: the decisions, who asked, and who waits anyway.
    """

    def __init__(self, gaps: Gaps, storage: Storage) -> None:
        self._gaps = gaps
        self._storage = storage

    async def notice(self, everyone: Iterable[int]) -> int:
        """Puts down who is to be told of gaps that are answered by now. Returns how many gaps that was.

        Of the people ``everyone`` those are told who asked one of the gap's questions and are still known by it. Who
        decided about the gap is not, nor who waits for an answer by a wish of their own, and so hears of it anyway.
        """
        waiting = [decision for decision, _ in await self._storage.gaps.all() if decision.waits]
        waiting = await asyncio.to_thread(self._perhaps_answered, waiting)
        if not waiting:
            return 0
        groups = await self._gaps.groups()
        held = {mark: gap.decision.number for gap in groups if gap.decision for mark in gap.marks}
        wishing: dict[int, set[int]] = {}
        for wait in await self._storage.waiting.open():
            number = held.get(self._storage.gaps.mark(normalise(wait.question)))
            if number is not None:
                wishing.setdefault(number, set()).add(wait.chat)
        people = {self._storage.pseudonyms.of(person): person for person in everyone}
        noticed = 0
        for decision in waiting:
            own = [gap for gap in groups if gap.decision and gap.decision.number == decision.number]
            if await asyncio.to_thread(self._is_answered, decision, own):
                askers = {
                    people[name]: question
                    for gap in own
                    for name, question in gap.miss.asked_by.items()
                    if name in people
                }
                for chat in wishing.get(decision.number, set()) | {decision.decided_by or 0}:
                    askers.pop(chat, None)
                noticed += await self._storage.gaps.answered(decision.number, decision.turn, askers)
        return noticed

    def _perhaps_answered(self, waiting: Iterable[GapDecision]) -> list[GapDecision]:
        """Those whose words are answered, or that have none any more; so most often nothing has to be gathered."""
        return [
            decision for decision in waiting if not decision.question or self._gaps.answers(decision.question, decision)
        ]

    def _is_answered(self, decision: GapDecision, own: list[Gap]) -> bool:
        question = decision.question or (own[0].miss.question if own else "")
        return bool(question) and self._gaps.answers(question, decision)
