### Lo que solo se le dice a un anfitrión. Corto, cercano, llano.

## Bookings of a host
host-booking = { $title } con { $guests }, { $when }
a-guest = un invitado
which-host-booking = ¿Cuál quieres decir?

## What a host may
host-not-linked = Eso es para anfitriones, y este chat no está conectado a ninguna cuenta de Cal.com.
host-lacks-scope = Tu conexión con Cal.com no alcanza para eso: le falta { $scope }.
host-lacks-role = Tu rol en Cal.com no alcanza para eso: hace falta { $role }.
host-lacks-key = Cal.com solo lo permite con una clave de API, no con una cuenta conectada.

## Requests
no-requests = No hay ninguna solicitud esperándote.
request-answered = { $what }: eso ya no espera respuesta.
propose-accept = ¿Acepto esta solicitud?
propose-decline = ¿Rechazo esta solicitud?
request-accepted = Aceptada: { $what }.
request-declined = Rechazada: { $what }.

## After the yes
change-expired = Esa propuesta ha caducado y no se ha cambiado nada. Dímelo otra vez si todavía lo quieres.
declined-change = Vale, no he cambiado nada.
outcome-unknown-change = Lo he enviado, pero Cal.com no ha respondido y aún no sé si está hecho. Volveré a mirar cuando me escribas.
change-not-done = { $count ->
    [one] Eso no se ha hecho: { $reason }.
    [many] { $count } de estos cambios no se han hecho: { $reason }.
   *[other] { $count } de estos cambios no se han hecho: { $reason }.
}
change-not-done-line = Sin hacer: { $what }
why-not-arrived = no llegó a Cal.com
why-not-allowed = Cal.com no lo permite
why-away = Cal.com no responde ahora mismo
why-refused = Cal.com lo rechazó
