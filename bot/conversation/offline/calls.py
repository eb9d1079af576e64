"""From a message and the moment to tool calls, or to the sentence that is all there is to say.

A message is first cut into wishes. A wish that names its act becomes that act's call; one that names none is read
against what is open: the proposal, the choices shown, the questions asked; at last for what it tells of a booking.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.moment import Moment
from bot.conversation.offline import handing, hosting, smalltalk
from bot.conversation.offline.answers import TEXTS, Answers, answers_in, has_labels, only_text_asked
from bot.conversation.offline.details import plan_arguments
from bot.conversation.offline.lexicon import Lexicon, load
from bot.conversation.offline.managing import cancel_arguments, list_arguments, move_arguments, scope_of
from bot.conversation.offline.mentions import Mentions, find_mentions
from bot.conversation.offline.picks import pick_in
from bot.conversation.offline.several import Mixed, bookings
from bot.conversation.offline.utterance import Utterance, hear
from bot.conversation.offline.wishes import Opening, Wish, opening, wishes, without_courtesy
from bot.conversation.policy import picked_order

_OF_A_PERSON = frozenset(("name", "email", "phone"))
_OF_A_FORM = frozenset(("name", "email", "phone", "guests", "length", "answers"))
# Words beside what was understood, with which a message without a request is still about a booking.
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_FEW_OTHER_WORDS, _MOST_OTHER_WORDS = 2, 6
_EDGES = " \t\n,;:.!?-"


@dataclass(frozen=True)
class Call:
    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Understood:
    """Calls in the order they were asked for; without any, the id of the sentence to answer with."""

    calls: tuple[Call, ...] = ()
    say: str | None = None


def understand(text: str, moment: Moment, offered: Collection[str]) -> Understood:
    """Reads one message. Only tools in ``offered`` are called."""
    moment = moment.copy()
    moment["language"] = moment.get("written_in", moment["language"])
    words = load(moment["language"])
    utterance = hear(text, words)
    if "hand_over" in offered and handing.wants_person(utterance, moment, words):
        return Understood((Call("hand_over"),))
    asked = hosting.host_call(utterance, moment, words, offered)
    if asked is not None:
        return Understood((Call(*asked),))
    reader = _Reader(text, utterance, moment, words)
    try:
        calls = tuple(call for call in reader.calls() if call.name in offered)
    except Mixed:
        return Understood(say="one-at-a-time")
    if calls:
        return Understood(calls)
    elsewhere = any(wish.act == "elsewhere" for wish in reader.wishes)
    return Understood(say=smalltalk.sentence(utterance, words, elsewhere=elsewhere))


@dataclass(frozen=True)
class _Said:
    """Words without a request: all of them, and the ``rest`` after a yes, a no or a courtesy. ``empty``: no rest."""

    words: Utterance
    rest: Utterance
    start: Opening
    mentions: Mentions
    empty: bool

    @property
    def after_a_yes(self) -> Utterance:
        return self.rest if self.start.stance == "yes" else self.words


class _Reader:
    """One message, read against one moment."""

    def __init__(self, text: str, utterance: Utterance, moment: Moment, lexicon: Lexicon) -> None:
        self.text = text
        self.utterance = utterance
        self.moment = moment
        self.lexicon = lexicon
        self.asked = frozenset(question["slug"] for question in moment["asked"])
        # Choices to pick from; not the buttons below a proposal or a booking that is made.
        is_choosing = not moment["proposal"] and (moment["task"] is not None or moment["asked"])
        self.shown = moment["shown"] if is_choosing else []
        self.opening = opening(utterance.plain, lexicon)
        self.wishes = wishes(utterance, moment, lexicon)
        self.is_form = has_labels(utterance.said, moment["asked"])
        if self.is_form:
            # A form that was filled in asks for nothing, whatever its answers say.
            self.wishes = [Wish(None, utterance)]

    def calls(self) -> list[Call]:
        waits = self.moment["shown"] or self.moment["proposal"]
        if smalltalk.is_about_us(self.utterance, self.lexicon) or (
            not waits and smalltalk.is_nothing_else(self.utterance, self.lexicon)
        ):
            return []
        asks_text = any(question["type"] in TEXTS for question in self.moment["asked"])
        if asks_text and not self.moment["proposal"] and not self._asks_yes_or_no() and self._is_aside():
            return []
        whole = self._whole_answer()
        if whole is not None:
            return [whole]
        found: list[Call] = []
        for index, wish in enumerate(self.wishes):
            first, *others = self._bookings(wish)
            start = self.opening if index == 0 else opening(wish.words.plain, self.lexicon)
            for call in self._calls_of(first, start):
                _add(found, call)
            for other in others:
                for call in self._calls_of(other, opening(other.words.plain, self.lexicon)):
                    _add_another(found, call)
        return found

    def _bookings(self, wish: Wish) -> list[Wish]:
        """A wish that tells of several bookings, one by one."""
        if wish.act not in ("book", None) or self.is_form:
            return [wish]
        first, *others = bookings(wish.words, self.moment, self.lexicon, self.asked)
        return [Wish(wish.act, first, wish.verb), *(Wish("book", other) for other in others)]

    def _calls_of(self, wish: Wish, start: Opening) -> Iterator[Call]:
        mentions = find_mentions(wish.words, self.moment, self.lexicon, asked=self.asked)
        places = [Call("set_time_zone", {"place": place.text}) for place in mentions.places]
        if wish.act == "zone":
            yield from places
            if mentions.of_a_booking:
                yield Call("plan_booking", plan_arguments(wish.words, mentions, self.moment, self.lexicon))
        elif wish.act == "keep":
            yield from self._answer("no")
        elif wish.act == "list":
            yield from self._yes_before(start)
            yield Call("list_bookings", list_arguments(wish.words, self.lexicon, mentions.times))
        elif wish.act == "cancel":
            yield from self._cancel(wish, start)
        elif wish.act == "move":
            yield from self._move(wish, start)
        elif wish.act == "book":
            yield from self._book(wish, start, mentions, places)
        elif wish.act is None:
            yield from self._in_context(wish.words, start, mentions, places)
        elif start.stance == "yes":
            yield from self._answer("yes")

    # -- wishes that name their act

    def _cancel(self, wish: Wish, start: Opening) -> Iterator[Call]:
        arguments = cancel_arguments(wish, self.moment, self.lexicon)
        if not arguments.get("which") and "scope" not in arguments:
            if self.moment["proposal"]:
                yield from self._answer("yes" if self.moment["task"] == "cancel" else "no", arguments.get("reason"))
                return
            if self.moment["task"] == "book" and not self.lexicon.finds("a_noun", wish.words.plain):
                return  # what is being booked is dropped by leaving it; "my meeting" is one that stands
        yield from self._yes_before(start)
        yield Call("cancel_booking", arguments)

    def _move(self, wish: Wish, start: Opening) -> Iterator[Call]:
        arguments = move_arguments(wish, self.moment, self.lexicon)
        if not arguments and self.moment["proposal"] and self.moment["task"] == "reschedule":
            yield from self._answer("no" if start.stance == "no" else "yes")
            return
        if "when" not in arguments and self.moment["task"] == "reschedule":
            picked = pick_in(wish.words, self.shown, (), self.lexicon)
            if picked is not None and "which" not in self.asked:
                arguments = {"when": picked}
        yield from self._yes_before(start)
        yield Call("reschedule_booking", arguments)

    def _book(self, wish: Wish, start: Opening, mentions: Mentions, places: list[Call]) -> Iterator[Call]:
        arguments = plan_arguments(wish.words, mentions, self.moment, self.lexicon, self._answers(wish.words, mentions))
        pick = pick_in(wish.words, self.shown, mentions.times, self.lexicon)
        other = self._other_times(wish.words, mentions)
        if other is not None and "when" not in arguments:
            arguments["when"] = other
        elif pick is not None and set(arguments) <= {"when"} and self.moment["task"] != "reschedule":
            arguments = {"choice": pick}
        if "when" not in arguments and "choice" not in arguments and (hour := self._bare_hour(wish.words, mentions)):
            arguments["when"] = hour
        if self.moment["proposal"] and not arguments and start.stance is not None:
            yield from self._answer(start.stance)
            return
        if set(arguments) == {"when"} and self._changes_a_booking(wish.words):
            yield self._changed(mentions, arguments)
            return
        yield from places
        if self.moment["task"] == "reschedule" and not self.lexicon.finds("anew", wish.words.plain):
            # "When is Bailey free on Thursday?" looks for the new time.
            arguments = {"when": arguments["when"]} if set(arguments) == {"when", "host"} else arguments
        yield self._continued(arguments)

    # -- words that are read by what is open

    def _in_context(self, words: Utterance, start: Opening, mentions: Mentions, places: list[Call]) -> Iterator[Call]:
        rest = words.from_position(min(start.end, len(words.plain)))
        empty = not rest.plain[without_courtesy(rest.plain, self.lexicon) :].strip(_EDGES)
        said = _Said(words, rest, start, mentions, empty)
        if self.moment["proposal"] and empty:
            if start.stance is not None:
                yield from self._answer(start.stance)
            return
        why = self.lexicon.patterns["reason"].match(rest.plain, start.end)
        if self.moment["proposal"] and start.stance == "no" and why is not None:
            yield from self._answer("no", rest.cut(why.end(), len(rest.plain)).strip(_EDGES))
        elif "which" in self.asked and not empty:
            yield self._which(rest)
        elif not empty or start.stance is not None:
            yield from self._told(said, places)

    def _told(self, said: _Said, places: list[Call]) -> Iterator[Call]:
        """What the words tell: a change, a part of a series, a pick, other times, details."""
        task = self.moment["task"]
        answers = self._answers(said.after_a_yes if not self._asks_yes_or_no() else said.words, said.mentions)
        # "The earliest haircut with Kim" asks for a booking without a verb.
        requested = said.mentions.host is not None
        arguments = plan_arguments(said.words, said.mentions, self.moment, self.lexicon, answers, requested=requested)
        if self.is_form:
            arguments = {name: value for name, value in arguments.items() if name in _OF_A_FORM}
        places = [place for place in places if not any(place.arguments["place"] in text for text in answers.texts)]
        if "time_zone" in answers.own:
            places = [Call("set_time_zone", {"place": answers.own["time_zone"]})]
        pick = pick_in(said.words if said.empty else said.rest, self.shown, said.mentions.times, self.lexicon)
        other = self._other_times(said.rest, said.mentions)
        scope, _ = scope_of(said.rest.plain, self.lexicon, any_all=True)
        if "when" in arguments and set(arguments) <= {"when"} and self._changes_a_booking(said.words):
            yield self._changed(said.mentions, arguments)
        elif task == "cancel" and scope is not None:
            yield Call("cancel_booking", {"scope": scope})
        elif pick is not None and self._is_of_the_shown(pick, answers) and set(arguments) <= {"when", "answers"}:
            yield from places
            yield self._picked(pick)
        elif other is not None:
            yield self._continued({**arguments, "when": arguments.get("when", other)})
        elif arguments or places:
            if self._is_ours(said.words, said.mentions, arguments, answers):
                yield from places
                if arguments:
                    yield self._continued(arguments)
        elif hour := self._bare_hour(said.rest, said.mentions):
            yield self._continued({"when": hour})
        else:
            yield from self._reply_to_what_is_open(said)

    def _is_of_the_shown(self, pick: str, answers: Answers) -> bool:
        """ "The second one" and no more is the second of the choices that were shown: an option of a question only
        where its options are those choices."""
        if not answers.fields:
            return True
        options = [question.get("options", []) for question in self.moment["asked"] if question in answers]
        orders = picked_order(pick, self.lexicon.language, len(self.shown)) is not None
        says_more = len(self.text.split()) > len(pick.split()) + 2
        return orders and not says_more and not any(set(some) & set(self.shown) for some in options)

    def _reply_to_what_is_open(self, said: _Said) -> Iterator[Call]:
        """A yes or no in more words, or a question about what is proposed."""
        if self.moment["proposal"] and said.start.stance is not None:
            yield from self._answer(said.start.stance)
        elif self.moment["proposal"] and self.lexicon.is_all("about_it", said.rest.plain.strip(_EDGES)):
            yield self._shown_again()
        elif said.empty and said.start.stance == "yes" and self.shown:
            # A yes to one time takes it; to several it says only that the booking shall go on.
            yield self._picked("1") if len(self.shown) == 1 else self._continued({})

    def _picked(self, pick: str) -> Call:
        """A pick continues what is under way; moving and cancelling take it as the time."""
        if self.moment["task"] in ("reschedule", "cancel"):
            return self._continued({"when": pick})
        return Call("plan_booking", {"choice": pick})

    def _changes_a_booking(self, words: Utterance) -> bool:
        """Whether a time is told of a booking that there is: of "it" while nothing is being booked, or as a second
        thought below the card of one."""
        if self.moment["task"] is not None:
            return False
        second_thought = self.moment["shown"] and any(
            self.lexicon.finds(name, words.plain) for name in ("correcting", "for_new_time")
        )
        return bool(second_thought) or self.lexicon.finds("change_it", words.plain)

    def _changed(self, mentions: Mentions, arguments: dict[str, Any]) -> Call:
        """With nothing being booked, "it" can only be a booking that there is; of two times the first tells which."""
        if len(mentions.times) > 1:
            return Call("reschedule_booking", {"which": mentions.times[0].text, "when": mentions.times[-1].text})
        return Call("reschedule_booking", {"when": arguments["when"]})

    def _shown_again(self) -> Call:
        """A question about what is proposed is answered by its card, which holds every detail."""
        tools = {"reschedule": "reschedule_booking", "cancel": "cancel_booking"}
        return Call(tools.get(self.moment["task"] or "book", "plan_booking"))

    def _which(self, rest: Utterance) -> Call:
        name = "reschedule_booking" if self.moment["task"] == "reschedule" else "cancel_booking"
        return Call(name, {"which": rest.said.strip(_EDGES)})

    def _continued(self, arguments: dict[str, Any]) -> Call:
        """Times go on with the task under way; what only a booking takes goes to the booking."""
        if set(arguments) <= {"when"} and self.moment["task"] == "reschedule":
            return Call("reschedule_booking", arguments)
        if set(arguments) == {"when"} and self.moment["task"] == "cancel":
            return Call("cancel_booking", {"which": arguments["when"]})
        return Call("plan_booking", arguments)

    def _answer(self, answer: str, reason: str | None = None) -> Iterator[Call]:
        if self.moment["proposal"]:
            yield Call("answer_proposal", {"answer": answer, **({"reason": reason} if reason else {})})

    def _yes_before(self, start: Opening) -> Iterator[Call]:
        """ "yes, and also cancel my friday one": the yes is for the proposal, the rest another wish."""
        if start.stance == "yes":
            yield from self._answer("yes")

    # -- what the words can mean here

    def _whole_answer(self) -> Call | None:
        """The message as the answer to the one open text question, unless it asks for something itself."""
        question = only_text_asked(self.moment["asked"])
        if question is None or self.moment["proposal"] or not self.text.strip():
            return None
        if any(self._is_request(wish) for wish in self.wishes):
            return None
        plain = self.utterance.plain
        start = without_courtesy(plain, self.lexicon)
        if any(self.lexicon.patterns[name].match(plain, start) for name in ("correcting", "other_times")):
            return None
        mentions = find_mentions(self.utterance, self.moment, self.lexicon, asked=self.asked)
        says_something = self._left(self.utterance, mentions) or mentions.purpose
        if not (says_something or self._is_small_answer(mentions)):
            return None
        if question["slug"] == "reason" and self.moment["task"] == "cancel":
            return Call("cancel_booking", {"reason": self.text.strip()})
        return Call("plan_booking", {"answers": {question["slug"]: self.text.strip()}})

    def _is_aside(self) -> bool:
        """ "Never mind" and "thanks" answer no open question."""
        plain = self.utterance.plain.strip(_EDGES)
        if plain in self.lexicon.sets["bare_answers"]:
            return False
        return (
            self.opening.end >= len(self.utterance.plain)
            or self.lexicon.is_all("settled", plain)
            or smalltalk.is_nothing_else(self.utterance, self.lexicon)
        )

    def _is_small_answer(self, mentions: Mentions) -> bool:
        """Small words that answer all the same: "no", "a bit of both", the name of a place alone."""
        plain = self.utterance.plain.strip(_EDGES)
        only_place = bool(mentions.places) and set(mentions.taken) == {mentions.places[0].span}
        lives_there = self.lexicon.finds("here_cue", plain)
        return (
            plain in self.lexicon.sets["bare_answers"]
            or (mentions.nothing and bool(plain))
            or (only_place and not lives_there)
        )

    def _is_request(self, wish: Wish) -> bool:
        """Whether it plainly asks for something of ours, though a text is being waited for."""
        if wish.act in (None, "keep", "elsewhere") or wish.verb is None:
            return False
        early = wish.verb[0] <= without_courtesy(wish.words.plain, self.lexicon) + 1
        if not early:
            return False
        mentions = find_mentions(wish.words, self.moment, self.lexicon, asked=self.asked)
        asks = any(self.lexicon.patterns[name].match(wish.words.plain, wish.verb[0]) for name in ("list", "free"))
        ours = mentions.of_a_booking or mentions.emails or self.lexicon.finds("my_meeting", wish.words.plain)
        # "Cancel it" and nothing else asks for it; "and move to you" is part of a sentence.
        bare = len(self.wishes) == 1 and not self._left(wish.words.from_position(wish.verb[1]), mentions)
        return asks or bool(ours) or bare

    def _answers(self, words: Utterance, mentions: Mentions) -> Answers:
        if not self.moment["asked"]:
            return Answers()
        requests = any(wish.act is not None for wish in self.wishes)
        return answers_in(words, mentions, self.moment, self.lexicon, requests=requests)

    def _asks_yes_or_no(self) -> bool:
        return any(question["type"] in ("boolean", "checkbox") for question in self.moment["asked"])

    def _other_times(self, words: Utterance, mentions: Mentions) -> str | None:
        """ "something earlier", "any other day?": a wish for times that leans on those shown or wished for."""
        if not (self.moment["shown"] or self.moment["draft"] or self.moment["proposal"] or self.moment["task"]):
            return None
        match = self.lexicon.patterns["other_times"].search(words.plain)
        if match is None or not match.group().strip():
            return None
        outside = words.without([match.span(), *mentions.taken])
        return words.cut(*match.span()) if len(self.lexicon.content(outside)) <= 2 else None

    def _bare_hour(self, words: Utterance, mentions: Mentions) -> str | None:
        """ "no wait, 4": a lone number where a time is being talked of."""
        moment = self.moment
        if mentions.times or not (moment["proposal"] or moment["task"] or "when" in self.asked):
            return None
        plain = words.plain
        start = len(plain) - len(plain.lstrip(_EDGES))
        while True:
            ahead = start
            for name in ("courtesy", "correcting", "no", "hour_lead"):
                match = self.lexicon.patterns[name].match(plain, ahead)
                if match is not None and match.end() > ahead:
                    ahead = match.end() + len(plain[match.end() :]) - len(plain[match.end() :].lstrip(_EDGES))
            if ahead == start:
                break
            start = ahead
        match = self.lexicon.patterns["bare_hour"].match(plain, start)
        if match is None:
            return None
        end = without_courtesy(plain, self.lexicon, match.end())
        tail = self.lexicon.patterns["hour_tail"].match(plain, end + len(plain[end:]) - len(plain[end:].lstrip(_EDGES)))
        if tail is not None:
            end = without_courtesy(plain, self.lexicon, tail.end())
        if end < len(plain.rstrip(_EDGES)):
            return None
        digits = re.search(r"\d{1,2}", match.group())
        return words.cut(*match.span()) if digits and 1 <= int(digits.group()) <= 24 else None

    def _is_ours(self, words: Utterance, mentions: Mentions, arguments: dict[str, Any], answers: Answers) -> bool:
        """Whether words without a request are about a booking: they fit what is open, or say little else."""
        if answers.fields or answers.own or mentions.emails or mentions.name:
            return True
        if set(arguments) == {"answers"} and not self._is_under_way():
            return False
        if self._is_under_way():
            return len(self._left(words, mentions)) <= _MOST_OTHER_WORDS
        start = without_courtesy(words.plain, self.lexicon)
        asks = self.lexicon.patterns["question_start"].match(words.plain, start) is not None
        # "Zap my friday meeting": whatever it means, it is about a booking there is, and none to be made.
        theirs = self.lexicon.finds("own_booking", words.plain)
        # With whom, how long and when are a booking, whatever the reason that stands beside.
        tells_all = bool(mentions.host and mentions.times and (mentions.lengths or mentions.kind))
        most = _MOST_OTHER_WORDS if tells_all else _FEW_OTHER_WORDS
        return not asks and not theirs and len(self._left_beside_kind(words, mentions)) <= most

    def _is_under_way(self) -> bool:
        moment = self.moment
        return bool(moment["task"] or moment["shown"] or moment["asked"] or moment["proposal"])

    def _left_beside_kind(self, words: Utterance, mentions: Mentions) -> list[str]:
        """What is left of the sentence that names a kind of meeting with its host or time: a story may stand around it.
        Where none is named so, of all the words."""
        kind = mentions.kind
        if kind is None or kind.span is None or not (mentions.host or mentions.times):
            return self._left(words, mentions)
        start, end = kind.span
        before = [match.end() for match in _SENTENCE_END.finditer(words.plain, 0, start)]
        after = _SENTENCE_END.search(words.plain, end)
        blanked = words.without(mentions.taken)
        return self.lexicon.content(blanked[before[-1] if before else 0 : after.start() if after else len(blanked)])

    def _left(self, words: Utterance, mentions: Mentions) -> list[str]:
        """The words that say something beside what was mentioned."""
        return self.lexicon.content(words.without(mentions.taken))


def _add(calls: list[Call], call: Call) -> None:
    """Adds a call; what is told of one booking in several clauses is one call, and a zone is set before all else."""
    if call in calls:
        return
    if call.name == "set_time_zone":
        calls.insert(0, call)
        return
    last = calls[-1] if calls else None
    if last is not None and call.name == last.name == "plan_booking" and not set(call.arguments) & set(last.arguments):
        calls[-1] = Call(call.name, {**last.arguments, **call.arguments})
    else:
        calls.append(call)


def _add_another(calls: list[Call], call: Call) -> None:
    """Adds what is told of one more booking: with the same host where none is named, while who books is told once."""
    first = next((index for index, earlier in enumerate(calls) if earlier.name == "plan_booking"), None)
    if call.name != "plan_booking" or first is None:
        _add(calls, call)
        return
    before = calls[first].arguments
    person = {name: value for name, value in call.arguments.items() if name in _OF_A_PERSON}
    calls[first] = Call("plan_booking", {**person, **before})
    host = {"host": before["host"]} if "host" in before else {}
    own = {name: value for name, value in call.arguments.items() if name not in _OF_A_PERSON}
    calls.append(Call("plan_booking", {**host, **own}))
