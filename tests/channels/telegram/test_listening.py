"""Voices, pictures and people who send too much."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.limits import MINUTE, Allowance, Verdict
from bot.channels.telegram.voice import TranscriptionError
from bot.message import Choice, Reply
from tests.channels.telegram.phones import Phone, Scripted, Telegram, telegram_world

TIMES = Reply("When?", (Choice("1.1", "Tue 3:00 PM"), Choice("1.2", "Tue 4:00 PM")))


class Listener:
    """Writes down what it is told to have heard."""

    def __init__(self, heard: str | TranscriptionError) -> None:
        self.heard = heard
        self.recordings: list[bytes] = []

    async def transcribe(self, content: bytes, mime_type: str, language: str | None = None) -> str:
        self.recordings.append(content)
        if isinstance(self.heard, TranscriptionError):
            raise self.heard
        return self.heard


@pytest.fixture
def app() -> Scripted:
    return Scripted()


@pytest.fixture
async def world(app: Scripted) -> AsyncIterator[Telegram]:
    async with telegram_world(app) as opened:
        yield opened


@pytest.fixture
def ana(world: Telegram) -> Phone:
    return world.phone()


async def test_a_voice_is_shown_as_understood_and_answered_as_text(world: Telegram, ana: Phone, app: Scripted) -> None:
    listener = Listener("Book <b>me</b> tomorrow & at three")
    await world.restart(transcriber=listener)
    app.replies = [TIMES]
    await ana.does(ana.side.voice(b"OggS-three"))
    assert listener.recordings == [b"OggS-three"]
    assert app.asked[-1].text == "Book <b>me</b> tomorrow & at three"
    assert ana.card.text == "🎙 “Book <b>me</b> tomorrow & at three”\n\nWhen?"
    assert ana.labels == ["Tue 3:00 PM", "Tue 4:00 PM"]


async def test_a_long_voice_is_shown_in_part(world: Telegram, ana: Phone, app: Scripted) -> None:
    await world.restart(transcriber=Listener("word " * 700))
    app.replies = [Reply("x" * 4090)]
    await ana.does(ana.side.voice(b"OggS"))
    assert [len(message.text) < 310 for message in ana.replies] == [True, False]
    assert "…" in ana.replies[0].text


async def test_without_a_model_for_voices_a_line_says_that_text_works(ana: Phone, app: Scripted) -> None:
    await ana.does(ana.side.voice(b"OggS"))
    assert app.asked == []
    assert "text works" in ana.card.text


@pytest.mark.parametrize(("options", "words"), [({"duration": 600}, "2 minutes"), ({"size": 30_000_000}, "too big")])
async def test_a_voice_that_is_too_much_is_not_even_fetched(
    world: Telegram, ana: Phone, app: Scripted, options: dict[str, int], words: str
) -> None:
    await world.restart(transcriber=Listener("never"))
    await ana.does(ana.side.voice(b"OggS", **options))
    assert words in ana.card.text
    assert app.asked == []
    assert world.double.calls_of("getFile") == []


async def test_a_voice_that_cannot_be_written_down_is_asked_for_again(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    await world.restart(transcriber=Listener(TranscriptionError("empty")))
    await ana.does(ana.side.voice(b"OggS"))
    assert "no words" in ana.card.text
    world.double.fail("getFile", 400)
    await ana.does(ana.side.voice(b"OggS"))
    assert "couldn't make out" in ana.card.text
    assert app.asked == []


async def test_a_picture_gets_a_line_and_its_caption_an_answer(ana: Phone, app: Scripted) -> None:
    await ana.does(ana.side.photo())
    assert app.asked == []
    assert len(ana.replies) == 1
    await ana.does(ana.side.photo("tomorrow at 3"))
    assert app.asked[-1].text == "tomorrow at 3"


async def test_an_album_gets_one_line(world: Telegram, ana: Phone, app: Scripted) -> None:
    for _ in range(3):
        await ana.side.photo()
        world.updates[-1]["message"]["media_group_id"] = "album-1"
    await world.deliver(world.updates)
    assert len(ana.replies) == 1


async def test_who_sends_too_much_is_told_once_and_then_left_alone(world: Telegram, ana: Phone, app: Scripted) -> None:
    ben = world.phone("Ben")
    await world.restart(messages_per_minute=3)
    for number in range(6):
        await ana.say(f"message {number}")
    assert [incoming.text for incoming in app.asked] == ["message 0", "message 1", "message 2"]
    assert len(ana.replies) == 4
    assert "minute" in ana.card.text
    await ben.say("hello")
    assert app.asked[-1].text == "hello"


async def test_taps_count_for_less_and_are_answered_in_silence_too(world: Telegram, ana: Phone, app: Scripted) -> None:
    await world.restart(messages_per_minute=2)
    app.replies = [TIMES] * 20
    await ana.say("book")
    for _ in range(8):
        await ana.tap_data(ana.card, "1:1.1")
    assert len(app.asked) == 1 + 4
    assert world.double.unanswered == []
    assert len(ana.replies) == 2


def test_a_minute_after_the_line_all_is_forgiven() -> None:
    now = 1000.0
    allowance = Allowance(2, lambda: now)
    assert [allowance.spend("ana") for _ in range(4)] == [
        Verdict.WELCOME,
        Verdict.WELCOME,
        Verdict.TOO_MUCH,
        Verdict.SILENCE,
    ]
    now += MINUTE - 1
    assert allowance.spend("ana") is Verdict.SILENCE
    now += 1
    assert [allowance.spend("ana") for _ in range(3)] == [Verdict.WELCOME, Verdict.WELCOME, Verdict.TOO_MUCH]


def test_any_minute_holds_so_many_and_not_more() -> None:
    now = 0.0
    allowance = Allowance(10, lambda: now)
    for second in range(0, 600, 6):
        now = float(second)
        assert allowance.spend("ana") is Verdict.WELCOME
    now += 1
    assert allowance.spend("ana") is Verdict.TOO_MUCH


def test_the_people_who_were_silent_longest_are_let_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.limits.MOST_PEOPLE", 2)
    allowance = Allowance(1, lambda: 0.0)
    for person in ("ana", "ben", "carl"):
        assert allowance.spend(person) is Verdict.WELCOME
    assert allowance.spend("carl") is Verdict.TOO_MUCH
    assert allowance.spend("ana") is Verdict.WELCOME
