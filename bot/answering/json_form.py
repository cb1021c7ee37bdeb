"""An Answer as JSON, in the form that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Result


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as values that ``json`` can write. Keys may be added later; none is ever changed."""
    return {
        "question": answer.question,
        "status": answer.status.value,
        "confidence": round(answer.confidence, 4),
        "elapsed_ms": round(answer.elapsed_ms, 3),
        "results": [_result(result) for result in answer.results],
    }


def _result(result: Result) -> dict[str, Any]:
    entry, excerpt = result.entry, result.excerpt
    return {
        "entry": entry.id,
        "title": entry.title,
        "kind": entry.kind.value,
        "date": entry.date.first.isoformat() if entry.date else None,
        "source": entry.source.name,
        "url": entry.source.url,
        "excerpt": excerpt.text,
        "highlights": [list(pair) for pair in excerpt.highlights],
        "score": round(result.score, 3),
    }
