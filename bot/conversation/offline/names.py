"""Whom a message names: the person's own name, and the host or team they want to meet.

A name is taken only where the words around it say so; "I'm in Lisbon" and "I'm free on Friday" name nobody.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.conversation.letters import folded
from bot.conversation.moment import Moment
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.utterance import FULL_STOP, Span, Utterance, blank

MOST_WORDS = 4

_WORD = re.compile(r"(?:dr|mr|mrs|ms|prof|st|sr|sra|dra|[^\W\d_])\.(?=\s)|[^\W\d_]+(?:['.\-][^\W\d_]+)*", re.IGNORECASE)
_CLAUSE_END = re.compile(rf"[,;:!?\n()<>|/]|{FULL_STOP}|\s-\s")
_ASIDE = re.compile(r"\([^()]*\)")
_TEAM = re.compile(r"\s*((?:[\w'-]+\s+){1,3}?([\w'-]+))(?!\w)")


@dataclass(frozen=True)
class Found:
    """Something in a message: as it was written, and its span in the folded text."""

    text: str
    span: Span
    parts: tuple[Span, ...] = ()
    """The exact pieces, where other words stand between them."""

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.parts or (self.span,)


def find_name(
    utterance: Utterance, lexicon: Lexicon, taken: Iterable[Span], *, asked: bool, told_more: bool
) -> Found | None:
    """The person's own name. ``taken`` are spans that mean something else. ``asked``: they were asked for it;
    ``told_more``: the message also gives a time or an address, so that a name in lower case is likely."""
    plain = utterance.without(taken)
    shouted = utterance.said.isupper()
    capitals = names_in_capitals(utterance, lexicon)
    for match in lexicon.patterns["name_is"].finditer(plain):
        cue = match.group().strip()
        sure = lexicon.is_all("name_is_sure", cue)
        words = list(_name_words(utterance, plain, match.end(), lexicon)) or _in_capitals(capitals, match.end())
        while words and plain[slice(*words[-1])] in lexicon.sets["and"]:
            words.pop()
        if not words:
            continue
        found = _joined(utterance, words)
        capital = found.text[:1].isupper() and not shouted
        said_of_oneself = lexicon.is_all("i_am", cue)
        if sure or asked or (capital and _all_capital(found.text)):
            return found
        if said_of_oneself and (
            capital or (told_more and not folded(found.text).endswith(tuple(lexicon.sets["no_name_endings"])))
        ):
            return found
    return None


def names_in_capitals(utterance: Utterance, lexicon: Lexicon) -> list[Span]:
    """Names that are written as names ("I'm Cancel Everything"), whatever their words mean elsewhere. Where every word
    has a capital, none of them tells a name."""
    if all(word[0].isupper() for word in _WORD.findall(utterance.said)):
        return []
    found = []
    for match in lexicon.patterns["name_is"].finditer(utterance.plain):
        words: list[Span] = []
        for first, last in itertools.islice(_words_from(utterance.plain, match.end()), MOST_WORDS):
            if not utterance.cut(first, last)[:1].isupper():
                break
            words.append((first, last))
        if len(words) > 1:
            found.append((words[0][0], words[-1][1]))
    return found


def _in_capitals(capitals: Iterable[Span], start: int) -> list[Span]:
    """That name of them which begins right there."""
    return [span for span in capitals if 0 <= span[0] - start <= 2]


def name_beside_email(
    utterance: Utterance, email: Found, lexicon: Lexicon, taken: Iterable[Span], *, asked: bool
) -> Found | None:
    """ "Ana Silva, ana@example.com" and "Ana Silva <ana@example.com>": the words right before the address."""
    plain = utterance.without(span for span in taken if span != email.span)
    aside = [match.span() for match in _ASIDE.finditer(plain)]
    before = blank(plain, aside)[: email.span[0]].rstrip(" ,;<(-:/|\n")
    start = max((match.end() for match in _CLAUSE_END.finditer(before)), default=0)
    words = [(match.start() + start, match.end() + start) for match in _WORD.finditer(before[start:])]
    while words and plain[slice(*words[-1])] in lexicon.sets["not_a_name"] - lexicon.sets["also_names"]:
        words.pop()
    if not words or len(words) > MOST_WORDS:
        return None
    found = _joined(utterance, words)
    if _has_other_words(found.text, lexicon):
        return None
    mailbox = folded(email.text).split("@")[0]
    alike = any(len(plain[a:b]) > 2 and plain[a:b] in mailbox for a, b in words)
    return found if asked or alike or (_all_capital(found.text) and not utterance.said.isupper()) else None


def as_name(text: str, lexicon: Lexicon) -> bool:
    """Whether the words could be a name and nothing else, as an answer to being asked for it."""
    words = _WORD.findall(text)
    rest = _WORD.sub("", text).strip(" ,.!'\"")
    return 0 < len(words) <= MOST_WORDS + 1 and not rest and not _has_other_words(text, lexicon)


def _has_other_words(text: str, lexicon: Lexicon) -> bool:
    """Whether a word of it belongs to no name: "Will Bookman" is one, "will book" is none."""
    words = _WORD.findall(text)
    # "anna von der heide": in between, small words are parts of names.
    parts = {word for word in words[1:-1] if folded(word) in lexicon.sets["name_parts"]}
    other = [word for word in words if folded(word) in lexicon.sets["not_a_name"] and word not in parts]
    capital = not text.isupper() and all(
        word[0].isupper() and folded(word) in lexicon.sets["also_names"] for word in other
    )
    return bool(other) and not (capital and len(other) < len(words))


def find_host(utterance: Utterance, moment: Moment, lexicon: Lexicon, taken: Iterable[Span]) -> Found | None:
    """The host or team that is named, known or not; code looks it up."""
    plain = utterance.without(taken)
    known = _known_hosts(moment)
    for match in lexicon.patterns["with_host"].finditer(plain):
        found = _after_with(utterance, plain, match.end(), known, lexicon)
        if found is not None:
            return found
    refused = [match.end() for match in lexicon.patterns["not_host"].finditer(plain)]
    for name in known:
        for bare in re.finditer(rf"(?<!\w){re.escape(name)}(?:'s)?(?!\w)", plain):
            if bare.start() - 1 not in refused:
                return Found(utterance.cut(bare.start(), bare.start() + len(name)), bare.span())
    for match in lexicon.patterns["host_free"].finditer(plain):
        word = _WORD.match(plain, match.end() + 1)
        after = plain[word.end() :].lstrip() if word else ""
        if (
            word
            and word.group() not in lexicon.sets["not_a_name"] | lexicon.sets["nobody"]
            and (lexicon.patterns["is_free"].match(after))
        ):
            return Found(utterance.cut(*word.span()), word.span())
    return None


def _known_hosts(moment: Moment) -> list[str]:
    hosts = [moment["host"], *(facts["host"] for facts in moment["event_types"] if "host" in facts)]
    names = [folded(host) for host in dict.fromkeys(hosts) if host]
    first_names = [name.split()[0] for name in names if " " in name and "team" not in name.split()]
    return sorted(
        {form for name in [*names, *first_names] for form in (name, name.replace("-", " "))}, key=len, reverse=True
    )


def _after_with(utterance: Utterance, plain: str, start: int, known: list[str], lexicon: Lexicon) -> Found | None:
    lead = lexicon.patterns["host_lead"].match(plain, start + 1)
    start = lead.end() if lead is not None else start
    tail = plain[start:]
    team = _TEAM.match(tail)
    if team is not None and team[2] in lexicon.sets["team_words"]:
        return Found(
            utterance.cut(start + team.start(1), start + team.end(1)), (start + team.start(1), start + team.end(1))
        )
    for name in known:
        match = re.match(rf"\s*{re.escape(name)}(?!\w)", tail)
        if match is not None:
            span = (start + match.end() - len(name), start + match.end())
            return Found(utterance.cut(*span), span)
    words: list[Span] = []
    for first, last in _words_from(plain, start):
        word = plain[first:last]
        if word in lexicon.sets["titles"] and not words:
            words.append((first, last))
        elif word in lexicon.sets["nobody"] or (word in lexicon.sets["not_a_name"] and word not in lexicon.sets["and"]):
            break
        elif word in lexicon.sets["and"]:
            if not words or not utterance.cut(last + 1, last + 2).isupper():
                break
            words.append((first, last))
        elif words and utterance.cut(*words[0])[:1].isupper() and not utterance.cut(first, last)[:1].isupper():
            break
        else:
            words.append((first, last))
    while words and plain[slice(*words[-1])] in lexicon.sets["and"]:
        words.pop()
    if not words or len(words) > MOST_WORDS + 1:
        return None
    found = _joined(utterance, words)
    after = plain[found.span[1] :].lstrip()
    ends_well = not after or not after[0].isalnum() or after.split()[0].strip(".,!?") in lexicon.sets["not_a_name"]
    return found if _all_capital(found.text) or (lead is None and ends_well and len(words) <= 2) else None


def _name_words(utterance: Utterance, plain: str, start: int, lexicon: Lexicon) -> Iterator[Span]:
    for count, (first, last) in enumerate(_words_from(plain, start)):
        word = plain[first:last]
        capital = utterance.cut(first, last)[:1].isupper() and not utterance.said.isupper()
        particle = count and (word in lexicon.sets["name_parts"] or (capital and word in lexicon.sets["also_names"]))
        if count == MOST_WORDS + 1 or (word in lexicon.sets["not_a_name"] and not particle):
            return
        yield first, last


def _words_from(plain: str, start: int) -> Iterator[Span]:
    """Spans of the words that follow without a break of the clause."""
    position = start
    for match in _WORD.finditer(plain, start):
        gap = plain[position : match.start()]
        if gap.strip() or len(gap) > 2:
            return
        yield match.span()
        position = match.end()


def _joined(utterance: Utterance, words: list[Span]) -> Found:
    span = words[0][0], words[-1][1]
    return Found(utterance.cut(*span), span)


def _all_capital(text: str) -> bool:
    """Every longer word begins with a capital: "Ana Silva", "Ludwig van Beethoven"."""
    words = _WORD.findall(text)
    return (
        words[0][0].isupper() and words[-1][0].isupper() and all(word[0].isupper() or len(word) <= 3 for word in words)
    )
