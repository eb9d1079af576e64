"""Which part of a message answers which of the questions that are open.

What has a form of its own (an address, a number, an option, a yes) goes where it fits; what is left goes to the open
text questions in their order. An answer that fits nowhere is left out: code asks again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from bot.conversation.letters import folded
from bot.conversation.moment import Moment, Question
from bot.conversation.offline.kinds import match_kind
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.mentions import Mentions
from bot.conversation.offline.names import as_name
from bot.conversation.offline.utterance import FULL_STOP, Span, Utterance, hear
from bot.conversation.offline.wishes import opening
from bot.scheduling import zones
from bot.scheduling.numerals import find_numbers
from bot.scheduling.options import pick, pick_several

OURS = frozenset(("name", "email", "phone", "time_zone", "when", "event_type", "which", "scope", "length"))
"""Questions of the assistant's own; the others are booking fields."""

TEXTS = frozenset(("text", "textarea", "address"))
_SEVERAL = frozenset(("checkbox", "multiselect"))

_NEAR = 85

_LINE = re.compile(r"[^\n]+")
_PIECE = re.compile(rf"(?:[^,;|\n.!?/]|[!?](?!\s|$)|(?!{FULL_STOP})\.|(?<!\s)/|/(?!\s))+", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:[-*•]\s*|\d+[.)]\s+)?([^:=\n]{2,40}?)\s*(?::|=|\s-)\s+(.+?)\s*$", re.DOTALL)
_NUMBERED = re.compile(r"(?:^|(?<=\s)|(?<=[/;,]))(\d{1,2})[.)]\s+(.+?)(?=(?:\s|[/;,])\d{1,2}[.)]\s|$)", re.DOTALL)
_EDGES = " \t,;:.!?/|-–—*•'\"()"


@dataclass
class Answers:
    """What was answered: ``fields`` by booking-field slug, ``own`` by one of our slugs."""

    fields: dict[str, Any] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    """Those that are free text: what they mention is part of the answer, and nothing else."""

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
    numbered = _give_numbered(utterance, moment, lexicon, answers)
    pieces = [] if numbered else _pieces(utterance, taken, moment["asked"], lexicon)
    left = [piece for piece in pieces if not _give_labelled(piece, moment, lexicon, answers)]
    spoken = [utterance.cut(*found.span) for found in (*mentions.times, *mentions.places)]
    spoken += [utterance.cut(*span) for _, span in mentions.lengths]
    told = [piece for piece in left if _is_told(piece, spoken, lexicon)]
    if not requests:
        left = _give_address(
            left, moment["asked"], lexicon, answers, but=told, are_lines="\n" in utterance.said.strip()
        )
    left = [
        piece
        for piece in left
        if not _give_fitting(piece, moment, lexicon, answers, only_options=requests or piece in told)
    ]
    if len(pieces) > 1:
        # "This month" in a list of answers is how urgent it is, and no time to meet.
        answers.texts += [piece for piece in told if piece not in left]
    if not requests:
        left = [piece for piece in left if piece not in told]
        if _asks_back(utterance, left, _open(moment["asked"], answers)):
            left = []
        _give_texts(left, moment["asked"], lexicon, answers)
        _give_misfit(left, mentions, moment["asked"], lexicon, answers)
    return answers


def has_labels(said: str, asked: Sequence[Question]) -> bool:
    """Whether a line of the message is labelled as the answer to one of the questions."""
    labelled = (_LABEL.match(line.group()) for line in _LINE.finditer(said))
    return any(_is_label(match[1], question) for match in labelled if match for question in asked)


def _asks_back(utterance: Utterance, left: Sequence[str], asked: Sequence[Question]) -> bool:
    """Whether they ask something themselves ("what do you still need?"), which answers none of several questions."""
    texts = [question for question in asked if question["type"] in TEXTS and question["slug"] not in OURS]
    return len(left) == 1 and len(texts) > 1 and utterance.plain.rstrip().endswith("?")


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
    """Whether the piece is nothing but a time, a length or a place that was understood already, or a part of one:
    "Wednesday" of "Wednesday, May 26"."""
    rest = piece
    for words in said:
        rest = rest.replace(words, " ")
    if rest != piece:
        return not without_lead_in(rest, lexicon)
    core = without_lead_in(piece, lexicon)
    return bool(core) and any(re.match(rf"{re.escape(core)}\s*,|.*,\s*{re.escape(core)}$", words) for words in said)


def _introduces(piece: str, lexicon: Lexicon) -> bool:
    """Whether the piece is only what stood before an answer that was found, and blanked out: "my email is"."""
    if not piece.endswith("   "):
        return False
    plain = folded(piece.strip(_EDGES))
    return any(lexicon.patterns[name].fullmatch(plain) for name in ("name_is", "email_is", "phone_is"))


def _asks(asked: Sequence[Question], slug: str) -> bool:
    return any(question["slug"] == slug for question in asked)


def _pieces(utterance: Utterance, taken: Sequence[Span], asked: Sequence[Question], lexicon: Lexicon) -> list[str]:
    """Lines when there are several; else what stands between commas and full stops."""
    said = utterance.said_without(taken)
    labelled = _LABEL.match(said)
    one_label = labelled is not None and any(_is_label(labelled[1], question) for question in asked)
    pattern = _LINE if one_label or "\n" in utterance.said.strip() else _PIECE
    pieces = [match.group().strip() for match in pattern.finditer(said) if not _introduces(match.group(), lexicon)]
    # A label whose answer was found already is left alone: "Name:".
    return [piece for piece in pieces if any(char.isalnum() for char in piece) and not piece.endswith(":")]


def _give_numbered(utterance: Utterance, moment: Moment, lexicon: Lexicon, answers: Answers) -> bool:
    """ "1. pricing 2. ten people": numbered answers are in the order of the questions."""
    items = [(int(match[1]), match[2].strip(_EDGES)) for match in _NUMBERED.finditer(utterance.said)]
    asked = moment["asked"]
    if len(items) < 2 or [number for number, _ in items] != list(range(1, len(items) + 1)) or len(items) > len(asked):
        return False
    for question, (_, value) in zip(asked, items, strict=False):
        if question["slug"] in answers.own and answers.own[question["slug"]] in value:
            continue  # "3. I'm Ana Silva" was found already
        if (label := _LABEL.match(value)) is not None and _is_label(label[1], question):
            value = label[2]
        fit = _fit(question, value, moment, lexicon)
        answers.give(question, value if fit is None else fit)
        answers.texts += [value] if question["type"] in TEXTS else []
    return True


def _give_labelled(piece: str, moment: Moment, lexicon: Lexicon, answers: Answers) -> bool:
    """ "Company size: 20" """
    match = _LABEL.match(piece)
    if match is None:
        return False
    for question in moment["asked"]:
        if _is_label(match[1], question) and question in answers:
            return True
        if _is_label(match[1], question):
            fit = _fit(question, match[2], moment, lexicon)
            answers.give(question, match[2] if fit is None else fit)
            return True
    return False


def _is_label(label: str, question: Question) -> bool:
    """Whether the words name the question: all of its slug or label, or a word that begins like one of theirs."""
    said = _words(label)
    names = [_words(question["slug"]), _words(question.get("label", ""))]
    if not said or said in names:
        return bool(said)
    known = [word for name in names for word in name if len(word) > 2]
    telling = [word for word in said if len(word) > 2]
    return bool(telling) and len(said) <= 4 and all(any(_alike(word, other) for other in known) for word in telling)


def _alike(one: str, other: str) -> bool:
    return one[:5] == other[:5] or fuzz.ratio(one, other) >= _NEAR


def _words(label: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(label))


def _give_fitting(piece: str, moment: Moment, lexicon: Lexicon, answers: Answers, *, only_options: bool) -> bool:
    """To the first open question whose type the piece fits; a text question fits everything, so it comes last."""
    candidates = [question for question in _open(moment["asked"], answers) if question["type"] not in TEXTS]
    for question in candidates:
        if question["type"] == "boolean" and (stance := _stance(piece, lexicon)) is not None:
            answers.give(question, stance)
            return True
    named = next((question for question in candidates if question["slug"] == "name"), None)
    if named is not None and len(piece.split()) > 1 and piece.istitle() and as_name(piece, lexicon):
        answers.give(named, piece.strip(_EDGES))
        return True
    value = without_lead_in(piece, lexicon)
    if not value:
        return True
    if only_options:
        candidates = [question for question in candidates if question.get("options")]
    numbers = [question for question in candidates if question["type"] == "number"]
    for question in candidates:
        if question in numbers and len(lexicon.content(folded(value))) > 1:
            continue
        fit = _fit(question, value, moment, lexicon, name_open=_asks(candidates, "name"))
        if fit is not None:
            answers.give(question, fit)
            return True
    return False


def _fit(question: Question, value: str, moment: Moment, lexicon: Lexicon, *, name_open: bool = False) -> Any:
    """The value as an answer of this type, or None. An option has to be what the words come to, not a word of them."""
    kind, slug, options = question["type"], question["slug"], question.get("options", [])
    if slug == "name":
        # "Lisbon" answers where, not who; "Jordan" is left to who by the finder of places.
        place = _asks(moment["asked"], "time_zone") and zones.find(value, moment["language"])
        return value if as_name(value, lexicon) and not place else None
    if slug == "time_zone":
        # Many a name is a town's too, so while a name is asked for only what is plainly a place is one.
        find = zones.find if name_open else zones.lookup
        return value if find(value, moment["language"]) else None
    if slug == "event_type":
        return match_kind(value, moment, lexicon)
    if kind in _SEVERAL and options:
        several, unknown = pick_several(options, value)
        return list(several) if several and not _says_more(" ".join(unknown), several, lexicon) else None
    if slug == "length":
        minutes = [int(number) for number in find_numbers(value, moment["language"]) if number == int(number)]
        return minutes[0] if len(minutes) == 1 and not lexicon.content(folded(value)) else None
    if kind == "boolean":
        return _stance(value, lexicon)
    if options:
        picked = pick(options, value).options
        return picked[0] if len(picked) == 1 and not _says_more(value, picked, lexicon) else None
    if kind == "number":
        dialled = sum(char.isdigit() for char in value) >= 7
        return value if find_numbers(value, moment["language"]) and not dialled else None
    if kind == "phone":
        return value if sum(char.isdigit() for char in value) >= 6 else None
    if kind == "url":
        return value if re.fullmatch(r"\S+\.\w{2,}\S*", value) else None
    return None


def _stance(piece: str, lexicon: Lexicon) -> str | None:
    """A yes or a no and little else."""
    plain = hear(piece, lexicon).plain
    start = opening(plain, lexicon)
    return start.stance if start.stance and not lexicon.content(plain[start.end :]) else None


def _says_more(value: str, picked: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words are about more than the options they name: "head of support" is no answer of "Support"."""
    names = folded(" ".join(picked))
    more = [word for word in lexicon.content(folded(value)) if fuzz.partial_ratio(word, names) < _NEAR]
    return len(more) > (2 if any(char.isdigit() for char in names) else 0)


def _give_address(
    pieces: Sequence[str],
    asked: Sequence[Question],
    lexicon: Lexicon,
    answers: Answers,
    *,
    but: Sequence[str],
    are_lines: bool,
) -> list[str]:
    """A street with its number goes to the question for an address, with the town that follows it after a comma."""
    question = next((question for question in _open(asked, answers) if question["type"] == "address"), None)
    start = next((index for index, piece in enumerate(pieces) if piece not in but and _is_street(piece, lexicon)), None)
    if question is None or start is None:
        return list(pieces)
    end = start + 1
    while not are_lines and end < len(pieces) and (pieces[end][0].isupper() or pieces[end][0].isdigit()):
        end += 1
    answers.give(question, ", ".join(pieces[start:end]))
    return [*pieces[:start], *pieces[end:]]


def _is_street(piece: str, lexicon: Lexicon) -> bool:
    return re.search(r"\d", piece) is not None and len(lexicon.content(folded(piece))) >= 2 and not _LABEL.match(piece)


def _give_misfit(
    pieces: Sequence[str], mentions: Mentions, asked: Sequence[Question], lexicon: Lexicon, answers: Answers
) -> None:
    """The one thing said to the one thing asked, though it does not fit: code says what is wrong with it."""
    if answers.fields or answers.own or len(asked) != 1 or len(pieces) != 1 or not mentions.nothing:
        return
    value = _as_text(pieces[0], lexicon)
    if value and len(value.split()) <= 6 and asked[0]["slug"] not in OURS - {"time_zone"}:
        answers.give(asked[0], value)


def _give_texts(pieces: Sequence[str], asked: Sequence[Question], lexicon: Lexicon, answers: Answers) -> None:
    """What is left, to the open text questions in order; the last of them takes all the rest."""
    texts = [
        question for question in _open(asked, answers) if question["type"] in TEXTS and question["slug"] not in OURS
    ]
    values = [_as_text(piece, lexicon) for piece in pieces if without_lead_in(piece, lexicon)]
    for index, question in enumerate(texts):
        rest = values[index:] if index == len(texts) - 1 else values[index : index + 1]
        if rest:
            answers.texts.append(", ".join(rest))
            answers.give(question, answers.texts[-1])


def _as_text(piece: str, lexicon: Lexicon) -> str:
    """A text answer keeps the person's own sentence, but for an "it's about" before it."""
    text = piece.strip(_EDGES)
    while (lead := lexicon.patterns["text_lead"].match(folded(text))) is not None:
        text = text[lead.end() :].strip(_EDGES)
    return text


def without_lead_in(text: str, lexicon: Lexicon) -> str:
    """ "it's about pricing" is an answer of "pricing"; what is nothing but small words is none."""
    text = text.strip(_EDGES)
    while True:
        plain = folded(text)
        cues = ("purpose", "lead_in", "courtesy")
        match = next((found for cue in cues if (found := lexicon.patterns[cue].match(plain))), None)
        if match is None or match.end() == 0:
            return text
        text = text[match.end() :].strip(_EDGES)
