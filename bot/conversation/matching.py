"""Which event types the person's words and length fit. Pure; several that fit are a question, never a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.conversation.directory import Owner
from bot.conversation.grounding import words
from bot.conversation.policy import generic_words
from bot.scheduling.models import EventType


@dataclass(frozen=True)
class Candidate:
    owner: Owner
    event_type: EventType


def by_words(owners: Sequence[Owner], text: str) -> list[Candidate]:
    """Event types that are called so: by slug, by title, or by what tells their title from others."""
    everything = [Candidate(owner, event_type) for owner in owners for event_type in owner.event_types]
    wanted = text.strip().casefold()
    exact = [found for found in everything if wanted in (found.event_type.slug, found.event_type.title.casefold())]
    if exact:
        return exact
    told = [word for word in words(text) if word not in generic_words()]
    if not told:
        return []
    named = [found for found in everything if set(told) <= _names(found.event_type)]
    if named:
        return named
    partly = [
        found for found in everything if _telling(found.event_type) and _telling(found.event_type) <= set(words(text))
    ]
    if partly:
        return partly
    joined = " ".join(told)
    return [
        found
        for found in everything
        if len(joined) > 3
        and any(
            fuzz.ratio(joined, " ".join(words(name))) >= 84
            for name in (found.event_type.slug, found.event_type.title, " ".join(_telling(found.event_type)))
        )
    ]


def mentioned(owners: Sequence[Owner], message: str) -> list[Candidate]:
    """The one event type that a whole message names, by slug or title; none when several are named."""
    heard = words(message)
    found = []
    for owner in owners:
        for event_type in owner.event_types:
            names = [words(event_type.slug.replace("-", " ")), words(event_type.title)]
            if any(name and set(name) - generic_words() and _stand_together(name, heard) for name in names):
                found.append(Candidate(owner, event_type))
    return found if len(found) == 1 else []


def _stand_together(wanted: list[str], heard: list[str]) -> bool:
    return any(heard[start : start + len(wanted)] == wanted for start in range(len(heard)))


def borne_out(event_type: EventType, heard: set[str], lengths: set[int]) -> bool:
    """Whether words or lengths of a message speak of this event type."""
    return bool(_telling(event_type) & heard or set(event_type.lengths) & lengths or event_type.slug in heard)


def by_length(candidates: Sequence[Candidate], minutes: int) -> list[Candidate]:
    """Those that can be so long; where one is named after that length, it alone ("30min" for half an hour)."""
    fitting = [found for found in candidates if minutes in found.event_type.lengths]
    named = [
        found
        for found in fitting
        if str(minutes) in re.findall(r"\d+", f"{found.event_type.slug} {found.event_type.title}")
    ]
    return named if len(named) == 1 else fitting


def _names(event_type: EventType) -> set[str]:
    """Every word it is called by, slugs such as ``30min`` taken apart too."""
    parts = words(event_type.title) + words(event_type.slug)
    return {*parts, *(piece for part in parts for piece in re.findall(r"\d+|[^\W\d]+", part))}


def _telling(event_type: EventType) -> set[str]:
    return {word for word in words(event_type.title) if word not in generic_words() and not word.isdigit()}
