"""Which booking a host's words mean: by time, guest, title and length, in all that they tell."""

import pytest

from bot.message import Person
from tests.conversation.talking import Talk

CY = Person(account_id="test:cy", name="Cy Cole", email="cy@example.com", language="en", time_zone="Europe/Berlin")


@pytest.fixture
async def booked(ana: Talk) -> None:
    """Ana at 10:00 and 15:00 tomorrow by the clocks of New York; Cy, a quarter of an hour, and a demo later."""
    await ana.book()
    await ana.book("tomorrow at 8pm")
    cy = ana.with_account(CY, conversation_id="test:cy")
    await cy.book("Wednesday at 4pm", event_type="15min")
    await cy.book("Friday at 4pm", event_type="demo")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("my 3pm", "30 Min Meeting with Ana Silva, Tue, Nov 24, 3:00 PM"),
        ("Ana's 3pm", "30 Min Meeting with Ana Silva, Tue, Nov 24, 3:00 PM"),
        ("tomorrow at 10", "30 Min Meeting with Ana Silva, Tue, Nov 24, 10:00 AM"),
        ("cy's 15 min meeting", "15 Min Meeting with Cy Cole, Wed, Nov 25, 10:00 AM"),
        ("the demo", "Product Demo with Cy Cole, Fri, Nov 27, 10:00 AM"),
        ("the one on Friday", "Product Demo with Cy Cole, Fri, Nov 27, 10:00 AM"),
    ],
)
async def test_words_that_fit_one_booking_mean_it(bailey: Talk, booked: None, words: str, shown: str) -> None:
    asked = await bailey.call("change_booking", f"cancel {words}", change="cancel", which=words)
    card = await bailey.tap("Without a reason") if asked.proposal is None else asked
    assert shown in card.text


@pytest.mark.parametrize(("words", "count"), [("Cy's meeting", 2), ("Ana's", 2), ("tomorrow", 2), ("my meeting", 4)])
async def test_words_that_fit_several_ask_which_of_just_these(
    bailey: Talk, booked: None, words: str, count: int
) -> None:
    asked = await bailey.call("change_booking", f"cancel {words}", change="cancel", which=words)
    assert asked.proposal is None
    assert len(asked.choices) == count


async def test_an_answer_that_fits_none_stays_with_those_that_were_asked_about(bailey: Talk, booked: None) -> None:
    await bailey.call("change_booking", "cancel Ana's", change="cancel", which="Ana's")
    again = await bailey.call("change_booking", "the blue one", change="cancel", which="the blue one")
    assert len(again.choices) == 2


@pytest.mark.parametrize("answer", ["no", "no reason", "none", "yes"])
async def test_a_yes_or_a_no_is_no_reason_that_a_guest_should_read(bailey: Talk, booked: None, answer: str) -> None:
    await bailey.call("change_booking", "cancel the demo", change="cancel", which="the demo")
    shown = await bailey.say(answer)
    assert shown.proposal is not None
    assert "Reason" not in shown.text
    await bailey.say("yes")
    assert [one["cancellationReason"] for one in bailey.bookings(active=False) if one["status"] == "cancelled"] == [
        "Cancelled by the host"
    ]
