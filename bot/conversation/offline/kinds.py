"""Which event type a message names: by its slug, its title, the words that tell it from the others, or its length."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.conversation.letters import folded
from bot.conversation.moment import EventTypeFacts, Moment
from bot.conversation.offline.lexicon import Lexicon, load
from bot.conversation.offline.utterance import Span, Utterance

_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_NEAR = 88


@dataclass(frozen=True)
class Kind:
    """``slug`` when it is sure; otherwise the person's own words, for code to look up."""

    text: str
    slug: str | None
    span: Span | None


def named_kind(
    utterance: Utterance, moment: Moment, host: str | None, lexicon: Lexicon, taken: Iterable[Span]
) -> Kind | None:
    """The event type that is named by its words; of ``host`` when the person named one."""
    plain = utterance.without(taken)
    best = _best(plain, _of_host(moment, host), lexicon)
    if best is not None:
        return Kind(utterance.cut(*best[1]), best[0], best[1])
    return _unknown_kind(utterance, plain, lexicon)


def kind_of_length(moment: Moment, host: str | None, minutes: int) -> Kind | None:
    """The one event type that is called after this length ("30min"), if there is one."""
    number = re.compile(rf"(?<!\d){minutes}(?!\d)")
    slugs = [
        facts["slug"]
        for facts in _of_host(moment, host)
        if facts["minutes"] == [minutes] and (number.search(facts["slug"]) or number.search(facts["title"]))
    ]
    return Kind(slugs[0], slugs[0], None) if len(slugs) == 1 else None


def match_kind(text: str, moment: Moment, lexicon: Lexicon) -> str | None:
    """The slug that an answer to "which kind?" names, or None."""
    best = _best(folded(text), moment["event_types"], lexicon)
    return best[0] if best is not None else None


def _of_host(moment: Moment, host: str | None) -> list[EventTypeFacts]:
    if host is None:
        return moment["event_types"]
    wanted = _folded(host)
    default = _folded(moment["host"])
    return [
        facts
        for facts in moment["event_types"]
        if wanted in (owner := _folded(facts.get("host", default))) or owner.split()[:1] == wanted.split()[:1]
    ]


def _folded(name: str) -> str:
    return re.sub(r"^the\s+", "", folded(name).replace("-", " "))


def _best(plain: str, event_types: Sequence[EventTypeFacts], lexicon: Lexicon) -> tuple[str | None, Span] | None:
    """The slug of the best match and where it is; without a slug when several match alike."""
    scored: list[tuple[int, int, str, Span]] = []
    said = [(match.group(), match.span()) for match in _WORD.finditer(plain)]
    for facts in event_types:
        names, own = _telling(facts["slug"], folded(facts["title"]), folded(facts.get("host", "")), lexicon.language)
        match = next((match for name in names if (match := name.search(plain))), None)
        if match is not None:
            scored.append((3, match.end() - match.start(), facts["slug"], match.span()))
            continue
        met = [span for word, span in said if any(_same(word, mine) for mine in own)]
        if own and met:
            everything = len(met) >= len(own)
            scored.append(
                (2 if everything else 1, len(met), facts["slug"], (met[0][0], met[-1][1] if everything else met[0][1]))
            )
    if not scored:
        return None
    top = max(score[:2] for score in scored)
    slugs = [(slug, span) for points, size, slug, span in scored if (points, size) == top]
    return (slugs[0][0] if len({slug for slug, _ in slugs}) == 1 else None), slugs[0][1]


@lru_cache(maxsize=512)
def _telling(slug: str, title: str, host: str, language: str) -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    """Patterns of the slug and the title as they can be written, and the words that tell this type from any meeting."""
    names = []
    for name in (slug, title):
        words = re.findall(r"\d+|[^\W\d_]+", name)
        if words and not (len(words) == 1 and words[0].isdigit()):
            names.append(re.compile(r"(?<!\w)" + r"[\s\-]*".join(map(re.escape, words)) + r"(?!\w)"))
    sets = load(language).sets
    noise = sets["plain_kinds"] | sets["type_adjectives"] | set(host.split())
    own = frozenset(
        word.replace("-", "")
        for word in _WORD.findall(f"{slug.replace('-', ' ')} {title}")
        if len(word) > 3 and word not in noise and not any(char.isdigit() for char in word)
    )
    return tuple(names), own


def _same(said: str, own: str) -> bool:
    said = said.replace("-", "")
    if said in (own, own + "s"):
        return True
    return len(own) > 5 and len(said) > 5 and said[0] == own[0] and fuzz.ratio(said, own) >= _NEAR


def _unknown_kind(utterance: Utterance, plain: str, lexicon: Lexicon) -> Kind | None:
    """ "a haircut": something that is asked for by name and is none of our types."""
    for match in lexicon.patterns["kind_lead"].finditer(utterance.plain):
        words: list[Span] = []
        for word in _WORD.finditer(plain, match.end()):
            gap = plain[words[-1][1] if words else match.end() : word.start()]
            ends = (
                gap.strip() or len(gap) > 1 or word.group() in lexicon.sets["not_a_name"] - lexicon.sets["plain_kinds"]
            )
            if ends or len(words) == 3:
                break
            words.append(word.span())
        if not words:
            continue
        said = [plain[start:end] for start, end in words]
        noise = lexicon.sets["plain_kinds"] | lexicon.sets["type_adjectives"]
        compound = lexicon.is_all("plain_compound", said[-1])
        if said[-1] not in noise and not compound and not said[-1][0].isdigit():
            span = words[0][0], words[-1][1]
            return Kind(utterance.cut(*span), None, span)
    return None
