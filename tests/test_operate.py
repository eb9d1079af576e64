"""``docs/operate.md`` names every metric, setting and route that there is, and none that there is not."""

import re
from pathlib import Path

from prometheus_client import Counter, Gauge, Histogram

from bot.accounts.linking import CALLBACK
from bot.channels.telegram.webhook import PATH as TELEGRAM
from bot.config import Settings
from bot.notifying.webhook import PATH as CALCOM
from bot.serving import bodies, server, strangers
from bot.serving.health import METRICS, READYZ
from bot.serving.web import HEALTHZ
from bot.telemetry import metrics

DOC = (Path(__file__).parents[1] / "docs" / "operate.md").read_text()
ROWS = [line for line in DOC.splitlines() if line.startswith("| `")]


def ours() -> dict[str, tuple[str, ...]]:
    """Each metric, as it is exposed, with its labels."""
    found = [one for one in vars(metrics).values() if isinstance(one, Counter | Gauge | Histogram)]
    return {f"{one._name}_total" if isinstance(one, Counter) else one._name: one._labelnames for one in found}


def test_every_metric_is_told_with_its_labels_and_no_other() -> None:
    told = {
        name: tuple(re.findall(r"`(\w+)`", labels))
        for name, labels in re.findall(r"^\| `(slotwise_\w+)` \| ([^|]*)\|", DOC, re.MULTILINE)
    }
    assert told == ours()


def test_no_label_could_hold_anything_of_a_person() -> None:
    labels = {label for labels in ours().values() for label in labels}
    assert labels == {
        *("channel", "outcome", "model", "direction", "why", "family", "status", "result", "source", "route", "logger")
    }


def test_every_setting_stands_in_a_table_and_none_that_there_is_not() -> None:
    told = {name for row in ROWS for name in re.findall(r"`([A-Z][A-Z_]{5,})`", row.split("|")[1])}
    assert told - {"WARNING"} == {name.upper() for name in Settings.model_fields}


def test_every_route_is_told() -> None:
    told = {path for row in ROWS for path in re.findall(r"`(/[a-z/]+)`", row.split("|")[1])}
    assert told >= {TELEGRAM, CALCOM, CALLBACK, HEALTHZ, READYZ, METRICS}


def test_the_limits_are_told_as_they_are() -> None:
    assert (bodies.MOST_BYTES, bodies.SECONDS) == (1_000_000, 10.0)
    assert (server.HEADERS_WITHIN, strangers.ANSWERED_WITHIN, strangers.A_MINUTE) == (10.0, 30.0, 60)
    assert (server.LONGEST_HEADERS, server.MOST_CONNECTIONS) == (16_384, 1_000)
    for limit in ("a megabyte a body", "16 KB of headers", "1,000 connections", "60 requests a minute"):
        assert limit in DOC
