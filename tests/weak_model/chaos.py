"""A model that is worse than any that people would run: the built-in one, whose every other answer is spoiled.

It invents, doubles, loops, breaks off and babbles; what it does is drawn from a seed and the message, so that a run can
be repeated.
"""

import json
import random
from collections.abc import Callable
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.tool import InvalidToolCall, ToolCall
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from bot.conversation.moment import Moment, unframe

SPOILED = 0.5
"""The share of answers that something is done to."""

NAMES = ("John Smith", "Jane Doe", "Bailey", "Guest User", "Assistant")
ADDRESSES = (
    "john.smith@example.com",
    "user@example.com",
    "ana@example.com",
    "bailey@acme.example",
    "info@company.test",
)
TIMES = ("tomorrow at 10am", "2026-11-27T15:00:00Z", "next friday at 11am", "asap", "at 4pm", "later", "December 24")
KINDS = ("15min", "workshop", "consultation", "VIP session")
CHOICES = ("1", "2", "the first one", "the last one", "3pm")
WHICH = ("the first", "my friday meeting", "all", "wednesday", "b2c9d1e0f3a4b5c6d7e8f9")
PLACES = ("Tokyo", "New York", "UTC+7", "Atlantis")
ANSWERS = ("50-200", "yes", "true", "N/A", "Discuss the quarterly numbers")
CLAIMS = (
    "Great news, your meeting is booked!",
    "I have cancelled the meeting as you wished.",
    "Sure, one moment please while I take care of that.",
    "Could you tell me your favourite colour first?",
    "I am only a language model.",
)
FOREIGN = (
    "Ihr Termin ist jetzt verbindlich eingetragen.",
    "Votre rendez-vous est pris, à bientôt.",
    "Готово, встреча назначена.",
    "预订成功,请准时参加。",
    "Din tid er bestilt.",
)


class ProviderDown(Exception):
    """The provider gave no answer."""


class ChaosModel(BaseChatModel):
    """``builtin`` reads; ``seed`` draws what becomes of it."""

    builtin: BaseChatModel
    seed: int = 0
    _last: AIMessage = PrivateAttr(default_factory=lambda: AIMessage(""))
    _spoils: list[str] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "chaos"

    @property
    def done(self) -> list[str]:
        """What was done to its answers, in order."""
        return self._spoils

    def bind_tools(self, tools: Any, **options: Any) -> Any:
        return self.bind(tools=tools, **options)

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **options: Any
    ) -> ChatResult:
        answer = self.builtin.bind_tools(options.get("tools", [])).invoke(messages)
        framed = next(str(said.text) for said in reversed(messages) if said.type == "human")
        draw = random.Random(f"{self.seed}/{len(self._spoils)}/{framed}")
        if draw.random() < SPOILED:
            spoil = draw.choice(SPOILS)
            self._spoils.append(spoil.__name__)
            answer = spoil(answer, unframe(framed)[0], draw, self._last)
        else:
            self._spoils.append("left")
        self._last = answer
        return ChatResult(generations=[ChatGeneration(message=answer)])


Spoil = Callable[[AIMessage, Moment, random.Random, AIMessage], AIMessage]


def _with(answer: AIMessage, *calls: tuple[str, Any], text: str = "") -> AIMessage:
    made = [ToolCall(name=name, args=args, id=f"call_{n}", type="tool_call") for n, (name, args) in enumerate(calls)]
    return AIMessage(text, tool_calls=made)


def _calls(answer: AIMessage) -> list[tuple[str, dict[str, Any]]]:
    return [(call["name"], dict(call["args"])) for call in answer.tool_calls]


def _planning(answer: AIMessage, **invented: Any) -> AIMessage:
    """The answer with these arguments in its plan of a booking, or with such a plan of its own."""
    calls = _calls(answer)
    if not any(name == "plan_booking" for name, _ in calls):
        return _with(answer, *calls, ("plan_booking", invented))
    return _with(answer, *((name, {**args, **invented} if name == "plan_booking" else args) for name, args in calls))


def invents_a_name(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, name=draw.choice(NAMES))


def invents_an_address(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, email=draw.choice(ADDRESSES))


def invents_who_it_is(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, name=draw.choice(NAMES), email=draw.choice(ADDRESSES), phone="+1 555 0100 200")


def invents_a_time(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, when=draw.choice(TIMES))


def invents_a_pick(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, choice=draw.choice(CHOICES))


def invents_a_kind(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, event_type=draw.choice(KINDS))


def invents_a_length(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, length=draw.choice((15, 45, 60, 999)))


def invents_a_host(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, host=draw.choice(("Alex", "Support", "Dr. House", "me")))


def invents_guests(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _planning(answer, guests=[draw.choice(ADDRESSES), draw.choice(ADDRESSES)])


def invents_answers(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    asked = [question["slug"] for question in moment["asked"]] or ["notes", "company_size", "terms"]
    return _planning(answer, answers={slug: draw.choice(ANSWERS) for slug in asked})


def invents_a_place(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, ("set_time_zone", {"place": draw.choice(PLACES)}), *_calls(answer))


def invents_which(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    changed = [(name, {**args, "which": draw.choice(WHICH)}) for name, args in _calls(answer) if "booking" in name]
    return _with(answer, *[call for call in changed if call[0] in ("cancel_booking", "reschedule_booking")])


def cancels_instead(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, ("cancel_booking", draw.choice(({}, {"which": draw.choice(WHICH)}, {"scope": "all"}))))


def moves_instead(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    when = next((args["when"] for _, args in _calls(answer) if "when" in args), draw.choice(TIMES))
    return _with(answer, ("reschedule_booking", {"which": draw.choice(WHICH), "when": when}))


def books_instead(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, ("plan_booking", {"event_type": draw.choice(KINDS), "when": draw.choice(TIMES)}))


def lists_instead(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, ("list_bookings", {"status": draw.choice(("upcoming", "past", "cancelled"))}))


def hears_a_yes(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, *_calls(answer), ("answer_proposal", {"answer": "yes"}))


def hears_only_a_yes(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, ("answer_proposal", {"answer": "yes"}))


def hears_a_no(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, ("answer_proposal", {"answer": "no", "reason": "not wanted"}))


def says_all_of_a_series(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    scope = draw.choice(("this", "following", "all"))
    return _with(
        answer, *[(n, {**args, "scope": scope} if n == "cancel_booking" else args) for n, args in _calls(answer)]
    )


def doubles(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, *_calls(answer) * draw.choice((2, 3, 12)))


def loops(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, *_calls(last), text=str(last.text))


def does_the_last_thing_too(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, *_calls(last), *_calls(answer))


def leaves_out_half(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    kept = [(name, {key: value for key, value in args.items() if draw.random() < 0.5}) for name, args in _calls(answer)]
    return _with(answer, *kept)


def says_nothing_of_it(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, *[(name, {}) for name, _ in _calls(answer)])


def claims(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return AIMessage(draw.choice(CLAIMS))


def claims_and_calls(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, *_calls(answer), text=draw.choice(CLAIMS))


def speaks_another_language(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return AIMessage(draw.choice(FOREIGN))


def translates(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    words = draw.choice(("morgen um 15 Uhr", "demain à 15h", "mañana a las diez", "завтра в 15:00"))
    return _planning(answer, when=words)


def stops_in_the_middle(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    written = json.dumps(_calls(answer)[0][1] if answer.tool_calls else {"when": "tomorrow at 3pm"})
    name = answer.tool_calls[0]["name"] if answer.tool_calls else "plan_booking"
    half = InvalidToolCall(
        name=name, args=written[: len(written) // 2], id="call_0", error="cut off", type="invalid_tool_call"
    )
    return AIMessage("", invalid_tool_calls=[half], response_metadata={"finish_reason": "length"})


def writes_its_calls_out(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return AIMessage("".join(f"<tool_call>{json.dumps(call)}</tool_call>" for call in _calls(answer)) or "{}")


def calls_what_is_not_there(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return _with(answer, (draw.choice(("create_booking", "confirm", "search the web", "")), {"start": "tomorrow"}))


def mistakes_types(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    wrong: tuple[Any, ...] = ([], {"a": {"b": 1}}, 12, True, 3.5, [["x"]], "null")
    return _with(answer, *[(name, {key: draw.choice(wrong) for key in args}) for name, args in _calls(answer)])


def adds_arguments(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    added = {"confirm": True, "uid": "b2c9d1e0f3a4b5c6d7e8f9", "start": "2026-11-24T15:00:00Z"}
    return _with(answer, *[(name, {**args, **added}) for name, args in _calls(answer)])


def is_empty(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    return AIMessage("")


def is_huge(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    long = "blah tomorrow at 3pm " * 3000
    return draw.choice((AIMessage(long), _planning(answer, when=long, name=long, answers={"notes": long})))


def is_down(answer: AIMessage, moment: Moment, draw: random.Random, last: AIMessage) -> AIMessage:
    raise ProviderDown


SPOILS: tuple[Spoil, ...] = (
    invents_a_name,
    invents_an_address,
    invents_who_it_is,
    invents_a_time,
    invents_a_pick,
    invents_a_kind,
    invents_a_length,
    invents_a_host,
    invents_guests,
    invents_answers,
    invents_a_place,
    invents_which,
    cancels_instead,
    moves_instead,
    books_instead,
    lists_instead,
    hears_a_yes,
    hears_only_a_yes,
    hears_a_no,
    says_all_of_a_series,
    doubles,
    loops,
    does_the_last_thing_too,
    leaves_out_half,
    says_nothing_of_it,
    claims,
    claims_and_calls,
    speaks_another_language,
    translates,
    stops_in_the_middle,
    writes_its_calls_out,
    calls_what_is_not_there,
    mistakes_types,
    adds_arguments,
    is_empty,
    is_huge,
    is_down,
)
