"""Traces hold durations and our own words: nothing that was written, and nothing where nobody asked for them."""

import importlib
import logging
import os
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from bot.telemetry import tracing
from bot.telemetry.tracing import hide_inputs, span, start

HIDING = ("LANGSMITH_HIDE_INPUTS", "LANGSMITH_HIDE_OUTPUTS", "LANGSMITH_HIDE_METADATA")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("LANGSMITH_", "LANGCHAIN_", "OTEL_")):
            monkeypatch.delenv(name)
    for name in HIDING:  # so that what is set in a test is taken back after it
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(tracing, "_tracer", None)


@pytest.mark.parametrize("name", ["LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"])
def test_what_is_written_is_hidden_from_langsmith(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "true")
    hide_inputs()
    assert [os.environ.get(one) for one in HIDING] == ["true"] * 3


def test_who_says_so_outright_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_HIDE_INPUTS", "false")
    hide_inputs()
    assert os.environ["LANGSMITH_HIDE_INPUTS"] == "false"
    assert os.environ["LANGSMITH_HIDE_OUTPUTS"] == "true"


def test_where_nothing_is_traced_nothing_is_set() -> None:
    hide_inputs()
    assert not set(HIDING) & set(os.environ)


class Tracer:
    """As much of OpenTelemetry as is used."""

    def __init__(self) -> None:
        self.spans: list[tuple[str, dict[str, Any]]] = []

    @contextmanager
    def start_as_current_span(self, name: str, **how: bool) -> Any:
        assert how == {"record_exception": False, "set_status_on_exception": False}
        attributes: dict[str, Any] = {}
        self.spans.append((name, attributes))
        yield SimpleNamespace(set_attribute=attributes.__setitem__)


@pytest.fixture
def tracer(monkeypatch: pytest.MonkeyPatch) -> Tracer:
    one = Tracer()
    provider = SimpleNamespace(add_span_processor=lambda _processor: None)
    modules = {
        "opentelemetry.trace": SimpleNamespace(set_tracer_provider=lambda _: None, get_tracer=lambda _: one),
        "opentelemetry.sdk.trace": SimpleNamespace(TracerProvider=lambda resource: provider),
        "opentelemetry.sdk.trace.export": SimpleNamespace(BatchSpanProcessor=lambda exporter: exporter),
        "opentelemetry.exporter.otlp.proto.http.trace_exporter": SimpleNamespace(OTLPSpanExporter=object),
        "opentelemetry.sdk.resources": SimpleNamespace(Resource=SimpleNamespace(create=dict)),
    }
    monkeypatch.setattr(importlib, "import_module", modules.__getitem__)
    return one


def test_a_span_has_durations_and_our_own_words(monkeypatch: pytest.MonkeyPatch, tracer: Tracer) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    start()
    with span("calcom", family="slots") as told:
        told["status"] = 200
    with pytest.raises(ValueError, match="canary"), span("turn"):
        raise ValueError("a canary")
    assert tracer.spans == [
        ("calcom", {"slotwise.family": "slots", "slotwise.status": 200}),
        ("turn", {"error.type": "ValueError"}),
    ]


@pytest.mark.parametrize("environment", [{}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "x", "OTEL_SDK_DISABLED": "true"}])
def test_nobody_traces_where_no_collector_is_named(
    monkeypatch: pytest.MonkeyPatch, tracer: Tracer, environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    start()
    with span("turn"):
        pass
    assert tracer.spans == []


def test_a_collector_without_the_library_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    with caplog.at_level(logging.WARNING):
        start()
    assert "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http" in caplog.text
