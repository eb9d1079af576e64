"""Who hears of what happens to a booking without having asked: hosts and guests, of changes and before it starts.

webhook, subscription   what Cal.com tells, written down before it hears that it came; and that it tells it here, once
changes                 what has become of a booking, and who did it
people                  who is told, in which language and zone, and when they are left in peace
speaking                to say it once
hearing                 from an event to a notice for each who should hear of it
notices, reminders      what waits to be told, and is looked at once more before it is
telling                 how it is told
worker                  has all of it done: once, by one of several processes, and also after a kill
notifying               the parts put together

An event says that something happened to a booking; what happened is asked of Cal.com. So an event that comes twice,
late or after a newer one tells nobody anything that is over.
"""
