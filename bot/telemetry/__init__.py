"""What an operator learns of a running assistant, with no personal data: log lines, metrics and traces.

Nothing that a person wrote gets here. A record of a turn holds pseudonyms, counts and durations; a label of a metric is
one of our own words; an error is told by its kind and its places in the code, never by its text.
"""

from bot.telemetry.logs import configure, new_reference, pseudonym
from bot.telemetry.redaction import redact
from bot.telemetry.turns import record_turn

__all__ = ["configure", "new_reference", "pseudonym", "record_turn", "redact"]
