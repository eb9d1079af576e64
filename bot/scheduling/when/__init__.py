"""Understanding time: a phrase and a now become readings.

Never guesses: where two readings are fair, both are given and the person is asked. Nothing is silently in the past:
where there is a choice the future is meant, and ``Reading.is_past`` tells of a time that was plainly named and is over.
"""

from bot.scheduling.when.batch import answer
from bot.scheduling.when.reading import Anchor, Mention, Reading, Window
from bot.scheduling.when.understanding import find, find_durations, find_lengths, read

__all__ = ["Anchor", "Mention", "Reading", "Window", "answer", "find", "find_durations", "find_lengths", "read"]
