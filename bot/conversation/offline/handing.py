"""Whether somebody asks for a person in our place. With a time, a host or a kind of meeting it is a booking."""

from dataclasses import replace

from bot.conversation.moment import Moment
from bot.conversation.offline import smalltalk
from bot.conversation.offline.lexicon import Lexicon
from bot.conversation.offline.mentions import find_mentions
from bot.conversation.offline.utterance import Utterance

_EDGES = " \t\n.!?"


def wants_person(utterance: Utterance, moment: Moment, lexicon: Lexicon) -> bool:
    plain = utterance.plain
    asks = lexicon.patterns["wants_person"].search(plain)
    if asks is None and not lexicon.is_all("only_a_person", plain.strip(_EDGES)):
        return False
    if smalltalk.is_about_us(utterance, lexicon):
        return False
    said = [asks.span()] if asks is not None else []
    rest = replace(utterance, said=utterance.said_without(said), plain=utterance.without(said))
    mentions = find_mentions(rest, moment, lexicon, asked=frozenset())
    return not mentions.times and mentions.host is None and mentions.kind is None
