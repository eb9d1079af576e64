"""Whether a model's own words may go to a person as they are.

They are a few sentences of prose in a language that is ours to check. They tell no time, number, link or address and no
deed, they are no tool call or markup that was meant for a machine, and nothing of what the model itself was told.
"""

import re
from functools import cache

from bot.conversation import hearing, policy, prompt
from bot.conversation.grounding import words
from bot.conversation.tools import TOOLS
from bot.conversation.wording import languages

LONGEST_SAYING = 500
"""Characters; more is no small talk."""

RUN = 5
"""So many words in a row as the model's rules have them are no chance."""


def may_be_said(text: str, language: str) -> bool:
    """Whether a model may answer with this somebody who is spoken to in ``language``."""
    if not text or len(text) > LONGEST_SAYING or _repeats_its_rules(text):
        return False
    if re.search(r"\d|https?:|www\.|\S@\S|[{}<>\[\]`|*#\\]|\w_\w", text) is not None:
        return False
    spoken = hearing.written_in(text, language, languages())
    return hearing.is_in(text, spoken) and not any(policy.claims(text, code) for code in {language, spoken})


def _repeats_its_rules(text: str) -> bool:
    return not _runs(text).isdisjoint(_rules())


@cache
def _rules() -> frozenset[str]:
    described = (tool.schema["function"]["description"] for tool in TOOLS)
    return frozenset(run for told in (prompt.fixed_part(), *described) for run in _runs(told))


def _runs(text: str) -> frozenset[str]:
    """All that stands in it of ``RUN`` words in a row."""
    heard = words(text)
    return frozenset(" ".join(heard[at : at + RUN]) for at in range(len(heard) - RUN + 1))
