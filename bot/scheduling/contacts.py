"""E-mail addresses and phone numbers as people write them in a message, and web addresses too.

Each is found in a sentence, put into the one form that Cal.com takes, or refused with a reason. An address is checked
for its form only; whether it reaches somebody is not looked up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import phonenumbers
import phonenumbers.timezone
from email_validator import EmailNotValidError, validate_email

Span = tuple[int, int]

MOST_ZONES = 4
"""A number of a country with more zones than this says nothing of where its owner is."""


@dataclass(frozen=True)
class Wrong:
    """Why an answer does not do: a short code such as ``not_an_email``, and what a sentence about it may name."""

    reason: str
    details: Mapping[str, object] = field(default_factory=dict)


# Said aloud in the languages we ship: "ana at example dot com", "ana arroba ejemplo punto com".
_GAP, _SPACE, _OPEN, _CLOSE = r"\s{0,3}", r"\s{1,3}", r"[\[({]", r"[\])}]"


def _said(words: str) -> str:
    """One of the words, standing alone or in brackets of any kind."""
    return rf"{_GAP}{_OPEN}{_GAP}(?:{words}){_GAP}{_CLOSE}{_GAP}|{_SPACE}(?:{words}){_SPACE}"


_AT = rf"(?:{_said('at|arroba|arobase|ät')})"
_DOT = rf"(?:{_said('dot|punto|punkt|point|ponto')}|\.)"
_JOIN = r"(?:\s{1,3}(?:underscore|dash|hyphen)\s{1,3})"
_WORD = r"[\w+'-]{1,64}"
_SPOKEN_AT = re.compile(_AT, re.IGNORECASE)
_SPOKEN_MAILBOX = re.compile(rf"(?<![\w@.])({_WORD}(?:(?:{_DOT}|{_JOIN}){_WORD}){{0,6}})$", re.IGNORECASE)
_SPOKEN_DOMAIN = re.compile(rf"({_WORD}(?:{_DOT}{_WORD}){{1,6}})(?![\w@])", re.IGNORECASE)
_NOT_IN_ADDRESS = r"\s<>,;:()\[\]{}\"“”„«»|@"
_MAILBOX = re.compile(rf"[^{_NOT_IN_ADDRESS}]{{1,64}}$")
_DOMAIN = re.compile(rf"[^{_NOT_IN_ADDRESS}]{{1,253}}")
# How far from its "at" an address can reach; looking no further keeps long messages cheap.
_REACH = 320
_EDGES = ".,;:!?'’‘`*_~/\\"

# "reach me at example dot com" names a site, not a mailbox called "me".
_NO_MAILBOX_WORDS = "me us him her them it is mail email e-mail look meet meeting see live found work be i'm"
_NO_MAILBOX = frozenset(_NO_MAILBOX_WORDS.split())

_JOINERS = {"underscore": "_", "dash": "-", "hyphen": "-"}

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_URL = re.compile(
    rf"(?<![\w@.-])(?:https?://[^\s<>\"]+|(?:{_LABEL}\.){{1,8}}[a-z]{{2,24}}(?::\d{{1,5}})?(?:/[^\s<>\"]*)?)(?![\w@])",
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
        word.group().rstrip(_EDGES)
        for word in re.finditer(r"\S+", text)
        if "@" in word.group() and not any(start < word.end() and word.start() < end for start, end in valid)
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


def zones_of_phone(number: str) -> list[str]:
    """The IANA zones that an E.164 number is at home in, where they are few enough to choose from. A number is carried
    abroad, so they are only ever suggested."""
    parsed = phonenumbers.parse(number)
    names = phonenumbers.timezone.time_zones_for_number(parsed)
    known = sorted(name for name in names if name != phonenumbers.timezone.UNKNOWN_TIMEZONE)
    return known if len(known) <= MOST_ZONES else []


def find_phones(text: str, region: str | None = None) -> list[tuple[str, Span]]:
    """Every valid number as E.164, with the span of its digits, in order."""
    # "00" at the head of a number dials abroad from most countries; written as "+" it needs no region to be understood,
    # and keeps its length.
    dialled = re.sub(r"(?<![\d+])(?<!\d\D)00(?=[1-9])", " +", text)
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
    for at in re.finditer("@", text):
        mailbox = _MAILBOX.search(text[max(0, at.start() - _REACH) : at.start()])
        domain = _DOMAIN.match(text, at.end())
        if mailbox and domain:
            # Punctuation of the sentence around it: "(ana@example.com)."
            before, after = mailbox.group().lstrip(_EDGES), domain.group().rstrip(_EDGES)
            address = _valid(f"{before}@{after}")
            if address:
                yield address, (at.start() - len(before), at.end() + len(after))


def _spoken_emails(text: str) -> Iterator[tuple[str, Span]]:
    for at in _SPOKEN_AT.finditer(text):
        start = max(0, at.start() - _REACH)
        mailbox = _SPOKEN_MAILBOX.search(text[start : at.start()])
        domain = _SPOKEN_DOMAIN.match(text[at.end() : at.end() + _REACH])
        if mailbox and domain and mailbox[1].lower() not in _NO_MAILBOX:
            name = re.sub(_DOT, ".", mailbox[1], flags=re.IGNORECASE)
            name = re.sub(_JOIN, lambda join: _JOINERS[join.group().strip().lower()], name, flags=re.IGNORECASE)
            address = _valid(f"{name.lstrip(_EDGES)}@{re.sub(_DOT, '.', domain[1], flags=re.IGNORECASE)}")
            if address:
                yield address, (start + mailbox.start(1), at.end() + domain.end(1))


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
