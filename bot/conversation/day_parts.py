"""The parts of a day, for days with more times than a page shows. By the clocks of the zone that the times are in."""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from bot.scheduling import zones
from bot.scheduling.models import Slot

Part = Literal["morning", "afternoon", "evening"]

PARTS: tuple[Part, ...] = get_args(Part)
AFTERNOON = 12
"""The hour at which the morning is over."""
EVENING = 18
"""The hour at which the afternoon is over, here as in words (``scheduling.when``)."""


def part_of(slot: Slot, zone: str) -> Part:
    hour = zones.local(slot.start, zone).hour
    if hour < AFTERNOON:
        return "morning"
    return "afternoon" if hour < EVENING else "evening"


def of_part(slots: Iterable[Slot], zone: str, part: Part | None) -> list[Slot]:
    """Those of the slots that start in that part; all of them when it is None."""
    return [slot for slot in slots if part in (None, part_of(slot, zone))]


def beside(slots: Sequence[Slot], zone: str, page: Sequence[Slot], shown: Part | None) -> dict[Part, list[Slot]]:
    """The parts to offer beside a page of a day's slots: those that have times the page does not show.

    None where the day has times in one part only, since the next page is what is left of it; and not ``shown``, the
    part that the page is of.
    """
    by_part = {part: of_part(slots, zone, part) for part in PARTS}
    if sum(map(bool, by_part.values())) < 2:
        return {}
    return {part: found for part, found in by_part.items() if part != shown and any(slot not in page for slot in found)}
