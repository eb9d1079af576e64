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

## Requests
no-requests = Es wartet keine Anfrage auf dich.
request-answered = { $what }: Hier wird keine Antwort mehr erwartet.
propose-accept = Soll ich diese Anfrage annehmen?
propose-decline = Soll ich diese Anfrage ablehnen?
request-accepted = Angenommen: { $what }.
request-declined = Abgelehnt: { $what }.

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
why-refused = Cal.com hat es abgelehnt
