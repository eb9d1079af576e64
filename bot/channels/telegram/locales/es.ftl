### Lo que solo dice este canal, en español. Breve, cercano, claro; de tú.

## How a reply looks
reader-clock = En tu reloj: { $when }

## What people send
unreadable = { $kind ->
    [photo] Seguro que es una foto bonita, pero solo leo palabras. Cuéntame en un mensaje qué necesitas.
    [live_photo] Seguro que es una foto bonita, pero solo leo palabras. Cuéntame en un mensaje qué necesitas.
    [sticker] ¡Me gusta! Pero solo leo palabras. Cuéntame en un mensaje qué necesitas.
    [animation] ¡Me gusta! Pero solo leo palabras. Cuéntame en un mensaje qué necesitas.
    [dice] ¡Suerte! Cuando se trate de quedar a una hora, dímelo con palabras.
    [video] No puedo ver vídeos. Cuéntame en un mensaje qué necesitas.
    [document] No puedo abrir archivos. Cuéntame en un mensaje lo que importa de él.
    [other_contact] Solo acepto tu propio número, para no llamar a nadie por error. También puedes escribirlo.
    [other_location] Solo acepto un lugar que compartas desde tu dispositivo. También puedes decirme tu ciudad.
   *[other] Solo leo palabras. Cuéntame en un mensaje qué necesitas.
}
place-without-zone = No sé qué zona horaria tiene ese lugar. ¿Por los relojes de qué ciudad te guías?
voice-heard = 🎙 «{ $text }»
voice-unset = Aquí no puedo escuchar audios, pero el texto funciona. Escríbelo y me pongo a ello.
voice-too-long = Ese audio es demasiado largo para mí: { $minutes } minutos es lo máximo. Uno más corto sirve, y el texto también.
voice-too-big = Ese audio pesa demasiado para mí. Uno más corto sirve, y el texto también.
voice-failed = Ahora no he podido entender ese audio. Envíalo otra vez en un momento, o escríbelo.
voice-empty = No he oído palabras en ese audio. Dilo otra vez, o escríbelo.

## Taps, keyboards, and what goes wrong
tap-outdated = Estos botones son de un momento anterior y ya no hacen nada.
tap-not-yours = Estos botones son de { $owner }. Mencióname y te hago unos para ti.
tap-not-yours-unnamed = Estos botones son de otra persona. Mencióname y te hago unos para ti.
too-many-messages = Son más mensajes de los que puedo seguir. Dame un minuto y vuelve a escribir.
failed = Algo ha fallado por mi parte, y ahí lo he dejado. No hay nada reservado ni cambiado, salvo que te lo haya dicho. Si vuelve a pasar, dale a quien me lleva esta referencia: { $reference }.
not-let-in = Solo hablo con quien mi equipo ha admitido. Si te corresponde, dales tu número: { $number }.
team-end = Listo
team-thread-over = Esta conversación ya ha terminado, así que no se ha pasado.
team-thread-ended = La conversación ha terminado y se le ha avisado.
team-not-delivered = No se ha podido entregar: ha bloqueado al bot o ha borrado el chat.
team-words-only = Solo se pasan palabras. Escríbelo como respuesta, por favor.
share-location = Toca el botón de abajo para compartir dónde estás. Solo tomo la zona horaria, y no guardo lugares.
share-location-button = 📍 Compartir mi ubicación
share-location-placeholder = O escribe una ciudad
share-phone = Toca el botón de abajo para compartir tu teléfono.
share-phone-button = 📱 Compartir mi número
share-phone-placeholder = O escribe el número
keyboard-gone = Gracias.

## What the bot says of itself
# At most 64 letters, 120 and 512.
bot-name = Slotwise
bot-short-description = Encuentra una hora que te venga bien, y la reserva, cambia o cancela. Solo escribe qué necesitas.
bot-description =
    Encuentro horas libres y te las reservo aquí mismo, en el chat.

    Escríbeme como a una persona: «30 minutos el martes por la tarde», «pásala al viernes», «¿qué tengo reservado?». Te pregunto lo que falte, te lo enseño todo antes de reservar y respeto tu zona horaria.

    Toca Iniciar y buscamos una hora.
# At most 256 letters each.
command-book = Encontrar una hora y reservarla
command-bookings = Ver tus reservas
command-reschedule = Cambiar una reserva de hora
command-cancel = Cancelar una reserva
command-timezone = Elegir tu zona horaria
command-language = Elegir el idioma en que te hablo
command-link = Conectar tu cuenta de Cal.com, como anfitrión
command-unlink = Quitar la conexión con Cal.com
command-human = Hablar con una persona del equipo
command-help = Ver qué puedo hacer
command-quiet = Cuándo puedo avisarte
command-privacy = Qué guardo de ti, y por qué
command-export = Recibir todo lo que guardo de ti
command-forget = Borrar todo lo que guardo de ti
