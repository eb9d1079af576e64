"""What a host says of their own calendar, read before it is read as a guest's wish. Patterns are in ``hosts``.

A host is a guest too ("book me with the support team"), so only what plainly is about their own calendar is taken.
"""

from collections.abc import Callable, Collection
from typing import Literal

from bot.conversation.moment import Moment
from bot.conversation.offline import host_agenda, host_bookings, host_hours, host_types
from bot.conversation.offline.answers import TEXTS
from bot.conversation.offline.host_words import HostCall, HostWords
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.utterance import Utterance

_Reader = Callable[[HostWords], HostCall | None]

_READERS: tuple[tuple[_Reader, Literal["reads", "changes"]], ...] = (
    (host_bookings.recordings, "reads"),
    (host_bookings.answer_request, "changes"),
    (host_hours.show_hours, "reads"),
    (host_bookings.special_change, "changes"),
    (host_types.list_types, "reads"),
    (host_types.event_types, "changes"),
    (host_agenda.check_free, "reads"),
    (host_agenda.show_agenda, "reads"),
    (host_agenda.book_for, "changes"),
    (host_bookings.cancel_or_move, "changes"),
    (host_hours.change_hours, "changes"),
)
"""In the order in which they are tried: what is said in plainer words first."""


def host_call(utterance: Utterance, moment: Moment, lexicon: Lexicon, offered: Collection[str]) -> HostCall | None:
    """The call that the message asks for; None when it is not about the host's own calendar."""
    if not moment.get("is_host"):
        return None
    words = HostWords(utterance, moment, lexicon)
    asks_a_text = any(question["type"] in (*TEXTS, "multiemail", "phone") for question in moment["asked"])
    answers_a_text = asks_a_text and (moment["task"] == "book" or host_bookings.changed(words) is not None)
    only_reads = answers_a_text or (moment["proposal"] and words.is_answer)
    for read, effect in _READERS:
        call = None if only_reads and effect == "changes" else read(words)
        if call is not None and call[0] in offered:
            return call
    call = host_bookings.answer(words)
    return call if call is not None and call[0] in offered else None
