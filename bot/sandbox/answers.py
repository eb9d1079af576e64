"""How the API shows what a world holds: bookings, event types, schedules, teams and users (facts 4.1, 5.3, 6, 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.alias_generators import to_camel

from bot.sandbox.errors import timestamp
from bot.sandbox.people import EventType, OwnedSchedule, Team, User
from bot.sandbox.records import Attendee, Booking, Reservation
from bot.sandbox.worldfile import EventTypeSpec

if TYPE_CHECKING:
    from bot.sandbox.world import World

CAL_VIDEO = "integrations:daily"
"""How Cal.com names its own video until a room is there."""
_UNKNOWN_HOST = dict.fromkeys(("id", "name", "email", "displayEmail", "username", "timeZone"), "unknown")


def booking_answer(world: World, booking: Booking, *, show_attendees: bool = True) -> dict[str, Any]:
    """``show_attendees`` is for a caller who may see them where a seated event type hides them from others."""
    event_type = world.event_type_of(booking)
    seats = event_type.spec.seats
    location = location_of(booking)
    answer: dict[str, Any] = {
        "id": booking.id,
        "uid": booking.uid,
        "title": booking.title,
        "description": booking.description,
        "hosts": [_host(world, world.users_by_id[host_id]) for host_id in booking.host_ids] or [_UNKNOWN_HOST],
        "status": booking.status,
        **_given(
            cancellationReason=booking.cancellation_reason,
            cancelledByEmail=booking.cancelled_by_email,
            reschedulingReason=booking.rescheduling_reason,
            rescheduledByEmail=booking.rescheduled_by_email,
            rescheduledFromUid=booking.rescheduled_from_uid,
            rescheduledToUid=booking.rescheduled_to_uid,
        ),
        "start": timestamp(booking.start),
        "end": timestamp(booking.end),
        "duration": booking.minutes,
        "eventTypeId": None if event_type.is_deleted else event_type.id,
        "eventType": None if event_type.is_deleted else {"id": event_type.id, "slug": event_type.slug},
        "meetingUrl": location,
        "location": location,
        "absentHost": booking.absent_host,
        "createdAt": timestamp(booking.created_at),
        "updatedAt": timestamp(booking.updated_at),
        "metadata": booking.metadata,
        "icsUid": booking.ics_uid,
    }
    if seats is None:
        answer["attendees"] = [attendee_answer(attendee) for attendee in booking.attendees]
        answer["guests"] = booking.guests
        answer["bookingFieldsResponses"] = booking.responses
    else:
        shown = booking.attendees if show_attendees or seats.show_attendee_info else []
        answer["attendees"] = [_seated_attendee(attendee) for attendee in shown]
    return {**answer, **_given(recurringBookingUid=booking.recurring_uid)}


def location_of(booking: Booking) -> str:
    """Cal.com's own video has a room, and so a link, once the booking is accepted."""
    if booking.location == CAL_VIDEO and booking.status in ("accepted", "cancelled"):
        return f"https://app.cal.com/video/{booking.uid}"
    return booking.location


def _host(world: World, user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.spec.name,
        "email": user.spec.email,
        "displayEmail": world.display_email(user),
        "username": user.username,
        "timeZone": user.spec.time_zone,
    }


def attendee_answer(attendee: Attendee) -> dict[str, Any]:
    return {
        "name": attendee.name,
        "email": attendee.email,
        "displayEmail": attendee.email,
        "timeZone": attendee.time_zone,
        "language": attendee.language,
        "absent": attendee.absent,
        **_given(phoneNumber=attendee.phone_number),
    }


def _seated_attendee(attendee: Attendee) -> dict[str, Any]:
    return {
        **attendee_answer(attendee),
        # Who booked before there were seats has none.
        **_given(seatUid=attendee.seat_uid),
        "bookingFieldsResponses": attendee.responses,
        "metadata": attendee.metadata,
    }


def event_type_answer(event_type: EventType, *, hidden_questions: bool = True) -> dict[str, Any]:
    """``hidden_questions`` is false in lists, which leave them out (facts 5.1)."""
    spec = event_type.spec
    answer: dict[str, Any] = {
        "id": event_type.id,
        "lengthInMinutes": spec.length_in_minutes,
        **_given(lengthInMinutesOptions=list(spec.length_in_minutes_options) or None),
        "title": spec.title,
        "slug": spec.slug,
        "description": spec.description,
        "locations": [_location(location) for location in spec.locations],
        "bookingFields": [
            question for question in event_type.questions() if hidden_questions or not question.get("hidden", False)
        ],
        "disableGuests": spec.disable_guests,
        "slotInterval": spec.slot_interval,
        "minimumBookingNotice": spec.minimum_booking_notice,
        "beforeEventBuffer": spec.before_event_buffer,
        "afterEventBuffer": spec.after_event_buffer,
        "recurrence": _part(spec.recurrence) if spec.recurrence is not None else None,
        "metadata": spec.metadata,
        "price": spec.price,
        "currency": spec.currency,
        "lockTimeZoneToggleOnBookingPage": spec.lock_time_zone_toggle_on_booking_page,
        "forwardParamsSuccessRedirect": spec.forward_params_success_redirect,
        "successRedirectUrl": spec.success_redirect_url,
        "isInstantEvent": spec.is_instant_event,
        "scheduleId": event_type.schedule_id,
        "bookingLimitsCount": _part(spec.booking_limits_count),
        "bookingLimitsDuration": _part(spec.booking_limits_duration),
        "bookerActiveBookingsLimit": _part(spec.booker_active_bookings_limit),
        "onlyShowFirstAvailableSlot": spec.only_show_first_available_slot,
        "bookingWindow": _part(spec.booking_window),
        "confirmationPolicy": _part(spec.confirmation_policy),
        "requiresBookerEmailVerification": spec.requires_booker_email_verification,
        "hideCalendarNotes": spec.hide_calendar_notes,
        "hideCalendarEventDetails": spec.hide_calendar_event_details,
        "hideOrganizerEmail": spec.hide_organizer_email,
        "useDestinationCalendarEmail": spec.use_destination_calendar_email,
        "showOptimizedSlots": spec.show_optimized_slots,
        "allowReschedulingPastBookings": spec.allow_rescheduling_past_bookings,
        "allowReschedulingCancelledBookings": spec.allow_rescheduling_cancelled_bookings,
        "seats": _part(spec.seats),
        "offsetStart": spec.offset_start,
        **_given(
            customName=spec.custom_name,
            interfaceLanguage=spec.interface_language,
            color=_passed_on(spec.color),
            bookerLayouts=_passed_on(spec.booker_layouts),
            destinationCalendar=_passed_on(spec.destination_calendar),
            calVideoSettings=_passed_on(spec.cal_video_settings),
        ),
        "hidden": spec.hidden,
        "bookingRequiresAuthentication": spec.booking_requires_authentication,
        "disableCancelling": {"disabled": spec.disable_cancelling},
        "disableRescheduling": _part(spec.disable_rescheduling, without={"disabled": False}),
    }
    if event_type.team is not None:
        return {**answer, **_team_part(event_type, event_type.team)}
    owner = event_type.owner
    return {
        **answer,
        **_given(parentEventTypeId=event_type.parent_id),
        "ownerId": owner.id if owner is not None else None,
        "users": [_user(user) for user in event_type.hosts],
        "bookingUrl": f"https://cal.com/{'+'.join(user.username for user in event_type.hosts)}/{spec.slug}",
    }


def _passed_on(part: dict[str, Any] | None) -> dict[str, Any] | None:
    return _camel(part) if part is not None else None


def _location(location: BaseModel) -> dict[str, Any]:
    shown = _part(location)
    if location.type not in ("address", "link", "phone"):  # type: ignore[attr-defined]
        shown.pop("public", None)
    return shown


def _team_part(event_type: EventType, team: Team) -> dict[str, Any]:
    return {
        "teamId": team.id,
        "ownerId": None,
        "parentEventTypeId": None,
        "hosts": [
            {"userId": host.id, "name": host.spec.name, "username": host.username, "avatarUrl": None}
            | (_round_robin_part(event_type.spec, host) if event_type.is_round_robin else {})
            for host in event_type.hosts
        ],
        "assignAllTeamMembers": event_type.spec.hosts is None,
        "schedulingType": event_type.spec.scheduling_type,
        **_given(emailSettings=_passed_on(event_type.spec.email_settings)),
        "rescheduleWithSameRoundRobinHost": event_type.spec.reschedule_with_same_round_robin_host,
        "team": {
            "id": team.id,
            "slug": team.spec.slug,
            "name": team.spec.name,
            "bannerUrl": None,
            "logoUrl": None,
            "weekStart": "Sunday",
            "brandColor": None,
            "darkBrandColor": None,
            "theme": None,
        },
    }


def _round_robin_part(spec: EventTypeSpec, host: User) -> dict[str, Any]:
    return {
        "mandatory": host.username in spec.mandatory_hosts,
        "priority": spec.host_priorities.get(host.username, "medium"),
    }


def _user(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.spec.name,
        "username": user.username,
        "avatarUrl": None,
        "brandColor": None,
        "darkBrandColor": None,
        "weekStart": user.spec.week_start,
        "metadata": {},
    }


def team_answer(team: Team, organization_id: int | None) -> dict[str, Any]:
    return {
        "id": team.id,
        "parentId": organization_id,
        "name": team.spec.name,
        "slug": team.spec.slug,
        "bio": None,
        "logoUrl": None,
        "isOrganization": False,
        "timeZone": "Europe/London",
        "weekStart": "Sunday",
    }


def schedule_answer(schedule: OwnedSchedule) -> dict[str, Any]:
    return {
        "id": schedule.id,
        "ownerId": schedule.owner_id,
        "name": schedule.spec.name,
        "timeZone": schedule.time_zone,
        "availability": [_part(hours) for hours in schedule.spec.availability],
        "isDefault": schedule.is_default,
        "overrides": [_part(override) for override in schedule.spec.overrides],
    }


def me_answer(world: World, user: User) -> dict[str, Any]:
    default = user.default_schedule
    organization_id = world.organization_of(user)
    return {
        "id": user.id,
        "username": user.username,
        "email": user.spec.email,
        "name": user.spec.name,
        "avatarUrl": user.spec.avatar_url,
        "bio": user.spec.bio,
        "timeFormat": user.spec.time_format,
        "defaultScheduleId": default.id if default is not None else None,
        "weekStart": user.spec.week_start,
        "timeZone": user.spec.time_zone,
        "locale": user.spec.locale,
        "organizationId": organization_id,
        **_given(
            organization={"isPlatform": user.id in world.credentials.managed, "id": organization_id}
            if organization_id is not None
            else None
        ),
    }


def reservation_answer(reservation: Reservation) -> dict[str, Any]:
    length = int((reservation.end - reservation.start).total_seconds() // 60)
    return {
        "eventTypeId": reservation.event_type_id,
        "slotStart": timestamp(reservation.start),
        "slotEnd": timestamp(reservation.end),
        "slotDuration": length,
        "reservationUid": reservation.uid,
        "reservationUntil": timestamp(reservation.until),
    }


def _part(part: BaseModel | None, *, without: dict[str, Any] | None = None) -> dict[str, Any]:
    """A part of a world file in the API's spelling; what is not set is ``disabled``."""
    if part is None:
        return without or {"disabled": True}
    shown = part.model_dump(mode="json", exclude_none=True)
    return _camel(shown)


def _camel(part: dict[str, Any]) -> dict[str, Any]:
    return {to_camel(key): _camel(value) if isinstance(value, dict) else value for key, value in part.items()}


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
