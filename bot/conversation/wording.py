"""Every sentence the program says, and every date, time and number in it, in the person's language.

The sentences are in ``locales/<language>.ftl`` (Fluent) of the room that says them; dates, times and lists are CLDR's,
by Babel. A language that has no file yet is answered in English.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource

from bot.message import Instant
from bot.scheduling import zones

FALLBACK = "en"
IN_24_HOURS = "en_150"
"""English as it is written in Europe: 24 November, 15:00."""
CONVERSATION = "bot.conversation"
HOSTING = "bot.conversation.hosting"
"""What only hosts are told: said with the conversation's own sentences, in English where a language lacks it yet."""


class Wording:
    """Says things in one language, with the catalogue of one room. ``zone`` in its methods is an IANA name; instants
    are aware."""

    def __init__(self, language: str | None = None, room: str = CONVERSATION) -> None:
        self.code = language or FALLBACK
        """What was asked for, its region included; ``language`` is the catalogue that serves it."""
        self.language = _shipped(language, room)
        self.locale = _locale(language or FALLBACK, self.language)
        self._bundle = _bundle(self.language, room)
        self._instants: dict[str, datetime] = {}

    def say(self, message: str, **values: object) -> str:
        """The sentence of this id. An unknown id or a missing value is a programming error and raises."""
        found = self._bundle.get_message(message)
        text, errors = self._bundle.format_pattern(found.value, values)
        if errors:
            raise ValueError(f"wording {message}: {errors[0]}")
        return str(text)

    def instants_in(self, text: str) -> list[Instant]:
        """What this wording named in the text, in the order of it: moments, and the starts of periods."""
        found = {
            text.find(said): Instant(said, at.astimezone(UTC)) for said, at in self._instants.items() if said in text
        }
        kept: list[tuple[int, Instant]] = []
        for start, instant in sorted(found.items(), key=lambda entry: (entry[0], -len(entry[1].text))):
            if not kept or start >= kept[-1][0] + len(kept[-1][1].text):
                kept.append((start, instant))
        return [instant for _, instant in kept]

    def list_of(self, items: Sequence[str], style: str = "standard") -> str:
        """ "a, b and c", or with ``style="or"`` "a, b or c"."""
        return format_list(list(items), style=style, locale=self.locale)  # type: ignore[arg-type]

    def time(self, instant: datetime, zone: str) -> str:
        """ "3:30 PM" """
        return _plain_spaces(format_time(zones.local(instant, zone), "short", locale=self.locale))

    def day(self, instant: datetime, zone: str) -> str:
        """ "Tue, Nov 24" """
        return _plain_spaces(format_skeleton("MMMEd", zones.local(instant, zone), locale=self.locale))

    def full_day(self, instant: datetime, zone: str) -> str:
        """ "Tuesday, November 24, 2026" """
        return _plain_spaces(format_date(zones.local(instant, zone), "full", locale=self.locale))

    def month(self, day: date) -> str:
        """ "November 2026" """
        return _plain_spaces(format_skeleton("yMMMM", day, locale=self.locale))

    def weekdays(self) -> list[tuple[int, str]]:
        """The days of a week from the first one on: their numbers (0 is Monday) and shortest names ("M", "T")."""
        names = self.locale.days["stand-alone"]["narrow"]
        first = self.locale.first_week_day
        return [(number % 7, names[number % 7]) for number in range(first, first + 7)]

    def moment(self, instant: datetime, zone: str) -> str:
        """ "Tue, Nov 24, 3:30 PM": a label that stands alone. In the hour that clocks show twice, with the offset."""
        moment = self.say("moment", day=self.day(instant, zone), time=self.clock(instant, zone))
        self._instants[moment] = instant
        return moment

    def clock(self, instant: datetime, zone: str) -> str:
        """ "3:30 PM": a label under its day. In the hour that clocks show twice, with the offset."""
        wall = zones.local(instant, zone).replace(tzinfo=None)
        if len(zones.instants(wall, zone)) == 1:
            return self.time(instant, zone)
        return f"{self.time(instant, zone)} ({zones.offset_text(zone, instant, self.language)})"

    def place(self, zone: str, at: datetime, named: str | None = None) -> str:
        """ "Lisbon (GMT+0)": the zone as people call it, with its offset at that instant."""
        if named is None:
            return zones.label(zone, at, self.language)
        return f"{named} ({zones.offset_text(zone, at, self.language)})"

    def period(self, start: datetime, end: datetime, zone: str, named: str | None = None) -> str:
        """ "Tuesday, November 24, 2026, 3:00 PM – 3:30 PM, Lisbon (GMT+0)"; an end after the clocks changed has its own
        offset."""
        ends = self.time(end, zone)
        if zones.local(start, zone).utcoffset() != zones.local(end, zone).utcoffset():
            ends = f"{ends} ({zones.offset_text(zone, end, self.language)})"
        period = self.say(
            "period",
            day=self.full_day(start, zone),
            start=self.time(start, zone),
            end=ends,
            place=self.place(zone, start, named),
        )
        self._instants[period] = start
        return period


def _plain_spaces(text: str) -> str:
    """CLDR's narrow no-break spaces are lost on people who type, and on fonts of terminals."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@cache
def languages(room: str = CONVERSATION) -> tuple[str, ...]:
    """The codes of the languages that a room has a catalogue for."""
    files = (resources.files(room) / "locales").iterdir()
    return tuple(sorted(file.name.removesuffix(".ftl") for file in files if file.name.endswith(".ftl")))


@cache
def _shipped(language: str | None, room: str) -> str:
    """The catalogue that serves a language code such as ``pt-BR``."""
    code = (language or FALLBACK).replace("_", "-").split("-")[0].lower()
    return code if code in languages(room) else FALLBACK


@cache
def _locale(language: str, shipped: str) -> Locale:
    """How dates and times are written: as in the person's region ("en-GB"). Whose language we do not speak yet gets our
    words with clocks that run to 24 where theirs do."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(shipped)
    if locale.language == shipped:
        return locale
    runs_to_24 = "H" in locale.time_formats["short"].pattern
    return Locale.parse(IN_24_HOURS if runs_to_24 and shipped == FALLBACK else shipped)


@cache
def _bundle(language: str, room: str) -> Any:
    bundle = FluentBundle([language], use_isolating=False)
    catalogues = [(room, language)]
    if room == CONVERSATION:
        catalogues.append((HOSTING, language if language in languages(HOSTING) else FALLBACK))
    for where, code in catalogues:
        text = (resources.files(where) / "locales" / f"{code}.ftl").read_text(encoding="utf-8")
        bundle.add_resource(FluentResource(text))
    return bundle
