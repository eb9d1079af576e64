"""Arguments of ``plan_booking``: what a message tells of a booking, and its answers to what was asked."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.conversation.letters import folded
from bot.conversation.moment import Moment
from bot.conversation.offline.answers import Answers
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.mentions import Mentions
from bot.conversation.offline.names import Found
from bot.conversation.offline.utterance import Utterance
from bot.conversation.policy import fallback_in


def plan_arguments(
    utterance: Utterance,
    mentions: Mentions,
    moment: Moment,
    lexicon: Lexicon,
    answers: Answers | None = None,
    *,
    requested: bool = True,
) -> dict[str, Any]:
    """Only what was said; keys and values as the tool takes them. A kind of meeting that is none of the known ones
    counts when a booking is ``requested``."""
    arguments: dict[str, Any] = {}
    if answers is not None and answers.texts:
        mentions = _outside(mentions, answers.texts)
    _tell_what(arguments, mentions, moment, requested=requested)
    time = wished_time(utterance, mentions.times, lexicon)
    # "It's Ana now" wishes for no time.
    if time is not None and (
        requested or folded(time) not in lexicon.sets["fading"] or len(utterance.plain.split()) <= 3
    ):
        arguments["when"] = time
    _tell_who(arguments, mentions, answers)
    if answers is not None:
        arguments.update(
            {slug: value for slug, value in answers.own.items() if slug in ("name", "phone", "event_type", "when")}
        )
        if "length" in answers.own:
            arguments["length"] = int(answers.own["length"])
        if answers.fields:
            arguments["answers"] = dict(answers.fields)
    way = lexicon.patterns["way_to_meet"].search(utterance.plain)
    asks = lexicon.is_all("about_it", utterance.plain.strip(" .,!?"))
    if way is not None and not asks and "location" not in arguments.get("answers", {}):
        arguments["answers"] = {**arguments.get("answers", {}), "location": utterance.cut(*way.span())}
    if mentions.purpose is not None:
        _tell_purpose(arguments, mentions.purpose, moment, lexicon)
    return arguments


def _outside(mentions: Mentions, texts: Sequence[str]) -> Mentions:
    """Without what only a text answer mentions: "our march campaign" wishes for no time."""

    def is_in_text(found: Found | None) -> bool:
        return found is not None and any(found.text in text for text in texts)

    return replace(
        mentions,
        times=tuple(time for time in mentions.times if not is_in_text(time)),
        places=tuple(place for place in mentions.places if not is_in_text(place)),
        host=None if is_in_text(mentions.host) else mentions.host,
        name=None if is_in_text(mentions.name) else mentions.name,
        kind=None if mentions.kind and any(mentions.kind.text in text for text in texts) else mentions.kind,
    )


def wished_time(utterance: Utterance, times: tuple[Found, ...], lexicon: Lexicon) -> str | None:
    """One phrase for when: of a list or a first and a second choice all of it, of a correction the last, else the
    first."""
    if not times:
        return None
    between = [utterance.plain[a.span[1] : b.span[0]] for a, b in itertools.pairwise(times)]
    if any(fallback_in(gap, lexicon.language) for gap in between):
        return utterance.cut(times[0].span[0], times[-1].span[1])
    if between and all(lexicon.is_all("between_times", gap.strip(" ,;-/")) for gap in between):
        return utterance.cut(times[0].span[0], times[-1].span[1])
    if any(lexicon.finds("correcting", gap) or lexicon.finds("no", gap) for gap in between):
        return times[-1].text
    return times[0].text


def _tell_what(arguments: dict[str, Any], mentions: Mentions, moment: Moment, *, requested: bool) -> None:
    draft = moment["draft"] or {}
    if mentions.kind is not None:
        by_length_only = mentions.kind.span is None
        # While something is being booked, "make it 45 minutes" changes its length; code sees whether its type can.
        known = mentions.kind.slug is not None or requested
        if known and not (by_length_only and draft.get("event_type")):
            arguments["event_type"] = mentions.kind.slug or mentions.kind.text
    if mentions.host is not None:
        arguments["host"] = mentions.host.text
    if mentions.lengths:
        arguments["length"] = mentions.lengths[-1][0]


def _tell_who(arguments: dict[str, Any], mentions: Mentions, answers: Answers | None) -> None:
    answered = str(answers.fields) if answers is not None else ""
    if mentions.name is not None:
        arguments["name"] = mentions.name.text
    emails = [found.text for found in mentions.emails if found.text not in answered]
    if emails:
        arguments["email"] = emails[0]
    guests = [found.text for found in mentions.guests if found.text not in answered] + emails[1:]
    if guests:
        arguments["guests"] = guests
    phones = [found.text for found in mentions.phones if found.text not in answered]
    if phones:
        arguments["phone"] = phones[0]


def _tell_purpose(arguments: dict[str, Any], purpose: Found, moment: Moment, lexicon: Lexicon) -> None:
    """To the open question that asks for it; else to the notes that every event type can take."""
    given = arguments.get("answers", {})
    slug = next(
        (question["slug"] for question in moment["asked"] if question["slug"].lower() in lexicon.sets["notes_slugs"]),
        "notes",
    )
    if not any(purpose.text in str(value) for value in given.values()):
        arguments["answers"] = {**given, slug: given.get(slug, purpose.text)}
