"""A tool as code knows it: its arguments, what may come of it, and who may be served by it.

The docstring of a tool's arguments and their descriptions are written for the model, which pays for every word.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Role = Literal["guest", "host"]


class ToolArguments(BaseModel):
    """Arguments as the model gives them: unknown ones are an error that it is told of once."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    def given(self) -> dict[str, Any]:
        """Only what the model filled in."""
        return {
            name: value
            for name, value in self.model_dump(exclude_none=True).items()
            if value != "" and value != [] and value != {}
        }


@dataclass(frozen=True)
class Tool:
    """A tool, with what code has to know before it lets a call through."""

    name: str
    arguments: type[ToolArguments]
    effect: Literal["reads", "proposes"]
    """Whether a proposal may come of it (``Session.propose`` holds it to that). None writes."""
    role: Role = "guest"
    """Who may be served by it. A host is a guest too; a guest is never offered a host's tool, and a call of one is no
    call."""
    only_with_proposal: bool = False

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The function as chat-completion providers take it, without the noise of generated titles."""
        parameters = _plain(self.arguments.model_json_schema())
        parameters.pop("description", None)
        return {
            "type": "function",
            "function": {
                "name": self.name,
                "description": " ".join((self.arguments.__doc__ or "").split()),
                "parameters": parameters,
            },
        }


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Drops titles, defaults and the null alternative: fewer tokens, and small models read it better."""
    kept: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("title", "default", "additionalProperties") and not isinstance(value, dict):
            continue
        if key == "anyOf":
            kept.update(_plain(next(option for option in value if option.get("type") != "null")))
        elif key == "properties":
            kept[key] = {name: _plain(field) for name, field in value.items()}
        elif isinstance(value, dict):
            kept[key] = _plain(value)
        else:
            kept[key] = value
    return kept
