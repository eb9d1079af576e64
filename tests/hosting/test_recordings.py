"""What is left of a past meeting: links to its recording and transcript, and for how long they hold."""

from datetime import timedelta

from tests.conversation.talking import Talk


async def past(ana: Talk, when: str = "tomorrow at 3pm", **arguments: str) -> str:
    uid = await ana.book(when, **arguments)
    ana.clock.forward(days=2)
    return uid


async def test_the_recording_of_the_one_past_meeting_is_given_with_how_long_it_holds(bailey: Talk, ana: Talk) -> None:
    await past(ana)
    reply = await bailey.call("recordings", "the recording of my meeting with Ana", kind="recording", which="Ana")
    assert "https://app.cal.com/api/video/recording" in reply.text
    assert "expires" in reply.text
    assert reply.choices[0].url is not None


async def test_a_transcript_holds_for_an_hour(bailey: Talk, ana: Talk) -> None:
    await past(ana)
    reply = await bailey.call("recordings", kind="transcript", which="Tuesday")
    assert ".vtt" in reply.text
    assert "an hour" in reply.text


async def test_of_several_the_host_is_asked_which(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    await past(ana, "tomorrow at 5pm")
    asked = await bailey.call("recordings", "the recording please", kind="recording")
    assert len(asked.choices) == 2
    reply = await bailey.tap("12:00")
    assert "https://" in reply.text


async def test_where_there_is_none_it_is_said(bailey: Talk, ana: Talk) -> None:
    assert "no past meeting" in (await bailey.call("recordings", "the recording", kind="recording")).text
    await past(ana, event_type="review")
    ana.clock.forward(hours=timedelta(days=1).total_seconds() / 3600)
    reply = await bailey.call("recordings", "the recording", kind="recording")
    assert "https://" not in reply.text
