"""What was spoken, written down by an endpoint that speaks OpenAI's API. Without one, voices are not listened to.

A recording goes there and nowhere else, and neither it nor its words are kept or logged.
"""

import asyncio
import logging
import mimetypes
from typing import TYPE_CHECKING, Literal, Protocol

from pydantic import SecretStr

if TYPE_CHECKING:
    from openai import AsyncOpenAI

MAX_SECONDS = 120
"""A request for a meeting is said in less; a lecture is no message to an assistant, and costs its minutes."""
MAX_BYTES = 20 * 1024 * 1024
"""The Bot API hands out files up to 20 MB (getFile)."""
MAX_CHARACTERS = 4096
"""The length of a written message."""

TIMEOUT = 30.0
"""Seconds that all of it may take, the repeat included: the person is waiting."""
_RETRIES = 1

# The endpoint goes by the ending of the name. Telegram's voices are Opus in Ogg, round videos are MP4.
_ENDINGS = {
    "audio/ogg": ".ogg",
    "audio/opus": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp3": ".mp3",
    "audio/mp4": ".m4a",
    "audio/m4a": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "audio/flac": ".flac",
    "audio/x-flac": ".flac",
    "audio/webm": ".webm",
    "video/mp4": ".mp4",
}

_log = logging.getLogger(__name__)


class TranscriptionSettings(Protocol):
    """Which endpoint, and which model there."""

    @property
    def slotwise_transcription_model(self) -> str | None: ...
    @property
    def transcription_url(self) -> str | None: ...
    @property
    def transcription_api_key(self) -> SecretStr | None: ...


class TranscriptionError(Exception):
    """There are no words. ``reason`` says why, and holds none of them; ``voice-<reason>`` is the sentence."""

    def __init__(self, reason: Literal["too-long", "too-big", "failed", "empty"]) -> None:
        super().__init__(reason)
        self.reason = reason


def transcriber(settings: TranscriptionSettings) -> "Transcriber | None":
    """None where no model is set. ``close`` it at the end."""
    if settings.slotwise_transcription_model is None:
        return None
    key = settings.transcription_api_key
    return Transcriber(
        settings.slotwise_transcription_model,
        url=settings.transcription_url,
        # Servers of one's own ask for no key, the library for one.
        api_key=key.get_secret_value() if key is not None else "none",
    )


def refuse_unfit(*, seconds: int, size: int | None) -> None:
    """What is too long or too big is not even fetched: raises TranscriptionError. ``size`` is in bytes."""
    if seconds > MAX_SECONDS:
        raise TranscriptionError("too-long")
    if size is not None and size > MAX_BYTES:
        raise TranscriptionError("too-big")


class Transcriber:
    """One model at one endpoint; ``url`` is its base, None is OpenAI's."""

    def __init__(self, model: str, *, url: str | None, api_key: str, timeout: float = TIMEOUT) -> None:
        import openai  # half a second of imports, only where voices are listened to

        # Besides its own, the library raises the last two for bodies that are no JSON, or nested without end.
        self._failures = (openai.OpenAIError, TimeoutError, ValueError, RecursionError)
        self._model = model
        self._timeout = timeout
        self._client: AsyncOpenAI = openai.AsyncOpenAI(
            api_key=api_key, base_url=url, timeout=timeout, max_retries=_RETRIES
        )

    async def transcribe(self, content: bytes, mime_type: str, language: str | None = None) -> str:
        """The words of a recording, at most ``MAX_CHARACTERS`` of them in letters. ``language`` is a code that the
        person chose; without one the model hears for itself which it is. Raises TranscriptionError."""
        if len(content) > MAX_BYTES:
            raise TranscriptionError("too-big")
        if not content:
            raise TranscriptionError("empty")
        import openai

        try:
            async with asyncio.timeout(self._timeout):  # the library's own counts each attempt, and each read of it
                transcription = await self._client.audio.transcriptions.create(
                    file=(f"voice{_ending(mime_type)}", content, mime_type),
                    model=self._model,
                    language=language.replace("_", "-").split("-")[0].lower() if language else openai.omit,
                )
        except self._failures as error:
            # Its text may hold what the server answered, so the kind of failure has to do.
            _log.warning("transcription failed: %s %s", type(error).__name__, getattr(error, "status_code", ""))
            raise TranscriptionError("failed") from None
        text = getattr(transcription, "text", None)  # the library does not check the shape of an answer
        if not isinstance(text, str):
            _log.warning("transcription failed: the answer is no transcription")
            raise TranscriptionError("failed")
        text = text.encode(errors="replace").decode().strip()  # no store keeps half a character
        if not text:
            raise TranscriptionError("empty")
        return text[:MAX_CHARACTERS]

    async def close(self) -> None:
        await self._client.close()


def _ending(mime_type: str) -> str:
    bare = mime_type.partition(";")[0].strip().lower()
    return _ENDINGS.get(bare) or mimetypes.guess_extension(bare) or ".ogg"
