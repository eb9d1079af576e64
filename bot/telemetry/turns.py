"""The record of a turn: one line in the log, and its part of the metrics."""

import logging

from bot.telemetry import metrics
from bot.telemetry.logs import pseudonym

_turns = logging.getLogger("slotwise.turn")


def record_turn(
    *,
    conversation_id: str,
    account_id: str,
    message_id: str,
    outcome: str,
    seconds: float,
    model: str | None = None,
    model_calls: int = 0,
    input_tokens: int = 0,
    output_tokens: int = 0,
    **measures: float | str | None,
) -> None:
    """One record for a turn, at INFO. ``outcome`` is one of our own words for what the turn came to; ``measures`` are
    further counts, durations in seconds, or our own words. Nothing here may be what a person wrote."""
    channel = conversation_id.partition(":")[0] if ":" in conversation_id else "terminal"
    metrics.TURNS.labels(channel, outcome).inc()
    metrics.TURN_SECONDS.labels(channel).observe(seconds)
    if not _turns.isEnabledFor(logging.INFO):
        return
    record = {
        "channel": channel,
        "conversation": pseudonym(conversation_id),
        "account": pseudonym(account_id),
        "message": pseudonym(message_id),
        "outcome": outcome,
        "ms": round(seconds * 1000, 1),
        "model": model,
        "model_calls": model_calls,
        "input_tokens": input_tokens,
        "output_tokens": output_tokens,
        **measures,
    }
    _turns.info("turn", extra={"measures": {name: value for name, value in record.items() if value is not None}})
