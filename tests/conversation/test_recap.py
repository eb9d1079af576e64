"""What was understood is told when it is asked for, with what is missing and a way to change each part."""

import tomllib
from importlib import resources

import pytest

from bot.conversation import policy
from bot.conversation.wording import languages
from tests.conversation.talking import Talk

NOT_ASKED = "Bailey Lisboa 15:00"


async def test_the_draft_is_told_with_what_is_missing(talk: Talk) -> None:
    await talk.say("consultation with Bailey")
    reply = await talk.say("what did you understand?")
    assert reply.text.startswith("This is what I have so far:\n• Meeting: Consultation with Bailey Hart")
    assert "• E-mail: ana@example.com" in reply.text
    assert "For the booking I still need:\n• when it would suit you" in reply.text
    assert [asked.slug for asked in reply.asked][:1] == ["when"]
    assert "Change: Time" in talk.labels
    assert talk.labels[-1] == "Start over"


async def test_what_is_missing_can_be_answered_right_after(talk: Talk) -> None:
    await talk.say("30 min with Bailey")
    await talk.say("what have you got so far?")
    await talk.say("tomorrow at 3pm")
    assert talk.last.proposal is not None


async def test_a_part_is_changed_by_its_choice(talk: Talk) -> None:
    await talk.say("30 min with Bailey")
    await talk.say("show me the draft")
    await talk.tap("^Change: Name")
    assert [asked.slug for asked in talk.last.asked] == ["name"]
    await talk.say("Anna Sylva")
    assert (await talk.state()).profile.name == "Anna Sylva"


@pytest.mark.parametrize(
    ("part", "asked"), [("Meeting", "event_type"), ("E-mail", "email"), ("Time zone", "time_zone")]
)
async def test_every_part_asks_for_itself(talk: Talk, part: str, asked: str) -> None:
    await talk.say("30 min with Bailey")
    await talk.say("summarise")
    await talk.tap(f"^Change: {part}")
    assert [question.slug for question in talk.last.asked] == [asked]


async def test_another_time_is_picked_from_the_days_there_are(talk: Talk) -> None:
    await talk.say("30 min with Bailey")
    await talk.say("recap please")
    await talk.tap("^Change: Time")
    assert any(choice.day is not None for choice in talk.last.choices)


async def test_an_open_card_says_it_all(talk: Talk) -> None:
    await talk.propose()
    reply = await talk.say("what have you understood?")
    assert reply.proposal is not None
    assert reply.text.startswith("This is what I understood:")


async def test_with_nothing_under_way_it_says_so(talk: Talk) -> None:
    reply = await talk.say("what did you understand?")
    assert reply.text.startswith("Nothing is being arranged")


async def test_starting_over_leaves_nothing_of_the_draft(talk: Talk) -> None:
    await talk.say("consultation with Bailey tomorrow")
    await talk.say("where are we?")
    await talk.tap("^Start over$")
    assert (await talk.state()).draft is None
    assert (await talk.say("what did you understand?")).text.startswith("Nothing is being arranged")


async def test_how_long_a_kind_of_meeting_is_can_be_asked(talk: Talk) -> None:
    reply = await talk.say("how long is the consultation?")
    assert reply.text == "Consultation takes 45 minutes."
    assert (await talk.state()).draft is None


async def test_a_question_about_a_kind_leaves_the_times_to_pick(talk: Talk) -> None:
    await talk.say("30 min with Bailey on thursday")
    shown = talk.labels
    reply = await talk.say("how long is the flexible meeting?")
    assert reply.text.startswith("Flexible Meeting takes 15 minutes, 30 minutes, or 60 minutes.")
    assert talk.labels == shown


async def test_setting_the_zone_by_command_asks_for_nothing(talk: Talk) -> None:
    reply = await talk.command("timezone", "Berlin")
    assert reply.text == "Got it: your times are in Berlin (GMT+1) time now."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "so what have you got so far?"),
        ("es", "¿qué te falta todavía?"),
        ("pt", "o que falta ainda?"),
        ("fr", "qu'avez-vous compris jusqu'ici ?"),
        ("fr", "qu'est-ce que vous avez compris ?"),
    ],
)
def test_the_question_is_known_in_every_language(language: str, words: str) -> None:
    assert policy.asks_for_recap(words, language)
    assert not policy.asks_for_recap(f"{words} {NOT_ASKED}", language)


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_list_of_words_that_english_has(language: str) -> None:
    folder = resources.files("bot.conversation") / "words"
    lists = {
        code: set(tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8"))) for code in ("en", language)
    }
    assert lists["en"] - lists[language] == set()
