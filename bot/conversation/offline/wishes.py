"""What a message asks for: cut into clauses, each read as one act, and clauses of one wish put together again.

A clause without a request of its own ("I'm Ana.") belongs to the wish beside it.
"""

import itertools
import re
from dataclasses import dataclass
from typing import Literal

from bot.conversation.moment import Moment
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.names import names_in_capitals
from bot.conversation.offline.utterance import Span, Utterance, blank, quoted

Act = Literal["book", "move", "cancel", "list", "zone", "keep", "elsewhere"]
"""``book`` covers looking for times and changing what is being booked; ``keep`` is "don't cancel it"; ``elsewhere``
is none of our business."""

_BREAK = re.compile(r"[.](?=\s|$)|[;!?\n]+")
_MOST_WORDS_BEFORE_A_TOPIC = 2
_SKIPPED = re.compile(r"[\s,.!;:\-]*")


@dataclass(frozen=True)
class Wish:
    """One act and the words it was asked in. ``verb`` is the span of the words that ask, in ``words.plain``."""

    act: Act | None
    words: Utterance
    verb: Span | None = None


@dataclass(frozen=True)
class Opening:
    """How a message begins: a yes, a no, courtesies; the rest starts at ``end``."""

    stance: Literal["yes", "no"] | None
    end: int


def opening(plain: str, lexicon: Lexicon) -> Opening:
    """Reads "ok thanks, yes", "no wait," from the front; a no outweighs a yes."""
    stance: Literal["yes", "no"] | None = None
    position = _skip(plain, 0)
    while position < len(plain):
        found = None
        for name in ("greeting", "no", "yes", "thank", "filler"):
            match = lexicon.patterns[name].match(plain, position)
            if match is not None and match.end() > position and (found is None or match.end() > found[1].end()):
                found = name, match
        if found is None:
            break
        name, match = found
        if name == "no" or (name == "yes" and stance is None):
            stance = "no" if name == "no" else "yes"
        position = _skip(plain, match.end())
    return Opening(stance, position)


def without_courtesy(plain: str, lexicon: Lexicon, start: int = 0) -> int:
    """Where a clause really begins, past "could you please"."""
    position = _skip(plain, start)
    while (match := lexicon.patterns["courtesy"].match(plain, position)) is not None and match.end() > position:
        position = _skip(plain, match.end())
    return position


def wishes(utterance: Utterance, moment: Moment, lexicon: Lexicon) -> list[Wish]:
    """The wishes of a message in order; one without an act when nothing is asked for."""
    plain = blank(utterance.plain, [*quoted(utterance.plain), *names_in_capitals(utterance, lexicon)])
    found: list[Wish] = []
    spans = _clauses(plain, lexicon)
    acts = [_act(plain[start:end], moment, lexicon) for start, end in spans]
    first = 0
    current: tuple[Act, Span] | None = None
    for (start, _), act in zip(spans, acts, strict=True):
        if act is None:
            continue
        kind, (verb_start, verb_end) = act
        if current is None:
            current = kind, (verb_start + start, verb_end + start)
        elif not _goes_on(current[0], kind, plain[start:], lexicon):
            found.append(_wish(utterance, current, first, start))
            first, current = start, (kind, (verb_start + start, verb_end + start))
        elif current[0] == "list" and kind in ("cancel", "move"):
            # "find my meeting with Alex and cancel it": what was looked for is what goes.
            current = kind, (verb_start + start, verb_end + start)
    found.append(_wish(utterance, current, first, len(plain)))
    return found


def _wish(utterance: Utterance, act: tuple[Act, Span] | None, start: int, end: int) -> Wish:
    words = utterance.part(start, end)
    if act is None:
        return Wish(None, words)
    return Wish(act[0], words, (act[1][0] - start, act[1][1] - start))


def _goes_on(act: Act, other: Act, clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause carries the wish before it on, rather than beginning another."""
    if act == "elsewhere" or other == "elsewhere":
        return False
    if act == other:
        return act in ("book", "list", "zone", "keep") or _aims_at_pronoun(clause, lexicon)
    if act == "list" and other in ("cancel", "move"):
        return _aims_at_pronoun(clause, lexicon)
    # "Can you move my meeting? Do you have anything on Friday?" goes on looking for the new time.
    return act == "move" and other == "book" and not lexicon.finds("anew", clause)


def _aims_at_pronoun(clause: str, lexicon: Lexicon) -> bool:
    start = without_courtesy(clause, lexicon)
    for name in ("cancel", "move", "book"):
        match = lexicon.patterns[name].match(clause, start)
        if match is not None:
            return lexicon.patterns["it_alone"].match(clause, _skip(clause, match.end())) is not None
    return False


def _clauses(plain: str, lexicon: Lexicon) -> list[Span]:
    """Sentences, and what follows "and", "then" or a comma where a request begins."""
    cuts = {0, len(plain)}
    cuts.update(match.end() for match in _BREAK.finditer(plain))
    joints = [match.span() for match in lexicon.patterns["conjunction"].finditer(plain)]
    joints += [(index, index + 1) for index, char in enumerate(plain) if char == ","]
    for start, end in joints:
        begin = without_courtesy(plain, lexicon, end)
        if any(lexicon.patterns[name].match(plain, begin) for name in ("cancel", "move", "book", "list", "zone")):
            cuts.add(start)
    ordered = sorted(cuts)
    return [(start, end) for start, end in itertools.pairwise(ordered) if plain[start:end].strip()]


def _act(clause: str, moment: Moment, lexicon: Lexicon) -> tuple[Act, Span] | None:
    """The act of a clause and where it is asked."""
    for name, act in _PLAIN:
        match = lexicon.patterns[name].search(clause)
        if match is not None:
            return act, match.span()
    changes = [found for name in ("cancel", "move") if (found := _change(name, clause, moment, lexicon))]
    if changes:
        return min(changes, key=lambda change: change[1])
    core = without_courtesy(clause, lexicon)
    for start in (core, 0):
        looked_for = [
            (match.start(), order, act, match.span())
            for order, (name, act) in enumerate(_LOOKED_FOR)
            if (match := lexicon.patterns[name].search(clause, start))
        ]
        if looked_for:
            found = min(looked_for)[2:]
            # "Book me a flight" is a booking, but none of ours.
            begin = 0 if lexicon.is_all("last_verb", clause[slice(*found[1])]) else found[1][0]
            foreign = found[0] == "book" and lexicon.patterns["elsewhere"].search(clause, begin)
            return ("elsewhere", found[1]) if foreign and not lexicon.finds("a_noun", clause) else found
    match = lexicon.patterns["elsewhere"].search(clause)
    if match is not None:
        return "elsewhere", match.span()
    match = lexicon.patterns["weak_book"].match(clause, core)
    return ("book", match.span()) if match is not None and lexicon.finds("clock_word", clause) else None


_PLAIN: tuple[tuple[str, Act], ...] = (("zone", "zone"), ("elsewhere_always", "elsewhere"), ("negated", "keep"))
_LOOKED_FOR: tuple[tuple[str, Act], ...] = (("list", "list"), ("free", "book"), ("book", "book"))


def _change(name: Literal["cancel", "move"], clause: str, moment: Moment, lexicon: Lexicon) -> tuple[Act, Span] | None:
    """Cancelling or moving something; changing what is being booked is booking."""
    for match in lexicon.patterns[name].finditer(clause):
        aim = clause[_skip(clause, match.end()) :]
        if name == "move" and lexicon.patterns["details_object"].match(aim):
            return "book", match.span()
        if _is_only_talked_about(clause, match.span(), lexicon):
            continue
        mine = lexicon.finds("my_meeting", clause[match.start() :])
        vague = lexicon.patterns["time_object"].match(aim) is not None or not aim.strip(" .!?")
        # With nothing proposed yet "my meeting" is one that stands; below a card it may be that card's.
        stands = not moment["proposal"] and lexicon.finds("own_booking", clause[match.start() :])
        theirs = stands or _is_theirs(clause, lexicon)
        if name == "move" and moment["task"] == "book" and not theirs and (vague or not mine):
            return "book", match.span()
        weak = lexicon.is_all("weak_verb", match.group())
        if not weak or mine or vague or _is_ours(aim, lexicon):
            return name, match.span()
    return None


def _is_only_talked_about(clause: str, verb: Span, lexicon: Lexicon) -> bool:
    """Whether cancelling or moving something is what a meeting is about ("to discuss cancelling our contract"), and
    that something is no meeting or time."""
    before = [match for match in lexicon.patterns["purpose"].finditer(clause[: verb[0]]) if match.end() < verb[0]]
    if not before or len(clause[before[-1].end() : verb[0]].split()) > _MOST_WORDS_BEFORE_A_TOPIC:
        return False
    aim = clause[_skip(clause, verb[1]) :]
    words = aim.split()
    nearest, near = " ".join(words[:2]), " ".join(words[:4])
    is_meeting = any(lexicon.finds(name, near) for name in ("a_noun", "about_all"))
    is_told = any(lexicon.finds(name, nearest) for name in ("clock_word", "ordinal")) or any(
        lexicon.patterns[name].match(aim) for name in ("time_object", "pronoun")
    )
    return bool(words) and not is_meeting and not is_told


def _is_theirs(clause: str, lexicon: Lexicon) -> bool:
    """Whether it aims at a booking that is told from others ("my friday meeting")."""
    match = lexicon.patterns["my_meeting"].search(clause)
    return match is not None and not lexicon.is_all("pronoun", match.group())


def _is_ours(aim: str, lexicon: Lexicon) -> bool:
    """Whether what a weak verb aims at is a meeting, a time or a diary."""
    return any(lexicon.finds(name, aim) for name in ("a_noun", "clock_word", "about_all", "ordinal"))


def _skip(plain: str, start: int) -> int:
    match = _SKIPPED.match(plain, start)
    return match.end() if match is not None else start
