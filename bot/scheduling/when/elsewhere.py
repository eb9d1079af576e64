"""Dates in the languages we do not ship, as dateparser reads them.

It is good at absolute dates in many languages, and gives no ranges and no parts of the day. The language is always
named to it: left to guess, it can take a second over a phrase.
"""

from datetime import datetime

from bot.scheduling import zones
from bot.scheduling.when.moment import settle
from bot.scheduling.when.quantity import DAY
from bot.scheduling.when.reading import Mention, Reading, Window


def find_dates(text: str, now: datetime, zone: str, language: str) -> list[Mention]:
    """The dates and times of a text, left to right; none in a language that dateparser does not know either."""
    # Imported when it is needed: it takes longer than all of this package, and few conversations do.
    from dateparser.search import search_dates

    where = zones.tz(zone)
    settings = {
        "RELATIVE_BASE": now.astimezone(where).replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "RETURN_TIME_AS_PERIOD": True,
    }
    try:
        found = search_dates(text, languages=[language], settings=settings) or []
    except ValueError:
        return []
    mentions = []
    behind = 0
    for words, wall in found:
        start = text.find(words, behind)
        if start < 0 or words.strip().isdigit():
            continue
        behind = start + len(words)
        mentions.append(_mention(words, start, wall.replace(tzinfo=None), now, zone))
    return mentions


def _mention(words: str, start: int, wall: datetime, now: datetime, zone: str) -> Mention:
    where = zones.tz(zone)
    # A date alone comes back with the time of now, or at midnight.
    spoken = now.astimezone(where)
    exact = (wall.hour, wall.minute) not in ((0, 0), (spoken.hour, spoken.minute))
    day = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    window = Window(settle(wall, where), None) if exact else Window(settle(day, where), settle(day + DAY, where))
    span = (start, start + len(words))
    return Mention(span, words, (Reading((window,), exact, True, exact, False, zone),), parts=(span,))
