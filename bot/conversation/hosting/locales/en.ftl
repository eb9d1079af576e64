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
hours-standing-hint = If they should go too, ask me to cancel them.
hours-named = Hours on { $days }
hours-changed = Your hours are changed: { $days }.
hours-days = { $count ->
    [one] one day
   *[other] { $count } days
}

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
