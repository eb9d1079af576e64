"""What was understood so far, told back on request: what is known of the booking in the making, what is still missing,
and a way to change each part of it."""

from bot.conversation import asking, cards, planning, remembering, times, writing
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Question
from bot.scheduling.draft import BookingDraft
from bot.scheduling.models import BookingField, EventType

WHO = ("name", "email", "time_zone")
"""What is known of the person that a booking takes along, by the slug that it is asked with."""


async def tell(session: Session) -> Outcome:
    """Everything that is known of what is being arranged. A card that is open already says it all."""
    conversation = session.conversation
    if conversation.task is None and conversation.proposal is None:
        return Outcome(
            session.say("recap-nothing"), [Offer(session.say("choice-book"), Action(do="book"))], settled=True
        )
    if conversation.task != "book" or conversation.proposal is not None or session.incoming.in_group:
        return await writing.where_we_are(session, session.say("recap-open"))
    draft = conversation.open_draft()
    found = await planning.event_type_of(session, draft)
    event_type = found[1] if found is not None else None
    known = [*_meeting(session, draft, event_type, found[0].name if found is not None else None), *_person(session)]
    missing = _missing(session, draft, event_type)
    text = session.say("recap-known") if known else session.say("recap-empty")
    lines = [text, *[session.say("privacy-line", label=label, value=value) for label, value in known]]
    if missing:
        labels = [asking.line(session, question) for question in missing]
        lines += ["", session.say("still-needed"), *[session.say("ask-line", question=label) for label in labels]]
    return Outcome("\n".join(lines), _changes(session, draft, event_type), asked=missing)


async def change(session: Session, what: str) -> Outcome:
    """Asks anew for one part: ``event_type``, ``when``, ``length``, one of ``WHO`` or the slug of a question."""
    draft = session.conversation.draft
    if draft is None:
        return await writing.refuse(session, session.say("choice-outdated"))
    found = await planning.event_type_of(session, draft)
    if what == "event_type" or found is None:
        draft.candidates = ()
        return await planning.ask_event_type(session, draft)
    event_type = found[1]
    if what == "length":
        return asking.ask_length(session, event_type)
    if what == "when":
        search = await planning.search_of(session)
        if search is not None:
            return await planning.with_needs(session, await times.days_page(session, search))
        question = Question(slug="when", type="time", label=session.say("ask-when"))
        return Outcome(session.say("ask-one", question=question.label), asked=[question])
    if what == "time_zone":
        question = Question(slug="time_zone", type="place", label=session.say("ask-zone"))
        return Outcome(session.say("ask-zone-only"), asking.zone_offers(session), asked=[question])
    field = next((one for one in event_type.booking_fields if one.slug == what), None)
    return asking.ask(session, [field or BookingField(type=what, slug=what, required=True)], event_type)


def _meeting(
    session: Session, draft: BookingDraft, event_type: EventType | None, host: str | None
) -> list[tuple[str, str]]:
    known = []
    if event_type is not None:
        known.append((session.say("recap-kind"), session.say("card-title", title=event_type.title, host=host or "")))
    if draft.length is not None:
        known.append((session.say("recap-length"), session.say("minutes", count=draft.length)))
    wished = draft.wish.text if draft.wish is not None else draft.when_text
    exact = draft.start or (draft.wish.start if draft.wish is not None else None)
    if exact is not None and session.zone is not None:
        known.append((session.say("recap-time"), session.wording.moment(exact, session.zone)))
    elif wished:
        known.append((session.say("recap-time"), wished))
    fields = {field.slug: field for field in event_type.booking_fields} if event_type is not None else {}
    for slug, value in draft.answers.items():
        if slug in fields:
            known.append((_capital(cards.field_label(session, fields[slug])), cards.answer_text(session, value)))
    if draft.guests:
        known.append((_capital(session.say("ask-guests")), cards.answer_text(session, list(draft.guests))))
    return known


def _person(session: Session) -> list[tuple[str, str]]:
    profile = session.conversation.profile
    zone = session.wording.place(session.zone, session.now, session.place) if session.zone else None
    told = (("privacy-name", profile.name), ("privacy-email", profile.email), ("privacy-zone", zone))
    return [(session.say(label), value) for label, value in told if value]


def _missing(session: Session, draft: BookingDraft, event_type: EventType | None) -> list[Question]:
    questions = []
    if event_type is None:
        questions.append(Question(slug="event_type", type="select", label=session.say("ask-event-type")))
    elif len(event_type.lengths) > 1 and draft.length not in event_type.lengths:
        questions.append(Question(slug="length", type="select", label=session.say("ask-length")))
    if draft.start is None and draft.wish is None and draft.when_text is None:
        questions.append(Question(slug="when", type="time", label=session.say("ask-when")))
    if session.zone is None:
        questions.append(Question(slug="time_zone", type="place", label=session.say("ask-zone")))
    if event_type is not None:
        fields = planning.missing_of(session, draft, event_type)
        questions += [asking.question_of(session, field, event_type) for field in fields]
    return questions


def _changes(session: Session, draft: BookingDraft, event_type: EventType | None) -> list[Offer]:
    """A choice for each part that is known, and the way back to the beginning."""
    parts = [("event_type", "recap-kind")]
    if event_type is not None:
        parts.append(("when", "recap-time"))
        if len(event_type.lengths) > 1 and draft.length is not None:
            parts.append(("length", "recap-length"))
    profile = session.conversation.profile
    known = {"name": profile.name, "email": profile.email, "time_zone": session.zone}
    if event_type is not None:
        parts += [(slug, remembering.LABELS[slug]) for slug in WHO if known[slug]]
    labels = [(what, session.say(label)) for what, label in parts]
    for field in event_type.booking_fields if event_type is not None else ():
        if field.slug in draft.answers:
            labels.append((field.slug, _capital(cards.field_label(session, field))))
    offers = [
        Offer(session.say("choice-change", what=label), Action(do="change", with_={"what": what}))
        for what, label in labels
    ]
    return [*offers, Offer(session.say("choice-start-over"), Action(do="start_over"))]


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:].rstrip("?: ")
