### Tudo o que o programa diz, em português que se lê bem em Portugal e no Brasil. Breve, próximo, claro.

## Pieces
moment = { $day }, { $time }
moment-with-offset = { $day }, { $time } em { $place }
period = { $day }, { $start } – { $end }, { $place }
minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
yes = Sim
no = Não
the-host = o anfitrião
a-meeting = Reunião

## Choices
choice-confirm = Confirmar
choice-decline = Esta não
choice-other-time = Outros horários
choice-another-day = Outro dia
choice-more-times = Mais horários
choice-more-days = Mais dias
choice-earlier-times = Horários anteriores
choice-earlier-days = Dias anteriores
choice-whole-month = Mês inteiro
choice-part = { $part ->
    [morning] Manhã
    [afternoon] Tarde
   *[evening] Noite
} ({ $count })
choice-done = Pronto
choice-ticked = { $option } (marcado)
choice-start-over = Começar de novo
choice-change = Mudar: { $what }
choice-move = Mudar de horário
choice-cancel = Cancelar reserva
choice-undo = Desfazer (durante um minuto)
choice-join = Entrar
choice-add-to = Adicionar a { $calendar }
choice-book-again = Marcar outro horário
choice-remember = Lembra-te de mim para a próxima
choice-unremember = Esquecer: { $item }
choice-unremember-all = Esquecer tudo isto
choice-book = Marcar um horário
choice-outdated = Essa opção já não está disponível.
scope-this = Só esta
scope-following = Esta e as seguintes
scope-all = A série inteira

## Times
times-intro = Horários livres para { $title }:
times-intro-day = Horários livres para { $title }, { $day }:
times-intro-part = Horários livres para { $title }, { $day } { $part ->
    [morning] de manhã
    [afternoon] à tarde
   *[evening] à noite
}:
times-zone = (hora de { $place })
times-below = Os horários abaixo são de { $place }.
times-left = { $count ->
    [one] { $day }: há mais um horário.
   *[other] { $day }: há mais { $count } horários.
}
usual-length = { $count ->
    [one] 1 minuto, como de costume; diz-me se desta vez deve ser outra duração.
   *[other] { $count } minutos, como de costume; diz-me se desta vez deve ser outra duração.
}
usual-hours = Primeiro { $part ->
    [morning] de manhã
    [afternoon] à tarde
   *[evening] à noite
}, como preferes:
times-more-days = { $count ->
    [one] Há mais um dia com horários livres.
   *[other] Há mais { $count } dias com horários livres.
}
days-intro = Dias com horários livres para { $title }:
days-line = { $count ->
    [one] { $day } ({ $count } horário)
   *[other] { $day } ({ $count } horários)
}
month-intro = Dias com horários livres para { $title } em { $month }:
month-empty = Não há nada livre para { $title } em { $month }.
month-next = Os próximos horários livres são em { $month }.
month-none-later = Também não encontro nenhum horário livre depois.
nearest-intro = Os horários livres mais próximos:
nothing-then = Não há nada livre para “{ $when }”. Isto é o mais próximo:
pick-one = Qual destes horários é melhor?
nothing-left-that-day = Já não há nada livre nesse dia. Isto é o mais próximo:
nothing-at-all = Não encontro nenhum horário livre para { $title } nas próximas semanas.
time-is-free = { $when } está livre para { $title } com { $host }.
just-taken = { $when } foi ocupado há instantes, por isso nada foi marcado.
series-taken = Uma das datas da série está ocupada, por isso nada foi marcado. Talvez outro dia ou outra hora esteja livre em todas.
why-past = { $time } já passou.
why-too-soon = { $time } é cedo demais: é preciso marcar com { $minutes ->
    [one] um minuto
   *[other] { $minutes } minutos
} de antecedência.
why-too-far = Isso fica longe demais: dá para marcar até { $days } dias a partir de hoje.
why-outside = { $time } fica fora do horário de atendimento.
why-taken = { $time } já está ocupado.
why-unavailable = { $time } não está disponível.
when-impossible = “{ $words }” não existe em nenhum calendário nem relógio. Que dia e hora seriam?
when-past = “{ $words }” já passou. Que dia e hora seriam bons?
when-gap = { $day }: nesse dia os relógios adiantam e “{ $words }” não existe. É só dizer uma hora antes ou depois da mudança.
when-fold = Nesse dia os relógios atrasam, por isso “{ $words }” acontece duas vezes. Qual delas: { $options }?
when-two = “{ $words }” pode querer dizer duas coisas. Qual delas: { $options }?

## Questions
ask-one = Para marcar só falta: { $question }
ask-several = Para marcar falta:
ask-several-for = Para { $title } falta:
ask-line = • { $question }
also-needed = É só escolher um horário e dizer também:
still-needed = Para a reserva ainda falta:
one-more-thing = Falta mais uma coisa para poder marcar.
question-options = { $question } ({ $options })
question-options-many = { $question } (pode ser mais de uma: { $options })
ask-name = o seu nome
ask-email = o seu e-mail
ask-phone = o seu telefone, com o código do país
ask-notes = observações
ask-title = o assunto da reunião
ask-guests = os e-mails de outros convidados
ask-location = onde será a reunião
ask-place = o endereço ou o lugar da reunião
ask-zone = a cidade onde está (por causa do fuso horário)
ask-zone-only = Em que cidade está? Preciso disso por causa do fuso horário.
ask-when = quando seria bom
ask-event-type = tipo de reunião
ask-event-type-of = O que gostaria de marcar com { $host }?
event-type-line = • { $title } ({ $lengths } min)
ask-length = duração
ask-length-of = Quanto tempo deve durar { $title }: { $lengths }?
location-phone = Telefone { $phone }
location-attendee-phone = Chamada para o seu telefone
location-attendee-address = No seu endereço
location-attendee-defined = Um lugar à sua escolha
location-video = Videochamada

## Answers that do not do
wrong-answer = “{ $answer }” não serve aqui: { $label }.
wrong-option = “{ $answer }” não é uma das opções de { $label }: { $options }.
wrong-number = { $label }: “{ $answer }” não é um número.
wrong-zero = { $label }: não pode ser 0.
wrong-email = “{ $answer }” não é um e-mail completo. Deve ser como ana@example.com.
wrong-phone = “{ $answer }” não é um telefone que eu possa usar. Com o código do país fica como +351 912 345 678.
wrong-phone-country = Falta o código do país em “{ $answer }”, como +351 912 345 678.
wrong-url = { $label }: “{ $answer }” não é um endereço web, como https://example.com.
wrong-several = { $label }: só uma, por favor.
wrong-boolean = { $label }: a resposta deve ser sim ou não.
wrong-must-be-yes = { $label }: é preciso um sim para poder marcar.
wrong-date = { $label }: “{ $answer }” não é uma data.
wrong-too-long = { $label }: é longo demais.
wrong-empty = { $label }: falta uma resposta.
no-such-host = Aqui não conheço ninguém chamado “{ $name }”. Posso marcar com { $others }.
no-such-event-type = Aqui não dá para marcar “{ $name }”.
no-such-length = Aqui nada dura { $count } minutos; há { $lengths }.
length-not-of-type = { $title } dura { $lengths }, não { $count } minutos.
type-length = { $title } dura { $lengths }.

## Zones
zone-set = Certo: { $place }. Para quando seria a reunião?
zone-stay = Anotado: para esta reunião as horas são as de { $place }. Em casa ficam como estavam.
zone-kept = Anotado: as tuas horas são agora as de { $place }.
zone-unknown = Não conheço “{ $place }”. Que cidade maior fica perto?
zone-ambiguous = “{ $place }” pode ser mais de um fuso horário. Qual é o certo: { $options }?

## Proposals
proposal-book = Posso marcar?
proposal-reschedule = Posso mudar?
proposal-cancel = Posso cancelar?
proposal-expired = Essa proposta ficou aberta algum tempo e expirou. Está assim agora:
nothing-proposed = Por agora não há nada para confirmar.
not-yours-to-answer = Só quem fez o pedido pode responder.
say-yes = Se isso é um sim, é só escrever “sim” ou escolher Confirmar.
card-title = { $title } com { $host }
card-now = Agora mesmo: toca para todos, e entra a primeira pessoa que estiver livre
card-from = De: { $when }
card-to = Para: { $when }
card-length-changes = Com a mudança passa a durar { $count } minutos; para outra duração, é preciso cancelar e marcar de novo.
card-attendee = Para: { $name } ({ $contact })
card-answer = { $label }: { $answer }
card-reason = Motivo: { $reason }
card-state = Estado: { $state }
card-pending = { $host } tem que confirmar primeiro.
card-scope-following = Esta e todas as que se seguem na série
card-scope-all = A série inteira
card-series-label = Repete-se
card-series-weekly = { $interval ->
    [1] todas as semanas, { $count } vezes
   *[other] a cada { $interval } semanas, { $count } vezes
}
card-series-monthly = { $interval ->
    [1] todos os meses, { $count } vezes
   *[other] a cada { $interval } meses, { $count } vezes
}
card-series-yearly = { $interval ->
    [1] todos os anos, { $count } vezes
   *[other] a cada { $interval } anos, { $count } vezes
}
card-series-other = { $count } vezes
card-series = As { $count } datas: { $days }
card-host-time = Para { $host }: { $when }, { $place }
clocks-change = Em { $place } o relógio { $way ->
    [back] atrasa
   *[forward] adianta
} ({ $day }); { $time } já é na hora nova.
clocks-change-host = Onde está { $host } ({ $place }) o relógio { $way ->
    [back] atrasa
   *[forward] adianta
} ({ $day }); lá serão { $time } na hora nova.
card-home-time = Em casa: { $when }, { $place }
card-mail = O convite vai para { $email }.
place = Onde: { $place }
place-app = Onde: { $app } (o link está no convite)

## What was done
done-booked = Marcado!
done-requested = Pedido feito: { $host } ainda tem que confirmar.
done-instant = A chamar agora: à espera de que alguém entre.
done-moved = Mudado!
done-cancelled-this = Cancelado: { $title } com { $host }, { $when }.
done-cancelled-following = Cancelado: { $title } com { $host }, a partir de { $when }.
done-cancelled-all = Cancelado: a série inteira de { $title } com { $host }.
done-before = Isso já está feito: { $what }, { $when }.
undo-late = O minuto para desfazer logo já passou, por isso pergunto primeiro.
declined-book = Tudo bem, não marquei nada. É só dizer outra hora, ou o que mudar.
declined-reschedule = Tudo bem, fica como está.
declined-cancel = Tudo bem, continua marcado.
started-over = Tudo bem, vamos do início. O que gostaria de marcar?
another-now = E agora a outra reserva:
another-waits = Uma de cada vez: a segunda reserva vem logo a seguir a esta.
another-waits-at = Uma de cada vez: a segunda reserva (“{ $when }”) vem logo a seguir a esta.
one-at-a-time = São duas reservas diferentes, e não quero misturá-las. Qual prefere, ou por qual começamos?
second-choice = { $first } não está disponível, por isso fica a segunda escolha.
resume-book = De volta à sua reserva:
resume-proposal = E isto ainda espera pela sua resposta:
recap-known = Isto é o que tenho até agora:
recap-empty = Ainda não sei nada da marcação.
recap-open = Foi isto que percebi:
recap-nothing = Neste momento não há nada a meio. O que queres marcar, mudar ou cancelar?
recap-kind = Reunião
recap-length = Duração
recap-time = Hora

## Own bookings
booking-line = { $when }: { $title } com { $host }
booking-short = { $time } · { $title }
bookings-upcoming = { $count ->
    [one] Há uma reserva próxima:
   *[other] Há { $count } reservas próximas:
}
bookings-past = { $count ->
    [one] Houve uma reserva:
   *[other] Houve { $count } reservas:
}
bookings-cancelled = { $count ->
    [one] Foi cancelada uma reserva:
   *[other] Foram canceladas { $count } reservas:
}
bookings-more = e mais { $count }
no-bookings-upcoming = Não há próximas reservas feitas aqui.
no-bookings-past = Não há reservas passadas feitas aqui.
no-bookings-cancelled = Nenhuma das suas reservas feitas aqui foi cancelada.
no-bookings-then = Não há reservas feitas aqui para “{ $when }”.
no-such-booking = Não encontro nenhuma reserva sua que corresponda a “{ $words }”. Estas são as próximas:
which-move = Qual reserva é para mudar?
which-cancel = Qual reserva é para cancelar?
booking-gone = Essa reserva já não existe para poder mudar.
booking-over = Essa reserva já passou.
not-cancellable = { $title } não pode ser cancelado aqui. É melhor falar com o anfitrião.
not-movable = { $title } não pode ser mudado aqui. É melhor falar com o anfitrião.
move-lead = Mudança de { $title }, agora: { $when }.
move-same-time = Já está a essa hora. Que outra hora seria boa?
ask-scope = { $title }, { $when }, faz parte de uma série. Que parte cancelo?
ask-scope-short = que parte da série
status-pending = pedida, à espera do anfitrião
status-cancelled = cancelada
status-rejected = recusada pelo anfitrião
status-awaiting-host = à espera de que alguém atenda
reason-cancel = Cancelado pelo participante
reason-undo = Desfeito logo depois de marcar
reason-reschedule = Mudado pelo participante

## When something fails
calendar-away = Não consigo chegar ao calendário agora. Nada mudou; vale a pena tentar de novo daqui a pouco.
calendar-away-nothing-written = O calendário não aceitou agora, e nada mudou. Tento outra vez?
calendar-busy = O calendário está muito ocupado agora. Nada mudou; vale a pena tentar de novo daqui a um minuto.
calendar-refuses = O calendário não aceita a chave deste bot, por isso não posso fazer isso. Quem cuida de mim tem de ver o que se passa; nada mudou.
no-event-types = Este bot ainda não tem nada para marcar: quem cuida dele tem de definir de quem é o calendário.
calendar-away-for-the-rest = Depois o calendário deixou de responder, por isso o resto tem de esperar; é só pedir outra vez daqui a pouco.
store-away-after-sending = Não consigo usar a minha memória agora, e isto já tinha sido enviado ao calendário. Melhor não enviar outra vez: na próxima mensagem vejo o que aconteceu.
store-away = Não consigo usar a minha memória agora, por isso não fiz nada. Vale a pena tentar de novo daqui a pouco.
write-refused = O calendário recusou, e nada mudou. Talvez com outros dados.
write-failed-before = Não deu certo, e nada mudou.
limit-reached = Já foi atingido o máximo de reservas ao mesmo tempo. É preciso mudar ou cancelar uma primeiro.
outcome-unknown-book = Enviei a reserva, mas o calendário não respondeu, por isso ainda não sei se está feita. Na próxima mensagem volto a ver; melhor não marcar duas vezes.
outcome-unknown-reschedule = Enviei a mudança, mas o calendário não respondeu, por isso ainda não sei se está feita. Na próxima mensagem volto a ver.
outcome-unknown-cancel = Enviei o cancelamento, mas o calendário não respondeu, por isso ainda não sei se está feito. Na próxima mensagem volto a ver.
outcome-unknowable = Não consigo saber se deu certo. Antes de tentar outra vez, convém ver se a confirmação chegou ao e-mail.
outcome-not-done-book = Não chegou ao calendário, por isso nada foi marcado.
outcome-not-done-reschedule = Não chegou ao calendário, por isso nada foi mudado.
outcome-not-done-cancel = Não chegou ao calendário, por isso nada foi cancelado.
say-something = É só escrever o que quer marcar, mudar ou cancelar.
cap-reached = Hoje houve muitas mensagens, por isso até à meia-noite (UTC) respondo por regras simples. Marcar funciona como sempre; mensagens curtas e claras são as melhores.
too-long = Era uma mensagem muito longa; li os primeiros { $count } caracteres.

## Small talk
smalltalk-hello = Olá! Procuro um horário para uma reunião?
smalltalk-thanks = De nada!
smalltalk-bye = Até breve!
smalltalk-ok = Tudo bem. É só chamar quando houver algo para marcar, mudar ou cancelar.
smalltalk-how-are-you = Tudo bem por aqui! O que posso marcar?
smalltalk-who-are-you = Sou o Slotwise, um assistente de agenda. Encontro horários livres e marco, mudo e cancelo reuniões.
help =
    Posso encontrar horários livres e marcar, mudar, cancelar e mostrar reuniões. É só escrever como a uma pessoa:
    • “30 minutos amanhã às 15h, estou em Lisboa”
    • “o que há livre terça à tarde?”
    • “muda a minha reunião de sexta para segunda de manhã”
    • “cancela a minha reunião” ou “o que tenho marcado?”
off-topic = Isso já não é comigo: só entendo de reuniões. Procuro um horário?
not-understood = Não entendi bem. É só dizer o que marcar, mudar ou cancelar, e quando.

## Commands
welcome = Olá! Sou o Slotwise.
welcome-name = Olá, { $name }! Sou o Slotwise.
welcome-what =
    Encontro horários com { $host } e marco, mudo e cancelo reuniões. É só escrever como a uma pessoa, por exemplo:
    • “30 minutos amanhã às 15h”
    • “o que há livre terça à tarde?”
link-unknown = Não sei aonde esse link levava; talvez seja antigo. O que gostaria de marcar?
link-not-yours = Esse link era para outra pessoa. É só escrever, e ajudo com a sua própria reserva.
zone-now = Os seus horários são de { $place }. Para mudar, é só dizer em que cidade está.
language-ask = A nossa conversa é em { $language }. Que língua prefere?
language-unknown = Essa língua ainda não falo. Estas sim:
language-set = A partir de agora falo { $language }.
privacy =
    O que guardo: o que me conta, as nossas últimas mensagens e as reservas que fez aqui. Serve para marcar, mudar e cancelar a seu pedido, e para mais nada. As reservas em si são guardadas pelo Cal.com e pelo anfitrião.
    /export entrega tudo num arquivo. /forget apaga tudo.
privacy-known = Isto é o que sei:
privacy-line = • { $label }: { $value }
privacy-name = Nome
privacy-email = E-mail
privacy-phone = Telefone
privacy-zone = Fuso horário
privacy-length = Duração habitual
privacy-hours = Horas habituais
privacy-line-kept = • { $label }: { $value } (lembrado para a próxima)
privacy-lapses = O que não está marcado esqueço depois de meio dia sem mensagens tuas.
usual-part = { $part ->
    [morning] de manhã
    [afternoon] à tarde
   *[evening] à noite
}
forget-ask = Apago tudo o que guardo: o seu nome, e-mail, respostas, as nossas mensagens e quais reservas são suas? As reservas que existem ficam no Cal.com e com o anfitrião, e deixo de poder mudá-las ou cancelá-las a seu pedido.
choice-forget = Apagar tudo
choice-keep = Manter
forget-kept = Tudo bem, fica guardado.
forget-later = O calendário ainda não respondeu sobre uma das suas reservas. Vale a pena tentar /forget de novo daqui a alguns minutos.
forgotten = Feito: apaguei tudo o que guardava. As reservas que existem continuam no Cal.com e com o anfitrião.
exported = Aqui está tudo o que guardo.
remember-ask = { $count ->
    [one] Queres que me lembre de ti para a próxima: quem és, o teu fuso horário e 1 minuto como duração habitual?
   *[other] Queres que me lembre de ti para a próxima: quem és, o teu fuso horário e { $count } minutos como duração habitual?
}
remembered = Vou lembrar-me disto para a próxima:
remembered-shown = /privacy mostra-o e deixa-te apagá-lo.
remember-what = Com gosto, mas de quê? Por exemplo “lembra-te do meu e-mail” ou “lembra-te de que prefiro de manhã”.
unremembered = Esquecido: { $items }.

## Shared and passed on
phone-kept = Certo, anotei { $phone }.
quoted-no-time = Não encontro nenhum dia nem hora no que foi reencaminhado. O que gostaria de marcar, e quando?
quoted-which = O que foi reencaminhado fala de mais de um horário. Qual deles?
guests-after-booking = Só posso convidar outras pessoas enquanto a reserva é feita. Para a que já existe, basta reencaminhar o convite; ou cancelá-la, e marco de novo com elas.
edit-too-old = Vi que uma mensagem anterior mudou, mas só consigo voltar atrás na última. É só escrever de novo.
edit-booked = Isso já está marcado: { $booking }. Fica como está; posso mudar ou cancelar, se for preciso.
edit-booked-move = Isso já está marcado: { $booking }. Posso mudar o horário:
choice-share-location = Enviar a minha localização
choice-share-phone = Enviar o meu número

## In groups
group-continue = Para o resto preciso de alguns dados. Melhor continuar em particular.
group-own = Isso fica só entre nós. Melhor continuar em particular.
group-booked = Marcado: { $when }, hora de { $place }.
choice-continue = Continuar em particular

## Quando se conta o que ninguém pediu
peace-always = Conto as mudanças nas suas reuniões quando acontecem, a qualquer hora.
peace-quiet = Entre { $from } e { $until } não digo nada que você não tenha pedido; fica para as { $until }.
peace-digest = Conto as mudanças uma vez por dia, às { $at }.
peace-reminders = Lembro as suas reuniões antes de começarem.
peace-no-reminders = Não envio lembretes.
peace-zone = São horas de { $place }.
peace-unread = O melhor são duas horas: “/quiet 22:00 às 7:00”. “/quiet não” desliga, e “/digest 8:00” junta tudo numa mensagem por dia.
choice-quiet = Silêncio das { $from } às { $until }
choice-no-quiet = Sem horas de silêncio
choice-digest = Uma vez por dia, às { $at }
choice-no-digest = Na hora, não uma vez por dia
choice-reminders = Lembre-me
choice-no-reminders = Sem lembretes
## Uma pessoa da equipa
choice-end-thread = Terminar esta conversa
help-human = Para falares com uma pessoa da equipa, envia /human.
team-called = Avisei a equipa, com o teu nome e o que escreveste. A resposta chega aqui e, até lá, passo-lhes tudo o que escreveres. Para continuares comigo, toca em baixo ou envia /done.
team-passed-on = Passei à equipa. (Com /done termina.)
team-ended = Certo, voltamos a falar só nós dois. A equipa já sabe.
team-ended-it = A equipa terminou esta conversa, por isso voltas a falar comigo.
team-lost = De momento não se consegue contactar a equipa, por isso ninguém está a ler. Voltas a falar comigo.
team-no-thread = Não há nenhuma conversa aberta com a equipa.
team-unset = Aqui não consigo chamar ninguém. O que posso fazer é encontrar uma hora para falares com { $host }.
team-elsewhere = A equipa está no Telegram: escreve lá ao bot e pede uma pessoa.
team-name = A equipa
team-says = 👤 { $name }: { $text }
team-post = 🙋 { $name } pede para falar com uma pessoa.
    Responde a esta mensagem; tudo é passado até /done (também como resposta) ou ao botão.
team-post-about = 🙋 { $name } pede para falar com uma pessoa:
    “{ $about }”
    Responde a esta mensagem; tudo é passado até /done (também como resposta) ou ao botão.
team-post-more = 💬 { $name }: { $text }
team-post-ended = ✔️ { $name } terminou esta conversa.
