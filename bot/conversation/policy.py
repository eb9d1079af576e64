"""The rules that no model can bend, as pure functions: is this a yes, may we write, which choice was meant.

A yes is read here in code from the person's own words; what a model says of it passes the same gate (``affirms``).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal

from bot.conversation.day_parts import PARTS, Part
from bot.conversation.letters import bare, spellings
from bot.conversation.state import Proposal

PROPOSAL_MINUTES = 15
"""How long a proposal can be answered."""

LONGEST_MESSAGE = 3000
"""Characters. Nobody types more to a scheduling assistant; the rest is not read."""

LONGEST_PLAIN_ANSWER = 15
"""Words of a yes or a no; who writes more says something else too."""

_IN_CASE = re.compile(r"(?:\W+\w+(?:'\w+)?){1,6}")
"""The words after an "if" in which it is told that something is taken."""

ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")


def reads_yes(text: str, language: str, kind: str) -> bool:
    """Whether the message is a yes and nothing else: every word belongs to a yes or is a courtesy."""
    words = _words_of(language)
    if _asks(text, words):
        return False
    return _consists_of(_tokens(text), words["yes"] | words.get(f"yes_{kind}", frozenset()), words["filler"])


def reads_no(text: str, language: str, kind: str) -> bool:
    """Whether the message is a no and nothing else."""
    words = _words_of(language)
    if _asks(text, words):
        return False
    return _consists_of(_tokens(text), words["no"] | words.get(f"no_{kind}", frozenset()), words["filler"])


def gives_no_reason(text: str, language: str) -> bool:
    """Whether a message says, to the question why, that no reason is given: in words, or by a plain yes or no. One that
    lets go of it all says more than that."""
    words = _words_of(language)
    if _consists_of(_tokens(text), words["no_reason"], words["filler"]):
        return True
    answers = reads_yes(text, language, "reason") or reads_no(text, language, "reason")
    return answers and not reads_never_mind(text, language)


def reads_never_mind(text: str, language: str) -> bool:
    """Whether the message lets go of what is being arranged, and says nothing else."""
    words = _words_of(language)
    return _consists_of(_tokens(text), words["never_mind"], words["filler"])


def reads_start_over(text: str, language: str) -> bool:
    """Whether the message asks to begin anew and says nothing else."""
    words = _words_of(language)
    return _consists_of(_tokens(text), words["start_over"], words["filler"])


def ends_thread(text: str, language: str) -> bool:
    """Whether the message ends a conversation with the team, and says nothing else."""
    words = _words_of(language)
    return _consists_of(_tokens(text), words["ends_thread"], words["filler"])


def asks_for_recap(text: str, language: str) -> bool:
    """Whether the message asks what was understood so far, and nothing else."""
    words = _words_of(language)
    return _consists_of(_tokens(text), words["recap"], words["filler"] | words["so_far"])


def reads_undo(text: str, language: str) -> bool:
    """Whether the message takes back what was just done, and says nothing else."""
    words = _words_of(language)
    return _consists_of(_tokens(text), words["undo"], words["filler"])


def asks_length(text: str, language: str) -> bool:
    """Whether the message asks how long something is."""
    return _holds(_tokens(text), _words_of(language)["asks_length"])


def fallback_in(text: str, language: str) -> tuple[int, int] | None:
    """The words that lead over to what is meant if the first cannot be had ("otherwise", "if 3 is gone"), as a span."""
    plain = bare(text).lower().replace("’", "'")
    words = _words_of(language)
    found = [match.span() for phrase in words["otherwise"] for match in _as_word(phrase).finditer(plain)]
    for phrase in words["in_case"]:
        for match in _as_word(phrase).finditer(plain):
            near = _IN_CASE.match(plain, match.end())
            ends = [
                taken.end()
                for gone in words["is_taken"]
                if near is not None and (taken := _as_word(gone).search(plain, *near.span()))
            ]
            found += [(match.start(), min(ends))] if ends else []
    return min(found, default=None)


def choices_in(text: str, language: str) -> list[int]:
    """Where a text says that one of two things is meant ("or")."""
    plain = bare(text).lower()
    return [match.start() for phrase in _words_of(language)["either"] for match in _as_word(phrase).finditer(plain)]


def names_one_more(text: str, language: str) -> bool:
    """Whether the words tell of another booking beside the one that is being made."""
    return _holds(_tokens(text), _words_of(language)["one_more"])


@cache
def generic_words() -> frozenset[str]:
    """Words that say "a booking" whatever its kind, in every language: a title need not be in the language of the
    person who names it."""
    return frozenset().union(
        *(_read(file.name.removesuffix(".toml")).get("generic", ()) for file in _folder().iterdir())
    )


def tells_stay(text: str, place: str, language: str, *, at_home: bool) -> bool:
    """Whether a message that names a place tells that the person is there for a while only. ``at_home``: it may as
    well be their home, so that only what is plainly to come counts."""
    words, tokens, named = _words_of(language), _tokens(text), _tokens(place)
    if _holds(tokens, words["stays"]):
        return True
    starts = [at for at in range(len(tokens)) if named and tokens[at : at + len(named)] == named]
    return not at_home and any(_longest(tokens[at + len(named) :], words["stay_times"]) for at in starts)


def tells_to_remember(text: str, language: str) -> tuple[str, ...] | None:
    """What of the person the message asks to remember, as ``state.REMEMBERED`` calls it; empty for all of it, None when
    it asks for nothing of the kind."""
    words, tokens = _words_of(language), _tokens(text)
    while tokens and not _longest(tokens, words["remember"]) and (length := _longest(tokens, words["filler"])):
        tokens = tokens[length:]
    if not _longest(tokens, words["remember"]):
        return None
    items = tuple(item for item, phrases in words["about_me"].items() if _holds(tokens, phrases))
    says_more = not _consists_of(tokens, words["remember"], words["filler"] | words["remember_me"])
    return None if says_more and not items else items


PEACE = ("disturb_again", "no_digest", "no_reminders", "undisturbed", "digest", "remind_me")
"""What people say of when they may be told something; those that take back before what they begin with."""


def reads_peace(text: str, language: str) -> str | None:
    """Which of ``PEACE`` the message says, and nothing else but hours, which the text is without."""
    words, tokens = _words_of(language), _tokens(text)
    hourly = words["between_hours"] | words["filler"]
    return next((wish for wish in PEACE if _consists_of(tokens, words[wish], hourly)), None)


def reads_switch(text: str, language: str) -> bool | None:
    """Whether the words switch something on or off; None when they do neither."""
    words, tokens = _words_of(language), _tokens(text)
    if _consists_of(tokens, words["off"], words["filler"]):
        return False
    return True if _consists_of(tokens, words["on"], words["filler"]) else None


def tells_to_forget(text: str, language: str) -> tuple[str, ...] | None:
    """What of the person the message asks to forget, and asks nothing else; empty for all of it, None otherwise."""
    words, tokens = _words_of(language), _tokens(text)
    if _consists_of(tokens, words["unremember_all"], words["filler"]):
        return ()
    names: dict[str, frozenset[str]] = words["about_me"]
    items = tuple(item for item, phrases in names.items() if _holds(tokens, phrases))
    asked = items and _holds(tokens, words["unremember"])
    return (
        items if asked and _consists_of(tokens, words["unremember"].union(*names.values()), words["filler"]) else None
    )


def part_named(text: str, language: str) -> Part | None:
    """The one part of the day that the words name."""
    tokens = _tokens(text)
    parts = [part for part in PARTS if _holds(tokens, _words_of(language)["parts"][part])]
    return parts[0] if len(parts) == 1 else None


def affirms(text: str, language: str, kind: str) -> bool:
    """Whether a message that a model takes for a yes may write: it passes the same gate as any other yes.

    "Yes, tomorrow works" may agree to another day than the one proposed, and "ok, cancel it" to nothing at all; such
    words are answered with the proposal once more.
    """
    return reads_yes(text, language, kind)


def claims(text: str, language: str) -> bool:
    """Whether a model's own words say that something was done or is free, which only code may say."""
    return _holds(_tokens(text), _words_of(language)["claims"])


def asks_for_other(text: str, language: str) -> Literal["days", "times"] | None:
    """Whether the words ask for other days or times than the shown ones, and name none themselves."""
    words, tokens = _words_of(language), _tokens(text)
    if any(char.isdigit() for char in text):
        return None
    kinds: tuple[Literal["days", "times"], ...] = ("days", "times")
    for what in kinds:
        phrases = words[f"other_{what}"]
        # A single word such as "more" asks for it only where it stands alone.
        if " ".join(tokens) in phrases or _holds(tokens, frozenset(phrase for phrase in phrases if " " in phrase)):
            return what
    return None


def why_not(proposal: Proposal | None, token: str | None, now: datetime) -> Literal["none", "other", "expired"] | None:
    """Why this yes may not write: nothing is proposed, it belongs to another proposal, or it came too late.

    None means that it may.
    """
    if proposal is None:
        return "none"
    if token != proposal.token:
        return "other"
    return "expired" if now >= proposal.expires_at else None


def picked_number(text: str, choices: int) -> int | None:
    """The index of the choice that a bare number picks: "2", "2.", "#2", "(2)", "option 2", "la 2", "2 please"."""
    found = _numbered().fullmatch(bare(text).lower())
    if found is None:
        return None
    index = int(found[1]) - 1
    return index if 0 <= index < choices else None


def picked_label(text: str, labels: Iterable[str]) -> int | None:
    """The index of the choice whose label was typed out."""
    wanted = " ".join(_tokens(text))
    same = [index for index, label in enumerate(labels) if wanted and " ".join(_tokens(label)) == wanted]
    return same[0] if len(same) == 1 else None


def picked_order(text: str, language: str, choices: int) -> int | None:
    """The index that words such as "the second one", "the last", "the later one" pick of so many."""
    if choices == 0:
        return None
    tokens = _tokens(text)
    order: dict[str, frozenset[str]] = _words_of(language)["order"]
    for index, name in enumerate(ORDER):
        if index < choices and _holds(tokens, order[name]):
            return index
    if _holds(tokens, order["last"]) or _holds(tokens, order["later"]):
        return choices - 1
    return 0 if _holds(tokens, order["earlier"]) else None


def says_half(text: str, language: str) -> bool:
    """Whether the words say which half of the day they mean; "9" alone may be either."""
    return _holds(_tokens(re.sub(r"(?i)(\d)([ap]m)", r"\1 \2", text)), _words_of(language)["day_halves"])


def names_order(text: str, language: str) -> bool:
    """Whether the words count ("the second one"), so that where there are fewer nothing else is meant."""
    order: dict[str, frozenset[str]] = _words_of(language)["order"]
    return any(_holds(_tokens(text), order[name]) for name in ORDER)


def is_filler(text: str, language: str) -> bool:
    """Whether nothing is said but politeness ("please"), or nothing at all."""
    words = _words_of(language)
    return not _tokens(text) or _consists_of(_tokens(text), words["filler"], frozenset())


def _tokens(text: str) -> list[str]:
    """Lower-case words without punctuation and accents; signs such as a thumb stand alone, whatever their colour."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    plain = re.sub("[\U0001f3fb-\U0001f3ff\ufe0f\u200d]", "", plain)
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?|[\U0001F300-\U0001FAFF✅❌]", bare(plain))


def _asks(text: str, words: dict[str, Any]) -> bool:
    """Whether it is a question, with its mark or by its words ("is that right")."""
    return "?" in text or "？" in text or _holds(_tokens(text), words["asks"])


def _consists_of(tokens: list[str], needed: frozenset[str], filler: frozenset[str]) -> bool:
    """Whether every token belongs to one of the phrases, and at least one to a phrase that is needed."""
    if len(tokens) > LONGEST_PLAIN_ANSWER:
        return False
    said = False
    while tokens:
        for phrases, counts in ((needed, True), (filler, False)):
            length = _longest(tokens, phrases)
            if length:
                said = said or counts
                tokens = tokens[length:]
                break
        else:
            return False
    return said


def _longest(tokens: list[str], phrases: frozenset[str]) -> int:
    """How many tokens the longest phrase that they begin with takes; 0 when there is none."""
    return next((n for n in range(min(6, len(tokens)), 0, -1) if " ".join(tokens[:n]) in phrases), 0)


@cache
def _as_word(phrase: str) -> re.Pattern[str]:
    """The phrase where it stands as a whole, whatever stands between its words."""
    words = r"\W+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _holds(tokens: list[str], phrases: frozenset[str]) -> bool:
    return any(_longest(tokens[start:], phrases) for start in range(len(tokens)))


@cache
def _words_of(language: str) -> dict[str, Any]:
    """The words of a language and the English ones beside, but for those that mean something else in it."""
    english = _read("en")
    if language == "en" or not _file(language).is_file():
        return english
    own = _read(language)
    joined: dict[str, Any] = {}
    for key, phrases in english.items():
        if isinstance(phrases, dict):
            joined[key] = {name: own[key][name] | phrases[name] - own["not_english"] for name in phrases}
        else:
            joined[key] = own[key] | phrases - own["not_english"]
    return joined


@cache
def _numbered() -> re.Pattern[str]:
    """A number that picks, with the words of any language that may stand before and after it: one that answers in
    English to French choices picks all the same."""
    files = [file.name.removesuffix(".toml") for file in (resources.files(__package__) / "words").iterdir()]
    read = [_read(language) for language in files]
    lead, tail = (
        "|".join(sorted((re.escape(word) for words in read for word in words[key]), key=len, reverse=True))
        for key in ("number_lead", "number_tail")
    )
    return re.compile(rf"\s*(?:{lead})?\s*[#(\[]?\s*(\d{{1,2}})\s*[.)\]]?(?:\s*,?\s+(?:{tail}))?\s*[.!]?\s*")


def _file(language: str) -> Traversable:
    return _folder() / f"{language}.toml"


def _folder() -> Traversable:
    return resources.files(__package__) / "words"


def _read(language: str) -> dict[str, Any]:
    return {
        key: {name: _spelled(phrases) for name, phrases in value.items()}
        if isinstance(value, dict)
        else _spelled(value)
        for key, value in tomllib.loads(_file(language).read_text(encoding="utf-8")).items()
    }


def _spelled(phrases: Iterable[str]) -> frozenset[str]:
    """The phrases however they are typed."""
    return frozenset(spelling for phrase in phrases for spelling in spellings(phrase))
