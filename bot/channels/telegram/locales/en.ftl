### What only this channel says, in English. Short, warm, plain.

## How a reply looks
reader-clock = On your clock: { $when }

## What people send
unreadable = { $kind ->
    [photo] A nice picture, I'm sure, but I only read words. Tell me in a message what you need.
    [live_photo] A nice picture, I'm sure, but I only read words. Tell me in a message what you need.
    [sticker] I like it! But I only read words. Tell me in a message what you need.
    [animation] I like it! But I only read words. Tell me in a message what you need.
    [dice] Good luck! When it's about a time to meet, tell me in words.
    [video] I can't watch videos. Tell me in a message what you need.
    [document] I can't open files. Tell me in a message what is in it that matters.
    [other_contact] I only take your own number, so that nobody is called by mistake. You can also type it.
    [other_location] I only take a place that you share yourself. You can also just tell me your city.
   *[other] I only read words. Tell me in a message what you need.
}
place-without-zone = I can't tell the time zone of that place. Which city's clocks do you go by?
voice-heard = 🎙 “{ $text }”
voice-unset = I can't listen to recordings here, but text works. Type it and I'm on it.
voice-too-long = That recording is too long for me: { $minutes } minutes are the most. A shorter one works, and so does text.
voice-too-big = That recording is too big for me. A shorter one works, and so does text.
voice-failed = I couldn't make out that recording just now. Send it again in a moment, or type it.
voice-empty = I heard no words in that recording. Say it again, or type it.

## Taps, keyboards, and what goes wrong
tap-outdated = These buttons are from an earlier moment and do nothing any more.
tap-not-yours = These buttons are { $owner }'s. Mention me, and I make you some of your own.
tap-not-yours-unnamed = These buttons are somebody else's. Mention me, and I make you some of your own.
too-many-messages = That is more than I can keep up with. Give me a minute, then write again.
failed = Something went wrong on my side, and I stopped there. Nothing was booked or changed unless I said so. If it happens again, tell whoever runs this the reference { $reference }.
not-let-in = I only talk to people my team has let in. If you should be one of them, give them your number: { $number }.
team-end = Done
team-thread-over = This conversation is over, so that was not passed on.
team-thread-ended = The conversation is ended; they know.
team-not-delivered = That could not be delivered: they have blocked the bot or deleted the chat.
team-words-only = Only words are passed on. Write it as a reply, please.
share-location = Tap the button below to share where you are. I only take the time zone from it, and keep no places.
share-location-button = 📍 Share my location
share-location-placeholder = Or write a city
share-phone = Tap the button below to share your phone number.
share-phone-button = 📱 Share my number
share-phone-placeholder = Or write the number
keyboard-gone = Thank you.

## What the bot says of itself
# At most 64 letters, 120 and 512.
bot-name = Slotwise
bot-short-description = Finds a time that suits you, and books, moves or cancels it. Just write what you need.
bot-description =
    I find free times and book them for you, right here in the chat.

    Write to me as you would to a person: “30 minutes next Tuesday afternoon”, “move it to Friday”, “what have I booked?”. I ask for what is missing, show you everything before it is booked, and keep to your time zone.

    Tap Start, and we find a time.
# At most 256 letters each.
command-book = Find a time and book it
command-bookings = See your bookings
command-reschedule = Move a booking to another time
command-cancel = Cancel a booking
command-timezone = Set your time zone
command-language = Choose the language I speak
command-link = Link your Cal.com account, as a host
command-unlink = Forget the link to your Cal.com account
command-human = Talk to a person of the team
command-help = See what I can do
command-quiet = When I may tell you things
command-privacy = What I keep about you, and why
command-export = Get everything I keep about you
command-forget = Delete everything I keep about you
