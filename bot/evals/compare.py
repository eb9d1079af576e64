"""The bookings that are there against those that should be: which are new, which changed, and what differs.

A dialogue is judged by what it left in the calendar, so this is the judge: pure, and strict about surplus bookings.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

Booking = Mapping[str, Any]


def differences(expected: object, actual: object, place: str = "") -> list[str]:
    """What keeps ``actual`` from being as ``expected`` says. Of an object only the keys that are expected count; a list
    has the same length, and its items are compared one by one."""
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        return [
            difference
            for key, value in expected.items()
            for difference in (
                differences(value, actual[key], f"{place}.{key}".removeprefix("."))
                if key in actual
                else [f"{place}.{key}: expected {_shown(value)}, but it is not there".removeprefix(".")]
            )
        ]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = enumerate(zip(expected, actual, strict=True))
        return [found for index, pair in pairs for found in differences(*pair, f"{place}[{index}]")]
    # True == 1 in Python, not in JSON.
    if expected == actual and isinstance(expected, bool) == isinstance(actual, bool):
        return []
    return [f"{place}: expected {_shown(expected)}, found {_shown(actual)}"]


def judge(before: Sequence[Booking], after: Sequence[Booking], expected: Sequence[Booking]) -> list[str]:
    """What is wrong with the calendar: each expected booking is one that is new or changed since ``before``, every new
    or changed one is expected, and none is gone. Empty when all is as it should be."""
    known = {booking["uid"]: booking for booking in before}
    touched = [booking for booking in after if known.get(booking["uid"]) != booking]
    pairs = _pair(expected, touched)
    left = [index for index in range(len(touched)) if index not in pairs.values()]
    problems = []
    for index, wanted in enumerate(expected):
        if index in pairs:
            continue
        if not left:
            problems.append(f"bookings[{index}]: expected {_shown(wanted)}, but no further booking is new or changed")
            continue
        nearest = min(left, key=lambda candidate: len(differences(wanted, touched[candidate])))
        left.remove(nearest)
        problems += [f"bookings[{index}].{found}" for found in differences(wanted, touched[nearest])]
    problems += [f"not expected: {_described(touched[index])}" for index in left]
    gone = known.keys() - {booking["uid"] for booking in after}
    return problems + [f"gone: {_described(known[uid])}" for uid in sorted(gone)]


def _pair(expected: Sequence[Booking], touched: Sequence[Booking]) -> dict[int, int]:
    """As many expected bookings as possible, each with a touched one of its own that is as it says (augmenting paths,
    so that a loosely described booking never takes the only match of a closely described one)."""
    fits = [[index for index, booking in enumerate(touched) if not differences(wanted, booking)] for wanted in expected]
    holder: dict[int, int] = {}

    def place(wanted: int, tried: set[int]) -> bool:
        for candidate in fits[wanted]:
            if candidate in tried:
                continue
            tried.add(candidate)
            if candidate not in holder or place(holder[candidate], tried):
                holder[candidate] = wanted
                return True
        return False

    for wanted in range(len(expected)):
        place(wanted, set())
    return {wanted: candidate for candidate, wanted in holder.items()}


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _described(booking: Booking) -> str:
    slug = (booking.get("eventType") or {}).get("slug")
    attendees = ", ".join(str(attendee.get("email")) for attendee in booking.get("attendees") or ())
    return f"{slug} at {booking.get('start')}, {booking.get('status')}, with {attendees or 'nobody'}"
