"""Settings: each environment variable, its type, default and meaning.

Read once at start, from the environment and from ``.env`` in the working folder (the environment wins). A wrong value
is refused there and then, with the variable's name, what is wrong and an example; a secret is never shown. Every field
stands in ``.env.example`` under its name in capitals.
"""

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict

BUILTIN_MODEL = "builtin"
Provider = Literal["builtin", "openai", "azure_openai"]

# Names of models may hold a colon themselves (qwen2.5:1.5b), so only these prefixes name a provider.
_PROVIDER_PREFIXES: tuple[tuple[str, Provider], ...] = (("openai:", "openai"), ("azure_openai:", "azure_openai"))

_LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Problem:
    """One wrong setting."""

    variable: str
    what: str
    example: str | None = None
    """A value that would do."""

    def __str__(self) -> str:
        example = f" Example: {self.variable}={self.example}" if self.example else ""
        return f"{self.variable}: {self.what}.{example}"


class SettingsError(Exception):
    """The settings cannot be used; ``problems`` says why, one each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def _one_word(value: str) -> str:
    if not value.isprintable() or any(character.isspace() for character in value):
        raise ValueError("must be one word, without spaces or line breaks")
    return value


def _secret(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("must be the key alone: no spaces, quotes or line breaks around or in it")
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is no web address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("must be a web address that starts with https://")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must be a bare web address, without a user name, a password, ? or #")
    return value.rstrip("/")


def _secure_address(value: str) -> str:
    """A key is sent there, so the connection is encrypted unless it stays on this machine."""
    value = _web_address(value)
    parts = urlsplit(value)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK_HOSTS:
        raise ValueError("must start with https:// (http:// is for this machine alone)")
    return value


def _bot_token(value: SecretStr) -> SecretStr:
    # What this lets through, the log's redaction takes out.
    if not re.fullmatch(r"[0-9]{6,}:[A-Za-z0-9_-]{30,}", value.get_secret_value()):
        raise ValueError("must be the token as BotFather gives it: digits, a colon, letters")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    # What Telegram takes as a secret_token; short ones can be guessed.
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
        raise ValueError("must be 16 to 256 of the characters A-Z a-z 0-9 _ -")
    return value


def _database_address(value: str) -> str:
    if not re.match(r"sqlite(\+aiosqlite)?://(/|$)|postgres(ql)?://.", value):
        raise ValueError(
            "must be sqlite:/// and the path of a file (four slashes for a path from the root),"
            " or postgresql://user:password@host/database"
        )
    return value


_HOST = re.compile(r"(\d{3,20})(?::([\w.-]+))?")


def _hosts(value: str) -> str:
    entries = [entry.strip() for entry in value.split(",")]
    if not all(_HOST.fullmatch(entry) for entry in entries):
        raise ValueError("must be Telegram ids, each alone or with a colon and a Cal.com username, between commas")
    return ",".join(entries)


def _encryption_keys(value: SecretStr) -> SecretStr:
    # 32 bytes each, as Fernet writes them.
    if not all(re.fullmatch(r"[A-Za-z0-9_-]{43}=", key.strip()) for key in value.get_secret_value().split(",")):
        raise ValueError("must be a key that `slotwise calcom new-key` made, or several between commas, newest first")
    return value


_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_REMINDERS = re.compile(r"(?:([\w-]+)\s*:)?\s*(none|\d{1,4}[mhdw](?:\s*,\s*\d{1,4}[mhdw])*)")


def _reminders(value: str) -> str:
    if not all(_REMINDERS.fullmatch(entry.strip()) for entry in value.split(";")):
        raise ValueError(
            "must be how long before a meeting, between commas (1d,1h), or none; of one kind of meeting after its"
            " slug and a colon, between semicolons"
        )
    return value


def _telegram_ids(value: str) -> str:
    if not re.fullmatch(r"\s*\d{3,20}\s*(,\s*\d{3,20}\s*)*", value):
        raise ValueError("must be Telegram ids between commas")
    return value


_TEAM_CHAT = re.compile(r"(-?[1-9]\d{2,19})(?::([1-9]\d{0,9}))?")


def _team_chat(value: str) -> str:
    if not _TEAM_CHAT.fullmatch(value):
        raise ValueError(
            "must be the number of a Telegram chat, with a colon and the number of a topic where it has some"
        )
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*", value):
        raise ValueError("must be a language code")
    return value.replace("_", "-")


def _folder(value: Path) -> Path:
    folder = value.expanduser()
    if folder.exists() and not folder.is_dir():
        raise ValueError("is a file, and must be a folder")
    return folder.absolute()


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _model(value: str) -> str:
    value = _one_word(value)
    return BUILTIN_MODEL if value.lower() == BUILTIN_MODEL else value


Word = Annotated[str, AfterValidator(_one_word)]
Secret = Annotated[SecretStr, AfterValidator(_secret)]
Cap = Annotated[int, Field(ge=0)]
Price = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Seconds = Annotated[float, Field(gt=0, le=600, allow_inf_nan=False)]


class Settings(BaseSettings):
    """What the environment says: each variable by its name in small letters. An empty value counts as unset."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True)

    calcom_api_url: Annotated[str, AfterValidator(_secure_address)] | None = Field(
        default=None, examples=["https://api.cal.com/v2"]
    )
    """The Cal.com API; unset is the embedded sandbox."""
    calcom_api_key: Secret | None = Field(default=None, examples=["cal_live_..."])
    calcom_username: Word | None = Field(default=None, examples=["bailey"])
    """Whose event types are offered; not together with ``calcom_team``."""
    calcom_team: Word | None = Field(default=None, examples=["support-team"])
    """The slug or the number of the team whose event types are offered."""
    calcom_organization: Word | None = Field(default=None, examples=["acme"])
    """The slug of the organization that the user or team belongs to."""
    calcom_timeout: Seconds = Field(default=10.0, examples=["10"])
    """Seconds that one call to Cal.com may take, its repeats included."""
    calcom_requests_per_minute: int = Field(default=120, ge=1, le=10_000, examples=["120"])
    """What the key allows (facts 1.6): more than that waits."""
    calcom_bookings_version: Literal["2024-08-13", "2026-02-25", "2026-05-01"] = Field(
        default="2024-08-13", examples=["2024-08-13"]
    )
    """The version header of the bookings endpoints (facts 1.1)."""
    calcom_oauth_client_id: Word | None = Field(default=None, examples=["clx0abcd"])
    """The OAuth client by which hosts link their own accounts (facts 12)."""
    calcom_oauth_client_secret: Secret | None = Field(default=None, examples=["0123abcd..."])
    """Of a confidential client; a public one has none, and proves itself by PKCE."""
    calcom_app_url: Annotated[str, AfterValidator(_secure_address)] | None = Field(
        default=None, examples=["https://app.cal.com"]
    )
    """Where people log in to Cal.com and consent; unset is worked out from ``calcom_api_url``."""
    slotwise_encryption_key: Annotated[SecretStr, AfterValidator(_encryption_keys)] | None = Field(
        default=None, examples=["EXAMPLE_ONLY_make_one_with_slotwise_calcom0="]
    )
    """Encrypts the tokens of linked accounts: the first of several keys, and all of them decrypt."""

    slotwise_model: Annotated[str, AfterValidator(_model)] = Field(default=BUILTIN_MODEL, examples=["gpt-5-mini"])
    """``builtin``, or a model's name, after ``openai:`` (may be left out) or ``azure_openai:``."""
    slotwise_model_timeout: Seconds = Field(default=20.0, examples=["20"])
    """Seconds that a model may take for one answer before the next one in the order takes over."""
    slotwise_model_output: Annotated[Literal["auto", "tools", "json"], BeforeValidator(_lower)] = Field(
        default="auto", examples=["json"]
    )
    """How a model calls tools: by its provider's tool calls, or in JSON held to a schema; ``auto`` goes over to JSON
    where a model turns out to be poor at tool calls."""
    slotwise_second_model: Annotated[str, AfterValidator(_one_word)] | None = Field(
        default=None, examples=["gpt-5-nano"]
    )
    """Named as ``slotwise_model``: asked where that fails, before the built-in model takes over."""
    slotwise_second_base_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, examples=["http://127.0.0.1:11434/v1"]
    )
    """Its OpenAI-compatible server; unset is the first one's, with its key."""
    slotwise_second_api_key: Secret | None = Field(default=None, examples=["sk-..."])
    slotwise_hedge_after: Seconds | None = Field(default=None, examples=["4"])
    """Seconds after which the second model is asked too, and the first usable answer is taken; unset, it is only asked
    where the first fails."""
    openai_api_key: Secret | None = Field(default=None, examples=["sk-..."])
    openai_base_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, examples=["http://127.0.0.1:11434/v1"]
    )
    """Any OpenAI-compatible server; unset is OpenAI."""
    azure_openai_endpoint: Annotated[str, AfterValidator(_secure_address)] | None = Field(
        default=None, examples=["https://my-resource.openai.azure.com"]
    )
    azure_openai_api_key: Secret | None = Field(default=None, examples=["0123abcd..."])
    openai_api_version: Word | None = Field(default=None, examples=["2025-04-01-preview"])
    """The API version that Azure asks for."""

    slotwise_credits: Annotated[Literal["on", "off"], BeforeValidator(_lower)] = Field(default="off", examples=["on"])
    """Whether Cal.com's credits pay for the model: none is asked without some, and each turn that asks is charged."""
    slotwise_credits_a_turn: int = Field(default=1, ge=1, le=10_000, examples=["1"])
    slotwise_messages_each_day: Cap | None = Field(default=None, examples=["100"])
    """How many messages of one person a model answers in a day (in UTC)."""
    slotwise_tokens_each_day: Cap | None = Field(default=None, examples=["200000"])
    """How many tokens one person may use in a day."""
    slotwise_messages_a_day: Cap | None = Field(default=None, examples=["5000"])
    """How many messages of everybody together a model answers in a day."""
    slotwise_tokens_a_day: Cap | None = Field(default=None, examples=["10000000"])
    """How many tokens everybody together may use in a day."""
    slotwise_price_input: Price = Field(default=0.0, examples=["0.25"])
    """Of a million tokens that a model reads; for ``slotwise usage``."""
    slotwise_price_output: Price = Field(default=0.0, examples=["2"])
    """Of a million tokens that it writes."""
    slotwise_currency: Word = Field(default="USD", examples=["USD"])

    slotwise_transcription_model: Word | None = Field(default=None, examples=["whisper-1"])
    """Writes down what is spoken to the bot; unset, voices are not listened to."""
    slotwise_transcription_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, examples=["http://127.0.0.1:8000/v1"]
    )
    """Any OpenAI-compatible server; unset is that of ``openai_base_url``, with its key."""
    slotwise_transcription_api_key: Secret | None = Field(default=None, examples=["sk-..."])

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_bot_token)] | None = Field(
        default=None, examples=["123456789:ABCdefGhIJKlmNoPQRsTUVwxyZ0123456789"]
    )
    """As BotFather gives it."""
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, examples=["http://127.0.0.1:8081"]
    )
    """Another Bot API server; unset is Telegram's own."""
    telegram_bot_name: Annotated[str, Field(max_length=64)] | None = Field(default=None, examples=["Acme Bookings"])
    """What the bot is called in Telegram, in every language; unset is Slotwise."""
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        default=None, examples=["at-least-16-letters-and-digits"]
    )
    """What Telegram proves itself with; unset is one that is made at the first start and kept in the store."""
    slotwise_hosts: Annotated[str, AfterValidator(_hosts)] | None = Field(
        default=None, repr=False, examples=["123456789,987654321:bailey"]
    )
    """The Telegram ids of those who are hosts by ``calcom_api_key``: its own user, or with a username that one."""
    slotwise_reminders: Annotated[str, AfterValidator(_reminders)] = Field(
        default="1d,1h", examples=["1d,1h; consultation: 2d,3h; 15min: none"]
    )
    """How long before a meeting its guest is reminded; other times for event types by their slugs."""
    slotwise_allowed: Annotated[str, AfterValidator(_telegram_ids)] | None = Field(
        default=None, repr=False, examples=["123456789,987654321"]
    )
    """The Telegram ids of those whom the bot is for, beside the hosts; unset is everybody."""
    slotwise_blocked: Annotated[str, AfterValidator(_telegram_ids)] | None = Field(
        default=None, repr=False, examples=["555555555"]
    )
    """The Telegram ids of those who are not read and not answered."""
    slotwise_team_chat: Annotated[str, AfterValidator(_team_chat)] | None = Field(
        default=None, repr=False, examples=["-1001234567890"]
    )
    """The Telegram chat that guests are handed over to, and that the operator hears in; with a colon a topic in it."""
    slotwise_public_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, examples=["https://slotwise.example.com"]
    )
    """Where the world reaches ``slotwise serve``."""
    slotwise_host: Word = Field(default="127.0.0.1", examples=["127.0.0.1"])
    """The address that ``slotwise serve`` listens at."""
    slotwise_port: int = Field(default=8080, ge=1, le=65535, examples=["8080"])
    slotwise_metrics_token: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        default=None, examples=["another-16-letters-and-digits"]
    )
    """Who sends it sees ``/metrics`` and the details of ``/readyz``; unset, programs of the server's own machine do."""
    slotwise_messages_per_minute: int = Field(default=20, ge=1, le=1000, examples=["20"])
    """How many messages one person may send in a messenger."""

    database_url: Annotated[str, AfterValidator(_database_address)] | None = Field(
        default=None, repr=False, examples=["sqlite:////var/lib/slotwise/slotwise.db"]
    )
    """Where conversations are kept; unset is ``slotwise.db`` in the data folder. Several processes need PostgreSQL."""
    slotwise_retention_days: int = Field(default=90, ge=0, le=36_500, examples=["90"])
    """Days after its last message that a conversation is deleted; 0 keeps it for good."""
    slotwise_data_dir: Annotated[Path, AfterValidator(_folder)] = Field(
        default_factory=lambda: platformdirs.user_data_path("slotwise"), examples=["~/slotwise"]
    )
    """The folder of the store, the terminal's history, its log and the files that come with replies."""
    slotwise_language: Annotated[str, AfterValidator(_language)] = Field(default="en", examples=["en"])
    """The language for people whose platform tells none."""
    slotwise_log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)] = (
        Field(default="WARNING", examples=["INFO"])
    )

    @property
    def store_url(self) -> str:
        return self.database_url or f"sqlite:///{self.slotwise_data_dir / 'slotwise.db'}"

    @property
    def store_name(self) -> str:
        """The store's address as it may be shown: no password, and of PostgreSQL no options."""
        if self.store_url.startswith("sqlite"):
            return self.store_url
        parts = urlsplit(self.store_url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def is_sandbox(self) -> bool:
        """The embedded sandbox, or what is served on this machine, which is taken for a sandbox: it is offered as such
        where nobody's event types are named."""
        return self.calcom_api_url is None or urlsplit(self.calcom_api_url).hostname in _LOOPBACK_HOSTS

    @property
    def hosts_by_telegram_id(self) -> dict[int, str | None]:
        """Each with the Cal.com username they stand for; None is the key's own user."""
        found = [_HOST.fullmatch(entry) for entry in (self.slotwise_hosts or "").split(",")]
        return {int(match[1]): match[2] for match in found if match is not None}

    @property
    def app_url(self) -> str | None:
        """Where people consent: for https://api.cal.com it is https://app.cal.com; a sandbox has it at its own address.
        None where it cannot be told."""
        if self.calcom_app_url is not None or self.calcom_api_url is None:
            return self.calcom_app_url
        parts = urlsplit(self.calcom_api_url)
        if parts.hostname in _LOOPBACK_HOSTS:
            return f"{parts.scheme}://{parts.netloc}"
        if parts.netloc.startswith("api."):
            return f"{parts.scheme}://app.{parts.netloc.removeprefix('api.')}"
        return None

    @property
    def encryption_keys(self) -> list[str]:
        """The newest first; empty where there is none."""
        keys = self.slotwise_encryption_key
        return [] if keys is None else [key.strip() for key in keys.get_secret_value().split(",")]

    def reminders_of(self, slug: str) -> tuple[timedelta, ...]:
        """How long before a meeting of this event type people are reminded, the longest first."""
        spans: dict[str | None, list[timedelta]] = {}
        for entry in self.slotwise_reminders.split(";"):
            name, _, times = entry.strip().rpartition(":")
            named = [] if times.strip() == "none" else [time.strip() for time in times.split(",")]
            spans[name.strip() or None] = [int(time[:-1]) * _UNITS[time[-1]] for time in named]
        return tuple(sorted(set(spans.get(slug, spans.get(None, []))), reverse=True))

    @property
    def allowed_ids(self) -> list[int]:
        """None is everybody."""
        return [int(one) for one in (self.slotwise_allowed or "").split(",") if one.strip()]

    @property
    def blocked_ids(self) -> list[int]:
        return [int(one) for one in (self.slotwise_blocked or "").split(",") if one.strip()]

    @property
    def team_place(self) -> tuple[int, int | None] | None:
        """The number of the team's chat, and of the topic in it."""
        found = _TEAM_CHAT.fullmatch(self.slotwise_team_chat or "")
        return None if found is None else (int(found[1]), int(found[2]) if found[2] else None)

    @property
    def transcription_url(self) -> str | None:
        """None is OpenAI."""
        return self.slotwise_transcription_url or self.openai_base_url

    @property
    def transcription_api_key(self) -> SecretStr | None:
        """A server of its own is never sent the key of another."""
        if self.slotwise_transcription_api_key or self.slotwise_transcription_url:
            return self.slotwise_transcription_api_key
        return self.openai_api_key

    @property
    def provider(self) -> Provider:
        """Who runs the model."""
        if self.slotwise_model == BUILTIN_MODEL:
            return "builtin"
        for prefix, provider in _PROVIDER_PREFIXES:
            if self.slotwise_model.startswith(prefix):
                return provider
        return "openai"

    @property
    def provider_model(self) -> str:
        """The model's name as its provider knows it."""
        for prefix, _provider in _PROVIDER_PREFIXES:
            if self.slotwise_model.startswith(prefix):
                return self.slotwise_model.removeprefix(prefix)
        return self.slotwise_model

    @property
    def second(self) -> "Settings | None":
        """The settings as the second model's provider sees them; none before the built-in model, which does not fail.
        A server of its own is never sent the key of another."""
        if self.slotwise_second_model is None or self.provider == "builtin":
            return None
        another = bool(self.slotwise_second_base_url or self.slotwise_second_api_key)
        return self.model_copy(
            update={
                "slotwise_model": self.slotwise_second_model,
                "slotwise_second_model": None,
                "openai_base_url": self.slotwise_second_base_url or self.openai_base_url,
                "openai_api_key": self.slotwise_second_api_key if another else self.openai_api_key,
                "azure_openai_api_key": self.slotwise_second_api_key or self.azure_openai_api_key,
            }
        )


def load_settings(*, env_file: Path | str | None = ".env", overrides: Mapping[str, object] | None = None) -> Settings:
    """The settings, where ``overrides`` (by attribute name, such as from the command line) win over the environment.

    Raises SettingsError, whose text is one readable line for each wrong setting."""
    try:
        settings = Settings(_env_file=env_file, _env_file_encoding="utf-8", **dict(overrides or {}))  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(tuple(_problems(error))) from None
    except UnicodeDecodeError:
        raise SettingsError((Problem(str(env_file), "is not UTF-8 text; save it as UTF-8"),)) from None
    except OSError as error:
        raise SettingsError((Problem(str(env_file), f"cannot be read ({error.strerror})"),)) from None
    contradictions = tuple(_contradictions(settings))
    if contradictions:
        raise SettingsError(contradictions)
    return settings


def setting_warnings(settings: Settings, *, env_file: Path | str | None = ".env") -> list[str]:
    """What is allowed and probably not meant: misspelt names, and a key that nothing uses. Holds no values."""
    known = {name.upper() for name in Settings.model_fields}
    present = set(os.environ)
    if env_file is not None and Path(env_file).is_file():
        present |= set(DotEnvSettingsSource(Settings, env_file=Path(env_file), case_sensitive=True).env_vars)
    warnings = []
    for name in sorted(present):
        if name.upper() in known or not name.upper().startswith(("SLOTWISE_", "CALCOM_", "TELEGRAM_")):
            continue
        nearest = difflib.get_close_matches(name.upper(), sorted(known), n=1)
        hint = f"; did you mean {nearest[0]}?" if nearest else " (.env.example lists the settings)"
        warnings.append(f"{name} is no setting of Slotwise{hint}")
    if settings.calcom_api_key and not settings.calcom_api_url:
        warnings.append(
            "CALCOM_API_KEY is set but CALCOM_API_URL is not, so the embedded sandbox is used;"
            " for your Cal.com set CALCOM_API_URL=https://api.cal.com/v2"
        )
    if settings.slotwise_hosts and settings.calcom_api_url and not settings.calcom_api_key:
        warnings.append("SLOTWISE_HOSTS is set but CALCOM_API_KEY is not, so nobody is a host; set the team's key")
    if settings.calcom_oauth_client_id and not settings.slotwise_encryption_key:
        warnings.append(
            "CALCOM_OAUTH_CLIENT_ID is set but SLOTWISE_ENCRYPTION_KEY is not, so nobody can link an account;"
            " make a key with `slotwise calcom new-key`"
        )
    if settings.calcom_oauth_client_secret and not settings.calcom_oauth_client_id:
        warnings.append("CALCOM_OAUTH_CLIENT_SECRET is set but CALCOM_OAUTH_CLIENT_ID is not, so nobody can link")
    if settings.slotwise_transcription_model is None and (
        settings.slotwise_transcription_url or settings.slotwise_transcription_api_key
    ):
        warnings.append(
            "SLOTWISE_TRANSCRIPTION_MODEL is unset, so voice messages are not listened to;"
            " name a model, such as SLOTWISE_TRANSCRIPTION_MODEL=whisper-1"
        )
    if settings.slotwise_second_model and settings.provider == "builtin":
        warnings.append(
            "SLOTWISE_SECOND_MODEL is set but SLOTWISE_MODEL is builtin, which needs no second;"
            " name the model that is asked first, such as SLOTWISE_MODEL=gpt-5-mini"
        )
    hears = settings.slotwise_transcription_model and settings.transcription_api_key == settings.openai_api_key
    if settings.openai_api_key and settings.provider == "builtin" and not hears:
        warnings.append(
            "OPENAI_API_KEY is set but SLOTWISE_MODEL is builtin, so no provider is asked;"
            " name a model, such as SLOTWISE_MODEL=gpt-5-mini"
        )
    return warnings


def _contradictions(settings: Settings) -> Iterator[Problem]:
    """Settings that are each right and cannot be used together."""
    if settings.calcom_username and settings.calcom_team:
        yield _wrong("calcom_team", "is set together with CALCOM_USERNAME; keep the one whose event types are offered")
    if settings.calcom_api_url:
        somebody = settings.calcom_api_key or settings.calcom_username or settings.calcom_team
        if not somebody and not settings.is_sandbox:
            yield Problem("CALCOM_USERNAME", "is needed to know whose event types to offer (or CALCOM_TEAM)", "bailey")
        if settings.calcom_oauth_client_id and settings.app_url is None:
            yield _wrong("calcom_app_url", "is needed with CALCOM_OAUTH_CLIENT_ID: where people log in to your Cal.com")
        if settings.calcom_team and not settings.calcom_team.isdigit() and not settings.calcom_api_key:
            yield Problem("CALCOM_TEAM", "must be the team's number where there is no CALCOM_API_KEY", "1234")
    if settings.provider == "openai" and not (settings.openai_api_key or settings.openai_base_url):
        yield Problem(
            "OPENAI_API_KEY",
            f"is needed for SLOTWISE_MODEL={settings.slotwise_model} (or OPENAI_BASE_URL for a server of your own, "
            f"or SLOTWISE_MODEL={BUILTIN_MODEL})",
            "sk-...",
        )
    if settings.provider == "azure_openai":
        if not settings.azure_openai_endpoint:
            yield _wrong("azure_openai_endpoint", f"is needed for SLOTWISE_MODEL={settings.slotwise_model}")
        if not (settings.azure_openai_api_key or settings.openai_api_key):
            yield _wrong("azure_openai_api_key", f"is needed for SLOTWISE_MODEL={settings.slotwise_model}")
        if not settings.openai_api_version:
            yield _wrong("openai_api_version", f"is needed for SLOTWISE_MODEL={settings.slotwise_model}")
    if settings.slotwise_second_model is None:
        for name in ("slotwise_second_base_url", "slotwise_second_api_key", "slotwise_hedge_after"):
            if getattr(settings, name) is not None:
                yield Problem("SLOTWISE_SECOND_MODEL", f"is needed for {name.upper()}", "gpt-5-nano")
                break
    elif settings.second is not None:
        yield from _contradictions_of_second(settings, settings.second)
    if settings.slotwise_transcription_model and not (settings.transcription_api_key or settings.transcription_url):
        yield Problem(
            "SLOTWISE_TRANSCRIPTION_API_KEY",
            f"is needed for SLOTWISE_TRANSCRIPTION_MODEL={settings.slotwise_transcription_model} (or OPENAI_API_KEY, "
            "or SLOTWISE_TRANSCRIPTION_URL for a server of your own)",
            "sk-...",
        )
    if settings.provider != "builtin" and not settings.provider_model:
        yield _wrong("slotwise_model", "names a provider and no model")


def _contradictions_of_second(settings: Settings, second: Settings) -> Iterator[Problem]:
    name = f"SLOTWISE_SECOND_MODEL={settings.slotwise_second_model}"
    if second.provider == "builtin" or not second.provider_model:
        yield _wrong("slotwise_second_model", "must name a model; the built-in one takes over after it anyway")
    elif second.provider == "openai" and not (second.openai_api_key or second.openai_base_url):
        yield Problem("SLOTWISE_SECOND_API_KEY", f"is needed for {name} (or SLOTWISE_SECOND_BASE_URL)", "sk-...")
    elif second.provider == "azure_openai" and not (
        second.azure_openai_endpoint
        and second.openai_api_version
        and (second.azure_openai_api_key or second.openai_api_key)
    ):
        needed = "AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY and OPENAI_API_VERSION"
        yield Problem("SLOTWISE_SECOND_MODEL", f"needs {needed}", "gpt-5-nano")


def _wrong(name: str, what: str) -> Problem:
    return Problem(name.upper(), what, _example(name))


def _problems(error: ValidationError) -> Iterator[Problem]:
    seen = set()
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0]) if detail["loc"] else "settings"
        if name not in seen:  # a union reports one wrong value several times
            seen.add(name)
            yield Problem(name.upper(), _in_words(detail["type"], detail["msg"], detail.get("ctx", {})), _example(name))


def _in_words(kind: str, message: str, context: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return str(context["error"])
    if kind in ("float_parsing", "int_parsing", "float_type", "int_type", "int_from_float"):
        return "must be a whole number" if kind.startswith("int") else "must be a number of seconds"
    return message.replace("Input should be", "must be")


def _example(name: str) -> str | None:
    field = Settings.model_fields.get(name)
    return str(field.examples[0]) if field is not None and field.examples else None
