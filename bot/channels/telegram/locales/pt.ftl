### O que só este canal diz, em português que se lê bem em Portugal e no Brasil. Breve, próximo, claro.

## How a reply looks
reader-clock = No seu relógio: { $when }

## What people send
unreadable = { $kind ->
    [photo] Deve ser uma bela foto, mas só leio palavras. É só dizer numa mensagem o que é preciso.
    [live_photo] Deve ser uma bela foto, mas só leio palavras. É só dizer numa mensagem o que é preciso.
    [sticker] Gostei! Mas só leio palavras. É só dizer numa mensagem o que é preciso.
    [animation] Gostei! Mas só leio palavras. É só dizer numa mensagem o que é preciso.
    [dice] Boa sorte! Quando for para marcar uma hora, é só dizer por palavras.
    [video] Não consigo ver vídeos. É só dizer numa mensagem o que é preciso.
    [document] Não consigo abrir arquivos. É só dizer numa mensagem o que importa.
    [other_contact] Só aceito o seu próprio número, para ninguém ser chamado por engano. Também dá para escrever.
    [other_location] Só aceito um lugar enviado do seu aparelho. Também basta dizer a cidade.
   *[other] Só leio palavras. É só dizer numa mensagem o que é preciso.
}
place-without-zone = Não sei qual é o fuso horário desse lugar. Os relógios de que cidade devo seguir?
voice-heard = 🎙 “{ $text }”
voice-unset = Aqui não consigo ouvir áudios, mas texto funciona. É só escrever.
voice-too-long = Esse áudio é longo demais para mim: { $minutes } minutos é o máximo. Um mais curto serve, e texto também.
voice-too-big = Esse áudio é grande demais para mim. Um mais curto serve, e texto também.
voice-failed = Não consegui entender esse áudio agora. Dá para enviar de novo daqui a pouco, ou escrever.
voice-empty = Não ouvi palavras nesse áudio. Dá para dizer de novo, ou escrever.

## Taps, keyboards, and what goes wrong
tap-outdated = Estes botões são de um momento anterior e já não fazem nada.
tap-not-yours = Estes botões são de { $owner }. Basta mencionar-me para ter os seus.
tap-not-yours-unnamed = Estes botões são de outra pessoa. Basta mencionar-me para ter os seus.
too-many-messages = São mais mensagens do que consigo acompanhar. Preciso de um minuto; depois é só escrever de novo.
failed = Algo deu errado do meu lado, e parei aí. Nada foi marcado nem mudado, a não ser que eu tenha dito que sim. Se acontecer de novo, quem cuida de mim precisa desta referência: { $reference }.
not-let-in = Só falo com quem a minha equipa admitiu. Se for o teu caso, dá-lhes o teu número: { $number }.
team-end = Feito
team-thread-over = Esta conversa já terminou, por isso não foi passado.
team-thread-ended = A conversa terminou, e a pessoa já sabe.
team-not-delivered = Não foi possível entregar: a pessoa bloqueou o bot ou apagou a conversa.
team-words-only = Só se passam palavras. Escreve como resposta, por favor.
share-location = O botão abaixo envia a localização. Só uso o fuso horário, e não guardo lugares.
share-location-button = 📍 Enviar a minha localização
share-location-placeholder = Ou escrever uma cidade
share-phone = O botão abaixo envia o número de telefone.
share-phone-button = 📱 Enviar o meu número
share-phone-placeholder = Ou escrever o número
keyboard-gone = Certo.

## What the bot says of itself
# At most 64 letters, 120 and 512.
bot-name = Slotwise
bot-short-description = Encontra um bom horário e marca, muda ou cancela. É só escrever o que é preciso.
bot-description =
    Encontro horários livres e marco, aqui mesmo na conversa.

    É só escrever como a uma pessoa: “30 minutos terça à tarde”, “passa para sexta”, “o que tenho marcado?”. Pergunto o que falta, mostro tudo antes de marcar e respeito o seu fuso horário.

    Um toque em Iniciar, e procuramos um horário.
# At most 256 letters each.
command-book = Encontrar um horário e marcar
command-bookings = Ver as suas reservas
command-reschedule = Mudar uma reserva de horário
command-cancel = Cancelar uma reserva
command-timezone = Definir o fuso horário
command-language = Escolher a língua da conversa
command-link = Ligar a sua conta do Cal.com, como anfitrião
command-unlink = Terminar a ligação ao Cal.com
command-human = Falar com uma pessoa da equipa
command-help = Ver o que posso fazer
command-quiet = Quando posso avisar
command-privacy = O que guardo e para quê
command-export = Receber tudo o que guardo
command-forget = Apagar tudo o que guardo
