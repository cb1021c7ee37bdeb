"""The report as one picture: questions by hour or by day, how they went, and what they were about."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Any

from bot.usage.report_text import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.usage.report import Ranked, Report
    from bot.words.catalogue import Catalogue

_INCHES = (8.0, 7.2)
_DOTS = 150  # 1200 × 1080 pixels: sharp on a phone, some 60 kB
_INK, _FAINT, _BLUE = "#1f2933", "#9aa5b1", "#2463a8"
_STATUS_COLOURS = ("#2f855a", "#c98a1b", "#b83232")
_LABEL_WIDTH = 26
_MOST_DAY_LABELS = 10


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
    figure.suptitle(title_of(report, words), fontsize=15, fontweight="bold", color=_INK)
    _bars(figure.add_subplot(grid[0]), report, words)
    _statuses(figure.add_subplot(grid[1]), report, words)
    _topics(figure.add_subplot(grid[2]), report, words)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _bars(axes: Any, report: Report, words: Catalogue) -> None:
    if report.days == 1:
        axes.set_title(words.say("report-chart-hours"), loc="left", fontsize=11, color=_INK)
        axes.bar(range(24), report.hours, color=_BLUE, width=0.8)
        axes.set_xticks(range(0, 24, 2), [f"{hour}h" for hour in range(0, 24, 2)])
    else:
        axes.set_title(words.say("report-chart-days"), loc="left", fontsize=11, color=_INK)
        axes.bar(range(report.days), [count for _, count in report.by_day], color=_BLUE, width=0.8)
        step = -(-report.days // _MOST_DAY_LABELS)
        places = range(0, report.days, step)
        axes.set_xticks(places, [f"{report.by_day[place][0]:%d/%m}" for place in places])
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=_FAINT, alpha=0.35)
    axes.set_axisbelow(True)
    _plain(axes, keep=("bottom",))


def _statuses(axes: Any, report: Report, words: Catalogue) -> None:
    axes.set_title(words.say("report-chart-statuses"), loc="left", fontsize=11, color=_INK)
    now = report.now
    left = 0.0
    names = ("usage-status-answer", "usage-status-ambiguous", "usage-status-not-found")
    for name, count, colour in zip(names, (now.answered, now.ambiguous, now.not_found), _STATUS_COLOURS, strict=True):
        share = count / now.asked if now.asked else 0.0
        label = f"{words.say(name)} {count} ({share:.0%})"
        axes.barh([0], [share], left=left, color=colour, height=0.7, label=label)
        left += share
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.05), ncols=3, frameon=False, fontsize=9, labelcolor=_INK)
    _plain(axes, keep=())


def _topics(axes: Any, report: Report, words: Catalogue) -> None:
    axes.set_title(words.say("report-chart-topics"), loc="left", fontsize=11, color=_INK)
    topics = report.topics[::-1]
    bars = axes.barh(range(len(topics)), [topic.count for topic in topics], color=_BLUE, height=0.65)
    axes.bar_label(bars, padding=4, fontsize=9, color=_INK)
    axes.set_yticks(range(len(topics)), _labels(topics))
    axes.set_xticks([])
    if not topics:
        axes.text(0, 0, words.say("report-nothing"), color=_FAINT)
    _plain(axes, keep=())


def _labels(topics: Sequence[Ranked]) -> list[str]:
    return [textwrap.shorten(topic.title, _LABEL_WIDTH, placeholder="…") for topic in topics]


def _plain(axes: Any, *, keep: tuple[str, ...]) -> None:
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(_FAINT)
    axes.tick_params(length=0, labelsize=9, colors=_INK)
