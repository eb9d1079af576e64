"""What guests can book with this host: listed, made, changed, hidden, and given away by private links."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from babel.units import format_unit

from bot.conversation import wishes
from bot.conversation.hosting import finding, proposing
from bot.conversation.hosting.event_type_deeds import ChangeEventType, DeleteEventType, MakeEventType, MakeLink
from bot.conversation.hosting.tables import NONE
from bot.conversation.hosting.tools import EventTypes
from bot.conversation.letters import folded
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Question
from bot.scheduling import when, zones
from bot.scheduling.hosting.event_types import Verb
from bot.scheduling.models import EventType

LENGTHS = (15, 30, 45, 60)
"""Minutes to pick from when none are said."""
LONGEST = 24 * 60
DAY = 24 * 60
_OFF = ("", "0", "no", "none", "off", "null")
_DISABLED = {"disabled": True}
_IN_MINUTES = {
    "buffer": "after_event_buffer",
    "buffer_after": "after_event_buffer",
    "buffer_before": "before_event_buffer",
    "notice": "minimum_booking_notice",
}
_PERIODS = {"per_day": "day", "per_week": "week", "per_month": "month"}


async def handle(session: Session, arguments: EventTypes) -> Outcome:
    calendar = session.host_calendar
    if calendar is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    verbs: dict[str, Verb] = {"list": "read", "make": "make", "delete": "delete", "link": "link"}
    refused = proposing.refused(session, calendar.event_types.why_not(verbs.get(arguments.do, "change")))
    if refused is not None:
        return refused
    own = await calendar.event_types.list()
    if arguments.do == "list":
        return _listed(session, own)
    if arguments.do == "make":
        return _make(session, arguments, own)
    fitting = _fitting(session, own, arguments.which)
    if not own:
        return _listed(session, own)
    if len(fitting) != 1:
        return _ask_which(session, arguments, fitting or own)
    [meant] = fitting
    match arguments.do:
        case "link":
            return await _link(session, arguments, meant)
        case "delete":
            what = _named(session, meant)
            deed = DeleteEventType(
                event_type_id=meant.id, names=what, told=session.say("type-deleted", title=meant.title)
            )
            return proposing.propose(session, [deed], [session.say("propose-type-delete"), what])
        case "hide" | "show":
            hides = arguments.do == "hide"
            if meant.hidden == hides:
                return Outcome(
                    session.say("type-hidden-already" if hides else "type-shown-already", title=meant.title),
                    settled=True,
                )
            return _propose_change(session, meant, {"hidden": hides}, [])
    return _change(session, arguments, meant, own)


async def act(session: Session, values: dict[str, Any]) -> Outcome:
    """What was asked is picked, and the call goes on with it."""
    return await handle(session, EventTypes.model_validate(values["call"]))


def _listed(session: Session, own: Sequence[EventType]) -> Outcome:
    if not own:
        return Outcome(session.say("types-none"), settled=True)
    lines = [f"• {_named(session, one)}" for one in own]
    return Outcome("\n".join([session.say("types-listed"), *lines]), settled=True)


def _named(session: Session, event_type: EventType) -> str:
    """ "Consultation, 45 min (hidden)" """
    lengths = "/".join(_span(session, minutes) for minutes in event_type.lengths)
    if event_type.hidden:
        return session.say("type-named-hidden", title=event_type.title, length=lengths)
    return session.say("type-named", title=event_type.title, length=lengths)


def _fitting(session: Session, own: Sequence[EventType], words: str | None) -> list[EventType]:
    """Those that the words name: by slug, by the whole title, by words of it, by how long they are."""
    if not words:
        return list(own) if len(own) == 1 else []
    plain, said = folded(words).strip(), set(finding.words_of(folded(words)))
    lengths = wishes.durations(session, words)
    tests: tuple[Callable[[EventType], bool], ...] = (
        lambda one: plain in (one.slug, folded(one.title)),
        lambda one: bool(own_words := set(finding.words_of(folded(one.title)))) and own_words <= said,
        lambda one: bool(said & set(finding.words_of(folded(one.title)))) and _is_as_long(one, lengths),
        lambda one: bool(said & set(finding.words_of(folded(one.title)))),
        lambda one: bool(lengths) and _is_as_long(one, lengths),
    )
    for fits in tests:
        found = [one for one in own if fits(one)]
        if found:
            return found
    return []


def _is_as_long(event_type: EventType, lengths: set[int]) -> bool:
    return bool(lengths & set(event_type.lengths))


def _ask_which(session: Session, arguments: EventTypes, fitting: Sequence[EventType]) -> Outcome:
    shown = fitting[: finding.MOST_LISTED]
    offers = [Offer(_named(session, one), _again(arguments, which=one.slug)) for one in shown]
    label = session.say("which-type")
    asked = Question(slug="which", type="select", label=label, options=[offer.label for offer in offers])
    return Outcome("\n".join([label, *(f"• {offer.label}" for offer in offers)]), offers, asked=[asked])


def _again(arguments: EventTypes, **more: Any) -> Action:
    return Action(do="host", with_={"for": "event_type", "call": {**arguments.given(), **more}})


# Making one


def _make(session: Session, arguments: EventTypes, own: Sequence[EventType]) -> Outcome:
    title = (arguments.title or "").strip()
    if not title:
        return Outcome(session.say("type-which-title"))
    length = arguments.length
    if length is None or not 1 <= length <= LONGEST:
        offers = [Offer(_span(session, minutes), _again(arguments, length=minutes)) for minutes in LENGTHS]
        label = session.say("type-which-length", title=title)
        return Outcome(label, offers, asked=[Question(slug="length", type="number", label=label)])
    settings: dict[str, Any] = {"title": title, "slug": _slug(title, own), "length_in_minutes": length}
    more = _settings(session, arguments, None)
    if isinstance(more, Outcome):
        return more
    made = EventType.model_validate({"id": 0, **settings})
    deed = MakeEventType(
        settings=settings | more, names=_named(session, made), told=session.say("type-made", title=title)
    )
    card = [session.say("propose-type-make"), deed.names, session.say("type-address", slug=settings["slug"])]
    return proposing.propose(session, [deed], [*card, *_lines(session, None, more)])


def _slug(title: str, own: Sequence[EventType]) -> str:
    """Of the letters of the title that an address takes; none that is taken."""
    base = re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")[:60] or "meeting"
    taken = {one.slug for one in own}
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


# Changing one


def _change(session: Session, arguments: EventTypes, meant: EventType, own: Sequence[EventType]) -> Outcome:
    settings: dict[str, Any] = {}
    if arguments.title and arguments.title.strip() != meant.title:
        settings["title"] = arguments.title.strip()
    if arguments.length is not None and arguments.length != meant.length_in_minutes:
        settings["length_in_minutes"] = max(1, min(arguments.length, LONGEST))
    more = _settings(session, arguments, meant)
    if isinstance(more, Outcome):
        return more
    settings |= more
    if not settings:
        return Outcome(session.say("type-change-what", title=meant.title))
    return _propose_change(session, meant, settings, _lines(session, meant, settings))


def _propose_change(session: Session, meant: EventType, settings: dict[str, Any], lines: list[str]) -> Outcome:
    if set(settings) == {"hidden"}:
        hides = settings["hidden"]
        question = session.say("propose-type-hide" if hides else "propose-type-show")
        told = session.say("type-hidden" if hides else "type-shown", title=meant.title)
    else:
        question = session.say("propose-type-change")
        told = session.say("type-changed", title=settings.get("title", meant.title))
    deed = ChangeEventType(event_type_id=meant.id, settings=settings, names=_named(session, meant), told=told)
    return proposing.propose(session, [deed], [question, _named(session, meant), *lines])


def _settings(session: Session, arguments: EventTypes, meant: EventType | None) -> dict[str, Any] | Outcome:
    """The changes by Cal.com's names; or what of them cannot be taken."""
    settings: dict[str, Any] = {}
    limits = _limits_of(meant)
    for name, value in (arguments.changes or {}).items():
        minutes = _minutes(session, value, DAY if name == "window" else 1)
        if name == "description" and isinstance(value, str):
            settings[name] = value
        elif minutes is None or name not in (*_IN_MINUTES, *_PERIODS, "window"):
            return Outcome(session.say("type-change-unknown", name=name.replace("_", " "), value=str(value)))
        elif name in _IN_MINUTES:
            settings[_IN_MINUTES[name]] = minutes
        elif name == "window":
            days = -(-minutes // DAY)
            settings["booking_window"] = {"type": "calendarDays", "value": days} if days else dict(_DISABLED)
        else:
            limits[_PERIODS[name]] = minutes
            left = {period: count for period, count in limits.items() if count}
            settings["booking_limits_count"] = left or dict(_DISABLED)
    return {name: value for name, value in settings.items() if meant is None or _value(meant, name) != value}


def _limits_of(event_type: EventType | None) -> dict[str, int]:
    """How many bookings it takes a day, a week and so on: what is not spoken of stays when they are written."""
    limits = event_type.booking_limits_count if event_type is not None else None
    return (
        {}
        if limits is None
        else {
            period: count
            for period, count in limits.model_dump(include={"day", "week", "month", "year"}).items()
            if count
        }
    )


def _value(event_type: EventType, name: str) -> Any:
    if name == "booking_limits_count":
        return _limits_of(event_type) or _DISABLED
    return getattr(event_type, name)


def _minutes(session: Session, value: object, unit: int) -> int | None:
    """A plain number counts in ``unit``: minutes, or those of a day. None for what is no amount."""
    if isinstance(value, str):
        if value.strip().casefold() in _OFF:
            return 0
        lengths = when.find_lengths(value, session.language) or when.find_lengths(value)
        if lengths:
            return int(lengths[0].total_seconds()) // 60
        found = re.fullmatch(r"\s*(\d{1,5})\s*", value)
        return int(found[1]) * unit if found is not None else None
    if value is None or value is False:
        return 0
    return int(value) * unit if isinstance(value, int | float) and 0 <= value < 100_000 else None


def _lines(session: Session, meant: EventType | None, settings: dict[str, Any]) -> list[str]:
    """A line for each setting: what it was, where there was one, and what it is to be."""
    lines = []
    for name, value in settings.items():
        if name == "booking_limits_count":
            was, will = _limits_of(meant), {} if value == _DISABLED else value
            lines += [
                _line(session, label, _count(was.get(period)), _count(will.get(period)), meant)
                for period, label in (
                    ("day", session.say("setting-per-day")),
                    ("week", session.say("setting-per-week")),
                    ("month", session.say("setting-per-month")),
                )
                if was.get(period) != will.get(period)
            ]
            continue
        labels = {
            "title": session.say("setting-title"),
            "description": session.say("setting-description"),
            "length_in_minutes": session.say("setting-length"),
            "before_event_buffer": session.say("setting-buffer-before"),
            "after_event_buffer": session.say("setting-buffer-after"),
            "minimum_booking_notice": session.say("setting-notice"),
            "booking_window": session.say("setting-window"),
        }
        before = _shown(session, _value(meant, name)) if meant is not None else ""
        lines.append(_line(session, labels[name], before, _shown(session, value), meant))
    return lines


def _line(session: Session, label: str, before: str, after: str, meant: EventType | None) -> str:
    if meant is None:
        return session.say("type-setting", label=label, value=after)
    return session.say("type-setting-changed", label=label, before=before, after=after)


def _count(count: int | None) -> str:
    return NONE if not count else str(count)


def _shown(session: Session, value: Any) -> str:
    if isinstance(value, dict):
        days = value.get("value")
        if isinstance(days, list | tuple):
            return "–".join(map(str, days))
        return _span(session, days * DAY) if isinstance(days, int) else NONE
    if isinstance(value, int):
        return _span(session, value) if value else NONE
    return str(value) if value else NONE


def _span(session: Session, minutes: int) -> str:
    """ "45 min", "2 hr", "3 days" """
    units = ((DAY, "duration-day"), (60, "duration-hour"), (1, "duration-minute"))
    size, unit = next(each for each in units if minutes % each[0] == 0)
    told = format_unit(minutes // size, unit, length="short", locale=session.wording.locale)
    return " ".join(told.split())


# Private links


async def _link(session: Session, arguments: EventTypes, meant: EventType) -> Outcome:
    calendar = session.host_calendar
    assert calendar is not None
    zone = finding.zone_of(session)
    expires_at, uses = _end_of(session, arguments.until or "", zone)
    if expires_at is not None and expires_at <= session.now:
        return Outcome(session.say("when-past", words=arguments.until or ""), settled=True)
    if expires_at is not None:
        # A link "until Friday" is good all Friday, and its end is the midnight after.
        local = zones.local(expires_at, zone)
        whole_day = local.hour == local.minute == 0
        last = session.wording.day(expires_at - timedelta(minutes=1), zone)
        end = session.say("link-until", when=last if whole_day else session.wording.moment(expires_at, zone))
    else:
        end = session.say("link-uses", count=uses or 1)
    deed = MakeLink(
        event_type_id=meant.id,
        expires_at=expires_at,
        uses=uses,
        known=tuple(link.id for link in await calendar.event_types.links(meant.id)),
        names=_named(session, meant),
        told=session.say("link-made", title=meant.title, end=end),
    )
    return proposing.propose(session, [deed], [session.say("propose-link"), _named(session, meant), end])


def _end_of(session: Session, words: str, zone: str) -> tuple[datetime | None, int | None]:
    """A moment, or a number of uses; one use where the words tell neither."""
    mention = wishes.mention(session, words, zone) if words else None
    if mention is not None and mention.readings:
        window = mention.readings[0].windows[-1]
        end = window.end or window.start
        if end is not None:
            return end.astimezone(UTC), None
    lengths = when.find_lengths(words, session.language)
    if lengths:
        return session.now + lengths[0], None
    number = re.search(r"\d{1,4}", words)
    return None, max(1, int(number[0])) if number is not None else 1
