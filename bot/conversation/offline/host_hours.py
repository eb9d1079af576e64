"""What a host says of the hours in which they can be booked."""

from bot.conversation.offline.host_words import HostCall, HostWords, given


def show_hours(words: HostWords) -> HostCall | None:
    found = words.span("host_hours_shown")
    return None if found is None else ("change_hours", given(change="show", when=words.rest([found])))


def change_hours(words: HostWords) -> HostCall | None:
    """ "I'm out on Friday", "Thursdays only until 3 this month", "lunch 12 to 1", "my usual hours on Friday again"."""
    if words.wish.act in ("zone", "elsewhere"):
        return None
    clock = words.span("host_range", "host_from_until")
    usual = words.span("host_usual")
    if usual is not None:
        return _hours(words, "usual", usual)
    pause = words.span("host_break")
    if pause is not None and clock is not None:
        return _hours(words, "break", pause, clock)
    away = words.span("host_away")
    if away is not None and (clock is None or not words.finds("host_works")):
        return _hours(words, "away", away)
    works = words.span("host_works")
    if works is not None and clock is not None and (words.wish.act is None or words.finds("host_works_plainly")):
        return _hours(words, "hours", works, clock)
    return None


def _hours(words: HostWords, change: str, asked: tuple[int, int], clock: tuple[int, int] | None = None) -> HostCall:
    when = words.rest([asked, clock, *_all(words, "host_hours_noise")])
    hours = words.utterance.cut(*clock) if clock is not None else None
    return "change_hours", {"change": change, **given(when=when, hours=hours)}


def _all(words: HostWords, name: str) -> list[tuple[int, int]]:
    return [match.span() for match in words.lexicon.patterns[name].finditer(words.plain)]
