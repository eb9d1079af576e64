### Lo que se cuenta sin que nadie lo pida. Breve, cordial, claro.

## A un anfitrión
host-requested = { $who } quiere reunirse contigo. ¿Te va bien?
host-booked = { $who } ha reservado una reunión contigo.
host-confirmed = Se aceptó la solicitud de { $who }.
host-moved = Tu reunión con { $who } cambió de hora.
host-cancelled = Tu reunión con { $who } se canceló.
host-declined = Se rechazó la solicitud de { $who }.
choice-accept = Aceptar
choice-decline = Rechazar

## A un invitado
guest-confirmed = Buenas noticias: { $who } ha confirmado tu reunión.
guest-moved = Tu reunión con { $who } cambió de hora.
guest-cancelled = Tu reunión con { $who } se canceló.
guest-declined = Lo siento: { $who } no puede aceptar la reunión que pediste.

## Varias cosas a la vez
several = { $count ->
    [one] Una novedad desde entonces:
   *[other] { $count } novedades desde entonces:
}
line-requested = Solicitada: { $what }
line-booked = Reservada: { $what }
line-confirmed = Confirmada: { $what }
line-moved = Cambiada: { $what }
line-cancelled = Cancelada: { $what }
line-declined = Rechazada: { $what }
choice-for = { $choice }: { $who }

## Recordatorios
reminder-minutes = { $count ->
    [one] En un minuto:
   *[other] En { $count } minutos:
}
reminder-hours = { $count ->
    [one] En una hora:
   *[other] En { $count } horas:
}
reminder-days = { $count ->
    [one] Mañana:
   *[other] En { $count } días:
}
