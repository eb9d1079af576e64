"""How an operation of Cal.com is declared, in a few lines, and called like any method:

    class Bookings(Resource):
        @operation("POST", "/v2/bookings/{bookingUid}/decline", row="9", auth=Auth.BEARER, version=BOOKINGS,
                   scope="BOOKING_WRITE")
        async def decline(self, booking_uid: str, *, reason: Text | None = None) -> Booking:
            '''What a caller should know.'''

The signature says the rest. Arguments named in the path fill it; the others are the query of a GET or DELETE and the
body of the other methods (``arguments`` has markers for exceptions). Names are written in camelCase, or as
``Field(alias=...)`` says. A default of ``None`` or ``()`` means not given. The annotated result is how the answer's
``data`` is read; one declared without ``async`` that returns ``Paged[...]`` is read page by page. A verb that begins
with an underscore is the plain call beneath the public verb of the same name.
"""

import functools
import inspect
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError, create_model
from pydantic.alias_generators import to_camel

from bot.calcom.arguments import Place, Rule, WriteModel, invalid, secrets_of
from bot.calcom.operation import ANY, Auth, Limit, Method, Operation, Paging, Version
from bot.calcom.paging import Page, Paged, fetch_pages, page_after
from bot.calcom.wire import SLUGS, Answer, Request, Send, path_of, without_nulls

F = TypeVar("F", bound=Callable[..., Any])


class Caller(Protocol):
    """What a resource needs of the client."""

    @property
    def send(self) -> Send: ...
    @property
    def has_credential(self) -> bool: ...

    def version_of(self, version: Version) -> str:
        """The value of the header that this client sends for a family."""
        ...


class Resource:
    """A family of operations of one client."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


def operation(
    method: Method,
    path: str,
    *,
    row: str,
    auth: Auth,
    version: Version = ANY,
    scope: str | None = None,
    permission: str | None = None,
    role: Literal["org admin", "org member", "team admin"] | None = None,
    limit: Limit | None = None,
    paging: Paging | None = None,
    repeat_key: str | None = None,
    rules: tuple[Rule, ...] = (),
    enveloped: bool = True,
    redirects: bool = False,
    camel: bool = True,
    deprecated: bool = False,
) -> Callable[[F], F]:
    """Makes a method, whose body is its docstring, call an operation. See ``Operation`` for what the words mean."""
    declared = Operation(
        method, path, row, auth, version, scope, permission, role, limit, paging, repeat_key, enveloped, redirects,
        camel, deprecated,
    )  # fmt: skip

    def declare(function: F) -> F:
        form = _Form(declared, function, rules)
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def call(self: Resource, *args: Any, **kwargs: Any) -> Any:
                return await self._caller.send(form.request(args, kwargs), form.read)

        else:

            @functools.wraps(function)
            def call(self: Resource, *args: Any, **kwargs: Any) -> Any:
                return Paged(form.pages(self._caller, form.request(args, kwargs)))

        call.operation = declared  # type: ignore[attr-defined]
        return cast(F, call)

    return declare


@dataclass(frozen=True)
class Declared:
    """An operation and where it stands in the client: ``organizations.roles.permissions.replace``."""

    verb: str
    operation: Operation


def operation_of(verb: Callable[..., Any]) -> Operation:
    """The operation that a verb of a client calls. ValueError when it calls none."""
    plain = getattr(getattr(verb, "__self__", None), f"_{getattr(verb, '__name__', '')}", None)
    for call in (verb, plain):
        if isinstance(found := getattr(call, "operation", None), Operation):
            return found
    raise ValueError("not a verb of the client that calls an operation")


def operations_of(resource: type[Resource], within: str = "") -> Iterator[Declared]:
    """Every operation of a resource and of those beneath it."""
    for name, member in inspect.getmembers_static(resource):
        if isinstance(member, cached_property):
            beneath = get_type_hints(member.func).get("return")
            if isinstance(beneath, type) and issubclass(beneath, Resource):
                yield from operations_of(beneath, f"{within}{name}.")
        elif isinstance(found := getattr(member, "operation", None), Operation):
            yield Declared(within + name.removeprefix("_"), found)


class _Form:
    """How the arguments of a declared operation become a request, and its answer a result. What the signature says is
    worked out at the first call."""

    def __init__(self, declared: Operation, function: Callable[..., Any], rules: tuple[Rule, ...]) -> None:
        self._operation = declared
        self._function = function
        self._rules = rules

    def request(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Request:
        """InvalidArgument when an argument cannot be sent."""
        given = self._signature.bind(*args, **kwargs).arguments
        try:
            arguments = self._arguments.model_validate(given)
        except ValidationError as error:
            bodies = {name for name, (_, place) in self._places.items() if place is Place.WHOLE}
            raise invalid(error, bodies, SLUGS) from None
        for rule in self._rules:
            rule(arguments)
        return self._written(arguments)

    def _written(self, arguments: WriteModel) -> Request:
        written = arguments.model_dump(mode="json", by_alias=True)
        named = {name: written.pop(name) for name in self._operation.path_names}
        query: dict[str, str | list[str]] = {}
        body: dict[str, Any] = {}
        for alias, place in self._places.values():
            if alias not in written:
                continue
            value = written[alias]
            match place:
                case Place.BODY:
                    body[alias] = value
                case Place.QUERY:
                    query |= _query({alias: value})
                case Place.REPEATED:
                    query[alias] = [_text(item) for item in value]
                case Place.WHOLE if self._operation.method in ("GET", "DELETE"):
                    query |= _query(value)
                case Place.WHOLE:
                    body |= value
        # Where there may be a body there is one, if only an empty one: cancelling wants it (facts 4.6).
        sent = body if self._has_body else None
        return Request(
            self._operation,
            self._path(named),
            query,
            sent,
            secrets=tuple(secrets_of(arguments)),
            team=named.get("teamId"),
            organization=named.get("orgId"),
        )

    def _path(self, values: Mapping[str, Any]) -> str:
        segments = self._operation.path.removeprefix("/v2/").split("/")
        return path_of(*(values[part[1:-1]] if part.startswith("{") else part for part in segments))

    def read(self, answer: Answer) -> Any:
        if self._hints["return"] is type(None):
            return None
        return self._result.validate_python(without_nulls(answer.data))

    async def pages(self, caller: Caller, request: Request) -> AsyncGenerator[Page[Any], None]:
        async def fetch(parameters: Mapping[str, str]) -> Page[Any]:
            def read(answer: Answer) -> Page[Any]:
                total = answer.pagination.get("totalItems")
                # The description gives some lists as a single object, which none of them is known to be (facts 11).
                found = [answer.data] if isinstance(answer.data, dict) else answer.data
                items = self._result.validate_python(without_nulls(found))
                return Page(items, total if isinstance(total, int) else None, page_after(request, answer, parameters))

            return await caller.send(request.asking(parameters), read)

        paging = self._operation.paging or Paging()
        pages: AsyncGenerator[Page[Any], None] = fetch_pages(fetch, paging, caller.version_of(self._operation.version))
        async for page in pages:
            yield page

    @cached_property
    def _has_body(self) -> bool:
        wholes = () if self._operation.method in ("GET", "DELETE") else (Place.WHOLE,)
        return any(place in (Place.BODY, *wholes) for _, place in self._places.values())

    @cached_property
    def _signature(self) -> inspect.Signature:
        signature = inspect.signature(self._function)
        return signature.replace(parameters=list(signature.parameters.values())[1:])

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self._function, include_extras=True)

    @cached_property
    def _arguments(self) -> type[WriteModel]:
        fields: dict[str, Any] = {}
        for name, parameter in self._signature.parameters.items():
            default = ... if parameter.default is inspect.Parameter.empty else parameter.default
            fields[name] = (self._hints[name], default)
        model = type(
            "Arguments",
            (WriteModel,),
            {"model_config": ConfigDict(alias_generator=to_camel if self._operation.camel else None)},
        )
        return cast(type[WriteModel], create_model(self._function.__qualname__, __base__=model, **fields))

    @cached_property
    def _places(self) -> dict[str, tuple[str, Place]]:
        """How each argument that is not of the path is written, and where."""
        usual = Place.QUERY if self._operation.method in ("GET", "DELETE") else Place.BODY
        places = {}
        for name, field in self._arguments.model_fields.items():
            alias = field.alias or name
            if alias not in self._operation.path_names:
                marked = [one for one in field.metadata if isinstance(one, Place)]
                places[name] = (alias, marked[0] if marked else usual)
        return places

    @cached_property
    def _result(self) -> TypeAdapter[Any]:
        hint = self._hints["return"]
        if get_origin(hint) is Paged:
            (item,) = get_args(hint)
            return TypeAdapter(list[item])  # type: ignore[valid-type]
        return TypeAdapter(hint)


def _query(values: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """Query parameters: lists joined by commas, objects in lists as ``name[0][key]`` (facts 13)."""
    written: dict[str, str | list[str]] = {}
    for name, value in values.items():
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for number, item in enumerate(value):
                written |= {f"{name}[{number}][{key}]": _text(inner) for key, inner in item.items()}
        elif isinstance(value, list):
            written |= {name: ",".join(map(_text, value))} if value else {}
        else:
            written[name] = _text(value)
    return written


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
