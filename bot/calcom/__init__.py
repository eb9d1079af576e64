"""The Cal.com API v2, and nothing else: ``CalcomClient`` is a ``Calendar``, and has every other operation as well.

One file a family of operations (``bookings``, ``event_types``, ...), its bodies and answers in ``types/``.
An operation is a few lines there; all of them are in docs/calcom-api.md. Beneath them:

operation, resource   what is known of an operation; how a typed signature becomes a call
arguments             what goes out, checked before it goes
wire, paging          requests and answers as plain values; lists in pages
client                one credential, the budget of its requests, repeats and deadlines
auth, oauth           API keys, access tokens that renew themselves, platforms; the consent of a person
access                what a credential may do, before it is tried
pace, breaker         how often to ask, and when not to
webhooks              what Cal.com tells on its own
"""

from bot.calcom.client import CalcomClient

__all__ = ["CalcomClient"]
