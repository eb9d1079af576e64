"""What is asked of the person: everything that is missing at once, with the options of the first question as choices,
and why an answer does not do."""

from collections.abc import Sequence

from bot.conversation import cards, ticking, wishes
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Question
from bot.scheduling import contacts, fields
from bot.scheduling.draft import BookingDraft
from bot.scheduling.models import BookingField, EventType

MOST_OPTIONS = 10
"""More options than this are listed in words only."""


def ask(session: Session, missing: Sequence[BookingField], event_type: EventType, lead: str | None = None) -> Outcome:
    """Asks for everything that is missing, at once; the options of the first question with any are choices."""
    questions = [question_of(session, field, event_type) for field in missing]
    offers: list[Offer] = []
    for question, field in zip(questions, missing, strict=True):
        if not offers and 0 < len(question.options) <= MOST_OPTIONS:
            offers = _option_offers(session, question, field)
    if not offers and session.incoming.can_share and any(question.type == "phone" for question in questions):
        offers = [Offer(session.say("choice-share-phone"), share="phone")]
    if len(questions) == 1:
        text = session.say("ask-one", question=line(session, questions[0]))
    else:
        lines = [session.say("ask-line", question=line(session, question)) for question in questions]
        text = "\n".join([session.say("ask-several"), *lines])
    return Outcome(f"{lead}\n{text}" if lead else text, offers, asked=questions)


def _option_offers(session: Session, question: Question, field: BookingField) -> list[Offer]:
    if question.type in ticking.SEVERAL:
        return ticking.offers(session, question, required=field.required)
    return [
        Offer(option, Action(do="answer", with_={"slug": question.slug, "value": option}))
        for option in question.options
    ]


def ask_length(session: Session, event_type: EventType) -> Outcome:
    labels = [session.say("minutes", count=minutes) for minutes in event_type.lengths]
    offers = [
        Offer(label, Action(do="length", with_={"minutes": minutes}))
        for label, minutes in zip(labels, event_type.lengths, strict=True)
    ]
    question = Question(slug="length", type="select", label=session.say("ask-length"), options=labels)
    text = session.say("ask-length-of", title=event_type.title, lengths=session.wording.list_of(labels, "or"))
    return Outcome(text, offers, asked=[question])


def ask_zone(session: Session, draft: BookingDraft, event_type: EventType, missing: Sequence[BookingField]) -> Outcome:
    """The person's zone, with everything else that is missing; a guess is only a choice."""
    questions = [Question(slug="time_zone", type="place", label=session.say("ask-zone"))]
    if draft.when_text is None and draft.start is None and draft.wish is None and not event_type.is_instant_event:
        questions.append(Question(slug="when", type="time", label=session.say("ask-when")))
    questions += [question_of(session, field, event_type) for field in missing]
    if len(questions) == 1:
        text = session.say("ask-zone-only")
    else:
        lines = [session.say("ask-line", question=line(session, question)) for question in questions]
        text = "\n".join([session.say("ask-several-for", title=event_type.title), *lines])
    return Outcome(text, zone_offers(session, draft.when_text), asked=questions)


def zone_offers(session: Session, words: str | None = None) -> list[Offer]:
    """Zones that may be the person's, as choices: one that their time words name, those of their number's country, and
    the platform's guess; and their device's own place, where it can be asked for that."""
    named = [
        reading.zone
        for mention in wishes.mentions(session, words or "")
        for reading in mention.readings[:1]
        if reading.zone != "UTC"
    ]
    phone, guess = session.conversation.profile.phone, session.incoming.person.time_zone_guess
    possible = dict.fromkeys([*named, *(contacts.zones_of_phone(phone) if phone else []), *([guess] if guess else [])])
    offers = [
        Offer(session.wording.place(zone, session.now), Action(do="zone", with_={"zone": zone})) for zone in possible
    ]
    if session.incoming.can_share:
        offers.append(Offer(session.say("choice-share-location"), share="location"))
    return offers


def add_needs(session: Session, shown: Outcome, missing: Sequence[BookingField], event_type: EventType) -> Outcome:
    """Times to choose from, and in the same breath what else a booking will need."""
    questions = [question_of(session, field, event_type) for field in missing]
    if not questions:
        return shown
    if not shown.offers:
        return shown
    labels = [line(session, question) for question in questions]
    lines = [session.say("ask-line", question=label) for label in labels]
    shown.text = "\n".join([shown.text, "", session.say("also-needed"), *lines])
    shown.asked = questions
    return shown


def question_of(session: Session, field: BookingField, event_type: EventType) -> Question:
    options = list(field.options)
    if field.slug == "location":
        options = [cards.location_label(session, location) for location in event_type.locations]
    if field.type == "boolean":
        options = [session.say("yes"), session.say("no")]
    return Question(slug=field.slug, type=field.type, label=cards.field_label(session, field), options=options)


def line(session: Session, question: Question) -> str:
    if not question.options:
        return question.label
    message = "question-options-many" if question.type in ticking.SEVERAL else "question-options"
    options = session.wording.list_of(question.options, "or")
    return session.say(message, question=question.label.rstrip("?: "), options=options)


def wrong_answer(session: Session, wrong: fields.Wrong, answer: object, label: str) -> str:
    """Why an answer to the question ``label`` does not do, in words."""
    values = {"answer": cards.answer_text(session, answer), "label": label}
    options = wrong.details.get("options")
    if isinstance(options, list | tuple) and options:
        if wrong.reason == "not_an_option" and wrong.details.get("answer"):
            values["answer"] = str(wrong.details["answer"])  # of several options only the one that is none
        return session.say("wrong-option", options=session.wording.list_of([str(o) for o in options], "or"), **values)
    known = {
        "not_a_number": "wrong-number",
        "may_not_be_zero": "wrong-zero",
        "not_an_email": "wrong-email",
        "several_emails": "wrong-several",
        "not_a_phone": "wrong-phone",
        "phone_without_country": "wrong-phone-country",
        "several_phones": "wrong-several",
        "not_a_url": "wrong-url",
        "several_urls": "wrong-several",
        "one_option_only": "wrong-several",
        "ambiguous_option": "wrong-several",
        "not_yes_or_no": "wrong-boolean",
        "must_be_yes": "wrong-must-be-yes",
        "not_a_date": "wrong-date",
        "too_long": "wrong-too-long",
        "empty": "wrong-empty",
    }
    return session.say(known.get(wrong.reason, "wrong-answer"), **values)
