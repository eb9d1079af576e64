### Was nur Gastgeber zu lesen bekommen. Kurz, freundlich, klar; per du.

## Bookings of a host
host-booking = { $title } mit { $guests }, { $when }
a-guest = einem Gast
which-host-booking = Welchen Termin meinst du?

## What a host may
host-not-linked = Das ist für Gastgeber, und dieser Chat ist mit keinem Cal.com-Konto verbunden.
host-lacks-scope = Deine Verbindung mit Cal.com reicht dafür nicht aus: Es fehlt { $scope }.
host-lacks-role = Deine Rolle in Cal.com reicht dafür nicht aus: Nötig ist { $role }.
host-lacks-key = Das erlaubt Cal.com nur mit einem API-Schlüssel, nicht mit einem verbundenen Konto.
host-lacks-own = Ich handle für dich mit dem Schlüssel von jemand anderem, deshalb komme ich an deine eigenen Einstellungen bei Cal.com nicht heran.

## Requests
no-requests = Es wartet keine Anfrage auf dich.
request-answered = { $what }: Hier wird keine Antwort mehr erwartet.
propose-accept = Soll ich diese Anfrage annehmen?
propose-decline = Soll ich diese Anfrage ablehnen?
request-accepted = Angenommen: { $what }.
request-declined = Abgelehnt: { $what }.

## Hours
hours-none = Du hast bei Cal.com noch keinen Zeitplan.
hours-shown = Dann bist du buchbar:
hours-exceptions = Andere Zeiten an diesen Tagen:
hours-other-schedules = Außerdem hast du: { $names }.
hours-others = Deine anderen Zeitpläne bleiben, wie sie sind: { $names }.
hours-which-days = Welche Tage meinst du?
hours-which-hours = Von wann bis wann?
hours-unchanged = Deine Zeiten sind schon so.
propose-hours = Soll ich deine Zeiten ändern?
hours-before = bisher
hours-after = neu
hours-more = { $count ->
    [one] … und noch ein Tag.
   *[other] … und noch { $count } Tage.
}
hours-standing = { $count ->
    [one] Dieser Termin liegt in Zeiten, die wegfallen, und bleibt vorerst:
   *[other] Diese { $count } Termine liegen in Zeiten, die wegfallen, und bleiben vorerst:
}
hours-standing-hint = Danach kannst du mit einem Tippen absagen.
choice-cancel-standing = { $count ->
    [one] Diesen Termin absagen
   *[other] Diese { $count } Termine absagen
}
hours-named = Zeiten für { $days }
hours-changed = Deine Zeiten sind geändert: { $days }.
hours-days = { $count ->
    [one] ein Tag
   *[other] { $count } Tage
}

## Changing a booking
nothing-coming = Bei dir ist in nächster Zeit nichts gebucht.
nothing-begun = Zuletzt hat keiner deiner Termine begonnen.
ask-reason = { $change ->
    [decline] Was soll ich { $guests } sagen? Der Grund geht mit der Ablehnung hinaus.
   *[cancel] Was soll ich { $guests } sagen? Der Grund geht mit der Absage hinaus.
}
ask-reason-short = der Grund
choice-without-reason = Ohne Grund
reason-host-cancelled = Vom Gastgeber abgesagt
propose-cancel = Soll ich diesen Termin absagen?
propose-cancel-all = { $count ->
    [one] Soll ich diesen Termin absagen?
   *[other] Soll ich diese { $count } Termine absagen?
}
cancelled = Abgesagt: { $what }.
cancelled-following = Abgesagt, samt allen folgenden: { $what }.
ask-series-part = { $what } gehört zu einer Reihe. Welchen Teil soll ich absagen?
ask-day = Welchen Tag soll ich freiräumen?
nothing-on-then = Da ist bei dir nichts gebucht ({ $when }).
too-much-at-once = Das wären { $count } Termine, und ich sage höchstens { $most } auf einmal ab. Nenn mir bitte einen kürzeren Zeitraum.
propose-ask-to-reschedule = Soll ich { $guests } bitten, eine andere Zeit zu wählen?
card-asks-to-reschedule = Der Termin wird abgesagt, und Cal.com schickt einen Link zu einer neuen Zeit.
asked-to-reschedule = Abgesagt, mit der Bitte an { $guests }, eine andere Zeit zu wählen: { $what }.
propose-move = Soll ich diesen Termin verschieben?
moved = Verschoben: { $what } → { $to }.
propose-no-show = Soll ich als nicht erschienen vermerken: { $who }?
ask-who-absent = Wer ist nicht erschienen?
choice-nobody-came = Niemand kam
choice-host-absent = Ich war nicht da
absent-you = du
marked-absent = Als nicht erschienen vermerkt: { $who }, { $what }.
absent-already = { $what }: Das ist schon vermerkt.
not-begun = { $what } hat noch nicht begonnen. Wer fehlt, lässt sich erst danach vermerken.
propose-invite = Soll ich { $who } einladen?
invited = Eingeladen: { $who }, { $what }.
invited-already = { $who }: schon eingeladen.
ask-guest-emails = Wen soll ich einladen? Ich brauche die E-Mail-Adressen.
ask-attendee = Wen soll ich hinzufügen? Ich brauche einen Namen und eine E-Mail-Adresse.
takes-no-guests = { $title } ist nicht für weitere Gäste gedacht.
too-many-guests = { $room ->
    [0] Ein Termin hat höchstens { $most } Gäste, und dieser ist voll.
   *[other] Ein Termin hat höchstens { $most } Gäste; hier ist noch Platz für { $room }.
}
propose-reassign = Soll ich diesen Termin abgeben an { $whom }?
the-next-free = wer im Team als Nächstes frei ist
reassigned = Abgegeben an { $whom }: { $what }.
not-round-robin = { $what } lässt sich nicht abgeben: Sein Team wechselt sich nicht ab.
ask-to-whom = Wer soll ihn übernehmen?
not-taking-turns = „{ $words }“ gehört nicht zu denen, die sich abwechseln. Wer soll ihn übernehmen?
choice-next-free = Wer als Nächstes frei ist
propose-location = Soll ich ändern, wo dieser Termin stattfindet?
ask-where = Wo soll er stattfinden? Eine Adresse, ein Link, eine Telefonnummer oder eine Video-App.
ask-number = Unter welcher Nummer, mit Ländervorwahl?
app-not-connected = { $app } ist nicht mit deinem Cal.com verbunden.
card-before = Vorher: { $before }
place-changed = Geändert: { $what } findet jetzt hier statt: { $place }.
choice-accept = Annehmen
choice-decline-request = Ablehnen

## Der Tag des Gastgebers
agenda-bookings = { $count ->
    [one] Ein Termin:
   *[other] { $count } Termine:
}
agenda-requests = { $count ->
    [one] Eine Anfrage wartet auf deine Antwort:
   *[other] { $count } Anfragen warten auf deine Antwort:
}
agenda-past = { $count ->
    [one] Ein vergangener Termin:
   *[other] { $count } vergangene Termine:
}
agenda-cancelled = { $count ->
    [one] Ein abgesagter Termin:
   *[other] { $count } abgesagte Termine:
}
agenda-line = • { $time }: { $title } mit { $guests }
agenda-pending = wartet auf deine Antwort
agenda-attendee = Mit { $who }
agenda-their-time = dort { $time }, { $place }
agenda-guests = Auch eingeladen: { $guests }
agenda-answer = { $question }: { $answer }
agenda-accept = Annehmen
agenda-decline = Ablehnen
agenda-choice-of = { $choice }: { $guests }
agenda-more = { $count } weitere
agenda-looked = Das sind die Termine in deinem Cal.com-Kalender, nach der Uhr von { $place }.
agenda-nothing-on = Am { $day } ist nichts gebucht.
agenda-nothing-between = Von { $first } bis { $last } ist nichts gebucht.
agenda-nothing-at = Um diese Zeit ist nichts gebucht: { $when }.
agenda-nothing-today = Heute ist nichts gebucht. Danach: { $next }
agenda-nothing-today-or-later = Es ist nichts gebucht, weder heute noch später.
agenda-no-bookings = Es ist nichts gebucht.
agenda-no-past = In den letzten drei Monaten gab es keine Termine.
agenda-no-cancelled = Es gibt keine abgesagten Termine, weder aus den letzten drei Monaten noch künftige.

## Event types
types-none = Du hast noch keine Terminarten.
types-listed = Deine Terminarten:
type-named = { $title }, { $length }
type-named-hidden = { $title }, { $length } (versteckt)
which-type = Welche Terminart meinst du?
type-which-title = Wie soll sie heißen?
type-which-length = Wie lange soll { $title } dauern?
propose-type-make = Soll ich diese Terminart anlegen?
type-address = Adresse: { $slug }
type-made = Angelegt: { $title }.
propose-type-change = Soll ich diese Terminart ändern?
propose-type-hide = Soll ich diese Terminart verstecken? Ihr Link geht weiter, aber auf deiner Seite findet sie niemand.
propose-type-show = Soll ich diese Terminart wieder auf deiner Seite zeigen?
propose-type-delete = Soll ich diese Terminart löschen? Das lässt sich nicht rückgängig machen. Ihre Termine bleiben.
type-changed = Geändert: { $title }.
type-hidden = Versteckt: { $title }.
type-shown = Wieder sichtbar: { $title }.
type-deleted = Gelöscht: { $title }.
type-hidden-already = { $title } ist schon versteckt.
type-shown-already = { $title } ist nicht versteckt.
type-change-what = Was soll ich an { $title } ändern?
type-change-unknown = „{ $name }“ kann ich hier nicht auf „{ $value }“ setzen.
setting-title = Titel
setting-description = Beschreibung
setting-length = Dauer
setting-buffer-before = Puffer davor
setting-buffer-after = Puffer danach
setting-notice = Vorlauf
setting-window = Im Voraus buchbar
setting-per-day = Höchstens pro Tag
setting-per-week = Höchstens pro Woche
setting-per-month = Höchstens pro Monat
type-setting = { $label }: { $value }
type-setting-changed = { $label }: { $before } → { $after }
propose-link = Soll ich einen privaten Link machen? Wer ihn hat, kann das hier buchen.
link-uses = { $count ->
    [one] gut für eine Buchung
   *[other] gut für { $count } Buchungen
}
link-until = gültig bis { $when }
link-made = Privater Link für { $title }, { $end }:

## Recordings
recordings-no-past = Ich sehe in den letzten drei Monaten keinen vergangenen Termin von dir.
recordings-not-on-video = { $what }: Das lief nicht über Cal Video, also gibt es nichts anzusehen oder nachzulesen.
recordings-none = { $what }: Es gibt keine Aufzeichnung.
transcripts-none = { $what }: Es gibt keine Mitschrift.
recordings-here = Aufzeichnung von { $what }:
transcripts-here = Mitschrift von { $what }:
recordings-hold = Der Link läuft nach einigen Stunden ab; frag einfach noch mal nach einem frischen.
transcripts-hold = Der Link gilt eine Stunde; frag einfach noch mal nach einem frischen.
choice-open-recording = Aufzeichnung öffnen
choice-open-transcript = Mitschrift öffnen

## After the yes
change-expired = Das Angebot ist abgelaufen, und es hat sich nichts geändert. Sag es noch mal, wenn du es noch möchtest.
declined-change = In Ordnung, es hat sich nichts geändert.
outcome-unknown-change = Ich habe es abgeschickt, aber Cal.com hat nicht geantwortet; ob es erledigt ist, weiß ich noch nicht. Ich sehe nach, sobald du schreibst.
change-not-done = { $count ->
    [one] Das wurde nicht erledigt: { $reason }.
   *[other] { $count } davon wurden nicht erledigt: { $reason }.
}
change-not-done-line = Nicht erledigt: { $what }
why-not-arrived = es ist nicht bei Cal.com angekommen
why-not-allowed = Cal.com erlaubt es nicht
why-away = Cal.com antwortet gerade nicht
why-changed-meanwhile = dein Zeitplan wurde inzwischen anderswo geändert; sag es noch mal, dann siehst du, wie er jetzt ist
why-refused = Cal.com hat es abgelehnt
why-gone = es gibt den Termin so nicht mehr
why-nobody-free = im Team ist dann sonst niemand frei
why-went = die Zeit ist inzwischen vergeben

## Wer frei ist
host-booking-with = { $title } mit { $guests }
free-yes = Ja, du bist frei: { $when }.
free-no = Nein, du bist nicht frei: { $when }.
free-outside = Es ist nichts gebucht ({ $when }), aber da arbeitest du nicht.
free-day = { $day }: frei { $times }
free-day-open = { $day }: nichts gebucht
free-day-none = { $day }: nicht frei
free-day-off = { $day }: außerhalb deiner Arbeitszeit
free-taken = • { $times }: { $what }
free-busy = belegt in deinem eigenen Kalender
free-hours = Deine Arbeitszeit an dem Tag: { $times }
free-hours-none = An dem Tag arbeitest du nicht.
free-looked = Angesehen habe ich { $what }.
free-not-looked = Nicht ansehen konnte ich { $what }.
free-looked-bookings = deine Termine
free-looked-hours = deine Arbeitszeit
free-looked-calendars = { $count ->
    [one] deinen verbundenen Kalender ({ $names })
   *[other] deine { $count } verbundenen Kalender ({ $names })
}
free-looked-calendars-unnamed = deine verbundenen Kalender
free-looked-slots = Angesehen habe ich die Zeiten, zu denen jeder gebucht werden kann.
free-nobody = Ich kenne keinen Gastgeber namens { $name }.
free-no-length = { $name } bietet keine Termine von { $count } Minuten an.
free-together = { $names } können sich { $count } Minuten treffen:
free-none-together = Ich habe keine { $count } Minuten gefunden, in denen { $names } sich treffen können.
free-others-not-on-it = { $names } ist mit dieser Buchung noch nicht eingeladen: Nenn mir die E-Mail dafür.

## Für jemanden buchen
ask-their-name = der Name des Gastes
ask-their-email = die E-Mail des Gastes
ask-their-phone = die Telefonnummer des Gastes, mit Ländervorwahl
card-zone-of-host = Die Zeitzone des Gastes ist nicht bekannt: Die Einladung nennt deine, { $place }
instant-none = In deinem Cal.com gibt es keine Soforttermine, deshalb ein gewöhnlicher.
instant-if-nobody = Kommt niemand dazu, findet der Termin nicht statt; frag dann nach einer gewöhnlichen Zeit.
instant-joined = { $names } ist dazugekommen.
instant-ordinary = Niemand ist dazugekommen. Suchen wir eine gewöhnliche Zeit.
choice-nobody-joined = Niemand kommt

## Linking a Cal.com account
calcom-user = { $name } ({ $email })
choice-link = Weiter mit Cal.com
choice-link-yes = Ja, verbinden
choice-link-no = Nein
link-what = Verbinde dein Cal.com-Konto, und du siehst und steuerst deinen eigenen Kalender von hier aus: Termine, Anfragen, Zeiten.
link-again = Dieser Chat ist mit { $user } verbunden. /unlink beendet das; mit dem Knopf verbindest du stattdessen ein anderes Konto.
link-once = Der Knopf gilt einmal, zehn Minuten lang, und nur für dich.
link-off = Konten verbinden geht hier nicht: Wer mich betreibt, muss { $setting } setzen.
link-elsewhere = Konten werden in Telegram verbunden: Schreib dort dem Bot /link.
link-by-settings = Du bist hier durch die Einstellungen des Teams Gastgeber, für { $user }. Da gibt es nichts zu verbinden.
link-wrong-number = Das ist nicht die Zahl auf der Seite. Sieh noch einmal nach und schreib sie hierher.
link-over = Hier gibt es nichts zu verbinden: Es galt einem anderen Konto, oder es ist zu lange her. Fang mit /link neu an.
link-ask = Soll ich { $user } mit diesem Chat verbinden? Dann sehe und ändere ich diesen Kalender für dich.
link-refused = Gut, es wurde nichts verbunden.
linked = Mit { $user } verbunden. Frag zum Beispiel „Was steht heute an?“, und /unlink löst es jederzeit wieder.
link-done-before = Dieses Konto ist schon verbunden.
link-ended = Deine Verbindung mit Cal.com ist zu Ende: Sie wurde dort zurückgenommen oder ist abgelaufen. Mit /link verbindest du dich wieder.
unlinked = Die Verbindung mit { $user } ist gelöst, und ihren Zugang habe ich vergessen.
unlink-nothing = Es gibt keine Verbindung zu lösen: Dieser Chat steht für kein Cal.com-Konto.

## Was verbraucht wurde
use-of-all = Verbrauch von allen in den letzten { $days } Tagen (Tage in UTC):
use-of-one = Dein Verbrauch in den letzten { $days } Tagen (Tage in UTC):
use-none = Noch nichts.
use-not-counted = Hier wird nichts gezählt.
use-together = zusammen
use-bookings = Buchungen
use-turns = Nachrichten
use-calls = Modellaufrufe
use-tokens = Tokens
use-cost = Kosten
