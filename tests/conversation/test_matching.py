"""Which event types people's words and lengths fit, over the event types of the default world."""

import pytest

from bot.conversation import matching
from bot.conversation.directory import Owner
from tests.conversation.talking import talking


@pytest.fixture(scope="module")
def owners_of() -> dict[str, list[Owner]]:
    """Kept over the tests of this file: the event types do not change."""
    return {}


@pytest.fixture
async def owners(owners_of: dict[str, list[Owner]]) -> list[Owner]:
    if not owners_of:
        async with talking() as talk:
            owners_of["offered"] = await talk.directory.offered()
    return owners_of["offered"]


def slugs(found: list[matching.Candidate]) -> list[str]:
    return [candidate.event_type.slug for candidate in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # By slug and title, whatever the case.
        ("30min", ["30min"]),
        ("15min", ["15min"]),
        ("30 Min Meeting", ["30min"]),
        ("CONSULTATION", ["consultation"]),
        ("weekly-checkin", ["weekly-checkin"]),
        ("Weekly Check-in", ["weekly-checkin"]),
        ("Product Demo", ["demo"]),
        # By what tells the title from others.
        ("the workshop", ["workshop"]),
        ("a consultation please", ["consultation"]),
        ("weekly check-in", ["weekly-checkin"]),
        ("a flexible meeting", ["flexible"]),
        ("a seat in the workshop", ["workshop"]),
        ("demo", ["demo"]),
        ("a product demo with the team", ["demo"]),
        ("urgent support", ["urgent-support"]),
        ("intake call", ["intake"]),
        ("a review session", ["review"]),
        # With a slip of the pen.
        ("consultaton", ["consultation"]),
        ("workshp", ["workshop"]),
        ("weekly checkin", ["weekly-checkin"]),
        ("intak", ["intake"]),
        # Nothing that is here, or nothing at all.
        ("a massage", []),
        ("a meeting", []),
        ("a call with you", []),
        ("", []),
        ("private call", []),
        ("???", []),
        ("a haircut tomorrow", []),
    ],
)
async def test_words_fit_the_event_types_that_are_called_so(
    owners: list[Owner], words: str, expected: list[str]
) -> None:
    assert slugs(matching.by_words(owners, words)) == expected


async def test_a_name_that_several_have_fits_all_of_them() -> None:
    async with talking() as talk:
        bailey, alex = await talk.directory.default(), await talk.directory.find("alex")
        assert alex is not None
        found = matching.by_words([bailey, alex], "30 min meeting")
        assert [(one.owner.key, one.event_type.slug) for one in found] == [
            ("user:bailey", "30min"),
            ("user:alex", "30min"),
        ]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (15, ["15min"]),
        (30, ["30min"]),
        (45, ["consultation"]),
        (60, ["flexible", "workshop"]),
        (20, []),
        (0, []),
        (90, []),
    ],
)
async def test_a_length_fits_what_can_be_so_long_and_what_is_named_after_it_first(
    owners: list[Owner], minutes: int, expected: list[str]
) -> None:
    of_bailey = [matching.Candidate(owners[0], event_type) for event_type in owners[0].event_types]
    assert slugs(matching.by_length(of_bailey, minutes)) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("I'd like to come to the workshop on Friday", ["workshop"]),
        ("can we do a weekly check-in, starting next Monday?", ["weekly-checkin"]),
        ("the workshop or the consultation, whichever is sooner", []),
        ("let's meet tomorrow at 3pm", []),
        ("30 min tomorrow", []),
        ("", []),
    ],
)
async def test_a_whole_message_names_one_event_type_or_none(
    owners: list[Owner], message: str, expected: list[str]
) -> None:
    assert slugs(matching.mentioned(owners, message)) == expected


@pytest.mark.parametrize(
    ("said", "event_type"),
    [
        ("30 min with Bailey tomorrow at 3pm", "30min"),
        ("15 minutes with Bailey tomorrow at 3pm", "15min"),
        ("half an hour chat with Bailey tomorrow at 3pm", "30min"),
        ("a review with Bailey tomorrow at 3pm", "review"),
        ("a seat in the workshop tomorrow at 3pm", "workshop"),
        ("weekly check-in tomorrow at 3pm", "weekly-checkin"),
        ("a demo with the support team tomorrow at 3pm", "demo"),
    ],
)
async def test_a_message_leads_to_the_proposal_of_what_it_names(said: str, event_type: str) -> None:
    async with talking() as talk:
        reply = await talk.say(said)
        assert reply.proposal is not None, reply.text
        assert reply.proposal.event_type == event_type


async def test_a_length_that_several_have_is_asked_about() -> None:
    async with talking() as talk:
        reply = await talk.call("plan_booking", said="an hour tomorrow at 3pm", length=60, when="tomorrow at 3pm")
        assert reply.proposal is None
        assert talk.labels == ["Flexible Meeting", "Workshop"]
        await talk.tap("Flexible")
        assert talk.last.proposal is not None, talk.last.text
        assert "3:00 PM – 4:00 PM" in talk.last.text


async def test_a_length_that_nothing_has_is_told_with_those_there_are() -> None:
    async with talking() as talk:
        reply = await talk.call("plan_booking", said="two hours tomorrow", length=120, when="tomorrow")
        assert "120 minutes" in reply.text
        assert all(f"{minutes} minutes" in reply.text for minutes in (15, 30, 45, 60))
        assert reply.proposal is None


async def test_a_length_that_the_named_event_type_does_not_have_is_told() -> None:
    async with talking() as talk:
        reply = await talk.call("plan_booking", said="the workshop for 30 minutes", event_type="workshop", length=30)
        assert "Workshop takes 60 minutes, not 30" in reply.text


async def test_a_hidden_event_type_cannot_be_named() -> None:
    async with talking() as talk:
        reply = await talk.call("plan_booking", event_type="private-call", when="tomorrow at 3pm")
        assert reply.proposal is None
        assert "There is no “private-call” to book here." in reply.text
        assert "Private Call" not in [choice.label for choice in reply.choices]
