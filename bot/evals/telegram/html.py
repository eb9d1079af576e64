"""Telegram's HTML, read strictly: what the page "Formatting options" of the Bot API asks for, and nothing beside it.

The real server lets some slips pass (an unescaped ampersand, an unknown entity, a link that leads nowhere). Each of
them means that something was put into a message without being escaped, so each of them is a 400 here.
"""

import re
from html.parser import HTMLParser
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

from bot.evals.telegram.errors import Json, bad
from bot.evals.telegram.text import DATE_TIME_FORMAT, is_web_address, length

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
}
_ATTRIBUTES = {
    "span": {"class"},
    "a": {"href"},
    "code": {"class"},
    "blockquote": {"expandable"},
    "tg-emoji": {"emoji-id"},
    "tg-time": {"unix", "format"},
}
_TAGS = {*_STYLES, *_ATTRIBUTES, "pre"}
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_BARE_AMPERSAND = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")


def parsed(markup: str) -> tuple[str, list[Json]]:
    """The plain text and its entities, not yet trimmed nor checked for nesting."""
    reader = _Reader(markup)
    reader.read()
    return reader.text, reader.entities


class _Reader(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=False)
        self._markup = markup
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", markup))]
        self._open: list[tuple[str, Json, int, int]] = []
        """Tag, entity, where it starts, and its place among the entities: outer ones stand first."""
        self._pieces: list[str] = []
        self._at = 0
        self.entities: list[Json] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def read(self) -> None:
        if self._markup.rfind("<") > self._markup.rfind(">"):
            self._refuse("Unclosed start tag", self._markup.rfind("<"))
        if "</>" in self._markup:
            self._refuse("Unexpected end tag", self._markup.index("</>"))
        bare = _BARE_AMPERSAND.search(self._markup)
        if bare:
            self._refuse('Unescaped "&"', bare.start())
        self.feed(self._markup)
        self.close()
        if self._open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{self._open[-1][0]}\"")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self._refuse(f'Unsupported start tag "{tag}"')
        unknown = {name for name, _ in attrs} - _ATTRIBUTES.get(tag, set())
        if unknown:
            self._refuse(f'Unsupported attribute "{min(unknown)}" in the tag "{tag}"')
        self._open.append((tag, self._entity(tag, dict(attrs)), self._at, len(self.entities)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._refuse(f'Empty attribute name in the tag "{tag}"')

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            self._refuse("Unexpected end tag")
        opened, entity, start, place = self._open.pop()
        if opened != tag:
            self._refuse(f'Unmatched end tag, expected "</{opened}>", found "</{tag}>"')
        if self._at == start:
            return
        if entity["type"] == "pre":
            entity |= self._language_of_block(start, place)
        self.entities.insert(place, entity | {"offset": start, "length": self._at - start})
        if not self._open:
            for lone in self.entities:
                if lone["type"] == "code":
                    lone.pop("language", None)

    def _language_of_block(self, start: int, place: int) -> Json:
        """Takes the code that fills a block from edge to edge out of it: it stands there to tell the language."""
        inner = self.entities[place] if place < len(self.entities) else {}
        if inner.get("type") != "code" or (inner["offset"], inner["offset"] + inner["length"]) != (start, self._at):
            return {}
        del self.entities[place]
        return {"language": inner["language"]} if "language" in inner else {}

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self._refuse('Unescaped "<"')
        self._pieces.append(data)
        self._at += length(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_character(_CHARACTERS[name])

    def handle_charref(self, name: str) -> None:
        code = int(name[1:], 16) if name[0] in "xX" else int(name)
        if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            self._refuse(f'"&#{name};" is no character')
        self.handle_character(chr(code))

    def handle_character(self, character: str) -> None:
        self._pieces.append(character)
        self._at += length(character)

    def handle_comment(self, data: str) -> None:
        self._refuse('Unsupported start tag "!--"')

    def handle_decl(self, decl: str) -> None:
        self._refuse(f'Unsupported start tag "!{decl.split(" ")[0]}"')

    def handle_pi(self, data: str) -> None:
        self._refuse('Unsupported start tag "?"')

    def unknown_decl(self, data: str) -> None:
        self._refuse('Unsupported start tag "!["')

    def _entity(self, tag: str, attributes: dict[str, str | None]) -> Json:
        if tag in _STYLES:
            return {"type": _STYLES[tag]}
        match tag:
            case "span":
                if attributes.get("class") != "tg-spoiler":
                    self._refuse('Tag "span" must have class "tg-spoiler"')
                return {"type": "spoiler"}
            case "a":
                return self._link(attributes.get("href") or "")
            case "code":
                named = attributes.get("class") or ""
                language = named.removeprefix("language-")
                return {"type": "code"} | ({"language": language} if language != named else {})
            case "blockquote":
                return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
            case "tg-emoji":
                if not (attributes.get("emoji-id") or "").isdecimal():
                    self._refuse("Invalid custom emoji identifier specified")
                return {"type": "custom_emoji", "custom_emoji_id": attributes["emoji-id"]}
            case "tg-time":
                return self._time(attributes)
        return {"type": tag}

    def _link(self, url: str) -> Json:
        if not is_web_address(url):
            self._refuse(f"{url!r} can't be linked to")
        found = urlsplit(url)
        if found.scheme == "tg" and found.netloc == "user":
            [identifier] = parse_qs(found.query).get("id", [""])
            if not identifier.isdecimal():
                self._refuse("Wrong user identifier specified")
            return {"type": "text_mention", "user": {"id": int(identifier), "is_bot": False, "first_name": ""}}
        return {"type": "text_link", "url": url}

    def _time(self, attributes: dict[str, str | None]) -> Json:
        unix, shape = attributes.get("unix") or "", attributes.get("format") or ""
        if not re.fullmatch(r"\d{1,12}", unix, re.ASCII):
            self._refuse('Tag "tg-time" must have a whole number "unix"')
        if not DATE_TIME_FORMAT.fullmatch(shape):
            self._refuse(f'Invalid date-time format "{shape}" specified')
        return {"type": "date_time", "unix_time": int(unix), "date_time_format": shape}

    def _refuse(self, reason: str, index: int | None = None) -> NoReturn:
        if index is None:
            line, column = self.getpos()
            index = self._line_starts[line - 1] + column
        at = len(self._markup[:index].encode())
        raise bad(f"can't parse entities: {reason} at byte offset {at}")
