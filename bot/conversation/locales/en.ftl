### Everything the program says, in English. Short, warm, plain. Dates, times, names and lists come in ready.

## Pieces
moment = { $day }, { $time }
moment-with-offset = { $day }, { $time } in { $place }
period = { $day }, { $start } – { $end }, { $place }
minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
yes = Yes
no = No
the-host = your host
a-meeting = Meeting

## Choices
choice-confirm = Confirm
choice-decline = Not this
choice-other-time = Other times
choice-another-day = Another day
choice-more-times = More times
choice-more-days = More days
choice-earlier-times = Earlier times
choice-earlier-days = Earlier days
choice-whole-month = Whole month
choice-part = { $part ->
    [morning] Morning
    [afternoon] Afternoon
   *[evening] Evening
} ({ $count })
choice-done = Done
choice-ticked = { $option } (ticked)
choice-start-over = Start over
choice-change = Change: { $what }
choice-move = Move
choice-cancel = Cancel booking
choice-undo = Undo (for a minute)
choice-join = Join
choice-add-to = Add to { $calendar }
choice-book-again = Book another time
choice-remember = Remember me for next time
choice-unremember = Forget: { $item }
choice-unremember-all = Forget all of these
choice-book = Book a time
choice-outdated = That choice is no longer open.
scope-this = Only this one
scope-following = This and the following
scope-all = The whole series

## Times
times-intro = Free times for { $title }:
times-intro-day = Free times for { $title } on { $day }:
times-intro-part = Free times for { $title } on the { $part ->
    [morning] morning
    [afternoon] afternoon
   *[evening] evening
} of { $day }:
times-zone = (in { $place } time)
times-below = The times below are in { $place } time.
times-left = { $count ->
    [one] { $day } has one more time.
   *[other] { $day } has { $count } more times.
}
usual-length = { $count ->
    [one] 1 minute, as usual; tell me if it should be another length this time.
   *[other] { $count } minutes, as usual; tell me if it should be another length this time.
}
usual-hours = { $part ->
    [morning] Mornings
    [afternoon] Afternoons
   *[evening] Evenings
} first, as you like them:
times-more-days = { $count ->
    [one] One more day has free times.
   *[other] { $count } more days have free times.
}
days-intro = Days with free times for { $title }:
days-line = { $count ->
    [one] { $day } (1 time)
   *[other] { $day } ({ $count } times)
}
month-intro = Days with free times in { $month } for { $title }:
month-empty = Nothing is free for { $title } in { $month }.
month-next = The next free times are in { $month }.
month-none-later = I find no free time after it either.
nearest-intro = The nearest free times:
nothing-then = Nothing is free for “{ $when }”. Here is what is nearest:
pick-one = Which of these times suits you?
nothing-left-that-day = Nothing is free on that day any more. Here is what is nearest:
nothing-at-all = I find no free time for { $title } in the coming weeks.
time-is-free = { $when } is free for { $title } with { $host }.
just-taken = { $when } was taken a moment ago, so nothing was booked.
series-taken = One of the dates of this series is taken, so nothing was booked. Another day or time may be free on all of them.
why-past = { $time } is already in the past.
why-too-soon = { $time } is too soon: this needs { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} of notice.
why-too-far = That is too far ahead: it can be booked up to { $days } days from now.
why-outside = { $time } is outside working hours.
why-taken = { $time } is already taken.
why-unavailable = { $time } is not available.
when-impossible = “{ $words }” is not on any calendar or clock. Which day and time do you mean?
when-past = “{ $words }” is already in the past. Which day and time would suit you?
when-gap = On { $day } the clocks go forward and “{ $words }” does not exist. Please name a time before or after the change.
when-fold = The clocks go back that day, so “{ $words }” happens twice. Which one: { $options }?
when-two = “{ $words }” can mean two things. Which one: { $options }?

## Questions
ask-one = To book it I just need: { $question }
ask-several = To book it I need:
ask-several-for = For { $title } I need:
ask-line = • { $question }
also-needed = Pick a time, and tell me too:
still-needed = For the booking I still need:
one-more-thing = One more thing is needed before this can be booked.
question-options = { $question } ({ $options })
question-options-many = { $question } (any of { $options })
ask-name = your name
ask-email = your e-mail address
ask-phone = your phone number, with the country code
ask-notes = additional notes
ask-title = what the meeting is about
ask-guests = e-mails of other guests
ask-location = where to meet
ask-place = the address or place to meet at
ask-zone = the city you are in (for the time zone)
ask-zone-only = Which city are you in? I need it for the time zone.
ask-when = when it would suit you
ask-event-type = kind of meeting
ask-event-type-of = What would you like to book with { $host }?
event-type-line = • { $title } ({ $lengths } min)
ask-length = length
ask-length-of = How long should { $title } be: { $lengths }?
location-phone = Phone { $phone }
location-attendee-phone = Phone call to you
location-attendee-address = At your address
location-attendee-defined = A place you name
location-video = Video call

## Answers that do not do
wrong-answer = “{ $answer }” does not fit here: { $label }.
wrong-option = “{ $answer }” is not one of the options for { $label }: { $options }.
wrong-number = { $label }: “{ $answer }” is not a number.
wrong-zero = { $label }: it cannot be 0.
wrong-email = “{ $answer }” is not a complete e-mail address. It should look like ana@example.com.
wrong-phone = “{ $answer }” is not a phone number I can use. With the country code it looks like +351 912 345 678.
wrong-phone-country = Please add the country code to “{ $answer }”, like +351 912 345 678.
wrong-url = { $label }: “{ $answer }” is not a web address, like https://example.com.
wrong-several = { $label }: please give just one.
wrong-boolean = { $label }: please answer yes or no.
wrong-must-be-yes = { $label }: this needs a yes before it can be booked.
wrong-date = { $label }: “{ $answer }” is not a date.
wrong-too-long = { $label }: that is too long.
wrong-empty = { $label }: an answer is needed.
no-such-host = I know nobody called “{ $name }” here. I can book with { $others }.
no-such-event-type = There is no “{ $name }” to book here.
no-such-length = Nothing here takes { $count } minutes; there is { $lengths }.
length-not-of-type = { $title } takes { $lengths }, not { $count } minutes.
type-length = { $title } takes { $lengths }.

## Zones
zone-set = Got it: { $place }. When would you like to meet?
zone-stay = Noted: for this meeting the times are in { $place } time. At home they stay as they are.
zone-kept = Got it: your times are in { $place } time now.
zone-unknown = I don't know “{ $place }”. Which bigger city is near you?
zone-ambiguous = “{ $place }” can be more than one time zone. Which is yours: { $options }?

## Proposals
proposal-book = Shall I book this?
proposal-reschedule = Shall I move it?
proposal-cancel = Shall I cancel this?
proposal-expired = That offer was open for a while and has expired. Here is how it stands now:
nothing-proposed = There is nothing to confirm at the moment.
not-yours-to-answer = Only the person who asked for this can answer it.
say-yes = If that is a yes, please say “yes” or pick Confirm.
card-title = { $title } with { $host }
card-now = Right now: it rings at the team, and the first host who is free joins
card-from = From: { $when }
card-to = To: { $when }
card-length-changes = Moving makes it { $count } minutes long; for another length, cancel it and book anew.
card-attendee = For: { $name } ({ $contact })
card-answer = { $label }: { $answer }
card-reason = Reason: { $reason }
card-state = State: { $state }
card-pending = { $host } has to confirm it first.
card-scope-following = This one and all that follow in its series
card-scope-all = The whole series
card-series-label = Repeats
card-series-weekly = { $interval ->
    [1] every week, { $count } times
   *[other] every { $interval } weeks, { $count } times
}
card-series-monthly = { $interval ->
    [1] every month, { $count } times
   *[other] every { $interval } months, { $count } times
}
card-series-yearly = { $interval ->
    [1] every year, { $count } times
   *[other] every { $interval } years, { $count } times
}
card-series-other = { $count } times
card-series = All { $count } dates: { $days }
card-host-time = For { $host }: { $when }, { $place }
clocks-change = The clocks in { $place } go { $way ->
    [back] back
   *[forward] forward
} on { $day }; { $time } is the time after that.
clocks-change-host = The clocks of { $host } in { $place } go { $way ->
    [back] back
   *[forward] forward
} on { $day }; there it is { $time } after that.
card-home-time = At home: { $when }, { $place }
card-mail = The invitation goes to { $email }.
place = Where: { $place }
place-app = Where: { $app } (the link is in the invitation)

## What was done
done-booked = Booked!
done-requested = Requested: { $host } still has to confirm it.
done-instant = It is ringing now: waiting for a host to join.
done-moved = Moved!
done-cancelled-this = Cancelled: { $title } with { $host }, { $when }.
done-cancelled-following = Cancelled: { $title } with { $host }, from { $when } on.
done-cancelled-all = Cancelled: the whole series of { $title } with { $host }.
done-before = That is done already: { $what }, { $when }.
undo-late = The minute for taking it back at once is over, so I ask first.
declined-book = All right, I did not book it. Tell me another time, or what to change.
declined-reschedule = All right, it stays where it is.
declined-cancel = All right, it stays booked.
started-over = All right, from the start. What would you like to book?
another-now = And now the other booking:
another-waits = One after the other: the second booking comes right after this one.
another-waits-at = One after the other: the second booking (“{ $when }”) comes right after this one.
one-at-a-time = Those are two different bookings, and I don't want to mix them up. Which one shall it be, or which one first?
second-choice = { $first } is not available, so here is your second choice.
resume-book = Back to your booking:
resume-proposal = And this is still waiting for your answer:
recap-known = This is what I have so far:
recap-empty = I know nothing of it yet.
recap-open = This is what I understood:
recap-nothing = Nothing is being arranged at the moment. What would you like to book, move or cancel?
recap-kind = Meeting
recap-length = Length
recap-time = Time

## Own bookings
booking-line = { $when }: { $title } with { $host }
booking-short = { $time } · { $title }
bookings-upcoming = { $count ->
    [one] You have one booking coming up:
   *[other] You have { $count } bookings coming up:
}
bookings-past = { $count ->
    [one] You had one booking:
   *[other] You had { $count } bookings:
}
bookings-cancelled = { $count ->
    [one] One booking was cancelled:
   *[other] { $count } bookings were cancelled:
}
bookings-more = and { $count } more
no-bookings-upcoming = You have no bookings coming up that were made here.
no-bookings-past = You have no past bookings that were made here.
no-bookings-cancelled = None of your bookings made here was cancelled.
no-bookings-then = You have no bookings made here for “{ $when }”.
no-such-booking = I find no booking of yours that fits “{ $words }”. These are coming up:
which-move = Which booking would you like to move?
which-cancel = Which booking would you like to cancel?
booking-gone = That booking is no longer there to change.
booking-over = That booking is already over.
not-cancellable = { $title } cannot be cancelled here. Please ask your host.
not-movable = { $title } cannot be moved here. Please ask your host.
move-lead = Moving { $title } from { $when }.
move-same-time = It is at that time already. Which other time would suit you?
ask-scope = { $title } on { $when } is one of a series. Which part shall I cancel?
ask-scope-short = which part of the series
status-pending = requested, waiting for the host
status-cancelled = cancelled
status-rejected = declined by the host
status-awaiting-host = ringing
reason-cancel = Cancelled by the attendee
reason-undo = Taken back right after booking
reason-reschedule = Moved by the attendee

## When something fails
calendar-away = I cannot reach the calendar right now. Nothing was changed; please try again in a moment.
calendar-away-nothing-written = The calendar did not take it just now, and nothing was changed. Shall I try again?
calendar-busy = The calendar is very busy right now. Nothing was changed; please try again in a minute.
calendar-refuses = The calendar does not accept this bot's key, so I cannot do that. The team that runs me has to look at it; nothing was changed.
no-event-types = This bot has nothing to book yet: the team that runs it has to set up whose calendar it offers.
calendar-away-for-the-rest = Then the calendar stopped answering, so the rest has to wait; please ask me again in a moment.
store-away-after-sending = I cannot use my memory right now, and I had already sent this to the calendar. Please do not send it twice: I will look what became of it when you write again.
store-away = I cannot use my memory right now, so I did nothing. Please try again in a moment.
write-refused = The calendar refused this, and nothing was changed. Please try other details.
write-failed-before = That did not go through, and nothing was changed.
limit-reached = You already have the most bookings that this host allows at once. Move or cancel one first.
outcome-unknown-book = I sent the booking, but the calendar has not answered, so I cannot say yet whether it is booked. I will look again when you write; please do not book it twice.
outcome-unknown-reschedule = I sent the change, but the calendar has not answered, so I cannot say yet whether it moved. I will look again when you write.
outcome-unknown-cancel = I sent the cancellation, but the calendar has not answered, so I cannot say yet whether it is cancelled. I will look again when you write.
outcome-unknowable = I cannot tell whether that went through. Please look for the confirmation in your e-mail before you try again.
outcome-not-done-book = That did not reach the calendar, so nothing was booked.
outcome-not-done-reschedule = That did not reach the calendar, so nothing was moved.
outcome-not-done-cancel = That did not reach the calendar, so nothing was cancelled.
say-something = Write me what you would like to book, move or cancel.
cap-reached = You have written a lot today, so until midnight (UTC) I answer by simple rules. Booking works as ever; short, plain messages work best.
too-long = That was very long; I read the first { $count } characters.

## Small talk
smalltalk-hello = Hello! Shall I find you a time to meet?
smalltalk-thanks = You're welcome!
smalltalk-bye = Goodbye, and see you soon!
smalltalk-ok = All right. Tell me when there is something to book, move or cancel.
smalltalk-how-are-you = I'm well, thank you! What can I book for you?
smalltalk-who-are-you = I'm Slotwise, a scheduling assistant. I find free times and book, move and cancel meetings.
help =
    I can find free times and book, move, cancel and list your meetings. Just write it the way you would to a person:
    • “30 minutes tomorrow at 3pm, I'm in Lisbon”
    • “what is free next Tuesday afternoon?”
    • “move my Friday meeting to Monday morning”
    • “cancel my meeting” or “what have I booked?”
off-topic = That is beyond me: I only know about meetings. Shall I find you a time?
not-understood = I didn't quite get that. Tell me what to book, move or cancel, and when.

## Commands
welcome = Hello! I'm Slotwise.
welcome-name = Hello, { $name }! I'm Slotwise.
welcome-what =
    I find times with { $host } and book, move and cancel meetings. Just write it the way you would to a person, for example:
    • “30 minutes tomorrow at 3pm”
    • “what is free next Tuesday afternoon?”
link-unknown = I don't know where that link was meant to lead; it may be an old one. Tell me what you would like to book.
link-not-yours = That link was made for somebody else. Write to me, and I'll help you with your own booking.
zone-now = Your times are in { $place } time. To change it, tell me the city you are in.
language-ask = I speak { $language } with you. Which language would you like?
language-unknown = I don't speak that language yet. These I do:
language-set = From now on I speak { $language }.
privacy =
    What I keep: what you tell me about yourself, our last messages, and which bookings you made here. It serves to book, move and cancel for you, and for nothing else. The bookings themselves are kept by Cal.com and the host.
    /export gives you all of it as a file. /forget deletes it.
privacy-known = This is what I know of you:
privacy-line = • { $label }: { $value }
privacy-name = Name
privacy-email = E-mail
privacy-phone = Phone
privacy-zone = Time zone
privacy-length = Usual length
privacy-hours = Usual hours
privacy-line-kept = • { $label }: { $value } (remembered for next time)
privacy-lapses = What is not marked as remembered I let go of after half a day without a word from you.
usual-part = { $part ->
    [morning] mornings
    [afternoon] afternoons
   *[evening] evenings
}
forget-ask = Shall I delete everything I keep about you: your name, e-mail, answers, our messages, and which bookings are yours? Bookings that stand stay with Cal.com and the host, and I will no longer be able to move or cancel them for you.
choice-forget = Delete everything
choice-keep = Keep it
forget-kept = All right, I keep it.
forget-later = One of your bookings has not been answered by the calendar yet. Please try /forget again in a few minutes.
forgotten = Done: I have deleted everything I kept about you. Bookings that stand are still with Cal.com and the host.
exported = Here is everything I keep about you.
remember-ask = { $count ->
    [one] Shall I remember you for next time: who you are, your time zone, and 1 minute as your usual length?
   *[other] Shall I remember you for next time: who you are, your time zone, and { $count } minutes as your usual length?
}
remembered = I will remember this for next time:
remembered-shown = /privacy shows it and lets you clear it.
remember-what = Gladly, but what? For example “remember my e-mail” or “remember that mornings suit me best”.
unremembered = Forgotten: { $items }.

## Shared and passed on
phone-kept = Thank you, I noted { $phone }.
quoted-no-time = I find no day or time in what you passed on. What would you like to book, and when?
quoted-which = What you passed on names more than one time. Which one do you mean?
guests-after-booking = I can invite others only while a booking is being made. For the one that stands, please forward them its invitation; or cancel it and I book it anew with them.
edit-too-old = I saw that you changed an earlier message, but I can only take back the last one. Please write it anew.
edit-booked = That is booked already: { $booking }. I leave it as it is; I can move or cancel it for you.
edit-booked-move = That is booked already: { $booking }. I can move it:
choice-share-location = Share my location
choice-share-phone = Share my number

## In groups
group-continue = For the rest I need a few details. Let's do that in private.
group-own = That is between the two of us. Let's go on in private.
group-booked = Booked: { $when }, { $place } time.
choice-continue = Continue in private

## When people are told what they did not ask for
peace-always = I tell you of changes to your meetings when they happen, at any hour.
peace-quiet = Between { $from } and { $until } I tell you nothing that you did not ask for; it waits until { $until }.
peace-digest = I tell you of changes once a day, at { $at }.
peace-reminders = I remind you before your meetings.
peace-no-reminders = I do not remind you of your meetings.
peace-zone = These are times in { $place }.
peace-unread = Two times say it best: “/quiet 22:00 to 7:00”. “/quiet off” ends it, “/digest 8:00” makes it one message a day.
choice-quiet = Quiet from { $from } to { $until }
choice-no-quiet = No quiet hours
choice-digest = Once a day, at { $at }
choice-no-digest = At once, not once a day
choice-reminders = Remind me
choice-no-reminders = No reminders
## A person of the team
choice-end-thread = End this conversation
help-human = To talk to a person of the team instead, send /human.
team-called = I've let the team know, with your name and what you wrote. Their answer comes here, and until then I pass on whatever you write. To go on with me, tap below or send /done.
team-passed-on = Passed on to the team. (/done ends it.)
team-ended = All right, this is between the two of us again. The team knows.
team-ended-it = The team has ended this conversation, so you're talking to me again.
team-lost = The team can't be reached from here right now, so nobody is reading along. You're talking to me again.
team-no-thread = There is no open conversation with the team.
team-unset = I can't bring anybody in here. What I can do is find you a time to talk with { $host }.
team-elsewhere = The team is reached in Telegram: write to the bot there and ask for a person.
team-name = The team
team-says = 👤 { $name }: { $text }
team-post = 🙋 { $name } asks to talk to a person.
    Reply to this message to answer; everything until /done (also as a reply) or the button is passed on.
team-post-about = 🙋 { $name } asks to talk to a person:
    “{ $about }”
    Reply to this message to answer; everything until /done (also as a reply) or the button is passed on.
team-post-more = 💬 { $name }: { $text }
team-post-ended = ✔️ { $name } has ended this conversation.
