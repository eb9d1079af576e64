"""Slots, schedules, one's profile, credits, webhooks and access (facts 3, 6, 7, 8, 9, 10, 12)."""

from datetime import UTC, date, datetime

from pydantic import SecretStr

from bot.calcom.types.oauth import CodeGrant, RefreshGrant
from bot.calcom.types.schedules import Override, WorkingHours
from bot.scheduling.calendar import ByGroup, ById, ByTeam
from tests.calcom.verbs.case import Case

NINE = datetime(2030, 1, 7, 9, tzinfo=UTC)
NOON = datetime(2030, 1, 7, 12, tzinfo=UTC)
HELD = {"reservationUid": "r-1", "eventTypeId": 11, "slotStart": "2030-01-07T09:00:00.000Z", "slotDuration": 30}
SCHEDULE = {
    "id": 5,
    "ownerId": 7,
    "name": "Office",
    "timeZone": "Europe/Lisbon",
    "isDefault": True,
    "availability": [{"days": ["Monday", "Friday"], "startTime": "09:00", "endTime": "17:00"}],
    "overrides": [{"date": "2030-01-07", "startTime": "10:00", "endTime": "12:00"}],
}
ME = {"id": 7, "username": "bea", "email": "bea@example.com", "name": None, "timeZone": "Europe/London"}
HOOK = {
    "id": 4,
    "userId": 7,
    "subscriberUrl": "https://bot.example.com/hook",
    "triggers": ["BOOKING_CREATED", "OF_NEXT_YEAR"],
    "active": True,
    "payloadTemplate": None,
    "secret": "hush",
}
TOKENS = {"access_token": "a", "token_type": "bearer", "refresh_token": "r", "expires_in": 1800, "scope": "A B"}

CASES = [
    Case(
        "slots.list",
        lambda c: c.slots.list(ById(11), start=NINE, end=NOON, time_zone="Europe/Madrid", duration=30, with_end=True),
        "GET /v2/slots?duration=30&end=2030-01-07T12:00:00Z&eventTypeId=11&format=range&start=2030-01-07T09:00:00Z"
        "&timeZone=Europe/Madrid",
        None,
        {"2030-01-07": [{"start": "2030-01-07T10:00:00.000+01:00", "end": "2030-01-07T10:30:00.000+01:00"}]},
        lambda slots: [(slot.start, slot.end) for slot in slots],
        [(NINE, datetime(2030, 1, 7, 9, 30, tzinfo=UTC))],
    ),
    Case(
        "slots.list",
        lambda c: c.slots.list(ByTeam("support", "demo", "acme"), start=NINE, end=NOON, time_zone="UTC"),
        "GET /v2/slots?end=2030-01-07T12:00:00Z&eventTypeSlug=demo&organizationSlug=acme&start=2030-01-07T09:00:00Z"
        "&teamSlug=support&timeZone=UTC",
        None,
        {},
        list,
        [],
    ),
    Case(
        "slots.list",
        lambda c: c.slots.list(ByGroup(("bea", "al"), "acme"), start=NINE, end=NOON, time_zone="UTC"),
        "GET /v2/slots?end=2030-01-07T12:00:00Z&organizationSlug=acme&start=2030-01-07T09:00:00Z&timeZone=UTC"
        "&usernames=bea,al",
        None,
        {},
        list,
        [],
    ),
    Case(
        "slots.reservations.create",
        lambda c: c.slots.reservations.create(11, NINE, slot_duration=30, reservation_duration=10),
        "POST /v2/slots/reservations",
        {"eventTypeId": 11, "slotStart": "2030-01-07T09:00:00Z", "slotDuration": 30, "reservationDuration": 10},
        HELD,
        lambda held: held.reservation_uid,
        "r-1",
        status=201,
    ),
    Case(
        "slots.reservations.get",
        lambda c: c.slots.reservations.get("r-1"),
        "GET /v2/slots/reservations/r-1",
        None,
        None,
    ),
    Case(
        "slots.reservations.update",
        lambda c: c.slots.reservations.update("r-1", 11, NINE),
        "PATCH /v2/slots/reservations/r-1",
        {"eventTypeId": 11, "slotStart": "2030-01-07T09:00:00Z"},
        HELD,
        lambda held: held.slot_start,
        NINE,
    ),
    Case(
        "slots.reservations.delete", lambda c: c.slots.reservations.delete("r-1"), "DELETE /v2/slots/reservations/r-1"
    ),
    Case(
        "schedules.list",
        lambda c: c.schedules.list(),
        "GET /v2/schedules",
        None,
        [SCHEDULE],
        lambda schedules: schedules[0].availability[0].days,
        ("Monday", "Friday"),
    ),
    Case(
        "schedules.create",
        lambda c: c.schedules.create(
            name="Office",
            time_zone="Europe/Lisbon",
            is_default=True,
            availability=[WorkingHours(days=("Monday",), start_time="09:00", end_time="17:00")],
            overrides=[Override(date=date(2030, 1, 7), start_time="10:00", end_time="12:00")],
        ),
        "POST /v2/schedules",
        {
            "name": "Office",
            "timeZone": "Europe/Lisbon",
            "isDefault": True,
            "availability": [{"days": ["Monday"], "startTime": "09:00", "endTime": "17:00"}],
            "overrides": [{"date": "2030-01-07", "startTime": "10:00", "endTime": "12:00"}],
        },
        SCHEDULE,
        lambda schedule: schedule.id,
        5,
        status=201,
    ),
    Case("schedules.default", lambda c: c.schedules.default(), "GET /v2/schedules/default", None, None),
    Case(
        "schedules.get",
        lambda c: c.schedules.get(5),
        "GET /v2/schedules/5",
        None,
        SCHEDULE,
        lambda schedule: schedule.overrides[0].date,
        date(2030, 1, 7),
    ),
    Case(
        "schedules.update",
        lambda c: c.schedules.update(5, name="Home", overrides=[]),
        "PATCH /v2/schedules/5",
        {"name": "Home", "overrides": []},
        SCHEDULE,
        lambda schedule: schedule.name,
        "Office",
    ),
    Case("schedules.delete", lambda c: c.schedules.delete(5), "DELETE /v2/schedules/5"),
    Case("me.get", lambda c: c.me.get(), "GET /v2/me", None, ME, lambda me: (me.id, me.name), (7, None)),
    Case(
        "me.update",
        lambda c: c.me.update(time_format=24, week_start="Monday", locale="pt-BR", bio=""),
        "PATCH /v2/me",
        {"timeFormat": 24, "weekStart": "Monday", "locale": "pt-BR", "bio": ""},
        ME,
        lambda me: me.username,
        "bea",
    ),
    Case(
        "me.booking_limits.get",
        lambda c: c.me.booking_limits.get(),
        "GET /v2/me/booking-limits",
        None,
        {"perDay": 3, "perWeek": None, "perMonth": None, "perYear": None},
        lambda limits: (limits.per_day, limits.per_week),
        (3, None),
    ),
    Case(
        "me.booking_limits.update",
        lambda c: c.me.booking_limits.update(per_day=3, per_week=None),
        "PATCH /v2/me/booking-limits",
        {"perDay": 3, "perWeek": None},
        {"perDay": 3, "perWeek": None, "perMonth": None, "perYear": None},
        lambda limits: limits.per_day,
        3,
    ),
    Case(
        "me.booking_limits.delete",
        lambda c: c.me.booking_limits.delete(),
        "DELETE /v2/me/booking-limits",
        status=204,
    ),
    Case(
        "credits.available",
        lambda c: c.credits.available(),
        "GET /v2/credits/available",
        None,
        {"hasCredits": True, "balance": {"monthlyRemaining": 100, "additional": 5}},
        lambda left: (left.has_credits, left.balance.monthly_remaining),
        (True, 100),
    ),
    Case(
        "credits.charge",
        lambda c: c.credits.charge(credits=2, credit_for="AI_AGENT", external_ref="turn-7"),
        "POST /v2/credits/charge",
        {"credits": 2, "creditFor": "AI_AGENT", "externalRef": "turn-7"},
        {"charged": True, "remainingBalance": {"monthlyRemaining": 98, "additional": 5}},
        lambda charge: charge.remaining_balance.monthly_remaining,
        98,
    ),
    Case(
        "webhooks.create",
        lambda c: c.webhooks.create(
            subscriber_url="https://bot.example.com/hook", triggers=["BOOKING_CREATED"], secret=SecretStr("hush")
        ),
        "POST /v2/webhooks",
        {
            "subscriberUrl": "https://bot.example.com/hook",
            "triggers": ["BOOKING_CREATED"],
            "active": True,
            "secret": "hush",
        },
        HOOK,
        lambda hook: (hook.id, hook.triggers[1], hook.secret.get_secret_value()),
        ("4", "OF_NEXT_YEAR", "hush"),
        status=201,
    ),
    Case(
        "webhooks.list",
        lambda c: c.webhooks.list().all(),
        "GET /v2/webhooks?skip=0&take=250",
        None,
        [HOOK, HOOK | {"id": "uuid-5"}],
        lambda hooks: [hook.id for hook in hooks],
        ["4", "uuid-5"],
    ),
    Case(
        "webhooks.get", lambda c: c.webhooks.get("4"), "GET /v2/webhooks/4", None, HOOK, lambda hook: hook.active, True
    ),
    Case(
        "webhooks.update",
        lambda c: c.webhooks.update("4", active=False),
        "PATCH /v2/webhooks/4",
        {"active": False},
        HOOK | {"active": False},
        lambda hook: hook.active,
        False,
    ),
    Case(
        "webhooks.delete",
        lambda c: c.webhooks.delete("4"),
        "DELETE /v2/webhooks/4",
        None,
        HOOK,
        lambda hook: hook.id,
        "4",
    ),
    Case(
        "api_keys.refresh",
        lambda c: c.api_keys.refresh(api_key_days_valid=60),
        "POST /v2/api-keys/refresh",
        {"apiKeyDaysValid": 60},
        {"apiKey": "cal_live_new"},
        lambda made: made.api_key.get_secret_value(),
        "cal_live_new",
    ),
    Case(
        "oauth.clients.get",
        lambda c: c.oauth.clients.get("our-program"),
        "GET /v2/auth/oauth2/clients/our-program",
        None,
        {"client_id": "our-program", "name": "Ours", "logo": None, "is_trusted": True, "client_type": "PUBLIC"},
        lambda client: (client.name, client.is_trusted, client.client_type),
        ("Ours", True, "PUBLIC"),
    ),
    Case(
        "oauth.token",
        lambda c: c.oauth.token(
            CodeGrant(
                client_id="our-program",
                code=SecretStr("c"),
                redirect_uri="https://bot.example.com/back",
                code_verifier=SecretStr("v"),
            )
        ),
        "POST /v2/auth/oauth2/token",
        {
            "client_id": "our-program",
            "grant_type": "authorization_code",
            "code": "c",
            "redirect_uri": "https://bot.example.com/back",
            "code_verifier": "v",
        },
        bare=TOKENS,
        found=lambda tokens: (tokens.access_token.get_secret_value(), tokens.expires_in),
        is_=("a", 1800),
    ),
    Case(
        "oauth.token",
        lambda c: c.oauth.token(
            RefreshGrant(client_id="our-program", refresh_token=SecretStr("r0"), client_secret=SecretStr("s"))
        ),
        "POST /v2/auth/oauth2/token",
        {"client_id": "our-program", "grant_type": "refresh_token", "refresh_token": "r0", "client_secret": "s"},
        bare=TOKENS,
        found=lambda tokens: tokens.refresh_token.get_secret_value(),
        is_="r",
    ),
]
