"""What a host wants done with bookings on their calendar: requests answered, bookings changed, recordings shown."""

import re
from typing import Any

from bot.conversation.offline.host_words import EDGES, HostCall, HostWords, given, inner
from bot.conversation.offline.managing import cancel_arguments, move_arguments
from bot.conversation.offline.utterance import Span


def answer_request(words: HostWords) -> HostCall | None:
    """ "Accept Ana's request", "decline it, I'm away": about a request, where one is named."""
    plain, lexicon = words.plain, words.lexicon
    for answer in ("decline", "accept"):
        found = lexicon.patterns[f"host_{answer}"].search(plain)
        if found is None or not lexicon.finds("host_request", plain):
            continue
        why = words.reason if answer == "decline" else None
        end = why[1][0] if why is not None and why[1][0] >= found.end() else len(plain)
        which = words.utterance.cut(found.end(), end).strip(EDGES)
        return "answer_request", {"answer": answer, **given(which=which, reason=why[0] if why else None)}
    return None


def recordings(words: HostWords) -> HostCall | None:
    for kind in ("transcript", "recording"):
        found = words.span(f"host_{kind}")
        if found is not None:
            return "recordings", given(kind=kind, which=words.rest([found, words.span("host_show")]))
    return None


def special_change(words: HostWords) -> HostCall | None:
    """Changes that only a host makes: no-shows, other hosts, places, more people, asking for another time."""
    return _no_show(words) or _ask_to_reschedule(words) or _more_people(words) or _location(words) or _reassign(words)


def _no_show(words: HostWords) -> HostCall | None:
    found = words.span("host_no_show")
    return None if found is None else _change("no_show", which=words.rest([found]))


def _ask_to_reschedule(words: HostWords) -> HostCall | None:
    found = words.lexicon.patterns["host_ask_to_reschedule"].search(words.plain)
    if found is None:
        return None
    guest, why = inner(found), words.reason
    named = words.trimmed(words.utterance.cut(*guest)) if guest != found.span() else None
    rest = words.rest([found.span(), why[1] if why else None])
    return _change("ask_to_reschedule", which=" ".join(filter(None, (named, rest))), reason=why[0] if why else None)


def _more_people(words: HostWords) -> HostCall | None:
    """ "Add bo@example.com to my 3pm": guests; with a name beside the address, as an attendee where it is said."""
    found = words.span("host_add")
    emails = [*words.mentions.emails, *words.mentions.guests]
    if found is None or not emails or words.mentions.purpose:
        return None
    joint = words.lexicon.patterns["host_add_to"].search(words.plain, emails[-1].span[1])
    if joint is None and words.wish.act == "book":
        return None
    attendee = words.span("host_as_attendee")
    which = words.rest([(0, joint.end()), attendee]) if joint is not None else None
    people = [email.text for email in emails]
    if attendee is not None:
        name = words.rest([found, *(email.span for email in emails), attendee, _from(joint, words)])
        people = [f"{name} <{people[0]}>"] if name else people
        return _change("add_attendee", which=which, people=people)
    return _change("add_guests", which=which, people=people)


def _location(words: HostWords) -> HostCall | None:
    """ "Make my 3pm a phone call", "change the place of Ana's meeting to Main Street 1"."""
    found = words.span("host_location")
    if found is not None:
        joint = words.lexicon.patterns["to"].search(words.plain, found[1])
        if joint is None:
            return _change("location", which=words.rest([found]))
        to = words.utterance.cut(joint.end(), len(words.plain)).strip(EDGES)
        return _change("location", which=words.rest([found, _from(joint, words)]), to=to)
    turned = words.span("host_by_way")
    if turned is None or (words.wish.act not in ("move", "book") and words.span("host_turn") is None):
        return None
    if words.wish.act == "book" and words.span("host_turn") is None:
        return None
    end = len(words.plain)
    return _change(
        "location",
        which=words.rest([(turned[0], end), words.span("host_turn"), words.wish.verb]),
        to=words.trimmed(words.utterance.cut(turned[0], end)),
    )


def _reassign(words: HostWords) -> HostCall | None:
    found = words.span("host_reassign")
    if found is None:
        return None
    why = words.reason
    end = why[1][0] if why else len(words.plain)
    joints = list(words.lexicon.patterns["host_to_whom"].finditer(words.plain, found[1], end))
    if not joints:
        return _change("reassign", which=words.rest([found, (end, len(words.plain))]), reason=why[0] if why else None)
    whom = words.trimmed(words.utterance.cut(joints[-1].end(), end))
    to = None if whom is None or words.lexicon.finds("host_somebody", whom.lower()) else whom
    which = words.rest([found, (joints[-1].start(), len(words.plain))])
    return _change("reassign", which=which, to=to, reason=why[0] if why else None)


def cancel_or_move(words: HostWords) -> HostCall | None:
    """What a guest says of a booking too, said of one on the host's own calendar."""
    wish, moment = words.wish, words.moment
    guest = words.mentions.host.text if words.mentions.host is not None else None
    clears = words.span("host_clear") is not None and words.when is not None
    if len(words.wishes) > 1 or not (clears or wish.act in ("cancel", "move")) or words.is_known_host(guest):
        return None
    if wish.act == "move":
        arguments = move_arguments(wish, moment, words.lexicon)
        if not arguments.get("which") and moment["task"] is not None:
            return None  # "make it 4 instead" goes on with what is under way
        return _change("move", which=arguments.get("which"), when=arguments.get("when"))
    why = words.reason
    if clears or (words.span("host_whole_day") is not None and words.when is not None):
        return _change("cancel", scope="day", when=words.when, reason=why[0] if why else None)
    arguments = cancel_arguments(wish, moment, words.lexicon)
    if not arguments.get("which") and (moment["task"] is not None or moment["proposal"]):
        return None
    scope = arguments.get("scope")
    which = arguments.get("which") or guest
    if why is not None and which is not None and which.endswith(why[0]):
        which = words.trimmed(which.removesuffix(why[0]))
    return _change(
        "cancel", which=which, scope=scope if scope != "all" else "following", reason=why[0] if why else None
    )


def changed(words: HostWords) -> str | None:
    """What is being changed of a booking, while something of it is asked."""
    name, _, change = (words.moment["task"] or "").partition(" ")
    return change if name == "change_booking" and change else None


def answer(words: HostWords) -> HostCall | None:
    """What answers an open question about a change: why, where, who, which one, which day."""
    change, text = changed(words), words.utterance.said.strip()
    asked = next((question["slug"] for question in words.moment["asked"] if question["slug"] in _ASKED), None)
    if change is None or asked is None or not text or words.moment["proposal"]:
        return None
    if asked == "people":
        found = [email.text for email in (*words.mentions.emails, *words.mentions.guests)]
        return _change(change, people=[text] if change == "add_attendee" else found or [text])
    if change == "decline":
        return "answer_request", {"answer": "decline", **given(**{asked: text})}
    return _change(change, **{asked: text})


_ASKED = ("reason", "to", "people", "which", "when")


def _change(change: str, **arguments: Any) -> HostCall:
    return "change_booking", {"change": change, **given(**arguments)}


def _from(joint: re.Match[str] | None, words: HostWords) -> Span | None:
    return None if joint is None else (joint.start(), len(words.plain))
