"""`slotwise backup` as somebody types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.store import open_store


def backup(target: Path) -> Result:
    return CliRunner().invoke(main, ["backup", str(target)])


async def kept_store(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'data' / 'slotwise.db'}")
    await store.close()


async def test_the_store_is_copied_and_the_copy_is_named(tmp_path: Path) -> None:
    await kept_store(tmp_path)
    result = backup(tmp_path / "copy.db")
    assert result.exit_code == 0
    assert f"is copied to {tmp_path / 'copy.db'}, whole and checked" in result.output
    again = backup(tmp_path / "copy.db")
    assert again.exit_code == 1
    assert "is there already, and is not written over. Name another file." in again.output


def test_a_postgresql_is_left_to_its_own_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:canary@db/slotwise")
    result = backup(tmp_path / "copy.db")
    assert result.exit_code == 1
    assert "pg_dump --format=custom" in result.output
    assert "canary" not in result.output
