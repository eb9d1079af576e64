### What is said while an account is linked: on the page, and in the chat after it. Short, warm, plain.

## The page
page-number-title = One step to go
page-number = Nothing is linked yet. These two accounts would be:
page-calcom = Your Cal.com account
page-chat = The Telegram account that asked
page-no-name = An account without a name
page-tell = If both are yours, write this number to { $bot } in Telegram:
page-open-with-number = Open Telegram with the number
page-not-yours = Is the Telegram account somebody else's? Then close this page and tell nobody the number: nothing will be linked.
page-open = Back to Telegram
page-old-title = This page is out of date
page-old = A link works once, and for ten minutes. Write /link in the chat for a new one.
page-refused-title = Nothing was linked
page-refused = You said no at Cal.com. Should you change your mind, write /link in the chat.
page-failed-title = That did not work
page-failed = Cal.com or the chat could not be reached just now, and nothing was linked. Write /link in the chat to try again.

## In the chat
ask-number = Cal.com says yes. Which number does the page show? Write it here, and I link the account.
ask-refuse = That wasn't me
