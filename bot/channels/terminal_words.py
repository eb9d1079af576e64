"""The few sentences that are the terminal's own; all others come with a reply."""

HINT = "Write what you would like. A number picks a choice; /help says more, /quit leaves."
HELP = """\
Write what you would like in your own words: a meeting, a day, a time, another time zone, your bookings.
A number picks one of the choices shown last. The arrow keys bring back what you wrote before.
/book, /bookings, /reschedule, /cancel, /timezone, /privacy, /forget and /export do what they say
/help  shows this
/quit  leaves, as Ctrl-D does; the conversation goes on when you come back
Ctrl-C clears the line, and leaves when the line is empty"""
GOODBYE = "Goodbye."
WORKING = "one moment"
FINISHING = "Finishing what has begun; press Ctrl-C again to leave at once."
FAILED = (
    "Something went wrong inside Slotwise, and I cannot say whether your last message took effect. Ask for your"
    " bookings to see. Reference: {reference}"
)
SAVED = "Saved {name}: {path}"
NOT_SAVED = "{name} could not be saved: {reason}"
LINK = "{label}: {url}"
GOES_ON = "You were here:"
