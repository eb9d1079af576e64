"""Everything a stretch of message mentions, in its own words: times, lengths, places, people, contacts.

Finders that know a field (when, zones, contacts) do the finding; here they are put in an order in which none takes
another's words: an address is no place, a length is no time, "9am New York time" is a time and no place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytz

from bot.conversation.letters import folded
from bot.conversation.moment import Moment
from bot.conversation.offline.kinds import Kind, kind_of_length, named_kind
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.names import Found, find_host, find_name, name_beside_email
from bot.conversation.offline.utterance import Span, Utterance
from bot.conversation.policy import fallback_in
from bot.scheduling import when, zones
from bot.scheduling.contacts import find_broken_emails, find_emails, find_phones

_URL = re.compile(r"https?://\S+|(?<![\w@.])www\.\S+", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?<!\w)(?:[A-Z]{2,5}|(?:UTC|GMT|utc|gmt)\s?[+-]?\s?[\d:]*)(?!\w)")
# Words: in so short a message a place needs no "in" before it.
_SHORT = 6
_SENTENCE_END = re.compile(r"[;!?\n]|\.(?:\s|$)")
# "15h" is an hour of the day where "2h" may be a length.
_CLOCK, _HOURS_OF_A_CLOCK = re.compile(r"\d{1,2}\s?h(?:\d\d)?", re.IGNORECASE), 6 * 60
_LINKS = " \t\n,;:-"
_CAPITALISED = re.compile(r"\s+((?:[A-Z][\w'’.-]*)(?:[\s,]+[A-Z][\w'’.-]*){0,2})")


@dataclass(frozen=True)
class Mentions:
    """What was mentioned; spans are of the folded text."""

    emails: tuple[Found, ...] = ()
    """The person's own first; broken ones ("ana@") too, so that code can say what is wrong with them."""
    guests: tuple[Found, ...] = ()
    phones: tuple[Found, ...] = ()
    urls: tuple[Found, ...] = ()
    times: tuple[Found, ...] = ()
    lengths: tuple[tuple[int, Span], ...] = ()
    """Minutes."""
    places: tuple[Found, ...] = ()
    """Where the person says they are."""
    host: Found | None = None
    kind: Kind | None = None
    name: Found | None = None
    purpose: Found | None = None
    taken: tuple[Span, ...] = field(default=(), repr=False)
    """The spans of all of these."""

    @property
    def nothing(self) -> bool:
        return not self.taken

    @property
    def of_a_booking(self) -> bool:
        """Whether something is mentioned that only a booking would need."""
        return bool(self.times or self.lengths or self.host or (self.kind and self.kind.slug))


@dataclass(frozen=True)
class Clock:
    """What time words lean on, as far as a model is told: now, and the person's zone."""

    now: datetime
    zone: str

    @classmethod
    def of(cls, moment: Moment) -> "Clock":
        """An unreadable now or zone makes no difference to which words are time words."""
        zone = moment["time_zone"] or "UTC"
        try:
            tz = pytz.timezone(zone)
        except pytz.UnknownTimeZoneError:
            tz, zone = pytz.utc, "UTC"
        digits = moment["now"].split(" ", 1)[-1]
        try:
            wall = datetime.strptime(digits, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a wall time, made aware below
        except ValueError:
            wall = datetime(2026, 1, 5, 12)  # noqa: DTZ001 - the same
        return cls(tz.localize(wall), zone)


def find_times(utterance: Utterance, moment: Moment, lexicon: Lexicon) -> list[Found]:
    """The time phrases, each in the person's words, a zone named with a time included ("9am New York time")."""
    return _times_beside(utterance, moment, lexicon, [span for _, span in find_lengths(utterance, moment, lexicon)])


def _times_beside(utterance: Utterance, moment: Moment, lexicon: Lexicon, taken: Sequence[Span]) -> list[Found]:
    text = utterance.said_without(taken)
    clock = Clock.of(moment)
    anchor = when.Anchor(clock.now, None)
    mentions = when.find(text, now=clock.now, zone=clock.zone, language=moment["language"], anchor=anchor)
    names_zone = mentions and (_ABBREVIATION.search(text) or lexicon.finds("zone_word", utterance.plain))
    zone_names = zones.find(text, moment["language"]) if names_zone else []
    times = [_time(utterance, text, mention, zone_names, lexicon) for mention in mentions]
    if not times and (soonest := lexicon.patterns["soonest"].search(utterance.without(taken))):
        times = [Found(utterance.cut(*soonest.span()), soonest.span())]
    return times


def find_lengths(
    utterance: Utterance, moment: Moment, lexicon: Lexicon, taken: Sequence[Span] = ()
) -> list[tuple[int, Span]]:
    """How long something shall take, in minutes; "in two hours" and "an hour later" are times, not lengths."""
    found = when.find_durations(utterance.said_without(taken), moment["language"])
    lengths = [
        (minutes, utterance.plain_span(span))
        for minutes, span in found
        if minutes < _HOURS_OF_A_CLOCK or not _CLOCK.fullmatch(utterance.said[slice(*span)])
    ]
    for match in lexicon.patterns["length_after_clock"].finditer(utterance.without(taken)):
        digits = "".join(filter(str.isdigit, match.group()))
        lengths.append((int(digits), match.span()))
    return [(minutes, span) for minutes, span in lengths if not _is_distance(utterance.plain, span, lexicon)]


def _is_distance(plain: str, span: Span, lexicon: Lexicon) -> bool:
    before, after = plain[: span[0]].rstrip(), plain[span[1] :]
    return any(match.end() == len(before) for match in lexicon.patterns["distance_before"].finditer(before)) or (
        lexicon.patterns["distance_after"].match(after.lstrip()) is not None and after[:1].isspace()
    )


def find_mentions(utterance: Utterance, moment: Moment, lexicon: Lexicon, *, asked: frozenset[str]) -> Mentions:
    """``asked`` are the slugs that are being waited for: a name in lower case counts when it was asked for."""
    language = moment["language"]
    urls = [_at(utterance, match.span()) for match in _URL.finditer(utterance.said)]
    emails = _emails(utterance)
    taken = [found.span for found in (*urls, *emails)]
    phones = _phones(utterance, taken)
    taken += [found.span for found in phones]
    lengths = find_lengths(utterance, moment, lexicon, taken)
    times = _times_beside(utterance, moment, lexicon, [*taken, *(span for _, span in lengths)])
    taken += [span for time in times for span in time.spans] + [span for _, span in lengths]
    purpose = _purpose(utterance, lexicon, taken)
    taken += [purpose.span] if purpose else []
    places = _places(utterance, lexicon, taken, language, asked="time_zone" in asked)
    times = [time for time in times if not _is_of_stay(utterance.plain, time, places, lexicon)]
    taken += [place.span for place in places]
    host = find_host(utterance, moment, lexicon, taken)
    taken += [host.span] if host else []
    kind = named_kind(utterance, moment, host.text if host else None, lexicon, taken)
    if kind is None and len(lengths) == 1:
        kind = kind_of_length(moment, host.text if host else None, lengths[0][0])
    taken += [kind.span] if kind and kind.span else []
    told_more = bool(times or emails or lengths)
    name = find_name(utterance, lexicon, taken, asked="name" in asked, told_more=told_more)
    if name is None and emails:
        name = name_beside_email(utterance, emails[0], lexicon, taken, asked="name" in asked)
    taken += [name.span] if name else []
    own, guests = _own_and_guests(utterance, emails, lexicon)
    return Mentions(
        emails=tuple(own),
        guests=tuple(guests),
        phones=tuple(phones),
        urls=tuple(urls),
        times=tuple(times),
        lengths=tuple(lengths),
        places=tuple(places),
        host=host,
        kind=kind,
        name=name,
        purpose=purpose,
        taken=tuple(taken),
    )


def _at(utterance: Utterance, said_span: Span) -> Found:
    return Found(utterance.said[slice(*said_span)].strip(), utterance.plain_span(said_span))


def _emails(utterance: Utterance) -> list[Found]:
    valid = [_at(utterance, span) for _, span in find_emails(utterance.said)]
    broken = []
    for words in find_broken_emails(utterance.said):
        start = utterance.said.find(words)
        if words.strip("@") and start >= 0:
            broken.append(_at(utterance, (start, start + len(words))))
    return sorted([*valid, *broken], key=lambda found: found.span)


def _phones(utterance: Utterance, taken: Sequence[Span]) -> list[Found]:
    text = utterance.said_without(taken)
    if sum(char.isdigit() for char in text) < 7:
        return []
    return [_at(utterance, (_first_digit(text, start), end)) for _, (start, end) in find_phones(text)]


def _first_digit(text: str, start: int) -> int:
    """The finder begins "0049 30..." at its second sign."""
    while start > 0 and text[start - 1] in "+0123456789":
        start -= 1
    return start


def _time(
    utterance: Utterance, text: str, mention: when.Mention, zone_names: Sequence[zones.ZoneMention], lexicon: Lexicon
) -> Found:
    """A mention in the person's words, with those that rule a time out ("next week but not Monday")."""
    lower = folded(text)
    parts = [*(mention.parts or (mention.span,))]
    start, end = parts[0][0], parts[-1][1]
    for article in lexicon.patterns["time_article"].finditer(lower[:start]):
        if article.end() == start - 1:
            start = article.start()
            parts[0] = (start, parts[0][1])
    for named in zone_names:
        if end <= named.span[0] and _tells_zone(named.text, text[end : named.span[0]], lexicon):
            end = named.span[1]
            parts.append(named.span)
        elif start <= named.span[0] and named.span[1] <= end:
            parts.append(named.span)
    told = [text[slice(*part)] for part in sorted(parts)]
    between = text[start:end]
    for part in told:
        between = between.replace(part, "", 1)
    # "Friday with Bob at 3" reads better, and safer, as "Friday at 3"; small words between the parts are kept.
    other_words = lexicon.content(folded(between)) or any(
        lexicon.finds(name, folded(between)) for name in ("request_words", "with_host")
    )
    second_choice = fallback_in(between, lexicon.language) is not None
    scattered = len(told) > 1 and bool(other_words) and not second_choice
    phrase = " ".join(told) if scattered else " ".join(text[start:end].split())
    lead = lexicon.patterns["time_lead"].match(folded(phrase))
    tail = next((m for m in lexicon.patterns["time_tail"].finditer(folded(phrase)) if m.end() == len(phrase)), None)
    pieces = tuple(utterance.plain_span(part) for part in sorted(parts)) if scattered else ()
    return Found(
        phrase[lead.end() if lead else 0 : tail.start() if tail else None].strip(" ,;:."),
        utterance.plain_span((start, end)),
        pieces,
    )


def _tells_zone(name: str, between: str, lexicon: Lexicon) -> bool:
    """ "New York time", "CET" and "UTC+2" right after a time are its zone; "in Lisbon" tells where the person is."""
    small = re.fullmatch(r"\s*(?:\(|,)?\s*(\w{0,3})\s*", between)
    if small is None or (small[1] and not lexicon.is_all("in", folded(small[1]))):
        return False
    return lexicon.finds("zone_word", folded(name)) or _ABBREVIATION.fullmatch(name) is not None


def _places(
    utterance: Utterance, lexicon: Lexicon, taken: Sequence[Span], language: str, *, asked: bool
) -> list[Found]:
    text = utterance.said_without(taken)
    plain = utterance.without(taken)
    cues = [match.end() for match in lexicon.patterns["here_cue"].finditer(plain)]
    places = []
    # Looking through the gazetteer is the dearest part of reading a message, so only where a place can count.
    likely = asked or cues or lexicon.finds("in", plain) or len(plain.split()) <= _SHORT
    for mention in zones.find(text, language) if likely else ():
        span = utterance.plain_span(mention.span)
        cued = any(end <= span[0] and _is_near(plain[end : span[0]]) for end in cues) or any(
            span[0] <= end <= span[1] for end in cues
        )
        before = plain[: span[0]].rstrip()
        after_in = not before or any(match.end() == len(before) for match in lexicon.patterns["in"].finditer(before))
        if asked or cued or after_in:
            places.append(Found(mention.text.strip(), span))
    if places:
        return places[:1]
    for end in (match.end() for match in lexicon.patterns["living_in"].finditer(plain)):
        match = _CAPITALISED.match(text, utterance.origins[end])
        if match is not None and folded(match[1].split()[0]) not in lexicon.sets["not_a_name"]:
            return [_at(utterance, match.span(1))]
    for label in lexicon.patterns["place_label"].finditer(plain):
        words = plain[label.end() :].split()[:3]
        while words and words[-1].strip(" ,;.!?") in lexicon.sets["not_a_name"]:
            words.pop()
        for count in range(len(words), 0, -1):
            place = " ".join(words[:count]).strip(" ,;.")
            start = plain.find(place, label.end())
            known = words[0] not in lexicon.sets["not_a_name"] and zones.lookup(place, language)
            if place and start >= 0 and known:
                return [Found(utterance.cut(start, start + len(place)), (start, start + len(place)))]
    return []


def _is_of_stay(plain: str, time: Found, places: Sequence[Found], lexicon: Lexicon) -> bool:
    """ "I'm in Denver this week" tells of a stay, not of a wish."""
    return any(
        place.span[1] <= time.span[0]
        and lexicon.is_all("stay_until", plain[place.span[1] : time.span[0]].strip())
        and any(match.end() <= place.span[0] for match in lexicon.patterns["stay"].finditer(plain[: place.span[0]]))
        for place in places
    )


def _is_near(between: str) -> bool:
    return len(between.split()) <= 1 and not _SENTENCE_END.search(between)


def _purpose(utterance: Utterance, lexicon: Lexicon, taken: Sequence[Span]) -> Found | None:
    """What the meeting is about: the words after "about", up to the next thing that is told or the sentence's end."""
    plain = utterance.plain
    for match in lexicon.patterns["purpose"].finditer(plain):
        stop = _SENTENCE_END.search(plain, match.end())
        end = min([stop.start() if stop else len(plain), *(start for start, _ in taken if start >= match.end())])
        end = _without_lead_to_next(plain, match.end(), end, lexicon)
        text = utterance.cut(match.end(), end).strip(" ,;:-")
        if text and any(char.isalnum() for char in text):
            start = plain.index(plain[match.end() : end].lstrip(" ,;:-")[:1] or " ", match.end())
            return Found(text, (start, end))
    return None


def _without_lead_to_next(plain: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Cuts ", and my email is" from the end of a stretch, and what follows a "my name is" in it."""
    for name in ("name_is", "email_is", "phone_is", "here_cue", "with_host", "guest_head"):
        for match in lexicon.patterns[name].finditer(plain, start, end):
            before = plain[start : match.start()].rstrip()
            goes_on = before.endswith((",", " -")) or before.rpartition(" ")[2] in lexicon.sets["and"]
            # "The prices, plus the terms" goes on, "the prices, plus bo@example.com" does not.
            introduces = (goes_on and name != "guest_head") or match.end() >= end - 1
            if introduces:
                end = match.start()
                break
    kept = plain[start:end].rstrip(_LINKS)
    while kept.rpartition(" ")[2] in lexicon.sets["before_next"] and " " in kept:
        kept = kept.rpartition(" ")[0].rstrip(_LINKS)
    return start + len(kept)


def _own_and_guests(utterance: Utterance, emails: Sequence[Found], lexicon: Lexicon) -> tuple[list[Found], list[Found]]:
    """Addresses after "invite", "cc" or "my colleague" are guests; the rest are the person's own."""
    own: list[Found] = []
    guests: list[Found] = []
    end_of_last = 0
    inviting = False
    for email in emails:
        before = utterance.plain[end_of_last : email.span[0]]
        if lexicon.finds("guest_head", before):
            inviting = True
        elif before.strip(" \t\n,;&") not in ("", "plus", *lexicon.sets["and"]):
            inviting = False
        (guests if inviting else own).append(email)
        end_of_last = email.span[1]
    return own, guests
