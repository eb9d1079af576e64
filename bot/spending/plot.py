"""What was used by day, as plots of characters for the terminal: one below the other, so that none needs a color."""

from collections.abc import Sequence

import plotext  # type: ignore[import-untyped]

from bot.conversation.metering import UseReport

_HEIGHT = 10
"""Lines of one plot."""


def drawn(report: UseReport, *, width: int, is_colored: bool) -> str:
    """Turns, bookings and tokens; ``width`` is in columns."""
    days = [day.day.strftime("%d %b") for day in report.days]
    plots: dict[str, Sequence[float]] = {
        "turns": [day.turns for day in report.days],
        "bookings": [day.bookings for day in report.days],
        "thousand tokens": [day.tokens / 1000 for day in report.days],
    }
    text = "\n".join(_bars(title, days, heights, width) for title, heights in plots.items())
    return text if is_colored else str(plotext.uncolorize(text))


def _bars(title: str, days: Sequence[str], heights: Sequence[float], width: int) -> str:
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, _HEIGHT)
    figure.draw(figure.bar(days, heights))
    figure.title(title)
    figure.theme("simple")
    return str(figure.build())
