"""One spelling for all the ways a name is written: "São Paulo", "sao-paulo" and "SAO PAULO" are the same."""

import re
import unicodedata

# Letters that carry no accent to take off.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŧ": "t"}
)


def fold(name: str) -> str:
    """Lower case, without accents, its words parted by single spaces and nothing else."""
    if name.isascii():
        plain = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name.casefold())
        plain = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_PLAIN)
    return " ".join(re.findall(r"[^\W_]+", plain))
