"""What the processes of a deployment share."""

from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import Settings, load_settings
from bot.scheduling.calendar import RateLimited, Unavailable

NOBODY_LISTENS = "http://127.0.0.1:9"

TRIES = 3
"""A read that finds nobody is sent so often."""


def settings(folder: Path, key: str) -> Settings:
    return load_settings(
        env_file=None,
        overrides={
            "calcom_api_url": NOBODY_LISTENS,
            "calcom_api_key": key,
            "calcom_username": "bailey",
            "calcom_requests_per_minute": TRIES,
            "database_url": f"sqlite:///{folder / 'shared.db'}",
        },
    )


async def test_processes_with_one_key_share_what_cal_com_lets_it_ask_in_a_minute(tmp_path: Path) -> None:
    async def ask(key: str) -> None:
        async with open_app(settings(tmp_path, key)) as app:
            with app.calendar.deadline(3):
                await app.calendar.me.get()

    with pytest.raises(Unavailable):
        await ask("cal_live_one")
    with pytest.raises(RateLimited):
        await ask("cal_live_one")
    with pytest.raises(Unavailable):
        await ask("cal_live_another")
