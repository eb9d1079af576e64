"""Several bookings in one message, told apart: when one is must not be mixed with how long another takes."""

import re
from collections.abc import Iterator

from bot.conversation import policy
from bot.conversation.moment import Moment
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.mentions import Mentions, find_lengths, find_mentions
from bot.conversation.offline.utterance import Utterance
from bot.conversation.offline.wishes import without_courtesy

_BREAK = re.compile(r"[.](?=\s|$)|[;!?\n]+|,(?=\s)")
_NEAR = 8
"""Characters after a cut in which an "or" tells that what follows is one of two."""


class Mixed(Exception):
    """Several bookings of which one is wanted, or of which it cannot be told what belongs to which."""


def bookings(words: Utterance, moment: Moment, lexicon: Lexicon, asked: frozenset[str]) -> list[Utterance]:
    """The words of each booking, in order; all of them where they tell of one. ``Mixed`` when that cannot be told."""
    if not _may_be_several(words, moment, lexicon):
        return [words]
    later: list[Utterance] = []
    end = len(words.plain)
    choices = policy.choices_in(words.plain, lexicon.language)
    for cut in sorted({*_cuts(words.plain, lexicon), *choices}, reverse=True):
        first, second = words.part(0, cut), words.part(cut, end)
        told, told_too = (find_mentions(part, moment, lexicon, asked=asked) for part in (first, second))
        if not (_tells_booking(first, told, lexicon) and _tells_booking(second, told_too, lexicon)):
            continue
        lead = second.plain[without_courtesy(second.plain, lexicon) :]
        corrects = (
            lexicon.patterns[name].match(lead) or lexicon.finds(name, first.plain[told.times[-1].span[1] :])
            for name in ("correcting", "no")
        )
        if any(corrects):
            continue
        if any(told.times[-1].span[1] <= choice < cut + _NEAR for choice in choices):
            if any(other and other != one for one, other in zip(_what(told), _what(told_too), strict=True)):
                raise Mixed
            continue
        later.insert(0, second)
        end = cut
    return [words.part(0, end), *later]


def _may_be_several(words: Utterance, moment: Moment, lexicon: Lexicon) -> bool:
    lengths = find_lengths(words, moment, lexicon)
    asks = sum(len(list(lexicon.patterns[name].finditer(words.plain))) > 1 for name in ("with_host", "book"))
    return len(lengths) > 1 or bool(asks) or policy.names_one_more(words.plain, lexicon.language)


def _cuts(plain: str, lexicon: Lexicon) -> Iterator[int]:
    yield from (match.end() for match in _BREAK.finditer(plain))
    yield from (match.start() for match in lexicon.patterns["conjunction"].finditer(plain))


def _tells_booking(words: Utterance, mentions: Mentions, lexicon: Lexicon) -> bool:
    """Whether the words tell what is booked and when."""
    return bool(mentions.times) and (any(_what(mentions)) or lexicon.finds("a_noun", words.plain))


def _what(mentions: Mentions) -> tuple[set[int], str | None, str | None]:
    """What is booked: its lengths, its host, its kind."""
    lengths = {minutes for minutes, _ in mentions.lengths}
    kind = mentions.kind.slug if mentions.kind is not None else None
    return lengths, mentions.host.text if mentions.host else None, kind
