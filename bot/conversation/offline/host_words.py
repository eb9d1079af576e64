"""A host's message with what it mentions, and what is left of it once its request is taken out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.conversation.letters import folded
from bot.conversation.moment import Moment
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.mentions import Mentions, find_mentions, find_times
from bot.conversation.offline.names import Found
from bot.conversation.offline.utterance import Span, Utterance, hear
from bot.conversation.offline.wishes import Wish, opening, wishes

EDGES = " \t\n,;:.!?-()"

HostCall = tuple[str, dict[str, Any]]
"""A tool's name and its arguments."""


@dataclass(frozen=True)
class HostWords:
    utterance: Utterance
    moment: Moment
    lexicon: Lexicon

    @property
    def plain(self) -> str:
        return self.utterance.plain

    @cached_property
    def mentions(self) -> Mentions:
        return find_mentions(self.utterance, self.moment, self.lexicon, asked=frozenset())

    @cached_property
    def wishes(self) -> list[Wish]:
        return wishes(self.utterance, self.moment, self.lexicon)

    @property
    def wish(self) -> Wish:
        return self.wishes[0]

    @cached_property
    def times(self) -> list[Found]:
        return find_times(self.utterance, self.moment, self.lexicon)

    @cached_property
    def is_answer(self) -> bool:
        """It begins with a yes or a no, which is for what is proposed."""
        return opening(self.plain, self.lexicon).stance is not None

    def span(self, *names: str) -> Span | None:
        """Where the first of these patterns is found."""
        for name in names:
            found = self.lexicon.patterns[name].search(self.plain)
            if found is not None:
                return found.span()
        return None

    def finds(self, name: str) -> bool:
        return self.lexicon.finds(name, self.plain)

    @cached_property
    def when(self) -> str | None:
        """The time words in a row: "Thursday after 2"."""
        return " ".join(time.text for time in self.times) or None

    @cached_property
    def reason(self) -> tuple[str, Span] | None:
        """Why, where it is said, and the stretch that says it."""
        why = self.lexicon.patterns["reason"].search(self.plain)
        told = why or self.lexicon.patterns["host_excuse"].search(self.plain)
        if told is None:
            return None
        text = self.utterance.cut(told.end() if why is not None else told.start(), len(self.plain)).strip(EDGES)
        return (text, (told.start(), len(self.plain))) if text else None

    def rest(self, taken: Iterable[Span | None]) -> str | None:
        """What is left beside these stretches, without small words at its ends."""
        return self.trimmed(self.utterance.said_without([span for span in taken if span is not None]))

    def trimmed(self, text: str) -> str | None:
        left = hear(" ".join(text.split()), self.lexicon)
        start, end = 0, len(left.plain)
        edge = self.lexicon.patterns["host_edge"]
        while True:
            start = end - len(left.plain[start:end].lstrip(EDGES))
            end = start + len(left.plain[start:end].rstrip(EDGES))
            first = edge.match(left.plain, start, end)
            if first is not None and first.end() > start:
                start = first.end()
                continue
            last = [found for found in edge.finditer(left.plain, start, end) if found.end() == end]
            if not last:
                break
            end = last[0].start()
        return left.cut(start, end) or None if start < end else None

    def is_known_host(self, name: str | None) -> bool:
        """Whether it is somebody whose event types are offered, and not a guest."""
        if not name:
            return False
        hosts = {self.moment["host"], *(facts["host"] for facts in self.moment["event_types"] if "host" in facts)}
        wanted = folded(name)
        # "the Support Team" is called "support team" too.
        return any(wanted == folded(host).split()[0] or folded(host).endswith(wanted) for host in hosts if host)


def given(**arguments: Any) -> dict[str, Any]:
    """Without what was not said."""
    return {name: value for name, value in arguments.items() if value}


def inner(match: re.Match[str]) -> Span:
    """The group of the alternative that was found; all of it where that has none."""
    return match.span(match.lastindex or 0)
