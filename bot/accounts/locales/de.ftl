### Was beim Verbinden eines Kontos gesagt wird: auf der Seite und danach im Chat. Kurz, freundlich, klar.

## Die Seite
page-number-title = Noch ein Schritt
page-number = Noch ist nichts verbunden. Es ginge um diese beiden Konten:
page-calcom = Dein Cal.com-Konto
page-chat = Das Telegram-Konto, das gefragt hat
page-no-name = Ein Konto ohne Namen
page-tell = Wenn beide dir gehören, schreib diese Zahl in Telegram an { $bot }:
page-open-with-number = Telegram mit der Zahl öffnen
page-not-yours = Gehört das Telegram-Konto jemand anderem? Dann schließ diese Seite und verrate niemandem die Zahl: So wird nichts verbunden.
page-open = Zurück zu Telegram
page-old-title = Diese Seite gilt nicht mehr
page-old = Ein Link gilt einmal und zehn Minuten lang. Schreib /link in den Chat, dann bekommst du einen neuen.
page-refused-title = Es wurde nichts verbunden
page-refused = Du hast bei Cal.com abgelehnt. Falls du es dir anders überlegst, schreib /link in den Chat.
page-failed-title = Das hat nicht geklappt
page-failed = Cal.com oder der Chat war gerade nicht zu erreichen, und es wurde nichts verbunden. Schreib /link in den Chat, um es noch einmal zu versuchen.

## Im Chat
ask-number = Cal.com hat zugestimmt. Welche Zahl zeigt die Seite? Schreib sie hierher, dann verbinde ich das Konto.
ask-refuse = Das war ich nicht
