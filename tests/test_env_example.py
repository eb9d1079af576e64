"""``.env.example`` is the reference of the settings: it names each one, tells its meaning and shows its default."""

import re
from pathlib import Path

import pytest

from bot.config import Settings, load_settings

EXAMPLE = Path(__file__).parents[1] / ".env.example"
ENTRY = re.compile(r"# ([A-Z_]+)=(.*)")


def entries() -> dict[str, str]:
    return dict(match.groups() for line in EXAMPLE.read_text().splitlines() if (match := ENTRY.fullmatch(line)))


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(entries()) == {name.upper() for name in Settings.model_fields}


def test_every_setting_has_its_meaning_above_it() -> None:
    lines = EXAMPLE.read_text().splitlines()
    for number, line in enumerate(lines):
        if ENTRY.fullmatch(line):
            above = next(before for before in reversed(lines[:number]) if not ENTRY.fullmatch(before))
            assert re.match(r"# [A-Z\"a-z].{20,}", above), f"{line} has no meaning above it"


def test_the_example_shows_the_defaults_where_there_are_any() -> None:
    shown = entries()
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, str | int | float):
            assert type(default)(shown[name.upper()]) == default


@pytest.mark.parametrize("name", sorted(entries()))
def test_each_line_uncommented_can_be_read(name: str) -> None:
    Path(".env").write_text(f"{name}={entries()[name]}\n")
    settings = Settings(_env_file=".env")
    assert name.lower() in settings.model_fields_set


def test_the_whole_example_loads_once_one_of_user_and_team_is_chosen() -> None:
    text = re.sub(r"(?m)^# (?=[A-Z_]+=)", "", EXAMPLE.read_text()).replace("CALCOM_TEAM=", "# CALCOM_TEAM=")
    Path(".env").write_text(text)
    assert load_settings().calcom_username == "bailey"
