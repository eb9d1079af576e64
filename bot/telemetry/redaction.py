"""Takes out of a text what can be told by its looks: keys, tokens, addresses and numbers of people.

The second line of defence. The first is that no line holds what somebody wrote, since a name or a wish looks like any
other word.
"""

import re
from collections.abc import Mapping

_PATTERNS = (
    (re.compile(r"(\w://)[^/\s:@]*:[^\s@]+@"), r"\1<login>@"),  # a database's address with its password
    (re.compile(r"(?<!\d)\d{6,}:[A-Za-z0-9_-]{30,}"), "<token>"),  # a Telegram bot's token
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]+"), r"\1 <key>"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "<token>"),  # a JSON web token
    (re.compile(r"\b(cal|sk|pk|rk|lsv2|whsec)[_-][A-Za-z0-9_-]{4,}"), "<key>"),
    (
        re.compile(
            r"(?i)\b((?:access_|refresh_|id_)?token|(?:client_|webhook_)?secret|password|passwd|code_verifier|api_?key)"
            r"(['\"]?\s*[=:]\s*['\"]?)(?!<)[^\s&'\",;}]+"
        ),
        r"\1\2<secret>",
    ),
    (re.compile(r"(?i)([?&](?:code|state|key|sig|signature)=)[^\s&'\"]+"), r"\1<secret>"),  # of a sign-in
    (re.compile(r"[^\s@<>\"'(),;:=]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"), "<account>"),  # an IBAN
    (re.compile(r"(?<![\w.:+-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?!\w)|(?<![\w.:+-])\d{15,19}(?![\w.])"), "<card>"),
    (re.compile(r"(?<![\w+.:-])(?:\+|%2B|00)(?:\(?\d)(?:[ ().-]{0,2}\d){6,14}(?!\w)"), "<phone>"),
    (re.compile(r"(?<![\w+.:-])\(?0?\d{2,3}\)?[ .-]\d{3}[ .-]\d{3,4}(?![\w:-])"), "<phone>"),
    (re.compile(r"(?<![\w+.:-])0\d{2,4}[ /-]\d{5,9}(?!\w)"), "<phone>"),
    # What is long and random: a webhook's secret, a key of our own, a code that came back from a sign-in.
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{32,}=*"), "<secret>"),
)

# Words that none of the patterns can find anything in, as most of a record's are.
_PLAIN = re.compile(r"[a-z.]*")


def redact(text: str) -> str:
    """The text without keys, tokens, e-mail addresses, phone, card and account numbers."""
    if _PLAIN.fullmatch(text):
        return text
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def redacted(value: object) -> object:
    """The same through lists and mappings. What is neither a text nor a number becomes a text."""
    match value:
        case None | bool() | int() | float():
            return value
        case Mapping():
            return {str(name): redacted(one) for name, one in value.items()}
        case list() | tuple():
            return [redacted(one) for one in value]
        case _:
            return redact(str(value))
