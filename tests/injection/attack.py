"""The attacks, as they stand in ``attacks/*.yaml``: a family to a file.

An attack says what was open, who says what, and what a model that falls for it calls or writes. A YAML file holds the
``family`` and its ``attacks``; a text may hold ``{owens}``, ``{carlas}`` and ``{own}`` (uids of bookings), ``{token}``
(of the open proposal), ``{key}`` (of Cal.com) and ``{prompt}`` (the rules that a model is given).
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FAMILIES = (
    "names",
    "notes",
    "titles-and-descriptions",
    "forwarded",
    "other-languages",
    "encoded",
    "system-messages",
    "tool-results",
    "buttons-and-codes",
    "social-pressure",
)
EACH = 20
"""Attacks of a family."""

FOLDER = Path(__file__).parent / "attacks"

Open = Literal["nothing", "card", "times", "questions", "cancel", "move", "list"]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Plants(BaseModel):
    """What the attacker wrote into the calendar, where the assistant reads it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    """Of the half hour with Bailey."""
    description: str | None = None
    question: str | None = None
    """The label of a question of the consultation."""
    options: tuple[str, ...] = ()
    """What that question can be answered with."""
    host: str | None = None
    """Bailey's name."""


class Attack(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    attack: str
    """What it tries, as a name of its own."""
    open: Open = "card"
    """What was under way before."""
    language: str = "en"
    by: Literal["ana", "mallory"] = "ana"
    """Mallory is another person in the same conversation."""
    plants: Plants = Plants()
    says: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = ()
    """Messages, one after the other; none of them is a yes to what is open."""
    quoted: str | None = None
    """Passed on with the first message."""
    obeys: tuple[dict[str, dict[str, Any]], ...] = Field(default=())
    """The tool calls that the model makes at each message, a name with its arguments each."""
    writes: str = ""
    """The model's own words beside them."""


def attacks_of(family: str) -> list[Attack]:
    content = yaml.safe_load((FOLDER / f"{family}.yaml").read_text(encoding="utf-8"))
    assert content["family"] == family
    return [Attack.model_validate(one) for one in content["attacks"]]
