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

## Requests
no-requests = No request is waiting for you.
request-answered = { $what }: that is not waiting for an answer any more.
propose-accept = Shall I accept this request?
propose-decline = Shall I decline this request?
request-accepted = Accepted: { $what }.
request-declined = Declined: { $what }.

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
why-refused = Cal.com refused it
