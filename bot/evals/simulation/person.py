"""Somebody with a goal, a few facts and a temperament, who talks until they have what they want or had enough.

They follow no script: what they do next comes from what stands before them. They read a reply by what it says of itself
(what it asks, what it proposes, which bookings it tells of), and its buttons by their labels.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from bot.conversation.wording import Wording
from bot.evals.runner import Doing, Turn
from bot.evals.seen import Button, Seen
from bot.evals.simulation import facts, goals, phrases
from bot.evals.simulation.imagining import Somebody
from bot.message import Asked, ProposalView, Reply
from bot.scheduling import zones

PATIENCE = 4
"""How often they say what they want once more."""

MOST_TURNS = 30
"""Nobody stays longer, though twelve questions may be answered one by one."""


class SimulatedPerson:
    """A mind (see ``runner.Mind``). One is good for one talk."""

    def __init__(self, somebody: Somebody) -> None:
        self._who = somebody
        self._goal = somebody.goal
        self._rng = Random(somebody.seed + 1)  # noqa: S311 (people, no secrets)
        self._turn_of_mind = 0
        """Which of the times they want now."""
        self._lines: list[str] = []
        """What they are about to write, whatever comes back meanwhile."""
        self._patience = PATIENCE
        self._agreed = False
        self._left = False
        self._quirks = 1
        """How often their temperament still gets in the way."""
        self._done = False
        self._is_placed = False
        """They said where to meet; who is not asked takes what there is."""

    def next(self, turns: Sequence[Turn]) -> Doing | None:
        if self._done:
            return None
        if not turns:
            first, *self._lines = self._opening()
            return Doing(first)
        if self._lines:
            return Doing(self._lines.pop(0))
        return self._reaction(turns[-1].reply, turns[-1].seen)

    def verdict(
        self, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], turns: Sequence[Turn]
    ) -> list[str]:
        wanted = self._goal.times[self._turn_of_mind] if self._goal.times else None
        problems = goals.verdict(self._meant(), self._who.rehearsal, self._me_as_told(), wanted, before, after)
        if self._goal.kind == "list":
            told = {view.start for turn in turns for view in turn.reply.bookings}
            problems += [f"never told: {own.start}" for own in self._goal.existing if own.start not in told]
        return problems

    def _meant(self) -> goals.Goal:
        if self._is_placed:
            return self._goal
        answers = {slug: value for slug, value in self._goal.answers.items() if slug != "location"}
        return replace(self._goal, answers=answers)

    def _me_as_told(self) -> Any:
        """Without the address, where nobody had to ask for it."""
        needs = any(
            question["slug"] == "email" and question["required"] for question in self._goal.event_type.questions()
        )
        return self._who.me if needs else self._who.me.model_copy(update={"email": ""})

    # What they say of themselves

    def _opening(self) -> list[str]:
        goal, rng = self._goal, self._rng
        if goal.kind == "list":
            return [rng.choice(["what have I booked?", "which meetings do I have coming up?", "show me my bookings"])]
        if goal.kind in ("move", "cancel"):
            return [self._opening_about_own()]
        called = phrases.kind(goal.event_type, goal.minutes, rng)
        named = called or "something"
        others = goal.host != self._who.rehearsal.first_host()
        host = self._host_called()
        if others or called is None or rng.random() < 0.5:
            named = f"{named} with {host}"
        time = goal.times[0].words if goal.times else "right now"
        first = " ".join([named, time]) if rng.random() < 0.75 or not goal.times else named
        match self._who.temperament:
            case "terse":
                return [first]
            case "impatient":
                lines = [rng.choice(["hi", "hello"]), f"I need {named}", *([time] if goal.times else [])]
                return lines if rng.random() < 0.5 else [f"need {first}, quick"]
            case "chatty":
                before = f"{rng.choice(facts.GREETINGS)} {rng.choice(facts.REASONS)}"
                self_told = [
                    f"I'm {self._who.me.name}",
                    f"my email is {self._who.me.email}",
                    f"I'm in {self._who.city}",
                ]
                after = f" {', '.join(self_told[rng.randrange(3) :])}." if rng.random() < 0.6 else ""
                return [f"{before} {self._asking(first)}{after}"]
            case "forgetful":
                return [self._asking(named)]
        return [self._asking(first)]

    def _asking(self, what: str) -> str:
        forms = ["I'd like to book {}", "can I get {}?", "could I have {} please?", "I need {}", "book me {}"]
        return self._rng.choice(forms).format(what)

    def _host_called(self) -> str:
        name = self._goal.host_name
        if self._goal.event_type.team is not None:
            return f"the {name.lower().removesuffix(' team')} team"
        return name if self._rng.random() < 0.3 else name.split()[0]

    def _opening_about_own(self) -> str:
        goal, rng = self._goal, self._rng
        verb = "cancel" if goal.kind == "cancel" else rng.choice(["move", "reschedule"])
        called = f"my {goal.event_type.spec.title.lower()}"
        if phrases.kind(goal.event_type, goal.minutes, rng) is None:
            called = "my meeting"
        if rng.random() < 0.5:
            called += " " + phrases.on(self._day(goal.existing[0].start))
        if goal.kind == "move" and rng.random() < 0.6:
            called += f" to {goal.times[0].words}"
        return rng.choice(["please {} {}", "I have to {} {}", "can you {} {}?", "{} {}"]).format(verb, called)

    def _day(self, start: datetime) -> str:
        local = zones.local(start, self._who.me.time_zone)
        return phrases.day_of(local, zones.local(self._who.now, self._who.me.time_zone), self._rng)

    # What they do with an answer

    def _reaction(self, reply: Reply, seen: Seen) -> Doing | None:
        if self._is_over(reply):
            self._done = True
            return Doing(self._rng.choice(["thanks!", "thank you, bye"])) if self._who.temperament == "chatty" else None
        for react in (self._to_proposal, self._to_wrong_zone, self._to_bookings, self._to_times, self._to_questions):
            doing = react(reply, seen)
            if doing is not None:
                return doing
        return self._once_more(reply, seen)

    def _is_over(self, reply: Reply) -> bool:
        if self._goal.kind == "list" or self._left:
            return True
        return self._agreed and reply.proposal is None and not reply.asked

    def _to_proposal(self, reply: Reply, seen: Seen) -> Doing | None:
        shown = reply.proposal
        if shown is None:
            return None
        self._agreed = False
        wrong = self._what_is_wrong_with(shown)
        if wrong is not None:
            return self._insisting(wrong)
        if self._goal.kind == "leave":
            self._left = True
            decline = self._button(seen, "Not this") if self._who.taps else None
            return Doing(button=decline) if decline else Doing(self._rng.choice(facts.NEVER_MIND))
        if self._turn_of_mind + 1 < len(self._goal.times):
            self._turn_of_mind += 1
            words = self._goal.times[self._turn_of_mind].words
            forms = [
                "no wait, {}",
                "actually, {} is better",
                "hm, can we make it {} instead?",
                "sorry, {} would suit me more",
            ]
            return Doing(self._rng.choice(forms).format(words))
        if self._has_a_quirk("chatty"):
            return Doing(self._rng.choice(facts.OFF_TOPIC))
        if self._has_a_quirk("forgetful"):
            return Doing(self._rng.choice(["thanks!", "ok let me look at my calendar"]))
        self._agreed = True
        confirm = self._button(seen, "Confirm") if self._who.taps else None
        if confirm is not None:
            return Doing(button=confirm)
        yes = {"book": facts.YES, "reschedule": facts.YES_TO_A_MOVE, "cancel": facts.YES_TO_CANCELLING}[shown.kind]
        return Doing(self._rng.choice(yes))

    def _what_is_wrong_with(self, shown: ProposalView) -> str | None:
        """What they say to a card that is not what they want; None when it is."""
        goal = self._goal
        kinds = {"move": "reschedule", "cancel": "cancel"}
        if shown.kind != kinds.get(goal.kind, "book"):
            return f"no, I want to {goal.kind} {self._named_fully()}"
        if goal.kind == "cancel":
            return None if shown.start == goal.existing[0].start else f"no, the one {self._own_moment(0)}"
        if shown.event_type != goal.event_type.slug:
            return f"no, I meant {goal.event_type.spec.title}"
        wanted = goal.times[self._turn_of_mind] if goal.times else None
        if wanted is not None and shown.start not in wanted.starts:
            return f"no, {self._exactly(wanted)}"
        email = shown.attendee.get("email")
        if goal.kind == "book" and email and email != self._who.me.email:
            return f"my email is {self._who.me.email}"
        return None

    def _to_wrong_zone(self, reply: Reply, seen: Seen) -> Doing | None:
        """Times in somebody else's zone."""
        if reply.time_zone is None or not self._goal.times:
            return None
        start = self._goal.times[self._turn_of_mind].starts[0]
        theirs, mine = (zones.local(start, zone).utcoffset() for zone in (reply.time_zone, self._who.me.time_zone))
        return self._insisting(f"I'm in {self._who.city}") if theirs != mine else None

    def _to_bookings(self, reply: Reply, seen: Seen) -> Doing | None:
        """Which of their bookings, or which part of a series, it is about."""
        if self._goal.kind not in ("move", "cancel"):
            return None
        if any(question.slug == "scope" for question in reply.asked):
            label = "The whole series" if self._goal.scope == "all" else "Only this one"
            button = self._button(seen, label)
            return Doing(button=button) if button and self._who.taps else Doing(label.lower())
        if any(question.slug == "which" for question in reply.asked):
            label = self._wording(reply).moment(self._goal.existing[0].start, self._who.me.time_zone)
            button = self._button(seen, label)
            if button is not None:
                return self._pick(seen, button, f"the one {self._own_moment(0)}")
            return Doing(f"the one {self._own_moment(0)}")
        return None

    def _to_times(self, reply: Reply, seen: Seen) -> Doing | None:
        """One of the times that are shown, if one suits."""
        if not self._goal.times:
            return None
        wording, zone = self._wording(reply), self._who.me.time_zone
        for start in self._goal.times[self._turn_of_mind].starts:
            button = self._button(seen, wording.moment(start, zone))
            if button is not None:
                return self._pick(seen, button, phrases.time_of(zones.local(start, zone), self._rng))
        return None

    def _pick(self, seen: Seen, button: Button, words: str) -> Doing:
        """By a tap, by its number, or in words."""
        how = self._rng.random()
        if self._who.taps or how < 0.2:
            return Doing(button=button)
        if how < 0.45:
            return Doing(str(seen.buttons.index(button) + 1))
        return Doing(button.label if how < 0.7 else words)

    def _to_questions(self, reply: Reply, seen: Seen) -> Doing | None:
        asked = [question for question in reply.asked if self._can_answer(question)]
        if not asked:
            return None
        if self._has_a_quirk("forgetful"):
            return Doing(self._rng.choice(facts.FORGETFUL))
        first, tapped = asked[0], self._tapped(seen, asked[0])
        if tapped is not None and (self._who.taps or len(asked) == 1):
            return tapped
        one_by_one = self._who.temperament in ("terse", "forgetful", "impatient") or len(asked) == 1
        if one_by_one:
            return Doing(self._in_words(first, alone=True))
        lines = [self._in_words(question, alone=False) for question in asked]
        if self._who.temperament == "chatty" and len(asked) == 2:
            return Doing(", and ".join(lines))
        form = self._rng.random()
        if form < 0.25:
            lines = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
        elif form < 0.5:
            lines = [self._in_words(question, alone=True) for question in asked]
        return Doing("\n".join(lines))

    def _can_answer(self, question: Asked) -> bool:
        known = ("name", "email", "time_zone", "event_type", "length", "attendeePhoneNumber", "place", "title")
        if question.slug == "when":
            return bool(self._goal.times)
        return question.slug in known or question.slug in self._goal.answers

    def _tapped(self, seen: Seen, question: Asked) -> Doing | None:
        """The answer as a tap, where it is among the buttons; of several options the next one, then Done."""
        value = self._goal.answers.get(question.slug)
        if question.slug == "event_type":
            value = self._goal.event_type.spec.title
        if question.slug == "length":
            value = f"{self._goal.minutes} minutes"
        if question.slug == "time_zone":
            return self._tapped_zone(seen)
        if isinstance(value, list):
            left = [button for option in value if (button := self._button(seen, option)) is not None]
            ticked = [option for option in value if self._button(seen, f"{option} (ticked)") is not None]
            if left:
                return Doing(button=left[0])
            done = self._button(seen, "Done") if len(ticked) == len(value) else None
            return Doing(button=done) if done else None
        label = "Yes" if value is True else value if isinstance(value, str) else None
        if question.slug == "location":
            label = self._place_label()
            self._is_placed = True
        button = self._button(seen, label) if label is not None else None
        return Doing(button=button) if button else None

    def _tapped_zone(self, seen: Seen) -> Doing | None:
        for button in seen.buttons:
            if button.pick is not None and any(self._who.city in name for name in button.called):
                return Doing(button=button)
        return None

    def _in_words(self, question: Asked, *, alone: bool) -> str:
        """An answer as it is typed, in a sentence from those who like to talk."""
        who, goal, rng = self._who, self._goal, self._rng
        chatty = who.temperament == "chatty" or not alone
        match question.slug:
            case "name":
                return f"I'm {who.me.name}" if chatty else who.me.name
            case "email":
                return f"my email is {who.me.email}" if chatty else who.me.email
            case "time_zone":
                return f"I'm in {who.city}" if chatty or rng.random() < 0.4 else who.city
            case "when":
                return goal.times[self._turn_of_mind].words
            case "event_type":
                return goal.event_type.spec.title
            case "length":
                return phrases.length(goal.minutes, rng)
            case "location":
                self._is_placed = True
                return self._place_label()
            case "title":
                return rng.choice(facts.TEXTS["title"])
            case "attendeePhoneNumber" | "place" if question.slug not in goal.answers:
                return self._as_written(goal.answers.get("location", next(iter(facts.PHONES))))
        words = self._as_written(goal.answers[question.slug])
        return words if alone else f"{question.slug.replace('_', ' ')}: {words}"

    def _as_written(self, value: Any) -> str:
        if value is True:
            return self._rng.choice(["yes", "yes"])
        if isinstance(value, list):
            return phrases.listed(value)
        phone = next((written for written, held in facts.PHONES.items() if held == value), None)
        return phone or str(value)

    def _place_label(self) -> str:
        place = self._goal.place
        labels = {
            "attendeeAddress": "At your address",
            "attendeeDefined": "A place you name",
            "attendeePhone": "Phone call to you",
            "address": place.address if place else None,
            "link": place.link if place else None,
            "integration": (place.integration or "").replace("-", " ").title() if place else None,
        }
        return (labels.get(place.type) if place else None) or "Cal Video"

    def _once_more(self, reply: Reply, seen: Seen) -> Doing | None:
        """Nothing here is what they are after: they look on where there is more, and say again what they want."""
        if self._goal.times and len(self._goal.times[self._turn_of_mind].starts) > 1:
            more = self._button(seen, "More times") or self._button(seen, "Another day")
            if more is not None and self._patience > 1 and self._rng.random() < 0.5:
                return self._patiently(Doing(button=more))
        if self._goal.kind in ("move", "cancel") and self._patience < PATIENCE:
            return self._insisting(f"I want to {self._goal.kind} {self._named_fully()}")
        if self._goal.kind == "move":
            return self._insisting(f"to {self._exactly(self._goal.times[0])}")
        if self._goal.times and self._patience == PATIENCE:
            return self._insisting(self._exactly(self._goal.times[self._turn_of_mind]))
        return self._insisting(f"I'd like to book {self._named_fully()}")

    def _insisting(self, words: str) -> Doing | None:
        return self._patiently(Doing(words))

    def _patiently(self, doing: Doing) -> Doing | None:
        self._patience -= 1
        return doing if self._patience >= 0 else None

    # Pieces

    def _named_fully(self) -> str:
        goal = self._goal
        if goal.existing:
            return f"my {goal.event_type.spec.title} {self._own_moment(0)}"
        time = self._exactly(goal.times[self._turn_of_mind]) if goal.times else "right now"
        return f"{goal.event_type.spec.title} with {goal.host_name} {time}"

    def _exactly(self, wanted: goals.Wanted) -> str:
        """The same time in other words, which need no guessing."""
        if len(wanted.starts) > 1:
            return wanted.words
        return f"on {self._plain(wanted.starts[0])}"

    def _own_moment(self, number: int) -> str:
        return f"on {self._plain(self._goal.existing[number].start)}"

    def _plain(self, start: datetime) -> str:
        local = zones.local(start, self._who.me.time_zone)
        return f"{local:%B} {local.day} at {local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"

    def _wording(self, reply: Reply) -> Wording:
        return Wording(reply.language)

    def _button(self, seen: Seen, label: str) -> Button | None:
        """The button that is called so, or begins so."""
        pattern = re.compile(rf"{re.escape(label)}(?!\w| \(ticked\))", re.IGNORECASE)
        return next((button for button in seen.buttons if button.pick and any(map(pattern.match, button.called))), None)

    def _has_a_quirk(self, temperament: str) -> bool:
        if self._who.temperament != temperament or self._quirks <= 0 or self._rng.random() < 0.4:
            return False
        self._quirks -= 1
        return True
