"""Finds what a text says about time: every mention, the whole as one wish, or its lengths of time."""

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cache
from typing import Literal

import pytz

from bot.scheduling.when import clocks, dates, lengths, limits, stretches
from bot.scheduling.when.language import Language, load
from bot.scheduling.when.moment import Moment
from bot.scheduling.when.quantity import Length
from bot.scheduling.when.reading import Anchor, Mention, Reading, Span
from bot.scheduling.when.resolve import Impossible, NothingToLeanOn, readings
from bot.scheduling.when.rewriting import Grammar, rules_of
from bot.scheduling.when.tokens import alphabet_of, tokens
from bot.scheduling.when.wish import Wish, wishes

ZoneOf = Callable[[str], tuple[str, ...]]
"""The zones that a place or abbreviation may mean: none, one, or several to ask about."""


@cache
def _grammar(language: Language) -> Grammar:
    rules = [rule for module in (lengths, clocks, dates, stretches, limits) for rule in rules_of(module)]
    return Grammar(rules, alphabet_of(language))


def find(
    text: str,
    *,
    now: datetime,
    zone: str,
    language: str = "en",
    anchor: Anchor | None = None,
    past: bool = False,
    zone_of: ZoneOf | None = None,
) -> list[Mention]:
    """Every mention of a time, left to right. ``now`` is aware; ``zone`` is where the person is.

    Where there is a choice the future is meant, or the past when ``past`` says that the words look back. Raises
    KeyError for a language we do not ship.
    """
    words = load(language)
    grammar = _grammar(words)
    items = grammar.rewrite(tokens(text, words, grammar.alphabet))
    made = []
    for wish in wishes(items):
        mention = _mention(text, wish, now, zone, words, anchor, past)
        if mention is not None:
            made.append(mention)
    return made


def read(
    text: str,
    *,
    now: datetime,
    zone: str,
    language: str = "en",
    anchor: Anchor | None = None,
    past: bool = False,
    zone_of: ZoneOf | None = None,
) -> Mention | None:
    """The whole text as one wish: its fullest mention, or None when there is no time in it."""
    mentions = find(text, now=now, zone=zone, language=language, anchor=anchor, past=past, zone_of=zone_of)
    return max(mentions, key=_fullness, default=None)


def _fullness(mention: Mention) -> int:
    reading = mention.readings[0] if mention.readings else None
    return 0 if reading is None else 1 + reading.has_date + reading.has_time


def _mention(
    text: str, wish: Wish, now: datetime, zone: str, language: Language, anchor: Anchor | None, past: bool
) -> Mention | None:
    where = zone_named(zone)
    moment = Moment(
        now=now.astimezone(where),
        zone=where,
        numeric_order=language.order_in(zone),
        past=past,
        anchor_start=anchor.start.astimezone(where) if anchor is not None else None,
        anchor_end=anchor.end.astimezone(where) if anchor is not None and anchor.end is not None else None,
    )
    spans = sorted(wish.spans)
    start, end = spans[0][0], max(each[1] for each in spans)
    found: tuple[Reading, ...] = ()
    problem: Literal["impossible"] | None = None
    try:
        found = readings(wish, moment, zone)
    except NothingToLeanOn:
        return None
    except (Impossible, OverflowError, ValueError):
        problem = "impossible"
    return Mention((start, end), text[start:end], found, problem, _merged(spans, text))


def _merged(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Pieces with only blanks between them are one part."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def find_durations(text: str, language: str = "en") -> list[tuple[int, Span]]:
    """The lengths of time in a text, each in whole minutes with its place: "30 min", "an hour and a half", "1h30"."""
    words = load(language)
    grammar = _durations(words)
    found = []
    for item in grammar.rewrite(tokens(text, words, grammar.alphabet)):
        value = item.kinds.get("length")
        if isinstance(value, Length) and value.minutes:
            found.append((value.minutes, (item.start, item.end)))
    return found


@cache
def _durations(language: Language) -> Grammar:
    return Grammar(rules_of(lengths), alphabet_of(language))


_OFFSET = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)


def zone_named(name: str) -> tzinfo:
    """The zone of an IANA name or of a fixed offset ("UTC+02:00"). Raises pytz.UnknownTimeZoneError."""
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return pytz.FixedOffset(minutes if offset[1] == "+" else -minutes)
    return pytz.timezone(name)
