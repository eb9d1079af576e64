"""Cal.com's own description of its API, as what requests and answers are held against.

It lies beside the repository, in ``../shared``, and not in it. Where it is wrong or silent the table of
``departures.py`` says so, and with what reason.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs

from tests.contract.departures import DEPARTURES, ERROR

FILE = Path(__file__).resolve().parents[3] / "shared" / "calcom" / "openapi-core.json"
JSON = "application/json"


@dataclass(frozen=True)
class Described:
    """One operation, in the description's own terms."""

    method: str
    path: str
    operation: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        parts = (re.escape(part) if not part.startswith("{") else f"(?P<{part[1:-1]}>[^/]+)" for part in self._parts)
        return re.compile("/".join(parts))

    @property
    def _parts(self) -> list[str]:
        return self.path.split("/")

    @property
    def fixed_parts(self) -> list[bool]:
        return [not part.startswith("{") for part in self._parts]

    def parameters(self, place: str) -> dict[str, Mapping[str, Any]]:
        return {one["name"]: one for one in self.operation.get("parameters", ()) if one["in"] == place}

    def answer(self, status: int) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self.operation["responses"].get(str(status))
        return found


class Description:
    """Every method tells what is wrong, in words; nothing at all is good."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.document = as_json_schema(raw)
        for departure in DEPARTURES:
            departure.repair(self.document)
        self.operations = [
            Described(method.upper(), path, operation)
            for path, methods in self.document["paths"].items()
            for method, operation in methods.items()
            if method != "parameters"
        ]
        self._validators: dict[int, jsonschema_rs.Validator] = {}
        self._closed: dict[int, Any] = {}

    @classmethod
    def load(cls) -> "Description":
        return cls(json.loads(FILE.read_text()))

    def find(self, method: str, path: str) -> tuple[Described, dict[str, str]] | None:
        """The operation of a request, and what its path names."""
        found = [
            (one, match.groupdict())
            for one in self.operations
            if one.method == method and (match := one.pattern.fullmatch(path))
        ]
        return max(found, key=lambda one: one[0].fixed_parts, default=None)

    def wrong_in_request(
        self, method: str, path: str, query: Mapping[str, str], body: bytes, headers: Mapping[str, str]
    ) -> list[str]:
        """``path`` as it was sent, escapes and all. Names that the description does not know are wrong too."""
        if (found := self.find(method, path)) is None:
            return ["the description has no such operation"]
        described, named = found
        return [
            *self._wrong_parameters(described, "path", {name: unquote(value) for name, value in named.items()}),
            *self._wrong_parameters(described, "query", query),
            *self._wrong_version(described, headers),
            *self._wrong_body(described, body),
        ]

    def _wrong_parameters(self, described: Described, place: str, given: Mapping[str, str]) -> Iterator[str]:
        known = described.parameters(place)
        for name, parameter in known.items():
            if parameter.get("required") and name not in given:
                yield f"{place} {name}: not given"
        for name, text in given.items():
            plain = re.sub(r"\[\d+\]\[\w+\]$", "", name)
            if plain not in known:
                yield f"{place} {name}: not known"
            elif plain == name:
                schema = known[name]["schema"]
                yield from (f"{place} {name}: {wrong}" for wrong in self._wrong(schema, _cast(text, schema)))

    def _wrong_version(self, described: Described, headers: Mapping[str, str]) -> Iterator[str]:
        """The value of the header is no matter of the description, which knows one and takes it for any."""
        if "cal-api-version" in described.parameters("header") and "cal-api-version" not in headers:
            yield "header cal-api-version: not given"

    def _wrong_body(self, described: Described, body: bytes) -> Iterator[str]:
        content = described.operation.get("requestBody", {}).get("content", {})
        if JSON not in content:
            # What takes no body takes an empty one.
            if body not in (b"", b"{}"):
                yield "body: there should be none"
            return
        if not body:
            yield "body: there is none"
            return
        schema = content[JSON]["schema"]
        closed = self._closed.setdefault(id(schema), self._close(schema))
        yield from (f"body {wrong}" for wrong in self._wrong(closed, json.loads(body)))

    def wrong_in_answer(self, method: str, path: str, status: int, content_type: str, body: bytes) -> list[str]:
        """Of whatever path; one that is not described can only be refused."""
        if status >= 400:
            return list(self._wrong_json(ERROR, content_type, body))
        if (found := self.find(method, path)) is None:
            return ["an answer to what the description does not have"]
        described, _ = found
        answer = described.answer(status)
        if answer is None:
            return [f"status {status}: only {', '.join(described.operation['responses'])} are described"]
        if JSON not in answer.get("content", {}):
            return [] if status in (200, 201) or not body else [f"a body with status {status}"]
        return list(self._wrong_json(answer["content"][JSON]["schema"], content_type, body))

    def _wrong_json(self, schema: Any, content_type: str, body: bytes) -> Iterator[str]:
        if content_type.partition(";")[0] != JSON:
            yield f"content type {content_type!r}"
            return
        yield from self._wrong(schema, json.loads(body))

    def _wrong(self, schema: Any, value: Any) -> Iterator[str]:
        validator = self._validators.get(id(schema))
        if validator is None:
            whole = {"allOf": [schema], "components": self.document["components"]}
            validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
            self._validators[id(schema)] = validator
        yield from (_told(error) for error in validator.iter_errors(value))

    def _close(self, schema: Any, *, open_here: bool = False) -> Any:
        """The same schema with its references filled in, and without room for properties that it does not name."""
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self._close(self.document["components"]["schemas"][name], open_here=open_here)
        if len(schema.get("allOf", ())) == 1:
            return self._close(schema["allOf"][0], open_here=open_here)
        closed = dict(schema)
        for several in ("anyOf", "oneOf"):
            if several in schema:
                closed[several] = [self._close(one) for one in schema[several]]
        if "items" in schema:
            closed["items"] = self._close(schema["items"])
        if "properties" in schema:
            closed["properties"] = {name: self._close(one) for name, one in schema["properties"].items()}
            closed.setdefault("additionalProperties", False)
        return closed


def _cast(text: str, schema: Mapping[str, Any]) -> Any:
    """A text of a path or a query as what it stands for."""
    kind = schema.get("type")
    if kind == "array":
        return text.split(",")
    if kind in ("number", "integer") and re.fullmatch(r"-?\d+", text):
        return int(text)
    return text == "true" if kind == "boolean" and text in ("true", "false") else text


def _told(error: Any) -> str:
    """The place and the fault; of alternatives, the faults of the one that comes nearest."""
    branches = getattr(error.kind, "context", None)
    if branches:
        nearest = max(branches, key=lambda branch: (max(len(one.instance_path) for one in branch), -len(branch)))
        return "; ".join(_told(one) for one in nearest[:4])
    return f"{'.'.join(map(str, error.instance_path)) or '(all)'}: {error.message[:300]}"


def as_json_schema(value: Any) -> Any:
    """OpenAPI 3.0's ``nullable`` in the words of JSON Schema, and one of several forms as any of them: the objects are
    open, so that one form of a booking also fits another."""
    if isinstance(value, list):
        return [as_json_schema(one) for one in value]
    if not isinstance(value, dict):
        return value
    schema = {name: as_json_schema(one) for name, one in value.items() if name not in ("nullable", "discriminator")}
    if "oneOf" in schema:
        schema["anyOf"] = schema.pop("oneOf")
    return or_null(schema) if value.get("nullable") is True else schema


def or_null(schema: Any) -> Any:
    return {"anyOf": [schema, {"type": "null"}]}
