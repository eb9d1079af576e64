"""A booking in the making: takes in whatever was said, asks for what is missing, and proposes when all is there."""

import re
from collections.abc import Sequence
from typing import Any

from bot.conversation import asking, cards, grounding, matching, policy, proposing, ticking, times, whereabouts, wishes
from bot.conversation.choosing import choose_time
from bot.conversation.directory import Owner
from bot.conversation.letters import bare
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Profile, Question
from bot.conversation.tools import PlanBooking
from bot.scheduling import fields, zones
from bot.scheduling.draft import BookedFor, BookingDraft, EventTypeKey, Span, Wish, missing_fields
from bot.scheduling.models import BookingField, EventType

ASKED_BACK = ("text", "address")
"""Types of questions that no question answers."""

_TELLING = 5
"""Letters by which words for a place are known to be akin."""

OF_ATTENDEE = ("attendeePhone", "attendeeAddress", "attendeeDefined")
"""Types of locations that the attendee completes."""


async def plan(session: Session, arguments: PlanBooking, *, tapped: str | None = None) -> Outcome:
    """Takes in a message about a booking (the tool ``plan_booking``) and goes on from there. ``tapped`` is the slug of
    a question whose answer was picked, not claimed to have been said."""
    conversation = session.conversation
    before = conversation.draft.model_copy(deep=True) if conversation.draft else BookingDraft()
    profile_before = conversation.profile.model_copy()
    draft = conversation.open_draft()
    notes: list[str] = []
    arguments = _completed(session, draft, arguments)
    nobody = await _take_host(session, draft, arguments.host)
    arguments = await _grounded(session, draft, arguments)
    notes += await _take_event_type(session, draft, arguments.event_type, arguments.length)
    booker = conversation.booker
    notes += take_person(session, name=arguments.name, email=arguments.email, phone=arguments.phone, of=booker)
    notes += _take_guests(session, draft, arguments.guests or [])
    notes += await _take_answers(session, draft, arguments.answers or {}, tapped)
    unclear = _take_time(session, draft, arguments)
    if draft != before or conversation.profile != profile_before:
        await proposing.drop(session)
    if nobody is not None:
        # The rest was taken all the same: "then with Bailey" is all that is needed next.
        return nobody.after(*notes)
    if isinstance(unclear, wishes.Unclear):
        return Outcome(unclear.text, list(unclear.offers)).after(*notes)
    other = policy.asks_for_other(arguments.when or arguments.choice or "", session.language)
    search = await search_of(session) if other is not None else None
    if other is not None and search is not None and not arguments.answers:
        await proposing.drop(session)
        draft.start, draft.wish = None, None
        return (await with_needs(session, await times.others(session, search, other))).after(*notes)
    return await advance(session, notes)


async def advance(session: Session, notes: Sequence[str] = ()) -> Outcome:
    """The next step of the open draft: a question, times to choose from, or the proposal."""
    conversation = session.conversation
    draft = conversation.open_draft()
    if conversation.proposal is not None and conversation.proposal.kind == "book":
        return proposing.card(session).after(*notes)
    notes = [*notes, *await _take_usual_length(session, draft)]
    found = await event_type_of(session, draft)
    if found is None:
        return (await ask_event_type(session, draft)).after(*notes)
    owner, event_type = found
    notes = [*notes, *_check_kept_answers(session, draft, event_type)]
    if len(event_type.lengths) > 1 and draft.length not in event_type.lengths:
        return asking.ask_length(session, event_type).after(*notes)
    if draft.location is None and len(event_type.locations) == 1:
        only = event_type.locations[0].type
        # Where the meeting is at the attendee's, Cal.com must be told where that is (facts 5.6).
        draft.location = {"type": only} if only in OF_ATTENDEE else None
    missing = missing_of(session, draft, event_type)
    # Who somebody is and what they answer is not asked where others read along.
    asked_here = [] if session.incoming.in_group else missing
    if session.zone is None:
        return asking.ask_zone(session, draft, event_type, asked_here).after(*notes)
    if draft.when_text is not None:
        words, draft.when_text = draft.when_text, None
        anchor = draft.start or (draft.wish.start if draft.wish else None) or draft.around
        wish = wishes.read(session, words, session.zone, task="book", anchor=anchor)
        if isinstance(wish, wishes.Unclear):
            return Outcome(wish.text, list(wish.offers)).after(*notes)
        if wish is not None:
            draft.wish, draft.start = wish, None
    search = times.Search("book", event_type, session.zone, minutes=draft.length)
    fresh = False
    if event_type.is_instant_event:
        draft.start = session.now
    elif draft.start is None:
        settled = await times.settle(session, search, draft.wish)
        if isinstance(settled, Outcome):
            return asking.add_needs(session, settled, asked_here, event_type).after(*notes)
        if draft.wish is not None and draft.wish.is_second(settled):
            notes.append(times.second_choice(session, search, draft.wish))
        draft.start, fresh = settled, True
    if session.incoming.in_group:
        return Outcome("", personal=True)
    if missing:
        lead = None
        if not event_type.is_instant_event:
            moment = session.wording.moment(draft.start, session.zone)
            lead = session.say("time-is-free", title=event_type.title, host=owner.name, when=moment)
        return asking.ask(session, missing, event_type, lead).after(*notes)
    outcome = await proposing.propose_booking(session, owner, event_type, fresh=fresh)
    if outcome is None:
        lost, draft.start = draft.start, None
        draft.wish = Wish(text="", spans=(Span(start=lost),), exact=True)
        again = await times.settle(session, search, draft.wish)
        outcome = again if isinstance(again, Outcome) else times.present(session, search, [])
    return outcome.after(*notes)


async def choose_event_type(session: Session, owner_key: str, slug: str) -> Outcome:
    draft = session.conversation.open_draft()
    _settle_event_type(draft, EventTypeKey(owner=owner_key, slug=slug))
    await proposing.drop(session)
    return await advance(session)


async def with_needs(session: Session, shown: Outcome) -> Outcome:
    """Times of another page, with what else the booking will need, which stays asked."""
    draft = session.conversation.draft
    found = await event_type_of(session, draft) if draft is not None else None
    if draft is None or found is None or session.incoming.in_group:
        return shown
    return asking.add_needs(session, shown, missing_of(session, draft, found[1]), found[1])


async def search_of(session: Session) -> times.Search | None:
    """What the open draft looks for times with; None when it is not that far."""
    draft = session.conversation.draft
    found = await event_type_of(session, draft) if draft is not None else None
    if draft is None or found is None or session.zone is None:
        return None
    return times.Search("book", found[1], session.zone, minutes=draft.length)


async def answer(session: Session, slug: str, value: object) -> Outcome:
    """A tapped option of a question, or several."""
    return await plan(session, PlanBooking(answers={slug: value}), tapped=slug)


def take_person(
    session: Session,
    *,
    name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    of: Profile | BookedFor | None = None,
) -> list[str]:
    """Takes who they are, or who the one is that they book for, from their own words; answers with a sentence for
    each thing that is wrong."""
    person, notes = of or session.conversation.profile, []
    texts = session.conversation.texts
    if name and grounding.said(name, texts):
        checked = fields.check(BookingField(type="name", slug="name", required=True), name)
        if isinstance(checked, fields.Valid):
            person.name = str(checked.value)
    if email:
        address = fields.email(email)
        if isinstance(address, fields.Wrong):
            if grounding.said(email, texts):
                notes.append(session.say("wrong-email", answer=email))
        elif grounding.said_email(address, texts):
            person.email = address
    if phone:
        number = fields.phone(phone)
        if isinstance(number, fields.Wrong):
            if grounding.said_phone(phone, texts):
                notes.append(asking.wrong_answer(session, number, phone, session.say("ask-phone")))
        elif grounding.said_phone(phone, texts):
            person.phone = number
    return notes


async def corrections(session: Session) -> dict[str, Any]:
    """Answers of the open booking that the message corrects by naming their question ("company size is 50-200") or, for
    options, by saying just another one of them."""
    draft = session.conversation.draft
    found = await event_type_of(session, draft) if draft is not None else None
    if draft is None or found is None:
        return {}
    text = session.incoming.text
    corrected: dict[str, Any] = {}
    for field in found[1].booking_fields:
        if field.slug not in draft.answers or not (field.options or field.type == "number"):
            continue
        name = grounding.words(field.slug.replace("_", " ").replace("-", " "))
        heard = grounding.words(text)
        named = bool(name) and any(heard[at : at + len(name)] == name for at in range(len(heard)))
        rest = re.split(rf"(?i)\W{{0,3}}{re.escape(name[-1])}\W{{0,3}}(?:is|to|=|:)?\s*", text)[-1] if named else text
        if named or rest.strip() in field.options:
            checked = fields.check(field, rest)
            if isinstance(checked, fields.Valid) and checked.value != draft.answers[field.slug]:
                corrected[field.slug] = checked.value
    return corrected


def _completed(session: Session, draft: BookingDraft, arguments: PlanBooking) -> PlanBooking:
    """With what the message itself plainly says and the model left out: small models carry half of a message."""
    text, booker = session.incoming.text, session.conversation.booker
    added: dict[str, object] = {}
    addresses = {address for address, _ in fields.find_emails(text)}
    if arguments.email is None and booker.email is None and len(addresses) == 1 and not arguments.guests:
        added["email"] = next(iter(addresses))
    if session.zone is None:
        times_said = wishes.mentions(session, text)
        places = [
            place
            for place in zones.find(text, session.language)
            # "9am New York time" tells the time's zone, not where the person is.
            if not any(time.span[0] < place.span[1] and place.span[0] < time.span[1] for time in times_said)
        ]
        if len(places) == 1 and len(places[0].zones) == 1:
            whereabouts.take(session, zones.iana(places[0].zones[0]), None, places[0].text)
    if arguments.length is None and arguments.event_type is None and draft.event_type is None:
        lengths = wishes.durations(session, wishes.without_times(session))
        if len(lengths) == 1:
            added["length"] = next(iter(lengths))
    asks_for_time = draft.wish is None and draft.start is None and draft.when_text is None
    if asks_for_time and not arguments.when and not arguments.choice and not arguments.answers:
        found = wishes.mentions(session, text)
        if found:
            added["when"] = " ".join(mention.text for mention in found)
    return arguments.model_copy(update=added)


async def _grounded(session: Session, draft: BookingDraft, arguments: PlanBooking) -> PlanBooking:
    """Without a kind of meeting, a length and a name that the message does not bear out: a small model picks the first
    event type there is, and takes the host's name for the person's."""
    if session.incoming.choice is not None:
        return arguments  # a tap carries our own values
    # A wish that waited for its turn was said some messages ago.
    said = "\n".join(session.conversation.texts)
    heard, lengths = set(grounding.words(said)), wishes.durations(session, said)
    dropped: dict[str, None] = {}
    if arguments.length is not None and arguments.length not in lengths and str(arguments.length) not in heard:
        dropped["length"] = None
    kind = arguments.event_type
    if kind is not None and not grounding.said(kind, [said], share=0.5):
        owners = [*await _owners(session, draft), *await session.directory.offered()]
        meant = matching.by_words(owners, kind)
        if not any(matching.borne_out(found.event_type, heard, lengths) for found in meant):
            dropped["event_type"] = None
    if arguments.name is not None and not any(question.slug == "name" for question in session.conversation.asked):
        known = {word for owner in await session.directory.offered() for word in grounding.words(owner.name)}
        if set(grounding.words(arguments.name)) <= known:
            dropped["name"] = None
    return arguments.model_copy(update=dropped)


async def _take_host(session: Session, draft: BookingDraft, host: str | None) -> Outcome | None:
    """Sets whose event types are meant; an outcome when nobody is called so."""
    if not host or not grounding.said(host, session.conversation.texts, share=0.5):
        return None
    owner = await session.directory.find(host)
    if owner is None:
        names = [known.name for known in await session.directory.offered()]
        return Outcome(session.say("no-such-host", name=host, others=session.wording.list_of(names, "or")))
    if draft.owner != owner.key:
        draft.owner = owner.key
        if draft.event_type is not None and draft.event_type.owner != owner.key:
            same = owner.event_type(draft.event_type.slug)
            key = EventTypeKey(owner=owner.key, slug=same.slug) if same else None
            draft.event_type = None
            if key is not None:
                _settle_event_type(draft, key)
            else:
                _keep_time_as_wish(draft)
        draft.candidates = ()
    return None


async def _take_event_type(session: Session, draft: BookingDraft, text: str | None, length: int | None) -> list[str]:
    """Settles the event type from words and length as far as they go."""
    notes: list[str] = []
    owners = await _owners(session, draft)
    named = matching.by_words(owners, text) if text else []
    if text and not named and draft.owner is not None:
        # A host that was named before does not bind: "a weekly check-in" after a talk about Alex is Bailey's.
        named = matching.by_words(await session.directory.offered(), text)
    if not text and draft.event_type is None and not draft.candidates:
        # The model need not know what another host offers: the message itself may name one of it.
        named = matching.mentioned(owners, session.incoming.text)
    if named and draft.owner is None:
        # The default host's come first: "30 minutes" means theirs, not a team's of that length.
        of_default = [found for found in named if found.owner.key == owners[0].key]
        named = of_default or named
    if text and not named:
        minutes = _minutes_in(session, text)
        length = length or minutes
        if minutes is None and grounding.said(text, session.conversation.texts, share=0.5) and _names_something(text):
            notes.append(session.say("no-such-event-type", name=text))
            # Going on with another one as if nothing was said would book what nobody asked for.
            draft.event_type, draft.candidates = None, ()
            _keep_time_as_wish(draft)
    if named:
        narrowed = matching.by_length(named, length) if length else []
        named = narrowed or named
        if length and not narrowed and len(named) == 1:
            event_type = named[0].event_type
            notes.append(_length_note(session, event_type, length))
            length = None
        _settle_candidates(draft, named)
    elif length:
        current = await event_type_of(session, draft)
        if current is not None and len(current[1].lengths) > 1 and length not in current[1].lengths:
            # Of a kind that was chosen for its lengths, another length is asked about, not another kind taken.
            notes.append(_length_note(session, current[1], length))
            draft.length = length = None
        elif current is None or length not in current[1].lengths:
            everything = [matching.Candidate(owner, kind) for owner in owners[:1] for kind in owner.event_types]
            fitting = matching.by_length(everything, length)
            if fitting:
                _settle_candidates(draft, fitting)
            else:
                lengths = sorted({minutes for found in everything for minutes in found.event_type.lengths})
                texts = [session.say("minutes", count=minutes) for minutes in lengths]
                notes.append(session.say("no-such-length", count=length, lengths=session.wording.list_of(texts, "or")))
                length = None
    if length:
        if draft.length != length and draft.start is not None:
            _keep_time_as_wish(draft)
        draft.length = length
    return notes


def _take_guests(session: Session, draft: BookingDraft, guests: Sequence[str]) -> list[str]:
    notes = []
    for guest in guests:
        address = fields.email(guest)
        if isinstance(address, fields.Wrong):
            if "@" in guest and grounding.said(guest, session.conversation.texts):
                notes.append(session.say("wrong-email", answer=guest))
        elif grounding.said_email(address, session.conversation.texts) and address not in draft.guests:
            draft.guests = (*draft.guests, address)
    return notes


async def _take_answers(
    session: Session, draft: BookingDraft, answers: dict[str, Any], tapped: str | None = None
) -> list[str]:
    """Answers to questions. Before the event type is known they wait."""
    found = await event_type_of(session, draft)
    notes: list[str] = []
    for slug, value in answers.items():
        if slug == "name" or slug == "splitName":
            notes += take_person(session, name=str(value), of=session.conversation.booker)
        elif slug == "email":
            notes += take_person(session, email=str(value), of=session.conversation.booker)
        elif slug in ("phone", "attendeePhoneNumber"):
            notes += take_person(session, phone=str(value), of=session.conversation.booker)
        elif slug == "length":
            notes += await _take_event_type(session, draft, None, _minutes_in(session, str(value)))
        elif slug == "event_type":
            notes += await _take_event_type(session, draft, str(value), None)
        elif slug == "when":
            draft.when_text = wishes.own_words(session, str(value)) or draft.when_text
        elif slug == "place" and draft.location is not None:
            key = "address" if draft.location["type"] == "attendeeAddress" else "location"
            draft.location = {"type": draft.location["type"], key: str(value)}
        elif slug not in ("time_zone", "which"):
            draft.unchecked[slug] = value
    if found is not None:
        notes += _check_kept_answers(session, draft, found[1], tapped)
    return notes


def _check_kept_answers(
    session: Session, draft: BookingDraft, event_type: EventType, tapped: str | None = None
) -> list[str]:
    """Holds waiting answers against the questions of the event type; those it does not ask are let go."""
    notes = []
    by_slug = {field.slug: field for field in event_type.booking_fields if not field.hidden}
    unchecked, draft.unchecked = draft.unchecked, {}
    for slug, value in unchecked.items():
        field = by_slug.get(slug)
        if field is None:
            continue
        said = slug == tapped or grounding.said_answer(
            field, value, wishes.without_times(session), session.conversation.texts
        )
        if not said:
            continue
        if slug == "location":
            notes += _take_location(session, draft, event_type, value)
            continue
        if field.type in ASKED_BACK and str(value).rstrip().endswith("?"):
            continue  # they ask something themselves; the question stays open
        checked = fields.check(field, value, language=session.language)
        if isinstance(checked, fields.Wrong):
            notes.append(asking.wrong_answer(session, checked, value, cards.field_label(session, field)))
        elif slug == "guests":
            guests = checked.value if isinstance(checked.value, list) else []
            draft.guests = tuple(str(guest) for guest in guests)
        elif checked.value is not None:
            draft.answers[slug] = checked.value
            ticking.forget(session, slug)
    return notes


def _take_location(session: Session, draft: BookingDraft, event_type: EventType, value: object) -> list[str]:
    labels = [cards.location_label(session, location) for location in event_type.locations]
    field = BookingField(type="radio", slug="location", required=True, options=tuple(labels))
    named = [label for label in labels if _shares_word(str(value), label)]
    checked = fields.check(field, named[0] if len(named) == 1 else value)
    if isinstance(checked, fields.Wrong):
        return [asking.wrong_answer(session, checked, value, cards.field_label(session, field))]
    location = event_type.locations[labels.index(str(checked.value))]
    if location.type == "integration":
        draft.location = {"type": "integration", "integration": location.integration}
    else:
        draft.location = {"type": location.type}
    return []


def _shares_word(said: str, label: str) -> bool:
    """Whether they share a word, or how one begins: "by phone" and "Phone call to you", "telefonisch" and "Telefon"."""
    words, others = ([word for word in grounding.words(bare(text)) if len(word) >= _TELLING] for text in (said, label))
    return any(word[:_TELLING] == other[:_TELLING] for word in words for other in others)


def _take_time(session: Session, draft: BookingDraft, arguments: PlanBooking) -> wishes.Unclear | None:
    """A pick of what was shown, or time words, which are read as soon as the zone is known."""
    picked = choose_time(session, arguments.choice, arguments.when)
    if picked is not None:
        draft.start, draft.wish, draft.when_text = picked, None, None
        return None
    words = wishes.own_words(session, arguments.when or arguments.choice)
    if words is None:
        return None
    if session.zone is None:
        draft.when_text = wishes.joined(session, draft.when_text, words)
        return None
    shown = session.conversation.shown_slots
    first = draft.wish.spans[0].start if draft.wish and draft.wish.spans else None
    anchor = draft.start or first or draft.around
    until = None
    if draft.start is None and shown and (anchor is None or anchor <= shown[0]):
        # "Later" than a list of one day's times is later than its last, "an hour later" than its first.
        anchor, until = shown[0], wishes.end_of_day_shown(session, shown)
    wish = wishes.read(session, words, session.zone, task="book", anchor=anchor, until=until, looked_at=draft.wish)
    if isinstance(wish, wishes.Unclear):
        draft.around = wish.around or draft.around
        return wish
    if wish is not None:
        previous = draft.start or (draft.wish.start if draft.wish else None)
        draft.wish = wishes.at_same_clock(
            session, wishes.within(session, wish, draft.wish, session.zone), previous, session.zone
        )
        draft.start, draft.when_text = None, None
    return None


async def event_type_of(session: Session, draft: BookingDraft) -> tuple[Owner, EventType] | None:
    """The settled event type; the only one there is needs no asking."""
    if draft.event_type is not None:
        owner = await session.directory.owner(draft.event_type.owner)
        event_type = owner.event_type(draft.event_type.slug) if owner else None
        if owner is not None and event_type is not None:
            return owner, event_type
        draft.event_type = None
    owners = await _owners(session, draft)
    if draft.owner is not None or len(owners) == 1:
        owner = owners[0]
        if len(owner.event_types) == 1:
            _settle_event_type(draft, EventTypeKey(owner=owner.key, slug=owner.event_types[0].slug))
            return owner, owner.event_types[0]
    return None


async def _owners(session: Session, draft: BookingDraft) -> list[Owner]:
    if draft.owner is not None:
        owner = await session.directory.owner(draft.owner)
        if owner is not None:
            return [owner]
    return await session.directory.offered()


async def _take_usual_length(session: Session, draft: BookingDraft) -> list[str]:
    """The length that they usually book and that may be remembered, where they named neither a kind nor a length."""
    minutes = session.conversation.profile.usual_length if draft.booked_for is None else None
    if minutes is None or draft.length is not None or draft.candidates:
        return []
    found = await event_type_of(session, draft)
    if found is None:
        owner = (await _owners(session, draft))[0]
        everything = [matching.Candidate(owner, event_type) for event_type in owner.event_types]
        fitting = matching.by_length(everything, minutes)
        if not fitting:
            return []
        _settle_candidates(draft, fitting)
    elif len(found[1].lengths) < 2 or minutes not in found[1].lengths:
        return []
    draft.length = minutes
    return [session.say("usual-length", count=minutes)]


async def ask_event_type(session: Session, draft: BookingDraft) -> Outcome:
    """Which kind of booking; only those that fit what was said."""
    candidates: list[matching.Candidate] = []
    for key in draft.candidates:
        owner = await session.directory.owner(key.owner)
        event_type = owner.event_type(key.slug) if owner else None
        if owner is not None and event_type is not None:
            candidates.append(matching.Candidate(owner, event_type))
    if not candidates:
        owner = (await _owners(session, draft))[0]
        candidates = [matching.Candidate(owner, event_type) for event_type in owner.event_types]
    offers, lines = [], []
    for candidate in candidates:
        event_type = candidate.event_type
        lengths = session.wording.list_of([str(minutes) for minutes in event_type.lengths], "or")
        lines.append(session.say("event-type-line", title=event_type.title, lengths=lengths))
        action = Action(do="event_type", with_={"owner": candidate.owner.key, "slug": event_type.slug})
        offers.append(Offer(event_type.title, action))
    question = Question(
        slug="event_type",
        type="select",
        label=session.say("ask-event-type"),
        options=[candidate.event_type.title for candidate in candidates],
    )
    text = session.say("ask-event-type-of", host=candidates[0].owner.name)
    return Outcome("\n".join([text, *lines]), offers, asked=[question])


def missing_of(session: Session, draft: BookingDraft, event_type: EventType) -> list[BookingField]:
    booker = session.conversation.booker
    missing = missing_fields(draft, event_type, name=booker.name, email=booker.email, phone=booker.phone)
    by_phone = draft.location is not None and draft.location["type"] == "attendeePhone"
    if by_phone and not booker.phone and all(field.slug != "attendeePhoneNumber" for field in missing):
        missing.append(BookingField(type="phone", slug="attendeePhoneNumber", required=True))
    for kind in ("attendeeAddress", "attendeeDefined"):
        if draft.location is not None and draft.location["type"] == kind and len(draft.location) == 1:
            missing.append(BookingField(type="text", slug="place", required=True))
    return missing


def _settle_event_type(draft: BookingDraft, key: EventTypeKey) -> None:
    if draft.event_type != key:
        draft.event_type = key
        _keep_time_as_wish(draft)
    draft.candidates = ()


def _settle_candidates(draft: BookingDraft, found: Sequence[matching.Candidate]) -> None:
    keys = [EventTypeKey(owner=candidate.owner.key, slug=candidate.event_type.slug) for candidate in found]
    if draft.event_type in keys:
        return
    if len(keys) == 1:
        draft.owner = keys[0].owner
        _settle_event_type(draft, keys[0])
    else:
        draft.event_type = None
        draft.candidates = tuple(keys)
        _keep_time_as_wish(draft)


def _keep_time_as_wish(draft: BookingDraft) -> None:
    """A chosen time was free for another event type or length: now it is a wish again."""
    if draft.start is not None:
        draft.wish = Wish(text="", spans=(Span(start=draft.start),), exact=True)
        draft.start = None


def _length_note(session: Session, event_type: EventType, length: int) -> str:
    lengths = [session.say("minutes", count=minutes) for minutes in event_type.lengths]
    return session.say(
        "length-not-of-type",
        title=event_type.title,
        count=length,
        lengths=session.wording.list_of(lengths, "or"),
    )


def _minutes_in(session: Session, text: str) -> int | None:
    found = wishes.durations(session, text)
    if found:
        return min(found)
    number = re.fullmatch(r"\s*(\d{1,3})\s*", text)
    return int(number[1]) if number else None


def _names_something(text: str) -> bool:
    return any(word not in policy.generic_words() and not word.isdigit() for word in grounding.words(text))
