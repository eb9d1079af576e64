"""Text and its entities as Telegram counts them: in UTF-16 code units, nested and never half overlapping.

What the real API quietly mends (an entity over the edge, two that cross) is refused here: a bot that relies on the
mending shows something else than it meant.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from bot.evals.telegram.errors import ApiError, Json, Note, bad

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100

DATE_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")

_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_QUOTES = {"blockquote", "expandable_blockquote"}
_FIXED = {"code", "pre"}
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_ALONE = {"text_link", "text_mention", "custom_emoji", "date_time"} | _FOUND
_FIELDS = {
    "text_link": {"url"},
    "text_mention": {"user"},
    "pre": {"language"},
    "custom_emoji": {"custom_emoji_id"},
    "date_time": {"unix_time", "date_time_format"},
}
_TLDS = "com|org|net|io|dev|app|me|edu|gov|info|co|uk|de|fr|es|it|pt|nl|ru|video|example|test"
_PATTERNS = (
    ("url", re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,:;!?)\]']")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    ("url", re.compile(rf"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:{_TLDS})\b(?:/[^\s<>\"]*[^\s<>\".,:;!?)\]'])?", re.I)),
    ("bot_command", re.compile(r"(?<![\w/@.])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z]\w{2,31})?(?![\w/@])", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{2,31}\b", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#&/])#(?=\w*[^\W\d])\w{1,256}")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){7,14}(?!\w)")),
)


def length(text: str) -> int:
    """In UTF-16 code units; half of a surrogate pair is refused, as it cannot be UTF-8."""
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None


def part(text: str, offset: int, size: int) -> str:
    """The piece that an entity covers."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + size)].decode("utf-16-le", "replace")


def is_web_address(url: str, schemes: Sequence[str] = ("http", "https", "tg")) -> bool:
    """Whether Telegram lets people open it: its own scheme, or a host with a dot (``localhost`` is refused)."""
    try:
        found = urlsplit(url)
        host = found.hostname or ""
    except ValueError:
        return False
    if found.scheme not in schemes or re.search(r"[\s<>\"]", url):
        return False
    return found.scheme == "tg" or ("." in host and not host.startswith(".") and not host.endswith("."))


def checked(text: str, entities: Iterable[Json]) -> list[Json]:
    """The entities in Telegram's order. Any that is malformed, out of bounds, or badly nested is a 400."""
    edges = _edges(text)
    end_of_text = max(edges)
    ordered = sorted(entities, key=lambda entity: (_number(entity, "offset"), -_number(entity, "length")))
    open_ones: list[Json] = []
    for entity in ordered:
        kind, start, size = entity.get("type"), entity["offset"], entity["length"]
        _check_fields(entity)
        if start < 0 or size <= 0 or start + size > end_of_text:
            raise _wrong(f"the {kind} at offset {start} with length {size} is not inside the text")
        if start not in edges or start + size not in edges:
            raise _wrong(f"the {kind} at offset {start} begins or ends in the middle of a UTF-16 symbol")
        while open_ones and open_ones[-1]["offset"] + open_ones[-1]["length"] <= start:
            open_ones.pop()
        for outer in open_ones:
            if start + size > outer["offset"] + outer["length"]:
                raise _wrong(f"the {kind} at offset {start} and the {outer['type']} around it overlap")
            is_same_span = (outer["offset"], outer["length"]) == (start, size)
            if not _may_nest(outer["type"], str(kind)) and not (is_same_span and _may_nest(str(kind), outer["type"])):
                raise _wrong(f"a {kind} can't stand inside a {outer['type']}")
        open_ones.append(entity)
    return ordered


def trimmed(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Without the white space around it, which Telegram takes away; entities move along and may vanish."""
    kept = text.lstrip()
    cut = length(text) - length(kept)
    kept = kept.rstrip()
    end = length(kept)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        stop = min(end, entity["offset"] + entity["length"] - cut)
        if stop > start:
            moved.append(entity | {"offset": start, "length": stop - start})
    return kept, moved


def with_found(text: str, entities: Sequence[Json]) -> list[Json]:
    """With the commands, mentions, addresses and numbers that Telegram finds by itself in what is left."""
    taken = [(one["offset"], one["offset"] + one["length"]) for one in entities if one["type"] in _ALONE | _FIXED]
    found: list[Json] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = length(text[: match.start()])
            stop = start + length(match.group())
            if all(stop <= first or last <= start for first, last in taken):
                taken.append((start, stop))
                found.append({"type": kind, "offset": start, "length": stop - start})
    return sorted([*entities, *found], key=lambda entity: (entity["offset"], -entity["length"]))


def finished(text: str, entities: Sequence[Json], *, most: int, too_long: str, note: Note) -> tuple[str, list[Json]]:
    """What is shown in the end; 400 with ``too_long`` past ``most`` code units. May be empty."""
    if len(entities) > MAX_ENTITIES:
        note(f"{len(entities)} entities, and Telegram takes {MAX_ENTITIES}")
    shown, moved = trimmed(text, [entity for entity in entities if entity["type"] not in _FOUND])
    if length(shown) > most:
        raise bad(too_long)
    return shown, with_found(shown, moved)


def _may_nest(outer: str, inner: str) -> bool:
    if outer in _FIXED or inner in _FIXED:
        return outer in _QUOTES  # a quote may hold code, and nothing else may
    if outer in _QUOTES and inner in _QUOTES:
        return False
    return not (outer in _ALONE and inner in _ALONE) and not (outer in _ALONE and inner in _QUOTES)


def _check_fields(entity: Json) -> None:
    kind = entity.get("type")
    if kind not in _STYLES | _QUOTES | _FIXED | _ALONE:
        raise _wrong(f"there is no entity type {kind!r}")
    unknown = set(entity) - {"type", "offset", "length"} - _FIELDS.get(str(kind), set())
    if unknown:
        raise _wrong(f"a {kind} has no {', '.join(sorted(unknown))}")
    if kind == "text_link" and not is_web_address(str(entity.get("url", ""))):
        raise _wrong(f"{entity.get('url')!r} can't be linked to")
    if kind == "text_mention" and not isinstance((entity.get("user") or {}).get("id"), int):
        raise _wrong("a text_mention needs a user")
    if kind == "date_time":
        if not isinstance(entity.get("unix_time"), int) or isinstance(entity["unix_time"], bool):
            raise _wrong("a date_time needs unix_time, a whole number")
        if not DATE_TIME_FORMAT.fullmatch(str(entity.get("date_time_format", ""))):
            raise _wrong(f"{entity['date_time_format']!r} is no date-time format")


def _number(entity: Json, field: str) -> int:
    value = entity.get(field) if isinstance(entity, dict) else None
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(f"an entity needs {field}, a whole number")
    return value


def _edges(text: str) -> set[int]:
    at, edges = 0, {0}
    for character in text:
        at += 2 if ord(character) > 0xFFFF else 1
        edges.add(at)
    return edges


def _wrong(reason: str) -> ApiError:
    return bad(f"can't parse entities: {reason}")
