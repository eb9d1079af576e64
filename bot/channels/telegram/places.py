"""The time zone of a place that a person shares, looked up in tables on this machine: where they are is told nobody.

The borders stay in their file and are read from it as needed: 12 MB of memory after 2,000 places all over the world
instead of 34 with all of them loaded, and a look-up still takes microseconds.
"""

import asyncio
import atexit
from functools import cache
from typing import TYPE_CHECKING

from bot.scheduling import zones

if TYPE_CHECKING:
    from timezonefinder import TimezoneFinder


async def zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA name of the zone at a place, in degrees; None where nobody's clocks are: at sea, or off the globe."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    # The finder may not be used by two threads at once, so only loading it happens in one.
    finder = await asyncio.to_thread(_finder)
    zone = finder.timezone_at_land(lat=latitude, lng=longitude)
    return zone if zone is not None and zones.is_zone(zone) else None


@cache
def _finder() -> "TimezoneFinder":
    from timezonefinder import TimezoneFinder  # a fifth of a second of imports, at the first place that is shared

    finder = TimezoneFinder(in_memory=False)
    atexit.register(finder.cleanup)  # its files stay open for as long as there are places to look up
    return finder
