"""What a host asks of their day, who is free, and whom they book for."""

import re

from bot.conversation.offline.host_words import EDGES, HostCall, HostWords, given, inner
from bot.conversation.offline.names import MOST_WORDS
from bot.conversation.offline.utterance import Span

_NAME = re.compile(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*")


def show_agenda(words: HostWords) -> HostCall | None:
    """ "What's on today", "who is my 3pm", "draw my week", "any requests?"."""
    picture = words.span("host_picture") is not None
    asks = words.span("host_who")
    if asks is None and words.wish.act in (None, "list"):
        asks = words.span("host_agenda")
    about = _about(words)
    if asks is None and about == "requests" and not _asks_or_shows(words):
        return None
    guest = words.mentions.host
    if asks is None and (words.wish.act != "list" or (guest is not None and words.is_known_host(guest.text))):
        asks = words.span("host_draw") if picture else None
        if asks is None and about != "requests":
            return None
    who = words.span("host_seeing")
    name = guest.text if guest is not None else _name_after(words, who[1]) if who is not None else _owner(words)
    return "show_agenda", given(when=words.when, who=name, about=about, picture=picture)


def check_free(words: HostWords) -> HostCall | None:
    """ "Am I free Thursday after 2", "when are Alex and I both free", "find a time for Kim, Alex and me"."""
    if words.wish.act in ("cancel", "move") or words.mentions.emails:
        return None
    if words.span("host_am_i_free") is not None:
        hosts = _people(words, words.lexicon.patterns["host_beside_me"].search(words.plain))
        return "check_free", given(when=words.when, hosts=["me", *hosts] if hosts else None, length=_length(words))
    found = words.lexicon.patterns["host_all_free"].search(words.plain)
    hosts = _people(words, found)
    if found is None or not hosts:
        return None
    return "check_free", given(when=words.when, hosts=hosts, length=_length(words))


def book_for(words: HostWords) -> HostCall | None:
    """ "Put Ana down for 30 minutes tomorrow at 3, ana@example.com"; "an instant meeting with Ana"."""
    if words.wish.act in ("cancel", "move", "list", "zone", "keep", "elsewhere"):
        return None
    mentions = words.mentions
    instant = words.span("host_instant") is not None
    name = _whom(words)
    if name is None and not instant:
        return None
    email = next((email.text for email in (*mentions.emails, *mentions.guests)), None)
    host = mentions.host.text if mentions.host is not None and words.is_known_host(mentions.host.text) else None
    kind = mentions.kind
    if kind is not None and kind.slug is None and name is not None and kind.text in name:
        kind = None
    return "book_for", given(
        name=name,
        email=email,
        phone=mentions.phones[0].text if mentions.phones else None,
        event_type=(kind.slug or kind.text) if kind is not None else None,
        host=host,
        when=None if instant else words.when,
        length=_length(words),
        answers={"notes": mentions.purpose.text} if mentions.purpose is not None else None,
        instant=instant,
    )


def _about(words: HostWords) -> str | None:
    if words.finds("host_request"):
        return "requests"
    return next((name for name in ("cancelled", "past") if words.finds(name)), None)


def _asks_or_shows(words: HostWords) -> bool:
    return words.wish.act == "list" or words.span("host_show", "host_any") is not None or "?" in words.plain


def _owner(words: HostWords) -> str | None:
    """ "Ana" of "Ana's meeting" in a question about one."""
    found = words.lexicon.patterns["host_of_whom"].search(words.plain)
    return words.utterance.cut(*inner(found)) if found is not None else None


def _length(words: HostWords) -> int | None:
    return words.mentions.lengths[-1][0] if words.mentions.lengths else None


def _people(words: HostWords, found: re.Match[str] | None) -> list[str]:
    """Who is named in a stretch such as "Alex, Kim and me"; "me" is the host."""
    if found is None:
        return []
    start, end = inner(found)
    taken = [span for time in words.times for span in time.spans]
    stretch = words.utterance.part(start, end)
    blanked = stretch.without((a - start, b - start) for a, b in taken if a < end and start < b)
    people: list[str] = []
    last: int | None = None
    for match in _NAME.finditer(blanked):
        word = match.group()
        if words.lexicon.is_all("host_me", word):
            people.append("me")
            last = None
        elif word in words.lexicon.sets["not_a_name"] or words.lexicon.is_all("host_edge", word):
            last = None
        elif last is not None and last == match.start() - 1:
            people[-1] = f"{people[-1]} {stretch.cut(*match.span())}"
            last = match.end()
        else:
            people.append(stretch.cut(*match.span()))
            last = match.end()
    return list(dict.fromkeys(people))


def _whom(words: HostWords) -> str | None:
    """The guest that is booked for: between "put" and "down", after "for", before an address, or after "book"."""
    lexicon, plain = words.lexicon, words.plain
    put = lexicon.patterns["host_put_down"].search(plain)
    if put is not None:
        name = _name_in(words, inner(put), lower=True)
        if name is not None:
            return name
    if words.wish.act != "book" and not words.finds("host_books"):
        return None
    if any(lexicon.finds(name, plain) for name in ("host_for_me", "host_my_email")):
        return None
    for match in lexicon.patterns["host_for"].finditer(plain):
        name = _name_after(words, match.end())
        if name is not None and not words.is_known_host(name):
            return name
    own = words.mentions.name
    if own is not None and words.mentions.emails and not lexicon.finds("name_is", plain):
        return own.text
    for match in lexicon.patterns["host_books"].finditer(plain):
        name = _name_after(words, match.end())
        if name is not None and not words.is_known_host(name):
            return name
    return None


def _name_after(words: HostWords, start: int) -> str | None:
    """The name in capitals that begins right there."""
    taken = [span for found in _no_names(words) for span in found]
    found: list[Span] = []
    position = start
    for match in _NAME.finditer(words.plain, start):
        gap = words.plain[position : match.start()]
        begins = words.utterance.cut(*match.span())[:1].isupper()
        if gap.strip() or not begins or len(found) == MOST_WORDS or match.group() in words.lexicon.sets["not_a_name"]:
            break
        if any(a < match.end() and match.start() < b for a, b in taken):
            break
        found.append(match.span())
        position = match.end()
    if not found:
        return None
    name = words.utterance.cut(found[0][0], found[-1][1])
    return name.removesuffix("'s").removesuffix("’s").strip(EDGES) or None


def _no_names(words: HostWords) -> list[tuple[Span, ...]]:
    kind = words.mentions.kind
    spans: list[tuple[Span, ...]] = [time.spans for time in words.times]
    return [*spans, (kind.span,)] if kind is not None and kind.span is not None else spans


def _name_in(words: HostWords, span: Span, *, lower: bool) -> str | None:
    """The name in a stretch that holds nothing else."""
    names = [match.group() for match in _NAME.finditer(words.plain, *span)]
    if not names or len(names) > MOST_WORDS or any(name in words.lexicon.sets["not_a_name"] for name in names):
        return None
    text = words.utterance.cut(*span).strip(EDGES)
    return text if (lower or text[:1].isupper()) and not words.is_known_host(text) else None
