"""The report drawn: questions by hour or by day, how they went, and what they were about."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.usage.report_text import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.usage.report import Ranked, Report
    from bot.words.catalogue import Catalogue

_INCHES = (8.0, 7.2)
_DOTS = 150  # 1200 × 1080 pixels: sharp on a phone, some 60 kB
_SMALL_INCHES = (4.2, 2.5)  # text of 9 points stays readable on a phone, where it is shown as wide as the screen
_LABEL_WIDTH = 26
_MOST_DAY_LABELS = 8


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a drawing; ``statuses`` are those of answered, asked back and not found."""

    ink: str
    faint: str
    bar: str
    paper: str
    statuses: tuple[str, str, str]


LIGHT = Look("#1f2933", "#9aa5b1", "#2463a8", "#ffffff", ("#2f855a", "#c98a1b", "#b83232"))
DARK = Look("#e6edf3", "#7b8794", "#5b9bd5", "#17201e", ("#4cb782", "#e0ad48", "#e66a6a"))


class Part(StrEnum):
    """One drawing of a report."""

    DAYS = "days"
    HOURS = "hours"
    TOPICS = "topics"


def chart(report: Report, words: Catalogue) -> bytes:
    """A PNG of 1200 × 1080 pixels. Takes about half a second: call it in a thread.

    The font is DejaVu Sans, which comes with matplotlib and has every Vietnamese letter.
    """
    # Heavy, and needed once a day.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415

    figure = Figure(
        figsize=_INCHES, dpi=_DOTS, layout=ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.12), facecolor="white"
    )
    FigureCanvasAgg(figure)
    grid = figure.add_gridspec(3, 1, height_ratios=(3, 0.7, 2.4))
    figure.suptitle(title_of(report, words), fontsize=15, fontweight="bold", color=LIGHT.ink)
    (_hours if report.days == 1 else _days)(figure.add_subplot(grid[0]), report, words, LIGHT)
    _statuses(figure.add_subplot(grid[1]), report, words, LIGHT)
    _topics(figure.add_subplot(grid[2]), report, words, LIGHT)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def drawing(part: Part, report: Report, words: Catalogue, look: Look) -> bytes:
    """One part of the report as an SVG for a page. Call it in a thread."""
    # Heavy, and needed by those who look at the page only.
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415

    figure = Figure(figsize=_SMALL_INCHES, layout=ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.08), facecolor=look.paper)
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    axes.set_facecolor(look.paper)
    {Part.DAYS: _days, Part.HOURS: _hours, Part.TOPICS: _topics}[part](axes, report, words, look)
    picture = io.BytesIO()
    figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    return picture.getvalue()


def _hours(axes: Any, report: Report, words: Catalogue, look: Look) -> None:
    axes.set_title(words.say("report-chart-hours"), loc="left", fontsize=11, color=look.ink)
    axes.bar(range(24), report.hours, color=look.bar, width=0.8)
    axes.set_xticks(range(0, 24, 3), [f"{hour}h" for hour in range(0, 24, 3)])
    _counted(axes, look)


def _days(axes: Any, report: Report, words: Catalogue, look: Look) -> None:
    axes.set_title(words.say("report-chart-days"), loc="left", fontsize=11, color=look.ink)
    axes.bar(range(report.days), [count for _, count in report.by_day], color=look.bar, width=0.8)
    step = -(-report.days // _MOST_DAY_LABELS)
    places = range(0, report.days, step)
    axes.set_xticks(places, [f"{report.by_day[place][0]:%d/%m}" for place in places])
    _counted(axes, look)


def _counted(axes: Any, look: Look) -> None:
    """Whole numbers upwards from nought, with faint lines to read them by."""
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=look.faint, alpha=0.35)
    axes.set_axisbelow(True)
    _plain(axes, look, keep=("bottom",))


def _statuses(axes: Any, report: Report, words: Catalogue, look: Look) -> None:
    axes.set_title(words.say("report-chart-statuses"), loc="left", fontsize=11, color=look.ink)
    now = report.now
    left = 0.0
    names = ("usage-status-answer", "usage-status-ambiguous", "usage-status-not-found")
    for name, count, colour in zip(names, (now.answered, now.ambiguous, now.not_found), look.statuses, strict=True):
        share = count / now.asked if now.asked else 0.0
        label = f"{words.say(name)} {count} ({share:.0%})"
        axes.barh([0], [share], left=left, color=colour, height=0.7, label=label)
        left += share
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.05), ncols=3, frameon=False, fontsize=9, labelcolor=look.ink)
    _plain(axes, look, keep=())


def _topics(axes: Any, report: Report, words: Catalogue, look: Look) -> None:
    axes.set_title(words.say("report-chart-topics"), loc="left", fontsize=11, color=look.ink)
    topics = report.topics[::-1]
    bars = axes.barh(range(len(topics)), [topic.count for topic in topics], color=look.bar, height=0.65)
    axes.bar_label(bars, padding=4, fontsize=9, color=look.ink)
    axes.set_yticks(range(len(topics)), _labels(topics))
    axes.set_xticks([])
    if not topics:
        axes.text(0, 0, words.say("report-nothing"), color=look.faint)
    _plain(axes, look, keep=())


def _labels(topics: Sequence[Ranked]) -> list[str]:
    return [textwrap.shorten(topic.title, _LABEL_WIDTH, placeholder="…") for topic in topics]


def _plain(axes: Any, look: Look, *, keep: tuple[str, ...]) -> None:
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(look.faint)
    axes.tick_params(length=0, labelsize=9, colors=look.ink)
