"""What Cal.com's operations take and answer, a file for each family.

Answers keep what they do not know (``CalcomModel``); bodies refuse it (``WriteModel``). What the assistant itself uses
is in ``bot.scheduling.models``.
"""
