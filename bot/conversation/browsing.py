"""The way from one page of times to another, as choices ask for it: other days, a month, a day, a part of it."""

from datetime import date, datetime, timedelta

from bot.conversation import months, times
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.conversation.times import Search
from bot.scheduling import zones
from bot.scheduling.draft import Span, Wish


async def page(session: Session, search: Search, action: Action) -> Outcome:
    """The page of times that a choice leads to. What the person looks at is what they mean from now on: "at two" is
    two o'clock of the day they opened."""
    values = action.with_
    pages = values.get("pages", ())
    after = datetime.fromisoformat(values["after"]) if "after" in values else None
    match action.do:
        case "month":
            month = date.fromisoformat(f"{values['month']}-01")
            _look_at(session, search, month, (month + timedelta(days=31)).replace(day=1), session.wording.month(month))
            return await months.month_page(session, search, month)
        case "day" | "part" if after is not None:
            day = zones.local(after, search.zone).date()
            _look_at(session, search, day, day + timedelta(days=1))
            return await times.rest_of_day(session, search, after, values.get("part"))
        case "more" if after is not None:
            return await times.more_of(session, search, after, pages)
        case _:
            return await times.days_page(session, search, after, pages)


def _look_at(session: Session, search: Search, first: date, end: date, text: str = "") -> None:
    draft = session.conversation.draft
    if search.task == "book" and draft is not None and draft.start is None:
        span = Span(start=times.first_instant(first, search.zone), end=times.first_instant(end, search.zone))
        draft.wish = Wish(text=text, spans=(span,), day_only=not text)
