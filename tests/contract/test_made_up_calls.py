"""The sandbox under calls that schemathesis makes up from Cal.com's description: right ones and wrong ones, by anybody,
about things that are there and things that are not. Whatever comes, the answer is one that the description knows."""

from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.contract.description import Described, Description
from tests.contract.furnished import CALLERS, Furnished, fitting_caller
from tests.contract.good_calls import GOOD

DESCRIPTION = Description.load()
SCHEMA = schemathesis.openapi.from_dict({**DESCRIPTION.document, "openapi": "3.1.0"})
EXAMPLES = {GenerationMode.POSITIVE: 20, GenerationMode.NEGATIVE: 10}
VERSIONS = ("2024-08-13", "2026-05-01")


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    return Furnished(tmp_path_factory.mktemp("world"))


def grounded(data: st.DataObject, value: Any, known: Mapping[str, list[Any]], name: str = "") -> Any:
    """The value with what it names made, more often than not, to be something that is there."""
    if isinstance(value, Mapping):
        return {key: grounded(data, one, known, key) for key, one in value.items()}
    if isinstance(value, list):
        return [grounded(data, one, known, name) for one in value]
    if known.get(name) and data.draw(st.integers(0, 4)) < 4:
        return data.draw(st.sampled_from(known[name]))
    return value


def with_good_parts(data: st.DataObject, value: Any, good: Mapping[str, Any]) -> Any:
    """The good body or query, often with a part of the one that was made up; or the one that was made up."""
    kind = data.draw(st.integers(0, 3))
    if kind == 3 or not good:
        return value
    if kind == 0 or not isinstance(value, Mapping) or not value:
        return dict(good)
    names = data.draw(st.sets(st.sampled_from(sorted(value)), max_size=2))
    return {**good, **{name: value[name] for name in names}}


def _can_be_sent(call: Any) -> bool:
    """Half of an emoji cannot."""
    try:
        return bool(repr(call).encode())
    except UnicodeEncodeError:
        return False


def headers_of(data: st.DataObject, described: Described) -> dict[str, str]:
    version = described.parameters("header").get("cal-api-version", {}).get("schema", {}).get("default", VERSIONS[0])
    other = data.draw(st.sampled_from([version, version, version, *VERSIONS]))
    fitting = fitting_caller(described.path)
    caller = data.draw(st.sampled_from([fitting] * 2 * len(CALLERS) + CALLERS))
    return {**caller, "cal-api-version": other}


@pytest.mark.parametrize("mode", EXAMPLES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("described", DESCRIPTION.operations, ids=str)
def test_every_answer_is_one_that_cal_com_describes(
    described: Described, mode: GenerationMode, furnished: Furnished
) -> None:
    takes_no_body = "requestBody" not in described.operation

    @settings(
        max_examples=EXAMPLES[mode],
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=SCHEMA[described.path][described.method].as_strategy(generation_mode=mode), data=st.data())
    def hold(case: Any, data: st.DataObject) -> None:
        known = furnished.known(described.path)
        good = GOOD.get(str(described), {})
        case.path_parameters = grounded(data, case.path_parameters, known)
        case.query = with_good_parts(data, grounded(data, case.query, known), good if takes_no_body else {})
        case.body = with_good_parts(data, grounded(data, case.body, known), {} if takes_no_body else good)
        made_up = case.as_transport_kwargs(base_url="http://sandbox")
        call = {"params": made_up.get("params"), "json": made_up.get("json"), "content": made_up.get("data")}
        assume(_can_be_sent(call))
        path = made_up["url"].removeprefix("http://sandbox")
        answer = furnished.call(described.method, path, headers=headers_of(data, described), **call)
        assert answer.status_code < 500, answer.text
        sent_path = answer.request.url.raw_path.decode().partition("?")[0]
        content_type = answer.headers.get("content-type", "")
        wrong = DESCRIPTION.wrong_in_answer(
            described.method, sent_path, answer.status_code, content_type, answer.content
        )
        assert not wrong, f"{answer.status_code}: {wrong}\n{answer.text[:2000]}"

    try:
        hold()
    except Unsatisfiable:
        # Of an operation without parameters and body there is no wrong call.
        assert mode is GenerationMode.NEGATIVE
