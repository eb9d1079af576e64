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
host-lacks-own = Actúo por ti con la clave de otra persona, así que no llego a tus propios ajustes de Cal.com.

## Requests
no-requests = No hay ninguna solicitud esperándote.
request-answered = { $what }: eso ya no espera respuesta.
propose-accept = ¿Acepto esta solicitud?
propose-decline = ¿Rechazo esta solicitud?
request-accepted = Aceptada: { $what }.
request-declined = Rechazada: { $what }.

## Hours
hours-none = Todavía no tienes ningún horario en Cal.com.
hours-shown = Cuándo se puede reservar contigo:
hours-exceptions = Otras horas en estos días:
hours-other-schedules = También tienes: { $names }.
hours-others = Tus otros horarios se quedan como están: { $names }.
hours-which-days = ¿Qué días?
hours-which-hours = ¿De qué hora a qué hora?
hours-unchanged = Tus horas ya son así.
propose-hours = ¿Cambio tus horas?
hours-before = antes
hours-after = después
hours-more = { $count ->
    [one] … y un día más.
    [many] … y { $count } días más.
   *[other] … y { $count } días más.
}
hours-standing = { $count ->
    [one] Esta reserva cae en horas que quitas y por ahora se queda:
    [many] Estas { $count } reservas caen en horas que quitas y por ahora se quedan:
   *[other] Estas { $count } reservas caen en horas que quitas y por ahora se quedan:
}
hours-standing-hint = Después puedes cancelar con un toque.
choice-cancel-standing = { $count ->
    [one] Cancelar esa reserva
    [many] Cancelar esas { $count } reservas
   *[other] Cancelar esas { $count } reservas
}
hours-named = Horas de { $days }
hours-changed = He cambiado tus horas: { $days }.
hours-days = { $count ->
    [one] un día
    [many] { $count } días
   *[other] { $count } días
}

## Changing a booking
nothing-coming = No tienes ninguna reserva próxima.
nothing-begun = Ninguna reunión tuya ha empezado últimamente.
ask-reason = { $change ->
    [decline] ¿Qué le digo a { $guests }? El motivo va con el rechazo.
   *[cancel] ¿Qué le digo a { $guests }? El motivo va con la cancelación.
}
ask-reason-short = el motivo
choice-without-reason = Sin motivo
reason-host-cancelled = Cancelada por el anfitrión
propose-cancel = ¿Cancelo esta reserva?
propose-cancel-all = { $count ->
    [one] ¿Cancelo esta reserva?
    [many] ¿Cancelo estas { $count } reservas?
   *[other] ¿Cancelo estas { $count } reservas?
}
cancelled = Cancelada: { $what }.
cancelled-following = Cancelada, con todas las que siguen: { $what }.
ask-series-part = { $what } es parte de una serie. ¿Qué parte cancelo?
ask-day = ¿Qué día despejo?
nothing-on-then = No tienes nada reservado entonces ({ $when }).
too-much-at-once = Serían { $count } reservas, y cancelo como mucho { $most } a la vez. Dime un tiempo más corto.
propose-ask-to-reschedule = ¿Le pido a { $guests } que elija otra hora?
card-asks-to-reschedule = La reserva se cancela y Cal.com le envía un enlace para elegir otra hora.
asked-to-reschedule = Cancelada, y he pedido a { $guests } que elija otra hora: { $what }.
propose-move = ¿Muevo esta reserva?
moved = Movida: { $what } → { $to }.
propose-no-show = ¿Anoto como ausente: { $who }?
ask-who-absent = ¿Quién no vino?
choice-nobody-came = No vino nadie
choice-host-absent = Falté yo
absent-you = tú
marked-absent = Ausencia anotada: { $who }, { $what }.
absent-already = { $what }: eso ya está anotado.
not-begun = { $what } todavía no ha empezado. Las ausencias se anotan después.
propose-invite = ¿Invito a { $who }?
invited = Invitación enviada: { $who }, { $what }.
invited-already = { $who }: ya está en la invitación.
ask-guest-emails = ¿A quién invito? Necesito sus direcciones de correo.
ask-attendee = ¿A quién añado? Necesito un nombre y un correo.
takes-no-guests = { $title } no admite más invitados.
too-many-guests = { $room ->
    [0] Una reserva admite como mucho { $most } invitados, y esta está completa.
    [one] Una reserva admite como mucho { $most } invitados; en esta cabe uno más.
    [many] Una reserva admite como mucho { $most } invitados; en esta caben { $room } más.
   *[other] Una reserva admite como mucho { $most } invitados; en esta caben { $room } más.
}
propose-reassign = ¿Le paso esta reserva a { $whom }?
the-next-free = quien quede libre en el equipo
reassigned = Ahora la lleva { $whom }: { $what }.
not-round-robin = { $what } no se puede pasar a otro: su equipo no se turna.
ask-to-whom = ¿Quién se encarga?
not-taking-turns = “{ $words }” no está entre quienes se turnan. ¿Quién se encarga?
choice-next-free = Quien esté libre
propose-location = ¿Cambio el lugar de esta reserva?
ask-where = ¿Dónde será? Una dirección, un enlace, un teléfono o una aplicación de vídeo.
ask-number = ¿A qué número, con el prefijo del país?
app-not-connected = { $app } no está conectada a tu Cal.com.
card-before = Antes: { $before }
place-changed = Cambiado: { $what } será ahora aquí: { $place }.
choice-accept = Aceptar
choice-decline-request = Rechazar

## El día del anfitrión
agenda-bookings = { $count ->
    [one] Una reserva:
   *[other] { $count } reservas:
}
agenda-requests = { $count ->
    [one] Una solicitud espera tu respuesta:
   *[other] { $count } solicitudes esperan tu respuesta:
}
agenda-past = { $count ->
    [one] Una reserva pasada:
   *[other] { $count } reservas pasadas:
}
agenda-cancelled = { $count ->
    [one] Una reserva cancelada:
   *[other] { $count } reservas canceladas:
}
agenda-line = • { $time }: { $title } con { $guests }
agenda-pending = espera tu respuesta
agenda-attendee = Con { $who }
agenda-their-time = para esa persona { $time }, { $place }
agenda-guests = También invitados: { $guests }
agenda-answer = { $question }: { $answer }
agenda-accept = Aceptar
agenda-decline = Rechazar
agenda-choice-of = { $choice }: { $guests }
agenda-more = { $count } más
agenda-looked = Son las reservas de tu calendario de Cal.com, con la hora de { $place }.
agenda-nothing-on = No hay nada reservado el { $day }.
agenda-nothing-between = No hay nada reservado del { $first } al { $last }.
agenda-nothing-at = No hay nada reservado a esa hora: { $when }.
agenda-nothing-today = Hoy no hay nada reservado. Lo siguiente: { $next }
agenda-nothing-today-or-later = No hay nada reservado, ni hoy ni más adelante.
agenda-no-bookings = No hay nada reservado.
agenda-no-past = No hay reservas pasadas en los últimos tres meses.
agenda-no-cancelled = No hay reservas canceladas, ni de los últimos tres meses ni por venir.

## Event types
types-none = Todavía no tienes tipos de reunión.
types-listed = Tus tipos de reunión:
type-named = { $title }, { $length }
type-named-hidden = { $title }, { $length } (oculto)
which-type = ¿Qué tipo de reunión quieres decir?
type-which-title = ¿Cómo se va a llamar?
type-which-length = ¿Cuánto va a durar { $title }?
propose-type-make = ¿Creo este tipo de reunión?
type-address = Dirección: { $slug }
type-made = Creado: { $title }.
propose-type-change = ¿Cambio este tipo de reunión?
propose-type-hide = ¿Oculto este tipo de reunión? Su enlace sigue funcionando, pero nadie lo encuentra en tu página.
propose-type-show = ¿Muestro otra vez este tipo de reunión en tu página?
propose-type-delete = ¿Borro este tipo de reunión? No tiene vuelta atrás. Sus reservas se quedan.
type-changed = Cambiado: { $title }.
type-hidden = Oculto: { $title }.
type-shown = Visible otra vez: { $title }.
type-deleted = Borrado: { $title }.
type-hidden-already = { $title } ya está oculto.
type-shown-already = { $title } no está oculto.
type-change-what = ¿Qué cambio de { $title }?
type-change-unknown = Aquí no puedo poner «{ $name }» en «{ $value }».
setting-title = Título
setting-description = Descripción
setting-length = Duración
setting-buffer-before = Margen antes
setting-buffer-after = Margen después
setting-notice = Antelación
setting-window = Reservable con
setting-per-day = Máximo al día
setting-per-week = Máximo a la semana
setting-per-month = Máximo al mes
type-setting = { $label }: { $value }
type-setting-changed = { $label }: { $before } → { $after }
propose-link = ¿Creo un enlace privado? Quien lo tenga puede reservar esto.
link-uses = { $count ->
    [one] vale para una reserva
    [many] vale para { $count } reservas
   *[other] vale para { $count } reservas
}
link-until = vale hasta { $when }
link-made = Enlace privado para { $title }, { $end }:

## Recordings
recordings-no-past = No veo ninguna reunión tuya en los últimos tres meses.
recordings-not-on-video = { $what }: no fue por Cal Video, así que no hay nada que ver ni leer.
recordings-none = { $what }: no hay grabación.
transcripts-none = { $what }: no hay transcripción.
recordings-here = Grabación de { $what }:
transcripts-here = Transcripción de { $what }:
recordings-hold = El enlace caduca en unas horas; pídeme otro cuando quieras.
transcripts-hold = El enlace vale una hora; pídeme otro cuando quieras.
choice-open-recording = Abrir la grabación
choice-open-transcript = Abrir la transcripción

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
why-changed-meanwhile = tu horario se cambió en otro sitio entretanto; dímelo otra vez para verlo como está ahora
why-refused = Cal.com lo rechazó
why-gone = ya no está ahí para cambiarla
why-nobody-free = nadie más del equipo está libre entonces
why-went = la hora se ocupó mientras tanto

## Quién está libre
host-booking-with = { $title } con { $guests }
free-yes = Sí, estás libre: { $when }.
free-no = No, no estás libre: { $when }.
free-outside = No hay nada reservado ({ $when }), pero a esa hora no trabajas.
free-day = { $day }: libre { $times }
free-day-open = { $day }: nada reservado
free-day-none = { $day }: no estás libre
free-day-off = { $day }: fuera de tu horario de trabajo
free-taken = • { $times }: { $what }
free-busy = ocupado en tu propio calendario
free-hours = Tu horario de trabajo ese día: { $times }
free-hours-none = Ese día no trabajas.
free-looked = He mirado { $what }.
free-not-looked = No he podido mirar { $what }.
free-looked-bookings = tus reservas
free-looked-hours = tu horario de trabajo
free-looked-calendars = { $count ->
    [one] tu calendario conectado ({ $names })
   *[other] tus { $count } calendarios conectados ({ $names })
}
free-looked-calendars-unnamed = tus calendarios conectados
free-looked-slots = He mirado las horas en que se puede reservar con cada uno.
free-nobody = No conozco a ningún anfitrión llamado { $name }.
free-no-length = { $name } no ofrece citas de { $count } minutos.
free-together = { $names } pueden reunirse { $count } minutos:
free-none-together = No he encontrado { $count } minutos en que { $names } puedan reunirse.
free-others-not-on-it = Esta reserva no incluye por sí sola a { $names }: dime su correo para invitar.

## Reservar para otra persona
ask-their-name = el nombre del invitado
ask-their-email = el correo del invitado
ask-their-phone = el teléfono del invitado, con prefijo del país
card-zone-of-host = No se conoce la zona horaria del invitado: la invitación va en la tuya, { $place }
instant-none = En tu Cal.com no hay reuniones instantáneas, así que esta es una normal.
instant-if-nobody = Si nadie se une, la reunión no tiene lugar; pide entonces una hora normal.
instant-joined = { $names } se ha unido a la reunión.
instant-ordinary = Nadie se ha unido. Busquemos una hora normal.
choice-nobody-joined = Nadie se une

## Linking a Cal.com account
calcom-user = { $name } ({ $email })
choice-link = Continuar con Cal.com
choice-link-yes = Sí, conectar
choice-link-no = No
link-what = Conecta tu cuenta de Cal.com y podrás ver y manejar tu propia agenda desde aquí: reservas, solicitudes, horarios.
link-again = Este chat está conectado a { $user }. Con /unlink se acaba; con el botón conectas otra cuenta en su lugar.
link-once = El botón sirve una vez, durante diez minutos, y solo para ti.
link-off = Aquí no se pueden conectar cuentas: quien me gestiona tiene que configurar { $setting }.
link-elsewhere = Las cuentas se conectan en Telegram: escribe /link al bot allí.
link-by-settings = Aquí eres anfitrión por los ajustes del equipo, para { $user }. No hay nada que conectar.
link-wrong-number = Ese no es el número de la página. Míralo otra vez y escríbelo aquí.
link-over = No hay nada que conectar: era para otra cuenta o hace demasiado tiempo. Escribe /link para empezar de nuevo.
link-ask = ¿Conecto { $user } a este chat? Entonces veré y cambiaré esa agenda por ti.
link-refused = De acuerdo, no se conectó nada.
linked = Conectado a { $user }. Prueba con «¿qué tengo hoy?», y con /unlink lo deshaces cuando quieras.
link-done-before = Esa cuenta ya está conectada.
link-ended = Tu conexión con Cal.com ha terminado: se retiró allí o caducó. Escribe /link para conectarla otra vez.
unlinked = La conexión con { $user } ya no existe, y he olvidado su acceso.
unlink-nothing = No hay ninguna conexión que quitar: este chat no representa ninguna cuenta de Cal.com.

## Lo que se ha usado
use-of-all = Uso de todos en los últimos { $days } días (días en UTC):
use-of-one = Tu uso en los últimos { $days } días (días en UTC):
use-none = Todavía nada.
use-not-counted = Aquí no se cuenta nada.
use-together = en total
use-bookings = reservas
use-turns = turnos
use-calls = consultas al modelo
use-tokens = tokens
use-cost = coste
