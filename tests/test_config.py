"""Settings: what is read from where, and how a wrong value is refused."""

from pathlib import Path

import pytest

from bot.config import Settings, SettingsError, load_settings, setting_warnings

SECRET = "canary-7f3a-secret"


def refusal(**overrides: object) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(overrides=overrides)
    return str(caught.value)


def test_without_any_setting_it_is_the_embedded_sandbox_and_the_builtin_model(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.calcom_api_url is None
    assert settings.is_sandbox
    assert settings.provider == "builtin"
    assert settings.store_url == f"sqlite:///{tmp_path}/data/slotwise.db"


def test_the_environment_wins_over_the_file_and_an_option_over_both(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("CALCOM_USERNAME=from-file\nSLOTWISE_LANGUAGE=pt-BR\nCALCOM_TIMEOUT=3\n")
    monkeypatch.setenv("CALCOM_USERNAME", "from-environment")
    monkeypatch.setenv("CALCOM_TIMEOUT", "4")
    settings = load_settings(overrides={"calcom_timeout": 5})
    assert (settings.calcom_username, settings.slotwise_language, settings.calcom_timeout) == (
        "from-environment",
        "pt-BR",
        5,
    )


def test_an_empty_value_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCOM_API_URL", "")
    monkeypatch.setenv("SLOTWISE_MODEL", "")
    settings = load_settings()
    assert settings.calcom_api_url is None
    assert settings.slotwise_model == "builtin"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CALCOM_API_URL", "http://cal.example.com", "must start with https://"),
        ("CALCOM_API_URL", "api.cal.com/v2", "must be a web address that starts with https://"),
        ("CALCOM_API_URL", "https://[", "is no web address"),
        ("CALCOM_API_URL", "https://api.cal.com:port/v2", "is no web address"),
        ("CALCOM_API_URL", "https://me:pass@api.cal.com/v2", "must be a bare web address, without a user name"),
        ("CALCOM_API_KEY", "cal_live 12", "must be the key alone"),
        ("CALCOM_USERNAME", "bai ley", "must be one word"),
        ("TELEGRAM_BOT_TOKEN", "slotwise_bot", "must be the token as BotFather gives it"),
        ("TELEGRAM_BOT_TOKEN", "123456789:too-short", "must be the token as BotFather gives it"),
        ("TELEGRAM_BOT_TOKEN", "123456789:ABC def", "must be the token as BotFather gives it"),
        ("TELEGRAM_API_URL", "127.0.0.1:8081", "must be a web address"),
        ("TELEGRAM_WEBHOOK_SECRET", "short", "must be 16 to 256 of the characters"),
        ("TELEGRAM_WEBHOOK_SECRET", "a secret of words and spaces", "must be 16 to 256 of the characters"),
        ("SLOTWISE_PUBLIC_URL", "slotwise.example.com", "must be a web address"),
        ("SLOTWISE_PORT", "70000", "must be"),
        ("SLOTWISE_MESSAGES_PER_MINUTE", "0", "must be"),
        ("CALCOM_TIMEOUT", "soon", "must be a number of seconds"),
        ("CALCOM_TIMEOUT", "0", "must be greater than 0"),
        ("CALCOM_TIMEOUT", "inf", "must be"),
        ("CALCOM_REQUESTS_PER_MINUTE", "2.5", "must be a whole number"),
        ("CALCOM_BOOKINGS_VERSION", "2020-01-01", "must be '2024-08-13'"),
        ("SLOTWISE_MODEL", "gpt 5", "must be one word"),
        ("SLOTWISE_MODEL_TIMEOUT", "-1", "must be greater than 0"),
        ("OPENAI_BASE_URL", "localhost:8099", "must be a web address"),
        ("SLOTWISE_TRANSCRIPTION_MODEL", "whisper 1", "must be one word"),
        ("SLOTWISE_TRANSCRIPTION_URL", "localhost:8000", "must be a web address"),
        ("SLOTWISE_TRANSCRIPTION_API_KEY", "two words", "must be the key alone"),
        ("AZURE_OPENAI_ENDPOINT", "http://x.openai.azure.com", "must start with https://"),
        ("DATABASE_URL", "mysql://me@db/slotwise", "must be sqlite:///"),
        ("DATABASE_URL", "postgresql://", "must be sqlite:///"),
        ("SLOTWISE_RETENTION_DAYS", "-1", "must be greater than or equal to 0"),
        ("SLOTWISE_LANGUAGE", "English", "must be a language code"),
        ("SLOTWISE_LOG_LEVEL", "loud", "must be 'DEBUG'"),
        ("SLOTWISE_DATA_DIR", __file__, "is a file, and must be a folder"),
    ],
)
def test_a_wrong_value_is_refused_by_name_reason_and_example(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    lines = str(caught.value).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"{name}: {told}")
    assert f"Example: {name}=" in lines[0]


def test_all_wrong_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCOM_TIMEOUT", "x")
    monkeypatch.setenv("SLOTWISE_LOG_LEVEL", "x")
    assert [line.split(":")[0] for line in refusal().splitlines()] == ["CALCOM_TIMEOUT", "SLOTWISE_LOG_LEVEL"]


@pytest.mark.parametrize(
    "name",
    ["CALCOM_API_KEY", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "SLOTWISE_TRANSCRIPTION_API_KEY", "DATABASE_URL"],
)
def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, f"{SECRET} ")
    monkeypatch.setenv("CALCOM_TIMEOUT", "x")
    told = refusal()
    assert name in told
    assert SECRET not in told
    monkeypatch.delenv("CALCOM_TIMEOUT")
    monkeypatch.setenv(name, SECRET if name != "DATABASE_URL" else f"sqlite:///{SECRET}")
    settings = load_settings()
    assert SECRET not in repr(settings)
    assert SECRET not in " ".join(setting_warnings(settings))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:////srv/slotwise.db", "sqlite:////srv/slotwise.db"),
        (f"postgresql://me:{SECRET}@db:5433/slotwise?password={SECRET}", "postgresql://db:5433/slotwise"),
        (f"postgres://me:a@{SECRET}@db/slotwise", "postgres://db/slotwise"),
        ("postgresql:///slotwise?host=/run/postgresql", "postgresql:///slotwise"),
    ],
)
def test_the_store_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch, url: str, shown: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    settings = load_settings()
    assert settings.store_name == shown
    assert SECRET not in repr(settings)


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET"])
def test_a_secret_of_a_fixed_shape_is_never_shown(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    secret = "123456789:canary-7f3a-secret-of-the-bot-0123" if name == "TELEGRAM_BOT_TOKEN" else SECRET
    monkeypatch.setenv(name, f"{secret} ")
    assert SECRET not in refusal()
    monkeypatch.setenv(name, secret)
    assert SECRET not in repr(load_settings())


FIRST = {"slotwise_model": "gpt-5-mini", "openai_api_key": "first"}
AZURE = {
    "slotwise_model": "azure_openai:gpt-5",
    "azure_openai_endpoint": "https://my-resource.openai.azure.com",
    "azure_openai_api_key": "first",
    "openai_api_version": "2025-04-01-preview",
}


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        ({"calcom_username": "bailey", "calcom_team": "support"}, "CALCOM_TEAM: is set together with CALCOM_USERNAME"),
        ({"calcom_api_url": "https://api.cal.com/v2"}, "CALCOM_USERNAME: is needed"),
        ({"calcom_api_url": "https://api.cal.com/v2", "calcom_team": "support"}, "must be the team's number"),
        ({"slotwise_model": "gpt-5-mini"}, "OPENAI_API_KEY: is needed for SLOTWISE_MODEL=gpt-5-mini"),
        ({"slotwise_model": "openai:", "openai_api_key": "k"}, "SLOTWISE_MODEL: names a provider and no model"),
        ({"slotwise_model": "azure_openai:gpt-5"}, "AZURE_OPENAI_ENDPOINT: is needed"),
        ({"slotwise_hedge_after": 4}, "SLOTWISE_SECOND_MODEL: is needed for SLOTWISE_HEDGE_AFTER"),
        ({"slotwise_second_api_key": "k"}, "SLOTWISE_SECOND_MODEL: is needed for SLOTWISE_SECOND_API_KEY"),
        ({**FIRST, "slotwise_second_model": "builtin"}, "SLOTWISE_SECOND_MODEL: must name a model"),
        ({**FIRST, "slotwise_second_model": "openai:"}, "SLOTWISE_SECOND_MODEL: must name a model"),
        ({**FIRST, "slotwise_second_model": "azure_openai:x"}, "SLOTWISE_SECOND_MODEL: needs AZURE_OPENAI_ENDPOINT"),
        (
            {**AZURE, "slotwise_second_model": "gpt-5-nano"},
            "SLOTWISE_SECOND_API_KEY: is needed for SLOTWISE_SECOND_MODEL=gpt-5-nano",
        ),
    ],
)
def test_settings_that_contradict_each_other_are_refused(overrides: dict[str, object], told: str) -> None:
    assert told in refusal(**overrides)


@pytest.mark.parametrize(
    ("model", "provider", "name"),
    [
        ("builtin", "builtin", "builtin"),
        ("Builtin", "builtin", "builtin"),
        ("gpt-5-mini", "openai", "gpt-5-mini"),
        ("openai:gpt-5-mini", "openai", "gpt-5-mini"),
        ("azure_openai:my-deployment", "azure_openai", "my-deployment"),
        ("qwen2.5:1.5b", "openai", "qwen2.5:1.5b"),
    ],
)
def test_the_model_setting_names_a_provider_and_a_model(model: str, provider: str, name: str) -> None:
    settings = Settings(slotwise_model=model)
    assert (settings.provider, settings.provider_model) == (provider, name)


@pytest.mark.parametrize(
    ("overrides", "address", "key"),
    [
        ({}, None, "first"),
        ({"slotwise_second_api_key": "second"}, None, "second"),
        ({"slotwise_second_base_url": "http://127.0.0.1:1/v1"}, "http://127.0.0.1:1/v1", None),
        (
            {"slotwise_second_base_url": "http://127.0.0.1:1/v1", "slotwise_second_api_key": "second"},
            "http://127.0.0.1:1/v1",
            "second",
        ),
    ],
)
def test_a_second_model_has_the_firsts_server_and_key_or_its_own(
    overrides: dict[str, object], address: str | None, key: str | None
) -> None:
    second = load_settings(overrides={**FIRST, "slotwise_second_model": "gpt-5-nano", **overrides}).second
    assert second is not None
    assert (second.provider_model, second.openai_base_url) == ("gpt-5-nano", address)
    assert (second.openai_api_key.get_secret_value() if second.openai_api_key else None) == key
    assert second.second is None


def test_a_second_model_beside_the_built_in_one_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLOTWISE_SECOND_MODEL", "gpt-5-nano")
    settings = load_settings()
    assert settings.second is None
    assert "SLOTWISE_SECOND_MODEL is set but SLOTWISE_MODEL is builtin" in " ".join(setting_warnings(settings))


def test_the_way_of_calling_tools_is_one_of_three() -> None:
    assert load_settings().slotwise_model_output == "auto"
    assert load_settings(overrides={"slotwise_model_output": "JSON"}).slotwise_model_output == "json"
    assert "SLOTWISE_MODEL_OUTPUT: must be 'auto', 'tools' or 'json'" in refusal(slotwise_model_output="xml")


def test_a_sandbox_on_this_machine_needs_no_name_and_no_encryption() -> None:
    settings = load_settings(overrides={"calcom_api_url": "http://127.0.0.1:8800/v2/"})
    assert settings.calcom_api_url == "http://127.0.0.1:8800/v2"
    assert settings.is_sandbox
    assert not Settings(calcom_api_url="https://api.cal.com/v2").is_sandbox


def test_a_misspelt_name_is_told_with_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLOTWISE_MODLE", SECRET)
    Path(".env").write_text(f"CALCOM_APIKEY={SECRET}\nUNRELATED=1\n")
    warnings = setting_warnings(load_settings())
    assert warnings == [
        "CALCOM_APIKEY is no setting of Slotwise; did you mean CALCOM_API_KEY?",
        "SLOTWISE_MODLE is no setting of Slotwise; did you mean SLOTWISE_MODEL?",
    ]


def test_a_key_that_nothing_uses_is_told() -> None:
    settings = load_settings(overrides={"calcom_api_key": SECRET, "openai_api_key": SECRET})
    cal, model = setting_warnings(settings)
    assert "CALCOM_API_URL" in cal
    assert "SLOTWISE_MODEL" in model
    assert SECRET not in cal + model


def test_voices_are_written_down_where_the_model_runs_unless_told_otherwise() -> None:
    shared = {"openai_base_url": "http://127.0.0.1:1/v1", "openai_api_key": SECRET}
    settings = load_settings(overrides={**shared, "slotwise_transcription_model": "whisper-1"})
    assert settings.transcription_url == "http://127.0.0.1:1/v1"
    assert settings.transcription_api_key is not None
    assert settings.transcription_api_key.get_secret_value() == SECRET
    assert setting_warnings(settings) == []


def test_another_server_for_voices_never_gets_the_key_of_the_model() -> None:
    settings = load_settings(
        overrides={
            "openai_api_key": SECRET,
            "slotwise_transcription_model": "whisper-1",
            "slotwise_transcription_url": "https://voices.example.com/v1",
        }
    )
    assert settings.transcription_url == "https://voices.example.com/v1"
    assert settings.transcription_api_key is None


def test_a_model_for_voices_needs_somebody_who_runs_it() -> None:
    assert "SLOTWISE_TRANSCRIPTION_API_KEY: is needed" in refusal(slotwise_transcription_model="whisper-1")


def test_a_server_for_voices_without_a_model_is_told() -> None:
    settings = load_settings(overrides={"slotwise_transcription_api_key": SECRET})
    (warning,) = setting_warnings(settings)
    assert "SLOTWISE_TRANSCRIPTION_MODEL" in warning
    assert SECRET not in warning


def test_a_file_that_is_no_text_is_refused_in_words() -> None:
    Path(".env").write_bytes(b"CALCOM_USERNAME=\xff\xfe\n")
    assert refusal() == ".env: is not UTF-8 text; save it as UTF-8."
