"""What to say when nothing was asked of us: which sentence answers a greeting, thanks, a question about ourselves."""

import re

from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.utterance import Utterance
from bot.conversation.offline.wishes import opening, without_courtesy

_CLAUSE = re.compile(r"[^.!?;,\n]+")

# The first that any clause fits; what asks for an answer comes before what is only polite.
_BY_CLAUSE = (
    ("who_are_you", "smalltalk-who-are-you"),
    ("help", "help"),
    ("how_are_you", "smalltalk-how-are-you"),
    ("bye", "smalltalk-bye"),
    ("thank", "smalltalk-thanks"),
    ("settled", "smalltalk-ok"),
    ("greeting", "smalltalk-hello"),
)


def sentence(utterance: Utterance, lexicon: Lexicon, *, elsewhere: bool) -> str:
    """The id of the sentence that answers the message. ``elsewhere``: it asks for what is none of our business."""
    plain = utterance.plain.strip()
    clauses = [match.group().strip() for match in _CLAUSE.finditer(plain)]
    clauses += [clause[without_courtesy(clause, lexicon) :] for clause in clauses]
    fitting = [say for name, say in _BY_CLAUSE if any(lexicon.is_all(name, clause) for clause in clauses)]
    if fitting and (not elsewhere or fitting[0] in ("smalltalk-who-are-you", "help")):
        return fitting[0]
    if opening(plain, lexicon).end >= len(plain) > 0:
        return "smalltalk-ok"
    if elsewhere or _is_language(plain, lexicon):
        return "off-topic"
    return "not-understood"


def is_about_us(utterance: Utterance, lexicon: Lexicon) -> bool:
    """Whether the message asks who we are or what we can do."""
    plain = utterance.plain.strip(" .!?")
    return any(lexicon.is_all(name, plain) for name in ("who_are_you", "help"))


def is_nothing_else(utterance: Utterance, lexicon: Lexicon) -> bool:
    """Whether every clause is small talk: "how are you today?" asks for no day."""
    clauses = [match.group().strip() for match in _CLAUSE.finditer(utterance.plain)]
    names = ("who_are_you", "how_are_you", "bye", "greeting", "thank", "help")
    return all(
        any(
            lexicon.is_all(name, part)
            for name in names
            for part in (clause, clause[without_courtesy(clause, lexicon) :])
        )
        for clause in clauses
    )


def _is_language(plain: str, lexicon: Lexicon) -> bool:
    """Whether it reads like a sentence of our language, though not about anything we do."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain)
    return len(words) >= 3 and sum(word in lexicon.sets["not_a_name"] for word in words) >= 2
