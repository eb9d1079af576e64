"""People say when they may be told what they did not ask for: by command, in words, or by a tap."""

import tomllib
from collections.abc import AsyncIterator
from importlib import resources

import pytest

from bot.conversation import policy
from bot.conversation.wording import languages
from tests.conversation.talking import Talk, talking


@pytest.fixture
async def ana() -> AsyncIterator[Talk]:
    async with talking() as opened:
        yield opened


async def wishes(talk: Talk) -> tuple[int | None, int | None, int | None, bool | None]:
    profile = (await talk.state()).profile
    return profile.quiet_from, profile.quiet_until, profile.digest_at, profile.reminders


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("22 to 7", (22 * 60, 7 * 60)),
        ("22:30-6:45", (22 * 60 + 30, 6 * 60 + 45)),
        ("10pm to 7am", (22 * 60, 7 * 60)),
        ("between 10 and 7", (22 * 60, 7 * 60)),
        ("12 pm to 2 pm", (12 * 60, 14 * 60)),
        ("9 to 12", (9 * 60, 12 * 60)),
    ],
)
async def test_quiet_hours_are_taken_from_two_times(ana: Talk, words: str, hours: tuple[int, int]) -> None:
    await ana.command("quiet", words)
    assert await wishes(ana) == (*hours, None, None)


@pytest.mark.parametrize("words", ["soon", "25 to 7", "7", "1 to 2 to 3"])
async def test_what_names_no_two_times_changes_nothing_and_says_how(ana: Talk, words: str) -> None:
    told = await ana.command("quiet", words)
    assert "/quiet 22:00 to 7:00" in told.text
    assert await wishes(ana) == (None, None, None, None)


async def test_a_tap_and_a_command_switch_each_of_it_on_and_off(ana: Talk) -> None:
    shown = await ana.command("quiet")
    assert shown.text.startswith("I tell you of changes")
    told = await ana.tap("^Quiet from")
    assert "Between 10:00 PM and 7:00 AM" in told.text
    assert "Lisbon" in told.text
    await ana.tap("^Once a day")
    await ana.tap("^No reminders")
    assert await wishes(ana) == (22 * 60, 7 * 60, 8 * 60, False)
    await ana.command("quiet", "off")
    await ana.command("digest", "off")
    await ana.command("reminders", "on")
    assert await wishes(ana) == (None, None, None, True)


SAID = [
    ("en", "Don't disturb me between 22 and 7, please", "undisturbed"),
    ("en", "no messages after 9pm until 7am", "undisturbed"),
    ("en", "you may disturb me", "disturb_again"),
    ("en", "tell me once a day at 8", "digest"),
    ("en", "stop sending me reminders", "no_reminders"),
    ("de", "Bitte nicht stören von 22 bis 7 Uhr", "undisturbed"),
    ("de", "Keine Erinnerungen mehr", "no_reminders"),
    ("es", "No me molestes entre las 22 y las 7", "undisturbed"),
    ("es", "envíame un resumen diario a las 8", "digest"),
    ("fr", "Ne me dérangez pas de 22h à 7h", "undisturbed"),
    ("fr", "plus de résumé", "no_digest"),
    ("pt", "Não me incomode das 22h às 7h", "undisturbed"),
    ("pt", "quero lembretes", "remind_me"),
    ("en", "book 30 minutes between 3 and 5", None),
    ("en", "remind me of my meetings and book one", None),
]


@pytest.mark.parametrize(("language", "text", "wish"), SAID)
async def test_it_is_heard_in_each_language_and_only_where_nothing_else_is_said(
    ana: Talk, language: str, text: str, wish: str | None
) -> None:
    ana.person = type(ana.person)(**{**vars(ana.person), "language": language})
    await ana.say(text)
    expected = {
        "undisturbed": (22 * 60, 7 * 60, None, None),
        "digest": (None, None, 8 * 60, None),
        "no_reminders": (None, None, None, False),
        "remind_me": (None, None, None, True),
    }
    if "9pm" in text:
        expected["undisturbed"] = (21 * 60, 7 * 60, None, None)
    assert await wishes(ana) == expected.get(wish or "", (None, None, None, None))


async def test_what_is_being_arranged_goes_on(ana: Talk) -> None:
    await ana.propose()
    told = await ana.say("don't disturb me between 22 and 7")
    assert "Between 10:00 PM and 7:00 AM" in told.text
    assert "Confirm" in ana.labels
    await ana.say("yes")
    assert len(ana.bookings()) == 1


@pytest.mark.parametrize("language", languages())
def test_every_phrase_is_heard_as_what_it_says_and_not_as_what_it_takes_back(language: str) -> None:
    words = tomllib.loads((resources.files("bot.conversation") / "words" / f"{language}.toml").read_text("utf-8"))
    heard = {phrase: policy.reads_peace(phrase, language) for wish in policy.PEACE for phrase in words[wish]}
    assert heard == {phrase: wish for wish in policy.PEACE for phrase in words[wish]}
