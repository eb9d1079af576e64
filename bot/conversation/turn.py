"""One turn: a message in, a reply out, the same for every channel.

Loads the conversation, settles what was left over, reads taps, picks and plain answers in code, asks the model about
the rest, acts, and saves once. Nothing is written to the calendar but through ``writing.confirm``.
"""

import logging
import re
import time
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation import (
    asides,
    browsing,
    choosing,
    commands,
    correcting,
    counting,
    groups,
    handing,
    hearing,
    lasting,
    managing,
    peace,
    planning,
    policy,
    proposing,
    recap,
    remembering,
    replying,
    sharing,
    telling,
    ticking,
    undoing,
    waiting,
    writing,
    zoning,
)
from bot.conversation.chain import Call, Chain
from bot.conversation.directory import Directory, NoEventTypes
from bot.conversation.hosting import changing, handling, linking
from bot.conversation.metering import Meter
from bot.conversation.outcome import Outcome
from bot.conversation.session import Progress, Session
from bot.conversation.state import REMEMBERED, Action, Conversation, Profile
from bot.conversation.team import Team
from bot.conversation.tools import (
    AnswerProposal,
    CancelBooking,
    HandOver,
    ListBookings,
    PlanBooking,
    RescheduleBooking,
    SetTimeZone,
    offered,
)
from bot.conversation.wording import Wording, languages
from bot.message import Incoming, Person, Reply, Usage
from bot.scheduling.calendar import Calendar, CalendarError, RateLimited, Unauthorized
from bot.scheduling.draft import Span, Wish
from bot.scheduling.hosting import Hosts
from bot.scheduling.hosting.linking import LinkEnded, Linking
from bot.store import StaleConversation, Store, StoreError
from bot.telemetry import metrics, record_turn
from bot.telemetry.tracing import span

FORGOTTEN_AFTER = timedelta(hours=12)
"""What was being arranged is let go after such a silence, and who the person is, but for what they said may stay."""

CALENDAR_SECONDS = 30.0
"""How long a turn goes on asking the calendar, the model's time not counted."""

log = logging.getLogger(__name__)


class Turns:
    """Handles the turns of every conversation; holds nothing of any between them."""

    def __init__(
        self,
        *,
        calendar: Calendar,
        directory: Directory,
        store: Store,
        chain: Chain,
        language: str = "en",
        hosts: Hosts | None = None,
        linking: Linking | None = None,
        meter: Meter | None = None,
        team: Team | None = None,
    ) -> None:
        self._calendar = calendar
        self._directory = directory
        self._store = store
        self._chain = chain
        self._language = language
        self._hosts = hosts
        self._linking = linking
        self._meter = meter
        self._team = team

    async def handle(self, incoming: Incoming) -> Reply:
        """Answers one message or tap. A message id that was answered before gets the same answer, and acts no more."""
        with span("turn") as told:
            reply = await self._taken(incoming)
            told["outcome"] = replying.in_a_word(reply)
        return reply

    async def _taken(self, incoming: Incoming) -> Reply:
        """In its turn, and recorded."""
        started = time.perf_counter()
        async with self._store.lock(incoming.conversation_id):
            metrics.LOCK_WAIT.observe(time.perf_counter() - started)
            progress = Progress()
            try:
                try:
                    reply = await self._turn(incoming, progress)
                except StaleConversation:
                    # Another process had the conversation meanwhile: once more, on what it left.
                    reply = await self._turn(incoming, progress)
            except StoreError as error:
                log.error("the store failed: %s", error)
                wording = Wording(incoming.person.language or self._language)
                reply = Reply(wording.say("store-away-after-sending" if progress.sent else "store-away"))
        record_turn(
            conversation_id=incoming.conversation_id,
            account_id=incoming.person.account_id,
            message_id=incoming.message_id,
            outcome=replying.in_a_word(reply),
            seconds=time.perf_counter() - started,
            model_calls=reply.usage.model_calls,
            input_tokens=reply.usage.input_tokens,
            output_tokens=reply.usage.output_tokens,
        )
        return reply

    async def recall(self, conversation_id: str, now: datetime) -> Reply | None:
        """The last reply of a conversation in which something is still being arranged, for a channel that starts again
        on an empty screen. None when nothing is open."""
        saved = await self._store.load(conversation_id)
        conversation = Conversation.model_validate(saved.state)
        old = conversation.touched_at is None or now - conversation.touched_at > FORGOTTEN_AFTER
        if old or conversation.task is None or not conversation.messages:
            return None
        kept = await self._store.answer_to(conversation_id, conversation.shown_for) if conversation.shown_for else None
        # What was sent along then, and what others were told, is not sent again.
        return None if kept is None else replace(replying.from_json(kept), attachments=(), notices=())

    async def language_of(self, person: Person) -> str:
        """The code of the language that the person is spoken to in: the one they chose, else their platform's, else the
        one of the settings."""
        saved = await self._store.load("", person.account_id)
        profile = Profile.model_validate(saved.profile or {})
        return (profile.language if profile.chose_language else person.language) or self._language

    async def _turn(self, incoming: Incoming, progress: Progress) -> Reply:
        earlier = await self._store.answer_to(incoming.conversation_id, incoming.message_id)
        if earlier is not None:
            return replying.from_json(earlier)
        saved = await self._store.load(incoming.conversation_id, incoming.person.account_id)
        conversation = Conversation.model_validate(saved.state)
        conversation.profile = Profile.model_validate(saved.profile or {})
        if incoming.edits is not None and incoming.text == conversation.last_text:
            return Reply("")  # only its looks were edited
        _meet(conversation, incoming.person, incoming.received_at)
        language = conversation.profile.language or self._language
        wording = Wording(language)
        session = Session(conversation, incoming, self._calendar, self._directory, self._store, wording, progress)
        session.meter, session.model_is_free = self._meter, self._chain.is_free
        session.team = self._team
        session.written_in = conversation.written_in
        has_ended = not await self._know_host(session)
        usage = Usage()
        try:
            outcome, usage = await self._step(session)
        except CalendarError as error:
            outcome = _calendar_failed(session, error)
            if isinstance(error, Unauthorized) and session.host is not None and not await self._know_host(session):
                outcome = Outcome(session.say("link-ended"), settled=True)
        if has_ended:
            outcome = outcome.after(session.say("link-ended"))
        if incoming.in_group:
            outcome = await groups.kept_public(session, outcome)
        reply = replace(replying.reply_to(session, outcome), usage=usage)
        if conversation.task is None:
            conversation.stay = None
        if not outcome.keeps:
            conversation.shown_for = incoming.message_id
        if reply.forgotten:
            await self._store.forget(incoming.person.account_id)
            return reply
        await counting.owe(session)
        await self._store.save(
            incoming.conversation_id,
            incoming.person.account_id,
            conversation.model_dump(mode="json", exclude={"profile"}),
            revision=saved.revision,
            message_id=incoming.message_id,
            answer=replying.to_json(reply),
            profile=conversation.profile.model_dump(mode="json"),
        )
        await counting.count(session)
        return reply

    async def _know_host(self, session: Session) -> bool:
        """Who the person is as a host, in private. False, once, when their link to Cal.com has ended."""
        if session.incoming.in_group:
            return True
        session.linking = self._linking
        if self._hosts is not None:
            try:
                session.host = await self._hosts.of(session.account_id)
            except LinkEnded:
                session.host = None
                return False
        return True

    async def _step(self, session: Session) -> tuple[Outcome, Usage]:
        with self._calendar.deadline(CALENDAR_SECONDS):
            left_over = await writing.settle_left_over(session)
        incoming = session.incoming
        text = _clean(incoming.text)
        usage = Usage()
        if left_over is not None and (incoming.choice or _is_only_an_answer(session, text)):
            # The yes (or the impatient "hello?") was about just this.
            return left_over, usage
        try:
            with self._calendar.deadline(CALENDAR_SECONDS):
                if incoming.booking_uid is not None:
                    await managing.mean(session, incoming.booking_uid)
                done_here = await self._without_words(session, text)
            if done_here is not None:
                outcome = done_here
            elif incoming.edits is not None and incoming.edits != session.conversation.heard_id:
                outcome = Outcome(session.say("edit-too-old"), keeps=True)
            else:
                outcome, usage = await self._hear(session, text)
        except CalendarError as error:
            if left_over is None:
                raise
            return left_over.and_then(_rest_failed(session, error)), usage
        if left_over is not None:
            outcome = left_over.and_then(outcome)
        with self._calendar.deadline(CALENDAR_SECONDS):
            return await self._go_on(session, outcome), usage

    async def _without_words(self, session: Session, text: str) -> Outcome | None:
        """What came is no message in words: a tap, a command, something shared or passed on. None when it is one."""
        incoming = session.incoming
        if incoming.choice is not None:
            return await self._tap(session, incoming.choice)
        if incoming.command is not None:
            session.incoming = replace(incoming, text=text)
            if commands.opens(session, incoming.command, text):
                return None
            return await commands.run(session, incoming.command, text)
        if incoming.shared_zone is not None:
            return await zoning.take_zone(session, incoming.shared_zone)
        if incoming.shared_phone is not None:
            return await sharing.take_phone(session, incoming.shared_phone)
        if incoming.quoted is not None and not text:
            return await sharing.take_quoted(session, _clean(incoming.quoted))
        return await linking.read(session, text)

    async def _tap(self, session: Session, choice_id: str) -> Outcome:
        conversation = session.conversation
        action = (
            conversation.actions.get(choice_id)
            or conversation.earlier_ticks.get(choice_id)
            or lasting.action(choice_id)
        )
        if action is not None:
            return await self._act(session, action)
        url = conversation.urls.get(choice_id)
        if url is not None:
            return Outcome(url, settled=True)
        line = conversation.spent.get(choice_id) or session.say("choice-outdated")
        if conversation.task is None and conversation.proposal is None:
            # Nothing is open that could be shown again; what was told last stands as it is.
            return Outcome(line, refused=line, keeps=True)
        return await writing.refuse(session, line)

    async def _hear(self, session: Session, text: str) -> tuple[Outcome, Usage]:
        """A message in words: what code can read itself is read here, the rest goes to the model."""
        conversation = session.conversation
        if not re.search(r"\w|[\U0001F300-\U0001FAFF✅❌]", text):
            return await writing.where_we_are(session, session.say("say-something")), Usage()
        lead = ""
        if len(text) > policy.LONGEST_MESSAGE:
            text = text[: policy.LONGEST_MESSAGE]
            lead = session.say("too-long", count=policy.LONGEST_MESSAGE)
        session.incoming = replace(session.incoming, text=text)
        _hear_language(session, text)
        if session.incoming.edits is not None:
            conversation.unhear()
        history = list(conversation.messages)
        conversation.hear(text)
        conversation.heard_id = session.incoming.edits or session.incoming.message_id
        if conversation.thread is not None:
            return (await handing.hear(session, conversation.thread, text)).after(lead), Usage()
        with self._calendar.deadline(CALENDAR_SECONDS):
            outcome = await self._read_here(session, text)
            moment = await telling.moment_of(session) if outcome is None else None
        if moment is None:
            assert outcome is not None
            return outcome.after(lead), Usage()
        tools = offered(
            proposal_open=conversation.proposal is not None, role="host" if session.host is not None else "guest"
        )
        leave = await counting.leave_to_ask(session)
        if leave.is_told:
            lead = "\n\n".join(part for part in (lead, session.say("cap-reached")) if part)
        understood = await self._chain.understand(moment, history, text, tools, may_spend=leave.granted)
        session.progress.usage = understood.usage
        with self._calendar.deadline(CALENDAR_SECONDS):
            if understood.calls:
                outcome = await self._run(session, list(understood.calls))
            elif understood.text:
                outcome = Outcome(understood.text[:1000])
                await self._keep_choices(session, outcome)
            else:
                outcome = await writing.where_we_are(session, session.say("not-understood"))
        if session.incoming.quoted is not None and sharing.lacks_time(session):
            with self._calendar.deadline(CALENDAR_SECONDS):
                outcome = await sharing.take_quoted(session, _clean(session.incoming.quoted))
        return outcome.after(lead), understood.usage

    async def _read_here(self, session: Session, text: str) -> Outcome | None:
        """What code reads itself: a pick of the last reply's choices, a plain yes or no to the proposal it showed."""
        picked = self._picked(session, text)
        if picked is not None:
            return await self._tap(session, picked)
        if policy.reads_start_over(text, session.language):
            return await self._start_over(session)
        aside = await asides.read(session, text)
        if aside is not None:
            if aside.beside:
                await self._keep_choices(session, aside)
            return aside
        proposal = session.conversation.proposal
        if proposal is not None and session.conversation.proposal_shown:
            if policy.reads_yes(text, session.language, proposal.kind):
                return await writing.confirm(session, proposal.token)
            if policy.reads_no(text, session.language, proposal.kind):
                return await writing.decline(session, proposal.token)
            corrected = await planning.corrections(session) if proposal.kind == "book" else {}
            if corrected:
                return await planning.plan(session, PlanBooking(answers=corrected))
        elif changing.leaves_out_the_reason(session, text):
            return await changing.without_reason(session)
        elif self._yes_to_times(session, text):
            outcome = Outcome(session.say("pick-one"))
            await self._keep_choices(session, outcome)
            return outcome
        elif (session.conversation.task or session.conversation.changing) and policy.reads_never_mind(
            text, session.language
        ):
            return await self._start_over(session)
        elif session.conversation.cancellation is not None and policy.reads_no(text, session.language, "cancel"):
            session.conversation.cancellation = None
            return Outcome(session.say("declined-cancel"), settled=True)
        return None

    def _yes_to_times(self, session: Session, text: str) -> bool:
        """Whether this is a plain yes to several times, which says yes to none of them. Where a yes is asked for as
        well, it answers that."""
        times_shown = sum(action.do == "time" for action in session.conversation.actions.values())
        asks_yes = any(question.type == "boolean" for question in session.conversation.asked)
        return times_shown > 1 and not asks_yes and policy.reads_yes(text, session.language, "book")

    def _picked(self, session: Session, text: str) -> str | None:
        """The id of the choice of the last reply that a bare number, a typed-out label or a shown time picks."""
        conversation = session.conversation
        shows_times = any(action.do == "time" for action in conversation.actions.values())
        asks_number = any(question.type in ("number", "phone") for question in conversation.asked) and not shows_times
        index = None if asks_number else policy.picked_number(text, len(conversation.labels))
        if index is None:
            index = policy.picked_label(text, conversation.labels)
        return choosing.picked_time(session, text) if index is None else f"{conversation.generation}.{index + 1}"

    async def _run(self, session: Session, calls: list[Call]) -> Outcome:
        """Runs the calls of a message in order; those after one that waits for the person wait with it."""
        total: Outcome | None = None
        said = session.incoming
        several = sum(isinstance(call.arguments, PlanBooking) for call in calls) > 1
        for number, call in enumerate(calls):
            rest = calls[number + 1 :]
            if several and isinstance(call.arguments, PlanBooking):
                # What is said of another booking is not heard for this one.
                session.incoming = replace(said, text=waiting.own_words(call))
            try:
                outcome = await self._call(session, call, more=bool(rest))
            except CalendarError as error:
                if total is None:
                    raise
                return total.and_then(_rest_failed(session, error))
            finally:
                session.incoming = said
            total = outcome if total is None else total.and_then(outcome)
            if rest and not outcome.settled:
                total = waiting.keep(session, rest, total)
                break
        return total or Outcome(session.say("not-understood"))

    async def _call(self, session: Session, call: Call, *, more: bool = False) -> Outcome:
        """Runs a call within what its tool was declared to do; in a group, one about own bookings is handed on."""
        if session.incoming.in_group and isinstance(call.arguments, groups.PERSONAL_TOOLS):
            kept = {"name": call.tool.name, "args": call.arguments.given()}
            return await groups.continue_privately(session, call=kept)
        if call.tool.role == "host" and session.host is None:
            return Outcome(session.say("host-not-linked"), settled=True)
        session.may_propose = call.tool.effect == "proposes"
        try:
            return await self._handle(session, call, more=more)
        finally:
            session.may_propose = True

    async def _handle(self, session: Session, call: Call, *, more: bool) -> Outcome:
        conversation = session.conversation
        arguments = call.arguments
        match arguments:
            case AnswerProposal():
                return await self._answer_proposal(session, arguments)
            case SetTimeZone():
                return await zoning.set_zone(session, arguments.place, more=more)
            case ListBookings():
                return await managing.list_bookings(session, arguments)
            case CancelBooking() | RescheduleBooking() if await changing.is_hosts(session, arguments):
                return await handling.handle(session, changing.as_host(arguments))
            case HandOver():
                return await handing.by_words(session, arguments)
            case CancelBooking():
                return await managing.cancel(session, arguments)
            case RescheduleBooking():
                picked = choosing.choose_action(session, None, arguments.when)
                if picked is not None and conversation.task == "reschedule":
                    return await self._act(session, picked)
                if conversation.task == "book" and arguments.when and not await managing.has_upcoming(session):
                    # With nothing booked "my meeting" is the one that is being booked.
                    return await planning.plan(session, PlanBooking(when=arguments.when))
                return await managing.reschedule(session, arguments)
            case PlanBooking():
                corrected = await correcting.of_a_booking(session, arguments)
                if corrected is not None:
                    return corrected
                picked = choosing.choose_action(session, arguments.choice, arguments.when)
                if picked is not None and set(arguments.given()) <= {"when", "choice"}:
                    return await self._act(session, picked)
                if conversation.task == "reschedule" and set(arguments.given()) <= {"when", "choice", "host"}:
                    # A time while a booking is being moved is the new time of that one.
                    words = arguments.when or arguments.choice
                    return await managing.reschedule(session, RescheduleBooking(when=words))
                if conversation.task in ("reschedule", "cancel"):
                    await proposing.drop(session)
                    conversation.move, conversation.cancellation = None, None
                only_guests = arguments.given().keys() == {"guests"} and conversation.task is None
                if only_guests and await managing.has_upcoming(session):
                    return Outcome(session.say("guests-after-booking"), settled=True)
                if waiting.is_another(session, arguments):
                    return waiting.keep(session, [call], await planning.advance(session))
                conversation.changing = None
                return await planning.plan(session, arguments)
        if call.tool.role == "host":
            return await handling.handle(session, arguments)
        raise TypeError(f"no handler for {call.tool.name}")

    async def _answer_proposal(self, session: Session, arguments: AnswerProposal) -> Outcome:
        """The model says that this was a yes or a no: it passes the same gate as any yes, on the person's own words."""
        conversation = session.conversation
        proposal, text = conversation.proposal, session.incoming.text
        if proposal is None:
            return await writing.where_we_are(session, session.say("nothing-proposed"))
        if not conversation.proposal_shown:
            return proposing.card(session)
        if arguments.answer == "no":
            if policy.affirms(text, session.language, proposal.kind):
                return proposing.card(session)
            return await writing.decline(session, proposal.token)
        if policy.affirms(text, session.language, proposal.kind):
            return await writing.confirm(session, proposal.token)
        return proposing.card(session).after(session.say("say-yes"))

    async def _act(self, session: Session, action: Action) -> Outcome:
        """What a choice does. Its values are our own, kept with the conversation: a channel only carries its id."""
        conversation, values = session.conversation, action.with_
        match action.do:
            case "confirm":
                return await writing.confirm(session, values["token"])
            case "decline":
                return await writing.decline(session, values["token"])
            case "time":
                return await self._take_time(session, values["task"], datetime.fromisoformat(values["start"]))
            case "wish":
                wish = Wish.model_validate(values["wish"])
                if values["task"] == "reschedule":
                    return await managing.choose_wish(session, wish)
                draft = conversation.draft
                if draft is not None:
                    draft.wish, draft.start = wish, None
                return await planning.advance(session)
            case "days" | "month" | "day" | "part" | "more":
                return await self._other_times(session, action)
            case "event_type":
                return await planning.choose_event_type(session, values["owner"], values["slug"])
            case "length":
                return await planning.plan(session, PlanBooking(length=values["minutes"]))
            case "answer":
                conversation.texts.append(str(values["value"]))
                return await planning.answer(session, values["slug"], values["value"])
            case "tick" | "ticked":
                return await self._tick(session, action)
            case "zone":
                return await zoning.take_zone(session, values["zone"], values.get("place"))
            case "pick":
                return await managing.pick(session, values["uid"], values["for"])
            case "show":
                return await managing.show(session, values["uid"])
            case "scope":
                if conversation.cancellation is None:
                    return await writing.refuse(session, session.say("choice-outdated"))
                conversation.cancellation.scope = values["scope"]
                return await managing.advance_cancellation(session)
            case "peace":
                return peace.take(session, values)
            case "undo":
                return await undoing.undo(session, values["uid"])
            case "remember":
                return replace(remembering.remember(session, REMEMBERED, values["minutes"]), keeps=True)
            case "unremember":
                return remembering.forget(session, values["items"])
            case "change":
                return await recap.change(session, values["what"])
            case "start_over":
                return await self._start_over(session)
            case "language":
                return commands.take_language(session, values["language"])
            case "forget":
                return await commands.forget(session)
            case "keep":
                return Outcome(session.say("forget-kept"), settled=True, resumes=True)
            case "book" | "book_again":
                return await planning.advance(session)
            case "end_thread":
                return await handing.end(session, values["thread"])
            case "host":
                return await handling.act(session, action)
            case "link":
                return await linking.answer(session, values["code"], is_yes=values["yes"])
        raise ValueError(f"no handler for the choice {action.do}")

    async def _tick(self, session: Session, action: Action) -> Outcome:
        """Another option of a question that takes several, or all that are ticked as its answer."""
        conversation, slug = session.conversation, action.with_["slug"]
        if conversation.draft is None:
            return await writing.where_we_are(session, session.say("choice-outdated"))
        if action.do == "ticked":
            ticked = list(conversation.ticked.get(slug, []))
            conversation.texts.extend(ticked)
            return await planning.answer(session, slug, ticked)
        if ticking.written_out(session, action):
            return await planning.answer(session, slug, [action.with_["value"]])
        ticking.tick(session, action)
        return await planning.advance(session)

    async def _start_over(self, session: Session) -> Outcome:
        await writing.let_go(session)
        return Outcome(session.say("started-over"), settled=True)

    async def _take_time(self, session: Session, task: str, start: datetime) -> Outcome:
        conversation = session.conversation
        await proposing.drop(session)
        if task == "reschedule":
            if conversation.move is None:
                return await writing.refuse(session, session.say("choice-outdated"))
            conversation.move.wish = Wish(text="", spans=(Span(start=start),), exact=True)
            conversation.move.start = None
            return await managing.advance_move(session)
        if conversation.draft is None:
            return await writing.refuse(session, session.say("choice-outdated"))
        conversation.draft.start, conversation.draft.wish = start, None
        return await planning.advance(session)

    async def _other_times(self, session: Session, action: Action) -> Outcome:
        search = await (
            managing.search_of(session) if action.with_["task"] == "reschedule" else planning.search_of(session)
        )
        if search is None:
            return await writing.refuse(session, session.say("choice-outdated"))
        await proposing.drop(session)
        shown = await browsing.page(session, search, action)
        return shown if search.task == "reschedule" else await planning.with_needs(session, shown)

    async def _go_on(self, session: Session, outcome: Outcome) -> Outcome:
        """After something is settled: what waited for it, or the booking that it interrupted."""
        conversation = session.conversation
        try:
            while outcome.settled and conversation.later:
                call, lead = waiting.next_of(session)
                outcome = outcome.and_then((await self._call(session, call)).after(lead))
            if not outcome.resumes or conversation.draft is None:
                return outcome
            if conversation.proposal is not None and not outcome.shows_proposal:
                return outcome.and_then(proposing.card(session).after(session.say("resume-proposal")))
            if conversation.proposal is None and conversation.task == "book":
                return outcome.and_then(await planning.advance(session, [session.say("resume-book")]))
        except CalendarError as error:
            return outcome.and_then(_rest_failed(session, error))
        return outcome

    async def _keep_choices(self, session: Session, outcome: Outcome) -> None:
        """Small talk leaves what was asked and shown as it is."""
        conversation = session.conversation
        outcome.asked = list(conversation.asked)
        if conversation.proposal is not None and conversation.proposal_shown:
            # Nobody should have to look up what it is that they say yes to.
            card = proposing.card(session)
            outcome.text = f"{outcome.text}\n\n{card.text}"
            outcome.offers, outcome.shows_proposal = card.offers, True
        elif conversation.task is not None:
            kept = await session.store.answer_to(session.incoming.conversation_id, conversation.shown_for or "")
            outcome.offers = replying.offers_again(conversation, replying.from_json(kept)) if kept is not None else []
            starts = [action.with_["start"] for action in conversation.actions.values() if action.do == "time"]
            if outcome.asked:
                lines = [session.say("ask-line", question=question.label) for question in outcome.asked]
                lead = [session.say("still-needed")] if conversation.task == "book" else []
                outcome.text = "\n".join([outcome.text, "", *lead, *lines])
            if starts and session.zone is not None:
                first, named = datetime.fromisoformat(starts[0]), session.place
                zone = session.say("times-below", place=session.wording.place(session.zone, first, named))
                outcome.text = f"{outcome.text}\n\n{zone}"


def _hear_language(session: Session, text: str) -> None:
    """Reads the message in the language it is written in, and those that do not show theirs in that of the one before.
    The answer stays in the language of the profile, which only the person changes."""
    own, conversation = session.wording.language, session.conversation
    heard = hearing.written_in(text, conversation.written_in or own, languages())
    conversation.written_in = session.written_in = heard if heard != own else None


def _meet(conversation: Conversation, person: Person, now: datetime) -> None:
    """What the platform tells of the person fills what they have not told themselves."""
    profile = conversation.profile
    if profile.used_at is not None and now - profile.used_at > FORGOTTEN_AFTER:
        remembering.let_go(profile)
    profile.used_at = now
    profile.name = profile.name or person.name
    profile.email = profile.email or person.email
    if not profile.chose_language:
        profile.language = person.language or profile.language
    profile.time_zone = profile.time_zone or person.time_zone
    if conversation.touched_at is not None and now - conversation.touched_at > FORGOTTEN_AFTER:
        conversation.draft = conversation.move = conversation.cancellation = conversation.proposal = None
        conversation.changing = None
        conversation.asked, conversation.later, conversation.shown_slots = [], [], []
        conversation.undoable = None
    conversation.touched_at = now


def _clean(text: str) -> str:
    """The words without control and direction characters, which no one types on purpose. Spaces of every kind stay
    spaces: keyboards and copied texts have some that do not break."""
    spaced = "".join(" " if char.isspace() and char not in "\n\t" else char for char in text)
    kept = "".join(char for char in spaced if char in "\n\t" or (char.isprintable() and not _is_direction(char)))
    return kept.strip()


def _is_direction(char: str) -> bool:
    return "‪" <= char <= "‮" or "⁦" <= char <= "⁩" or char in "‎‏﻿"


def _is_only_an_answer(session: Session, text: str) -> bool:
    return not text or any(
        reads(text, session.language, kind)
        for reads in (policy.reads_yes, policy.reads_no)
        for kind in ("book", "reschedule", "cancel", "change")
    )


def _calendar_failed(session: Session, error: CalendarError) -> Outcome:
    if isinstance(error, NoEventTypes):
        log.error("%s", error)
        return Outcome(session.say("no-event-types"), settled=True)
    log.warning("the calendar failed: %s %s %s", type(error).__name__, error.status, error.code)
    if isinstance(error, Unauthorized):
        return Outcome(session.say("calendar-refuses"))
    if isinstance(error, RateLimited):
        return Outcome(session.say("calendar-busy"))
    return Outcome(session.say("calendar-away"))


def _rest_failed(session: Session, error: CalendarError) -> Outcome:
    """The calendar failed after a part of the message was done: what was done is still told, before this."""
    log.warning("the calendar failed: %s %s %s", type(error).__name__, error.status, error.code)
    return Outcome(session.say("calendar-away-for-the-rest"))
