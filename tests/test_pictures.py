"""The picture of the cards shows what the bot really answers."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


async def test_the_picture_of_telegram_is_of_the_cards_as_they_are() -> None:
    spec = importlib.util.spec_from_file_location("draw_telegram", DOCS / "draw_telegram.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    drawn = script.drawn(await script.screens())
    kept = (DOCS / "telegram.svg").read_text(encoding="utf-8")
    assert drawn == kept, "run .venv/bin/python docs/draw_telegram.py"
