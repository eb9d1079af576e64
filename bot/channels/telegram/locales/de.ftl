### Was nur dieser Kanal sagt, auf Deutsch. Kurz, freundlich, klar; per du.

## How a reply looks
reader-clock = Auf deiner Uhr: { $when }

## What people send
unreadable = { $kind ->
    [photo] Bestimmt ein schönes Bild, aber ich lese nur Worte. Schreib mir, was du brauchst.
    [live_photo] Bestimmt ein schönes Bild, aber ich lese nur Worte. Schreib mir, was du brauchst.
    [sticker] Gefällt mir! Aber ich lese nur Worte. Schreib mir, was du brauchst.
    [animation] Gefällt mir! Aber ich lese nur Worte. Schreib mir, was du brauchst.
    [dice] Viel Glück! Wenn es um einen Termin geht, sag es mir in Worten.
    [video] Videos kann ich nicht ansehen. Schreib mir, was du brauchst.
    [document] Dateien kann ich nicht öffnen. Schreib mir, was davon wichtig ist.
    [other_contact] Ich nehme nur deine eigene Nummer, damit niemand aus Versehen angerufen wird. Du kannst sie auch eintippen.
    [other_location] Ich nehme nur einen Standort, den du selbst teilst. Du kannst mir auch einfach deine Stadt nennen.
   *[other] Ich lese nur Worte. Schreib mir, was du brauchst.
}
place-without-zone = Welche Zeitzone dort gilt, weiß ich nicht. Nach den Uhren welcher Stadt richtest du dich?
voice-heard = 🎙 „{ $text }“
voice-unset = Sprachnachrichten kann ich hier nicht anhören, aber Text geht. Tipp es ein, und ich lege los.
voice-too-long = Die Aufnahme ist mir zu lang: Höchstens { $minutes } Minuten gehen. Eine kürzere klappt, und Text auch.
voice-too-big = Die Aufnahme ist mir zu groß. Eine kürzere klappt, und Text auch.
voice-failed = Die Aufnahme konnte ich gerade nicht verstehen. Schick sie gleich noch mal, oder tipp es ein.
voice-empty = In der Aufnahme habe ich keine Worte gehört. Sag es noch mal, oder tipp es ein.

## Taps, keyboards, and what goes wrong
tap-outdated = Diese Knöpfe sind von vorhin und tun nichts mehr.
tap-not-yours = Diese Knöpfe gehören { $owner }. Erwähne mich, und du bekommst eigene.
tap-not-yours-unnamed = Diese Knöpfe gehören jemand anderem. Erwähne mich, und du bekommst eigene.
too-many-messages = Da komme ich nicht mehr mit. Gib mir eine Minute und schreib dann noch mal.
failed = Bei mir ist etwas schiefgegangen, und da habe ich aufgehört. Gebucht oder geändert ist nichts, außer ich habe es gesagt. Wenn es noch mal passiert, gib denen, die mich betreiben, diese Kennung: { $reference }.
not-let-in = Ich spreche nur mit Leuten, die mein Team zugelassen hat. Wenn du dazugehören sollst, gib ihm deine Nummer: { $number }.
team-end = Erledigt
team-thread-over = Dieses Gespräch ist beendet, das wurde also nicht weitergegeben.
team-thread-ended = Das Gespräch ist beendet; die Person weiß Bescheid.
team-not-delivered = Das ließ sich nicht zustellen: Der Bot wurde blockiert oder der Chat gelöscht.
team-words-only = Nur Worte werden weitergegeben. Schreib es bitte als Antwort.
share-location = Tipp unten auf den Knopf, um deinen Standort zu teilen. Ich nehme nur die Zeitzone daraus und speichere keine Orte.
share-location-button = 📍 Meinen Standort teilen
share-location-placeholder = Oder schreib eine Stadt
share-phone = Tipp unten auf den Knopf, um deine Telefonnummer zu teilen.
share-phone-button = 📱 Meine Nummer teilen
share-phone-placeholder = Oder schreib die Nummer
keyboard-gone = Danke.

## What the bot says of itself
# At most 64 letters, 120 and 512.
bot-name = Slotwise
bot-short-description = Findet eine Zeit, die dir passt, und bucht, verschiebt oder sagt ab. Schreib einfach, was du brauchst.
bot-description =
    Ich finde freie Zeiten und buche sie für dich, direkt hier im Chat.

    Schreib mir wie einem Menschen: „30 Minuten am Dienstagnachmittag“, „verschieb es auf Freitag“, „was habe ich gebucht?“. Ich frage nach, was fehlt, zeige dir alles, bevor gebucht wird, und rechne in deiner Zeitzone.

    Tipp auf Starten, und wir finden einen Termin.
# At most 256 letters each.
command-book = Zeit finden und buchen
command-bookings = Deine Termine ansehen
command-reschedule = Einen Termin verschieben
command-cancel = Einen Termin absagen
command-timezone = Deine Zeitzone einstellen
command-language = Die Sprache wählen, in der ich schreibe
command-link = Dein Cal.com-Konto verbinden, als Gastgeber
command-unlink = Die Verbindung mit Cal.com lösen
command-human = Mit jemandem aus dem Team sprechen
command-help = Sehen, was ich kann
command-quiet = Wann ich dir etwas sagen darf
command-privacy = Was ich über dich speichere, und warum
command-export = Alles bekommen, was ich über dich speichere
command-forget = Alles löschen, was ich über dich speichere
