"""E-mail addresses and phone numbers as people write them in a message, and web addresses too.

Each is found in a sentence, put into the one form that Cal.com takes, or refused with a reason. An address is checked
for its form only; whether it reaches somebody is not looked up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

Span = tuple[int, int]


@dataclass(frozen=True)
class Wrong:
    """Why an answer does not do: a short code such as ``not_an_email``, and what a sentence about it may name."""

    reason: str
    details: Mapping[str, object] = field(default_factory=dict)


# Said aloud in the languages we ship: "ana at example dot com", "ana arroba ejemplo punto com".
_AT = r"(?:\s*[\[({]\s*(?:at|arroba|arobase|ät)\s*[\])}]\s*|\s+(?:at|arroba|arobase|ät)\s+)"
_DOT = r"(?:\s*[\[({]\s*(?:dot|punto|punkt|point|ponto)\s*[\])}]\s*|\s+(?:dot|punto|punkt|point|ponto)\s+|\.)"
_JOIN = r"(?:\s+(?:underscore|dash|hyphen)\s+)"
_WORD = r"[\w+'-]+"
_SPOKEN = re.compile(
    rf"(?<![\w@.])({_WORD}(?:(?:{_DOT}|{_JOIN}){_WORD})*){_AT}({_WORD}(?:{_DOT}{_WORD})+)(?![\w@])", re.IGNORECASE
)
_WRITTEN = re.compile(r"[^\s<>,;:()\[\]{}\"“”„«»|]+@[^\s<>,;:()\[\]{}\"“”„«»|@]+")
_EDGES = ".,;:!?'’‘`*_~/\\"

# "reach me at example dot com" names a site, not a mailbox called "me".
_NO_MAILBOX_WORDS = "me us him her them it is mail email e-mail look meet meeting see live found work be i'm"
_NO_MAILBOX = frozenset(_NO_MAILBOX_WORDS.split())

_JOINERS = {"underscore": "_", "dash": "-", "hyphen": "-"}

_URL = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>\"]+|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?(?:/[^\s<>\"]*)?)(?![\w@])",
    re.IGNORECASE,
)
_PHONE_LIKE = re.compile(r"\+?\(?\d[\d\s().\-/]{4,}\d")


def email(text: str) -> str | Wrong:
    """The one address in a text, its domain in lower case. Reasons: empty, not_an_email, several_emails."""
    text = text.strip()
    if not text:
        return Wrong("empty")
    found = list(dict.fromkeys(address for address, _ in find_emails(text)))
    if len(found) == 1:
        return found[0]
    if found:
        return Wrong("several_emails", {"found": tuple(found)})
    return Wrong("not_an_email", {"answer": text})


def find_emails(text: str) -> list[tuple[str, Span]]:
    """Every valid address with the span of its words in the text, in order."""
    found = [*_written_emails(text), *_spoken_emails(text)]
    return sorted(found, key=lambda item: item[1])


def find_broken_emails(text: str) -> list[str]:
    """What was meant as an address and is none ("ana@", "ana@example"), so that it can be named when asking again."""
    valid = [span for _, span in find_emails(text)]
    return [
        match.group().rstrip(_EDGES)
        for match in re.finditer(r"\S*@\S*", text)
        if not any(start < match.end() and match.start() < end for start, end in valid)
    ]


def phone(text: str, region: str | None = None) -> str | Wrong:
    """The one number in a text as E.164 ("+351912345678"). ``region`` is the country (ISO 3166, "PT") that a number
    without a country code belongs to. Reasons: empty, not_a_phone, phone_without_country, several_phones."""
    text = text.strip()
    if not text:
        return Wrong("empty")
    found = list(dict.fromkeys(number for number, _ in find_phones(text, region)))
    if len(found) == 1:
        return found[0]
    if found:
        return Wrong("several_phones", {"found": tuple(found)})
    digits = _PHONE_LIKE.search(text)
    if digits and region is None and not digits.group().startswith(("+", "00")):
        return Wrong("phone_without_country", {"answer": digits.group()})
    return Wrong("not_a_phone", {"answer": text})


def find_phones(text: str, region: str | None = None) -> list[tuple[str, Span]]:
    """Every valid number as E.164, with the span of its digits, in order."""
    # "00" dials abroad from most countries; written as "+" it needs no region to be understood, and keeps its length.
    dialled = re.sub(r"(?<![\d+])00(?=[1-9])", " +", text)
    return [
        (phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164), (match.start, match.end))
        for match in phonenumbers.PhoneNumberMatcher(dialled, region)
    ]


def url(text: str) -> str | Wrong:
    """The one web address in a text; one without a scheme is completed to https. Reasons: empty, not_a_url,
    several_urls."""
    text = text.strip()
    if not text:
        return Wrong("empty")
    found = list(dict.fromkeys(address for match in _URL.finditer(text) if (address := _web_address(match.group()))))
    if len(found) == 1:
        return found[0]
    if found:
        return Wrong("several_urls", {"found": tuple(found)})
    return Wrong("not_a_url", {"answer": text})


def _written_emails(text: str) -> Iterator[tuple[str, Span]]:
    for match in _WRITTEN.finditer(text):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip(_EDGES))
        address = _valid(raw.strip(_EDGES))
        if address:
            yield address, (start, start + len(raw.strip(_EDGES)))


def _spoken_emails(text: str) -> Iterator[tuple[str, Span]]:
    for match in _SPOKEN.finditer(text):
        mailbox = re.sub(_DOT, ".", match[1], flags=re.IGNORECASE)
        mailbox = re.sub(_JOIN, lambda join: _JOINERS[join.group().strip().lower()], mailbox, flags=re.IGNORECASE)
        domain = re.sub(_DOT, ".", match[2], flags=re.IGNORECASE)
        address = None if mailbox.lower() in _NO_MAILBOX else _valid(f"{mailbox}@{domain}")
        if address:
            yield address, match.span()


def _valid(address: str) -> str | None:
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def _web_address(text: str) -> str | None:
    text = text.rstrip(".,;:!?'’)")
    if not re.match(r"https?://", text, re.IGNORECASE):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return text if host and "." in host.strip(".") else None
