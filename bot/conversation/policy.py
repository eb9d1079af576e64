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
from typing import Any, Literal

from bot.conversation.state import Proposal

PROPOSAL_MINUTES = 15
"""How long a proposal can be answered."""

LONGEST_MESSAGE = 4000
"""Characters. Nobody types more to a scheduling assistant; the rest is not read."""

ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")


def reads_yes(text: str, language: str, kind: str) -> bool:
    """Whether the message is a yes and nothing else: every word belongs to a yes or is a courtesy."""
    words = _words_of(language)
    return _consists_of(text, yes=words["yes"] | words[f"yes_{kind}"], filler=words["filler"])


def reads_no(text: str, language: str, kind: str) -> bool:
    """Whether the message is a no and nothing else."""
    words = _words_of(language)
    return _consists_of(text, yes=words["no"] | words[f"no_{kind}"], filler=words["filler"])


def affirms(text: str, language: str, kind: str) -> bool:
    """Whether the message holds a yes, in more words, and no doubt, condition, number or question.

    What a model takes for a yes must at least pass this.
    """
    words = _words_of(language)
    tokens = _tokens(text)
    if not tokens or len(tokens) > 20 or "?" in text or any(char.isdigit() for char in text):
        return False
    yes = words["yes"] | words[f"yes_{kind}"]
    # "No changes" is no yes; but a phrase of the yes list may hold a word of doubt ("don't cancel it").
    return _holds(tokens, yes) and not _holds(_without(tokens, yes), words["doubt"])


def refuses(text: str, language: str, kind: str) -> bool:
    """Whether the message holds a no."""
    words = _words_of(language)
    return _holds(_tokens(text), words["no"] | words[f"no_{kind}"] | words["doubt"])


def claims(text: str, language: str) -> bool:
    """Whether a model's own words say that something was done or is free, which only code may say."""
    return _holds(_tokens(text), _words_of(language)["claims"])


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
    """The index of the choice that a bare number picks: "2", "2.", "#2", "(2)"."""
    found = re.fullmatch(r"\s*[#(\[]?\s*(\d{1,2})\s*[.)\]]?\s*", text)
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


def _tokens(text: str) -> list[str]:
    """Lower-case words without punctuation; signs such as a thumb stand alone."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?|[\U0001F300-\U0001FAFF✅❌]", plain)


def _consists_of(text: str, *, yes: frozenset[str], filler: frozenset[str]) -> bool:
    tokens = _tokens(text)
    if len(tokens) > 15 or "?" in text:
        return False
    said = False
    while tokens:
        for phrases, counts in ((yes, True), (filler, False)):
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
    return next((n for n in range(min(5, len(tokens)), 0, -1) if " ".join(tokens[:n]) in phrases), 0)


def _holds(tokens: list[str], phrases: frozenset[str]) -> bool:
    return any(_longest(tokens[start:], phrases) for start in range(len(tokens)))


def _without(tokens: list[str], phrases: frozenset[str]) -> list[str]:
    kept = []
    while tokens:
        length = _longest(tokens, phrases)
        if not length:
            kept.append(tokens[0])
        tokens = tokens[length or 1 :]
    return kept


@cache
def _words_of(language: str) -> dict[str, Any]:
    folder = resources.files(__package__) / "words"
    file = folder / f"{language}.toml"
    data = tomllib.loads((file if file.is_file() else folder / "en.toml").read_text(encoding="utf-8"))
    return {
        key: {name: frozenset(phrases) for name, phrases in value.items()}
        if isinstance(value, dict)
        else frozenset(value)
        for key, value in data.items()
    }
