### Alles, was das Programm sagt, auf Deutsch. Kurz, freundlich, klar; per du. Daten, Uhrzeiten, Namen und Listen kommen fertig herein.
### Gastgeber stehen immer im Dativ („mit“, „von“, „bei“), damit „deinem Gastgeber“ so gut passt wie ein Name.

## Pieces
moment = { $day }, { $time }
moment-with-offset = { $day }, { $time } in { $place }
period = { $day }, { $start } – { $end }, { $place }
minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
yes = Ja
no = Nein
the-host = deinem Gastgeber
a-meeting = Termin

## Choices
choice-confirm = Bestätigen
choice-decline = Doch nicht
choice-other-time = Andere Zeiten
choice-another-day = Anderer Tag
choice-more-times = Mehr Zeiten
choice-more-days = Mehr Tage
choice-earlier-times = Frühere Zeiten
choice-earlier-days = Frühere Tage
choice-whole-month = Ganzer Monat
choice-part = { $part ->
    [morning] Vormittag
    [afternoon] Nachmittag
   *[evening] Abend
} ({ $count })
choice-done = Fertig
choice-ticked = { $option } (ausgewählt)
choice-start-over = Von vorn anfangen
choice-change = Ändern: { $what }
choice-move = Verschieben
choice-cancel = Termin absagen
choice-undo = Rückgängig (eine Minute lang)
choice-join = Teilnehmen
choice-add-to = In { $calendar } eintragen
choice-book-again = Anderen Termin buchen
choice-remember = Fürs nächste Mal merken
choice-unremember = Vergessen: { $item }
choice-unremember-all = Das alles vergessen
choice-book = Termin buchen
choice-outdated = Diese Auswahl gilt nicht mehr.
scope-this = Nur diesen
scope-following = Diesen und alle folgenden
scope-all = Die ganze Serie

## Times
times-intro = Freie Zeiten für { $title }:
times-intro-day = Freie Zeiten für { $title }, { $day }:
times-intro-part = Freie Zeiten für { $title }, { $day } am { $part ->
    [morning] Vormittag
    [afternoon] Nachmittag
   *[evening] Abend
}:
times-zone = (Ortszeit { $place })
times-below = Die Zeiten unten sind Ortszeit { $place }.
times-left = { $count ->
    [one] { $day }: noch eine freie Zeit.
   *[other] { $day }: noch { $count } freie Zeiten.
}
usual-length = { $count ->
    [one] 1 Minute, wie üblich; sag mir, wenn es diesmal anders sein soll.
   *[other] { $count } Minuten, wie üblich; sag mir, wenn es diesmal anders sein soll.
}
usual-hours = Zuerst { $part ->
    [morning] morgens
    [afternoon] nachmittags
   *[evening] abends
}, wie du es magst:
times-more-days = { $count ->
    [one] An einem weiteren Tag ist noch etwas frei.
   *[other] An { $count } weiteren Tagen ist noch etwas frei.
}
days-intro = Tage mit freien Zeiten für { $title }:
days-line = { $count ->
    [one] { $day } (1 Zeit)
   *[other] { $day } ({ $count } Zeiten)
}
month-intro = Tage mit freien Zeiten für { $title } im { $month }:
month-empty = Im { $month } ist für { $title } nichts frei.
month-next = Die nächsten freien Zeiten gibt es im { $month }.
month-none-later = Auch danach finde ich nichts Freies.
nearest-intro = Die nächstgelegenen freien Zeiten:
nothing-then = Für „{ $when }“ ist nichts frei. Das hier liegt am nächsten:
pick-one = Welche dieser Zeiten passt dir?
nothing-left-that-day = An dem Tag ist nichts mehr frei. Das hier liegt am nächsten:
nothing-at-all = In den nächsten Wochen finde ich für { $title } nichts Freies.
time-is-free = { $when } ist frei: { $title } mit { $host }.
just-taken = { $when } wurde gerade eben vergeben, darum habe ich nichts gebucht.
series-taken = Einer der Termine dieser Serie ist schon vergeben, darum habe ich nichts gebucht. Vielleicht geht an einem anderen Tag oder zu einer anderen Zeit die ganze Serie.
why-past = { $time } ist schon vorbei.
why-too-soon = { $time } ist zu kurzfristig: Hier braucht es { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
} Vorlauf.
why-too-far = Das ist zu weit in der Zukunft: Buchen kannst du bis { $days } Tage im Voraus.
why-outside = { $time } liegt außerhalb der Arbeitszeiten.
why-taken = { $time } ist schon vergeben.
why-unavailable = { $time } ist nicht verfügbar.
when-impossible = „{ $words }“ gibt es auf keinem Kalender und keiner Uhr. Welchen Tag und welche Uhrzeit meinst du?
when-past = „{ $words }“ ist schon vorbei. Welcher Tag und welche Uhrzeit würden dir passen?
when-gap = { $day }: An dem Tag werden die Uhren vorgestellt, und „{ $words }“ gibt es nicht. Nenn mir bitte eine Zeit vor oder nach der Umstellung.
when-fold = An dem Tag werden die Uhren zurückgestellt, und „{ $words }“ gibt es zweimal. Welche meinst du: { $options }?
when-two = „{ $words }“ kann zweierlei heißen. Was meinst du: { $options }?

## Questions
ask-one = Zum Buchen fehlt mir nur noch: { $question }
ask-several = Zum Buchen fehlt mir noch:
ask-several-for = Für { $title } fehlt mir noch:
ask-line = • { $question }
also-needed = Such dir eine Zeit aus, und sag mir auch:
still-needed = Für die Buchung fehlt mir noch:
one-more-thing = Eins fehlt noch, bevor ich buchen kann.
question-options = { $question } ({ $options })
question-options-many = { $question } (auch mehrere: { $options })
ask-name = dein Name
ask-email = deine E-Mail-Adresse
ask-phone = deine Telefonnummer, mit Ländervorwahl
ask-notes = Anmerkungen
ask-title = worum es in dem Termin geht
ask-guests = die E-Mail-Adressen weiterer Gäste
ask-location = wo der Termin stattfindet
ask-place = die Adresse oder der Ort des Termins
ask-zone = die Stadt, in der du bist (wegen der Zeitzone)
ask-zone-only = In welcher Stadt bist du? Ich brauche sie für die Zeitzone.
ask-when = wann es dir passt
ask-event-type = die Art des Termins
ask-event-type-of = Was möchtest du mit { $host } buchen?
event-type-line = • { $title } ({ $lengths } Min.)
ask-length = die Dauer
ask-length-of = Wie lange soll { $title } dauern: { $lengths }?
location-phone = Telefon { $phone }
location-attendee-phone = Anruf bei dir
location-attendee-address = Bei dir vor Ort
location-attendee-defined = Ein Ort deiner Wahl
location-video = Videoanruf

## Answers that do not do
wrong-answer = „{ $answer }“ passt hier nicht: { $label }.
wrong-option = „{ $answer }“ steht nicht zur Auswahl für { $label }: { $options }.
wrong-number = { $label }: „{ $answer }“ ist keine Zahl.
wrong-zero = { $label }: 0 geht nicht.
wrong-email = „{ $answer }“ ist keine vollständige E-Mail-Adresse. Sie sollte aussehen wie ana@example.com.
wrong-phone = Mit „{ $answer }“ als Telefonnummer kann ich nichts anfangen. Mit Ländervorwahl sieht sie so aus: +49 151 23456789.
wrong-phone-country = Bitte ergänze „{ $answer }“ um die Ländervorwahl, zum Beispiel +49 151 23456789.
wrong-url = { $label }: „{ $answer }“ ist keine Webadresse wie https://example.com.
wrong-several = { $label }: Bitte nenn mir nur eins.
wrong-boolean = { $label }: Bitte antworte mit Ja oder Nein.
wrong-must-be-yes = { $label }: Hier braucht es ein Ja, bevor ich buchen kann.
wrong-date = { $label }: „{ $answer }“ ist kein Datum.
wrong-too-long = { $label }: Das ist zu lang.
wrong-empty = { $label }: Hier brauche ich eine Antwort.
no-such-host = „{ $name }“ kenne ich hier nicht. Buchen kann ich mit { $others }.
no-such-event-type = „{ $name }“ kann man hier nicht buchen.
no-such-length = Hier dauert nichts { $count } Minuten; es gibt { $lengths }.
length-not-of-type = { $title } dauert { $lengths }, nicht { $count } Minuten.
type-length = { $title } dauert { $lengths }.

## Zones
zone-set = Alles klar: { $place }. Wann passt es dir?
zone-stay = Notiert: Für diesen Termin sind die Zeiten Ortszeit { $place }. Zu Hause bleiben sie, wie sie sind.
zone-kept = Alles klar: Deine Zeiten sind jetzt Ortszeit { $place }.
zone-unknown = „{ $place }“ kenne ich nicht. Welche größere Stadt ist in deiner Nähe?
zone-ambiguous = „{ $place }“ kann mehr als eine Zeitzone sein. Welche ist deine: { $options }?

## Proposals
proposal-book = Soll ich das so buchen?
proposal-reschedule = Soll ich den Termin verschieben?
proposal-cancel = Soll ich den Termin absagen?
proposal-expired = Das Angebot stand eine Weile und ist abgelaufen. So sieht es jetzt aus:
nothing-proposed = Im Moment gibt es nichts zu bestätigen.
not-yours-to-answer = Darauf kann nur antworten, wer danach gefragt hat.
say-yes = Wenn das ein Ja ist, schreib bitte „ja“ oder wähl Bestätigen.
card-title = { $title } mit { $host }
card-now = Jetzt gleich: Es klingelt beim Team, und wer zuerst frei ist, kommt dazu
card-from = Von: { $when }
card-to = Auf: { $when }
card-length-changes = Durch das Verschieben dauert der Termin { $count } Minuten; für eine andere Dauer sag ihn ab und buche neu.
card-attendee = Für: { $name } ({ $contact })
card-answer = { $label }: { $answer }
card-reason = Grund: { $reason }
card-state = Stand: { $state }
card-pending = Das muss erst noch von { $host } bestätigt werden.
card-scope-following = Dieser und alle folgenden der Serie
card-scope-all = Die ganze Serie
card-series-label = Wiederholung
card-series-weekly = { $interval ->
    [1] jede Woche, { $count }-mal
   *[other] alle { $interval } Wochen, { $count }-mal
}
card-series-monthly = { $interval ->
    [1] jeden Monat, { $count }-mal
   *[other] alle { $interval } Monate, { $count }-mal
}
card-series-yearly = { $interval ->
    [1] jedes Jahr, { $count }-mal
   *[other] alle { $interval } Jahre, { $count }-mal
}
card-series-other = { $count }-mal
card-series = Alle { $count } Termine: { $days }
card-host-time = Bei { $host }: { $when }, { $place }
clocks-change = In { $place } werden die Uhren { $way ->
    [back] zurückgestellt
   *[forward] vorgestellt
} ({ $day }); { $time } ist schon die neue Zeit.
clocks-change-host = Bei { $host } ({ $place }) werden die Uhren { $way ->
    [back] zurückgestellt
   *[forward] vorgestellt
} ({ $day }); dort ist es dann { $time }.
card-home-time = Zu Hause: { $when }, { $place }
card-mail = Die Einladung geht an { $email }.
place = Wo: { $place }
place-app = Wo: { $app } (der Link steht in der Einladung)

## What was done
done-booked = Gebucht!
done-requested = Angefragt: Die Bestätigung von { $host } steht noch aus.
done-instant = Es klingelt: Gleich kommt jemand dazu.
done-moved = Verschoben!
done-cancelled-this = Abgesagt: { $title } mit { $host }, { $when }.
done-cancelled-following = Abgesagt: { $title } mit { $host }, ab { $when }.
done-cancelled-all = Abgesagt: die ganze Serie { $title } mit { $host }.
done-before = Das ist schon erledigt: { $what }, { $when }.
undo-late = Die Minute, in der sich das sofort zurücknehmen lässt, ist um; darum frage ich lieber nach.
declined-book = In Ordnung, ich habe nichts gebucht. Sag mir eine andere Zeit oder was ich ändern soll.
declined-reschedule = In Ordnung, der Termin bleibt, wo er ist.
declined-cancel = In Ordnung, der Termin bleibt bestehen.
started-over = In Ordnung, noch mal von vorn. Was möchtest du buchen?
another-now = Und jetzt die andere Buchung:
another-waits = Eins nach dem anderen: Die zweite Buchung kommt gleich danach.
another-waits-at = Eins nach dem anderen: Die zweite Buchung („{ $when }“) kommt gleich danach.
one-at-a-time = Das sind zwei verschiedene Buchungen, und ich möchte sie nicht durcheinanderbringen. Welche soll es sein, oder welche zuerst?
second-choice = { $first } ist nicht frei, deshalb nehme ich deine zweite Wahl.
resume-book = Zurück zu deiner Buchung:
resume-proposal = Und hier warte ich noch auf deine Antwort:
recap-known = Das habe ich bis jetzt:
recap-empty = Dazu weiß ich noch nichts.
recap-open = Das habe ich verstanden:
recap-nothing = Im Moment ist nichts in Arbeit. Was möchtest du buchen, verschieben oder absagen?
recap-kind = Termin
recap-length = Dauer
recap-time = Zeit

## Own bookings
booking-line = { $when }: { $title } mit { $host }
booking-short = { $time } · { $title }
bookings-upcoming = { $count ->
    [one] Du hast einen Termin vor dir:
   *[other] Du hast { $count } Termine vor dir:
}
bookings-past = { $count ->
    [one] Du hattest einen Termin:
   *[other] Du hattest { $count } Termine:
}
bookings-cancelled = { $count ->
    [one] Ein Termin wurde abgesagt:
   *[other] { $count } Termine wurden abgesagt:
}
bookings-more = und { $count } weitere
no-bookings-upcoming = Du hast keine anstehenden Termine, die hier gebucht wurden.
no-bookings-past = Du hast keine vergangenen Termine, die hier gebucht wurden.
no-bookings-cancelled = Keiner deiner hier gebuchten Termine wurde abgesagt.
no-bookings-then = Für „{ $when }“ hast du hier nichts gebucht.
no-such-booking = Ich finde keinen Termin von dir, der zu „{ $words }“ passt. Das steht an:
which-move = Welchen Termin möchtest du verschieben?
which-cancel = Welchen Termin möchtest du absagen?
booking-gone = Diesen Termin gibt es nicht mehr.
booking-over = Dieser Termin ist schon vorbei.
not-cancellable = { $title } lässt sich hier nicht absagen. Bitte wende dich an deinen Gastgeber.
not-movable = { $title } lässt sich hier nicht verschieben. Bitte wende dich an deinen Gastgeber.
move-lead = { $title } wird verschoben, bisher: { $when }.
move-same-time = Da ist der Termin schon. Welche andere Zeit würde dir passen?
ask-scope = { $title }, { $when }, gehört zu einer Serie. Was soll ich absagen?
ask-scope-short = welcher Teil der Serie
status-pending = angefragt, noch nicht bestätigt
status-cancelled = abgesagt
status-rejected = vom Gastgeber abgelehnt
status-awaiting-host = es klingelt
reason-cancel = Vom Teilnehmer abgesagt
reason-undo = Gleich nach dem Buchen zurückgenommen
reason-reschedule = Vom Teilnehmer verschoben

## When something fails
calendar-away = Ich erreiche den Kalender gerade nicht. Es hat sich nichts geändert; versuch es bitte gleich noch mal.
calendar-away-nothing-written = Der Kalender hat das gerade nicht angenommen, und es hat sich nichts geändert. Soll ich es noch mal versuchen?
calendar-busy = Im Kalender ist gerade viel los. Es hat sich nichts geändert; versuch es bitte in einer Minute noch mal.
calendar-refuses = Der Kalender nimmt den Schlüssel dieses Bots nicht an, darum kann ich das nicht tun. Das Team, das mich betreibt, muss sich das ansehen; es hat sich nichts geändert.
no-event-types = Bei diesem Bot gibt es noch nichts zu buchen: Das Team, das ihn betreibt, muss erst festlegen, wessen Kalender er anbietet.
calendar-away-for-the-rest = Danach hat der Kalender nicht mehr geantwortet, der Rest muss also warten; frag mich bitte gleich noch mal.
store-away-after-sending = Ich komme gerade nicht an mein Gedächtnis, und das hier hatte ich schon an den Kalender geschickt. Bitte schick es nicht noch mal: Wenn du wieder schreibst, sehe ich nach, was daraus geworden ist.
store-away = Ich komme gerade nicht an mein Gedächtnis, darum habe ich nichts getan. Versuch es bitte gleich noch mal.
write-refused = Der Kalender hat das abgelehnt, und es hat sich nichts geändert. Versuch es bitte mit anderen Angaben.
write-failed-before = Das hat nicht geklappt, und es hat sich nichts geändert.
limit-reached = Du hast schon so viele Termine, wie hier auf einmal erlaubt sind. Verschieb oder sag zuerst einen ab.
outcome-unknown-book = Ich habe die Buchung abgeschickt, aber der Kalender hat nicht geantwortet; ob sie steht, weiß ich noch nicht. Ich sehe nach, sobald du schreibst; bitte buche nicht doppelt.
outcome-unknown-reschedule = Ich habe die Verschiebung abgeschickt, aber der Kalender hat nicht geantwortet; ob sie steht, weiß ich noch nicht. Ich sehe nach, sobald du schreibst.
outcome-unknown-cancel = Ich habe die Absage abgeschickt, aber der Kalender hat nicht geantwortet; ob sie angekommen ist, weiß ich noch nicht. Ich sehe nach, sobald du schreibst.
outcome-unknowable = Ob das geklappt hat, kann ich nicht feststellen. Schau bitte erst nach der Bestätigung in deinen E-Mails, bevor du es noch mal versuchst.
outcome-not-done-book = Das ist nicht im Kalender angekommen, es ist also nichts gebucht.
outcome-not-done-reschedule = Das ist nicht im Kalender angekommen, es ist also nichts verschoben.
outcome-not-done-cancel = Das ist nicht im Kalender angekommen, es ist also nichts abgesagt.
say-something = Schreib mir, was du buchen, verschieben oder absagen möchtest.
cap-reached = Heute kam schon viel zusammen, deshalb antworte ich bis Mitternacht (UTC) nach einfachen Regeln. Buchen geht wie immer; kurze, klare Nachrichten am besten.
too-long = Das war sehr lang; ich habe die ersten { $count } Zeichen gelesen.

## Small talk
smalltalk-hello = Hallo! Soll ich dir einen Termin suchen?
smalltalk-thanks = Gern geschehen!
smalltalk-bye = Tschüss, und bis bald!
smalltalk-ok = In Ordnung. Sag Bescheid, wenn es etwas zu buchen, zu verschieben oder abzusagen gibt.
smalltalk-how-are-you = Mir geht's gut, danke! Was darf ich dir buchen?
smalltalk-who-are-you = Ich bin Slotwise, ein Terminassistent. Ich finde freie Zeiten und buche, verschiebe und sage Termine ab.
help =
    Ich kann freie Zeiten finden und deine Termine buchen, verschieben, absagen und auflisten. Schreib einfach so, wie du mit einem Menschen schreiben würdest:
    • „30 Minuten morgen um 15 Uhr, ich bin in Lissabon“
    • „was ist nächsten Dienstagnachmittag frei?“
    • „verschieb meinen Termin am Freitag auf Montagvormittag“
    • „sag meinen Termin ab“ oder „was habe ich gebucht?“
off-topic = Da bin ich überfragt: Ich kenne mich nur mit Terminen aus. Soll ich dir einen suchen?
not-understood = Das habe ich nicht ganz verstanden. Sag mir, was du buchen, verschieben oder absagen möchtest, und wann.

## Commands
welcome = Hallo! Ich bin Slotwise.
welcome-name = Hallo, { $name }! Ich bin Slotwise.
welcome-what =
    Ich finde Zeiten mit { $host } und buche, verschiebe und sage Termine ab. Schreib einfach so, wie du mit einem Menschen schreiben würdest, zum Beispiel:
    • „30 Minuten morgen um 15 Uhr“
    • „was ist nächsten Dienstagnachmittag frei?“
link-unknown = Ich weiß nicht, wohin dieser Link führen sollte; vielleicht ist er alt. Sag mir, was du buchen möchtest.
link-not-yours = Dieser Link war für jemand anderen. Schreib mir, dann helfe ich dir bei deiner eigenen Buchung.
zone-now = Deine Zeiten sind Ortszeit { $place }. Um das zu ändern, sag mir, in welcher Stadt du bist.
language-ask = Mit dir spreche ich { $language }. Welche Sprache hättest du gern?
language-unknown = Diese Sprache spreche ich noch nicht. Diese hier schon:
language-set = Ab jetzt spreche ich { $language }.
privacy =
    Was ich speichere: was du mir über dich erzählst, unsere letzten Nachrichten und welche Termine du hier gebucht hast. Damit buche, verschiebe und sage ich für dich ab, und für sonst nichts. Die Termine selbst liegen bei Cal.com und beim Gastgeber.
    /export gibt dir alles davon als Datei. /forget löscht es.
privacy-known = Das weiß ich über dich:
privacy-line = • { $label }: { $value }
privacy-name = Name
privacy-email = E-Mail
privacy-phone = Telefon
privacy-zone = Zeitzone
privacy-length = Übliche Dauer
privacy-hours = Übliche Zeiten
privacy-line-kept = • { $label }: { $value } (fürs nächste Mal gemerkt)
privacy-lapses = Was nicht als gemerkt markiert ist, vergesse ich nach einem halben Tag ohne Nachricht von dir.
usual-part = { $part ->
    [morning] morgens
    [afternoon] nachmittags
   *[evening] abends
}
forget-ask = Soll ich alles löschen, was ich über dich gespeichert habe: deinen Namen, deine E-Mail-Adresse, Antworten, unsere Nachrichten und welche Termine deine sind? Termine, die stehen, bleiben bei Cal.com und beim Gastgeber, aber verschieben oder absagen kann ich sie dann nicht mehr für dich.
choice-forget = Alles löschen
choice-keep = Behalten
forget-kept = In Ordnung, ich behalte es.
forget-later = Zu einem deiner Termine hat der Kalender noch nicht geantwortet. Versuch /forget bitte in ein paar Minuten noch mal.
forgotten = Erledigt: Ich habe alles gelöscht, was ich über dich gespeichert hatte. Termine, die stehen, liegen weiter bei Cal.com und beim Gastgeber.
exported = Hier ist alles, was ich über dich gespeichert habe.
remember-ask = { $count ->
    [one] Soll ich mir für das nächste Mal merken, wer du bist, deine Zeitzone und 1 Minute als übliche Dauer?
   *[other] Soll ich mir für das nächste Mal merken, wer du bist, deine Zeitzone und { $count } Minuten als übliche Dauer?
}
remembered = Das merke ich mir fürs nächste Mal:
remembered-shown = /privacy zeigt es, und dort lässt es sich löschen.
remember-what = Gern, aber was? Zum Beispiel „merk dir meine E-Mail“ oder „merk dir, dass es mir morgens am besten passt“.
unremembered = Vergessen: { $items }.

## Shared and passed on
phone-kept = Danke, ich habe { $phone } notiert.
quoted-no-time = In dem, was du weitergeleitet hast, finde ich weder Tag noch Uhrzeit. Was möchtest du buchen, und wann?
quoted-which = In dem, was du weitergeleitet hast, steht mehr als eine Zeit. Welche meinst du?
guests-after-booking = Weitere Gäste kann ich nur beim Buchen einladen. Beim bestehenden Termin leite ihnen bitte die Einladung weiter; oder sag ihn ab, dann buche ich ihn neu mit ihnen.
edit-too-old = Ich habe gesehen, dass du eine frühere Nachricht geändert hast, aber ich kann nur die letzte zurücknehmen. Schreib es bitte noch mal.
edit-booked = Das ist schon gebucht: { $booking }. Ich lasse es so; verschieben oder absagen kann ich es gern.
edit-booked-move = Das ist schon gebucht: { $booking }. Ich kann es verschieben:
choice-share-location = Meinen Standort teilen
choice-share-phone = Meine Nummer teilen

## In groups
group-continue = Für den Rest brauche ich ein paar Angaben. Lass uns das privat klären.
group-own = Das bleibt unter uns. Lass uns privat weitermachen.
group-booked = Gebucht: { $when }, Ortszeit { $place }.
choice-continue = Privat weitermachen

## Wann man ungefragt etwas erfährt
peace-always = Ich sage dir von Änderungen an deinen Terminen, sobald es sie gibt, zu jeder Zeit.
peace-quiet = Zwischen { $from } und { $until } sage ich dir nichts, wonach du nicht gefragt hast; es wartet bis { $until }.
peace-digest = Ich sage dir einmal am Tag von Änderungen, um { $at }.
peace-reminders = Ich erinnere dich vor deinen Terminen.
peace-no-reminders = Ich erinnere dich nicht an deine Termine.
peace-zone = Das sind Zeiten in { $place }.
peace-unread = Am besten mit zwei Uhrzeiten: „/quiet 22:00 bis 7:00“. „/quiet aus“ beendet es, „/digest 8:00“ macht eine Nachricht am Tag daraus.
choice-quiet = Ruhe von { $from } bis { $until }
choice-no-quiet = Keine Ruhezeiten
choice-digest = Einmal am Tag, um { $at }
choice-no-digest = Sofort, nicht einmal am Tag
choice-reminders = Erinnere mich
choice-no-reminders = Keine Erinnerungen
## Jemand aus dem Team
choice-end-thread = Gespräch beenden
help-human = Um mit jemandem aus dem Team zu sprechen, schick /human.
team-called = Ich habe dem Team Bescheid gesagt, mit deinem Namen und dem, was du geschrieben hast. Die Antwort kommt hierher, und bis dahin gebe ich alles weiter, was du schreibst. Um mit mir weiterzumachen, tippe unten oder schick /done.
team-passed-on = An das Team weitergegeben. (Mit /done ist Schluss.)
team-ended = Gut, dann sind wir wieder unter uns. Das Team weiß Bescheid.
team-ended-it = Das Team hat das Gespräch beendet, du redest also wieder mit mir.
team-lost = Das Team ist gerade nicht zu erreichen, es liest also niemand mit. Du redest wieder mit mir.
team-no-thread = Es gibt gerade kein Gespräch mit dem Team.
team-unset = Ich kann hier niemanden dazuholen. Was ich kann: dir eine Zeit für ein Gespräch mit { $host } suchen.
team-elsewhere = Das Team erreichst du in Telegram: Schreib dort dem Bot und frag nach einem Menschen.
team-name = Das Team
team-says = 👤 { $name }: { $text }
team-post = 🙋 { $name } möchte mit einem Menschen sprechen.
    Antworte auf diese Nachricht; alles wird weitergegeben bis /done (auch als Antwort) oder bis zum Knopf.
team-post-about = 🙋 { $name } möchte mit einem Menschen sprechen:
    „{ $about }“
    Antworte auf diese Nachricht; alles wird weitergegeben bis /done (auch als Antwort) oder bis zum Knopf.
team-post-more = 💬 { $name }: { $text }
team-post-ended = ✔️ { $name } hat das Gespräch beendet.
