"""Lists by number: ``take`` and ``skip``, and the summary of a page (facts 1.7)."""

from typing import Annotated, Any, TypeVar

from pydantic import Field

from bot.sandbox.operations import Call
from bot.sandbox.validation import Lenient, QueryNumber, Rule, by_global_validation

Take = Annotated[QueryNumber, Field(ge=1, le=250), Rule("take", "{} must be between 1 and 250")]
Skip = Annotated[QueryNumber, Field(ge=0), Rule("skip", "{} must not be less than 0")]

Item = TypeVar("Item")


class Page(Lenient):
    take: Take = 250
    skip: Skip = 0


def page_of(call: Call, items: list[Item]) -> list[Item]:
    """The part that the query asks for. Raises Refusal."""
    page = by_global_validation(Page, call.query)
    return items[page.skip : page.skip + page.take]


def pagination(total: int, returned: int, take: int, skip: int) -> dict[str, Any]:
    """What stands beside ``data`` where a list tells how long it is."""
    return {
        "totalItems": total,
        "remainingItems": max(0, total - skip - returned),
        "returnedItems": returned,
        "itemsPerPage": take,
        "currentPage": skip // take + 1 if returned else 0,
        "totalPages": -(-total // take),
        "hasNextPage": skip + returned < total,
        "hasPreviousPage": skip > 0,
    }
