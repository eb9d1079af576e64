"""Which of the shown choices a message picks, and the wish to be shown others."""

import re
from collections.abc import Sequence

from bot.conversation.letters import folded
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.names import Found
from bot.conversation.offline.utterance import Utterance
from bot.conversation.policy import picked_order

_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})(?:[:.h](\d\d))?\s*(a\.?m|p\.?m)?(?![\d:])", re.IGNORECASE)


def pick_in(utterance: Utterance, shown: Sequence[str], times: Sequence[Found], lexicon: Lexicon) -> str | None:
    """The words that pick one of the shown choices: its number, its order, its time of day, or "any of them"."""
    plain = utterance.plain
    if not shown:
        if times:
            return None
        match = lexicon.patterns["named_pick"].search(plain)
        return utterance.cut(*match.span()) if match is not None else None
    if lexicon.finds("any_of_them", plain):
        return "1"
    match = next((match for match in lexicon.patterns["ordinal"].finditer(plain) if _stands_alone(match, times)), None)
    if match is None and len(times) == 1 and _is_bare_order(times[0].text, lexicon):
        # "the 2nd" or "second" of two times is one of them, and no date.
        match = lexicon.patterns["ordinal"].search(plain)
    if match is not None and _names_a_choice(match.group(), shown, lexicon):
        return utterance.cut(*match.span())
    if len(times) == 1 and of_time(times[0].text, shown, lexicon) is not None:
        return times[0].text
    number = _number(plain, lexicon)
    if number is not None and times and any(re.search(rf"(?<![\d:]){number}(?![\d:])", label) for label in shown):
        return None  # "le 2" where the 2nd of the month is shown is that day
    if number is not None and (int(number) <= len(shown) or of_time(number, shown, lexicon) is not None):
        return number
    return None


def _number(plain: str, lexicon: Lexicon) -> str | None:
    """The number that a message comes to: "2", "#2", "number 2 please"."""
    found = re.fullmatch(r"(.*?)(\d{1,2})\W*(.*?)\W*", plain, re.DOTALL)
    if found is None:
        return None
    lead, tail = found[1].strip(" .,;:!?()[]-"), found[3].strip()
    leads = not lead or lexicon.is_all("number_lead", lead)
    return found[2] if leads and (not tail or lexicon.is_all("number_tail", tail)) else None


def of_time(words: str, shown: Sequence[str], lexicon: Lexicon) -> str | None:
    """The one label that shows this time of day, when the words are a time of day and nothing else."""
    match = _CLOCK.search(words)
    if match is None or re.search(r"[^\W\d_]{4,}", lexicon.patterns["clock_small"].sub("", folded(words))):
        return None
    wanted = _clock(match)
    same = [label for label in shown if any(_agrees(wanted, _clock(own)) for own in _clocks(label))]
    return same[0] if len(same) == 1 else None


def _clocks(label: str) -> list[re.Match[str]]:
    return [match for match in _CLOCK.finditer(label) if match[2] is not None]


def _clock(match: re.Match[str]) -> tuple[int, int, str | None]:
    half = match[3].lower().replace(".", "") if match[3] else None
    return int(match[1]), int(match[2] or 0), half


def _agrees(wanted: tuple[int, int, str | None], shown: tuple[int, int, str | None]) -> bool:
    """3:30 agrees with 3:30 PM and with 15:30; 3:30 am agrees with neither."""
    hours = {wanted[0]} if wanted[2] else {wanted[0], wanted[0] + 12}
    if wanted[2] and shown[2]:
        return wanted == shown
    if wanted[2] == "pm" and wanted[0] < 12:
        hours = {wanted[0] + 12}
    return shown[0] in hours and shown[1] == wanted[1]


def _stands_alone(match: re.Match[str], times: Sequence[Found]) -> bool:
    """ "first" picks; the "first" of "first monday in december" is part of a time."""
    return not any(start < match.end() and match.start() < end for start, end in (time.span for time in times))


def _is_bare_order(words: str, lexicon: Lexicon) -> bool:
    """ "2nd", "the second": but "later" alone is a wish for other times."""
    plain = folded(words)
    if lexicon.patterns["other_times"].search(plain):
        return False
    return bool(re.fullmatch(r"(?:the\s+)?\d\w\w", plain) or lexicon.patterns["ordinal"].fullmatch(plain))


def _names_a_choice(words: str, shown: Sequence[str], lexicon: Lexicon) -> bool:
    number = re.search(r"\d{1,2}", words)
    if number is not None and not re.search(r"\d(?:st|nd|rd|th|er|[ºªao])(?!\w)", words):
        return 1 <= int(number.group()) <= len(shown)
    return picked_order(words, lexicon.language, len(shown)) is not None
