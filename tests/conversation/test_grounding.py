"""What a model claims the person said is taken when they said it, and not otherwise."""

import pytest

from bot.conversation import grounding
from bot.scheduling.models import BookingField
from tests.conversation.talking import Talk, talking


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("Ana Silva", "I'm ana silva"),
        ("João", "joao here"),
        ("joao", "JOÃO here"),
        ("Müller", "my name is Mu\u0308ller"),
        ("O'Neill", "it's O'Neill"),
        ("Anne-Marie", "anne marie"),
        ("李明", "我叫 李明"),
    ],
)
def test_a_name_that_was_said_counts_with_and_without_accents_and_case(claimed: str, said: str) -> None:
    assert grounding.said(claimed, ["hello", said])


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("Ana Silva", "I'm Ana"),
        ("John Doe", "30 min tomorrow please"),
        ("", "anything"),
        ("...", "anything..."),
        ("Ann", "Anna here"),
        ("Bob", ""),
    ],
)
def test_a_name_that_was_not_said_does_not_count(claimed: str, said: str) -> None:
    assert not grounding.said(claimed, [said])


@pytest.mark.parametrize(
    ("claimed", "said", "expected"),
    [
        ("ana@example.com", "it's Ana@Example.com.", True),
        ("ana@example.com", "<ana@example.com>", True),
        ("ana@example.com", "ana at example dot com", True),
        ("ana.silva@example.com", "ana dot silva at example dot com", True),
        ("ana@example.com", "anna@example.com", False),
        ("ana@example.com", "ana@example.org", False),
        ("user@example.com", "no mail in here", False),
        ("ana.silva@example.com", "ana silva, at example com", True),
        ("ana@corp.example", "I'm Ana, my boss is bob@corp.example", False),
    ],
)
def test_an_address_counts_as_it_was_written_or_spelled(claimed: str, said: str, expected: bool) -> None:
    assert grounding.said_email(claimed, [said]) is expected


@pytest.mark.parametrize(
    ("claimed", "said", "expected"),
    [
        ("+351912345678", "call me on +351 912 345 678", True),
        ("+351912345678", "912-345-678", True),
        ("+442079460018", "(020) 7946 0018", True),
        ("+351912345678", "912 345 679", False),
        ("+351912345678", "tomorrow at 3", False),
        ("123", "123", False),
    ],
)
def test_a_number_counts_with_any_spacing_and_without_its_country(claimed: str, said: str, expected: bool) -> None:
    assert grounding.said_phone(claimed, [said]) is expected


def field(type_: str, *options: str) -> BookingField:
    return BookingField(type=type_, slug="question", required=True, options=options)


@pytest.mark.parametrize(
    ("question", "answer", "said", "expected"),
    [
        (field("text"), "our pricing pages", "it's about our pricing pages", True),
        (field("text"), "our pricing pages", "hello", False),
        (field("textarea"), "We move our support over in May", "we move our support over, in may", True),
        (field("select", "1-10", "10-50"), "10-50", "10-50", True),
        (field("select", "Sales", "Support"), "Sales", "support please", False),
        (field("select", "Sales", "Support"), "Support", "support please", True),
        (field("radio", "This week", "Later"), "Later", "tomorrow", False),
        (field("multiselect", "Pricing", "Security"), ["Pricing", "Security"], "pricing and security", True),
        (field("multiselect", "Pricing", "Security"), ["Pricing", "Security"], "pricing", False),
        (field("number"), 12, "there are 12 of us", True),
        (field("number"), 12, "there are twenty of us", False),
        (field("boolean"), True, "yes", True),
        (field("boolean"), True, "no", False),
        (field("boolean"), False, "no", True),
        (field("boolean"), True, "tomorrow at three", False),
        (field("multiemail"), ["kim@example.com"], "also kim@example.com", True),
        (field("multiemail"), ["kim@example.com", "x@example.com"], "also kim@example.com", False),
        (field("phone"), "+351912345678", "+351 912 345 678", True),
        (field("phone"), "+351912345678", "you have my number", False),
        (field("url"), "https://example.com", "example.com", False),
        (field("url"), "https://example.com", "https://example.com", True),
    ],
)
def test_an_answer_counts_when_the_person_gave_it(
    question: BookingField, answer: object, said: str, expected: bool
) -> None:
    assert grounding.said_answer(question, answer, said, [said]) is expected


async def test_a_person_that_the_model_made_up_is_asked_for(stranger: Talk) -> None:
    reply = await stranger.call(
        "plan_booking",
        said="30min tomorrow at 3pm, I'm in Lisbon",
        event_type="30min",
        when="tomorrow at 3pm",
        name="John Doe",
        email="user@example.com",
        phone="+15555550100",
    )
    profile = (await stranger.state()).profile
    assert (profile.name, profile.email, profile.phone) == (None, None, None)
    assert reply.proposal is None
    assert "your name" in reply.text
    assert "e-mail" in reply.text


async def test_answers_and_guests_that_the_model_made_up_are_asked_for() -> None:
    async with talking() as talk:
        reply = await talk.call(
            "plan_booking",
            said="a consultation on Friday at 3pm",
            event_type="consultation",
            when="on Friday at 3pm",
            answers={"notes": "quarterly goals", "company_size": "200+"},
            guests=["boss@example.com"],
        )
        draft = (await talk.state()).draft
        assert draft is not None
        assert draft.answers == {}
        assert draft.guests == ()
        assert reply.proposal is None
        assert "What would you like to talk about?" in reply.text


async def test_a_host_that_the_model_made_up_is_not_taken() -> None:
    async with talking() as talk:
        reply = await talk.call(
            "plan_booking", said="30min tomorrow at 3pm", event_type="30min", host="alex", when="tomorrow at 3pm"
        )
        assert reply.proposal is not None
        assert "Bailey Hart" in reply.text


async def test_a_date_that_the_model_computed_is_not_believed() -> None:
    async with talking() as talk:
        reply = await talk.call(
            "plan_booking", said="30min tomorrow at 3pm", event_type="30min", when="December 24, 2026 at 5pm"
        )
        assert reply.proposal is not None
        assert reply.proposal.start.isoformat() == "2026-11-24T15:00:00+00:00"


async def test_a_place_that_the_model_made_up_is_not_the_zone(stranger: Talk) -> None:
    await stranger.call("set_time_zone", said="hello there", place="Tokyo")
    assert (await stranger.state()).profile.time_zone is None


async def test_what_was_said_earlier_counts_later(stranger: Talk) -> None:
    await stranger.say("hello, I'm Ana Silva from Lisbon")
    reply = await stranger.call(
        "plan_booking",
        said="30min tomorrow at 3pm, ana@example.com",
        event_type="30min",
        when="tomorrow at 3pm",
        name="Ana Silva",
        email="ana@example.com",
    )
    assert (await stranger.state()).profile.name == "Ana Silva"
    assert "your name" not in reply.text


async def test_a_reason_that_the_model_made_up_is_not_written() -> None:
    async with talking() as talk:
        await talk.book()
        await talk.call("cancel_booking", said="cancel it", reason="The client has a scheduling conflict")
        assert "conflict" not in talk.last.text
        await talk.tap("^Confirm$")
        assert "conflict" not in talk.world.snapshot()[0]["cancellationReason"]
