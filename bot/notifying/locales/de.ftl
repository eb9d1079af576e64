### Was Leute erfahren, ohne gefragt zu haben. Kurz, freundlich, klar.

## An Gastgeber
host-requested = Neue Anfrage für einen Termin mit { $who }. Passt das?
host-booked = Neuer Termin mit { $who }.
host-confirmed = Die Anfrage von { $who } wurde angenommen.
host-moved = Dein Termin mit { $who } wurde verschoben.
host-cancelled = Dein Termin mit { $who } wurde abgesagt.
host-declined = Die Anfrage von { $who } wurde abgelehnt.
choice-accept = Annehmen
choice-decline = Ablehnen

## An Gäste
guest-confirmed = Gute Nachricht: Dein Termin mit { $who } ist bestätigt.
guest-moved = Dein Termin mit { $who } wurde verschoben.
guest-cancelled = Dein Termin mit { $who } wurde abgesagt.
guest-declined = Der Termin mit { $who }, den du angefragt hast, klappt leider nicht.

## Mehreres zugleich
several = { $count ->
    [one] Eine Neuigkeit inzwischen:
   *[other] { $count } Neuigkeiten inzwischen:
}
line-requested = Angefragt: { $what }
line-booked = Gebucht: { $what }
line-confirmed = Bestätigt: { $what }
line-moved = Verschoben: { $what }
line-cancelled = Abgesagt: { $what }
line-declined = Abgelehnt: { $what }
choice-for = { $choice }: { $who }

## Erinnerungen
reminder-minutes = { $count ->
    [one] In einer Minute:
   *[other] In { $count } Minuten:
}
reminder-hours = { $count ->
    [one] In einer Stunde:
   *[other] In { $count } Stunden:
}
reminder-days = { $count ->
    [one] Morgen:
   *[other] In { $count } Tagen:
}
