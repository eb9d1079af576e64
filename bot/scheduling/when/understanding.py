"""Finds what a text says about time: every mention, the whole as one wish, or its lengths of time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Literal

from bot.scheduling import zones
from bot.scheduling.when import clocks, counting, dates, feasts, lengths, limits, numbers, spoken_hours, stretches
from bot.scheduling.when.elsewhere import find_dates
from bot.scheduling.when.language import Language, load, shipped
from bot.scheduling.when.moment import Moment, NothingToLeanOn
from bot.scheduling.when.quantity import Length
from bot.scheduling.when.reading import Anchor, Mention, Reading, Span, Window
from bot.scheduling.when.resolve import Impossible, narrowed, readings
from bot.scheduling.when.rewriting import Grammar, rules_of
from bot.scheduling.when.tokens import alphabet_of, tokens
from bot.scheduling.when.wish import READ_LATER, Wish, wishes
from bot.scheduling.when.zone_words import ZONE_KINDS, ZoneOf, with_zones

# The rules in the order in which they run: each module builds on what those before it have found.
_MODULES = (numbers, spoken_hours, lengths, clocks, dates, feasts, stretches, counting, limits)


@cache
def _grammar(language: Language) -> Grammar:
    return Grammar([rule for module in _MODULES for rule in rules_of(module)], alphabet_of(language))


def kinds_known() -> set[str]:
    """Every kind of word that a rule, or what comes after the rules, can make use of; a language has no others."""
    return {kind for module in _MODULES for rule in rules_of(module) for kind in rule.kinds} | READ_LATER | ZONE_KINDS


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

    Where there is a choice the future is meant, or the past when ``past`` says that the words look back. ``anchor`` is
    what "an hour later" leans on; without it such words mean nothing, or lean on now. ``zone_of`` tells what a place
    beside a time means ("9am New York time"); several zones give a reading each.

    In a language that we do not ship only dates are found, or else what English makes of the words. Raises ValueError
    for a zone there is not.
    """
    return [mention for mention, _ in _mentions(text, now, zone, language, anchor, past, zone_of, ())]


def read(
    text: str,
    *,
    now: datetime,
    zone: str,
    language: str = "en",
    anchor: Anchor | None = None,
    past: bool = False,
    zone_of: ZoneOf | None = None,
    among: Sequence[Window] = (),
) -> Mention | None:
    """The whole text as one wish: what it comes to after a correction ("I mean Friday"), or else its fullest mention;
    None when there is no time in it. Words that only rule something out do so ``among`` these windows, where there are
    any, and else among the two weeks to come."""
    found = _mentions(text, now, zone, language, anchor, past, zone_of, among)
    corrections = [mention for mention, corrects in found if corrects and mention.readings]
    return corrections[-1] if corrections else max((mention for mention, _ in found), key=_fullness, default=None)


def _mentions(
    text: str,
    now: datetime,
    zone: str,
    language: str,
    anchor: Anchor | None,
    past: bool,
    zone_of: ZoneOf | None,
    among: Sequence[Window],
) -> list[tuple[Mention, bool]]:
    """Every mention, and whether it corrects what was said before."""
    code = shipped(language)
    if code is None:
        dates_found = find_dates(text, now, zone, language)
        if dates_found:
            return [(mention, False) for mention in dates_found]
    words = load(code or "en")
    grammar = _grammar(words)
    items = grammar.rewrite(tokens(text, words, grammar.alphabet))
    items = with_zones(items, text, zone_of or partial(zones.beside_a_time, language=words.code), grammar.alphabet)
    made = []
    for wish in wishes(items):
        mention = _mention(text, wish, now, zone, words, anchor, past, among)
        if mention is not None:
            made.append((mention, wish.corrects))
    return made


def _fullness(mention: Mention) -> int:
    reading = mention.readings[0] if mention.readings else None
    return 0 if reading is None else 1 + reading.has_date + reading.has_time


def _mention(
    text: str,
    wish: Wish,
    now: datetime,
    zone: str,
    language: Language,
    anchor: Anchor | None,
    past: bool,
    among: Sequence[Window],
) -> Mention | None:
    spans = sorted(wish.spans)
    start, end = spans[0][0], max(each[1] for each in spans)
    found: list[Reading] = []
    problem: Literal["impossible"] | None = None
    for name in wish.zones or (zone,):
        try:
            moment = _moment(now, name, language, anchor, past)
            if wish.only_rules_out and among:
                found.extend(narrowed(among, wish, moment, name))
            else:
                found.extend(readings(wish, moment, name))
        except NothingToLeanOn:
            return None
        except (Impossible, OverflowError, ValueError):
            problem = "impossible"
    return Mention(
        span=(start, end),
        text=text[start:end],
        readings=tuple(dict.fromkeys(found)),
        problem=problem if not found else None,
        rules_out="only" if wish.only_rules_out else "some" if wish.excluded else None,
        parts=_merged(spans, text),
    )


def _moment(now: datetime, zone: str, language: Language, anchor: Anchor | None, past: bool) -> Moment:
    where = zones.tz(zone)
    return Moment(
        now=now.astimezone(where),
        zone=where,
        numeric_order=language.order_in(zone),
        past=past,
        anchor_start=anchor.start.astimezone(where) if anchor is not None else None,
        anchor_end=anchor.end.astimezone(where) if anchor is not None and anchor.end is not None else None,
    )


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
    words = load(shipped(language) or "en")
    grammar = _durations(words)
    found = []
    for item in grammar.rewrite(tokens(text, words, grammar.alphabet)):
        value = item.kinds.get("length")
        if isinstance(value, Length) and value.minutes:
            found.append((value.minutes, (item.start, item.end)))
    return found


def find_lengths(text: str, language: str = "en") -> list[timedelta]:
    """The lengths of time in a text, those of days too: "a week", "3 days", "2 hours". A month counts as 30 days."""
    words = load(shipped(language) or "en")
    grammar = _durations(words)
    found = [item.kinds.get("length") for item in grammar.rewrite(tokens(text, words, grammar.alphabet))]
    return [
        timedelta(days=30 * length.months + length.days, seconds=length.seconds)
        for length in found
        if isinstance(length, Length) and not length.business_days
    ]


@cache
def _durations(language: Language) -> Grammar:
    return Grammar([rule for module in _MODULES[:3] for rule in rules_of(module)], alphabet_of(language))
