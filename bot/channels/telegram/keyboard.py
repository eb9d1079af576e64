"""The choices of a reply as buttons under it.

What a button answers with is a short versioned id of ours, ``1:<choice id>``; Telegram allows 64 bytes. Nothing else
is in it, so a made-up one can at most name a choice, and the conversation knows which of those are open.
"""

import re
from typing import Literal

VERSION = "1"
NOTHING = "-"
"""What ``decode`` gives for a button that does nothing: a heading, a day without times, a choice already taken."""
IDLE = f"{VERSION}:{NOTHING}"

_DATA = re.compile(rf"{VERSION}:([A-Za-z0-9._:-]{{1,48}})(?:@(location|phone))?")
_OF_ONE_REPLY = re.compile(r"\d+\.\d+")

Share = Literal["location", "phone"]
_SHARES: dict[str | None, Share] = {"location": "location", "phone": "phone"}


def encode(choice_id: str, share: Share | None = None) -> str:
    """The callback data of a choice. An id that a ``Choice`` cannot have is a programming error and raises."""
    data = f"{VERSION}:{choice_id}" + (f"@{share}" if share else "")
    if decode(data) is None:
        raise ValueError(f"no choice has the id {choice_id!r}")
    return data


def decode(data: str) -> str | None:
    """The choice's id, or None: not ours, of another version, or made up."""
    found = _DATA.fullmatch(data)
    return found[1] if found else None


def asks_device(data: str) -> Share | None:
    """What the person's device is asked for when this is tapped, instead of the conversation answering."""
    found = _DATA.fullmatch(data)
    return _SHARES.get(found[2]) if found else None


def lasts(data: str) -> bool:
    """Whether a tap on it means the same whenever it comes; the others belong to one reply ("12.3")."""
    choice_id = decode(data)
    return choice_id is not None and choice_id != NOTHING and not _OF_ONE_REPLY.fullmatch(choice_id)
