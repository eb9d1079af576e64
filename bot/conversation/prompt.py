"""What a model is told: the fixed rules first, so that providers cache them, and the moment last."""

from functools import cache
from importlib import resources
from pathlib import Path

from bot.conversation import moment
from bot.conversation.moment import Moment


def system_prompt(now: Moment) -> str:
    return fixed_part() + moment.render(now)


@cache
def fixed_part() -> str:
    """The text of ``prompts/system.md``: inside the built package, or beside it in a checkout."""
    shipped = resources.files("bot") / "prompts" / "system.md"
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    return (Path(__file__).parents[2] / "prompts" / "system.md").read_text(encoding="utf-8")
