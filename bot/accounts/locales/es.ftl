### Lo que se dice al conectar una cuenta: en la página y después en el chat. Breve, cercano, claro.

## La página
page-number-title = Falta un paso
page-number = Todavía no hay nada conectado. Se trata de estas dos cuentas:
page-calcom = Tu cuenta de Cal.com
page-chat = La cuenta de Telegram que lo pidió
page-no-name = Una cuenta sin nombre
page-tell = Si las dos son tuyas, escribe este número a { $bot } en Telegram:
page-open-with-number = Abrir Telegram con el número
page-not-yours = ¿La cuenta de Telegram es de otra persona? Entonces cierra esta página y no le des el número a nadie: no se conectará nada.
page-open = Volver a Telegram
page-old-title = Esta página ya no vale
page-old = Un enlace sirve una vez y durante diez minutos. Escribe /link en el chat para recibir otro.
page-refused-title = No se conectó nada
page-refused = Dijiste que no en Cal.com. Si cambias de idea, escribe /link en el chat.
page-failed-title = No ha funcionado
page-failed = Ahora mismo no se pudo contactar con Cal.com o con el chat, y no se conectó nada. Escribe /link en el chat para intentarlo de nuevo.

## En el chat
ask-number = Cal.com dice que sí. ¿Qué número muestra la página? Escríbelo aquí y conecto la cuenta.
ask-refuse = No fui yo
