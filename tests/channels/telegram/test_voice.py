"""Recordings become words through the real client library, at a server on this machine that hears what a test says."""

import asyncio
import logging
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

import pytest
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.telegram.voice import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_SECONDS,
    Transcriber,
    TranscriptionError,
    refuse_unfit,
    transcriber,
)

KEY = "canary-voice-key"
SPOKEN = "tomorrow at three, canary"
"""Words that no log may hold."""

Answer = Callable[[], Awaitable[Response]]


@dataclass
class Heard:
    """What a request said."""

    key: str
    model: str
    language: str | None
    name: str
    mime_type: str
    content: bytes


@dataclass
class Endpoint:
    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    """What is answered in turn; the last one from then on."""
    heard: list[Heard] = field(default_factory=list)

    async def transcribe(self, request: Request) -> Response:
        form = parts_of(request.headers["content-type"], await request.body())
        name, mime_type, content = form["file"]
        self.heard.append(
            Heard(
                key=request.headers["authorization"].removeprefix("Bearer "),
                model=form["model"][2].decode(),
                language=form["language"][2].decode() if "language" in form else None,
                name=name,
                mime_type=mime_type,
                content=content,
            )
        )
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return await answer()


def parts_of(content_type: str, body: bytes) -> dict[str, tuple[str, str, bytes]]:
    """A form's fields: the file's name, its type, and what is in it."""
    form = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    parts = {}
    for part in form.get_payload():
        assert isinstance(part, Message)
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = part.get_param("name", header="content-disposition")
        parts[str(name)] = (part.get_filename("") or "", part["content-type"] or "", content)
    return parts


def says(text: object) -> Answer:
    async def answer() -> Response:
        return JSONResponse({"text": text})

    return answer


def replies(status: int, body: str = SPOKEN, **headers: str) -> Answer:
    async def answer() -> Response:
        return PlainTextResponse(body, status, headers)

    return answer


async def never() -> Response:
    await asyncio.sleep(3600)
    raise AssertionError("nobody waits for this")


@asynccontextmanager
async def serving(endpoint: Endpoint) -> AsyncIterator[None]:
    app = Starlette(routes=[Route("/v1/audio/transcriptions", endpoint.transcribe, methods=["POST"])])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        endpoint.url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=0)
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve(sockets=[listener]))
        yield
        server.should_exit = True
        await running


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    endpoint = Endpoint()
    async with serving(endpoint):
        yield endpoint


@asynccontextmanager
async def listening(endpoint: Endpoint, patience: float = 10.0) -> AsyncIterator[Transcriber]:
    listener = Transcriber("whisper-1", url=endpoint.url, api_key=KEY, timeout=patience)
    yield listener
    await listener.close()


async def reason(endpoint: Endpoint, *answers: Answer, patience: float = 10.0) -> str:
    endpoint.answers = list(answers)
    async with listening(endpoint, patience) as listener:
        with pytest.raises(TranscriptionError) as caught:
            await listener.transcribe(b"sound", "audio/ogg")
    assert caught.value.__cause__ is None
    return caught.value.reason


async def test_a_recording_goes_out_whole_and_its_words_come_back(endpoint: Endpoint) -> None:
    endpoint.answers = [says(f"  {SPOKEN} \n")]
    async with listening(endpoint) as listener:
        assert await listener.transcribe(b"OggS\x00sound", "audio/ogg", "pt-BR") == SPOKEN
    assert endpoint.heard == [Heard(KEY, "whisper-1", "pt", "voice.ogg", "audio/ogg", b"OggS\x00sound")]


@pytest.mark.parametrize(
    ("mime_type", "name"),
    [
        ("audio/ogg; codecs=opus", "voice.ogg"),
        ("audio/mpeg", "voice.mp3"),
        ("audio/x-m4a", "voice.m4a"),
        ("video/mp4", "voice.mp4"),
        ("audio/aac", "voice.aac"),
        ("audio/nobody-knows", "voice.ogg"),
    ],
)
async def test_the_file_is_named_for_what_it_is(endpoint: Endpoint, mime_type: str, name: str) -> None:
    endpoint.answers = [says(SPOKEN)]
    async with listening(endpoint) as listener:
        await listener.transcribe(b"sound", mime_type)
    assert (endpoint.heard[0].name, endpoint.heard[0].language) == (name, None)


async def test_a_passing_failure_is_tried_once_more(endpoint: Endpoint) -> None:
    endpoint.answers = [replies(500, **{"retry-after-ms": "1"}), says(SPOKEN)]
    async with listening(endpoint) as listener:
        assert await listener.transcribe(b"sound", "audio/ogg") == SPOKEN
    assert len(endpoint.heard) == 2


async def test_a_failure_that_stays_is_told_after_two(endpoint: Endpoint) -> None:
    assert await reason(endpoint, replies(503, **{"retry-after-ms": "1"})) == "failed"
    assert len(endpoint.heard) == 2


async def test_a_wrong_key_is_not_tried_twice(endpoint: Endpoint) -> None:
    assert await reason(endpoint, replies(401)) == "failed"
    assert len(endpoint.heard) == 1


async def test_a_server_that_asks_for_a_long_wait_is_not_waited_for(endpoint: Endpoint) -> None:
    assert await reason(endpoint, replies(429, **{"retry-after": "55"}), patience=0.3) == "failed"


async def test_a_server_that_never_answers_is_left(endpoint: Endpoint) -> None:
    assert await reason(endpoint, never, patience=0.3) == "failed"


async def test_a_server_that_is_not_there_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    assert await reason(Endpoint(url=url), patience=5.0) == "failed"


@pytest.mark.parametrize("silence", ["", "  \n "])
async def test_silence_has_no_words(endpoint: Endpoint, silence: str) -> None:
    assert await reason(endpoint, says(silence)) == "empty"


@pytest.mark.parametrize("answer", [says(None), says(7), says([SPOKEN]), replies(200, "<html>sign in</html>")])
async def test_an_answer_that_is_no_transcription_is_a_failure(endpoint: Endpoint, answer: Answer) -> None:
    assert await reason(endpoint, answer) == "failed"


@pytest.mark.parametrize("body", ["{", "[]", "[" * 100_000, "null", '"text"', '{"text": {"a": 1}}', '{"words": []}'])
async def test_json_of_another_shape_is_a_failure(endpoint: Endpoint, body: str) -> None:
    assert await reason(endpoint, replies(200, body, **{"content-type": "application/json"})) == "failed"


async def test_half_a_character_does_not_travel_on(endpoint: Endpoint) -> None:
    endpoint.answers = [replies(200, r'{"text": "at 3 \ud83d"}', **{"content-type": "application/json"})]
    async with listening(endpoint) as listener:
        assert await listener.transcribe(b"sound", "audio/ogg") == "at 3 ?"


async def test_words_without_end_are_cut_to_a_message(endpoint: Endpoint) -> None:
    endpoint.answers = [says("blah " * 10_000)]
    async with listening(endpoint) as listener:
        assert len(await listener.transcribe(b"sound", "audio/ogg")) == MAX_CHARACTERS


async def test_no_log_and_no_error_holds_the_words_or_the_key(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.INFO)
    endpoint.answers = [says(SPOKEN)]
    async with listening(endpoint) as listener:
        await listener.transcribe(b"sound", "audio/ogg")
    await reason(endpoint, replies(400))
    await reason(endpoint, replies(401, f'{{"error": {{"message": "{SPOKEN}"}}}}'))
    await reason(endpoint, replies(200))
    assert "canary" not in caplog.text
    assert "AuthenticationError 401" in caplog.text


async def test_a_recording_that_is_too_big_or_empty_is_not_sent(endpoint: Endpoint) -> None:
    async with listening(endpoint) as listener:
        with pytest.raises(TranscriptionError, match="too-big"):
            await listener.transcribe(b"x" * (MAX_BYTES + 1), "audio/ogg")
        with pytest.raises(TranscriptionError, match="empty"):
            await listener.transcribe(b"", "audio/ogg")
    assert endpoint.heard == []


@pytest.mark.parametrize(
    ("seconds", "size", "told"),
    [(MAX_SECONDS + 1, 900, "too-long"), (4, MAX_BYTES + 1, "too-big"), (MAX_SECONDS + 1, None, "too-long")],
)
def test_what_does_not_fit_is_not_even_fetched(seconds: int, size: int | None, told: str) -> None:
    with pytest.raises(TranscriptionError, match=told):
        refuse_unfit(seconds=seconds, size=size)


@pytest.mark.parametrize("size", [None, MAX_BYTES])
def test_what_just_fits_is_fetched(size: int | None) -> None:
    refuse_unfit(seconds=MAX_SECONDS, size=size)


@dataclass(frozen=True)
class Set:
    slotwise_transcription_model: str | None
    transcription_url: str | None = None
    transcription_api_key: SecretStr | None = None


def test_without_a_model_nobody_listens() -> None:
    assert transcriber(Set(None, "http://127.0.0.1:1/v1", SecretStr(KEY))) is None


@pytest.mark.parametrize(("key", "sent"), [(SecretStr(KEY), KEY), (None, "none")])
async def test_the_settings_say_which_model_listens_where(endpoint: Endpoint, key: SecretStr | None, sent: str) -> None:
    endpoint.answers = [says(SPOKEN)]
    listener = transcriber(Set("whisper-1", endpoint.url, key))
    assert listener is not None
    await listener.transcribe(b"sound", "audio/ogg")
    await listener.close()
    assert [(heard.model, heard.key) for heard in endpoint.heard] == [("whisper-1", sent)]


def test_every_reason_has_its_sentence() -> None:
    from bot.conversation.wording import Wording

    wording = Wording("en", "bot.channels.telegram")
    said = [wording.say(f"voice-{reason}", minutes=MAX_SECONDS // 60) for reason in ("too-big", "failed", "empty")]
    said.append(wording.say("voice-too-long", minutes=MAX_SECONDS // 60))
    assert len(set(said)) == 4
    assert re.search(r"\b2 minutes\b", said[-1])
