### What only a host is told. Short, warm, plain.

## Bookings of a host
host-booking = { $title } with { $guests }, { $when }
a-guest = a guest
which-host-booking = Which one do you mean?

## What a host may
host-not-linked = That is for hosts, and this chat is not linked to a Cal.com account.
host-lacks-scope = Your link with Cal.com does not cover that: it lacks { $scope }.
host-lacks-role = Your role in Cal.com is not enough for that: it takes { $role }.
host-lacks-key = Cal.com only lets that in with an API key, not with a linked account.
host-lacks-own = I act for you through a colleague's key, so I cannot see or change your own settings in Cal.com.

## Requests
no-requests = No request is waiting for you.
request-answered = { $what }: that is not waiting for an answer any more.
propose-accept = Shall I accept this request?
propose-decline = Shall I decline this request?
request-accepted = Accepted: { $what }.
request-declined = Declined: { $what }.

## Hours
hours-none = You have no schedule in Cal.com yet.
hours-shown = When you can be booked:
hours-exceptions = Other hours on these days:
hours-other-schedules = You also have: { $names }.
hours-others = Your other schedules stay as they are: { $names }.
hours-which-days = Which days do you mean?
hours-which-hours = From when to when?
hours-unchanged = Your hours are like that already.
propose-hours = Shall I change your hours?
hours-before = before
hours-after = after
hours-more = { $count ->
    [one] … and one more day.
   *[other] … and { $count } more days.
}
hours-standing = { $count ->
    [one] This booking is in hours you give up, and stays for now:
   *[other] These { $count } bookings are in hours you give up, and stay for now:
}
hours-standing-hint = Afterwards you can cancel with one tap.
choice-cancel-standing = { $count ->
    [one] Cancel that booking
   *[other] Cancel these { $count } bookings
}
hours-named = Hours on { $days }
hours-changed = Your hours are changed: { $days }.
hours-days = { $count ->
    [one] one day
   *[other] { $count } days
}

## Changing a booking
nothing-coming = Nothing is booked with you in the time to come.
nothing-begun = No meeting of yours has begun lately.
ask-reason = { $change ->
    [decline] What shall I tell { $guests }? The reason goes with the refusal.
   *[cancel] What shall I tell { $guests }? The reason goes with the cancellation.
}
ask-reason-short = the reason
choice-without-reason = Without a reason
reason-host-cancelled = Cancelled by the host
propose-cancel = Shall I cancel this booking?
propose-cancel-all = { $count ->
    [one] Shall I cancel this booking?
   *[other] Shall I cancel these { $count } bookings?
}
cancelled = Cancelled: { $what }.
cancelled-following = Cancelled, with all that follow: { $what }.
ask-series-part = { $what } is one of a series. Which part shall I cancel?
ask-day = Which day shall I clear?
nothing-on-then = Nothing is booked with you then ({ $when }).
too-much-at-once = That would be { $count } bookings, and I cancel at most { $most } at once. Please name a shorter time.
propose-ask-to-reschedule = Shall I ask { $guests } to pick another time?
card-asks-to-reschedule = The booking is cancelled, and Cal.com sends them a link to a new time.
asked-to-reschedule = Cancelled, and { $guests } was asked to pick another time: { $what }.
propose-move = Shall I move this booking?
moved = Moved: { $what } → { $to }.
propose-no-show = Shall I note that { $who } did not come?
ask-who-absent = Who did not come?
choice-nobody-came = Nobody came
choice-host-absent = I was not there
absent-you = you
marked-absent = Noted as absent: { $who }, { $what }.
absent-already = { $what }: that is noted already.
not-begun = { $what } has not begun yet. Who did not come can be noted once it has.
propose-invite = Shall I invite { $who }?
invited = Invited: { $who }, { $what }.
invited-already = { $who }: invited already.
ask-guest-emails = Whom shall I invite? I need their e-mail addresses.
ask-attendee = Whom shall I add? I need a name and an e-mail address.
takes-no-guests = { $title } takes no further guests.
too-many-guests = { $room ->
    [0] A booking takes at most { $most } guests, and this one is full.
   *[other] A booking takes at most { $most } guests; this one has room for { $room } more.
}
propose-reassign = Shall I hand this booking to { $whom }?
the-next-free = whoever of the team is free next
reassigned = Handed to { $whom }: { $what }.
not-round-robin = { $what } cannot be handed on: its team does not take turns.
ask-to-whom = Who shall take it over?
not-taking-turns = “{ $words }” is none of those who take turns. Who shall take it over?
choice-next-free = Whoever is free next
propose-location = Shall I change where this booking takes place?
ask-where = Where shall it take place: an address, a link, a phone number or a video app?
ask-number = On which phone number, with the country code?
app-not-connected = { $app } is not connected to your Cal.com.
card-before = Before: { $before }
place-changed = Changed: { $what } takes place here now: { $place }.
choice-accept = Accept
choice-decline-request = Decline

## The host's day
agenda-bookings = { $count ->
    [one] One booking:
   *[other] { $count } bookings:
}
agenda-requests = { $count ->
    [one] One request waits for your answer:
   *[other] { $count } requests wait for your answer:
}
agenda-past = { $count ->
    [one] One past booking:
   *[other] { $count } past bookings:
}
agenda-cancelled = { $count ->
    [one] One cancelled booking:
   *[other] { $count } cancelled bookings:
}
agenda-line = • { $time }: { $title } with { $guests }
agenda-pending = waits for your answer
agenda-attendee = With { $who }
agenda-their-time = for them { $time }, { $place }
agenda-guests = Also invited: { $guests }
agenda-answer = { $question }: { $answer }
agenda-accept = Accept
agenda-decline = Decline
agenda-choice-of = { $choice }: { $guests }
agenda-more = { $count } more
agenda-looked = These are the bookings on your Cal.com calendar, by the clocks of { $place }.
agenda-nothing-on = Nothing is booked on { $day }.
agenda-nothing-between = Nothing is booked from { $first } to { $last }.
agenda-nothing-at = Nothing is booked on { $when }.
agenda-nothing-today = Nothing is booked today. Next: { $next }
agenda-nothing-today-or-later = Nothing is booked, today or later.
agenda-no-bookings = Nothing is booked.
agenda-no-past = There are no past bookings of the last three months.
agenda-no-cancelled = There are no cancelled bookings of the last three months or to come.

## Event types
types-none = You have no event types yet.
types-listed = Your event types:
type-named = { $title }, { $length }
type-named-hidden = { $title }, { $length } (hidden)
which-type = Which event type do you mean?
type-which-title = What shall it be called?
type-which-length = How long shall { $title } take?
propose-type-make = Shall I make this event type?
type-address = Address: { $slug }
type-made = Made: { $title }.
propose-type-change = Shall I change this event type?
propose-type-hide = Shall I hide this event type? Its link works on, but nobody finds it on your page.
propose-type-show = Shall I show this event type on your page again?
propose-type-delete = Shall I delete this event type? That cannot be taken back. Its bookings stay.
type-changed = Changed: { $title }.
type-hidden = Hidden: { $title }.
type-shown = Shown again: { $title }.
type-deleted = Deleted: { $title }.
type-hidden-already = { $title } is hidden already.
type-shown-already = { $title } is not hidden.
type-change-what = What shall I change about { $title }?
type-change-unknown = I cannot set “{ $name }” to “{ $value }” here.
setting-title = Title
setting-description = Description
setting-length = Length
setting-buffer-before = Buffer before
setting-buffer-after = Buffer after
setting-notice = Notice
setting-window = Bookable ahead
setting-per-day = Most a day
setting-per-week = Most a week
setting-per-month = Most a month
type-setting = { $label }: { $value }
type-setting-changed = { $label }: { $before } → { $after }
propose-link = Shall I make a private link? Whoever has it can book this.
link-uses = { $count ->
    [one] good for one booking
   *[other] good for { $count } bookings
}
link-until = good until { $when }
link-made = Private link for { $title }, { $end }:

## Recordings
recordings-no-past = I see no past meeting of yours in the last three months.
recordings-not-on-video = { $what }: that was not on Cal Video, so there is nothing to watch or read.
recordings-none = { $what }: there is no recording.
transcripts-none = { $what }: there is no transcript.
recordings-here = Recording of { $what }:
transcripts-here = Transcript of { $what }:
recordings-hold = The link expires after some hours; ask again for a fresh one.
transcripts-hold = The link works for an hour; ask again for a fresh one.
choice-open-recording = Open the recording
choice-open-transcript = Open the transcript

## After the yes
change-expired = That offer has expired, and nothing was changed. Say it again if you still want it.
declined-change = All right, nothing was changed.
outcome-unknown-change = I sent it, but Cal.com has not answered, so I cannot say yet whether it is done. I will look again when you write.
change-not-done = { $count ->
    [one] That was not done: { $reason }.
   *[other] { $count } of these were not done: { $reason }.
}
change-not-done-line = Not done: { $what }
why-not-arrived = it did not reach Cal.com
why-not-allowed = Cal.com does not allow it
why-away = Cal.com does not answer right now
why-changed-meanwhile = your schedule was changed somewhere else in between, so say it again to see it as it is now
why-refused = Cal.com refused it
why-gone = it is no longer there to change
why-nobody-free = nobody else of the team is free then
why-went = the time has been taken meanwhile

## Who is free
host-booking-with = { $title } with { $guests }
free-yes = Yes, you are free on { $when }.
free-no = No, you are not free on { $when }:
free-outside = Nothing is booked on { $when }, but you do not work then.
free-day = { $day }: free { $times }
free-day-open = { $day }: nothing is booked
free-day-none = { $day }: not free
free-day-off = { $day }: outside your working hours
free-taken = • { $times }: { $what }
free-busy = busy in your own calendar
free-hours = Your working hours that day: { $times }
free-hours-none = You have no working hours that day.
free-looked = I looked at { $what }.
free-not-looked = I could not look at { $what }.
free-looked-bookings = your bookings
free-looked-hours = your working hours
free-looked-calendars = { $count ->
    [one] your connected calendar ({ $names })
   *[other] your { $count } connected calendars ({ $names })
}
free-looked-calendars-unnamed = your connected calendars
free-looked-slots = I looked at the times that each of them can be booked.
free-nobody = I know no host called { $name }.
free-no-length = { $name } offers no meeting of { $count } minutes.
free-together = { $names } can meet for { $count } minutes:
free-none-together = I found no { $count } minutes at which { $names } can meet.
free-others-not-on-it = { $names } will not be on this booking by itself: tell me the e-mail to invite.

## Booking for somebody
ask-their-name = the guest's name
ask-their-email = the guest's e-mail
ask-their-phone = the guest's phone number, with country code
card-zone-of-host = The guest's own time zone is not known: the invitation is in yours, { $place }
instant-none = No instant meetings are set up in your Cal.com, so here is an ordinary one.
instant-if-nobody = If nobody joins, the meeting does not take place; then ask for an ordinary time.
instant-joined = { $names } has joined the meeting.
instant-ordinary = Nobody has joined. Let us find an ordinary time.
choice-nobody-joined = Nobody joins

## Linking a Cal.com account
calcom-user = { $name } ({ $email })
choice-link = Continue with Cal.com
choice-link-yes = Yes, link it
choice-link-no = No
link-what = Link your Cal.com account, and you can see and steer your own calendar from here: bookings, requests, hours.
link-again = This chat is linked to { $user }. /unlink ends that; with the button you link another account instead.
link-once = The button works once, for ten minutes, and is meant for you alone.
link-off = Linking accounts is off here: whoever runs me has to set { $setting }.
link-elsewhere = Accounts are linked in Telegram: write /link to the bot there.
link-by-settings = You are a host here by the team's settings, for { $user }. There is nothing to link.
link-wrong-number = That is not the number on the page. Look again, and write it here.
link-over = There is nothing to link: it was for another account, or it is too long ago. Write /link to begin anew.
link-ask = Shall I link { $user } to this chat? Then I see and change that calendar for you.
link-refused = All right, nothing was linked.
linked = Linked with { $user }. Try “what's on today?”, and /unlink whenever you like.
link-done-before = That account is linked already.
link-ended = Your link to Cal.com has ended: it was taken back there, or it ran out. Write /link to link it again.
unlinked = The link with { $user } is gone, and I have forgotten its access.
unlink-nothing = There is no link to end: this chat stands for no Cal.com account.

## What was used
use-of-all = Used by everybody in the last { $days } days (days in UTC):
use-of-one = Used by you in the last { $days } days (days in UTC):
use-none = Nothing yet.
use-not-counted = Nothing is counted here.
use-together = together
use-bookings = bookings
use-turns = turns
use-calls = model calls
use-tokens = tokens
use-cost = cost
