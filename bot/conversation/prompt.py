"""What a model is told: the fixed rules first and the moment last, so that providers cache all between."""

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from bot.conversation import moment
from bot.conversation.moment import Moment
from bot.conversation.state import Said
from bot.conversation.tools import offered

LONGEST_REPLY = 600
"""Characters of what we said before that a model is shown; the moment tells what matters of it."""


def messages(now: Moment, history: Sequence[Said], text: str) -> list[BaseMessage]:
    """The rules, what was said before (oldest first), and the person's message with the moment it is read in."""
    said = [HumanMessage(one.text) if one.role == "person" else AIMessage(one.text[:LONGEST_REPLY]) for one in history]
    return [SystemMessage(fixed_part()), *said, HumanMessage(moment.frame(now, text))]


def fixed_part() -> str:
    """The rules, in ``prompts/system.md``."""
    return _text("system.md")


def json_part() -> str:
    """What is added to them for a model that is asked for JSON, in ``prompts/json.md``."""
    return _text("json.md")


def version() -> str:
    """The number of the prompts, rules and a guest's tools together, as ``prompts/versions.md`` has it in its newest
    row: what is measured with one version says little of another."""
    newest = re.search(r"^\| (\d+) \|", _text("versions.md"), re.MULTILINE)
    assert newest is not None
    return newest[1]


def fingerprint() -> str:
    """Changes with every word that a model is told of the rules and a guest's tools."""
    told = [fixed_part(), json_part(), json.dumps([tool.schema for tool in offered(proposal_open=True)])]
    return hashlib.blake2b("\n".join(told).encode(), digest_size=4).hexdigest()


@cache
def _text(name: str) -> str:
    """A file of ``prompts``: inside the built package, or beside it in a checkout."""
    shipped = resources.files("bot") / "prompts" / name
    if not shipped.is_file():
        shipped = Path(__file__).parents[2] / "prompts" / name
    return shipped.read_text(encoding="utf-8").strip()
