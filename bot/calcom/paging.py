"""Lists that come in pages, as async iterators over both of Cal.com's pagings (facts 1.7)."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from bot.calcom.operation import Paging
from bot.calcom.wire import Answer, Request

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page. ``total`` is how many items Cal.com says there are on all pages, None where it does not say."""

    items: list[T]
    total: int | None
    next: Mapping[str, str] | None
    """The paging parameters of the page after it."""


class Paged(AsyncIterator[T]):
    """The items of all pages, each page fetched when its turn comes; iterate it once.

    ``total`` is None before the first page has come, and stays so where Cal.com counts for nobody: then only reading
    to the end tells how many there are.
    """

    def __init__(self, *pages: AsyncGenerator[Page[T], None], key: Callable[[T], object] | None = None) -> None:
        """``key`` tells items apart: pages shift when something is made or moved meanwhile, and then repeat some."""
        self._sources = pages
        self._key = key
        self._items = self._read()
        self.total: int | None = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        return await anext(self._items)

    async def all(self) -> list[T]:
        return [item async for item in self]

    async def pages(self) -> AsyncIterator[Page[T]]:
        """The pages as they came, repeated items included."""
        totals: list[int] = []
        for number, source in enumerate(self._sources):
            first = True
            async for page in source:
                if first and page.total is not None:
                    totals.append(page.total)
                first = False
                # The sum is honest only when every source has told its part.
                self.total = sum(totals) if len(totals) == len(self._sources) == number + 1 else self.total
                yield page

    async def _read(self) -> AsyncIterator[T]:
        seen: set[object] = set()
        async for page in self.pages():
            for item in page.items:
                if self._key is not None:
                    if self._key(item) in seen:
                        continue
                    seen.add(self._key(item))
                yield item

    @classmethod
    def chain(cls, *lists: "Paged[T]", key: Callable[[T], object] | None = None) -> "Paged[T]":
        """One list after the other."""
        return cls(*(source for one in lists for source in one._sources), key=key)


async def fetch_pages(
    fetch: Callable[[Mapping[str, str]], Any], paging: Paging, version: str
) -> AsyncGenerator[Page[T], None]:
    """Each page of a list; ``fetch`` sends the paging parameters it is given and reads one page."""
    parameters: Mapping[str, str] | None = paging.first(version)
    before: Page[T] | None = None
    while parameters is not None:
        page: Page[T] = await fetch(parameters)
        # A server that knows no paging would send the same page for ever.
        if before is not None and page.items and page.items == before.items:
            return
        yield page
        before, parameters = page, page.next


def page_after(request: Request, answer: Answer, parameters: Mapping[str, str]) -> dict[str, str] | None:
    """The paging parameters after a page, or None after the last."""
    paging = request.operation.paging
    assert paging is not None
    told = answer.pagination
    count = len(answer.data) if isinstance(answer.data, list) else 0
    if "nextCursor" in told or "hasMore" in told:
        cursor = told.get("nextCursor")
        # A cursor that leads back to its own page would never end.
        if not cursor or told.get("hasMore") is False or str(cursor) == parameters.get("cursor"):
            return None
        return {"limit": str(paging.cursor_size), "cursor": str(cursor)}
    has_next = told.get("hasNextPage") if told else count >= paging.size
    if has_next and count:
        return {paging.take: str(paging.size), paging.skip: str(int(parameters.get(paging.skip, "0")) + count)}
    return None
