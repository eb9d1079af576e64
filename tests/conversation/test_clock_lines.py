"""A card says when the clocks change before its meeting, the person's or the host's."""

from datetime import UTC, datetime

from tests.conversation.talking import Talk


async def test_a_meeting_after_the_persons_clocks_change_says_so(talk: Talk) -> None:
    talk.clock.now = datetime(2026, 10, 20, 13, tzinfo=UTC)
    reply = await talk.propose("next monday at 3pm")
    line = "The clocks in Lisbon go back on Sun, Oct 25; 3:00 PM is the time after that."
    assert line in reply.text
    assert line in (await talk.tap("^Confirm$")).text


async def test_a_meeting_after_the_hosts_clocks_change_says_so_when_it_is_booked(talk: Talk) -> None:
    talk.clock.now = datetime(2026, 10, 27, 13, tzinfo=UTC)
    reply = await talk.propose("next monday at 3pm")
    assert "clocks" not in reply.text
    text = (await talk.tap("^Confirm$")).text
    assert "The clocks of Bailey Hart in New York go back on Sun, Nov 1; there it is 10:00 AM after that." in text


async def test_a_meeting_with_no_change_before_it_says_nothing_of_clocks(talk: Talk) -> None:
    await talk.propose()
    assert "clocks" not in (await talk.tap("^Confirm$")).text
