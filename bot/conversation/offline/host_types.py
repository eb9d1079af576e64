"""What a host says of their event types: the kinds of booking that guests can make."""

import re
from typing import Any

from bot.conversation.offline.host_words import HostCall, HostWords, given

_QUOTED = re.compile(r"[\"“„«']([^\"”“»']{2,60})[\"”“»']")
_NUMBER = re.compile(r"\d+")


def list_types(words: HostWords) -> HostCall | None:
    if words.span("host_type") is None or words.span("host_type_make", "host_type_change", "host_type_delete"):
        return None
    if words.span("host_type_hide", "host_type_show", "host_link"):
        return None
    return ("event_types", {"do": "list"}) if words.wish.act == "list" or words.span("host_show", "host_any") else None


def event_types(words: HostWords) -> HostCall | None:
    """ "Make an event type "Intro" of 20 minutes", "hide the consultation", "a private link for it until Friday"."""
    link = words.span("host_link")
    if link is not None:
        single = words.span("host_single_use")
        until = "single use" if single is not None else words.when
        return _types("link", which=_which(words, link, single), until=until)
    limit = words.span("host_limit")
    if limit is not None:
        return _limit(words, limit)
    kind = words.span("host_type")
    slug = words.mentions.kind.slug if words.mentions.kind is not None else None
    for do in ("hide", "show", "delete", "make", "change"):
        asked = words.span(f"host_type_{do}")
        if asked is None or (kind is None and (slug is None or do not in ("hide", "show"))):
            continue
        if do == "make":
            return _types("make", title=_title(words, asked), length=_length(words))
        if do == "change":
            return _types("change", which=_which(words, asked), length=_length(words), title=_title_after_to(words))
        return _types(do, which=_which(words, asked))
    return None


def _limit(words: HostWords, limit: tuple[int, int]) -> HostCall:
    most = _NUMBER.search(words.plain, *limit)
    per = "per_week" if words.span("host_a_week") is not None else "per_day"
    changes = {per: int(most.group())} if most is not None else None
    return _types("change", which=_which(words, limit), changes=changes)


def _which(words: HostWords, *taken: tuple[int, int] | None) -> str | None:
    kind = words.mentions.kind
    if kind is not None:
        return kind.slug or kind.text
    lengths = [span for _, span in words.mentions.lengths]
    times = [span for time in words.times for span in time.spans]
    return words.rest([*taken, words.span("host_type"), *lengths, *times])


def _title(words: HostWords, asked: tuple[int, int]) -> str | None:
    quoted = _QUOTED.search(words.utterance.said)
    if quoted is not None:
        return quoted.group(1).strip()
    called = words.lexicon.patterns["host_called"].search(words.plain)
    lengths = [span for _, span in words.mentions.lengths]
    if called is not None:
        return words.rest([(0, called.end()), *lengths])
    return words.rest([asked, words.span("host_type"), *lengths])


def _title_after_to(words: HostWords) -> str | None:
    called = words.lexicon.patterns["host_rename_to"].search(words.plain)
    return words.rest([(0, called.end())]) if called is not None else None


def _length(words: HostWords) -> int | None:
    return words.mentions.lengths[-1][0] if words.mentions.lengths else None


def _types(do: str, **arguments: Any) -> HostCall:
    return "event_types", {"do": do, **given(**arguments)}
