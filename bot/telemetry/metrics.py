"""The metrics, in a registry of their own: one for the process, as its loggers are.

Each label has few values, all of them our own words, names that the operator chose, or numbers of a protocol. No label
holds anything of a person, nor an id.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

REGISTRY = CollectorRegistry()
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

_QUICK = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_SLOW = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 60.0)
_LAGS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 3600.0, 21600.0)

ProcessCollector(namespace="slotwise", registry=REGISTRY)

TURNS = Counter("slotwise_turns", "Turns, by channel and what they came to.", ("channel", "outcome"), registry=REGISTRY)
TURN_SECONDS = Histogram(
    "slotwise_turn_seconds", "A turn from its message to its reply.", ("channel",), registry=REGISTRY, buckets=_SLOW
)
LOCK_WAIT = Histogram(
    "slotwise_lock_wait_seconds",
    "How long a turn waited for the turn before it in its conversation, in all processes.",
    registry=REGISTRY,
    buckets=_QUICK,
)
MODEL_CALLS = Counter(
    "slotwise_model_calls", "Calls of language models, by model and outcome.", ("model", "outcome"), registry=REGISTRY
)
MODEL_SECONDS = Histogram(
    "slotwise_model_seconds", "A call of a provider's model.", ("model",), registry=REGISTRY, buckets=_SLOW
)
MODEL_TOKENS = Counter(
    "slotwise_model_tokens", "Tokens, by model and direction.", ("model", "direction"), registry=REGISTRY
)
FALLBACKS = Counter(
    "slotwise_fallbacks", "Messages that the built-in model read in place of a provider's.", ("why",), registry=REGISTRY
)
CALCOM_CALLS = Counter(
    "slotwise_calcom_calls",
    "Requests to Cal.com, by family of operations and status; none where no answer came.",
    ("family", "status"),
    registry=REGISTRY,
)
CALCOM_SECONDS = Histogram(
    "slotwise_calcom_seconds", "A request to Cal.com.", ("family",), registry=REGISTRY, buckets=_SLOW
)
UPDATES = Counter("slotwise_updates", "Updates of Telegram, by what became of them.", ("result",), registry=REGISTRY)
UPDATES_WAITING = Gauge("slotwise_updates_waiting", "Updates taken in and not handled yet.", registry=REGISTRY)
QUEUE_WAIT = Histogram(
    "slotwise_queue_wait_seconds",
    "How long an update waited between being taken in and being handled.",
    registry=REGISTRY,
    buckets=_QUICK,
)
WEBHOOK_LAG = Histogram(
    "slotwise_webhook_lag_seconds",
    "How old what was brought to us was when it came, by who brought it.",
    ("source",),
    registry=REGISTRY,
    buckets=_LAGS,
)
HTTP_REQUESTS = Counter(
    "slotwise_http_requests", "Requests to the server, by route and status.", ("route", "status"), registry=REGISTRY
)
ERRORS = Counter("slotwise_errors", "Lines of the log that tell of an error.", ("logger",), registry=REGISTRY)


def exposition() -> bytes:
    """All of them, as Prometheus reads it."""
    return generate_latest(REGISTRY)
