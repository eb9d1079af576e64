"""What a provider's model invents, swallows or adds is put right by the built-in model's reading; what it says rightly
stands."""

from typing import Any

from bot.conversation import second_look
from bot.conversation.moment import EventTypeFacts, Moment
from bot.conversation.tool_calls import Call
from bot.conversation.tools import TOOLS_BY_NAME

CARD = "book 30 Min Meeting, Tue, Nov 24, 3:00 PM"


def call(name: str, /, **arguments: Any) -> Call:
    tool = TOOLS_BY_NAME[name]
    return Call(tool, tool.arguments.model_validate(arguments))


def moment(**changes: Any) -> Moment:
    plain: dict[str, Any] = {
        "now": "Monday 2026-11-23 14:00",
        "time_zone": "Europe/Lisbon",
        "language": "en",
        "host": "Bailey",
        "event_types": [EventTypeFacts(slug="30min", title="30 Min Meeting", minutes=[30])],
        "task": None,
        "draft": None,
        "asked": [],
        "shown": [],
        "proposal": None,
        "bookings": [],
    }
    return Moment(**{**plain, **changes})  # type: ignore[typeddict-item]


def told(calls: tuple[Call, ...]) -> list[tuple[str, dict[str, Any]]]:
    return [(one.tool.name, one.arguments.given()) for one in calls]


def test_who_was_named_by_nobody_is_left_out() -> None:
    invented = call(
        "plan_booking",
        when="tomorrow",
        name="John Doe",
        email="john@example.com",
        phone="+1 555 0100 200",
        guests=["kat@corp.example", "boss@corp.example"],
    )
    heard = ["30 min tomorrow", "with kat@corp.example"]
    assert second_look.grounded(invented, heard).arguments.given() == {
        "when": "tomorrow",
        "guests": ["kat@corp.example"],
    }


def test_who_was_named_stays() -> None:
    said = call("plan_booking", name="Ana Silva", email="ana@example.com", phone="+351 912 345 678")
    heard = ["I'm ana silva, 912345678", "ana at example dot com"]
    assert second_look.grounded(said, heard) == said


def test_a_correction_of_the_card_is_not_swallowed_by_another_call() -> None:
    own = (call("plan_booking", when="the 26th"),)
    agreed = second_look.agreed((call("list_bookings"),), own, moment(proposal=CARD, task="book"))
    assert told(agreed) == [("plan_booking", {"when": "the 26th"})]


def test_the_length_that_was_said_stands_for_one_that_was_not() -> None:
    own = (call("plan_booking", length=45),)
    agreed = second_look.agreed((call("plan_booking", length=60),), own, moment(proposal=CARD, task="book"))
    assert told(agreed) == [("plan_booking", {"length": 45})]


def test_a_booking_that_nobody_asked_for_is_not_put_beside_another_wish() -> None:
    own = (call("cancel_booking", which="my exam"),)
    calls = (call("cancel_booking", which="my exam"), call("plan_booking", length=45))
    assert told(second_look.agreed(calls, own, moment())) == [("cancel_booking", {"which": "my exam"})]


def test_a_reading_that_only_the_provider_has_stands() -> None:
    calls = (call("cancel_booking", which="the one with Bailey"), call("plan_booking", when="on friday"))
    assert told(second_look.agreed(calls, (), moment())) == told(calls)


def test_a_card_is_always_looked_at_twice() -> None:
    assert second_look.is_needed((call("list_bookings", when="friday"),), moment(proposal=CARD, task="book"))
