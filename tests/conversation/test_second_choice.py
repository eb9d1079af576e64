"""A second choice is looked at when the first cannot be had, and only then; and it is said."""

import pytest

from bot.conversation import policy
from tests.conversation.talking import Talk

LEADS_OVER = (
    ("en", "thursday at 3, if 3 is gone take 4", " take 4"),
    ("en", "thursday at 3; otherwise friday", " friday"),
    ("en", "thursday at 3, if it isn't free, friday", " free, friday"),
    ("es", "el jueves a las 3, si no está libre a las 4", " está libre a las 4"),
    ("fr", "jeudi à 15h, s'il n'est pas libre, à 16h", " libre, à 16h"),
    ("de", "Donnerstag um 15 Uhr, falls das weg ist 16 Uhr", " ist 16 Uhr"),
    ("pt", "quinta às 15h, se não der sexta", " der sexta"),
)
NONE = (
    ("en", "thursday if possible at 3"),
    ("en", "if thursday works, at 3"),
    ("es", "el jueves, si es posible, a las 3"),
    ("fr", "jeudi, si possible à 15h"),
    ("de", "wenn möglich Donnerstag um 15 Uhr"),
    ("pt", "quinta, se possível às 15h"),
)


@pytest.mark.parametrize(("language", "text", "rest"), LEADS_OVER)
def test_what_leads_over_to_a_second_choice_is_found(language: str, text: str, rest: str) -> None:
    span = policy.fallback_in(text, language)
    assert span is not None
    assert text[span[1] :] == rest


@pytest.mark.parametrize(("language", "text"), NONE)
def test_if_possible_leads_over_to_nothing(language: str, text: str) -> None:
    assert policy.fallback_in(text, language) is None


async def test_the_first_choice_is_proposed_where_it_is_free(talk: Talk) -> None:
    reply = await talk.say("30 min with Bailey thursday at 3pm, if that's taken then friday at 4pm")
    assert reply.proposal is not None
    assert "Thursday, November 26, 2026, 3:00 PM" in reply.text
    assert "second choice" not in reply.text


async def test_the_second_choice_is_proposed_where_the_first_is_not_free_and_it_is_said(talk: Talk) -> None:
    reply = await talk.say("30 min with Bailey thursday at 7am, if that's taken then friday at 4pm")
    assert reply.proposal is not None
    assert "Thu, Nov 26, 7:00 AM is not available, so here is your second choice." in reply.text
    assert "Friday, November 27, 2026, 4:00 PM" in reply.text


async def test_the_order_of_choices_is_the_persons_and_not_the_calendars(talk: Talk) -> None:
    reply = await talk.say("30 min with Bailey friday at 4pm, otherwise thursday at 3pm")
    assert "Friday, November 27, 2026, 4:00 PM" in reply.text


async def test_a_meeting_is_moved_to_the_second_choice_where_the_first_is_not_free(talk: Talk) -> None:
    await talk.book()
    reply = await talk.say("move it to thursday at 7am, if that's not possible then friday at 4pm")
    assert reply.proposal is not None
    assert "second choice" in reply.text
    assert "Friday, November 27, 2026, 4:00 PM" in reply.text
