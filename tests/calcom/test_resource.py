"""How a declaration becomes a call: what stands in the path, the query and the body, and what is read."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Annotated, Any

import pytest
from pydantic import Field, SecretStr

from bot.calcom.arguments import (
    ABSENT,
    Clearable,
    Count,
    Day,
    InBody,
    InQuery,
    Moment,
    Repeated,
    Secret,
    Whole,
    WriteModel,
    at_least_one,
)
from bot.calcom.operation import Auth, Paging, Version
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation, operation_of, operations_of
from bot.calcom.wire import Answer, Request
from bot.scheduling.calendar import InvalidArgument, NotFound
from bot.scheduling.models import CalcomModel


class Thing(CalcomModel):
    name: str
    size: int | None = None


class Part(WriteModel):
    part_name: str
    part_size: int | None = None


class Parts(Resource):
    @operation("DELETE", "/v2/things/{thingId}/parts", row="1", auth=Auth.NONE)
    async def delete(self, thing_id: int, *, token: InBody[str], which: Sequence[int] = ()) -> None:
        """Deletes."""


class Things(Resource):
    @cached_property
    def parts(self) -> Parts:
        return Parts(self._caller)

    @operation("GET", "/v2/things/{thingId}", row="2", auth=Auth.NONE)
    async def get(
        self,
        thing_id: int,
        *,
        is_new: bool | None = None,
        names: Sequence[str] = (),
        words: Repeated[Sequence[str]] = (),
        parts: Sequence[Part] = (),
        kind: Annotated[str | None, Field(alias="type")] = None,
    ) -> Thing | None:
        """Reads."""

    @operation(
        "PATCH", "/v2/things/{thingId}", row="3", auth=Auth.NONE, rules=(at_least_one("part", "size", "secret"),)
    )
    async def update(
        self,
        thing_id: int,
        part: Whole[Part | None] = None,
        *,
        size: Clearable[Count] = ABSENT,
        dry_run: InQuery[bool] = False,
        secret: Secret | None = None,
    ) -> Thing:
        """Changes."""

    @operation("POST", "/v2/things/{thingId}/open", row="4", auth=Auth.NONE)
    async def open(self, thing_id: int) -> None:
        """Has no body."""

    @operation("POST", "/v2/things/snake", row="5", auth=Auth.NONE, camel=False)
    async def snake(self, *, thing_id: int) -> None:
        """Keeps its names."""

    def all(self) -> Paged[Thing]:
        """Everything."""
        return self._all()

    @operation("GET", "/v2/things", row="6", auth=Auth.NONE, paging=Paging(size=2))
    def _all(self) -> Paged[Thing]: ...


class Listener:
    """Takes the requests, and answers with what it was given."""

    has_credential = False

    def __init__(self, *data: Any) -> None:
        self.data = list(data)
        self.requests: list[Request] = []

    async def send(self, request: Request, read: Callable[[Answer], Any], /) -> Any:
        self.requests.append(request)
        return read(Answer(self.data.pop(0) if self.data else None))

    def version_of(self, version: Version) -> str:
        return version.value


async def sent(call: Callable[[Things], Any], *data: Any) -> Request:
    listener = Listener(*data)
    await call(Things(listener))
    return listener.requests[0]


async def test_the_path_is_filled_and_the_rest_of_a_read_is_its_query() -> None:
    request = await sent(
        lambda things: things.get(
            7, is_new=True, names=["a", "b"], words=["c", "d"], kind="x", parts=[Part(part_name="p")]
        )
    )
    assert request.path == "/v2/things/7"
    assert request.query == {
        "isNew": "true",
        "names": "a,b",
        "words": ["c", "d"],
        "parts[0][partName]": "p",
        "type": "x",
    }
    assert request.body is None


async def test_what_is_not_given_is_not_sent() -> None:
    request = await sent(lambda things: things.get(7))
    assert (request.query, request.body) == ({}, None)


async def test_the_rest_of_a_write_is_its_body_and_a_model_may_be_the_body_itself() -> None:
    request = await sent(lambda things: things.update(7, Part(part_name="p"), size=None, dry_run=True), {"name": "n"})
    assert request.query == {"dryRun": "true"}
    assert request.body == {"partName": "p", "size": None}


async def test_where_there_may_be_a_body_an_empty_one_is_sent() -> None:
    assert (await sent(lambda things: things.open(7))).body is None
    assert (await sent(lambda things: things.parts.delete(7, token="t", which=[1, 2]))).query == {"which": "1,2"}
    assert (await sent(lambda things: things.parts.delete(7, token="t"))).body == {"token": "t"}
    assert (await sent(lambda things: things.snake(thing_id=7))).body == {"thing_id": 7}


async def test_a_secret_is_sent_and_noted() -> None:
    request = await sent(lambda things: things.update(7, secret=SecretStr("hush")), {"name": "n"})
    assert request.body == {"secret": "hush"}
    assert request.secrets == ("hush",)


async def test_rules_hold_for_several_arguments_at_once() -> None:
    with pytest.raises(InvalidArgument, match="at least one is needed"):
        await sent(lambda things: things.update(7))


async def test_an_id_that_names_nothing_is_not_found() -> None:
    class Named(Resource):
        @operation("GET", "/v2/named/{uid}", row="7", auth=Auth.NONE)
        async def get(self, uid: str) -> None:
            """Reads."""

    with pytest.raises(NotFound):
        await Named(Listener()).get("..")


async def test_the_answer_is_read_as_the_result_is_annotated() -> None:
    things = Things(Listener({"name": "n", "size": None, "new": 1}, None, [{"name": "a"}]))
    thing = await things.get(1)
    assert thing is not None
    assert (thing.name, thing.size, thing.model_extra) == ("n", None, {"new": 1})
    assert await things.get(2) is None
    assert [one.name for one in await things.all().all()] == ["a"]


async def test_a_list_that_comes_as_a_single_object_is_a_list_of_one() -> None:
    assert [one.name async for one in Things(Listener({"name": "a"})).all()] == ["a"]


def test_all_operations_are_found_by_the_names_of_their_verbs() -> None:
    verbs = {declared.verb: declared.operation.row for declared in operations_of(Things)}
    assert verbs == {"all": "6", "get": "2", "open": "4", "parts.delete": "1", "snake": "5", "update": "3"}


def test_the_operation_of_a_verb_is_found_behind_a_public_one_too() -> None:
    things = Things(Listener())
    assert operation_of(things.get).row == "2"
    assert operation_of(things.all).row == "6"
    with pytest.raises(ValueError, match="not a verb"):
        operation_of(print)


def test_a_declaration_keeps_the_name_and_the_words_of_its_method() -> None:
    assert (Things.get.__name__, Things.get.__doc__) == ("get", "Reads.")


def test_days_and_moments_are_not_taken_for_each_other() -> None:
    class Dated(WriteModel):
        day: Day | None = None
        moment: Moment | None = None

    with pytest.raises(ValueError, match="not a date"):
        Dated.model_validate({"day": 5})
