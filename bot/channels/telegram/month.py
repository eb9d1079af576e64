"""Days to pick as a calendar: a title, the days of the week, and a grid where the other days are greyed out."""

from calendar import Calendar
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from telegram import InlineKeyboardButton

from bot.conversation.wording import Wording
from bot.message import Choice

UNAVAILABLE = "·"
OUTSIDE = "\u2800"
"""Telegram wants a letter on every button; this one, a Braille cell without dots, is drawn as nothing."""


def months(
    days: Mapping[date, Choice],
    button: Callable[[Choice, int], InlineKeyboardButton],
    idle: Callable[[str], InlineKeyboardButton],
    wording: Wording,
) -> Iterator[list[InlineKeyboardButton]]:
    """The rows of every month that has one of the days, with the weeks from the first of them to the last.

    Only days between those two are greyed out: before and after them may be others, on another page. Of several months
    only the weeks with a day to pick are drawn, or two would be more buttons than Telegram takes.
    """
    if not days:
        return
    first, last = min(days), max(days)
    week = wording.weekdays()
    shown = sorted({(day.year, day.month) for day in days})
    for year, month in shown:
        yield [idle(f"— {wording.month(date(year, month, 1))} —")]
        yield [idle(name) for _, name in week]
        for dates in Calendar(week[0][0]).monthdatescalendar(year, month):
            inside = [day for day in dates if day.month == month and first <= day <= last]
            if not inside or (len(shown) > 1 and days.keys().isdisjoint(inside)):
                continue
            yield [
                idle(OUTSIDE) if day not in inside else button(days[day], day.day) if day in days else idle(UNAVAILABLE)
                for day in dates
            ]
