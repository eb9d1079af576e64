"""Who somebody is stays for the next time when they said it may; nothing else does, and each item can be cleared."""

import json

import pytest

from bot.conversation import policy
from tests.conversation.talking import STRANGER, Talk

WHO = "30 min with Bailey tomorrow at 3pm, I'm Ana Silva, ana@example.com, in Lisbon"


async def booked(stranger: Talk) -> Talk:
    await stranger.say(WHO)
    await stranger.say("yes")
    return stranger


async def test_nothing_is_remembered_unless_it_is_allowed(stranger: Talk) -> None:
    await booked(stranger)
    stranger.clock.forward(hours=13)
    await stranger.say("hello")
    profile = (await stranger.state()).profile
    assert (profile.name, profile.email, profile.time_zone, profile.length) == (None, None, None, None)


async def test_it_is_asked_once_after_a_booking_and_a_tap_allows_it(stranger: Talk) -> None:
    await booked(stranger)
    assert "Shall I remember you for next time" in stranger.last.text
    await stranger.tap("^Remember me")
    stranger.clock.forward(hours=40)
    reply = await stranger.say("tomorrow at 4pm")
    assert "30 minutes, as usual" in reply.text
    assert reply.proposal is not None
    assert reply.proposal.attendee["email"] == "ana@example.com"
    assert reply.proposal.time_zone == "Europe/Lisbon"
    booked_again = await stranger.say("yes")
    assert "remember" not in booked_again.text.lower()


async def test_a_default_is_overruled_by_what_is_said(stranger: Talk) -> None:
    await booked(stranger)
    await stranger.tap("^Remember me")
    reply = await stranger.say("15 minutes tomorrow at 5pm")
    assert "as usual" not in reply.text
    assert reply.proposal is not None
    assert reply.proposal.event_type == "15min"


async def test_a_yes_to_nothing_is_no_leave_to_remember(stranger: Talk) -> None:
    await booked(stranger)
    await stranger.say("yes")
    assert (await stranger.state()).profile.remembers == []


async def test_one_item_can_be_allowed_by_words(stranger: Talk) -> None:
    await booked(stranger)
    reply = await stranger.say("please remember my e-mail")
    assert "• E-mail: ana@example.com" in reply.text
    stranger.clock.forward(hours=13)
    await stranger.say("hello")
    profile = (await stranger.state()).profile
    assert (profile.name, profile.email) == (None, "ana@example.com")


async def test_usual_hours_come_first_where_they_are_free(talk: Talk) -> None:
    await talk.say("remember that evenings suit me best")
    reply = await talk.say("30 min with Bailey on thursday")
    assert reply.text.startswith("Evenings first, as you like them:")
    shown = [choice.label for choice in reply.choices if "Nov 26" in choice.label]
    assert shown
    assert all("PM" in label and int(label.rsplit(" ", 2)[1].split(":")[0]) >= 6 for label in shown)
    assert any(label.startswith("Afternoon") for label in talk.labels)
    await talk.say("30 min with Bailey on friday at 3pm")
    assert talk.last.proposal is not None


async def test_privacy_shows_what_is_remembered_and_clears_it_one_by_one_and_wholly(stranger: Talk) -> None:
    await booked(stranger)
    await stranger.tap("^Remember me")
    await stranger.command("privacy")
    assert "• E-mail: ana@example.com (remembered for next time)" in stranger.last.text
    await stranger.tap("^Forget: E-mail")
    profile = (await stranger.state()).profile
    assert profile.email is None
    assert "email" not in profile.remembers
    assert profile.name == "Ana Silva"
    await stranger.command("privacy")
    await stranger.tap("^Forget all of these")
    profile = (await stranger.state()).profile
    assert (profile.name, profile.time_zone, profile.length, profile.remembers) == (None, None, None, [])


async def test_what_is_known_for_now_only_can_be_allowed_in_privacy(stranger: Talk) -> None:
    await booked(stranger)
    await stranger.command("privacy")
    assert "half a day" in stranger.last.text
    await stranger.tap("^Remember me")
    assert "email" in (await stranger.state()).profile.remembers


async def test_an_export_has_it_and_forget_takes_all_of_it(stranger: Talk) -> None:
    await booked(stranger)
    await stranger.tap("^Remember me")
    await stranger.command("export")
    exported = json.loads(stranger.last.attachments[0].content)
    assert '"remembers"' in json.dumps(exported)
    await stranger.command("forget")
    await stranger.tap("^Delete everything")
    assert (await stranger.state()).profile.remembers == []


async def test_an_old_card_can_still_be_used_to_be_remembered(stranger: Talk) -> None:
    await booked(stranger)
    card = next(choice.id for choice in stranger.last.choices if choice.label.startswith("Remember me"))
    await stranger.say("what have I booked?")
    await stranger.restarted().tap_id(card)
    assert (await stranger.state()).profile.length == 30


async def test_to_be_remembered_with_nothing_known_asks_what(stranger: Talk) -> None:
    assert STRANGER.name is None
    reply = await stranger.say("remember me")
    assert reply.text.startswith("Gladly, but what?")


@pytest.mark.parametrize(
    ("language", "words", "items"),
    [
        ("en", "remember my e-mail please", ("email",)),
        ("en", "remember me for next time", ()),
        ("en", "remember the milk", None),
        ("en", "can you remember my name and my time zone?", ("name", "time_zone")),
        ("es", "recuerda mi correo", ("email",)),
        ("es", "recuerda mis datos", ()),
        ("pt", "lembra-te do meu nome", ("name",)),
        ("fr", "retenez mon e-mail", ("email",)),
        ("fr", "souvenez-vous de moi", ()),
    ],
)
def test_what_shall_be_remembered_is_read(language: str, words: str, items: tuple[str, ...] | None) -> None:
    assert policy.tells_to_remember(words, language) == items


@pytest.mark.parametrize(
    ("language", "words", "items"),
    [
        ("en", "forget my e-mail", ("email",)),
        ("en", "forget it", None),
        ("en", "forget my friday meeting in the morning", None),
        ("en", "don't remember me", ()),
        ("es", "olvida mi correo", ("email",)),
        ("pt", "esquece o meu nome", ("name",)),
        ("fr", "oubliez mon numéro", ("phone",)),
    ],
)
def test_what_shall_be_forgotten_is_read(language: str, words: str, items: tuple[str, ...] | None) -> None:
    assert policy.tells_to_forget(words, language) == items
