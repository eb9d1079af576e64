"""What a host says of their own calendar, read before it is read as a guest's wish. Patterns are in ``hosts``.

A host is a guest too ("book me with the support team"), so only what plainly is about their own calendar is taken.
"""

from collections.abc import Collection
from typing import Any

from bot.conversation.moment import Moment
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.utterance import Utterance

_EDGES = " \t\n,;:.!?-"

HostCall = tuple[str, dict[str, Any]]
"""A tool's name and its arguments."""


def host_call(utterance: Utterance, moment: Moment, lexicon: Lexicon, offered: Collection[str]) -> HostCall | None:
    """The call that the message asks for; None when it is not about the host's own calendar."""
    if not moment.get("is_host"):
        return None
    call = None if moment["proposal"] else _answer(utterance, moment, lexicon)
    return call if call is not None and call[0] in offered else None


def _answer(utterance: Utterance, moment: Moment, lexicon: Lexicon) -> HostCall | None:
    """ "Accept Ana's request", "decline it, I'm away": about a request, where one is named or was shown."""
    plain = utterance.plain
    for answer in ("decline", "accept"):
        found = lexicon.patterns[f"host_{answer}"].search(plain)
        if found is None or not lexicon.finds("host_request", plain):
            continue
        why = lexicon.patterns["reason"].search(plain, found.end())
        end = len(plain) if why is None else why.start()
        which = utterance.cut(found.end(), end).strip(_EDGES)
        arguments: dict[str, Any] = {"answer": answer}
        if which:
            arguments["which"] = which
        if why is not None and answer == "decline":
            arguments["reason"] = utterance.cut(why.end(), len(plain)).strip(_EDGES)
        return "answer_request", arguments
    return None
