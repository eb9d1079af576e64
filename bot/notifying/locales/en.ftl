### What people are told without having asked. Short, warm, plain.

## To a host
host-requested = { $who } would like to meet you. Will you?
host-booked = { $who } has booked a meeting with you.
host-confirmed = The request of { $who } was accepted.
host-moved = Your meeting with { $who } was moved.
host-cancelled = Your meeting with { $who } was cancelled.
host-declined = The request of { $who } was declined.
choice-accept = Accept
choice-decline = Decline

## To a guest
guest-confirmed = Good news: { $who } has confirmed your meeting.
guest-moved = Your meeting with { $who } was moved.
guest-cancelled = Your meeting with { $who } was cancelled.
guest-declined = I'm sorry: { $who } can't take the meeting you asked for.

## Several at once
several = { $count } things have happened since:
line-requested = Asked for: { $what }
line-booked = Booked: { $what }
line-confirmed = Confirmed: { $what }
line-moved = Moved: { $what }
line-cancelled = Cancelled: { $what }
line-declined = Declined: { $what }
choice-for = { $choice }: { $who }

## Reminders
reminder-minutes = { $count ->
    [one] In a minute:
   *[other] In { $count } minutes:
}
reminder-hours = { $count ->
    [one] In an hour:
   *[other] In { $count } hours:
}
reminder-days = { $count ->
    [one] Tomorrow:
   *[other] In { $count } days:
}
