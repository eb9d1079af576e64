### Todo lo que dice el programa, en español. Breve, cercano, claro; de tú. Las fechas, horas, nombres y listas llegan hechos.

## Pieces
moment = { $day }, { $time }
moment-with-offset = { $day }, { $time } en { $place }
period = { $day }, { $start } – { $end }, { $place }
minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
yes = Sí
no = No
the-host = tu anfitrión
a-meeting = Reunión

## Choices
choice-confirm = Confirmar
choice-decline = Esta no
choice-other-time = Otras horas
choice-another-day = Otro día
choice-more-times = Más horas
choice-more-days = Más días
choice-earlier-times = Horas anteriores
choice-earlier-days = Días anteriores
choice-whole-month = Mes completo
choice-part = { $part ->
    [morning] Mañana
    [afternoon] Tarde
   *[evening] Noche
} ({ $count })
choice-done = Listo
choice-ticked = { $option } (marcado)
choice-start-over = Empezar de nuevo
choice-change = Cambiar: { $what }
choice-move = Cambiar de hora
choice-cancel = Cancelar reserva
choice-undo = Deshacer (durante un minuto)
choice-join = Unirme
choice-add-to = Añadir a { $calendar }
choice-book-again = Reservar otra hora
choice-remember = Recuérdame para la próxima
choice-unremember = Olvidar: { $item }
choice-unremember-all = Olvidar todo esto
choice-book = Reservar una hora
choice-outdated = Esa opción ya no está disponible.
scope-this = Solo esta
scope-following = Esta y las siguientes
scope-all = Toda la serie

## Times
times-intro = Horas libres para { $title }:
times-intro-day = Horas libres para { $title }, { $day }:
times-intro-part = Horas libres para { $title }, { $day } por la { $part ->
    [morning] mañana
    [afternoon] tarde
   *[evening] noche
}:
times-zone = (hora de { $place })
times-below = Las horas de abajo son de { $place }.
times-left = { $count ->
    [one] { $day }: queda una hora más.
   *[other] { $day }: quedan { $count } horas más.
}
usual-length = { $count ->
    [one] 1 minuto, como siempre; dime si esta vez debe durar otra cosa.
   *[other] { $count } minutos, como siempre; dime si esta vez debe durar otra cosa.
}
usual-hours = Primero { $part ->
    [morning] por la mañana
    [afternoon] por la tarde
   *[evening] por la noche
}, como te gusta:
times-more-days = { $count ->
    [one] Hay un día más con horas libres.
   *[other] Hay { $count } días más con horas libres.
}
days-intro = Días con horas libres para { $title }:
days-line = { $count ->
    [one] { $day } (1 hora)
   *[other] { $day } ({ $count } horas)
}
month-intro = Días con horas libres para { $title } en { $month }:
month-empty = No hay nada libre para { $title } en { $month }.
month-next = Las siguientes horas libres son en { $month }.
month-none-later = Tampoco encuentro ninguna hora libre después.
nearest-intro = Las horas libres más cercanas:
nothing-then = No hay nada libre para «{ $when }». Esto es lo más cercano:
pick-one = ¿Cuál de estas horas te viene bien?
nothing-left-that-day = Ya no queda nada libre ese día. Esto es lo más cercano:
nothing-at-all = No encuentro ninguna hora libre para { $title } en las próximas semanas.
time-is-free = { $when } está libre para { $title } con { $host }.
just-taken = { $when } se acaba de ocupar, así que no he reservado nada.
series-taken = Una de las fechas de la serie está ocupada, así que no he reservado nada. Puede que otro día u otra hora estén libres en todas.
why-past = { $time } ya ha pasado.
why-too-soon = { $time } es demasiado pronto: hay que reservar con { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
} de antelación.
why-too-far = Eso queda demasiado lejos: se puede reservar hasta { $days } días a partir de hoy.
why-outside = { $time } queda fuera del horario de atención.
why-taken = { $time } ya está ocupado.
why-unavailable = { $time } no está disponible.
when-impossible = «{ $words }» no existe en ningún calendario ni reloj. ¿Qué día y hora quieres decir?
when-past = «{ $words }» ya ha pasado. ¿Qué día y hora te vendrían bien?
when-gap = { $day }: ese día se adelantan los relojes y «{ $words }» no existe. Dime una hora antes o después del cambio.
when-fold = Ese día se atrasan los relojes, así que «{ $words }» ocurre dos veces. ¿Cuál de las dos: { $options }?
when-two = «{ $words }» puede querer decir dos cosas. ¿Cuál: { $options }?

## Questions
ask-one = Para reservar solo me falta: { $question }
ask-several = Para reservar me falta:
ask-several-for = Para { $title } me falta:
ask-line = • { $question }
also-needed = Elige una hora y dime también:
still-needed = Para la reserva todavía me falta:
one-more-thing = Hace falta una cosa más para poder reservar.
question-options = { $question } ({ $options })
question-options-many = { $question } (puedes elegir varias: { $options })
ask-name = tu nombre
ask-email = tu correo electrónico
ask-phone = tu teléfono, con el prefijo del país
ask-notes = notas adicionales
ask-title = de qué trata la reunión
ask-guests = los correos de otros invitados
ask-location = dónde será la reunión
ask-place = la dirección o el lugar de la reunión
ask-zone = la ciudad en la que estás (por la zona horaria)
ask-zone-only = ¿En qué ciudad estás? Lo necesito por la zona horaria.
ask-when = cuándo te viene bien
ask-event-type = tipo de reunión
ask-event-type-of = ¿Qué te gustaría reservar con { $host }?
event-type-line = • { $title } ({ $lengths } min)
ask-length = duración
ask-length-of = ¿Cuánto tiene que durar { $title }: { $lengths }?
location-phone = Teléfono { $phone }
location-attendee-phone = Te llamamos por teléfono
location-attendee-address = En tu dirección
location-attendee-defined = Un lugar que tú digas
location-video = Videollamada

## Answers that do not do
wrong-answer = «{ $answer }» no sirve aquí: { $label }.
wrong-option = «{ $answer }» no es una de las opciones de { $label }: { $options }.
wrong-number = { $label }: «{ $answer }» no es un número.
wrong-zero = { $label }: no puede ser 0.
wrong-email = «{ $answer }» no es un correo completo. Tiene que ser como ana@example.com.
wrong-phone = «{ $answer }» no es un teléfono que pueda usar. Con el prefijo del país es como +34 612 345 678.
wrong-phone-country = Añade el prefijo del país a «{ $answer }», como +34 612 345 678.
wrong-url = { $label }: «{ $answer }» no es una dirección web, como https://example.com.
wrong-several = { $label }: dime solo una.
wrong-boolean = { $label }: responde sí o no.
wrong-must-be-yes = { $label }: hace falta un sí para poder reservar.
wrong-date = { $label }: «{ $answer }» no es una fecha.
wrong-too-long = { $label }: es demasiado largo.
wrong-empty = { $label }: hace falta una respuesta.
no-such-host = Aquí no conozco a nadie que se llame «{ $name }». Puedo reservar con { $others }.
no-such-event-type = Aquí no se puede reservar «{ $name }».
no-such-length = Aquí nada dura { $count } minutos; hay { $lengths }.
length-not-of-type = { $title } dura { $lengths }, no { $count } minutos.
type-length = { $title } dura { $lengths }.

## Zones
zone-set = Entendido: { $place }. ¿Cuándo te gustaría reunirte?
zone-stay = Anotado: para esta reunión las horas son de { $place }. En casa siguen como estaban.
zone-kept = Anotado: desde ahora tus horas son de { $place }.
zone-unknown = No conozco «{ $place }». ¿Qué ciudad más grande tienes cerca?
zone-ambiguous = «{ $place }» puede ser más de una zona horaria. ¿Cuál es la tuya: { $options }?

## Proposals
proposal-book = ¿La reservo?
proposal-reschedule = ¿La cambio?
proposal-cancel = ¿La cancelo?
proposal-expired = Esa propuesta llevaba un rato abierta y ha caducado. Así está ahora:
nothing-proposed = Ahora mismo no hay nada que confirmar.
not-yours-to-answer = Solo puede responder quien lo pidió.
say-yes = Si eso es un sí, escribe «sí» o elige Confirmar.
card-title = { $title } con { $host }
card-now = Ahora mismo: suena en el equipo y se une la primera persona que esté libre
card-from = De: { $when }
card-to = A: { $when }
card-length-changes = Con el cambio pasa a durar { $count } minutos; para otra duración, cancélala y reserva de nuevo.
card-attendee = Para: { $name } ({ $contact })
card-answer = { $label }: { $answer }
card-reason = Motivo: { $reason }
card-state = Estado: { $state }
card-pending = { $host } tiene que confirmarla primero.
card-scope-following = Esta y todas las que siguen en su serie
card-scope-all = Toda la serie
card-series-label = Se repite
card-series-weekly = { $interval ->
    [1] cada semana, { $count } veces
   *[other] cada { $interval } semanas, { $count } veces
}
card-series-monthly = { $interval ->
    [1] cada mes, { $count } veces
   *[other] cada { $interval } meses, { $count } veces
}
card-series-yearly = { $interval ->
    [1] cada año, { $count } veces
   *[other] cada { $interval } años, { $count } veces
}
card-series-other = { $count } veces
card-series = Las { $count } fechas: { $days }
card-host-time = Para { $host }: { $when }, { $place }
clocks-change = En { $place } se { $way ->
    [back] atrasa
   *[forward] adelanta
} el reloj ({ $day }); las { $time } son ya con la hora nueva.
clocks-change-host = Donde está { $host } ({ $place }) se { $way ->
    [back] atrasa
   *[forward] adelanta
} el reloj ({ $day }); allí serán las { $time } con la hora nueva.
card-home-time = En casa: { $when }, { $place }
card-mail = La invitación llega a { $email }.
place = Dónde: { $place }
place-app = Dónde: { $app } (el enlace está en la invitación)

## What was done
done-booked = ¡Reservado!
done-requested = Solicitado: { $host } todavía tiene que confirmarlo.
done-instant = Está sonando: a la espera de que alguien se una.
done-moved = ¡Cambiado!
done-cancelled-this = Cancelado: { $title } con { $host }, { $when }.
done-cancelled-following = Cancelado: { $title } con { $host }, desde { $when } en adelante.
done-cancelled-all = Cancelado: toda la serie de { $title } con { $host }.
done-before = Eso ya está hecho: { $what }, { $when }.
undo-late = Ya ha pasado el minuto para deshacerla sin más, así que antes te pregunto.
declined-book = De acuerdo, no he reservado nada. Dime otra hora o qué quieres cambiar.
declined-reschedule = De acuerdo, se queda como está.
declined-cancel = De acuerdo, la reserva sigue en pie.
started-over = De acuerdo, empezamos de nuevo. ¿Qué te gustaría reservar?
another-now = Y ahora la otra reserva:
another-waits = Una por una: la segunda reserva viene justo después de esta.
another-waits-at = Una por una: la segunda reserva («{ $when }») viene justo después de esta.
one-at-a-time = Son dos reservas distintas y no quiero mezclarlas. ¿Cuál quieres, o con cuál empezamos?
second-choice = { $first } no está disponible, así que vamos con tu segunda opción.
resume-book = Volvamos a tu reserva:
resume-proposal = Y esto sigue esperando tu respuesta:
recap-known = Esto es lo que tengo hasta ahora:
recap-empty = Todavía no sé nada de la reserva.
recap-open = Esto es lo que he entendido:
recap-nothing = Ahora mismo no hay nada a medias. ¿Qué quieres reservar, cambiar o cancelar?
recap-kind = Reunión
recap-length = Duración
recap-time = Hora

## Own bookings
booking-line = { $when }: { $title } con { $host }
booking-short = { $time } · { $title }
bookings-upcoming = { $count ->
    [one] Tienes una reserva próxima:
   *[other] Tienes { $count } reservas próximas:
}
bookings-past = { $count ->
    [one] Tuviste una reserva:
   *[other] Tuviste { $count } reservas:
}
bookings-cancelled = { $count ->
    [one] Se canceló una reserva:
   *[other] Se cancelaron { $count } reservas:
}
bookings-more = y { $count } más
no-bookings-upcoming = No tienes próximas reservas hechas aquí.
no-bookings-past = No tienes reservas pasadas hechas aquí.
no-bookings-cancelled = No se ha cancelado ninguna de tus reservas hechas aquí.
no-bookings-then = No tienes reservas hechas aquí para «{ $when }».
no-such-booking = No encuentro ninguna reserva tuya que encaje con «{ $words }». Estas son las próximas:
which-move = ¿Qué reserva quieres cambiar?
which-cancel = ¿Qué reserva quieres cancelar?
booking-gone = Esa reserva ya no está para poder cambiarla.
booking-over = Esa reserva ya ha pasado.
not-cancellable = { $title } no se puede cancelar aquí. Pregúntale a tu anfitrión.
not-movable = { $title } no se puede cambiar aquí. Pregúntale a tu anfitrión.
move-lead = Cambio de { $title }, ahora: { $when }.
move-same-time = Ya está a esa hora. ¿Qué otra hora te vendría bien?
ask-scope = { $title }, { $when }, es parte de una serie. ¿Qué parte cancelo?
ask-scope-short = qué parte de la serie
status-pending = solicitada, a la espera del anfitrión
status-cancelled = cancelada
status-rejected = rechazada por el anfitrión
status-awaiting-host = sonando
reason-cancel = Cancelado por el asistente
reason-undo = Deshecho justo después de reservar
reason-reschedule = Cambiado por el asistente

## When something fails
calendar-away = Ahora mismo no llego al calendario. No ha cambiado nada; vuelve a intentarlo en un momento.
calendar-away-nothing-written = El calendario no lo ha aceptado ahora, y no ha cambiado nada. ¿Lo intento otra vez?
calendar-busy = El calendario está muy ocupado ahora mismo. No ha cambiado nada; vuelve a intentarlo en un minuto.
calendar-refuses = El calendario no acepta la clave de este bot, así que no puedo hacerlo. Lo tiene que mirar el equipo que me lleva; no ha cambiado nada.
no-event-types = Este bot todavía no tiene nada que reservar: el equipo que lo lleva tiene que configurar de quién es el calendario.
calendar-away-for-the-rest = Después el calendario ha dejado de responder, así que lo demás tiene que esperar; pídemelo otra vez en un momento.
store-away-after-sending = Ahora mismo no puedo usar mi memoria, y esto ya lo había enviado al calendario. No lo envíes otra vez: cuando me vuelvas a escribir miraré qué ha sido de ello.
store-away = Ahora mismo no puedo usar mi memoria, así que no he hecho nada. Vuelve a intentarlo en un momento.
write-refused = El calendario lo ha rechazado, y no ha cambiado nada. Prueba con otros datos.
write-failed-before = No ha salido bien, y no ha cambiado nada.
limit-reached = Ya tienes el máximo de reservas que se permite a la vez. Cambia o cancela una primero.
outcome-unknown-book = He enviado la reserva, pero el calendario no ha respondido, así que aún no sé si está hecha. Lo miraré cuando escribas; no la hagas dos veces.
outcome-unknown-reschedule = He enviado el cambio, pero el calendario no ha respondido, así que aún no sé si está hecho. Lo miraré cuando escribas.
outcome-unknown-cancel = He enviado la cancelación, pero el calendario no ha respondido, así que aún no sé si está hecha. Lo miraré cuando escribas.
outcome-unknowable = No puedo saber si eso ha salido bien. Mira si te ha llegado la confirmación al correo antes de intentarlo otra vez.
outcome-not-done-book = No ha llegado al calendario, así que no hay nada reservado.
outcome-not-done-reschedule = No ha llegado al calendario, así que no ha cambiado nada.
outcome-not-done-cancel = No ha llegado al calendario, así que no hay nada cancelado.
say-something = Escríbeme qué quieres reservar, cambiar o cancelar.
cap-reached = Hoy has escrito mucho, así que hasta medianoche (UTC) respondo con reglas sencillas. Reservar funciona como siempre; lo mejor son mensajes cortos y claros.
too-long = Era un mensaje muy largo; he leído los primeros { $count } caracteres.

## Small talk
smalltalk-hello = ¡Hola! ¿Te busco una hora para una reunión?
smalltalk-thanks = ¡De nada!
smalltalk-bye = ¡Adiós, y hasta pronto!
smalltalk-ok = De acuerdo. Avísame cuando haya algo que reservar, cambiar o cancelar.
smalltalk-how-are-you = ¡Muy bien, gracias! ¿Qué te reservo?
smalltalk-who-are-you = Soy Slotwise, un asistente de agenda. Encuentro horas libres y reservo, cambio y cancelo reuniones.
help =
    Puedo encontrar horas libres y reservar, cambiar, cancelar y enseñarte tus reuniones. Escríbeme como a una persona:
    • «30 minutos mañana a las 15:00, estoy en Lisboa»
    • «¿qué hay libre el martes por la tarde?»
    • «cambia mi reunión del viernes al lunes por la mañana»
    • «cancela mi reunión» o «¿qué tengo reservado?»
off-topic = Eso se me escapa: solo sé de reuniones. ¿Te busco una hora?
not-understood = No te he entendido bien. Dime qué quieres reservar, cambiar o cancelar, y cuándo.

## Commands
welcome = ¡Hola! Soy Slotwise.
welcome-name = ¡Hola, { $name }! Soy Slotwise.
welcome-what =
    Encuentro horas con { $host } y reservo, cambio y cancelo reuniones. Escríbeme como a una persona, por ejemplo:
    • «30 minutos mañana a las 15:00»
    • «¿qué hay libre el martes por la tarde?»
link-unknown = No sé adónde llevaba ese enlace; puede que sea antiguo. Dime qué te gustaría reservar.
link-not-yours = Ese enlace era para otra persona. Escríbeme y te ayudo con tu propia reserva.
zone-now = Tus horas son de { $place }. Para cambiarlo, dime en qué ciudad estás.
language-ask = Contigo hablo { $language }. ¿Qué idioma prefieres?
language-unknown = Ese idioma todavía no lo hablo. Estos sí:
language-set = Desde ahora hablo { $language }.
privacy =
    Lo que guardo: lo que me cuentas de ti, nuestros últimos mensajes y qué reservas has hecho aquí. Sirve para reservar, cambiar y cancelar por ti, y para nada más. Las reservas en sí las guardan Cal.com y el anfitrión.
    /export te lo da todo en un archivo. /forget lo borra.
privacy-known = Esto es lo que sé de ti:
privacy-line = • { $label }: { $value }
privacy-name = Nombre
privacy-email = Correo
privacy-phone = Teléfono
privacy-zone = Zona horaria
privacy-length = Duración habitual
privacy-hours = Horario habitual
privacy-line-kept = • { $label }: { $value } (lo recuerdo para la próxima)
privacy-lapses = Lo que no está marcado lo olvido tras medio día sin mensajes tuyos.
usual-part = { $part ->
    [morning] por la mañana
    [afternoon] por la tarde
   *[evening] por la noche
}
forget-ask = ¿Borro todo lo que guardo de ti: tu nombre, tu correo, tus respuestas, nuestros mensajes y qué reservas son tuyas? Las reservas que sigan en pie se quedan en Cal.com y con el anfitrión, y yo ya no podré cambiarlas ni cancelarlas por ti.
choice-forget = Borrarlo todo
choice-keep = Conservarlo
forget-kept = De acuerdo, lo conservo.
forget-later = El calendario todavía no ha respondido a una de tus reservas. Prueba /forget otra vez en unos minutos.
forgotten = Hecho: he borrado todo lo que guardaba de ti. Las reservas que siguen en pie están en Cal.com y con el anfitrión.
exported = Aquí tienes todo lo que guardo de ti.
remember-ask = { $count ->
    [one] ¿Te recuerdo para la próxima vez: quién eres, tu zona horaria y 1 minuto como duración habitual?
   *[other] ¿Te recuerdo para la próxima vez: quién eres, tu zona horaria y { $count } minutos como duración habitual?
}
remembered = Lo recordaré para la próxima vez:
remembered-shown = /privacy lo muestra y te deja borrarlo.
remember-what = Con gusto, ¿pero qué? Por ejemplo «recuerda mi correo» o «recuerda que prefiero por la mañana».
unremembered = Olvidado: { $items }.

## Shared and passed on
phone-kept = Gracias, he apuntado { $phone }.
quoted-no-time = No encuentro ningún día ni hora en lo que me has reenviado. ¿Qué te gustaría reservar, y cuándo?
quoted-which = Lo que me has reenviado nombra más de una hora. ¿Cuál de ellas?
guests-after-booking = Solo puedo invitar a otras personas mientras hago la reserva. Para la que ya está hecha, reenvíales la invitación; o cancélala y la reservo de nuevo con ellas.
edit-too-old = He visto que has cambiado un mensaje anterior, pero solo puedo deshacer el último. Escríbelo de nuevo.
edit-booked = Eso ya está reservado: { $booking }. Lo dejo como está; si quieres, lo cambio o lo cancelo.
edit-booked-move = Eso ya está reservado: { $booking }. Puedo cambiarlo de hora:
choice-share-location = Compartir mi ubicación
choice-share-phone = Compartir mi número

## In groups
group-continue = Para lo demás necesito algunos datos. Sigamos en privado.
group-own = Eso queda entre tú y yo. Sigamos en privado.
group-booked = Reservado: { $when }, hora de { $place }.
choice-continue = Seguir en privado

## Cuándo se cuenta lo que nadie pidió
peace-always = Te aviso de los cambios en tus reuniones cuando ocurren, a cualquier hora.
peace-quiet = Entre { $from } y { $until } no te digo nada que no hayas pedido; espera hasta { $until }.
peace-digest = Te aviso de los cambios una vez al día, a las { $at }.
peace-reminders = Te recuerdo tus reuniones antes de que empiecen.
peace-no-reminders = No te envío recordatorios.
peace-zone = Son horas de { $place }.
peace-unread = Lo mejor son dos horas: «/quiet 22:00 a 7:00». «/quiet no» lo quita y «/digest 8:00» lo junta en un mensaje al día.
choice-quiet = Silencio de { $from } a { $until }
choice-no-quiet = Sin horas de silencio
choice-digest = Una vez al día, a las { $at }
choice-no-digest = Al momento, no una vez al día
choice-reminders = Recuérdame
choice-no-reminders = Sin recordatorios
## Una persona del equipo
choice-end-thread = Terminar esta conversación
help-human = Para hablar con una persona del equipo, envía /human.
team-called = He avisado al equipo, con tu nombre y lo que has escrito. Su respuesta llega aquí y, mientras tanto, les paso todo lo que escribas. Para seguir conmigo, pulsa abajo o envía /done.
team-passed-on = Se lo he pasado al equipo. (Con /done se termina.)
team-ended = De acuerdo, volvemos a hablar tú y yo. El equipo lo sabe.
team-ended-it = El equipo ha terminado esta conversación, así que vuelves a hablar conmigo.
team-lost = Ahora mismo no se puede contactar con el equipo, así que nadie lo está leyendo. Vuelves a hablar conmigo.
team-no-thread = No hay ninguna conversación abierta con el equipo.
team-unset = Aquí no puedo avisar a nadie. Lo que sí puedo es buscarte un momento para hablar con { $host }.
team-elsewhere = Al equipo se le escribe por Telegram: habla allí con el bot y pide una persona.
team-name = El equipo
team-says = 👤 { $name }: { $text }
team-post = 🙋 { $name } pide hablar con una persona.
    Responde a este mensaje para contestar; se le pasa todo hasta /done (también como respuesta) o el botón.
team-post-about = 🙋 { $name } pide hablar con una persona:
    «{ $about }»
    Responde a este mensaje para contestar; se le pasa todo hasta /done (también como respuesta) o el botón.
team-post-more = 💬 { $name }: { $text }
team-post-ended = ✔️ { $name } ha terminado esta conversación.
