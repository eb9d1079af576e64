"""The HTTP side of `slotwise serve`: the routes of several rooms as one web app, and how strangers are met."""
