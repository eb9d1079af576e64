"""Traces, where the environment asks for them by the variables that LangSmith and OpenTelemetry have for it.

What people and models write is in no trace: to LangSmith it is only sent where its own variables say so outright, and a
span of ours has durations, counts and our own words. OpenTelemetry is no dependency; it is used where it is installed.
"""

import importlib
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_LANGSMITH = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")
_HIDING = ("LANGSMITH_HIDE_INPUTS", "LANGSMITH_HIDE_OUTPUTS", "LANGSMITH_HIDE_METADATA")
_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")

_NEEDED = "opentelemetry-sdk opentelemetry-exporter-otlp-proto-http"

log = logging.getLogger("slotwise.tracing")

_tracer: Any = None
"""Of OpenTelemetry, once ``start`` found that it is wanted and there."""


def hide_inputs() -> None:
    """Has LangSmith, where it traces, leave out what was written, unless its own variables say otherwise."""
    if any(os.environ.get(name, "").lower() == "true" for name in _LANGSMITH):
        for name in _HIDING:
            os.environ.setdefault(name, "true")


def start() -> None:
    """Begins to trace where a collector is named. Once in a process."""
    global _tracer
    if not any(map(os.environ.get, _ENDPOINTS)) or os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return
    try:
        trace = importlib.import_module("opentelemetry.trace")
        sdk = importlib.import_module("opentelemetry.sdk.trace")
        export = importlib.import_module("opentelemetry.sdk.trace.export")
        otlp = importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        resources = importlib.import_module("opentelemetry.sdk.resources")
    except ImportError:
        log.warning("a collector of OpenTelemetry is named, and nothing is sent there: pip install %s", _NEEDED)
        return
    named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "slotwise"}
    provider = sdk.TracerProvider(resource=resources.Resource.create(named))
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    _tracer = trace.get_tracer("slotwise")


@contextmanager
def span(name: str, **attributes: str | int | float) -> Iterator[dict[str, str | int | float]]:
    """Around something that takes time. What is put into the mapping is told as well. An error is told by its kind."""
    told = dict(attributes)
    if _tracer is None:
        yield told
        return
    with _tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False) as one:
        try:
            yield told
        except BaseException as error:
            told["error.type"] = type(error).__name__
            raise
        finally:
            _tell(one, told)


def _tell(one: Any, told: Mapping[str, str | int | float]) -> None:
    for name, value in told.items():
        one.set_attribute(name if "." in name else f"slotwise.{name}", value)
