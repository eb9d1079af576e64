"""What a model is asked: how much in one call, and how many calls until there is a booking, in all dialogues.

They are played with the built-in model, whose calls are those that a provider's model would be asked, and whose tokens
are counted on the high side (``bot/conversation/offline/model.py``).
"""

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from babel import Locale

from benchmarks.budgets import Result
from bot.config import Settings, load_settings
from bot.conversation import json_output, prompt
from bot.conversation.moment import Moment
from bot.conversation.offline.model import CHARACTERS_PER_TOKEN
from bot.conversation.tool import Role
from bot.conversation.tools import offered
from bot.evals import dialogue, runner

DIALOGUES = Path(__file__).parents[1] / "tests" / "dialogues"

LARGEST_CALL = 2_500
"""Tokens, with all tools of a guest."""

LARGEST_CALL_OF_A_HOST = 4_000
"""Tokens: the same conversation with a host's tools beside a guest's."""

CALLS_A_BOOKING = 2.5
"""A wish, and the answer to what it left open; a yes, a tap and a number cost none."""

LARGEST_FIXED_PART = 2_000
"""Tokens of rules and tools: what a provider's cache holds, and a local model reads once."""


@dataclass
class Cost:
    """Of the dialogues in one language."""

    dialogues: int = 0
    inputs: list[int] = field(default_factory=list)
    """The tokens of each call."""
    calls_to_bookings: int = 0
    """Calls in the dialogues that leave bookings."""
    bookings: int = 0
    """Made, moved or cancelled."""


def measure() -> list[Result]:
    costs = asyncio.run(_costs(load_settings(env_file=None)))
    results = [
        _fixed_part("rules and a guest's tools, by tool calls", _by_tool_calls("guest")),
        _fixed_part("rules and a guest's tools, in JSON", _in_json()),
    ]
    for language, cost in sorted(costs.items()):
        where = f"{Locale(language).english_name}, {cost.dialogues} dialogues"
        largest, each = max(cost.inputs), cost.calls_to_bookings / cost.bookings
        shown = f"{largest} ({median(cost.inputs):.0f})"
        results.append(
            Result(f"tokens of the largest (median) call, {where}", shown, f"{LARGEST_CALL}", largest <= LARGEST_CALL)
        )
        results.append(
            Result(f"model calls a booking, {where}", f"{each:.2f}", f"{CALLS_A_BOOKING}", each <= CALLS_A_BOOKING)
        )
    more = int((_by_tool_calls("host") - _by_tool_calls("guest")) / CHARACTERS_PER_TOKEN)
    largest = more + max(size for cost in costs.values() for size in cost.inputs)
    kept = largest <= LARGEST_CALL_OF_A_HOST
    results.append(Result("tokens of the largest call with a host's tools", f"{largest}", "4000", kept))
    return results


async def _costs(settings: Settings) -> dict[str, Cost]:
    costs: defaultdict[str, Cost] = defaultdict(Cost)
    for path in dialogue.find([DIALOGUES]):
        talk = dialogue.load(path)
        outcome = await runner.play(talk, settings, folder=DIALOGUES)
        if not outcome.passed:
            raise SystemExit(f"the dialogue {talk.name} fails, so its cost means nothing: {outcome.problems[0]}")
        cost = costs[(talk.person.language or "en")[:2]]
        cost.dialogues += 1
        cost.inputs += [turn.reply.usage.input_tokens for turn in outcome.turns if turn.reply.usage.model_calls]
        if talk.expect.bookings:
            cost.bookings += len(talk.expect.bookings)
            cost.calls_to_bookings += outcome.model_calls
    return costs


def _fixed_part(what: str, characters: int) -> Result:
    tokens = int(characters / CHARACTERS_PER_TOKEN)
    return Result(f"tokens of {what}", f"{tokens}", f"{LARGEST_FIXED_PART}", tokens <= LARGEST_FIXED_PART)


def _by_tool_calls(role: Role) -> int:
    tools = offered(proposal_open=True, role=role)
    return len(prompt.fixed_part()) + len(json.dumps([tool.schema for tool in tools]))


def _in_json() -> int:
    nothing = Moment(
        now="",
        time_zone=None,
        language="en",
        host="",
        event_types=[],
        task=None,
        draft=None,
        asked=[],
        shown=[],
        proposal=None,
        bookings=[],
    )
    tools = offered(proposal_open=True)
    rules = json_output.request(prompt.messages(nothing, [], ""), tools)[0]
    # Some providers show the model the schema too, others hold it to it unseen.
    return len(str(rules.content)) + len(json.dumps(json_output.response_format(tools)))


if __name__ == "__main__":
    for result in measure():
        print(f"{result.what:70} {result.measured:>14} {result.limit:>6}{'' if result.kept else '  over'}")
