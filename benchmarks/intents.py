"""What the built-in model makes of real requests: a table of expected against done, and the share that is right.

`python -m benchmarks.intents [--failures N]` reads the calendar utterances that lie beside a checkout in
``../shared/eval/dev``; elsewhere it says that there is nothing to measure.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.conversation.models import builtin
from bot.conversation.understand import answer

DATA = Path(__file__).parents[2] / "shared" / "eval" / "dev"

RIGHT_AT_LEAST = 0.92
BOOKED_WRONGLY_AT_MOST = 0.02

REMINDER = re.compile(
    r"\b(?:remind|alert|notif|notice|alarm|let me know|tell me on|don't let me forget)", re.IGNORECASE
)
ZONE_CHANGE = re.compile(r"^(?:please )?(?:switch|change)\b", re.IGNORECASE)

INTENTS = {
    "calendar_set": "book",
    "schedule_meeting": "book",
    "calendar_query": "list",
    "meeting_schedule": "list",
    "calendar": "list",
    "calendar_remove": "cancel",
    "calendar_update": "cancel",
    "cancel_reservation": "cancel",
    "general_affirm": "yes",
    "yes": "yes",
    "general_negate": "no",
    "no": "no",
    **dict.fromkeys(
        [
            *("oos", "datetime_query", "datetime_convert", "timezone", "time", "date", "who_made_you", "alarm_set"),
            *("are_you_a_bot", "what_can_i_ask_you", "greeting", "goodbye", "thank_you"),
        ],
        "outside",
    ),
}
SMCALFLOW = {
    "create_event": "book",
    "query_calendar": "list",
    "update_event": "move",
    "delete_event": "cancel",
    "choose_option": "choose",
    "confirm": "yes",
    "deny": "no",
    "out_of_domain:weather": "outside",
    "out_of_domain:people_place": "outside",
    "out_of_scope:FenceReminder": "outside",
    "pleasantry": "outside",
    "other": "outside",
}
BOOKING_DOMAINS = frozenset(("Services_1", "Services_2", "Services_3", "Services_4"))


@dataclass(frozen=True)
class Case:
    text: str
    previous: str | None
    expected: str


def cases() -> Iterator[Case]:
    for row in _rows("intent_utterances.jsonl"):
        expected = INTENTS.get(row["intent"])
        if expected is None:
            continue
        if REMINDER.search(row["text"]):
            expected = "outside"
        elif row["intent"] == "datetime_convert" and ZONE_CHANGE.search(row["text"]):
            expected = "zone"
        previous = "Shall I book it?" if expected in ("yes", "no") else None
        yield Case(row["text"], previous, expected)
    for row in _rows("smcalflow_turns.jsonl"):
        if row["act"] in SMCALFLOW:
            yield Case(row["utterance"], row.get("prev_system"), SMCALFLOW[row["act"]])
    for row in _rows("sgd_turns.jsonl"):
        expected = _of_acts(row)
        if expected is not None:
            yield Case(row["utterance"], row.get("prev_system"), expected)


def _of_acts(row: dict[str, Any]) -> str | None:
    """The kind of a turn of an appointment dialogue; None for what is no appointment or has no plain kind."""
    acts = [act["act"] for act in row["acts"]]
    if row["service"] not in BOOKING_DOMAINS or row["active_intent"] not in ("BookAppointment", "NONE", None):
        return None
    told = any(slot["slot"].endswith(("_date", "_time")) for slot in row["slots"])
    if told:
        return "details"
    if acts in (["AFFIRM"], ["AFFIRM_INTENT"]):
        return "yes"
    if "INFORM_INTENT" in acts:
        return "book"
    if acts and acts[0] in ("NEGATE", "NEGATE_INTENT"):
        return "no"
    return "outside" if acts and set(acts) <= {"THANK_YOU", "GOODBYE"} else None


def done(answered: dict[str, Any], case: Case) -> str:
    """What the calls amount to, in the table's words: of several the one that was expected, if it is there."""
    kinds = [_kind(call, case.previous) for call in answered["calls"] if call["name"] != "set_time_zone"]
    kinds = kinds or ["zone" for _ in answered["calls"]] or ["outside"]
    return next((kind for kind in kinds if _is_right(case, kind)), kinds[-1])


def _kind(call: dict[str, Any], previous: str | None) -> str:
    match call["name"]:
        case "answer_proposal":
            return str(call["args"]["answer"])
        case "list_bookings":
            return "list"
        case "cancel_booking":
            return "cancel"
        case "reschedule_booking":
            return "move"
    if "choice" in call["args"] or (not call["args"] and previous):
        return "choose"
    return "book"


# What else is right for a kind: an offer is taken by naming the time, a no to it needs no call, a change of what was
# just put down may be told as a detail.
ALSO = {
    "details": {"book", "choose", "move", "yes", "list"},
    "choose": {"book", "yes"},
    "move": {"book"},
    "yes": {"book", "choose"},
    "no": {"outside", "book", "cancel"},
    "book": {"yes", "choose"},
    "outside": {"no"},
}


def main(arguments: list[str]) -> int:
    if not DATA.is_dir():
        print(f"Skipped: {DATA} is not there, so there are no utterances to measure with.")
        return 0
    failures = int(arguments[arguments.index("--failures") + 1]) if "--failures" in arguments else 0
    asked = list(cases())
    model = builtin()

    async def ask_all() -> list[dict[str, Any]]:
        return [await answer({"id": 0, "text": case.text, "previous": case.previous}, model) for case in asked]

    answers = asyncio.run(ask_all())
    outcomes = [(case, done(reply, case), reply) for case, reply in zip(asked, answers, strict=True)]
    _table(outcomes)
    wrong = [(case, made, reply) for case, made, reply in outcomes if not _is_right(case, made)]
    for case, made, reply in wrong[:failures]:
        calls = [(call["name"], call["args"]) for call in reply["calls"]]
        print(f"  {case.expected} -> {made}: {case.previous or ''!r} / {case.text!r} {calls}")
    outside = [(case, made) for case, made, _ in outcomes if case.expected == "outside"]
    booked = sum(made == "book" for _, made in outside) / len(outside)
    right = 1 - len(wrong) / len(outcomes)
    print(f"right                       {right:6.1%}   at least {RIGHT_AT_LEAST:.0%}   ({len(outcomes)} utterances)")
    print(f"none of ours, but booked    {booked:6.1%}   at most  {BOOKED_WRONGLY_AT_MOST:.0%}   ({len(outside)})")
    return 0 if right >= RIGHT_AT_LEAST and booked <= BOOKED_WRONGLY_AT_MOST else 1


def _is_right(case: Case, made: str) -> bool:
    return made == case.expected or made in ALSO.get(case.expected, ())


def _table(outcomes: list[tuple[Case, str, dict[str, Any]]]) -> None:
    columns = ("book", "move", "cancel", "list", "choose", "yes", "no", "zone", "outside")
    print(f"{'expected':10}" + "".join(f"{column:>9}" for column in columns) + f"{'right':>9}")
    for expected in dict.fromkeys(case.expected for case, _, _ in outcomes):
        made = Counter(made for case, made, _ in outcomes if case.expected == expected)
        right = sum(count for kind, count in made.items() if _is_right(Case("", None, expected), kind))
        counts = "".join(f"{made[column] or '':>9}" for column in columns)
        print(f"{expected:10}{counts}{right / made.total():9.0%}")


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
