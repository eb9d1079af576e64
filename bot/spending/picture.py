"""What was used by day, as a picture: turns and bookings above, tokens and their cost below."""

import io

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from bot.conversation.metering import ReportLabels, UseReport

_WIDTH, _HEIGHT, _DPI = 8.0, 6.0, 110
"""Inches, and dots of one: it is looked at on a phone."""

_BLUE, _ORANGE, _GREEN = "#3b6fb6", "#d9822b", "#3f8f5f"


def drawn(report: UseReport, labels: ReportLabels) -> bytes:
    """A PNG."""
    days = [day.day for day in report.days]
    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    above, below = figure.subplots(2, 1, sharex=True)
    above.bar(days, [day.turns for day in report.days], color=_BLUE, label=labels.turns)
    above.bar(days, [day.bookings for day in report.days], color=_ORANGE, width=0.4, label=labels.bookings)
    above.legend(frameon=False, loc="upper left")
    below.bar(days, [day.tokens for day in report.days], color=_GREEN)
    below.set_ylabel(labels.tokens)
    if report.total.cost:
        beside = below.twinx()
        beside.plot(days, [day.cost for day in report.days], color=_ORANGE, marker="o", markersize=3)
        beside.set_ylabel(f"{labels.cost} ({report.currency})")
        beside.set_ylim(bottom=0)
    for axes in (above, below):
        _quieten(axes)
    locator = AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    below.xaxis.set_major_locator(locator)
    below.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    content = io.BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def _quieten(axes: Axes) -> None:
    """No frame around it, and counts that are whole and written out."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}" if value == int(value) else "")
