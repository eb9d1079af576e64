"""Arguments for bookings that exist: which one is meant, its new time, the reason, the part of a series."""

import re
from typing import Any

from bot.conversation.letters import folded
from bot.conversation.moment import Moment
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.mentions import find_times
from bot.conversation.offline.names import Found
from bot.conversation.offline.utterance import Span, Utterance, hear
from bot.conversation.offline.wishes import Wish, without_courtesy
from bot.conversation.policy import fallback_in
from bot.scheduling import when

_SENTENCE_END = re.compile(r"[!?\n;]|\.(?:\s|$)")
_HOUR = re.compile(r"\s*(\d{1,2}(?:[:.]\d\d)?)(?=\W*$|\s*[.,!?]|\s)")
_EDGES = " \t\n,;:.!?-"
_GAP = _EDGES + "/()&"


def move_arguments(wish: Wish, moment: Moment, lexicon: Lexicon) -> dict[str, Any]:
    """``which`` booking goes to ``when``, each in the person's words."""
    assert wish.verb is not None
    words, verb = wish.words, wish.words.plain[slice(*wish.verb)]
    wish = _verb_first(wish, len(words.plain), lexicon)
    assert wish.verb is not None
    target = _target(words, wish.verb[1], moment, lexicon)
    if target is not None:
        start, new_time = target
        which = _booking(words, wish.verb, start, lexicon)
        return _given(which=which, when=new_time)
    tail = words.part(wish.verb[1], len(words.plain))
    shift = _shift(tail, words, moment, lexicon) or _shift_by_verb(tail, verb, moment, lexicon)
    if shift is not None:
        return _given(which=_booking(words, wish.verb, shift[0] + wish.verb[1], lexicon), when=shift[1])
    same = lexicon.patterns["same_time"].search(words.plain, wish.verb[0])
    if same is not None:
        times = find_times(words.from_position(same.start()), moment, lexicon)
        if times:
            return _given(which=_booking(words, wish.verb, same.start(), lexicon), when=times[0].text)
    far = [
        time for time in find_times(words.from_position(wish.verb[1]), moment, lexicon) if _leans_on_it(time, lexicon)
    ]
    if far:
        return _given(which=_booking(words, wish.verb, far[0].span[0], lexicon), when=far[0].text)
    other = lexicon.patterns["other_times"].search(tail.plain)
    if other is not None:
        return _given(
            which=_booking(words, wish.verb, wish.verb[1] + other.start(), lexicon), when=tail.cut(*other.span())
        )
    return _by_order_of_times(wish, moment, lexicon)


def cancel_arguments(wish: Wish, moment: Moment, lexicon: Lexicon) -> dict[str, Any]:
    """``which`` booking goes, ``reason`` and ``scope`` if they were said."""
    assert wish.verb is not None
    words = wish.words
    end, reason = len(words.plain), None
    why = lexicon.patterns["reason"].search(words.plain)
    if why is not None:
        reason = words.cut(why.end(), len(words.plain)).strip(_EDGES) or None
        end = why.start()
    wish = _verb_first(wish, end, lexicon)
    assert wish.verb is not None
    scope, spoken = scope_of(words.plain[:end], lexicon, any_all=moment["task"] == "cancel")
    if spoken is not None:
        end = min(end, spoken) if spoken > wish.verb[0] else end
    return _given(which=_booking(words, wish.verb, end, lexicon), reason=reason, scope=scope)


def _verb_first(wish: Wish, end: int, lexicon: Lexicon) -> Wish:
    """The wish as though its verb stood before what it is about: where the verb stands last ("den Termin am Freitag
    absagen"), the words for the booking and its new time are all before it."""
    assert wish.verb is not None
    plain, (start, after) = wish.words.plain, wish.verb
    says_more = plain[without_courtesy(plain, lexicon, after) : end].strip(_EDGES)
    if not lexicon.is_all("last_verb", plain[start:after]) or says_more:
        return wish
    mine = lexicon.patterns["my_meeting"].search(plain[:start])
    first = mine.start() if mine is not None else without_courtesy(plain, lexicon)
    return Wish(wish.act, wish.words, (first, first)) if first < start else wish


def scope_of(plain: str, lexicon: Lexicon, *, any_all: bool) -> tuple[str | None, int | None]:
    """Which part of a series, and where that is said. A bare "all" counts only while a part is being asked for."""
    for scope, name in (("following", "scope_following"), ("this", "scope_this"), ("all", "scope_all")):
        match = lexicon.patterns[name].search(plain)
        if match is not None and (any_all or scope != "all" or len(match.group().split()) > 1):
            return scope, match.start()
    return None, None


def list_arguments(words: Utterance, lexicon: Lexicon, times: tuple[Found, ...]) -> dict[str, Any]:
    status = next((name for name in ("cancelled", "past") if lexicon.finds(name, words.plain)), None)
    return _given(when=times[0].text if times else None, status=status)


def _given(**arguments: str | None) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value}


def _target(words: Utterance, start: int, moment: Moment, lexicon: Lexicon) -> tuple[int, str] | None:
    """The new time after "to", and where that "to" begins. "to" goes before "for" and "at"."""
    joints = list(lexicon.patterns["to"].finditer(words.plain, start))
    joints.sort(key=lambda joint: _order(joint, lexicon))
    for joint in joints:
        tail = words.part(joint.end(), len(words.plain))
        times = find_times(tail, moment, lexicon)
        if times and len(tail.plain[: times[0].span[0]].split()) <= 3:
            return joint.start(), _all_of(tail, times, lexicon)
        hour = _bare_hour(tail.plain, lexicon)
        if hour is not None:
            return joint.start(), tail.cut(*hour)
        other = lexicon.patterns["other_times"].match(tail.plain.lstrip())
        if other is not None:
            return joint.start(), tail.cut(0, len(tail.plain) - len(tail.plain.lstrip()) + other.end())
    return None


def _order(joint: re.Match[str], lexicon: Lexicon) -> tuple[int, int]:
    """Which "to" counts first: words that can only be one, in their order; then those that may as well be a "for"; at
    last those that may as well be an "at", of which the last is the likeliest. What follows may tell: "à lundi" is a
    "to", "à 15h" may be an "at"."""
    at = lexicon.patterns["to_or_at"].match(joint.string, joint.start())
    if at is not None and at.end() == joint.end():
        return 2, -joint.start()
    return int(lexicon.is_all("to_or_for", joint.group())), joint.start()


def _bare_hour(plain: str, lexicon: Lexicon) -> Span | None:
    """ "4" in "to 4", and "to the 4 instead": a number with nothing behind it."""
    lead = lexicon.patterns["hour_article"].match(plain.lstrip())
    start = len(plain) - len(plain.lstrip()) + (lead.end() if lead is not None else 0)
    hour = _HOUR.match(plain, start)
    if hour is None:
        return None
    after = plain[hour.end() :].lstrip()
    ends = not after or after[0] in ".,!?" or lexicon.patterns["hour_end"].match(after) is not None
    return hour.span(1) if ends else None


def _leans_on_it(time: Found, lexicon: Lexicon) -> bool:
    """ "an hour later" is told from the booking's own time, "later" alone is only a wish for others."""
    match = lexicon.patterns["distance_after"].search(folded(time.text))
    return match is not None and match.start() > 0


def _all_of(words: Utterance, times: list[Found], lexicon: Lexicon) -> str:
    """Times that follow one another directly are one wish ("monday, or tuesday at 3")."""
    last = times[0]
    for following in times[1:]:
        gap = words.plain[last.span[1] : following.span[0]].strip(_GAP)
        if gap and not lexicon.is_all("between_new_times", gap) and not fallback_in(gap, lexicon.language):
            break
        last = following
    return times[0].text if last is times[0] else words.cut(times[0].span[0], last.span[1])


def _shift(tail: Utterance, words: Utterance, moment: Moment, lexicon: Lexicon) -> tuple[int, str] | None:
    """ "push it back an hour" is "an hour later", "bring it forward by 30 minutes" is "30 minutes earlier"."""
    earlier, later = (next(iter(lexicon.sets[name])) for name in ("earlier", "later"))
    for name, direction in (("earlier_by", earlier), ("later_by", later)):
        match = lexicon.patterns[name].search(tail.plain)
        if match is None:
            continue
        end = _SENTENCE_END.search(tail.plain, match.end())
        distance = _trimmed(tail, match.end(), end.start() if end else len(tail.plain), lexicon)
        if direction == later and lexicon.finds("earlier_move", words.plain):
            direction = earlier
        if distance and find_times(hear(f"{distance} {direction}", lexicon), moment, lexicon):
            return match.start(), f"{distance} {direction}"
    return None


def _shift_by_verb(tail: Utterance, verb: str, moment: Moment, lexicon: Lexicon) -> tuple[int, str] | None:
    """ "Adelanta mi cita una hora": where the verb says the direction, what follows the booking is the distance."""
    for name, direction in (("earlier_verb", "earlier"), ("later_verb", "later")):
        found = when.find_durations(tail.said, moment["language"]) if lexicon.is_all(name, verb) else []
        if found:
            start, end = found[-1][1]
            return tail.plain_span((start, end))[0], f"{tail.said[start:end]} {next(iter(lexicon.sets[direction]))}"
    return None


def _by_order_of_times(wish: Wish, moment: Moment, lexicon: Lexicon) -> dict[str, Any]:
    """Without "to": of two times the last is the new one; one time tells the booking, unless it says "instead" or the
    booking is only "it"."""
    assert wish.verb is not None
    words, (verb_start, verb_end) = wish.words, wish.verb
    own = words.plain[verb_start:]
    after = without_courtesy(words.plain, lexicon, verb_end)
    times = find_times(words, moment, lexicon)
    instead = lexicon.finds("for_new_time", own)
    if not times:
        return _given(which=_booking(words, wish.verb, len(words.plain), lexicon))
    last = times[-1]
    mine = lexicon.patterns["my_meeting"].search(words.plain, verb_start)
    outside = mine is None or (last.span[0] >= mine.end() and (instead or lexicon.is_all("pronoun", mine.group())))
    if mine is not None and outside and _tells_the_booking(words, mine.end(), last, lexicon):
        outside = False
    if len(times) > 1 and times[0].span != last.span:
        return _given(which=_booking(words, wish.verb, last.span[0], lexicon), when=last.text)
    if (
        outside and (instead or after >= last.span[0] or _is_vague(words, verb_end, last, lexicon))
    ) or verb_start > last.span[1]:
        return _given(which=_booking(words, wish.verb, last.span[0], lexicon), when=last.text)
    return _given(which=_booking(words, wish.verb, len(words.plain), lexicon))


def _tells_the_booking(words: Utterance, start: int, time: Found, lexicon: Lexicon) -> bool:
    """ "My meeting of Tuesday": the time is joined to the booking."""
    between = words.plain[start : time.span[0]].strip()
    return lexicon.is_all("of", between) or (
        not between and lexicon.patterns["of"].match(folded(time.text)) is not None
    )


def _is_vague(words: Utterance, start: int, time: Found, lexicon: Lexicon) -> bool:
    aim = words.plain[start : time.span[0]].strip(_EDGES)
    return not aim or lexicon.patterns["pronoun"].match(aim) is not None


def _booking(words: Utterance, verb: tuple[int, int], end: int, lexicon: Lexicon) -> str | None:
    """The words for the booking: between the verb and ``end``, or before the verb when it is said there."""
    stop = _SENTENCE_END.search(words.plain, verb[1])
    until = min(end, stop.start()) if stop is not None else end
    after = _trimmed(words, verb[1], max(verb[1], until), lexicon)
    if after:
        return after
    inside = lexicon.patterns["my_meeting"].search(words.plain, *verb)
    if inside is not None:
        return _trimmed(words, *inside.span(), lexicon)
    before = lexicon.patterns["my_meeting"].search(words.plain[: verb[0]])
    return _trimmed(words, before.start(), verb[0], lexicon) if before is not None else None


def _trimmed(words: Utterance, start: int, end: int, lexicon: Lexicon) -> str | None:
    """Without courtesies and small words at its ends; None when only "it" or nothing is left."""
    plain = words.plain[:end]
    start = without_courtesy(plain, lexicon, start)
    lead = lexicon.patterns["object_lead"].match(plain, start)
    start = without_courtesy(plain, lexicon, lead.end()) if lead is not None else start
    while True:
        bare = plain[start:].rstrip(_EDGES)
        match = next(
            (
                match
                for match in lexicon.patterns["trailing"].finditer(bare)
                if match.end() == len(bare) and bare[: match.start()][-1:] in ("", " ")
            ),
            None,
        )
        plain = plain[:start] + bare[: match.start() if match else None]
        if match is None:
            break
    text = words.cut(start, max(start, len(plain)))
    if (
        not text
        or lexicon.patterns["it_alone"].match(plain, start)
        or lexicon.is_all("pronoun", plain[start:])
        or lexicon.is_all("time_object_only", plain[start:])
    ):
        return None
    return text
