"""The report as text for people: headings, lines and figures, free of any markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.usage.misses import Miss
    from bot.usage.report import Figures, Report
    from bot.words.catalogue import Catalogue

_SECOND = 1000.0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; the heading of the first section is the report's title."""

    heading: str
    lines: tuple[str, ...]


def sections(report: Report, misses: Sequence[Miss], words: Catalogue, *, most_misses: int = 5) -> tuple[Section, ...]:
    """The report in reading order, without the parts that would be empty. Whoever shows it escapes and marks it up."""
    found = [Section(title_of(report, words), _summary(report, words))]
    if misses:
        lines = tuple(f"{miss.count} × {miss.question}" for miss in misses[:most_misses])
        found.append(Section(words.say("report-misses"), lines))
    for name, ranked in (("report-topics", report.topics), ("report-entries", report.entries)):
        if ranked:
            found.append(Section(words.say(name), tuple(f"{one.count} × {one.title}" for one in ranked)))
    if report.low_rated:
        lines = tuple(f"👎 {one.disliked} 👍 {one.liked} · {one.title}" for one in report.low_rated)
        found.append(Section(words.say("report-low-rated"), lines))
    if report.stale:
        lines = tuple(
            f"{one.count} × {one.title} ({_why_stale(one.review_by, one.replaced_by, words)})" for one in report.stale
        )
        found.append(Section(words.say("report-stale"), lines))
    return tuple(found)


def plain(report: Report, misses: Sequence[Miss], words: Catalogue) -> str:
    """The report for a terminal."""
    return "\n\n".join(
        "\n".join([section.heading, *(f"  {line}" for line in section.lines)])
        for section in sections(report, misses, words)
    )


def day_of(day: dt.date) -> str:
    """A day as Vietnamese offices write it: 01/07/2026.

    >>> import datetime as dt
    >>> day_of(dt.date(2026, 5, 8))
    '08/05/2026'
    """
    return f"{day:%d/%m/%Y}"


def title_of(report: Report, words: Catalogue) -> str:
    """The report's title with its day or days."""
    if report.days == 1:
        return words.say("report-title-day", day=day_of(report.first))
    return words.say("report-title-days", first=day_of(report.first), last=day_of(report.last))


def _summary(report: Report, words: Catalogue) -> tuple[str, ...]:
    now = report.now
    if not now.asked:
        return (words.say("report-nothing"),)
    asked = words.say("report-asked", asked=_number(now.asked), people=_number(now.people))
    lines = [f"{asked} ({_against(report, words)})"]
    lines.append(
        words.say(
            "report-statuses",
            answered=_with_share(now.answered, now),
            ambiguous=_with_share(now.ambiguous, now),
            missed=_with_share(now.not_found, now),
        )
    )
    if now.median_ms is not None and now.p95_ms is not None:
        median, high = duration(now.median_ms, words), duration(now.p95_ms, words)
        lines.append(words.say("report-times", median=median, high=high))
    if report.busiest:
        hours = ", ".join(f"{hour}-{hour + 1}h" for hour in report.busiest)
        lines.append(words.say("report-busiest", hours=hours))
    if now.liked or now.disliked:
        lines.append(words.say("report-feedback", liked=_number(now.liked), disliked=_number(now.disliked)))
    return tuple(lines)


def _against(report: Report, words: Catalogue) -> str:
    before = _change(report.now.asked, report.before.asked, words)
    if report.days > 1:
        return words.say("report-against-days", before=before)
    return words.say(
        "report-against-day", before=before, week=_change(report.now.asked, report.week_before.asked, words)
    )


def _change(now: int, before: int, words: Catalogue) -> str:
    """A change against an earlier count, as "+25%"; in words where there was nothing to compare with."""
    if not before:
        return words.say("report-none-before")
    return f"{round((now - before) * 100 / before):+d}%"


def _with_share(count: int, figures: Figures) -> str:
    return f"{_number(count)} ({round(count * 100 / figures.asked)}%)"


def _number(count: int) -> str:
    """A count with Vietnamese thousands: 12.345."""
    return f"{count:,}".replace(",", ".")


def duration(ms: float, words: Catalogue) -> str:
    """A time in milliseconds below a second, in seconds from there on."""
    if ms < _SECOND:
        return words.say("report-ms", ms=f"{ms:.0f}")
    return words.say("report-seconds", seconds=f"{ms / _SECOND:.1f}".replace(".", ","))


def _why_stale(review_by: dt.date | None, replaced_by: str | None, words: Catalogue) -> str:
    if replaced_by is not None:
        return words.say("report-stale-replaced", entry=replaced_by)
    return words.say("report-stale-review", day=day_of(review_by) if review_by else "")
