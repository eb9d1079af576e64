"""Which part of a message answers which of the questions that are open.

What has a form of its own (an address, a number, an option, a yes) goes where it fits; what is left goes to the open
text questions in their order. An answer that fits nowhere is left out: code asks again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.moment import Moment, Question
from bot.conversation.offline.kinds import match_kind
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.mentions import Mentions
from bot.conversation.offline.names import as_name
from bot.conversation.offline.utterance import Span, Utterance
from bot.scheduling import zones
from bot.scheduling.numerals import find_numbers
from bot.scheduling.options import pick, pick_several

OURS = frozenset(("name", "email", "phone", "time_zone", "when", "event_type", "which", "scope"))
"""Questions of the assistant's own; the others are booking fields."""

TEXTS = frozenset(("text", "textarea", "address"))
_CHOICES = frozenset(("select", "radio", "checkbox", "multiselect"))
_SEVERAL = frozenset(("checkbox", "multiselect"))

_LINE = re.compile(r"[^\n]+")
_PIECE = re.compile(r"(?:[^,;\n.!?]|[.!?](?!\s|$))+")
_LABEL = re.compile(r"\s*(?:[-*•]\s*|\d+[.)]\s+)?([^:=\n]{2,40}?)\s*(?::|=|\s-)\s+(.+?)\s*$", re.DOTALL)
_EDGES = " \t,;:.!?-–—*•'\"()"


@dataclass
class Answers:
    """What was answered: ``fields`` by booking-field slug, ``own`` by one of our slugs."""

    fields: dict[str, Any] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)

    def give(self, question: Question, value: Any) -> None:
        slug = question["slug"]
        if slug in OURS:
            self.own[slug] = str(value)
        elif question["type"] in _SEVERAL and isinstance(self.fields.get(slug), list):
            self.fields[slug] += [option for option in value if option not in self.fields[slug]]
        else:
            self.fields[slug] = value

    def __contains__(self, question: Question) -> bool:
        return question["slug"] in self.fields or question["slug"] in self.own


def only_text_asked(asked: Sequence[Question]) -> Question | None:
    """The one open question, if it takes any words."""
    return asked[0] if len(asked) == 1 and asked[0]["type"] in TEXTS and asked[0]["slug"] not in OURS else None


def answers_in(
    utterance: Utterance, mentions: Mentions, moment: Moment, lexicon: Lexicon, *, requests: bool
) -> Answers:
    """Reads a message against everything that is asked. In a message that ``requests`` something, only what has a form
    or a label is an answer."""
    answers = Answers()
    taken = _give_forms(mentions, moment["asked"], answers)
    left = [piece for piece in _pieces(utterance, taken) if not _give_labelled(piece, moment, lexicon, answers)]
    left = [piece for piece in left if not _give_fitting(piece, moment, lexicon, answers, only_options=requests)]
    if not requests:
        said_elsewhere = [utterance.cut(*found.span) for found in mentions.times]
        said_elsewhere += [utterance.cut(*span) for _, span in mentions.lengths]
        left = [piece for piece in left if not _is_told(piece, said_elsewhere, lexicon)]
        _give_texts(left, moment["asked"], lexicon, answers)
    return answers


def _open(asked: Sequence[Question], answers: Answers) -> list[Question]:
    return [question for question in asked if question not in answers or question["type"] in _SEVERAL]


def _give_forms(mentions: Mentions, asked: Sequence[Question], answers: Answers) -> list[Span]:
    """Addresses, numbers, places and names were found already; their spans are used up."""
    spans: list[Span] = []
    for question in asked:
        kind, slug = question["type"], question["slug"]
        if kind == "multiemail" and mentions.emails + mentions.guests:
            used = mentions.guests or mentions.emails[(1 if _asks(asked, "email") else 0) :]
            if used:
                answers.give(question, [found.text for found in used])
        elif kind == "email" and slug not in OURS and mentions.emails:
            answers.give(question, mentions.emails[-1].text)
        elif kind == "phone" and mentions.phones:
            answers.give(question, mentions.phones[0].text)
        elif kind == "url" and mentions.urls:
            answers.give(question, mentions.urls[0].text)
        elif slug == "name" and mentions.name:
            answers.give(question, mentions.name.text)
        elif slug == "time_zone" and mentions.places:
            answers.give(question, mentions.places[0].text)
    used_up = (*mentions.emails, *mentions.guests, *mentions.phones, *mentions.urls, mentions.name)
    spans += [found.span for found in used_up if found is not None]
    if _asks(asked, "time_zone"):
        spans += [place.span for place in mentions.places]
    return spans


def _is_told(piece: str, said: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the piece is nothing but a time or a length that was understood already."""
    rest = piece
    for words in said:
        rest = rest.replace(words, " ")
    return rest != piece and not without_lead_in(rest, lexicon)


def _asks(asked: Sequence[Question], slug: str) -> bool:
    return any(question["slug"] == slug for question in asked)


def _pieces(utterance: Utterance, taken: Sequence[Span]) -> list[str]:
    """Lines when there are several; else what stands between commas and full stops."""
    said = utterance.said_without(taken)
    pattern = _LINE if "\n" in utterance.said.strip() or _LABEL.match(said) else _PIECE
    pieces = [match.group().strip() for match in pattern.finditer(said)]
    return [piece for piece in pieces if any(char.isalnum() for char in piece)]


def _give_labelled(piece: str, moment: Moment, lexicon: Lexicon, answers: Answers) -> bool:
    """ "Company size: 20" """
    match = _LABEL.match(piece)
    if match is None:
        return False
    label = _words(match[1])
    for question in _open(moment["asked"], answers):
        if label and label in (_words(question["slug"]), _words(question.get("label", ""))):
            return _give_to(question, match[2], moment, lexicon, answers) or _give_words(question, match[2], answers)
    return False


def _words(label: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", label.lower()))


def _give_words(question: Question, text: str, answers: Answers) -> bool:
    answers.give(question, text)
    return True


def _give_fitting(piece: str, moment: Moment, lexicon: Lexicon, answers: Answers, *, only_options: bool) -> bool:
    """To the first open question whose type the piece fits; a text question fits everything, so it comes last."""
    value = without_lead_in(piece, lexicon)
    if not value:
        return True
    candidates = [question for question in _open(moment["asked"], answers) if question["type"] not in TEXTS]
    if only_options:
        candidates = [question for question in candidates if question.get("options")]
    numbers = [question for question in candidates if question["type"] == "number"]
    for question in candidates:
        if question in numbers and len(candidates) > len(numbers) and len(value.split()) > 3:
            continue
        if _give_to(question, value, moment, lexicon, answers):
            return True
    return False


def _give_to(question: Question, value: str, moment: Moment, lexicon: Lexicon, answers: Answers) -> bool:
    """Whether the value is an answer of the question's type, and was taken as one."""
    given = _fit(question, value, moment, lexicon)
    if given is None:
        return False
    answers.give(question, given)
    return True


def _fit(question: Question, value: str, moment: Moment, lexicon: Lexicon) -> Any:
    kind, slug, options = question["type"], question["slug"], question.get("options", [])
    first = value.lower().split()[0].strip(_EDGES) if value.split() else ""
    if slug == "name":
        # "Lisbon" answers where, not who; "Jordan" is left to who by the finder of places.
        place = any(asked["slug"] == "time_zone" for asked in moment["asked"]) and zones.find(value, moment["language"])
        return value if as_name(value, lexicon) and not place else None
    if slug == "time_zone":
        return value if zones.lookup(value, moment["language"]) else None
    if slug == "event_type":
        return match_kind(value, moment, lexicon)
    if kind in _SEVERAL and options:
        return list(pick_several(options, value)[0]) or None
    if kind in _CHOICES and options:
        picked = pick(options, value).options
        return picked[0] if len(picked) == 1 else None
    if kind in ("boolean", "checkbox"):
        said = {"yes": first in lexicon.sets["yes_answer"], "no": first in lexicon.sets["no_answer"]}
        return next((answer for answer, meant in said.items() if meant), None)
    if kind == "number":
        return value if find_numbers(value, moment["language"]) else None
    if kind == "phone":
        return value if sum(char.isdigit() for char in value) >= 6 else None
    if kind == "url":
        return value if re.fullmatch(r"\S+\.\w{2,}\S*", value) else None
    return None


def _give_texts(pieces: Sequence[str], asked: Sequence[Question], lexicon: Lexicon, answers: Answers) -> None:
    """What is left, to the open text questions in order; the last of them takes all the rest."""
    texts = [
        question for question in _open(asked, answers) if question["type"] in TEXTS and question["slug"] not in OURS
    ]
    values = [value for piece in pieces if (value := without_lead_in(piece, lexicon))]
    for index, question in enumerate(texts):
        rest = values[index:] if index == len(texts) - 1 else values[index : index + 1]
        if rest:
            answers.give(question, ", ".join(rest))


def without_lead_in(text: str, lexicon: Lexicon) -> str:
    """ "it's about pricing" is an answer of "pricing"; what is nothing but small words is none."""
    text = text.strip(_EDGES)
    while True:
        folded = text.lower()
        cues = ("purpose", "lead_in", "courtesy")
        match = next(
            (found for cue in cues if len(folded) == len(text) and (found := lexicon.patterns[cue].match(folded))), None
        )
        if match is None or match.end() == 0:
            return text
        text = text[match.end() :].strip(_EDGES)
