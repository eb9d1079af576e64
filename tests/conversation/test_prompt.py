"""The prompts: short, of one version, and telling of nothing that is not there."""

import re

import pytest

from bot.conversation import prompt
from bot.conversation.moment import Moment
from bot.conversation.tool import Tool
from bot.conversation.tools import TOOLS, TOOLS_BY_NAME

NOTE = "prompts/versions.md needs a new row: the next version, this fingerprint, and what a model is told otherwise"


def test_a_change_to_what_models_are_told_is_a_new_version() -> None:
    rows = re.findall(r"^\| (\d+) \| ([0-9a-f]{8}) \| (.+) \|$", prompt._text("versions.md"), re.MULTILINE)
    assert rows[0][:2] == (prompt.version(), prompt.fingerprint()), NOTE
    numbers = [int(number) for number, _fingerprint, _change in rows]
    assert numbers == list(range(len(rows), 0, -1))


def test_the_rules_name_only_tools_and_facts_that_there_are() -> None:
    words = set(re.findall(r"\b[a-z]+_[a-z_]+\b", prompt.fixed_part()))
    assert words <= set(TOOLS_BY_NAME) | set(Moment.__annotations__)
    facts = set(re.findall(r'"([a-z_]+)"', prompt.fixed_part()))
    assert facts <= set(Moment.__annotations__)
    assert {"asked", "shown", "proposal"} <= facts


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_and_argument_is_explained_in_a_few_words(tool: Tool) -> None:
    function = tool.schema["function"]
    assert 10 < len(function["description"]) < 200
    for name, field in function["parameters"]["properties"].items():
        assert "enum" in field or 5 < len(field["description"]) < 80, name
