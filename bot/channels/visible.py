"""Text that is safe to put on a terminal.

Names, notes and answers are written by strangers, and a terminal obeys what it is sent: escape sequences are taken out,
and so are characters that would show a text in another order than it has.
"""

import re

_ESCAPE_SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # commands to the terminal, such as its title
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)?"  # strings for the terminal
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # colours and moves
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# The line feed stays; a tab becomes a space. Embeddings, overrides and isolates of direction go, while the marks that
# right-to-left scripts need for themselves stay.
_HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")


def visible(text: str) -> str:
    """The text without anything that a terminal would obey; line breaks stay."""
    text = _ESCAPE_SEQUENCES.sub("", text)
    text = _LINE_ENDS.sub("\n", text)
    return _HIDDEN.sub(lambda match: " " if match.group() == "\t" else "", text)


def visible_line(text: str) -> str:
    """The same on one line."""
    return " ".join(visible(text).split())


def harmless_json(encoded: str) -> str:
    """JSON whose strings keep their letters, and write as escapes what a terminal would obey."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", encoded)
