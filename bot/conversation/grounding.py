"""Holds what a model claims the person said against what they did say.

A name, an e-mail, a phone, an answer that the person never gave is not taken, but asked for (small models invent
them). What the platform told, or what was given before, needs no ground: it is not the model's to say.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot.scheduling import fields
from bot.scheduling.models import BookingField


def words(text: str) -> list[str]:
    """Words without accents and case, so that "joao" grounds "João"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))


def said(value: str, texts: Sequence[str], *, share: float = 1.0) -> bool:
    """Whether this share of the value's words stands in the texts."""
    wanted = words(value)
    if not wanted:
        return False
    heard = {word for text in texts for word in words(text)}
    return sum(word in heard for word in wanted) >= share * len(wanted)


def said_email(email: str, texts: Sequence[str]) -> bool:
    """Whether one of the texts holds this address, written or spelled out ("ana at example dot com")."""
    wanted = email.casefold()
    return any(found.casefold() == wanted for text in texts for found, _ in fields.find_emails(text)) or any(
        wanted in text.casefold() or _said_in_a_row(words(email), words(text)) for text in texts
    )


def _said_in_a_row(wanted: list[str], heard: list[str]) -> bool:
    """Whether the words stand there in this order, each right after the one before but for an "at" or a "dot"."""
    for start in (at for at, word in enumerate(heard) if wanted and word == wanted[0]):
        place = start
        for word in wanted[1:]:
            ahead = heard[place + 1 : place + 3]
            if word not in ahead:
                break
            place += 1 + ahead.index(word)
        else:
            return True
    return False


def said_phone(phone: str, texts: Sequence[str]) -> bool:
    """Whether the number's digits, but for a country code that we added, stand together in a text."""
    wanted = re.sub(r"\D", "", phone)
    return len(wanted) >= 5 and any(wanted[-7:] in re.sub(r"\D", "", text) for text in texts)


def _parts(text: str) -> list[str]:
    """The message, its lines and clauses, and what follows a label in them ("Terms: yes")."""
    clauses = [text, *text.splitlines(), *re.split(r"[,;.\n/]|\b(?:and|y|e|et|und)\b", text)]
    labelled = [clause.partition(":")[2] for clause in clauses if ":" in clause]
    return [part.strip() for part in [*clauses, *labelled] if part.strip()]


def said_answer(field: BookingField, answer: object, text: str, texts: Sequence[str]) -> bool:
    """Whether an answer to a question is the person's: its words were said, or the message itself gives that answer.

    ``text`` is the message without its times: "3pm" is no company of one to ten people."""
    values = answer if isinstance(answer, list) else [answer]
    plain = [str(value) for value in values]
    if field.type == "boolean" or field.options or field.type == "number":
        checked = fields.check(field, answer)
        if isinstance(checked, fields.Wrong):
            # A wrong answer that they gave is told them; one they did not give is not theirs.
            own = fields.check(field, text)
            if checked.reason == "must_be_yes" and isinstance(own, fields.Wrong) and own.reason == checked.reason:
                return True
            return all(said(value, texts) for value in plain)
        for part in _parts(text):
            own = fields.check(field, part)
            if isinstance(own, fields.Valid) and own.value == checked.value:
                return True
        if field.type == "boolean":
            return False
        return all(said(value, texts) for value in plain)
    if field.type in ("email", "multiemail"):
        return all(said_email(value, texts) for value in plain)
    if field.type == "phone":
        return all(said_phone(value, texts) or said(value, texts) for value in plain)
    return all(said(value, texts, share=0.8) for value in plain)
